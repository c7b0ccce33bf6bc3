//! What somebody wants to record, and the person who wants it: the one place where an intent is made.

use super::{Case, Stamped};
use crate::domain::practice::{Debriefing, Mark, Rehearsal};
use crate::domain::{
    Answer, Attempt, Carried, Confirmed, CrisisStamp, Fact, Hash, Id, Moment, Now, Operator, Outcome, Pin, Plan, Seq,
    StaffCode, Stamp, Text,
};

/// Whose entries are recorded here: who is at the keyboard of which station, who says it, when it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub by: Operator,
    pub station: Text,
    /// Who said it, when somebody else types.
    pub stated_by: Option<StaffCode>,
    /// When it happened, when that was earlier.
    pub done_at: Option<Moment>,
    /// They know that a follow-up is not due yet.
    pub early: bool,
    /// What lies more than a year back is meant: they said so, or were asked.
    pub long_ago: bool,
}

impl Author {
    pub fn new(by: Operator, station: Text) -> Self {
        Self { by, station, stated_by: None, done_at: None, early: false, long_ago: false }
    }

    /// An intent of somebody who sees the case as it stands.
    pub fn wants(&self, case: &Case, act: Act) -> Intent {
        let about = act.item().and_then(|id| case.checklist().find(id.as_str()));
        let Self { by, station, stated_by, done_at, early, long_ago } = self.clone();
        let seen = about.and_then(|ix| case.touched(ix));
        Intent { seen, by, station, stated_by, done_at, early, long_ago, code: None, act }
    }
}

/// What somebody wants to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// The newest entry about the item that its author had seen, so that nobody's answer is overwritten unseen.
    pub seen: Option<Seq>,
    /// Who is at the keyboard.
    pub by: Operator,
    pub station: Text,
    /// Who said it, when somebody else types.
    pub stated_by: Option<StaffCode>,
    /// When it happened, when that was earlier.
    pub done_at: Option<Moment>,
    /// Its author knows that a follow-up is not due yet.
    pub early: bool,
    /// What lies more than a year back is meant.
    pub long_ago: bool,
    /// How its author showed that they look at the right case, if they just did.
    pub code: Option<Confirmed>,
    pub act: Act,
}

/// The things that can be wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Start {
        checklist: Pin,
        overlays: Vec<Hash>,
    },
    /// Before the first thing is prepared for a planned case.
    Pin {
        checklist: Pin,
        overlays: Vec<Hash>,
    },
    Answer {
        item: Id,
        answer: Answer,
        second: Option<Operator>,
        reason: Option<Text>,
        again: bool,
        carried: Option<Carried>,
    },
    /// Tick what is left of a do-confirm section after it was said.
    Group {
        section: Id,
    },
    /// Fill in what seldom varies.
    Preset {
        preset: Id,
    },
    NotApplicable {
        item: Id,
        reason: Text,
    },
    Defer {
        item: Id,
        reason: Text,
        to: Option<Id>,
    },
    Override {
        item: Id,
        reason: Text,
    },
    Withdraw {
        item: Id,
        reason: Text,
    },
    Note {
        item: Option<Id>,
        text: Text,
    },
    Escalate {
        item: Id,
        told: Text,
        text: Option<Text>,
    },
    StartTimer {
        item: Id,
    },
    /// What was checked of the needle's place holds no more.
    NeedleMoved {
        reason: Option<Text>,
    },
    Undo,
    Redo,
    Sign {
        phase: Id,
    },
    Hold {
        item: Option<Id>,
    },
    Resume,
    ConfirmCode,
    Label {
        label: Option<Text>,
        planned: Option<Plan>,
    },
    Team {
        members: Vec<Operator>,
    },
    Attempt {
        section: Id,
        result: Attempt,
        text: Option<Text>,
    },
    Contact {
        text: Text,
    },
    Lose {
        section: Id,
        reason: Text,
    },
    Crisis {
        card: Id,
        stamp: CrisisStamp,
        text: Option<Text>,
    },
    /// What was stamped on crisis cards, each with the time of its key.
    Stamps {
        stamps: Vec<Stamped>,
    },
    Stop {
        reason: Text,
    },
    Close {
        outcome: Outcome,
        reason: Option<Text>,
    },
    Reopen {
        reason: Text,
    },
    /// Of practice alone: begins a rehearsal.
    Rehearse(Rehearsal),
    /// Of practice alone: what simulated colleagues recorded before the trainee came.
    Handed(Vec<Fact>),
    /// Of practice alone: what was given is judged.
    Mark(Vec<Mark>),
    /// Of practice alone: ends a rehearsal.
    Debrief(Debriefing),
}

