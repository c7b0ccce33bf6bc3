//! What must come first: critical items and stops of earlier sections, the start of a planned case, and the
//! code that shows that somebody looks at the right case.

use super::{ActiveStop, Case, Intent, Refusal, Status, outlook::LEFT_AFTER, state::who};
use crate::domain::checklist::{ItemIx, Level, SectionIx};
use crate::domain::{CaseFact, Fact, Id, Line, Stamp};

/// Why the code of a case is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeAsked {
    /// A planned case begins.
    Start,
    /// Something is prepared for a planned case.
    Ahead,
    /// The case was left and is taken up again.
    Resume,
    /// Somebody else is at the keyboard.
    NewOperator,
    Procedure,
}

impl CodeAsked {
    /// In words, after "the code is asked for because".
    pub fn words(self) -> &'static str {
        match self {
            Self::Start => "the case begins",
            Self::Ahead => "something is prepared for it",
            Self::Resume => "the case is taken up again",
            Self::NewOperator => "somebody else is at the keyboard",
            Self::Procedure => "the procedure begins",
        }
    }
}

/// What must be settled before a section begins.
enum Barrier<'a> {
    /// A stop that stands.
    Stop(&'a ActiveStop),
    /// A critical item that is open, or an item that a stop waits for.
    Open(ItemIx),
}

impl Case {
    /// A first answer waits for the critical items of all earlier sections, and for every stop that stands
    /// in one of them. Sections that are always open wait for nothing; what is prepared for a planned case waits only
    /// for what is prepared before it.
    pub(super) fn may_begin(&self, ix: ItemIx) -> Result<(), Refusal> {
        let section = self.checklist.item(ix).section;
        if !self.takes_entries(section) {
            return Err(Refusal::NotStarted);
        }
        if self.checklist.section(section).always_open {
            return Ok(());
        }
        self.no_stop_beside(ix)?;
        let mut open: Vec<ItemIx> = Vec::new();
        for (_, barrier) in self.barriers().filter(|(bar, _)| *bar < section) {
            match barrier {
                Barrier::Stop(stop) => return Err(self.refused_by(stop)),
                Barrier::Open(ix) => open.push(ix),
            }
        }
        open.dedup();
        // What waits for another item may not apply once that is answered.
        let waits = |ix: &ItemIx| matches!(self.status(*ix), Status::Pending);
        if !open.iter().all(waits) {
            open.retain(|ix| !waits(ix));
        }
        let section = self.checklist.section(section).title.clone();
        let open: Vec<Id> = open.into_iter().map(|ix| self.checklist.item(ix).id.clone()).collect();
        if open.is_empty() { Ok(()) } else { Err(Refusal::Gate { section, open }) }
    }

    /// Where what was checked is checked anew when the needle moves, a stop bars each line but those at which it was
    /// found.
    pub(super) fn no_stop_beside(&self, ix: ItemIx) -> Result<(), Refusal> {
        let section = self.checklist.section(self.checklist.item(ix).section);
        let mut lines = section.item_ixs().filter(|_| section.restarts);
        let found_here = |stop: &ActiveStop| self.condition(stop).is_some_and(|when| when.items().contains(&ix));
        let stop = lines.find_map(|on| self.stops(on).iter().find(|stop| stop.item != ix && !found_here(stop)));
        stop.map_or(Ok(()), |stop| Err(self.refused_by(stop)))
    }

    /// Whether the case has come to a section: it was started, or the section is prepared ahead.
    fn takes_entries(&self, section: SectionIx) -> bool {
        self.state.started || self.is_pinned() && self.checklist.section(section).ahead
    }

    /// Whether first answers are taken in a section now.
    pub fn is_open(&self, section: SectionIx) -> bool {
        let barred = || !self.checklist.section(section).always_open && self.bar().is_some_and(|bar| section > bar);
        self.closed().is_none() && self.takes_entries(section) && !barred()
    }

    /// The last section that may begin, where something bars the later ones.
    fn bar(&self) -> Option<SectionIx> {
        *self.derived.bar.get_or_init(|| self.barriers().map(|(bar, _)| bar).min())
    }

