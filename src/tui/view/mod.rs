//! What the screens look like. Drawn from state alone; one file for each screen.

mod dialog;
mod letters;
mod locked;
mod run;
mod summary;
mod words;
mod worklist;

use super::theme::{Looks, Theme};
use crate::app::{Action, App, BINDINGS, Binding, Dialog, Key, KeyMode, Notice, Screen, Scroll, binding_of};
use crate::domain::case::{Case, Timer};
use crate::domain::when::{countdown, seconds_left};
use crate::domain::{Now, Text, counted};
use locked::Told;
use ratatui::Frame;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use words::{cut, end, padded, wide, wrap, wrap_to};

/// What every view draws from.
#[derive(Clone, Copy)]
struct View<'a> {
    app: &'a App,
    now: &'a Now,
    theme: &'a Theme,
    width: u16,
    /// Where the case on the screen is.
    place: Option<&'a str>,
    /// What is said of the review of the checklists that are shown.
    review: Option<&'a str>,
}

/// Draws the whole screen.
pub(super) fn draw(frame: &mut Frame<'_>, app: &App, case: Option<&Case>, now: &Now, theme: &Theme) {
    let area = frame.area();
    let told = case.map(|case| told(case, now));
    // Nothing of a case is drawn while the screen is locked.
    let case = case.filter(|_| !app.is_locked());
    let review = match (&app.screen, case) {
        (Screen::Run(_), Some(case)) => case.checklist().review.today(now).mark().map(str::to_owned),
        (Screen::Worklist | Screen::Run(_), _) => app.worklist.review(now),
        (Screen::Locked(_), _) => None,
    };
    let place = case.and_then(Case::label).map(Text::as_str);
    let view = View { app, now, theme, width: area.width, place, review: review.as_deref() };
    if area.is_empty() {
        return;
    }
    match (&app.screen, case) {
        (Screen::Run(run), Some(case)) => run::draw(frame, area, view, run, case),
        (Screen::Worklist | Screen::Run(_), _) => worklist::draw(frame, area, view),
        (Screen::Locked(locked), _) => locked::draw(frame, area, view, locked, &told.unwrap_or_default()),
    }
    if let Some(dialog) = &app.dialog {
        // Where there is room a stop stands beside the items, not over them.
        let is_stop = matches!((dialog, &app.screen), (Dialog::Stop(_), Screen::Run(run)) if !run.theatre);
        let is_beside = is_stop && area.width >= run::RECORD_FROM && area.height >= 24;
        let area = if is_beside { run::panes(area) } else { area };
        dialog::draw(frame, area, View { width: area.width, ..view }, dialog, case);
    }
}

/// Whether the crisis card that is open, if one is, can be read on a screen of this size.
pub fn shows_card(app: &App, case: Option<&Case>, now: &Now, size: Size) -> bool {
    let Some(Dialog::Crisis(crisis)) = &app.dialog else { return false };
    let theme = &Theme::new(Looks { no_color: true, ascii: false });
    let view = View { app, now, theme, width: size.width, place: None, review: None };
    let case = case.filter(|_| !app.is_locked());
    crisis.card().is_some_and(|card| dialog::is_readable(view, Rect::from((Position::ORIGIN, size)), card, case))
}

/// What the lock card may tell.
fn told(case: &Case, now: &Now) -> Told {
    let timers = case.timers().into_iter().map(|(ix, timer)| (Text::from(case.name(ix)), timer.ends()));
    Told { timers: timers.collect(), crisis: case.young_crisis(now).is_some() }
}

/// How long a timer still runs; that it has ended, once it has.
fn left(now: &Now, timer: &Timer) -> String {
    let seconds = seconds_left(timer.ends(), now);
    if seconds > 0 {
        format!("{} left, until {}", countdown(seconds), now.say(timer.ends()))
    } else {
        format!("ENDED {}: space records it", now.say(timer.ends()))
    }
}

