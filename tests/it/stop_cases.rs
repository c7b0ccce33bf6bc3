//! Stops as the ward meets them, each by commands: what is said, who may go on, and what stays in the record.

use crate::{
    walk::{Step, says, walked_to, walked_with},
    ward::{CLINICIAN, NURSE, Said, TRAINEE, Ward, case_at},
};

/// What stands on an item, in words.
fn stops(ward: &Ward, code: &str, item: &str) -> usize {
    ward.item(code, item)["stops"].as_array().map_or(0, Vec::len)
}

fn answer(ward: &Ward, code: &str, words: &[&str]) -> Said {
    ward.fine(&[&["answer", code], words].concat())
}

/// Neither a nurse nor a trainee goes on past the stop; nor does a clinician where nobody may.
fn holds(ward: &Ward, code: &str, item: &str, nobody_may: bool) {
    let over = ["override", code, item, "--reason", "we are late"];
    let words: &[&str] = if nobody_may { &["cannot be overridden by anybody"] } else { &["by a clinician only"] };
    ward.refused_as(NURSE, code, &over, words);
    ward.refused_as(TRAINEE, code, &over, words);
    if nobody_may {
        ward.refused_as(CLINICIAN, code, &over, words);
    }
}

const WARFARIN: &[Step] = &[
    says("antithrombotic-status", &["held-as-agreed"]),
    says("antithrombotic-class", &["vitamin-k-antagonist"]),
    says("antithrombotic-last-dose", &["drug=warfarin", "last-dose=2026-01-05T20:00"]),
    says("inr-today", &["1.1"]),
    says("antithrombotic-plan", &["held by the prescriber's plan"]),
];

#[test]
fn an_inr_of_2_4_stops_an_epidural_until_it_is_down_or_a_clinician_answers_for_it() {
    let ward = Ward::new();
    let code = walked_with(&ward, "inr-today", WARFARIN);
    let said = answer(&ward, &code, &["inr-today", "2.4"]);
    assert!(said.out.contains("STOP  INR above the local limit"), "{said:?}");
    let agreed = walked_with(&ward, "indication-confirmed", WARFARIN);
    answer(&ward, &agreed, &["inr-today", "2.4", "--again"]);
    ward.refused(&agreed, &["answer", &agreed, "indication-confirmed", "other"], &["STOP stands at inr-today"]);
    holds(&ward, &agreed, "inr-today", false);
    ward.fine_as(CLINICIAN, &["override", &agreed, "inr-today", "--reason", "agreed with the prescriber"]);
    answer(&ward, &agreed, &["indication-confirmed", "other"]);

    answer(&ward, &code, &["inr-today", "1.2", "--again"]);
    assert_eq!(stops(&ward, &code, "inr-today"), 0, "the limit itself does not stop");
    answer(&ward, &code, &["inr-today", "1.21", "--again"]);
    assert_eq!(stops(&ward, &code, "inr-today"), 1, "a hundredth above it does, never rounded away");
    let said = answer(&ward, &code, &["inr-today", "not-measured", "--again"]);
    assert!(said.out.contains("STOP"), "an INR that nobody measured is not a low one: {said:?}");
}

#[test]
fn an_inr_of_2_4_is_a_caution_only_before_a_lumbar_facet_injection() {
    let ward = Ward::new();
    let facet = says("choose-variant", &["facet-joint"]);
    let regions = [
        (says("choose-region", &["lumbar"]), 0),
        (says("choose-region", &["thoracic"]), 0),
        (says("choose-region", &["cervical"]), 1),
    ];
    for (region, stopped) in regions {
        let code = walked_with(&ward, "inr-today", &[WARFARIN, &[facet, region]].concat());
        let said = answer(&ward, &code, &["inr-today", "2.4"]);
        assert_eq!(stops(&ward, &code, "inr-today"), stopped, "{region:?}: {said:?}");
        assert_eq!(said.out.contains("caution  INR above the local limit"), stopped == 0, "{region:?}: {said:?}");
    }
}

