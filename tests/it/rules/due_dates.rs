//! Due dates over month ends, leap years, daylight saving and time zones.

use super::prelude::*;

fn any_time(id: &str) -> Value {
    item(id, "critical", json!({ "answer": { "type": "time", "points": "any" } }))
}

/// A patient who left at `left` (UTC), recorded in `zone`, with a visit due after `after` and late after `by`.
fn left(zone: &str, left: &str, after: &str, by: &str) -> Bench {
    let due = json!({ "always_open": true, "due": { "after": after, "from": "left-at", "by": by } });
    let visit = section("visit", "read-do", due, vec![check("seen", "critical")]);
    let leaving = plain("leaving", vec![any_time("left-at")]);
    let mut ward = Bench::of(&sheet(vec![phase("post-procedure", vec![leaving, visit])]));
    ward.now.zone = TimeZone::get(zone).unwrap();
    ward.clock(left);
    ward.nurse().answer("left-at", "now").unwrap();
    ward
}

const ZONES: [&str; 3] = ["Europe/Zurich", "America/New_York", "America/Santiago"];

/// A row `ZONE LEFT AFTER BY -> DUE LATE`.
fn holds(what: &str, row: &str) {
    let (left_at, expected) = row.split_once(" -> ").expect("an arrow");
    let [zone, at, after, by] = left_at.split(' ').collect::<Vec<_>>()[..] else { panic!("{row}") };
    let zone = ZONES.iter().find(|known| known.ends_with(zone)).expect("a zone");
    let (due, late) = dates(&left(zone, &at.replace('Z', ":00Z"), after, by));
    assert_eq!(format!("{due} {late}"), expected, "{what}");
}

fn dates(ward: &Bench) -> (String, String) {
    let due = ward.case.due(ward.section_ix("visit"), &ward.now).unwrap();
    (due.due.to_string().replace(":00.000Z", "Z"), due.late.to_string().replace(":00.000Z", "Z"))
}

#[test]
fn a_visit_is_due_from_the_start_of_its_day_and_late_when_its_last_day_is_over() {
    for (what, row) in [
        ("a week", "Zurich 2026-11-23T09:41Z P7D P10D -> 2026-11-29T23:00Z 2026-12-03T23:00Z"),
        ("a day named twice", "Zurich 2026-11-23T09:41Z P7D P7D -> 2026-11-29T23:00Z 2026-11-30T23:00Z"),
        ("weeks", "Zurich 2026-11-23T09:41Z P2W P3W -> 2026-12-06T23:00Z 2026-12-14T23:00Z"),
        ("a month's end, clamped", "Zurich 2026-01-31T10:00Z P1M P2M -> 2026-02-27T23:00Z 2026-03-31T22:00Z"),
        ("a leap year's February", "Zurich 2028-01-31T10:00Z P1M P1M -> 2028-02-28T23:00Z 2028-02-29T23:00Z"),
        ("from the leap day", "Zurich 2028-02-29T10:00Z P1Y P4Y -> 2029-02-27T23:00Z 2032-02-29T23:00Z"),
        ("over the end of a year", "Zurich 2026-12-30T10:00Z P3D P1M -> 2027-01-01T23:00Z 2027-01-30T23:00Z"),
        ("the clocks go back in Zurich", "Zurich 2026-10-24T10:00Z P1D P1D -> 2026-10-24T22:00Z 2026-10-25T23:00Z"),
        ("the clocks go forward in Zurich", "Zurich 2026-03-28T10:00Z P1D P1D -> 2026-03-28T23:00Z 2026-03-29T22:00Z"),
        ("the clocks go back in New York", "New_York 2026-10-31T15:00Z P1D P1D -> 2026-11-01T04:00Z 2026-11-02T05:00Z"),
        ("clocks go forward in New York", "New_York 2026-03-07T15:00Z P1D P1D -> 2026-03-08T05:00Z 2026-03-09T04:00Z"),
        ("late in the evening", "New_York 2026-11-24T04:30Z P1D P1D -> 2026-11-24T05:00Z 2026-11-25T05:00Z"),
        ("a midnight that never was", "Santiago 2026-09-05T15:00Z P1D P1D -> 2026-09-06T04:00Z 2026-09-07T03:00Z"),
    ] {
        holds(what, row);
    }
}

#[test]
fn hours_and_minutes_count_from_the_moment_itself() {
    for (what, row) in [
        ("two hours", "Zurich 2026-11-23T09:41Z PT2H PT4H -> 2026-11-23T11:41Z 2026-11-23T13:41Z"),
        ("over the hour that comes twice", "Zurich 2026-10-24T23:30Z PT2H PT3H -> 2026-10-25T01:30Z 2026-10-25T02:30Z"),
        ("over one that never was", "Zurich 2026-03-29T00:30Z PT1H PT1H30M -> 2026-03-29T01:30Z 2026-03-29T02:00Z"),
        ("24 hours are not a day", "Zurich 2026-10-24T10:00Z PT24H P2D -> 2026-10-25T10:00Z 2026-10-26T23:00Z"),
        ("a day and some hours", "Zurich 2026-10-24T10:00Z P1DT2H P1DT3H -> 2026-10-25T13:00Z 2026-10-25T14:00Z"),
    ] {
        holds(what, row);
    }
}

