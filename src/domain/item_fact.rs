//! What may be said about an item, and how it is written.

use super::{Answer, Carried, Decimal, Fact, Id, Operator, Text};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use strum::{IntoStaticStr, VariantNames};

/// What may be said about an item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, IntoStaticStr, VariantNames)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ItemFact {
    Answered {
        answer: Answer,
        second: Option<Operator>,
        reason: Option<Text>,
        #[serde(default)]
        again: bool,
        #[serde(default)]
        grouped: bool,
        preset: Option<Id>,
        carried: Option<Carried>,
    },
    NotApplicable {
        reason: Text,
    },
    Deferred {
        reason: Text,
        to: Id,
    },
    Overridden {
        reason: Text,
    },
    Withdrawn {
        reason: Text,
    },
    Noted {
        text: Text,
    },
    TimerStarted {
        minutes: Decimal,
    },
    Escalated {
        told: Text,
        text: Option<Text>,
    },
}

impl ItemFact {
    /// Every kind, as it is written.
    pub const KINDS: &[&str] = Self::VARIANTS;

    /// The same as said about this item.
    pub fn about(self, item: &Id) -> Fact {
        Fact::Item(item.clone(), self)
    }

    /// Whether it says how the item stands, rather than something beside that.
    pub fn answers(&self) -> bool {
        match self {
            Self::Answered { .. }
            | Self::NotApplicable { .. }
            | Self::Deferred { .. }
            | Self::Overridden { .. }
            | Self::TimerStarted { .. } => true,
            Self::Withdrawn { .. } | Self::Noted { .. } | Self::Escalated { .. } => false,
        }
    }

    pub(super) fn reason(&self) -> Option<&Text> {
        match self {
            Self::Answered { reason, .. } => reason.as_ref(),
            Self::NotApplicable { reason }
            | Self::Deferred { reason, .. }
            | Self::Overridden { reason }
            | Self::Withdrawn { reason } => Some(reason),
            Self::Noted { .. } | Self::TimerStarted { .. } | Self::Escalated { .. } => None,
        }
    }

    /// The kind is written first, then the item that it is about, then the rest: what is not there is left out.
    pub(super) fn write<S: Serializer>(&self, item: &Id, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry::<_, str>("kind", self.into())?;
        map.serialize_entry("item", item)?;
        match self {
            Self::Answered { answer, second, reason, again, grouped, preset, carried } => {
                map.serialize_entry("answer", answer)?;
                entry(&mut map, "second", second.as_ref())?;
                entry(&mut map, "reason", reason.as_ref())?;
                entry(&mut map, "again", again.then_some(&true))?;
                entry(&mut map, "grouped", grouped.then_some(&true))?;
                entry(&mut map, "preset", preset.as_ref())?;
                entry(&mut map, "carried", carried.as_ref())?;
            }
            Self::Deferred { reason, to } => {
                map.serialize_entry("reason", reason)?;
                map.serialize_entry("to", to)?;
            }
            Self::NotApplicable { reason } | Self::Overridden { reason } | Self::Withdrawn { reason } => {
                map.serialize_entry("reason", reason)?;
            }
            Self::Noted { text } => map.serialize_entry("text", text)?,
            Self::TimerStarted { minutes } => map.serialize_entry("minutes", minutes)?,
            Self::Escalated { told, text } => {
                map.serialize_entry("told", told)?;
                entry(&mut map, "text", text.as_ref())?;
            }
        }
        map.end()
    }
}

fn entry<M: SerializeMap>(map: &mut M, key: &str, value: Option<&impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, value))
}
