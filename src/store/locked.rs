//! The lock of a record, and what the record says while it is held.

use super::files::Mark;
use super::{Loaded, Store, StoreError, files, record};
use crate::domain::{CaseFact, Code, Fact, Hash, Line};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A record whose lock is held as long as this lives, and how its file stood then.
#[derive(Debug)]
pub(super) struct Locked {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) mark: Mark,
}

/// For what a record is locked: many may read it at once.
#[derive(Debug, Clone, Copy)]
pub(super) enum To {
    Read,
    Append,
}

impl Store {
    /// Opens the record of a case where it was last, or where it lies now, locks it, and makes sure that path and
    /// descriptor still name one file: a kept or moved descriptor would happily write where nobody reads.
    pub(super) fn lock(
        &self,
        code: Code,
        known: Option<&Path>,
        to: To,
        patience: Duration,
    ) -> Result<Locked, StoreError> {
        const TRIES: usize = 20;
        let open = |path: &Path| files::open_regular(path, matches!(to, To::Append));
        for _ in 0..TRIES {
            let there = known.and_then(|path| Some((path.to_owned(), open(path).ok()?)));
            let (path, (file, meta)) = match there {
                Some(there) => there,
                // Closed or reopened by another terminal: the record moved.
                None => {
                    let path = self.place(code)?.path;
                    let opened = open(&path)?;
                    (path, opened)
                }
            };
            match to {
                To::Read => files::lock(|| file.try_lock_shared(), patience, &path)?,
                To::Append => files::lock(|| file.try_lock(), patience, &path)?,
            }
            if let Some(mark) = Mark::at(&path)?.filter(|there| there.file == Mark::of(&meta).file) {
                return Ok(Locked { file, path, mark });
            }
        }
        Err(StoreError::Busy)
    }

    /// Takes in what a record says beyond what was read of it. A file that stands as it was left is not read. One that
    /// does not is read through: lines that do not lead to the known head any more are read anew from the start. Where
    /// entries that were known are not among them that is an error, and what stands there is in `loaded`.
    pub(super) fn take_in(&self, loaded: &mut Loaded, locked: &Locked) -> Result<(), StoreError> {
        if locked.mark != loaded.cursor.mark {
            let bytes = files::read_locked(&locked.file, &locked.path)?;
            let known = usize::try_from(loaded.cursor.length).unwrap_or(usize::MAX);
            match bytes.split_at_checked(known) {
                Some((before, after)) if record::lead_to(before, loaded.cursor.head) => {
                    if starts(&go_on(loaded, &locked.path, after)) {
                        self.reload(loaded, locked, &bytes)?;
                    }
                }
                Some(_) | None => {
                    let known: Vec<Hash> = loaded.case.entries().iter().map(|line| line.hash).collect();
                    self.reload(loaded, locked, &bytes)?;
                    let left = loaded.case.entries().iter().zip(&known).filter(|(line, known)| line.hash == **known);
                    let gone = known.len() - left.count();
                    if gone > 0 && loaded.damage.is_none() {
                        return Err(StoreError::Gone { gone });
                    }
                }
            }
            loaded.cursor.mark = locked.mark;
        }
        loaded.cursor.path.clone_from(&locked.path);
        loaded.whole()
    }

    /// Reads a record anew from its start.
    pub(super) fn reload(&self, loaded: &mut Loaded, locked: &Locked, bytes: &[u8]) -> Result<(), StoreError> {
        *loaded = self.loaded(&locked.path, locked.mark, bytes).inspect_err(|error| {
            if let StoreError::Damaged(damage) = error {
                loaded.damage = Some(damage.clone());
            }
        })?;
        Ok(())
    }
}

impl Loaded {
    /// Refuses what takes no more entries.
    pub(super) fn whole(&self) -> Result<(), StoreError> {
        self.damage.as_ref().map_or(Ok(()), |damage| Err(damage.clone().into()))
    }
}

/// Reads what others appended and applies it.
fn go_on(loaded: &mut Loaded, path: &Path, bytes: &[u8]) -> Vec<Line> {
    let mut others = Vec::new();
    let read = record::read(path, bytes, (loaded.cursor.lines, loaded.cursor.head), |line| others.push(line));
    loaded.cursor.advance(&read);
    loaded.torn = read.torn;
    match (read.damage, &mut loaded.newer) {
        (Some(damage), Some(newer)) => drop(newer.unread_from.get_or_insert(damage.line)),
        (damage, _) => loaded.damage = damage,
    }
    loaded.case.extend(others.clone());
    others
}

/// A planned case pins its checklist when it starts: from then on it follows that one.
pub(super) fn starts(entries: &[Line]) -> bool {
    let starts =
        |line: &Line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::Started { .. } | CaseFact::Pinned { .. })));
    entries.iter().any(starts)
}
