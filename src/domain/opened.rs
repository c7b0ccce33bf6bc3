//! What a record's first line says: of what it is, and which checklist it follows.

use super::{Code, Hash, Id, Moment, Text};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Whether a record is of a patient's case, of practice or of a demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Mode {
    /// A patient's case.
    #[default]
    Case,
    /// Practice, which must never pass for a case.
    Practice,
    /// A demonstration: neither a case, nor anybody's practice.
    Demo,
}

impl Mode {
    /// The mode's word, as it is written.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// What every screen and report of it shows, so that it never passes for a patient's case.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Case => None,
            Self::Practice => Some("PRACTICE"),
            Self::Demo => Some("DEMO"),
        }
    }

    /// The mark as it stands before a line of text; nothing before one about a patient's case.
    pub fn before(self) -> String {
        self.mark().map(|mark| format!("{mark}  ")).unwrap_or_default()
    }
}

/// The exact checklist that a case follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The checklist's id.
    pub id: Id,
    pub version: Text,
    /// SHA-256 of the file's bytes.
    pub sha256: Hash,
}

/// When and where a case is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// When it is to begin.
    pub at: Moment,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Text>,
}

/// What a record's first line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The format's version, 1 or 2.
    pub format: u32,
    pub mode: Mode,
    /// A random id that tells two records of one code apart.
    pub uuid: Text,
    /// The case's code.
    pub code: Code,
    pub checklist: Pin,
    /// SHA-256 of the site's values that hold for it.
    pub overlays: Vec<Hash>,
    /// Bay or room, never a patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Plan>,
}
