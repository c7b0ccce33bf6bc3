//! Presets and the given answers of scenarios: that their words read as answers of the items they name.

use super::Checker;
use crate::domain::{
    Answer, Moment, Now, Text,
    checklist::{AnswerType, Item, ItemIx, Level, Preset, draft_extras::DraftPreset},
    read,
};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeMap;

impl Checker<'_> {
    /// The presets that fit. What is answered by a preset was looked at by nobody on the day, so that nothing
    /// which guards a patient may be.
    pub(super) fn presets(&mut self) -> Vec<Preset> {
        let drafts = &self.draft.presets;
        self.own_ids(drafts.iter().map(|preset| preset.id.as_str()), "presets", "preset");
        drafts.iter().enumerate().filter_map(|(n, draft)| self.preset(draft, &format!("presets[{n}]"))).collect()
    }

    fn preset(&mut self, draft: &DraftPreset, path: &str) -> Option<Preset> {
        let before = self.found.len();
        self.words(&draft.title, &format!("{path}.title"), super::wording::LONGEST_TEXT);
        if draft.answers.is_empty() {
            self.defect(format!("{path}.answers"), "there is no answer; write at least one, as item and words");
        }
        let mut answers = Vec::new();
        for (id, words) in &draft.answers {
            let path = format!("{path}.answers.{id}");
            let Some(ix) = self.known(id, &path).filter(|_| self.kind(id).is_some()) else {
                continue;
            };
            if let Some(why) = self.item_at(ix).and_then(bars_preset) {
                self.defect(&path, format!("\"{id}\" {why}; leave it out of the preset"));
            } else if let Some(answer) = self.reads(ix, words, &path) {
                if holds_a_time(&answer) {
                    self.defect(&path, "a date or a time is of one day; leave it out of the preset");
                }
                answers.push((ix, answer));
            }
        }
        answers.sort_by_key(|(ix, _)| *ix);
        let id = self.id(&draft.id, &format!("{path}.id"))?;
        (self.found.len() == before).then(|| Preset { id, title: Text::sanitise(&draft.title), answers })
    }

    /// Whether the answers that a scenario starts from can be given.
    pub(super) fn given(&mut self, given: &BTreeMap<String, String>, path: &str) {
        for (id, words) in given {
            let path = format!("{path}.{id}");
            if let Some(ix) = self.known(id, &path).filter(|_| self.kind(id).is_some()) {
                self.reads(ix, words, &path);
            }
        }
    }

    /// The item at a place, where it could be built.
    pub(super) fn item_at(&self, ix: ItemIx) -> Option<&Item> {
        self.items.get(ix.0).and_then(Option::as_ref)
    }

    fn reads(&mut self, ix: ItemIx, words: &str, path: &str) -> Option<Answer> {
        let read = read(&self.item_at(ix)?.answer, &[words], &some_day());
        read.map_err(|misfit| self.defect(path, misfit.to_string())).ok()
    }
}

/// Why an item is answered anew in each case.
fn bars_preset(item: &Item) -> Option<&'static str> {
    let reasons = [
        (item.level == Level::Critical, "is critical: it is answered in each case"),
        (item.screening, "is asked of the patient in each case"),
        (item.two_person, "is confirmed by two people in each case"),
        (item.carries_over, "is carried from the day's first case"),
    ];
    let kind = match &item.answer {
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

/// A day like any other: a checklist is right or wrong whenever it is read.
fn some_day() -> Now {
    let noon = Timestamp::constant(1_767_268_800, 0);
    Now { at: Moment::from(noon), zone: TimeZone::UTC }
}
