//! The dialogs, one file each: values that take a key and give a turn. One of them may be open.

mod carried;
mod close;
mod code;
mod crisis;
mod early;
mod end;
mod follow_up;
mod handouts;
mod held;
mod help;
mod late;
mod new_case;
mod open_by_code;
mod person;
mod played;
mod preset;
mod reason;
mod reference;
mod refused;
mod sign;
mod slip;
mod start;
mod stop;
mod team;
mod why;

pub use carried::CarriedEntry;
pub use code::{CodeEntry, CodeField};
pub(super) use crisis::nth;
pub use crisis::{Crisis, CrisisStep};
pub use early::Early;
pub use end::{End, EndStep, Ending};
pub use follow_up::FollowUp;
pub use handouts::{Handouts, Offered};
pub use held::HeldCard;
pub use help::{Help, HelpGroup};
pub use late::LateEntry;
pub use new_case::{NewCase, NewCaseForm, NewStep, Offer};
pub use open_by_code::OpenByCode;
pub use person::{PersonEntry, PersonFor};
pub use played::Played;
pub use reason::{ReasonEntry, ReasonFor};
pub use reference::Lookup;
pub use refused::Refused;
pub(super) use sign::phase_to_sign;
pub use slip::Slip;
pub use team::TeamEntry;
pub use why::Why;

use super::{Action, Key, KeyMode, RunAction, Scroll, Turn, entry, screen::Place};
use crate::domain::case::Case;
use crate::domain::checklist::{ItemIx, PhaseIx};
use tui_input::Input;

/// The one dialog that may be open.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Who is at the keyboard, who is the second person, or who says it.
    Person(PersonEntry),
    /// Who is in the room.
    Team(TeamEntry),
    /// A reason, a note, or whom somebody told.
    Reason(ReasonEntry),
    /// The code of the case, before something is recorded.
    Code(CodeEntry),
    Early(Early),
    /// A check of the room that was made before.
    Carried(CarriedEntry),
    Late(LateEntry),
    /// A stop and the ways out of it.
    Stop(ItemIx),
    Sign(PhaseIx),
    /// A case that somebody left.
    Held(HeldCard),
    FollowUp(FollowUp),
    Handouts(Handouts),
    Preset,
    New(NewCase),
    Slip(Slip),
    OpenByCode(OpenByCode),
    /// Whether the planned case that is open begins.
    Start,
    /// Ending a case from the list.
    End(End),
    Close,
    Why(Why),
    /// The keys.
    Help(Help),
    Reference(Lookup),
    Refused(Refused),
    /// What comes in a case that is played.
    Played(Played),
    Crisis(Crisis),
}

impl Dialog {
    /// Whose keys hold while it is open.
    pub(super) fn mode(&self) -> KeyMode {
        match self {
            Self::Stop(_) => KeyMode::Stop,
            Self::Sign(_) => KeyMode::Sign,
            Self::Held(_) => KeyMode::Card,
            Self::FollowUp(_) => KeyMode::FollowUp,
            Self::Why(_) | Self::Reference(Lookup { open: Some(_), .. }) => KeyMode::Page,
            Self::Crisis(crisis) => crisis.mode(),
            Self::Person(_)
            | Self::Team(_)
            | Self::Reason(_)
            | Self::Code(_)
            | Self::Carried(_)
            | Self::Late(_)
            | Self::Handouts(_)
            | Self::Preset
            | Self::New(_)
            | Self::Slip(_)
            | Self::OpenByCode(_)
            | Self::Start
            | Self::End(_)
            | Self::Close
            | Self::Early(_)
            | Self::Help(_)
            | Self::Reference(_)
            | Self::Played(_)
            | Self::Refused(_) => KeyMode::Typing,
        }
    }

    /// Takes a key while something is typed or chosen.
    pub(super) fn press(self, key: Key, place: &mut Place<'_>) -> Turn {
        match self {
            Self::Person(person) => person.press(key, place),
            Self::Team(team) => team.press(key, place),
            Self::Late(late) => late.press(key, place),
            Self::New(new) => new.press(key, place.at.now),
            Self::Slip(slip) => slip.press(key),
            Self::OpenByCode(open) => open.press(key),
            Self::Start => start::press(key, place.shell),
            Self::End(end) => end.press(key, place.shell),
            Self::Refused(refused) => refused.press(key, place.shell),
            Self::Early(early) => early.press(key),
            Self::Reference(lookup) => lookup.press(key),
            Self::Help(help) => help.press(key, place),
            Self::Crisis(crisis) => crisis.press(key, place),
            Self::Handouts(handouts) => handouts.press(key),
            Self::Reason(reason) => place.in_case(|at| reason.press(key, at)),
            Self::Code(code) => place.in_case(|at| code.press(key, at)),
            Self::Carried(carried) => place.in_case(|at| carried.press(key, at)),
            Self::Preset => place.in_case(|at| preset::press(key, at)),
            Self::Close => place.in_case(|at| close::press(key, at)),
            // Their keys stand in the table, or what they are about stands elsewhere.
            Self::Played(_) | Self::Stop(_) | Self::Sign(_) | Self::Held(_) | Self::FollowUp(_) | Self::Why(_) => {
                Turn::open(self)
            }
        }
    }

