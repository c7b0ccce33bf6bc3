//! What is known of each item before the rest is read, so that conditions may look forward and back.

use super::Tools;
use crate::domain::checklist::{AnswerType, Checklist, Field, ItemIx, Level, json::Node};
use std::collections::BTreeMap;

/// What of an answer nothing else hangs on.
const HARMLESS: [&str; 3] = ["stop", "caution", "label"];

pub(super) struct Known<'a> {
    by_id: BTreeMap<&'a str, ItemIx>,
    /// Each item's level and answer at its own place; nothing where they cannot be read, or for the item that
    /// the program adds.
    items: Vec<Option<(Level, AnswerType)>>,
    /// The id of some item cannot be read: a name that is not found may be its.
    pub(super) some_lost: bool,
}

impl<'a> Known<'a> {
    pub(super) fn of(root: &'a Node<'_>, tools: &mut Tools) -> Self {
        let mut known = Self { by_id: BTreeMap::new(), items: Vec::new(), some_lost: false };
        for phase in known.list(root, "phases") {
            for section in known.list(phase, "sections") {
                for item in known.list(section, "items") {
                    known.add(item, tools);
                }
                if section.flag("two_person") {
                    known.items.push(None);
                }
            }
        }
        tools.at = None;
        known
    }

    fn list(&mut self, holder: &'a Node<'_>, name: &str) -> &'a [Node<'a>] {
        let list = holder.get(name).and_then(Node::list);
        self.some_lost |= list.is_none();
        list.unwrap_or_default()
    }

    fn add(&mut self, item: &'a Node<'_>, tools: &mut Tools) {
        let ix = ItemIx(self.items.len());
        tools.at = Some(ix);
        match item.get("id").and_then(|node| Some((node, node.words()?))) {
            Some((node, id)) => {
                if self.by_id.insert(id, ix).is_some() {
                    tools.defect(node, format!("\"{id}\" is used by another item; give each item its own id"));
                }
            }
            None => self.some_lost = true,
        }
        let answer = item.get("answer").and_then(|node| {
            let answer = tools.answer(node);
            let sure = !tools.findings.any_misfit() || !tools.findings.is_broken_beside(node, &HARMLESS);
            answer.filter(|_| sure)
        });
        let answer = answer.and_then(|answer| self.keyed(self.timed(answer, item, tools), item, tools));
        self.items.push(item.read("level").zip(answer));
    }

    /// An answer with a row for each option of another item names the option first in each row.
    fn keyed(&self, mut answer: AnswerType, item: &Node<'_>, tools: &mut Tools) -> Option<AnswerType> {
        let Some(named) = item.get("answer").and_then(|answer| answer.get("each")) else { return Some(answer) };
        let AnswerType::Fields { fields, rows, each, .. } = &mut answer else { return Some(answer) };
        let id = named.words()?;
        let of = self.find(id).filter(|of| of.0 < self.items.len());
        let options = match of.map(|of| self.answer(of)) {
            Some(Some(AnswerType::Choice { options, .. })) => options.clone(),
            // It cannot be read, and that was told.
            Some(None) => return None,
            Some(Some(_)) | None => {
                let problem =
                    format!("\"{id}\" is no choice that stands before this item; each row is of one of its options");
                tools.defect(named, problem);
                return None;
            }
        };
        (*rows, *each) = ((*rows).max(options.len()), of);
        // Of what excludes the others there is nothing to give.
        let options = options.into_iter().filter(|option| !option.alone).collect();
        let option = AnswerType::Choice { options, several: false };
        fields.insert(0, Field { id: id.parse().ok()?, label: "for".to_owned(), answer: option, optional: false });
        Some(answer)
    }

    /// A timer that runs from a time knows which item that is.
    fn timed(&self, mut answer: AnswerType, item: &Node<'_>, tools: &mut Tools) -> AnswerType {
        let AnswerType::Timer { from, .. } = &mut answer else { return answer };
        let Some(named) = item.get("answer").and_then(|answer| answer.get("from")) else { return answer };
        let id = named.words().unwrap_or_default();
        *from = self.find(id).filter(|of| of.0 < self.items.len());
        match from.map(|of| self.answer(of)) {
            // What cannot be read was told of.
            Some(Some(AnswerType::Time { .. }) | None) => {}
            Some(Some(_)) | None => {
                let problem =
                    format!("\"{id}\" is no time that stands before this item; a timer runs from one that does");
                tools.defect(named, problem);
            }
        }
        answer
    }

    pub(super) fn find(&self, id: &str) -> Option<ItemIx> {
        self.by_id.get(id).copied()
    }

    pub(super) fn level(&self, ix: ItemIx) -> Option<Level> {
        Some(self.items.get(ix.0)?.as_ref()?.0)
    }

    pub(super) fn answer(&self, ix: ItemIx) -> Option<&AnswerType> {
        Some(&self.items.get(ix.0)?.as_ref()?.1)
    }

    /// Puts the answers into the items, now that all was read that looks at them.
    pub(super) fn answered(self, mut checklist: Checklist) -> Checklist {
        for (item, known) in checklist.items.iter_mut().zip(self.items) {
            if let Some((_, answer)) = known {
                item.answer = answer;
            }
        }
        checklist
    }
}
