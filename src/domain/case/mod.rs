//! A case: the state that a record's entries add up to. [`Case::apply`] is the only place where it changes.

mod decide;
mod outlook;
mod refusal;
mod undo;

pub use decide::{Act, Intent};
pub use outlook::{CaseState, Next, Outlook, Progress};
pub use refusal::Refusal;

use super::{
    Answer, Code, Decimal, Fact, Hash, Id, Mode, Moment, Opened, Operator, Outcome, Plan, Sealed, Seq, Stamp, Text,
    checklist::{Checklist, Condition, ItemIx, Level, OverrideBy, PhaseIx, Seen, Stop, Truth},
};
use std::{collections::BTreeSet, sync::Arc};

/// One run of one checklist for one patient encounter.
#[derive(Debug, Clone)]
pub struct Case {
    checklist: Arc<Checklist>,
    opened: Opened,
    entries: Vec<Sealed>,
    undone: BTreeSet<Seq>,
    state: State,
}

/// What the entries add up to; rebuilt from them whenever one is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct State {
    slots: Vec<Slot>,
    label: Option<Text>,
    planned: Option<Plan>,
    closed: Option<Closed>,
    stopped: Option<Seq>,
    held: Option<Hold>,
}

/// What is known of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Slot {
    held: Option<Held>,
    earlier: Vec<Held>,
    timer: Option<Timer>,
    confirmed: Vec<(ItemIx, Mark)>,
    overridden: Option<Override>,
    touched: Option<Seq>,
}

/// What stands for an item: what was recorded, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// What was recorded.
    pub what: What,
    /// By whom, when, where.
    pub stamp: Stamp,
    /// The second person.
    pub second: Option<Operator>,
    /// A new finding beside earlier ones.
    pub again: bool,
}

/// What may be recorded for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An answer.
    Answer(Answer),
    /// It does not apply to this patient, with the reason.
    NotApplicable(Text),
    /// It was put off, with the reason, to a phase.
    Deferred(Text, PhaseIx),
}

/// A running timer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// When it was started.
    pub started: Moment,
    /// For how long.
    pub minutes: Decimal,
}

impl Timer {
    /// When it ends.
    pub fn ends(&self) -> Moment {
        self.started.plus_seconds(self.minutes.minutes_as_seconds())
    }
}

/// Which entry stands for an item at some time, or that none does: what a confirmation or an override rests on.
type Mark = Option<Seq>;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Override {
    stamp: Stamp,
    reason: Text,
    stops: BTreeSet<usize>,
    marks: Vec<(ItemIx, Mark)>,
}

/// How the case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The outcome.
    pub outcome: Outcome,
    /// The reason, where there is one.
    pub reason: Option<Text>,
    /// Who closed it, and when.
    pub stamp: Stamp,
}

/// Who left the case unfinished, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The item at which it was left.
    pub item: Option<ItemIx>,
    /// Who, and when.
    pub stamp: Stamp,
}

/// How an item stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status<'a> {
    /// Nothing was recorded, or a confirmation broke; a timer may be running.
    Open {
        /// The running timer.
        running: Option<Timer>,
    },
    /// There is an answer.
    Answered(&'a Held, &'a Answer),
    /// It does not apply to this patient.
    NotApplicable(&'a Held, &'a Text),
    /// It was put off to a phase.
    Deferred(&'a Held, &'a Text, PhaseIx),
    /// Somebody went on in spite of it; it keeps its answer.
    Overridden {
        /// What had been recorded.
        answer: Option<&'a Held>,
        /// Who went on, and when.
        by: &'a Stamp,
        /// Why.
        reason: &'a Text,
    },
    /// Its condition is false. What was recorded is kept and counts for nothing.
    Inactive {
        /// What was recorded.
        kept: Option<&'a Held>,
    },
    /// Its condition is not known yet.
    Pending,
}

impl Status<'_> {
    /// The status's word, as in `show --json`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Answered(..) => "answered",
            Self::NotApplicable(..) => "not-applicable",
            Self::Deferred(..) => "deferred",
            Self::Overridden { .. } => "overridden",
            Self::Inactive { .. } => "inactive",
            Self::Pending => "pending",
        }
    }

    /// Whether nothing is left to do for it now.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Answered(..)
            | Self::NotApplicable(..)
            | Self::Deferred(..)
            | Self::Overridden { .. }
            | Self::Inactive { .. } => true,
            Self::Open { .. } | Self::Pending => false,
        }
    }

    /// Whether it counts among what is to be done: everything whose condition is not false.
    pub fn counts(&self) -> bool {
        !matches!(self, Self::Inactive { .. })
    }
}

