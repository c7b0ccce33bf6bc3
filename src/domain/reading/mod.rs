//! Reads an answer from typed words: the same for a command and for a screen.

mod rows;
mod times;
mod units;

pub use rows::{in_a_row, read_scanned};
pub(super) use times::hours;
pub use times::read_time;

use super::checklist::{AnswerType, Direction, Otherwise};
use super::{Answer, Decimal, Id, Misfit, Now, Text};
use jiff::civil::Date;
use std::cmp::Ordering;
use units::{is_some_unit, is_unit};

/// A minus as it is copied from a text.
const MINUS: char = '\u{2212}';

/// Reads `words` as an answer of type `spec`, and says what would be accepted where they are none.
pub fn read(spec: &AnswerType, words: &[&str], now: &Now) -> Result<Answer, Misfit> {
    let answer = form(spec, words, now)?;
    spec.accepts(&answer, now)?;
    Ok(answer)
}

/// Reads what a file tells of a case: words as they would be typed, or "not right: WHY" for a check.
pub fn read_told(spec: &AnswerType, words: &str, now: &Now) -> Result<Answer, Misfit> {
    match (spec, words.strip_prefix("not right:")) {
        (AnswerType::Check, Some(why)) => Ok(Answer::NotRight(Text::sanitise(why.trim()))),
        _ => read(spec, &[words], now),
    }
}

/// Reads a day that has begun, as `yesterday` or `2026-11-30`.
pub fn read_day(typed: &str, now: &Now) -> Result<Date, Misfit> {
    let day = times::read_date(&plain(typed), false, now)?;
    now.means(day)?;
    Direction::Past.accepts(day.cmp(&now.civil().date()), typed)?;
    Ok(day)
}

/// What was typed with the sign of a minus as that of the keyboard.
fn plain(typed: &str) -> String {
    typed.trim().replace(MINUS, "-")
}

/// Reads words as an answer that may still lie outside what is accepted.
fn form(spec: &AnswerType, words: &[&str], now: &Now) -> Result<Answer, Misfit> {
    let joined = words.join(" ");
    let joined = joined.trim();
    let missing = || Misfit::Missing { accepts: spec.prompt() };
    Ok(match spec {
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
        AnswerType::Date { month, .. } => Answer::Date(times::read_date(&plain(joined), *month, now)?),
        AnswerType::Time { .. } => Answer::Time(read_time(joined, now)?),
        AnswerType::Timer { .. } => match joined {
            "end" | "ended" | "done" => Answer::TimerEnded(now.at),
            _ => {
                return Err(Misfit::WrongKind { accepts: spec.prompt() });
            }
        },
        AnswerType::Fields { .. } => match alternative(spec, joined) {
            Some(answer) => answer,
            None => Answer::Fields(rows::read_rows(spec, words, now)?),
        },
    })
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

/// The named alternative that was typed.
pub fn alternative(spec: &AnswerType, typed: &str) -> Option<Answer> {
    let option = spec.options().iter().find(|option| option.id.as_str().eq_ignore_ascii_case(typed.trim()))?;
    Some(Answer::Alternative(option.id.clone()))
}

fn read_number(spec: &AnswerType, joined: &str) -> Result<Answer, Misfit> {
    let AnswerType::Number { unit, min, max, .. } = spec else {
        return Err(Misfit::WrongKind { accepts: spec.prompt() });
    };
    let joined = &*plain(joined);
    if let Some(answer) = alternative(spec, joined) {
        return Ok(answer);
    }
    let (number, behind) = parted(joined);
    let bare = if is_unit(unit, behind) { number } else { joined };
    if let Some(misfit) = thousands(bare, spec) {
        return Err(misfit);
    }
    let value = bare.parse::<Decimal>().map_err(|_| {
        let (given, min, max, unit) = (Text::sanitise(joined), *min, *max, Text::sanitise(unit));
        let ids = spec.option_ids().join(", ");
        let alternatives = Text::from(if ids.is_empty() { ids } else { format!(", or {ids}") });
        let in_a_unit = number.parse::<Decimal>().is_ok() && !behind.contains(|c: char| c.is_ascii_digit());
        if in_a_unit && !behind.is_empty() {
            Misfit::OtherUnit { given, min, max, unit }
        } else {
            Misfit::NotANumber { given, min, max, unit, alternatives }
        }
    })?;
    Ok(Answer::Number { value, unit: Text::sanitise(unit) })
}

/// A number and what stands behind it.
fn parted(typed: &str) -> (&str, &str) {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    let (number, behind) = typed.split_at(typed.find(|c| !number(c)).unwrap_or(typed.len()));
    (number, behind.trim())
}

/// Three digits behind one comma or point may be thousands: always behind a comma, behind a point where a whole
/// number is asked for or where both readings lie in the range. Whoever means a thousand must not have recorded one.
fn thousands(bare: &str, spec: &AnswerType) -> Option<Misfit> {
    let AnswerType::Number { min, max, decimals, otherwise, .. } = spec else { return None };
    let digits = bare.trim_start_matches(['-', '+']);
    let (whole, rest) = digits.split_once([',', '.'])?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let three = rest.len() == 3 && (1..=3).contains(&whole.len()) && all_digits(rest) && all_digits(whole);
    if !three || whole.starts_with('0') {
        return None;
    }
    let large: Decimal = bare.replace([',', '.'], "").parse().ok()?;
    let small: Decimal = format!("{}0", bare.replace(',', ".")).parse().ok()?;
    let fits = |value: Decimal| {
        let other = otherwise.as_ref().is_some_and(|Otherwise { min, max, .. }| (*min..=*max).contains(&value));
        other || (*min..=*max).contains(&value)
    };
    if small.decimals() > *decimals {
        return None;
    }
    let mistaken = digits.contains(',') || *decimals == 0 || fits(large) && fits(small);
    // Written with a fourth digit the smaller one is no thousand.
    let small = if small.decimals() == 3 { format!("{small}0") } else { small.to_string() };
    mistaken.then(|| Misfit::Thousands { given: Text::sanitise(bare), small: small.into(), large })
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
