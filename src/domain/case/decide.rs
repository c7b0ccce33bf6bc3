//! Whether what somebody wants may be recorded, judged on the newest state: the one decision that the
//! screens, the command line and the tests pass through.

use super::{Act, Case, Intent, Refusal, gates::shown_code, intent::CodeFor};
use crate::domain::checklist::{AnswerType, ItemIx, SectionIx};
use crate::domain::{
    CaseFact, CrisisStamp, Entry, Fact, Hash, Id, ItemFact, Line, Mode, Now, Operator, Pin, Plan, Seq, Staff, Text,
};
use std::sync::Arc;

impl Case {
    /// The facts to append for an intent, in one write; none where what is wanted already stands. Changes
    /// nothing itself.
    pub fn decide(&self, intent: &Intent, staff: &Staff, now: &Now) -> Result<Vec<Fact>, Refusal> {
        if !now.may_be_right() {
            return Err(Refusal::WrongClock { says: now.at });
        }
        if let Some(done_at) = intent.done_at.filter(|done_at| *done_at > now.at) {
            return Err(Refusal::DoneInFuture { given: Text::from(now.say(done_at)) });
        }
        if let Some(given) = self.long_ago(intent, now) {
            return Err(Refusal::LongAgo { given });
        }
        if let Some(closed) = self.state.closed.as_ref().filter(|_| !self.outlasts_closing(&intent.act)) {
            return Err(Refusal::Closed { outcome: closed.outcome });
        }
        let mut facts = self.wanted(intent, staff, now)?;
        if let Some(first) = facts.first() {
            self.keeps_sign_offs(&facts, intent, now)?;
            self.is_in_time(&facts, intent, now)?;
            // A sign-off names the line before it, which the code's own would push away.
            let place = usize::from(matches!(first, Fact::Case(CaseFact::Signed { .. })));
            let asked = self.asked_for(intent, &facts, now);
            if let Some(shown) = shown_code(intent, asked)? {
                facts.insert(place, shown);
            }
        }
        Ok(facts)
    }

    /// Whether an act is no part of the case: how a rehearsal was, is said when its case is over.
    fn outlasts_closing(&self, act: &Act) -> bool {
        let is_of_rehearsal = matches!(act, Act::Mark(_) | Act::Debrief(_) | Act::Note { item: None, .. });
        matches!(act, Act::Reopen { .. }) || is_of_rehearsal && self.mode() == Mode::Practice
    }

    /// What is told of a time more than a year back without having said that it is meant.
    fn long_ago(&self, intent: &Intent, now: &Now) -> Option<Text> {
        let answered = || match &intent.act {
            Act::Answer { item, answer, .. } => {
                let ix = self.checklist.find(item.as_str())?;
                self.checklist.item(ix).answer.long_ago(answer, now)
            }
            _ => None,
        };
        let told = || intent.done_at.and_then(|at| now.long_ago(at)).or_else(answered);
        if intent.long_ago { None } else { told() }
    }

    /// Why the code is asked for before something is recorded.
    fn asked_for(&self, intent: &Intent, facts: &[Fact], now: &Now) -> Option<super::CodeAsked> {
        let stamp = &intent.stamp(0, None, now);
        match intent.act.nature().code {
            CodeFor::Items => {
                let mut about = facts.iter().filter_map(|fact| self.checklist.find(fact.item()?.as_str()));
                about.find_map(|ix| self.asks_code(stamp, ix))
            }
            CodeFor::BegunCase if !self.any_recorded_in(|_| true) => None,
            // What was stamped waited for no code, and nor does taking it back.
            CodeFor::Case if self.takes_back_stamps(facts) => None,
            CodeFor::Case | CodeFor::BegunCase => self.asks_code_of(stamp),
            CodeFor::Start => Some(super::CodeAsked::Start),
            CodeFor::Nothing => None,
        }
    }

