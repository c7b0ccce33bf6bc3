//! A record is walked through again: what each screen says, who is named, and that nothing is written.

use crate::bench::keys::{drawn, lines};
use crate::bench::prelude::*;
use periop::app::{Key, Replay};
use std::time::Duration;

fn replay(case: &Case, anonymised: bool, speed: Option<f64>) -> Replay {
    let entries = if anonymised { anonymous(case.entries()) } else { case.entries().to_vec() };
    Replay::new(case, entries, speed, Text::from("teaching")).expect("a replay")
}

fn shown(replay: &Replay, size: (u16, u16)) -> String {
    lines(&drawn(&replay.app, Some(&replay.case), &replay.now(), size, false)).join("\n")
}

/// What stood after so many entries.
fn after(case: &Case, entries: usize) -> Case {
    let lines = &case.entries()[..entries];
    let mut before = Case::open(case.checklist().clone(), lines[0].clone()).expect("it opens");
    before.extend(lines[1..].to_vec());
    before
}

#[test]
fn each_step_shows_the_case_as_it_stood_and_bears_the_mark() {
    let mut desk = Desk::at("final-syringe-check");
    desk.act(NURSE, Act::Undo);
    let case = desk.case().clone();
    let mut replay = replay(&case, false, None);
    let last = case.entries().len();
    let check = |replay: &Replay, entries: usize| {
        assert!(replay.case.stands_like(&after(&case, entries)), "after {entries} entries");
        let screen = shown(replay, (80, 24));
        assert!(screen.contains(&format!("{entries}/{last}  ")), "{screen}");
        let rows: Vec<&str> = screen.lines().collect();
        assert!(rows[0].contains("REPLAY") && rows[rows.len() - 1].contains("REPLAY"), "{screen}");
        assert!(screen.contains("space on") && !screen.contains("decide about"), "{screen}");
    };
    check(&replay, 1);
    for (entries, key) in (2..=last).zip([Key::Char(' '), Key::Right].into_iter().cycle()) {
        assert!(!replay.press(key));
        check(&replay, entries);
    }
    replay.press(Key::Right);
    check(&replay, last);
    for (key, entries) in [(Key::Left, last - 1), (Key::Home, 1), (Key::Left, 1), (Key::End, last)] {
        replay.press(key);
        check(&replay, entries);
    }
    for size in [(40, 12), (23, 7), (200, 60)] {
        assert!(shown(&replay, size).contains("REPLAY"), "{size:?}: {}", shown(&replay, size));
    }
    // What would record does nothing at all.
    for key in "noxdsu12wt!/".chars() {
        assert!(!replay.press(Key::Char(key)));
        check(&replay, last);
    }
    assert!(replay.press(Key::Esc));
}

#[test]
fn who_recorded_it_is_a_letter_on_every_screen() {
    let mut desk = Desk::at("final-syringe-check");
    desk.act(CLINICIAN, Act::Note { item: None, text: Text::from("words stay") });
    desk.act(NURSE, Act::Escalate { item: "inr-today".parse().expect("an id"), told: Text::from("dk"), text: None });
    let mut replay = replay(&desk.case().clone(), true, None);
    let mut all = String::new();
    loop {
        let before = replay.case.entries().len();
        all += &shown(&replay, (200, 60));
        replay.press(Key::Right);
        if replay.case.entries().len() == before {
            break;
        }
    }
    for code in ["JR", "DK", "dk"] {
        let named = all.split(|c: char| !c.is_alphanumeric()).any(|word| word == code);
        assert!(!named, "{code} is named");
    }
    assert!(all.contains("A nurse") && all.contains("B clinician") && all.contains("words stay"), "{all}");
    assert!(all.contains("told B"), "who was told by their code is the same letter: {}", shown(&replay, (200, 60)));
}

#[test]
fn by_itself_it_goes_on_at_a_multiple_of_its_own_pace_and_never_waits_long() {
    let mut desk = Desk::new();
    for minutes in [0, 1, 60 * 24] {
        desk.minutes(minutes);
        desk.act(NURSE, Act::Note { item: None, text: Text::from("later") });
    }
    let case = desk.case().clone();
    let mut replay = replay(&case, false, Some(60.0));
    let mut waits = Vec::new();
    while let Some(wait) = replay.waits() {
        waits.push(wait.as_millis());
        replay.goes_on();
    }
    // At once is shown long enough to be read, a minute is a second, a day is cut short.
    assert_eq!(waits, [400, 1000, 3000]);
    replay.press(Key::Home);
    assert_eq!(replay.waits(), None, "a key takes it in hand");
    replay.press(Key::Char('p'));
    assert_eq!(replay.waits(), Some(Duration::from_millis(400)));
}

#[test]
fn at_a_terminal_nothing_is_written_and_a_closed_case_and_a_rehearsal_are_shown_too() {
    let (ward, code) = small_case();
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "patient is ill"]);
    let before = fs::read(ward.record(&code)).expect("the record");
    let mut terminal = Terminal::start(&ward, None, &["replay", &code], "0");
    terminal.sees("1/2  ");
    terminal.press(" ");
    let screen = terminal.sees("2/2  ");
    assert!(screen.contains("REPLAY") && screen.contains("closed"), "{screen}");
    terminal.press("q");
    terminal.until("it is given back", Terminal::is_given_back);
    assert!(fs::read(ward.record(&code)).expect("the record") == before);
    let mut terminal = Terminal::start(&ward, Some(TRAINEE), &["practice", "run", "recall", "--seed", "7"], "0");
    terminal.sees("no steps to be asked so");
    terminal.kill();
    let other = ["practice", "run", "recall", "--seed", "7", "--checklist", "spinal-injection"];
    let mut terminal = Terminal::start(&ward, Some(TRAINEE), &other, "0");
    terminal.sees("Name the next step");
    terminal.press("\t");
    terminal.sees("Prompt: ");
    terminal.press("\t");
    terminal.sees("MISSED");
    terminal.kill();
    let code = rehearsals(&ward).remove(0);
    let terminal = Terminal::start(&ward, None, &["replay", &code], "0");
    terminal.sees("REPLAY PRACTICE");
}

/// The codes of the rehearsals, once each is whole.
fn rehearsals(ward: &Ward) -> Vec<String> {
    let shown: Value = serde_json::from_str(&ward.fine(&["practice", "list", "--json"]).out).expect("JSON");
    shown.as_array().expect("a list").iter().map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn what_cannot_be_replayed_is_said() {
    let (ward, code) = small_case();
    let other = Code::from_random([1, 2, 3, 4, 5, 6, 7]).to_string();
    for (args, words) in [
        (vec!["replay", &other], "no case"),
        (vec!["replay", &code, "--speed", "0"], "0.1 to 1000"),
        (vec!["replay", &code, "--speed", "fast"], "0.1 to 1000"),
    ] {
        let said = ward.run(&args);
        assert!(said.code != 0 && said.err.contains(words), "{args:?}: {said:?}");
    }
}
