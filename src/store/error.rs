//! What can go wrong with the disk, in words that say what to do next.

use super::Stray;
use crate::domain::{Code, Text, case::Refusal, counted, newer};
use std::path::{Path, PathBuf};
use std::{fmt, io};
use thiserror::Error;

/// A line of a record that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where the record is kept, as whoever looks for it is told.
    place: Text,
    /// The line, counted from 1.
    pub line: usize,
    pub(super) cause: Text,
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
    #[error("another terminal is writing to this case; try again")]
    Busy,
    /// Not the record, but beside it.
    #[error("{0}")]
    Stray(Stray),
    #[error("NOT SAVED: this program is broken and saves nothing more; start it again")]
    Broken,
    /// What kept something from being recorded before anything was written.
    #[error("NOT SAVED: {0}")]
    Unsaved(Box<Self>),
    #[error(
        "case {code} has two records, {} and {}: one is in doubt, and nothing is read or recorded. Compare them, then move the wrong one out of these folders",
        shown(one),
        shown(other)
    )]
    TwoRecords { code: Code, one: PathBuf, other: PathBuf },
    /// That of a case that is open.
    #[error("the record is no longer in its folder; put it back, or take it from a backup")]
    Vanished,
    #[error(
        "the record was cut or another one put in its place: of what was read here {} GONE. What is shown now is what it says; find out who changed it, then go on",
        counted(*gone, "entry is", "entries are")
    )]
    Gone { gone: usize },
    // What to do comes first: a narrow screen cuts the end off.
    #[error("NOT SAVED: {} ({}: {source})", remedy(source), shown(path))]
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
    #[error("{}: {source}; {}", shown(path), remedy_of_reading(source))]
    Io { path: PathBuf, source: io::Error },
    #[error("{} is no folder, and records cannot lie there; name another data directory", shown(path))]
    NoFolder { path: PathBuf },
    #[error("{}: {problem}", shown(path))]
    Unfit { path: PathBuf, problem: String },
    #[error("the pinned checklist {} is missing or changed; put the file back from a backup", shown(path))]
    PinLost { path: PathBuf },
    #[error("the pinned checklist {} cannot be read: {source}; {}", shown(path), remedy(source))]
    PinUnread { path: PathBuf, source: io::Error },
    /// Its bytes are those that were pinned.
    #[error(
        "the pinned checklist {} was made by a newer version of periop and cannot be read by this one ({problem}); use that version",
        shown(path)
    )]
    PinUnreadable { path: PathBuf, problem: String },
}

/// What a reader still has of a damaged record.
fn what_stays(damage: &Damage) -> &'static str {
    if damage.line == 1 {
        "nothing more is recorded here; put the file back from a backup"
    } else {
        "what stands before it can be read, nothing more is recorded here until \"periop repair CODE\" lets the case go on"
    }
}

/// What to do about what the system said.
fn remedy(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "ask whoever looks after this computer who may read and write there",
        io::ErrorKind::ReadOnlyFilesystem => "the disk takes no writing; ask whoever looks after this computer",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full; make room, then try again",
        io::ErrorKind::FileTooLarge => "the file may not grow; ask whoever looks after this computer",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "the folder is not there and cannot be made; name another one, or ask whoever looks after this computer"
        }
        _ => "check the disk and that the file can be read, then try again",
    }
}

/// The same where nothing is written: what is not there is not to be made.
fn remedy_of_reading(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "name the right one, or put it there",
        _ => remedy(source),
    }
}

fn shown(path: &Path) -> Text {
    Text::sanitise(&path.display().to_string())
}

impl StoreError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_owned(), source }
    }

    /// Whether a record or a pinned checklist is damaged, or a record is in doubt.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Unsaved(error) => error.is_damage(),
            Self::Damaged(_)
            | Self::BeyondRepair(_)
            | Self::PinLost { .. }
            | Self::TwoRecords { .. }
            | Self::Stray(_) => true,
            _ => false,
        }
    }

    /// Whether another terminal is writing just now.
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Unsaved(error) => error.is_busy(),
            Self::Busy => true,
            _ => false,
        }
    }

    /// What a record is that gave this in place of a case.
    pub fn word(&self) -> &'static str {
        match self {
            Self::TwoRecords { .. } | Self::Stray(_) => "IN DOUBT",
            Self::Newer { .. } | Self::PinUnreadable { .. } => "NEWER",
            error if error.is_damage() => "DAMAGED",
            error if error.is_busy() => "BUSY, NOT READ",
            _ => "NOT READ",
        }
    }

    /// The same, said of a case that is open.
    pub(super) fn while_open(self) -> Self {
        if matches!(self, Self::NoCase { .. }) { Self::Vanished } else { self }
    }

    /// The same, said of what was to be recorded.
    #[must_use]
    pub fn unsaved(self) -> Self {
        match self {
            said @ (Self::NoCase { .. }
            | Self::Refused(_)
            | Self::Broken
            | Self::Unsaved(_)
            | Self::NotSaved { .. }
            | Self::NotPutBack { .. }
            | Self::TooLarge { .. }) => said,
            Self::Io { path, source } => Self::NotSaved { path, source },
            error => Self::Unsaved(Box::new(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::io::Errno;

    #[test]
    fn not_saved_comes_first_then_what_to_do_about_that_trouble_then_what_the_system_said() {
        for (number, words) in [
            (Errno::ROFS, "the disk takes no writing; ask whoever looks after this computer"),
            (Errno::NOSPC, "the disk is full; make room, then try again"),
            (Errno::DQUOT, "the disk is full; make room, then try again"),
            (Errno::ACCESS, "ask whoever looks after this computer who may read and write there"),
            (Errno::NOENT, "the folder is not there and cannot be made"),
            (Errno::IO, "check the disk"),
        ] {
            let source = io::Error::from(number);
            let system = format!("(/ward/a.jsonl: {source})");
            let error = StoreError::io(Path::new("/ward/a.jsonl"))(source).unsaved().to_string();
            assert!(error.starts_with(&format!("NOT SAVED: {words}")), "{error}");
            assert!(error.ends_with(&system), "{error}");
        }
    }
}
