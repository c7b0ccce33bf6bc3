//! How each item stands: its condition, what was recorded for it, and what that rests on.

use super::state::Version;
use super::{Case, Content, Recording, Timer};
use crate::domain::checklist::{AnswerType, Condition, Eyes, ItemIx, PhaseIx, Seen, Truth};
use crate::domain::{Answer, Stamp, Text};
use serde::Serialize;
use strum::IntoStaticStr;

/// How an item stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status<'a> {
    /// Nothing was recorded, or a confirmation broke; a timer may be running.
    Open {
        running: Option<Timer>,
    },
    Answered(&'a Recording, &'a Answer),
    /// It does not apply to this patient.
    NotApplicable(&'a Recording, &'a Text),
    /// It was put off to a phase.
    Deferred(&'a Recording, &'a Text, PhaseIx),
    /// Somebody went on in spite of it; it keeps its answer.
    Overridden {
        /// What had been recorded.
        answer: Option<&'a Recording>,
        /// Who went on, and when.
        by: &'a Stamp,
        reason: &'a Text,
    },
    /// It was not done and will not be.
    NotDone {
        /// Who said so, and when.
        by: &'a Stamp,
        reason: &'a Text,
        because: NotDoneReason,
    },
    /// Its condition is false. What was recorded is kept and counts for nothing.
    Inactive {
        kept: Option<&'a Recording>,
    },
    /// Its condition is not known yet.
    Pending,
}

/// Why an item will not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDoneReason {
    /// The procedure was stopped before it.
    Stopped,
    /// The patient was lost to follow-up.
    Lost,
}

impl NotDoneReason {
    pub fn words(self) -> &'static str {
        match self {
            Self::Stopped => "not done, procedure stopped",
            Self::Lost => "lost to follow-up",
        }
    }
}

/// A status without what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StatusKind {
    Open,
    Answered,
    NotApplicable,
    Deferred,
    Overridden,
    NotDone,
    Inactive,
    Pending,
}

impl Status<'_> {
    pub fn kind(&self) -> StatusKind {
        match self {
            Self::Open { .. } => StatusKind::Open,
            Self::Answered(..) => StatusKind::Answered,
            Self::NotApplicable(..) => StatusKind::NotApplicable,
            Self::Deferred(..) => StatusKind::Deferred,
            Self::Overridden { .. } => StatusKind::Overridden,
            Self::NotDone { .. } => StatusKind::NotDone,
            Self::Inactive { .. } => StatusKind::Inactive,
            Self::Pending => StatusKind::Pending,
        }
    }

    /// Its word, as in `show --json`.
    pub fn word(&self) -> &'static str {
        self.kind().into()
    }

    /// Whether nothing is left to do for it now.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Answered(..)
            | Self::NotApplicable(..)
            | Self::Deferred(..)
            | Self::Overridden { .. }
            | Self::NotDone { .. }
            | Self::Inactive { .. } => true,
            Self::Open { .. } | Self::Pending => false,
        }
    }

    /// Whether it is open: something is to be done for it.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Whether it counts among what is to be done: everything whose condition is not false.
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Inactive { .. })
    }
}

/// A case of which it is not known yet what applies.
struct Applying<'a> {
    case: &'a Case,
    applies: &'a [Truth],
}

impl Eyes for Applying<'_> {
    fn see(&self, ix: ItemIx) -> Seen<'_> {
        self.case.see_where(ix, self.applies)
    }

    fn ever(&self, ix: ItemIx, holds: &dyn Fn(&Answer) -> bool) -> bool {
        self.case.ever(ix, holds)
    }

    fn was_planned(&self) -> bool {
        self.case.was_planned()
    }
}

impl Eyes for Case {
    fn see(&self, ix: ItemIx) -> Seen<'_> {
        self.see_where(ix, self.judged())
    }

    fn ever(&self, ix: ItemIx, holds: &dyn Fn(&Answer) -> bool) -> bool {
        let slot = &self.state.items[ix.0];
        let found = |held: &Recording| match &held.content {
            Content::Answer(answer) => !held.void && holds(answer),
            Content::NotApplicable(_) | Content::Deferred(..) => false,
        };
        slot.earlier.iter().chain(&slot.held).any(found)
    }

    fn was_planned(&self) -> bool {
        self.opened.planned.is_some()
    }
}

impl Case {
    /// Whether an item applies: its condition on what is recorded now.
    pub(super) fn active(&self, ix: ItemIx) -> Truth {
        self.judged().get(ix.0).copied().unwrap_or(Truth::Unknown)
    }

    fn judged(&self) -> &[Truth] {
        self.derived.applies.get_or_init(|| self.judge(&self.checklist.order))
    }

    /// Works out the conditions of some items once, each after those that it hangs on. In a circle, which only an old
    /// pin can have, nothing is known.
    fn judge(&self, items: &[ItemIx]) -> Vec<Truth> {
        let mut applies = vec![Truth::Unknown; self.checklist.items.len()];
        for &ix in items {
            let when = self.checklist.item(ix).when.as_ref();
            applies[ix.0] = when.map_or(Truth::True, |when| when.truth(&Applying { case: self, applies: &applies }));
        }
        applies
    }