    fn wanted(&self, intent: &Intent, staff: &Staff, now: &Now) -> Result<Vec<Fact>, Refusal> {
        match &intent.act {
            Act::Start { checklist, overlays } => self.decide_start(checklist, overlays),
            Act::Pin { checklist, overlays } => self.decide_pin(checklist, overlays),
            Act::NeedleMoved { reason } => self.decide_needle_moved(reason.as_ref()),
            Act::Answer { .. } => self.decide_answer(intent, staff, now),
            Act::Group { section } => self.decide_group(section),
            Act::Preset { preset } => self.decide_preset(preset, now),
            Act::NotApplicable { item, reason } => self.decide_set_aside(self.find(item)?, reason, intent, now),
            Act::Defer { item, reason, to } => self.decide_put_off(self.find(item)?, reason, to.as_ref(), intent, now),
            Act::Override { item, reason } => self.decide_override(item, reason, intent, staff, now),
            Act::Withdraw { item, reason } => self.decide_withdraw(item, reason, intent, now),
            Act::Note { item, text } => {
                item.as_ref().map(|item| self.find(item)).transpose()?;
                let text = said("a note", text)?;
                Ok(vec![match item {
                    Some(item) => ItemFact::Noted { text }.about(item),
                    None => CaseFact::Noted { text }.into(),
                }])
            }
            Act::Escalate { item, told, text } => {
                self.find(item)?;
                if told.is_blank() {
                    return Err(Refusal::NobodyNamed { ask: "whom you told: a staff code or a role" });
                }
                let text = text.as_ref().map(|text| said("a remark", text)).transpose()?;
                Ok(vec![Fact::Item(item.clone(), ItemFact::Escalated { told: given(told)?, text })])
            }
            Act::StartTimer { item } => self.decide_timer(item, intent, now),
            Act::Undo => self.decide_undo(intent),
            Act::Redo => self.decide_redo(intent),
            Act::Sign { phase } => self.decide_sign(phase, &intent.by, staff),
            Act::Hold { item } => self.decide_hold(item.as_ref(), &intent.by),
            Act::Resume => Ok(self.state.held.iter().map(|_| Fact::Case(CaseFact::Resumed)).collect()),
            Act::ConfirmCode => self.decide_code(intent, now),
            Act::Label { label, planned } => self.decide_label(label.as_ref(), planned.as_ref(), now),
            Act::Team { members } => decide_team(self.team(), members),
            Act::Attempt { section, result, text } => self.decide_attempt(section, *result, text.as_ref()),
            Act::Contact { text } => Ok(vec![Fact::Case(CaseFact::Contacted { text: said("a contact", text)? })]),
            Act::Lose { section, reason } => self.decide_lose(section, reason),
            Act::Crisis { card, stamp, text } => self.decide_crisis(card, *stamp, text.as_ref()),
            Act::Stamps { stamps } => {
                let each = stamps
                    .iter()
                    .map(|stamped| self.decide_crisis(&stamped.card, stamped.stamp, stamped.text.as_ref()));
                Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
            }
            Act::Stop { reason } => self.decide_stop(reason),
            Act::Close { outcome, reason } => self.decide_close(*outcome, reason.as_ref(), now),
            Act::Reopen { reason } => self.decide_reopen(reason),
            Act::Rehearse(rehearsal) => self.of_practice([Fact::Case(CaseFact::Rehearsed(rehearsal.clone()))]),
            Act::Handed(facts) => self.of_practice(facts.iter().cloned()),
            Act::Mark(marks) => self.of_practice(marks.iter().cloned().map(|mark| Fact::Case(CaseFact::Marked(mark)))),
            Act::Debrief(said) => self.of_practice([Fact::Case(CaseFact::Debriefed(said.clone()))]),
        }
    }

    /// A patient's case and a demonstration never take what only practice has.
    fn of_practice(&self, facts: impl IntoIterator<Item = Fact>) -> Result<Vec<Fact>, Refusal> {
        if self.mode() == Mode::Practice { Ok(facts.into_iter().collect()) } else { Err(Refusal::NoPractice) }
    }

    /// What has not begun is left as it is.
    fn decide_hold(&self, item: Option<&Id>, by: &Operator) -> Result<Vec<Fact>, Refusal> {
        item.map(|item| self.find(item)).transpose()?;
        let id = |ix: ItemIx| &self.checklist.item(ix).id;
        let same = self.state.held.as_ref().is_some_and(|hold| hold.stamp.by == *by && hold.item.map(id) == item);
        let held = self.state.started && !same;
        Ok(held.then(|| CaseFact::Held { item: item.cloned() }.into()).into_iter().collect())
    }

