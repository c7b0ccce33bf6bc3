//! A case that is stopped: contrast in a vessel, which nobody overrides; recovery and follow-up go on.

use super::{Day, assert_same_state, replies, state};
use crate::bench::prelude::*;
use crate::screens::keys;
use crate::walk::NEEDLE_OUT;

const WHY: &str = "contrast in a vessel twice";

/// What is shown at what was found or done otherwise than planned.
const CAUTIONS: [(&str, &str); 3] = [
    ("injectate-record", "Not as planned: write below"),
    ("event-in-room", "Vessel on contrast: watch nerves and vital signs"),
    ("recovery-timer", "an event in the room: watch longer than usual"),
];

/// What is still to be done after the stop, in the walk's order: the needle is seen out, the patient handed over.
fn goes_on() -> Vec<Step> {
    let found = |step: &Step| match step.item {
        "injectate-record" => vec![says(step.item, &["done=nothing"]), says("change-noted", &["nothing was injected"])],
        "event-in-room" => vec![says(step.item, &["vascular-spread"])],
        // After an event the vital signs are asked once more.
        "post-pain" => vec![*step, says("final-vitals", &["systolic=122", "diastolic=74", "heart-rate=70", "spo2=98"])],
        _ => vec![*step],
    };
    WALK.iter().skip_while(|step| step.item != NEEDLE_OUT).flat_map(found).collect()
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
    day.terminal.sees("INJECTION  ");
    let screen = day.terminal.sees("not done");
    assert!(screen.lines().any(|line| line.contains("╳ Inject slowly")), "{screen}");
    day.terminal.press("g");
}

fn told_by_commands(ward: &Ward, left: &str) -> String {
    let code = walked_to(ward, "contrast-live");
    let said = ward.fine(&["answer", &code, "contrast-live", "vascular"]);
    assert!(said.out.contains("STOP"), "{said:?}");
    ward.refused_as(CLINICIAN, &code, &["override", &code, "contrast-live", "--reason", "r"], &["by anybody"]);
    ward.fine(&["stop", &code, "--reason", WHY]);
    for step in goes_on() {
        match step.item {
            NEEDLE_OUT | LAST_ON_THE_DAY => ward.fine(&["answer", &code, step.item, left]),
            "recovery-timer" => ward.fine(&["answer", &code, step.item, "end"]),
            _ => step.record(ward, &code),
        };
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
    day.sees_next(NEEDLE_OUT);
    shows_what_was_not_done(&mut day);
    for step in &goes_on() {
        if [NEEDLE_OUT, LAST_ON_THE_DAY].contains(&step.item) {
            day.sees_next(step.item);
            day.terminal.press(&format!("{left}\r"));
            let is_needle = step.item == NEEDLE_OUT;
            day.terminal.sees(if is_needle { "Needle out more than two hours ago?" } else { "Saved: Left at" });
        } else if let Some((_, caution)) = CAUTIONS.iter().find(|(item, _)| *item == step.item) {
            day.sees_next(step.item);
            let item = day.checklist.item(day.checklist.find(step.item).expect("an item"));
            day.terminal.press(&keys(item, step));
            day.terminal.reads(caution);
        } else {
            day.answers(step);
        }
    }
    replies(&mut day.terminal, &[("everything is done: close the case", "e1")]);
    day.terminal.reads("the procedure was stopped; close the case as stopped, or reopen it");
    day.terminal.press("\re2");
    replies(&mut day.terminal, &[("CLOSE the case as stopped", &format!("{WHY}\r"))]);
    day.terminal.sees("Case closed: stopped");

    let by_keys = state(&ward, &code);
    assert_eq!((&by_keys["outcome"], &by_keys["stopped"]), (&"stopped".into(), &WHY.into()));
    for item in ["patient-ok", "final-syringe-check", "injected"] {
        assert_eq!(ward.status(&code, item), "not-done", "{item}");
    }
    assert_eq!(ward.status(&code, "motor-sensory-check"), "answered");
    let commands = Ward::new();
    assert_same_state(&by_keys, &state(&commands, &told_by_commands(&commands, &left)), "");
}
