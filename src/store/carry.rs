//! Checks of the room that were made for another case today and hold for this one too.

use super::{Folder, Store, StoreError};
use crate::domain::{Answer, Carried, Code, Moment, Now, Outcome, Text, case::Case, checklist::ItemIx};

/// What another case says about a check of the room.
struct Made {
    /// When it was made.
    at: Moment,
    /// What carries over; nothing where it was found not right.
    in_order: Option<Carried>,
}

impl Store {
    /// The newest check of the room for `ix` that was made at this station today in another case of the same
    /// checklist, if that one found the room in order: an earlier good one does not outlive it. Reads the open
    /// cases and those closed: asked for only when somebody stands at such an item.
    pub fn carried(&self, case: &Case, ix: ItemIx, station: &Text, now: &Now) -> Result<Option<Carried>, StoreError> {
        let checklist = case.checklist();
        if !checklist.item(ix).carries_over {
            return Ok(None);
        }
        let mut newest: Option<Made> = None;
        let mut codes = self.codes(Folder::Open)?;
        codes.extend(self.codes_closed_in(&now.civil().strftime("%Y-%m").to_string())?);
        for code in codes.into_iter().filter(|code| *code != case.code()) {
            // A record that cannot be read to its end carries nothing over; verify tells of it.
            let Ok(other) = self.load(code) else { continue };
            if other.damage.is_some() || other.case.checklist().id != checklist.id {
                continue;
            }
            let made = made_in(&other.case, code, checklist.item(ix).id.as_str(), station);
            let today = |made: &Made| now.is_today(made.at) && made.at <= now.at;
            if let Some(made) = made.filter(today) {
                newest = Some(newest.filter(|newest| newest.at >= made.at).unwrap_or(made));
            }
        }
        Ok(newest.and_then(|made| made.in_order))
    }
}

/// The check as it was made in that case itself: what was carried over to it holds as long as it holds where it was
/// made, which is looked at on its own. A case that was entered in error says nothing.
fn made_in(other: &Case, code: Code, item: &str, station: &Text) -> Option<Made> {
    let ix = other.checklist().find(item)?;
    let (held, answer) = other.answer(ix)?;
    let in_error = other.closed().is_some_and(|closed| closed.outcome == Outcome::EnteredInError);
    if held.stamp.station != *station || held.carried.is_some() || in_error {
        return None;
    }
    let made = Carried { code, by: held.stamp.by.clone(), at: held.stamp.happened() };
    Some(Made { at: made.at, in_order: (*answer == Answer::Done).then_some(made) })
}