/// A line with something on its left and something on its right; the right side stays whole.
fn ends<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, width: u16) -> Line<'a> {
    let width = usize::from(width);
    let right_wide: usize = right.iter().map(|span| wide(&span.content)).sum();
    let mut spans = shortened(left, width.saturating_sub(right_wide + 1));
    let used: usize = spans.iter().map(|span| wide(&span.content)).sum();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + right_wide))));
    spans.extend(right);
    Line::from(spans)
}

/// Spans in so many columns; the last ends in `…` where something is missing.
fn shortened(spans: Vec<Span<'_>>, room: usize) -> Vec<Span<'_>> {
    let has_words = |span: &Span<'_>| !span.content.trim_end().is_empty();
    let last = spans.iter().rposition(has_words).map_or(0, |last| last + 1);
    let mut left = room;
    let mut kept = Vec::new();
    for (n, span) in spans.into_iter().take(last).enumerate() {
        // Where more follows, a column is left for the mark.
        let needed = if n + 1 == last { wide(span.content.trim_end()) } else { wide(&span.content) + 1 };
        if needed > left {
            kept.push(Span::styled(cut(&format!("{}…", span.content.trim_end()), left), span.style));
            break;
        }
        left -= wide(&span.content).min(left);
        kept.push(span);
    }
    kept
}

/// An area cut into rows of these heights, the upper ones first where it is too low; the one without a height takes
/// what the others leave. To solve for it as ratatui's layout does took a third of the first frame.
fn stacked<const N: usize>(area: Rect, heights: [Option<u16>; N]) -> [Rect; N] {
    let given = heights.iter().flatten().fold(0_u16, |sum, height| sum.saturating_add(*height));
    let mut y = area.y;
    heights.map(|height| {
        let height = height.unwrap_or(area.height.saturating_sub(given)).min(area.bottom() - y);
        let rows = Rect { y, height, ..area };
        y += height;
        rows
    })
}

/// An area cut in two, the left part this wide.
fn beside(area: Rect, width: u16) -> [Rect; 2] {
    let width = width.min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}

fn row(area: Rect, y: u16) -> Rect {
    Rect { y: area.y + y, height: 1, ..area }.intersection(area)
}

/// Whether a character stands in one column and belongs to no other of these beside it: printable ASCII, what lines
/// are drawn with, and the signs that stand in most lines.
fn is_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{2500}'..='\u{257f}' | '·' | '…' | '°' | '✓' | '○' | '■' | '▸' | '⊘')
}

/// Draws a line. Plain words go cell by cell: to look for what belongs together in them, as ratatui does for all
/// words, took a third of a frame.
fn put(frame: &mut Frame<'_>, area: Rect, line: &Line<'_>) {
    let buffer = frame.buffer_mut();
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    if line.style != Style::new() {
        buffer.set_style(area, line.style);
    }
    let is_wider = line.spans.iter().map(|span| wide(&span.content)).sum::<usize>() > usize::from(area.width);
    let shorter = is_wider.then(|| shortened(line.spans.clone(), area.width.into()));
    let mut x = area.x;
    for span in shorter.as_ref().unwrap_or(&line.spans) {
        let style = line.style.patch(span.style);
        let room = usize::from(area.right() - x);
        if span.content.chars().all(is_one_column) {
            let start = buffer.index_of(x, area.y);
            for (cell, c) in buffer.content[start..start + room].iter_mut().zip(span.content.chars()) {
                // Most of a screen is blank already.
                if c != ' ' || style != Style::new() || cell.symbol() != " " {
                    cell.set_char(c).set_style(style);
                }
                x += 1;
            }
        } else {
            x = buffer.set_stringn(x, area.y, &span.content, room, style).0;
        }
        if x >= area.right() {
            break;
        }
    }
}

fn has_words(line: &Line<'_>) -> bool {
    line.spans.iter().any(|span| !span.content.trim().is_empty())
}

/// Lines in so many rows; the last ends in `…` where words are missing.
fn shorten(lines: &mut Vec<Line<'_>>, rows: usize) {
    if lines.len() > rows {
        let missing = lines.split_off(rows);
        if missing.iter().any(has_words)
            && let Some(last) = lines.last_mut()
        {
            last.push_span(" …");
        }
    }
}

