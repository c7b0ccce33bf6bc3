//! What a record's entries say: the facts, how each is written, what may be taken back.

use super::practice::{Debriefing, Mark, Rehearsal};
use super::{Code, Hash, Id, ItemFact, Moment, Opened, Operator, Pin, Plan, Seq, Text};
use serde::{Deserialize, Serialize, Serializer};
use strum::{IntoStaticStr, VariantArray, VariantNames};

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// Everything that had to be done was done.
    Completed,
    /// The procedure was stopped.
    Stopped,
    /// It was called off before it began.
    Cancelled,
    /// The patient did not come.
    DidNotAttend,
    /// The case should not have been opened.
    EnteredInError,
}

impl Outcome {
    /// All outcomes, in the order in which they are offered.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The outcome's word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// Only what went as planned explains itself.
    pub fn needs_reason(self) -> bool {
        self != Self::Completed
    }

    /// In words that fit a narrow column.
    pub fn short(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Cancelled => "cancelled",
            Self::DidNotAttend => "did not come",
            Self::EnteredInError => "in error",
        }
    }
}

/// A check of the room that was made for another case today and holds for this one too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The case in which it was made.
    pub code: Code,
    pub by: Operator,
    /// When it was made.
    pub at: Moment,
}

/// How the code of a case was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confirmed {
    /// Its last two characters were typed.
    Typed,
    /// Its slip was scanned.
    Scanned,
}

/// How an attempt to reach the patient went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Attempt {
    /// The patient was reached.
    Reached,
    /// Not reached; to be tried again.
    Retry,
    /// A letter was sent.
    Letter,
}

impl Attempt {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }

    pub fn said(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Retry => "not reached, to be tried again",
            Self::Letter => "letter sent",
        }
    }
}

/// What was stamped on a crisis card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CrisisStamp {
    /// The card was opened.
    Opened,
    Called,
    DrugGiven,
    Arrived,
    /// The crisis is over.
    Ended,
}

impl CrisisStamp {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }

    pub fn said(self) -> &'static str {
        match self {
            Self::Opened => "card opened",
            Self::Called => "called",
            Self::DrugGiven => "drug given",
            Self::Arrived => "arrived",
            Self::Ended => "over",
        }
    }
}

/// What an entry says: something about an item, or about the case as a whole. `docs/formats.md` has the meaning of
/// each kind and an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    Item(Id, ItemFact),
    Case(CaseFact),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, VariantNames)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum CaseFact {
    Opened(Opened),
    Started {
        checklist: Pin,
        overlays: Vec<Hash>,
    },
    /// What a planned case follows from now on: something is prepared ahead.
    Pinned {
        checklist: Pin,
        overlays: Vec<Hash>,
    },
    NeedleMoved {
        section: Id,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    Noted {
        text: Text,
    },
    Undone {
        entries: Vec<Seq>,
    },
    Redone {
        entries: Vec<Seq>,
    },
    Signed {
        phase: Id,
        entries: u64,
        head: Hash,
    },
    Held {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<Id>,
    },
    Resumed,
    CodeConfirmed {
        how: Confirmed,
    },
    Labelled {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        label: Option<Text>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        planned: Option<Plan>,
    },
    Team {
        members: Vec<Operator>,
    },
    Attempted {
        section: Id,
        result: Attempt,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Text>,
    },
    Contacted {
        text: Text,
    },
    LostToFollowUp {
        section: Id,
        reason: Text,
    },
    Crisis {
        card: Id,
        stamp: CrisisStamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Text>,
    },
    Stopped {
        reason: Text,
    },
    Closed {
        outcome: Outcome,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    Reopened {
        reason: Text,
    },
    Repaired {
        kept: Text,
        lines: u64,
    },
    /// Of practice alone: what is rehearsed.
    Rehearsed(Rehearsal),
    /// Of practice alone: what was given, and how that is judged.
    Marked(Mark),
    /// Of practice alone: what the trainee said of it before the result was shown.
    Debriefed(Debriefing),
}

impl CaseFact {
    /// Every kind, as it is written.
    pub const KINDS: &[&str] = Self::VARIANTS;

    fn reason(&self) -> Option<&Text> {
        match self {
            Self::Closed { reason, .. } | Self::NeedleMoved { reason, .. } => reason.as_ref(),
            Self::LostToFollowUp { reason, .. } | Self::Stopped { reason } | Self::Reopened { reason } => Some(reason),
            Self::Opened(_)
            | Self::Started { .. }
            | Self::Pinned { .. }
            | Self::Noted { .. }
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Signed { .. }
            | Self::Held { .. }
            | Self::Resumed
            | Self::CodeConfirmed { .. }
            | Self::Labelled { .. }
            | Self::Team { .. }
            | Self::Attempted { .. }
            | Self::Contacted { .. }
            | Self::Crisis { .. }
            | Self::Repaired { .. }
            | Self::Rehearsed(_)
            | Self::Marked(_)
            | Self::Debriefed(_) => None,
        }
    }

    /// Whether undo may take it back: what somebody recorded, not the coming and going round it.
    fn can_be_undone(&self) -> bool {
        match self {
            Self::Noted { .. }
            | Self::NeedleMoved { .. }
            | Self::Signed { .. }
            | Self::Labelled { .. }
            | Self::Attempted { .. }
            | Self::Contacted { .. }
            | Self::LostToFollowUp { .. }
            | Self::Crisis { .. }
            | Self::Stopped { .. } => true,
            Self::Opened(_)
            | Self::Started { .. }
            | Self::Pinned { .. }
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Held { .. }
            | Self::Resumed
            | Self::CodeConfirmed { .. }
            | Self::Team { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::Repaired { .. }
            | Self::Rehearsed(_)
            | Self::Marked(_)
            | Self::Debriefed(_) => false,
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Item(item, fact) => fact.write(item, serializer),
            Self::Case(fact) => fact.serialize(serializer),
        }
    }
}

impl From<CaseFact> for Fact {
    fn from(fact: CaseFact) -> Self {
        Self::Case(fact)
    }
}

impl Fact {
    /// Every kind that this version knows, as it is written: a note may be about both.
    pub fn kinds() -> std::collections::BTreeSet<&'static str> {
        ItemFact::KINDS.iter().chain(CaseFact::KINDS).copied().collect()
    }

    /// Why it was recorded, where that was said.
    pub fn reason(&self) -> Option<&Text> {
        match self {
            Self::Item(_, fact) => fact.reason(),
            Self::Case(fact) => fact.reason(),
        }
    }

    /// Whether undo may take it back.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Item(..) => true,
            Self::Case(fact) => fact.can_be_undone(),
        }
    }

    /// The item that the fact is about, if it is about one.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Self::Item(item, _) => Some(item),
            Self::Case(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_record() {
        let written = |value: serde_json::Value| value.as_str().map(str::to_owned);
        for &one in Outcome::ALL {
            assert_eq!(written(serde_json::to_value(one).unwrap()).as_deref(), Some(one.word()));
        }
        for &one in Attempt::ALL {
            assert_eq!(written(serde_json::to_value(one).unwrap()).as_deref(), Some(one.word()));
        }
        for &one in CrisisStamp::ALL {
            assert_eq!(written(serde_json::to_value(one).unwrap()).as_deref(), Some(one.word()));
        }
    }
}
