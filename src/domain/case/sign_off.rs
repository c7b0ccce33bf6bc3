//! Sign-offs: a named person declares a phase complete; whatever changes in it afterwards shows.

use super::state::{Basis, Version};
use super::{Case, Intent, Refusal, StatusKind};
use crate::domain::checklist::{ItemIx, PhaseIx, SectionIx};
use crate::domain::{CaseFact, Fact, Hash, Id, Now, Operator, Role, Seq, Staff, Stamp, Text};

/// What a sign-off rests on: how each item of the phase stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) stamp: Stamp,
    pub(super) entries: u64,
    pub(super) head: Hash,
    pub(super) stood: Vec<Snapshot>,
}

/// How an item stands, short enough to be compared later: its status, the entries it rests on, its stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Snapshot {
    status: StatusKind,
    held: Version,
    overridden: Option<Seq>,
    stops: usize,
    /// Also where a stop on it cannot be judged any more.
    bars: bool,
}

/// A phase's sign-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff<'a> {
    /// Who signed, and when.
    pub stamp: &'a Stamp,
    /// How many entries the record had then.
    pub entries: u64,
    /// Its last hash then.
    pub head: Hash,
    /// The items that have changed since; the sign-off is broken where there are any.
    pub changed: Vec<ItemIx>,
}

impl SignOff<'_> {
    /// Whether something that it declared complete has changed since.
    pub fn is_broken(&self) -> bool {
        !self.changed.is_empty()
    }
}

impl Case {
    /// Whether a phase is signed off, and nothing of it has changed since.
    pub fn is_signed_off(&self, phase: PhaseIx) -> bool {
        self.sign_off(phase).is_some_and(|signed| !signed.is_broken())
    }

    /// Whether a phase is complete and not signed off.
    pub fn waits_for_sign_off(&self, phase: PhaseIx) -> bool {
        self.phase_progress(phase).is_complete() && !self.is_signed_off(phase)
    }

    fn items_of(&self, phase: PhaseIx) -> impl Iterator<Item = ItemIx> {
        let sections = self.checklist.phase(phase).sections.clone();
        sections.map(SectionIx).flat_map(|section| self.checklist.section(section).item_ixs())
    }

    fn snapshot(&self, ix: ItemIx) -> Snapshot {
        let slot = &self.state.items[ix.0];
        let status = self.status(ix);
        Snapshot {
            status: status.kind(),
            held: slot.held.as_ref().map(|held| held.stamp.seq),
            overridden: match status {
                super::Status::Overridden { by, .. } => Some(by.seq),
                _ => None,
            },
            stops: self.stops(ix).len(),
            bars: self.bars_completion(ix),
        }
    }

    /// How the items of a phase stand now.
    pub(super) fn stand_now(&self, phase: PhaseIx) -> Basis {
        Basis { stood: self.items_of(phase).map(|ix| self.snapshot(ix)).collect(), ..Basis::default() }
    }

    /// The sign-off of a phase, if somebody signed it, and what has changed since.
    pub fn sign_off(&self, phase: PhaseIx) -> Option<SignOff<'_>> {
        let Signed { stamp, entries, head, stood } = self.state.signed.get(&phase)?;
        let changed = self.items_of(phase).zip(stood).filter(|(ix, then)| self.snapshot(*ix) != **then);
        let changed = changed.map(|(ix, _)| ix).collect();
        Some(SignOff { stamp, entries: *entries, head: *head, changed })
    }

    /// Whether an item changed after its phase was signed off.
    pub fn changed_after_sign_off(&self, ix: ItemIx) -> bool {
        let phase = self.phase_of(ix);
        let Some(Signed { stood, .. }) = self.state.signed.get(&phase) else { return false };
        let then = self.items_of(phase).zip(stood).find(|(on, _)| *on == ix);
        then.is_some_and(|(ix, then)| self.snapshot(ix) != *then)
    }

    pub(super) fn decide_sign(&self, id: &Id, by: &Operator, staff: &Staff) -> Result<Vec<Fact>, Refusal> {
        let phases = &self.checklist.phases;
        let phase = phases.iter().position(|phase| phase.id == *id).map(PhaseIx);
        let phase = phase.ok_or_else(|| Refusal::UnknownPhase {
            given: Text::sanitise(id.as_str()),
            phases: phases.iter().map(|phase| phase.id.to_string()).collect(),
        })?;
        if !self.state.started {
            return Err(Refusal::NotStarted);
        }
        if by.role == Role::Trainee {
            return Err(Refusal::TraineeSigns { by: by.clone() });
        }
        if self.lacks_staff_list(staff) {
            return Err(Refusal::NoStaffList);
        }
        if !staff.grants(by) {
            return Err(Refusal::NotGranted { by: by.clone() });
        }
        if self.sign_off(phase).is_some_and(|signed| !signed.is_broken() && signed.stamp.by.code == by.code) {
            return Ok(Vec::new());
        }
        let progress = self.phase_progress(phase);
        if !progress.is_complete() {
            let open = self.open_in(phase);
            return Err(Refusal::PhaseIncomplete { phase: self.checklist.phase(phase).title.clone(), open });
        }
        let (entries, head) = (self.entries.len() as u64, self.head());
        Ok(vec![Fact::Case(CaseFact::Signed { phase: id.clone(), entries, head })])
    }

    /// What keeps a phase from being complete.
    fn open_in(&self, phase: PhaseIx) -> Vec<Id> {
        let open = self.items_of(phase).filter(|&ix| self.bars_completion(ix));
        open.map(|ix| self.checklist.item(ix).id.clone()).collect()
    }

    /// Whether a fact says why it was recorded. What is put back said so when it was recorded, or stands again as
    /// it stood.
    fn says_why(&self, fact: &Fact, intent: &Intent) -> bool {
        let Fact::Case(CaseFact::Redone { entries: back }) = fact else { return fact.reason().is_some() };
        if self.nothing_since_undo(back, intent) {
            return true;
        }
        let back = self.entries.iter().filter(|sealed| back.contains(&sealed.entry.stamp.seq));
        back.filter_map(|sealed| sealed.entry.fact.as_ref()).any(|fact| fact.reason().is_some())
    }

    /// Whoever changes what was signed off says why.
    pub(super) fn keeps_sign_offs(&self, facts: &[Fact], intent: &Intent, now: &Now) -> Result<(), Refusal> {
        let explained =
            |fact: &Fact| matches!(fact, Fact::Case(CaseFact::Signed { .. })) || self.says_why(fact, intent);
        if self.state.signed.is_empty() || facts.iter().any(explained) {
            return Ok(());
        }
        let whole: Vec<PhaseIx> =
            self.state.signed.keys().copied().filter(|phase| self.is_signed_off(*phase)).collect();
        if whole.is_empty() {
            return Ok(());
        }
        let after = self.with(facts, intent, now);
        for phase in whole {
            if let Some(signed) = after.sign_off(phase).filter(SignOff::is_broken) {
                let (by, phase) = (signed.stamp.by.clone(), self.checklist.phase(phase).title.clone());
                return Err(Refusal::SignedOff { phase, by });
            }
        }
        Ok(())
    }
}
