//! The screens: one file each. A dialog may be open over any of them.

mod board;
mod insight;
mod locked;
mod practice;
mod run;
mod worklist;

pub use board::{Board, OnBoard};
pub use insight::{Counted, Insight};
pub(super) use locked::Back;
pub use locked::Locked;
pub use practice::{Choice, Debrief, DebriefStep, Drill, Menu, MenuRow, Part, Practice, Practise};
pub(super) use run::{AtCase, BackTo, Given, is_typed, next_phase};
pub use run::{ReadOnly, Run, takes_words, visible};
use worklist::narrowed;
pub use worklist::{Find, Worklist};

use super::{Context, Shell, Turn};
use crate::domain::checklist::ItemIx;

/// Which screen is shown.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
pub enum Screen {
    Worklist,
    /// In a case.
    Run(Run),
    Locked(Box<Locked>),
    /// Practice: what there is to rehearse, a drill, a debrief.
    Practice,
    /// What a team learns from its cases.
    Insight(Insight),
    /// The follow-ups of all cases.
    Board,
}

impl Screen {
    /// The item where somebody is, in a case.
    pub fn cursor(&self) -> Option<ItemIx> {
        match self {
            Self::Worklist | Self::Board | Self::Practice | Self::Insight(_) | Self::Locked(_) => None,
            Self::Run(run) => Some(run.cursor),
        }
    }

    pub(super) fn is_locked(&self) -> bool {
        matches!(self, Self::Locked(_))
    }

    pub(super) fn run(&mut self) -> Option<&mut Run> {
        match self {
            Self::Worklist | Self::Board | Self::Practice | Self::Insight(_) | Self::Locked(_) => None,
            Self::Run(run) => Some(run),
        }
    }
}

/// Where a key is pressed: who is there, the screen behind what is open, and the moment.
pub(super) struct Place<'a> {
    pub(super) shell: &'a mut Shell,
    pub(super) screen: &'a mut Screen,
    pub(super) at: Context<'a>,
}

impl Place<'_> {
    /// The case on the screen, where one is.
    pub(super) fn case(&mut self) -> Option<AtCase<'_>> {
        let (run, case) = (self.screen.run()?, self.at.case?);
        Some(AtCase { shell: self.shell, run, case, at: self.at })
    }

    /// What is asked about a case goes where no case is shown.
    pub(super) fn in_case(&mut self, act: impl FnOnce(&mut AtCase<'_>) -> Turn) -> Turn {
        self.case().as_mut().map(act).unwrap_or_default()
    }
}
