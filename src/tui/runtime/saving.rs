//! Saving: a key waits for its save a short while; what takes longer is said, and the screens answer meanwhile.

use super::{Runtime, Time};
use crate::app::{Effect, Notice};
use crate::domain::case::Intent;
use crate::domain::{Confirmed, Line, Mode, Text};
use crate::store::{Save, StoreError, Written};
use std::sync::mpsc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// So long nothing is said of a save, and nothing else is done.
pub(in crate::tui) const PATIENCE: Duration = Duration::from_millis(200);
/// How long another terminal may keep a record locked until what somebody wants here is given up.
const LONGEST: Duration = Duration::from_secs(3);

/// What somebody wants and waits for.
#[derive(Debug)]
pub(super) struct Saving {
    intent: Box<Intent>,
    /// So many entries were seen when they wanted it.
    pub(super) known: usize,
    waits_for: WaitsFor,
    /// What is carried out once it is saved, or is not.
    pub(super) then: Vec<Effect>,
}

#[derive(Debug)]
enum WaitsFor {
    /// Another terminal, until then.
    Lock(Duration),
    Disk,
}

/// A thread of its own writes, since nothing can be said by one that waits for the disk.
#[derive(Debug)]
pub(super) struct Saver {
    to: Sender<Save>,
    from: Receiver<Written>,
}

impl Saver {
    pub(super) fn new() -> Self {
        let (to, saves) = mpsc::channel::<Save>();
        let (done, from) = mpsc::channel();
        thread::spawn(move || saves.into_iter().map(Save::write).try_for_each(|written| done.send(written)));
        Self { to, from }
    }

    /// Has something written; what came of it, if that is known so soon.
    fn write(&self, save: Save) -> Result<Option<Written>, StoreError> {
        match self.to.send(save) {
            Ok(()) => self.written(PATIENCE),
            Err(unsent) => Ok(Some(unsent.0.write())),
        }
    }

    fn written(&self, patience: Duration) -> Result<Option<Written>, StoreError> {
        match self.from.recv_timeout(patience) {
            Ok(written) => Ok(Some(written)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(StoreError::Broken),
        }
    }
}

impl<T: Time> Runtime<T> {
    /// Records something in the open case.
    pub(super) fn record(&mut self, intent: Box<Intent>) {
        let Some(open) = &self.open else { return };
        // Nobody is there to be confused with another patient.
        let is_practice = open.case.mode() == Mode::Practice;
        let intent = if is_practice { Box::new(intent.with_code(Confirmed::Typed)) } else { intent };
        let known = open.case.entries().len();
        let saving = Saving { intent, known, waits_for: WaitsFor::Disk, then: Vec::new() };
        self.begin(saving, PATIENCE);
    }

    fn begin(&mut self, saving: Saving, patience: Duration) {
        let Some(open) = &mut self.open else { return };
        let begun = self.desk.begin(open, &saving.intent, &|| self.time.now(), patience);
        match begun {
            Ok(None) => self.ended(saving, Ok(Vec::new())),
            Ok(Some(save)) => {
                let written = self.saver.write(save);
                self.written(Saving { waits_for: WaitsFor::Disk, ..saving }, written);
            }
            Err(error) if error.is_busy() => {
                let now = self.time.elapsed();
                match saving.waits_for {
                    WaitsFor::Disk => self.waits(Saving { waits_for: WaitsFor::Lock(now + LONGEST), ..saving }),
                    WaitsFor::Lock(until) if now < until => self.waits(saving),
                    WaitsFor::Lock(_) => self.ended(saving, Err(error)),
                }
            }
            Err(error) => self.ended(saving, Err(error)),
        }
    }

    fn written(&mut self, saving: Saving, written: Result<Option<Written>, StoreError>) {
        match (written, &mut self.open) {
            (Ok(Some(written)), Some(open)) => {
                let own = self.desk.finish(open, written);
                self.ended(saving, own);
            }
            (Ok(None), Some(_)) => self.waits(saving),
            (Err(error), _) => self.ended(saving, Err(error)),
            (Ok(_), None) => {}
        }
    }

    /// Says that it is not saved yet.
    fn waits(&mut self, saving: Saving) {
        if self.saving.replace(saving).is_none() {
            self.say_saving("");
        }
    }

