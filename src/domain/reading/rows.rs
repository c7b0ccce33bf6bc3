//! Several values in a row: by name, or in the order in which their fields are shown.

use super::{MINUS, form, is_some_unit, read};
use crate::domain::checklist::{AnswerType, Field};
use crate::domain::{Answer, Id, Misfit, Now, Scanner, Text};
use std::collections::BTreeMap;

/// What stands before a scanned code.
const SCAN: &str = "scan=";
/// The most words that a value other than a text has: `yesterday 22:00`, `10 mg`.
const MOST_WORDS: usize = 2;

/// Reads values in the order of the fields, then `name=value`; `+` between words begins another row. Words without
/// `=` behind a name belong to its value.
pub(super) fn read_rows(spec: &AnswerType, words: &[&str], now: &Now) -> Result<Vec<BTreeMap<Id, Answer>>, Misfit> {
    let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
    words.split(|word| *word == "+").map(|words| read_row(spec, words, now)).collect()
}

/// Reads an answer in which `scan=` stands before the code of a drug's package, in the place of what that fills.
pub fn read_scanned(spec: &AnswerType, words: &[&str], now: &Now, scanner: &Scanner) -> Result<Answer, Misfit> {
    let split: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
    let Some(scan) = spec.scan().filter(|_| split.iter().any(|word| word.starts_with(SCAN))) else {
        return read(spec, words, now);
    };
    let rows = split.split(|word| *word == "+").map(|words| {
        let (codes, typed): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with(SCAN));
        let mut row = read_row(spec, &typed, now)?;
        for code in codes {
            for (id, value) in scanner.fills(scan, &code[SCAN.len()..], now)? {
                if row.insert(id.clone(), value).is_some() {
                    return Err(twice(spec, &id));
                }
            }
        }
        Ok(row)
    });
    let answer = Answer::Fields(rows.collect::<Result<_, _>>()?);
    spec.accepts(&answer, now)?;
    Ok(answer)
}

fn read_row(spec: &AnswerType, words: &[&str], now: &Now) -> Result<BTreeMap<Id, Answer>, Misfit> {
    let AnswerType::Fields { fields, .. } = spec else {
        return Err(Misfit::WrongKind { accepts: spec.prompt() });
    };
    let first = words.iter().position(|word| word.contains('=')).unwrap_or(words.len());
    let (in_order, named) = words.split_at(first);
    let mut row = BTreeMap::new();
    for (field, value) in fields.iter().zip(in_a_row(fields, &in_order.join(" "), now)?) {
        row.insert(field.id.clone(), read(&field.answer, &[&value], now).map_err(at(field))?);
    }
    let mut given: Vec<(&str, String)> = Vec::new();
    for word in named {
        match (word.split_once('='), given.last_mut()) {
            (Some((name, value)), _) => given.push((name, value.to_owned())),
            (None, Some((_, value))) => *value = format!("{value} {word}"),
            (None, None) => return Err(spec.unknown_field(word)),
        }
    }
    for (name, value) in given {
        let field = fields.iter().find(|f| f.id.as_str().eq_ignore_ascii_case(name));
        let field = field.ok_or_else(|| spec.unknown_field(name))?;
        let answer = read(&field.answer, &[&value], now).map_err(at(field))?;
        if row.insert(field.id.clone(), answer).is_some() {
            return Err(twice(spec, &field.id));
        }
    }
    Ok(row)
}

fn twice(spec: &AnswerType, field: &Id) -> Misfit {
    let rows = matches!(spec, AnswerType::Fields { rows: 2.., .. });
    Misfit::FieldTwice { field: Text::sanitise(field.as_str()), rows }
}

fn at(field: &Field) -> impl FnOnce(Misfit) -> Misfit {
    let field = Text::sanitise(field.id.as_str());
    move |cause| Misfit::Field { field, cause: Box::new(cause) }
}

/// Values in a row, each with the words of its own, in the order of the fields: `120/70 72 98`. The last fields may
/// be missing; whether a value lies in its range is for whoever reads it.
pub fn in_a_row(fields: &[Field], typed: &str, now: &Now) -> Result<Vec<String>, Misfit> {
    let mut words: Vec<&str> = typed.split_whitespace().collect();
    let mut values = Vec::new();
    for (n, field) in fields.iter().enumerate() {
        let Some(first) = words.first() else { break };
        let next = fields.get(n + 1).map(|next| &next.answer);
        if let (AnswerType::Number { .. }, Some(AnswerType::Number { .. }), Some(pair)) =
            (&field.answer, next, pair(first))
        {
            words.splice(..1, pair);
        }
        let count = words_of(&field.answer, next, &words, now).map_err(at(field))?;
        values.push(words.drain(..count).collect::<Vec<_>>().join(" "));
    }
    match words.first() {
        None => Ok(values),
        Some(given) => Err(Misfit::TooMuch {
            given: Text::sanitise(given),
            fields: fields.iter().map(|field| field.label.clone()).collect(),
        }),
    }
}

/// How many of the words are the value of a field; a text ends where the next value may begin.
fn words_of(answer: &AnswerType, next: Option<&AnswerType>, words: &[&str], now: &Now) -> Result<usize, Misfit> {
    let most = words.len();
    let tried = match (answer, next) {
        (AnswerType::Text { .. }, next) => {
            let ends = |n: &usize| next.is_some_and(|next| may_begin(next, words[*n]));
            return Ok((1..most).find(ends).unwrap_or(most));
        }
        (AnswerType::Choice { .. }, _) => 1..=1,
        // In another unit it is no value here, whatever comes behind it.
        (AnswerType::Number { .. }, _) if words.get(1).is_some_and(|word| is_some_unit(word)) => 2..=2,
        _ => 1..=most.min(MOST_WORDS),
    };
    let read = |count: usize| form(answer, &[&words[..count].join(" ")], now);
    let unlike = |count: &usize| {
        use Misfit::{NotADate, NotAMonth, NotANumber, NotATime, OtherUnit};
        let said = read(*count);
        matches!(said, Err(NotANumber { .. } | OtherUnit { .. } | NotADate { .. } | NotAMonth { .. } | NotATime { .. }))
    };
    let count = tried.clone().rev().find(|count| !unlike(count)).unwrap_or(*tried.start());
    read(count).map(|_| count)
}

fn may_begin(answer: &AnswerType, word: &str) -> bool {
    let option = || answer.options().iter().any(|option| option.id.as_str().eq_ignore_ascii_case(word));
    let digit = || word.starts_with(|c: char| c.is_ascii_digit() || c == MINUS || "-+.,".contains(c));
    match answer {
        AnswerType::Number { .. } => digit() || option(),
        AnswerType::Choice { .. } => option(),
        AnswerType::Date { .. } | AnswerType::Time { .. } => {
            digit() || ["now", "today", "yesterday", "tomorrow"].contains(&word)
        }
        AnswerType::Check | AnswerType::Text { .. } | AnswerType::Timer { .. } | AnswerType::Fields { .. } => true,
    }
}

/// What a stroke parts in two between numbers, as in `120/70`.
fn pair(word: &str) -> Option<[&str; 2]> {
    let (one, other) = word.split_once('/')?;
    (one.ends_with(|c: char| c.is_ascii_digit()) && other.starts_with(|c: char| c.is_ascii_digit()))
        .then_some([one, other])
}
