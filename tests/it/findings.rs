//! What the bedside review of the first content found open, each by commands on the real program: what passed then is
//! held now.

use crate::bench::prelude::*;

/// A case walked up to an item, with some items answered otherwise; what does not apply then is left out.
fn at(ward: &Ward, item: &str, otherwise: &[Step]) -> String {
    walked_with(ward, item, otherwise)
}

/// One answer that is not known before the test runs.
fn one(item: &'static str, value: &str) -> Step {
    Step { item, values: Vec::leak(vec![&*value.to_owned().leak()]), second: None }
}

/// Answers an item; what was printed.
fn answers(ward: &Ward, code: &str, args: &[&str]) -> String {
    ward.fine(&[&["answer", code], args].concat()).out
}

/// An item of the next section is refused, since a stop stands at one before it.
fn is_barred(ward: &Ward, code: &str, next: &[&str], stands_at: &str) {
    let stands = format!("STOP stands at {stands_at}");
    ward.refused(code, &[&["answer", code], next].concat(), &[&stands]);
}

fn may_not_override(ward: &Ward, by: &str, code: &str, item: &str) {
    let said = ward.run_as(by, &["override", code, item, "--reason", "as agreed"]);
    assert!(said.code != 0 && said.err.contains("overridden"), "{by} {item}: {said:?}");
}

const NEXT: [&str; 2] = ["indication-confirmed", "disc-herniation-radicular"];

/// A blood thinner taken today, by class.
fn taken_today(class: &'static str) -> [Step; 3] {
    let row: &str = format!("antithrombotic-class={class}").leak();
    let last = Step { values: Vec::leak(vec![row, "last-dose=now"]), ..tick("antithrombotic-last-dose") };
    [says("antithrombotic-status", &["held-as-agreed"]), one("antithrombotic-class", class), last]
}

#[test]
fn finding_1_no_epidural_goes_ahead_on_a_blood_thinner_taken_today() {
    let ward = Ward::new();
    for class in ["xa-inhibitor", "p2y12-inhibitor", "dabigatran", "lmwh", "heparin", "fondaparinux"] {
        let code = at(&ward, "indication-confirmed", &taken_today(class));
        is_barred(&ward, &code, &NEXT, "antithrombotic-last-dose");
        may_not_override(&ward, NURSE, &code, "antithrombotic-last-dose");
        ward.fine_as(CLINICIAN, &["override", &code, "antithrombotic-last-dose", "--reason", "urgent"]);
        answers(&ward, &code, &NEXT);
        // The plan can say no, and no words of somebody's own make it a yes.
        ward.refused(&code, &["answer", &code, "antithrombotic-plan", "ok"], &["held-long-enough"]);
        let said = answers(&ward, &code, &["antithrombotic-plan", "prescriber-not-reached"]);
        assert!(said.contains("STOP  Plan agreed with prescriber? prescriber not reached"), "{said}");
    }
    // Facet joints and their nerves in chest and low back are of low bleeding class: there it warns.
    for variant in ["facet-joint", "medial-branch-block"] {
        let low = [&[one("choose-variant", variant)][..], &taken_today("xa-inhibitor")].concat();
        let code = at(&ward, "antithrombotic-last-dose", &low);
        let said =
            answers(&ward, &code, &["antithrombotic-last-dose", "antithrombotic-class=xa-inhibitor", "last-dose=now"]);
        assert!(said.contains("caution  Last dose inside the hold interval") && !said.contains("STOP"), "{said}");
    }
}

/// Each interval belongs to its class: warfarin held for a week lets nobody pass with apixaban taken today.
#[test]
fn finding_1_each_of_several_blood_thinners_is_held_by_its_own_interval() {
    let ward = Ward::new();
    let both = says("antithrombotic-class", &["vitamin-k-antagonist", "xa-inhibitor"]);
    let code = at(&ward, "antithrombotic-last-dose", &[says("antithrombotic-status", &["held-as-agreed"]), both]);
    let week = format!("last-dose={}", hours_ago(7 * 24));
    let rows =
        ["antithrombotic-class=vitamin-k-antagonist", &week, "+", "antithrombotic-class=xa-inhibitor", "last-dose=now"];
    let said = answers(&ward, &code, &[&["antithrombotic-last-dose"], &rows[..]].concat());
    assert!(said.contains("Apixaban, rivaroxaban or edoxaban: the last dose") && !said.contains("Warfarin"), "{said}");
}

