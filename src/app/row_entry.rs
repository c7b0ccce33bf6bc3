//! A row of values as far as it is given: typed field by field, and filled by a scanned package.

use crate::domain::checklist::Field;
use crate::domain::{Answer, Id, Misfit, Now, read};
use std::collections::BTreeMap;

/// A row as far as it is given.
#[derive(Debug, Clone, Default)]
pub struct RowEntry {
    /// The words of its fields in their order; none of what a scan has filled.
    pub words: Vec<String>,
    /// What a scanned package gave.
    pub scanned: BTreeMap<Id, Answer>,
}

impl RowEntry {
    /// One whose first words are given.
    pub(super) fn of(first: Option<String>) -> Self {
        Self { words: first.into_iter().collect(), ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.scanned.is_empty()
    }

    pub(super) fn is_scanned(&self, field: &Field) -> bool {
        self.scanned.contains_key(&field.id)
    }

    /// Takes values for the fields that come next, passing over what a scan has filled; which field is next then.
    pub(super) fn takes(&mut self, values: Vec<String>, fields: &[Field]) -> usize {
        let mut values = values.into_iter();
        while let Some(field) = fields.get(self.words.len()) {
            let scanned = self.is_scanned(field).then(String::new);
            let Some(words) = scanned.or_else(|| values.next()) else { break };
            self.words.push(words);
        }
        self.words.len()
    }

    /// Takes what a scanned package gives in the place of what was typed or scanned there before.
    pub(super) fn fills(&mut self, filled: BTreeMap<Id, Answer>, fields: &[Field]) -> usize {
        self.scanned = filled;
        for (words, field) in self.words.iter_mut().zip(fields) {
            if self.scanned.contains_key(&field.id) {
                words.clear();
            }
        }
        self.takes(Vec::new(), fields)
    }

    /// Each field's answer; what stands in a field never becomes another field.
    pub(super) fn answers(&self, fields: &[Field], now: &Now) -> Result<BTreeMap<Id, Answer>, Misfit> {
        let given = self.words.iter().zip(fields).filter(|(value, _)| !value.is_empty());
        let typed = given.map(|(value, field)| Ok((field.id.clone(), read(&field.answer, &[value], now)?)));
        typed.chain(self.scanned.clone().into_iter().map(Ok)).collect()
    }
}
