//! Stops by commands, as the ward meets them: what is said, and what the content makes of two answers together.
//! The table of stops tries each of them, and the rules say when one is left.

use crate::bench::prelude::*;
use serde_json::Value::Null;

/// Ticks or answers the steps of the walk from one item up to, but not including, another.
fn walk_on(ward: &Ward, code: &str, from: &str, to: &str) {
    let steps = WALK.iter().skip_while(|step| step.item != from).take_while(|step| step.item != to);
    for step in steps {
        step.record(ward, code);
    }
}

/// What stands on an item, in words.
fn stops(ward: &Ward, code: &str, item: &str) -> Vec<String> {
    let stops = ward.item(code, item)["stops"].clone();
    stops.as_array().into_iter().flatten().map(|stop| stop.as_str().expect("words").to_owned()).collect()
}

const FEVER: &str = "Temperature? 38.4 °C, at most 37.9 (shipped). Fever: do not start.";

#[test]
fn a_measured_fever_is_recorded_with_exit_code_0_and_prints_stop() {
    let (ward, code) = case_at("vitals-temp");
    let said = ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    assert!(said.out.contains("38.4 °C") && said.out.contains(&format!("STOP  {FEVER}")), "{said:?}");
    assert_eq!(stops(&ward, &code, "vitals-temp").len(), 1);

    let status = ward.run(&["status", &code]);
    assert!(status.out.contains(&format!("STOP  {FEVER}")) && status.out.contains("(vitals-temp)"), "{status:?}");
    assert!(status.out.contains("NEXT  STOP: "), "{status:?}");
    assert!(ward.fine(&["list"]).out.contains(&format!("STOP: {FEVER}")));
    let next = ward.fine(&["answer", &code, "vitals", "systolic=128", "diastolic=76", "heart-rate=72", "spo2=98"]);
    assert!(next.out.contains(&format!("STOP  {FEVER}")), "every later answer says that the stop stands: {next:?}");
}

/// Answered is not in order: a program that asks before it goes on must not hear "fine".
#[test]
fn status_does_not_exit_with_0_while_a_stop_stands() {
    let (ward, code) = case_at("month-3-prevention");
    assert_eq!(ward.run(&["status", &code]).code, 0);
    ward.fine(&["answer", &code, "vitals-temp", "38.4", "--again"]);
    let said = ward.run(&["status", &code]);
    assert!(said.code == 3 && said.out.contains(&format!("STOP  {FEVER}")), "{said:?}");
    ward.fine(&["close", &code, "--outcome", "entered-in-error", "--reason", "double"]);
    assert_eq!(ward.run(&["status", &code]).code, 0, "nothing is to be decided in a closed case");
}

/// The stop may stand on another item than those that were filled in.
#[test]
fn a_preset_that_meets_an_allergy_prints_stop() {
    let (ward, code) = case_at("choose-imaging");
    walk_on(&ward, &code, "choose-injectate", "choose-antiseptic");
    walk_on(&ward, &code, "two-identifiers", "allergies-asked");
    ward.fine(&["answer", &code, "allergies-asked", "chlorhexidine"]);
    let said = ward.fine(&["preset", &code, "interlaminar"]);
    assert!(said.out.contains("STOP  ") && said.out.contains("(allergies-asked)"), "{said:?}");
}

#[test]
fn a_stop_bars_first_answers_in_later_sections_only() {
    let (ward, code) = case_at("infection-screen");
    ward.fine(&["answer", &code, "infection-screen", "fever"]);
    walk_on(&ward, &code, "vitals-temp", "indication-confirmed");

    let bar: &[&str] = &["STOP stands at infection-screen", "Fever: do not start.", "overridden by a clinician"];
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], bar);
    ward.refused(&code, &["skip", &code, "indication-confirmed", "--reason", "as last time"], bar);
    ward.refused_as(CLINICIAN, &code, &["answer", &code, "walks-safely", "as-before"], bar);
    ward.fine(&["answer", &code, "vitals-temp", "37.1", "--again"]);
    ward.fine(&["note", &code, "indication-confirmed", "waiting for the clinician"]);
    ward.fine(&["answer", &code, "week-1-pain", "4"]);
    ward.refused(&code, &["close", &code, "--outcome", "completed"], &["cannot be closed as completed"]);
}

