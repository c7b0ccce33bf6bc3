//! What answers an item: as room for a pen, and in words for whoever approves it.

use crate::domain::checklist::{AnswerType, Checklist, Choice, Direction, Field, ItemIx};
use crate::report::page::{Room, Space, rows_of};

/// Of an answer with more rows than this the others stand on the back.
const MOST_ROWS: usize = 3;
/// Words up to here, in characters, stand on a blank.
const SHORT: usize = 30;
/// And up to here on a long one; more is written on lines.
const LONG: usize = 80;

/// Room for the answer, row by row.
pub(super) fn spaces(checklist: &Checklist, answer: &AnswerType) -> Vec<Vec<Space>> {
    match answer {
        AnswerType::Check => Vec::new(),
        AnswerType::Timer { minutes, from, .. } => vec![timer(checklist, &minutes.to_string(), *from)],
        AnswerType::Fields { fields, rows, each, alternatives, .. } => {
            let shown = (*rows).min(MOST_ROWS);
            let row: Vec<Space> =
                fields.iter().enumerate().flat_map(|(n, field)| named(field, n == 0 && each.is_some())).collect();
            let more = (*rows > shown).then(|| vec![Space::Words(format!("up to {rows}: more on the back").into())]);
            let others = (!alternatives.is_empty())
                .then(|| [Space::Words("or".into())].into_iter().chain(ticks(alternatives)).collect::<Vec<_>>());
            rows_of(shown, &row).into_iter().chain(more).chain(others).collect()
        }
        AnswerType::Choice { .. }
        | AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. } => vec![one("", answer)],
    }
}

fn timer(checklist: &Checklist, minutes: &str, from: Option<ItemIx>) -> Vec<Space> {
    let from = from.map(|ix| format!(", from {} on", checklist.quoted(ix))).unwrap_or_default();
    let length = Space::Words(format!("{minutes} min{from}").into());
    vec![length, Space::blank("started", Room::Time), Space::blank("ended", Room::Time)]
}

/// One value of several. The options of a row are those of another item: they stand there.
fn named(field: &Field, names_the_row: bool) -> Vec<Space> {
    let optional = if field.optional { " (if any)" } else { "" };
    let label = format!("{}{optional}", field.label);
    if names_the_row { vec![Space::blank(label, Room::Word)] } else { one(&label, &field.answer) }
}

/// Room for one value behind its name.
fn one(label: &str, answer: &AnswerType) -> Vec<Space> {
    let blank = |room| vec![Space::blank(label, room)];
    match answer {
        AnswerType::Choice { options, several } => {
            let how = if *several { "all that apply:" } else { "" };
            let before = [label, how].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ");
            let before = (!before.is_empty()).then(|| Space::Words(before.into()));
            before.into_iter().chain(ticks(options)).collect()
        }
        AnswerType::Number { unit, alternatives, .. } => {
            [Space::Blank(label.into(), Room::Number, unit.as_str().into())]
                .into_iter()
                .chain(ticks(alternatives))
                .collect()
        }
        AnswerType::Text { max } if *max <= SHORT => blank(Room::Word),
        AnswerType::Text { max } if *max <= LONG => blank(Room::Words),
        AnswerType::Text { .. } if label.is_empty() => vec![Space::Lines(2)],
        AnswerType::Text { .. } => vec![Space::Words(label.into()), Space::Lines(1)],
        AnswerType::Date { .. } => blank(Room::Date),
        AnswerType::Time { points: Direction::Now } => blank(Room::Time),
        AnswerType::Time { points: Direction::Past | Direction::Future | Direction::Any } => blank(Room::DateAndTime),
        // No field is one of these: the file is refused.
        AnswerType::Check | AnswerType::Timer { .. } | AnswerType::Fields { .. } => blank(Room::Words),
    }
}

fn ticks(options: &[Choice]) -> impl Iterator<Item = Space> {
    options.iter().map(|option| Space::tick(option.label.as_str()))
}

/// What would be accepted, in words.
pub(super) fn words(checklist: &Checklist, answer: &AnswerType) -> String {
    match answer {
        AnswerType::Check => "ticked, or not right with a reason".to_owned(),
        AnswerType::Choice { options, several } => {
            let how = if *several { "all that apply of" } else { "one of" };
            format!("{how}: {}", labels(options))
        }
        AnswerType::Number { unit, min, max, decimals, alternatives, otherwise } => {
            let other = otherwise
                .as_ref()
                .map(|other| format!("; {} to {} {} is refused as another unit", other.min, other.max, other.unit));
            let decimals =
                if *decimals == 0 { "whole numbers".to_owned() } else { format!("{decimals} decimals at most") };
            let number = format!("a number from {min} to {max} {unit}, {decimals}{}", other.unwrap_or_default());
            format!("{number}{}", or_else(alternatives))
        }
        AnswerType::Text { max } => format!("words, {max} characters at most"),
        AnswerType::Date { points, month } => {
            format!("a date{}{}", pointing(*points), if *month { "; a month stands for its last day" } else { "" })
        }
        AnswerType::Time { points } => format!("a date with a time{}", pointing(*points)),
        AnswerType::Timer { minutes, from, .. } => {
            let from = from.map(|ix| format!(", from {} on", checklist.quoted(ix))).unwrap_or_default();
            format!("a timer of {minutes} min{from}")
        }
        AnswerType::Fields { fields, rows, each, alternatives, .. } => {
            let field = |field: &Field| {
                let optional = if field.optional { ", may be left out" } else { "" };
                format!("{}: {}{optional}", field.label, words(checklist, &field.answer))
            };
            let fields: Vec<String> = fields.iter().map(field).collect();
            let rows = match each {
                Some(ix) => format!("for each chosen at {}: ", checklist.quoted(*ix)),
                None if *rows > 1 => format!("up to {rows} times: "),
                None => String::new(),
            };
            format!("{rows}{}{}", fields.join(" | "), or_else(alternatives))
        }
    }
}

fn pointing(points: Direction) -> &'static str {
    match points {
        Direction::Past | Direction::Now => ", not later than now",
        Direction::Future => ", not earlier than now",
        Direction::Any => "",
    }
}

fn labels(options: &[Choice]) -> String {
    let label = |option: &Choice| format!("{}{}", option.label, if option.alone { " (alone)" } else { "" });
    options.iter().map(label).collect::<Vec<_>>().join(" | ")
}

fn or_else(alternatives: &[Choice]) -> String {
    if alternatives.is_empty() { String::new() } else { format!("; or {}", labels(alternatives)) }
}
