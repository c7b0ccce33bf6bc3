//! Needle moved: what was checked of its place is open again, what was found is not forgotten.

use super::{CHECKED_IN, answer, ward};
use crate::bench::prelude::*;

/// A case at the gate, with the tip confirmed and this aspirated.
fn aspirated(finding: &str) -> (Ward, String) {
    let ward = ward();
    let code = ward.new_case("site");
    answer(&ward, &code, &CHECKED_IN);
    answer(&ward, &code, &["tip", &format!("aspiration {finding}")]);
    (ward, code)
}

#[test]
fn moving_the_needle_opens_every_line_of_its_gate_in_one_entry() {
    let (ward, code) = aspirated("clear");
    answer(&ward, &code, &["contrast vessel"]);
    let before = fs::read_to_string(ward.record(&code)).unwrap().lines().count();
    let said = ward.fine_as(CLINICIAN, &["needle-moved", &code]);
    assert!(said.out.contains("needle moved: Injection gate is checked anew"), "{said:?}");
    assert_eq!(fs::read_to_string(ward.record(&code)).unwrap().lines().count(), before + 1);
    for item in ["tip", "aspiration", "contrast", "asked"] {
        assert_eq!(ward.status(&code, item), "open", "{item}");
    }
    ward.refused_as(CLINICIAN, &code, &["needle-moved", &code], &["nothing was checked yet"]);
    // The procedure goes on: it is stopped, not called off.
    let cancel = ["close", &code, "--outcome", "cancelled", "--reason", "called off"];
    ward.refused_as(CLINICIAN, &code, &cancel, &["something was done already"]);
    // In order, as at first.
    ward.refused_as(CLINICIAN, &code, &["answer", &code, "asked"], &["first answer contrast"]);
    answer(&ward, &code, &["tip", "aspiration clear", "contrast spread", "asked"]);
    assert_eq!(ward.status(&code, "asked"), "answered");
}

/// The hole of the review: after spinal fluid one line was answered while the stop of another stood.
#[test]
fn while_a_stop_of_the_gate_stands_no_other_line_of_it_is_answered() {
    let (ward, code) = aspirated("csf");
    let contrast = ["answer", &code, "contrast", "spread"];
    ward.refused_as(CLINICIAN, &code, &contrast, &["STOP stands at aspiration: Spinal fluid: move the needle."]);
    let asked = ["answer", &code, "asked", "--not-right", "pain down the leg"];
    ward.refused_as(CLINICIAN, &code, &asked, &["STOP stands at aspiration"]);
    let again = ["again", &code, "tip"];
    ward.refused_as(CLINICIAN, &code, &again, &["STOP stands at aspiration"]);
    // Its own line goes on: it is put right, or found anew.
    ward.fine_as(CLINICIAN, &["again", &code, "aspiration", "clear"]);
    answer(&ward, &code, &["contrast spread"]);
}

#[test]
fn what_was_ever_found_decides_later_whatever_was_found_since() {
    for (steps, ever) in [
        (&["needle-moved", "tip", "aspiration clear"][..], true),
        (&["again aspiration clear"], true),
        (&["needle-moved", "tip", "aspiration clear", "needle-moved", "tip", "aspiration clear"], true),
        (&["correct aspiration clear"], false),
        (&["again aspiration clear", "withdraw aspiration", "aspiration clear"], true),
        (&["undo", "aspiration clear"], false),
    ] {
        let (ward, code) = aspirated("csf");
        for step in steps {
            let words: Vec<&str> = step.split(' ').collect();
            let args = match words.as_slice() {
                ["needle-moved" | "undo"] => vec![words[0], &code],
                ["again", rest @ ..] => [&["again", &code][..], rest].concat(),
                ["correct", rest @ ..] => [&["answer", &code][..], rest, &["--reason", "misread"]].concat(),
                ["withdraw", rest @ ..] => [&["withdraw", &code][..], rest, &["--reason", "other patient"]].concat(),
                rest => [&["answer", &code][..], rest].concat(),
            };
            ward.fine_as(CLINICIAN, &args);
        }
        answer(&ward, &code, &["contrast spread", "asked"]);
        assert_eq!(ward.status(&code, "dura") != "inactive", ever, "{steps:?}");
        if ever {
            answer(&ward, &code, &["dura other"]);
        }
        let said = ward.fine_as(CLINICIAN, &["answer", &code, "event", "none"]);
        let words = "STOP  Name events in the room: none; Aspirate: once spinal fluid. Spinal fluid was met: name it.";
        assert_eq!(said.out.contains(words), ever, "{steps:?}: {said:?}");
    }
}

