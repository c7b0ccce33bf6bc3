//! What a case looks like at a moment: what is next, how far it is, what is due.

use super::{Case, Standing, Status};
use crate::domain::{
    Fact, Moment, Now,
    checklist::{ItemIx, Level, PhaseIx, SectionIx},
};

/// How a case stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    /// Not started.
    Planned,
    /// Being worked on.
    InProgress,
    /// Left unfinished by somebody.
    Held,
    /// Nothing to do before a follow-up's date.
    Waiting,
    /// Closed.
    Closed,
}

impl CaseState {
    /// The state's word, as in `show --json`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in-progress",
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Decide about a stop before anything else.
    Stop(Standing),
    /// Do an item.
    Item(ItemIx),
    /// Wait for a section's date.
    Wait(SectionIx, Moment),
    /// Everything is done: close the case.
    Close,
    /// The case is closed.
    Nothing,
}

/// How far a part of the checklist is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// How many items are settled.
    pub done: usize,
    /// How many items count.
    pub of: usize,
    /// How many critical items are open or pending.
    pub critical_open: usize,
    /// How many critical or required items are open, and how many items are pending.
    pub must_open: usize,
    /// How many items are deferred.
    pub deferred: usize,
    /// How many stops stand.
    pub stops: usize,
}

impl Progress {
    /// Complete: nothing critical or required is open, nothing is pending, no stop stands.
    pub fn is_complete(self) -> bool {
        self.of > 0 && self.must_open == 0 && self.stops == 0
    }

    /// Completion in words that claim no more than is so.
    pub fn words(self) -> String {
        match (self.stops, self.must_open, self.deferred) {
            (1.., _, _) => format!("{} of {}, STOP stands", self.done, self.of),
            (0, 0, 0) if self.of > 0 => "complete".to_owned(),
            (0, 0, deferred) if self.of > 0 => format!("complete except {deferred} deferred"),
            _ => format!("{} of {}", self.done, self.of),
        }
    }

    fn add(&mut self, other: Self) {
        self.done += other.done;
        self.of += other.of;
        self.critical_open += other.critical_open;
        self.must_open += other.must_open;
        self.deferred += other.deferred;
        self.stops += other.stops;
    }
}

/// A case at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    /// How it stands.
    pub state: CaseState,
    /// What is next.
    pub next: Next,
    /// How far it is, without what is not due yet.
    pub progress: Progress,
}

impl Case {
    /// How far a section is.
    pub fn section_progress(&self, section: SectionIx) -> Progress {
        let mut progress = Progress::default();
        for ix in self.checklist.section(section).item_ixs() {
            let status = self.status(ix);
            let level = self.checklist.item(ix).level;
            let pending = matches!(status, Status::Pending);
            let open = matches!(status, Status::Open { .. });
            progress.of += usize::from(status.counts());
            progress.done += usize::from(status.counts() && status.is_settled());
            progress.critical_open += usize::from(level == Level::Critical && (open || pending));
            progress.must_open += usize::from(pending || (open && level != Level::Routine));
            progress.deferred += usize::from(matches!(status, Status::Deferred(..)));
            progress.stops += self.stops(ix).len();
        }
        progress
    }

    /// How far a phase is.
    pub fn phase_progress(&self, phase: PhaseIx) -> Progress {
        let mut progress = Progress::default();
        for section in self.checklist.phase(phase).sections.clone() {
            progress.add(self.section_progress(SectionIx(section)));
        }
        progress
    }

    /// When a section is due and when it is late, counted from the time answered for its anchor.
    pub fn due(&self, section: SectionIx, now: &Now) -> Option<(Moment, Moment)> {
        let due = self.checklist.section(section).due.as_ref()?;
        let Status::Answered(_, crate::domain::Answer::Time(anchor)) = self.status(due.from) else {
            return None;
        };
        let anchor = anchor.in_zone(&now.zone);
        let after = |span| anchor.checked_add(span).ok().map(|then| Moment::from(then.timestamp()));
        Some((after(due.after)?, after(due.by)?))
    }

