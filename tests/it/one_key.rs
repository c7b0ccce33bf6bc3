//! What one key records: the present moment where it is asked for, and a named alternative.

use crate::bench::prelude::*;
use crate::bench::sheet::{SITE, check, choice, item, one_section, with};
use std::time::Duration;

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

fn named(id: &str, label: &str) -> Value {
    json!({ "id": id, "label": label })
}

/// Two values or a word instead, with `more` over it.
fn pressure(id: &str, more: Value) -> Value {
    let number = json!({ "type": "number", "unit": "mmHg", "min": 30, "max": 300, "decimals": 0 });
    let field = |id: &str| json!({ "id": id, "label": id, "answer": number });
    let instead = [named("in-chart", "in the chart, within limits"), named("unmeasurable", "cannot be measured")];
    let answer =
        json!({ "type": "fields", "fields": [field("systolic"), field("diastolic")], "alternatives": instead });
    with(item(id, "critical", json!({ "answer": answer })), more)
}

/// A number, two pressures, a question.
fn at_values(more: Value) -> Desk {
    let instead = [named("refused", "refused"), named("unmeasured", "cannot be measured"), named("unknown", "unknown")];
    let answer = json!({ "type": "number", "unit": "kg", "min": 0.5, "max": 300, "alternatives": instead });
    let weight = item("weight", "required", json!({ "answer": answer }));
    let items =
        vec![weight, pressure("first", more), pressure("second", json!({})), choice("on", "required", &["a", "b"])];
    Desk::of(&one_section(items).to_string(), None)
}

fn at(item: &str) -> Desk {
    let mut desk = at_values(json!({}));
    desk.go(item);
    desk
}

#[test]
fn a_sign_picks_a_named_alternative_in_one_key() {
    for (item, keys, said) in [
        ("first", "=", "in the chart, within limits"),
        ("first", "-", "cannot be measured"),
        ("first", "\r=", "in the chart, within limits"),
        ("first", "\r-", "cannot be measured"),
        ("first", "=-", "in the chart, within limits"),
        ("weight", "=", "refused"),
        ("weight", "\r=", "refused"),
        ("weight", "999\r=", "refused"),
        // To a number it is a minus, and what was typed already is no place for a sign.
        ("weight", "-5\r", "open"),
        ("weight", "8=\r", "open"),
        ("first", "12-\r", "open"),
        ("first", "120\r-\r", "open"),
        // The words as they were, and their beginning where it is one word's alone.
        ("first", "\rin-chart\r", "in the chart, within limits"),
        ("first", "\run\r", "cannot be measured"),
        ("weight", "r\r", "refused"),
        ("weight", "unm\r", "cannot be measured"),
        ("weight", "un\r", "open"),
        ("weight", "8\r", "8 kg"),
    ] {
        let mut desk = at(item);
        desk.press(keys);
        assert_eq!(desk.said(item), said, "{item} {keys:?} {}", desk.screen());
    }
}

#[test]
fn the_signs_stand_at_the_item_in_words_as_room_allows() {
    for (item, size, words) in [
        ("first", (100, 24), "= in the chart, within limits  - cannot be measured"),
        ("first", (80, 24), "= in the chart, within limits  - unmeasurable"),
        ("first", (40, 12), "= in-chart  - unmeasurable"),
        ("weight", (80, 24), "0.5 to 300 kg  = refused  or unmeasured"),
        ("weight", (40, 12), "0.5 to 300 kg  = refused"),
    ] {
        let mut desk = at(item);
        let shown = |desk: &Desk| desk.shown(size).matches(words).count();
        let before = shown(&desk);
        assert!(before > 0, "{}", desk.shown(size));
        desk.press("\r");
        assert_eq!(shown(&desk), before, "while nothing is typed {}", desk.shown(size));
        desk.press("1");
        assert_eq!(shown(&desk), before - 1, "a sign would be typed {}", desk.shown(size));
    }
}

