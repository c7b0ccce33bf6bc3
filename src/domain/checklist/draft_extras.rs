//! What a file holds beside its items, where it must be checked before it is one of [`super::Extras`].

use super::{
    draft_answer::DraftCondition,
    extras::{Cited, CrisisDrug, Rule},
    vocabulary::Evidence,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Answers that seldom vary, filled in together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftPreset {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) answers: BTreeMap<String, String>,
}

/// The first actions for an emergency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftCard {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) steps: Vec<String>,
    #[serde(default)]
    pub(super) drugs: Vec<CrisisDrug>,
    pub(super) call: String,
    pub(super) sources: Vec<String>,
    pub(super) evidence: Evidence,
}

/// A sheet for the patient.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftHandout {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) body: Vec<DraftHandoutBlock>,
}

/// A paragraph or a list of a handout, perhaps with a condition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftHandoutBlock {
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) list: Option<Vec<String>>,
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

/// What the source says about billing, and a prompt for the coder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftBilling {
    pub(super) warning: String,
    pub(super) said: Vec<Cited>,
    pub(super) families: Vec<DraftFamily>,
    pub(super) rules: Vec<Rule>,
}

/// Codes that belong together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftFamily {
    pub(super) codes: Vec<String>,
    pub(super) text: String,
    pub(super) imaging: String,
    pub(super) side: String,
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    pub(super) evidence: Evidence,
}

/// The standard that practice is measured against.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftMastery {
    pub(super) percent: u8,
    pub(super) fades_after: String,
}
