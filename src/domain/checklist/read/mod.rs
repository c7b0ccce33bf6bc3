//! Readers: each takes a part of the tree and gives it as the checklist holds it, or nothing, and then it was told
//! why. What hangs on a part that cannot be read is left alone.

mod answers;
mod beside;
mod conditions;
mod items;
mod known;
mod locals;
mod order;
mod part;
mod practice;
mod presets;
mod review;
mod sections;
mod stops;
mod totals;

pub(super) use self::locals::locals;
pub(super) use self::part::Part;
pub(super) use self::review::check as check_review;

use self::known::Known;
use super::json::Node;
use super::vocabulary::LocalKind;
use super::walk::{Findings, For, walk};
use super::{Beside, Checklist, CrisisCard, Item, ItemIx, LocalName, LocalValue, Phase, Section, Total};
use crate::domain::{Decimal, Id, Text};
use jiff::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Reads a file: what it holds, where that can be read, and all that is wrong. What no record needs is nothing for a
/// case.
pub(super) fn whole(root: &mut Node<'_>, reading: For) -> (Option<Checklist>, Option<Beside>, Findings) {
    let mut tools = Tools { findings: walk(root, reading), names: BTreeMap::new(), ranges: Vec::new(), at: None };
    tools.declare(root);
    let known = Known::of(root, &mut tools);
    let mut reader = Reader {
        tools,
        known: &known,
        totals: Vec::new(),
        phases: Vec::new(),
        sections: Vec::new(),
        items: Vec::new(),
    };
    let checklist = reader.checklist(root);
    let beside = (reading != For::Case).then(|| reader.beside(root, checklist.as_ref())).flatten();
    if let (For::Author, Some(checklist)) = (reading, &checklist) {
        reader.practice(root, checklist);
    }
    let findings = reader.tools.findings;
    (checklist.map(|checklist| known.answered(checklist)), beside, findings)
}

/// What every reader needs.
struct Tools {
    findings: Findings,
    /// The local names, declared or used.
    names: BTreeMap<Id, LocalName>,
    /// What numbers are compared with which of them, from and to.
    ranges: Vec<(Id, Decimal, Decimal)>,
    /// The item that is being read.
    at: Option<ItemIx>,
}

impl Tools {
    fn defect(&mut self, node: &Node<'_>, problem: impl Into<String>) {
        self.findings.defect(node, problem);
    }

    fn span(&mut self, node: &Node<'_>) -> Option<Span> {
        let raw = node.words()?;
        let span = span(raw);
        if span.is_none() {
            self.no_span(node, raw);
        }
        span
    }

    fn no_span(&mut self, node: &Node<'_>, raw: &str) {
        self.defect(node, format!("\"{raw}\" is no duration; write PT2H, P7D or P1M"));
    }

    /// Each part of a list has its own id; `what` it is called.
    fn own_ids(&mut self, parts: &[Node<'_>], what: &str) {
        let mut ids = BTreeSet::new();
        for part in parts {
            self.own_id(part, &mut ids, what);
        }
    }

    fn own_id<'n>(&mut self, part: &'n Node<'_>, ids: &mut BTreeSet<&'n str>, what: &str) {
        if let Some((node, id)) = part.get("id").and_then(|node| Some((node, node.words()?)))
            && !ids.insert(id)
        {
            self.defect(node, format!("\"{id}\" is used twice; give each {what} its own id"));
        }
    }
}

/// A duration that counts forward, as it is written in ISO 8601.
pub fn span(raw: &str) -> Option<Span> {
    let forward = |span: &Span| raw.starts_with('P') && !span.is_negative() && !span.is_zero();
    raw.parse::<Span>().ok().filter(forward)
}

/// The pass over a file: what was read so far.
pub(super) struct Reader<'a> {
    tools: Tools,
    known: &'a Known<'a>,
    totals: Vec<Total>,
    phases: Vec<Option<Phase>>,
    sections: Vec<Option<Section>>,
    /// Each item at its own place, also where one could not be read.
    items: Vec<Option<Item>>,
}

impl Reader<'_> {
    fn checklist(&mut self, root: &Node<'_>) -> Option<Checklist> {
        self.totals = self.read_totals(root);
        self.read_phases(root);
        let order = self.order(root);
        let presets = self.presets(root.parts("presets"));
        self.tools.own_ids(root.parts("crisis"), "card");
        let crisis: Vec<CrisisCard> =
            root.parts("crisis").iter().filter_map(|card| CrisisCard::part(card, self)).collect();
        self.doses(root);
        let headline = root.parts("headline").iter().filter_map(|named| self.item(named, named.words()?)).collect();
        let mut locals: Vec<LocalName> = std::mem::take(&mut self.tools.names).into_values().collect();
        for local in &mut locals {
            local.items.sort_unstable();
            for (name, min, max) in &self.tools.ranges {
                if *name == local.name {
                    local.narrow(*min, *max);
                }
            }
        }
        Some(Checklist {
            id: root.read("id")?,
            version: root.read("version")?,
            title: root.read("title")?,
            objective: root.read("objective")?,
            review: self.part(root, "review")?,
            headline,
            notices: self.part(root, "notices")?,
            sources: self.part(root, "sources")?,
            phases: all(&mut self.phases)?,
            sections: all(&mut self.sections)?,
            items: all(&mut self.items)?,
            order,
            locals,
            totals: std::mem::take(&mut self.totals),
            places: OnceLock::new(),
            is_later: self.tools.findings.any_later,
            is_newer: self.tools.findings.any_unknown,
            presets,
            crisis,
        })
    }

    /// The dose of each drug on a crisis card is a local text, and so are the numbers to call.
    fn doses(&mut self, root: &Node<'_>) {
        let blocks = root.parts("handouts").iter().flat_map(|handout| handout.parts("body"));
        for telephone in blocks.flat_map(|block| block.parts("telephones")) {
            if let Some((place, name)) =
                telephone.get("local").and_then(|node| Some((node, node.words()?.parse().ok()?)))
            {
                self.tools.name_used(place, &name, LocalKind::Text, None);
            }
        }
        for card in root.parts("crisis") {
            if let Some((place, name)) =
                card.get("telephone").and_then(|node| Some((node, node.words()?.parse().ok()?)))
            {
                self.tools.name_used(place, &name, LocalKind::Text, None);
            }
        }
        for drug in root.parts("crisis").iter().flat_map(|card| card.parts("drugs")) {
            let Some((place, name)) = drug.get("local").and_then(|node| Some((node, node.words()?.parse().ok()?)))
            else {
                continue;
            };
            let dose = drug.read("dose").map(LocalValue::Text);
            self.tools.name_used(place, &name, LocalKind::Text, dose);
            if let Some(local) = self.tools.names.get_mut(&name).filter(|local| local.about.is_none()) {
                local.about = drug.read::<Text>("name").map(|drug| Text::from(format!("dose of {drug}")));
            }
        }
    }

    /// The item of this id, or it is told that there is none.
    fn item(&mut self, node: &Node<'_>, id: &str) -> Option<ItemIx> {
        let ix = self.known.find(id);
        if ix.is_none() && !self.known.some_lost {
            self.tools.defect(node, format!("there is no item \"{id}\"; name the id of an item of this checklist"));
        }
        ix
    }
}

/// All parts, where each could be read.
fn all<T>(parts: &mut Vec<Option<T>>) -> Option<Vec<T>> {
    std::mem::take(parts).into_iter().collect()
}
