//! Whether what somebody wants may be recorded, judged on the newest state: the one decision that the
//! screens, the command line and the tests pass through.

use super::{Case, Held, Refusal, Status, What};
use crate::domain::{
    Answer, Fact, Id, Misfit, Moment, Now, Operator, Outcome, Seq, StaffCode, Text,
    checklist::{AnswerType, Condition, ItemIx, Level, OverrideBy, SectionIx},
};

/// Longest reason or note, in characters: a record's line stays far below its limit.
const LONGEST_TEXT: usize = 4096;

/// What somebody wants to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// The newest entry about the item that its author had seen, so that nobody's answer is overwritten unseen.
    pub seen: Option<Seq>,
    /// Who is at the keyboard.
    pub by: Operator,
    /// At which workstation.
    pub station: Text,
    /// Who said it, when somebody else types.
    pub stated_by: Option<StaffCode>,
    /// When it happened, when that was earlier.
    pub done_at: Option<Moment>,
    /// What.
    pub act: Act,
}

/// The things that can be wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the kinds of docs/formats.md, as wishes")]
pub enum Act {
    Answer { item: Id, answer: Answer, second: Option<Operator>, reason: Option<Text>, again: bool },
    NotApplicable { item: Id, reason: Text },
    Defer { item: Id, reason: Text, to: Option<Id> },
    Override { item: Id, reason: Text },
    Withdraw { item: Id, reason: Text },
    Note { item: Option<Id>, text: Text },
    StartTimer { item: Id },
    Undo,
    Redo,
    Hold { item: Option<Id> },
    Resume,
    Close { outcome: Outcome, reason: Option<Text> },
    Reopen { reason: Text },
}

impl Act {
    /// The item whose answer it would change, if it is about one.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Self::Answer { item, .. }
            | Self::NotApplicable { item, .. }
            | Self::Defer { item, .. }
            | Self::Override { item, .. }
            | Self::Withdraw { item, .. }
            | Self::StartTimer { item } => Some(item),
            Self::Note { .. }
            | Self::Undo
            | Self::Redo
            | Self::Hold { .. }
            | Self::Resume
            | Self::Close { .. }
            | Self::Reopen { .. } => None,
        }
    }
}

impl Case {
    /// The facts to append for an intent; none where what is wanted already stands. Changes nothing itself.
    pub fn decide(&self, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        if let Some(done_at) = intent.done_at.filter(|done_at| *done_at > now.at) {
            return Err(Refusal::DoneInFuture { given: Text::from(now.say(done_at)) });
        }
        match (&intent.act, &self.state.closed) {
            (Act::Reopen { reason }, Some(_)) => {
                return Ok(vec![Fact::Reopened { reason: given(reason)? }]);
            }
            (Act::Reopen { .. }, None) => return Err(Refusal::NotClosed),
            (_, Some(closed)) => {
                return Err(Refusal::Closed { outcome: closed.outcome });
            }
            (_, None) => {}
        }
        match &intent.act {
            Act::Answer { .. } => self.decide_answer(intent, now),
            Act::NotApplicable { item, reason } => {
                let ix = self.find(item)?;
                self.may_set_aside(ix, intent, now)?;
                Ok(vec![Fact::NotApplicable { item: item.clone(), reason: given(reason)? }])
            }
            Act::Defer { item, reason, to } => {
                let ix = self.find(item)?;
                self.may_set_aside(ix, intent, now)?;
                let to = self.phase_to_defer_to(ix, to.as_ref())?;
                Ok(vec![Fact::Deferred { item: item.clone(), reason: given(reason)?, to }])
            }
            Act::Override { item, reason } => self.decide_override(item, reason, intent, now),
            Act::Withdraw { item, reason } => {
                let ix = self.find(item)?;
                if self.state.slots[ix.0].held.is_none() && self.state.slots[ix.0].timer.is_none() {
                    return Err(Refusal::NothingThere { item: item.clone(), what: "withdrawn" });
                }
                self.seen_newest(ix, intent, now)?;
                // Withdrawn and set aside, a stop would be gone without anybody having decided about it.
                if let Some(stop) = self.stops(ix).into_iter().next() {
                    let never = stop.override_by == OverrideBy::Never;
                    return Err(Refusal::StopStands { item: item.clone(), say: stop.say, never });
                }
                Ok(vec![Fact::Withdrawn { item: item.clone(), reason: given(reason)? }])
            }
            Act::Note { item, text } => {
                item.as_ref().map(|item| self.find(item)).transpose()?;
                Ok(vec![Fact::Noted { item: item.clone(), text: given(text)? }])
            }
            Act::StartTimer { item } => self.decide_timer(item, intent, now),
            Act::Undo => self.decide_undo(intent),
            Act::Redo => self.decide_redo(intent),
            Act::Hold { item } => {
                let same = self.state.held.as_ref().is_some_and(|hold| {
                    hold.stamp.by == intent.by && hold.item.map(|ix| &self.checklist.item(ix).id) == item.as_ref()
                });
                Ok(if same { vec![] } else { vec![Fact::Held { item: item.clone() }] })
            }
            Act::Resume => Ok(self.state.held.iter().map(|_| Fact::Resumed).collect()),
            Act::Close { outcome, reason } => self.decide_close(*outcome, reason.as_ref()),
            Act::Reopen { .. } => Err(Refusal::NotClosed),
        }
    }

