//! What a case looks like at a moment: what is next, how far it is, what is due.

use super::{ActiveStop, Case, FollowUp, Hold, Progress, Status, Timer};
use crate::domain::checklist::{ItemIx, Level, PhaseIx, SectionIx};
use crate::domain::{Fact, Moment, Now, Plan};
use strum::IntoStaticStr;

/// A case at which nobody recorded anything for so many seconds counts as left.
pub(super) const LEFT_AFTER: i64 = 10 * 60;

/// How a case stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum CaseState {
    Planned,
    InProgress,
    /// Left unfinished by somebody.
    Held,
    /// Nothing to do before a follow-up's date.
    Waiting,
    Closed,
}

impl CaseState {
    /// The state's word, as in `show --json`.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Start the planned case.
    Start(Plan),
    /// Decide about a stop before anything else.
    Stop(ActiveStop),
    Item(ItemIx),
    /// Wait for a section's date.
    Wait(FollowUp),
    /// Everything is done: close the case.
    Close,
    /// The case is closed.
    Nothing,
}

/// A case at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outlook {
    pub state: CaseState,
    pub next: Next,
    /// How far it is, without what is not due yet.
    pub progress: Progress,
    /// The timers that run.
    pub timers: Vec<(ItemIx, Timer)>,
    /// What has a date and is not complete.
    pub follow_ups: Vec<FollowUp>,
    /// Who left it and where, also where they only stopped recording.
    pub left: Option<Hold>,
}

impl Next {
    /// The item at which it is done.
    pub fn item(&self, case: &Case) -> Option<ItemIx> {
        match self {
            Self::Stop(stop) => Some(stop.item),
            Self::Item(item) => Some(*item),
            Self::Wait(due) => case.checklist.section(due.section).item_ixs().next(),
            Self::Start(_) | Self::Close | Self::Nothing => None,
        }
    }
}

impl Case {
    /// What is next, how far the case is, how it stands: computed anew for each moment.
    pub fn outlook(&self, now: &Now) -> Outlook {
        let due_now = |section: &SectionIx| self.due(*section, now).is_none_or(|due| due.is_due(now));
        let progress = self.checklist.section_ixs().filter(due_now).map(|section| self.section_progress(section)).sum();
        let next = self.next(now);
        let left = self.left(now);
        let state = match (&next, self.closed(), &left) {
            (_, Some(_), _) => CaseState::Closed,
            _ if self.planned().is_some() => CaseState::Planned,
            (Next::Wait(..), None, _) => CaseState::Waiting,
            (_, None, Some(_)) => CaseState::Held,
            (_, None, None) => CaseState::InProgress,
        };
        Outlook { state, next, progress, timers: self.timers(), follow_ups: self.follow_ups(now), left }
    }

    /// The timers that run, in the checklist's order.
    pub fn timers(&self) -> Vec<(ItemIx, Timer)> {
        // In a closed case nobody waits.
        let open = self.checklist.item_ixs().filter(|_| self.closed().is_none());
        open.filter_map(|ix| Some((ix, self.timer(ix)?))).collect()
    }

    /// Who left the case: whoever held it, or whoever recorded last, where that was long ago. Nothing is
    /// written for a case that idleness or a crash left.
    fn left(&self, now: &Now) -> Option<Hold> {
        if let Some(hold) = self.hold() {
            return Some(hold.clone());
        }
        let last = &self.entries.last()?.entry;
        let item = last.fact.as_ref().and_then(Fact::item).and_then(|id| self.checklist.find(id.as_str()));
        let left = now.at.since(last.stamp.at).as_secs() >= LEFT_AFTER && self.closed().is_none();
        left.then(|| Hold { item, stamp: (*last.stamp).clone() })
    }

    /// What is next: a stop to decide about, the first item that is open, or a date to wait for.
    pub fn next(&self, now: &Now) -> Next {
        if self.closed().is_some() {
            return Next::Nothing;
        }
        if let Some(plan) = self.planned() {
            let stop = self.prepares().find_map(|ix| self.stops(ix).first());
            let due = self.to_prepare(now).first().map(|(ix, _)| self.comes_before(*ix));
            let item = due.map(Next::Item);
            return stop.map(|stop| Next::Stop(stop.clone())).or(item).unwrap_or_else(|| Next::Start(plan.clone()));
        }
        if let Some(stop) = self.checklist.item_ixs().find_map(|ix| self.stops(ix).first()) {
            return Next::Stop(stop.clone());
        }
        for phase in (0..self.checklist.phases.len()).map(PhaseIx) {
            if let Some(next) = self.next_of(phase, now) {
                return next;
            }
        }
        // What was put off comes back before anybody hears that everything is done.
        self.put_off().first().map_or(Next::Close, |(ix, _)| Next::Item(*ix))
    }

    /// The items that are done before the day.
    pub(super) fn prepares(&self) -> impl Iterator<Item = ItemIx> {
        self.checklist.item_ixs().filter(|ix| self.checklist.section(self.checklist.item(*ix).section).ahead)
    }

    /// What is prepared by a moment that the planned time gives.
    pub(super) fn prepared_by_date(&self) -> impl Iterator<Item = ItemIx> {
        self.prepares().filter(|ix| self.checklist.item(*ix).prepared.is_some())
    }

