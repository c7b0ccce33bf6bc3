//! Practice at a station: rehearsals are begun and found again, in a folder of their own.

use super::Desk;
use crate::domain::case::{Act, Author, Case};
use crate::domain::practice::{Lesson, Past, Rehearsal};
use crate::domain::{Clock, Code, Id, Now};
use crate::store::{Folder, Found, Loaded, StoreError};
use std::sync::Arc;

impl Desk {
    /// The same station over the records of practice.
    #[must_use]
    pub fn practice(&self) -> Self {
        Self { store: self.store.practice(), library: self.library.clone() }
    }

    /// What a rehearsal's seed is made of.
    pub fn random(&self) -> [u8; 4] {
        self.store.random()
    }

    /// Begins a rehearsal: a record of its own, which says so before anything else is in it.
    pub fn rehearse(
        &self,
        found: &Found,
        author: &Author,
        rehearsal: &Rehearsal,
        now: &Now,
        clock: &impl Clock,
    ) -> Result<Loaded, StoreError> {
        self.store.make_practice()?;
        let mut loaded = self.create(&found.new_case(None, None), author, now)?;
        self.act(&mut loaded, author, Act::Rehearse(rehearsal.clone()), clock)?;
        Ok(loaded)
    }

    /// What there is to practise in a rehearsal: of the checklist with which it began.
    pub fn lesson(&self, case: &Case) -> Result<Lesson, StoreError> {
        let (_, beside) = self.store.pinned_whole(case)?;
        Ok(Lesson::new(Arc::clone(case.checklist()), Arc::new(beside)))
    }

    /// Every rehearsal of every trainee in which something was given, the oldest first, and what is noted of the
    /// records. What cannot be read is not among them.
    pub fn past<N: Send>(
        &self,
        note: impl Fn(Code, Result<&Loaded, StoreError>) -> Option<N> + Sync,
    ) -> Result<(Vec<Past>, Vec<N>), StoreError> {
        let (mut all, mut notes) = (Vec::new(), Vec::new());
        self.store.load_each(
            &[Folder::Open, Folder::Closed],
            |code, loaded| match loaded {
                Ok(loaded) => (Past::of(&loaded.case).filter(Past::has_begun), note(code, Ok(&loaded))),
                Err(error) => (None, note(code, Err(error))),
            },
            |(past, noted)| {
                all.extend(past);
                notes.extend(noted);
                Ok::<_, StoreError>(())
            },
        )?;
        all.sort_by_key(|past| past.began);
        Ok((all, notes))
    }

    /// The checklist that is practised: this one, or the first there is.
    pub fn practised(&self, wanted: Option<&Id>) -> Result<Option<Found>, StoreError> {
        let mut all = self.library.catalogue()?.0.into_iter();
        Ok(all.find(|found| wanted.is_none_or(|id| found.checklist.id == *id)))
    }
}
