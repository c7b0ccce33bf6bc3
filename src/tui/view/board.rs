//! The board of follow-ups: a row each, under overdue, today, the next days and done.

use super::grouped::{self, Entry, column, entries, heading, marked, on_page};
use super::{Hint, View, ends, hints, notice, notice_height, put, put_lines, row, stacked, wide, wrap, wrap_to};
use crate::app::{Action, Board, BoardAction, Key, KeyMode, Kind, OnBoard, Target};
use crate::domain::case::{BoardGroup, BoardState};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// From this width on the checklist's name stands in each row.
const WIDE: u16 = 110;
/// A row is not wider than this: its two ends are read together.
const WIDEST: u16 = 150;
/// From this width on the longest names of follow-ups have room.
const ROOMY: u16 = 76;
/// Below this width a row has room for how it stands, the code and which follow-up.
const NARROW: u16 = 60;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let board = &view.app.board;
    let shown = board.shown(&view.app.worklist, view.now);
    let has = |least: u16| u16::from(area.height >= least);
    let found = u16::from(board.find.is_some()) * has(4);
    let said = view.app.shell.notice.as_ref().map_or(1 + has(16), |_| notice_height(view.app, area));
    let foot = said.min(area.height.saturating_sub(4)) * has(6);
    let heights = [Some(1), Some(has(8)), Some(found), None, Some(foot), Some(has(3))];
    let [header, line, find, body, foot, keys] = stacked(area, heights);
    grouped::header(frame, header, view, "follow-ups");
    if let Some(looked) = &board.find {
        let all = Board::all(&view.app.worklist, view.now).len();
        grouped::find(frame, find, view, looked, (shown.len(), all), Vec::new());
    }
    let page = rows(frame, body, view, &shown);
    grouped::rule(frame, line, view, &page);
    if view.app.shell.notice.is_some() {
        notice(frame, foot, view);
    } else if let Some(on) = shown.get(board.cursor(&shown)) {
        let words =
            wrap_to(&detail(*on, view, area.width), usize::from(foot.width.saturating_sub(2)), foot.height.into());
        put_lines(frame, foot, words.into_iter().map(|words| Line::styled(format!(" {words}"), view.theme.muted)));
    }
    self::keys(frame, keys, view, shown.is_empty());
}

fn keys(frame: &mut Frame<'_>, area: Rect, view: View<'_>, nothing_shown: bool) {
    if view.app.board.is_typing() {
        let keys = [Hint::key(Key::Enter, "keep"), Hint::new("↑ ↓", "move"), Hint::key(Key::Esc, "show all")];
        return hints(frame, area, view, keys.into(), KeyMode::Typing, &[]);
    }
    let without = if nothing_shown { &[Action::Board(BoardAction::Open)][..] } else { &[] };
    hints(frame, area, view, Vec::new(), KeyMode::Board, without);
}

/// Draws the page on which the cursor stands; says which follow-ups those are where there are more.
fn rows(frame: &mut Frame<'_>, area: Rect, view: View<'_>, shown: &[OnBoard<'_>]) -> String {
    let unread = unreadable(view);
    let [body, last] = stacked(area, [None, Some(u16::from(unread.is_some()))]);
    if let Some(words) = unread {
        put(frame, last, &Line::styled(words, view.theme.stop));
    }
    if shown.is_empty() {
        nothing(frame, body, view);
        return String::new();
    }
    let cursor = view.app.board.cursor(shown);
    let groups: Vec<BoardGroup> = shown.iter().map(|on| on.line.group(view.now)).collect();
    let entries = entries(&groups, body.height.into(), cursor, 0);
    for (y, entry) in entries.iter().enumerate() {
        let here = row(Rect { width: body.width.min(WIDEST), ..body }, u16::try_from(y).unwrap_or(u16::MAX));
        let line = match entry {
            Entry::Gap | Entry::More(_) => continue,
            Entry::Heading(group, count) => heading(title(*group), *count, here.width, view),
            Entry::Row(n) => shown.get(*n).map_or_else(Line::default, |on| {
                view.note(here, Target::FollowUp(on.row.code, on.line.follow_up.section));
                line(*on, *n == cursor, here.width, view)
            }),
        };
        put(frame, here, &line);
    }
    on_page(&entries, shown.len())
}

fn title(group: BoardGroup) -> &'static str {
    match group {
        BoardGroup::Overdue => "OVERDUE",
        BoardGroup::Today => "TODAY",
        BoardGroup::Ahead => "NEXT 7 DAYS",
        BoardGroup::Ended => "DONE IN THE LAST 7 DAYS",
    }
}

