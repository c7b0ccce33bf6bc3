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
        let seed = self.app.practice.seed.unwrap_or_else(|| Seed::from_random(self.desk.random()));
        let (rehearsal, now) = (Rehearsal { exercise, seed, of }, self.time.now());
        let author = Author::new(by, self.app.shell.station.clone());
        let begun = self.desk.rehearse(&found, &author, &rehearsal, &now, &|| self.time.now());
        let Some(loaded) = self.said(begun) else { return };
        let lesson = self.desk.lesson(&loaded.case);
        let Some(lesson) = self.said(lesson) else { return };
        (self.open, self.app.practice.seed) = (Some(loaded), None);
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
            match handed {
                Ok(_) => {}
                // The drills of an exam stay given.
                Err(error) if self.app.practice.is_exam() => return self.app.plays_not_on(&error.to_string()),
                Err(error) => {
                    self.open = None;
                    return self.app.shell.failed(&error.to_string());
                }
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
        if let Some(lesson) = self.app.practice.awaits_case().filter(|_| !self.app.waits_for_disk()) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{App, Dialog, Effect, Key, Pace, Played};
    use crate::desk::Desk;
    use crate::domain::practice::Past;
    use crate::domain::{Now, Staff, Text};
    use crate::store::{Library, Store};
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    /// The disk has room for records of this size.
    static ROOM: AtomicU64 = AtomicU64::new(u64::MAX);

    /// Each look at it is a second later.
    #[derive(Default)]
    struct Slow(Cell<Duration>);

    impl Time for Slow {
        fn now(&self) -> Now {
            let at = "2026-11-23T09:41:00Z".parse::<jiff::Timestamp>().unwrap().into();
            Now { at, zone: jiff::tz::TimeZone::UTC }
        }

        fn elapsed(&self) -> Duration {
            self.0.set(self.0.get() + Duration::from_secs(1));
            self.0.get()
        }
    }

    fn press(runtime: &mut Runtime<Slow>, key: Key) {
        let at = runtime.time.elapsed();
        runtime.press(key, at);
        while runtime.is_saving() {
            runtime.look();
        }
    }

    /// What was given in the drills is small; what colleagues recorded of the case before is not.
    #[test]
    fn an_exam_whose_case_cannot_be_handed_over_says_so_once_and_tries_again_by_enter() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path()).practice().with_sync(|file| match file.metadata()?.len() {
            // An error as a disk gives them.
            size if size > ROOM.load(Ordering::SeqCst) => tempfile::tempdir_in("\0").map(drop),
            _ => file.sync_data(),
        });
        let app = App::new(Some("TR:trainee".parse().unwrap()), Staff::default(), Text::from("test"), Pace::default());
        let desk = Desk { store, library: Library::new(None) };
        let mut runtime = Runtime::new(app.practises(), desk, Slow::default());
        runtime.read_practice();
        // Its case begins late, so that much is recorded before.
        runtime.app.practice.seed = Some(Seed(4711));
        let of = vec!["time-out".parse().unwrap()];
        runtime.carry_out(vec![Effect::Rehearse { exercise: Exercise::Exam, of }]);
        ROOM.store(10_000, Ordering::SeqCst);
        let stands = |runtime: &Runtime<Slow>| {
            let is_unsaved = matches!(runtime.app.dialog, Some(Dialog::Played(Played::Unsaved)));
            let marks = Past::of(runtime.case().unwrap()).unwrap().marks.len();
            (is_unsaved, runtime.app.practice.play.is_some(), marks, runtime.case().unwrap().entries().len())
        };
        for _ in 0..2 {
            press(&mut runtime, Key::Enter);
        }
        let (is_unsaved, is_played, marks, entries) = stands(&runtime);
        assert_eq!((is_unsaved, is_played, marks), (true, false, 8), "{:?}", runtime.app.shell.notice);
        // No other key tries it, and staying after all does.
        for key in [Key::Char('x'), Key::Down, Key::Enter, Key::Esc, Key::Esc] {
            press(&mut runtime, key);
            let asked = matches!(runtime.app.dialog, Some(Dialog::Played(Played::Unsaved | Played::Leave)));
            assert!(asked && stands(&runtime).3 == entries, "{key}: {:?}", runtime.app.dialog);
        }
        ROOM.store(u64::MAX, Ordering::SeqCst);
        press(&mut runtime, Key::Enter);
        let (is_unsaved, is_played, marks, after) = stands(&runtime);
        assert_eq!((is_unsaved, is_played, marks), (false, true, 8));
        assert!(after > entries + 20, "{after}");
    }
}
