//! Rule 15: what was done in an emergency is recorded by anybody, in any state but closed, and waits for nothing.

use super::prelude::*;

const STAMPS: [CrisisStamp; 5] =
    [CrisisStamp::Opened, CrisisStamp::Called, CrisisStamp::DrugGiven, CrisisStamp::Arrived, CrisisStamp::Ended];

/// Every stamp, by somebody who never was at the case, has no code to show and no role.
fn stamped(ward: &mut Bench, what: &str) {
    for stamp in STAMPS {
        let facts = ward.by("XX:trainee").at("two").without_code().crisis(stamp);
        assert!(matches!(facts.as_deref(), Ok([Fact::Case(CaseFact::Crisis { .. })])), "{what}: {facts:?}");
    }
}

#[test]
fn a_crisis_is_stamped_in_every_state_of_a_case_that_is_not_closed() {
    stamped(&mut Bench::planned(), "planned");
    let mut ward = Bench::day();
    stamped(&mut ward, "just opened");
    ward.nurse().hold().unwrap();
    stamped(&mut ward, "held");
    ward.walk_to("check-in");
    ward.nurse().answer("temp", "38.4").unwrap();
    stamped(&mut ward, "a stop stands");
    ward.nurse().again().answer("temp", "37").unwrap();
    ward.walk_to("needle");
    ward.nurse().tick("needle-in").unwrap();
    stamped(&mut ward, "the needle is in");
    ward.clinician().stop().unwrap();
    stamped(&mut ward, "stopped");
    ward.walk_through();
    ward.clinician().because("done").close(Outcome::Stopped).unwrap();
    refused!(ward.nurse().crisis(CrisisStamp::Called), Refusal::Closed { .. });
}

#[test]
fn a_crisis_changes_nothing_in_the_checklist_and_breaks_no_sign_off() {
    let mut ward = Bench::at("time-out");
    ward.clinician().sign("pre-procedure").unwrap();
    let before = ward.clone();
    stamped(&mut ward, "signed");
    assert!(ward.case.stands_like(&before.case));
    assert!(!ward.signed("pre-procedure").is_broken());
}

#[test]
fn a_staff_list_does_not_stand_in_the_way() {
    let mut ward = Bench::day();
    ward.staff = Staff::listed(Vec::new());
    stamped(&mut ward, "listed");
}

#[test]
fn a_card_that_does_not_exist_is_told_of() {
    let act = Act::Crisis { card: id("flood"), stamp: CrisisStamp::Called, text: None };
    let words = Bench::day().nurse().act(act).unwrap_err().to_string();
    assert!(words.contains("use anaphylaxis"), "{words}");
}

/// What was stamped on the card of the day that has one drug, by these.
fn with_stamps(stamps: &[(CrisisStamp, Option<&str>)]) -> Bench {
    let mut day = day();
    day["crisis"][0]["drugs"] = json!([{ "name": "adrenaline", "local": "adrenaline-dose" }]);
    let mut ward = Bench::of(&day);
    for (stamp, text) in stamps {
        let text = text.map(Text::from);
        ward.nurse().act(Act::Crisis { card: id("anaphylaxis"), stamp: *stamp, text }).unwrap();
        ward.minutes(1);
    }
    ward
}