/// What was said on the telephone is not forgotten on the day.
#[test]
fn finding_1_a_blood_thinner_that_was_named_days_before_is_asked_about_again() {
    let ward = Ward::new();
    let code = ward.makes(&["new", "spinal-injection", "--planned", "tomorrow 08:30", "--room", "Room 1"]);
    answers(&ward, &code, &["ahead-thinner", "hold-agreed"]);
    answers(&ward, &code, &["call-made", "reached"]);
    answers(&ward, &code, &["ahead-medicines", "diabetes"]);
    ward.fine(&["preset", &code, "interlaminar"]);
    let mut hands = Hands::on(&ward, &code);
    let set_up = WALK.iter().take_while(|step| step.item != "two-identifiers");
    for step in set_up.filter(|step| {
        !["choose-variant", "choose-imaging", "choose-contrast", "choose-antiseptic"].contains(&step.item)
    }) {
        hands.walk(&[*step]);
    }
    ward.fine(&["start", &code]);
    let said = answers(&ward, &code, &["medicines-reviewed", "none"]);
    assert!(said.contains("caution  Days before diabetes was named"), "{said}");
    let said = answers(&ward, &code, &["antithrombotic-status", "none"]);
    assert!(said.contains("STOP") && said.contains("Days before a blood thinner was named, and now none"), "{said}");
    may_not_override(&ward, NURSE, &code, "antithrombotic-status");
}

/// Stopped at the needle, somebody still sees it out, counts, and hands the patient over.
#[test]
fn finding_2_a_case_that_is_stopped_at_the_needle_still_asks_for_the_needle() {
    let ward = Ward::new();
    let code = at(&ward, "contrast-live", &[]);
    answers(&ward, &code, &["contrast-live", "intrathecal"]);
    ward.fine(&["stop", &code, "--reason", "spinal fluid"]);
    for item in ["needle-out-dressed", "sharps-counted", "event-in-room", "handover-given"] {
        assert_eq!(ward.status(&code, item), "open", "{item}");
    }
    let said = answers(&ward, &code, &["event-in-room", "none"]);
    assert!(said.contains("Spinal fluid was found"), "{said}");
    // Stopped before any needle, nobody looks for one.
    let code = at(&ward, "mask-and-gloves", &[]);
    ward.fine(&["stop", &code, "--reason", "no staff"]);
    assert_eq!(ward.status(&code, "needle-out-dressed"), "inactive");
}

/// Stopping leads round no stop: what is said to have been done before it says why it comes so late.
#[test]
fn finding_2_in_a_stopped_case_a_drug_is_recorded_with_words_alone() {
    let ward = Ward::new();
    let code = at(&ward, "contrast-live", &[]);
    answers(&ward, &code, &["contrast-live", "intrathecal"]);
    ward.fine(&["stop", &code, "--reason", "spinal fluid"]);
    ward.refused(&code, &["answer", &code, "injected", "all-in"], &["not done when the procedure was stopped"]);
    answers(&ward, &code, &["injected", "all-in", "--reason", "before the stop"]);
    // What went in at the first needle is in, whatever came of the second.
    let code = at(&ward, "needle-out-dressed", &[]);
    ward.fine(&["needle-moved", &code]);
    answers(&ward, &code, &["tip-confirmed"]);
    answers(&ward, &code, &["aspiration-clear", "blood"]);
    ward.fine(&["stop", &code, "--reason", "blood twice"]);
    let said = answers(&ward, &code, &["injectate-record", "done=nothing"]);
    assert!(said.contains("do not agree"), "{said}");
}

