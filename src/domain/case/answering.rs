//! Answers, and what is recorded instead of one: set aside, put off, overridden, withdrawn.

use super::{Case, Content, Intent, Recording, Refusal, Status, decide};
use crate::domain::case::Act;
use crate::domain::checklist::{AnswerType, Condition, ItemIx, Level, OverrideBy, PhaseIx};
use crate::domain::{Answer, Carried, CaseFact, Fact, Id, ItemFact, Misfit, Moment, Now, Operator, Role, Staff, Text};

impl Case {
    pub(super) fn decide_answer(&self, intent: &Intent, staff: &Staff, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let Act::Answer { item: id, answer, second, reason, again, carried } = &intent.act else {
            return Ok(Vec::new());
        };
        let ix = self.find(id)?;
        let spec = &self.checklist.item(ix).answer;
        self.applies(ix)?;
        let misfit = |misfit| Refusal::Misfit { item: id.clone(), misfit };
        spec.accepts(answer, now).map_err(misfit)?;
        if let Answer::NotRight(why) = answer {
            decide::reason(why)?;
        }
        self.has_its_rows(ix, answer)?;
        self.two_people(ix, second.as_ref(), intent, staff)?;
        self.timer_has_run(ix, answer, intent.done_at.unwrap_or(now.at), now).map_err(misfit)?;
        if let Some(carried) = carried {
            self.may_carry(ix, answer, carried, now)?;
        }
        let stands = self.answered(ix).filter(|_| !self.is_broken(ix));
        if stands.is_some_and(|(_, same)| same == answer) && !again {
            return Ok(Vec::new());
        }
        self.nothing_bars(ix, answer, stands.is_none(), *again)?;
        self.seen_newest(ix, intent, now)?;
        if reason.is_none() && self.requires(&intent.act).reason {
            self.not_answered(ix, now)?;
            return Err(Refusal::NotDoneNeedsReason { item: id.clone() });
        }
        // With a reason it takes the place of what was wrong. What something else has changed under was not, where it is
        // asked whether it was ever found.
        let anew = *again || reason.is_some() && self.is_broken(ix) && self.checklist.asks_ever(ix);
        let again = anew && self.state.items[ix.0].held.is_some();
        Ok(vec![Fact::Item(
            id.clone(),
            ItemFact::Answered {
                answer: answer.clone(),
                second: second.clone(),
                reason: reason.as_ref().map(decide::reason).transpose()?,
                again,
                grouped: false,
                preset: None,
                carried: carried.clone(),
            },
        )])
    }

    /// What comes first is settled, and no stop stands in the way. Whatever has no answer that stands is answered for
    /// the first time.
    fn nothing_bars(&self, ix: ItemIx, answer: &Answer, is_first: bool, again: bool) -> Result<(), Refusal> {
        if *answer == Answer::Done {
            self.confirmed_are_settled(ix)?;
        }
        let ends_timer = matches!(answer, Answer::TimerEnded(_));
        // What was started passed the gates then; what runs by itself passes them now.
        if is_first && !(ends_timer && self.state.items[ix.0].timer.is_some()) {
            self.may_begin(ix)
        } else if again || ends_timer {
            self.no_stop_beside(ix)
        } else {
            Ok(())
        }
    }

    /// There is a row for each option that was chosen where the answer is given for each, and for no other.
    fn has_its_rows(&self, ix: ItemIx, answer: &Answer) -> Result<(), Refusal> {
        let AnswerType::Fields { each: Some(each), fields, .. } = &self.checklist.item(ix).answer else {
            return Ok(());
        };
        let (Some(key), Answer::Fields(rows), Some((_, of))) = (fields.first(), answer, self.answer(*each)) else {
            return Ok(());
        };
        let given: Vec<&Id> = rows.iter().filter_map(|row| row.get(&key.id)).flat_map(Answer::ids).collect();
        let label = |id: &Id| Text::sanitise(key.answer.label(id));
        let (item, of_item) = (|| self.checklist.item(ix).id.clone(), || self.checklist.item(*each).id.clone());
        let missing: Vec<Text> = of.ids().iter().filter(|id| !given.contains(id)).map(label).collect();
        if !missing.is_empty() {
            return Err(Refusal::RowMissing { item: item(), of: of_item(), missing });
        }
        match given.into_iter().find(|id| !of.ids().contains(id)) {
            Some(extra) => Err(Refusal::RowTooMany { item: item(), of: of_item(), extra: label(extra) }),
            None => Ok(()),
        }
    }

    /// What stands for an item, in words.
    pub fn say(&self, ix: ItemIx, held: &Recording, now: &Now) -> Text {
        match &held.content {
            Content::Answer(answer) => answer.say(self.checklist.item(ix), now),
            Content::NotApplicable(reason) => Text::from(format!("not applicable: {reason}")),
            Content::Deferred(reason, _) => Text::from(format!("deferred: {reason}")),
        }
    }

