//! Dates and times as people type them.

use crate::domain::{Misfit, Moment, Now, Text};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// Reads `2026-11-30`, `today` and the days beside it; where a month may be given, also `11/26` and `2026-11`, which
/// stand for its last day.
pub(super) fn read_date(joined: &str, month: bool, now: &Now) -> Result<civil::Date, Misfit> {
    let today = now.civil().date();
    match joined {
        "today" => Ok(today),
        "tomorrow" => Ok(today.tomorrow().unwrap_or(today)),
        "yesterday" => Ok(today.yesterday().unwrap_or(today)),
        given if month => read_month(given).unwrap_or_else(|| read_day(given, true)),
        given => read_day(given, false),
    }
}

fn read_day(given: &str, month: bool) -> Result<civil::Date, Misfit> {
    let parts: Vec<&str> = given.split('-').collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| digits(part)).collect();
    match (numbers.as_deref(), parts.as_slice()) {
        (Some(&[year, month, day]), [_, _, _]) if parts[0].len() == 4 => day_of(year, month, day, given),
        _ if month => Err(Misfit::NotAMonth { given: Text::sanitise(given) }),
        _ => given.parse().map_err(|_| Misfit::NotADate { given: Text::sanitise(given) }),
    }
}

/// The last day of a month, where one is given: the month first, with or without a sign before the year, or the year
/// with four digits first.
fn read_month(given: &str) -> Option<Result<civil::Date, Misfit>> {
    let bare = || matches!(given.len(), 3 | 4).then(|| given.split_at_checked(given.len() - 2)).flatten();
    let (one, other) = given.split_once(['/', '-', '.']).or_else(bare)?;
    let (year, month) = match (one.len(), other.len()) {
        (1 | 2, 2) => (2000 + digits(other)?, digits(one)?),
        (1 | 2, 4) => (digits(other)?, digits(one)?),
        (4, 1 | 2) => (digits(one)?, digits(other)?),
        _ => return None,
    };
    Some(day_of(year, month, 1, given).map(civil::Date::last_of_month))
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn day_of(year: i16, month: i16, day: i16, given: &str) -> Result<civil::Date, Misfit> {
    let no_such = |why: String| Misfit::NoSuch { given: Text::sanitise(given), why: Text::from(why) };
    let first = i8::try_from(month).ok().and_then(|month| civil::Date::new(year, month, 1).ok());
    let first = first.ok_or_else(|| no_such(format!("there is no month {month}")))?;
    let date = i8::try_from(day).ok().and_then(|day| civil::Date::new(year, first.month(), day).ok());
    date.ok_or_else(|| no_such(format!("{} has {} days", first.strftime("%B %Y"), first.days_in_month())))
}

/// Reads `09:41`, `9.41`, `0941`, `yesterday 22:00`, `2026-11-23 09:41`, a moment with its offset, or `now`.
pub fn read_time(joined: &str, now: &Now) -> Result<Moment, Misfit> {
    let moment = time(&super::plain(joined), now)?;
    now.means(now.day(moment)).map(|()| moment)
}

fn time(joined: &str, now: &Now) -> Result<Moment, Misfit> {
    let not_a_time = || Misfit::NotATime { given: Text::sanitise(joined) };
    if joined == "now" {
        return Ok(now.at);
    }
    if let Ok(moment) = joined.parse::<jiff::Timestamp>() {
        return Ok(moment.into());
    }
    let today = now.civil().date();
    let (date, clock) = match joined.split_once([' ', 'T']) {
        Some((day, clock)) => {
            let day = read_date(day, false, now).map_err(|misfit| match misfit {
                Misfit::NotADate { .. } => not_a_time(),
                misfit => misfit,
            });
            (day?, clock.trim())
        }
        None => (today, joined),
    };
    let (clock, offset) = match clock.find(['+', '-']) {
        Some(at) => (&clock[..at], Some(&clock[at..])),
        None => (clock, None),
    };
    let (hour, minute) = read_clock(clock).ok_or_else(not_a_time)?;
    let clock = civil::Time::new(hour, minute, 0, 0).map_err(|_| Misfit::NoSuch {
        given: Text::sanitise(joined),
        why: Text::from("hours go from 00 to 23, minutes from 00 to 59"),
    })?;
    in_zone(date.to_datetime(clock), offset, joined, &now.zone)
}

fn read_clock(clock: &str) -> Option<(i8, i8)> {
    let (hour, minute) = match clock.split_once([':', '.', 'h']) {
        Some((hour, minute)) if minute.len() == 2 && (1..=2).contains(&hour.len()) => (hour, minute),
        None if clock.len() == 4 && clock.is_ascii() => clock.split_at(2),
        _ => return None,
    };
    Some((i8::try_from(digits(hour)?).ok()?, i8::try_from(digits(minute)?).ok()?))
}

/// Places a wall-clock time in the zone; the hour that comes twice when the clocks go back is asked for.
fn in_zone(at: civil::DateTime, offset: Option<&str>, given: &str, zone: &TimeZone) -> Result<Moment, Misfit> {
    let not_a_time = || Misfit::NotATime { given: Text::sanitise(given) };
    if let Some(offset) = offset {
        let whole = format!("{}{}", at.strftime("%Y-%m-%dT%H:%M:%S"), offset.trim());
        return whole.parse::<jiff::Timestamp>().map(Moment::from).map_err(|_| not_a_time());
    }
    let possible = zone.to_ambiguous_timestamp(at);
    let clock = at.strftime("%H:%M");
    match possible.offset() {
        AmbiguousOffset::Unambiguous { .. } => possible.unambiguous().map(Moment::from).map_err(|_| not_a_time()),
        AmbiguousOffset::Fold { before, after } => Err(Misfit::AmbiguousHour {
            given: Text::sanitise(given),
            first: Text::from(format!("{clock}{}", hours(before))),
            second: Text::from(format!("{clock}{}", hours(after))),
        }),
        AmbiguousOffset::Gap { before, .. } => {
            let then = before.to_timestamp(at).map_err(|_| not_a_time())?.to_zoned(zone.clone());
            let (day, then) = (at.strftime("%-d %b %Y"), then.strftime("%H:%M"));
            Err(Misfit::NoSuch {
                given: Text::sanitise(given),
                why: Text::from(format!("on {day} the clocks went forward past {clock}; from there on it was {then}")),
            })
        }
    }
}

/// An offset as it is typed behind a time.
pub(in crate::domain) fn hours(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    format!("{}{:02}:{:02}", if minutes < 0 { '-' } else { '+' }, minutes.abs() / 60, minutes.abs() % 60)
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
