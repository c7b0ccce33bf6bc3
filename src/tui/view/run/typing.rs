//! A value being typed in place, or options being picked.

use super::super::{View, cut, end, wide, wrap};
use super::asks::{asks, or, with_or};
use super::options::options;
use crate::app::{RowEntry, Taken, ValueEntry};
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, Field, Item};
use crate::domain::{Answer, Text};
use ratatui::text::{Line, Span};

/// What is being typed or picked.
pub(super) fn typing(view: View<'_>, case: &Case, entry: &ValueEntry, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(entry.item);
    let mut lines = match &entry.taken {
        Taken::Several(_) => options(view, case, entry.item, Some(entry), width),
        Taken::Words(field) => {
            let (asked, room) = (asks(&item.answer), width.saturating_sub(5));
            let hint = if entry.is_untouched() { with_or(&asked, &item.answer, room) } else { asked };
            vec![field_line(view, "", field.value(), &hint, width)]
        }
        Taken::Fields { rows, at, field, .. } => {
            let row = rows.last().cloned().unwrap_or_default();
            let mut lines = in_fields(view, item, row, (*at, rows.len() > 1), field.value(), width);
            let or = or(&item.answer, width);
            lines.extend(
                (entry.is_untouched() && !or.is_empty()).then(|| Line::styled(cut(&or, width), view.theme.muted)),
            );
            lines
        }
    };
    if let Some(misfit) = &entry.misfit {
        lines.extend(wrap(misfit, width).into_iter().map(|words| Line::styled(words, view.theme.caution)));
    }
    lines
}

/// What was given for a field: of an option its label.
fn said(field: &Field, words: &str) -> String {
    let option = field.answer.options().iter().find(|option| *option.id.as_str() == *words);
    format!("{} {}", field.label, option.map_or(words, |option| option.label.as_str()))
}

/// The field that is typed, and what the row has before it.
fn in_fields(
    view: View<'_>,
    item: &Item,
    row: RowEntry,
    (at, several): (usize, bool),
    typed: &str,
    width: usize,
) -> Vec<Line<'static>> {
    let AnswerType::Fields { fields, .. } = &item.answer else { return Vec::new() };
    let now = fields.get(at);
    let is_lot = now.is_some_and(|now| item.answer.scan().is_some_and(|scan| scan.lot == now.id));
    let hint = match now.map(|now| (&now.answer, now.optional)) {
        None => "enter takes it".to_owned(),
        Some(_) if several && row.is_empty() => "another one? enter alone saves".to_owned(),
        Some((AnswerType::Choice { .. }, _)) => "press its number".to_owned(),
        Some(_) if is_lot => "scan it, or type it".to_owned(),
        Some((spec, true)) => format!("{} (may stay empty)", asks(spec)),
        Some((spec, false)) => asks(spec),
    };
    let place = now.map_or("scanned".to_owned(), |now| format!("{} ({}/{})", now.label, at + 1, fields.len()));
    let mut lines = vec![field_line(view, &place, typed, &hint, width)];
    let words = row.words.iter().zip(fields).filter(|(words, _)| !words.is_empty());
    let mut given: Vec<String> = words.map(|(words, field)| said(field, words)).collect();
    let mut scanned = row.scanned;
    // A number that no label shows.
    scanned.retain(|id, _| item.answer.scan().is_none_or(|scan| scan.article != *id));
    if !scanned.is_empty() {
        given.push(Answer::Fields(vec![scanned]).say(item, view.now).into());
    }
    if !given.is_empty() {
        // The newest ones, where not all have room.
        lines.push(Line::styled(end(&given.join(", "), width), view.theme.muted));
    }
    for (option, n) in now.into_iter().flat_map(|now| now.answer.options()).zip(1..) {
        lines.push(Line::raw(cut(&format!("{n} {}", option.label), width)));
    }
    lines
}

/// A field with its cursor; what it asks for stands beside it.
pub(in crate::tui::view) fn field_line(
    view: View<'_>,
    label: &str,
    typed: &str,
    hint: &str,
    width: usize,
) -> Line<'static> {
    let typed = Text::sanitise(typed).to_string();
    let start = if label.is_empty() { "› ".to_owned() } else { format!("{label} › ") };
    let room = width.saturating_sub(wide(&start) + 2);
    let shown = end(&typed, room);
    let hint = cut(hint, room.saturating_sub(wide(&shown) + 1));
    Line::from(vec![
        Span::styled(start, view.theme.focus),
        Span::styled(shown, view.theme.title),
        Span::styled("▏", view.theme.focus),
        Span::styled(format!(" {hint}"), view.theme.muted),
    ])
}
