//! Local names: those that are declared, those that are only used, and what a site sets them to.

use super::{Tools, span};
use crate::domain::checklist::json::{Member, Node, Value};
use crate::domain::checklist::vocabulary::LocalKind;
use crate::domain::checklist::walk::{Findings, For, walk_locals};
use crate::domain::checklist::{Bounds, Checklist, Limit, LocalName, LocalValue, Locals, Set};
use crate::domain::{Decimal, Id, Text, check_digit_fits, list};
use jiff::Span;

impl Tools {
    /// The names that the file declares.
    pub(super) fn declare(&mut self, root: &Node<'_>) {
        for Member { name, node, .. } in root.get("local").into_iter().flat_map(Node::members) {
            let (Ok(name), Some(kind)) = (name.parse::<Id>(), node.read("kind")) else { continue };
            let mut value = |field| {
                let node = node.get(field).filter(|node| !self.findings.is_broken(node))?;
                value(node, kind).map_err(|problem| self.findings.defect(node, problem)).ok()
            };
            let (shipped, min, max) = (value("value"), value("min"), value("max"));
            let sources = node.parts("sources").iter().filter_map(|cited| cited.words().map(Text::sanitise)).collect();
            let (about, unit, items) = (node.read("about"), node.read("unit"), Vec::new());
            let local =
                LocalName { name: name.clone(), kind, about, unit, shipped, min, max, sources, items, set: None };
            if let (Some(value), Some(node)) = (&local.shipped, node.get("value"))
                && let Some(problem) = local.out_of_range(value)
            {
                self.defect(node, problem);
            }
            self.names.insert(name, local);
        }
    }

    pub(super) fn bounds(&mut self, node: &Node<'_>) -> Bounds {
        let mut limit = |side| node.get(side).and_then(|limit| self.limit(limit));
        Bounds { above: limit("above"), below: limit("below") }
    }

    /// A number to compare with, or to wait for.
    pub(super) fn limit(&mut self, node: &Node<'_>) -> Option<Limit<Decimal>> {
        if !matches!(node.value, Value::Object(_)) {
            return Some(Limit { value: Some(node.decimal()?), local: None });
        }
        let shipped = node.get("value").map(Node::decimal);
        if let Some(None) = shipped {
            return None;
        }
        match self.used(node, LocalKind::Number, shipped.flatten().map(LocalValue::Number))? {
            (local, Some(LocalValue::Number(value))) => Some(Limit { value: Some(value), local }),
            (local, _) => Some(Limit { value: None, local }),
        }
    }

    pub(super) fn interval(&mut self, node: &Node<'_>) -> Option<Limit<Span>> {
        if !matches!(node.value, Value::Object(_)) {
            return Some(Limit { value: Some(self.span(node)?), local: None });
        }
        let shipped = node.get("value").map(|value| self.span(value));
        if let Some(None) = shipped {
            return None;
        }
        match self.used(node, LocalKind::Interval, shipped.flatten().map(LocalValue::Interval))? {
            (local, Some(LocalValue::Interval(value))) => Some(Limit { value: Some(value), local }),
            (local, _) => Some(Limit { value: None, local }),
        }
    }

    /// The name that a place uses, with its shipped value: what stands there, else what was declared. One name has
    /// one value wherever it is used, or a site that reads it in one place would be misled about another.
    fn used(
        &mut self,
        node: &Node<'_>,
        kind: LocalKind,
        shipped: Option<LocalValue>,
    ) -> Option<(Option<Id>, Option<LocalValue>)> {
        let place = node.get("local")?;
        let Ok(name) = place.words()?.parse::<Id>() else { return Some((None, shipped)) };
        self.name_used(place, &name, kind, shipped.clone());
        let local = self.names.get_mut(&name)?;
        if local.shipped.is_none() && local.kind == kind {
            local.shipped.clone_from(&shipped);
        }
        if let (Some(here), Some(first), Some(value)) = (&shipped, &local.shipped, node.get("value"))
            && here.to_string() != first.to_string()
        {
            let problem = format!(
                "\"{name}\" is {first} elsewhere in this file; write the same value, or give this one another name"
            );
            self.findings.defect(value, problem);
        }
        Some((Some(name), local.shipped.clone()))
    }

    /// Keeps a name that something rests on, and where; one that is declared nowhere is declared by its value.
    pub(super) fn name_used(&mut self, place: &Node<'_>, name: &Id, kind: LocalKind, shipped: Option<LocalValue>) {
        let declares = shipped.is_some() || matches!(kind, LocalKind::Text | LocalKind::Articles);
        if !self.names.contains_key(name) && !declares {
            let problem = format!(
                "there is no local name \"{name}\"; declare it at the top under \"local\", or write its value here"
            );
            self.defect(place, problem);
        }
        let (about, unit, sources, items) = (None, None, Vec::new(), Vec::new());
        let used = LocalName {
            name: name.clone(),
            kind,
            about,
            unit,
            shipped,
            min: None,
            max: None,
            sources,
            items,
            set: None,
        };
        let local = self.names.entry(name.clone()).or_insert(used);
        local.items.extend(self.at.filter(|at| !local.items.contains(at)));
        if local.kind != kind {
            let problem = format!("\"{name}\" is of the kind \"{}\" elsewhere in this file", local.kind.word());
            self.findings.defect(place, problem);
        }
    }

