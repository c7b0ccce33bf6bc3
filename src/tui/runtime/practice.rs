//! Practice: a room of its own beside the cases, over records of its own.

use super::{Runtime, Time};
use crate::app::{Context, Part};
use crate::domain::case::{Act, Author};
use crate::domain::practice::{Exercise, Lesson, Play, Rehearsal, Seed};
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
        let past = self.desk.past(|_, _| None::<()>);
        if let Some((past, _)) = self.said(past) {
            self.app.practice.past = past;
        }
    }

    /// The checklist that is practised.
    fn practised(&self) -> Result<Option<Found>, StoreError> {
        self.desk.practised(self.app.practice.checklist.as_ref())
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
        let lesson = Arc::new(lesson);
        self.app.rehearses(Arc::clone(&lesson), rehearsal);
        match exercise {
            Exercise::Guided | Exercise::Scenario => self.play(lesson),
            Exercise::Recall | Exercise::Order | Exercise::Omission | Exercise::Exam => {}
        }
    }

    /// Brings the open rehearsal to where the trainee comes in, and shows it.
    fn play(&mut self, lesson: Arc<Lesson>) {
        let (Some(open), Some(rehearsal)) = (&mut self.open, &self.app.practice.rehearsal) else { return };
        let play = Play::new(lesson, rehearsal);
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
        if let Some(lesson) = self.app.practice.awaits_case() {
            self.play(lesson);
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
