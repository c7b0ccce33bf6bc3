//! Run charts: whether a series of numbers varies otherwise than by chance, by one published set of rules.
//!
//! Shift and crossings as in Anhøj and Olesen, "Run charts revisited", `PLoS` ONE 2014;9(11):e113825, for whom both
//! together signal in about 5 of 100 series of mere chance. Their abstract calls the classic trend rule (Perla, Provost
//! and Murray, BMJ Qual Saf 2011;20:46: five or more all going one way) "virtually useless": it is told and signals
//! nothing.

use serde::Serialize;
use std::ops::Range;

/// Fewer points off the median say nothing.
pub const FEWEST: usize = 10;
/// So many points in one direction are a trend by the classic rule.
const TREND: usize = 5;

/// What the rules find in a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Runs {
    pub median: f64,
    /// Points that do not lie on the median: they alone count.
    pub useful: usize,
    /// How many of them lie above it.
    pub above: usize,
    /// The longest run on one side of the median, and the most that chance explains.
    pub longest: usize,
    pub longest_limit: usize,
    /// The points that it stretches over.
    pub run: Range<usize>,
    /// How often the line crosses the median, and the fewest that chance explains.
    pub crossings: usize,
    pub crossings_limit: usize,
    /// The longest stretch that goes one way, where it is a trend by the classic rule.
    pub trend: Option<Range<usize>>,
}

impl Runs {
    /// None where there is no point.
    pub fn of(points: &[f64]) -> Option<Self> {
        let median = median(points)?;
        let sides: Vec<(usize, bool)> = points
            .iter()
            .enumerate()
            .filter(|(_, point)| (**point - median).abs() > f64::EPSILON * median.abs().max(1.0))
            .map(|(at, point)| (at, *point > median))
            .collect();
        let runs = || sides.chunk_by(|(_, one), (_, other)| one == other);
        let longest: &[(usize, bool)] =
            runs().fold(&[], |longest, run| if run.len() > longest.len() { run } else { longest });
        let run = match longest {
            [] => 0..0,
            [(only, _)] => *only..only + 1,
            [(first, _), .., (last, _)] => *first..last + 1,
        };
        let useful = sides.len();
        Some(Self {
            median,
            useful,
            above: sides.iter().filter(|(_, above)| *above).count(),
            longest: longest.len(),
            longest_limit: longest_limit(useful),
            run,
            crossings: runs().count().saturating_sub(1),
            crossings_limit: lower_bound(useful.saturating_sub(1)),
            trend: trend(points),
        })
    }

    pub fn is_judged(&self) -> bool {
        self.useful >= FEWEST && !self.is_lopsided()
    }

    /// So many points lie on the median that the others lie on one side of it rather than on the other: the rules take
    /// either side for as likely, and would see in too many such series what is not there.
    pub fn is_lopsided(&self) -> bool {
        20 * self.above.min(self.useful - self.above) < 9 * self.useful
    }

    /// A run is longer than chance explains.
    pub fn is_shift(&self) -> bool {
        self.is_judged() && self.longest > self.longest_limit
    }

    /// The median is crossed more seldom than chance explains.
    pub fn has_few_crossings(&self) -> bool {
        self.is_judged() && self.crossings < self.crossings_limit
    }

    pub fn signals(&self) -> bool {
        self.is_shift() || self.has_few_crossings()
    }
}

