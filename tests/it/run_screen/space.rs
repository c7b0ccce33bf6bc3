//! The space bar: held down it ticks one item, and it never answers a choice nor decides about a stop.

use crate::bench::keys::Desk;
use crate::screens::next_is;
use crate::terminal::Terminal;
use crate::walk::{WALK, walked_to};
use crate::ward::{NURSE, Ward};
use periop::app::{Dialog, Screen};
use periop::domain::case::Act;
use periop::domain::checklist::{AnswerType, ItemIx};
use periop::domain::{Answer, Text};
use std::time::Duration;

/// How often a keyboard repeats a key that is held down.
const REPEAT: Duration = Duration::from_millis(33);

#[test]
fn a_space_held_down_for_two_seconds_ticks_one_item() {
    let ward = Ward::new();
    let code = walked_to(&ward, "say-patient");
    let before = ward.show_json(&code)["entries"].as_u64().expect("a count");
    // Nothing sets another time than the program's own.
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "");
    terminal.wait("the time-out", |screen| next_is(screen, "Patient or band"));
    for _ in 0..2000 / REPEAT.as_millis() {
        terminal.press(" ");
        // A finger on a key: what is waited for is time itself.
        std::thread::sleep(REPEAT);
    }
    terminal.sees("same key again too soon");
    let after = ward.show_json(&code)["entries"].as_u64().expect("a count");
    assert_eq!(after, before + 1, "one tick");
    assert_eq!(ward.status(&code, "say-patient"), "answered");
    assert_eq!(ward.status(&code, "say-procedure-side-level"), "open");
}

#[test]
fn a_slow_disk_does_not_let_a_held_key_tick_again() {
    let mut desk = Desk::at("say-patient");
    // The write takes a second, in which the keyboard goes on repeating.
    desk.time.write.set(Duration::from_secs(1));
    assert_eq!(desk.press(" ").len(), 1);
    for _ in 0..20 {
        assert!(desk.after(REPEAT, " ").is_empty(), "{}", desk.shown((80, 24)));
    }
    // Let go and pressed again, it ticks.
    assert_eq!(desk.after(Duration::from_millis(701), " ").len(), 1);
}

/// Puts the cursor on an item, with nothing typed.
fn stands_on(desk: &mut Desk, ix: ItemIx) {
    desk.app.dialog = None;
    if let Screen::Run(run) = &mut desk.app.screen {
        (run.cursor, run.entry, run.again, run.correcting) = (ix, None, None, None);
    }
}

#[test]
fn space_answers_no_choice_of_the_whole_content() {
    let mut choices = 0;
    let mut desk = Desk::new();
    for item in WALK.iter() {
        // Every item of the content, as it stands at each point of a day: open, pending, answered, closed off.
        for ix in desk.case().checklist().item_ixs() {
            stands_on(&mut desk, ix);
            if matches!(desk.case().checklist().item(ix).answer, AnswerType::Choice { .. }) {
                choices += 1;
                assert_eq!(desk.press("   "), [], "{}", desk.case().checklist().item(ix).id);
                let Screen::Run(run) = &desk.app.screen else { panic!("the run screen") };
                assert!(run.entry.is_none() && desk.app.dialog.is_none(), "it begins nothing either");
            }
        }
        desk.step(item);
    }
    assert!(choices > 1000, "{choices} choices were met");
}

/// Each option with a stop of its own, "not right" at each critical check, and a fever.
fn stopping(desk: &Desk, ix: ItemIx) -> Vec<Answer> {
    let item = desk.case().checklist().item(ix);
    let is_choice = matches!(item.answer, AnswerType::Choice { .. });
    let options = item.answer.options().iter().filter(|option| is_choice && item.stops_alone(ix, &option.id));
    let mut answers: Vec<Answer> = options.map(|option| Answer::Choice(vec![option.id.clone()])).collect();
    if item.answer.is_check() {
        answers.push(Answer::NotRight(Text::from("torn")));
    }
    if item.id.as_str() == "vitals-temp" {
        answers.push(Answer::Number { value: "38.4".parse().expect("a number"), unit: Text::from("°C") });
    }
    answers
}

#[test]
fn space_decides_about_no_stop_of_the_whole_content() {
    let mut stops = 0;
    let mut desk = Desk::new();
    for step in WALK.iter() {
        let ix = desk.ix(step.item);
        for answer in stopping(&desk, ix) {
            desk.tries(|desk| {
                let item = desk.case().checklist().item(ix).id.clone();
                desk.act(NURSE, Act::Answer { item, answer, second: None, reason: None, again: false, carried: None });
                if desk.case().stops(ix).is_empty() {
                    return;
                }
                stops += 1;
                stands_on(desk, ix);
                assert_eq!(desk.press("   "), [], "at the item: {}", step.item);
                // On a value it began to type: nothing more.
                stands_on(desk, ix);
                desk.press("\r");
                assert!(matches!(desk.app.dialog, Some(Dialog::Stop(on)) if on == ix), "{}", step.item);
                assert_eq!(desk.press("   "), [], "on its panel: {}", step.item);
                assert!(matches!(desk.app.dialog, Some(Dialog::Stop(on)) if on == ix), "{}", step.item);
            });
        }
        desk.step(step);
    }
    assert!(stops > 40, "{stops} stops were met");
}
