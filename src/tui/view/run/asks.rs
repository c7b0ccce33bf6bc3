//! What an open item asks for: its options, its range, the signs for what stands instead of a value.

use super::super::{View, cut, dialog, wide};
use super::options::options;
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, Choice, ItemIx};
use ratatui::text::Line;

/// What an open item asks for: its options, what it confirms, its range and what was found before.
pub(super) fn asked(
    view: View<'_>,
    case: &Case,
    ix: ItemIx,
    confirmed: Option<Vec<String>>,
    room: usize,
) -> Vec<Line<'static>> {
    match &case.checklist().item(ix).answer {
        AnswerType::Choice { .. } => options(view, case, ix, None, room),
        AnswerType::Check => confirmed.into_iter().flatten().map(Line::raw).collect(),
        spec @ (AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. }
        | AnswerType::Timer { .. }
        | AnswerType::Fields { .. }) => {
            let before = dialog::before(view, case, ix).map(|before| format!("   {before}"));
            let (asked, before) = (asks(spec), before.unwrap_or_default());
            // Fields have a second row.
            let lines = if matches!(spec, AnswerType::Fields { .. }) {
                [asked + &before, or(spec, room)]
            } else {
                [with_or(&asked, spec, room) + &before, String::new()]
            };
            lines
                .iter()
                .filter(|line| !line.is_empty())
                .map(|line| Line::styled(cut(line, room), view.theme.muted))
                .collect()
        }
    }
}

/// What an open item asks for.
pub(super) fn asks(spec: &AnswerType) -> String {
    match spec {
        AnswerType::Number { unit, min, max, .. } => format!("{min} to {max} {unit}"),
        AnswerType::Text { .. } => "words; no names, birth dates, record numbers".to_owned(),
        AnswerType::Date { month: true, .. } => "a month such as 03/27, or a date".to_owned(),
        AnswerType::Date { month: false, .. } => "a date".to_owned(),
        AnswerType::Time { .. } => "a time".to_owned(),
        AnswerType::Timer { minutes, .. } => format!("{minutes} min"),
        AnswerType::Fields { fields, each, .. } => {
            let labels: Vec<&str> =
                fields.iter().skip(usize::from(each.is_some())).map(|field| field.label.as_str()).collect();
            let of_each = if each.is_some() { " of each" } else { "" };
            format!("{}{of_each}", labels.join(", "))
        }
        AnswerType::Check | AnswerType::Choice { .. } => String::new(),
    }
}

/// The named alternatives with the signs that pick them, in words as room allows; the others as they are typed.
pub(super) fn or(spec: &AnswerType, room: usize) -> String {
    let words = |labels: usize| {
        let named = |n: usize, option: &Choice| if n < labels { option.label.clone() } else { option.id.to_string() };
        let signed = spec.signs().enumerate().map(|(n, (sign, option))| format!("{sign} {}", named(n, option)));
        let typed = spec.options().iter().skip(spec.signs().count()).map(|option| format!("or {}", option.id));
        signed.chain(typed).collect::<Vec<_>>().join("  ")
    };
    (0..=spec.signs().count()).rev().map(words).find(|words| wide(words) <= room).unwrap_or_else(|| words(0))
}

/// The same behind what is asked for.
pub(super) fn with_or(asked: &str, spec: &AnswerType, room: usize) -> String {
    let or = or(spec, room.saturating_sub(wide(asked) + 2));
    if or.is_empty() { asked.to_owned() } else { format!("{asked}  {or}") }
}
