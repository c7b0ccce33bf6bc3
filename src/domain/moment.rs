//! Direction in time. They come in as arguments; nothing here asks a clock.

use jiff::{SignedDuration, Timestamp, Zoned, civil, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{cmp::Ordering, fmt};

/// A point in time with millisecond precision, written as `2026-11-23T09:41:12.123Z`.
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

    /// This moment and so many seconds, saturating at the end of time.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.0.checked_add(SignedDuration::from_secs(seconds)).map_or(Self(Timestamp::MAX), Self)
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
        write!(f, "{:.3}", self.0)
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
    /// The zone's name, `UTC` where it has none.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// The wall clock's date and time.
    pub fn civil(&self) -> civil::DateTime {
        self.at.in_zone(&self.zone).datetime()
    }

    /// Whether a moment lies on an earlier day than it is here, on this one, or on a later one.
    pub fn day_of(&self, moment: Moment) -> Ordering {
        moment.in_zone(&self.zone).date().cmp(&self.civil().date())
    }

    /// Whether a moment lies on the day that it is here.
    pub fn is_today(&self, moment: Moment) -> bool {
        self.day_of(moment) == Ordering::Equal
    }

    /// A moment as people here say it: `09:41` today, `Sat 21 Nov 09:41` on another day of this year,
    /// with the year otherwise.
    pub fn say(&self, moment: Moment) -> String {
        let then = moment.in_zone(&self.zone);
        let today = self.civil().date();
        let format = if then.date() == today {
            "%H:%M"
        } else if then.year() == today.year() {
            "%a %-d %b %H:%M"
        } else {
            "%-d %b %Y %H:%M"
        };
        then.strftime(format).to_string()
    }
}
