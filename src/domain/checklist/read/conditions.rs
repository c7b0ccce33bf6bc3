//! Conditions: that what they look at is there, and can be what they ask for.

use super::Reader;
use crate::domain::Id;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::{AnswerType, Condition, ItemIx, Level, Target};

/// A field that holds a list, and what it makes of it.
type List = (&'static str, fn(Vec<Condition>) -> Condition);

const LISTS: [List; 3] = [("all", Condition::All), ("any", Condition::Any), ("none", Condition::None)];

impl Reader<'_> {
    pub(super) fn condition(&mut self, node: &Node<'_>) -> Option<Condition> {
        let given = |names: &[&str]| names.iter().filter(|name| node.get(name).is_some()).count();
        let compared = given(&["is", "not", "ever", "answered", "differs_from", "past", "within"])
            + given(&["above", "below"]).min(1);
        let lists: Vec<_> = LISTS.iter().filter_map(|(name, of)| Some((of, node.get(name)?))).collect();
        match (node.get("item").or(node.get("total")), lists.as_slice()) {
            (None, [(of, list)]) if compared == 0 => {
                Some(of(list.list()?.iter().filter_map(|part| self.condition(part)).collect()))
            }
            (None, []) if compared + given(&["field", "row"]) == 0 && node.get("planned").is_some() => {
                Some(Condition::Planned(node.get("planned")?.yes()?))
            }
            (Some(total), []) if node.get("total").is_some() => match given(&["item", "field", "row"]) {
                0 if compared == 1 && given(&["above", "below"]) > 0 => self.of_total(node, total),
                _ => {
                    let problem = "a total is compared with \"above\" or \"below\"; leave everything else out";
                    self.tools.defect(node, problem);
                    None
                }
            },
            (Some(item), []) if compared == 1 && node.get("planned").is_none() => self.leaf(node, item),
            _ if self.tools.findings.is_broken(node) => None,
            _ => {
                self.tools.defect(
                    node,
                    "a condition is either \"all\", \"any\" or \"none\" with a list, or \"planned\", or an \"item\" with one of \
                     is, not, ever, above/below, answered, differs_from, past, within",
                );
                None
            }
        }
    }

    fn leaf(&mut self, node: &Node<'_>, named: &Node<'_>) -> Option<Condition> {
        if self.tools.findings.is_broken(node) {
            return None;
        }
        let id = named.words()?;
        let item = self.item(named, id)?;
        let whole = self.known.answer(item)?;
        let (field, answer) = match node.get("field") {
            None => (None, whole),
            Some(field) => self.field_of(whole, field, id)?,
        };
        let rows = node.get("row").map(|named| self.rows(node, named, whole));
        let of = Target { item, field, rows: rows.map_or(Some(None), |rows| rows.map(Some))? };
        for (name, wanted) in [("is", true), ("not", false)] {
            if let Some(chosen) = node.get(name) {
                return Some(Condition::Includes { of, any: self.chosen(chosen, answer), wanted });
            }
        }
        if let Some(chosen) = node.get("ever") {
            return Some(Condition::Ever { of, any: self.chosen(chosen, answer) });
        }
        if node.get("above").or(node.get("below")).is_some() {
            if let AnswerType::Number { min, max, .. } = answer {
                self.tools.in_range(node, *min, *max);
            } else {
                self.tools.defect(node, format!("\"{id}\" is not a number; above and below compare numbers"));
            }
            return Some(Condition::Outside { of, bounds: self.tools.bounds(node) });
        }
        if let Some(answered) = node.get("answered") {
            return Some(Condition::Answered { of, wanted: answered.yes()? });
        }
        if let Some(other) = node.get("differs_from") {
            return self.differs(node, (id, item), other);
        }
        if let Some(past) = node.get("past") {
            if !matches!(answer, AnswerType::Date { .. }) {
                self.tools.defect(node, format!("\"{id}\" is not a date; \"past\" compares a date with its day"));
            }
            return Some(Condition::Past { of, wanted: past.yes()? });
        }
        if !matches!(answer, AnswerType::Time { .. }) {
            let problem = format!("\"{id}\" is not a time; \"within\" looks back from when a time was recorded");
            self.tools.defect(node, problem);
        }
        Some(Condition::Within { of, span: self.tools.interval(node.get("within")?)? })
    }

    /// Which rows are looked at.
    fn rows(&mut self, node: &Node<'_>, named: &Node<'_>, whole: &AnswerType) -> Option<(Id, Vec<Id>)> {
        let AnswerType::Fields { fields, each: Some(_), .. } = whole else {
            self.tools
                .defect(named, "this answer has no row for each option; write \"each\" there, or leave \"row\" out");
            return None;
        };
        if node.get("field").is_none() {
            self.tools.defect(named, "a row has several values; name one with \"field\"");
        }
        let of = fields.first()?;
        Some((of.id.clone(), self.chosen(named, &of.answer)))
    }

    fn field_of<'k>(
        &mut self,
        whole: &'k AnswerType,
        node: &Node<'_>,
        id: &str,
    ) -> Option<(Option<Id>, &'k AnswerType)> {
        let name = node.words()?;
        let fields = if let AnswerType::Fields { fields, .. } = whole { fields.as_slice() } else { &[] };
        let found = fields.iter().find(|field| field.id == *name);
        if found.is_none() {
            self.tools.defect(node, format!("\"{id}\" has no field \"{name}\""));
        }
        found.map(|field| (Some(field.id.clone()), &field.answer))
    }

    fn differs(&mut self, node: &Node<'_>, (id, item): (&str, ItemIx), named: &Node<'_>) -> Option<Condition> {
        if let Some(field) = node.get("field") {
            self.tools.defect(field, "\"differs_from\" compares whole answers; leave \"field\" out");
        }
        let other = named.words()?;
        let from = self.item(named, other)?;
        let kind = |ix| self.known.answer(ix).map(std::mem::discriminant);
        if kind(from).is_some_and(|other| kind(item) != Some(other)) {
            let problem = format!("\"{other}\" is another type of answer than \"{id}\"; only like can be compared");
            self.tools.defect(named, problem);
        }
        Some(Condition::Differs { item, from })
    }

    fn chosen(&mut self, chosen: &Node<'_>, answer: &AnswerType) -> Vec<Id> {
        let ids = chosen.list().unwrap_or_default();
        let options = answer.options();
        for node in ids {
            let id = node.words().unwrap_or_default();
            if options.is_empty() {
                self.tools.defect(node, format!("\"{id}\" is no option here: the item is not a choice"));
            } else if !options.iter().any(|option| option.id == *id) {
                let options: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                self.tools.defect(node, format!("\"{id}\" is not an option; use {}", options.join(", ")));
            }
        }
        ids.iter().filter_map(|id| id.words()?.parse().ok()).collect()
    }

    /// What drives a critical item must itself be critical, or the item could be lost by leaving the other open.
    pub(super) fn drivers(&mut self, when: &Node<'_>) {
        let named = when.get("item");
        for id in [named, when.get("differs_from")].into_iter().flatten().filter_map(Node::words) {
            let level = self.known.find(id).and_then(|ix| self.known.level(ix));
            if level.is_some_and(|level| level != Level::Critical) {
                let problem =
                    format!("a critical item depends on \"{id}\", which may be left open; make \"{id}\" critical");
                self.tools.defect(named.unwrap_or(when), problem);
            }
        }
        LISTS.iter().flat_map(|(name, _)| when.parts(name)).for_each(|part| self.drivers(part));
    }
}