    pub(super) fn applies(&self, ix: ItemIx) -> Result<(), Refusal> {
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
            | Status::NotDone { .. }
            | Status::Overridden { .. } => Ok(()),
        }
    }

    /// Nobody but a nurse or a clinician stands as the second, and a staff list must grant that role.
    fn two_people(&self, ix: ItemIx, second: Option<&Operator>, intent: &Intent, staff: &Staff) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let id = || item.id.clone();
        match (item.two_person, second) {
            (true, None) if self.requires(&intent.act).second => Err(Refusal::SecondNeeded { item: id() }),
            (true, Some(second)) if second.code == intent.by.code => {
                Err(Refusal::SamePerson { item: id(), code: Text::from(second.code.to_string()) })
            }
            (true, Some(second)) if second.role == Role::Trainee => Err(Refusal::TraineeSecond { item: id() }),
            (true, Some(second)) if !staff.grants(second) => Err(Refusal::NotGranted { by: second.clone() }),
            (false, Some(_)) => Err(Refusal::NoSecond { item: id() }),
            (true | false, _) => Ok(()),
        }
    }

    /// The timer had run to its end at the moment that is told of, and nothing ended in the future.
    fn timer_has_run(&self, ix: ItemIx, answer: &Answer, happened: Moment, now: &Now) -> Result<(), Misfit> {
        let Answer::TimerEnded(ended) = answer else { return Ok(()) };
        let timer = self.running(ix).ok_or(Misfit::TimerNotStarted)?;
        if *ended > now.at {
            return Err(Misfit::Future { given: Text::from(now.say(*ended)) });
        }
        let left = timer.ends().since((*ended).min(happened)).as_millis();
        if left > 0 {
            // The last second is not over before it is.
            let left = (left + 999) / 1000;
            return Err(Misfit::TimerRunning { left: Text::from(format!("{:02}:{:02}", left / 60, left % 60)) });
        }
        Ok(())
    }

    /// A check of the room is carried over for the rest of its day, not longer.
    fn may_carry(&self, ix: ItemIx, answer: &Answer, carried: &Carried, now: &Now) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let today = now.is_today(carried.at) && carried.at <= now.at;
        let elsewhere = carried.code != self.code();
        if item.carries_over && *answer == Answer::Done && today && elsewhere {
            Ok(())
        } else {
            Err(Refusal::NotCarried { item: item.id.clone() })
        }
    }

    pub(super) fn confirmed_are_settled(&self, ix: ItemIx) -> Result<(), Refusal> {
        let item = self.checklist.item(ix);
        let stop = item.confirms.iter().find_map(|&on| self.stops(on).first());
        if let Some(stop) = stop {
            return Err(self.refused_by(stop));
        }
        let open = item
            .confirms
            .iter()
            .filter(|&&on| self.checklist.item(on).level != Level::Routine && !self.status(on).is_settled());
        let open: Vec<Id> = open.map(|&on| self.checklist.item(on).id.clone()).collect();
        if open.is_empty() { Ok(()) } else { Err(Refusal::ConfirmsOpen { item: item.id.clone(), open }) }
    }

    /// Nobody overwrites what they have not seen, nor decides about what was taken back since they saw it.
    pub(super) fn seen_newest(&self, ix: ItemIx, intent: &Intent, now: &Now) -> Result<(), Refusal> {
        let slot = &self.state.items[ix.0];
        if slot.touched == intent.seen {
            return Ok(());
        }
        let newest = match slot.touched {
            Some(seq) => self.entries.iter().find(|sealed| sealed.entry.stamp.seq == seq),
            None => self
                .entries
                .iter()
                .rev()
                .find(|sealed| matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::Undone { .. })))),
        };
        let Some(newest) = newest else { return Ok(()) };
        let answer = slot.held.as_ref().map_or_else(|| Text::from("open again"), |held| self.say(ix, held, now));
        let (item, by) = (self.checklist.item(ix).id.clone(), newest.entry.stamp.by.clone());
        Err(Refusal::ChangedSince { item, by, answer })
    }

    /// What has an answer is corrected, with a reason, not replaced.
    pub(super) fn not_answered(&self, ix: ItemIx, now: &Now) -> Result<(), Refusal> {
        let Some((recording, _)) = self.answered(ix) else { return Ok(()) };
        let (by, answer) = (recording.stamp.by.clone(), self.say(ix, recording, now));
        Err(Refusal::NeedsReason { item: self.checklist.item(ix).id.clone(), by, answer })
    }

    pub(super) fn decide_set_aside(
        &self,
        ix: ItemIx,
        reason: &Text,
        intent: &Intent,
        now: &Now,
    ) -> Result<Vec<Fact>, Refusal> {
        if matches!(self.status(ix), Status::NotApplicable(_, same) if same == reason) {
            return Ok(Vec::new());
        }
        self.may_set_aside(ix, intent, now)?;
        if self.checklist.a_stop_looks_at(ix) {
            return Err(Refusal::StopLooks { item: self.checklist.item(ix).id.clone() });
        }
        Ok(vec![Fact::Item(
            self.checklist.item(ix).id.clone(),
            ItemFact::NotApplicable { reason: decide::reason(reason)? },
        )])
    }

    pub(super) fn decide_put_off(
        &self,
        ix: ItemIx,
        reason: &Text,
        to: Option<&Id>,
        intent: &Intent,
        now: &Now,
    ) -> Result<Vec<Fact>, Refusal> {
        if let Status::Deferred(_, same, phase) = self.status(ix)
            && same == reason
            && self.phase_to_defer_to(ix, to)? == self.checklist.phase(phase).id
        {
            return Ok(Vec::new());
        }
        self.may_set_aside(ix, intent, now)?;
        let to = self.phase_to_defer_to(ix, to)?;
        Ok(vec![Fact::Item(
            self.checklist.item(ix).id.clone(),
            ItemFact::Deferred { reason: decide::reason(reason)?, to },
        )])
    }

    fn may_set_aside(&self, ix: ItemIx, intent: &Intent, now: &Now) -> Result<(), Refusal> {
        self.applies(ix)?;
        let item = self.checklist.item(ix);
        if item.level == Level::Critical {
            return Err(Refusal::CriticalStays { item: item.id.clone() });
        }
        self.seen_newest(ix, intent, now)?;
        self.not_answered(ix, now)?;
        match &self.state.items[ix.0].held {
            Some(_) => Ok(()),
            None => self.may_begin(ix),
        }
    }

    /// The phase in which an item comes back: never one that is over.
    pub(super) fn phase_to_defer_to(&self, ix: ItemIx, to: Option<&Id>) -> Result<Id, Refusal> {
        let phases = &self.checklist.phases;
        let own = self.phase_of(ix);
        let last = PhaseIx(phases.len().saturating_sub(1));
        let next = PhaseIx((own.0 + 1).min(last.0));
        let Some(to) = to else { return Ok(self.checklist.phase(next).id.clone()) };
        let later = phases.iter().enumerate().filter(|(p, _)| PhaseIx(*p) >= next).map(|(_, phase)| &phase.id);
        let later: Vec<&Id> = later.collect();
        match later.iter().find(|id| **id == to) {
            Some(id) => Ok((*id).clone()),
            None => Err(Refusal::UnknownPhase {
                given: Text::sanitise(to.as_str()),
                phases: later.iter().map(ToString::to_string).collect(),
            }),
        }
    }

    pub(super) fn decide_override(
        &self,
        id: &Id,
        reason: &Text,
        intent: &Intent,
        staff: &Staff,
        now: &Now,
    ) -> Result<Vec<Fact>, Refusal> {
        let by = &intent.by;
        let ix = self.find(id)?;
        self.applies(ix)?;
        self.seen_newest(ix, intent, now)?;
        let item = self.checklist.item(ix);
        let stops = self.stops(ix);
        let open = item.level == Level::Critical && self.status(ix).is_open();
        let Some(by_whom) = self.overridden_by(ix) else {
            return Err(Refusal::NothingToOverride { item: id.clone() });
        };
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
        if self.lacks_staff_list(staff) {
            return Err(Refusal::NoStaffList);
        }
        if !by_whom.allows(by.role) {
            return Err(Refusal::WrongRole { item: id.clone(), by: by.clone() });
        }
        if !staff.grants(by) {
            return Err(Refusal::NotGranted { by: by.clone() });
        }
        self.may_begin(ix)?;
        Ok(vec![Fact::Item(id.clone(), ItemFact::Overridden { reason: decide::reason(reason)? })])
    }

    pub(super) fn decide_withdraw(
        &self,
        item: &Id,
        reason: &Text,
        intent: &Intent,
        now: &Now,
    ) -> Result<Vec<Fact>, Refusal> {
        let ix = self.find(item)?;
        let slot = &self.state.items[ix.0];
        // What was found before the needle was moved may have been mistyped.
        let past = slot.earlier.last().is_some_and(Recording::was_so);
        if slot.held.is_none() && slot.timer.is_none() && !past {
            return Err(Refusal::NothingThere { item: item.clone(), what: "withdrawn" });
        }
        self.seen_newest(ix, intent, now)?;
        self.no_stop_rests_on(ix)?;
        Ok(vec![Fact::Item(item.clone(), ItemFact::Withdrawn { reason: decide::reason(reason)? })])
    }

    /// Withdrawn and set aside, a stop would be gone without anybody having decided about it.
    pub(super) fn no_stop_rests_on(&self, ix: ItemIx) -> Result<(), Refusal> {
        self.stop_that_rests_on(ix).map_or(Ok(()), |stop| Err(self.refused_by(stop)))
    }
}
