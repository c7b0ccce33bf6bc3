//! Items: when they apply, what they confirm, what they carry over.

use super::Reader;
use crate::domain::Text;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::vocabulary::AnswerKind;
use crate::domain::checklist::{AnswerType, Item, ItemIx, Level, SectionIx};

impl Reader<'_> {
    pub(super) fn read_item(&mut self, node: &Node<'_>, section: SectionIx) -> Option<Item> {
        let ix = ItemIx(self.items.len());
        self.tools.at = Some(ix);
        let level = node.read("level");
        let (mut stops, mut cautions) = self.shorthands(node.get("answer"), ix);
        let when = node.get("when").and_then(|when| self.condition(when));
        if let (Some(when), Some(node)) = (&when, node.get("when"))
            && !when.unset().is_empty()
        {
            self.tools.defect(node, "whether an item applies cannot rest on a limit without a value; write one");
        }
        if let (Some(when), Some(Level::Critical)) = (node.get("when"), level) {
            self.drivers(when);
        }
        let mut confirms = self.confirms(node, ix);
        if let Some(AnswerType::Fields { each: Some(of), .. }) = self.known.answer(ix)
            && !confirms.contains(of)
        {
            confirms.push(*of);
        }
        stops.extend(node.parts("stops").iter().filter_map(|stop| self.stop(stop)));
        cautions.extend(node.parts("cautions").iter().filter_map(|caution| self.caution(caution)));
        self.carries_over(node);
        let prepared = node.get("due").and_then(|due| self.tools.interval(due.get("before")?));
        self.tools.at = None;
        self.known.answer(ix)?;
        let text: Text = node.read("text")?;
        let sources = node.get("sources")?.list()?.iter();
        Some(Item {
            id: node.read("id")?,
            short: node.read("short").unwrap_or_else(|| text.clone()),
            text,
            role: node.read("role")?,
            level: level?,
            screening: node.flag("screening"),
            carries_over: node.flag("carries_over"),
            // The true one follows when nobody looks at it any more.
            answer: AnswerType::Check,
            when,
            two_person: node.flag("two_person"),
            confirms,
            judged_with: Vec::new(),
            stops,
            cautions,
            override_by: node.read("override").unwrap_or_default(),
            why: node.read("why")?,
            prepared,
            sources: sources.map(|source| source.words().map(Text::sanitise)).collect::<Option<_>>()?,
            evidence: node.read("evidence")?,
            pages: node.parts("pages").iter().filter_map(|page| page.words()?.parse().ok()).collect(),
            card: node.read("card"),
            section,
        })
    }

    fn confirms(&mut self, node: &Node<'_>, ix: ItemIx) -> Vec<ItemIx> {
        let named = node.parts("confirms").iter();
        let confirms: Vec<ItemIx> = named.filter_map(|named| self.item(named, named.words()?)).collect();
        if let Some(list) = node.get("confirms").filter(|_| confirms.iter().any(|&on| on >= ix)) {
            self.tools.defect(list, "an item confirms only items that stand before it");
        }
        confirms
    }

    /// What is carried from one case to the next says nothing about a patient, and one person ticks it.
    fn carries_over(&mut self, node: &Node<'_>) {
        let Some(carried) = node.get("carries_over").filter(|_| node.flag("carries_over")) else { return };
        let kind: Option<AnswerKind> = node.get("answer").and_then(|answer| answer.read("type"));
        let barred = [
            (kind.is_some_and(|kind| kind != AnswerKind::Check), "only a check"),
            (node.flag("screening"), "nothing that is asked of a patient"),
            (node.flag("two_person"), "nothing that two people confirm"),
        ];
        for (_, what) in barred.into_iter().filter(|(barred, _)| *barred) {
            let problem = format!("{what} is carried to the day's other cases; leave \"carries_over\" out");
            self.tools.defect(carried, problem);
        }
    }
}
