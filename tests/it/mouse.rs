//! The mouse does what keys do, where the screen says so, and nothing sooner.

use crate::bench::prelude::*;
use periop::app::{Screen, Targets};
use periop::config::Config;
use periop::tui::{Decoder, Event, Mouse, Silences, Time};
use std::time::Duration;

const SOON: Duration = Duration::from_millis(200);
const LATER: Duration = Duration::from_secs(1);

/// A desk at an item, where the mouse works.
fn at(item: &str) -> Desk {
    let mut desk = Desk::at(item);
    desk.app.shell.mouse = Some(Targets::default());
    desk
}

/// Clicks on the words that stand on the screen, so long after what was done before.
fn clicks(desk: &mut Desk, pause: Duration, words: &str) {
    let rows = lines_of(desk);
    let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(words)).unwrap_or_else(|| {
        panic!("{words:?} stands nowhere\n{}", rows.join("\n"));
    });
    let x = row[..row.find(words).expect("it is there")].chars().count();
    clicks_at(desk, pause, cell(x, y));
}

fn cell(x: usize, y: usize) -> (u16, u16) {
    (x.try_into().expect("a column"), y.try_into().expect("a row"))
}

fn lines_of(desk: &mut Desk) -> Vec<String> {
    let shown = crate::bench::keys::lines(&desk.drawn((80, 24), false));
    desk.was_drawn();
    shown
}

fn clicks_at(desk: &mut Desk, pause: Duration, (x, y): (u16, u16)) {
    lines_of(desk);
    desk.waits(pause);
    let now = desk.time.elapsed();
    desk.mouse(Mouse::Click(x, y), now);
    desk.rests();
}

fn entries(desk: &Desk) -> usize {
    desk.case().entries().len()
}

#[test]
fn a_click_moves_ticks_and_chooses_as_keys_do() {
    let mut desk = at("two-identifiers");
    let before = entries(&desk);
    clicks(&mut desk, LATER, "Adult to take");
    assert_eq!((desk.cursor(), entries(&desk)), (desk.ix("escort-confirmed"), before));
    clicks(&mut desk, LATER, "Name and birth date");
    clicks(&mut desk, LATER, "space done");
    assert_eq!((desk.said("two-identifiers").as_str(), entries(&desk)), ("done", before + 1));
    clicks(&mut desk, LATER, "1 present");
    assert_eq!(desk.said("escort-confirmed"), "present");
    clicks(&mut desk, LATER, "u undo ");
    assert_eq!(desk.said("escort-confirmed"), "open");
    clicks(&mut desk, LATER, "? help");
    assert!(desk.screen().contains("KEYS"), "{}", desk.screen());
    clicks(&mut desk, LATER, "esc back");
    assert_eq!(desk.cursor(), desk.ix("escort-confirmed"));
}

#[test]
fn a_click_on_the_sign_ticks_and_a_second_one_at_once_does_nothing_more() {
    let mut desk = at("two-identifiers");
    let before = entries(&desk);
    let rows = lines_of(&mut desk);
    let y = rows.iter().position(|row| row.contains("▐○")).expect("the bar");
    let x = rows[y].chars().position(|c| c == '○').expect("its sign");
    clicks_at(&mut desk, LATER, cell(x, y));
    assert_eq!(entries(&desk), before + 1);
    for _ in 0..3 {
        clicks_at(&mut desk, SOON, cell(x, y));
    }
    assert_eq!((entries(&desk), desk.cursor()), (before + 1, desk.ix("escort-confirmed")), "{}", desk.screen());
    // What was saved is told first, and how it is undone.
    let told = desk.notice();
    assert!(told.starts_with("Saved:") && told.contains("u undoes"), "{told}");
    assert_eq!(told.matches("counts once").count(), 1, "{told}");
}

#[test]
fn what_came_up_takes_no_click_that_was_meant_for_what_stood_there() {
    let mut desk = at("contrast-live");
    let before = entries(&desk);
    // The panel comes up by the answer; nobody has read it.
    clicks(&mut desk, LATER, "2 vessel");
    assert!(desk.screen().contains("stop the case"), "{}", desk.screen());
    clicks(&mut desk, SOON, "correct the answer");
    assert_eq!(entries(&desk), before + 1);
    assert!(desk.screen().contains("stop the case"), "{}", desk.screen());
    clicks(&mut desk, LATER, "correct the answer");
    assert!(!desk.screen().contains("stop the case"), "{}", desk.screen());
    // One that waited while the screen changed was for what stood there before.
    let mut desk = at("two-identifiers");
    let was = lines_of(&mut desk);
    let y = was.iter().position(|row| row.contains("Record blood pressure")).expect("an item");
    let then = desk.time.elapsed();
    desk.press(" ");
    lines_of(&mut desk);
    desk.mouse(Mouse::Click(40, cell(0, y).1), then);
    assert!(desk.notice().contains("clicked before this was shown"), "{}", desk.notice());
}

/// The options move under the pointer: what an answer opened is not answered by a click that follows at once, wherever.
#[test]
fn what_an_answer_opened_takes_no_click_before_it_can_be_read() {
    let mut desk = at("two-identifiers");
    clicks(&mut desk, LATER, "space done");
    let (next, before) = (desk.cursor(), entries(&desk));
    clicks(&mut desk, SOON, "1 present");
    assert_eq!((desk.cursor(), entries(&desk)), (next, before), "{}", desk.screen());
    assert!(desk.notice().contains("clicked before this could be read"), "{}", desk.notice());
    clicks(&mut desk, LATER, "1 present");
    assert_eq!(desk.said("escort-confirmed"), "present");
}

