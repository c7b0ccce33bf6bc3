//! Answer types: that each has what it needs, and nothing of another.

use super::{Checker, wording::LONGEST_SHORT};
use crate::domain::{
    Decimal, Text,
    checklist::{
        AnswerType, Choice, Direction, Field,
        draft::{AnswerKind, DraftAnswer, DraftOption},
    },
};
use std::collections::BTreeSet;

/// The digits 1 to 9 and 0 choose.
const MOST_OPTIONS: usize = 10;
const LONGEST_ANSWER_TEXT: usize = 4096;
const DEFAULT_ANSWER_TEXT: usize = 400;

impl Checker<'_> {
    pub(super) fn answer(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        self.foreign_fields(draft, path);
        match draft.kind {
            AnswerKind::Check => Some(AnswerType::Check),
            AnswerKind::Choice => {
                let options = self.options(draft.options.as_deref().unwrap_or_default(), &format!("{path}.options"));
                if draft.options.iter().flatten().count() < 2 {
                    self.defect(path, "a choice needs at least two options; write \"options\": [ … ]");
                }
                Some(AnswerType::Choice { options, several: draft.several.unwrap_or(false) })
            }
            AnswerKind::Number => self.number(draft, path),
            AnswerKind::Text => {
                let max = draft.max.map_or(Ok(DEFAULT_ANSWER_TEXT), |max| max.to_string().parse());
                let max = max.ok().filter(|max| (1..=LONGEST_ANSWER_TEXT).contains(max));
                if max.is_none() {
                    self.defect(format!("{path}.max"), format!("a text has 1 to {LONGEST_ANSWER_TEXT} characters"));
                }
                Some(AnswerType::Text { max: max? })
            }
            AnswerKind::Date => Some(AnswerType::Date { points: draft.points.unwrap_or(Direction::Any) }),
            AnswerKind::Time => Some(AnswerType::Time { points: draft.points.unwrap_or(Direction::Any) }),
            AnswerKind::Timer => {
                let minutes = draft.minutes.as_ref().map(|limit| self.limit(limit, &format!("{path}.minutes")));
                match minutes {
                    Some(minutes) if minutes > Decimal::from(0) => Some(AnswerType::Timer { minutes }),
                    Some(minutes) => {
                        let problem = format!("{minutes} minutes are no time to wait; write more than 0");
                        self.defect(format!("{path}.minutes"), problem);
                        None
                    }
                    None => {
                        self.defect(path, "a timer needs the minutes to wait; write \"minutes\": 3");
                        None
                    }
                }
            }
            AnswerKind::Fields => self.fields(draft, path),
        }
    }

    fn number(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        let alternatives =
            self.options(draft.alternatives.as_deref().unwrap_or_default(), &format!("{path}.alternatives"));
        if draft.alternatives.as_ref().is_some_and(Vec::is_empty) {
            self.defect(format!("{path}.alternatives"), "the list is empty; name at least one, or leave it out");
        }
        let (Some(unit), Some(min), Some(max)) = (&draft.unit, draft.min, draft.max) else {
            self.defect(path, "a number needs \"unit\", \"min\" and \"max\"");
            return None;
        };
        self.unit(unit, &format!("{path}.unit"));
        if let Some(other) = &draft.otherwise {
            self.unit(&other.unit, &format!("{path}.otherwise.unit"));
            if other.min >= other.max {
                let problem = format!("the range is the wrong way round: {} to {}", other.min, other.max);
                self.defect(format!("{path}.otherwise.min"), problem);
            }
        }
        if min >= max {
            self.defect(
                format!("{path}.min"),
                format!("the range is the wrong way round: {min} to {max}; write the smaller number as \"min\""),
            );
        }
        for (name, limits) in [("stop", &draft.stop), ("caution", &draft.caution)] {
            if let Some(limits) = limits {
                let limits = [("above", limits.above.as_ref()), ("below", limits.below.as_ref())];
                self.in_range(limits, (min, max), &format!("{path}.{name}"));
            }
        }
        let decimals = draft.decimals.unwrap_or(1);
        if decimals > 6 {
            self.defect(format!("{path}.decimals"), "at most 6 decimals are kept");
        }
        let otherwise = draft.otherwise.clone();
        Some(AnswerType::Number { unit: Text::sanitise(unit).into(), min, max, decimals, alternatives, otherwise })
    }

    fn fields(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        let mut ids = BTreeSet::new();
        let mut fields = Vec::new();
        for (n, field) in draft.fields.iter().flatten().enumerate() {
            let path = format!("{path}.fields[{n}]");
            if !ids.insert(&field.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each field its own id", field.id),
                );
            }
            if matches!(field.answer.kind, AnswerKind::Check | AnswerKind::Timer | AnswerKind::Fields) {
                self.defect(format!("{path}.answer.type"), "a field is a choice, number, text, date or time");
            }
            self.words(&field.label, &format!("{path}.label"), LONGEST_SHORT);
            self.unseen_limits(&field.answer, &format!("{path}.answer"));
            let id = self.id(&field.id, &format!("{path}.id"));
            let answer = self.answer(&field.answer, &format!("{path}.answer"));
            if let (Some(id), Some(answer)) = (id, answer) {
                fields.push(Field { id, label: Text::sanitise(&field.label).into(), answer, optional: field.optional });
            }
        }
        if draft.rows == Some(0) {
            self.defect(format!("{path}.rows"), "no row at all; write 1 or more, or leave it out");
        }
        if draft.fields.iter().flatten().next().is_none() {
            self.defect(path, "\"fields\" needs at least one field; write \"fields\": [ … ]");
            return None;
        }
        Some(AnswerType::Fields { fields, rows: draft.rows.unwrap_or(1).max(1) })
    }

    /// A stop or a caution inside a field would never be looked at.
    fn unseen_limits(&mut self, draft: &DraftAnswer, path: &str) {
        let mut unseen = Vec::new();
        unseen.extend(draft.stop.as_ref().map(|_| format!("{path}.stop")));
        unseen.extend(draft.caution.as_ref().map(|_| format!("{path}.caution")));
        for (name, list) in [("options", &draft.options), ("alternatives", &draft.alternatives)] {
            for (n, option) in list.iter().flatten().enumerate() {
                unseen.extend(option.stop.as_ref().map(|_| format!("{path}.{name}[{n}].stop")));
                unseen.extend(option.caution.as_ref().map(|_| format!("{path}.{name}[{n}].caution")));
            }
        }
        for path in unseen {
            self.defect(
                path,
                "a field has none of its own; write it in the item's \"stops\" or \"cautions\", with \"field\"",
            );
        }
    }

    /// Fields that belong to another answer type are a misunderstanding worth telling.
    fn foreign_fields(&mut self, draft: &DraftAnswer, path: &str) {
        use AnswerKind::{Choice, Date, Fields, Number, Text, Time, Timer};
        let given: [(&str, bool, &[AnswerKind]); 14] = [
            ("options", draft.options.is_some(), &[Choice]),
            ("several", draft.several.is_some(), &[Choice]),
            ("unit", draft.unit.is_some(), &[Number]),
            ("min", draft.min.is_some(), &[Number]),
            ("max", draft.max.is_some(), &[Number, Text]),
            ("decimals", draft.decimals.is_some(), &[Number]),
            ("stop", draft.stop.is_some(), &[Number]),
            ("caution", draft.caution.is_some(), &[Number]),
            ("alternatives", draft.alternatives.is_some(), &[Number]),
            ("otherwise", draft.otherwise.is_some(), &[Number]),
            ("points", draft.points.is_some(), &[Date, Time]),
            ("minutes", draft.minutes.is_some(), &[Timer]),
            ("fields", draft.fields.is_some(), &[Fields]),
            ("rows", draft.rows.is_some(), &[Fields]),
        ];
        for (name, present, kinds) in given {
            if present && !kinds.contains(&draft.kind) {
                self.defect(
                    format!("{path}.{name}"),
                    format!("\"{name}\" does not belong to this answer type; leave it out"),
                );
            }
        }
    }

    fn options(&mut self, drafts: &[DraftOption], path: &str) -> Vec<Choice> {
        if drafts.len() > MOST_OPTIONS {
            let problem = format!("{} options; a digit chooses at most {MOST_OPTIONS}: group them", drafts.len());
            self.defect(path, problem);
        }
        let mut ids = BTreeSet::new();
        let mut options = Vec::new();
        for (n, option) in drafts.iter().enumerate() {
            let path = format!("{path}[{n}]");
            if !ids.insert(&option.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each option its own id", option.id),
                );
            }
            self.words(&option.label, &format!("{path}.label"), LONGEST_SHORT);
            if let Some(id) = self.id(&option.id, &format!("{path}.id")) {
                options.push(Choice { id, label: Text::sanitise(&option.label).into(), alone: option.alone });
            }
        }
        options
    }
}
