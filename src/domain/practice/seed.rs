//! The seed of a rehearsal: the same one gives the same tasks, for an assessor and on every machine.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a rehearsal's choices follow from: a number that can be read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed(pub u32);

impl Seed {
    /// A seed of random bytes, of five digits at most.
    pub fn from_random(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes) % 100_000)
    }

    /// The dice that this seed throws.
    pub fn dice(self) -> Dice {
        Dice(u64::from(self.0))
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Seed {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        words.parse().map(Self).map_err(|_| format!("\"{words}\" is no seed; write a whole number, such as 4711"))
    }
}

/// `SplitMix64`: written out, since a seed has to mean the same in every version of the program, which no library of
/// random numbers promises.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, which is not zero.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.throw() % end).unwrap_or_default()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seed;

    /// The published first numbers of `SplitMix64` for the seed 1234567.
    #[test]
    fn a_seed_means_the_same_for_ever() {
        let mut dice = Seed(1_234_567).dice();
        let published = [6_457_827_717_110_365_317_u64, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(published.map(|_| dice.throw()), published);
    }
}
