//! A case told with other entries: what a de-identified one is made of, and how it is known.

use super::{Case, Derived, State};
use crate::domain::checklist::Checklist;
use crate::domain::{Line, Opened};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Case {
    /// The same course of things in other entries of the same numbers, folded anew.
    pub(in crate::domain) fn retold(&self, checklist: Checklist, opened: Opened, entries: Vec<Line>) -> Self {
        let (undone, rests) = (self.undone.clone(), BTreeMap::new());
        let (checklist, derived) = (Arc::new(checklist), Derived::default());
        let mut told = Self { checklist, opened, entries, undone, state: State::default(), rests, derived };
        told.fold();
        told
    }

    /// Whether it has no calendar: then it has no hash either, and says so of itself.
    pub fn is_deidentified(&self) -> bool {
        self.entries.first().is_some_and(|line| line.entry.stamp.at.offset().is_some())
    }
}
