//! The board of follow-ups, by keys.

use super::*;
use crate::bench::keys::{self, moment as at};
use crate::worklist::morning;
use insta::assert_snapshot;
use periop::app::{App, Board, Context, Effect, Key, KeyMode, Row, Screen};
use periop::tui::Looks;
use std::time::Duration;

fn press(app: &mut App, text: &str, now: &Now) -> Vec<Effect> {
    let context = Context { case: None, now, elapsed: Duration::ZERO };
    keys::keys(text).flat_map(|key| app.press(key, context)).collect()
}

fn shown(app: &App, now: &Now, size: (u16, u16)) -> String {
    keys::lines(&keys::drawn(app, None, now, size, false)).join("\n")
}

/// The demonstration's cases, with the board open.
fn demo() -> Desk {
    let (mut desk, _) = Desk::demo(&at("2026-11-24 08:40"));
    desk.app.shell.operator = Some("JR:nurse".parse().unwrap());
    desk.app.dialog = None;
    desk.press("d");
    desk
}

/// What the cursor is on: the case, and which follow-up.
fn under(desk: &Desk) -> (Code, String) {
    let shown = desk.app.board.shown(&desk.app.worklist, &desk.time.now);
    let on = shown[desk.app.board.cursor(&shown)];
    (on.row.code, on.line.title.to_string())
}

#[test]
fn the_board_can_be_read_on_every_screen() {
    let (mut app, now) = morning();
    assert_eq!(press(&mut app, "d", &now), [Effect::Board]);
    for (columns, rows) in [(80, 24), (40, 12), (200, 60), (60, 20)] {
        assert_snapshot!(format!("board-{columns}x{rows}"), shown(&app, &now, (columns, rows)));
    }
    assert_snapshot!("board-no-colour", keys::styles(&keys::drawn(&app, None, &now, (80, 24), true)));
    let ascii = keys::drawn_as(&app, None, &now, (80, 24), Looks { ascii: true, ..Looks::default() });
    assert!(keys::rows(&ascii).join("").is_ascii());
    // Down to one cell nothing panics, and what the cursor is on stays on the screen as long as it has rows.
    let all = Board::all(&app.worklist, &now).len();
    for steps in 0..=all {
        for (columns, rows) in [(1, 1), (2, 9), (9, 2), (40, 4), (40, 8), (23, 5), (200, 60), (80, 24)] {
            let screen = shown(&app, &now, (columns, rows));
            assert!(rows < 4 || columns < 3 || screen.contains('▐'), "{steps} down, {columns}x{rows}\n{screen}");
        }
        press(&mut app, "↓", &now);
    }
    // On the narrowest of them a row says when, which case and which follow-up.
    let row = shown(&app, &now, (40, 12));
    let row = row.lines().find(|line| line.contains('▐')).unwrap();
    assert!(row.contains("··"), "{row}");
}

#[test]
fn enter_opens_the_case_at_that_follow_up_and_esc_comes_back_to_it() {
    let mut desk = demo();
    let shown = desk.app.board.shown(&desk.app.worklist, &desk.time.now).len();
    assert!(shown > 5, "{shown}");
    for nth in 0..shown {
        let (code, title) = under(&desk);
        desk.press("\r");
        assert_eq!(desk.case().code(), code);
        let section = desk.case().checklist().section(desk.case().checklist().item(desk.cursor()).section);
        assert_eq!(section.title.as_str(), title, "{nth}");
        assert!(desk.screen().contains(&title.to_uppercase()), "its page stands there: {}", desk.screen());
        desk.press("\x1b");
        assert!(desk.open.is_none() && matches!(desk.app.screen, Screen::Board), "{}", desk.screen());
        assert_eq!(under(&desk), (code, title));
        desk.press("↓");
    }
    desk.press("\x1b");
    assert!(matches!(desk.app.screen, Screen::Worklist));
}

#[test]
fn what_is_done_here_or_elsewhere_changes_its_place_at_once() {
    let mut desk = demo();
    let done = |desk: &Desk| desk.screen().lines().filter(|line| line.contains('✓')).count();
    let (before, (code, title)) = (done(&desk), under(&desk));
    let screen = desk.screen();
    assert!(screen.lines().nth(3).unwrap().contains("▐▲"), "{screen}");
    // Another station reaches the patient: the last look of the list, and with it the board, finds that.
    desk.code = code;
    let stored = desk.stored();
    let section = stored.case.checklist().section_ixs();
    let section = section.into_iter().find(|ix| stored.case.checklist().section(*ix).title.as_str() == title).unwrap();
    let id = stored.case.checklist().section(section).id.clone();
    for nth in 0..2 {
        desk.elsewhere(Act::Attempt { section: id.clone(), result: Attempt::Letter, text: None });
        let lines = Board::all(&desk.app.worklist, &desk.time.now);
        assert_eq!(lines[0].line.tried, stored.case.attempts(section).len() + nth + 1);
    }
    desk.elsewhere(Act::Lose { section: id, reason: Text::from("moved away") });
    assert_eq!(done(&desk), before, "given up is not done");
    assert!(desk.screen().contains("given up"), "{}", desk.screen());
    assert_eq!(under(&desk), (code, title), "the cursor goes with it");
}

