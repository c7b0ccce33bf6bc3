//! The idle lock: what it hides, what it keeps, whom it asks, and when it does not come.

use crate::bench::keys::Desk;
use crate::ward::NURSE;
use periop::app::Screen;
use periop::config::{Config, Said, Setup};
use periop::domain::case::Act;
use std::time::Duration;

/// Nobody presses a key for so long.
fn idle(desk: &mut Desk, minutes: u64) {
    desk.waits(Duration::from_mins(minutes));
    desk.look();
}

fn is_locked(desk: &Desk) -> bool {
    matches!(desk.app.screen, Screen::Locked(_))
}

#[test]
fn after_five_minutes_without_a_key_the_screen_is_a_card_without_case_data() {
    let mut desk = Desk::at("vitals-temp");
    desk.press("!2c\x1b36.");
    idle(&mut desk, 4);
    assert!(!is_locked(&desk));
    idle(&mut desk, 1);
    assert!(is_locked(&desk));
    desk.elsewhere(Act::Note { item: None, text: periop::domain::Text::from("seen") });
    // Not beneath what is opened over it either.
    for keys in ["", "x", "\x1b!", "2"] {
        desk.press(keys);
        let screen = desk.screen();
        for hidden in ["Bay 2", &desk.code.masked()[..6], "36.", "seen", "09:41 called", "JR"] {
            let is_known = hidden == "JR" && keys == "x";
            assert!(is_known || !screen.contains(hidden), "{keys:?} shows {hidden}\n{screen}");
        }
    }
}

#[test]
fn whoever_was_there_comes_back_to_what_they_left_and_somebody_else_to_no_half_typed_words() {
    for (keys, who, comes_back) in
        [("36.", "JR\r1", true), ("36.", "DK\r2", false), ("cseen twi", "JR\r1", true), ("cseen twi", "DK\r2", false)]
    {
        let mut desk = Desk::at("vitals-temp");
        desk.press(keys);
        let (before, cursor) = (desk.screen(), desk.cursor());
        idle(&mut desk, 5);
        // That key is no letter of the answer; esc goes back to the lock card.
        desk.press("J\x1b");
        assert!(desk.screen().contains("locked since 09:41"), "{}", desk.screen());
        desk.press("J");
        desk.press(who);
        assert_eq!(desk.cursor(), cursor);
        let typed = if keys == "36." { "36." } else { "seen twi" };
        assert_eq!(desk.screen().contains(typed), comes_back, "{keys} {who}\n{}", desk.screen());
        desk.app.shell.notice = None;
        if comes_back {
            assert_eq!(desk.screen(), before, "{keys}");
        }
    }
}

#[test]
fn the_code_is_asked_as_after_any_absence() {
    for (away, who, asks) in [(6, "JR\r1", false), (11, "JR\r1", true), (6, "DK\r2", true)] {
        let mut desk = Desk::at("two-identifiers");
        idle(&mut desk, 5);
        desk.minutes(away);
        desk.press("x");
        desk.press(who);
        desk.press(" ");
        assert_eq!(desk.screen().contains("THE RIGHT CASE?"), asks, "{away} {who}\n{}", desk.screen());
    }
}

#[test]
fn from_the_time_out_to_the_sign_out_nothing_locks() {
    let next = |desk: &Desk, item: &str| desk.case().next(&desk.time.now).item(desk.case()) == Some(desk.ix(item));
    for (item, begun) in [
        ("emergency-kit-ready", false),
        ("positioned", false),
        ("everyone-stops", false),
        ("skin-numbed", true),
        ("injected", true),
    ] {
        let mut desk = Desk::at(item);
        assert!(next(&desk, item));
        idle(&mut desk, 60);
        assert_eq!(is_locked(&desk), !begun, "{item}");
    }
    let mut desk = Desk::at("injected");
    desk.act(NURSE, Act::Stop { reason: periop::domain::Text::from("the patient faints") });
    idle(&mut desk, 5);
    assert!(is_locked(&desk), "stopped");
    let mut desk = Desk::at("post-vitals");
    idle(&mut desk, 5);
    assert!(is_locked(&desk), "the procedure is over");
}

#[test]
fn in_theatre_it_comes_later_and_never_where_that_was_said() {
    let mut desk = Desk::new();
    desk.press("t");
    idle(&mut desk, 19);
    assert!(!is_locked(&desk));
    idle(&mut desk, 1);
    assert!(is_locked(&desk));
    let minutes = |minutes: Option<u64>| minutes.map(Duration::from_mins);
    for (lock_after, in_theatre, wanted) in [
        (None, None, [Some(5), Some(20)]),
        (Some(30), None, [Some(30), Some(30)]),
        (Some(0), None, [None, None]),
        (None, Some(0), [Some(5), None]),
        (None, Some(2), [Some(5), Some(2)]),
    ] {
        let (lock_after, lock_after_theatre) = (minutes(lock_after), minutes(in_theatre));
        let setup = Setup::new(Said::default(), &Config { lock_after, lock_after_theatre, ..Config::default() });
        assert_eq!([setup.lock_after, setup.lock_after_theatre], wanted.map(minutes), "{lock_after:?} {in_theatre:?}");
    }
}

#[test]
fn it_comes_when_it_was_set_to_and_never_over_a_card_or_a_save() {
    let mut desk = Desk::new();
    desk.lock_after = None;
    idle(&mut desk, 600);
    assert!(!is_locked(&desk));
    desk.lock_after = Some(Duration::from_mins(1));
    desk.press("!2");
    idle(&mut desk, 600);
    assert!(!is_locked(&desk), "a card is read");
    desk.press("\x1b");
    idle(&mut desk, 1);
    assert!(is_locked(&desk));
    // A key that came with the lock is not lost for the next: it asks who is there.
    desk.press("q");
    assert!(desk.screen().contains("WHO is at the keyboard?") && !desk.quits, "{}", desk.screen());
    desk.press("\x03");
    assert!(desk.quits);
    assert!(desk.stored().case.hold().is_none(), "nobody left it by name");
}

#[test]
fn timers_go_on_and_ring_on_the_lock_card() {
    let mut desk = Desk::at("recovery-timer");
    desk.act(NURSE, Act::StartTimer { item: "recovery-timer".parse().expect("an id") });
    desk.opens();
    idle(&mut desk, 5);
    assert!(desk.screen().contains("30:00"), "{}", desk.screen());
    desk.minutes(31);
    assert!(desk.look() && desk.rings);
    assert!(desk.screen().contains("Recovery watch timed: ENDED"), "{}", desk.screen());
}

#[test]
fn behind_the_lock_card_whoever_was_there_has_the_first_number() {
    let mut desk = Desk::at("vitals-temp");
    desk.press("wJR\r1");
    desk.press("mDK\r2\r");
    idle(&mut desk, 5);
    desk.press("x");
    let people: Vec<String> =
        desk.screen().lines().filter(|row| row.contains("this number")).map(str::to_owned).collect();
    assert!(people[0].contains("1  JR nurse") && people[1].contains("2  DK clinician"), "{people:?}");
    desk.press("1\r");
    assert_eq!(
        desk.app.shell.operator.as_ref().map(ToString::to_string).as_deref(),
        Some(NURSE.replace(':', " ").as_str())
    );
}

/// Keys that were pressed in practice are keys: the cases outside were not left alone.
#[test]
fn who_comes_back_from_practice_is_not_locked_out() {
    let mut desk = Desk::new();
    desk.waits(Duration::from_mins(30));
    desk.is_back();
    idle(&mut desk, 4);
    assert!(!is_locked(&desk));
    idle(&mut desk, 1);
    assert!(is_locked(&desk));
}
