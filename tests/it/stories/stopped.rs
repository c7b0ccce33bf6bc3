//! A case that is stopped: contrast in a vessel, which nobody overrides; recovery and follow-up go on.

use super::{Day, assert_same_state, replies, state};
use crate::bench::prelude::*;

const WHY: &str = "contrast in a vessel twice";

/// What is still to be done after the stop, in the walk's order.
fn goes_on() -> impl Iterator<Item = &'static Step> {
    WALK.iter().skip_while(|step| step.item != "recovery-timer")
}

/// The stop, which takes neither a space nor an override, then the way out that stops the case.
fn stops(day: &mut Day) {
    day.sees_next("contrast-live");
    day.terminal.press("2");
    for words in ["record whom you told", "nobody may override this one", "Contrast in a vessel: do not inject."] {
        day.terminal.reads(words);
    }
    day.terminal.press("4");
    day.terminal.reads("Nobody may override this one: correct the answer, check again, or stop the case");
    day.terminal.press("\r");
    day.terminal.reads("record whom you told");
    day.terminal.press(" ");
    day.terminal.press("3");
    replies(&mut day.terminal, &[("Why is it stopped?", &format!("{WHY}\r"))]);
    day.terminal.sees("Procedure stopped: recovery is open");
}

/// The items that were not done say so, where somebody looks at their section.
fn shows_what_was_not_done(day: &mut Day) {
    day.terminal.press("\x1b[Z");
    day.terminal.sees("SIGN-OUT");
    let screen = day.terminal.sees("not done");
    assert!(screen.lines().any(|line| line.contains("╳ Count needles and sharps")), "{screen}");
    day.terminal.press("g");
}

fn told_by_commands(ward: &Ward, left: &str) -> String {
    let code = walked_to(ward, "contrast-live");
    let said = ward.fine(&["answer", &code, "contrast-live", "vascular"]);
    assert!(said.out.contains("STOP"), "{said:?}");
    ward.refused_as(CLINICIAN, &code, &["override", &code, "contrast-live", "--reason", "r"], &["by anybody"]);
    ward.fine(&["stop", &code, "--reason", WHY]);
    for step in goes_on() {
        if step.item == LAST_ON_THE_DAY {
            ward.fine(&["answer", &code, step.item, left]);
        } else {
            step.record(ward, &code);
        }
    }
    ward.fine(&["close", &code, "--outcome", "stopped", "--reason", WHY]);
    code
}

#[test]
fn a_case_stopped_for_contrast_in_a_vessel_goes_on_to_its_follow_up() {
    let ward = Ward::new();
    let left = hours_ago(24 * 100);
    let code = walked_to(&ward, "contrast-live");
    let mut day = Day::new(Terminal::start(&ward, Some(NURSE), &["run", &code], "0"));
    stops(&mut day);
    day.sees_next("recovery-timer");
    shows_what_was_not_done(&mut day);
    for step in goes_on() {
        match step.item {
            // Nobody waits half an hour in a test: the watch began an hour ago, as is said before the key.
            "recovery-timer" => {
                day.terminal.press(&format!("l{}\r", hours_ago(1)));
                day.terminal.sees("what is recorded next happened");
                day.answers(step);
            }
            LAST_ON_THE_DAY => {
                day.sees_next(step.item);
                day.terminal.press(&format!("{left}\r"));
                day.terminal.sees("Saved: Left at");
            }
            _ => day.answers(step),
        }
    }
    replies(&mut day.terminal, &[("everything is done: close the case", "e1")]);
    day.terminal.reads("the procedure was stopped; close the case as stopped, or reopen it");
    day.terminal.press("\re2");
    replies(&mut day.terminal, &[("CLOSE the case as stopped", &format!("{WHY}\r"))]);
    day.terminal.sees("Case closed: stopped");

    let by_keys = state(&ward, &code);
    assert_eq!((&by_keys["outcome"], &by_keys["stopped"]), (&"stopped".into(), &WHY.into()));
    for item in ["patient-ok", "final-syringe-check", "sharps-counted", "handover-given"] {
        assert_eq!(ward.status(&code, item), "not-done", "{item}");
    }
    assert_eq!(ward.status(&code, "motor-sensory-check"), "answered");
    let commands = Ward::new();
    assert_same_state(&by_keys, &state(&commands, &told_by_commands(&commands, &left)), "");
}
