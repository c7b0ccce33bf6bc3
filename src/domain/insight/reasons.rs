//! Why something was done, counted by the words in which it was said; memory stays flat however many words there are.

use crate::domain::{Hash, Text};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many different reasons are kept of one item and one kind.
const MOST: usize = 512;

/// Reasons and how often each was given. Of too many those stay whose hash is smallest: whichever way parts are
/// merged, the same stay, each with its whole count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reasons {
    all: u32,
    kept: BTreeMap<[u8; 8], (Text, u32)>,
}

/// A reason and how often it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    pub reason: Text,
    pub count: u32,
}

impl Reasons {
    pub(super) fn add(&mut self, reason: &Text) {
        self.all += 1;
        let words = reason.as_str().trim();
        let key = words.to_lowercase();
        let sum = Hash::of(&[key.as_bytes()]);
        let mut short = [0; 8];
        short.copy_from_slice(&sum.as_bytes()[..8]);
        self.kept.entry(short).or_insert_with(|| (Text::sanitise(words), 0)).1 += 1;
        self.cut();
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.all += other.all;
        for (key, (words, count)) in other.kept {
            let kept = self.kept.entry(key).or_insert_with(|| (words.clone(), 0));
            // The same words may be written large and small.
            kept.0 = words.min(kept.0.clone());
            kept.1 += count;
        }
        self.cut();
    }

    fn cut(&mut self) {
        while self.kept.len() > MOST {
            self.kept.pop_last();
        }
    }

    pub(super) fn count(&self) -> u32 {
        self.all
    }

    /// The reasons that were given most often.
    pub(super) fn most(&self, most: usize) -> Vec<Given> {
        let mut all: Vec<Given> =
            self.kept.values().map(|(reason, count)| Given { reason: reason.clone(), count: *count }).collect();
        all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
        all.truncate(most);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Reasons};
    use crate::domain::Text;

    #[test]
    fn however_parts_are_merged_the_same_reasons_stay_with_whole_counts() {
        let reason = |n: usize| Text::from(format!("reason {}", n % (MOST * 2)));
        let all: Vec<Text> = (0..MOST * 5).map(reason).collect();
        let of = |reasons: &[Text]| {
            let mut sum = Reasons::default();
            for reason in reasons {
                sum.add(reason);
            }
            sum
        };
        let whole = of(&all);
        for cut in [1, 7, MOST, MOST * 3] {
            let (mut left, right) = (of(&all[..cut]), of(&all[cut..]));
            left.merge(right);
            assert_eq!(left, whole, "cut at {cut}");
        }
        assert_eq!(whole.most(MOST * 2).len(), MOST);
        assert!(whole.most(9).iter().all(|given| given.count >= 2));
    }
}
