//! The run screen: what is next at the top, phases and sections on the left, the section's items beside.

mod asks;
mod header;
mod items;
mod keys;
mod line;
mod open;
mod options;
mod said;
mod sections;
mod theatre;
mod typing;

pub(super) use typing::field_line;

use super::{
    View, beside, edge, ends, help_in_corner, mark, mode, notice, notice_height, put, put_lines, review, rule, stacked,
    wrap,
};
use crate::app::Run;
use crate::domain::case::{Case, Next};
use header::{crisis_lines, head, status};
use keys::keys_now;
use ratatui::style::Style;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};
use sections::sections;

/// Below this width the sections on the left give way to the items.
const FULL_WIDTH: u16 = 72;
const SIDE_WIDTH: u16 = 25;
/// From this width on there is room for a pane that says why the current item matters.
const DETAIL_FROM: u16 = 120;
/// And from this one for the record as it grows.
pub(super) const RECORD_FROM: u16 = 160;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    if run.theatre {
        return theatre::draw(frame, area, view, run, case);
    }
    let full = area.width >= FULL_WIDTH;
    let next = case.next(view.now);
    let crisis = crisis_lines(view, case, area.width);
    let mut told = status(view, run, case, &next, area.width);
    if full && told.is_empty() && crisis.is_empty() {
        // Its row stays where it is, so that nothing moves when there is something to tell.
        told.push(ends(Vec::new(), review(view), area.width));
    }
    let said = notice_height(view.app, area);
    let above = u16::try_from(told.len() + crisis.len()).unwrap_or(1);
    // Where the current item does not fit otherwise, the line and an empty notice give their rows to it, at last
    // the keys, unless they say how what is being typed ends.
    let room = area.height.saturating_sub(above + said + 3);
    let open = open::open(view, run, case, run.cursor, items_width(area.width).into());
    let others = crate::app::visible(case, run.cursor).nth(1).is_some();
    // With the row that says that there are other items.
    let tight = open.len() + usize::from(others) > usize::from(room);
    // What the bar says is not needed above it; a crisis is.
    if tight && next == Next::Item(run.cursor) {
        told.clear();
    }
    let above = u16::try_from(told.len() + crisis.len()).unwrap_or(above);
    let said = if tight && view.app.shell.notice.is_none() { 0 } else { said };
    let room = usize::from(area.height.saturating_sub(above + said + 2));
    let keys_fit = run.entry.is_some() || open.len() <= room;
    let heights = [Some(1), Some(above), Some(u16::from(!tight)), None, Some(said), Some(u16::from(keys_fit))];
    let [header, top, line, body, said, keys] = stacked(area, heights);
    // On a low or narrow screen the top line alone says that the checklist is not reviewed.
    let marks = if full && !told.is_empty() { mode(view) } else { mark(view) };
    put(frame, header, &head(view, run, case, marks, header.width));
    put_lines(frame, top, told.into_iter().chain(crisis));
    rule(frame, line, view.theme);
    columns(frame, body, view, (run, case), open);
    notice(frame, said, view);
    if keys.is_empty() {
        return help_in_corner(frame, area, view);
    }
    keys_now(frame, keys, view, run, case);
}

/// The sections, the items, and on a wide screen why the current one matters and the record as it grows.
fn columns(frame: &mut Frame<'_>, body: Rect, view: View<'_>, (run, case): (&Run, &Case), open: Vec<Line<'static>>) {
    let mut rest = body;
    if body.width >= FULL_WIDTH {
        let [side, right] = beside(body, SIDE_WIDTH);
        sections(frame, side, view, run, case);
        edge(frame, right, view.theme);
        rest = beside(right, 2)[1];
    }
    let [items, panes] = beside(rest, items_width(body.width));
    items::items(frame, items, view, (run, case), open);
    if body.width >= RECORD_FROM {
        let [about, record] = beside(panes, panes.width / 2);
        detail(frame, about, view, run, case);
        record_so_far(frame, record, view, case);
    } else if body.width >= DETAIL_FROM {
        detail(frame, panes, view, run, case);
    }
}

/// How wide the items are on a screen of this width.
pub(super) fn items_width(width: u16) -> u16 {
    let rest = width.saturating_sub(SIDE_WIDTH + 2);
    match width {
        RECORD_FROM.. => rest * 2 / 5,
        DETAIL_FROM.. => rest * 3 / 5,
        FULL_WIDTH.. => rest,
        _ => width,
    }
}

/// What stands beside the items on a wide screen.
pub(super) fn panes(area: Rect) -> Rect {
    let panes = beside(area, SIDE_WIDTH + 2 + items_width(area.width))[1];
    Rect { height: area.height.saturating_sub(1), ..panes }
}

/// Why the current item matters, its sources and its history, beside the items.
fn detail(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let inner = edge(frame, area, view.theme);
    let lines = super::dialog::about(view, case, run.cursor, usize::from(inner.width.saturating_sub(2)));
    put_lines(frame, inner, lines);
}

/// The record as it grows, the newest entry last.
fn record_so_far(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: &Case) {
    let inner = edge(frame, area, view.theme);
    let room = usize::from(inner.height);
    let width = usize::from(inner.width).saturating_sub(2);
    let mut rows: Vec<Line<'static>> = Vec::new();
    for entry in case.entries().iter().rev() {
        let stamp = &entry.entry.stamp;
        let start = format!("{} {}  ", view.now.say(stamp.at), stamp.by.code);
        let indent = start.chars().count();
        let is_undone = case.is_undone(stamp.seq);
        let words = format!("{}{}", case.say_entry(entry, view.now), if is_undone { "  (taken back)" } else { "" });
        let words = wrap(&words, width.saturating_sub(indent));
        if rows.len() + words.len() > room {
            break;
        }
        let style = if is_undone { view.theme.muted } else { Style::new() };
        rows.extend(words.into_iter().enumerate().rev().map(|(n, words)| {
            let start = if n == 0 { start.clone() } else { " ".repeat(indent) };
            Line::from(vec![Span::styled(format!(" {start}"), view.theme.muted), Span::styled(words, style)])
        }));
    }
    rows.reverse();
    put_lines(frame, inner, rows);
}
