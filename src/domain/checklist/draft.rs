//! A checklist as it stands in its file: read, but not yet checked.

pub(super) use super::{
    draft_answer::{DraftAnswer, DraftLimits, DraftOption, Limit},
    vocabulary::AnswerKind,
};
pub use super::{
    draft_answer::{DraftCondition, Otherwise},
    vocabulary::{Evidence, Led, Level, NoticeLevel, Points, ReviewStatus, Style},
};

use super::{
    Defect, Place,
    draft_extras::{DraftBilling, DraftCard, DraftHandout, DraftMastery, DraftPreset},
    extras::{Page, Scenario},
    place_of,
    vocabulary::OverrideBy,
};
use crate::domain::{Decimal, Text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A checklist file. [`Draft::check`] turns it into a valid checklist or lists what is wrong.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    #[serde(rename = "$schema", default)]
    pub(super) _schema: Option<String>,
    pub(super) format: u32,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) objective: String,
    pub(super) review: Review,
    pub(super) sources: BTreeMap<String, Source>,
    #[serde(default)]
    pub(super) notices: Vec<Notice>,
    pub(super) phases: Vec<DraftPhase>,
    #[serde(default)]
    pub(super) presets: Vec<DraftPreset>,
    #[serde(default)]
    pub(super) crisis: Vec<DraftCard>,
    #[serde(default)]
    pub(super) reference: Vec<Page>,
    #[serde(default)]
    pub(super) handouts: Vec<DraftHandout>,
    #[serde(default)]
    pub(super) billing: Option<DraftBilling>,
    #[serde(default)]
    pub(super) scenarios: Vec<Scenario>,
    #[serde(default)]
    pub(super) mastery: Option<DraftMastery>,
}

impl Draft {
    /// Reads a file's text. A file that cannot be read at all has one defect: the first place that stops it.
    pub fn parse(json: &str) -> Result<Self, Vec<Defect>> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let mut track = serde_path_to_error::Track::new();
        let read = serde::Deserialize::deserialize(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
        let read = read.and_then(|draft| reader.end().map(|()| draft));
        read.map_err(|error: serde_json::Error| {
            let path = track.path().to_string();
            let path = if path == "." { String::new() } else { path };
            let words = error.to_string();
            let problem = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
            let place = if error.is_data() && !path.is_empty() {
                place_of(json, &path)
            } else {
                Place { line: error.line().max(1), column: error.column().max(1) }
            };
            vec![Defect { path, problem: Text::sanitise(problem).to_string(), place }]
        })
    }
}

/// Who reviewed a checklist, and until when that holds.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Draft or approved.
    pub status: ReviewStatus,
    /// The reviewer's role.
    pub reviewed_by: Option<String>,
    /// When.
    pub date: Option<jiff::civil::Date>,
    /// When it is to be reviewed again.
    pub review_by: Option<jiff::civil::Date>,
}

/// A text that the content rests on.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its year.
    #[serde(default)]
    pub year: Option<u16>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
}

/// Something that every reader of the checklist must know.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// How weighty it is.
    pub level: NoticeLevel,
    /// What it says.
    pub text: String,
    /// Where that is from.
    #[serde(default)]
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftPhase {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) sections: Vec<DraftSection>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftSection {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) moment: String,
    pub(super) led_by: Led,
    pub(super) style: Style,
    #[serde(default)]
    pub(super) two_person: bool,
    #[serde(default)]
    pub(super) always_open: bool,
    #[serde(default)]
    pub(super) needle_in: bool,
    #[serde(default)]
    pub(super) due: Option<DraftDue>,
    #[serde(default)]
    pub(super) attempts: Option<u32>,
    pub(super) items: Vec<DraftItem>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftDue {
    pub(super) after: String,
    pub(super) from: String,
    #[serde(default)]
    pub(super) by: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftItem {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(default)]
    pub(super) short: Option<String>,
    pub(super) role: Led,
    pub(super) level: Level,
    #[serde(default)]
    pub(super) screening: bool,
    #[serde(default)]
    pub(super) carries_over: bool,
    pub(super) answer: DraftAnswer,
    #[serde(default)]
    pub(super) when: Option<DraftCondition>,
    #[serde(default)]
    pub(super) two_person: bool,
    #[serde(default)]
    pub(super) confirms: Vec<String>,
    #[serde(default)]
    pub(super) stops: Vec<DraftStop>,
    #[serde(default)]
    pub(super) cautions: Vec<DraftCaution>,
    #[serde(default, rename = "override")]
    pub(super) override_by: OverrideBy,
    pub(super) why: String,
    pub(super) sources: Vec<String>,
    pub(super) evidence: Evidence,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftStop {
    pub(super) when: DraftCondition,
    pub(super) say: String,
    #[serde(rename = "override")]
    pub(super) override_by: OverrideBy,
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftCaution {
    pub(super) when: DraftCondition,
    pub(super) say: String,
    #[serde(default)]
    pub(super) tell: Option<String>,
}

/// An overlay: a site's own limits for a checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The format's version, 1.
    pub format: u32,
    /// The checklist's id.
    pub overlay: String,
    /// The local numbers by name.
    pub local: BTreeMap<String, Decimal>,
}
