//! Stopping the procedure, closing the case with what fits, and taking it up again.

use super::prelude::*;

/// The needle is in and something is put off, when the clinician stops.
fn stopped() -> Bench {
    let mut ward = Bench::day();
    ward.nurse().put_off("diary", Some("post-procedure")).unwrap();
    ward.walk_to("needle");
    ward.says(&[("needle-in", ""), ("contrast", "vessel")]);
    ward.clinician().because("vessel on contrast").stop().unwrap();
    ward
}

#[test]
fn stopping_says_of_everything_open_that_it_was_not_done_and_opens_recovery() {
    let mut ward = stopped();
    assert!(ward.case.closed().is_none(), "recovery is still to come");
    for item in ["needle-out", "counted", "spoken", "specimen", "diary"] {
        assert_eq!(ward.word(item), "not-done", "{item}");
    }
    for item in ["needle-in", "contrast", "prepped"] {
        assert_eq!(ward.word(item), "answered", "{item} was done and stays so");
    }
    assert_eq!(ward.stops("contrast"), [""; 0], "stopping was the decision about it");
    assert_eq!(ward.phase("procedure").words(), "complete except 7 not done");
    assert_eq!(ward.next(), "weakness");
    ward.says(&[("weakness", "none"), ("pressure", "120")]);
    ward.nurse().answer("left-at", "now").expect("the way out is open too");
    assert_eq!(ward.word("week-ok"), "open");
    assert_eq!(ward.clinician().stop().unwrap(), [], "stopped once is stopped");
}

#[test]
fn what_was_done_before_the_stop_can_be_recorded_after_it() {
    let mut ward = stopped();
    refused!(ward.nurse().tick("needle-out"), Refusal::NotDoneNeedsReason { .. });
    ward.nurse().because("out before the stop").tick("needle-out").unwrap();
    assert_eq!(ward.word("needle-out"), "answered");
    ward.nurse().because("seen wrongly").answer("contrast", "clear").unwrap();
}

#[test]
fn a_stopped_case_closes_as_stopped_and_never_as_completed() {
    let mut ward = stopped();
    ward.walk_through();
    refused!(ward.nurse().close(Outcome::Completed), Refusal::WasStopped);
    refused!(ward.nurse().because("called off").close(Outcome::Cancelled), Refusal::OutcomeUnfit { .. });
    refused!(ward.nurse().close(Outcome::Stopped), Refusal::ReasonMissing);
    ward.nurse().because("rebooked").close(Outcome::Stopped).unwrap();
}

#[test]
fn reopening_takes_a_stop_back() {
    let mut ward = stopped();
    ward.clinician().because("it was a shadow").reopen().unwrap();
    assert_eq!(ward.case.stopped(), None);
    assert_eq!((ward.word("needle-out"), ward.word("diary")), ("open", "deferred"));
    assert_eq!(ward.stops("contrast").len(), 1, "what was not decided otherwise stands again");
    refused!(ward.clinician().reopen(), Refusal::NotClosed);
}

#[test]
fn before_the_procedure_stopping_closes_the_case_and_one_reopening_takes_both_back() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("temp", "38.4").unwrap();
    ward.clinician().because("fever").stop().unwrap();
    assert_eq!(ward.case.closed().map(|closed| closed.outcome), Some(Outcome::Stopped));
    assert_eq!(ward.next(), "nothing");
    ward.clinician().because("the probe was hot").reopen().unwrap();
    assert!(ward.case.closed().is_none() && ward.case.stopped().is_none());
    assert_eq!(ward.next(), "stop temp");
    assert_eq!(ward.word("escort"), "open");
}

/// Closed later, a stopped case is taken up again in two steps: first the record, then the procedure.
#[test]
fn reopening_a_case_that_was_closed_after_its_stop_leaves_it_stopped() {
    let mut ward = stopped();
    ward.walk_through();
    ward.nurse().because("rebooked").close(Outcome::Stopped).unwrap();
    ward.nurse().reopen().unwrap();
    assert!(ward.case.closed().is_none() && ward.case.stopped().is_some());
    ward.nurse().reopen().unwrap();
    assert!(ward.case.stopped().is_none());
}

