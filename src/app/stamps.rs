//! What was stamped on crisis cards and is not saved yet: it is shown as such everywhere, and kept until it is.

use crate::domain::case::Stamped;
use crate::domain::{Code, Id, Text};

#[derive(Debug, Clone)]
pub struct Unsaved {
    pub stamped: Stamped,
    /// What its card is called.
    pub title: Text,
    /// The case that it belongs to, once that is known.
    to: Option<Code>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Writing,
    /// It could not be saved; nobody tries again by themselves.
    Failed,
}

#[derive(Debug, Clone, Default)]
pub struct Stamps {
    kept: Vec<Unsaved>,
    /// It is still to be asked to which case they belong.
    pub(super) asks: bool,
}

impl Stamps {
    /// Oldest first.
    pub fn kept(&self) -> &[Unsaved] {
        &self.kept
    }

    pub fn of_card(&self, card: &Id) -> impl Iterator<Item = &Stamped> {
        self.kept.iter().map(|kept| &kept.stamped).filter(move |stamped| stamped.card == *card)
    }

    pub(super) fn keep(&mut self, stamped: Stamped, title: Text, to: Option<Code>) {
        self.asks |= to.is_none();
        self.kept.push(Unsaved { stamped, title, to, state: State::New });
    }

    /// Takes back the newest on a card that is not being written.
    pub(super) fn take_back(&mut self, card: &Id) -> Option<Stamped> {
        let own = |kept: &Unsaved| kept.stamped.card == *card && kept.state != State::Writing;
        self.kept.iter().rposition(own).map(|newest| self.kept.remove(newest).stamped)
    }

    /// All that is kept belongs to this case.
    pub(super) fn belong_to(&mut self, code: Code) {
        for kept in self.kept.iter_mut().filter(|kept| kept.state != State::Writing) {
            (kept.to, kept.state) = (Some(code), State::New);
        }
    }

    /// The case of something that was not tried before.
    pub fn waits_for(&self) -> Option<Code> {
        self.kept.iter().find(|kept| kept.state == State::New).and_then(|kept| kept.to)
    }

    /// All that is still to be written into a case.
    pub fn write(&mut self, code: Code) -> Vec<Stamped> {
        let of_case = self.kept.iter_mut().filter(|kept| kept.to == Some(code));
        of_case
            .map(|kept| {
                kept.state = State::Writing;
                kept.stamped.clone()
            })
            .collect()
    }

    /// What came of that.
    pub fn written(&mut self, is_saved: bool) {
        self.kept.retain(|kept| !is_saved || kept.state != State::Writing);
        for kept in self.kept.iter_mut().filter(|kept| kept.state == State::Writing) {
            kept.state = State::Failed;
        }
    }
}
