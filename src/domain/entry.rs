//! The facts of a record: what somebody did, when, and how it is written on a line.

use super::{Answer, Code, Decimal, Id, Moment, Now, Operator, StaffCode, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;

/// An entry's place in its record: 1, 2, 3 … without gaps.
pub type Seq = u64;

/// The hash of a record's line, 64 lower-case hexadecimal characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash([u8; 64]);

impl Hash {
    /// What stands before the first line.
    pub const START: Self = Self([b'0'; 64]);

    /// Takes 64 lower-case hexadecimal characters; anything else is no hash.
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        let hex: [u8; 64] = hex.try_into().ok()?;
        hex.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')).then_some(Self(hex))
    }

    /// The characters, as bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl Serialize for Hash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::from_hex(text.as_bytes())
            .ok_or_else(|| serde::de::Error::custom("not a hash of 64 hexadecimal characters"))
    }
}

/// Who recorded an entry, when and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The entry's place in the record.
    pub seq: Seq,
    /// When it was recorded.
    pub at: Moment,
    /// The zone's name.
    pub tz: Text,
    /// Who was at the keyboard.
    pub by: Operator,
    /// Which workstation.
    pub station: Text,
    /// Who said it, when somebody else typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<StaffCode>,
    /// When it happened, when that was earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// The first entry of the same action, where one action wrote several lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Seq>,
}

impl Stamp {
    /// The stamp of a record's first entry.
    pub fn first(by: Operator, station: Text, now: &Now) -> Self {
        let tz = Text::sanitise(now.zone_name());
        Self { seq: 1, at: now.at, tz, by, station, stated_by: None, done_at: None, with: None }
    }

    /// The moment that counts for timers and due dates: when it happened, else when it was recorded.
    pub fn happened(&self) -> Moment {
        self.done_at.unwrap_or(self.at)
    }

    /// The first entry of the action that this entry belongs to.
    pub fn action(&self) -> Seq {
        self.with.unwrap_or(self.seq)
    }
}

/// Whether a record is of a patient's case, of practice or of a demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
        match self {
            Self::Case => "case",
            Self::Practice => "practice",
            Self::Demo => "demo",
        }
    }

    /// What every screen and report of it shows, so that it never passes for a patient's case.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Case => None,
            Self::Practice => Some("PRACTICE"),
            Self::Demo => Some("DEMO"),
        }
    }
}

/// The exact checklist that a case follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The checklist's id.
    pub id: Id,
    /// Its version.
    pub version: Text,
    /// SHA-256 of the file's bytes.
    pub sha256: Hash,
}

/// When and where a case is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// When it is to begin.
    pub at: Moment,
    /// In which room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Text>,
}

/// What a record's first line says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The format's version, 1.
    pub format: u32,
    /// Case or practice.
    pub mode: Mode,
    /// A random id that tells two records of one code apart.
    pub uuid: Text,
    /// The case's code.
    pub code: Code,
    /// The checklist.
    pub checklist: Pin,
    /// SHA-256 of each overlay.
    pub overlays: Vec<Hash>,
    /// Bay or room, never a patient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// When and where it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Plan>,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    pub const ALL: [Self; 5] =
        [Self::Completed, Self::Stopped, Self::Cancelled, Self::DidNotAttend, Self::EnteredInError];

    /// The outcome's word, as on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Stopped => "stopped",
            Self::Cancelled => "cancelled",
            Self::DidNotAttend => "did-not-attend",
            Self::EnteredInError => "entered-in-error",
        }
    }
}

/// A check of the room that was made for another case today and holds for this one too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The case in which it was made.
    pub code: Code,
    /// Who made it.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attempt {
    /// The patient was reached.
    Reached,
    /// Not reached; to be tried again.
    Retry,
    /// A letter was sent.
    Letter,
}

/// What was stamped on a crisis card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CrisisStamp {
    /// The card was opened.
    Opened,
    /// Help was called.
    Called,
    /// A drug was given.
    DrugGiven,
    /// Help arrived.
    Arrived,
    /// The crisis is over.
    Ended,
}

