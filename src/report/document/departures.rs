//! What did not go as the checklist has it: stops, overrides, what was put off or not done, what changed after somebody
//! had signed for it. A report says this first.

use super::who;
use crate::domain::case::{Case, NotDoneReason, SignOff, Status};
use crate::domain::checklist::{ItemIx, Level, PhaseIx};
use crate::domain::{CaseFact, Fact, Id, ItemFact, Now, Outcome, Seq, Stamp, Text};
use std::collections::BTreeSet;

/// One thing that did not go as the checklist has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    pub kind: Departed,
    /// What it is about: an item or a section.
    pub about: Text,
    /// What was found, and why it was done.
    pub words: Vec<Text>,
    /// When, and by whom.
    pub who: Text,
    /// What came of it.
    pub then: Text,
}

/// In which way, in the order in which a report tells of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Departed {
    ProcedureStopped,
    StopStands,
    StopMet,
    Overridden,
    Deferred,
    NotDone,
    Lost,
    ChangedAfterSignOff,
    SetAside,
}

impl Departed {
    pub fn words(self) -> &'static str {
        match self {
            Self::ProcedureStopped => "PROCEDURE STOPPED",
            Self::StopStands => "STOP STANDS",
            Self::StopMet => "Stop met",
            Self::Overridden => "Overridden",
            Self::Deferred => "Deferred",
            Self::NotDone => "Not done",
            Self::Lost => "Lost to follow-up",
            Self::ChangedAfterSignOff => "Changed after sign-off",
            Self::SetAside => "Did not apply",
        }
    }
}

/// All of a case, the gravest kind first, each kind in the order in which it happened.
pub(super) fn all(case: &Case, day: &Now) -> Vec<Departure> {
    let mut all: Vec<Departure> = stopped(case, day).into_iter().collect();
    all.extend(stops(case, day));
    all.extend(case.facts().filter_map(|(stamp, fact)| of_fact(case, stamp, fact, day)));
    all.extend(not_done(case, day));
    all.extend(changed(case, day));
    all.sort_by_key(|departure| departure.kind);
    all
}

fn title(case: &Case, ix: ItemIx) -> Text {
    case.checklist().item(ix).text.clone()
}

fn stopped(case: &Case, day: &Now) -> Option<Departure> {
    let stopped = case.stopped()?;
    Some(Departure {
        kind: Departed::ProcedureStopped,
        about: case.checklist().title.clone(),
        words: vec![stopped.reason.clone()],
        who: who(&stopped.stamp, day),
        then: Text::from("recovery and follow-up stayed open"),
    })
}

fn stops(case: &Case, day: &Now) -> Vec<Departure> {
    let met = case.stops_met(day).into_iter().map(|met| {
        let (kind, then) = match met.ended {
            None => (Departed::StopStands, Text::from(met.end.words())),
            Some(stamp) => {
                let why = met.reason.map(|why| format!(": {why}")).unwrap_or_default();
                (Departed::StopMet, Text::from(format!("{}{why}; {}", met.end.words(), who(&stamp, day))))
            }
        };
        let about = title(case, met.item);
        Departure { kind, about, words: vec![met.say], who: who(&met.raised, day), then }
    });
    met.collect()
}

/// An override, what was put off, what did not apply, what was given up: each with what stands now.
fn of_fact(case: &Case, stamp: &Stamp, fact: &Fact, day: &Now) -> Option<Departure> {
    let of_item = |kind, id: &Id, reason: &Text| {
        let ix = case.checklist().find(id.as_str())?;
        let (about, then) = (title(case, ix), stands(case, ix, stamp.seq, day));
        Some(Departure { kind, about, words: vec![reason.clone()], who: who(stamp, day), then })
    };
    match fact {
        Fact::Item(id, ItemFact::Overridden { reason }) => of_item(Departed::Overridden, id, reason),
        Fact::Item(id, ItemFact::Deferred { reason, .. }) => of_item(Departed::Deferred, id, reason),
        Fact::Item(id, ItemFact::NotApplicable { reason }) => of_item(Departed::SetAside, id, reason),
        Fact::Case(CaseFact::LostToFollowUp { section, reason }) => Some(Departure {
            kind: Departed::Lost,
            about: Text::from(case.call(section)),
            words: vec![reason.clone()],
            who: who(stamp, day),
            then: Text::default(),
        }),
        Fact::Item(..) | Fact::Case(_) => None,
    }
}

/// How an item stands at the end, where that is not by the entry itself.
fn stands(case: &Case, ix: ItemIx, by: Seq, day: &Now) -> Text {
    let item = case.checklist().item(ix);
    Text::from(match case.status(ix) {
        Status::Answered(held, answer) => {
            format!("later answered: {}; {}", answer.say(item, day), who(&held.stamp, day))
        }
        Status::NotApplicable(held, _) if held.stamp.seq == by => "stands".to_owned(),
        Status::NotApplicable(_, reason) => format!("later: does not apply ({reason})"),
        Status::Deferred(_, _, to) => format!("STILL DEFERRED to {}", case.checklist().phase(to).title),
        Status::Overridden { by: stamp, .. } if stamp.seq == by => "stands".to_owned(),
        Status::Overridden { by: stamp, .. } => format!("later overridden; {}", who(stamp, day)),
        Status::NotDone { because, .. } => because.words().to_owned(),
        Status::Inactive { .. } => "no longer applies".to_owned(),
        Status::Open { .. } | Status::Pending if case.closed().is_some() => "OPEN when the case was closed".to_owned(),
        Status::Open { .. } | Status::Pending => "OPEN again".to_owned(),
    })
}