    /// What is in the way of sections, in the checklist's order, each with the last section that may begin in spite
    /// of it.
    fn barriers(&self) -> impl Iterator<Item = (SectionIx, Barrier<'_>)> {
        let of_now = |ix: &ItemIx| self.takes_entries(self.checklist.item(*ix).section);
        self.checklist.item_ixs().filter(of_now).flat_map(|ix| {
            let item = self.checklist.item(ix);
            let stop = self.stops(ix).first().map(|stop| (item.section, Barrier::Stop(stop)));
            let open = (item.level == Level::Critical && !self.status(ix).is_settled())
                .then_some((item.section, Barrier::Open(ix)));
            let awaited = self.stops_wait_for(ix).iter().map(|&on| (item.section, Barrier::Open(on)));
            stop.into_iter().chain(open).chain(awaited)
        })
    }

    /// Why somebody at a station must show the code before they record something for an item; `None` where
    /// they need not. Always open sections never ask: nothing may stand between a finding and its record.
    pub fn asks_code(&self, stamp: &Stamp, ix: ItemIx) -> Option<CodeAsked> {
        let section = self.checklist.section(self.checklist.item(ix).section);
        if section.always_open {
            return None;
        }
        // What is always open, in the procedure or after it, is recorded beside its way and does not begin it.
        let on_its_way = |of: SectionIx| {
            let of = self.checklist.section(of);
            of.phase == section.phase && !of.always_open
        };
        let begins = self.checklist.procedure() == Some(section.phase) && !self.any_recorded_in(on_its_way);
        self.asks_code_of(stamp).or(begins.then_some(CodeAsked::Procedure))
    }

    /// Whether the procedure has begun, is not complete and was not stopped: hands are busy, and the screen stays
    /// with the patient.
    pub fn procedure_runs(&self) -> bool {
        let is_open = |phase| !self.phase_progress(phase).is_complete();
        let goes_on = self.has_begun_procedure() && self.stopped().is_none() && self.closed().is_none();
        goes_on && self.checklist.procedure().is_some_and(is_open)
    }

    /// Whether nobody recorded anything at this station for so long that the case counts as left there. While
    /// the procedure runs it never does: hands are busy, and the screen stays with the patient.
    fn was_left_idle(&self, stamp: &Stamp) -> bool {
        let here = self.entries.iter().rev().find(|sealed| sealed.entry.stamp.station == stamp.station);
        let left = |last: &Line| stamp.at.since(last.entry.stamp.at).as_secs() >= LEFT_AFTER;
        !self.procedure_runs() && here.is_some_and(left)
    }

    /// Whether somebody had shown the code when the case was left at their station, and recorded so lately that they
    /// need not show it again.
    pub(super) fn is_back_soon(&self, stamp: &Stamp) -> bool {
        if self.state.left.is_empty() {
            return false;
        }
        let who = who(stamp);
        let last = || self.entries.iter().rev().find(|line| self::who(&line.entry.stamp) == who);
        let soon = |last: &Line| stamp.at.since(last.entry.stamp.at).as_secs() < LEFT_AFTER;
        self.state.left.contains(&who) && last().is_some_and(soon)
    }

    /// Why somebody at a station must show the code before they go on with the case at all.
    pub fn asks_code_of(&self, stamp: &Stamp) -> Option<CodeAsked> {
        let knows = self.state.known.contains(&who(stamp)) && !self.was_left_idle(stamp);
        if knows || self.is_back_soon(stamp) {
            return None;
        }
        let was_here = |sealed: &Line| who(&sealed.entry.stamp) == who(stamp);
        let back = self.state.held.is_some() || self.entries.iter().any(was_here);
        Some(match (self.planned().is_some(), back) {
            (true, _) => CodeAsked::Ahead,
            (false, true) => CodeAsked::Resume,
            (false, false) => CodeAsked::NewOperator,
        })
    }
}

/// The confirmation of the code that an intent brings, where one is asked for.
pub(super) fn shown_code(intent: &Intent, asked: Option<CodeAsked>) -> Result<Option<Fact>, Refusal> {
    match (asked, intent.code) {
        (None, _) => Ok(None),
        (Some(_), Some(how)) => Ok(Some(Fact::Case(CaseFact::CodeConfirmed { how }))),
        (Some(why), None) => Err(Refusal::CodeAsked { why }),
    }
}
