//! A checklist as it stands in its file: read, but not yet checked.

use super::extras;
use crate::domain::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{collections::BTreeMap, fmt};

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
    pub(super) presets: Vec<extras::Preset>,
    #[serde(default)]
    pub(super) crisis: Vec<extras::CrisisCard>,
    #[serde(default)]
    pub(super) reference: Vec<extras::Page>,
    #[serde(default)]
    pub(super) handouts: Vec<extras::Handout>,
    #[serde(default)]
    pub(super) billing: Option<extras::Billing>,
    #[serde(default)]
    pub(super) scenarios: Vec<extras::Scenario>,
    #[serde(default)]
    pub(super) mastery: Option<extras::Mastery>,
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

/// Whether the content was approved for local use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewStatus {
    /// Not reviewed locally.
    Draft,
    /// Approved by the clinical lead.
    Approved,
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

/// How weighty a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeLevel {
    /// Good to know.
    Info,
    /// Must be known.
    Warning,
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

/// Whose an item is, or who leads a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Led {
    /// A nurse.
    Nurse,
    /// A clinician.
    Clinician,
    /// Either of them.
    Either,
    /// Both together.
    Both,
}

impl Led {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Nurse => "nurse",
            Self::Clinician => "clinician",
            Self::Either => "either",
            Self::Both => "both",
        }
    }
}

/// How a section is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Facts about the case.
    Form,
    /// Read, then do.
    ReadDo,
    /// Do, then confirm together.
    DoConfirm,
}

/// An item's weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Answered or overridden, nothing else.
    Critical,
    /// Also not applicable or deferred.
    Required,
    /// May stay open.
    Routine,
}

impl Level {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Required => "required",
            Self::Routine => "routine",
        }
    }
}

/// How well a fact is supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The source document says it.
    Source,
    /// A primary text was read.
    Confirmed,
    /// A text that cites the primary was read.
    Secondary,
    /// General knowledge.
    Unverified,
}

impl Evidence {
    /// What the reader is told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Source => "the source document says it",
            Self::Confirmed => "confirmed in a primary text",
            Self::Secondary => "secondary evidence",
            Self::Unverified => "unverified, general knowledge",
        }
    }
}

/// Which way a date or time may point, seen from the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Points {
    /// Not later than now.
    Past,
    /// Not later than now, and now is proposed.
    Now,
    /// Not earlier than now.
    Future,
    /// Either way.
    Any,
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
    pub(super) override_by: super::OverrideBy,
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
    pub(super) override_by: super::OverrideBy,
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

/// The words of the `type` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AnswerKind {
    Check,
    Choice,
    Number,
    Text,
    Date,
    Time,
    Timer,
    Fields,
}

/// Every field that some answer type has; the check says which do not belong together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftAnswer {
    #[serde(rename = "type")]
    pub(super) kind: AnswerKind,
    #[serde(default)]
    pub(super) options: Option<Vec<DraftOption>>,
    #[serde(default)]
    pub(super) several: Option<bool>,
    #[serde(default)]
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) min: Option<Decimal>,
    #[serde(default)]
    pub(super) max: Option<Decimal>,
    #[serde(default)]
    pub(super) decimals: Option<u32>,
    #[serde(default)]
    pub(super) stop: Option<DraftLimits>,
    #[serde(default)]
    pub(super) caution: Option<DraftLimits>,
    #[serde(default)]
    pub(super) alternatives: Option<Vec<DraftOption>>,
    #[serde(default)]
    pub(super) otherwise: Option<Otherwise>,
    #[serde(default)]
    pub(super) points: Option<Points>,
    #[serde(default)]
    pub(super) minutes: Option<Limit>,
    #[serde(default)]
    pub(super) fields: Option<Vec<DraftField>>,
    #[serde(default)]
    pub(super) rows: Option<usize>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftOption {
    pub(super) id: String,
    pub(super) label: String,
    #[serde(default)]
    pub(super) alone: bool,
    #[serde(default)]
    pub(super) stop: Option<OptionStop>,
    #[serde(default)]
    pub(super) caution: Option<OptionCaution>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionStop {
    pub(super) say: String,
    #[serde(rename = "override")]
    pub(super) override_by: super::OverrideBy,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionCaution {
    pub(super) say: String,
    #[serde(default)]
    pub(super) tell: Option<String>,
}

/// A number's own stop or caution.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftLimits {
    #[serde(default)]
    pub(super) above: Option<Limit>,
    #[serde(default)]
    pub(super) below: Option<Limit>,
    pub(super) say: String,
    #[serde(default)]
    pub(super) tell: Option<String>,
    #[serde(default, rename = "override")]
    pub(super) override_by: Option<super::OverrideBy>,
}

/// The same quantity in a unit that is not in use here.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Otherwise {
    /// The unit.
    pub unit: String,
    /// From where it is plausible.
    pub min: Decimal,
    /// Up to where.
    pub max: Decimal,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftField {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) answer: DraftAnswer,
    #[serde(default)]
    pub(super) optional: bool,
}

/// Every field that some condition has; the check says which do not belong together.
#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct DraftCondition {
    #[serde(default)]
    pub(super) item: Option<String>,
    #[serde(default)]
    pub(super) field: Option<String>,
    #[serde(default)]
    pub(super) is: Option<Vec<String>>,
    #[serde(default)]
    pub(super) not: Option<Vec<String>>,
    #[serde(default)]
    pub(super) above: Option<Limit>,
    #[serde(default)]
    pub(super) below: Option<Limit>,
    #[serde(default)]
    pub(super) answered: Option<bool>,
    #[serde(default)]
    pub(super) differs_from: Option<String>,
    #[serde(default)]
    pub(super) within: Option<String>,
    #[serde(default)]
    pub(super) all: Option<Vec<DraftCondition>>,
    #[serde(default)]
    pub(super) any: Option<Vec<DraftCondition>>,
    #[serde(default)]
    pub(super) none: Option<Vec<DraftCondition>>,
}

/// A number, or a local number that a site may set.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    pub(super) value: Decimal,
    pub(super) local: Option<String>,
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Local {
            value: Decimal,
            local: String,
        }
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Limit;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or { \"value\": number, \"local\": name }")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Limit, A::Error> {
                let local = Local::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Limit { value: local.value, local: Some(local.local) })
            }

            fn visit_u64<E: de::Error>(self, whole: u64) -> Result<Limit, E> {
                self.visit_text(&whole.to_string())
            }

            fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Limit, E> {
                self.visit_text(&whole.to_string())
            }

            fn visit_f64<E: de::Error>(self, number: f64) -> Result<Limit, E> {
                self.visit_text(&number.to_string())
            }
        }
        impl Visitor {
            #[expect(clippy::unused_self, reason = "reads like its siblings")]
            fn visit_text<E: de::Error>(self, text: &str) -> Result<Limit, E> {
                Ok(Limit { value: text.parse().map_err(E::custom)?, local: None })
            }
        }
        deserializer.deserialize_any(Visitor)
    }
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