#[test]
fn a_consent_for_the_other_side_stops_at_the_review_and_nobody_passes_it() {
    let ward = Ward::new();
    let left: &[Step] = &[says("choose-variant", &["transforaminal"]), says("choose-side", &["left"])];
    let code = walked_with(&ward, "consent-complete", left);
    let said = answer(&ward, &code, &["consent-complete", "right"]);
    assert!(said.out.contains("STOP  The consent shows another side"), "{said:?}");
    holds(&ward, &code, "consent-complete", true);
    ward.refused(&code, &["answer", &code, "patient-states-plan"], &["STOP stands at consent-complete"]);
    answer(&ward, &code, &["consent-complete", "left", "--again"]);
    assert_eq!(stops(&ward, &code, "consent-complete"), 0);
    // The side was chosen wrongly after all: what was agreed on it breaks, and the consent stands in the way again.
    answer(&ward, &code, &["site-marked"]);
    answer(&ward, &code, &["choose-side", "right", "--reason", "read again"]);
    assert_eq!(ward.status(&code, "site-marked"), "open", "the mark was for the other side");
    ward.refused(&code, &["answer", &code, "patient-states-plan"], &["consent-complete"]);
}

#[test]
fn an_allergy_to_the_chosen_contrast_stops_and_gadolinium_is_no_way_round() {
    let (ward, code) = case_at("allergies-asked");
    let said = answer(&ward, &code, &["allergies-asked", "contrast"]);
    assert!(said.out.contains("STOP  Allergy to contrast, and contrast is planned"), "{said:?}");
    assert!(said.out.contains("caution  Allergy to contrast: say when"), "{said:?}");
    holds(&ward, &code, "allergies-asked", false);
    let swapped = answer(&ward, &code, &["choose-contrast", "gadolinium", "--reason", "swap"]);
    assert!(
        swapped.out.contains("STOP  Allergy to contrast") && swapped.out.contains("no harmless swap"),
        "{swapped:?}"
    );
    let without = answer(&ward, &code, &["choose-contrast", "none", "--reason", "clinician decides"]);
    assert!(without.out.contains("STOP  No contrast planned"), "going without is a stop of its own: {without:?}");
    assert_eq!(stops(&ward, &code, "allergies-asked"), 0);
}

const PARTICULATE: &[Step] = &[
    says("choose-variant", &["transforaminal"]),
    says("choose-side", &["left"]),
    says("choose-injectate", &["triamcinolone"]),
    says("consent-complete", &["left"]),
    says("consent-matches", &["left"]),
    says("drawn-triamcinolone", &["dose=40", "volume=1", "lot=C1", "in-date=in-date"]),
    says("iv-working", &["in-and-flushed"]),
    says("extra-vascular-check", &["dsa-used"]),
];

#[test]
fn a_particulate_steroid_in_a_cervical_transforaminal_injection_stops_three_times_and_for_everybody() {
    let ward = Ward::new();
    let at_set_up = [PARTICULATE, &[says("choose-region", &["cervical"])]].concat();
    let code = walked_with(&ward, "choose-injectate", &at_set_up);
    let said = answer(&ward, &code, &["choose-injectate", "triamcinolone"]);
    assert!(said.out.contains("STOP  Particulate steroid is chosen"), "{said:?}");
    holds(&ward, &code, "choose-injectate", true);
    ward.refused(&code, &["answer", &code, "two-identifiers"], &["STOP stands at choose-injectate"]);

    // The region was chosen wrongly, which shows only in the room: the check that would pass it is barred.
    for (item, later) in [("say-drug", "mask-and-gloves"), ("final-syringe-check", "needle-out-dressed")] {
        let code = walked_with(&ward, item, PARTICULATE);
        let said = answer(&ward, &code, &["choose-region", "cervical", "--reason", "the image shows the neck"]);
        assert!(said.out.contains("STOP  Particulate steroid"), "{said:?}");
        assert_eq!(stops(&ward, &code, item), 1);
        holds(&ward, &code, item, true);
        let tick: &[&str] = &["answer", &code, item];
        let two: &[&str] = if item == "final-syringe-check" { &["--second", CLINICIAN] } else { &[] };
        let tick = [tick, two].concat();
        ward.refused(&code, &tick, &["STOP stands at choose-injectate"]);
        ward.refused(&code, &["answer", &code, later], &["STOP stands at choose-injectate", "cannot be overridden"]);
        answer(&ward, &code, &["choose-injectate", "dexamethasone", "--reason", "fetched it"]);
        assert_eq!(stops(&ward, &code, item), 0, "another steroid is the way out");
    }
}

