//! Hands at the keys: quick ones lose nothing, and a key that is held down or bounces counts once. Time is the test's
//! own.

use crate::bench::keys::Desk;
use crate::bench::sheet::{check, choice, item, one_section, phase, section, sheet};
use periop::domain::Answer;
use periop::domain::case::{Act, Status};
use periop::tui::Time;
use proptest::prelude::*;
use serde_json::json;
use std::time::Duration;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A case of many items, each of which a key answers at once.
fn desk_of(key: char) -> Desk {
    let one = |n: usize| match key {
        ' ' => check(&format!("i{n}"), "routine"),
        _ => choice(&format!("i{n}"), "routine", &["a", "b"]),
    };
    let sections =
        (0..7).map(|s| section(&format!("s{s}"), "read-do", json!({}), (9 * s..9 * s + 9).map(one).collect()));
    Desk::of(&sheet(vec![phase("pre-procedure", sections.collect())]).to_string(), None)
}

fn answered(desk: &Desk) -> usize {
    let case = desk.case();
    case.checklist().item_ixs().filter(|ix| matches!(case.status(*ix), Status::Answered(..))).count()
}

/// Presses the key after each of these pauses, then nothing for a while; how many items it answered.
fn answers(desk: &mut Desk, key: char, pauses: &[u64]) -> usize {
    let before = answered(desk);
    for pause in pauses {
        desk.after(ms(*pause), &key.to_string());
    }
    desk.rests();
    answered(desk) - before
}

/// A key held down for two seconds on a keyboard that begins to repeat after so long, and then so often.
fn held(begins: u64, every: u64) -> Vec<u64> {
    let times = usize::try_from((2000 - begins) / every).expect("a count");
    [1000, begins].into_iter().chain(std::iter::repeat_n(every, times)).collect()
}

#[test]
fn quick_hands_lose_nothing_and_a_held_or_bouncing_key_counts_once() {
    for (what, pauses, counts) in [
        ("three at a quarter of a second", vec![1000, 250, 250], 3),
        ("three of a hurried hand", vec![1000, 140, 140], 3),
        ("three, not quite so quick", vec![1000, 690, 690], 3),
        ("a key that bounces", vec![1000, 8, 4, 20], 1),
        ("held down", held(500, 33), 1),
        ("held down on a keyboard that soon repeats", held(200, 15), 1),
        ("held down on one that repeats late and seldom", held(690, 110), 1),
        ("held down over a line that pauses", [held(500, 33), vec![300, 33, 33, 250, 33, 33]].concat(), 1),
        ("held down twice", [held(500, 33), held(250, 33)].concat(), 2),
        ("ticked twice and then held down", [vec![1000, 250], held(500, 33)].concat(), 3),
    ] {
        for key in [' ', '1'] {
            assert_eq!(answers(&mut desk_of(key), key, &pauses), counts, "{what}: {key:?} after {pauses:?}");
        }
    }
}

#[derive(Debug, Clone)]
enum Gesture {
    Quick(Vec<u64>),
    Held(u64, u64),
    Bounces(Vec<u64>),
}

