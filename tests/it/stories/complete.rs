//! A complete uncomplicated case, from its plan to the three-month review.

use super::{Day, assert_same_state, between, code_shown, quick_ward, replies, signs_in, state};
use crate::bench::prelude::*;
use crate::screens::{keys_of_the_day, shows_code};
use std::io::Write;

/// What a person presses on the day of a normal case, from saying who they are on. It must not rise; the design wants
/// 110.
const MOST_KEYS: usize = 150;

/// The follow-ups: the section, its title, and its items.
const FOLLOW_UPS: [(&str, &str, &str, &str); 4] = [
    ("call-48h", "Next-day call", "call-red-flags", "week-1-pain"),
    ("week-1", "One-week review", "week-1-pain", "month-1-pain"),
    ("month-1", "One-month review", "month-1-pain", "month-3-pain"),
    ("month-3", "Three-month review", "month-3-pain", ""),
];

/// The items of a follow-up.
fn items_of(from: &str, to: &str) -> &'static [Step] {
    if to.is_empty() {
        &WALK[WALK.iter().position(|step| step.item == from).expect("an item")..]
    } else {
        between(from, to)
    }
}

/// The items that a preset fills in.
const PRESET: [&str; 4] = ["choose-variant", "choose-imaging", "choose-contrast", "choose-antiseptic"];

/// Plans the case from the list, and gives its code as it is shown for the chart.
fn plans(terminal: &mut Terminal) -> String {
    replies(terminal, &[("No open cases", "p"), ("Which checklist?", "1")]);
    replies(terminal, &[("When does it begin?", "tomorrow 08:30\r"), ("In which room?", "Room 1\r")]);
    let code = code_shown(terminal);
    terminal.press("\r");
    terminal.sees("○ planned");
    code
}

/// The day itself; gives how many keys it took.
fn works_on_the_day(day: &mut Day, code: &str, left: &str) -> usize {
    day.press("\r");
    day.terminal.sees("START?");
    day.press("\r");
    shows_code(&mut day.terminal, code, "the case begins");
    day.count += 3;
    day.terminal.sees("Started: Spinal injection");
    day.press("p");
    day.terminal.sees("Fills in what seldom varies");
    day.press("1");
    day.terminal.sees("Filled in: Which procedure: interlaminar epidural");
    for step in between("choose-variant", "everyone-stops").iter().filter(|step| !PRESET.contains(&step.item)) {
        day.answers(step);
    }
    signs(day, "Pre-procedure");
    day.sees_next("everyone-stops");
    day.press(" ");
    shows_code(&mut day.terminal, code, "the procedure begins");
    day.count += 3;
    day.terminal.sees("Saved: Stop. Names and roles.");
    day.walks(between("say-patient", "recovery-timer"));
    signs(day, "Procedure");
    day.walks(between("recovery-timer", LAST_ON_THE_DAY));
    day.sees_next(LAST_ON_THE_DAY);
    // On the day itself space says that it is now; here the patient left months ago.
    day.terminal.press(&format!("{left}\r"));
    day.count += 1;
    day.terminal.sees("Saved: Left at");
    day.count
}

fn signs(day: &mut Day, phase: &str) {
    day.terminal.reads(&format!("{phase} is complete: s signs it off"));
    day.press("s");
    day.terminal.sees(&format!("SIGN OFF  {phase}"));
    day.press("\r");
    day.terminal.sees(&format!("{phase} signed off by JR nurse"));
}

