//! Closing the open case: how it ended.

use super::{Dialog, ReasonEntry, ReasonFor, chosen};
use crate::app::screen::AtCase;
use crate::app::{Key, Turn};
use crate::domain::Outcome;
use crate::domain::case::Act;

pub(super) fn press(key: Key, at: &mut AtCase<'_>) -> Turn {
    match chosen(key, Outcome::ALL) {
        None if key == Key::Esc => Turn::default(),
        None => Turn::open(Dialog::Close),
        Some(Outcome::Completed) => at.record(Act::Close { outcome: Outcome::Completed, reason: None }),
        // A procedure that has begun is stopped, so that its recovery and follow-up are shown.
        Some(Outcome::Stopped) if at.case.has_begun_procedure() && at.case.stopped().is_none() => {
            ReasonEntry::ask(ReasonFor::Stop)
        }
        Some(outcome) => ReasonEntry::ask(ReasonFor::Close(*outcome)),
    }
}