#[test]
fn finding_2_after_spinal_fluid_nothing_is_injected_before_it_was_decided_how() {
    let ward = Ward::new();
    let drugs = says("choose-injectate", &["dexamethasone", "bupivacaine"]);
    let drawn = says("drawn-bupivacaine", &["strength=2.5", "volume=2", "lot=F1", "expiry=12/45"]);
    let code = at(&ward, "aspiration-clear", &[drugs, drawn]);
    let said = answers(&ward, &code, &["aspiration-clear", "csf"]);
    assert!(said.contains("STOP  Aspiration clear? spinal fluid."), "{said}");
    may_not_override(&ward, CLINICIAN, &code, "aspiration-clear");
    // While it stands the contrast is not answered, in whatever order somebody goes.
    is_barred(&ward, &code, &["contrast-live", "expected-spread"], "aspiration-clear");
    ward.fine(&["needle-moved", &code]);
    for item in ["tip-confirmed", "aspiration-clear"] {
        assert_eq!(ward.status(&code, item), "open", "{item} is checked anew");
    }
    for line in [
        &["tip-confirmed"][..],
        &["aspiration-clear", "clear"],
        &["contrast-live", "expected-spread"],
        &["patient-ok", "none"],
    ] {
        answers(&ward, &code, line);
    }
    answers(&ward, &code, &["final-syringe-check", "--second", CLINICIAN]);
    ward.refused(&code, &["answer", &code, "injected", "all-in"], &["dura-decision"]);
    // Another level, with a local anaesthetic in the syringe: never.
    let said = answers(&ward, &code, &["dura-decision", "other-level"]);
    assert!(said.contains("STOP") && said.contains("a local anaesthetic is among the drugs"), "{said}");
    is_barred(&ward, &code, &["injected", "all-in"], "dura-decision");
    may_not_override(&ward, CLINICIAN, &code, "dura-decision");
}

/// Recovery, patient and the one who rings next day learn of it.
#[test]
fn finding_2_what_was_found_at_the_needle_is_an_event_whatever_was_found_since() {
    let ward = Ward::new();
    for (item, found, clear, needed) in [
        ("aspiration-clear", "csf", "clear", "dural-puncture"),
        ("contrast-live", "intrathecal", "expected-spread", "dural-puncture"),
        ("aspiration-clear", "blood", "clear", "vascular-spread"),
        ("contrast-live", "vascular", "expected-spread", "vascular-spread"),
    ] {
        let code = at(&ward, "event-in-room", &[]);
        for seen in [found, clear] {
            ward.fine(&["again", &code, item, seen]);
        }
        // What rested on it is checked anew.
        if item == "aspiration-clear" {
            answers(&ward, &code, &["contrast-live", "expected-spread"]);
        }
        answers(&ward, &code, &["patient-ok", "none"]);
        if needed == "dural-puncture" {
            answers(&ward, &code, &["dura-decision", "other-level"]);
        }
        answers(&ward, &code, &["final-syringe-check", "--second", CLINICIAN]);
        answers(&ward, &code, &["injected", "all-in"]);
        let said = answers(&ward, &code, &["event-in-room", "none"]);
        assert!(said.contains("record it as an event"), "{item} {found}: {said}");
        may_not_override(&ward, CLINICIAN, &code, "event-in-room");
        let said = answers(&ward, &code, &["event-in-room", needed, "--reason", "it was found"]);
        assert!(!said.contains("record it as an event"), "{said}");
    }
}

/// Of the third finding, what the content can do: the record of a card that was opened stays a fact that somebody
/// stamps; the screens that show cards, pages and sheets come with the next issue.
#[test]
fn finding_3_cards_named_at_a_stop_are_in_the_file() {
    let checklist = shipped();
    let cards: Vec<&str> = checklist.crisis.iter().map(|card| card.id.as_str()).collect();
    let named: Vec<&str> = checklist
        .items
        .iter()
        .flat_map(|item| &item.stops)
        .filter_map(|stop| stop.card.as_ref())
        .map(Id::as_str)
        .collect();
    assert!(named.len() > 15 && named.iter().all(|card| cards.contains(card)), "{named:?}");
}

