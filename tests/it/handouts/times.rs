//! Hours are hours, days are days, and months end when they end.

use super::*;
use crate::reports::cases;
use periop::domain::reference::{HandedBlock, Run};

/// The times on a sheet of one line, counted from a needle that came out at a moment of a zone.
fn times(zone: &str, needle_out: &str, places: &str) -> Vec<String> {
    let mut bench = Bench::opened(&SHEET.0, None);
    bench.now.zone = TimeZone::get(zone).expect("a zone");
    goes_to(&mut bench, "needle-out-dressed", &[]);
    let answer = Answer::Time(moment(needle_out));
    let (second, reason, preset, carried) = (None, None, None, None);
    let fact = ItemFact::Answered { answer, second, reason, again: false, grouped: false, preset, carried };
    bench.writes(&[fact.about(&id("needle-out-dressed"))]);
    let mut handout = SHEET.1.handouts[0].clone();
    handout.body.truncate(1);
    handout.body[0].text = Some(places.to_owned());
    let handed = Handed::new(&handout, &bench.case, &SHEET.0, &bench.now).expect("a time");
    let [HandedBlock::Text(runs)] = handed.blocks.as_slice() else { panic!("{handed:?}") };
    let time = |run: &Run| match run {
        Run::Time(time) => Some(time.to_string()),
        Run::Words(_) => None,
    };
    runs.iter().filter_map(time).collect()
}

const COUNTED: &str = "{needle-out-dressed|left-at} {needle-out-dressed+PT24H} {needle-out-dressed+PT48H} \
                       {needle-out-dressed+P7D} {needle-out-dressed+P1M} {needle-out-dressed+P3M} {needle-out-dressed-PT2H}";

#[test]
fn months_end_when_they_end() {
    let said = times("Europe/Zurich", "2026-11-30T13:30:00Z", COUNTED);
    assert_eq!(
        said,
        [
            "14:30 on Monday 30 November",
            "14:30 on Tuesday 1 December",
            "14:30 on Wednesday 2 December",
            "Monday 7 December 2026",
            "Wednesday 30 December 2026",
            "Sunday 28 February 2027",
            "12:30 on Monday 30 November",
        ]
    );
    let said = times("Europe/Zurich", "2027-01-31T10:00:00Z", "{needle-out-dressed+P1M}");
    assert_eq!(said, ["Sunday 28 February 2027"]);
    let said = times("Europe/Zurich", "2026-12-31T13:30:00Z", "{needle-out-dressed+PT24H}");
    assert_eq!(said, ["14:30 on Friday 1 January 2027"]);
}

#[test]
fn hours_are_hours_and_days_are_days_where_the_clocks_change() {
    // They go forward at two on 28 March 2027.
    let said = times("Europe/Zurich", "2027-03-27T13:30:00Z", COUNTED);
    assert_eq!(
        said[..4],
        ["14:30 on Saturday 27 March", "15:30 on Sunday 28 March", "15:30 on Monday 29 March", "Saturday 3 April 2027",]
    );
    // They go back at three on 25 October 2026, and an hour comes twice.
    let said = times(
        "Europe/Zurich",
        "2026-10-24T00:30:00Z",
        "{needle-out-dressed} {needle-out-dressed+PT24H} {needle-out-dressed+PT25H}",
    );
    assert_eq!(
        said,
        ["02:30 on Saturday 24 October", "02:30+02:00 on Sunday 25 October", "02:30+01:00 on Sunday 25 October"]
    );
    // The day does not shift where a patient is seen late in the evening.
    assert_eq!(
        times("America/New_York", "2026-11-24T03:30:00Z", "{needle-out-dressed+P7D}"),
        ["Monday 30 November 2026"]
    );
}

/// Where the first item has no time, that of the second one counts, and the appointment is the plan's.
#[test]
fn the_other_time_counts_where_the_first_is_none() {
    let mut bench = at_leaving();
    goes_to(&mut bench, "call-red-flags", &[]);
    let gone = ItemFact::NotApplicable { reason: Text::from("no needle") }.about(&id("needle-out-dressed"));
    bench.writes(&[gone]);
    let left = bench.answer("left-at").expect("a time");
    let text = page(&bench, "aftercare").text();
    assert!(text.contains(&format!("{left} on Monday 23 November")), "{left}: {text}");
    let text = page(&planned(), "preparation").markdown();
    assert!(text.contains("Your appointment is at **09:00 on Tuesday 24 November**"), "{text}");
    assert!(text.contains("after **03:00 on Tuesday 24 November**"), "{text}");
}

/// Nobody waits for a steroid that was not given.
#[test]
fn what_was_not_injected_is_not_waited_for() {
    let stopped = cases::stopped();
    let text = page(&stopped, "aftercare").text().replace('\n', " ");
    assert!(text.contains("Ask us what you were given") && !text.contains("The steroid may take"), "{text}");
    assert!(page(&cases::complete(), "aftercare").text().contains("The steroid may take"));
}