/// Taken back after its lines were checked anew, the older answers would stand beside the newer ones.
#[test]
fn a_needle_moved_by_mistake_is_undone_until_a_line_was_checked_anew() {
    let (ward, code) = aspirated("clear");
    ward.fine_as(CLINICIAN, &["needle-moved", &code]);
    ward.fine_as(CLINICIAN, &["undo", &code]);
    assert_eq!((ward.status(&code, "tip"), ward.status(&code, "aspiration")), ("answered".into(), "answered".into()));
    ward.fine_as(CLINICIAN, &["redo", &code]);
    assert_eq!(ward.status(&code, "tip"), "open");
    ward.fine(&["answer", &code, "tip"]);
    ward.refused_as(CLINICIAN, &code, &["undo", &code], &["tip was changed by JR nurse since"]);
}

#[test]
fn where_nothing_rests_on_the_needle_it_is_refused_in_words() {
    let ward = ward();
    let code = ward.new_case("site");
    ward.refused(&code, &["needle-moved", &code], &["nothing was checked yet that the needle's place could change"]);
    let planned = ward.makes(&["new", "site", "--planned", "tomorrow 09:00"]);
    ward.refused(&planned, &["needle-moved", &planned], &["has not begun"]);
    let (small, other) = small_case();
    small.refused(&other, &["needle-moved", &other], &["nothing that is checked anew when the needle moves"]);
    let (ward, code) = aspirated("csf");
    ward.fine_as(CLINICIAN, &["stop", &code, "--reason", "spinal fluid"]);
    ward.refused(&code, &["needle-moved", &code], &["the procedure was stopped"]);
}

/// What was signed off as complete changes with it, so that it is said why.
#[test]
fn after_a_sign_off_it_needs_its_reason() {
    let (ward, code) = aspirated("clear");
    answer(&ward, &code, &["contrast spread", "asked", "event none", "needle-out now"]);
    ward.fine_as(CLINICIAN, &["sign", &code, "procedure"]);
    ward.refused_as(CLINICIAN, &code, &["needle-moved", &code], &["was signed off by DK clinician", "give a reason"]);
    let said = ward.fine_as(CLINICIAN, &["needle-moved", &code, "--reason", "second level"]);
    assert!(said.out.contains("checked anew"), "{said:?}");
}

#[test]
fn a_due_date_counts_from_the_first_anchor_that_has_a_time() {
    let (ward, code) = aspirated("clear");
    answer(&ward, &code, &["contrast spread", "asked", "event none", "left now"]);
    let due = |ward: &Ward| {
        let shown = ward.show_json(&code);
        let sections = shown["phases"][2]["sections"].as_array().unwrap().clone();
        sections.into_iter().find(|section| section["id"] == "call").unwrap()["due"].clone()
    };
    let by_leaving = due(&ward);
    assert!(by_leaving.is_string(), "{by_leaving}");
    ward.fine(&["answer", &code, "needle-out", "yesterday 08:00"]);
    assert_ne!(due(&ward), by_leaving);
}

/// Answered anew because the tip was checked anew, also with a reason, is no correction.
#[test]
fn what_something_else_has_changed_under_is_found_anew() {
    let (ward, code) = aspirated("csf");
    ward.fine_as(CLINICIAN, &["answer", &code, "tip", "--not-right", "moved", "--reason", "moved"]);
    ward.fine_as(CLINICIAN, &["answer", &code, "tip", "--reason", "in place again"]);
    ward.fine_as(CLINICIAN, &["answer", &code, "aspiration", "clear", "--reason", "after moving"]);
    assert_ne!(ward.status(&code, "dura"), "inactive");
}

/// Somebody acted on it: taken back, what was found would be forgotten.
#[test]
fn a_finding_on_which_somebody_moved_the_needle_is_not_undone() {
    let (ward, code) = aspirated("csf");
    ward.fine(&["needle-moved", &code]);
    ward.refused_as(CLINICIAN, &code, &["undo", &code], &["was changed by JR nurse since"]);
}

#[test]
fn what_was_found_before_the_needle_was_moved_stays_in_sight() {
    let (ward, code) = aspirated("csf");
    ward.fine_as(CLINICIAN, &["needle-moved", &code]);
    let readings = |ward: &Ward| ward.item(&code, "aspiration")["readings"].clone();
    assert!(readings(&ward).to_string().contains("spinal fluid"), "{}", readings(&ward));
    answer(&ward, &code, &["tip", "aspiration clear"]);
    let shown = ward.fine(&["show", &code]).out;
    assert!(readings(&ward).to_string().contains("spinal fluid"), "{}", readings(&ward));
    assert!(shown.contains("spinal fluid"), "{shown}");
}

#[test]
fn a_mistyped_finding_is_withdrawn_also_after_the_needle_was_moved() {
    let (ward, code) = aspirated("csf");
    ward.fine_as(CLINICIAN, &["needle-moved", &code]);
    ward.fine_as(CLINICIAN, &["withdraw", &code, "aspiration", "--reason", "mistyped"]);
    answer(&ward, &code, &["tip", "aspiration clear"]);
    assert_eq!(ward.status(&code, "dura"), "inactive");
    let again = ["withdraw", &code, "asked", "--reason", "mistyped"];
    ward.refused_as(CLINICIAN, &code, &again, &["nothing recorded for asked"]);
}
