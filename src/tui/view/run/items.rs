//! The items of the current section, each as tall whether it is open or answered.

use super::super::{View, beside, ends, has_words, put, row, stacked, wrap};
use super::block::block;
use crate::app::{Run, visible};
use crate::domain::case::{Case, Next};
use crate::domain::checklist::ItemIx;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// One item's rows, as tall whether it is open or answered, so that an answer moves nothing below it.
pub(super) struct Block {
    ix: ItemIx,
    lines: Vec<Line<'static>>,
}

impl Block {
    /// On a low screen the text of what is next stands at the top already: its rows go to its options.
    fn leave_text_out(&mut self, case: &Case, room: usize, width: usize) {
        if self.lines.len() > room {
            let text = wrap(case.checklist().item(self.ix).text.as_str(), width.saturating_sub(4)).len();
            self.lines.drain(..text.min(self.lines.len() - 1));
        }
    }
}

impl Block {
    /// What does not fit on a page is counted.
    fn fit(&mut self, room: usize, view: View<'_>) {
        let used = self.lines.iter().rposition(has_words).map_or(0, |last| last + 1);
        self.lines.truncate(room.max(1));
        if used > room
            && let Some(last) = self.lines.last_mut()
        {
            let words = format!("    … {} rows more: i shows them", used + 1 - room.max(1));
            *last = Line::styled(words, view.theme.focus);
        }
    }
}

/// The rows of each item of the current section, in a column of this width.
pub(super) fn blocks(view: View<'_>, run: &Run, case: &Case, width: u16) -> Vec<Block> {
    let width = usize::from(width);
    visible(case, run.cursor).map(|ix| Block { ix, lines: block(view, run, case, ix, width) }).collect()
}

/// How many rows the current item takes.
pub(super) fn rows_of_current(blocks: &[Block], run: &Run) -> usize {
    blocks.iter().find(|block| block.ix == run.cursor).map_or(0, |block| block.lines.len())
}

/// Draws the items of the current section; `next` is what is next in the case.
pub(super) fn items_of_section(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    (run, case): (&Run, &Case),
    mut blocks: Vec<Block>,
    next: &Next,
) {
    let Some(current) = blocks.iter().position(|block| block.ix == run.cursor) else { return };
    let several = usize::from(blocks.len() > 1);
    let tall = area.height > 9 && blocks[current].lines.len() + several < usize::from(area.height);
    let [title, body] = stacked(area, [Some(u16::from(tall)), None]);
    put(frame, title, &heading(view, run, case, area.width));
    let room = usize::from(body.height);
    if !tall && *next == Next::Item(run.cursor) {
        blocks[current].leave_text_out(case, room, usize::from(area.width));
    }
    let Some(page) = pages(&blocks, room).into_iter().find(|page| page.contains(&current)) else { return };
    let (above, below) = (page.start, blocks.len() - page.end);
    let mut rows = 0..body.height;
    for block in &mut blocks[page.clone()] {
        block.fit(room, view);
        for ((n, line), y) in block.lines.iter().enumerate().zip(&mut rows) {
            put(frame, beside(row(body, y), 1)[1], line);
            if block.ix == run.cursor {
                bracket(frame, row(body, y), n, block.lines.len(), view);
            }
        }
    }
    // What room is left shows the beginning of the item that comes next.
    let foot = body.height.saturating_sub(1);
    let beginning = blocks.get(page.end).into_iter().flat_map(|block| &block.lines);
    for (y, line) in (rows.start..foot).zip(beginning) {
        put(frame, beside(row(body, y), 1)[1], &line.clone().style(view.theme.muted));
    }
    // Where an item fills the page its empty last row says it, or else the end of the bracket.
    let filled = blocks[page].last().is_some_and(|block| rows.is_empty() && block.lines.last().is_some_and(has_words));
    put_others(frame, row(body, foot), (above, below), filled, view);
}

/// How many items are above and below those of the page.
fn put_others(frame: &mut Frame<'_>, area: Rect, (above, below): (usize, usize), filled: bool, view: View<'_>) {
    let told = |sign, n| if n > 0 { format!(" {sign} {n} more ") } else { String::new() };
    let sign = match (above, below) {
        (0, 0) => return,
        (0, _) => "↓",
        (_, 0) => "↑",
        (_, _) => "↕",
    };
    let [bracket, rest] = beside(area, 1);
    if filled {
        put(frame, bracket, &Line::styled(sign, view.theme.focus));
    } else {
        put(frame, rest, &Line::styled(format!("{}{}", told('↑', above), told('↓', below)), view.theme.muted));
    }
}

/// The section, and how it is worked through.
fn heading(view: View<'_>, run: &Run, case: &Case, width: u16) -> Line<'static> {
    let ix = case.checklist().item(run.cursor).section;
    let (section, progress) = (case.checklist().section(ix), case.section_progress(ix));
    let style = format!("  {}; {}", section.moment, section.style.words());
    let title = Span::styled(section.title.as_str().to_uppercase(), view.theme.title);
    // The count stands among the sections; here stands what is more than a count.
    let told = if progress.is_more_than_a_count() { progress.words() } else { String::new() };
    ends(vec![title, Span::styled(style, view.theme.muted)], vec![Span::raw(format!("{told} "))], width)
}

/// Pages of whole items: the cursor moves within a page without moving anything else. Where there are several, each
/// keeps a row that says so.
fn pages(blocks: &[Block], room: usize) -> Vec<std::ops::Range<usize>> {
    let whole: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let room = if whole > room { room.saturating_sub(1) } else { room };
    let mut pages = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (n, block) in blocks.iter().enumerate() {
        let height = block.lines.len();
        if used + height > room && n > start {
            pages.push(start..n);
            (start, used) = (n, 0);
        }
        used += height;
    }
    pages.push(start..blocks.len());
    pages
}

/// The box round the current item is open to the right: a slow line carries each move of it.
fn bracket(frame: &mut Frame<'_>, line: Rect, n: usize, height: usize, view: View<'_>) {
    let symbol = match (n, height) {
        (_, 1) => "▐",
        (0, _) => "┏",
        (n, height) if n + 1 == height => "┗",
        _ => "┃",
    };
    if let Some(cell) = frame.buffer_mut().cell_mut((line.x, line.y)) {
        cell.set_symbol(symbol).set_style(view.theme.focus);
    }
}
