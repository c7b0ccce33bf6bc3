//! What stands beside the items: crisis cards, reference, handouts, billing, scenarios, mastery.

use super::{Checker, wording::LONGEST_TEXT};
use crate::domain::checklist::{
    Billing, CodeFamily, CrisisCard, Extras, Handout, HandoutBlock, Mastery, Page, Scenario,
    draft::AnswerKind,
    draft_extras::{DraftBilling, DraftCard, DraftHandout, DraftMastery},
};
use std::collections::BTreeSet;

impl Checker<'_> {
    pub(super) fn extras(&mut self) -> Extras {
        let draft = self.draft;
        self.own_ids(draft.crisis.iter().map(|card| card.id.as_str()), "crisis", "card");
        self.own_ids(draft.reference.iter().map(|page| page.id.as_str()), "reference", "page");
        self.own_ids(draft.handouts.iter().map(|handout| handout.id.as_str()), "handouts", "handout");
        self.own_ids(draft.scenarios.iter().map(|scenario| scenario.id.as_str()), "scenarios", "scenario");
        for (n, page) in draft.reference.iter().enumerate() {
            self.page(page, &format!("reference[{n}]"));
        }
        for (n, scenario) in draft.scenarios.iter().enumerate() {
            self.scenario(scenario, &format!("scenarios[{n}]"));
        }
        let cards = draft.crisis.iter().enumerate();
        let crisis = cards.filter_map(|(n, card)| self.card(card, &format!("crisis[{n}]"))).collect();
        let handouts = draft.handouts.iter().enumerate();
        Extras {
            presets: self.presets(),
            crisis,
            reference: draft.reference.clone(),
            handouts: handouts.map(|(n, handout)| self.handout(handout, &format!("handouts[{n}]"))).collect(),
            billing: draft.billing.as_ref().map(|billing| self.billing(billing)),
            scenarios: draft.scenarios.clone(),
            mastery: draft.mastery.as_ref().and_then(|mastery| self.mastery(mastery)),
        }
    }

    /// Each part of a list has an id, and its own.
    pub(super) fn own_ids<'i>(&mut self, ids: impl Iterator<Item = &'i str>, list: &str, what: &str) {
        let mut seen = BTreeSet::new();
        for (n, id) in ids.enumerate() {
            let path = format!("{list}[{n}].id");
            if self.id(id, &path).is_some() && !seen.insert(id) {
                self.defect(path, format!("\"{id}\" is used twice; give each {what} its own id"));
            }
        }
    }

    fn card(&mut self, draft: &DraftCard, path: &str) -> Option<CrisisCard> {
        self.words(&draft.title, &format!("{path}.title"), LONGEST_TEXT);
        self.list(&draft.steps, &format!("{path}.steps"), "step");
        self.said(&draft.call, &format!("{path}.call"));
        self.sources(&draft.sources, &format!("{path}.sources"));
        for (n, drug) in draft.drugs.iter().enumerate() {
            self.words(&drug.name, &format!("{path}.drugs[{n}].name"), LONGEST_TEXT);
            self.id(&drug.local, &format!("{path}.drugs[{n}].local"));
        }
        Some(CrisisCard {
            id: draft.id.parse().ok()?,
            title: draft.title.clone(),
            steps: draft.steps.clone(),
            drugs: draft.drugs.clone(),
            call: draft.call.clone(),
            sources: draft.sources.clone(),
            evidence: draft.evidence,
        })
    }

    /// A list that says something, in each of its parts.
    fn list(&mut self, parts: &[String], path: &str, what: &str) {
        if parts.is_empty() {
            self.defect(path, format!("the list is empty; write at least one {what}"));
        }
        for (n, part) in parts.iter().enumerate() {
            self.said(part, &format!("{path}[{n}]"));
        }
    }

    fn page(&mut self, page: &Page, path: &str) {
        self.words(&page.title, &format!("{path}.title"), LONGEST_TEXT);
        self.sources(&page.sources, &format!("{path}.sources"));
        if page.body.is_empty() {
            self.defect(format!("{path}.body"), "the page is empty; write at least one text, list or table");
        }
        for (n, block) in page.body.iter().enumerate() {
            let path = format!("{path}.body[{n}]");
            let given = [block.text.is_some(), block.list.is_some(), block.table.is_some()];
            if given.into_iter().filter(|given| *given).count() != 1 {
                self.defect(&path, "a block is one of \"text\", \"list\" and \"table\"");
            }
            self.block(block.text.as_deref(), block.list.as_deref(), &path);
            if let Some(table) = &block.table {
                self.list(&table.head, &format!("{path}.table.head"), "column");
                let uneven = |row: &&Vec<String>| !table.head.is_empty() && row.len() != table.head.len();
                for (row, cells) in table.rows.iter().enumerate().filter(|(_, row)| uneven(row)) {
                    let (has, columns) = (cells.len(), table.head.len());
                    let problem = format!("{has} of {columns} cells; write one under each column, also an empty one");
                    self.defect(format!("{path}.table.rows[{row}]"), problem);
                }
            }
            self.sources(&block.sources, &format!("{path}.sources"));
        }
    }

    fn block(&mut self, text: Option<&str>, list: Option<&[String]>, path: &str) {
        if let Some(text) = text {
            self.said(text, &format!("{path}.text"));
        }
        if let Some(list) = list {
            self.list(list, &format!("{path}.list"), "line");
        }
    }

    fn handout(&mut self, draft: &DraftHandout, path: &str) -> Handout {
        self.words(&draft.title, &format!("{path}.title"), LONGEST_TEXT);
        if draft.body.is_empty() {
            self.defect(format!("{path}.body"), "the handout is empty; write at least one text or list");
        }
        let mut body = Vec::new();
        for (n, block) in draft.body.iter().enumerate() {
            let path = format!("{path}.body[{n}]");
            if block.text.is_some() == block.list.is_some() {
                self.defect(&path, "a block of a handout is either \"text\" or \"list\"");
            }
            self.block(block.text.as_deref(), block.list.as_deref(), &path);
            if let Some(text) = &block.text {
                self.placeholders(text, &format!("{path}.text"));
            }
            for (n, line) in block.list.iter().flatten().enumerate() {
                self.placeholders(line, &format!("{path}.list[{n}]"));
            }
            self.sources(&block.sources, &format!("{path}.sources"));
            // A pin's block whose condition cannot be read is given to the patient rather than lost.
            let when = block.when.as_ref().and_then(|when| self.condition(when, &format!("{path}.when")));
            let (text, list) = (block.text.clone(), block.list.clone());
            body.push(HandoutBlock { text, list, when, sources: block.sources.clone() });
        }
        Handout { id: draft.id.clone(), title: draft.title.clone(), body }
    }

    /// `{item}`, `{item+P7D}` and `{item-PT6H}` stand for times.
    fn placeholders(&mut self, text: &str, path: &str) {
        for after in text.split('{').skip(1) {
            let Some((inside, _)) = after.split_once('}') else {
                self.defect(path, "a \"{\" is not closed; write {item} or {item+P7D}");
                continue;
            };
            // Ids have no capital letter and no plus.
            let cut = inside.find('+').or_else(|| inside.find("-P"));
            let (id, span) = cut.map_or((inside, None), |at| (&inside[..at], Some(&inside[at + 1..])));
            if self.known(id, path).is_some() && self.kind(id).is_some_and(|kind| kind != AnswerKind::Time) {
                self.defect(path, format!("\"{id}\" is not answered with a time; name an item that is"));
            }
            if let Some(span) = span {
                self.span(span, path);
            }
        }
    }

    fn billing(&mut self, draft: &DraftBilling) -> Billing {
        self.said(&draft.warning, "billing.warning");
        for (n, said) in draft.said.iter().enumerate() {
            self.said(&said.text, &format!("billing.said[{n}].text"));
            self.sources(&said.sources, &format!("billing.said[{n}].sources"));
        }
        for (n, rule) in draft.rules.iter().enumerate() {
            self.said(&rule.text, &format!("billing.rules[{n}].text"));
            self.sources(&rule.sources, &format!("billing.rules[{n}].sources"));
        }
        let mut families = Vec::new();
        for (n, family) in draft.families.iter().enumerate() {
            let path = format!("billing.families[{n}]");
            self.list(&family.codes, &format!("{path}.codes"), "code");
            families.push(CodeFamily {
                codes: family.codes.clone(),
                text: family.text.clone(),
                imaging: family.imaging.clone(),
                side: family.side.clone(),
                when: family.when.as_ref().and_then(|when| self.condition(when, &format!("{path}.when"))),
                evidence: family.evidence,
            });
        }
        Billing { warning: draft.warning.clone(), said: draft.said.clone(), families, rules: draft.rules.clone() }
    }

    fn scenario(&mut self, scenario: &Scenario, path: &str) {
        self.words(&scenario.title, &format!("{path}.title"), LONGEST_TEXT);
        self.known(&scenario.item, &format!("{path}.item"));
        self.given(&scenario.given, &format!("{path}.given"));
        let words = [("vignette", &scenario.vignette), ("trap", &scenario.trap), ("feedback", &scenario.feedback)];
        for (name, words) in words {
            self.said(words, &format!("{path}.{name}"));
        }
        for (n, choice) in scenario.choices.iter().enumerate() {
            self.said(&choice.text, &format!("{path}.choices[{n}].text"));
        }
        let right = scenario.choices.iter().filter(|choice| choice.right).count();
        if right != 1 && !self.is_mended(path, &["choices"]) {
            let problem = format!("{right} choices are right; mark exactly one with \"right\": true");
            self.defect(format!("{path}.choices"), problem);
        }
        if scenario.choices.len() < 2 {
            self.defect(format!("{path}.choices"), "there is nothing to choose from; write at least two choices");
        }
        self.sources(&scenario.sources, &format!("{path}.sources"));
    }

    fn mastery(&mut self, draft: &DraftMastery) -> Option<Mastery> {
        if !(1..=100).contains(&draft.percent) {
            self.defect("mastery.percent", format!("{} is no share of the steps; write 1 to 100", draft.percent));
        }
        let fades_after = self.span(&draft.fades_after, "mastery.fades_after")?;
        Some(Mastery { percent: draft.percent, fades_after })
    }
}
