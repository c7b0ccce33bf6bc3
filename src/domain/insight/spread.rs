//! Distributions that merge: how often each length of time or number came.

use serde::Serialize;
use std::collections::BTreeMap;

/// Median, quartiles and ends of a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Spread<T> {
    pub count: u32,
    pub least: T,
    pub lower_quartile: T,
    pub median: T,
    pub upper_quartile: T,
    pub most: T,
}

/// How often each value came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted<T: Ord>(pub(super) BTreeMap<T, u32>);

impl<T: Ord> Default for Counted<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Copy> Counted<T> {
    pub(super) fn add(&mut self, value: T) {
        *self.0.entry(value).or_default() += 1;
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (value, count) in other.0 {
            *self.0.entry(value).or_default() += count;
        }
    }

    pub(super) fn count(&self) -> u32 {
        self.0.values().sum()
    }

    /// None where there is nothing.
    pub(super) fn spread(&self) -> Option<Spread<T>> {
        let count = self.count();
        // Of an even number the lower of the two in the middle: a value that was there.
        let at = |quarters: u32| {
            let wanted = (count.saturating_sub(1)).saturating_mul(quarters) / 4;
            let mut before = 0;
            self.0.iter().find_map(|(value, count)| {
                before += count;
                (before > wanted).then_some(*value)
            })
        };
        Some(Spread {
            count,
            least: *self.0.keys().next()?,
            lower_quartile: at(1)?,
            median: at(2)?,
            upper_quartile: at(3)?,
            most: *self.0.keys().next_back()?,
        })
    }
}

/// A length of time in seconds as it is kept: to the second below two minutes, from there to one part in thirty-two, so
/// that few numbers hold any number of cases.
pub(super) fn coarse(seconds: i64) -> i64 {
    let seconds = seconds.max(0);
    match seconds {
        0..120 => seconds,
        _ => {
            let step = 1_i64 << (seconds.ilog2().saturating_sub(5));
            seconds / step * step
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Spread, coarse};
    use proptest::prelude::*;

    fn of(values: &[i64]) -> Counted<i64> {
        let mut counted = Counted::default();
        for value in values {
            counted.add(*value);
        }
        counted
    }

    #[test]
    fn the_spread_is_made_of_values_that_were_there() {
        assert_eq!(of(&[]).spread(), None);
        let spread = of(&[9, 1, 3, 5, 7]).spread();
        let expected = Spread { count: 5, least: 1, lower_quartile: 3, median: 5, upper_quartile: 7, most: 9 };
        assert_eq!(spread, Some(expected));
        assert_eq!(of(&[4]).spread().map(|spread| (spread.least, spread.median, spread.most)), Some((4, 4, 4)));
    }

    proptest! {
        #[test]
        fn parts_merge_to_the_whole(values in prop::collection::vec(0..50_i64, 0..60), cut in 0..60_usize) {
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut merged = of(right);
            merged.merge(of(left));
            prop_assert_eq!(merged, of(&values));
        }

        #[test]
        fn a_length_of_time_is_kept_to_one_part_in_thirty_two(seconds in 0..200_000_000_i64) {
            let kept = coarse(seconds);
            prop_assert!(kept <= seconds && seconds - kept <= seconds / 32);
            prop_assert_eq!(coarse(kept), kept);
        }
    }
}
