//! How far a case came in each section: what never happened is told apart from what was left blank.

use super::Case;
use crate::domain::checklist::{PhaseIx, SectionIx};
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// How far a case came in a section or a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reach {
    Complete,
    /// Something was recorded, not all that had to be, and the case went past it.
    Partly,
    /// Nothing was recorded, and the case went past it.
    Blank,
    /// The case ended before it: there was nothing to record.
    Never,
    /// The case goes on and has not come past it.
    Underway,
    /// Nothing of it applied.
    NotAsked,
}

impl Reach {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Whether its items count: the case came to them and went past.
    pub fn is_over(self) -> bool {
        match self {
            Self::Complete | Self::Partly | Self::Blank => true,
            Self::Never | Self::Underway | Self::NotAsked => false,
        }
    }

    fn of_several(all: &[Self]) -> Self {
        let all: Vec<Self> = all.iter().copied().filter(|one| *one != Self::NotAsked).collect();
        let any = |wanted: Self| all.contains(&wanted);
        match all.first() {
            None => Self::NotAsked,
            Some(first) if all.iter().all(|one| one == first) => *first,
            Some(_) if any(Self::Underway) => Self::Underway,
            Some(_) if any(Self::Complete) || any(Self::Partly) => Self::Partly,
            // Nothing was recorded in any of them.
            Some(_) => Self::Blank,
        }
    }
}

impl Case {
    /// How far the case came in each section, in the checklist's order.
    pub fn reach(&self) -> Vec<Reach> {
        let furthest = self.checklist.section_ixs().rev().find(|ix| self.any_recorded(*ix));
        self.checklist.section_ixs().map(|section| self.reach_of(section, furthest)).collect()
    }

    /// The section in which a case ended before everything was done: what is open there nobody left open.
    pub fn ended_in(&self) -> Option<SectionIx> {
        if !self.ended_early() {
            return None;
        }
        self.checklist.section_ixs().rev().find(|ix| self.any_recorded(*ix))
    }

    fn reach_of(&self, section: SectionIx, furthest: Option<SectionIx>) -> Reach {
        let progress = self.section_progress(section);
        let recorded = self.any_recorded(section);
        let is_past = self.closed().is_some() || furthest > Some(section);
        match recorded {
            _ if progress.of == 0 => Reach::NotAsked,
            true if progress.is_complete() && progress.not_done == 0 => Reach::Complete,
            true if is_past || self.ended_by_stop(section) => Reach::Partly,
            true => Reach::Underway,
            false if self.ended_by_stop(section) || self.lost(section).is_some() => Reach::Never,
            false if self.ended_early() && furthest < Some(section) => Reach::Never,
            false if is_past => Reach::Blank,
            false => Reach::Underway,
        }
    }

    /// The same of a phase, from how far it came in each section.
    pub fn phase_reach(&self, phase: PhaseIx, sections: &[Reach]) -> Reach {
        Reach::of_several(sections.get(self.checklist.phase(phase).sections.clone()).unwrap_or_default())
    }
}