/// Draws as many lines as there are rows for.
fn put_lines<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    let mut lines: Vec<Line<'a>> = lines.into_iter().collect();
    shorten(&mut lines, area.height.into());
    for (y, line) in (0..area.height).zip(lines) {
        put(frame, row(area, y), &line);
    }
}

fn rule(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    put(frame, area, &Line::styled("─".repeat(area.width.into()), theme.muted));
}

/// A page from a line on, as far as there is more; its last line says how to go on.
fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lines: Vec<Line<'static>>, scroll: &Scroll) {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let first = scroll.first_of(lines.len(), room, 0);
    let below = lines.len().saturating_sub(first + room);
    let shown: Vec<Line<'static>> = lines.into_iter().skip(first).take(room).collect();
    Clear.render(area, frame.buffer_mut());
    put_lines(frame, area, shown);
    let more = if below > 0 { format!(" ↓ {below} more lines  ") } else { String::new() };
    let look_up = if area.width < 60 { "" } else { "   / looks something up" };
    let more = format!("{more} esc goes back{look_up}");
    let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let words: Line<'_> = mark(view).into_iter().chain([Span::styled(more, view.theme.focus)]).collect();
    put(frame, foot, &words);
}

/// Lines beside each other, the right ones from a column on.
fn columns(left: Vec<Line<'static>>, right: Vec<Line<'static>>, from: u16) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let both = (0..rows).map(|_| {
        let (left, right) = (left.next().unwrap_or_default(), right.next().unwrap_or_default());
        let used: usize = left.spans.iter().map(|span| wide(&span.content)).sum();
        let gap = Span::raw(" ".repeat(usize::from(from).saturating_sub(used)));
        let styled = |line: Line<'static>| line.spans.into_iter().map(move |span| span.patch_style(line.style));
        styled(left).chain([gap]).chain(styled(right)).collect()
    });
    both.collect()
}

/// What just happened.
fn notice(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let (words, style) = match &view.app.shell.notice {
        Some(Notice::Done(words)) => (words.as_str(), Style::new()),
        Some(Notice::Info(words)) => (words.as_str(), view.theme.title),
        Some(Notice::Error(words)) => (words.as_str(), view.theme.caution),
        None => ("", Style::new()),
    };
    let lines = wrap(words, usize::from(area.width.saturating_sub(2)));
    put_lines(frame, area, lines.into_iter().map(|words| Line::styled(format!(" {words}"), style)));
}

/// How many rows a notice needs.
fn notice_height(app: &App, area: Rect) -> u16 {
    let words = match &app.shell.notice {
        Some(Notice::Done(words) | Notice::Info(words) | Notice::Error(words)) => words.as_str(),
        None => "",
    };
    let rows = wrap(words, usize::from(area.width.saturating_sub(2))).len();
    // On a low screen the items need the rows; an error is told in full.
    let most = if area.height < 16 && !matches!(app.shell.notice, Some(Notice::Error(_))) { 2 } else { 4 };
    u16::try_from(rows).unwrap_or(4).clamp(1, most)
}

/// Columns kept for the keys of the moment.
const KEYS_OF_THE_MOMENT: usize = 25;

/// A key and what it does, for the hint bar.
struct Hint {
    key: String,
    what: &'static str,
}

impl Hint {
    /// What a key of the table does at the moment, in other words than the table's.
    fn of(context: KeyMode, action: Action, what: &'static str) -> Self {
        let key = binding_of(context, action).map(key_of).unwrap_or_default();
        Self { key, what }
    }

    /// A key of a field.
    fn key(key: Key, what: &'static str) -> Self {
        Self::new(key.to_string(), what)
    }

    /// Several keys at once, as they are written.
    fn new(key: impl Into<String>, what: &'static str) -> Self {
        Self { key: key.into(), what }
    }

