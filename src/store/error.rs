//! What can go wrong with the disk, in words that say what to do next.

use crate::domain::{Code, Text, case::Refusal, newer};
use std::{
    fmt, io,
    path::{Path, PathBuf},
};
use thiserror::Error;

/// A line of a record that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where the record is kept, as whoever looks for it is told.
    place: Text,
    /// The line, counted from 1.
    pub line: usize,
    cause: Text,
}

impl Damage {
    pub(super) fn at(path: &Path, line: usize, cause: impl AsRef<str>) -> Self {
        Self { place: shown(path), line, cause: Text::sanitise(cause.as_ref()) }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place, self.line, self.cause)
    }
}

impl std::error::Error for Damage {}

/// Why something was not read or not saved.
#[derive(Debug, Error)]
pub enum StoreError {
    #[error("there is no case {code}; \"periop list --all\" shows the codes of all cases")]
    NoCase { code: Code },
    #[error("{damage}; {stays}", damage = .0, stays = what_stays(.0))]
    Damaged(#[from] Damage),
    #[error("{}: {}; use that version", shown(path), newer(*format))]
    Newer { path: PathBuf, format: u32 },
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("NOT SAVED: another terminal is writing to this case; try again")]
    Busy,
    #[error("NOT SAVED: {}: {source}; nothing was recorded. Check the disk, then try again", shown(path))]
    NotSaved { path: PathBuf, source: io::Error },
    #[error(
        "NOT SAVED: {}: {source}; the record could not be put back as it was and is read-only now. Check the disk, then run \"periop verify\"",
        shown(path)
    )]
    NotPutBack { path: PathBuf, source: io::Error },
    #[error("NOT SAVED: the record would grow past {most} MiB; close this case and open another")]
    TooLarge { most: u64 },
    #[error("the record of {code} is whole; there is nothing to repair")]
    Whole { code: Code },
    #[error(
        "line {line} of the record of {code} was cut off in mid-write by a crash and was never acknowledged; there is nothing to repair, the next entry sets it aside"
    )]
    OnlyTorn { code: Code, line: usize },
    #[error("{0}; too little of it is whole to repair: put the file back from a backup")]
    BeyondRepair(Damage),
    #[error("{}: {source}", shown(path))]
    Io { path: PathBuf, source: io::Error },
    #[error("{}: {problem}", shown(path))]
    Unfit { path: PathBuf, problem: String },
    #[error("the pinned checklist {} is missing or changed; put the file back from a backup", shown(path))]
    PinLost { path: PathBuf },
    #[error("the pinned checklist {} cannot be read by this version: {problem}", shown(path))]
    PinUnreadable { path: PathBuf, problem: String },
}

/// What a reader still has of a damaged record.
fn what_stays(damage: &Damage) -> &'static str {
    if damage.line == 1 {
        "nothing more is recorded here; put the file back from a backup"
    } else {
        "what stands before it can be read, nothing more is recorded here"
    }
}

fn shown(path: &Path) -> Text {
    Text::sanitise(&path.display().to_string())
}

impl StoreError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether a record or a pinned checklist is damaged.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::BeyondRepair(_) | Self::PinLost { .. } | Self::PinUnreadable { .. })
    }
}
