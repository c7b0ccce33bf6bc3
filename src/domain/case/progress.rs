//! How far a section, a phase or a case is, in words that claim no more than is so.

use super::{Case, Status};
use crate::domain::checklist::{ItemIx, Level, PhaseIx, SectionIx};
use std::iter::Sum;

/// How far a part of the checklist is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// How many items are settled.
    pub done: usize,
    /// How many items count.
    pub of: usize,
    /// How many critical items are open or pending.
    pub critical_open: usize,
    /// How many critical or required items are open, how many items are pending, and how many were answered
    /// while a stop on them cannot be judged yet.
    pub must_open: usize,
    /// How many items are deferred.
    pub deferred: usize,
    /// How many items were overridden.
    pub overridden: usize,
    /// How many items will not be done any more.
    pub not_done: usize,
    /// How many stops stand.
    pub stops: usize,
}

impl Progress {
    /// Complete: nothing critical or required is open, nothing is pending, no stop stands.
    pub fn is_complete(self) -> bool {
        self.of > 0 && self.must_open == 0 && self.stops == 0
    }

    /// How many items were done or decided about: what will not be done any more is settled and neither.
    pub fn decided(self) -> usize {
        self.done.saturating_sub(self.not_done)
    }

    /// Whether its words say more than a count.
    pub fn is_more_than_a_count(self) -> bool {
        self.stops > 0 || self.is_complete()
    }

    /// Completion in words that claim no more than is so.
    pub fn words(self) -> String {
        let counted = format!("{} of {}", self.decided(), self.of);
        if self.stops > 0 {
            return format!("{counted}, STOP stands");
        }
        if !self.is_more_than_a_count() {
            return counted;
        }
        let except: Vec<String> =
            [(self.deferred, "deferred"), (self.overridden, "overridden"), (self.not_done, "not done")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{count} {word}"))
                .collect();
        if except.is_empty() { "complete".to_owned() } else { format!("complete except {}", except.join(", ")) }
    }
}

impl Sum for Progress {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self {
            done: sum.done + part.done,
            of: sum.of + part.of,
            critical_open: sum.critical_open + part.critical_open,
            must_open: sum.must_open + part.must_open,
            deferred: sum.deferred + part.deferred,
            overridden: sum.overridden + part.overridden,
            not_done: sum.not_done + part.not_done,
            stops: sum.stops + part.stops,
        })
    }
}

impl Case {
    /// Whether an item keeps its section from being complete.
    pub(super) fn bars_completion(&self, ix: ItemIx) -> bool {
        self.must_be_settled(ix, &self.status(ix)) || !self.stops(ix).is_empty()
    }

    /// Whether an item of this status is still to be answered, or a stop on it still to be known.
    fn must_be_settled(&self, ix: ItemIx, status: &Status<'_>) -> bool {
        match status {
            Status::Pending => true,
            Status::Open { .. } => self.checklist.item(ix).level != Level::Routine,
            Status::Answered(..) | Status::Overridden { .. } => !self.stops_wait_for(ix).is_empty(),
            Status::NotApplicable(..) | Status::Deferred(..) | Status::NotDone { .. } | Status::Inactive { .. } => {
                false
            }
        }
    }

    /// How far a section is.
    pub fn section_progress(&self, section: SectionIx) -> Progress {
        let work_out = || self.checklist.section_ixs().map(|ix| self.work_out_progress(ix)).collect();
        self.derived.progress.get_or_init(work_out).get(section.0).copied().unwrap_or_default()
    }

    fn work_out_progress(&self, section: SectionIx) -> Progress {
        let mut progress = Progress::default();
        for ix in self.checklist.section(section).item_ixs() {
            let status = self.status(ix);
            let stops = self.stops(ix).len();
            let open = matches!(status, Status::Open { .. } | Status::Pending);
            let critical = self.checklist.item(ix).level == Level::Critical;
            progress.of += usize::from(status.counts());
            progress.done += usize::from(status.counts() && status.is_settled());
            progress.critical_open += usize::from(critical && open);
            progress.must_open += usize::from(stops == 0 && self.must_be_settled(ix, &status));
            progress.deferred += usize::from(matches!(status, Status::Deferred(..)));
            progress.overridden += usize::from(matches!(status, Status::Overridden { .. }));
            progress.not_done += usize::from(matches!(status, Status::NotDone { .. }));
            progress.stops += stops;
        }
        progress
    }

    /// How far a phase is.
    pub fn phase_progress(&self, phase: PhaseIx) -> Progress {
        let sections = self.checklist.phase(phase).sections.clone();
        sections.map(|section| self.section_progress(SectionIx(section))).sum()
    }

    /// Whether anything was recorded for a section's items; also what a moved needle has opened again.
    pub(super) fn any_recorded(&self, section: SectionIx) -> bool {
        let was = |ix: ItemIx| self.state.items[ix.0].earlier.last().is_some_and(|last| !last.void);
        self.any_stands(section) || self.checklist.section(section).item_ixs().any(was)
    }

    /// Whether anything stands there now.
    pub(super) fn any_stands(&self, section: SectionIx) -> bool {
        let slot = |ix: ItemIx| &self.state.items[ix.0];
        self.checklist.section(section).item_ixs().any(|ix| slot(ix).held.is_some() || slot(ix).timer.is_some())
    }
}
