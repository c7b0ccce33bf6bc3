//! Stopping the procedure, closing the case with an outcome, and taking it up again.

use super::{Case, Refusal, Status, decide::reason as said};
use crate::domain::checklist::{ItemIx, SectionIx, Style};
use crate::domain::{CaseFact, Fact, Id, Now, Outcome, Text};

impl Case {
    /// The first section that goes on after a stop now: the next always open one after everything that was
    /// begun (recovery, after the needle; follow-up, after recovery). What is open before it is not done.
    pub(super) fn end_of_stopped(&self) -> SectionIx {
        let always_open = |ix: SectionIx| self.checklist.section(ix).always_open;
        let begun = self.checklist.section_ixs().filter(|ix| !always_open(*ix) && self.any_recorded(*ix));
        let furthest = begun.max().unwrap_or(SectionIx(0));
        let goes_on = self.checklist.section_ixs().find(|ix| *ix > furthest && always_open(*ix));
        goes_on.unwrap_or(SectionIx(self.checklist.sections.len()))
    }

    /// Whether the procedure was stopped and a section belongs to what was ended by that.
    pub(super) fn ended_by_stop(&self, section: SectionIx) -> bool {
        let stopped = self.state.stopped.as_ref();
        stopped.is_some_and(|stopped| section < stopped.before && !self.checklist.section(section).always_open)
    }

    pub(super) fn decide_stop(&self, reason: &Text) -> Result<Vec<Fact>, Refusal> {
        if !self.state.started {
            return Err(Refusal::NotStarted);
        }
        let reason = said(reason)?;
        if self.state.stopped.is_some() {
            return Ok(Vec::new());
        }
        // Before the procedure there is nothing to recover from: the case ends here.
        if !self.has_begun_procedure() {
            let closed = Fact::Case(CaseFact::Closed { outcome: Outcome::Stopped, reason: Some(reason.clone()) });
            return Ok(vec![Fact::Case(CaseFact::Stopped { reason }), closed]);
        }
        Ok(vec![Fact::Case(CaseFact::Stopped { reason })])
    }

    pub(super) fn decide_close(
        &self,
        outcome: Outcome,
        reason: Option<&Text>,
        now: &Now,
    ) -> Result<Vec<Fact>, Refusal> {
        let reason = reason.map(said).transpose()?;
        if outcome.needs_reason() {
            self.fits_outcome(outcome, now)?;
            let reason = Some(reason.ok_or(Refusal::ReasonMissing)?);
            return Ok(vec![Fact::Case(CaseFact::Closed { outcome, reason })]);
        }
        if !self.state.started {
            return Err(Refusal::NotStarted);
        }
        if self.state.stopped.is_some() {
            return Err(Refusal::WasStopped);
        }
        let open: Vec<Id> = self.keeps_open().map(|ix| self.checklist.item(ix).id.clone()).collect();
        if open.is_empty() {
            Ok(vec![Fact::Case(CaseFact::Closed { outcome, reason })])
        } else {
            Err(Refusal::NotComplete { open })
        }
    }

    /// The items that keep the case from being completed.
    pub fn keeps_open(&self) -> impl Iterator<Item = ItemIx> {
        let deferred = |ix: ItemIx| matches!(self.status(ix), Status::Deferred(..));
        self.checklist.item_ixs().filter(move |&ix| self.bars_completion(ix) || deferred(ix))
    }

    /// An outcome that says that nothing was done does not fit where something was.
    fn fits_outcome(&self, outcome: Outcome, now: &Now) -> Result<(), Refusal> {
        let met = |section: SectionIx| {
            let section = self.checklist.section(section);
            section.style != Style::Form && !section.ahead
        };
        // Nobody has stayed away before the hour has come.
        if let (Outcome::DidNotAttend, Some(plan)) = (outcome, self.planned().filter(|plan| plan.at > now.at)) {
            return Err(Refusal::NotYetPlanned { at: Text::from(now.say(plan.at)) });
        }
        let unfit = match outcome {
            Outcome::DidNotAttend => self.any_recorded_in(met),
            Outcome::Cancelled => self.has_begun_procedure(),
            // Closed at once, nobody would be shown recovery and follow-up, which a stop opens.
            Outcome::Stopped if self.has_begun_procedure() && self.state.stopped.is_none() => {
                return Err(Refusal::StopFirst);
            }
            Outcome::Completed | Outcome::Stopped | Outcome::EnteredInError => false,
        };
        if unfit { Err(Refusal::OutcomeUnfit { outcome }) } else { Ok(()) }
    }

    pub(super) fn decide_reopen(&self, reason: &Text) -> Result<Vec<Fact>, Refusal> {
        if self.state.closed.is_none() && self.state.stopped.is_none() {
            return Err(Refusal::NotClosed);
        }
        Ok(vec![Fact::Case(CaseFact::Reopened { reason: said(reason)? })])
    }
}
