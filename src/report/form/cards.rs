//! The crisis cards, one a sheet, in large type: each step with a box and the room for its time.

use super::{Form, of_a_case};
use crate::domain::checklist::{Card, LocalName, Locals, SetHere};
use crate::domain::{CrisisStamp, Text};
use crate::report::page::{Block, Entry, MadeFor, Page, Room, Said, Space};

impl Form<'_> {
    pub(super) fn cards(&self) -> Page {
        let mut page = self.bare("crisis cards");
        page.made_for = MadeFor::Distance;
        page.each_sheet = of_a_case(Room::Initials);
        for (n, card) in self.checklist.cards(&set(&self.checklist.locals), self.now).iter().enumerate() {
            if n > 0 {
                page.put(Block::NextSheet);
            }
            put(&mut page, card);
        }
        page
    }
}

fn put(page: &mut Page, card: &Card) {
    page.part(card.title.clone());
    page.says([Said::warning(format!("Call: {}{}", card.call, telephone(card)))]);
    let time = Space::blank("", Room::Time);
    for (step, n) in card.steps.iter().zip(1..) {
        page.put(Block::Entry(line(Text::from(n.to_string()), step.clone(), Text::default(), vec![time.clone()])));
    }
    for drug in &card.drugs {
        let (words, whose) = dose(drug);
        page.put(Block::Entry(line(Text::default(), words, whose, vec![time.clone(), time.clone()])));
    }
    let stamps = CrisisStamp::ALL.iter().map(|stamp| Space::blank(stamp.said(), Room::Time));
    page.put(Block::Spaces(vec![stamps.collect(), vec![Space::Words("Also".into()), Space::Lines(2)]]));
    let sources: Vec<&str> = card.sources.iter().map(Text::as_str).collect();
    let from = if sources.is_empty() { String::new() } else { format!(". From: {}", sources.join("; ")) };
    page.says([Said::muted(format!("Evidence: {}{from}", card.evidence.words()))]);
}

fn line(number: Text, words: Text, beside: Text, margin: Vec<Space>) -> Entry {
    Entry { tick: true, number, words, beside, before: Vec::new(), spaces: Vec::new(), after: Vec::new(), margin }
}

fn telephone(card: &Card) -> String {
    match &card.telephone {
        Some(SetHere { value: Some((number, whose)), .. }) => format!(". Telephone {number} ({whose})"),
        Some(SetHere { value: None, .. }) => format!(". Telephone (not set by your site): {}", "_".repeat(12)),
        None => String::new(),
    }
}

/// A drug with its dose, and who set that.
fn dose(drug: &SetHere) -> (Text, Text) {
    match &drug.value {
        Some((dose, whose)) => (Text::from(format!("{}: {dose}", drug.name)), whose.clone()),
        None => (Text::from(format!("{}: {}", drug.name, "_".repeat(12))), Text::from("dose not set by your site")),
    }
}

/// What a site set, by name.
fn set(locals: &[LocalName]) -> Locals {
    locals.iter().filter_map(|local| Some((local.name.clone(), local.set.clone()?))).collect()
}
