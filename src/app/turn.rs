//! What a key came to, and what the program is asked to carry out.

use super::{Action, Dialog, NewCaseForm, Refused};
use crate::domain::case::{Act, Case, Intent};
use crate::domain::checklist::{ItemIx, SectionIx};
use crate::domain::practice::Exercise;
use crate::domain::reference::Topic;
use crate::domain::{Code, Confirmed, Id, Now};
use std::time::Duration;

/// What a key is judged on: the open case, the present, and a clock that only runs forward.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    pub case: Option<&'a Case>,
    pub now: &'a Now,
    /// Time since the program started.
    pub elapsed: Duration,
}

/// What the program is asked to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Record an intent in the open case.
    Record(Box<Intent>),
    /// Tick a check of the room, after a look at what was checked for other cases today.
    TickRoom(ItemIx),
    Open(Code),
    /// Open a case at one of its follow-ups.
    OpenFollowUp(Code, SectionIx),
    /// Read the cases that were closed lately, for what was done of follow-ups.
    Board,
    /// Close the file of the open case.
    Leave,
    /// Open or plan a new case.
    Create(NewCaseForm),
    /// Start the planned case that is open.
    Start,
    /// Prepare something for the planned case that is open.
    Prepare,
    /// End a case from the list, or take it up again.
    End {
        code: Code,
        act: Box<Act>,
        shown: Confirmed,
    },
    /// Read what changed on the list.
    List,
    /// Read the newest closed cases.
    ListClosed,
    /// Read the crisis cards, and show their list or one of them.
    Cards(Option<Id>),
    /// Save what was stamped for a case.
    Stamps(Code),
    /// Ring the terminal's bell.
    Bell,
    /// Find the checklists that a new case may follow.
    Offer,
    /// Read what there is to look up; the first sheet of a kind is shown at once.
    LookUp(Option<Topic>),
    /// Write the report of the open case.
    Report,
    /// Find the handouts of the open case, and what is missing for each.
    Handouts,
    /// Write a handout of the open case.
    Handout(Id),
    /// Go over to practice.
    Practise,
    /// Begin a rehearsal of these, or of whatever its seed gives.
    Rehearse {
        exercise: Exercise,
        of: Vec<Id>,
    },
    /// Count what a team learns from its cases.
    Count,
    /// Nobody waits for the figures any more.
    StopCounting,
    /// End the program; of practice, go back to where it was come from.
    Quit,
}

impl Effect {
    /// Whether it waits until what is being saved is on the disk: all that records, all that goes elsewhere, and what
    /// reads files only to show them, which a disk that hangs would hold up.
    pub fn waits_for_save(&self) -> bool {
        match self {
            Self::Record(_)
            | Self::TickRoom(_)
            | Self::Open(_)
            | Self::OpenFollowUp(..)
            | Self::Board
            | Self::Leave
            | Self::Create(_)
            | Self::Start
            | Self::Prepare
            | Self::End { .. }
            | Self::LookUp(_)
            | Self::Report
            | Self::Handouts
            | Self::Handout(_)
            | Self::Practise
            | Self::Count
            | Self::Rehearse { .. }
            | Self::Quit => true,
            Self::List
            | Self::ListClosed
            | Self::StopCounting
            | Self::Cards(_)
            | Self::Stamps(_)
            | Self::Bell
            | Self::Offer => false,
        }
    }
}

/// What a key came to.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// The dialog that is open from now on: the same one, another, or none.
    pub(super) dialog: Option<Dialog>,
    pub(super) effects: Vec<Effect>,
    /// What is done next, as if by a key of its own.
    pub(super) then: Option<Action>,
}

impl Turn {
    /// This dialog is open from now on.
    pub(super) fn open(dialog: Dialog) -> Self {
        Self { dialog: Some(dialog), ..Self::default() }
    }

    /// This is carried out, and no dialog is open.
    pub(super) fn wants(effect: Effect) -> Self {
        Self { effects: vec![effect], ..Self::default() }
    }

    pub(super) fn record(intent: Intent) -> Self {
        Self::wants(Effect::Record(Box::new(intent)))
    }

    pub(super) fn then(action: Action) -> Self {
        Self { then: Some(action), ..Self::default() }
    }

    /// Nothing but this refusal, for somebody who types on.
    pub(super) fn refuse(words: &str) -> Self {
        Self::open(Refused::dialog(words, None))
    }

    /// Behind a refusal this dialog comes back.
    pub(super) fn back_to(self, dialog: Dialog) -> Self {
        match self.dialog {
            Some(Dialog::Refused(refused)) => Self { dialog: Some(refused.over(dialog)), ..self },
            other => Self { dialog: other, ..self },
        }
    }

    /// Where no other dialog opens, this one does.
    pub(super) fn or(self, dialog: Option<Dialog>) -> Self {
        Self { dialog: self.dialog.or(dialog), ..self }
    }
}
