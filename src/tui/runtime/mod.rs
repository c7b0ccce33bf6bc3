//! The screens with the case that is open: keys go in, and what the screens ask for is carried out at the desk. Knows
//! no terminal, so that tests run it as the program does.

mod cases;
mod crisis;
mod handouts;
mod insight;
mod practice;
mod saving;
mod skipping;

use crate::app::{App, Context, Effect, Key, Notice, ReadOnly, Screen, has_stamps};
use crate::config::Setup;
use crate::desk::Desk;
use crate::domain::case::{Act, Case, Intent, Timer};
use crate::domain::checklist::ItemIx;
use crate::domain::{Line, Now};
use crate::store::{Loaded, StoreError};
use crate::tui::Mouse;
use cases::Cases;
use insight::Counting;
pub(super) use saving::PATIENCE;
use saving::{Saver, Saving};
use skipping::Skipping;
use std::time::Duration;

/// The present, and a clock that only runs forward.
pub trait Time {
    fn now(&self) -> Now;
    /// Time since the program started.
    fn elapsed(&self) -> Duration;
}

#[derive(Debug)]
pub struct Runtime<T> {
    pub app: App,
    pub desk: Desk,
    pub time: Skipping<T>,
    pub open: Option<Loaded>,
    /// The timers that were seen to end: each rings once.
    rung: Vec<(ItemIx, Timer)>,
    cases: Cases,
    saver: Saver,
    /// What is being counted.
    counting: Option<Counting>,
    /// What is being saved and takes its time.
    saving: Option<Saving>,
    /// After how long without a key the screen is locked, if ever.
    pub lock_after: Option<Duration>,
    /// The same in the theatre view.
    pub lock_after_theatre: Option<Duration>,
    /// When the last key came.
    pressed: Duration,
    /// Why it could not be recorded that somebody leaves.
    pub unsaved: Option<String>,
    /// The minute of the last look.
    minute: i64,
    /// The bell is to be rung.
    pub rings: bool,
    /// Somebody goes over to practice.
    pub practises: bool,
    pub quits: bool,
}

impl<T: Time> Runtime<T> {
    pub fn new(app: App, desk: Desk, time: T) -> Self {
        let (rung, cases, saver) = (Vec::new(), Cases::default(), Saver::new());
        let (saving, unsaved, rings, practises, quits) = (None, None, false, false, false);
        let (pressed, minute) = (time.elapsed(), 0);
        let Setup { lock_after, lock_after_theatre, .. } = Setup::default();
        Self {
            app,
            desk,
            time: Skipping::new(time),
            open: None,
            rung,
            cases,
            saver,
            counting: None,
            saving,
            lock_after,
            lock_after_theatre,
            pressed,
            unsaved,
            minute,
            rings,
            practises,
            quits,
        }
    }

    pub fn case(&self) -> Option<&Case> {
        self.open.as_ref().map(|open| &open.case)
    }

    /// Takes a key that came then; what it asks for is still to be carried out.
    pub fn takes(&mut self, key: Key, at: Duration) -> Vec<Effect> {
        self.pressed = at;
        if self.is_saving() { self.takes_meanwhile(|now| now.gives(key, at)) } else { self.gives(key, at) }
    }

    fn gives(&mut self, key: Key, at: Duration) -> Vec<Effect> {
        self.unsaved = None;
        let now = self.time.now();
        let case = self.open.as_ref().map(|open| &open.case);
        self.app.press(key, Context { case, now: &now, elapsed: at })
    }

    /// Takes a key that came then, after one that was held back until then, and carries out what they ask for.
    pub fn press(&mut self, key: Key, at: Duration) {
        while self.app.gives_before(key, at) {
            self.give_held_back();
        }
        let effects = self.takes(key, at);
        self.carry_out(effects);
    }

    /// The frame is on the screen: from now on somebody may click on what lies there.
    pub fn was_drawn(&mut self) {
        let at = self.time.elapsed();
        if let Some(mouse) = &mut self.app.shell.mouse {
            mouse.drawn(at);
        }
    }

    /// Takes what was done with the mouse then, after a key that was held back: whoever clicks has let go of it.
    pub fn mouse(&mut self, did: Mouse, at: Duration) {
        let goes_down = match did {
            Mouse::Click(x, y) => return self.click(x, y, at),
            Mouse::WheelUp => false,
            Mouse::WheelDown => true,
        };
        if let Some(key) = self.app.wheel(goes_down) {
            self.press(key, at);
        }
    }

