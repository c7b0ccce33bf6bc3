//! A case: the state that a record's entries add up to. [`Case::apply`] is the only place where it changes.

mod answering;
mod board;
mod crisis;
mod decide;
mod ending;
mod follow_up;
mod gates;
mod grouped;
mod intent;
mod met;
mod need;
mod outlook;
mod progress;
mod reach;
mod refusal;
mod requires;
mod retold;
mod room_check;
mod sign_off;
mod state;
mod status;
mod stop_words;
mod stops;
mod trial;
mod undo;
mod words;

pub use board::{BoardEnd, BoardGroup, BoardLine, BoardOutcome, BoardSpan, BoardState};
pub use crisis::{Crisis, Stamped, missing};
pub use decide::{place_fits, still_to_come};
pub use follow_up::{FollowUp, Tried};
pub use gates::CodeAsked;
pub use intent::{Act, Author, Intent};
pub use met::{CountedStop, Ending, Met};
pub use need::{EVERYTHING_IS_DONE, Need, Needs, Urgency};
pub use outlook::{CaseState, Next, Outlook};
pub use progress::Progress;
pub use reach::Reach;
pub use refusal::Refusal;
pub use requires::Requires;
pub use room_check::RoomCheck;
pub use sign_off::SignOff;
pub use state::{Closed, Content, Hold, Recording, Stopped, Timer};
pub use status::{NotDoneReason, Status, StatusKind};
pub use stops::ActiveStop;
pub use trial::{taken_over, tried};
pub use words::told;

use super::Answer;
use super::checklist::{Checklist, ItemIx, PhaseIx, SectionIx, Truth};
use super::{CaseFact, Code, Fact, Hash, Id, ItemFact, Line, Mode, Moment, Opened, Operator, Plan, Seq, Stamp, Text};
use state::{Basis, State};
use std::collections::{BTreeMap, BTreeSet};
use std::{cell::OnceCell, sync::Arc};

/// One run of one checklist for one patient encounter.
#[derive(Debug, Clone)]
pub struct Case {
    checklist: Arc<Checklist>,
    opened: Opened,
    entries: Vec<Line>,
    undone: BTreeSet<Seq>,
    state: State,
    /// What a confirmation, an override or a sign-off rested on when it was recorded. An undo of something before
    /// it must not change that, or what was confirmed could be taken away from under it unseen.
    rests: BTreeMap<Seq, Basis>,
    derived: Derived,
}

/// What follows from a state alone, worked out once for each: every view of a screen asks for it, and so does
/// every decision.
#[derive(Debug, Clone, Default)]
struct Derived {
    applies: OnceCell<Vec<Truth>>,
    /// The stops whose condition is true, item by item.
    standing: OnceCell<Vec<Vec<ActiveStop>>>,
    /// What a stop on each item still waits for.
    awaited: OnceCell<Vec<Vec<ItemIx>>>,
    /// How far each section is.
    progress: OnceCell<Vec<Progress>>,
    /// The last section that may begin, where not all may.
    bar: OnceCell<Option<SectionIx>>,
    /// What was put off, and to which phase, in the checklist's order.
    put_off: OnceCell<Vec<(ItemIx, PhaseIx)>>,
}

impl Case {
    /// A case at its first entry, with the checklist that it follows. `None` where that entry opens no case.
    pub fn open(checklist: Arc<Checklist>, first: Line) -> Option<Self> {
        let Some(Fact::Case(CaseFact::Opened(opened))) = first.entry.fact.clone() else {
            return None;
        };
        let state = State::new(&checklist, &opened, &first.entry.stamp);
        let (entries, undone, rests) = (vec![first], BTreeSet::new(), BTreeMap::new());
        Some(Self { checklist, opened, entries, undone, state, rests, derived: Derived::default() })
    }

    /// Takes in the next entry. Total and clockless: whatever a record holds leaves a state, and the same
    /// entries always leave the same one. What is unknown here (a kind, an item) is kept and changes nothing.
    pub fn apply(&mut self, entry: Line) {
        match &entry.entry.fact {
            Some(Fact::Case(CaseFact::Undone { entries })) => {
                self.undone.extend(entries);
                self.entries.push(entry);
                self.fold();
            }
            Some(Fact::Case(CaseFact::Redone { entries })) => {
                for seq in entries {
                    self.undone.remove(seq);
                }
                self.entries.push(entry);
                self.fold();
            }
            Some(fact) => {
                self.fold_entry(fact, &entry.entry.stamp);
                self.entries.push(entry);
            }
            None => self.entries.push(entry),
        }
    }

