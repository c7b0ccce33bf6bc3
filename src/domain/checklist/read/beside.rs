//! What stands beside the items: reference, handouts, and what practice needs.

use super::Reader;
use crate::domain::checklist::{AnswerType, Beside, Checklist, json::Node};

impl Reader<'_> {
    pub(super) fn beside(&mut self, root: &Node<'_>, checklist: Option<&Checklist>) -> Option<Beside> {
        let lists = [("reference", "page"), ("handouts", "handout"), ("scenarios", "scenario"), ("series", "series")];
        for (list, what) in lists {
            self.tools.own_ids(root.parts(list), what);
        }
        let blocks = |list| root.parts(list).iter().flat_map(|holder| holder.parts("body"));
        blocks("reference").for_each(|block| self.check_block(block));
        blocks("handouts").for_each(|block| self.check_handout_block(block));
        let normal = checklist.map(|checklist| self.normal(root, checklist));
        let recalled = checklist.map(|checklist| self.recalled(root, checklist));
        // Each before any is missed, so that all is told.
        let (reference, handouts) = (self.part(root, "reference"), self.part(root, "handouts"));
        let (billing, scenarios) = (self.part(root, "billing"), self.part(root, "scenarios"));
        let (mastery, series) = (self.part(root, "mastery"), self.part(root, "series"));
        Some(Beside {
            reference: reference?,
            handouts: handouts?,
            billing: billing?,
            normal: normal?,
            order: self.part(root, "order")?,
            recalled: recalled?,
            debrief: self.part(root, "debrief")?,
            scenarios: scenarios?,
            mastery: mastery?,
            series: series?,
        })
    }

    fn check_block(&mut self, block: &Node<'_>) {
        if ["text", "list", "table"].iter().filter(|name| block.get(name).is_some()).count() != 1 {
            self.of_one_kind(block, "a block is one of \"text\", \"list\" and \"table\"");
        }
        let Some(table) = block.get("table") else { return };
        let columns = table.parts("head").len();
        for row in table.parts("rows") {
            let has = row.list().map_or(columns, <[_]>::len);
            if has != columns && columns > 0 {
                let problem = format!("{has} of {columns} cells; write one under each column, also an empty one");
                self.tools.defect(row, problem);
            }
        }
    }

    pub(super) fn of_one_kind(&mut self, block: &Node<'_>, problem: &str) {
        if !self.tools.findings.is_broken(block) {
            self.tools.defect(block, problem);
        }
    }

    fn check_handout_block(&mut self, block: &Node<'_>) {
        let text = block.get("text");
        if text.is_some() == block.get("list").is_some() {
            self.of_one_kind(block, "a block of a handout is either \"text\" or \"list\"");
        }
        text.into_iter().chain(block.parts("list")).for_each(|line| self.placeholders(line));
    }

    /// `{item}`, `{item+P7D}` and `{item-PT6H}` stand for times, `{item|other}` for the first of two that there is.
    fn placeholders(&mut self, node: &Node<'_>) {
        for after in node.words().unwrap_or_default().split('{').skip(1) {
            let Some((inside, _)) = after.split_once('}') else {
                self.tools.defect(node, "a \"{\" is not closed; write {item} or {item+P7D}");
                continue;
            };
            // Ids have no capital letter and no plus.
            let cut = inside.find('+').or_else(|| inside.find("-P"));
            let (ids, span) = cut.map_or((inside, None), |at| (&inside[..at], Some(&inside[at + 1..])));
            for id in ids.splitn(2, '|') {
                let answer = self.item(node, id).and_then(|ix| self.known.answer(ix));
                if answer.is_some_and(|answer| !matches!(answer, AnswerType::Time { .. })) {
                    self.tools.defect(node, format!("\"{id}\" is not answered with a time; name an item that is"));
                }
            }
            if let Some(raw) = span.filter(|raw| super::span(raw).is_none()) {
                self.tools.no_span(node, raw);
            }
        }
    }
}