    fn say_saving(&mut self, more: &str) {
        self.app.shell.notice = Some(Notice::Info(Text::from(format!("saving… not on the disk yet{more}"))));
    }

    fn ended(&mut self, saving: Saving, own: Result<Vec<Line>, StoreError>) {
        self.saved(&saving.intent, saving.known, own);
        self.carry_out(saving.then);
    }

    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Looks whether what is being saved has come to an end.
    pub fn saves_on(&mut self) -> bool {
        let Some(saving) = self.saving.take() else { return false };
        let known = self.app.shell.notice.take();
        match saving.waits_for {
            WaitsFor::Lock(_) => self.begin(saving, Duration::ZERO),
            WaitsFor::Disk => {
                let written = self.saver.written(Duration::ZERO);
                self.written(saving, written);
            }
        }
        if self.is_saving() {
            self.app.shell.notice = known;
        }
        !self.is_saving()
    }

    /// Takes a key while something is saved: what only reads goes on, all else is not taken and leaves everything as
    /// it is, what was typed too.
    pub(super) fn takes_meanwhile(&mut self, press: impl FnOnce(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let before = self.app.clone();
        // That it is not saved yet is nothing that a key takes away.
        self.app.shell.notice = None;
        let effects = press(self);
        let goes = |app: &crate::app::App| app.screen.cursor();
        let refused = matches!(self.app.shell.notice, Some(Notice::Error(_)));
        // A stamp is kept whatever is being saved.
        let kept = |app: &crate::app::App| app.shell.stamps.kept().len();
        let stamped = kept(&self.app) != kept(&before);
        if refused && !stamped || effects.iter().any(Effect::waits_for_save) || goes(&self.app) != goes(&before) {
            self.app = before;
            self.app.forget_held_back();
            self.say_saving(": key NOT TAKEN, press it again then");
            return Vec::new();
        }
        self.say_saving("");
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{App, Key, Pace};
    use crate::desk::Desk;
    use crate::domain::case::Author;
    use crate::domain::checklist::Checklist;
    use crate::domain::{Now, Staff};
    use crate::store::{Library, NewCase, Store};
    use std::sync::Mutex;

    /// The disk answers while nobody holds it.
    static DISK: Mutex<()> = Mutex::new(());

    struct Still;

    impl Time for Still {
        fn now(&self) -> Now {
            let at = "2026-11-23T09:41:00Z".parse::<jiff::Timestamp>().unwrap().into();
            Now { at, zone: jiff::tz::TimeZone::UTC }
        }

        fn elapsed(&self) -> Duration {
            Duration::ZERO
        }
    }

    #[test]
    fn a_slow_disk_is_waited_for_by_another_thread_and_nothing_is_shown_before() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path()).with_sync(|file| {
            let _answers = DISK.lock();
            file.sync_data()
        });
        let desk = Desk { store, library: Library::new(None) };
        let json = include_str!("../../../tests/data/checklists/small.json");
        let checklist = Checklist::load(json).unwrap();
        let author = Author::new("JR:nurse".parse().unwrap(), Text::from("test"));
        let new = NewCase { json, checklist: &checklist, local: None, label: None, planned: None };
        let made = desk.create(&new, &author, &Still.now()).unwrap();
        let app = App::new(Some(author.by), Staff::default(), author.station, Pace::default());
        let mut runtime = Runtime::new(app, desk, Still);
        runtime.carry_out(vec![Effect::Open(made.case.code())]);

        let slow = DISK.lock().unwrap();
        runtime.press(Key::Char(' '), Duration::ZERO);
        let said = |runtime: &Runtime<Still>| runtime.app.shell.notice.clone().unwrap().words().to_string();
        assert!(runtime.is_saving() && said(&runtime).starts_with("saving…"), "{}", said(&runtime));
        assert!(!runtime.look() && runtime.case().unwrap().entries().len() == 1);
        runtime.press(Key::Char('u'), Duration::ZERO);
        assert!(said(&runtime).contains("NOT TAKEN"), "{}", said(&runtime));
        drop(slow);
        while !runtime.look() {
            thread::yield_now();
        }
        assert!(said(&runtime).starts_with("Saved: "), "{}", said(&runtime));
        assert_eq!(runtime.case().unwrap().entries().len(), 2);
    }
}