/// When and by whom an answer was said belongs to the answer, not to the override that came after it.
#[test]
fn an_override_does_not_borrow_the_words_beside_the_answer() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["answer", &code, "vitals-temp", "38.4", "--at", "yesterday 22:00", "--stated-by", "AB"]);
    let over = ["override", code.as_str(), "vitals-temp", "--reason", "urgent"];
    let said = ward.fine_as(CLINICIAN, &over);
    let (answer, over) = said.out.split_once("; overridden by DK").expect("the override after the answer");
    assert!(answer.contains("JR") && answer.contains("stated by AB, entered by JR"), "{said:?}");
    assert!(!over.contains("AB") && !over.contains("done"), "{said:?}");
    let item = ward.item(&code, "vitals-temp");
    assert_eq!((&item["by"]["code"], &item["stated_by"], &item["done_at"]), (&"DK".into(), &Null, &Null), "{item}");

    ward.fine(&["again", &code, "vitals-temp", "38.6"]);
    let said = ward.fine_as(CLINICIAN, &["override", &code, "vitals-temp", "--reason", "urgent still"]);
    for words in ["38.4 °C -> 38.6 °C", "overridden by DK clinician: urgent still"] {
        assert!(said.out.contains(words), "{said:?}");
    }
}

#[test]
fn undoing_the_answer_lifts_its_stop_and_redoing_it_brings_the_stop_back() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    let undone = ward.fine(&["undo", &code]);
    assert!(undone.out.contains("undone: vitals-temp") && !undone.out.contains("STOP"), "{undone:?}");
    assert_eq!(ward.status(&code, "vitals-temp"), "open");
    assert!(ward.fine(&["redo", &code]).out.contains(&format!("STOP  {FEVER}")));
    assert_eq!(ward.item(&code, "vitals-temp")["answer"]["number"]["value"], "38.4");
}

#[test]
fn a_check_that_is_not_right_and_not_critical_prints_a_caution() {
    let (ward, code) = case_at("everyone-stops");
    let said = ward.fine(&["answer", &code, "everyone-stops", "--not-right", "one is still on the phone"]);
    assert!(!said.out.contains("STOP") && said.out.contains("caution  Not right: one is still"), "{said:?}");
}

const WARFARIN: &[Step] = &[
    says("antithrombotic-status", &["held-as-agreed"]),
    says("antithrombotic-class", &["vitamin-k-antagonist"]),
    says("antithrombotic-last-dose", &["antithrombotic-class=vitamin-k-antagonist", "last-dose=2026-01-05T20:00"]),
    says("inr-today", &["1.1"]),
];

/// Where the INR itself stops is in the table of stops.
#[test]
fn an_inr_of_2_4_is_a_caution_only_before_a_lumbar_facet_injection() {
    let ward = Ward::new();
    ward.sets("spinal-injection", &json!({ "inr-limit-low": 3 }));
    for (region, stopped) in [("lumbar", 0), ("thoracic", 0), ("sacral", 0), ("cervical", 1)] {
        let code = walked_with(&ward, "inr-today", &[WARFARIN, &[says("choose-variant", &["facet-joint"])]].concat());
        ward.fine(&["answer", &code, "choose-region", region, "--reason", "read again"]);
        let said = ward.fine(&["answer", &code, "inr-today", "2.4"]);
        assert_eq!(stops(&ward, &code, "inr-today").len(), stopped, "{region}: {said:?}");
        assert_eq!(
            said.out.contains("caution  INR above the limit for an epidural"),
            stopped == 0,
            "{region}: {said:?}"
        );
    }
    let code = walked_with(&ward, "inr-today", WARFARIN);
    let said = ward.fine(&["answer", &code, "inr-today", "not-measured"]);
    assert!(said.out.contains("STOP"), "an INR that nobody measured is not a low one: {said:?}");
}

/// What was agreed on the side breaks, and the consent stands in the way.
#[test]
fn a_side_that_was_chosen_wrongly_asks_for_another_mark_and_another_consent() {
    let ward = Ward::new();
    let left = ["choose-side", "consent-complete"].map(|item| says(item, &["left"]));
    let transforaminal = [&[says("choose-variant", &["transforaminal"])], &left[..]].concat();
    let code = walked_with(&ward, "emergency-kit-ready", &transforaminal);
    ward.fine(&["answer", &code, "choose-side", "right", "--reason", "read again"]);
    assert_eq!(ward.status(&code, "site-marked"), "open", "the mark was for the other side");
    ward.refused(&code, &["answer", &code, "emergency-kit-ready"], &["consent-complete"]);
}

