//! Stops: what they bar, who may go on in spite of one, and when that right lapses.

use crate::{
    walk::{WALK, walked_to},
    ward::{CLINICIAN, NURSE, TRAINEE, Ward, case_at},
};
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

const FEVER: &str = "Fever: do not start.";

#[test]
fn a_measured_fever_is_recorded_with_exit_code_0_and_prints_stop() {
    let (ward, code) = case_at("vitals-temp");
    let said = ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    assert!(said.out.contains("38.4 °C") && said.out.contains(&format!("STOP  {FEVER}")), "{said:?}");
    assert_eq!(stops(&ward, &code, "vitals-temp").len(), 1);

    let status = ward.run(&["status", &code]);
    assert!(status.out.contains(&format!("STOP  {FEVER}")) && status.out.contains("(vitals-temp)"), "{status:?}");
    assert!(status.out.contains("NEXT  STOP: "), "{status:?}");
    assert!(ward.fine(&["list"]).out.contains("STOP: Fever"));
    let next = ward.fine(&["answer", &code, "vitals", "systolic=128", "diastolic=76", "heart-rate=72", "spo2=98"]);
    assert!(next.out.contains("STOP  Fever"), "every later answer says that the stop stands: {next:?}");
}

/// Answered is not in order: a program that asks before it goes on must not hear "fine".
#[test]
fn status_does_not_exit_with_0_while_a_stop_stands() {
    let (ward, code) = case_at("month-3-prevention");
    assert_eq!(ward.run(&["status", &code]).code, 0);
    ward.fine(&["answer", &code, "vitals-temp", "38.4", "--again"]);
    let said = ward.run(&["status", &code]);
    assert!(said.code == 3 && said.out.contains("STOP  Fever"), "{said:?}");
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
fn the_limit_itself_is_no_fever_and_the_next_tenth_is() {
    let (ward, code) = case_at("vitals-temp");
    assert!(!ward.fine(&["answer", &code, "vitals-temp", "37.9"]).out.contains("STOP"));
    assert!(ward.fine(&["answer", &code, "vitals-temp", "38,0", "--again"]).out.contains("STOP"));
    assert!(!ward.fine(&["answer", &code, "vitals-temp", "37.5", "--again"]).out.contains("STOP"));
}

#[test]
fn a_stop_bars_first_answers_in_later_sections_only() {
    let (ward, code) = case_at("infection-screen");
    ward.fine(&["answer", &code, "infection-screen", "fever"]);
    walk_on(&ward, &code, "vitals-temp", "indication-confirmed");

    let bar: &[&str] = &["STOP stands at infection-screen", FEVER, "overridden by a clinician"];
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], bar);
    ward.refused(&code, &["skip", &code, "indication-confirmed", "--reason", "as last time"], bar);
    ward.refused_as(CLINICIAN, &code, &["answer", &code, "needle-out-dressed"], bar);
    ward.fine(&["answer", &code, "vitals-temp", "37.1", "--again"]);
    ward.fine(&["note", &code, "indication-confirmed", "waiting for the clinician"]);
    ward.fine(&["answer", &code, "week-1-pain", "4"]);
    ward.refused(&code, &["close", &code, "--outcome", "completed"], &["cannot be closed as completed"]);
}

#[test]
fn what_was_answered_before_a_stop_arose_can_still_be_corrected() {
    let (ward, code) = case_at("right-images-up");
    ward.fine(&["answer", &code, "infection-screen", "skin-at-site", "--reason", "seen in position"]);
    ward.refused(&code, &["answer", &code, "right-images-up"], &["STOP stands at infection-screen"]);
    ward.fine(&["answer", &code, "say-patient", "--not-right", "wristband differs", "--reason", "read again"]);
    ward.fine(&["withdraw", &code, "everyone-stops", "--reason", "two were missing"]);
    ward.refused(&code, &["answer", &code, "everyone-stops"], &["STOP stands at infection-screen"]);
}

