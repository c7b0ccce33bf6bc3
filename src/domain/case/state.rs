//! What the entries of a case add up to, and how each entry changes it.

use super::Case;
use super::sign_off::{Signed, Snapshot};
use crate::domain::checklist::{Checklist, ItemIx, PhaseIx, SectionIx};
use crate::domain::{
    Answer, Carried, CaseFact, Decimal, Fact, Hash, ItemFact, Moment, Opened, Operator, Outcome, Pin, Plan, Seq,
    StaffCode, Stamp, Text,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the entries add up to; rebuilt from them whenever one is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    pub(super) items: Vec<ItemState>,
    /// What it follows since it was prepared or started.
    pub(super) pin: Option<(Pin, Vec<Hash>)>,
    pub(super) label: Option<Text>,
    pub(super) planned: Option<Plan>,
    pub(super) started: bool,
    pub(super) closed: Option<Closed>,
    pub(super) stopped: Option<Stopped>,
    pub(super) held: Option<Hold>,
    pub(super) lost: BTreeMap<SectionIx, (Stamp, Text)>,
    pub(super) signed: BTreeMap<PhaseIx, Signed>,
    /// Who has shown at which station that they look at the right case, since they last left it.
    pub(super) known: Vec<Whom>,
    /// Who had shown it when the case was left at their station.
    pub(super) left: Vec<Whom>,
    pub(super) team: Vec<Operator>,
}

/// What an entry rested on when it was recorded: answers, the stops that stood, how the items of a phase stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Basis {
    pub(super) marks: Vec<(ItemIx, Version)>,
    pub(super) stops: BTreeSet<usize>,
    pub(super) stood: Vec<Snapshot>,
}

/// What is known of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ItemState {
    pub(super) held: Option<Recording>,
    pub(super) earlier: Vec<Recording>,
    pub(super) timer: Option<Timer>,
    pub(super) confirmed: Vec<(ItemIx, Version)>,
    pub(super) overridden: Option<Box<Override>>,
    pub(super) touched: Option<Seq>,
    /// Somebody was told about it.
    pub(super) told: bool,
}

/// What stands for an item: what was recorded, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    pub content: Content,
    /// By whom, when, where.
    pub stamp: Arc<Stamp>,
    pub second: Option<Operator>,
    /// A new finding beside earlier ones.
    pub again: bool,
    /// The case from which a check of the room was carried over.
    pub carried: Option<Carried>,
    /// Corrected or withdrawn: it was never so.
    pub void: bool,
    /// It was so, and is to be found anew.
    pub is_past: bool,
}

impl Recording {
    /// Whether it is to be found anew though it was so.
    pub(super) fn was_so(&self) -> bool {
        self.is_past && !self.void
    }
}

/// What may be recorded for an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Answer(Answer),
    /// It does not apply to this patient, with the reason.
    NotApplicable(Text),
    /// It was put off, with the reason, to a phase.
    Deferred(Text, PhaseIx),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    pub started: Moment,
    pub minutes: Decimal,
}

impl Timer {
    pub fn ends(&self) -> Moment {
        self.started.plus_seconds(self.minutes.minutes_as_seconds())
    }
}

/// Which entry stands for an item at some time, or that none does: what a confirmation or an override rests on.
pub(super) type Version = Option<Seq>;

/// Who went on in spite of which stops, and the answers that this rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Override {
    pub(super) stamp: Stamp,
    pub(super) reason: Text,
    pub(super) stops: BTreeSet<usize>,
    pub(super) marks: Vec<(ItemIx, Version)>,
}

/// How the case ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub outcome: Outcome,
    pub reason: Option<Text>,
    /// Who closed it, and when.
    pub stamp: Stamp,
}

/// Where the procedure was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Who stopped it, and when.
    pub stamp: Stamp,
    pub reason: Text,
    /// What was not done in sections before this one will not be done.
    pub before: SectionIx,
}

/// Who left the case unfinished, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The item at which it was left.
    pub item: Option<ItemIx>,
    pub stamp: Stamp,
}

impl ItemState {
    /// Nothing stands any more, or a timer runs; what stood before is kept beside it.
    fn open_again(&mut self, timer: Option<Timer>) {
        self.earlier.extend(self.held.take());
        (self.overridden, self.timer) = (None, timer);
    }
}

impl State {
    /// The state that the first entry leaves. Who opens a case looks at it: nobody else has its code yet.
    pub(super) fn new(checklist: &Checklist, opened: &Opened, stamp: &Stamp) -> Self {
        let planned = opened.planned.clone();
        Self {
            items: vec![ItemState::default(); checklist.items.len()],
            label: opened.label.clone(),
            started: planned.is_none(),
            known: planned.iter().next().map_or_else(|| vec![who(stamp)], |_| Vec::new()),
            planned,
            ..Self::default()
        }
    }
}

