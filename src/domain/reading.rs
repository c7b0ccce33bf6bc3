//! Reads an answer from typed words: the same for a command and for a screen.

use super::{
    Answer, Decimal, Id, Misfit, Moment, Now, Text,
    checklist::{AnswerType, Direction},
};
use jiff::{civil, tz::TimeZone};
use std::{cmp::Ordering, collections::BTreeMap};

/// Reads `words` as an answer of type `spec`, and says what would be accepted where they are none.
pub fn read(spec: &AnswerType, words: &[&str], now: &Now) -> Result<Answer, Misfit> {
    let joined = words.join(" ");
    let joined = joined.trim();
    let missing = || Misfit::Missing { accepts: spec.prompt() };
    let answer = match spec {
        AnswerType::Check => match joined {
            "" | "done" => Answer::Done,
            given => {
                return Err(Misfit::CheckTakesNoValue { given: Text::sanitise(given) });
            }
        },
        _ if joined.is_empty() => return Err(missing()),
        AnswerType::Choice { .. } => Answer::Choice(read_choice(spec, joined)?),
        AnswerType::Number { .. } => read_number(spec, joined)?,
        AnswerType::Text { .. } => Answer::Text(Text::sanitise(joined)),
        AnswerType::Date { .. } => Answer::Date(read_date(joined, now)?),
        AnswerType::Time { .. } => Answer::Time(read_time(joined, now)?),
        AnswerType::Timer { .. } => match joined {
            "end" | "ended" | "done" => Answer::TimerEnded(now.at),
            _ => {
                return Err(Misfit::WrongKind { accepts: spec.prompt() });
            }
        },
        AnswerType::Fields { .. } => Answer::Fields(read_rows(spec, words, now)?),
    };
    spec.accepts(&answer, now)?;
    Ok(answer)
}

fn read_choice(spec: &AnswerType, joined: &str) -> Result<Vec<Id>, Misfit> {
    let mut chosen: Vec<Id> = Vec::new();
    for word in joined.split([' ', ',']).filter(|word| !word.is_empty()) {
        let option = spec.options().iter().find(|o| o.id.as_str().eq_ignore_ascii_case(word));
        let option = option.ok_or_else(|| spec.unknown_option(word))?;
        if !chosen.contains(&option.id) {
            chosen.push(option.id.clone());
        }
    }
    // The checklist's order, so that the same choice is the same answer however it was typed.
    chosen.sort_by_key(|id| spec.options().iter().position(|o| o.id == *id));
    Ok(chosen)
}

fn read_number(spec: &AnswerType, joined: &str) -> Result<Answer, Misfit> {
    let AnswerType::Number { unit, min, max, alternatives, .. } = spec else {
        return Err(Misfit::WrongKind { accepts: spec.prompt() });
    };
    if let Some(option) = alternatives.iter().find(|o| o.id.as_str().eq_ignore_ascii_case(joined)) {
        return Ok(Answer::Alternative(option.id.clone()));
    }
    let bare = joined.strip_suffix(unit.as_str()).unwrap_or(joined).trim();
    let value = bare.parse::<Decimal>().map_err(|_| Misfit::NotANumber {
        given: Text::sanitise(joined),
        min: *min,
        max: *max,
        unit: Text::sanitise(unit),
        alternatives: Text::from(if alternatives.is_empty() {
            String::new()
        } else {
            format!(", or {}", spec.option_ids().join(", "))
        }),
    })?;
    Ok(Answer::Number { value, unit: Text::sanitise(unit) })
}

fn read_date(joined: &str, now: &Now) -> Result<civil::Date, Misfit> {
    let today = now.civil().date();
    match joined {
        "today" => Ok(today),
        "tomorrow" => Ok(today.tomorrow().unwrap_or(today)),
        "yesterday" => Ok(today.yesterday().unwrap_or(today)),
        given => given.parse().map_err(|_| Misfit::NotADate { given: Text::sanitise(given) }),
    }
}

/// Reads `09:41`, `9.41`, `0941`, `yesterday 22:00`, `2026-11-23 09:41`, a moment with its offset, or `now`.
pub fn read_time(joined: &str, now: &Now) -> Result<Moment, Misfit> {
    let not_a_time = || Misfit::NotATime { given: Text::sanitise(joined) };
    if joined == "now" {
        return Ok(now.at);
    }
    if let Ok(moment) = joined.parse::<jiff::Timestamp>() {
        return Ok(moment.into());
    }
    let today = now.civil().date();
    let (date, clock) = match joined.split_once([' ', 'T']) {
        Some((day, clock)) => (read_date(day, now).map_err(|_| not_a_time())?, clock.trim()),
        None => (today, joined),
    };
    let (clock, offset) = match clock.find(['+', '-']) {
        Some(at) => (&clock[..at], Some(&clock[at..])),
        None => (clock, None),
    };
    let at = date.at(0, 0, 0, 0).date().to_datetime(read_clock(clock).ok_or_else(not_a_time)?);
    in_zone(at, offset, joined, &now.zone)
}