    fn decide_answer(&self, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let Act::Answer { item: id, answer, second, reason, again } = &intent.act else {
            return Ok(Vec::new());
        };
        let ix = self.find(id)?;
        self.applies(ix)?;
        let misfit = |misfit| Refusal::Misfit { item: id.clone(), misfit };
        self.checklist.item(ix).answer.accepts(answer, now).map_err(misfit)?;
        self.two_people(ix, answer, second.as_ref(), &intent.by)?;
        self.timer_has_run(ix, answer, now).map_err(misfit)?;
        if *answer == Answer::Done {
            self.confirmed_are_settled(ix)?;
        }
        let broken = self.is_broken(ix);
        let held = self.state.slots[ix.0].held.as_ref();
        // Whatever has no answer that stands is answered for the first time.
        let first = broken || !matches!(held, Some(Held { what: What::Answer(_), .. }));
        if first && !matches!(answer, Answer::TimerEnded(_)) {
            self.may_begin(self.checklist.item(ix).section)?;
        }
        match held.map(|held| (held, &held.what)) {
            Some((_, What::Answer(same))) if same == answer && !again && !broken => {
                return Ok(Vec::new());
            }
            Some((held, What::Answer(_))) if !broken => {
                self.seen_newest(ix, intent, now)?;
                if reason.is_none() && !again {
                    let (by, answer) = (held.stamp.by.clone(), self.say(ix, held, now));
                    return Err(Refusal::NeedsReason { item: id.clone(), by, answer });
                }
            }
            Some((_, What::Answer(_) | What::NotApplicable(_) | What::Deferred(..))) => {
                self.seen_newest(ix, intent, now)?;
            }
            None => self.seen_newest(ix, intent, now)?,
        }
        let reason = reason.as_ref().map(given).transpose()?;
        Ok(vec![Fact::Answered {
            item: id.clone(),
            answer: answer.clone(),
            second: second.clone(),
            reason,
            again: *again && held.is_some(),
            grouped: false,
            preset: None,
        }])
    }

    fn say(&self, ix: ItemIx, held: &Held, now: &Now) -> Text {
        match &held.what {
            What::Answer(answer) => answer.say(self.checklist.item(ix), now),
            What::NotApplicable(reason) => Text::from(format!("not applicable: {reason}")),
            What::Deferred(reason, _) => Text::from(format!("deferred: {reason}")),
        }
    }