#[test]
fn for_what_there_is_no_time_is_told_card_by_card() {
    use CrisisStamp::{Arrived, Called, DrugGiven, Ended, Opened};
    let drug = Some("adrenaline");
    for (stamps, gaps) in [
        (&[][..], &[][..]),
        (&[(Opened, None)], &["Anaphylaxis: no time for called, arrived, adrenaline"]),
        (&[(Opened, None), (Called, None)], &["Anaphylaxis: no time for arrived, adrenaline"]),
        (&[(Called, None), (DrugGiven, drug), (DrugGiven, drug)], &["Anaphylaxis: no time for arrived"]),
        // One drug needs no name.
        (&[(Opened, None), (Called, None), (DrugGiven, None), (Arrived, None)], &[]),
        // What comes after the end is another crisis.
        (
            &[(Called, None), (DrugGiven, drug), (Arrived, None), (Ended, None), (Opened, None), (Arrived, None)],
            &["Anaphylaxis: no time for called, adrenaline"],
        ),
    ] {
        let said: Vec<String> = with_stamps(stamps).case.crisis_gaps().iter().map(ToString::to_string).collect();
        assert_eq!(said, gaps, "{stamps:?}");
    }
    // What was taken back was never stamped.
    let mut ward = with_stamps(&[(CrisisStamp::Called, None)]);
    ward.nurse().undo().unwrap();
    assert!(ward.case.crises().is_empty());
}

#[test]
fn a_crisis_is_told_of_on_a_line_while_it_is_young() {
    let mut ward = with_stamps(&[(CrisisStamp::Opened, None), (CrisisStamp::DrugGiven, Some("adrenaline"))]);
    let line = |ward: &Bench| ward.case.young_crisis(&ward.now).map(|crisis| ward.case.say_crisis(&crisis, &ward.now));
    let words = "CRISIS Anaphylaxis opened 09:30 JR: adrenaline given 09:31";
    assert_eq!(line(&ward).as_ref().map(Text::as_str), Some(words));
    ward.minutes(57);
    assert!(line(&ward).is_some());
    ward.minutes(2);
    assert!(line(&ward).is_none());
    let ward = with_stamps(&[(CrisisStamp::Opened, None), (CrisisStamp::Ended, None)]);
    assert!(line(&ward).is_none());
}

#[test]
fn stamps_of_several_times_are_one_action_each_with_its_own() {
    let mut ward = Bench::day();
    ward.minutes(20);
    let at = |minutes: i64, ward: &Bench| ward.now.at.plus_seconds(minutes * 60);
    let stamped = |stamp, at| Stamped { card: id("anaphylaxis"), stamp, text: None, at };
    let stamps = vec![
        stamped(CrisisStamp::Opened, at(-9, &ward)),
        stamped(CrisisStamp::Called, at(-8, &ward)),
        // A clock that went back takes nothing away.
        stamped(CrisisStamp::Arrived, at(8, &ward)),
    ];
    ward.by("XX:trainee").at("two").without_code().act(Act::Stamps { stamps }).unwrap();
    let own: Vec<&Stamp> = ward.case.entries().iter().skip(1).map(|line| &*line.entry.stamp).collect();
    let times: Vec<String> = own.iter().map(|stamp| ward.now.say(stamp.happened())).collect();
    assert_eq!(times, ["09:41", "09:42", "09:50"]);
    assert!(own.iter().all(|stamp| stamp.with == Some(2)) && own[2].done_at.is_none());
}

#[test]
fn taking_a_stamp_back_asks_for_no_code_and_anything_else_does() {
    let mut ward = Bench::day();
    let trainee = |ward: &mut Bench| ward.by("XX:trainee").at("two").without_code().undo();
    ward.by("XX:trainee").at("two").without_code().crisis(CrisisStamp::Called).unwrap();
    trainee(&mut ward).unwrap();
    ward.by("XX:trainee").at("two").without_code().note(None, "seen").unwrap();
    refused!(trainee(&mut ward), Refusal::CodeAsked { .. });
}

#[test]
fn the_procedure_runs_from_its_time_out_to_its_sign_out() {
    for (section, runs) in [("check-in", false), ("time-out", false), ("needle", true)] {
        assert_eq!(Bench::at(section).case.procedure_runs(), runs, "{section}");
    }
    let mut ward = Bench::at("needle");
    ward.clinician().stop().unwrap();
    assert!(!ward.case.procedure_runs(), "stopped");
    let mut ward = Bench::day();
    ward.walk_through();
    assert!(!ward.case.procedure_runs(), "complete");
}