/// Every follow-up is opened from the list, where it stands as late.
fn follows_up(day: &mut Day) {
    for (section, title, first, after) in FOLLOW_UPS {
        day.terminal.press("\x1b");
        day.terminal.wait(title, |screen| screen.contains("NEEDS YOU") && screen.contains(title));
        day.terminal.press("\r");
        day.terminal.wait("its page", |screen| screen.contains("ATTEMPTS") && screen.contains("none yet"));
        assert!(day.terminal.screen().contains(&title.to_uppercase()), "{}", day.terminal.screen());
        if section == "week-1" {
            day.terminal.press("2");
            replies(&mut day.terminal, &[("Anything to know about it?", "\r")]);
            day.terminal.sees("not reached, to be tried again");
        }
        day.terminal.press("1");
        day.terminal.wait("its items", |screen| !screen.contains("ATTEMPTS"));
        day.walks(items_of(first, after));
    }
    day.terminal.reads("Post-procedure is complete: s signs it off");
    day.terminal.press("s");
    replies(
        &mut day.terminal,
        &[
            ("SIGN OFF  Post-procedure", "\r"),
            ("Post-procedure signed off by JR nurse", "e"),
            ("How did it end?", "1"),
            ("Case closed: completed", "q"),
        ],
    );
    assert_eq!(day.terminal.ended(), 0);
}

/// The same by commands.
fn told_by_commands(ward: &Ward, left: &str) -> String {
    let code = ward.makes(&["new", "spinal-injection", "--planned", "tomorrow 08:30", "--room", "Room 1"]);
    ward.fine(&["start", &code]);
    ward.fine(&["preset", &code, "interlaminar"]);
    for step in WALK.iter().filter(|step| !PRESET.contains(&step.item)) {
        if let Some((section, ..)) = FOLLOW_UPS.iter().find(|follow_up| follow_up.2 == step.item) {
            if *section == "week-1" {
                ward.fine(&["attempt", &code, section, "retry"]);
            }
            ward.fine(&["attempt", &code, section, "reached"]);
        }
        match step.item {
            LAST_ON_THE_DAY => ward.fine(&["answer", &code, step.item, left]),
            _ => step.record(ward, &code),
        };
        for (last, phase) in
            [("positioned", "pre-procedure"), ("handover-given", "procedure"), ("month-3-prevention", "post-procedure")]
        {
            if step.item == last {
                ward.fine(&["sign", &code, phase]);
            }
        }
    }
    ward.fine(&["close", &code, "--outcome", "completed"]);
    code
}

#[test]
fn a_complete_case_from_its_plan_to_the_three_month_review() {
    let ward = quick_ward();
    // So long ago that every review is due.
    let left = hours_ago(24 * 100);
    let mut day = Day::new(Terminal::start(&ward, None, &[], "0"));
    day.count += signs_in(&mut day.terminal, "JR", "1", Some("DK\r2"));
    let code = plans(&mut day.terminal);
    let slip = ward.fine(&["slip", &code]).out;
    let spaced: Vec<String> = code.chars().map(String::from).collect();
    assert!(slip.contains(&spaced.join(" ")), "the slip bears the code that was shown: {slip}");
    let count = works_on_the_day(&mut day, &code, &left);
    // Past what the tests print: `cargo test` shows it by itself.
    writeln!(std::io::stderr(), "{count} keys on the day of a normal case, at most {MOST_KEYS}").expect("it is said");
    assert!(count <= MOST_KEYS, "{count} keys on the day");
    // What the page of the content tells for each item; a preset takes two keys for four items, and beside the
    // items there are who is there, the case on the list, its start with its code, the code at the start of the
    // procedure and two sign-offs.
    let items: usize = keys_of_the_day(&day.checklist).iter().flat_map(|(_, items)| items).map(|(_, keys)| keys).sum();
    assert_eq!(count, items - PRESET.len() + 2 + 9 + 1 + 1 + 3 + 3 + 4);
    follows_up(&mut day);

    let by_keys = state(&ward, &code);
    assert_eq!(by_keys["outcome"], "completed");
    assert_eq!(by_keys["phases"][2]["sections"][3]["attempts"].as_array().map(Vec::len), Some(2), "{by_keys}");
    for phase in 0..3 {
        assert_eq!(by_keys["phases"][phase]["sign_off"]["by"]["code"], "JR");
        assert_eq!(by_keys["phases"][phase]["sign_off"]["changed"].as_array().map(Vec::len), Some(0));
    }
    assert_same_state(&by_keys, &state(&ward, &told_by_commands(&ward, &left)), "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}