/// What an entry says. `docs/formats.md` has the meaning of each kind and an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "docs/formats.md explains each field once")]
pub enum Fact {
    Opened(Opened),
    Started {
        checklist: Pin,
        overlays: Vec<Hash>,
    },
    Answered {
        item: Id,
        answer: Answer,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        second: Option<Operator>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
        #[serde(default, skip_serializing_if = "is_false")]
        again: bool,
        #[serde(default, skip_serializing_if = "is_false")]
        grouped: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        preset: Option<Id>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carried: Option<Carried>,
    },
    NotApplicable {
        item: Id,
        reason: Text,
    },
    Deferred {
        item: Id,
        reason: Text,
        to: Id,
    },
    Overridden {
        item: Id,
        reason: Text,
    },
    Withdrawn {
        item: Id,
        reason: Text,
    },
    Noted {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<Id>,
        text: Text,
    },
    TimerStarted {
        item: Id,
        minutes: Decimal,
    },
    Escalated {
        item: Id,
        told: Text,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Text>,
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
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Fact {
    /// Every kind that this version knows, as it is written.
    pub const KINDS: [&'static str; 26] = [
        "opened",
        "started",
        "answered",
        "not-applicable",
        "deferred",
        "overridden",
        "withdrawn",
        "noted",
        "timer-started",
        "escalated",
        "undone",
        "redone",
        "signed",
        "held",
        "resumed",
        "code-confirmed",
        "labelled",
        "team",
        "attempted",
        "contacted",
        "lost-to-follow-up",
        "crisis",
        "stopped",
        "closed",
        "reopened",
        "repaired",
    ];

    /// Why it was recorded, where that was said.
    pub fn reason(&self) -> Option<&Text> {
        match self {
            Self::Answered { reason, .. } | Self::Closed { reason, .. } => reason.as_ref(),
            Self::NotApplicable { reason, .. }
            | Self::Deferred { reason, .. }
            | Self::Overridden { reason, .. }
            | Self::Withdrawn { reason, .. }
            | Self::LostToFollowUp { reason, .. }
            | Self::Stopped { reason }
            | Self::Reopened { reason } => Some(reason),
            Self::Opened(_)
            | Self::Started { .. }
            | Self::Noted { .. }
            | Self::TimerStarted { .. }
            | Self::Escalated { .. }
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
            | Self::Repaired { .. } => None,
        }
    }

    /// Whether undo may take it back: what somebody recorded, not the coming and going round it.
    pub fn can_be_undone(&self) -> bool {
        match self {
            Self::Answered { .. }
            | Self::NotApplicable { .. }
            | Self::Deferred { .. }
            | Self::Overridden { .. }
            | Self::Withdrawn { .. }
            | Self::Noted { .. }
            | Self::TimerStarted { .. }
            | Self::Escalated { .. }
            | Self::Signed { .. }
            | Self::Labelled { .. }
            | Self::Attempted { .. }
            | Self::Contacted { .. }
            | Self::LostToFollowUp { .. }
            | Self::Crisis { .. }
            | Self::Stopped { .. } => true,
            Self::Opened(_)
            | Self::Started { .. }
            | Self::Undone { .. }
            | Self::Redone { .. }
            | Self::Held { .. }
            | Self::Resumed
            | Self::CodeConfirmed { .. }
            | Self::Team { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::Repaired { .. } => false,
        }
    }

    /// The item that the fact is about, if it is about one.
    pub fn item(&self) -> Option<&Id> {
        match self {
            Self::Answered { item, .. }
            | Self::NotApplicable { item, .. }
            | Self::Deferred { item, .. }
            | Self::Overridden { item, .. }
            | Self::Withdrawn { item, .. }
            | Self::TimerStarted { item, .. }
            | Self::Escalated { item, .. } => Some(item),
            Self::Noted { item, .. } => item.as_ref(),
            Self::Opened(_)
            | Self::Started { .. }
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
            | Self::LostToFollowUp { .. }
            | Self::Crisis { .. }
            | Self::Stopped { .. }
            | Self::Closed { .. }
            | Self::Reopened { .. }
            | Self::Repaired { .. } => None,
        }
    }
}

/// One fact in a record, with its stamp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who, when and where.
    pub stamp: Stamp,
    /// What; `None` where a later version of periop wrote a kind that this one does not know.
    pub fact: Option<Fact>,
}

/// An entry that stands on a record's line, with that line's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The hash of the line.
    pub hash: Hash,
    /// The entry.
    pub entry: Entry,
}

/// Why the bytes of an entry could not be understood.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    stamp: &'a Stamp,
    #[serde(flatten)]
    fact: &'a Fact,
}

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    kind: std::borrow::Cow<'a, str>,
}

impl Entry {
    /// The entry's JSON, as it is hashed and written. A fact that is not known is never written anew.
    pub fn to_json(stamp: &Stamp, fact: &Fact) -> Result<String, Unreadable> {
        serde_json::to_string(&Written { stamp, fact }).map_err(|e| Unreadable(e.to_string()))
    }

    /// Reads an entry. A kind that this version does not know is kept without its fact.
    pub fn from_json(json: &str) -> Result<Self, Unreadable> {
        let unreadable = |error: serde_json::Error| Unreadable(Text::sanitise(&error.to_string()).to_string());
        let stamp: Stamp = serde_json::from_str(json).map_err(unreadable)?;
        let kind: Kind = serde_json::from_str(json).map_err(unreadable)?;
        let fact = if Fact::KINDS.contains(&kind.kind.as_ref()) {
            Some(serde_json::from_str(json).map_err(unreadable)?)
        } else {
            None
        };
        Ok(Self { stamp, fact })
    }
}