/// Whom a code confirmation is about: a person at a station.
pub(super) type Whom = (StaffCode, Text);

pub(super) fn who(stamp: &Stamp) -> Whom {
    (stamp.by.code.clone(), stamp.station.clone())
}

impl Case {
    pub(super) fn fold_entry(&mut self, fact: &Fact, stamp: &Arc<Stamp>) {
        // Back too late, they show the code like everybody.
        let is_back = self.is_back_soon(stamp);
        let back = self.state.left.extract_if(.., |left| *left == who(stamp)).filter(|_| is_back);
        self.state.known.extend(back);
        match fact {
            // An item that is not known here changes nothing.
            Fact::Item(id, fact) => {
                if let Some(ix) = self.checklist.find(id.as_str()) {
                    self.fold_for_item(ix, fact, stamp);
                }
            }
            Fact::Case(fact) => self.fold_for_case(fact, stamp),
        }
        self.changed();
    }

    fn fold_for_item(&mut self, ix: ItemIx, fact: &ItemFact, stamp: &Arc<Stamp>) {
        self.state.items[ix.0].touched = Some(stamp.seq);
        let held = |content| Recording {
            content,
            stamp: Arc::clone(stamp),
            second: None,
            again: false,
            carried: None,
            void: false,
            is_past: false,
        };
        match fact {
            ItemFact::Answered { answer, second, reason, again, carried, .. } => {
                let (content, second, carried) = (Content::Answer(answer.clone()), second.clone(), carried.clone());
                let corrects = reason.is_some() && !again;
                self.state.items[ix.0].held.iter_mut().for_each(|held| held.void |= corrects);
                self.record(ix, Recording { second, again: *again, carried, ..held(content) });
                self.state.items[ix.0].timer = None;
                self.changed();
                // Most items confirm nothing.
                if self.checklist.item(ix).confirms.is_empty() {
                    self.state.items[ix.0].confirmed = Vec::new();
                    self.state.held = None;
                    return;
                }
                self.state.items[ix.0].confirmed = self
                    .rests_on(stamp.seq, |case| Basis { marks: case.marks_of_confirmed(ix), ..Basis::default() })
                    .marks;
            }
            ItemFact::NotApplicable { reason } => self.record(ix, held(Content::NotApplicable(reason.clone()))),
            ItemFact::Deferred { reason, to } => {
                let phase = self.checklist.phases.iter().position(|phase| phase.id == *to);
                let to = phase.map_or_else(|| self.phase_of(ix), PhaseIx);
                self.record(ix, held(Content::Deferred(reason.clone(), to)));
            }
            ItemFact::Withdrawn { .. } => {
                let slot = &mut self.state.items[ix.0];
                slot.held.as_mut().or(slot.earlier.last_mut()).into_iter().for_each(|held| held.void = true);
                slot.open_again(None);
            }
            ItemFact::Overridden { reason } => self.override_item(ix, reason, stamp),
            ItemFact::TimerStarted { minutes } => {
                let timer = Timer { started: stamp.happened(), minutes: *minutes };
                self.state.items[ix.0].open_again(Some(timer));
            }
            // A note takes nobody back to the case.
            ItemFact::Noted { .. } => return,
            ItemFact::Escalated { .. } => self.state.items[ix.0].told = true,
        }
        self.state.held = None;
    }