/// Whether the case's code is asked for before something is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeFor {
    /// Where the items ask that it tells of.
    Items,
    Case,
    /// The start of a planned case, whoever prepared it.
    Start,
    /// Where anything was recorded: a case that was only planned is called off without.
    BegunCase,
    /// What must never wait, and what brings it.
    Nothing,
}

/// What each kind of act has in common, whatever it says.
pub(super) struct Nature<'a> {
    /// The item whose answer it would change, if it is about one.
    item: Option<&'a Id>,
    pub(super) code: CodeFor,
    pub(super) needs_reason: bool,
    happens_now: bool,
}

impl Act {
    /// The one table of acts.
    pub(super) fn nature(&self) -> Nature<'_> {
        let about = |item, needs_reason| Nature { item, code: CodeFor::Items, needs_reason, happens_now: false };
        let case = |code, needs_reason| Nature { item: None, code, needs_reason, happens_now: false };
        let now = |code| Nature { item: None, code, needs_reason: false, happens_now: true };
        match self {
            Self::Answer { item, .. } | Self::StartTimer { item } => about(Some(item), false),
            Self::NotApplicable { item, .. }
            | Self::Defer { item, .. }
            | Self::Override { item, .. }
            | Self::Withdraw { item, .. } => about(Some(item), true),
            Self::Group { .. } | Self::Preset { .. } => about(None, false),
            Self::Start { .. } => case(CodeFor::Start, false),
            Self::Pin { .. } => case(CodeFor::Nothing, false),
            Self::NeedleMoved { .. } => case(CodeFor::Case, false),
            Self::Close { outcome, .. } => case(CodeFor::BegunCase, outcome.needs_reason()),
            Self::Reopen { .. } => case(CodeFor::BegunCase, true),
            Self::Lose { .. } | Self::Stop { .. } => case(CodeFor::Nothing, true),
            Self::Note { .. } | Self::Escalate { .. } | Self::Label { .. } => case(CodeFor::Nothing, false),
            Self::Rehearse(_)
            | Self::Handed(_)
            | Self::Mark(_)
            | Self::Debrief(_)
            | Self::Attempt { .. }
            | Self::Contact { .. }
            | Self::Crisis { .. }
            | Self::Stamps { .. } => case(CodeFor::Nothing, false),
            Self::Undo | Self::Redo | Self::Sign { .. } | Self::Resume => now(CodeFor::Case),
            Self::Hold { .. } | Self::Team { .. } | Self::ConfirmCode => now(CodeFor::Nothing),
        }
    }

    pub fn item(&self) -> Option<&Id> {
        self.nature().item
    }

    /// Coming, going and signing happen now: nobody says them for somebody else, and none of them is told late.
    pub fn happens_now(&self) -> bool {
        self.nature().happens_now
    }
}

impl Intent {
    /// The same by somebody who has shown that they look at the right case.
    #[must_use]
    pub fn with_code(self, shown: Confirmed) -> Self {
        Self { code: Some(shown), ..self }
    }

    /// The same by somebody who knows that it is early.
    #[must_use]
    pub fn though_early(self) -> Self {
        Self { early: true, ..self }
    }

    /// The stamp of an entry that records it.
    pub fn stamp(&self, seq: Seq, with: Option<Seq>, now: &Now) -> Stamp {
        Stamp {
            seq,
            at: now.at,
            tz: now.zone_name(),
            by: self.by.clone(),
            station: self.station.clone(),
            stated_by: self.stated_by.clone(),
            done_at: self.pressed_at(seq, with, now).or(self.done_at),
            with,
        }
    }
    /// When the key of a crisis stamp was pressed, where that is a while before it is recorded.
    fn pressed_at(&self, seq: Seq, with: Option<Seq>, now: &Now) -> Option<Moment> {
        let Act::Stamps { stamps } = &self.act else { return None };
        let which = usize::try_from(seq - with.unwrap_or(seq)).ok()?;
        let at = stamps.get(which)?.at;
        (now.at.since(at).as_secs() > 0).then_some(at)
    }
}