/// A stop that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The item it stands on.
    pub item: ItemIx,
    /// What is wrong and what to do.
    pub say: Text,
    /// Who may go on.
    pub override_by: OverrideBy,
    which: usize,
}

/// The stop that "not right" on a critical item makes, numbered after the item's own stops.
const NOT_RIGHT: usize = usize::MAX;
/// An override of an item that was open.
const OPEN: usize = usize::MAX - 1;

impl Case {
    /// A case at its first entry. `None` where that entry does not open a case.
    pub fn open(checklist: Arc<Checklist>, first: Sealed) -> Option<Self> {
        let Some(Fact::Opened(opened)) = first.entry.fact.clone() else {
            return None;
        };
        let mut case = Self {
            state: State::new(&checklist, &opened),
            checklist,
            opened,
            entries: Vec::new(),
            undone: BTreeSet::new(),
        };
        case.entries.push(first);
        Some(case)
    }

    /// Takes in the next entry. Total and clockless: whatever a record holds leaves a state, and the same
    /// entries always leave the same one. What is unknown here (a kind, an item) is kept and changes nothing.
    pub fn apply(&mut self, entry: Sealed) {
        match &entry.entry.fact {
            Some(Fact::Undone { entries }) => {
                self.undone.extend(entries);
                self.entries.push(entry);
                self.fold();
            }
            Some(Fact::Redone { entries }) => {
                for seq in entries {
                    self.undone.remove(seq);
                }
                self.entries.push(entry);
                self.fold();
            }
            Some(fact) => {
                self.take(&fact.clone(), &entry.entry.stamp);
                self.entries.push(entry);
            }
            None => self.entries.push(entry),
        }
    }

    fn fold(&mut self) {
        self.state = State::new(&self.checklist, &self.opened);
        let entries = std::mem::take(&mut self.entries);
        for sealed in &entries {
            let stamp = &sealed.entry.stamp;
            if let Some(fact) = sealed.entry.fact.as_ref().filter(|_| !self.undone.contains(&stamp.seq)) {
                self.take(fact, stamp);
            }
        }
        self.entries = entries;
    }

