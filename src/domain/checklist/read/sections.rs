//! Phases and sections: their order, their names, when they are due.

use super::Reader;
use crate::domain::checklist::json::Node;
use crate::domain::checklist::vocabulary::AnswerKind;
use crate::domain::checklist::{
    AnswerType, Due, Evidence, Item, ItemIx, Level, OverrideBy, Phase, PhaseIx, Responsible, Section, SectionIx,
};
use crate::domain::{Id, Text};
use jiff::{Span, civil};
use std::{cmp::Ordering, collections::BTreeSet};

/// Most items a section may show when no condition holds: more cannot be kept in mind at a pause point
/// (the design rule of surgical checklists: five to nine).
const MOST_UNCONDITIONAL: usize = 9;

impl Reader<'_> {
    pub(super) fn read_phases(&mut self, root: &Node<'_>) {
        let mut ids = BTreeSet::new();
        for (p, phase) in root.parts("phases").iter().enumerate() {
            self.tools.own_id(phase, &mut ids, "phase");
            let first = self.sections.len();
            for section in phase.parts("sections") {
                self.tools.own_id(section, &mut ids, "phase and section");
                let section = self.section(section, PhaseIx(p));
                self.sections.push(section);
            }
            let sections = first..self.sections.len();
            let named = phase.read("id").zip(phase.read("title"));
            self.phases.push(named.map(|(id, title)| Phase { id, title, sections }));
        }
    }

    fn section(&mut self, node: &Node<'_>, phase: PhaseIx) -> Option<Section> {
        let ix = SectionIx(self.sections.len());
        let first = self.items.len();
        let (needle_in, ahead) = (node.flag("needle_in"), node.flag("ahead"));
        self.number_of_items(node);
        self.is_sound(node);
        for item in node.parts("items") {
            let kind = item.get("answer").and_then(|answer| Some((answer.get("type")?, answer.read("type")?)));
            if let Some((kind, _)) = kind.filter(|(_, kind)| needle_in && needs_typing(*kind)) {
                self.tools.defect(kind, "this needs typing while the needle is in; record it at sign-out");
            }
            let item = self.read_item(item, ix);
            self.items.push(item);
        }
        if node.flag("two_person") {
            let confirmed = (first..self.items.len()).map(ItemIx).collect();
            let agreed = self.agreed(node, confirmed, ix);
            self.items.push(agreed);
        }
        let attempts = node.get("attempts");
        if let Some(attempts) = attempts.filter(|attempts| node.get("due").is_none() && attempts.whole().is_some()) {
            let problem = "attempts are counted from a date; write \"due\" too, or leave \"attempts\" out";
            self.tools.defect(attempts, problem);
        }
        Some(Section {
            due: node.get("due").and_then(|due| self.due(due)),
            id: node.read("id")?,
            title: node.read("title")?,
            moment: node.read("moment")?,
            led_by: node.read("led_by")?,
            style: node.read("style")?,
            always_open: node.flag("always_open"),
            needle_in,
            restarts: node.flag("restarts"),
            ahead,
            attempts: attempts.and_then(Node::whole),
            phase,
            items: first..self.items.len(),
        })
    }

    /// What is done ahead, and what begins anew, is of one kind.
    fn is_sound(&mut self, node: &Node<'_>) {
        if let Some(ahead) = node.get("ahead").filter(|_| node.flag("ahead")) {
            let barred = ["always_open", "needle_in", "restarts", "due"];
            if let Some(other) =
                barred.into_iter().find(|name| node.flag(name) || *name == "due" && node.get("due").is_some())
            {
                self.tools
                    .defect(ahead, format!("what is prepared days before is not \"{other}\"; leave one of both out"));
            }
        }
        for item in node.parts("items") {
            let kind: Option<AnswerKind> = item.get("answer").and_then(|answer| answer.read("type"));
            if node.flag("ahead") && (kind == Some(AnswerKind::Timer) || item.flag("carries_over")) {
                self.tools.defect(item, "a timer or a check of the room is of the day itself; it cannot be done ahead");
            }
            if let Some(due) = item.get("due").filter(|_| !node.flag("ahead")) {
                self.tools.defect(
                    due,
                    "only what is prepared ahead has a time before the planned one; mark the section \"ahead\"",
                );
            }
        }
    }

    fn number_of_items(&mut self, node: &Node<'_>) {
        let always_shown = node.parts("items").iter().filter(|item| item.get("when").is_none()).count();
        if let Some(items) = node.get("items").filter(|_| always_shown > MOST_UNCONDITIONAL) {
            let problem = format!(
                "{always_shown} items without a condition; a pause point holds at most {MOST_UNCONDITIONAL}: \
                 split the section"
            );
            self.tools.defect(items, problem);
        }
    }

    fn agreed(&mut self, node: &Node<'_>, all: Vec<ItemIx>, ix: SectionIx) -> Option<Item> {
        let (place, id) = (node.get("id")?, node.read("id")?);
        let agreed = agreed_item(&id, &node.read("title")?, all, ix);
        let agreed = agreed.filter(|agreed| self.known.find(agreed.id.as_str()).is_none());
        if agreed.is_none() {
            let problem = format!(
                "two people confirm an item \"{id}-agreed\", which the program adds; give the section a shorter \
                 id, and that id to no other item"
            );
            self.tools.defect(place, problem);
        }
        agreed
    }

    fn due(&mut self, node: &Node<'_>) -> Option<Due> {
        let after = node.get("after").and_then(|after| self.tools.span(after));
        let by = node.get("by").map(|by| self.tools.span(by));
        if let (Some(after), Some(Some(by)), Some(late)) = (&after, &by, node.get("by"))
            && may_be_shorter(by, after)
        {
            let due = node.read::<Text>("after").unwrap_or_default();
            let problem = format!("this is late before it is due; write a \"by\" that is not shorter than {due}");
            self.tools.defect(late, problem);
        }
        let from = self.anchor(node.get("from")?)?;
        let else_from = node.get("else_from").and_then(|named| self.anchor(named));
        let after = after?;
        Some(Due { after, from, else_from, by: by.unwrap_or(Some(after))?, named: None })
    }

    fn anchor(&mut self, named: &Node<'_>) -> Option<ItemIx> {
        let id = named.words()?;
        let from = self.item(named, id)?;
        if self.known.answer(from).is_some_and(|answer| !matches!(answer, AnswerType::Time { .. })) {
            self.tools.defect(named, format!("\"{id}\" is not answered with a time; due dates count from one that is"));
        }
        Some(from)
    }
}

