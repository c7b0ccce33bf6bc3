//! The words that a checklist file may use for roles, levels, styles and the like.

use crate::domain::Role;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether the content was approved for local use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "review status")]
pub enum ReviewStatus {
    /// Not reviewed locally.
    Draft,
    /// Approved by the clinical lead.
    Approved,
}

/// How weighty a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "notice level")]
pub enum NoticeLevel {
    /// Good to know.
    Info,
    /// Must be known.
    Warning,
}

/// Whose an item is, or who leads a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "role")]
pub enum Responsible {
    /// A nurse.
    Nurse,
    /// A clinician.
    Clinician,
    /// Either of them.
    Either,
    /// Both together.
    Both,
}

impl Responsible {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "style")]
pub enum Style {
    /// Facts about the case.
    Form,
    /// Read, then do.
    ReadDo,
    /// Do, then confirm together.
    DoConfirm,
}

impl Style {
    /// How the section is read, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Form => "fill in",
            Self::ReadDo => "read, then do",
            Self::DoConfirm => "do, then confirm",
        }
    }
}

/// An item's weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "level")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "evidence mark")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "direction")]
pub enum Direction {
    /// Not later than now.
    Past,
    /// Not later than now, and now is proposed.
    Now,
    /// Not earlier than now.
    Future,
    /// Either way.
    Any,
}

/// The words of the `type` field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "answer type")]
pub(super) enum AnswerKind {
    /// Ticked, or not right with a reason.
    Check,
    /// An option, or several.
    Choice,
    /// A number with its unit.
    Number,
    /// Words.
    Text,
    /// A day.
    Date,
    /// A date with a time.
    Time,
    /// Started, then ended when its minutes have passed.
    Timer,
    /// Several named values, in one or several rows.
    Fields,
}

/// Who may override.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "way to override")]
pub enum OverrideBy {
    /// A clinician, with a reason.
    #[default]
    Clinician,
    /// Nobody.
    Never,
}

impl OverrideBy {
    /// Whether `role` may override.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Clinician => role == Role::Clinician,
            Self::Never => false,
        }
    }
}
