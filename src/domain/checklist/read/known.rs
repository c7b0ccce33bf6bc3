//! What is known of each item before the rest is read, so that conditions may look forward and back.

use super::Tools;
use crate::domain::checklist::{AnswerType, Checklist, ItemIx, Level, json::Node};
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
    pub(super) fn of(root: &'a Node<'_>, tools: &mut Tools<'_>) -> Self {
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

    fn add(&mut self, item: &'a Node<'_>, tools: &mut Tools<'_>) {
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
        self.items.push(item.read("level").zip(answer));
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
