//! Rule 14: follow-ups, attempts to reach the patient, and giving one up.

use super::prelude::*;
use periop::domain::Caveats;
use periop::domain::case::Urgency;
use periop::report::CaseRow;

fn attempt(ward: &mut Bench, result: Attempt) {
    ward.nurse().act(Act::Attempt { section: id("week"), result, text: Some(Text::from("rang")) }).unwrap();
}

fn lose(ward: &mut Bench) -> Result<Vec<Fact>, Refusal> {
    ward.nurse().act(Act::Lose { section: id("week"), reason: Text::from("letter came back") })
}

/// A patient who left, a week and a bit ago.
fn a_week_on() -> Bench {
    let mut ward = Bench::at("week");
    assert_eq!(ward.next(), "wait week");
    assert_eq!(ward.case.outlook(&ward.now).state.word(), "waiting");
    ward.minutes(8 * 24 * 60);
    assert_eq!(ward.next(), "week-ok");
    ward
}

#[test]
fn a_patient_is_lost_to_follow_up_only_after_the_attempts_that_the_checklist_asks_for() {
    let mut ward = a_week_on();
    for result in [Attempt::Retry, Attempt::Retry, Attempt::Letter] {
        refused!(lose(&mut ward), Refusal::TryAgain { reached: false, needed: 3, .. });
        attempt(&mut ward, result);
    }
    lose(&mut ward).unwrap();
    assert_eq!((ward.word("week-ok"), ward.word("week-words")), ("not-done", "not-done"));
    assert_eq!(ward.section("week").words(), "complete except 2 not done");
    assert_eq!(ward.phase("post-procedure").words(), "complete except 2 not done");
    assert_eq!(ward.case.follow_ups(&ward.now), []);
    assert_eq!(ward.next(), "close");
    refused!(lose(&mut ward), Refusal::NothingLost { .. });
    ward.nurse().undo().unwrap();
    assert_eq!(ward.word("week-ok"), "open");
}

#[test]
fn an_attempt_that_was_taken_back_does_not_count() {
    let mut ward = a_week_on();
    for _ in 0..3 {
        attempt(&mut ward, Attempt::Retry);
    }
    ward.nurse().undo().unwrap();
    refused!(lose(&mut ward), Refusal::TryAgain { missed: 2, .. });
    assert_eq!(ward.case.attempts(ward.section_ix("week")).len(), 2);
}

#[test]
fn a_patient_who_was_reached_is_not_lost() {
    let mut ward = a_week_on();
    for result in [Attempt::Retry, Attempt::Retry, Attempt::Retry, Attempt::Reached] {
        attempt(&mut ward, result);
    }
    refused!(lose(&mut ward), Refusal::TryAgain { reached: true, .. });
    ward.says(&[("week-ok", ""), ("week-words", "well")]);
    refused!(lose(&mut ward), Refusal::NothingLost { .. });
}

#[test]
fn a_patient_who_rings_after_all_is_recorded_in_what_was_given_up() {
    let mut ward = a_week_on();
    ward.nurse().put_off("week-words", None).unwrap();
    for _ in 0..3 {
        attempt(&mut ward, Attempt::Retry);
    }
    lose(&mut ward).unwrap();
    assert_eq!(ward.word("week-words"), "not-done", "what was put off is not done either");
    ward.nurse().tick("week-ok").unwrap();
    assert_eq!(ward.section("week").words(), "complete except 1 not done");
}

#[test]
fn attempts_belong_to_a_follow_up_and_a_contact_to_the_case_at_any_time() {
    let mut ward = Bench::day();
    let elsewhere = Act::Attempt { section: id("plan"), result: Attempt::Retry, text: None };
    refused!(ward.nurse().act(elsewhere), Refusal::NoFollowUp { .. });
    ward.nurse().act(Act::Contact { text: Text::from("asks about the day") }).unwrap();
    refused!(ward.nurse().act(Act::Contact { text: Text::from(" ") }), Refusal::WordsMissing { .. });
    ward.walk_to("week");
    ward.by("TR:trainee").without_code().act(Act::Contact { text: Text::from("a sore spot") }).unwrap();
    assert_eq!(ward.case.contacts().count(), 2);
    assert_eq!(ward.next(), "wait week");
}

#[test]
fn a_follow_up_can_be_recorded_before_its_date_and_in_spite_of_a_stop() {
    let mut ward = Bench::at("leaving");
    ward.nurse().again().answer("weakness", "new").unwrap();
    ward.nurse().not_right("week-ok", "numb leg").unwrap();
    assert_eq!(ward.stops("week-ok").len(), 1);
}

#[test]
fn a_follow_up_before_its_day_is_recorded_only_knowingly() {
    let mut ward = Bench::at("week");
    refused!(ward.nurse().unaware().tick("week-ok"), Refusal::TooEarly { .. });
    refused!(ward.nurse().unaware().put_off("week-words", None), Refusal::TooEarly { .. });
    // A note or a contact is no answer, and what was begun goes on.
    ward.nurse().unaware().note(Some("week-ok"), "the daughter rang").unwrap();
    ward.nurse().tick("week-ok").unwrap();
    ward.nurse().unaware().answer("week-words", "all is well").unwrap();
    // Told a week later it is as early as it was then, and on its day it is not.
    let mut ward = a_week_on();
    let then = ward.now.at.plus_seconds(-7 * 24 * 3600).timestamp().to_string();
    refused!(ward.nurse().unaware().done(&then).tick("week-ok"), Refusal::TooEarly { .. });
    ward.nurse().unaware().tick("week-ok").unwrap();
}

#[test]
fn of_several_follow_ups_the_most_urgent_one_speaks_wherever_it_stands() {
    let due = |id: &str, after: &str, by: &str| {
        let due = json!({ "always_open": true, "due": { "after": after, "from": "left-at", "by": by } });
        section(id, "do-confirm", due, vec![check(&format!("{id}-ok"), "critical")])
    };
    let left = || item("left-at", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let (day, week) = (|| due("day", "P1D", "P2D"), || due("week", "P7D", "P30D"));
    for order in [vec![day(), week()], vec![week(), day()]] {
        let sections = [vec![section("only", "read-do", json!({}), vec![left()])], order].concat();
        let mut ward = Bench::of(&sheet(vec![phase("post-procedure", sections)]));
        ward.nurse().answer("left-at", "now").unwrap();
        // After eight days the call of the first is late and that of the week is due.
        ward.minutes(8 * 24 * 60);
        let needs = ward.case.needs(&ward.now);
        assert_eq!((needs.most.urgency(&ward.now), needs.next.as_str()), (Urgency::Late, "day"));
        assert_eq!(ward.next(), "day-ok");
        let row = CaseRow::new(&ward.case, Caveats::default(), &ward.now);
        assert!(row.need == Urgency::Late && row.next.starts_with("day"), "{}", row.next);
        ward.nurse().tick("day-ok").unwrap();
        assert_eq!(ward.case.needs(&ward.now).most.urgency(&ward.now), Urgency::Due);
    }
}