    /// Takes in many entries: leaves what taking them in one by one leaves, but folds the state once, however often
    /// something was taken back.
    pub fn extend(&mut self, mut lines: Vec<Line>) {
        let last = lines.iter().rposition(|line| retracts(line).is_some()).map_or(0, |last| last + 1);
        let later = lines.split_off(last);
        // What was taken back before it was recorded stands until the next undo: nothing that periop writes.
        let ordinary = |line: &Line| retracts(line).is_none_or(|of| of.iter().all(|seq| *seq < line.entry.stamp.seq));
        if lines.iter().all(ordinary) {
            for line in &lines {
                match &line.entry.fact {
                    Some(Fact::Case(CaseFact::Undone { entries })) => self.undone.extend(entries),
                    Some(Fact::Case(CaseFact::Redone { entries })) => entries.iter().for_each(|seq| {
                        self.undone.remove(seq);
                    }),
                    Some(_) | None => {}
                }
            }
            let is_changed = !lines.is_empty();
            self.entries.append(&mut lines);
            if is_changed {
                self.fold();
            }
        }
        self.entries.reserve(later.len());
        lines.into_iter().chain(later).for_each(|line| self.apply(line));
    }

    fn fold(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        if let Some(first) = entries.first() {
            self.state = State::new(&self.checklist, &self.opened, &first.entry.stamp);
        }
        self.changed();
        let earliest = retracted_after(&entries);
        for (line, earliest) in entries.into_iter().zip(earliest) {
            let stamp = &line.entry.stamp;
            if let Some(fact) = line.entry.fact.as_ref().filter(|_| !self.undone.contains(&stamp.seq)) {
                if earliest < stamp.seq && self.lacks_basis(fact, stamp.seq) {
                    self.recall_basis(&line);
                }
                self.fold_entry(fact, stamp);
            }
            self.entries.push(line);
        }
    }

    fn lacks_basis(&self, fact: &Fact, seq: Seq) -> bool {
        let rests = match fact {
            Fact::Item(id, ItemFact::Answered { .. }) => {
                self.checklist.find(id.as_str()).is_some_and(|ix| !self.checklist.item(ix).confirms.is_empty())
            }
            Fact::Item(_, ItemFact::Overridden { .. }) => true,
            Fact::Case(CaseFact::Signed { .. }) => true,
            Fact::Item(..) | Fact::Case(_) => false,
        };
        rests && !self.rests.contains_key(&seq)
    }

    /// Works out what an entry rested on before something earlier was taken or put back, by going there once more.
    fn recall_basis(&mut self, line: &Line) {
        let mut before = self.entries.iter().cloned();
        let Some(mut then) = before.next().and_then(|first| Self::open(Arc::clone(&self.checklist), first)) else {
            return;
        };
        then.rests = std::mem::take(&mut self.rests);
        then.extend(before.collect());
        then.apply(line.clone());
        self.rests = then.rests;
    }

    /// What was worked out for the state before no longer holds.
    fn changed(&mut self) {
        self.derived = Derived::default();
    }