/// What a board cannot tell of: records that gave no follow-ups.
fn unreadable(view: View<'_>) -> Option<String> {
    let list = &view.app.worklist;
    let count = list.rows().iter().filter(|row| row.kind(view.now) == Kind::Unreadable).count();
    let records = if count == 1 { "1 record cannot".to_owned() } else { format!("{count} records cannot") };
    (count > 0).then(|| format!(" ■ {records} be read: see the list"))
}

fn nothing(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let words = if !view.app.worklist.complete {
        "reading the cases"
    } else if view.app.board.find.is_some() {
        "No follow-up has these words."
    } else {
        "No follow-up is due by the end of the next 7 days, and none was done in the last 7."
    };
    let lines = wrap(words, usize::from(area.width.saturating_sub(3)));
    let lines = lines.into_iter().map(|words| Line::raw(format!("  {words}")));
    put_lines(frame, area, [Line::default()].into_iter().chain(lines));
}

fn sign(state: BoardState, view: View<'_>) -> (&'static str, Style) {
    match state {
        BoardState::Overdue => ("▲", view.theme.caution),
        BoardState::Due => ("△", view.theme.caution),
        BoardState::ToCome => ("◇", view.theme.muted),
        BoardState::Done | BoardState::DoneLate => ("✓", view.theme.done),
        BoardState::GivenUp => ("–", view.theme.muted),
    }
}

fn line(on: OnBoard<'_>, current: bool, width: u16, view: View<'_>) -> Line<'static> {
    let OnBoard { row, line } = on;
    let (sign, style) = sign(line.state(view.now), view);
    let styled = |words: String| Span::styled(words, view.theme.words_of(style));
    let code = Span::styled(format!(" {}", row.code.masked()), view.theme.muted);
    if width < NARROW {
        // The days until which it can be done stand in no column of their own here.
        let is_open =
            line.state(view.now) == BoardState::Due && !view.now.is_today(line.follow_up.late.plus_seconds(-1));
        let word = if is_open { line.when(view.now) } else { line.word(view.now) };
        let left = vec![styled(column(&word, 13)), code, Span::raw(format!(" {}", line.title))];
        return marked(ends(left, Vec::new(), width.saturating_sub(2)), (sign, style), current, view);
    }
    let title = column(line.title.as_str(), if width < ROOMY { 16 } else { 19 });
    let place = Span::styled(column(row.place(), 11), view.theme.title);
    let mut left = vec![styled(column(&line.word(view.now), 14)), code, Span::raw(title), place];
    if width >= WIDE {
        let checklist = row.summary().map(|summary| summary.checklist.title.as_str()).unwrap_or_default();
        left.push(Span::styled(column(checklist, 24), view.theme.muted));
    }
    left.extend(tried(on).map(|words| Span::raw(format!(" {words}"))));
    let right = vec![Span::raw(format!("{} ", line.when(view.now)))];
    marked(ends(left, right, width.saturating_sub(2)), (sign, style), current, view)
}

/// How often somebody tried, in few words.
fn tried(on: OnBoard<'_>) -> Option<String> {
    (on.line.tried > 0 && on.line.ended.is_none()).then(|| format!("tried {}x", on.line.tried))
}

/// The follow-up under the cursor in whole words: what its row had to cut or leave out.
fn detail(on: OnBoard<'_>, view: View<'_>, width: u16) -> String {
    let OnBoard { row, line } = on;
    let is_narrow = width < ROOMY;
    let title = if is_narrow { 12 } else { 18 };
    let parts = [
        (wide(line.title.as_str()) > title).then(|| line.title.to_string()),
        (is_narrow || wide(row.place()) > 10).then(|| row.place().to_owned()),
        (width < NARROW).then(|| line.when(view.now)),
        line.tries(view.now),
        row.summary().filter(|_| width < WIDE).map(|summary| summary.checklist.title.to_string()),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ")
}