    /// What a condition sees of an item: a broken confirmation is no answer.
    fn see_where(&self, ix: ItemIx, applies: &[Truth]) -> Seen<'_> {
        let slot = &self.state.items[ix.0];
        match applies.get(ix.0) {
            Some(Truth::False) => return Seen::Nothing,
            Some(Truth::Unknown) | None => return Seen::NotYet,
            Some(Truth::True) => {}
        }
        match &slot.held {
            Some(Recording { content: Content::Answer(answer), stamp, .. })
                if slot.confirmed.iter().all(|(on, mark)| self.mark_where(*on, applies) == *mark) =>
            {
                Seen::Answer(answer, stamp)
            }
            Some(Recording { content: Content::NotApplicable(_), .. }) => Seen::Nothing,
            _ if self.given_up(ix).is_some() => Seen::Nothing,
            Some(Recording { content: Content::Answer(_) | Content::Deferred(..), .. }) | None => Seen::NotYet,
        }
    }

    /// Which entry stands for an item now.
    pub(super) fn mark(&self, ix: ItemIx) -> Version {
        self.mark_where(ix, self.judged())
    }

    fn mark_where(&self, ix: ItemIx, applies: &[Truth]) -> Version {
        let held = self.state.items[ix.0].held.as_ref().filter(|_| applies.get(ix.0) == Some(&Truth::True));
        held.map(|held| held.stamp.seq)
    }

    /// Which entries stand now for what an item confirms. A record that is read asks this at each confirmation: no more
    /// of the case is judged than it takes.
    pub(super) fn marks_of_confirmed(&self, ix: ItemIx) -> Vec<(ItemIx, Version)> {
        let item = self.checklist.item(ix);
        let applies = self.judge(&item.judged_with);
        item.confirms.iter().map(|&on| (on, self.mark_where(on, &applies))).collect()
    }

    /// Whether what something rests on still stands.
    pub(super) fn still_rests(&self, marks: &[(ItemIx, Version)]) -> bool {
        marks.iter().all(|(on, mark)| self.mark(*on) == *mark)
    }

    /// Who said, and why, that what is open in this item's section will not be done any more.
    pub(super) fn given_up(&self, ix: ItemIx) -> Option<(&Stamp, &Text, NotDoneReason)> {
        let section = self.checklist.item(ix).section;
        if let Some((stamp, reason)) = self.state.lost.get(&section) {
            return Some((stamp, reason, NotDoneReason::Lost));
        }
        let stopped = self.state.stopped.as_ref().filter(|_| self.ended_by_stop(section))?;
        Some((&stopped.stamp, &stopped.reason, NotDoneReason::Stopped))
    }

    /// How an item stands.
    pub fn status(&self, ix: ItemIx) -> Status<'_> {
        let slot = &self.state.items[ix.0];
        match self.active(ix) {
            Truth::False => return Status::Inactive { kept: slot.held.as_ref() },
            Truth::Unknown => return Status::Pending,
            Truth::True => {}
        }
        if let Some(by) = &slot.overridden
            && self.still_rests(&by.marks)
            && self.which_stand(ix).is_subset(&by.stops)
        {
            return Status::Overridden { answer: slot.held.as_ref(), by: &by.stamp, reason: &by.reason };
        }
        match &slot.held {
            Some(held) => match &held.content {
                Content::Answer(answer) if self.still_rests(&slot.confirmed) => Status::Answered(held, answer),
                Content::Answer(_) => self.open_or_given_up(ix),
                Content::NotApplicable(reason) => Status::NotApplicable(held, reason),
                Content::Deferred(reason, to) => match self.given_up(ix) {
                    Some((by, reason, because)) => Status::NotDone { by, reason, because },
                    None => Status::Deferred(held, reason, *to),
                },
            },
            None => self.open_or_given_up(ix),
        }
    }

    fn open_or_given_up(&self, ix: ItemIx) -> Status<'_> {
        match self.given_up(ix) {
            Some((by, reason, because)) => Status::NotDone { by, reason, because },
            None => Status::Open { running: self.running(ix) },
        }
    }

    /// The timer that was started, though not before the time that was answered from which it runs by itself.
    pub(super) fn running(&self, ix: ItemIx) -> Option<Timer> {
        let from_time = || {
            let AnswerType::Timer { minutes, from: Some(from), .. } = self.checklist.item(ix).answer else {
                return None;
            };
            let (_, Answer::Time(started)) = self.answer(from)? else { return None };
            Some(Timer { started: *started, minutes })
        };
        match (self.state.items[ix.0].timer, from_time()) {
            // Nobody watched before there was anything to watch.
            (Some(by_hand), Some(from)) => Some(Timer { started: by_hand.started.max(from.started), ..by_hand }),
            (by_hand, from) => by_hand.or(from),
        }
    }

    /// Whether the item was confirmed and something that it confirmed has changed since.
    pub fn is_broken(&self, ix: ItemIx) -> bool {
        let slot = &self.state.items[ix.0];
        let answered = matches!(slot.held, Some(Recording { content: Content::Answer(_), .. }));
        answered && self.active(ix) == Truth::True && !self.still_rests(&slot.confirmed)
    }

    /// The items that a pending item waits for.
    pub fn waits_for(&self, ix: ItemIx) -> Vec<ItemIx> {
        let when = self.checklist.item(ix).when.as_ref();
        let mut on: Vec<ItemIx> = when.map(Condition::items).unwrap_or_default();
        on.retain(|&on| matches!(self.see(on), Seen::NotYet));
        on.dedup();
        on
    }

    /// The timer that runs at an item.
    pub fn timer(&self, ix: ItemIx) -> Option<Timer> {
        match self.status(ix) {
            Status::Open { running } => running,
            Status::Answered(..)
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { .. }
            | Status::NotDone { .. }
            | Status::Inactive { .. }
            | Status::Pending => None,
        }
    }
}
