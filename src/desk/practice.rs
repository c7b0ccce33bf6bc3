//! Practice at a station: rehearsals are begun and found again, in a folder of their own.

use super::Desk;
use crate::domain::case::{Act, Author, Case};
use crate::domain::practice::{Lesson, Past, Rehearsal};
use crate::domain::{Clock, Now};
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

    /// Every rehearsal of every trainee, the oldest first. What cannot be read is not among them.
    pub fn past(&self) -> Result<Vec<Past>, StoreError> {
        let mut all = Vec::new();
        self.store.load_each(
            &[Folder::Open, Folder::Closed],
            |_, loaded| loaded.ok().and_then(|loaded| Past::of(&loaded.case)),
            |past| {
                all.extend(past);
                Ok::<_, StoreError>(())
            },
        )?;
        all.sort_by_key(|past| past.began);
        Ok(all)
    }
}