#[test]
fn finding_4_every_syringe_and_bowl_is_read_out_and_the_antiseptic_leaves_first() {
    let ward = Ward::new();
    let code = at(&ward, "drugs-read-aloud", &[]);
    let item = ward.item(&code, "drugs-read-aloud");
    assert_eq!(
        (&item["text"], &item["level"]),
        (&"Label and read out every syringe and bowl on the table".into(), &"critical".into())
    );
    let checklist = shipped();
    let why = checklist.item(checklist.find("drugs-read-aloud").expect("an item")).why.as_str();
    for named in ["contrast", "skin anaesthetic", "saline"] {
        assert!(why.contains(named), "{named}: {why}");
    }
    answers(&ward, &code, &["drugs-read-aloud", "--not-right", "a bowl has no label"]);
    is_barred(&ward, &code, &["everyone-stops"], "drugs-read-aloud");

    let code = at(&ward, "skin-prepped", &[]);
    assert!(
        ward.item(&code, "skin-prepped")["text"].as_str().is_some_and(|text| text.contains("bowl leaves the tray"))
    );
    answers(&ward, &code, &["skin-prepped", "--not-right", "the bowl is still on the tray"]);
    is_barred(&ward, &code, &["tip-confirmed"], "skin-prepped");

    for (contrast, nobody) in [("gadolinium", NURSE), ("not-intrathecal", CLINICIAN)] {
        let code = at(&ward, "choose-contrast", &[]);
        let said = answers(&ward, &code, &["choose-contrast", contrast]);
        assert!(said.contains("STOP"), "{said}");
        may_not_override(&ward, nobody, &code, "choose-contrast");
    }
}

#[test]
fn finding_5_no_particulate_steroid_goes_through_the_foramen_unseen() {
    let ward = Ward::new();
    let foramen = says("choose-variant", &["transforaminal"]);
    let code = at(&ward, "choose-injectate", &[foramen, says("choose-contrast", &["none"])]);
    let said = answers(&ward, &code, &["choose-injectate", "triamcinolone"]);
    assert!(said.contains("Particulate steroid through the foramen without contrast is chosen"), "{said}");
    may_not_override(&ward, CLINICIAN, &code, "choose-injectate");
    let said = answers(&ward, &code, &["choose-injectate", "dexamethasone", "--reason", "changed"]);
    assert!(!said.contains("Particulate"), "without particles it is the clinician's decision: {said}");

    // Nor where contrast was planned and then not used.
    let drug = says("choose-injectate", &["triamcinolone"]);
    let drawn = says("drawn-triamcinolone", &["strength=40", "volume=1", "lot=C1", "expiry=12/45"]);
    let code = at(&ward, "contrast-live", &[foramen, drug, drawn]);
    let said = answers(&ward, &code, &["contrast-live", "no-contrast-used"]);
    assert!(said.contains("and no contrast was used"), "{said}");
    may_not_override(&ward, CLINICIAN, &code, "contrast-live");
}

