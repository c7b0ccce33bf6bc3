//! Answers, limits and conditions as they stand in a file.

use super::schema;
use super::vocabulary::{AnswerKind, Direction, OverrideBy};
use crate::domain::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{borrow::Cow, fmt};

/// Every field that some answer type has; the check says which do not belong together.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Answer")]
pub(super) struct DraftAnswer {
    /// Which type of answer it is.
    #[serde(rename = "type")]
    pub(super) kind: AnswerKind,
    /// choice: 2 to 10 options.
    #[serde(default)]
    #[schemars(length(min = 2, max = 10))]
    pub(super) options: Option<Vec<DraftOption>>,
    /// choice: several may be chosen.
    #[serde(default)]
    pub(super) several: Option<bool>,
    /// number: its unit.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) unit: Option<String>,
    /// number: the smallest that is accepted.
    #[serde(default)]
    #[schemars(with = "Option<schema::Number>")]
    pub(super) min: Option<Decimal>,
    /// number: the greatest that is accepted; text: most characters, at most 4096.
    #[serde(default)]
    #[schemars(with = "Option<schema::Number>")]
    pub(super) max: Option<Decimal>,
    /// number: how many decimals are kept; 1 without it.
    #[serde(default)]
    #[schemars(range(max = 6))]
    pub(super) decimals: Option<u32>,
    /// number: limits that must not be passed.
    #[serde(default)]
    pub(super) stop: Option<DraftLimits>,
    /// number: limits that show a caution.
    #[serde(default)]
    pub(super) caution: Option<DraftLimits>,
    /// number: named answers instead of one, such as "unmeasurable".
    #[serde(default)]
    #[schemars(length(min = 1, max = 10))]
    pub(super) alternatives: Option<Vec<DraftOption>>,
    /// number: the same quantity in a unit that is not in use here.
    #[serde(default)]
    pub(super) otherwise: Option<Otherwise>,
    /// date, time: which way it may point.
    #[serde(default)]
    pub(super) points: Option<Direction>,
    /// timer: the minutes to wait.
    #[serde(default)]
    pub(super) minutes: Option<Limit>,
    /// fields: the named values.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) fields: Option<Vec<DraftField>>,
    /// fields: how many times they may be given; once without it.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub(super) rows: Option<usize>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Option")]
pub(super) struct DraftOption {
    /// Its id, unlike that of any other option here.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// What is shown.
    #[schemars(length(min = 1, max = 40))]
    pub(super) label: String,
    /// Excludes the others.
    #[serde(default)]
    pub(super) alone: bool,
    /// A stop that stands when it is chosen.
    #[serde(default)]
    pub(super) stop: Option<OptionStop>,
    /// A caution that shows when it is chosen.
    #[serde(default)]
    pub(super) caution: Option<OptionCaution>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionStop {
    /// What is wrong and what to do.
    #[schemars(length(min = 1, max = 300))]
    pub(super) say: String,
    /// Who may go on in spite of it.
    #[serde(rename = "override")]
    pub(super) override_by: OverrideBy,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionCaution {
    /// What is out of the expected.
    #[schemars(length(min = 1, max = 300))]
    pub(super) say: String,
    /// Whom to tell.
    #[serde(default)]
    pub(super) tell: Option<String>,
}

/// A number's own stop or caution.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Limits")]
pub(super) struct DraftLimits {
    /// Stands above this.
    #[serde(default)]
    pub(super) above: Option<Limit>,
    /// Stands below this.
    #[serde(default)]
    pub(super) below: Option<Limit>,
    /// What is wrong and what to do.
    #[schemars(length(min = 1, max = 300))]
    pub(super) say: String,
    /// Whom to tell.
    #[serde(default)]
    pub(super) tell: Option<String>,
    /// Who may go on: of a stop only.
    #[serde(default, rename = "override")]
    pub(super) override_by: Option<OverrideBy>,
}

/// The same quantity in a unit that is not in use here.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Otherwise {
    /// The unit.
    #[schemars(length(min = 1))]
    pub unit: String,
    /// From where it is plausible.
    #[schemars(with = "schema::Number")]
    pub min: Decimal,
    /// Up to where.
    #[schemars(with = "schema::Number")]
    pub max: Decimal,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Field")]
pub(super) struct DraftField {
    /// Its id, unlike that of any other field here.
    #[schemars(with = "schema::Id")]
    pub(super) id: String,
    /// What is shown.
    #[schemars(length(min = 1, max = 40))]
    pub(super) label: String,
    /// What answers it: no check, timer or fields.
    pub(super) answer: DraftAnswer,
    /// May be left out.
    #[serde(default)]
    pub(super) optional: bool,
}

/// Every field that some condition has; the check says which do not belong together.
#[derive(Debug, Clone, Deserialize, JsonSchema, Default)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Condition")]
pub struct DraftCondition {
    /// The item looked at.
    #[serde(default)]
    #[schemars(with = "Option<schema::Id>")]
    pub(super) item: Option<String>,
    /// One field of it.
    #[serde(default)]
    #[schemars(with = "Option<schema::Id>")]
    pub(super) field: Option<String>,
    /// The choice includes any of these.
    #[serde(default)]
    #[schemars(with = "Option<Vec<schema::Id>>", length(min = 1))]
    pub(super) is: Option<Vec<String>>,
    /// There is an answer, and it includes none of these.
    #[serde(default)]
    #[schemars(with = "Option<Vec<schema::Id>>", length(min = 1))]
    pub(super) not: Option<Vec<String>>,
    /// The number is greater.
    #[serde(default)]
    pub(super) above: Option<Limit>,
    /// The number is smaller.
    #[serde(default)]
    pub(super) below: Option<Limit>,
    /// There is an answer, or there is none.
    #[serde(default)]
    pub(super) answered: Option<bool>,
    /// Both items are answered, and not the same.
    #[serde(default)]
    #[schemars(with = "Option<schema::Id>")]
    pub(super) differs_from: Option<String>,
    /// The time given lies less than this before it was recorded.
    #[serde(default)]
    #[schemars(with = "Option<schema::Duration>")]
    pub(super) within: Option<String>,
    /// All of these hold.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) all: Option<Vec<DraftCondition>>,
    /// At least one of these holds.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) any: Option<Vec<DraftCondition>>,
    /// None of these holds.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) none: Option<Vec<DraftCondition>>,
}

/// A number, or a local number that a site may set.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    pub(super) value: Decimal,
    pub(super) local: Option<String>,
}

impl JsonSchema for Limit {
    fn schema_name() -> Cow<'static, str> {
        schema::Limit::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        schema::Limit::json_schema(generator)
    }
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
