//! The worklist.

use super::grouped::{self, Entry, column, entries, heading, marked, on_page};
use super::{
    Hint, View, beside, ends, hints, notice, notice_height, put, put_lines, row, stacked, summary, wide, wrap, wrap_to,
};
use crate::app::{Action, Group, Key, KeyMode, Kind, ListAction, Row, Target, Worklist};
use crate::domain::case::Urgency;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// From this width on the checklist's name stands in each row; below, it stands at the foot.
const WIDE: u16 = 100;
/// A row is not wider than this: its two ends are read together.
const WIDEST: u16 = 150;
/// From this width on the case under the cursor is told beside the list.
const SUMMARY_FROM: u16 = 120;
const SUMMARY: u16 = 44;
/// Below this width a row has room for the place or the code, not for both.
const NARROW: u16 = 60;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let list = &view.app.worklist;
    let shown = list.shown(view.now);
    let (sign, words, style) = first_thing(list, view);
    let width = usize::from(area.width.saturating_sub(8));
    // On a small screen the header goes first, then the rule; what is next and the cases stay.
    let has = |least: u16| u16::from(area.height >= least);
    let next_rows = if area.height >= 10 && wrap(&words, width).len() > 1 { 2 } else { 1.min(area.height) };
    let found = u16::from(list.find.is_some()) * has(4);
    let foot = if view.app.shell.notice.is_some() { notice_height(view.app, area) } else { detail_rows(area) };
    let foot = foot.min(area.height.saturating_sub(4));
    let heights = [Some(has(6)), Some(next_rows), Some(has(8)), Some(found), None, Some(foot), Some(has(3))];
    let [header, next, line, find, body, said, keys] = stacked(area, heights);
    grouped::header(frame, header, view, "periop");
    let sign = if header.is_empty() { view.app.shell.mode.mark().unwrap_or(sign) } else { sign };
    for (y, words) in wrap_to(&words, width, next_rows.into()).into_iter().enumerate() {
        let sign = if y == 0 { Span::styled(format!(" {sign}"), style) } else { Span::raw("     ") };
        let left = vec![sign, Span::styled(format!("  {words}"), view.theme.title)];
        put(frame, row(next, u16::try_from(y).unwrap_or(0)), &ends(left, vec![], next.width));
    }
    self::find(frame, find, view, shown.len());
    let on_page = if area.width >= SUMMARY_FROM {
        let wide = (area.width - SUMMARY).min(WIDEST);
        let [cases, about] = beside(body, wide);
        if let Some(row) = shown.get(list.cursor(&shown)) {
            let sign = self::sign(row, view);
            summary::draw(frame, about, view, row, sign);
        }
        rows(frame, cases, view, &shown)
    } else {
        rows(frame, body, view, &shown)
    };
    grouped::rule(frame, line, view, &on_page);
    if view.app.shell.notice.is_some() {
        notice(frame, said, view);
    } else {
        detail(frame, said, view, &shown);
    }
    foot_hints(frame, keys, view, shown.is_empty());
}

fn foot_hints(frame: &mut Frame<'_>, area: Rect, view: View<'_>, nothing_shown: bool) {
    const ABOUT_A_CASE: [Action; 3] =
        [Action::List(ListAction::Open), Action::List(ListAction::End), Action::List(ListAction::Slip)];
    let list = &view.app.worklist;
    if list.is_typing() {
        let keys = [Hint::key(Key::Enter, "keep"), Hint::new("↑ ↓", "move"), Hint::key(Key::Esc, "show all")];
        return hints(frame, area, view, keys.into(), KeyMode::Typing, &[]);
    }
    let show_all = || Hint::of(view, KeyMode::Worklist, Action::List(ListAction::ShowAll), "show all");
    let first = list.find.is_some().then(show_all).into_iter().collect();
    let without = if nothing_shown { &ABOUT_A_CASE[..] } else { &[] };
    // There is nothing to be found among no cases.
    let finds = [Action::List(ListAction::Find)];
    let without = if nothing_shown && list.find.is_none() { [without, &finds].concat() } else { without.to_vec() };
    hints(frame, area, view, first, KeyMode::Worklist, &without);
}