    fn take(&mut self, fact: &Fact, stamp: &Stamp) {
        let held = |what, second: Option<&Operator>, again| Held {
            what,
            stamp: stamp.clone(),
            second: second.cloned(),
            again,
        };
        let ix = fact.item().and_then(|id| self.checklist.find(id.as_str()));
        if let Some(ix) = ix {
            self.state.slots[ix.0].touched = Some(stamp.seq);
        }
        match (fact, ix) {
            (Fact::Answered { answer, second, again, .. }, Some(ix)) => {
                self.record(ix, held(What::Answer(answer.clone()), second.as_ref(), *again));
                self.state.slots[ix.0].timer = None;
                let confirms = &self.checklist.item(ix).confirms;
                let marks = confirms.iter().map(|&on| (on, self.mark(on))).collect();
                self.state.slots[ix.0].confirmed = marks;
            }
            (Fact::NotApplicable { reason, .. }, Some(ix)) => {
                self.record(ix, held(What::NotApplicable(reason.clone()), None, false));
            }
            (Fact::Deferred { reason, to, .. }, Some(ix)) => {
                let phase = self.checklist.phases.iter().position(|phase| phase.id == *to);
                let to = phase.map_or_else(|| self.phase_of(ix), PhaseIx);
                self.record(ix, held(What::Deferred(reason.clone(), to), None, false));
            }
            (Fact::Withdrawn { .. }, Some(ix)) => {
                let slot = &mut self.state.slots[ix.0];
                slot.earlier.extend(slot.held.take());
                slot.overridden = None;
                slot.timer = None;
            }
            (Fact::Overridden { reason, .. }, Some(ix)) => self.override_item(ix, reason, stamp),
            (Fact::TimerStarted { minutes, .. }, Some(ix)) => {
                let slot = &mut self.state.slots[ix.0];
                slot.earlier.extend(slot.held.take());
                slot.timer = Some(Timer { started: stamp.happened(), minutes: *minutes });
            }
            (Fact::Held { item }, _) => {
                let item = item.as_ref().and_then(|id| self.checklist.find(id.as_str()));
                self.state.held = Some(Hold { item, stamp: stamp.clone() });
            }
            (Fact::Resumed, _) => self.state.held = None,
            (Fact::Labelled { label, planned }, _) => {
                self.state.label = label.clone().or(self.state.label.take());
                self.state.planned = planned.clone().or(self.state.planned.take());
            }
            (Fact::Started { .. }, _) => self.state.planned = None,
            (Fact::Stopped { .. }, _) => self.state.stopped = Some(stamp.seq),
            (Fact::Closed { outcome, reason }, _) => {
                let closed = Closed { outcome: *outcome, reason: reason.clone(), stamp: stamp.clone() };
                self.state.closed = Some(closed);
                self.state.held = None;
            }
            (Fact::Reopened { .. }, _) => self.state.closed = None,
            // These stand in the record and are read from it; they change nothing that is kept here.
            (
                Fact::Opened(_)
                | Fact::Undone { .. }
                | Fact::Redone { .. }
                | Fact::Noted { .. }
                | Fact::Escalated { .. }
                | Fact::Signed { .. }
                | Fact::CodeConfirmed { .. }
                | Fact::Team { .. }
                | Fact::Attempted { .. }
                | Fact::Contacted { .. }
                | Fact::LostToFollowUp { .. }
                | Fact::Crisis { .. }
                | Fact::Repaired { .. }
                | Fact::Answered { .. }
                | Fact::NotApplicable { .. }
                | Fact::Deferred { .. }
                | Fact::Withdrawn { .. }
                | Fact::Overridden { .. }
                | Fact::TimerStarted { .. },
                _,
            ) => {}
        }
        let resumes = ix.is_some() && !matches!(fact, Fact::Noted { .. });
        if resumes {
            self.state.held = None;
        }
    }

    fn record(&mut self, ix: ItemIx, held: Held) {
        let slot = &mut self.state.slots[ix.0];
        slot.earlier.extend(slot.held.replace(held));
        slot.overridden = None;
    }

    /// An override covers the stops that stand as it is made and rests on the answers that they look at.
    fn override_item(&mut self, ix: ItemIx, reason: &Text, stamp: &Stamp) {
        let standing = self.standing_on(ix);
        let mut stops: BTreeSet<usize> = standing.iter().map(|stop| stop.which).collect();
        if stops.is_empty() {
            stops.insert(OPEN);
        }
        let item = self.checklist.item(ix);
        let looked_at = stops.iter().filter_map(|&n| item.stops.get(n)).flat_map(|stop| stop.when.items());
        let on: BTreeSet<ItemIx> = looked_at.chain([ix]).collect();
        let marks = on.into_iter().map(|on| (on, self.mark(on))).collect();
        let overridden = Override { stamp: stamp.clone(), reason: reason.clone(), stops, marks };
        self.state.slots[ix.0].overridden = Some(overridden);
    }

    /// Which entry stands for an item now.
    fn mark(&self, ix: ItemIx) -> Mark {
        match self.active(ix) {
            Truth::True => self.state.slots[ix.0].held.as_ref().map(|held| held.stamp.seq),
            Truth::False | Truth::Unknown => None,
        }
    }

    fn phase_of(&self, ix: ItemIx) -> PhaseIx {
        self.checklist.section(self.checklist.item(ix).section).phase
    }

    /// Whether an item applies: its condition on what is recorded now.
    fn active(&self, ix: ItemIx) -> Truth {
        let when = self.checklist.item(ix).when.as_ref();
        when.map_or(Truth::True, |when| when.truth(&|on| self.see(on)))
    }

