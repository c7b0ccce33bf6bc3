//! Checks of the room: which one that was made for another case today holds for this one too.

use super::Case;
use crate::domain::checklist::{Checklist, ItemIx};
use crate::domain::{Answer, Carried, Moment, Now, Outcome, Text};

/// What a case says about a check of the room that was made in it.
#[derive(Debug)]
pub struct RoomCheck {
    at: Moment,
    /// Nothing where the room was found not right.
    in_order: Option<Carried>,
}

impl RoomCheck {
    /// The check as it was made in `case` at this station, for an item of another case's checklist. What was carried
    /// over to it holds as long as it holds where it was made, which is looked at on its own; a case that was entered
    /// in error says nothing.
    pub fn made_in(case: &Case, checklist: &Checklist, ix: ItemIx, station: &Text) -> Option<Self> {
        if case.checklist().id != checklist.id {
            return None;
        }
        let made = case.checklist().find(checklist.item(ix).id.as_str())?;
        let (recording, answer) = case.answer(made)?;
        let in_error = case.closed().is_some_and(|closed| closed.outcome == Outcome::EnteredInError);
        if recording.stamp.station != *station || recording.carried.is_some() || in_error {
            return None;
        }
        let at = recording.stamp.happened();
        let made = Carried { code: case.code(), by: recording.stamp.by.clone(), at };
        Some(Self { at, in_order: (*answer == Answer::Done).then_some(made) })
    }

    /// What carries over of several: the newest of today, if that one found the room in order. An earlier good one
    /// does not outlive it.
    pub fn newest(checks: impl Iterator<Item = Self>, now: &Now) -> Option<Carried> {
        let today = checks.filter(|check| now.is_today(check.at) && check.at <= now.at);
        today.reduce(|newest, check| if newest.at >= check.at { newest } else { check })?.in_order
    }
}
