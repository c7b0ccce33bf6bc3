//! What stands beside the items: reference, handouts, and what practice needs.

use super::Reader;
use crate::domain::checklist::{AnswerType, Beside, Checklist, Piece, Placeholder, json::Node, pieces};

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
        let words = |name| block.get(name).into_iter();
        let kinds = ["heading", "warning", "text", "list", "telephones"];
        if kinds.iter().filter(|name| block.get(name).is_some()).count() != 1 {
            let kinds = "\"heading\", \"warning\", \"text\", \"list\" and \"telephones\"";
            self.of_one_kind(block, &format!("a block of a handout is one of {kinds}"));
        }
        let said = words("heading").chain(words("warning")).chain(words("text")).chain(block.parts("list"));
        said.for_each(|line| self.placeholders(line));
    }

    /// `{item}`, `{item+P7D}` and `{item-PT6H}` stand for times, `{item|other}` for the first of two that there is,
    /// `{planned}` for that of the plan.
    fn placeholders(&mut self, node: &Node<'_>) {
        for piece in pieces(node.words().unwrap_or_default()) {
            let place = match piece {
                Piece::Words(_) => continue,
                Piece::Time(place) => place,
                Piece::Unclosed(_) => {
                    self.tools.defect(node, "a \"{\" is not closed; write {item} or {item+P7D}");
                    continue;
                }
            };
            for id in place.ids().filter(|id| *id != Placeholder::PLANNED || self.known.find(id).is_some()) {
                let answer = self.item(node, id).and_then(|ix| self.known.answer(ix));
                if answer.is_some_and(|answer| !matches!(answer, AnswerType::Time { .. })) {
                    self.tools.defect(node, format!("\"{id}\" is not answered with a time; name an item that is"));
                }
            }
            if let Some(raw) = place.span.filter(|raw| super::span(raw).is_none()) {
                self.tools.no_span(node, raw);
            }
        }
    }
}