/// Nobody can type while the needle is in.
fn needs_typing(kind: AnswerKind) -> bool {
    match kind {
        AnswerKind::Text | AnswerKind::Number | AnswerKind::Fields | AnswerKind::Date | AnswerKind::Time => true,
        AnswerKind::Check | AnswerKind::Choice | AnswerKind::Timer => false,
    }
}

/// Whether one duration is shorter than another from the start of some month: a month has 28 to 31 days.
fn may_be_shorter(one: &Span, other: &Span) -> bool {
    (1..=12).any(|month| {
        civil::Date::new(2025, month, 1)
            .is_ok_and(|from| one.compare((other, from)).is_ok_and(|order| order == Ordering::Less))
    })
}

/// The item that closes a section which two people agree as a whole.
fn agreed_item(section: &Id, title: &Text, confirms: Vec<ItemIx>, ix: SectionIx) -> Option<Item> {
    Some(Item {
        id: format!("{section}-agreed").parse().ok()?,
        text: Text::sanitise(&format!("Two people agree: {title} as a whole")),
        short: Text::sanitise(&format!("{title}: both agree?")),
        role: Responsible::Both,
        level: Level::Critical,
        screening: false,
        carries_over: false,
        answer: AnswerType::Check,
        when: None,
        two_person: true,
        confirms,
        judged_with: Vec::new(),
        stops: Vec::new(),
        cautions: Vec::new(),
        override_by: OverrideBy::Clinician,
        prepared: None,
        why: Text::from("Each line was read aloud and answered; two people now stand for all of them together."),
        sources: Vec::new(),
        evidence: Evidence::Unverified,
        pages: Vec::new(),
        card: None,
        section: ix,
    })
}
