//! A record as one text from which it can be made again: its lines byte for byte, and the checklists that it rests on.

use super::files::{MOST_CHECKLIST, MOST_RECORD};
use super::walk::Place;
use super::{Loaded, Seen, Store, StoreError, files, mode, opens_no_case, record};
use crate::domain::checklist::Checklist;
use crate::domain::{CaseFact, Code, Fact, Hash, Line, Mode, Now, Opened, Pin, Text, case::Case};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The format of such a text.
const FORMAT: u32 = 1;
/// Its most bytes: a record in quotation marks, and what is told beside it.
const MOST: u64 = 4 * MOST_RECORD;

/// A record with everything that it rests on.
#[derive(Debug, Serialize, Deserialize)]
pub struct Copied {
    format: u32,
    /// The case's code.
    code: Code,
    pub mode: Mode,
    /// How many entries are whole.
    pub entries: usize,
    /// The hash of the last of them.
    pub head: Hash,
    /// Where and why the record is damaged: what follows is not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<Text>,
    /// Every checklist that it names, and what a site had set for it.
    pinned: Vec<Kept>,
    /// Its lines, as they stand in its file.
    record: String,
    /// Where it was read.
    #[serde(skip)]
    from: PathBuf,
}

/// A file that a record names by its sum.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    sha256: Hash,
    text: String,
}

/// A record that may be made again, as far as it tells by itself.
struct Sound {
    opened: Opened,
    lines: Vec<Line>,
    /// The sums of the checklists that it names, and of what a site had set for them.
    checklists: Vec<Hash>,
    others: Vec<Hash>,
}

impl Store {
    /// Copies the whole lines of a record, with the case that they are.
    pub fn copy(&self, code: Code) -> Result<(Copied, Loaded), StoreError> {
        self.again_if_moved(&self.place(code)?, |Place { path, .. }| {
            let (mut bytes, mark) = files::read_record(path, self.patience)?;
            let loaded = self.loaded(path, mark, &bytes)?;
            // What follows then is no damage, and nobody knows where it ends.
            if let Some(newer) = loaded.newer.as_ref().filter(|newer| newer.unread_from.is_some()) {
                return Err(StoreError::Newer { path: path.clone(), format: newer.format });
            }
            bytes.truncate(usize::try_from(loaded.cursor.length).unwrap_or(bytes.len()));
            let named = Named::by(loaded.case.entries());
            let keep = |sha256: &Hash| Ok(Kept { sha256: *sha256, text: text(path, self.kept(sha256)?.1)? });
            let copied = Copied {
                format: FORMAT,
                code,
                mode: loaded.case.mode(),
                entries: loaded.cursor.lines,
                head: loaded.cursor.head,
                problem: loaded.caveats().problem,
                pinned: named.all().map(keep).collect::<Result<_, StoreError>>()?,
                record: text(path, bytes)?,
                from: PathBuf::new(),
            };
            Ok((copied, loaded))
        })
    }

    /// Makes the record of a copy here, where there is none of its case. When this returns it is on the disk, as it was
    /// where it was copied.
    ///
    /// A crash on the way leaves at most pinned checklists without a case.
    pub fn import(&self, copied: &Copied, now: &Now) -> Result<Loaded, StoreError> {
        let Sound { opened, mut lines, checklists, others } = copied.sound()?;
        if opened.mode != self.mode {
            let (is, here) = (opened.mode.word(), self.mode.word());
            return Err(copied.unfit(format!("its mode is \"{is}\", and this folder holds \"{here}\"")));
        }
        let checklist = copied.checklist(checklists.last().unwrap_or(&opened.checklist.sha256))?;
        let mut case = Case::open(Arc::new(checklist), lines.remove(0)).ok_or_else(|| opens_no_case(&copied.from))?;
        case.extend(lines);

        mode::make_marked(&self.root, self.mode)?;
        let folder = self.folder_of(&case, now);
        files::make_dirs(&folder)?;
        // Of two imports at once the second waits here, and then finds a record.
        let cases = self.root.join("cases");
        let one_at_a_time = std::fs::File::open(&cases).map_err(StoreError::io(&cases))?;
        files::lock(|| one_at_a_time.try_lock(), self.patience, &cases)?;
        let taken = || copied.unfit(format!("there is a record of case {} here already", opened.code));
        let is_stray = self.strays()?.iter().any(|stray| stray.code == Some(opened.code));
        if is_stray || self.find(opened.code, &self.months()?)?.is_some() {
            return Err(taken());
        }
        for hash in checklists.iter().chain(&others) {
            self.keep(copied.text_of(hash)?)?;
        }
        let path = folder.join(format!("{}.jsonl", opened.code.file_stem()));
        if !self.disk.create_whole(&path, copied.record.as_bytes())? {
            return Err(taken());
        }
        self.load(opened.code)
    }
}

