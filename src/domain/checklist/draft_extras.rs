//! What a file holds beside its items, where it must be checked before it is one of [`super::Extras`].

use super::{
    draft_answer::DraftCondition,
    extras::{Cited, CrisisDrug, Rule},
    schema,
    vocabulary::Evidence,
};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Answers that seldom vary, filled in together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Preset")]
pub(super) struct DraftPreset {
    /// Its id.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 60))]
    pub(super) title: String,
    /// Item id to the words that would be typed for it. No critical, screening, two-person or carried item, no check, date, time or timer.
    #[schemars(with = "BTreeMap<schema::Id, String>", length(min = 1))]
    pub(super) answers: BTreeMap<String, String>,
}

/// The first actions for an emergency.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Card")]
pub(super) struct DraftCard {
    /// Its id.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 60))]
    pub(super) title: String,
    /// The first actions, in order.
    #[schemars(length(min = 1))]
    pub(super) steps: Vec<String>,
    /// Drugs, each with a dose that the site sets.
    #[serde(default)]
    pub(super) drugs: Vec<CrisisDrug>,
    /// Whom to call.
    #[schemars(length(min = 1))]
    pub(super) call: String,
    /// Where that is from.
    #[schemars(with = "Vec<schema::Citation>")]
    pub(super) sources: Vec<String>,
    pub(super) evidence: Evidence,
}

/// A sheet for the patient.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Handout")]
pub(super) struct DraftHandout {
    /// Its id.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// Its name.
    #[schemars(length(min = 1, max = 60))]
    pub(super) title: String,
    /// Its paragraphs and lists.
    #[schemars(length(min = 1))]
    pub(super) body: Vec<DraftHandoutBlock>,
}

/// A paragraph or a list of a handout, perhaps with a condition.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HandoutBlock")]
pub(super) struct DraftHandoutBlock {
    /// A paragraph. {item}, {item+P7D} and {item-PT6H} stand for times.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) text: Option<String>,
    /// A list, with the same.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) list: Option<Vec<String>>,
    /// When it is printed; always, without one.
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    /// Where that is from.
    #[serde(default)]
    #[schemars(with = "Vec<schema::Citation>")]
    pub(super) sources: Vec<String>,
}

/// What the source says about billing, and a prompt for the coder.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Billing")]
pub(super) struct DraftBilling {
    /// What every reader must know first.
    #[schemars(length(min = 1))]
    pub(super) warning: String,
    /// What the source document says.
    pub(super) said: Vec<Cited>,
    /// Codes that belong together.
    pub(super) families: Vec<DraftFamily>,
    /// Rules of the payers.
    pub(super) rules: Vec<Rule>,
}

/// Codes that belong together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Family")]
pub(super) struct DraftFamily {
    /// The codes.
    #[schemars(length(min = 1))]
    pub(super) codes: Vec<String>,
    pub(super) text: String,
    pub(super) imaging: String,
    pub(super) side: String,
    /// When they may fit.
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    pub(super) evidence: Evidence,
}

/// The standard that practice is measured against.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Mastery")]
pub(super) struct DraftMastery {
    /// The share of the steps that must be right.
    #[schemars(range(min = 1, max = 100))]
    pub(super) percent: u32,
    /// After how long it is due again.
    #[schemars(with = "schema::Duration")]
    pub(super) fades_after: String,
}