    /// A limit that no accepted number can pass makes a condition that never holds.
    pub(super) fn in_range(&mut self, holder: &Node<'_>, min: Decimal, max: Decimal) {
        for node in ["above", "below"].into_iter().filter_map(|side| holder.get(side)) {
            let local: Option<Id> = node.get("local").and_then(|name| name.words()?.parse().ok());
            let declared = || match self.names.get(local.as_ref()?)?.shipped {
                Some(LocalValue::Number(value)) => Some(value),
                _ => None,
            };
            let value = node.decimal().or_else(|| node.get("value")?.decimal()).or_else(declared);
            if let Some(value) = value.filter(|value| !(min..=max).contains(value)) {
                self.defect(node, format!("{value} lies outside what is accepted, {min} to {max}"));
            }
            self.ranges.extend(local.map(|name| (name, min, max)));
        }
    }
}

fn value(node: &Node<'_>, kind: LocalKind) -> Result<LocalValue, String> {
    let words = || node.words().filter(|words| !words.trim().is_empty()).map(Text::sanitise);
    let read = match kind {
        LocalKind::Number => node.decimal().map(LocalValue::Number),
        LocalKind::Interval => node.words().and_then(span).map(LocalValue::Interval),
        LocalKind::Text => words().map(LocalValue::Text),
        LocalKind::Articles => node.list().filter(|list| !list.is_empty()).map(|list| {
            LocalValue::Articles(list.iter().filter_map(|each| each.words().map(Text::sanitise)).collect())
        }),
    };
    let wanted = match kind {
        LocalKind::Number => "write a number, such as 1.2",
        LocalKind::Interval => "write a duration, such as PT72H or P7D",
        LocalKind::Text => "write some words in quotation marks",
        LocalKind::Articles => "write article numbers in a list: [ \"04012345678901\" ]",
    };
    match read {
        Some(LocalValue::Articles(articles)) => match articles.iter().find(|article| !is_article(article.as_str())) {
            Some(bad) => Err(format!(
                "\"{bad}\" is no article number; write its 8, 12, 13 or 14 digits, of which the last fits the others"
            )),
            None => Ok(LocalValue::Articles(articles)),
        },
        Some(value) => Ok(value),
        None => Err(format!("this is no value of the kind \"{}\"; {wanted}", kind.word())),
    }
}

fn is_article(digits: &str) -> bool {
    [8, 12, 13, 14].contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && check_digit_fits(digits)
}

/// Reads a site's own values for a checklist. For a case that began with them, what cannot be read is not set: a stop
/// that rests on it then stands.
pub(in crate::domain::checklist) fn locals(
    root: &mut Node<'_>,
    checklist: &Checklist,
    reading: For,
) -> (Locals, Findings) {
    let mut findings = walk_locals(root, reading);
    if let Some(node) = root.get("checklist").filter(|node| node.words().is_some_and(|id| checklist.id != *id)) {
        findings
            .defect(node, format!("this is not the checklist \"{}\", whose file this is by its name", checklist.id));
    }
    let mut locals = Locals::new();
    for Member { name, node, at, .. } in root.get("local").into_iter().flat_map(Node::members) {
        let Some(local) = checklist.local(name) else {
            let mut names: Vec<&Id> = checklist.locals.iter().map(|local| &local.name).collect();
            // A slip of the finger first.
            let alike = |known: &Id| strsim::jaro_winkler(known.as_str(), name);
            names.sort_by(|one, other| alike(other).total_cmp(&alike(one)));
            findings.defect_at(*at, format!("there is no local name \"{name}\"; use {}", list(&names)));
            continue;
        };
        let place = node.get("value").filter(|place| !findings.is_broken(place));
        let in_range = |value: LocalValue| match local.out_of_range(&value) {
            // A range that came later does not reach what a case began with.
            Some(problem) if reading == For::Author => Err(problem),
            Some(_) | None => Ok(value),
        };
        let read = place.map(|place| value(place, local.kind).and_then(in_range).map_err(|problem| (place, problem)));
        let value = match read {
            Some(Ok(value)) => Some(value),
            Some(Err((place, problem))) => {
                findings.defect(place, problem);
                None
            }
            None => None,
        };
        let (by, why) = (node.read("set_by").unwrap_or_default(), node.read("why").unwrap_or_default());
        let date = node.read("date").unwrap_or_default();
        locals.insert(local.name.clone(), Set { value, by, date, why });
    }
    (locals, findings)
}
