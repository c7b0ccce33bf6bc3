//! Repair: a damaged record goes on after what is whole; the damaged original is kept beside it.

use super::files::{MOST_RECORD, Mark};
use super::locked::{Locked, To};
use super::{Newer, Store, StoreError, files, record};
use crate::domain::{CaseFact, Clock, Code, Fact, Now, Stamp, Text};
use std::fs;
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a repair came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The damaged original.
    pub kept: PathBuf,
    /// How many lines were lost.
    pub lost: u64,
    /// How many entries are whole, the note of the repair among them.
    pub entries: usize,
}

impl Store {
    /// Keeps the damaged original beside the record, and writes what is whole and a note of the repair in its
    /// place. Only a person asks for this; nothing does it by itself.
    ///
    /// A crash before the last step leaves the damaged record as it was, and perhaps its copy. The last step is
    /// a rename: the record is the old one or the new one, never half of each.
    pub fn repair(
        &self,
        code: Code,
        stamp: impl Fn(u64, &Now) -> Stamp,
        clock: &impl Clock,
    ) -> Result<Repaired, StoreError> {
        // Of two repairs at once the second waits here, and then finds a whole record.
        let folder = self.root.join("cases");
        let one_at_a_time = File::open(&folder).map_err(StoreError::io(&folder))?;
        files::lock(|| one_at_a_time.try_lock(), self.patience, &folder)?;
        // Judged under the record's own lock too, and read through it: terminals may be writing.
        let Locked { file, path, mark } = self.lock(code, None, To::Append, self.patience)?;
        let (bytes, now) = (files::read_locked(&file, &path)?, &clock.now());
        self.damaged_past_its_start(code, &path, mark, &bytes)?;
        let read = record::read(&path, &bytes, record::START, |_| ());
        let whole = usize::try_from(read.length).unwrap_or(bytes.len()).min(bytes.len());
        let lost = lines_in(&bytes[whole..]);
        let kept = self.keep_damaged(code, &path, &bytes, now)?;

        let entries = read.lines + 1;
        let name = kept.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let note = Fact::Case(CaseFact::Repaired { kept: Text::sanitise(&name), lines: lost });
        let (line, _) = record::line(read.head, &stamp(entries as u64, now), &note)?;
        let mended = [&bytes[..whole], line.as_bytes()].concat();
        self.put_in_place(&path, &mended, now)?;
        Ok(Repaired { kept, lost, entries })
    }

    /// Refuses what is whole or merely torn, and what has nothing whole to go on from.
    fn damaged_past_its_start(&self, code: Code, path: &Path, mark: Mark, bytes: &[u8]) -> Result<(), StoreError> {
        let loaded = match self.loaded(path, mark, bytes) {
            Err(StoreError::Damaged(damage)) => return Err(StoreError::BeyondRepair(damage)),
            loaded => loaded?,
        };
        if let Some(Newer { format, .. }) = loaded.newer {
            return Err(StoreError::Newer { path: path.to_owned(), format });
        }
        match (loaded.damage, loaded.torn) {
            (Some(_), _) => Ok(()),
            (None, Some(torn)) => Err(StoreError::OnlyTorn { code, line: torn.line }),
            (None, None) => Err(StoreError::Whole { code }),
        }
    }

    /// Copies the damaged original, byte for byte.
    fn keep_damaged(&self, code: Code, path: &Path, bytes: &[u8], now: &Now) -> Result<PathBuf, StoreError> {
        let at = now.at.timestamp().strftime("%Y%m%dT%H%M%S%3fZ");
        let kept = path.with_file_name(format!("{}.damaged-{at}", code.file_stem()));
        // The name is taken where a repair was killed in this very millisecond, or the clock went back.
        if !self.disk.create_whole(&kept, bytes)? && files::read_bounded(&kept, MOST_RECORD)? != bytes {
            let problem = "another damaged record is kept under this name; try again".to_owned();
            return Err(StoreError::Unfit { path: kept, problem });
        }
        Ok(kept)
    }

    /// Puts the mended record in the place of the damaged one. It is locked before anybody can find it, until it
    /// lies in the folder where its entries say it belongs.
    fn put_in_place(&self, path: &Path, mended: &[u8], now: &Now) -> Result<(), StoreError> {
        let beside = path.with_extension(format!("mended-{}", uuid::Uuid::new_v4().simple()));
        self.disk.create_whole(&beside, mended)?;
        let (file, meta) = files::open_regular(&beside, true)?;
        files::lock(|| file.try_lock(), self.patience, &beside)?;
        fs::rename(&beside, path).map_err(StoreError::io(path))?;
        path.parent().map_or(Ok(()), files::sync_dir)?;
        let mut loaded = self.loaded(path, Mark::of(&meta), mended)?;
        self.move_to_folder(&mut loaded, now);
        Ok(())
    }
}

/// How many lines there are, the last one also without its end.
fn lines_in(bytes: &[u8]) -> u64 {
    bytes.split_inclusive(|&byte| byte == b'\n').count() as u64
}
