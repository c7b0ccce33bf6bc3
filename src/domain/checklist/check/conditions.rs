//! Conditions: that what they look at is there, and can be what they ask for.

use super::Checker;
use crate::domain::{
    Decimal, Id,
    checklist::{
        Condition, ItemIx, Level,
        draft::{AnswerKind, DraftAnswer, DraftCondition, Limit},
    },
};

impl Checker<'_> {
    pub(super) fn condition(&mut self, draft: &DraftCondition, path: &str) -> Option<Condition> {
        let lists = [("all", &draft.all), ("any", &draft.any), ("none", &draft.none)];
        let nested: Vec<_> = lists.iter().filter_map(|(name, list)| Some((*name, list.as_ref()?))).collect();
        let leaf_fields = usize::from(draft.is.is_some())
            + usize::from(draft.not.is_some())
            + usize::from(draft.above.is_some() || draft.below.is_some())
            + usize::from(draft.answered.is_some())
            + usize::from(draft.differs_from.is_some())
            + usize::from(draft.within.is_some());
        match (&draft.item, nested.as_slice()) {
            (None, [(name, parts)]) if leaf_fields == 0 => {
                if parts.is_empty() {
                    self.defect(format!("{path}.{name}"), "the list is empty; write at least one condition");
                }
                let parts: Vec<Condition> = parts
                    .iter()
                    .enumerate()
                    .filter_map(|(n, part)| self.condition(part, &format!("{path}.{name}[{n}]")))
                    .collect();
                Some(match *name {
                    "all" => Condition::All(parts),
                    "any" => Condition::Any(parts),
                    _ => Condition::None(parts),
                })
            }
            (Some(id), []) if leaf_fields == 1 => self.leaf(draft, id, path),
            _ => {
                self.defect(
                    path,
                    "a condition is either \"all\", \"any\" or \"none\" with a list, or an \"item\" with one of is, not, \
                     above/below, answered, differs_from, within",
                );
                None
            }
        }
    }

    fn leaf(&mut self, draft: &DraftCondition, id: &str, path: &str) -> Option<Condition> {
        if self.is_mended(path, &[""]) {
            return None;
        }
        let item = self.known(id, &format!("{path}.item"))?;
        let whole = self.known.get(id).filter(|known| !known.unsure)?.answer;
        let (field, answer) = match &draft.field {
            None => (None, whole),
            Some(name) => {
                let found = whole.fields.iter().flatten().find(|field| field.id == *name);
                let Some(found) = found else {
                    self.defect(format!("{path}.field"), format!("\"{id}\" has no field \"{name}\""));
                    return None;
                };
                (name.parse::<Id>().ok(), &found.answer)
            }
        };
        for (name, chosen) in [("is", &draft.is), ("not", &draft.not)] {
            if let Some(chosen) = chosen {
                let any = self.chosen(chosen, answer, &format!("{path}.{name}"));
                return Some(Condition::Includes { item, field, any, wanted: name == "is" });
            }
        }
        if draft.above.is_some() || draft.below.is_some() {
            if answer.kind != AnswerKind::Number {
                self.defect(path, format!("\"{id}\" is not a number; above and below compare numbers"));
            }
            if let (Some(min), Some(max)) = (answer.min, answer.max) {
                let limits = [("above", draft.above.as_ref()), ("below", draft.below.as_ref())];
                self.in_range(limits, (min, max), path);
            }
            let above = draft.above.as_ref().map(|limit| self.limit(limit, &format!("{path}.above")));
            let below = draft.below.as_ref().map(|limit| self.limit(limit, &format!("{path}.below")));
            return Some(Condition::Outside { item, field, above, below });
        }
        if let Some(wanted) = draft.answered {
            return Some(Condition::Answered { item, field, wanted });
        }
        if let Some(other) = &draft.differs_from {
            return self.differs(draft, (id, item), other, answer.kind, path);
        }
        if answer.kind != AnswerKind::Time {
            self.defect(path, format!("\"{id}\" is not a time; \"within\" looks back from when a time was recorded"));
        }
        let span = self.span(draft.within.as_deref().unwrap_or_default(), &format!("{path}.within"))?;
        Some(Condition::Within { item, field, span })
    }

    fn differs(
        &mut self,
        draft: &DraftCondition,
        (id, item): (&str, ItemIx),
        other: &str,
        kind: AnswerKind,
        path: &str,
    ) -> Option<Condition> {
        if draft.field.is_some() {
            self.defect(format!("{path}.field"), "\"differs_from\" compares whole answers; leave \"field\" out");
        }
        let from = self.known(other, &format!("{path}.differs_from"))?;
        if self.kind(other).is_some_and(|other| other != kind) {
            self.defect(
                format!("{path}.differs_from"),
                format!("\"{other}\" is another type of answer than \"{id}\"; only like can be compared"),
            );
        }
        Some(Condition::Differs { item, from })
    }

    /// A limit that no accepted number can pass makes a condition that never holds: the limit of the file, and
    /// the one that the site has set.
    pub(super) fn in_range(&mut self, limits: [(&str, Option<&Limit>); 2], range: (Decimal, Decimal), path: &str) {
        let (min, max) = range;
        for (side, limit) in limits {
            let Some(limit) = limit else {
                continue;
            };
            let local = limit.local.as_ref().and_then(|name| self.locals.get(name)).copied();
            if let Some(value) = [Some(limit.value), local].into_iter().flatten().find(|v| *v < min || *v > max) {
                let problem = format!("{value} lies outside what is accepted, {min} to {max}");
                self.defect(format!("{path}.{side}"), problem);
            }
        }
    }

    fn chosen(&mut self, ids: &[String], answer: &DraftAnswer, path: &str) -> Vec<Id> {
        let options: Vec<&str> = answer
            .options
            .iter()
            .chain(answer.alternatives.iter())
            .flatten()
            .map(|option| option.id.as_str())
            .collect();
        if ids.is_empty() {
            self.defect(path, "the list is empty; name at least one option");
        }
        for (n, id) in ids.iter().enumerate() {
            if !options.contains(&id.as_str()) {
                let problem = if options.is_empty() {
                    format!("\"{id}\" is no option here: the item is not a choice")
                } else {
                    format!("\"{id}\" is not an option; use {}", options.join(", "))
                };
                self.defect(format!("{path}[{n}]"), problem);
            }
        }
        ids.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// What drives a critical item must itself be critical, or the item could be lost by leaving the other open.
    pub(super) fn drivers(&mut self, when: &DraftCondition, path: &str) {
        let mut named = Vec::new();
        named_items(when, path, &mut named);
        for (id, path) in named {
            if self.known.get(id).is_some_and(|known| !known.unsure && known.level != Level::Critical) {
                self.defect(
                    format!("{path}.item"),
                    format!("a critical item depends on \"{id}\", which may be left open; make \"{id}\" critical"),
                );
            }
        }
    }
}

fn named_items<'c>(condition: &'c DraftCondition, path: &str, into: &mut Vec<(&'c str, String)>) {
    into.extend(condition.item.as_deref().map(|id| (id, path.to_owned())));
    into.extend(condition.differs_from.as_deref().map(|id| (id, path.to_owned())));
    for (name, parts) in [("all", &condition.all), ("any", &condition.any), ("none", &condition.none)] {
        for (n, part) in parts.iter().flatten().enumerate() {
            named_items(part, &format!("{path}.{name}[{n}]"), into);
        }
    }
}