#[test]
fn what_lies_under_a_panel_or_nowhere_takes_no_click() {
    let mut desk = at("two-identifiers");
    desk.press("x");
    let (screen, before) = (desk.screen(), entries(&desk));
    // The hints stood in its last row, items above it.
    for (x, y) in (0..80).map(|x| (x, 23)).chain((0..80).step_by(9).map(|x| (x, 8))) {
        clicks_at(&mut desk, LATER, (x, y));
    }
    assert_eq!((desk.screen(), entries(&desk)), (screen, before));
    let mut desk = at("two-identifiers");
    let cursor = desk.cursor();
    for (x, y) in [(5, 8), (60, 1), (500, 500), (0, 0)] {
        clicks_at(&mut desk, LATER, (x, y));
    }
    assert_eq!((entries(&desk), desk.cursor()), (before, cursor));
    desk.app.shell.mouse = None;
    clicks(&mut desk, LATER, "space done");
    assert_eq!(entries(&desk), before);
}

#[test]
fn a_row_of_the_list_is_gone_to_and_a_second_click_opens_it() {
    let mut desk = at("two-identifiers");
    desk.makes(Some("Bay 7"));
    desk.press("\x1b\x1b");
    clicks(&mut desk, LATER, "Bay 2");
    assert!(matches!(desk.app.screen, Screen::Worklist));
    clicks(&mut desk, SOON, "Bay 7");
    assert!(matches!(desk.app.screen, Screen::Worklist));
    clicks(&mut desk, SOON, "Bay 7");
    assert!(matches!(desk.app.screen, Screen::Run(_)));
}

#[test]
fn a_crisis_card_is_opened_and_stamped_by_clicks() {
    let mut desk = at("two-identifiers");
    clicks(&mut desk, LATER, "! crisis");
    clicks(&mut desk, LATER, "Anaphylaxis");
    let before = entries(&desk);
    clicks(&mut desk, LATER, "c called");
    assert_eq!(entries(&desk), before + 1, "{}", desk.screen());
}

#[test]
fn the_wheel_moves_and_scrolls_and_does_nothing_where_no_key_does() {
    let mut desk = at("two-identifiers");
    let wheel = |desk: &mut Desk, did| {
        desk.waits(LATER);
        let now = desk.time.elapsed();
        desk.mouse(did, now);
    };
    wheel(&mut desk, Mouse::WheelDown);
    assert_eq!(desk.cursor(), desk.ix("escort-confirmed"));
    wheel(&mut desk, Mouse::WheelUp);
    assert_eq!(desk.cursor(), desk.ix("two-identifiers"));
    desk.press("i");
    let page = desk.shown((40, 6));
    wheel(&mut desk, Mouse::WheelDown);
    assert_ne!(desk.shown((40, 6)), page);
    desk.press("\x1bx");
    let asked = desk.screen();
    wheel(&mut desk, Mouse::WheelDown);
    assert_eq!(desk.screen(), asked);
}

#[test]
fn only_whole_reports_of_the_left_button_and_the_wheel_are_something() {
    for (bytes, wanted) in [
        ("\x1b[<0;3;5M", Some(Mouse::Click(2, 4))),
        ("\x1b[<64;3;5M", Some(Mouse::WheelUp)),
        ("\x1b[<65;3;5M", Some(Mouse::WheelDown)),
        // Let go, another button, a drag, with shift held, outside, cut, too large, not of this kind.
        ("\x1b[<0;3;5m", None),
        ("\x1b[<1;3;5M", None),
        ("\x1b[<2;3;5M", None),
        ("\x1b[<32;3;5M", None),
        ("\x1b[<4;3;5M", None),
        ("\x1b[<0;0;5M", None),
        ("\x1b[<0;3M", None),
        ("\x1b[<0;3;5;7M", None),
        ("\x1b[<0;70000;5M", None),
        ("\x1b[<;;M", None),
        ("\x1b[M !!", None),
        ("\x1b[32;3;5M", None),
    ] {
        for on in [true, false] {
            let mut decoder = Decoder::new(Silences::default());
            decoder.mouse = on;
            let events: Vec<Event> = bytes.bytes().flat_map(|byte| decoder.take(&[byte], Duration::ZERO)).collect();
            let wanted: Vec<Event> = wanted.filter(|_| on).map(Event::Mouse).into_iter().collect();
            assert_eq!(events, wanted, "{bytes:?} {on}");
        }
    }
}

#[test]
fn the_mouse_works_in_a_real_terminal_and_is_given_back() {
    let ward = Ward::small();
    let code = ward.new_case("small");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code, "--mouse"], "0");
    let screen = terminal.sees("space done");
    let y = screen.lines().position(|row| row.contains("space done")).expect("the hint") + 1;
    assert!(terminal.tells_mouse());
    terminal.press(&format!("\x1b[<0;3;{y}M\x1b[<0;3;{y}m"));
    terminal.sees("Saved:");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    assert!(terminal.is_given_back() && !terminal.tells_mouse());
    assert!(Config::read(r#"{ "format": 1, "mouse": true }"#).is_ok_and(|config| config.mouse == Some(true)));
}

#[test]
fn a_click_on_the_board_goes_to_a_follow_up_and_the_second_opens_it() {
    let (mut desk, _) = Desk::demo(&crate::bench::keys::moment("2026-11-24 08:40"));
    desk.app.shell.operator = Some("JR:nurse".parse().expect("a nurse"));
    (desk.app.dialog, desk.app.shell.mouse) = (None, Some(Targets::default()));
    desk.press("d⤓");
    clicks(&mut desk, LATER, "Next-day call");
    assert!(matches!(desk.app.screen, Screen::Board) && desk.open.is_none());
    clicks(&mut desk, LATER, "Next-day call");
    assert!(desk.screen().contains("NEXT-DAY CALL"), "{}", desk.screen());
}
