//! What there is to look up: titles on the left or alone, the sheet on the right or over them.

use super::super::words::wide;
use super::super::{
    Hint, View, beside, cut, edge, hints, notice, notice_height, padded, put, put_lines, row, searched, stacked,
    wrap_to,
};
use crate::app::{Action, Key, KeyMode, Lookup, Scroll};
use crate::domain::reference::{Found, Sheet};
use crate::report::{Look, SheetLine, sheet_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// From this width on the titles stand beside the sheet.
const BOTH_FROM: u16 = 120;
const TITLES: u16 = 44;
/// Longer lines are hard to read.
const WIDEST: usize = 110;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lookup: &Lookup) {
    Clear.render(area, frame.buffer_mut());
    let found = lookup.found();
    let sheet = lookup.sheet(&found);
    let both = area.width >= BOTH_FROM;
    // A file of the site that does not count is told of here as well.
    let said = view.app.shell.notice.as_ref().map_or(0, |_| notice_height(view.app, area));
    let [top, body, said, keys] = stacked(area, [Some(1), None, Some(said), Some(1)]);
    notice(frame, said, view);
    let typed = lookup.field.value();
    let count = format!("{} of {} ", found.len(), lookup.sheets.len());
    searched(frame, top, view, " LOOK UP  ", (typed, lookup.open.is_none()), &count);
    let [left, right] = beside(body, if both { TITLES } else { 0 });
    if both || lookup.open.is_none() {
        titles(frame, if both { left } else { body }, view, lookup, &found);
    }
    let area = if both { beside(right, 2)[1] } else { body };
    let sheet = sheet.filter(|_| both || lookup.open.is_some());
    let scrolls = sheet.is_some_and(|sheet| self::sheet(frame, area, view, lookup, sheet));
    if both {
        edge(frame, right, view.theme);
    }
    foot(frame, keys, view, lookup, scrolls.then(|| Hint::new("↑ ↓", "scroll")));
}

/// A line of the list of titles: a heading, a title, or where its words were found.
struct Row<'a> {
    words: Line<'a>,
    /// Of which title it is, by its place among those found.
    of: Option<usize>,
}

fn titles(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lookup: &Lookup, found: &[Found]) {
    let rows = rows(view, lookup, found, area.width);
    if rows.is_empty() {
        return put(frame, area, &Line::raw("  nothing has these words; esc shows all"));
    }
    let cursor = lookup.cursor.min(found.len().saturating_sub(1));
    let room = usize::from(area.height);
    let last = rows.iter().rposition(|row| row.of == Some(cursor)).unwrap_or(0);
    // What stands before and behind it is seen as well.
    let first = (last + 1).saturating_sub(room * 2 / 3).min(rows.len().saturating_sub(room));
    lookup.list.first_of(rows.len(), room, 0);
    put_lines(frame, area, rows.into_iter().skip(first).take(room).map(|row| row.words));
}

fn rows<'a>(view: View<'_>, lookup: &'a Lookup, found: &[Found], width: u16) -> Vec<Row<'a>> {
    let several = lookup.sheets.iter().any(|sheet| sheet.checklist != lookup.sheets[0].checklist);
    let room = usize::from(width).saturating_sub(4);
    let mut rows = Vec::new();
    let mut before = None;
    for (n, Found { sheet: at, line }) in found.iter().enumerate() {
        let sheet = &lookup.sheets[*at];
        let heading = heading(lookup, *at, sheet, several);
        if before.as_ref() != Some(&heading) {
            rows.extend(before.is_some().then(|| Row { words: Line::default(), of: None }));
            rows.push(Row { words: Line::styled(format!(" {heading}"), view.theme.title), of: None });
            before = Some(heading);
        }
        let here = n == lookup.cursor.min(found.len().saturating_sub(1));
        let words = padded(&format!(" {}", cut(sheet.title.as_str(), room)), usize::from(width).saturating_sub(1));
        let style = if here { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        let sign = if here { Span::styled("▐", view.theme.focus) } else { Span::raw(" ") };
        rows.push(Row { words: Line::from(vec![sign, Span::styled(words, style)]), of: Some(n) });
        for words in line.iter().flat_map(|line| wrap_to(line, room.saturating_sub(2), 2)) {
            rows.push(Row { words: Line::styled(format!("    {words}"), view.theme.muted), of: Some(n) });
        }
    }
    rows
}

/// What stands over a title: the item that names it, else its kind, and the checklist where there are several.
fn heading(lookup: &Lookup, at: usize, sheet: &Sheet, several: bool) -> String {
    match &lookup.item {
        Some((item, named)) if at < *named => format!("ABOUT \"{item}\""),
        Some(_) | None if several => format!("{}  {}", sheet.checklist, sheet.topic.heading()),
        Some(_) | None => sheet.topic.heading().to_owned(),
    }
}

/// Whether there is more of it than fits.
fn sheet(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lookup: &Lookup, sheet: &Sheet) -> bool {
    let width = usize::from(area.width.saturating_sub(2)).min(WIDEST);
    let lines = sheet_lines(sheet, width, wide);
    let room = usize::from(area.height);
    // It begins where the first of the words typed stands, under the line before.
    let word = lookup.field.value().split_whitespace().next().map(str::to_lowercase);
    let has = |line: &SheetLine| word.as_ref().is_some_and(|word| line.words.to_lowercase().contains(word));
    let begins = lines.iter().position(has).map_or(0, |at| at.saturating_sub(1));
    let unread = Scroll::default();
    let first = lookup.open.as_ref().unwrap_or(&unread).first_of(lines.len(), room, begins);
    let (below, scrolls) = (lines.len().saturating_sub(first + room), lines.len() > room);
    let style = |look| match look {
        Look::Title | Look::Heading => view.theme.title,
        Look::Warning => view.theme.caution,
        Look::Plain => Style::new(),
        Look::Muted => view.theme.muted,
    };
    let lines = lines.into_iter().skip(first).take(room);
    put_lines(frame, area, lines.map(|SheetLine { look, words }| Line::styled(format!(" {words}"), style(look))));
    if below > 0 {
        let more = format!(" ↓ {} more lines", below + 1);
        let last = row(area, area.height.saturating_sub(1));
        Clear.render(last, frame.buffer_mut());
        put(frame, last, &Line::styled(more, view.theme.focus));
    }
    scrolls
}

fn foot(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lookup: &Lookup, scroll: Option<Hint>) {
    if lookup.open.is_some() {
        let list = Hint::of(view, KeyMode::Page, Action::Back, "list");
        return hints(frame, area, view, scroll.into_iter().chain([list]).collect(), KeyMode::Typing, &[]);
    }
    let esc = if lookup.field.value().is_empty() { "back" } else { "show all" };
    let first = vec![Hint::key(Key::Enter, "read"), Hint::new("↑ ↓", "choose"), Hint::key(Key::Esc, esc)];
    hints(frame, area, view, first, KeyMode::Typing, &[]);
}
