//! The run screen: what is next at the top, phases and sections on the left, the section's items beside.

mod block;
mod header;
mod items;
mod keys;
mod options;
mod sections;
mod typing;

pub(super) use typing::field_line;

use super::{View, beside, notice, notice_height, put, put_lines, rule, stacked};
use crate::{app::Run, domain::case::Case};
use header::{head, next_lines};
use items::{blocks, items_of_section, rows_of_current};
use keys::keys_now;
use ratatui::{Frame, layout::Rect, text::Line};
use sections::sections;

/// Below this width the sections on the left give way to the items.
const FULL_WIDTH: u16 = 72;
const SIDE_WIDTH: u16 = 25;
/// From this width on there is room for a pane that says why the current item matters.
const DETAIL_FROM: u16 = 120;
const ITEMS_WIDTH: u16 = 62;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let full = area.width >= FULL_WIDTH;
    let next = case.next(view.now);
    let top_lines = next_lines(view, run, case, &next, area.width);
    let said = notice_height(view.app, area);
    let above = u16::try_from(top_lines.len()).unwrap_or(1);
    // Where the current item does not fit otherwise, the line and an empty notice give their rows to it, at last
    // the keys, unless they say how what is being typed ends.
    let room = area.height.saturating_sub(above + said + 3);
    let blocks = blocks(view, run, case, items_width(area.width));
    let needed = rows_of_current(&blocks, run);
    // With the row that says that there are other items.
    let tight = needed + usize::from(blocks.len() > 1) > usize::from(room);
    let said = if tight && view.app.shell.notice.is_none() { 0 } else { said };
    let room = usize::from(area.height.saturating_sub(above + said + 2));
    // Its text may stand at the top alone.
    let keys_fit = run.entry.is_some() || needed.saturating_sub(usize::from(above)) <= room;
    let heights = [Some(1), Some(above), Some(u16::from(!tight)), None, Some(said), Some(u16::from(keys_fit))];
    let [header, top, line, body, said, keys] = stacked(area, heights);
    put(frame, header, &head(view, run, case, full, header.width));
    put_lines(frame, top, top_lines);
    rule(frame, line, view.theme);
    let mut items = body;
    if full {
        let [side, right] = beside(body, SIDE_WIDTH);
        sections(frame, side, view, run, case);
        edge(frame, right, view);
        items = beside(right, 2)[1];
    }
    if area.width >= DETAIL_FROM {
        let [left, about] = beside(items, ITEMS_WIDTH);
        detail(frame, about, view, run, case);
        items = left;
    }
    items_of_section(frame, items, view, (run, case), blocks, &next);
    notice(frame, said, view);
    keys_now(frame, keys, view, run, case);
}

/// How wide the items are on a screen of this width.
fn items_width(width: u16) -> u16 {
    match width {
        DETAIL_FROM.. => ITEMS_WIDTH,
        FULL_WIDTH.. => width - SIDE_WIDTH - 2,
        _ => width,
    }
}

/// A line down the left edge of an area.
fn edge(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let [edge, _] = beside(area, 1);
    put_lines(frame, edge, (0..area.height).map(|_| Line::styled("│", view.theme.muted)));
}

/// Why the current item matters, its sources and its history, beside the items.
fn detail(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    edge(frame, area, view);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(1).min(ITEMS_WIDTH), ..area };
    let lines = super::dialog::about(view, case, run.cursor, usize::from(inner.width.saturating_sub(2)));
    put_lines(frame, inner, lines);
}