impl Copied {
    /// Reads a copy from a file.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let bytes = files::read_bounded(path, MOST)?;
        if let Some(format) = files::newer_format(&bytes, FORMAT) {
            return Err(StoreError::Newer { path: path.to_owned(), format });
        }
        let read: serde_json::Result<Self> = serde_json::from_slice(&bytes);
        let read = read.map_err(|error| {
            let problem = format!("this is not what \"periop export CODE --format json\" writes: {error}");
            StoreError::Unfit { path: path.to_owned(), problem }
        })?;
        Ok(Self { from: path.to_owned(), ..read })
    }

    /// Refuses what does not verify by itself, or is not all of a record.
    fn sound(&self) -> Result<Sound, StoreError> {
        if let Some(problem) = &self.problem {
            return Err(self.unfit(format!("it was copied from a damaged record ({problem})")));
        }
        if self.record.len() as u64 > MOST_RECORD {
            return Err(self.unfit(format!("its record is larger than {} MiB", MOST_RECORD >> 20)));
        }
        let (mut seen, mut lines) = (Seen::default(), Vec::new());
        let mut read = record::read(&self.from, self.record.as_bytes(), record::START, |line| {
            seen.look(&line);
            lines.push(line);
        });
        if let Some(newer) = seen.newer(self.record.as_bytes(), &mut read) {
            return Err(StoreError::Newer { path: self.from.clone(), format: newer.format });
        }
        if let Some(damage) = read.damage {
            return Err(self.unfit(format!("its record is damaged in line {}: {}", damage.line, damage.cause)));
        }
        if read.torn.is_some() || read.lines != self.entries || read.head != self.head {
            let (says, has) = (self.entries, read.lines);
            let problem =
                format!("it says {says} entries and the head {}, its record has {has} and {}", self.head, read.head);
            return Err(self.unfit(problem));
        }
        let opened = seen.opened().cloned().ok_or_else(|| self.unfit("its record opens no case".to_owned()))?;
        if (opened.code, opened.mode) != (self.code, self.mode) {
            return Err(self.unfit(format!("its record is that of another case, {}", opened.code)));
        }
        let Named { checklists, others } = Named::by(&lines);
        checklists.iter().try_for_each(|hash| self.checklist(hash).map(|_| ()))?;
        others.iter().try_for_each(|hash| self.text_of(hash).map(|_| ()))?;
        Ok(Sound { opened, lines, checklists, others })
    }

    fn checklist(&self, hash: &Hash) -> Result<Checklist, StoreError> {
        Checklist::load_pinned(self.text_of(hash)?).map_err(|defects| {
            let problem = defects.first().map(ToString::to_string).unwrap_or_default();
            self.unfit(format!("its checklist {hash} cannot be read: {problem}"))
        })
    }

    /// The file that a record names by its sum.
    fn text_of(&self, hash: &Hash) -> Result<&str, StoreError> {
        let text = self.pinned.iter().find(|kept| kept.sha256 == *hash).map(|kept| kept.text.as_str());
        let fits = |text: &&str| text.len() as u64 <= MOST_CHECKLIST && Hash::of(&[text.as_bytes()]) == *hash;
        text.filter(fits).ok_or_else(|| self.unfit(format!("its pinned checklist {hash} is missing or changed")))
    }

    fn unfit(&self, mut problem: String) -> StoreError {
        problem.push_str("; nothing was imported");
        StoreError::Unfit { path: self.from.clone(), problem }
    }
}

/// What a record names by its sum, each once, in the order in which it is named.
#[derive(Default)]
struct Named {
    checklists: Vec<Hash>,
    others: Vec<Hash>,
}

impl Named {
    fn by(lines: &[Line]) -> Self {
        let mut named = Self::default();
        for line in lines {
            match &line.entry.fact {
                Some(Fact::Case(CaseFact::Opened(opened))) => named.add(&opened.checklist, &opened.overlays),
                Some(Fact::Case(
                    CaseFact::Started { checklist, overlays } | CaseFact::Pinned { checklist, overlays },
                )) => named.add(checklist, overlays),
                Some(Fact::Item(..) | Fact::Case(_)) | None => {}
            }
        }
        named
    }

    fn add(&mut self, checklist: &Pin, overlays: &[Hash]) {
        self.checklists.retain(|known| *known != checklist.sha256);
        self.checklists.push(checklist.sha256);
        self.others.retain(|known| !overlays.contains(known));
        self.others.extend(overlays);
    }

    fn all(&self) -> impl Iterator<Item = &Hash> {
        self.checklists.iter().chain(&self.others)
    }
}

/// The words of a file that was read before.
fn text(path: &Path, bytes: Vec<u8>) -> Result<String, StoreError> {
    let unfit = |_| StoreError::Unfit { path: path.to_owned(), problem: "it is not UTF-8".to_owned() };
    String::from_utf8(bytes).map_err(unfit)
}
