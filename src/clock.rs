//! The present moment, asked of the system at the program's edge and nowhere else.

use crate::domain::{Moment, Now};
use jiff::{Timestamp, tz::TimeZone};
use std::sync::LazyLock;
use std::time::{SystemTime, UNIX_EPOCH};

static ZONE: LazyLock<Result<TimeZone, jiff::Error>> = LazyLock::new(TimeZone::try_system);

/// The present, in the system's zone.
pub fn now() -> Now {
    let zone = ZONE.as_ref().map_or(TimeZone::UTC, TimeZone::clone);
    Now { at: moment(SystemTime::now()), zone }
}

/// A clock beyond what can be written stands still at the end of time, where nothing is recorded.
fn moment(at: SystemTime) -> Moment {
    let farthest = if at < UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::try_from(at).unwrap_or(farthest).into()
}

/// What is wrong with the zone that was set for this program: without one that is known all times are in UTC.
pub fn zone_trouble() -> Option<String> {
    let set = std::env::var_os("TZ")?;
    let unknown = ZONE.is_err().then_some(set)?;
    Some(format!(
        "\"{}\" (the variable TZ) is not a time zone: times are shown and read in UTC; write one such as Europe/Zurich",
        crate::domain::Text::sanitise(&unknown.to_string_lossy())
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_clock_at_either_end_of_time_gives_a_moment_that_is_not_trusted() {
        for (seconds, right) in [(1_795_000_000, true), (253_402_300_799, false), (i64::MAX.unsigned_abs() / 2, false)]
        {
            let at = moment(UNIX_EPOCH + Duration::from_secs(seconds));
            assert_eq!(Now { at, zone: TimeZone::UTC }.may_be_right(), right, "{seconds}");
        }
        let before = moment(UNIX_EPOCH - Duration::from_secs(1));
        assert!(!Now { at: before, zone: TimeZone::UTC }.may_be_right());
    }
}
