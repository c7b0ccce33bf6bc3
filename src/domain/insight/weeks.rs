//! What is counted week by week, and the run chart of each measure.

use super::runs::Runs;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{EnumCount, IntoStaticStr, VariantArray};

/// What a run chart is of: a share of something, week by week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, IntoStaticStr, VariantArray, EnumCount)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Measure {
    Answered,
    Skipped,
    Deferred,
    Overridden,
    Stops,
    InTime,
    TooFast,
}

impl Measure {
    pub const ALL: &[Self] = Self::VARIANTS;

    pub fn title(self) -> &'static str {
        match self {
            Self::Answered => "Lines answered",
            Self::Skipped => "Lines set aside or not done",
            Self::Deferred => "Lines put off",
            Self::Overridden => "Lines overridden",
            Self::Stops => "Cases that met a stop",
            Self::InTime => "Follow-ups in time",
            Self::TooFast => "Ticks faster than they can be read",
        }
    }

    /// The share of what it is.
    pub fn of(self) -> &'static str {
        match self {
            Self::Answered | Self::Skipped | Self::Deferred | Self::Overridden => "of lines that applied",
            Self::Stops => "of cases",
            Self::InTime => "of follow-ups that were due",
            Self::TooFast => "of ticks",
        }
    }
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Share {
    pub part: u32,
    pub of: u32,
}

impl Share {
    pub(super) fn add(&mut self, part: u32, of: u32) {
        self.part += part;
        self.of += of;
    }

    /// In percent; none of nothing.
    pub fn percent(self) -> Option<f64> {
        (self.of > 0).then(|| 100.0 * f64::from(self.part) / f64::from(self.of))
    }
}

/// What was counted in the cases that began in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Week {
    pub(super) cases: u32,
    pub(super) shares: [Share; Measure::COUNT],
}

impl Week {
    pub(super) fn share(&mut self, measure: Measure) -> &mut Share {
        &mut self.shares[measure as usize]
    }

    fn merge(&mut self, other: &Self) {
        self.cases += other.cases;
        for (own, other) in self.shares.iter_mut().zip(other.shares) {
            own.add(other.part, other.of);
        }
    }
}

/// Weeks by their Mondays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Weeks(BTreeMap<Date, Week>);

/// A year is charted, the newest: of longer series of mere chance more signal than the rules promise (8 of 100 of 91
/// weeks, measured).
const MOST: usize = 52;

/// A measure over the weeks in which there was something to measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    pub measure: Measure,
    pub points: Vec<Point>,
    /// None where there is no point.
    pub runs: Option<Runs>,
    /// Whether it varies otherwise than by chance.
    pub signal: bool,
}

impl Chart {
    /// What it is of, in words.
    pub fn title(&self) -> String {
        format!("{}, in percent {}", self.measure.title(), self.measure.of())
    }

    /// From which to which percentage it is drawn: around what there is, since a change of some percent is not to be
    /// lost in a hundred. None where there is no point.
    pub fn range(&self) -> Option<(f64, f64)> {
        let percents = || self.points.iter().map(|point| point.percent);
        let (low, high) = (percents().reduce(f64::min)?, percents().reduce(f64::max)?);
        let margin = ((high - low) * 0.1).max(0.5);
        Some(((low - margin).max(0.0), (high + margin).min(100.0)))
    }
}

/// One week of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// Its Monday.
    pub week: Date,
    #[serde(flatten)]
    pub share: Share,
    pub percent: f64,
}

impl Weeks {
    /// Counts what was counted in cases that began on a day.
    pub(super) fn add(&mut self, day: Date, counted: &Week) {
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        let monday = day.checked_sub(jiff::Span::new().days(since_monday)).unwrap_or(day);
        self.0.entry(monday).or_default().merge(counted);
    }

    pub(super) fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|(monday, week)| self.0.entry(monday).or_default().merge(&week));
    }

    pub(super) fn chart(&self, measure: Measure) -> Chart {
        let point = |(week, of): (&Date, &Week)| {
            let share = of.shares[measure as usize];
            Some(Point { week: *week, share, percent: share.percent()? })
        };
        let mut points: Vec<Point> = self.0.iter().filter_map(point).collect();
        points.drain(..points.len().saturating_sub(MOST));
        let runs = Runs::of(&points.iter().map(|point| point.percent).collect::<Vec<_>>());
        Chart { measure, signal: runs.as_ref().is_some_and(Runs::signals), points, runs }
    }
}
