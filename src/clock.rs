//! The present moment, asked of the system at the program's edge and nowhere else.

use crate::domain::{Moment, Now};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::LazyLock;

static ZONE: LazyLock<TimeZone> = LazyLock::new(TimeZone::system);

/// The present, in the system's zone.
pub fn now() -> Now {
    Now { at: Moment::from(Timestamp::now()), zone: ZONE.clone() }
}
