//! What a checklist holds beside its items: presets, crisis cards, reference, handouts, billing, practice.

use super::{Condition, Evidence, ItemIx};
use crate::domain::{Answer, Id, Text};
use jiff::Span;
use std::collections::BTreeMap;

/// Everything beside the items.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    pub presets: Vec<Preset>,
    pub crisis: Vec<CrisisCard>,
    pub reference: Vec<Page>,
    pub handouts: Vec<Handout>,
    pub billing: Option<Billing>,
    pub scenarios: Vec<Scenario>,
    pub mastery: Option<Mastery>,
}

impl Extras {
    /// The crisis card with this id.
    pub fn card(&self, id: &str) -> Option<&CrisisCard> {
        self.crisis.iter().find(|card| card.id == *id)
    }
}

/// Answers that seldom vary, filled in together.
#[derive(Debug, Clone)]
pub struct Preset {
    pub id: Id,
    pub title: Text,
    /// In the order of the checklist.
    pub answers: Vec<(ItemIx, Answer)>,
}

/// The first actions for an emergency.
#[derive(Debug, Clone)]
pub struct CrisisCard {
    pub id: Id,
    pub title: String,
    pub steps: Vec<String>,
    pub drugs: Vec<CrisisDrug>,
    pub call: String,
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// A drug on a crisis card, its dose set by the site.
#[derive(Debug, Clone)]
pub struct CrisisDrug {
    pub name: String,
    pub dose: Option<String>,
    pub local: String,
}

/// A page of the reference.
#[derive(Debug, Clone)]
pub struct Page {
    pub id: String,
    pub title: String,
    pub body: Vec<Block>,
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// A sheet for the patient.
#[derive(Debug, Clone)]
pub struct Handout {
    pub id: String,
    pub title: String,
    pub body: Vec<HandoutBlock>,
}

/// A paragraph, a list or a table.
#[derive(Debug, Clone)]
pub struct Block {
    pub text: Option<String>,
    pub list: Option<Vec<String>>,
    pub table: Option<Table>,
    pub sources: Vec<String>,
}

/// A paragraph or a list of a handout, perhaps with a condition.
#[derive(Debug, Clone)]
pub struct HandoutBlock {
    pub text: Option<String>,
    pub list: Option<Vec<String>>,
    pub when: Option<Condition>,
    pub sources: Vec<String>,
}

/// A table of the reference.
#[derive(Debug, Clone)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// What the source says about billing, and a prompt for the coder.
#[derive(Debug, Clone)]
pub struct Billing {
    pub warning: String,
    pub said: Vec<Cited>,
    pub families: Vec<CodeFamily>,
    pub rules: Vec<Rule>,
}

/// A sentence with its sources.
#[derive(Debug, Clone)]
pub struct Cited {
    pub text: String,
    pub sources: Vec<String>,
}

/// Codes that belong together.
#[derive(Debug, Clone)]
pub struct CodeFamily {
    pub codes: Vec<String>,
    pub text: String,
    pub imaging: String,
    pub side: String,
    pub when: Option<Condition>,
    pub evidence: Evidence,
}

/// A rule of the payers.
#[derive(Debug, Clone)]
pub struct Rule {
    pub text: String,
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// A vignette with a trap, for practice.
#[derive(Debug, Clone)]
pub struct Scenario {
    pub id: String,
    pub title: String,
    pub item: String,
    pub given: BTreeMap<String, String>,
    pub vignette: String,
    pub trap: String,
    pub choices: Vec<ScenarioChoice>,
    pub feedback: String,
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// What a trainee may choose in a scenario.
#[derive(Debug, Clone)]
pub struct ScenarioChoice {
    pub text: String,
    pub right: bool,
}

/// The standard that practice is measured against.
#[derive(Debug, Clone)]
pub struct Mastery {
    pub percent: u32,
    pub fades_after: Span,
}
