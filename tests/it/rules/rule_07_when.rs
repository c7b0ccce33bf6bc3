//! Rule 7: when something was recorded, and when it happened.

use super::prelude::*;

fn at_skin() -> Bench {
    let mut ward = Bench::at("skin");
    ward.nurse().with("DK:clinician").tick("labelled").unwrap();
    ward.clock("2026-11-23T09:00:00Z");
    ward
}

#[test]
fn an_entry_keeps_both_times_and_what_happened_never_lies_in_the_future() {
    let mut ward = at_skin();
    refused!(ward.nurse().done("2026-11-23T09:00:01Z").tick("prepped"), Refusal::DoneInFuture { .. });
    ward.nurse().done("2026-11-23T08:50:00Z").tick("prepped").unwrap();
    let (held, _) = ward.case.answer(ward.ix("prepped")).unwrap();
    assert_eq!(held.stamp.at, moment("2026-11-23T09:00:00Z"));
    assert_eq!(held.stamp.done_at, Some(moment("2026-11-23T08:50:00Z")));
    assert_eq!(held.stamp.happened(), moment("2026-11-23T08:50:00Z"));
}

#[test]
fn nothing_at_all_is_recorded_as_done_in_the_future() {
    let mut ward = at_skin();
    let later = "2026-11-23T09:30:00Z";
    refused!(ward.nurse().done(later).note(None, "seen"), Refusal::DoneInFuture { .. });
    refused!(ward.nurse().done(later).timer("dry"), Refusal::DoneInFuture { .. });
    refused!(ward.nurse().done(later).undo(), Refusal::DoneInFuture { .. });
    refused!(ward.nurse().done(later).stop(), Refusal::DoneInFuture { .. });
}

#[test]
fn a_timer_counts_from_when_it_was_started_and_not_from_when_that_was_recorded() {
    let mut ward = at_skin();
    ward.nurse().done("2026-11-23T08:58:00Z").timer("dry").unwrap();
    let timer = ward.case.timer(ward.ix("dry")).unwrap();
    assert_eq!(timer.ends(), moment("2026-11-23T09:01:00Z"));
    refused!(ward.nurse().answer("dry", "ended"), Refusal::Misfit { misfit: Misfit::TimerRunning { .. }, .. });
    ward.minutes(1);
    ward.nurse().answer("dry", "ended").unwrap();
}

#[test]
fn a_timer_has_run_to_its_last_moment_and_did_not_end_before() {
    let mut ward = at_skin();
    let (running, no_timer) = (
        |said| matches!(said, Err(Refusal::Misfit { misfit: Misfit::TimerRunning { .. }, .. })),
        |said| matches!(said, Err(Refusal::Misfit { misfit: Misfit::TimerNotStarted, .. })),
    );
    assert!(no_timer(ward.nurse().answer("dry", "ended")));
    ward.nurse().timer("dry").unwrap();
    refused!(ward.nurse().timer("dry"), Refusal::TimerRuns { .. });
    ward.clock("2026-11-23T09:02:59.500Z");
    assert!(running(ward.nurse().answer("dry", "ended")), "half a second is left");
    ward.clock("2026-11-23T09:10:00Z");
    assert!(running(ward.nurse().done("2026-11-23T09:02:00Z").answer("dry", "ended")), "it ran still at that time");
    let ended = |at: &str| Answer::TimerEnded(moment(at));
    assert!(running(ward.nurse().give("dry", ended("2026-11-23T09:02:59Z"))));
    ward.nurse().give("dry", ended("2026-11-23T09:10:01Z")).expect_err("nothing ended in the future");
    ward.nurse().done("2026-11-23T09:03:00Z").answer("dry", "ended").unwrap();
    assert_eq!(ward.word("dry"), "answered");
}

#[test]
fn a_timer_that_was_started_wrongly_is_withdrawn_and_counts_from_its_new_start() {
    let mut ward = at_skin();
    ward.nurse().timer("dry").unwrap();
    ward.nurse().because("wiped off").withdraw("dry").unwrap();
    assert_eq!(ward.case.timer(ward.ix("dry")), None);
    ward.minutes(2);
    ward.nurse().timer("dry").unwrap();
    assert_eq!(ward.case.timer(ward.ix("dry")).unwrap().ends(), moment("2026-11-23T09:05:00Z"));
}

/// Who starts the timer after all does not go on without it.
#[test]
fn a_timer_started_after_an_override_runs_and_shows() {
    let mut ward = at_skin();
    ward.clinician().go_on("dry").unwrap();
    ward.nurse().timer("dry").unwrap();
    assert_eq!(ward.word("dry"), "open");
    assert!(ward.case.timer(ward.ix("dry")).is_some());
    assert_eq!(ward.case.outlook(&ward.now).timers.len(), 1);
}

#[test]
fn due_dates_follow_a_corrected_time_of_leaving() {
    let mut ward = Bench::at("leaving");
    ward.nurse().answer("left-at", "09:20").unwrap();
    let due = |ward: &Bench| ward.case.due(ward.section_ix("week"), &ward.now).map(|due| due.due);
    assert_eq!(due(&ward), Some(moment("2026-11-29T23:00:00Z")));
    ward.nurse().because("it was the evening before").answer("left-at", "2026-11-22 18:00").unwrap();
    assert_eq!(due(&ward), Some(moment("2026-11-28T23:00:00Z")));
    ward.nurse().undo().unwrap();
    assert_eq!(due(&ward), Some(moment("2026-11-29T23:00:00Z")));
    ward.nurse().withdraw("left-at").unwrap();
    assert_eq!(due(&ward), None, "no date is kept from a time that does not hold");
}

#[test]
fn within_looks_back_from_when_it_happened() {
    let ate = item("ate", "critical", json!({ "answer": { "type": "time", "points": "past" } }));
    let just_now = json!({ "item": "ate", "within": "PT6H" });
    let mut ward = Bench::of(&one_section(vec![stops(ate, "Not fasted.", "clinician", &[just_now])]));
    ward.clock("2026-11-23T12:00:00Z");
    ward.nurse().answer("ate", "06:30").unwrap();
    assert_eq!(ward.stops("ate"), [""; 0], "06:30 in Zurich is six and a half hours ago");
    ward.nurse().because("asked again").done("2026-11-23T11:00:00Z").answer("ate", "06:30").unwrap();
    assert_eq!(ward.stops("ate"), [""; 0], "the same answer adds nothing");
    ward.nurse().because("asked again").done("2026-11-23T11:00:00Z").answer("ate", "06:31").unwrap();
    assert_eq!(ward.stops("ate"), ["Not fasted."], "asked at noon, five and a half hours after it");
}
