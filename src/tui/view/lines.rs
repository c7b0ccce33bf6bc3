//! Lines on the screen: cut to their room, laid out by addition, drawn cell by cell.

use super::words::{across, cut, sent, wide};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A line with something on its left and something on its right; the right side stays whole.
pub(super) fn ends<'a>(left: Vec<Span<'a>>, right: Vec<Span<'a>>, width: u16) -> Line<'a> {
    let width = usize::from(width);
    let right_wide = across(&right);
    let mut spans = shortened(left, width.saturating_sub(right_wide + 1));
    let used = across(&spans);
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + right_wide))));
    spans.extend(right);
    Line::from(spans)
}

/// Spans in so many columns; the last ends in `…` where something is missing.
pub(super) fn shortened(spans: Vec<Span<'_>>, room: usize) -> Vec<Span<'_>> {
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
pub(super) fn stacked<const N: usize>(area: Rect, heights: [Option<u16>; N]) -> [Rect; N] {
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
pub(super) fn beside(area: Rect, width: u16) -> [Rect; 2] {
    let width = width.min(area.width);
    [Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area }]
}

/// Draws a line down the left edge of an area; what is left of the area.
pub(super) fn edge(frame: &mut Frame<'_>, area: Rect, theme: &Theme) -> Rect {
    let [edge, rest] = beside(area, 1);
    put_lines(frame, edge, (0..area.height).map(|_| Line::styled("╎", theme.muted)));
    rest
}

pub(super) fn row(area: Rect, y: u16) -> Rect {
    Rect { y: area.y + y, height: 1, ..area }.intersection(area)
}

/// Whether a character stands in one column and belongs to no other of these beside it: printable ASCII, what lines
/// are drawn with, and the signs that stand in most lines.
pub(super) fn is_one_column(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{2500}'..='\u{257f}' | '·' | '…' | '°' | '✓' | '○' | '■' | '▸' | '⊘')
}

/// Draws a line. Plain words go cell by cell: to look for what belongs together in them, as ratatui does for all
/// words, took a third of a frame.
pub(super) fn put(frame: &mut Frame<'_>, area: Rect, line: &Line<'_>) {
    let buffer = frame.buffer_mut();
    let area = Rect { height: area.height.min(1), ..area }.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    if line.style != Style::new() {
        buffer.set_style(area, line.style);
    }
    let is_wider = across(&line.spans) > usize::from(area.width);
    let shorter = is_wider.then(|| shortened(line.spans.clone(), area.width.into()));
    let mut x = area.x;
    for span in shorter.as_ref().unwrap_or(&line.spans) {
        let style = line.style.patch(span.style);
        let room = usize::from(area.right() - x);
        let words = sent(&span.content);
        if words.chars().all(is_one_column) {
            let start = buffer.index_of(x, area.y);
            for (cell, c) in buffer.content[start..start + room].iter_mut().zip(words.chars()) {
                // Most of a screen is blank already.
                if c != ' ' || style != Style::new() || cell.symbol() != " " {
                    cell.set_char(c).set_style(style);
                }
                x += 1;
            }
        } else {
            x = buffer.set_stringn(x, area.y, &words, room, style).0;
        }
        if x >= area.right() {
            break;
        }
    }
}

pub(super) fn has_words(line: &Line<'_>) -> bool {
    line.spans.iter().any(|span| !span.content.trim().is_empty())
}

/// Lines in so many rows; the last ends in `…` where words are missing.
pub(super) fn shorten(lines: &mut Vec<Line<'_>>, rows: usize) {
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
pub(super) fn put_lines<'a>(frame: &mut Frame<'_>, area: Rect, lines: impl IntoIterator<Item = Line<'a>>) {
    let mut lines: Vec<Line<'a>> = lines.into_iter().collect();
    shorten(&mut lines, area.height.into());
    for (y, line) in (0..area.height).zip(lines) {
        put(frame, row(area, y), &line);
    }
}

pub(super) fn rule(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    put(frame, area, &Line::styled("╌".repeat(area.width.into()), theme.muted));
}