#[test]
fn each_outcome_fits_what_was_done() {
    let close = |to: &str, outcome| {
        let mut ward = Bench::day();
        match to {
            "the end" => ward.walk_through(),
            to => ward.walk_to(to),
        }
        if to == "skin" {
            ward.nurse().note(None, "the time-out was said").unwrap();
        }
        ward.nurse().because("so it is").close(outcome)
    };
    for (to, fits) in [
        ("plan", [false, true, true, true, true]),
        ("check-in", [false, true, true, true, true]),
        ("time-out", [false, true, true, false, true]),
        ("skin", [false, false, false, false, true]),
        ("the end", [true, false, false, false, true]),
    ] {
        for (&outcome, fits) in Outcome::ALL.iter().zip(fits) {
            let said = close(to, outcome);
            assert_eq!(said.is_ok(), fits, "{} before {to}: {said:?}", outcome.word());
        }
    }
}

/// With the needle in, a case that is closed as stopped at once would show nobody its recovery.
#[test]
fn a_procedure_that_has_begun_is_stopped_before_it_is_closed_as_stopped() {
    let mut ward = Bench::at("needle");
    ward.nurse().tick("needle-in").unwrap();
    refused!(ward.nurse().because("vessel").close(Outcome::Stopped), Refusal::StopFirst);
    ward.clinician().because("vessel").stop().unwrap();
    assert_eq!(ward.next(), "weakness");
    ward.nurse().because("vessel").close(Outcome::Stopped).unwrap();
}

#[test]
fn every_outcome_but_completed_needs_a_reason() {
    for &outcome in Outcome::ALL {
        let mut ward = Bench::day();
        let said = ward.nurse().close(outcome);
        assert!(matches!(said, Err(Refusal::ReasonMissing | Refusal::NotComplete { .. })), "{said:?}");
    }
    let mut ward = Bench::day();
    ward.walk_through();
    ward.nurse().close(Outcome::Completed).unwrap();
}

#[test]
fn a_closed_case_takes_nothing_but_its_reopening() {
    let mut ward = Bench::day();
    ward.nurse().because("double").close(Outcome::EnteredInError).unwrap();
    refused!(ward.nurse().answer("kind", "a"), Refusal::Closed { .. });
    refused!(ward.nurse().note(None, "seen"), Refusal::Closed { .. });
    refused!(ward.nurse().undo(), Refusal::Closed { .. });
    refused!(ward.nurse().because("called off").close(Outcome::Stopped), Refusal::Closed { .. });
    refused!(ward.nurse().because("  ").reopen(), Refusal::ReasonMissing);
    ward.clinician().without_code().reopen().unwrap();
    ward.nurse().answer("kind", "a").unwrap();
    refused!(ward.nurse().reopen(), Refusal::NotClosed);
}

/// A stop that looks at a routine item which was left open cannot be judged: the case is not complete.
#[test]
fn a_case_does_not_close_as_completed_while_a_stop_cannot_be_judged() {
    let both = [is("judged", &["y"]), is("aside", &["b"])];
    let judged = stops(choice("judged", "critical", &["x", "y"]), "Both.", "never", &both);
    let mut ward = Bench::of(&one_section(vec![judged, choice("aside", "routine", &["a", "b"])]));
    ward.nurse().answer("judged", "y").unwrap();
    assert!(!ward.section("only").is_complete());
    refused!(ward.nurse().close(Outcome::Completed), Refusal::NotComplete { .. });
    ward.nurse().answer("aside", "a").unwrap();
    ward.nurse().close(Outcome::Completed).unwrap();
}

#[test]
fn a_hold_names_its_item_or_none_and_never_one_that_does_not_exist() {
    let mut ward = Bench::day();
    let hold = |item| Act::Hold { item: Some(id(item)) };
    refused!(ward.nurse().act(hold("nowhere")), Refusal::UnknownItem { .. });
    ward.nurse().act(hold("kind")).unwrap();
    assert_eq!(ward.nurse().act(hold("kind")).unwrap(), [], "held once is held");
    assert_eq!(ward.case.hold().and_then(|hold| hold.item), Some(ward.ix("kind")));
    ward.nurse().answer("kind", "a").unwrap();
    assert_eq!(ward.case.hold(), None, "whoever goes on has taken it up");
}
