//! Answers, limits and conditions as they stand in a file.

use super::vocabulary::{AnswerKind, OverrideBy, Points};
use crate::domain::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;

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
    pub(super) override_by: OverrideBy,
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
    pub(super) override_by: Option<OverrideBy>,
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
