//! Times as they are said: how long ago, how long still, by when.

use super::{Moment, Now, moment};
use jiff::civil;

/// How long until a moment, in whole seconds, the one that has begun counted as one.
pub fn seconds_left(ends: Moment, now: &Now) -> i64 {
    let left = ends.since(now.at).as_millis();
    i64::try_from(left.div_euclid(1000) + i128::from(left.rem_euclid(1000) > 0)).unwrap_or(i64::MAX)
}

/// A countdown in minutes and seconds, with hours where there are any.
pub fn countdown(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes:02}:{seconds:02}") }
}

/// How long ago something was.
pub fn ago(since: Moment, now: &Now) -> String {
    match now.at.since(since).as_mins() {
        ..1 => "now".to_owned(),
        minutes @ 1..60 => format!("{minutes} min"),
        minutes @ 60..1440 => format!("{} h", minutes / 60),
        minutes => format!("{} d", minutes / 1440),
    }
}

/// The last day on which something is in time that is late from a moment on.
pub fn last_day(late: Moment, now: &Now) -> civil::Date {
    late.plus_seconds(-1).in_zone(&now.zone).date()
}

/// How many days something is late by the calendar.
pub fn late_by(late: Moment, now: &Now) -> String {
    let days = now.civil().date().since(last_day(late, now)).map_or(0, |span| span.get_days());
    match days {
        ..=0 => "late".to_owned(),
        1 => "1 day late".to_owned(),
        days => format!("{days} days late"),
    }
}

/// Until when something is in time: a day, or an hour where it is not the whole day.
pub fn by(late: Moment, now: &Now) -> String {
    let then = late.in_zone(&now.zone);
    let whole_day = then.time() == civil::Time::midnight();
    match (late <= now.at, now.is_today(late) && !whole_day) {
        (true, true) => format!("due {}", clock(late, now)),
        (true, false) => format!("due {}", day(late.plus_seconds(-1), now)),
        (false, true) => format!("by {}", clock(late, now)),
        (false, false) if whole_day => format!("by {}", day(late.plus_seconds(-1), now)),
        (false, false) => format!("by {} {}", day(late, now), clock(late, now)),
    }
}

pub fn clock(at: Moment, now: &Now) -> String {
    moment::clock(&at.in_zone(&now.zone))
}

pub fn day_or_time(at: Moment, now: &Now) -> String {
    if now.is_today(at) { clock(at, now) } else { day(at, now) }
}

/// A day as people say it: the weekday and date, with the year where that is another one.
pub fn day(at: Moment, now: &Now) -> String {
    let then = at.in_zone(&now.zone);
    let today = now.civil().date();
    let format = match (then.date() == today, then.year() == today.year()) {
        (true, _) => return "today".to_owned(),
        (false, true) => "%a %-d %b",
        (false, false) => "%-d %b %Y",
    };
    then.strftime(format).to_string()
}