    fn applies(&self, ix: ItemIx) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let ids = |on: Vec<ItemIx>| on.into_iter().map(|on| self.checklist.item(on).id.clone()).collect();
        match self.status(ix) {
            Status::Inactive { .. } => {
                let mut on = item.when.as_ref().map(Condition::items).unwrap_or_default();
                on.dedup();
                Err(Refusal::Inactive { item: item.id.clone(), on: ids(on) })
            }
            Status::Pending => Err(Refusal::Pending { item: item.id.clone(), on: ids(self.waits_for(ix)) }),
            Status::Open { .. }
            | Status::Answered(..)
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { .. } => Ok(()),
        }
    }

    /// "Not right" needs one person only: whoever sees it says so.
    fn two_people(&self, ix: ItemIx, answer: &Answer, second: Option<&Operator>, by: &Operator) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let id = || item.id.clone();
        let not_right = matches!(answer, Answer::NotRight(_));
        match (item.two_person, second) {
            (true, None) if !not_right => Err(Refusal::SecondNeeded { item: id() }),
            (true, Some(second)) if second.code == by.code => {
                Err(Refusal::SamePerson { item: id(), code: Text::from(second.code.to_string()) })
            }
            (false, Some(_)) => Err(Refusal::NoSecond { item: id() }),
            (true | false, _) => Ok(()),
        }
    }

    fn timer_has_run(&self, ix: ItemIx, answer: &Answer, now: &Now) -> Result<(), Misfit> {
        if !matches!(answer, Answer::TimerEnded(_)) {
            return Ok(());
        }
        let timer = self.state.slots[ix.0].timer.ok_or(Misfit::TimerNotStarted)?;
        let left = timer.ends().since(now.at).as_secs();
        if left > 0 {
            return Err(Misfit::TimerRunning { left: Text::from(format!("{:02}:{:02}", left / 60, left % 60)) });
        }
        Ok(())
    }

    fn confirmed_are_settled(&self, ix: ItemIx) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let stop = item.confirms.iter().find_map(|&on| self.stops(on).into_iter().next());
        if let Some(stop) = stop {
            let never = stop.override_by == OverrideBy::Never;
            return Err(Refusal::StopStands { item: self.checklist.item(stop.item).id.clone(), say: stop.say, never });
        }
        let open = item
            .confirms
            .iter()
            .filter(|&&on| self.checklist.item(on).level != Level::Routine && !self.status(on).is_settled());
        let open: Vec<Id> = open.map(|&on| self.checklist.item(on).id.clone()).collect();
        if open.is_empty() { Ok(()) } else { Err(Refusal::ConfirmsOpen { item: item.id.clone(), open }) }
    }

    /// Nobody overwrites what they have not seen.
    fn seen_newest(&self, ix: ItemIx, intent: &Intent, now: &Now) -> Result<(), Refusal> {
        let slot = &self.state.slots[ix.0];
        if slot.touched.is_none() || slot.touched == intent.seen {
            return Ok(());
        }
        let newest = slot.touched.and_then(|seq| self.entries.iter().find(|e| e.entry.stamp.seq == seq));
        let Some(newest) = newest else { return Ok(()) };
        let answer = slot.held.as_ref().map_or_else(|| Text::from("open again"), |held| self.say(ix, held, now));
        let (item, by) = (self.checklist.item(ix).id.clone(), newest.entry.stamp.by.clone());
        Err(Refusal::ChangedSince { item, by, answer })
    }

    /// A first answer waits for the critical items of all earlier sections, and for every stop that stands
    /// in one of them. Sections that are always open wait for nothing.
    pub(super) fn may_begin(&self, section: SectionIx) -> Result<(), Refusal> {
        if self.checklist.section(section).always_open {
            return Ok(());
        }
        let mut open = Vec::new();
        for before in self.checklist.section_ixs().take(section.0) {
            for ix in self.checklist.section(before).item_ixs() {
                let item = self.checklist.item(ix);
                if let Some(stop) = self.stops(ix).into_iter().next() {
                    let never = stop.override_by == OverrideBy::Never;
                    return Err(Refusal::StopStands { item: item.id.clone(), say: stop.say, never });
                }
                if item.level == Level::Critical && !self.status(ix).is_settled() {
                    open.push(item.id.clone());
                }
                // Only what comes before: a stop on a later answer is met when that answer is given.
                let earlier =
                    self.stops_wait_for(ix).into_iter().filter(|on| self.checklist.item(*on).section < section);
                open.extend(earlier.map(|on| self.checklist.item(on).id.clone()));
            }
        }
        let section = self.checklist.section(section).title.clone();
        open.dedup();
        if open.is_empty() { Ok(()) } else { Err(Refusal::Gate { section, open }) }
    }

    fn may_set_aside(&self, ix: ItemIx, intent: &Intent, now: &Now) -> Result<(), Refusal> {
        self.applies(ix)?;
        let item = self.checklist.item(ix);
        if item.level == Level::Critical {
            return Err(Refusal::CriticalStays { item: item.id.clone() });
        }
        self.seen_newest(ix, intent, now)?;
        match &self.state.slots[ix.0].held {
            Some(held @ Held { what: What::Answer(_), .. }) => {
                let (by, answer) = (held.stamp.by.clone(), self.say(ix, held, now));
                Err(Refusal::NeedsReason { item: item.id.clone(), by, answer })
            }
            Some(_) => Ok(()),
            None => self.may_begin(item.section),
        }
    }

    fn phase_to_defer_to(&self, ix: ItemIx, to: Option<&Id>) -> Result<Id, Refusal> {
        let phases = &self.checklist.phases;
        match to {
            Some(to) => phases.iter().find(|phase| phase.id == *to).map(|phase| phase.id.clone()).ok_or_else(|| {
                Refusal::UnknownPhase {
                    given: Text::sanitise(to.as_str()),
                    phases: phases.iter().map(|phase| phase.id.to_string()).collect(),
                }
            }),
            None => {
                let next = (self.phase_of(ix).0 + 1).min(phases.len().saturating_sub(1));
                Ok(phases[next].id.clone())
            }
        }
    }

    fn decide_override(&self, id: &Id, reason: &Text, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let by = &intent.by;
        let ix = self.find(id)?;
        self.applies(ix)?;
        self.seen_newest(ix, intent, now)?;
        let item = self.checklist.item(ix);
        let stops = self.stops(ix);
        let open = item.level == Level::Critical && matches!(self.status(ix), Status::Open { .. });
        if stops.is_empty() && !open {
            return Err(Refusal::NothingToOverride { item: id.clone() });
        }
        let never = stops.iter().find(|stop| stop.override_by == OverrideBy::Never);
        if let Some(stop) = never {
            return Err(Refusal::NeverOverridden { item: id.clone(), say: stop.say.clone() });
        }
        let waits = |on: ItemIx| matches!(self.status(on), Status::Pending) && self.waits_for(on).contains(&ix);
        if open && self.checklist.item_ixs().any(waits) {
            return Err(Refusal::DrivesOthers { item: id.clone() });
        }
        if open && item.override_by == OverrideBy::Never {
            return Err(Refusal::NeverOverridden { item: id.clone(), say: item.text.clone() });
        }
        let allowed = stops.iter().map(|stop| stop.override_by).chain(open.then_some(item.override_by));
        if !allowed.into_iter().all(|by_whom| by_whom.allows(by.role)) {
            return Err(Refusal::WrongRole { item: id.clone(), by: by.clone() });
        }
        self.may_begin(item.section)?;
        Ok(vec![Fact::Overridden { item: id.clone(), reason: given(reason)? }])
    }

    fn decide_timer(&self, id: &Id, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let ix = self.find(id)?;
        self.applies(ix)?;
        let AnswerType::Timer { minutes } = self.checklist.item(ix).answer else {
            return Err(Refusal::NoTimer { item: id.clone() });
        };
        self.seen_newest(ix, intent, now)?;
        let slot = &self.state.slots[ix.0];
        match &slot.held {
            _ if slot.timer.is_some() => Err(Refusal::TimerRuns { item: id.clone() }),
            Some(held @ Held { what: What::Answer(_), .. }) => {
                let (by, answer) = (held.stamp.by.clone(), self.say(ix, held, now));
                Err(Refusal::NeedsReason { item: id.clone(), by, answer })
            }
            Some(_) | None => Ok(vec![Fact::TimerStarted { item: id.clone(), minutes }]),
        }
    }

    fn decide_close(&self, outcome: Outcome, reason: Option<&Text>) -> Result<Vec<Fact>, Refusal> {
        let reason = reason.map(given).transpose()?;
        if outcome != Outcome::Completed {
            let reason = Some(reason.ok_or(Refusal::ReasonMissing)?);
            return Ok(vec![Fact::Closed { outcome, reason }]);
        }
        let open: Vec<Id> = self
            .checklist
            .item_ixs()
            .filter(|&ix| {
                !self.stops(ix).is_empty()
                    || match self.status(ix) {
                        Status::Open { .. } => self.checklist.item(ix).level != Level::Routine,
                        Status::Pending | Status::Deferred(..) => true,
                        Status::Answered(..)
                        | Status::NotApplicable(..)
                        | Status::Overridden { .. }
                        | Status::Inactive { .. } => false,
                    }
            })
            .map(|ix| self.checklist.item(ix).id.clone())
            .collect();
        if open.is_empty() { Ok(vec![Fact::Closed { outcome, reason }]) } else { Err(Refusal::NotComplete { open }) }
    }

    /// Whether first answers are taken in a section now.
    pub fn is_open(&self, section: SectionIx) -> bool {
        self.closed().is_none() && self.may_begin(section).is_ok()
    }
}

/// A reason or a note must say something, and fit on a record's line.
fn given(text: &Text) -> Result<Text, Refusal> {
    let length = text.as_str().chars().count();
    if text.is_blank() {
        Err(Refusal::ReasonMissing)
    } else if length > LONGEST_TEXT {
        Err(Refusal::TooLong { length, max: LONGEST_TEXT })
    } else {
        Ok(text.clone())
    }
}
