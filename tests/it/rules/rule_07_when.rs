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

/// A needle that comes out, a gate, and a watch that counts from the needle.
fn watched() -> Value {
    let out = item("out", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let watch = item("watch", "critical", json!({ "answer": { "type": "timer", "minutes": 30, "from": "out" } }));
    sheet(vec![phase(
        "after",
        vec![plain("needle", vec![out, check("dressed", "critical")]), plain("recovery", vec![watch])],
    )])
}

#[test]
fn a_timer_runs_from_a_time_that_was_answered_until_somebody_starts_it() {
    let mut ward = Bench::of(&watched());
    assert_eq!(ward.case.checklist().record_format(), 2);
    let ends = |ward: &Bench| ward.case.timer(ward.ix("watch")).map(|timer| ward.now.say(timer.ends()));
    assert_eq!(ends(&ward), None);
    refused!(ward.nurse().answer("watch", "ended"), Refusal::Misfit { misfit: Misfit::TimerNotStarted, .. });
    ward.nurse().answer("out", "09:20").unwrap();
    assert_eq!((ends(&ward).as_deref(), ward.case.outlook(&ward.now).timers.len()), (Some("09:50"), 1));
    refused!(ward.nurse().answer("watch", "ended"), Refusal::Misfit { misfit: Misfit::TimerRunning { .. }, .. });
    ward.nurse().because("misread").answer("out", "09:10").unwrap();
    assert_eq!(ends(&ward).as_deref(), Some("09:40"), "it follows the time");
    ward.nurse().tick("dressed").unwrap();
    ward.nurse().timer("watch").unwrap();
    assert_eq!(ends(&ward).as_deref(), Some("10:00"), "begun anew at half past nine");
    refused!(ward.nurse().timer("watch"), Refusal::TimerRuns { .. });
    ward.nurse().withdraw("watch").unwrap();
    assert_eq!(ends(&ward).as_deref(), Some("09:40"));
    ward.minutes(10);
    ward.nurse().answer("watch", "ended").unwrap();
    assert_eq!((ward.word("watch"), ends(&ward)), ("answered", None));
    ward.nurse().undo().unwrap();
    assert_eq!(ends(&ward).as_deref(), Some("09:40"));
    ward.clinician().because("twice").close(Outcome::EnteredInError).unwrap();
    assert_eq!(ward.case.outlook(&ward.now).timers.len(), 0, "nobody waits in a closed case");
}

/// Who starts a timer has passed what bars it; a timer that runs by itself has not.
#[test]
fn a_timer_that_runs_by_itself_ends_behind_no_barrier() {
    let mut ward = Bench::of(&watched());
    ward.nurse().answer("out", "09:00").unwrap();
    refused!(ward.nurse().answer("watch", "ended"), Refusal::Gate { .. });
    ward.nurse().tick("dressed").unwrap();
    ward.nurse().answer("watch", "ended").unwrap();
}

#[test]
fn space_ends_a_timer_that_runs_by_itself() {
    let mut desk = Desk::of(&watched().to_string(), None);
    desk.press("now\r ");
    assert!(desk.screen().contains("30:00 left, until 10:11"), "{}", desk.screen());
    desk.press(" ");
    assert_eq!(
        (desk.said("watch"), desk.notice().contains("30:00 left")),
        ("open".to_owned(), true),
        "{}",
        desk.screen()
    );
    desk.minutes(30);
    // Nobody has touched a key meanwhile, so the code is asked for.
    let code = desk.code.to_string();
    desk.press(&format!(" {}\r", &code[6..]));
    assert_eq!(desk.said("watch"), "timer ended 10:11", "{}", desk.screen());
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
