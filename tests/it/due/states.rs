//! How a follow-up stands at each moment, what was made of it, and what no board tells.

use super::*;

const LEFT: &str = "2026-11-23T09:41:00Z";

/// Each follow-up as it stands: which, how, in words, until when, under which heading.
fn stands(ward: &Bench) -> Vec<String> {
    let now = &ward.now;
    let said = |line: BoardLine| {
        let (state, group) = (line.state(now), line.group(now));
        format!("{} {state:?}/{group:?} {}, {}", line.id, line.word(now), line.when(now))
    };
    ward.case.board(now).into_iter().map(said).collect()
}

#[test]
fn a_follow_up_is_waited_for_then_due_then_overdue() {
    let mut ward = left(LEFT);
    for (at, call, week) in [
        (
            "2026-11-23T10:00:00Z",
            "call ToCome/Ahead Tue 24 Nov, by Wed 25 Nov 10:41",
            "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec",
        ),
        (
            "2026-11-24T09:40:59Z",
            "call ToCome/Today from 10:41, by Wed 25 Nov 10:41",
            "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec",
        ),
        (
            "2026-11-24T09:41:00Z",
            "call Due/Today due, by Wed 25 Nov 10:41",
            "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec",
        ),
        ("2026-11-25T09:40:59Z", "call Due/Today due today, by 10:41", "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec"),
        ("2026-11-25T09:41:00Z", "call Overdue/Overdue late, due 10:41", "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec"),
        (
            "2026-11-29T22:59:59Z",
            "call Overdue/Overdue 4 days late, due Wed 25 Nov",
            "week ToCome/Ahead Mon 30 Nov, by Thu 3 Dec",
        ),
        (
            "2026-11-29T23:00:00Z",
            "call Overdue/Overdue 5 days late, due Wed 25 Nov",
            "week Due/Today due, by Thu 3 Dec",
        ),
        (
            "2026-12-03T22:59:59Z",
            "call Overdue/Overdue 8 days late, due Wed 25 Nov",
            "week Due/Today due today, by today",
        ),
        (
            "2026-12-03T23:00:00Z",
            "call Overdue/Overdue 9 days late, due Wed 25 Nov",
            "week Overdue/Overdue 1 day late, due Thu 3 Dec",
        ),
    ] {
        ward.clock(at);
        assert_eq!(stands(&ward)[..2], [call, week], "{at}");
    }
}

#[test]
fn what_was_done_says_by_whom_and_when_and_whether_that_was_late() {
    let mut ward = left(LEFT);
    ward.clock("2026-11-25T09:40:00Z");
    ward.nurse().tick("called").unwrap();
    // Begun in time, it is done in time, whenever its last line is.
    ward.clock("2026-11-25T09:50:00Z");
    assert_eq!(stands(&ward)[0], "call Overdue/Overdue late, due 10:41", "half of it is not done");
    ward.clinician().tick("asked").unwrap();
    assert_eq!(stands(&ward)[0], "call Done/Ended done, 10:50 DK");
    ward.clock("2026-12-05T09:00:00Z");
    ward.nurse().tick("seen").unwrap();
    assert_eq!(
        stands(&ward)[..2],
        ["call Done/Ended done, Wed 25 Nov 10:50 DK", "week DoneLate/Ended done late, 10:00 JR"]
    );
    // Told later, it was done when it was done.
    let mut ward = left(LEFT);
    ward.clock("2026-12-05T09:00:00Z");
    ward.nurse().done("2026-12-01T08:00:00Z").tick("seen").unwrap();
    assert_eq!(stands(&ward)[1], "week Done/Ended done, Tue 1 Dec 09:00 JR");
    ward.nurse().because("another patient").withdraw("seen").unwrap();
    assert_eq!(stands(&ward)[1], "week Overdue/Overdue 2 days late, due Thu 3 Dec", "taken back, it is due again");
}

#[test]
fn attempts_are_told_and_a_patient_who_was_not_reached_is_given_up() {
    let mut ward = left(LEFT);
    ward.clock("2026-11-24T13:00:00Z");
    let tries = |ward: &Bench| ward.case.board(&ward.now)[0].tries(&ward.now);
    assert_eq!(tries(&ward), None);
    let attempt = |result| Act::Attempt { section: id("call"), result, text: None };
    ward.nurse().act(attempt(Attempt::Retry)).unwrap();
    assert_eq!(tries(&ward).unwrap(), "tried once, 14:00 JR: not reached, to be tried again");
    ward.clock("2026-11-25T08:00:00Z");
    ward.clinician().act(attempt(Attempt::Letter)).unwrap();
    assert_eq!(tries(&ward).unwrap(), "tried 2 times, 09:00 DK: letter sent");
    ward.nurse().act(Act::Lose { section: id("call"), reason: Text::from("moved") }).unwrap();
    assert_eq!(stands(&ward)[0], "call GivenUp/Ended given up, 09:00 JR");
    // Who rings after all was reached after all.
    ward.says(&[("called", ""), ("asked", "")]);
    assert_eq!(stands(&ward)[0], "call Done/Ended done, 09:00 JR");
}

