//! What one key records: the present moment where it is asked for, and a named alternative.

use crate::bench::prelude::*;
use crate::bench::sheet::{check, item, one_section};

/// A check, then a time that is asked for as it comes.
fn at_time() -> Desk {
    let out = item("out", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let ate = item("ate", "required", json!({ "answer": { "type": "time", "points": "past" } }));
    let mut desk = Desk::of(&one_section(vec![check("done", "required"), out, ate]).to_string(), None);
    desk.go("out");
    desk
}

#[test]
fn space_records_the_present_moment_where_it_is_asked_for() {
    let mut desk = at_time();
    for size in [(80, 24), (40, 12)] {
        assert!(desk.shown(size).lines().last().unwrap().contains("space now"), "{}", desk.shown(size));
    }
    assert_eq!(desk.press(" ").len(), 1);
    assert_eq!(desk.said("out"), "09:41");
    // Answered, it is corrected as ever: what is proposed is typed over.
    desk.go("out");
    desk.minutes(5);
    desk.press(" 9:40\rmisread\r");
    assert_eq!(desk.said("out"), "09:40", "{}", desk.screen());
    desk.go("ate");
    desk.press(" ");
    assert!(desk.entry().is_some(), "what is past is typed");
}

#[test]
fn enter_and_letters_type_a_time_as_before() {
    for (keys, said) in [("\r\r", "09:41"), ("9:30\r", "09:30"), ("now\r", "09:41"), ("\r9:31\r", "09:31")] {
        let mut desk = at_time();
        desk.press(keys);
        assert_eq!(desk.said("out"), said, "{keys:?}");
    }
}

/// Two things happened at half past nine: what was said with `l` holds for the one that is recorded next.
#[test]
fn space_records_the_time_that_was_said() {
    let mut desk = at_time();
    desk.go("done");
    desk.press("l9:30\r");
    desk.go("out");
    assert!(desk.screen().contains("space the time said"), "{}", desk.screen());
    desk.press(" ");
    assert_eq!(desk.said("out"), "09:30");
}
