//! Direction in time. They come in as arguments; nothing here asks a clock.

use super::{Misfit, Text, offset, reading::hours};
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned, civil};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{cmp::Ordering, fmt};

/// A point in time with millisecond precision, written as `2026-11-23T09:41:12.123Z`; in a de-identified case as what
/// passed since it began, `PT12M`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(Timestamp);

impl Moment {
    /// The same moment in a zone.
    pub fn in_zone(self, zone: &TimeZone) -> Zoned {
        self.0.to_zoned(zone.clone())
    }

    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// How long after `earlier` this is; negative when it is before.
    pub fn since(self, earlier: Self) -> SignedDuration {
        self.0.duration_since(earlier.0)
    }

    /// This moment and so many seconds, saturating at either end of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.0.saturating_add(SignedDuration::from_secs(seconds)).map_or(self, Self)
    }
}

impl From<Timestamp> for Moment {
    /// Drops what is finer than a millisecond.
    fn from(at: Timestamp) -> Self {
        Timestamp::from_millisecond(at.as_millisecond()).map_or(Self(at), Self)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.offset() {
            Some(of) => f.write_str(&offset::write(of)),
            None => write!(f, "{:.3}", self.0),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse::<Timestamp>().map(Self::from).map_err(D::Error::custom)
    }
}

/// So many years back and ahead somebody may still mean a day: nothing in a case is planned or keeps for longer.
const FARTHEST: std::ops::RangeInclusive<i32> = -100..=20;

/// The present, as the edge of the program saw it: a moment and the zone of the people in the room.
#[derive(Debug, Clone)]
pub struct Now {
    pub at: Moment,
    /// The zone in which times are typed and shown.
    pub zone: TimeZone,
}

/// What gives the present when it is asked. The present itself stands still: what it says was asked before.
pub trait Clock {
    fn now(&self) -> Now;
}

impl Clock for Now {
    fn now(&self) -> Now {
        self.clone()
    }
}

impl<F: Fn() -> Now> Clock for F {
    fn now(&self) -> Now {
        self()
    }
}

impl Now {
    /// A day like any other, for what is right or wrong whenever it is looked at.
    pub(super) fn some_day() -> Self {
        Self { at: Moment(Timestamp::constant(1_767_268_800, 0)), zone: TimeZone::UTC }
    }

    /// The zone as it is recorded: its name, its offset or its rules. One without any of these (a file of its own)
    /// is recorded by the offset of this moment.
    pub fn zone_name(&self) -> Text {
        let named = DateTimePrinter::new().time_zone_to_string(&self.zone);
        Text::from(named.unwrap_or_else(|_| hours(self.at.in_zone(&self.zone).offset())))
    }

    /// The wall clock's date and time.
    pub fn civil(&self) -> civil::DateTime {
        self.at.in_zone(&self.zone).datetime()
    }

    /// The day of a moment here.
    pub fn day(&self, moment: Moment) -> civil::Date {
        moment.in_zone(&self.zone).date()
    }

    /// Whether a moment lies on an earlier day than it is here, on this one, or on a later one.
    pub fn day_of(&self, moment: Moment) -> Ordering {
        self.day(moment).cmp(&self.civil().date())
    }

    /// Refuses a day so far away that its year was mistyped.
    pub fn means(&self, day: civil::Date) -> Result<(), Misfit> {
        let today = self.civil().year();
        if FARTHEST.contains(&(i32::from(day.year()) - i32::from(today))) {
            Ok(())
        } else {
            Err(Misfit::Absurd { year: Text::from(format!("{:04}", day.year())), today })
        }
    }

    /// Whether a day lies so long ago that it is asked about before it is recorded.
    pub fn is_long_ago(&self, day: civil::Date) -> bool {
        day < self.civil().date().saturating_sub(1.year())
    }

    /// Whether a moment lies on the day that it is here.
    pub fn is_today(&self, moment: Moment) -> bool {
        self.day_of(moment) == Ordering::Equal
    }

    /// The same of a moment, in words.
    pub fn long_ago(&self, moment: Moment) -> Option<Text> {
        self.is_long_ago(self.day(moment)).then(|| Text::from(self.say(moment)))
    }

    /// Whether the clock may be right: nothing is recorded by one that cannot be.
    pub fn may_be_right(&self) -> bool {
        (1970..9999).contains(&self.at.timestamp().to_zoned(TimeZone::UTC).year())
    }

    /// A moment as people here say it: `09:41` today, `Sat 21 Nov 09:41` on another day of this year,
    /// with the year otherwise. In a de-identified case it is what passed since it began.
    pub fn say(&self, moment: Moment) -> String {
        if let Some(of) = moment.offset() {
            return offset::say(of);
        }
        let then = moment.in_zone(&self.zone);
        let today = self.civil().date();
        let day = if then.date() == today {
            ""
        } else if then.year() == today.year() {
            "%a %-d %b "
        } else {
            "%-d %b %Y "
        };
        format!("{}{}", then.strftime(day), clock(&then))
    }
}

/// A day as it is recorded and reported: `Sat 21 Nov 2026`.
pub fn say_day(day: civil::Date) -> String {
    offset::say_day(day).unwrap_or_else(|| day.strftime("%a %-d %b %Y").to_string())
}

/// The hour and minute on the clocks of a zone; with the offset in the hour that comes twice when they go back.
pub fn clock(then: &Zoned) -> String {
    let (clock, zone) = (then.strftime("%H:%M"), then.time_zone());
    match zone.to_ambiguous_timestamp(then.datetime()).offset() {
        AmbiguousOffset::Fold { .. } => format!("{clock}{}", hours(then.offset())),
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Gap { .. } => clock.to_string(),
    }
}