#[test]
fn an_allergy_to_the_chosen_contrast_stops_and_gadolinium_is_no_way_round() {
    let (ward, code) = case_at("allergies-asked");
    for (item, value, words) in [
        (
            "allergies-asked",
            "contrast",
            [
                "STOP  Any allergy, each by name? allergy to contrast dye; Planned contrast? iodinated, labelled for intrathecal. \
                 Allergy to contrast, and",
                "caution  Allergy to contrast: say when",
            ],
        ),
        (
            "choose-contrast",
            "gadolinium",
            [
                "Planned contrast? gadolinium. Allergy to contrast",
                "Gadolinium in the spinal fluid can injure the brain",
            ],
        ),
        ("choose-contrast", "none", ["Planned contrast? none", "No contrast planned: choose contrast"]),
    ] {
        let said = ward.fine(&["answer", &code, item, value, "--reason", "asked again"]);
        assert!(words.iter().all(|words| said.out.contains(words)), "{value}: {said:?}");
    }
    assert_eq!(stops(&ward, &code, "allergies-asked"), [""; 0], "going without is a stop of its own");
}

/// A stop stands and the sign-out is not done: recovery takes the finding all the same.
#[test]
fn new_weakness_in_recovery_is_recorded_and_escalated_whatever_stands_in_the_way() {
    let (ward, code) = case_at("contrast-live");
    let answer = |words: &[&str]| ward.fine(&[&["answer", &code], words].concat()).out;
    answer(&["contrast-live", "vascular"]);
    let said = answer(&["motor-sensory-check", "new-or-worse-deficit"]);
    let found =
        "STOP  Power and sensation as before? new or worse weakness or numbness. New weakness or numbness: call";
    assert!(said.contains(found), "{said}");
    assert!(said.contains("caution  Record whom you told, and when."), "{said}");
    let said = answer(&["deficit-escalated", "now"]);
    assert!(said.starts_with("[x] "), "{said}");
    answer(&["post-vitals", "systolic=92", "diastolic=50", "heart-rate=48", "spo2=93"]);
    answer(&["symptoms-watched", "headache-upright"]);
    answer(&["motor-sensory-check", "new-or-worse-deficit", "--again"]);
    ward.fine(&["note", &code, "motor-sensory-check", "right foot does not lift"]);
    answer(&["week-1-complications", "nerve-or-worse"]);
}

#[test]
fn a_meal_or_a_drink_too_late_for_sedation_stops_and_without_sedation_nobody_asks() {
    let ward = Ward::new();
    let fasted = says("fasting-times", &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"]);
    let code = walked_with(&ward, "indication-confirmed", &[says("choose-sedation", &["minimal"]), fasted]);
    for (food, drink, stop, heavy_meal) in [
        (5, 3, Some(", less than 6 hours before "), true),
        (9, 1, Some(", less than 2 hours before "), false),
        (7, 3, None, true),
        (1000, 3, None, false),
    ] {
        let (food, drink) =
            (format!("last-food={}", hours_ago(food)), format!("last-clear-fluid={}", hours_ago(drink)));
        let said = ward.fine(&["answer", &code, "fasting-times", &food, &drink, "--reason", "asked again"]).out;
        assert_eq!(said.contains("STOP"), stop.is_some(), "{said}");
        assert!(said.contains(stop.unwrap_or_default()), "{said}");
        assert_eq!(said.contains("ask whether it was fatty"), heavy_meal, "a heavy meal needs 8 hours: {said}");
    }
    assert_eq!(ward.status(&walked_to(&ward, "vitals"), "fasting-times"), "inactive");
}

#[test]
fn an_antiseptic_that_was_put_off_bars_the_next_section_for_somebody_allergic_to_one() {
    let (ward, code) = case_at("choose-antiseptic");
    ward.fine(&["defer", &code, "choose-antiseptic", "--reason", "asks the clinician"]);
    walk_on(&ward, &code, "two-identifiers", "allergies-asked");
    ward.fine(&["answer", &code, "allergies-asked", "chlorhexidine"]);
    walk_on(&ward, &code, "infection-screen", "indication-confirmed");
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["choose-antiseptic"]);
    ward.fine(&["answer", &code, "choose-antiseptic", "povidone-iodine"]);
    ward.fine(&["answer", &code, "indication-confirmed", "other"]);
}