#[test]
fn a_traveller_does_not_move_a_visit() {
    let mut ward = left("Europe/Zurich", "2026-11-23T22:30:00Z", "P7D", "P10D");
    let at_home = dates(&ward);
    assert_eq!(at_home.0, "2026-11-29T23:00Z");
    for zone in ["America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC"] {
        ward.now.zone = TimeZone::get(zone).unwrap();
        assert_eq!(dates(&ward), at_home, "seen from {zone}");
    }
    // Corrected elsewhere, it counts in the zone of whoever corrected it.
    ward.now.zone = TimeZone::get("America/New_York").unwrap();
    let later = Answer::Time(moment("2026-11-23T22:31:00Z"));
    ward.nurse().because("a minute later").give("left-at", later).unwrap();
    assert_eq!(dates(&ward).0, "2026-11-30T05:00Z");
}

#[test]
fn a_visit_is_waited_for_then_due_then_late() {
    let mut ward = left("Europe/Zurich", "2026-11-23T09:41:00Z", "P7D", "P10D");
    for (at, next, is_due, is_late) in [
        ("2026-11-23T09:42:00Z", "wait visit", false, false),
        ("2026-11-29T22:59:59.999Z", "wait visit", false, false),
        ("2026-11-29T23:00:00Z", "seen", true, false),
        ("2026-12-03T22:59:59.999Z", "seen", true, false),
        ("2026-12-03T23:00:00Z", "seen", true, true),
    ] {
        ward.clock(at);
        let follow_ups = ward.case.follow_ups(&ward.now);
        let [due] = follow_ups.as_slice() else { panic!("one visit: {follow_ups:?}") };
        let said = (ward.next(), due.is_due(&ward.now), due.is_late(&ward.now));
        assert_eq!(said, (next.to_owned(), is_due, is_late), "{at}");
    }
    ward.nurse().tick("seen").unwrap();
    assert_eq!(ward.case.follow_ups(&ward.now), []);
}

/// A call that counts from the day a drug is taken again may come after the visit that counts from the day of leaving.
#[test]
fn what_waits_for_its_date_hides_nothing_that_is_due_before_it() {
    let due = |from: &str, after: &str| json!({ "always_open": true, "due": { "after": after, "from": from } });
    let sections = vec![
        plain("leaving", vec![any_time("left-at"), any_time("restart")]),
        section("call", "read-do", due("restart", "P2D"), vec![check("called", "critical")]),
        section("visit", "read-do", due("left-at", "P7D"), vec![check("seen", "critical")]),
    ];
    let mut ward = Bench::of(&sheet(vec![phase("post-procedure", sections)]));
    ward.says(&[("left-at", "now"), ("restart", "2026-12-10 08:00")]);
    assert_eq!(ward.next(), "wait visit", "the first date, not the first section");
    ward.clock("2026-11-30T09:00:00Z");
    assert_eq!(ward.next(), "seen");
    ward.nurse().tick("seen").unwrap();
    assert_eq!(ward.next(), "wait call");
    ward.clock("2026-12-12T09:00:00Z");
    assert_eq!(ward.next(), "called");
}

/// A patient who rang early is gone on with at once; nobody is told that the call is due.
#[test]
fn what_was_begun_before_its_date_goes_on_and_is_not_due() {
    let mut ward = Bench::at("week");
    ward.nurse().answer("week-words", "rang early").unwrap();
    ward.minutes(30);
    assert_eq!(ward.next(), "week-ok");
    let need = |ward: &Bench| ward.case.needs(&ward.now).most.word(&ward.now);
    assert_eq!(need(&ward), "held by JR");
    ward.clock("2026-11-30T09:00:00Z");
    assert_eq!(need(&ward), "due");
}

/// What presses most is said, whatever else is open: a list once said "held" of a call that was days late.
#[test]
fn a_late_follow_up_is_said_while_recovery_is_still_open() {
    let mut ward = Bench::at("week");
    ward.nurse().withdraw("pressure").unwrap();
    assert_eq!(ward.next(), "pressure");
    ward.clock("2026-12-05T09:00:00Z");
    let needs = ward.case.needs(&ward.now);
    assert_eq!((needs.most.urgency(&ward.now), needs.most.word(&ward.now).as_str()), (Urgency::Late, "2 days late"));
    let row = periop::report::CaseRow::new(&ward.case, periop::domain::Caveats::default(), &ward.now);
    assert_eq!((row.need, row.next.as_str()), (Urgency::Late, "week"));
}