#[test]
fn of_a_case_that_ended_only_what_was_done_is_told_and_of_one_in_error_nothing() {
    let mut ward = left(LEFT);
    ward.clock("2026-11-24T13:00:00Z");
    ward.says(&[("called", ""), ("asked", "")]);
    ward.clock("2026-12-06T09:00:00Z");
    assert_eq!(stands(&ward).len(), 3, "missed so far, a visit is overdue as long as somebody may still make it");
    let mut other = ward.clone();
    ward.nurse().because("goes on elsewhere").close(Outcome::Cancelled).unwrap();
    assert_eq!(stands(&ward), ["call Done/Ended done, Tue 24 Nov 14:00 JR"], "nobody is called any more");
    other.nurse().because("opened twice").close(Outcome::EnteredInError).unwrap();
    assert_eq!(stands(&other), [""; 0]);
}

/// Once the list said of a follow-up in which nothing applies that it was due, for ever.
#[test]
fn what_asks_for_nothing_is_never_due_nor_done() {
    let mut ward = left(LEFT);
    ward.clock("2026-11-26T09:00:00Z");
    assert!(stands(&ward).iter().all(|said| !said.starts_with("letter")), "{:?}", stands(&ward));
    let letter = ward.section_ix("letter");
    assert!(ward.case.follow_ups(&ward.now).iter().all(|due| due.section != letter));
    ward.nurse().because("misheard").answer("kind", "long").unwrap();
    assert_eq!(stands(&ward)[3], "letter Overdue/Overdue 1 day late, due Wed 25 Nov");
}

#[test]
fn what_a_stop_of_the_procedure_ended_is_not_told_and_what_stays_open_is() {
    let due = |more: Value| with(json!({ "due": { "after": "P1D", "from": "in-at" } }), more);
    let at = item("in-at", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let procedure = vec![
        plain("needle", vec![at, check("counted", "critical")]),
        section("scan", "read-do", due(json!({})), vec![check("scanned", "critical")]),
    ];
    let call = section("call", "read-do", due(json!({ "always_open": true })), vec![check("called", "critical")]);
    let sheet = sheet(vec![
        phase("pre-procedure", vec![plain("before", vec![check("ready", "critical")])]),
        phase("procedure", procedure),
        phase("post-procedure", vec![call]),
    ]);
    let mut ward = Bench::of(&sheet);
    ward.says(&[("ready", ""), ("in-at", "now")]);
    assert_eq!(stands(&ward).len(), 2);
    ward.clinician().because("vasovagal").stop().unwrap();
    assert_eq!(stands(&ward), ["call ToCome/Ahead Tue 24 Nov, by Tue 24 Nov"]);
}

#[test]
fn a_day_stays_the_day_of_the_ward_wherever_the_board_is_read() {
    for (left_at, month) in [
        ("2026-01-31T10:00:00Z", "2026-02-28"),
        ("2028-01-31T10:00:00Z", "2028-02-29"),
        // Half past midnight in Zurich, and still the day before in UTC.
        ("2026-03-30T22:30:00Z", "2026-04-30"),
    ] {
        let mut ward = left(left_at);
        for zone in ["Europe/Zurich", "America/New_York", "Pacific/Auckland", "UTC"] {
            ward.now.zone = TimeZone::get(zone).unwrap();
            let lines = ward.case.board(&ward.now);
            let [call, _, review] = lines.as_slice() else { panic!("{lines:?}") };
            assert_eq!(review.follow_up.day.unwrap().to_string(), month, "{zone}");
            assert_eq!(call.follow_up.day, None, "hours fall on a moment");
        }
    }
}

#[test]
fn a_span_reaches_as_far_back_as_ahead_and_has_whole_days_where_it_counts_days() {
    let now = |at: &str| Now { at: moment(at), zone: TimeZone::get("Europe/Zurich").unwrap() };
    for (at, span, since, until) in [
        ("2026-11-30T08:00:00Z", "P7D", "2026-11-22T23:00:00.000Z", "2026-12-07T23:00:00.000Z"),
        ("2026-11-30T08:00:00Z", "PT48H", "2026-11-28T08:00:00.000Z", "2026-12-02T08:00:00.000Z"),
        // The clocks went back in October, months are clamped.
        ("2026-10-31T08:00:00Z", "P1M", "2026-09-29T22:00:00.000Z", "2026-11-30T23:00:00.000Z"),
    ] {
        let span = BoardSpan::new(periop::domain::checklist::span(span).unwrap(), &now(at)).unwrap();
        assert_eq!((span.since.to_string().as_str(), span.until.to_string().as_str()), (since, until), "{at}");
    }
    let far = periop::domain::checklist::span("P9000Y").unwrap();
    assert_eq!(BoardSpan::new(far, &now("2026-11-30T08:00:00Z")), None);

    let mut ward = left(LEFT);
    ward.clock("2026-11-24T13:00:00Z");
    ward.says(&[("called", ""), ("asked", "")]);
    let told = |ward: &Bench| {
        let week = BoardSpan::week(&ward.now);
        let lines = ward.case.board(&ward.now).into_iter().filter(|line| week.holds(line));
        lines.map(|line| line.id.to_string()).collect::<Vec<_>>().join(" ")
    };
    for (at, which) in [
        ("2026-11-24T13:00:00Z", "call week"),
        ("2026-12-01T22:59:59Z", "call week"),
        ("2026-12-01T23:00:00Z", "week"),
        ("2026-12-15T22:59:59Z", "week"),
        ("2026-12-15T23:00:00Z", "week month"),
        ("2028-01-01T09:00:00Z", "week month"),
    ] {
        ward.clock(at);
        assert_eq!(told(&ward), which, "{at}");
    }
}