    fn see(&self, ix: ItemIx) -> Seen<'_> {
        match self.active(ix) {
            Truth::False => Seen::Nothing,
            Truth::Unknown => Seen::NotYet,
            Truth::True => match &self.state.slots[ix.0].held {
                Some(Held { what: What::Answer(answer), stamp, .. }) => Seen::Answer(answer, stamp.happened()),
                Some(Held { what: What::NotApplicable(_), .. }) => Seen::Nothing,
                Some(Held { what: What::Deferred(..), .. }) | None => Seen::NotYet,
            },
        }
    }

    /// How an item stands.
    pub fn status(&self, ix: ItemIx) -> Status<'_> {
        let slot = &self.state.slots[ix.0];
        match self.active(ix) {
            Truth::False => {
                return Status::Inactive { kept: slot.held.as_ref() };
            }
            Truth::Unknown => return Status::Pending,
            Truth::True => {}
        }
        if let Some(by) = slot.overridden.as_ref().filter(|by| self.still_rests(&by.marks)) {
            let covered = self.standing_on(ix).iter().all(|stop| by.stops.contains(&stop.which));
            if covered {
                let answer = slot.held.as_ref();
                return Status::Overridden { answer, by: &by.stamp, reason: &by.reason };
            }
        }
        match &slot.held {
            Some(held) => match &held.what {
                What::Answer(_) if !self.still_rests(&slot.confirmed) => Status::Open { running: None },
                What::Answer(answer) => Status::Answered(held, answer),
                What::NotApplicable(reason) => Status::NotApplicable(held, reason),
                What::Deferred(reason, to) => Status::Deferred(held, reason, *to),
            },
            None => Status::Open { running: slot.timer },
        }
    }

    fn still_rests(&self, marks: &[(ItemIx, Mark)]) -> bool {
        marks.iter().all(|(on, mark)| self.mark(*on) == *mark)
    }

    /// Whether the item was confirmed and something that it confirmed has changed since.
    pub fn is_broken(&self, ix: ItemIx) -> bool {
        let slot = &self.state.slots[ix.0];
        let answered = matches!(slot.held, Some(Held { what: What::Answer(_), .. }));
        answered && !self.still_rests(&slot.confirmed)
    }

    /// Every stop whose condition is true on an item that applies, whether overridden or not.
    fn standing_on(&self, ix: ItemIx) -> Vec<Standing> {
        if self.active(ix) != Truth::True {
            return Vec::new();
        }
        let item = self.checklist.item(ix);
        let mut standing: Vec<Standing> = Vec::new();
        for (which, stop) in item.stops.iter().enumerate() {
            if stop.when.truth(&|on| self.see(on)) == Truth::True {
                let say = stop.say.clone();
                standing.push(Standing { item: ix, say, override_by: stop.override_by, which });
            }
        }
        if let (Level::Critical, Some(reason)) = (item.level, self.not_right(ix)) {
            let say = Text::from(format!("Not right: {reason}. Put it right and check again."));
            standing.push(Standing { item: ix, say, override_by: item.override_by, which: NOT_RIGHT });
        }
        standing
    }

    fn not_right(&self, ix: ItemIx) -> Option<&Text> {
        match self.state.slots[ix.0].held.as_ref()? {
            Held { what: What::Answer(Answer::NotRight(reason)), .. } => Some(reason),
            _ => None,
        }
    }

    /// The stops that stand on an item and are not overridden.
    pub fn stops(&self, ix: ItemIx) -> Vec<Standing> {
        match self.status(ix) {
            Status::Overridden { .. } => Vec::new(),
            Status::Open { .. }
            | Status::Answered(..)
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Inactive { .. }
            | Status::Pending => self.standing_on(ix),
        }
    }

    /// Every stop that stands and is not overridden, in the checklist's order; where two items say the same
    /// only the first is told.
    pub fn all_stops(&self) -> Vec<Standing> {
        let mut all: Vec<Standing> = Vec::new();
        for stop in self.checklist.item_ixs().flat_map(|ix| self.stops(ix)) {
            if all.iter().all(|other| other.say != stop.say || other.item == stop.item) {
                all.push(stop);
            }
        }
        all
    }

    /// What to be careful about at an item.
    pub fn cautions(&self, ix: ItemIx) -> Vec<Text> {
        if self.active(ix) != Truth::True {
            return Vec::new();
        }
        let item = self.checklist.item(ix);
        let held = item.cautions.iter().filter(|c| c.when.truth(&|on| self.see(on)) == Truth::True);
        let mut said: Vec<Text> = held
            .map(|caution| match &caution.tell {
                Some(tell) => Text::from(format!("{} Tell: {tell}.", caution.say)),
                None => caution.say.clone(),
            })
            .collect();
        if let (true, Some(reason)) = (item.level != Level::Critical, self.not_right(ix)) {
            said.push(Text::from(format!("Not right: {reason}")));
        }
        said
    }

    /// The open items that decide whether a stop stands on something that was answered: as long as they are
    /// open nobody knows, and unknown is never taken for "no stop".
    fn stops_wait_for(&self, ix: ItemIx) -> Vec<ItemIx> {
        if !matches!(self.status(ix), Status::Answered(..)) {
            return Vec::new();
        }
        let unknown = |stop: &&Stop| stop.when.truth(&|on| self.see(on)) == Truth::Unknown;
        let on = self.checklist.item(ix).stops.iter().filter(unknown).flat_map(|stop| stop.when.items());
        on.filter(|&on| on != ix && matches!(self.status(on), Status::Open { .. })).collect()
    }

    /// The items that a pending item waits for.
    pub fn waits_for(&self, ix: ItemIx) -> Vec<ItemIx> {
        let when = self.checklist.item(ix).when.as_ref();
        let mut on: Vec<ItemIx> = when.map(Condition::items).unwrap_or_default();
        on.retain(|&on| matches!(self.see(on), Seen::NotYet));
        on.dedup();
        on
    }

    /// What was recorded for an item before what stands now, oldest first.
    pub fn earlier(&self, ix: ItemIx) -> &[Held] {
        &self.state.slots[ix.0].earlier
    }

    /// The newest entry about an item.
    pub fn touched(&self, ix: ItemIx) -> Option<Seq> {
        self.state.slots[ix.0].touched
    }

    /// The notes about an item, or about the case where `ix` is `None`, oldest first.
    pub fn notes(&self, ix: Option<ItemIx>) -> impl Iterator<Item = (&Stamp, &Text)> {
        let id = ix.map(|ix| self.checklist.item(ix).id.clone());
        self.entries.iter().filter_map(move |sealed| {
            let stamp = &sealed.entry.stamp;
            match &sealed.entry.fact {
                Some(Fact::Noted { item, text }) if *item == id && !self.undone.contains(&stamp.seq) => {
                    Some((stamp, text))
                }
                _ => None,
            }
        })
    }

    /// The checklist that the case pinned when it started.
    pub fn checklist(&self) -> &Arc<Checklist> {
        &self.checklist
    }

    /// What the first entry says.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// The case's code.
    pub fn code(&self) -> Code {
        self.opened.code
    }

    /// Case or practice.
    pub fn mode(&self) -> Mode {
        self.opened.mode
    }

    /// The bay or room.
    pub fn label(&self) -> Option<&Text> {
        self.state.label.as_ref()
    }

    /// Every entry, in order.
    pub fn entries(&self) -> &[Sealed] {
        &self.entries
    }

    /// The newest line's hash.
    pub fn head(&self) -> Hash {
        self.entries.last().map_or(Hash::START, |last| last.hash)
    }

    /// How many entries are of a kind that this version does not know.
    pub fn unknown_entries(&self) -> usize {
        self.entries.iter().filter(|sealed| sealed.entry.fact.is_none()).count()
    }

    /// How the case ended, if it did.
    pub fn closed(&self) -> Option<&Closed> {
        self.state.closed.as_ref()
    }

    /// Who left the case unfinished, if somebody did.
    pub fn hold(&self) -> Option<&Hold> {
        self.state.held.as_ref()
    }

    /// Whether two cases stand alike, whatever entries led there.
    pub fn stands_like(&self, other: &Self) -> bool {
        self.state == other.state
    }

    fn find(&self, id: &Id) -> Result<ItemIx, Refusal> {
        self.checklist.find(id.as_str()).ok_or_else(|| Refusal::UnknownItem {
            given: Text::sanitise(id.as_str()),
            similar: self.checklist.similar_items(id.as_str()).into_iter().cloned().collect(),
        })
    }
}

impl State {
    fn new(checklist: &Checklist, opened: &Opened) -> Self {
        Self {
            slots: vec![Slot::default(); checklist.items.len()],
            label: opened.label.clone(),
            planned: opened.planned.clone(),
            closed: None,
            stopped: None,
            held: None,
        }
    }
}