/// What the site's unset names take away has no sign, and stands nowhere.
#[test]
fn an_alternative_that_is_not_offered_has_no_sign() {
    let mut desk = Desk::of(SITE, None);
    for (item, words) in [("thinner-told", ""), ("temperature", "36.8"), ("thinners", "none")] {
        let answer = read(&desk.case().checklist().item(desk.ix(item)).answer, &[words], &desk.time.now).unwrap();
        let item = item.parse().unwrap();
        desk.act(NURSE, Act::Answer { item, answer, second: None, reason: None, again: false, carried: None });
    }
    desk.opens();
    desk.go("vitals");
    assert!(desk.screen().contains("= cannot be measured") && !desk.screen().contains("chart"), "{}", desk.screen());
    // Nothing typed is the beginning of no word, though only one is left.
    desk.press("\r\r\x1b-\x1b");
    assert_eq!(desk.said("vitals"), "open", "{}", desk.screen());
    desk.press("=");
    assert_eq!(desk.said("vitals"), "cannot be measured", "{}", desk.screen());
}

#[test]
fn what_a_sign_picks_is_an_answer_like_any_other() {
    let mut desk = at("first");
    desk.press("120 70\r");
    desk.go("first");
    desk.press("=");
    assert_eq!(desk.said("first"), "systolic 120 mmHg, diastolic 70 mmHg");
    desk.press("read in the chart\r");
    assert_eq!(desk.said("first"), "in the chart, within limits", "{}", desk.screen());
    desk.go("first");
    desk.press("a-");
    assert_eq!(desk.case().readings(desk.ix("first")).len(), 2, "{}", desk.screen());
    let mut desk = at_values(json!({ "two_person": true }));
    desk.go("first");
    desk.press("=");
    assert_eq!(desk.said("first"), "open");
    desk.press("DK\r2");
    assert_eq!(desk.said("first"), "in the chart, within limits", "{}", desk.screen());
    let when = json!({ "item": "first", "is": ["unmeasurable"] });
    let mut desk = at_values(json!({ "stops": [{ "when": when, "say": "Call.", "override": "clinician" }] }));
    desk.go("first");
    desk.press("-");
    assert!(desk.screen().contains("STOP") && desk.screen().contains("Call."), "{}", desk.screen());
}

/// It was not meant for what comes next.
#[test]
fn what_is_typed_on_after_a_sign_answers_nothing() {
    for (item, next, keys) in [
        ("second", "on", "=1"),
        ("second", "on", "-120/70\r"),
        ("second", "on", "=\r"),
        ("first", "second", "=="),
        ("first", "second", "--"),
        ("first", "second", "\r--"),
        ("weight", "first", "=="),
    ] {
        let mut desk = at(item);
        let entries = desk.case().entries().len();
        desk.after(Duration::from_millis(100), keys);
        desk.rests();
        assert_eq!(desk.case().entries().len(), entries + 1, "{item} {keys:?} {}", desk.screen());
        assert_eq!(desk.said(next), "open", "{item} {keys:?} {}", desk.screen());
        desk.go("on");
        desk.press("1");
        assert_eq!(desk.said("on"), "a", "at leisure it is a key again");
    }
    // Hands that have rested mean it.
    let mut desk = at("second");
    desk.after(Duration::from_millis(800), "=1");
    assert_eq!(desk.said("on"), "a");
}

/// The label of a blood bag begins with one of the signs.
#[test]
fn a_scan_that_begins_with_a_sign_picks_nothing() {
    for (item, before) in [("first", ""), ("first", "\r"), ("weight", ""), ("weight", "\r")] {
        let mut desk = at(item);
        desk.press(before);
        let entries = desk.case().entries().len();
        desk.scans("=A99991412345600\r");
        assert_eq!(desk.case().entries().len(), entries, "{item} {before:?} {}", desk.screen());
        assert!(desk.notice().contains("too fast for a hand"), "{}", desk.notice());
    }
}
