//! What a team learns from its cases: figures that are only added up, so that every processor counts its own part and
//! memory stays flat. No figure tells who recorded anything.

mod figures;
mod reasons;
mod runs;
mod spread;
mod tally;
mod weeks;

pub use figures::{
    Figures, FollowUpFigures, InsightPart, ItemFigures, OfChecklist, PartFigures, PointFigures, SeriesFigures,
    StopFigures,
};
pub use reasons::Given;
pub use runs::{FEWEST as FEWEST_WEEKS, Runs};
pub use spread::Spread;
pub use tally::{Kept, WORDS_A_MINUTE};
pub use weeks::{Chart, Measure, Point, Share};

use super::case::Case;
use super::checklist::Series;
use super::{Id, Now};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;
use tally::Tally;

/// Of fewer cases than this no share is told in percent: one case would make too much of a difference.
pub const FEWEST: u32 = 5;

/// Which cases are counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Those that began on this day or later.
    pub since: Option<Date>,
    /// Those that began on this day or earlier.
    pub until: Option<Date>,
    /// Those that follow this checklist.
    pub checklist: Option<Id>,
}

/// Records that are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LeftOut {
    /// Damaged or in doubt, or what could not be read.
    pub damaged: u32,
    /// Made by a newer version.
    pub newer: u32,
    pub entered_in_error: u32,
    /// Planned, and not begun.
    pub not_begun: u32,
    /// Begun before the days that were asked for, or after them.
    pub other_days: u32,
    /// Of another checklist than the one that was asked for.
    pub other_checklist: u32,
}

/// What is known of a record that cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Damaged,
    Newer,
}

/// What was counted so far.
#[derive(Debug, Clone, Default)]
pub struct Insight {
    pub left_out: LeftOut,
    tallies: Vec<Tally>,
}

impl Insight {
    /// Counts a case. Which curves a checklist names is asked once for each pin.
    pub fn add(&mut self, case: &Case, wanted: &Wanted, now: &Now, series: impl FnOnce() -> Vec<Series>) {
        if wanted.checklist.as_ref().is_some_and(|id| *id != case.checklist().id) {
            self.left_out.other_checklist += 1;
            return;
        }
        if tally::in_error(case) {
            self.left_out.entered_in_error += 1;
            return;
        }
        let Some(day) = tally::began(case) else {
            // What was called off before it began has no line to count.
            self.left_out.not_begun += 1;
            return;
        };
        if wanted.since.is_some_and(|since| day < since) || wanted.until.is_some_and(|until| day > until) {
            self.left_out.other_days += 1;
            return;
        }
        let known = self.tallies.iter().position(|tally| Arc::ptr_eq(&tally.checklist, case.checklist()));
        let at = known.unwrap_or_else(|| {
            self.tallies.push(Tally::new(Arc::clone(case.checklist()), series()));
            self.tallies.len() - 1
        });
        self.tallies[at].add(case, day, now);
    }

    /// Counts a record that cannot be counted as a case.
    pub fn leave_out(&mut self, why: Unfit) {
        match why {
            Unfit::Damaged => self.left_out.damaged += 1,
            Unfit::Newer => self.left_out.newer += 1,
        }
    }

    /// Takes in what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        let LeftOut { damaged, newer, entered_in_error, not_begun, other_days, other_checklist } = other.left_out;
        self.left_out.damaged += damaged;
        self.left_out.newer += newer;
        self.left_out.entered_in_error += entered_in_error;
        self.left_out.not_begun += not_begun;
        self.left_out.other_days += other_days;
        self.left_out.other_checklist += other_checklist;
        self.tallies.extend(other.tallies);
    }
}