    /// What is next, how far the case is, how it stands: computed anew for each moment.
    pub fn outlook(&self, now: &Now) -> Outlook {
        let mut progress = Progress::default();
        let due_now = |section: &SectionIx| self.due(*section, now).is_none_or(|(due, _)| due <= now.at);
        self.checklist.section_ixs().filter(due_now).for_each(|s| progress.add(self.section_progress(s)));
        let next = self.next(now);
        let state = match (&next, self.closed(), self.hold()) {
            (_, Some(_), _) => CaseState::Closed,
            (_, None, Some(_)) => CaseState::Held,
            (Next::Wait(..), None, None) => CaseState::Waiting,
            (_, None, None) if self.state.planned.is_some() && !self.was_begun() => CaseState::Planned,
            (_, None, None) => CaseState::InProgress,
        };
        Outlook { state, next, progress }
    }

    fn was_begun(&self) -> bool {
        let begins = |fact: &Fact| fact.item().is_some() || matches!(fact, Fact::Started { .. });
        self.entries.iter().any(|sealed| sealed.entry.fact.as_ref().is_some_and(begins))
    }

    fn next(&self, now: &Now) -> Next {
        if self.closed().is_some() {
            return Next::Nothing;
        }
        if let Some(stop) = self.all_stops().into_iter().next() {
            return Next::Stop(stop);
        }
        for section in self.checklist.section_ixs() {
            let progress = self.section_progress(section);
            let all_settled = progress.done == progress.of;
            // What may stay open is offered until somebody goes on to a later section.
            if all_settled || (progress.must_open == 0 && self.was_left_behind(section)) {
                continue;
            }
            match self.due(section, now) {
                Some((due, _)) if due > now.at && !self.any_recorded(section) => {
                    return Next::Wait(section, due);
                }
                Some(_) | None => {}
            }
            if let Some(item) = self.next_in(section) {
                return Next::Item(item);
            }
        }
        // What was put off comes back before anybody hears that everything is done.
        let deferred = |ix: &ItemIx| matches!(self.status(*ix), Status::Deferred(..));
        self.checklist.item_ixs().find(deferred).map_or(Next::Close, Next::Item)
    }

    /// The first open item of a section; for one that is pending, the first open item that it waits for.
    fn next_in(&self, section: SectionIx) -> Option<ItemIx> {
        let items = || self.checklist.section(section).item_ixs();
        items().find(|&ix| matches!(self.status(ix), Status::Open { .. })).or_else(|| {
            items()
                .filter(|&ix| matches!(self.status(ix), Status::Pending))
                .flat_map(|ix| self.waits_for(ix))
                .find(|&on| !matches!(self.status(on), Status::Pending))
        })
    }

    fn any_recorded(&self, section: SectionIx) -> bool {
        self.checklist.section(section).item_ixs().any(|ix| self.state.slots[ix.0].held.is_some())
    }

    fn was_left_behind(&self, section: SectionIx) -> bool {
        self.checklist.section_ixs().skip(section.0 + 1).any(|later| self.any_recorded(later))
    }

    /// The open item to go to after `from`: the next open one in its section, else what is next in the case.
    pub fn after(&self, from: ItemIx, now: &Now) -> Option<ItemIx> {
        let section = self.checklist.section(self.checklist.item(from).section);
        let open = |ix: &ItemIx| matches!(self.status(*ix), Status::Open { .. });
        section.item_ixs().skip_while(|ix| *ix <= from).find(open).or_else(|| match self.next(now) {
            Next::Item(item) => Some(item),
            Next::Stop(stop) => Some(stop.item),
            Next::Wait(section, _) => self.checklist.section(section).item_ixs().next(),
            Next::Close | Next::Nothing => None,
        })
    }
}