    fn decide_code(&self, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let asked = self.asks_code_of(&intent.stamp(0, None, now));
        Ok(shown_code(intent, asked)?.into_iter().collect())
    }

    /// What was prepared holds: the case goes on with the checklist with which that was done.
    fn decide_start(&self, checklist: &Pin, overlays: &[Hash]) -> Result<Vec<Fact>, Refusal> {
        if self.planned().is_none() {
            return Err(Refusal::AlreadyStarted);
        }
        let (checklist, overlays) = match self.prepared_with() {
            Some((pin, overlays)) => (pin.clone(), overlays.clone()),
            None => (checklist.clone(), overlays.to_vec()),
        };
        if !overlays.is_empty() {
            self.holds_format_2()?;
        }
        Ok(vec![Fact::Case(CaseFact::Started { checklist, overlays })])
    }

    fn decide_pin(&self, checklist: &Pin, overlays: &[Hash]) -> Result<Vec<Fact>, Refusal> {
        if self.planned().is_none() {
            return Err(Refusal::AlreadyStarted);
        }
        let same = self.state.pin.as_ref().is_some_and(|(pin, with)| pin == checklist && with == overlays);
        if same || self.prepared_with().is_some() {
            return Ok(Vec::new());
        }
        self.holds_format_2()?;
        Ok(vec![Fact::Case(CaseFact::Pinned { checklist: checklist.clone(), overlays: overlays.to_vec() })])
    }

    /// A record that began before what it would now hold was thought of never takes it: the programs that may go on
    /// with it would pass it over.
    pub fn holds_format_2(&self) -> Result<(), Refusal> {
        if self.opened.format < 2 { Err(Refusal::OlderRecord) } else { Ok(()) }
    }

    /// Everything is open again in the sections that are checked anew when the needle moves.
    fn decide_needle_moved(&self, reason: Option<&Text>) -> Result<Vec<Fact>, Refusal> {
        if !self.state.started {
            return Err(Refusal::NotStarted);
        }
        if self.state.stopped.is_some() {
            return Err(Refusal::WasStopped);
        }
        let restarts = || self.checklist.section_ixs().filter(|ix| self.checklist.section(*ix).restarts);
        let begun: Vec<SectionIx> = restarts().filter(|ix| self.any_stands(*ix)).collect();
        if begun.is_empty() {
            return Err(Refusal::NothingRestarts { any: restarts().next().is_some() });
        }
        self.holds_format_2()?;
        let reason = reason.map(self::reason).transpose()?;
        let moved = |ix: SectionIx| {
            let section = self.checklist.section(ix).id.clone();
            Fact::Case(CaseFact::NeedleMoved { section, reason: reason.clone() })
        };
        Ok(begun.into_iter().map(moved).collect())
    }

    fn decide_label(&self, label: Option<&Text>, planned: Option<&Plan>, now: &Now) -> Result<Vec<Fact>, Refusal> {
        if planned.is_some() && self.planned().is_none() {
            return Err(Refusal::AlreadyStarted);
        }
        let replanned = planned.filter(|plan| self.planned().is_none_or(|stands| stands.at != plan.at));
        place_fits(label, planned)?;
        still_to_come(replanned, now)?;
        let same = |new: Option<&Text>| new.is_none() || new == self.label();
        if same(label) && (planned.is_none() || planned == self.planned()) {
            return Ok(Vec::new());
        }
        Ok(vec![Fact::Case(CaseFact::Labelled { label: label.cloned(), planned: planned.cloned() })])
    }

    fn decide_crisis(&self, card: &Id, stamp: CrisisStamp, text: Option<&Text>) -> Result<Vec<Fact>, Refusal> {
        if self.checklist.card(card.as_str()).is_none() {
            let cards = self.checklist.crisis.iter().map(|card| card.id.to_string()).collect();
            return Err(Refusal::UnknownCard { given: Text::sanitise(card.as_str()), cards });
        }
        let text = text.map(|text| said("a remark", text)).transpose()?;
        Ok(vec![Fact::Case(CaseFact::Crisis { card: card.clone(), stamp, text })])
    }