/// The one next thing across all cases, whatever a filter hides.
fn first_thing(list: &Worklist, view: View<'_>) -> (&'static str, String, Style) {
    let theme = view.theme;
    let listed = |row: &&Row| !matches!(row.group(view.now), Group::DoneToday | Group::Closed);
    if !list.complete {
        return ("NEXT", "reading the cases".to_owned(), theme.focus);
    }
    let Some(row) = list.rows().iter().find(listed) else {
        return ("NEXT", format!("No open cases. Press {} to open one.", key(view, ListAction::New)), theme.focus);
    };
    let (name, next, word, when) = (row.name(), row.next(view.now), row.word(view.now), row.when(view.now));
    match row.kind(view.now) {
        Kind::Unread => ("NEXT", format!("{name}: {next}"), theme.focus),
        Kind::Unreadable => {
            let (code, word) = (row.code.masked(), word.to_lowercase());
            ("LOOK", format!("the record of {code} is {word}: run periop verify"), theme.stop)
        }
        Kind::Case(urgency) => match urgency {
            Urgency::Stop => ("STOP", format!("{name}: {next}"), theme.stop),
            Urgency::TimerEnded => ("NEXT", format!("{name}: timer ended. {next}"), theme.caution),
            Urgency::TimerEnding | Urgency::TimerRuns => ("NEXT", format!("{name}: {word}. {next}"), theme.focus),
            Urgency::Late | Urgency::Due => ("NEXT", format!("{name}: {next}, {word}"), theme.focus),
            Urgency::NotStarted => {
                let words = format!(
                    "{name}: planned for {when}{}. Start it, or {} ends it",
                    rest(row, &next),
                    key(view, ListAction::End)
                );
                ("NEXT", words, theme.focus)
            }
            Urgency::Planned => ("NEXT", format!("{when}: {name}, planned{}", rest(row, &next)), theme.focus),
            Urgency::InProgress | Urgency::Held | Urgency::ToClose | Urgency::Closed => {
                ("NEXT", format!("{name}: {next}"), theme.focus)
            }
            Urgency::PlannedLater => {
                ("NEXT", format!("Nothing today. {when}: {name}{}", rest(row, &next)), theme.focus)
            }
            Urgency::Waiting => {
                ("NEXT", format!("Nothing today. {name}: {next} due {}", row.right(view.now)), theme.focus)
            }
        },
    }
}

/// Where a planned case is to be, unless it is called by that, and what is to be prepared.
fn rest(row: &Row, next: &str) -> String {
    let place = if row.place() == row.name() { "" } else { row.place() };
    [place, next].into_iter().filter(|part| !part.is_empty()).fold(String::new(), |said, part| said + ", " + part)
}

/// What is looked for, how many cases have it, and what that hides.
fn find(frame: &mut Frame<'_>, area: Rect, view: View<'_>, shown: usize) {
    let Some(find) = &view.app.worklist.find else { return };
    let hidden = view.app.worklist.hidden_stops(view.now);
    let stops = if hidden == 1 { "1 STOP is hidden".to_owned() } else { format!("{hidden} STOPs are hidden") };
    let right = if hidden > 0 { vec![Span::styled(format!("■ {stops} "), view.theme.stop)] } else { Vec::new() };
    grouped::find(frame, area, view, find, (shown, view.app.worklist.listed(view.now).count()), right);
}

/// Draws the page of the list on which the cursor stands; says which cases those are where there are more.
fn rows(frame: &mut Frame<'_>, area: Rect, view: View<'_>, shown: &[&Row]) -> String {
    let list = &view.app.worklist;
    if shown.is_empty() {
        nothing(frame, area, view);
        return String::new();
    }
    let cursor = list.cursor(shown);
    let groups: Vec<Group> = shown.iter().map(|row| row.group(view.now)).collect();
    let more = list.closed.filter(|more| *more > 0);
    let (height, end) = (usize::from(area.height), usize::from(more.is_some()));
    let mut entries = entries(&groups, height, cursor, end);
    let page = on_page(&entries, shown.len());
    entries.extend(more.filter(|_| entries.len() < height).map(Entry::More));
    for (y, entry) in entries.iter().enumerate() {
        let here = row(Rect { width: area.width.min(WIDEST), ..area }, u16::try_from(y).unwrap_or(u16::MAX));
        let line = match entry {
            Entry::Gap => continue,
            Entry::Heading(group, count) => heading(group.heading(), *count, here.width, view),
            Entry::Row(n) => shown.get(*n).map_or_else(Line::default, |row| {
                view.note(here, Target::Case(row.code));
                line(row, *n == cursor, here.width, view)
            }),
            Entry::More(more) => {
                let words = format!("   and {more} more; {} opens one by its code", key(view, ListAction::Code));
                Line::styled(words, view.theme.muted)
            }
        };
        put(frame, here, &line);
    }
    page
}

