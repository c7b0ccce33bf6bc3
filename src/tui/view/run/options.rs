//! The options of a choice, each with its digit.

use super::super::{View, wide, wrap};
use crate::app::{Taken, ValueEntry};
use crate::domain::Answer;
use crate::domain::case::{Case, Status};
use crate::domain::checklist::ItemIx;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// The options with their digits, wrapped between options; a stop is marked before it is chosen.
pub(super) fn options(
    view: View<'_>,
    case: &Case,
    ix: ItemIx,
    entry: Option<&ValueEntry>,
    width: usize,
) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    let chosen = match case.status(ix) {
        Status::Answered(_, Answer::Choice(chosen)) => chosen.as_slice(),
        _ => &[],
    };
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    let mut used = 0;
    for (n, option) in item.answer.options().iter().enumerate() {
        let stops = if item.stops_alone(ix, &option.id) { " ■" } else { "" };
        let is_picked = match entry.map(|entry| &entry.taken) {
            Some(Taken::Several(picked)) => picked.contains(&n),
            Some(Taken::Words(_) | Taken::Fields { .. }) | None => chosen.contains(&option.id),
        };
        let tick = if is_picked { "✓" } else { "" };
        let label = format!("{}{tick} {}{stops}", (n + 1) % 10, option.label);
        let style = if is_picked { view.theme.focus } else { Style::new() };
        let gap = if used == 0 { 0 } else { 3 };
        if used + gap + wide(&label) > width && used > 0 {
            lines.push(Line::default());
            used = 0;
        }
        // One that is wider than the row goes on under it: half an option must not be chosen.
        for (row, words) in wrap(&label, width).into_iter().enumerate() {
            if row > 0 {
                lines.push(Line::default());
                used = 0;
            }
            let gap = if used == 0 { 0 } else { 3 };
            used += gap + wide(&words);
            if let Some(line) = lines.last_mut() {
                line.push_span(Span::raw(" ".repeat(gap)));
                line.push_span(Span::styled(words, style));
            }
        }
    }
    lines
}

/// The digit of the option whose words these are.
pub(super) fn digit_of(case: &Case, ix: ItemIx, words: &str) -> Option<char> {
    let digit = words.chars().next().filter(char::is_ascii_digit)?;
    let (_, label) = words.split_once(' ')?;
    let place = digit.to_digit(10).map(|n| if n == 0 { 9 } else { n as usize - 1 })?;
    let option = case.checklist().item(ix).answer.options().get(place)?;
    option.label.as_str().starts_with(label.trim_end_matches(" ■")).then_some(digit)
}