fn median(points: &[f64]) -> Option<f64> {
    let mut sorted = points.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// log2(n) + 3, rounded: half way between two whole numbers lies the root of an odd power of two, never whole itself.
fn longest_limit(useful: usize) -> usize {
    let Some(whole) = useful.checked_ilog2() else { return 0 };
    let rounds_up = useful.saturating_mul(useful) > 1_usize.checked_shl(2 * whole + 1).unwrap_or(usize::MAX);
    whole as usize + usize::from(rounds_up) + 3
}

/// The lower 5 % bound of the binomial distribution: of so many tosses, each as likely to fall one way as the other.
fn lower_bound(tosses: usize) -> usize {
    let mut likely = -(as_float(tosses)) * std::f64::consts::LN_2;
    let mut sum = likely.exp();
    let mut fallen = 0;
    while sum < 0.05 && fallen < tosses {
        likely += as_float(tosses - fallen).ln() - as_float(fallen + 1).ln();
        fallen += 1;
        sum += likely.exp();
    }
    fallen
}

/// Of points that follow each other and are the same all but one are passed over.
fn trend(points: &[f64]) -> Option<Range<usize>> {
    let mut kept: Vec<(usize, f64)> = points.iter().copied().enumerate().collect();
    kept.dedup_by(|(_, later), (_, earlier)| later.total_cmp(earlier).is_eq());
    let mut longest = 0..0;
    let mut from = 0;
    for at in 1..kept.len() {
        let goes_on = at < 2 || (kept[at].1 > kept[at - 1].1) == (kept[at - 1].1 > kept[at - 2].1);
        if !goes_on {
            from = at - 1;
        }
        if at + 1 - from > longest.len() {
            longest = from..at + 1;
        }
    }
    (longest.len() >= TREND).then(|| kept[longest.start].0..kept[longest.end - 1].0 + 1)
}

fn as_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

#[cfg(test)]
mod tests {
    use super::{Runs, longest_limit, lower_bound};
    use crate::domain::practice::{Dice, Seed};

    /// As published with the R package qicharts2: round(log2(n) + 3) and qbinom(0.05, n - 1, 0.5); it gives 8 and 8 for
    /// 24 points.
    #[test]
    fn the_limits_are_those_of_the_published_rules() {
        for (useful, longest, crossings) in
            [(10, 6, 2), (13, 7, 3), (20, 7, 6), (24, 8, 8), (40, 8, 14), (60, 9, 23), (100, 10, 41)]
        {
            assert_eq!((longest_limit(useful), lower_bound(useful - 1)), (longest, crossings), "{useful} points");
        }
        assert_eq!((longest_limit(0), lower_bound(0), lower_bound(1)), (0, 0, 0));
        let by_float = |n: u32| (f64::from(n).log2() + 3.0).round();
        assert!((1..5000_u32).all(|n| {
            u32::try_from(longest_limit(n as usize)).is_ok_and(|limit| (by_float(n) - f64::from(limit)).abs() < 0.5)
        }));
    }

    #[test]
    fn a_shift_is_a_run_longer_than_chance_and_points_on_the_median_count_for_nothing() {
        let mut points: Vec<f64> = (0..12).map(|n| if n % 2 == 0 { 1.0 } else { 2.0 }).collect();
        let quiet = Runs::of(&points).unwrap();
        assert!(quiet.is_judged() && !quiet.signals() && quiet.crossings == 11, "{quiet:?}");
        points.extend([9.0; 12]);
        let shift = Runs::of(&points).unwrap();
        assert!(shift.is_shift() && shift.run == (0..12) && (shift.longest, shift.crossings) == (12, 1), "{shift:?}");
        let flat = Runs::of(&[3.0; 40]).unwrap();
        assert!(!flat.is_judged() && !flat.signals() && flat.useful == 0);
        assert_eq!(Runs::of(&[]), None);
    }

    #[test]
    fn a_trend_is_told_and_signals_nothing() {
        let runs = Runs::of(&[5.0, 6.0, 1.0, 2.0, 2.0, 3.0, 4.0, 5.5, 1.0]).unwrap();
        assert_eq!((runs.trend.clone(), runs.signals()), (Some(2..8), false));
        assert_eq!(Runs::of(&[1.0, 2.0, 3.0, 4.0, 1.0]).unwrap().trend, None);
    }

    const MANY: usize = usize::MAX;

    /// Shares of so many by chance, each as likely as so many in a hundred.
    fn shares(dice: &mut Dice, weeks: usize, of: usize, percent: usize) -> Vec<f64> {
        let mut week = || match of {
            // Of very many every week has a number of its own.
            MANY => dice.below(1 << 20),
            _ => (0..of).filter(|_| dice.below(100) < percent).count(),
        };
        (0..weeks).map(|_| super::as_float(week()) / super::as_float(of)).collect()
    }

    /// Of series of pure chance no more signal than is published, about 5 in 100: also where few of few come, so that
    /// many weeks lie on the median.
    #[test]
    fn of_a_thousand_series_of_noise_no_more_signal_than_is_published() {
        for (weeks, of, percent) in
            [(24, MANY, 50), (36, MANY, 50), (52, MANY, 50), (52, 300, 10), (52, 20, 5), (52, 5, 50), (52, 40, 1)]
        {
            let mut dice = Seed(16).dice();
            let signals = |_: &u32| Runs::of(&shares(&mut dice, weeks, of, percent)).unwrap().signals();
            let alarms = (0..1000).filter(signals).count();
            assert!(alarms <= 50, "{alarms} of 1000 series of {weeks} weeks, {percent} % of {of}");
        }
    }

    /// From the thirtieth week on half as much is passed over as before.
    #[test]
    fn a_change_that_was_planted_is_found_where_it_is() {
        let mut dice = Seed(17).dice();
        let mut weeks = shares(&mut dice, 30, 200, 12);
        weeks.extend(shares(&mut dice, 22, 200, 6));
        let runs = Runs::of(&weeks).unwrap();
        assert!(runs.is_shift() && runs.has_few_crossings(), "{runs:?}");
        assert!((28..=32).contains(&runs.run.start) || (28..=32).contains(&runs.run.end), "{runs:?}");
    }
}
