//! Practice: a room of its own beside the cases, over records of its own.

use super::{Runtime, Time};
use crate::app::{Context, Part};
use crate::domain::case::{Act, Author};
use crate::domain::practice::{Exercise, Play, Rehearsal, Seed};
use crate::domain::{Id, Operator, Role};
use crate::store::{Found, StoreError};
use std::sync::Arc;

impl<T: Time + Clone> Runtime<T> {
    /// The screens of practice, where nothing reaches the records of patients: the desk there is another one.
    #[must_use]
    pub fn practice(&self) -> Self {
        let mut practice = Self::new(self.app.practises(), self.desk.practice(), T::clone(&self.time));
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
        self.time.comes_back();
        let found = self.practised();
        let Some(Some(found)) = self.said(found) else { return };
        let seed = self.app.practice.seed.take().unwrap_or_else(|| Seed::from_random(self.desk.random()));
        let (rehearsal, now) = (Rehearsal { exercise, seed, of }, self.time.now());
        let author = Author::new(by, self.app.shell.station.clone());
        let begun = self.desk.rehearse(&found, &author, &rehearsal, &now, &|| self.time.now());
        let Some(loaded) = self.said(begun) else { return };
        let lesson = self.desk.lesson(&loaded.case);
        let Some(lesson) = self.said(lesson) else { return };
        self.open = Some(loaded);
        self.app.rehearses(Arc::new(lesson), rehearsal);
        match exercise {
            Exercise::Guided | Exercise::Scenario => self.play(),
            Exercise::Recall | Exercise::Order | Exercise::Omission | Exercise::Exam => {}
        }
    }

    /// Brings the open rehearsal to where the trainee comes in, and shows it.
    pub(super) fn play(&mut self) {
        let (Some(open), Some(rehearsal)) = (&self.open, self.app.practice.rehearsal.clone()) else { return };
        let lesson = self.desk.lesson(&open.case);
        let (Some(lesson), Some(open)) = (self.said(lesson), &mut self.open) else { return };
        let play = Play::new(Arc::new(lesson), &rehearsal);
        if let Some((facts, done)) = play.before(&open.case, &self.time.now()) {
            self.time.skips_to(done.at);
            let author = Author::new(Operator::simulated(Role::Clinician), self.app.shell.station.clone());
            let handed = self.desk.act(open, &author, Act::Handed(facts), &|| self.time.now());
            if self.said(handed).is_none() {
                return;
            }
        }
        if let Some(open) = &self.open {
            self.app.plays(play, &open.case, &self.time.now());
        }
    }

    /// What comes next in a case that is played, once what was wanted before is saved.
    pub(super) fn plays_on(&mut self) {
        if self.is_saving() {
            return;
        }
        if self.app.practice.awaits_case() {
            self.play();
        }
        if self.app.practice.play.is_none() {
            if matches!(self.app.practice.part, Part::Menu(_)) {
                self.time.comes_back();
            }
            return;
        }
        let Some(open) = &self.open else { return };
        let since = self.time.now();
        if let Some(until) = self.app.waits(&open.case, &since) {
            self.time.skips_to(until);
            self.app.waited(since.at, &open.case, &self.time.now());
        }
        let now = self.time.now();
        // A timer that was skipped is told of, and does not ring.
        self.rung = open.case.timers();
        let at = Context { case: Some(&open.case), now: &now, elapsed: self.time.elapsed() };
        let effects = self.app.plays_on(at);
        if !effects.is_empty() {
            self.carry_out(effects);
        }
    }
}
