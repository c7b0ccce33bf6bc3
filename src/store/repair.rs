//! Repair: a damaged record goes on after what is whole; the damaged original is kept beside it.

use super::{
    Newer, Store, StoreError,
    files::{self, FileId, MOST_RECORD},
    record,
};
use crate::domain::{CaseFact, Code, Fact, Now, Stamp, Text};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

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
    pub fn repair(&self, code: Code, stamp: impl Fn(u64) -> Stamp, now: &Now) -> Result<Repaired, StoreError> {
        // Judged under the lock: of two repairs at once the second finds a whole record.
        let (path, locked) = self.lock_record(code)?;
        let bytes = files::read_bounded(&path, MOST_RECORD)?;
        self.damaged_past_its_start(code, &path, &locked, &bytes)?;
        let read = record::read(&path, &bytes, record::START, |_| ());
        let whole = usize::try_from(read.length).unwrap_or(bytes.len()).min(bytes.len());
        let lost = lines_in(&bytes[whole..]);
        let kept = self.keep_damaged(code, &path, &bytes, now)?;

        let entries = read.lines + 1;
        let name = kept.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let note = Fact::Case(CaseFact::Repaired { kept: Text::sanitise(&name), lines: lost });
        let (line, _) = record::line(read.head, &stamp(entries as u64), &note)?;
        let mended = [&bytes[..whole], line.as_bytes()].concat();
        self.put_in_place(&path, &mended, now)?;
        Ok(Repaired { kept, lost, entries })
    }

    /// Opens and locks the record of a case, and makes sure that its path still leads to the file that is locked.
    fn lock_record(&self, code: Code) -> Result<(PathBuf, File), StoreError> {
        const TRIES: usize = 20;
        for _ in 0..TRIES {
            let path = self.find(code)?.ok_or(StoreError::NoCase { code })?;
            let (file, meta) = match files::open_regular(&path, true) {
                // It moved in between, closed or reopened by another terminal.
                Err(StoreError::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => continue,
                opened => opened?,
            };
            files::lock(|| file.try_lock(), &path)?;
            if fs::symlink_metadata(&path).is_ok_and(|there| FileId::of(&there) == FileId::of(&meta)) {
                return Ok((path, file));
            }
        }
        Err(StoreError::Busy)
    }

    /// Refuses what is whole or merely torn, and what has nothing whole to go on from.
    fn damaged_past_its_start(&self, code: Code, path: &Path, file: &File, bytes: &[u8]) -> Result<(), StoreError> {
        let meta = file.metadata().map_err(StoreError::io(path))?;
        let loaded = match self.loaded(path, FileId::of(&meta), bytes) {
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
        files::lock(|| file.try_lock(), &beside)?;
        fs::rename(&beside, path).map_err(StoreError::io(path))?;
        path.parent().map_or(Ok(()), files::sync_dir)?;
        let mut loaded = self.loaded(path, FileId::of(&meta), mended)?;
        self.move_to_folder(&mut loaded, now);
        Ok(())
    }
}

/// How many lines there are, the last one also without its end.
fn lines_in(bytes: &[u8]) -> u64 {
    bytes.split_inclusive(|&byte| byte == b'\n').count() as u64
}
