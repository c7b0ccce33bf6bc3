//! A record's lines: each checks itself and the one before it.

use super::{Damage, StoreError, files};
use crate::domain::{CaseFact, Entry, Fact, Hash, Line, Opened, Stamp};
use std::path::Path;
use std::sync::Arc;

/// What stands before the first line.
pub(super) const START: (usize, Hash) = (0, Hash::START);
/// A line's most bytes.
pub(super) const MOST_LINE: usize = 64 << 10;

const BEFORE_HASH: &[u8] = b"{\"hash\":\"";
const BEFORE_ENTRY: &[u8] = b"\",\"entry\":";

/// What a crash in mid-write left: the beginning of a line that was never acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Torn {
    /// The line, counted from 1.
    pub line: usize,
    /// How many bytes it has.
    pub bytes: usize,
}

/// How far the lines of a record were read.
pub(super) struct Read {
    /// The hash of the last good line.
    pub(super) head: Hash,
    /// Bytes of whole, good lines.
    pub(super) length: u64,
    /// Whole, good lines up to here, counted from the record's start.
    pub(super) lines: usize,
    pub(super) torn: Option<Torn>,
    pub(super) damage: Option<Damage>,
}

/// Reads the lines of `bytes`, which follow `lines` lines of which the last has the hash `head`, and hands on each
/// that is good.
pub(super) fn read(path: &Path, bytes: &[u8], (lines, head): (usize, Hash), mut take: impl FnMut(Line)) -> Read {
    let mut read = Read { head, length: 0, lines, torn: None, damage: None };
    for piece in bytes.split_inclusive(|&b| b == b'\n') {
        let line = read.lines + 1;
        let Some(whole) = piece.strip_suffix(b"\n") else {
            // A crash can only leave the beginning of a line; a whole entry that goes on was changed.
            if could_be_torn(piece) {
                read.torn = Some(Torn { line, bytes: piece.len() });
            } else {
                let cause = "the line has no end and is not the beginning of an entry";
                read.damage = Some(Damage::at(path, line, cause));
            }
            break;
        };
        match unseal(whole, read.head, line as u64) {
            Ok(sealed) => {
                read.head = sealed.hash;
                read.length += piece.len() as u64;
                read.lines = line;
                take(sealed);
            }
            Err(cause) => {
                read.damage = Some(Damage::at(path, line, cause));
                break;
            }
        }
    }
    read
}

/// The format of a newer version that a first line names, whatever else it says.
pub(super) fn newer_format(bytes: &[u8]) -> Option<u32> {
    let first = bytes.split(|&b| b == b'\n').next()?;
    let (_, entry) = sealed(first, Hash::START).ok()?;
    files::newer_format(entry.as_bytes(), files::RECORD_FORMAT)
}

/// The hash and the entry of a line that fits the one before it.
fn sealed(line: &[u8], before: Hash) -> Result<(Hash, &str), String> {
    if line.len() > MOST_LINE {
        return Err(format!("the line has {} bytes; at most {MOST_LINE} are read", line.len()));
    }
    let (written, entry) = parts(line).ok_or_else(|| {
        if line.starts_with(files::BYTE_ORDER_MARK.as_bytes()) {
            "a byte order mark stands before the line: an editor has saved this file"
        } else {
            "this is not a line of a record"
        }
    })?;
    if Hash::of(&[before.as_bytes(), entry]) != written {
        return Err("the hash does not fit: this line, or the one before it, was changed".to_owned());
    }
    let json = std::str::from_utf8(entry).map_err(|_| "the entry is not UTF-8".to_owned())?;
    Ok((written, json))
}

fn unseal(line: &[u8], before: Hash, seq: u64) -> Result<Line, String> {
    let (hash, json) = sealed(line, before)?;
    let entry = Entry::from_json(json).map_err(|error| format!("the entry cannot be understood: {error}"))?;
    if entry.stamp.seq != seq {
        return Err(format!("the entry is numbered {}, not {seq}", entry.stamp.seq));
    }
    Ok(Line { hash, entry })
}

/// What the first line of a record opens, if this is one.
pub(super) fn opened(bytes: &[u8]) -> Option<Opened> {
    let first = bytes.split_inclusive(|&b| b == b'\n').next()?;
    match unseal(first.strip_suffix(b"\n")?, Hash::START, 1).ok()?.entry.fact? {
        Fact::Case(CaseFact::Opened(opened)) => Some(opened),
        Fact::Case(_) | Fact::Item(..) => None,
    }
}

/// The hash that a line gives itself, and its entry.
fn parts(line: &[u8]) -> Option<(Hash, &[u8])> {
    let (hex, rest) = line.strip_prefix(BEFORE_HASH)?.split_at_checked(64)?;
    Some((Hash::from_hex(hex)?, rest.strip_prefix(BEFORE_ENTRY)?.strip_suffix(b"}")?))
}

/// Whether whole lines lead to this head, so that they are still those that were read once, byte for byte.
pub(super) fn lead_to(lines: &[u8], head: Hash) -> bool {
    let reached = lines.split_inclusive(|&b| b == b'\n').try_fold(Hash::START, |before, line| {
        let (written, entry) = parts(line.strip_suffix(b"\n")?)?;
        (Hash::of(&[before.as_bytes(), entry]) == written).then_some(written)
    });
    reached == Some(head)
}

/// Whether an unterminated piece may be what a crash left: the beginning of a line, or bytes that never
/// reached the disk and read as zeros.
fn could_be_torn(piece: &[u8]) -> bool {
    let written = piece.iter().position(|&b| b == 0).unwrap_or(piece.len());
    if piece[written..].iter().any(|&b| b != 0) {
        return false;
    }
    let piece = &piece[..written];
    let fixed = piece.len().min(BEFORE_HASH.len());
    if piece[..fixed] != BEFORE_HASH[..fixed] {
        return false;
    }
    let mut values = serde_json::Deserializer::from_slice(piece).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        // A whole value: only its newline is missing.
        Some(Ok(_)) => values.byte_offset() == piece.len(),
        Some(Err(error)) => error.is_eof(),
        None => true,
    }
}

/// The line for a fact, with its newline, and the sealed entry as a reader will find it.
pub(super) fn line(before: Hash, stamp: &Stamp, fact: &Fact) -> Result<(String, Line), StoreError> {
    let unfit = |problem: String| StoreError::Unfit { path: "entry".into(), problem };
    let json = Entry::to_json(stamp, fact).map_err(|error| unfit(error.to_string()))?;
    let hash = Hash::of(&[before.as_bytes(), json.as_bytes()]);
    let line = format!("{{\"hash\":\"{hash}\",\"entry\":{json}}}\n");
    if line.len() > MOST_LINE {
        return Err(unfit(format!("the entry has {} bytes; at most {MOST_LINE} are kept", line.len())));
    }
    let entry = Entry { stamp: Arc::new(stamp.clone()), fact: Some(fact.clone()) };
    Ok((line, Line { hash, entry }))
}
