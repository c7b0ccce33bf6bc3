//! Phases and sections: their order, their names, when they are due.

use super::{Checker, Known, mended::blurs, wording::LONGEST_SECTION};
use crate::domain::{
    Id, Text,
    checklist::{
        AnswerType, Due, Item, ItemIx, Level, OverrideBy, Phase, PhaseIx, Responsible, Section, SectionIx,
        draft::{AnswerKind, DraftDue, DraftSection, Evidence},
    },
};
use jiff::{Span, civil};
use std::{cmp::Ordering, collections::BTreeSet};

/// Most items a section may show when no condition holds: more cannot be kept in mind at a pause point
/// (the design rule of surgical checklists: five to nine).
const MOST_UNCONDITIONAL: usize = 9;

impl<'a> Checker<'a> {
    /// First pass: every item's place and level, so that conditions may look forward and back.
    pub(super) fn know_items(&mut self) {
        let mut next = 0;
        for (p, phase) in self.draft.phases.iter().enumerate() {
            for (s, section) in phase.sections.iter().enumerate() {
                for (i, item) in section.items.iter().enumerate() {
                    let path = format!("phases[{p}].sections[{s}].items[{i}]");
                    let unsure = self.mended.iter().any(|mended| blurs(mended, &path));
                    let known = Known { ix: ItemIx(next), level: item.level, answer: &item.answer, unsure };
                    if self.known.insert(&item.id, known).is_some() {
                        self.defect(
                            format!("{path}.id"),
                            format!("\"{}\" is used by another item; give each item its own id", item.id),
                        );
                    }
                    next += 1;
                }
                next += usize::from(section.two_person);
            }
        }
    }

    pub(super) fn check_phases(&mut self) {
        let draft = self.draft;
        let mut ids = BTreeSet::new();
        if draft.phases.is_empty() {
            self.defect("phases", "there is no phase; write at least one with a section and an item");
        }
        for (p, phase) in draft.phases.iter().enumerate() {
            let path = format!("phases[{p}]");
            if !ids.insert(&phase.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each phase its own id", phase.id),
                );
            }
            self.words(&phase.title, &format!("{path}.title"), LONGEST_SECTION);
            if phase.sections.is_empty() {
                self.defect(format!("{path}.sections"), "there is no section; write at least one with an item");
            }
            let first = self.sections.len();
            for (s, section) in phase.sections.iter().enumerate() {
                let path = format!("{path}.sections[{s}]");
                if !ids.insert(&section.id) {
                    self.defect(
                        format!("{path}.id"),
                        format!("\"{}\" is used twice; give each phase and section its own id", section.id),
                    );
                }
                let section = self.section(section, &path, PhaseIx(p));
                self.sections.push(section);
            }
            let (id, title) = (self.id(&phase.id, &format!("{path}.id")), Text::sanitise(&phase.title));
            let sections = first..self.sections.len();
            self.phases.push(id.map(|id| Phase { id, title, sections }));
        }
    }

    fn section(&mut self, draft: &'a DraftSection, path: &str, phase: PhaseIx) -> Option<Section> {
        let ix = SectionIx(self.sections.len());
        let first = self.items.len();
        self.words(&draft.title, &format!("{path}.title"), LONGEST_SECTION);
        self.said(&draft.moment, &format!("{path}.moment"));
        self.number_of_items(draft, path);
        for (i, item) in draft.items.iter().enumerate() {
            let path = format!("{path}.items[{i}]");
            if draft.needle_in && needs_typing(item.answer.kind) {
                self.defect(
                    format!("{path}.answer.type"),
                    "this needs typing while the needle is in; record it at sign-out",
                );
            }
            let item = self.item(item, &path, ix);
            self.items.push(item);
        }
        let id = self.id(&draft.id, &format!("{path}.id"));
        if draft.two_person {
            let confirmed = (first..self.items.len()).map(ItemIx).collect();
            let agreed = id.as_ref().and_then(|id| self.agreed(id, &draft.title, confirmed, ix, path));
            self.items.push(agreed);
        }
        if draft.attempts == Some(0) {
            self.defect(format!("{path}.attempts"), "no attempt at all; write 1 or more, or leave it out");
        }
        if draft.attempts.is_some() && draft.due.is_none() && !self.is_mended(path, &["due"]) {
            self.defect(
                format!("{path}.attempts"),
                "attempts are counted from a date; write \"due\" too, or leave \"attempts\" out",
            );
        }
        let due = draft.due.as_ref().and_then(|due| self.due(due, &format!("{path}.due")));
        Some(Section {
            id: id?,
            title: Text::sanitise(&draft.title),
            moment: Text::sanitise(&draft.moment),
            led_by: draft.led_by,
            style: draft.style,
            always_open: draft.always_open,
            needle_in: draft.needle_in,
            attempts: draft.attempts,
            due,
            phase,
            items: first..self.items.len(),
        })
    }

    fn number_of_items(&mut self, draft: &DraftSection, path: &str) {
        if draft.items.is_empty() {
            self.defect(format!("{path}.items"), "there is no item; write at least one");
        }
        let always_shown = draft.items.iter().filter(|item| item.when.is_none()).count();
        if always_shown > MOST_UNCONDITIONAL {
            self.defect(
                format!("{path}.items"),
                format!(
                    "{always_shown} items without a condition; a pause point holds at most {MOST_UNCONDITIONAL}: \
                     split the section"
                ),
            );
        }
    }

    fn agreed(&mut self, id: &Id, title: &str, all: Vec<ItemIx>, ix: SectionIx, path: &str) -> Option<Item> {
        let agreed = agreed_item(id, title, all, ix).filter(|agreed| !self.known.contains_key(agreed.id.as_str()));
        if agreed.is_none() {
            self.defect(
                format!("{path}.id"),
                format!(
                    "two people confirm an item \"{id}-agreed\", which the program adds; give the section a shorter \
                     id, and that id to no other item"
                ),
            );
        }
        agreed
    }

    fn due(&mut self, due: &DraftDue, path: &str) -> Option<Due> {
        let after = self.span(&due.after, &format!("{path}.after"));
        let by = due.by.as_ref().map(|by| self.span(by, &format!("{path}.by")));
        if let (Some(after), Some(Some(by))) = (&after, &by)
            && may_be_shorter(by, after)
        {
            self.defect(
                format!("{path}.by"),
                format!("this is late before it is due; write a \"by\" that is not shorter than {}", due.after),
            );
        }
        let from_path = format!("{path}.from");
        let from = self.known(&due.from, &from_path)?;
        if self.kind(&due.from).is_some_and(|kind| kind != AnswerKind::Time) {
            self.defect(
                from_path,
                format!("\"{}\" is not answered with a time; due dates count from one that is", due.from),
            );
        }
        let after = after?;
        Some(Due { after, from, by: by.unwrap_or(Some(after))? })
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
fn agreed_item(section: &Id, title: &str, confirms: Vec<ItemIx>, ix: SectionIx) -> Option<Item> {
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
        stops: Vec::new(),
        cautions: Vec::new(),
        override_by: OverrideBy::Clinician,
        why: Text::from("Each line was read aloud and answered; two people now stand for all of them together."),
        sources: Vec::new(),
        evidence: Evidence::Unverified,
        section: ix,
    })
}