#[test]
fn only_a_clinician_overrides_and_only_with_a_reason() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    walk_on(&ward, &code, "vitals", "indication-confirmed");
    let over = ["override", code.as_str(), "vitals-temp", "--reason", "urgent, agreed with the ward"];
    ward.refused_as(NURSE, &code, &over, &["by a clinician only", "JR nurse cannot"]);
    ward.refused_as(TRAINEE, &code, &over, &["by a clinician only", "TR trainee cannot"]);
    ward.refused_as(CLINICIAN, &code, &["override", &code, "vitals-temp", "--reason", "  "], &["a reason is needed"]);
    assert_eq!(ward.run_as(CLINICIAN, &["override", &code, "vitals-temp"]).code, 2);
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["STOP stands at vitals-temp"]);

    let said = ward.fine_as(CLINICIAN, &over);
    assert!(said.out.contains("overridden by DK clinician: urgent"), "{said:?}");
    assert!(said.out.contains("38.4 °C ("), "what was gone on in spite of is still shown: {said:?}");
    let item = ward.item(&code, "vitals-temp");
    assert_eq!(item["status"], "overridden");
    assert_eq!(item["answer"]["number"]["value"], "38.4", "the answer is kept");
    assert_eq!(stops(&ward, &code, "vitals-temp"), Vec::<String>::new());
    ward.fine(&["answer", &code, "indication-confirmed", "other"]);
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
fn an_override_lapses_when_the_answer_changes() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    walk_on(&ward, &code, "vitals", "indication-confirmed");
    ward.fine_as(CLINICIAN, &["override", &code, "vitals-temp", "--reason", "urgent"]);

    ward.fine(&["answer", &code, "vitals-temp", "39.1", "--reason", "read the wrong line"]);
    assert_eq!(ward.status(&code, "vitals-temp"), "answered");
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["STOP stands at vitals-temp"]);

    ward.fine_as(CLINICIAN, &["override", &code, "vitals-temp", "--reason", "still urgent"]);
    ward.fine(&["answer", &code, "vitals-temp", "39.4", "--again"]);
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["STOP stands at vitals-temp"]);

    ward.fine(&["answer", &code, "vitals-temp", "36.8", "--reason", "probe was in the tea"]);
    assert!(!ward.run(&["status", &code]).out.contains("STOP"));
    ward.fine(&["answer", &code, "indication-confirmed", "other"]);
}

#[test]
fn an_override_lapses_when_another_answer_that_the_stop_looks_at_changes() {
    let (ward, code) = case_at("allergies-asked");
    ward.fine(&["answer", &code, "allergies-asked", "contrast"]);
    assert_eq!(stops(&ward, &code, "allergies-asked").len(), 1);
    ward.fine_as(CLINICIAN, &["override", &code, "allergies-asked", "--reason", "mild rash in 1990, steroid given"]);
    assert_eq!(ward.status(&code, "allergies-asked"), "overridden");

    ward.fine_as(CLINICIAN, &["answer", &code, "choose-contrast", "gadolinium", "--reason", "to be safe"]);
    assert_eq!(ward.status(&code, "allergies-asked"), "answered");
    assert_eq!(stops(&ward, &code, "allergies-asked").len(), 1);
}

#[test]
fn an_open_critical_item_is_overridden_by_a_clinician_until_it_is_answered() {
    let (ward, code) = case_at("vitals-temp");
    walk_on(&ward, &code, "vitals", "indication-confirmed");
    ward.refused(&code, &["override", &code, "vitals-temp", "--reason", "no probe"], &["by a clinician only"]);
    ward.fine_as(CLINICIAN, &["override", &code, "vitals-temp", "--reason", "no probe"]);
    ward.fine(&["answer", &code, "indication-confirmed", "other"]);

    let said = ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    assert!(said.out.contains("STOP"), "the override of an open item covers no fever: {said:?}");
    ward.refused(&code, &["answer", &code, "red-flags-excluded", "none"], &["STOP stands at vitals-temp"]);
}

#[test]
fn a_stop_that_never_may_be_passed_is_refused_to_a_clinician_as_well() {
    let ward = Ward::new();
    let never = |code: &str, item: &str| {
        let over = ["override", code, item, "--reason", "I am sure"];
        ward.refused_as(CLINICIAN, code, &over, &["cannot be overridden by anybody"]);
    };

    let code = walked_to(&ward, "two-identifiers");
    never(&code, "two-identifiers");
    ward.fine(&["answer", &code, "two-identifiers", "--not-right", "wristband is missing"]);
    never(&code, "two-identifiers");
    let bar: &[&str] = &["STOP stands at two-identifiers", "wristband is missing", "cannot be overridden"];
    ward.refused(&code, &["answer", &code, "everyone-stops"], bar);

    let code = walked_to(&ward, "consent-matches");
    ward.fine(&["answer", &code, "consent-matches", "left"]);
    assert!(stops(&ward, &code, "consent-matches")[0].contains("another side"));
    never(&code, "consent-matches");
    ward.fine(&["answer", &code, "consent-matches", "mismatch", "--reason", "the level differs"]);
    never(&code, "consent-matches");
    ward.fine(&["answer", &code, "consent-matches", "midline", "--reason", "new form signed"]);
    assert_eq!(stops(&ward, &code, "consent-matches"), Vec::<String>::new());
}

#[test]
fn an_allergy_meets_the_antiseptic_and_the_steroid_meets_the_route() {
    let (ward, code) = case_at("allergies-asked");
    ward.fine(&["answer", &code, "allergies-asked", "latex", "chlorhexidine"]);
    let over = ["override", code.as_str(), "allergies-asked", "--reason", "only a little"];
    ward.refused_as(CLINICIAN, &code, &over, &["cannot be overridden by anybody", "choose another antiseptic"]);
    let said = ward.fine(&["answer", &code, "choose-antiseptic", "povidone-iodine", "--reason", "allergy"]);
    assert!(!said.out.contains("STOP"), "another antiseptic is the way out: {said:?}");

    let code = walked_to(&ward, "two-identifiers");
    for (item, value) in
        [("choose-variant", "transforaminal"), ("choose-region", "cervical"), ("choose-injectate", "triamcinolone")]
    {
        ward.fine_as(CLINICIAN, &["answer", &code, item, value, "--reason", "plan changed"]);
    }
    let over = ["override", code.as_str(), "choose-injectate", "--reason", "nothing else in stock"];
    ward.refused_as(CLINICIAN, &code, &over, &["cannot be overridden by anybody", "non-particulate"]);
    ward.refused(&code, &["answer", &code, "two-identifiers"], &["STOP stands at choose-injectate"]);
    ward.fine_as(CLINICIAN, &["answer", &code, "choose-injectate", "dexamethasone", "--reason", "fetched it"]);
    ward.fine(&["answer", &code, "two-identifiers"]);
}