fn read_clock(clock: &str) -> Option<civil::Time> {
    let (hour, minute) = match clock.split_once([':', '.', 'h']) {
        Some((hour, minute)) if minute.len() == 2 && (1..=2).contains(&hour.len()) => (hour, minute),
        None if clock.len() == 4 && clock.is_ascii() => clock.split_at(2),
        _ => return None,
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i8>().ok()).flatten();
    civil::Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

/// Places a wall-clock time in the zone; the hour that comes twice when the clocks go back is asked for.
fn in_zone(at: civil::DateTime, offset: Option<&str>, given: &str, zone: &TimeZone) -> Result<Moment, Misfit> {
    let not_a_time = || Misfit::NotATime { given: Text::sanitise(given) };
    if let Some(offset) = offset {
        let whole = format!("{}{}", at.strftime("%Y-%m-%dT%H:%M:%S"), offset.trim());
        return whole.parse::<jiff::Timestamp>().map(Moment::from).map_err(|_| not_a_time());
    }
    let possible = zone.to_ambiguous_timestamp(at);
    match possible.offset() {
        jiff::tz::AmbiguousOffset::Unambiguous { .. } => {
            possible.unambiguous().map(Moment::from).map_err(|_| not_a_time())
        }
        jiff::tz::AmbiguousOffset::Fold { before, after } => {
            let clock = at.strftime("%H:%M");
            Err(Misfit::AmbiguousHour {
                given: Text::sanitise(given),
                first: Text::from(format!("{clock}{}", hours(before))),
                second: Text::from(format!("{clock}{}", hours(after))),
            })
        }
        // A time that the clocks skipped never was.
        jiff::tz::AmbiguousOffset::Gap { .. } => Err(not_a_time()),
    }
}

fn hours(offset: jiff::tz::Offset) -> String {
    let minutes = offset.seconds() / 60;
    format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
}

/// Reads `name=value` words; `+` between words begins another row. Words without `=` belong to the value before.
fn read_rows(spec: &AnswerType, words: &[&str], now: &Now) -> Result<Vec<BTreeMap<Id, Answer>>, Misfit> {
    let AnswerType::Fields { fields, rows: most } = spec else {
        return Err(Misfit::WrongKind { accepts: spec.prompt() });
    };
    let words: Vec<&str> = words.iter().flat_map(|word| word.split_whitespace()).collect();
    let mut rows = Vec::new();
    for row_words in words.split(|word| *word == "+") {
        let mut given: Vec<(&str, String)> = Vec::new();
        for word in row_words {
            match (word.split_once('='), given.last_mut()) {
                (Some((name, value)), _) => given.push((name, value.to_owned())),
                (None, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(word);
                }
                (None, None) => return Err(spec.unknown_field(word)),
            }
        }
        let mut row = BTreeMap::new();
        for (name, value) in given {
            let field = fields.iter().find(|f| f.id.as_str().eq_ignore_ascii_case(name));
            let field = field.ok_or_else(|| spec.unknown_field(name))?;
            let answer = read(&field.answer, &[&value], now)
                .map_err(|cause| Misfit::Field { field: Text::sanitise(field.id.as_str()), cause: Box::new(cause) })?;
            if row.insert(field.id.clone(), answer).is_some() {
                return Err(Misfit::FieldTwice { field: Text::sanitise(field.id.as_str()), rows: *most > 1 });
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

impl Direction {
    /// Whether something that stands so to the present is on the side to which the answer may point.
    pub(super) fn accepts(self, order: Ordering, given: &str) -> Result<(), Misfit> {
        let given = Text::sanitise(given);
        match (self, order) {
            (Self::Past | Self::Now, Ordering::Greater) => Err(Misfit::Future { given }),
            (Self::Future, Ordering::Less) => Err(Misfit::Past { given }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(zone: &str, at: &str) -> Now {
        Now { at: at.parse::<jiff::Timestamp>().unwrap().into(), zone: TimeZone::get(zone).unwrap() }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let now = now("Europe/Zurich", "2026-11-23T09:41:30Z");
        for (typed, expected) in [
            ("now", "2026-11-23T09:41:30.000Z"),
            ("09:41", "2026-11-23T08:41:00.000Z"),
            ("9.41", "2026-11-23T08:41:00.000Z"),
            ("0941", "2026-11-23T08:41:00.000Z"),
            ("yesterday 22:00", "2026-11-22T21:00:00.000Z"),
            ("2026-11-20 22:00", "2026-11-20T21:00:00.000Z"),
            ("2026-11-20T22:00+05:00", "2026-11-20T17:00:00.000Z"),
        ] {
            assert_eq!(read_time(typed, &now).map(|m| m.to_string()), Ok(expected.to_owned()), "{typed}");
        }
        for typed in ["25:00", "9:4", "noon", "", "12:60", "٠٩:٤١"] {
            assert!(read_time(typed, &now).is_err(), "{typed}");
        }
    }

    #[test]
    fn an_hour_that_comes_twice_is_asked_for_and_one_that_never_was_is_refused() {
        let autumn = now("Europe/Zurich", "2026-10-25T12:00:00Z");
        let twice = read_time("02:30", &autumn).unwrap_err().to_string();
        assert!(twice.contains("02:30+02:00 or 02:30+01:00"), "{twice}");
        assert_eq!(read_time("02:30+01:00", &autumn).unwrap().to_string(), "2026-10-25T01:30:00.000Z");
        let spring = now("Europe/Zurich", "2026-03-29T12:00:00Z");
        assert!(read_time("02:30", &spring).is_err());
    }
}