fn gesture() -> impl Strategy<Value = Gesture> {
    prop_oneof![
        prop::collection::vec(125_u64..1500, 0..4).prop_map(Gesture::Quick),
        (200_u64..690, 10_u64..118).prop_map(|(begins, every)| Gesture::Held(begins, every)),
        prop::collection::vec(1_u64..40, 1..5).prop_map(Gesture::Bounces),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn each_press_of_a_hand_counts_once(gestures in prop::collection::vec(gesture(), 1..10), key in prop::sample::select(vec![' ', '1'])) {
        let mut desk = desk_of(key);
        for gesture in gestures {
            // Since it was written, for which a digit waits a moment.
            let rested = |more: &[u64]| [&[731], more].concat();
            let (pauses, counts) = match &gesture {
                Gesture::Quick(more) => (rested(more), 1 + more.len()),
                Gesture::Held(begins, every) => (held(*begins, *every), 1),
                Gesture::Bounces(more) => (rested(more), 1),
            };
            prop_assert_eq!(answers(&mut desk, key, &pauses), counts, "{:?}", gesture);
        }
    }
}

#[test]
fn a_key_in_doubt_is_shown_as_nothing_until_it_counts() {
    let mut desk = desk_of(' ');
    desk.press(" ");
    assert_eq!(desk.after(ms(250), " "), []);
    assert_eq!((answered(&desk), desk.screen().matches('✓').count()), (1, 1), "{}", desk.screen());
    assert_eq!(desk.rests().len(), 1);
    assert_eq!(answered(&desk), 2);
}

#[test]
fn whatever_else_is_pressed_comes_after_the_key_that_was_held_back() {
    // Moved on, left, undone and quit: the second tick was pressed before.
    for (key, counts) in [("j", 2), ("\x1b", 2), ("u", 1), ("q", 2), ("c", 2), ("\x03", 2)] {
        let mut desk = desk_of(' ');
        desk.press(" ");
        desk.after(ms(250), " ");
        desk.after(ms(40), key);
        let stored = desk.stored().case;
        let ticked = stored.checklist().item_ixs().filter(|ix| matches!(stored.status(*ix), Status::Answered(..)));
        assert_eq!(ticked.count(), counts, "{key:?}");
    }
}

#[test]
fn a_key_in_doubt_answers_nothing_that_changed_meanwhile() {
    let mut desk = desk_of('1');
    desk.press("1");
    desk.after(ms(250), "1");
    let (item, answer) = ("i1".parse().expect("an id"), Answer::Choice(vec!["b".parse().expect("an id")]));
    desk.elsewhere(Act::Answer { item, answer, second: None, reason: None, again: false, carried: None });
    desk.rests();
    assert!(desk.notice().contains("1 was not taken: what it was pressed for had changed"), "{}", desk.notice());
    assert!(desk.notice().contains("DK clinician recorded"), "{}", desk.notice());
    assert_eq!((desk.said("i1").as_str(), answered(&desk)), ("b", 2));
    // What changed elsewhere is no reason to lose it.
    desk.go("i5");
    desk.press("1");
    desk.after(ms(250), "1");
    let (item, answer) = ("i9".parse().expect("an id"), Answer::Choice(vec!["b".parse().expect("an id")]));
    desk.elsewhere(Act::Answer { item, answer, second: None, reason: None, again: false, carried: None });
    desk.rests();
    assert_eq!(desk.said("i6"), "a");
}

#[test]
fn what_is_taken_back_or_proposed_in_a_hurry_is_not_lost_either() {
    let mut desk = desk_of(' ');
    desk.press("   ");
    desk.press("u");
    desk.after(ms(250), "uu");
    desk.rests();
    assert_eq!(answered(&desk), 0);
    desk.press("r");
    desk.after(ms(250), "r");
    desk.rests();
    assert_eq!(answered(&desk), 2);
    // The first enter proposes the time, the second one takes it.
    let time = item("left", "routine", json!({ "answer": { "type": "time", "points": "now" } }));
    let mut desk = Desk::of(&one_section(vec![time, check("after", "routine")]).to_string(), None);
    desk.press("\r");
    desk.after(ms(250), "\r");
    desk.rests();
    assert_eq!(answered(&desk), 1, "{}", desk.screen());
}

#[test]
fn a_slow_disk_loses_no_tick_that_was_not_pressed_blindly() {
    let mut desk = desk_of(' ');
    desk.time.write.set(ms(130));
    desk.press(" ");
    desk.after(ms(120), " ");
    desk.rests();
    assert_eq!(answered(&desk), 2);
    // Nothing moved for a second: whoever presses again has not seen that it was saved.
    desk.time.write.set(ms(1000));
    desk.press(" ");
    let pressed_at = desk.time.elapsed().saturating_sub(ms(600));
    desk.takes(periop::app::Key::Char(' '), pressed_at);
    desk.rests();
    assert_eq!((answered(&desk), desk.notice().contains("it counts once")), (3, true), "{}", desk.notice());
}

#[test]
fn where_the_terminal_tells_repeats_each_press_counts_at_once() {
    let mut desk = desk_of(' ');
    desk.app.repeats_are_told();
    desk.press(" ");
    assert_eq!(desk.after(ms(250), "  ").len(), 2);
    assert_eq!(desk.after(ms(8), " ").len(), 0, "it bounced");
    assert_eq!(answered(&desk), 3);
}