/// What was not done, section by section: because of a stop, or since it was still open when the case was closed.
fn not_done(case: &Case, day: &Now) -> Vec<Departure> {
    let left_open = case.closed().filter(|closed| match closed.outcome {
        Outcome::Completed | Outcome::Stopped => true,
        // Nothing was to be done any more.
        Outcome::Cancelled | Outcome::DidNotAttend | Outcome::EnteredInError => false,
    });
    let mut all = Vec::new();
    for section in case.checklist().section_ixs() {
        let (mut ended, mut open): (Vec<&str>, Vec<&str>) = Default::default();
        let mut said: Option<(&Stamp, &Text, NotDoneReason)> = None;
        for ix in case.checklist().section(section).item_ixs() {
            let item = case.checklist().item(ix);
            match case.status(ix) {
                Status::NotDone { by, reason, because } => {
                    ended.push(item.text.as_str());
                    said = Some((by, reason, because));
                }
                Status::Open { .. } | Status::Pending if item.level != Level::Routine => open.push(item.text.as_str()),
                Status::Open { .. }
                | Status::Pending
                | Status::Answered(..)
                | Status::NotApplicable(..)
                | Status::Deferred(..)
                | Status::Overridden { .. }
                | Status::Inactive { .. } => {}
            }
        }
        let row = |items: &[&str], stamp: &Stamp, then: String| Departure {
            kind: Departed::NotDone,
            about: case.checklist().section(section).title.clone(),
            words: items.iter().map(|&item| Text::from(item)).collect(),
            who: who(stamp, day),
            then: Text::from(then),
        };
        let ended = said.map(|(by, reason, because)| row(&ended, by, format!("{}: {reason}", because.words())));
        let closed = left_open.filter(|_| !open.is_empty());
        let open = closed.map(|closed| row(&open, &closed.stamp, "open when the case was closed".to_owned()));
        all.extend(ended.into_iter().chain(open));
    }
    all
}

/// What changed in a phase after somebody had signed it off: each later entry about its items, and what stands
/// otherwise since something else was recorded.
fn changed(case: &Case, day: &Now) -> Vec<Departure> {
    let phase_of = |ix: ItemIx| case.checklist().section(case.checklist().item(ix).section).phase;
    let (mut signed, mut told, mut all): (BTreeSet<PhaseIx>, BTreeSet<ItemIx>, Vec<Departure>) = Default::default();
    let row = |about: Text, words: Text, stamp: Option<&Stamp>, phase: PhaseIx| Departure {
        kind: Departed::ChangedAfterSignOff,
        about,
        words: vec![words],
        who: stamp.map(|stamp| who(stamp, day)).unwrap_or_default(),
        then: Text::from(case.sign_off(phase).map(|sign| sign_off_now(&sign, stamp, day)).unwrap_or_default()),
    };
    for line in case.entries().iter().filter(|line| !case.is_undone(line.entry.stamp.seq)) {
        match &line.entry.fact {
            Some(Fact::Case(CaseFact::Signed { phase, .. })) => {
                let phase = case.checklist().phases.iter().position(|known| known.id == *phase);
                signed.extend(phase.map(PhaseIx));
            }
            Some(Fact::Item(id, fact)) if fact.answers() || matches!(fact, ItemFact::Withdrawn { .. }) => {
                let Some(ix) = case.checklist().find(id.as_str()).filter(|ix| signed.contains(&phase_of(*ix))) else {
                    continue;
                };
                told.insert(ix);
                let words = case.say_entry(line, day);
                all.push(row(title(case, ix), words, Some(&line.entry.stamp), phase_of(ix)));
            }
            Some(Fact::Item(..) | Fact::Case(_)) | None => {}
        }
    }
    for phase in (0..case.checklist().phases.len()).map(PhaseIx) {
        let changed = case.sign_off(phase).map(|sign| sign.changed).unwrap_or_default();
        for ix in changed.into_iter().filter(|ix| !told.contains(ix)) {
            let words = Text::from("stands otherwise since something else was recorded");
            all.push(row(title(case, ix), words, None, phase));
        }
    }
    all
}

/// How a phase's sign-off stands after a change in it.
fn sign_off_now(sign: &SignOff<'_>, change: Option<&Stamp>, day: &Now) -> String {
    let again = change.is_some_and(|change| change.seq < sign.stamp.seq);
    let how = match (again, sign.is_broken()) {
        (true, _) => "signed off again",
        (false, true) => "BREAKS the sign-off",
        (false, false) => "the sign-off stands",
    };
    format!("{how}: {}", who(sign.stamp, day))
}
