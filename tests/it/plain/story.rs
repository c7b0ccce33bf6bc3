//! One day with everything in it, told on plain lines and by keys: both end in the same state.

use super::takes;
use crate::bench::prelude::*;
use crate::screens::keys;
use crate::stories::{assert_same_state, state};
use crate::walk::{NEEDLE_OUT, hours_ago};
use periop::app::Dialog;

const MISREAD: &str = "read off the wrong line";
const ASLEEP: &str = "the patient is asleep";
const STAYS: &str = "the ward keeps the patient";

fn words(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

fn starts_by_hand(step: &Step) -> bool {
    step.is_timer() && step.item != "recovery-timer"
}

/// What is said at an item: a wrong temperature is a stop and is corrected, the pain before is put off and comes back
/// before the procedure, a stop about the escort is overridden, the first call for the week's review reaches nobody.
fn lines_of(step: &Step, left: &str, last_two: &str) -> Vec<String> {
    let values = step.values.join(" ");
    match step.item {
        "vitals-temp" => words(&["39", "answer 36.8", MISREAD]),
        "baseline-pain" => vec![format!("defer {ASLEEP}")],
        "escort-confirmed" => words(&["4", "who DK clinician", &format!("override {STAYS}"), last_two, "who JR nurse"]),
        "everyone-stops" => words(&["answer 4", "sign", "yes", "done", last_two]),
        "post-vitals" => words(&["sign procedure", &values]),
        "week-1-pain" => words(&["attempt retry", "attempt reached", &values]),
        NEEDLE_OUT | LAST_ON_THE_DAY => words(&[left]),
        _ if starts_by_hand(step) => vec![format!("answer start --at {}", hours_ago(1)), "end".to_owned()],
        _ if step.second.is_some() => words(&["done", "DK clinician"]),
        _ if step.values.is_empty() => words(&["done"]),
        _ => vec![values],
    }
}

/// The keys for the same.
fn keys_at(desk: &Desk, step: &Step, left: &str) -> Vec<String> {
    let own = keys(desk.case().checklist().item(desk.ix(step.item)), step);
    match step.item {
        "vitals-temp" => words(&["39\r", "1", "36.8\r", &format!("{MISREAD}\r")]),
        "baseline-pain" => vec![format!("d{ASLEEP}\r")],
        "escort-confirmed" => words(&["4", "w", "DK\r2", "4", &format!("{STAYS}\r"), "w", "JR\r1"]),
        "everyone-stops" => words(&["4\r", "s\r", " "]),
        "post-vitals" => words(&["s\r", &own]),
        "week-1-pain" => words(&["v", "2\r", "1", &own]),
        NEEDLE_OUT | LAST_ON_THE_DAY => vec![format!("\r{left}\r")],
        _ => vec![own],
    }
}

/// Presses keys, and shows the code where it is asked for.
fn presses(desk: &mut Desk, keys: &str) {
    desk.press(keys);
    if matches!(desk.app.dialog, Some(Dialog::Code(_))) {
        let last_two = desk.code.last_two();
        desk.press(&last_two);
    }
}

fn told_by_keys() -> (Ward, String) {
    let mut desk = Desk::new();
    for step in WALK.iter() {
        if starts_by_hand(step) {
            desk.press(" ");
            desk.minutes(5);
        }
        for keys in keys_at(&desk, step, "2026-08-15T09:41:00Z") {
            presses(&mut desk, &keys);
        }
        assert!(
            desk.case().answer(desk.ix(step.item)).is_some()
                || step.item == "baseline-pain"
                || step.item == "escort-confirmed",
            "{}\n{}",
            step.item,
            desk.screen()
        );
    }
    for keys in ["s\r", "e1"] {
        presses(&mut desk, keys);
    }
    (std::mem::replace(&mut desk.ward, Ward::new()), desk.code.to_string())
}

#[test]
fn a_whole_day_on_plain_lines_and_by_keys_ends_in_the_same_state() {
    let ward = Ward::new();
    let code = ward.makes(&["new", "spinal-injection", "--label", "Bay 2"]);
    let left = hours_ago(24 * 100);
    let mut lines: Vec<String> = WALK.iter().flat_map(|step| lines_of(step, &left, &code[6..])).collect();
    lines.extend(words(&["sign", "yes", "close completed"]));
    let said = takes(&ward, &code, &lines).out;
    for told in [
        "STOP. Temperature? 39 °C, at most 37.9",
        "Now: put off: the patient is asleep",
        "Recorded: closed: completed.",
    ] {
        assert!(said.contains(told), "{told}\n{said}");
    }
    let (keyed, by_keys) = told_by_keys();
    let by_lines = state(&ward, &code);
    assert_eq!(by_lines["outcome"], "completed");
    assert_same_state(&state(&keyed, &by_keys), &by_lines, "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}
