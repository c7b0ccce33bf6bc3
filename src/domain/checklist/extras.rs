//! What a checklist holds beside its items: presets, crisis cards, reference, handouts, billing, practice.

use super::{Condition, ItemIx, draft::Evidence, schema};
use crate::domain::{Answer, Id, Text};
use jiff::Span;
use schemars::JsonSchema;
use serde::Deserialize;
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrisisDrug {
    #[schemars(length(min = 1))]
    pub name: String,
    pub dose: Option<String>,
    #[schemars(with = "schema::Id")]
    pub local: String,
}

/// A page of the reference.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    #[schemars(with = "schema::Id")]
    pub id: String,
    #[schemars(length(min = 1, max = 60))]
    pub title: String,
    #[schemars(length(min = 1))]
    pub body: Vec<Block>,
    #[schemars(with = "Vec<schema::Citation>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Block {
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub text: Option<String>,
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub list: Option<Vec<String>>,
    #[serde(default)]
    pub table: Option<Table>,
    #[serde(default)]
    #[schemars(with = "Vec<schema::Citation>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Table {
    #[schemars(length(min = 1))]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cited {
    #[schemars(length(min = 1))]
    pub text: String,
    #[schemars(with = "Vec<schema::Citation>")]
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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[schemars(length(min = 1))]
    pub text: String,
    #[schemars(with = "Vec<schema::Citation>")]
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// A vignette with a trap, for practice.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    #[schemars(with = "schema::Id")]
    pub id: String,
    #[schemars(length(min = 1, max = 60))]
    pub title: String,
    #[schemars(with = "schema::Id")]
    pub item: String,
    #[serde(default)]
    #[schemars(with = "BTreeMap<schema::Id, String>")]
    pub given: BTreeMap<String, String>,
    #[schemars(length(min = 1))]
    pub vignette: String,
    #[schemars(length(min = 1))]
    pub trap: String,
    #[schemars(length(min = 2))]
    pub choices: Vec<ScenarioChoice>,
    #[schemars(length(min = 1))]
    pub feedback: String,
    #[schemars(with = "Vec<schema::Citation>")]
    pub sources: Vec<String>,
    pub evidence: Evidence,
}

/// What a trainee may choose in a scenario.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioChoice {
    #[schemars(length(min = 1))]
    pub text: String,
    #[serde(default)]
    pub right: bool,
}

/// The standard that practice is measured against.
#[derive(Debug, Clone)]
pub struct Mastery {
    pub percent: u32,
    pub fades_after: Span,
}