#[test]
fn blood_on_aspiration_and_clear_after_repositioning_both_stay_true() {
    let (ward, code) = case_at("aspiration-clear");
    let said = answer(&ward, &code, &["aspiration-clear", "blood"]);
    assert!(said.out.contains("STOP  Blood: do not inject"), "{said:?}");
    holds(&ward, &code, "aspiration-clear", true);
    ward.refused(&code, &["answer", &code, "needle-out-dressed"], &["STOP stands at aspiration-clear"]);
    let said = answer(&ward, &code, &["aspiration-clear", "clear", "--again", "--stated-by", "DK"]);
    assert!(!said.out.contains("STOP"), "{said:?}");
    let record = std::fs::read_to_string(ward.record(&code)).unwrap();
    let found = |answer: &str| record.matches(&format!("\"item\":\"aspiration-clear\",\"answer\":{answer}")).count();
    assert_eq!((found(r#"{"choice":["blood"]}"#), found(r#"{"choice":["clear"]}"#)), (1, 1), "both are in the record");
    assert_eq!(ward.item(&code, "aspiration-clear")["answer"]["choice"][0], "clear");
    assert_eq!(ward.fine(&["verify", &code]).code, 0);
}

#[test]
fn contrast_in_a_vessel_is_passed_by_nobody_and_ends_with_a_new_picture_or_the_case() {
    let (ward, code) = case_at("contrast-live");
    let said = answer(&ward, &code, &["contrast-live", "vascular"]);
    assert!(said.out.contains("STOP  Contrast in a vessel: do not inject"), "{said:?}");
    holds(&ward, &code, "contrast-live", true);
    answer(&ward, &code, &["patient-ok", "none"]);
    ward.refused(&code, &["answer", &code, "needle-out-dressed"], &["STOP stands at contrast-live", "Move the needle"]);
    answer(&ward, &code, &["contrast-live", "expected-spread", "--again"]);
    assert_eq!(stops(&ward, &code, "contrast-live"), 0);
    answer(&ward, &code, &["contrast-live", "intrathecal", "--again"]);
    holds(&ward, &code, "contrast-live", true);
    let close = ["close", code.as_str(), "--outcome", "stopped", "--reason", "spinal fluid on contrast"];
    ward.refused(&code, &close, &["the procedure has begun; stop it first"]);
    let stopped = ward.fine(&["stop", &code, "--reason", "spinal fluid on contrast"]);
    assert!(stopped.out.contains("recovery and follow-up are open"), "{stopped:?}");
    ward.fine(&close);
}

#[test]
fn new_weakness_in_recovery_is_recorded_and_escalated_whatever_stands_in_the_way() {
    let ward = Ward::new();
    // A stop stands and the sign-out is not done: recovery takes the finding all the same.
    let code = walked_to(&ward, "contrast-live");
    answer(&ward, &code, &["contrast-live", "vascular"]);
    let said = answer(&ward, &code, &["motor-sensory-check", "new-or-worse-deficit"]);
    assert!(said.out.contains("STOP  New weakness or numbness: call the clinician now"), "{said:?}");
    assert!(said.out.contains("caution  Record whom you told, and when."), "{said:?}");
    let said = answer(&ward, &code, &["deficit-escalated", "now"]);
    assert!(said.out.starts_with("[x] "), "{said:?}");
    answer(&ward, &code, &["post-vitals", "systolic=92", "diastolic=50", "heart-rate=48", "spo2=93"]);
    answer(&ward, &code, &["symptoms-watched", "headache-upright"]);
    answer(&ward, &code, &["motor-sensory-check", "new-or-worse-deficit", "--again"]);
    ward.fine(&["note", &code, "motor-sensory-check", "right foot does not lift"]);
    answer(&ward, &code, &["week-1-complications", "nerve-or-worse"]);

    // It stops the way home, and only a clinician answers for going on.
    let home = walked_to(&ward, "walks-safely");
    answer(&ward, &home, &["motor-sensory-check", "new-or-worse-deficit", "--again"]);
    ward.refused(&home, &["answer", &home, "walks-safely", "as-before"], &["STOP stands at motor-sensory-check"]);
    holds(&ward, &home, "motor-sensory-check", false);
}

#[test]
fn without_an_adult_to_go_home_with_nothing_starts_and_nobody_leaves() {
    let (ward, code) = case_at("escort-confirmed");
    let said = answer(&ward, &code, &["escort-confirmed", "none"]);
    assert!(said.out.contains("STOP  No responsible adult: do not start") && said.out.contains("taxi"), "{said:?}");
    holds(&ward, &code, "escort-confirmed", false);
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["STOP stands at escort-confirmed"]);
    answer(&ward, &code, &["escort-confirmed", "named-and-phoned", "--again"]);
    assert_eq!(stops(&ward, &code, "escort-confirmed"), 0);

    let code = walked_to(&ward, "leaves-with-escort");
    let said = answer(&ward, &code, &["leaves-with-escort", "no-escort"]);
    assert!(said.out.contains("STOP  No responsible adult: keep the patient here"), "{said:?}");
    holds(&ward, &code, "leaves-with-escort", false);
}

#[test]
fn a_meal_or_a_drink_too_late_for_sedation_stops_and_without_sedation_nobody_asks() {
    let ward = Ward::new();
    let long_ago = "2026-01-05T20:00";
    let fasted = says("fasting-times", &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"]);
    let code = walked_with(&ward, "indication-confirmed", &[says("choose-sedation", &["minimal"]), fasted]);
    let hours_ago = |hours: i64| {
        let then = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(hours);
        then.to_string()
    };
    let record = |food: &str, drink: &str| {
        let (food, drink) = (format!("last-food={food}"), format!("last-clear-fluid={drink}"));
        answer(&ward, &code, &["fasting-times", &food, &drink, "--reason", "asked again"])
    };
    for (food, drink, stop) in [
        (hours_ago(5), hours_ago(3), Some("STOP  Food less than 6 hours ago")),
        (hours_ago(9), hours_ago(1), Some("STOP  Drink less than 2 hours ago")),
        (hours_ago(7), hours_ago(3), None),
        (long_ago.to_owned(), hours_ago(3), None),
    ] {
        let said = record(&food, &drink);
        match stop {
            Some(words) => {
                assert!(said.out.contains(words), "{said:?}");
                holds(&ward, &code, "fasting-times", false);
            }
            None => assert!(!said.out.contains("STOP"), "{said:?}"),
        }
        let asks = said.out.contains("ask whether it was fatty");
        assert_eq!(asks, food != long_ago && !said.out.contains("Drink less"), "a heavy meal needs 8 hours: {said:?}");
    }
    let awake = walked_to(&ward, "vitals");
    assert_eq!(ward.status(&awake, "fasting-times"), "inactive");
}

#[test]
fn an_antiseptic_that_was_put_off_bars_the_next_section_for_somebody_allergic_to_one() {
    let (ward, code) = case_at("choose-antiseptic");
    ward.fine(&["defer", &code, "choose-antiseptic", "--reason", "asks the clinician"]);
    for step in crate::walk::WALK.iter().skip_while(|step| step.item != "two-identifiers") {
        match step.item {
            "indication-confirmed" => break,
            "allergies-asked" => drop(answer(&ward, &code, &["allergies-asked", "chlorhexidine"])),
            _ => drop(step.record(&ward, &code)),
        }
    }
    ward.refused(&code, &["answer", &code, "indication-confirmed", "other"], &["choose-antiseptic"]);
    answer(&ward, &code, &["choose-antiseptic", "povidone-iodine"]);
    answer(&ward, &code, &["indication-confirmed", "other"]);
}