    fn click(&mut self, x: u16, y: u16, at: Duration) {
        while self.app.held_until().is_some() {
            self.give_held_back();
        }
        self.pressed = at;
        let clicks = |runtime: &mut Self| {
            let now = runtime.time.now();
            let case = runtime.open.as_ref().map(|open| &open.case);
            runtime.app.click(x, y, Context { case, now: &now, elapsed: at })
        };
        let effects = if self.is_saving() { self.takes_meanwhile(clicks) } else { clicks(self) };
        self.carry_out(effects);
    }

    /// Somebody comes back from another room, where they pressed keys.
    pub fn is_back(&mut self) {
        self.pressed = self.time.elapsed();
    }

    pub fn paste(&mut self, text: &str) {
        self.pressed = self.time.elapsed();
        self.app.paste(text);
    }

    /// Takes the key that is held back.
    pub fn take_held_back(&mut self) -> Vec<Effect> {
        let Some(at) = self.app.held_until() else { return Vec::new() };
        if self.is_saving() { self.takes_meanwhile(|now| now.gives_held_back(at)) } else { self.gives_held_back(at) }
    }

    fn gives_held_back(&mut self, elapsed: Duration) -> Vec<Effect> {
        let now = self.time.now();
        let case = self.open.as_ref().map(|open| &open.case);
        self.app.take_held_back(Context { case, now: &now, elapsed })
    }

    /// Takes the key that is held back, and carries out what it asks for.
    pub fn give_held_back(&mut self) {
        let effects = self.take_held_back();
        self.carry_out(effects);
    }

    /// How long a key is still held back, if one is.
    pub fn holds_back_for(&self) -> Option<Duration> {
        Some(self.app.held_until()?.saturating_sub(self.time.elapsed()))
    }

    /// Whether a look is only worth while from time to time: the first one, behind the first frame, is due at once.
    pub fn may_wait(&self) -> bool {
        self.open.is_some() || self.cases.done_today
    }

    /// Looks for what came from elsewhere or with time: another terminal's entry or a timer's end in the open case, a
    /// change on the list; whether there is something to draw.
    pub fn look(&mut self) -> bool {
        if self.is_saving() {
            return self.saves_on();
        }
        let locks = self.locks();
        if self.is_counting() {
            return self.counts_on() | locks;
        }
        let said = self.app.shell.notice.clone();
        let looked = if self.open.is_some() {
            self.catch_up() | self.watch_timers() | self.minute_passes()
        } else {
            self.look_at_list()
        };
        // What came meanwhile tells of a case.
        if self.app.is_locked() {
            self.app.shell.notice = said;
        }
        looked | locks
    }

    fn is_theatre(&self) -> bool {
        matches!(&self.app.screen, Screen::Run(run) if run.theatre)
    }

    /// Whether the theatre view says another minute than at the last look.
    fn minute_passes(&mut self) -> bool {
        let minute = self.time.now().at.timestamp().as_second() / 60;
        let is_shown = self.is_theatre();
        std::mem::replace(&mut self.minute, minute) != minute && is_shown
    }

    /// Rings for a timer that has just ended; whether one runs or has ended, so that it must be drawn.
    fn watch_timers(&mut self) -> bool {
        let Some(open) = &self.open else { return false };
        let now = self.time.now();
        let timers = open.case.timers();
        let ended = |(_, timer): &(ItemIx, Timer)| timer.ends() <= now.at;
        let fresh: Vec<_> = timers.iter().filter(|timer| ended(timer) && !self.rung.contains(timer)).copied().collect();
        if let Some((ix, _)) = fresh.first() {
            self.app.timer_ended(&open.case, *ix);
            self.rings = true;
        }
        let elsewhere = self.app.time_passes(Some(open.case.code()), &now);
        let shown = timers.iter().any(|timer| !ended(timer)) || !fresh.is_empty() || !elsewhere.is_empty();
        self.rung.extend(fresh);
        self.carry_out(elsewhere);
        shown
    }

