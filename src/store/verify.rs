//! Verification: whether every line of a record fits, and whether its head is the one on a print.

use super::{Damage, Store, StoreError, Torn};
use crate::domain::{Code, Hash};

/// What verification of one record found.
#[derive(Debug)]
pub struct Verdict {
    /// The case.
    pub code: Code,
    /// How many entries are good.
    pub entries: usize,
    /// The hash of the last good line.
    pub head: Hash,
    /// The hash of every good line, oldest first.
    pub heads: Vec<Hash>,
    /// How many entries are of a kind that this version does not know.
    pub unknown: usize,
    /// Entries whose clock runs backwards.
    pub clock_back: Vec<u64>,
    /// What a crash left at the end.
    pub torn: Option<Torn>,
    /// What does not fit.
    pub damage: Option<Damage>,
}

impl Store {
    /// Reads every line of a record and says what does not fit.
    pub fn verify(&self, code: Code) -> Result<Verdict, StoreError> {
        let loaded = self.load(code)?;
        let entries = loaded.case.entries();
        let backwards = entries.windows(2).filter(|two| two[1].entry.stamp.at < two[0].entry.stamp.at);
        Ok(Verdict {
            code,
            entries: entries.len(),
            head: loaded.case.head(),
            heads: entries.iter().map(|sealed| sealed.hash).collect(),
            unknown: loaded.case.unknown_entries(),
            clock_back: backwards.map(|two| two[1].entry.stamp.seq).collect(),
            torn: loaded.torn,
            damage: loaded.damage,
        })
    }
}
