//! A value being typed in place, or options being picked.

use super::super::{View, cut, end, wide, wrap};
use super::block::asks;
use super::options::options;
use crate::app::{Taken, ValueEntry};
use crate::domain::Text;
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, Field};
use ratatui::text::{Line, Span};

/// What is being typed or picked.
pub(super) fn typing(view: View<'_>, case: &Case, entry: &ValueEntry, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(entry.item);
    let mut lines = match &entry.taken {
        Taken::Several(_) => options(view, case, entry.item, Some(entry), width),
        Taken::Words(field) => vec![field_line(view, "", field.value(), &asks(&item.answer), width)],
        Taken::Fields { rows, at, field, .. } => {
            let AnswerType::Fields { fields, .. } = &item.answer else {
                return Vec::new();
            };
            let Some(now) = fields.get(*at) else {
                return Vec::new();
            };
            let new_row = *at == 0 && rows.len() > 1;
            let hint = match &now.answer {
                _ if new_row => "another one? enter alone saves".to_owned(),
                AnswerType::Choice { .. } => "press its number".to_owned(),
                spec if now.optional => format!("{} (may stay empty)", asks(spec)),
                spec => asks(spec),
            };
            let place = format!("{} ({}/{})", now.label, at + 1, fields.len());
            let mut lines = vec![field_line(view, &place, field.value(), &hint, width)];
            let given = rows.last().into_iter().flatten().zip(fields).filter(|(words, _)| !words.is_empty());
            let given: Vec<String> = given.map(|(words, field)| said(field, words)).collect();
            if !given.is_empty() {
                // The newest ones, where not all have room.
                lines.push(Line::styled(end(&given.join(", "), width), view.theme.muted));
            }
            for (option, n) in now.answer.options().iter().zip(1..) {
                lines.push(Line::raw(cut(&format!("{n} {}", option.label), width)));
            }
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