    /// The facts that stand, with their stamps, oldest first: all that were not taken back.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = (&Stamp, &Fact)> {
        self.shared_facts().map(|(stamp, fact)| (&**stamp, fact))
    }

    fn shared_facts(&self) -> impl DoubleEndedIterator<Item = (&Arc<Stamp>, &Fact)> {
        let stands = |sealed: &&Line| !self.undone.contains(&sealed.entry.stamp.seq);
        self.entries.iter().filter(stands).filter_map(|sealed| Some((&sealed.entry.stamp, sealed.entry.fact.as_ref()?)))
    }

    /// What was recorded for an item before what stands now, oldest first.
    pub fn earlier(&self, ix: ItemIx) -> &[Recording] {
        &self.state.items[ix.0].earlier
    }

    /// The readings of an item that are all true: those before a new finding, oldest first, then what stands.
    pub fn readings(&self, ix: ItemIx) -> Vec<&Recording> {
        let slot = &self.state.items[ix.0];
        let is_answer = |held: &&Recording| matches!(held.content, Content::Answer(_));
        // Withdrawn and then put off, nothing that was read before is true any more, but for what the needle has left.
        let stands = slot
            .held
            .as_ref()
            .map_or_else(|| slot.earlier.last().is_some_and(Recording::was_so), |held| is_answer(&held));
        if !stands {
            return Vec::new();
        }
        let mut readings: Vec<&Recording> = Vec::new();
        for held in slot.earlier.iter().chain(&slot.held).filter(is_answer) {
            // A correction says that the reading before it was wrong, not that those before that were.
            if !held.again && readings.last().is_some_and(|last| !last.was_so()) {
                readings.pop();
            }
            readings.push(held);
        }
        readings
    }

    /// The newest entry about an item.
    pub fn touched(&self, ix: ItemIx) -> Option<Seq> {
        self.state.items[ix.0].touched
    }

    /// The notes about an item, or about the case where `ix` is `None`, oldest first. What was noted about an item
    /// before the start, which the checklist of the start does not have, is about the case.
    pub fn notes(&self, ix: Option<ItemIx>) -> impl Iterator<Item = (&Stamp, &Text)> {
        self.facts().filter_map(move |(stamp, fact)| match fact {
            Fact::Item(id, ItemFact::Noted { text }) if self.checklist.find(id.as_str()) == ix => Some((stamp, text)),
            Fact::Case(CaseFact::Noted { text }) if ix.is_none() => Some((stamp, text)),
            Fact::Item(..) | Fact::Case(_) => None,
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

    /// The checklist's pin: that of the start, where a planned case was started later.
    pub fn pin(&self) -> &super::Pin {
        self.state.pin.as_ref().map_or(&self.opened.checklist, |(pin, _)| pin)
    }

    /// Whether what a planned case follows was pinned: from then on it takes what is prepared ahead.
    pub fn is_pinned(&self) -> bool {
        self.state.pin.is_some()
    }

    /// What a planned case follows since something was prepared for it; a pin alone holds nothing.
    pub fn prepared_with(&self) -> Option<&(super::Pin, Vec<Hash>)> {
        self.state.pin.as_ref().filter(|_| self.state.started || self.any_recorded_in(|_| true))
    }

    /// The case's code.
    pub fn code(&self) -> Code {
        self.opened.code
    }

    pub fn mode(&self) -> Mode {
        self.opened.mode
    }

    /// The bay or room.
    pub fn label(&self) -> Option<&Text> {
        self.state.label.as_ref()
    }

    /// When and where it is planned, until it is started.
    pub fn planned(&self) -> Option<&Plan> {
        self.state.planned.as_ref().filter(|_| !self.state.started)
    }

    /// Who is in the room, as said last.
    pub fn team(&self) -> &[Operator] {
        &self.state.team
    }

    /// Every entry, in order.
    pub fn entries(&self) -> &[Line] {
        &self.entries
    }

    /// Whether an entry was taken back.
    pub fn is_undone(&self, seq: Seq) -> bool {
        self.undone.contains(&seq)
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

    /// Where and why the procedure was stopped, if it was.
    pub fn stopped(&self) -> Option<&Stopped> {
        self.state.stopped.as_ref()
    }

    /// Who left the case unfinished, if somebody did.
    pub fn hold(&self) -> Option<&Hold> {
        self.state.held.as_ref()
    }

    /// Whether two cases stand alike, whatever entries led there and whoever looked at them.
    pub fn stands_like(&self, other: &Self) -> bool {
        let seen_by_nobody = |case: &Self| State { known: Vec::new(), left: Vec::new(), ..case.state.clone() };
        seen_by_nobody(self) == seen_by_nobody(other)
    }

    /// Whether an item of a later phase than the first was answered: the procedure has begun.
    pub fn has_begun_procedure(&self) -> bool {
        let procedure = self.checklist.procedure();
        procedure.is_some_and(|phase| self.any_recorded_in(|of| self.checklist.section(of).phase >= phase))
    }

    /// When the first thing of a phase happened.
    pub fn phase_began(&self, phase: PhaseIx) -> Option<Moment> {
        self.entries.iter().find_map(|line| {
            let Some(Fact::Item(id, _)) = &line.entry.fact else { return None };
            let section = self.checklist.item(self.checklist.find(id.as_str())?).section;
            (self.checklist.section(section).phase == phase).then(|| line.entry.stamp.happened())
        })
    }

    /// Whether the needle is in: something in a needle-in section was answered and it is not complete.
    pub fn needle_is_in(&self) -> bool {
        self.checklist.section_ixs().any(|ix| {
            self.checklist.section(ix).needle_in && self.any_recorded(ix) && !self.section_progress(ix).is_complete()
        })
    }

    fn any_recorded_in(&self, wanted: impl Fn(SectionIx) -> bool) -> bool {
        self.checklist.section_ixs().filter(|ix| wanted(*ix)).any(|ix| self.any_recorded(ix))
    }

    fn find(&self, id: &Id) -> Result<ItemIx, Refusal> {
        self.checklist.find(id.as_str()).ok_or_else(|| Refusal::UnknownItem {
            given: Text::sanitise(id.as_str()),
            similar: self.checklist.similar_items(id.as_str()).into_iter().cloned().collect(),
        })
    }

    /// The answer that stands for an item and counts: nothing where it is open, broken or does not apply.
    pub fn answer(&self, ix: ItemIx) -> Option<(&Recording, &Answer)> {
        match self.status(ix) {
            Status::Answered(held, answer) => Some((held, answer)),
            Status::Overridden { answer: Some(_), .. } if self.is_broken(ix) => None,
            Status::Overridden { answer: Some(held), .. } => match &held.content {
                Content::Answer(answer) => Some((held, answer)),
                Content::NotApplicable(_) | Content::Deferred(..) => None,
            },
            Status::Open { .. }
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { answer: None, .. }
            | Status::Inactive { .. }
            | Status::NotDone { .. }
            | Status::Pending => None,
        }
    }
}

/// Which entries a line takes or puts back.
fn retracts(line: &Line) -> Option<&[Seq]> {
    match &line.entry.fact {
        Some(Fact::Case(CaseFact::Undone { entries } | CaseFact::Redone { entries })) => Some(entries),
        Some(Fact::Item(..) | Fact::Case(_)) | None => None,
    }
}

/// For each line the earliest entry that a later line takes or puts back.
fn retracted_after(lines: &[Line]) -> Vec<Seq> {
    let mut earliest = Seq::MAX;
    let mut after: Vec<Seq> = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        after.push(earliest);
        earliest = retracts(line).into_iter().flatten().fold(earliest, |earliest, seq| earliest.min(*seq));
    }
    after.reverse();
    after
}