    fn fold_for_case(&mut self, fact: &CaseFact, stamp: &Stamp) {
        let state = &mut self.state;
        match fact {
            CaseFact::Held { item } => {
                let item = item.as_ref().and_then(|id| self.checklist.find(id.as_str()));
                state.held = Some(Hold { item, stamp: stamp.clone() });
                // Whoever goes on at this station takes the case up again; other stations were not left.
                let left = state.known.extract_if(.., |(_, station)| *station == stamp.station);
                state.left.extend(left);
            }
            CaseFact::Resumed => state.held = None,
            CaseFact::CodeConfirmed { .. } => state.known.push(who(stamp)),
            CaseFact::Labelled { label, planned } => {
                let is_moved = !state.started
                    && planned
                        .as_ref()
                        .is_some_and(|to| state.planned.as_ref().is_some_and(|before| before.at != to.at));
                if is_moved {
                    // What was told of the day before is to be told anew.
                    self.open_anew(self.prepared_by_date().collect(), stamp);
                }
                let state = &mut self.state;
                state.label = label.clone().or(state.label.take());
                state.planned = planned.clone().or(state.planned.take());
            }
            CaseFact::Team { members } => state.team.clone_from(members),
            CaseFact::Pinned { checklist, overlays } => state.pin = Some((checklist.clone(), overlays.clone())),
            CaseFact::NeedleMoved { section, .. } => {
                let section = self.checklist.find_section(section.as_str());
                let items = section.into_iter().flat_map(|ix| self.checklist.section(ix).item_ixs());
                self.open_anew(items.collect(), stamp);
                self.state.held = None;
            }
            CaseFact::Started { checklist, overlays } => {
                state.started = true;
                state.held = None;
                state.pin = Some((checklist.clone(), overlays.clone()));
                // Who prepared it days before shows its code anew.
                state.known.retain(|known| *known == who(stamp));
                state.left.clear();
            }
            CaseFact::Stopped { reason } => {
                let before = self.end_of_stopped();
                self.state.stopped = Some(Stopped { stamp: stamp.clone(), reason: reason.clone(), before });
            }
            CaseFact::Signed { phase, entries, head } => {
                let phase = self.checklist.phases.iter().position(|known| known.id == *phase).map(PhaseIx);
                if let Some(phase) = phase {
                    let stood = self.rests_on(stamp.seq, |case| case.stand_now(phase)).stood;
                    let signed = Signed { stamp: stamp.clone(), entries: *entries, head: *head, stood };
                    self.state.signed.insert(phase, signed);
                }
            }
            CaseFact::LostToFollowUp { section, reason } => {
                let section = self.checklist.find_section(section.as_str());
                state.lost.extend(section.map(|section| (section, (stamp.clone(), reason.clone()))));
            }
            CaseFact::Closed { outcome, reason } => {
                state.closed = Some(Closed { outcome: *outcome, reason: reason.clone(), stamp: stamp.clone() });
                state.held = None;
                // Whoever reopens it, perhaps a month later, has to look again.
                state.known.clear();
                state.left.clear();
            }
            CaseFact::Reopened { .. } => {
                // Closed by the stop itself, both are taken back; closed later, the stop is left as it is.
                let stopped = state.stopped.as_ref().map(|stopped| stopped.stamp.action());
                let by_stop = |closed: Closed| Some(closed.stamp.action()) == stopped;
                if state.closed.take().is_none_or(by_stop) {
                    state.stopped = None;
                }
            }
            // These stand in the record and are read from it.
            CaseFact::Opened(_)
            | CaseFact::Undone { .. }
            | CaseFact::Redone { .. }
            | CaseFact::Noted { .. }
            | CaseFact::Attempted { .. }
            | CaseFact::Contacted { .. }
            | CaseFact::Crisis { .. }
            | CaseFact::Repaired { .. }
            | CaseFact::Rehearsed(_)
            | CaseFact::Marked(_)
            | CaseFact::Debriefed(_) => {}
        }
    }

    /// They are open again, though what was found there was so.
    fn open_anew(&mut self, items: Vec<ItemIx>, stamp: &Stamp) {
        for ix in items {
            let slot = &mut self.state.items[ix.0];
            slot.touched = Some(stamp.seq);
            slot.held.iter_mut().for_each(|held| held.is_past = true);
            slot.open_again(None);
        }
    }

    fn record(&mut self, ix: ItemIx, held: Recording) {
        let slot = &mut self.state.items[ix.0];
        slot.earlier.extend(slot.held.replace(held));
        slot.overridden = None;
    }

    /// An override covers the stops that stand as it is made and rests on the answers that they look at, and on
    /// those that the item confirms.
    fn override_item(&mut self, ix: ItemIx, reason: &Text, stamp: &Stamp) {
        let Basis { stops, marks, .. } = self.rests_on(stamp.seq, |case| {
            let stops = case.which_stand(ix);
            let item = case.checklist.item(ix);
            let looked_at = stops.iter().filter_map(|&n| item.stops.get(n)).flat_map(|stop| stop.when.items());
            let on: BTreeSet<ItemIx> = looked_at.chain(item.confirms.iter().copied()).chain([ix]).collect();
            let marks = on.into_iter().map(|on| (on, case.mark(on))).collect();
            Basis { marks, stops, ..Basis::default() }
        });
        let overridden = Override { stamp: stamp.clone(), reason: reason.clone(), stops, marks };
        self.state.items[ix.0].overridden = Some(Box::new(overridden));
    }

    /// What an entry rests on: worked out when it is first taken in, remembered when the state is folded anew.
    fn rests_on(&mut self, seq: Seq, work_out: impl FnOnce(&Self) -> Basis) -> Basis {
        if let Some(rest) = self.rests.get(&seq) {
            return rest.clone();
        }
        let rest = work_out(self);
        self.rests.insert(seq, rest.clone());
        rest
    }

    pub(super) fn phase_of(&self, ix: ItemIx) -> PhaseIx {
        self.checklist.section(self.checklist.item(ix).section).phase
    }
}