#[test]
fn the_filter_finds_by_every_word_and_esc_shows_all_before_it_leaves() {
    let (mut app, now) = morning();
    press(&mut app, "d", &now);
    let all = Board::all(&app.worklist, &now).len();
    let found = |app: &mut App, typed: &str| {
        press(app, &format!("/{typed}"), &now);
        let shown = app.board.shown(&app.worklist, &now).len();
        press(app, "\x1b", &now);
        shown
    };
    for typed in ["week", "WEEK", "late", "joint", "call", "tried once", "30 nov"] {
        let count = found(&mut app, typed);
        assert!((1..=all).contains(&count), "{typed}: {count} of {all}");
    }
    assert_eq!(found(&mut app, "xyz"), 0);
    press(&mut app, "/call\r", &now);
    assert_eq!(app.context(), KeyMode::Board, "kept, letters are keys again");
    assert_snapshot!("board-find", shown(&app, &now, (80, 24)));
    press(&mut app, "\x1b", &now);
    assert!(matches!(app.screen, Screen::Board) && app.board.find.is_none());
    press(&mut app, "\x1b", &now);
    assert!(matches!(app.screen, Screen::Worklist));
}

/// The board is told from the rows that the list has read: however many cases there are, no record is read for a key.
#[test]
fn of_a_thousand_cases_none_is_read_for_the_board() {
    let (mut app, now) = morning();
    let one = Row::of(&left("2026-11-14T09:41:00Z").case, &Caveats::default(), &now);
    let codes = (0..1000_u16).map(|n| Code::from_random([n.to_be_bytes()[0], n.to_be_bytes()[1], 3, 5, 7, 9, 11]));
    let rows: Vec<Row> = codes.map(|code| Row { code, ..one.clone() }).collect();
    app.listed(rows, &[], &now);
    assert_eq!(press(&mut app, "d", &now), [Effect::Board], "nothing but closed cases is asked for");
    let screen = shown(&app, &now, (80, 24));
    assert!(screen.contains(" of 100") || screen.contains(" of 200"), "{screen}");
    assert_eq!(press(&mut app, "⤓↑⤒↓/week", &now), []);
    // What carries it out reads none of the open records either: one that is overwritten meanwhile still stands there.
    let mut desk = demo();
    let on = under(&desk);
    desk.press("\x1b");
    fs::write(desk.ward.record(&on.0.to_string()), "no record\n").unwrap();
    desk.press("d");
    assert_eq!(under(&desk), on);
    // The next look finds it, and the board says what it cannot tell of.
    desk.look();
    assert_ne!(under(&desk), on);
    assert!(desk.screen().contains("1 record cannot be read: see the list"), "{}", desk.screen());
}

#[test]
fn what_was_done_in_a_case_that_is_closed_by_now_is_told_too() {
    let (mut desk, _) = Desk::demo(&at("2026-11-24 08:40"));
    desk.app.shell.operator = Some("JR:nurse".parse().unwrap());
    desk.app.dialog = None;
    desk.look();
    // Two days later a program that has just begun lists the cases of that day alone.
    desk.time.now = at("2026-11-26 08:40");
    let listed = desk.app.worklist.listed(&desk.time.now).count();
    desk.press("d");
    let closed = Board::all(&desk.app.worklist, &desk.time.now);
    let closed = closed.iter().filter(|on| on.row.is_closed(&desk.time.now)).count();
    assert!(closed > 0, "{}", desk.screen());
    desk.press("\x1b");
    assert_eq!(desk.app.worklist.listed(&desk.time.now).count(), listed, "the list shows them no more than before");
}

#[test]
fn nothing_to_do_is_said() {
    let mut app = App::new(None, Staff::default(), Text::from("one"), periop::app::Pace::default());
    app.dialog = None;
    let now = at("2026-11-23 09:41");
    app.listed(Vec::new(), &[], &now);
    let context = Context { case: None, now: &now, elapsed: Duration::ZERO };
    app.press(Key::Char('d'), context);
    assert!(shown(&app, &now, (80, 24)).contains("No follow-up is due by the end of the next 7 days"));
}
