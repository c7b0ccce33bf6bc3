//! The calendar file: what is in it, what is not, and that any calendar reads it back.

use super::*;
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event, EventStatus};
use insta::assert_snapshot;
use periop::report::{DueRow, calendar};
use proptest::prelude::*;

const LEFT: &str = "2026-11-23T09:41:00Z";

fn rows(ward: &Bench) -> Vec<DueRow> {
    let span = BoardSpan::new(span("P2M").unwrap(), &ward.now).unwrap();
    DueRow::all(&ward.case, &Caveats::default(), &span, &ward.now)
}

fn file(ward: &Bench) -> String {
    calendar(&rows(ward), &ward.now)
}

/// The events that another reader finds.
fn events(file: &str) -> Vec<Event> {
    let read: Calendar = file.parse().unwrap_or_else(|error| panic!("{error}: {file}"));
    let event = |component: &CalendarComponent| match component {
        CalendarComponent::Event(event) => event.clone(),
        other => panic!("{other:?}"),
    };
    read.components.iter().map(event).collect()
}

fn uids(file: &str) -> Vec<String> {
    events(file).iter().map(|event| event.get_uid().unwrap().to_owned()).collect()
}

/// Lines end and are folded as RFC 5545 has it: 75 octets at most, never within a character.
fn is_laid_out(file: &str) {
    assert!(file.ends_with("END:VCALENDAR\r\n"), "{file:?}");
    let lines = file.strip_suffix("\r\n").unwrap().split("\r\n");
    for line in lines {
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
    }
}

#[test]
fn a_calendar_has_an_event_for_each_follow_up_and_nothing_of_a_case_but_its_code_and_checklist() {
    let mut ward = left(LEFT);
    ward.clock("2026-11-24T13:00:00Z");
    ward.says(&[("called", ""), ("asked", "")]);
    let file = file(&ward);
    is_laid_out(&file);
    assert_snapshot!("calendar", file.replace('\r', ""));
    for word in ["Bay 2", "JR", "nurse", "short", "one", "seen"] {
        assert!(!file.contains(word), "{word}: {file}");
    }
    assert!(!file.contains("VALARM"), "nothing rings");
}

#[test]
fn a_day_is_a_date_and_a_moment_is_in_utc() {
    let starts: Vec<DatePerhapsTime> =
        events(&file(&left(LEFT))).iter().map(|event| event.get_start().unwrap()).collect();
    let CalendarDateTime::Utc(at) = (match &starts[0] {
        DatePerhapsTime::DateTime(at) => at.clone(),
        DatePerhapsTime::Date(day) => panic!("{day}"),
    }) else {
        panic!("{starts:?}")
    };
    assert_eq!(at.to_string(), "2026-11-24 09:41:00 UTC");
    let days: Vec<String> = starts[1..].iter().map(|day| format!("{day:?}")).collect();
    assert_eq!(days, ["Date(2026-11-30)", "Date(2026-12-23)"]);
}

#[test]
fn taken_in_once_more_a_follow_up_is_the_same_event_and_newer() {
    let mut ward = left(LEFT);
    let before = file(&ward);
    ward.minutes(5);
    assert_eq!(uids(&file(&ward)), uids(&before));
    ward.clock("2026-11-24T13:00:00Z");
    ward.says(&[("called", ""), ("asked", "")]);
    let after = file(&ward);
    assert_eq!(uids(&after), uids(&before));
    let of = |file: &str| {
        let call = events(file).remove(0);
        let sequence: u64 = call.property_value("SEQUENCE").unwrap().parse().unwrap();
        (sequence, call.get_status(), call.get_summary().unwrap().to_owned())
    };
    let ((first, open, _), (second, done, summary)) = (of(&before), of(&after));
    assert!(first < second && open.is_none() && done == Some(EventStatus::Cancelled));
    assert!(summary.starts_with("no longer due – "), "{summary}");
    // Another case, and another follow-up, is another event.
    let mut all = uids(&before);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|uid| !before.contains(ward.case.opened().uuid.as_str()) && uid.len() == 36));
}

#[test]
fn a_demonstration_says_so_in_each_summary() {
    let ward = left_of(&loaded(&sheet_of_follow_ups("Day surgery")), Mode::Demo, LEFT);
    for event in events(&file(&ward)) {
        assert!(event.get_summary().unwrap().starts_with("DEMO – "), "{event:?}");
    }
}

fn title() -> impl Strategy<Value = String> {
    const NASTY: [&str; 10] =
        [",", ";", "\\", "\\n", ":", "\"", "\r\nATTENDEE:mailto:a@example.org", "END:VEVENT", "é", "日本語の予定 "];
    let part = prop_oneof![prop::sample::select(&NASTY[..]).prop_map(str::to_owned), "\\PC{1,12}"];
    prop::collection::vec(part, 1..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Whatever a checklist is called, its words stay words of one line.
    #[test]
    fn whatever_words_a_summary_has_they_come_back_and_nothing_else(raw in title()) {
        let title = Text::sanitise(raw.trim());
        let read = load(&sheet_of_follow_ups(title.as_str()).to_string());
        prop_assume!(read.is_ok());
        let ward = left_of(&std::sync::Arc::new(read.unwrap()), Mode::Case, LEFT);
        let file = file(&ward);
        is_laid_out(&file);
        let events = events(&file);
        let code = ward.case.code();
        let said: Vec<String> = events.iter().map(|event| event.get_summary().unwrap().to_owned()).collect();
        let wanted = ["call", "week", "month"].map(|which| format!("{code} – {title} – {which}"));
        prop_assert_eq!(said, wanted);
        for event in &events {
            let names: Vec<&str> = event.properties().keys().map(String::as_str).collect();
            prop_assert_eq!(names, ["DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "TRANSP", "UID"]);
        }
    }
}
