//! What a team learns from its cases, counted over every record.

use super::Desk;
use crate::domain::insight::{Figures, Insight, Unfit, Wanted};
use crate::domain::{Code, Now};
use crate::store::{Folder, Loaded, StoreError};

/// What one processor has counted, and what it noted of single records.
struct Part<N> {
    insight: Insight,
    notes: Vec<N>,
}

impl<N> Default for Part<N> {
    fn default() -> Self {
        Self { insight: Insight::default(), notes: Vec::new() }
    }
}

impl Desk {
    /// Counts every case, and says what is noted of records that are not as they should be. `tell` hears how many of how
    /// many records are read; what it refuses ends the counting.
    pub fn insight<N: Send, E: From<StoreError>>(
        &self,
        wanted: &Wanted,
        now: &Now,
        note: impl Fn(Code, Result<&Loaded, StoreError>) -> Option<N> + Sync,
        tell: impl FnMut(usize, usize) -> Result<(), E>,
    ) -> Result<(Figures, Vec<N>), E> {
        let add = |part: &mut Part<N>, code, loaded: Result<Loaded, StoreError>| {
            match &loaded {
                Err(_) => part.insight.leave_out(Unfit::Damaged),
                Ok(loaded) if loaded.damage.is_some() => part.insight.leave_out(Unfit::Damaged),
                Ok(loaded) if loaded.is_newer() => part.insight.leave_out(Unfit::Newer),
                Ok(Loaded { case, .. }) => part.insight.add(case, wanted, now, || {
                    self.store.pinned_whole(case).map(|(_, beside)| beside.series).unwrap_or_default()
                }),
            }
            part.notes.extend(match loaded {
                Ok(loaded) => note(code, Ok(&loaded)),
                Err(error) => note(code, Err(error)),
            });
        };
        let parts = self.store.add_up(&[Folder::Open, Folder::Closed], add, tell)?;
        let (mut insight, mut notes) = (Insight::default(), Vec::new());
        for part in parts {
            insight.merge(part.insight);
            notes.extend(part.notes);
        }
        Ok((insight.figures(self.store.mode(), wanted, now), notes))
    }
}