    /// Does what a key of the table does in it; one of another dialog does nothing.
    pub(super) fn act(self, action: Action, place: &mut Place<'_>) -> Turn {
        match (self, action) {
            (Self::Stop(ix), Action::Stop(action)) => place.in_case(|at| stop::act(ix, action, at)),
            (Self::Sign(phase), Action::SignOff) => place.in_case(|at| sign::act(phase, at)),
            (Self::Held(card), Action::Card(action)) => place.in_case(|at| card.act(action, at)),
            (Self::FollowUp(page), Action::FollowUp(action)) => place.in_case(|at| page.act(action, at)),
            (Self::Crisis(crisis), Action::Crisis(action)) => crisis.act(action, place),
            (mut dialog, Action::Page(action)) => {
                dialog.page().into_iter().for_each(|page| page.go(action));
                Turn::open(dialog)
            }
            (dialog, _) => Turn::open(dialog),
        }
    }

    /// The page that is read, where it is one.
    fn page(&mut self) -> Option<&mut Scroll> {
        let (Self::Why(Why { page, .. })
        | Self::FollowUp(FollowUp { page, .. })
        | Self::Reference(Lookup { open: Some(page), .. })) = self
        else {
            return None;
        };
        Some(page)
    }

    /// One step back: from a sheet to the list of them, else to where it was opened.
    pub(super) fn back(self) -> Turn {
        let Self::Reference(lookup) = self else { return Turn::default() };
        Turn::open(Self::Reference(lookup.closed()))
    }

    /// What brings it back for somebody else who came to the keyboard from it: its ways out are theirs now.
    pub(super) fn calls_back(&self) -> Option<Action> {
        let action = match self.mode() {
            KeyMode::Stop => RunAction::Enter,
            KeyMode::Sign => RunAction::Sign,
            KeyMode::FollowUp => RunAction::FollowUp,
            KeyMode::Card
            | KeyMode::Page
            | KeyMode::Typing
            | KeyMode::Worklist
            | KeyMode::Run
            | KeyMode::Cards
            | KeyMode::Crisis
            | KeyMode::Practice
            | KeyMode::Drill
            | KeyMode::Debrief
            | KeyMode::Insight
            | KeyMode::Board
            | KeyMode::Locked => return None,
        };
        Some(Action::Run(action))
    }

    /// Whether it may be given back after something stood over it: a stop that was decided about meanwhile is not asked
    /// about any more.
    fn stands(&self, case: Option<&Case>) -> bool {
        let Self::Stop(ix) = self else { return true };
        case.is_some_and(|case| !case.stops(*ix).is_empty())
    }

    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Person(PersonEntry { field, code: None, .. })
            | Self::Team(TeamEntry { person: PersonEntry { field, code: None, .. }, .. })
            | Self::Reason(ReasonEntry { field, .. })
            | Self::Code(CodeEntry { typed: CodeField { field, .. }, .. })
            | Self::OpenByCode(OpenByCode { field, .. })
            | Self::Late(LateEntry { field, .. }) => Some(field),
            Self::Reference(lookup) if lookup.open.is_none() => Some(&mut lookup.field),
            Self::Help(help) => Some(&mut help.field),
            Self::New(new) => new.field(),
            Self::End(end) => end.field(),
            Self::Person(_)
            | Self::Team(_)
            | Self::Carried(_)
            | Self::Stop(_)
            | Self::Sign(_)
            | Self::Held(_)
            | Self::FollowUp(_)
            | Self::Handouts(_)
            | Self::Preset
            | Self::Slip(_)
            | Self::Start
            | Self::Close
            | Self::Why(_)
            | Self::Early(_)
            | Self::Reference(_)
            | Self::Crisis(_)
            | Self::Played(_)
            | Self::Refused(_) => None,
        }
    }

    /// Whether words of any kind are typed in its field, so that a sign is one of them.
    pub(super) fn takes_any_words(&self) -> bool {
        matches!(
            self,
            Self::Reason(_)
                | Self::New(_)
                | Self::Reference(_)
                | Self::Help(_)
                | Self::End(End { step: EndStep::Why { .. }, .. })
        )
    }

    /// Whether a code is asked for: a slip that is scanned is what is asked then.
    pub(super) fn asks_code(&self) -> bool {
        matches!(self, Self::Code(_) | Self::OpenByCode(_) | Self::End(End { step: EndStep::Code { .. }, .. }))
    }
}

/// What a key chooses of several by its digit.
fn chosen<T>(key: Key, of: &[T]) -> Option<&T> {
    let Key::Char(c) = key else { return None };
    of.get(entry::digit_index(c)?)
}
