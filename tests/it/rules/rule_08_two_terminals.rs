//! Rule 8: nobody overwrites what they have not seen, and the same answer twice is one answer.

use super::prelude::*;

#[test]
fn the_same_answer_adds_nothing_whoever_gives_it_and_whatever_they_have_seen() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    assert_eq!(ward.by(CLINICIAN).at("two").saw(None).answer("kind", "a").unwrap(), []);
    assert_eq!(ward.nurse().answer("kind", "a").unwrap(), []);
    ward.walk_to("skin");
    ward.nurse().with(CLINICIAN).tick("labelled").unwrap();
    assert_eq!(ward.by("AB:nurse").saw(None).with(CLINICIAN).tick("labelled").unwrap(), []);
}

/// Also where the answer itself made a stop stand on what it confirms.
#[test]
fn the_same_answer_adds_nothing_in_spite_of_the_stop_that_it_made() {
    let answered = json!({ "item": "second", "answered": true });
    let first = stops(choice("first", "critical", &["a", "b"]), "No.", "clinician", &[answered]);
    let second = item("second", "critical", json!({ "confirms": ["first"] }));
    let mut ward = Bench::of(&one_section(vec![first, second]));
    ward.says(&[("first", "a"), ("second", "")]);
    assert_eq!(ward.stops("first"), ["No."]);
    assert_eq!(ward.nurse().tick("second").unwrap(), []);
    refused!(ward.nurse().again().tick("second"), Refusal::StopStands { .. });
}

#[test]
fn the_same_setting_aside_adds_nothing() {
    let mut ward = Bench::day();
    ward.nurse().because("none kept").set_aside("diary").unwrap();
    assert_eq!(ward.by(CLINICIAN).saw(None).because("none kept").set_aside("diary").unwrap(), []);
    refused!(ward.by(CLINICIAN).saw(None).because("left at home").set_aside("diary"), Refusal::ChangedSince { .. });
    ward.nurse().because("at home").put_off("approach", None).unwrap();
    assert_eq!(ward.by(CLINICIAN).saw(None).because("at home").put_off("approach", None).unwrap(), []);
    let later = ward.by(CLINICIAN).because("at home").put_off("approach", Some("post-procedure")).unwrap();
    assert!(!later.is_empty(), "to another phase is another wish");
}

#[test]
fn what_changed_since_it_was_seen_is_refused_and_shown_and_the_same_key_again_confirms() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    let seen = ward.case.touched(ward.ix("kind"));
    let blind = ward.clinician().at("two").saw(None).because("mine").answer("kind", "b");
    let words = blind.unwrap_err().to_string();
    assert!(words.contains("JR nurse in the meantime: a"), "{words}");
    ward.clinician().at("two").saw(seen).because("mine").answer("kind", "b").unwrap();
    refused!(ward.nurse().saw(seen).because("mine").answer("kind", "a"), Refusal::ChangedSince { .. });
}

#[test]
fn every_wish_about_an_item_looks_at_what_is_newest_there() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("escort", "present").unwrap();
    let seen = ward.case.touched(ward.ix("escort"));
    ward.nurse().because("left").answer("escort", "none").unwrap();
    refused!(ward.clinician().saw(seen).go_on("escort"), Refusal::ChangedSince { .. });
    refused!(ward.clinician().saw(seen).withdraw("escort"), Refusal::ChangedSince { .. });
    refused!(ward.clinician().saw(seen).again().answer("escort", "present"), Refusal::ChangedSince { .. });
    ward.nurse().put_off("clothing", None).unwrap();
    refused!(ward.clinician().saw(None).set_aside("clothing"), Refusal::ChangedSince { .. });
    refused!(ward.clinician().saw(None).put_off("clothing", Some("post-procedure")), Refusal::ChangedSince { .. });
    refused!(ward.clinician().saw(None).tick("clothing"), Refusal::ChangedSince { .. });
}

/// The clinician saw a fever; the nurse took it back. What was meant for the fever is not meant for the open item.
#[test]
fn an_answer_that_was_taken_back_has_changed_since_it_was_seen() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("escort", "none").unwrap();
    let seen = ward.case.touched(ward.ix("escort"));
    ward.nurse().undo().unwrap();
    refused!(ward.clinician().at("two").saw(seen).go_on("escort"), Refusal::ChangedSince { .. });
    let blind = ward.clinician().at("two").saw(seen).because("came").answer("escort", "present");
    refused!(blind, Refusal::ChangedSince { .. });
    ward.clinician().at("two").saw(None).answer("escort", "present").unwrap();
}

#[test]
fn a_correction_needs_a_reason_and_a_new_finding_does_not() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("temp", "36.8").unwrap();
    refused!(ward.nurse().answer("temp", "37.1"), Refusal::NeedsReason { .. });
    refused!(ward.nurse().because("  ").answer("temp", "37.1"), Refusal::ReasonMissing);
    refused!(ward.nurse().set_aside("temp"), Refusal::CriticalStays { .. });
    ward.nurse().again().answer("temp", "37.1").unwrap();
    ward.nurse().because("typed wrongly").answer("temp", "37.2").unwrap();
}

#[test]
fn an_answered_item_is_neither_set_aside_nor_put_off_nor_timed_anew() {
    let mut ward = Bench::at("needle");
    refused!(ward.nurse().set_aside("clothing"), Refusal::NeedsReason { .. });
    refused!(ward.nurse().put_off("clothing", None), Refusal::NeedsReason { .. });
    refused!(ward.nurse().timer("dry"), Refusal::NeedsReason { .. });
}

#[test]
fn new_findings_accumulate_and_a_correction_replaces_what_was_wrong() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("temp", "36.8").unwrap();
    ward.nurse().again().answer("temp", "37.1").unwrap();
    ward.nurse().again().answer("temp", "37.1").unwrap();
    assert_eq!(ward.readings("temp"), ["36.8 °C", "37.1 °C", "37.1 °C"], "all are true");
    assert_eq!(ward.answer("temp").as_deref(), Some("37.1 °C"), "the newest governs");
    ward.nurse().undo().unwrap();
    assert_eq!(ward.readings("temp"), ["36.8 °C", "37.1 °C"]);
    ward.nurse().because("another patient's").answer("temp", "36.5").unwrap();
    assert_eq!(ward.case.earlier(ward.ix("temp")).len(), 2, "what was wrong stays in the record");
    assert_eq!(ward.answer("temp").as_deref(), Some("36.5 °C"));
}

/// A correction says that one reading was wrong, not that the findings before it were.
#[test]
fn a_correction_of_a_new_finding_keeps_the_findings_before_it() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("temp", "36.8").unwrap();
    ward.nurse().again().answer("temp", "73.1").expect_err("a typing error");
    ward.nurse().again().answer("temp", "37.1").unwrap();
    ward.nurse().because("typed wrongly").answer("temp", "37.4").unwrap();
    assert_eq!(ward.readings("temp"), ["36.8 °C", "37.4 °C"]);
    ward.nurse().again().answer("temp", "37.9").unwrap();
    assert_eq!(ward.readings("temp"), ["36.8 °C", "37.4 °C", "37.9 °C"]);
}
