//! Times of no calendar: in a de-identified case everything is told as what passed since its beginning.
//!
//! Such a case lies where no record does, long before the first clock of a ward, so that whatever says or writes one of
//! its times says an offset: no form of a report has to remember it.

use super::Moment;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// The beginning of every de-identified case.
const BEGINS: Timestamp = Timestamp::constant(-30_610_224_000, 0);
/// The day of that beginning.
const FIRST_DAY: Date = Date::constant(1000, 1, 1);
/// No offset is longer, in days; a day that lies farther away only tells whether it had passed.
const FARTHEST: i32 = 50_000;
/// A date that is left out, but for that it had passed; and one that had not.
const PASSED: Date = Date::constant(800, 1, 1);
const NOT_PASSED: Date = Date::constant(1200, 1, 1);

impl Moment {
    /// So long after the beginning of a de-identified case.
    pub(super) fn of_offset(offset: SignedDuration) -> Self {
        let most = SignedDuration::from_hours(i64::from(FARTHEST) * 24);
        Self::from(BEGINS.saturating_add(offset.clamp(-most, most)).unwrap_or(BEGINS))
    }

    /// How long after the beginning of its case it lies; nothing of a moment of the calendar.
    pub fn offset(self) -> Option<SignedDuration> {
        let offset = self.timestamp().duration_since(BEGINS);
        (offset.as_hours().abs() <= i64::from(FARTHEST) * 24).then_some(offset)
    }
}

/// The day so many days after that on which a de-identified case began.
pub(super) fn day_of_offset(days: i32) -> Date {
    FIRST_DAY.saturating_add(days.clamp(-FARTHEST, FARTHEST).days())
}

/// A day of which nothing is kept but whether it had passed.
pub(super) fn left_out(has_passed: bool) -> Date {
    if has_passed { PASSED } else { NOT_PASSED }
}

/// Whether a day lies in a de-identified case.
pub(crate) fn is_offset(day: Date) -> bool {
    (PASSED..=NOT_PASSED).contains(&day)
}

/// A day of a de-identified case in words: `+7 d`.
pub(super) fn say_day(day: Date) -> Option<String> {
    let words = |days: i32| format!("{days:+} d");
    is_offset(day).then(|| kept(day).map_or_else(|| passed(day).to_owned(), words))
}

/// The same as it is written: `P7D`.
pub(super) fn write_day(day: Date) -> Option<String> {
    let words = |days: i32| format!("{}P{}D", if days < 0 { "-" } else { "" }, days.abs());
    is_offset(day).then(|| kept(day).map_or_else(|| passed(day).replace(' ', "-"), words))
}

fn kept(day: Date) -> Option<i32> {
    (day != PASSED && day != NOT_PASSED).then(|| day.since(FIRST_DAY).map_or(0, |span| span.get_days()))
}

fn passed(day: Date) -> &'static str {
    if day == PASSED { "passed" } else { "not passed" }
}

/// An offset in words: `+0:12`, `-1 d 2:05`.
pub(super) fn say(offset: SignedDuration) -> String {
    let (sign, days, hours, minutes) = parts(offset);
    let days = if days > 0 { format!("{days} d ") } else { String::new() };
    format!("{}{days}{hours}:{minutes:02}", if sign < 0 { '-' } else { '+' })
}

/// The same as it is written, by ISO 8601: `PT12M`, `-P1DT2H5M`.
pub(super) fn write(offset: SignedDuration) -> String {
    let (sign, days, hours, minutes) = parts(offset);
    let days = if days > 0 { format!("{days}D") } else { String::new() };
    let hours = if hours > 0 { format!("{hours}H") } else { String::new() };
    format!("{}P{days}T{hours}{minutes}M", if sign < 0 { "-" } else { "" })
}

/// Whole minutes that have passed: a time that was typed has no seconds, and would tell those of the beginning.
fn parts(offset: SignedDuration) -> (i64, i64, i64, i64) {
    let minutes = offset.as_secs().div_euclid(60);
    let of = minutes.abs();
    (minutes, of / 1440, of / 60 % 24, of % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_said_and_written_with_its_sign() {
        let of = |seconds| SignedDuration::from_secs(seconds);
        for (seconds, said, written) in [
            (0, "+0:00", "PT0M"),
            (59, "+0:00", "PT0M"),
            (-1, "-0:01", "-PT1M"),
            (12 * 60, "+0:12", "PT12M"),
            (-3 * 3600, "-3:00", "-PT3H0M"),
            (26 * 3600 + 300, "+1 d 2:05", "P1DT2H5M"),
        ] {
            assert_eq!((say(of(seconds)).as_str(), write(of(seconds)).as_str()), (said, written));
            assert_eq!(Moment::of_offset(of(seconds)).offset(), Some(of(seconds)));
        }
        for (days, said, written) in [(7, "+7 d", "P7D"), (-3, "-3 d", "-P3D"), (0, "+0 d", "P0D")] {
            let day = day_of_offset(days);
            assert_eq!((say_day(day).as_deref(), write_day(day).as_deref()), (Some(said), Some(written)));
        }
        assert_eq!(say_day(left_out(true)).as_deref(), Some("passed"));
        assert_eq!(write_day(left_out(false)).as_deref(), Some("not-passed"));
    }

    /// However far away something lies, it never comes back into a calendar.
    #[test]
    fn what_is_far_away_stays_an_offset_and_the_calendar_has_none() {
        for days in [i32::MIN, -40_000, 0, 40_000, i32::MAX] {
            assert!(is_offset(day_of_offset(days)) && kept(day_of_offset(days)).is_some(), "{days}");
            assert!(Moment::of_offset(SignedDuration::from_hours(i64::from(days) * 24)).offset().is_some(), "{days}");
        }
        assert_eq!(Moment::from(Timestamp::UNIX_EPOCH).offset(), None);
        assert_eq!(say_day(Date::constant(1926, 11, 23)), None);
    }
}
