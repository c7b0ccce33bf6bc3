//! Practice: a room of its own beside the cases, over records of its own.

use super::{Runtime, Time};
use crate::domain::Id;
use crate::domain::case::Author;
use crate::domain::practice::{Exercise, Rehearsal, Seed};
use crate::store::{Found, StoreError};
use std::sync::Arc;

impl<T: Time + Clone> Runtime<T> {
    /// The screens of practice, where nothing reaches the records of patients: the desk there is another one.
    pub fn practice(&self) -> Self {
        let mut practice = Self::new(self.app.practises(), self.desk.practice(), self.time.clone());
        practice.lock_after = self.lock_after;
        practice.lock_after_theatre = self.lock_after_theatre;
        practice.read_practice();
        practice
    }
}

impl<T: Time> Runtime<T> {
    /// Reads what there is to practise, and what was.
    pub(super) fn read_practice(&mut self) {
        let lesson = self.practised().map(|found| found.and_then(|found| found.lesson()));
        if let Some(lesson) = self.said(lesson) {
            self.app.practice.lesson = lesson.map(Arc::new);
        }
        let past = self.desk.past();
        if let Some(past) = self.said(past) {
            self.app.practice.past = past;
        }
    }

    /// The checklist that is practised.
    fn practised(&self) -> Result<Option<Found>, StoreError> {
        let wanted = self.app.practice.checklist.as_ref();
        let mut all = self.desk.library.catalogue()?.0.into_iter();
        Ok(all.find(|found| wanted.is_none_or(|id| found.checklist.id == *id)))
    }

    /// Begins a rehearsal.
    pub(super) fn rehearse(&mut self, exercise: Exercise, of: Vec<Id>) {
        let Some(by) = self.app.shell.operator.clone() else { return };
        let found = self.practised();
        let Some(Some(found)) = self.said(found) else { return };
        let seed = self.app.practice.seed.take().unwrap_or_else(|| Seed::from_random(self.desk.random()));
        let (rehearsal, now) = (Rehearsal { exercise, seed, of }, self.time.now());
        let author = Author::new(by, self.app.shell.station.clone());
        let begun = self.desk.rehearse(&found, &author, &rehearsal, &now, &|| self.time.now());
        let Some(loaded) = self.said(begun) else { return };
        let lesson = self.desk.lesson(&loaded.case);
        let Some(lesson) = self.said(lesson) else { return };
        let open = self.open.insert(loaded);
        self.app.rehearses(Arc::new(lesson), rehearsal, &open.case, &now);
    }
}
