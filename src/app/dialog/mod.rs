//! The dialogs, one of which may be open: who, why, when, the right case, ways out, sign-off, leaving off.

mod carried;
mod code;
mod held;
mod late;
mod person;
mod reason;
mod sign;
mod team;

pub use carried::CarriedEntry;
pub(super) use code::CodeShown;
pub use code::{CodeEntry, CodeField};
pub use held::HeldCard;
pub use late::LateEntry;
pub use person::{PersonEntry, PersonFor};
pub(super) use reason::next_phase;
pub use reason::{ReasonEntry, ReasonFor};
pub use team::TeamEntry;

use super::{App, Context, Effect, Key, ListPanel, NewStep, Run, Screen, entry};
use crate::domain::{
    Outcome,
    case::Act,
    checklist::{ItemIx, PhaseIx, SectionIx},
};
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
    /// A check of the room that was made before.
    Carried(CarriedEntry),
    /// When it happened.
    Late(LateEntry),
    /// A stop and the ways out of it.
    Stop(ItemIx),
    /// The sign-off of a phase.
    Sign(PhaseIx),
    /// A case that somebody left.
    Held(HeldCard),
    /// A follow-up: the case in short, from a line on.
    FollowUp(SectionIx, usize),
    /// Which preset.
    Preset,
    /// A new case.
    New(NewStep),
    /// A panel of the worklist.
    List(ListPanel),
    /// Closing a case.
    Close(CloseStep),
    /// Why an item matters, and its history, from a line on.
    Why(ItemIx, usize),
    /// All keys, from a line on.
    Help(usize),
}

/// Closing a case: choosing the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseStep {
    /// Choosing the outcome.
    Outcome,
}

impl Dialog {
    /// The text field that is being typed in, if there is one.
    pub fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Person(PersonEntry { field, code: None, .. })
            | Self::Team(TeamEntry { person: PersonEntry { field, code: None, .. }, .. })
            | Self::Reason(ReasonEntry { field, .. })
            | Self::Code(CodeEntry { typed: CodeField { field, .. }, .. })
            | Self::Late(LateEntry { field, .. }) => Some(field),
            Self::New(step) => step.field(),
            Self::List(panel) => panel.field(),
            Self::Person(_)
            | Self::Team(_)
            | Self::Carried(_)
            | Self::Stop(_)
            | Self::Sign(_)
            | Self::Held(_)
            | Self::FollowUp(..)
            | Self::Preset
            | Self::Close(_)
            | Self::Why(..)
            | Self::Help(_) => None,
        }
    }
}

impl App {
    /// Takes a key while something is typed or chosen: in the dialog, or in place at an item.
    pub(super) fn type_key(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        match self.dialog.take() {
            Some(Dialog::Person(person)) => self.type_person(person, key, at),
            Some(Dialog::Team(team)) => self.type_team(team, key, at),
            Some(Dialog::Reason(reason)) => self.type_reason(reason, key, at),
            Some(Dialog::Code(code)) => self.type_code(code, key, at),
            Some(Dialog::Carried(carried)) => self.choose_carried(carried, key, at),
            Some(Dialog::Late(late)) => self.type_late(late, key, at),
            Some(Dialog::New(step)) => self.type_new(step, key, at),
            Some(Dialog::List(panel)) => self.type_panel(panel, key, at),
            Some(Dialog::Preset) => self.choose_preset(key, at),
            Some(Dialog::Close(step)) => self.type_close(step, key, at),
            other @ (Some(
                Dialog::Stop(_)
                | Dialog::Sign(_)
                | Dialog::Held(_)
                | Dialog::FollowUp(..)
                | Dialog::Why(..)
                | Dialog::Help(_),
            )
            | None) => {
                self.dialog = other;
                self.type_value(key, at)
            }
        }
    }

    /// Whether a key would confirm what a dialog or an entry asks, so that a bounce of it must not.
    pub(super) fn would_confirm(&self, key: Key, at: Context<'_>) -> bool {
        match (&self.dialog, &self.screen, at.case) {
            (Some(_), _, _) => key == Key::Enter,
            (None, Screen::Run(Run { entry: Some(entry), .. }), Some(case)) => {
                entry.would_confirm(key, &case.checklist().item(entry.item).answer, at.now)
            }
            (None, Screen::Run(_) | Screen::Worklist, _) => false,
        }
    }

    fn type_close(&mut self, step: CloseStep, key: Key, at: Context<'_>) -> Vec<Effect> {
        let outcome = match key {
            Key::Esc => return Vec::new(),
            Key::Char(c) => entry::digit_index(c).and_then(|n| Outcome::ALL.get(n).copied()),
            _ => None,
        };
        match outcome {
            None => {
                self.dialog = Some(Dialog::Close(step));
                Vec::new()
            }
            Some(Outcome::Completed) => self.record(Act::Close { outcome: Outcome::Completed, reason: None }, at),
            Some(outcome) => {
                // A procedure that has begun is stopped, so that its recovery and follow-up are shown.
                let stops = at.case.is_some_and(|case| case.has_begun_procedure() && case.stopped().is_none());
                let stops = stops && outcome == Outcome::Stopped;
                self.ask(if stops { ReasonFor::Stop } else { ReasonFor::Close(outcome) });
                Vec::new()
            }
        }
    }

    fn choose_preset(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        let presets = at.case.map(|case| case.checklist().extras.presets.as_slice()).unwrap_or_default();
        let chosen = match key {
            Key::Esc => return Vec::new(),
            Key::Char(c) => entry::digit_index(c).and_then(|n| presets.get(n)),
            _ => None,
        };
        match chosen {
            Some(preset) => self.record(Act::Preset { preset: preset.id.clone() }, at),
            None => {
                self.dialog = Some(Dialog::Preset);
                Vec::new()
            }
        }
    }
}