/// What can be done where no case is listed; where there is little room, in few words.
fn nothing(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let say = |long, short| if area.width < NARROW { short } else { long };
    let way = |key: &str, what| format!("  {key}   {what}");
    let lines = if view.app.worklist.find.is_some() {
        vec![String::new(), "  No case has these words.".to_owned(), way("esc", "shows all cases again")]
    } else {
        let key = |action| key(view, action);
        vec![
            String::new(),
            way(&key(ListAction::New), say("opens a case: choose the checklist, say which bay", "opens a case")),
            way(&key(ListAction::Plan), "plans one for later"),
            way(
                &key(ListAction::Practise),
                say("practises: rehearse the steps, nothing of it is a patient's", "practises, with no patient"),
            ),
            way(&view.key_in(KeyMode::Worklist, Action::Help), "shows all keys"),
            String::new(),
            format!(
                "  {}",
                say("\"periop demo\" in a shell shows it with made-up cases.", "\"periop demo\": made-up cases")
            ),
        ]
    };
    // A low screen has no row for a blank one.
    let is_low = usize::from(area.height) < lines.len();
    put_lines(frame, area, lines.into_iter().filter(|words| !is_low || !words.is_empty()).map(Line::raw));
}

/// The key by which something is done on the list, as it is written.
fn key(view: View<'_>, action: ListAction) -> String {
    view.key_in(KeyMode::Worklist, Action::List(action))
}

fn sign(row: &Row, view: View<'_>) -> (&'static str, Style) {
    let theme = view.theme;
    match row.kind(view.now) {
        Kind::Case(Urgency::Stop) => ("■", theme.stop),
        Kind::Unreadable => ("■", theme.stop),
        Kind::Case(Urgency::TimerEnded) => ("◆", theme.caution),
        Kind::Case(Urgency::TimerEnding | Urgency::TimerRuns) => ("◷", theme.focus),
        Kind::Case(Urgency::Late) => ("▲", theme.caution),
        Kind::Case(Urgency::Due) => ("△", theme.caution),
        Kind::Case(Urgency::NotStarted) => ("▽", theme.caution),
        Kind::Case(Urgency::InProgress) => ("▸", theme.focus),
        Kind::Case(Urgency::Held) => ("‖", theme.caution),
        Kind::Case(Urgency::Planned | Urgency::PlannedLater) => ("○", Style::new()),
        Kind::Case(Urgency::ToClose) => ("□", theme.focus),
        Kind::Case(Urgency::Waiting) => ("◇", theme.muted),
        Kind::Unread => ("…", theme.muted),
        Kind::Case(Urgency::Closed) if row.is_completed() => ("✓", theme.done),
        Kind::Case(Urgency::Closed) => ("–", theme.muted),
    }
}

/// A row of the list.
fn line(row: &Row, current: bool, width: u16, view: View<'_>) -> Line<'static> {
    let theme = view.theme;
    let (sign, style) = sign(row, view);
    let plain = theme.words_of(style);
    let mut left = vec![Span::styled(column(&row.word(view.now), 13), plain)];
    let place = Span::styled(column(row.place(), 11), theme.title);
    let code = Span::styled(format!(" {}", row.code.masked()), theme.muted);
    let next = row.next(view.now);
    if width < NARROW {
        left.push(if row.place().is_empty() { code } else { place });
        left.extend((width >= 45).then(|| Span::raw(format!(" {next}"))));
    } else {
        left.extend([place, code]);
        if width >= WIDE {
            let title = row.summary().map(|summary| summary.checklist.title.as_str()).unwrap_or_default();
            left.push(Span::styled(format!(" {}", column(title, 19)), theme.muted));
        }
        left.push(Span::raw(format!("  {next}")));
    }
    let right = vec![Span::raw(format!("{} ", row.right(view.now)))];
    marked(ends(left, right, width.saturating_sub(2)), (sign, style), current, view)
}

/// How many rows the words about the case under the cursor may take.
fn detail_rows(area: Rect) -> u16 {
    match (area.height, area.width) {
        // It is told beside the list.
        (..8, _) | (_, SUMMARY_FROM..) => 0,
        (16.., ..NARROW) => 2,
        (_, _) => 1,
    }
}

/// The case under the cursor in whole words: what its row had to cut or leave out.
fn detail(frame: &mut Frame<'_>, area: Rect, view: View<'_>, shown: &[&Row]) {
    let Some(row) = shown.get(view.app.worklist.cursor(shown)) else { return };
    let title =
        row.summary().filter(|_| (NARROW..WIDE).contains(&area.width)).map(|summary| summary.checklist.title.as_str());
    let (word, name) = (row.word(view.now), row.place());
    let long = |words: &str, most: usize| if wide(words) > most { words.to_owned() } else { String::new() };
    let parts =
        [row.code.masked(), long(name, 10), title.unwrap_or_default().to_owned(), long(&word, 12), row.next(view.now)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let words = parts.join("  ");
    let lines = wrap_to(&words, area.width.saturating_sub(2).into(), area.height.into());
    put_lines(frame, area, lines.into_iter().map(|words| Line::styled(format!(" {words}"), view.theme.muted)));
}