    fn spans(self, theme: &Theme) -> [Span<'static>; 2] {
        [Span::styled(self.key, theme.key), Span::raw(format!(" {}  ", self.what))]
    }
}

/// The first of a row's keys, as it is written.
fn key_of(row: &Binding) -> String {
    row.keys.first().map(Key::to_string).unwrap_or_default()
}

/// The keys that do something here, the likeliest first; those on the right always fit.
fn hints(frame: &mut Frame<'_>, area: Rect, view: View<'_>, first: Vec<Hint>, context: KeyMode, without: &[Action]) {
    // On a narrow screen the keys of the moment matter more than the way out; help tells the rest.
    let narrow = area.width < 60;
    let leaves = |action| action == Action::Quit || (action == Action::Back && context == KeyMode::Run);
    let always = |row: &&Binding| match row.action {
        Action::Help => true,
        Action::Cards => !narrow || context != KeyMode::Crisis,
        action => !narrow && matches!(action, Action::Quit | Action::Back),
    };
    let hint = |row: &Binding| Hint { key: key_of(row), what: row.short };
    let table = BINDINGS.iter().filter(|row| row.context == context && !row.short.is_empty());
    let (right, left): (Vec<&Binding>, Vec<&Binding>) = table.partition(always);
    let right: Vec<Span<'_>> = right.into_iter().flat_map(|row| hint(row).spans(view.theme)).collect();
    let right_wide: usize = right.iter().map(|span| wide(&span.content)).sum();
    let room = usize::from(area.width).saturating_sub(right_wide + 2);
    let hidden = |row: &Binding| without.contains(&row.action) || (narrow && leaves(row.action));
    let left = left.into_iter().filter(|row| !hidden(row));
    let mut spans = vec![Span::raw(" ")];
    let (mut used, moment) = (0, first.len());
    for (n, hint) in first.into_iter().chain(left.map(hint)).enumerate() {
        let hint = hint.spans(view.theme);
        let hint_wide: usize = hint.iter().map(|span| wide(&span.content)).sum();
        if used + hint_wide > room {
            break;
        }
        used += hint_wide;
        spans.extend(hint);
        // What follows the keys of the moment stays where it is: a slow line carries only what changes.
        let gap = KEYS_OF_THE_MOMENT.saturating_sub(used);
        if n + 1 == moment && !narrow && used + gap < room {
            used += gap;
            spans.push(Span::raw(" ".repeat(gap)));
        }
    }
    put(frame, area, &ends(spans, right, area.width));
}

/// What every screen begins with: that crisis stamps are not saved, and of what the records are.
fn mark(view: View<'_>) -> Vec<Span<'static>> {
    mode(view).into_iter().chain(review(view)).collect()
}

fn mode(view: View<'_>) -> Vec<Span<'static>> {
    let unsaved = unsaved(view).map(|words| Span::styled(words, view.theme.stop));
    unsaved.into_iter().chain(records(view)).collect()
}

/// What is said where the records are not of patients.
fn records(view: View<'_>) -> Option<Span<'static>> {
    let style = view.theme.title.add_modifier(Modifier::REVERSED);
    view.app.shell.mode.mark().map(|mark| Span::styled(format!(" {mark} "), style))
}

/// That the checklist is not reviewed.
fn review(view: View<'_>) -> Vec<Span<'static>> {
    view.review.map(|mark| Span::styled(format!(" {mark} "), view.theme.caution)).into_iter().collect()
}

/// What was stamped on crisis cards and is not saved.
fn unsaved(view: View<'_>) -> Option<String> {
    let kept = view.app.shell.stamps.kept().len();
    let words = if view.width < 60 {
        format!(" {kept} ")
    } else {
        format!(" {} ", counted(kept, "crisis stamp", "crisis stamps"))
    };
    (kept > 0).then(|| format!("{words}NOT SAVED "))
}

fn operator(app: &App) -> String {
    app.shell.operator.as_ref().map_or_else(|| "nobody signed in".to_owned(), ToString::to_string)
}
