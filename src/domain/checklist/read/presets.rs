//! Presets and the answers of cases that are told: that their words read as answers of the items they name.

use super::Reader;
use crate::domain::checklist::json::{Member, Node};
use crate::domain::checklist::{AnswerType, Checklist, Choice, Item, ItemIx, Level, Preset};
use crate::domain::{Answer, Now, Text, read_told};
use std::collections::BTreeMap;

impl<'a> Reader<'a> {
    /// The presets that fit. What is answered by a preset was looked at by nobody on the day, so that nothing
    /// which guards a patient may be, but for what its own name says: whoever picks it says that.
    pub(super) fn presets(&mut self, drafts: &[Node<'_>]) -> Vec<Preset> {
        self.tools.own_ids(drafts, "preset");
        drafts.iter().filter_map(|draft| self.preset(draft)).collect()
    }

    fn preset(&mut self, node: &Node<'_>) -> Option<Preset> {
        let before = self.tools.findings.count();
        let list = node.get("answers")?;
        if list.members().is_empty() && !self.tools.findings.is_broken(list) {
            self.tools.defect(list, "there is no answer; write at least one, as item and words");
        }
        let title: Text = node.read("title").unwrap_or_default();
        let mut answers = Vec::new();
        for Member { name: id, node: words, .. } in list.members() {
            let Some((ix, spec)) = self.answered_item(id, words) else { continue };
            if let Some(why) = self.items[ix.0].as_ref().and_then(|item| bars_preset(item, spec, &title, words)) {
                self.tools.defect(words, format!("\"{id}\" {why}; leave it out of the preset"));
            } else if let Some(answer) = words.words().and_then(|typed| self.reads(spec, words, typed)) {
                if holds_a_time(&answer) {
                    self.tools.defect(words, "a date or a time is of one day; leave it out of the preset");
                }
                answers.push((ix, answer));
            }
        }
        answers.sort_by_key(|(ix, _)| *ix);
        let preset = Preset { id: node.read("id")?, title: node.read("title")?, answers };
        (self.tools.findings.count() == before).then_some(preset)
    }

    /// Whether the answers of a case that is told can be given.
    pub(super) fn given(&mut self, given: &Node<'_>, checklist: &Checklist) {
        for Member { name, node, .. } in given.members() {
            if let (Some(spec), Some(words)) = (self.spec(name, node, checklist), node.words()) {
                self.reads(spec, node, words);
            }
        }
    }

    /// What answers the item of this id, also one that the program adds: that is a check.
    pub(super) fn spec(&mut self, id: &str, node: &Node<'_>, checklist: &Checklist) -> Option<&'a AnswerType> {
        match (self.known.find(id), checklist.find(id)) {
            (None, Some(_)) => Some(&AnswerType::Check),
            (None, None) if self.may_be_added(id) => None,
            (Some(_), _) | (None, None) => self.answered_item(id, node).map(|(_, spec)| spec),
        }
    }

    /// Whether the program would add an item of this id to a section that cannot be read as it is meant.
    pub(super) fn may_be_added(&self, id: &str) -> bool {
        id.ends_with("-agreed") && self.tools.findings.any_misfit()
    }

    /// The item of this id with what answers it.
    fn answered_item(&mut self, id: &str, node: &Node<'_>) -> Option<(ItemIx, &'a AnswerType)> {
        let ix = self.item(node, id)?;
        Some((ix, self.known.answer(ix)?))
    }

    pub(super) fn reads(&mut self, spec: &AnswerType, node: &Node<'_>, words: &str) -> Option<Answer> {
        read_told(spec, words, &Now::some_day()).map_err(|misfit| self.tools.defect(node, misfit.to_string())).ok()
    }
}

/// Why an item is answered anew in each case.
fn bars_preset(item: &Item, answer: &AnswerType, title: &Text, words: &Node<'_>) -> Option<&'static str> {
    let title = title.as_str().to_lowercase();
    let begins = |label: &str| title.strip_prefix(label).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let says = |option: &Choice| words.words() == Some(option.id.as_str()) && begins(&option.label.to_lowercase());
    let named = matches!(answer, AnswerType::Choice { options, several: false } if options.iter().any(says));
    let reasons = [
        (item.level == Level::Critical && !named, "is critical: it is answered in each case"),
        (item.screening, "is asked of the patient in each case"),
        (item.two_person, "is confirmed by two people in each case"),
        (item.carries_over, "is carried from the day's first case"),
    ];
    let kind = match answer {
        AnswerType::Check => Some("is a check: it is made in each case"),
        AnswerType::Date { .. } | AnswerType::Time { .. } => Some("is a date or a time: it is of one day"),
        AnswerType::Timer { .. } => Some("is a timer: it runs in each case"),
        AnswerType::Choice { .. } | AnswerType::Number { .. } | AnswerType::Text { .. } | AnswerType::Fields { .. } => {
            None
        }
    };
    reasons.into_iter().find(|(bars, _)| *bars).map(|(_, why)| why).or(kind)
}

fn holds_a_time(answer: &Answer) -> bool {
    match answer {
        Answer::Date(_) | Answer::Time(_) | Answer::TimerEnded(_) => true,
        Answer::Fields(rows) => rows.iter().flat_map(BTreeMap::values).any(holds_a_time),
        Answer::Done
        | Answer::NotRight(_)
        | Answer::Choice(_)
        | Answer::Number { .. }
        | Answer::Alternative(_)
        | Answer::Text(_) => false,
    }
}
