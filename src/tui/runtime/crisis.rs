//! Crisis cards at the desk: read when they are called for, recorded after they were drawn. And the idle lock.

use super::{Runtime, Time};
use crate::app::Context;
use crate::domain::case::Act;
use crate::domain::{Code, Id, Line};
use crate::store::StoreError;

impl<T: Time> Runtime<T> {
    /// From a case its own cards, elsewhere those of every checklist.
    pub(super) fn show_cards(&mut self, open: Option<&Id>) {
        let in_case = self.app.screen.cursor().is_some();
        let cards = self.desk.cards(self.open.as_ref().map(|open| &open.case).filter(|_| in_case), &self.time.now());
        self.app.show_cards(cards, open);
    }

    /// The frame was drawn, and the card that is open can be read on it. Whether it must be drawn anew.
    pub fn card_shown(&mut self) -> bool {
        let (now, elapsed) = (self.time.now(), self.time.elapsed());
        let kept = self.app.shell.stamps.kept().len();
        let case = self.open.as_ref().map(|open| &open.case);
        let effects = self.app.card_shown(Context { case, now: &now, elapsed });
        let is_new = !effects.is_empty() || self.app.shell.stamps.kept().len() != kept;
        self.carry_out(effects);
        is_new
    }

    /// Records what was stamped for a case, in one write; behind what is being saved, where something is.
    pub(super) fn save_stamps(&mut self, code: Code) {
        if self.is_saving() {
            return;
        }
        let Some(author) = self.app.shell.at_keyboard() else { return };
        let stamps = self.app.shell.stamps.write(code);
        if stamps.is_empty() {
            return;
        }
        let act = Act::Stamps { stamps };
        match self.open.as_ref().filter(|open| open.case.code() == code) {
            Some(open) => self.record(Box::new(author.wants(&open.case, act))),
            None => {
                let recorded = self.desk.open(code).and_then(|mut other| {
                    let intent = author.wants(&other.case, act);
                    let own = self.desk.record(&mut other, &intent, &|| self.time.now())?;
                    Ok((own, other))
                });
                match recorded {
                    Ok((own, other)) => self.app.stamped(&own, &other.case, &self.time.now()),
                    Err(error) => self.app.not_stamped(&error.to_string()),
                }
            }
        }
    }

    /// What came of stamps in the open case, or of taking one back on its card.
    pub(super) fn stamped(&mut self, own: Result<Vec<Line>, StoreError>) {
        let (Some(open), now) = (&self.open, self.time.now()) else { return };
        match own {
            Ok(own) => self.app.stamped(&own, &open.case, &now),
            Err(error) => self.app.not_stamped(&error.to_string()),
        }
    }

    /// What was stamped while something else was saved, and the question to which case the rest belongs.
    pub(super) fn settle_stamps(&mut self) {
        if self.is_saving() {
            return;
        }
        if let Some(code) = self.app.shell.stamps.waits_for() {
            self.save_stamps(code);
        }
        if !self.is_saving() && self.app.asks_where() {
            self.look_at_list();
            self.app.ask_where(self.open.as_ref().map(|open| &open.case), &self.time.now());
        }
    }

    /// Locks the screen once nobody has pressed a key for so long; whether it did.
    pub(super) fn locks(&mut self) -> bool {
        let idle = self.time.elapsed().saturating_sub(self.pressed);
        let after = if self.is_theatre() { self.lock_after_theatre } else { self.lock_after };
        let is_due = after.is_some_and(|after| idle >= after);
        let locks = is_due && !self.is_saving() && self.app.may_lock(self.case());
        if locks {
            self.app.lock(&self.time.now());
        }
        locks
    }
}
