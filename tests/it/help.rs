//! Help: the keys that hold here come first, any other is found by its words, and what it stood over comes back.

use crate::bench::prelude::*;
use periop::app::Dialog;

/// A case with a fever, at its stop.
fn at_a_stop() -> Desk {
    let mut desk = Desk::at("vitals-temp");
    desk.press("38.4\r");
    assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))));
    desk
}

#[test]
fn the_keys_that_hold_here_come_first_and_esc_gives_back_what_stood_here() {
    let on_the_list = || {
        let mut desk = Desk::new();
        desk.press("\x1b");
        desk
    };
    let follow_up = || {
        let mut desk = Desk::at("vitals-temp");
        desk.press("v");
        desk
    };
    let in_a_case = || Desk::at("vitals-temp");
    let cases: [(&dyn Fn() -> Desk, &str, &str); 4] = [
        (&on_the_list, "KEYS on the worklist", "open a new case that begins now"),
        (&in_a_case, "KEYS in a case", "tick a check"),
        (&at_a_stop, "KEYS at a stop", " IN A CASE"),
        (&follow_up, "KEYS on the page of a follow-up, and of a case in short", "record a contact"),
    ];
    for (made, title, first) in cases {
        let mut desk = made();
        let before = desk.screen();
        desk.press("?");
        let rows: Vec<String> = desk.screen().lines().map(str::to_owned).collect();
        assert!(rows[0].contains(title), "{rows:?}");
        assert!(desk.screen().contains(first), "{title}: {}", desk.screen());
        desk.press("\x1b");
        assert_eq!(desk.screen(), before, "{title}");
        // The key that brought it takes it away as well.
        desk.press("??");
        assert_eq!(desk.screen(), before, "{title}");
    }
}

#[test]
fn any_key_is_found_by_its_words_and_esc_shows_all_again() {
    let mut desk = Desk::at("vitals-temp");
    desk.press("?");
    let all = desk.screen();
    for (words, found, not) in [
        ("defer", "put off to the next phase", "tick a check"),
        // By the name under which a configuration gives it keys.
        ("override", "go on in spite of a stop", "put off"),
        // On another screen, under its name.
        ("the case cancelled", "ON THE WORKLIST", "put off"),
        ("NEEDLE moved", "AT A STOP", "put off"),
        // The sign of a key.
        ("F2", "show the crisis cards", "put off"),
        // In the words of whoever looks for it.
        ("mistake", "take back your own last entry", "put off"),
        ("delete", "take back your own last entry", "put off"),
        ("exit", "leave the program", "put off"),
        ("lock", "ON A LOCKED SCREEN", "put off"),
        ("zzz", "no key has these words; esc shows all", "put off"),
    ] {
        desk.press(words);
        let shown = desk.screen();
        assert!(shown.contains(found) && !shown.contains(not), "{words}: {shown}");
        assert!(!shown.contains("scroll"), "nothing does: {shown}");
        desk.press("\x1b");
        assert_eq!(desk.screen(), all);
    }
    assert_eq!(desk.case().entries().len(), Desk::at("vitals-temp").case().entries().len(), "no letter was a key");
}

#[test]
fn a_stop_that_was_decided_about_meanwhile_is_not_given_back() {
    let mut desk = at_a_stop();
    desk.press("?");
    let item = "vitals-temp".parse().unwrap();
    let answer = read(&desk.case().checklist().item(desk.ix("vitals-temp")).answer, &["36.8"], &desk.time.now).unwrap();
    desk.elsewhere(Act::Answer { item, answer, second: None, reason: None, again: true, carried: None });
    desk.press("\x1b");
    assert!(desk.app.dialog.is_none(), "{}", desk.screen());
}
