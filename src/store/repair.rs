//! Repair: a damaged record goes on after what is whole; the damaged original is kept beside it.

use super::{
    Loaded, Store, StoreError,
    files::{self, MOST_RECORD},
    record,
};
use crate::domain::{Code, Fact, Hash, Now, Stamp, Text};
use std::fs;

/// What a repair came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The name of the damaged original, beside the record.
    pub kept: String,
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
        let loaded = self.load(code)?;
        let damage = loaded.damage.clone().ok_or(StoreError::Whole { code })?;
        // An entry of a later format is no damage that could be cut away.
        if damage.line == 1 || loaded.case.entries().is_empty() {
            return Err(StoreError::BeyondRepair(damage));
        }
        let path = &loaded.tail.path;
        let (file, _) = files::open_regular(path, true)?;
        files::lock(|| file.try_lock(), path)?;
        let bytes = files::read_bounded(path, MOST_RECORD)?;
        let read = record::read(path, &bytes, Hash::START, 1);
        let whole = usize::try_from(read.length).unwrap_or(bytes.len()).min(bytes.len());
        let lost = lines_in(&bytes[whole..]);
        let at = now.at.timestamp().strftime("%Y%m%dT%H%M%S%3fZ");
        let kept = format!("{}.damaged-{at}", code.file_stem());
        self.disk.create_whole(&path.with_file_name(&kept), &bytes)?;

        let head = read.sealed.last().map_or(Hash::START, |last| last.hash);
        let entries = read.sealed.len() + 1;
        let note = Fact::Repaired { kept: Text::sanitise(&kept), lines: lost };
        let (line, _) = record::line(head, &stamp(entries as u64), &note)?;
        let mended = [&bytes[..whole], line.as_bytes()].concat();
        let beside = path.with_extension(format!("mended-{at}"));
        self.disk.create_whole(&beside, &mended)?;
        fs::rename(&beside, path).map_err(StoreError::io(path))?;
        path.parent().map_or(Ok(()), files::sync_dir)?;
        let Loaded { case, .. } = self.load(code)?;
        Ok(Repaired { kept, lost, entries: case.entries().len() })
    }
}

/// How many lines there are, the last one also without its end.
fn lines_in(bytes: &[u8]) -> u64 {
    bytes.split_inclusive(|&byte| byte == b'\n').count() as u64
}