#[test]
fn a_critical_check_that_is_not_right_stops_and_a_required_one_warns() {
    let (ward, code) = case_at("everyone-stops");
    let said = ward.fine(&["answer", &code, "everyone-stops", "--not-right", "one is still on the phone"]);
    assert!(!said.out.contains("STOP") && said.out.contains("caution  Not right: one is still"), "{said:?}");
    walk_on(&ward, &code, "say-patient", "right-images-up");
    let said = ward.fine(&["answer", &code, "right-images-up", "--not-right", "another patient's images"]);
    assert!(said.out.contains("STOP  Not right: another patient's images"), "{said:?}");
    walk_on(&ward, &code, "say-drug", "time-out-agreed");
    let agree = ["answer", code.as_str(), "time-out-agreed", "--second", "DK:clinician"];
    ward.refused(&code, &agree, &["STOP stands at right-images-up"]);
    ward.refused(&code, &["answer", &code, "needle-out-dressed"], &["STOP stands at right-images-up"]);
    ward.refused(&code, &["override", &code, "right-images-up", "--reason", "known"], &["by a clinician only"]);
    ward.fine(&["answer", &code, "right-images-up", "--again"]);
    ward.fine(&agree);
    ward.fine(&["answer", &code, "right-images-up", "--not-right", "another side", "--again"]);
    assert_eq!(ward.status(&code, "time-out-agreed"), "open", "what two people agreed on has changed");
}

#[test]
fn nothing_steps_over_a_stop_by_a_way_round() {
    let ward = Ward::new();
    // What a stop looks at is not answered: unknown is never taken for "no stop".
    let code = walked_to(&ward, "choose-antiseptic");
    walk_on(&ward, &code, "two-identifiers", "allergies-asked");
    ward.fine(&["answer", &code, "allergies-asked", "chlorhexidine"]);
    walk_on(&ward, &code, "infection-screen", "indication-confirmed");
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["choose-antiseptic"]);
    // Nor is it set aside, or passed over: then nobody would have met the stop.
    let skip = ["skip", code.as_str(), "choose-antiseptic", "--reason", "as last time"];
    ward.refused(&code, &skip, &["choose-antiseptic decides about a stop"]);
    let code = walked_to(&ward, "choose-side");
    ward.fine_as(CLINICIAN, &["override", &code, "choose-side", "--reason", "told on the phone"]);
    walk_on(&ward, &code, "choose-sedation", "site-marked");
    ward.refused(&code, &["answer", &code, "patient-states-plan"], &["choose-side"]);
    // Withdrawn and set aside, a stop would be gone undecided.
    let code = walked_to(&ward, "infection-screen");
    ward.fine(&["answer", &code, "infection-screen", "fever"]);
    ward.refused(&code, &["withdraw", &code, "infection-screen", "--reason", "wrong bay"], &["STOP stands"]);
    // Closing as completed, or going on, is barred; an item of an always open section stays recordable.
    ward.refused(&code, &["close", &code, "--outcome", "completed"], &["infection-screen"]);
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["STOP stands at infection-screen"]);
    ward.fine(&["answer", &code, "week-1-pain", "4"]);
}

#[test]
fn a_redo_after_somebody_raised_a_stop_is_refused() {
    let (ward, code) = case_at("say-patient");
    ward.fine(&["undo", &code]);
    let fever = ["answer", code.as_str(), "vitals-temp", "39", "--again"];
    ward.fine_as(crate::ward::CLINICIAN, &fever);
    ward.refused(&code, &["redo", &code], &["STOP stands at vitals-temp"]);
}

#[test]
fn undoing_the_answer_lifts_its_stop_and_redoing_it_brings_the_stop_back() {
    let (ward, code) = case_at("vitals-temp");
    ward.fine(&["answer", &code, "vitals-temp", "38.4"]);
    let undone = ward.fine(&["undo", &code]);
    assert!(undone.out.contains("undone: vitals-temp") && !undone.out.contains("STOP"), "{undone:?}");
    assert_eq!(ward.status(&code, "vitals-temp"), "open");
    assert!(ward.fine(&["redo", &code]).out.contains("STOP  Fever"));
    assert_eq!(ward.item(&code, "vitals-temp")["answer"]["number"]["value"], "38.4");
}