    /// Takes in what other terminals recorded; whether there was anything.
    fn catch_up(&mut self) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        match self.desk.catch_up(open) {
            Ok(others) => {
                let now = self.time.now();
                self.app.others_recorded(&others, &open.case, &now);
                self.rings |= has_stamps(&others);
                !others.is_empty()
            }
            // It will be read at the next look.
            Err(StoreError::Busy) => false,
            Err(error @ StoreError::Gone { .. }) => {
                self.failed(&error);
                true
            }
            // What one's own key came to stays said until the next.
            Err(_) if open.damage.is_none() && matches!(self.app.shell.notice, Some(Notice::Error(_))) => false,
            Err(error) => {
                let before = self.app.shell.notice.clone();
                self.failed(&error);
                self.app.shell.notice != before
            }
        }
    }

    /// Says what went wrong with the open record; where that left it damaged, so that it stays said.
    fn failed(&mut self, error: &StoreError) {
        let is_damaged = self.open.as_ref().is_some_and(|open| open.damage.is_some());
        let words = match error {
            StoreError::Damaged(damage) if is_damaged => format!("{}: {damage}", ReadOnly::Damaged.word()),
            error => error.to_string(),
        };
        if is_damaged {
            self.app.only_reads(ReadOnly::Damaged, &words);
        } else {
            self.app.shell.failed(&words);
        }
    }

    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut effects = effects.into_iter();
        while let Some(effect) = effects.next() {
            match effect {
                Effect::Record(intent) => self.record(intent),
                Effect::TickRoom(ix) => self.tick_room(ix),
                Effect::Open(code) => self.open(code),
                Effect::OpenFollowUp(code, section) => self.open_follow_up(code, section),
                Effect::Board => self.read_closed_lately(),
                Effect::Leave => self.open = None,
                Effect::Create(draft) => self.create(&draft),
                Effect::Start => self.start(),
                Effect::Prepare => self.prepare(),
                Effect::End { code, act, shown } => self.end(code, *act, shown),
                Effect::List => {
                    self.look_at_list();
                }
                Effect::ListClosed => self.list_closed(),
                Effect::Cards(open) => self.show_cards(open.as_ref()),
                Effect::Stamps(code) => self.save_stamps(code),
                Effect::Bell => self.rings = true,
                Effect::Offer => self.offer(),
                Effect::LookUp(topic) => self.look_up(topic),
                Effect::Report => self.write_report(),
                Effect::Handouts => self.list_handouts(),
                Effect::Handout(id) => self.write_handout(&id),
                Effect::Practise => self.practises = true,
                Effect::Count => self.count(),
                Effect::StopCounting => self.counting = None,
                Effect::Rehearse { exercise, of } => self.rehearse(exercise, of),
                Effect::Quit => self.quits = true,
            }
            if let Some(saving) = &mut self.saving {
                saving.then.extend(effects);
                return;
            }
        }
        self.settle_stamps();
        self.plays_on();
    }

    fn tick_room(&mut self, ix: ItemIx) {
        let Some(open) = &self.open else { return };
        let now = self.time.now();
        let at = Context { case: Some(&open.case), now: &now, elapsed: self.time.elapsed() };
        // What cannot be looked up is checked here.
        let carried = self.desk.room_check(&open.case, ix, &self.app.shell.station, &now).unwrap_or_default();
        let effects = self.app.tick_room(ix, carried, at);
        self.carry_out(effects);
    }

    /// What came of an intent: of `known` entries before it the screens knew.
    fn saved(&mut self, intent: &Intent, known: usize, own: Result<Vec<Line>, StoreError>) {
        let Some(open) = &self.open else { return };
        let now = self.time.now();
        let entries = open.case.entries();
        let theirs = entries.len().saturating_sub(own.as_ref().map_or(0, Vec::len));
        let theirs = entries.get(known..theirs).unwrap_or_default().to_vec();
        if matches!(intent.act, Act::Stamps { .. }) || intent.act == Act::Undo && self.app.is_in_crisis() {
            return self.stamped(own);
        }
        let leaves = matches!(intent.act, Act::Hold { .. });
        if let (true, Err(error)) = (leaves, &own) {
            self.unsaved = Some(format!("{error}; it is not recorded that you left the case"));
        }
        if own.is_err() {
            self.app.practice.unrecorded();
        }
        match own {
            Ok(own) => {
                let at = Context { case: Some(&open.case), now: &now, elapsed: self.time.elapsed() };
                if matches!(intent.act, Act::Start { .. }) {
                    self.app.shell.scanner.articles = self.desk.articles(&open.case);
                    self.app.started(&open.case, &now);
                } else if !leaves {
                    self.app.recorded(&own, at);
                }
            }
            Err(StoreError::Refused(refusal)) => self.app.refused(intent, &refusal, &open.case),
            Err(error) if open.damage.is_some() => self.failed(&error),
            Err(error) if self.app.waits_for_disk() => self.app.plays_not_on(&error.to_string()),
            Err(error) => self.app.fails(&error.to_string()),
        }
        if let Some(open) = &self.open {
            self.app.others_recorded_too(&theirs, &open.case, &now);
        }
    }
}