/// Moderate sedation as it goes well.
const SEDATED: [Step; 10] = [
    says("choose-sedation", &["moderate"]),
    says("fasting-times", &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"]),
    says("airway-asked", &["none"]),
    says("iv-working", &["in-and-flushed"]),
    tick("reversal-ready"),
    says("sedation-watcher", &["who=AB"]),
    says("drawn-midazolam", &["strength=1", "volume=5", "lot=S1", "expiry=12/45"]),
    says("drawn-fentanyl", &["not-drawn"]),
    says("sedation-watch", &["well"]),
    says("sedation-given", &["midazolam=2"]),
];

#[test]
fn finding_6_moderate_sedation_is_asked_for_whole_and_nothing_of_it_without() {
    const WHOLE: [&str; 10] = [
        "fasting-times",
        "airway-asked",
        "iv-working",
        "reversal-ready",
        "sedation-watcher",
        "drawn-midazolam",
        "sedation-watch",
        "sedation-given",
        "reversal-given",
        "recovery-score",
    ];
    let ward = Ward::new();
    let code = at(&ward, "two-identifiers", &[says("choose-sedation", &["moderate"])]);
    let without = at(&ward, "two-identifiers", &[]);
    for item in WHOLE {
        assert_ne!(ward.status(&code, item), "inactive", "{item}");
        // Where nothing else asks for it, as the neck does for a vein.
        assert_ne!(ward.status(&without, item), "open", "{item}");
    }
    // A longer stay after reversal, and a second set of vital signs.
    let code = at(&ward, "recovery-timer", &[&SEDATED[..], &[says("reversal-given", &["flumazenil"])]].concat());
    for (item, asked) in [("reversal-watch", "open"), ("final-vitals", "open")] {
        assert_eq!(ward.status(&code, item), asked, "{item}");
        assert_eq!(ward.status(&without, item), if item == "final-vitals" { "pending" } else { "inactive" }, "{item}");
    }
}

#[test]
fn finding_7_ordinary_doses_are_taken_and_the_total_is_shown_with_the_skins_share() {
    let ward = Ward::new();
    for (item, dose) in [
        ("drawn-bupivacaine", "strength=5 volume=0.3"),
        ("drawn-bupivacaine", "strength=2.5 volume=10"),
        ("drawn-lidocaine", "strength=10 volume=10"),
    ] {
        crate::content::reads(&shipped(), item, &format!("{dose} lot=F1 expiry=12/45"));
    }
    ward.sets("spinal-injection", &json!({ "most-lidocaine": 200, "most-bupivacaine": 30 }));
    let lidocaine = says("choose-injectate", &["lidocaine"]);
    let code = at(&ward, "drawn-lidocaine", &[lidocaine]);
    let said = answers(&ward, &code, &["drawn-lidocaine", "strength=10", "volume=10", "lot=E1", "expiry=12/45"]);
    assert!(!said.contains("STOP"), "100 mg where the site's maximum is 200: {said}");
    let code = at(
        &ward,
        "skin-numbed",
        &[lidocaine, says("drawn-lidocaine", &["strength=10", "volume=10", "lot=E1", "expiry=12/45"])],
    );
    let said = answers(&ward, &code, &["skin-numbed", "strength=20", "volume=6"]);
    assert!(said.contains("STOP") && said.contains("lidocaine in all 220 mg, at most 200"), "the skin counts: {said}");
}

#[test]
fn finding_8_an_emergency_can_be_entered_and_stops() {
    let ward = Ward::new();
    let code = at(&ward, "vitals", &[]);
    let said = answers(&ward, &code, &["vitals", "systolic=45", "diastolic=20", "heart-rate=38", "spo2=55"]);
    assert!(said.contains("systolic 45 mmHg") && said.contains("STOP"), "{said}");
    let said = answers(&ward, &code, &["vitals", "unmeasurable", "--reason", "no pulse felt"]);
    assert!(said.contains("STOP") && said.contains("cannot be measured"), "{said}");
    // "In the chart" stands for numbers only where the site has set every limit.
    ward.refused(&code, &["answer", &code, "vitals", "in-chart", "--again"], &["in-chart"]);

    let code = at(&ward, "glucose-now", &[says("medicines-reviewed", &["diabetes"])]);
    for (glucose, words) in [("590", "Glucose"), ("below-40", "Very low glucose"), ("60", "Glucose low")] {
        let said = answers(&ward, &code, &["glucose-now", glucose, "--reason", "measured again"]);
        assert!(said.contains("STOP") && said.contains(words), "{glucose}: {said}");
    }
}

/// Without a value of the site's own the limit for a procedure of low bleeding class is passed by whatever is too high
/// for an epidural.
#[test]
fn finding_8_an_inr_of_8_stops_a_facet_injection() {
    let ward = Ward::new();
    let facet = says("choose-variant", &["facet-joint"]);
    let held = [
        says("antithrombotic-status", &["held-as-agreed"]),
        says("antithrombotic-class", &["vitamin-k-antagonist"]),
        says("antithrombotic-last-dose", &["antithrombotic-class=vitamin-k-antagonist", "last-dose=2026-01-05T20:00"]),
    ];
    let code = at(&ward, "indication-confirmed", &[&[facet, says("inr-today", &["8"])][..], &held].concat());
    is_barred(&ward, &code, &NEXT, "inr-today");
}

#[test]
fn finding_9_a_site_sets_its_numbers_and_telephones_in_a_file_of_its_own() {
    let ward = Ward::new();
    ward.sets(
        "spinal-injection",
        &json!({ "fever-limit": 37.4, "hold-heparin": "P1D", "clinic-telephone": "ring 4711" }),
    );
    let said = ward.fine(&["checklists", "local", "spinal-injection"]).out;
    assert!(said.contains("ring 4711") && said.contains("head nurse"), "{said}");
    let code = at(&ward, "vitals-temp", &[]);
    let said = answers(&ward, &code, &["vitals-temp", "37.5"]);
    assert!(said.contains("at most 37.4 (local, set by head nurse"), "{said}");
}

#[test]
fn finding_10_sheet_and_red_flags_come_before_leaving_and_all_counts_from_the_needle() {
    let ward = Ward::new();
    let code = at(&ward, "aftercare-given", &[]);
    for last in [&["leaves-with-escort", "with-escort"][..], &["left-at", "now"]] {
        ward.refused(&code, &[&["answer", &code], last].concat(), &["aftercare-given", "red-flags-taught"]);
    }
    let out = ward.item(&code, "needle-out-dressed")["answer"]["time"].clone();
    let due = ward.show_json(&code)["phases"][2]["sections"].clone();
    let call = due.as_array().into_iter().flatten().find(|section| section["id"] == "call-48h").expect("the call");
    let day = |value: &Value| value.as_str().expect("a time").parse::<Timestamp>().expect("a moment");
    assert_eq!(day(&call["due"]).duration_since(day(&out)).as_hours(), 24, "before the patient left");
    let sheet = crate::content::content()["handouts"][1].to_string();
    assert!(sheet.contains("{needle-out-dressed|left-at+PT48H}") && sheet.contains("{block-ends"), "{sheet}");
}

/// Nobody watched before there was anything to watch, and a time that is hours off is read again.
#[test]
fn finding_10_the_watch_begins_when_the_needle_is_out() {
    let ward = Ward::new();
    let code = at(&ward, "needle-out-dressed", &[]);
    answers(&ward, &code, &["needle-out-dressed", "now"]);
    ward.fine(&["answer", &code, "recovery-timer", "start", "--at", &hours_ago(1)]);
    ward.refused(&code, &["answer", &code, "recovery-timer", "end"], &["still running"]);
    let said = answers(&ward, &code, &["needle-out-dressed", &hours_ago(5), "--reason", "read again"]);
    assert!(said.contains("caution  Needle out more than two hours ago?"), "{said}");
}

/// What was recorded of the end before the injection is asked again after it.
#[test]
fn finding_10_nothing_is_over_before_the_drug_is_in() {
    let ward = Ward::new();
    let code = at(&ward, "injected", &[]);
    let early: [&[&str]; 4] = [
        &["needle-out-dressed", "now"],
        &["sharps-counted"],
        &["event-in-room", "none"],
        &["motor-sensory-check", "as-baseline"],
    ];
    for answer in early {
        answers(&ward, &code, answer);
    }
    answers(&ward, &code, &["injected", "all-in"]);
    for item in ["needle-out-dressed", "event-in-room"] {
        assert_eq!(ward.status(&code, item), "open", "{item}");
    }
    answers(&ward, &code, &["needle-out-dressed", "now", "--reason", "now it is"]);
    for item in ["sharps-counted", "motor-sensory-check"] {
        assert_eq!(ward.status(&code, item), "open", "{item}");
    }
}