    fn decide_timer(&self, id: &Id, intent: &Intent, now: &Now) -> Result<Vec<Fact>, Refusal> {
        let ix = self.find(id)?;
        self.applies(ix)?;
        let AnswerType::Timer { minutes, .. } = self.checklist.item(ix).answer else {
            return Err(Refusal::NoTimer { item: id.clone() });
        };
        self.seen_newest(ix, intent, now)?;
        if self.state.items[ix.0].timer.is_some() {
            return Err(Refusal::TimerRuns { item: id.clone() });
        }
        // What it waited for was done again, and the wait with it.
        if !self.is_broken(ix) {
            self.not_answered(ix, now)?;
        }
        self.may_begin(ix)?;
        Ok(vec![Fact::Item(id.clone(), ItemFact::TimerStarted { minutes })])
    }

    /// The case as it would be with these facts; nothing is recorded.
    pub(super) fn with(&self, facts: &[Fact], intent: &Intent, now: &Now) -> Self {
        let mut after = self.clone();
        let first = self.entries.len() as Seq + 1;
        for (fact, seq) in facts.iter().zip(first..) {
            let stamp = Arc::new(intent.stamp(seq, (facts.len() > 1).then_some(first), now));
            after.apply(Line { hash: Hash::START, entry: Entry { stamp, fact: Some(fact.clone()) } });
        }
        after
    }
}

/// The same people in another order are the same team; nobody stands in it twice.
fn decide_team(now: &[Operator], members: &[Operator]) -> Result<Vec<Fact>, Refusal> {
    let mut team: Vec<Operator> = Vec::new();
    for member in members {
        match team.iter_mut().find(|known| known.code == member.code) {
            Some(known) if known.role == member.role => {}
            Some(Operator { code, role }) => {
                return Err(Refusal::NamedTwice { code: code.clone(), one: *role, other: member.role });
            }
            None => team.push(member.clone()),
        }
    }
    if team.is_empty() {
        return Err(Refusal::NobodyNamed { ask: "who is in the room, such as JR:nurse" });
    }
    let same = team.len() == now.len() && team.iter().all(|member| now.contains(member));
    Ok(if same { Vec::new() } else { vec![Fact::Case(CaseFact::Team { members: team })] })
}

/// What is written down must say something: a note, a remark.
pub(super) fn said(what: &'static str, text: &Text) -> Result<Text, Refusal> {
    if text.is_blank() { Err(Refusal::WordsMissing { what }) } else { given(text) }
}

/// A reason has words that may say why: whoever reads the record has nothing else.
pub(super) fn reason(text: &Text) -> Result<Text, Refusal> {
    if text.says_why() { given(text) } else { Err(Refusal::ReasonMissing) }
}

/// It fits on a record's line.
pub(super) fn given(text: &Text) -> Result<Text, Refusal> {
    let length = text.as_str().chars().count();
    if text.is_blank() {
        Err(Refusal::ReasonMissing)
    } else if length > Text::LONGEST {
        Err(Refusal::TooLong { what: "the text", length, max: Text::LONGEST })
    } else {
        Ok(text.clone())
    }
}

/// A bay and a room are read at a glance.
pub fn place_fits(label: Option<&Text>, planned: Option<&Plan>) -> Result<(), Refusal> {
    let room = planned.and_then(|plan| plan.room.as_ref());
    [("the label", label), ("the room", room)].into_iter().try_for_each(|(what, text)| match text {
        Some(text) if text.is_blank() => Err(Refusal::NoPlace { what }),
        Some(text) if Text::is_long_name(text.as_str()) => {
            Err(Refusal::TooLong { what, length: text.as_str().chars().count(), max: Text::LONGEST_NAME })
        }
        Some(_) | None => Ok(()),
    })
}

/// Nobody plans what lies more than a year back: its year was mistyped.
pub fn still_to_come(planned: Option<&Plan>, now: &Now) -> Result<(), Refusal> {
    let past = planned.and_then(|plan| now.long_ago(plan.at));
    past.map_or(Ok(()), |at| Err(Refusal::PlannedLongAgo { at }))
}