    /// What is still to be prepared for a planned case, each with the moment by which, what is due first at first; of
    /// what has no moment of its own, in the checklist's order behind it.
    pub fn to_prepare(&self, now: &Now) -> Vec<(ItemIx, Option<Moment>)> {
        let Some(plan) = self.planned() else { return Vec::new() };
        let by = |ix: ItemIx| {
            let before = self.checklist.item(ix).prepared.as_ref()?.value?;
            plan.at.in_zone(&now.zone).checked_sub(before).ok().map(|by| Moment::from(by.timestamp()))
        };
        let open = |ix: &ItemIx| self.status(*ix).is_open() && self.checklist.item(*ix).level != Level::Routine;
        let mut open: Vec<(ItemIx, Option<Moment>)> = self.prepares().filter(open).map(|ix| (ix, by(ix))).collect();
        open.sort_by_key(|(_, by)| by.map_or(i64::MAX, |by| by.timestamp().as_millisecond()));
        open
    }

    /// The item that has to be prepared before this one, or itself.
    fn comes_before(&self, ix: ItemIx) -> ItemIx {
        let section = |ix: ItemIx| self.checklist.item(ix).section;
        let bars = |before: &ItemIx| {
            let is_critical = self.checklist.item(*before).level == Level::Critical;
            section(*before) < section(ix) && is_critical && !self.status(*before).is_settled()
        };
        self.prepares().find(bars).unwrap_or(ix)
    }

    /// What was put off, and to which phase, in the checklist's order.
    fn put_off(&self) -> &[(ItemIx, PhaseIx)] {
        let to = |ix: ItemIx| match self.status(ix) {
            Status::Deferred(_, _, to) => Some((ix, to)),
            _ => None,
        };
        self.derived.put_off.get_or_init(|| self.checklist.item_ixs().filter_map(to).collect())
    }

    /// What is next in a phase: first what was put off to it, then its sections in order.
    fn next_of(&self, phase: PhaseIx, now: &Now) -> Option<Next> {
        let sections = || self.checklist.phase(phase).sections.clone().map(SectionIx);
        let mut unfinished = sections().filter(|section| !self.is_over(*section)).peekable();
        let first = *unfinished.peek()?;
        let to_come = |section: SectionIx| self.due(section, now).filter(|due| !due.is_due(now));
        let waits = |section: SectionIx| to_come(section).filter(|_| !self.any_recorded(section));
        if !self.checklist.section(first).needle_in {
            // What was put off to a phase that is over by now waits for no date.
            let now_or_before = |to: PhaseIx| to < phase || to == phase && waits(first).is_none();
            if let Some((item, _)) = self.put_off().iter().find(|(_, to)| now_or_before(*to)) {
                return Some(Next::Item(*item));
            }
        }
        // What waits for its date hides nothing that is due in a later section.
        let mut next_date: Option<FollowUp> = None;
        // Of several that are due the most urgent one is next, wherever it stands.
        let mut urgent: Option<(FollowUp, ItemIx)> = None;
        for section in unfinished {
            // What was begun before its date goes on at once where nothing else waits before it.
            let waits = if next_date.is_some() { to_come(section) } else { waits(section) };
            match (waits, self.next_in(section)) {
                (Some(due), _) => next_date = next_date.filter(|other| other.due <= due.due).or(Some(due)),
                (None, Some(item)) => match (self.due(section, now).filter(|due| due.is_due(now)), urgent) {
                    (Some(due), other) => {
                        urgent = other.filter(|(other, _)| other.late <= due.late).or(Some((due, item)));
                    }
                    (None, Some(_)) => break,
                    (None, None) => return Some(Next::Item(item)),
                },
                (None, None) => {}
            }
        }
        urgent.map(|(_, item)| Next::Item(item)).or(next_date.map(Next::Wait))
    }

    /// Whether nothing of a section is next any more: all is settled, or what may stay open was left behind
    /// when somebody went on to a later section.
    fn is_over(&self, section: SectionIx) -> bool {
        let progress = self.section_progress(section);
        progress.must_open == 0 && (progress.done == progress.of || self.was_left_behind(section))
    }

    /// The first open item of a section; for one that is pending, the first open item that it waits for. One that
    /// was put off comes back in its phase and is not asked for before.
    fn next_in(&self, section: SectionIx) -> Option<ItemIx> {
        let items = || self.checklist.section(section).item_ixs();
        items().find(|&ix| self.status(ix).is_open()).or_else(|| {
            let pending = items().filter(|&ix| matches!(self.status(ix), Status::Pending));
            let put_off = |on: &ItemIx| matches!(self.status(*on), Status::Deferred(..));
            let waits = pending.flat_map(|ix| self.waits_for(ix)).filter(|on| !put_off(on));
            let mut waits = waits.chain(items().flat_map(|ix| self.stops_wait_for(ix).iter().copied()));
            waits.find(|&on| !matches!(self.status(on), Status::Pending))
        })
    }

    fn was_left_behind(&self, section: SectionIx) -> bool {
        self.checklist.section_ixs().skip(section.0 + 1).any(|later| self.any_recorded(later))
    }

    /// The open item to go to after `from`: the next open one in its section, else what is next in the case.
    pub fn after(&self, from: ItemIx, now: &Now) -> Option<ItemIx> {
        self.open_behind(from).or_else(|| self.next(now).item(self))
    }

    /// The next open item of the same section.
    pub fn open_behind(&self, from: ItemIx) -> Option<ItemIx> {
        let section = self.checklist.section(self.checklist.item(from).section);
        section.item_ixs().skip_while(|ix| *ix <= from).find(|ix| self.status(*ix).is_open())
    }
}
