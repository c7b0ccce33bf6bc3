//! The disk: records, pinned checklists and checklist files. Nothing outside this module opens a file.

mod append;
mod changes;
mod copied;
mod error;
mod files;
mod library;
mod locked;
mod mode;
mod outside;
mod pins;
mod places;
mod record;
mod repair;
mod scratch;
mod spool;
mod staff;
mod strays;
mod verify;
mod walk;

pub use append::{Save, Written};
pub use changes::{Changes, Looked};
pub use copied::Copied;
pub use error::{Damage, StoreError};
pub use library::{Catalogue, Found, Library, LocalsChecked, SHIPPED, Shipped, is_local_of, load_file, why_unfit};
pub use outside::{Outside, write_private};
pub use record::Torn;
pub use repair::Repaired;
pub use scratch::Scratch;
pub use spool::Spool;
pub use staff::{default_config_file, default_staff_file, read_config, read_staff};
pub use strays::Stray;
pub use verify::Verdict;

use crate::domain::{
    CaseFact, Caveats, Code, Fact, Hash, Line, Mode, Opened, Plan, Staff, Stamp, Text, case::Case, checklist::Checklist,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use walk::Place;

/// The data directory: records and pinned checklists of cases, of practice or of a demonstration, never mixed.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
    mode: Mode,
    disk: files::Disk,
    /// How long to wait for another terminal's lock.
    patience: Duration,
    /// Whether many records are read in an order that tells nothing of their codes.
    shuffled: bool,
    staff: Arc<Staff>,
    /// Pinned checklists that were read already: most cases follow the same one.
    checklists: Arc<Mutex<HashMap<Follows, Arc<Checklist>>>>,
}

/// Most lines of a record have more bytes.
const SHORT_LINE: usize = 256;

/// What a case follows: its checklist, and the site's values that hold for it.
type Follows = (Hash, Vec<Hash>);

/// A case read from its record.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The case as its entries add up.
    pub case: Case,
    /// What the next append needs to know of the record.
    cursor: Cursor,
    /// What a crash left at the end of the record.
    pub torn: Option<Torn>,
    /// What is damaged; the case shows everything before it and takes no more entries.
    pub damage: Option<Damage>,
    /// By what newer version it was made; the case shows what this one understands and takes no more entries.
    newer: Option<Newer>,
}

/// That a record has a format of a newer version, or its checklist fields of one.
#[derive(Debug, Clone)]
pub(super) struct Newer {
    format: u32,
    /// The first line that this version does not understand.
    unread_from: Option<usize>,
}

impl Newer {
    /// Whoever does not know what the checklist asks for must not go on with the case.
    fn of(checklist: &Checklist) -> Option<Self> {
        checklist.is_newer.then_some(Self { format: files::FORMAT, unread_from: None })
    }
}

fn caveats(damage: Option<&Damage>, torn: Option<&Torn>, unknown: usize, newer: Option<&Newer>) -> Caveats {
    Caveats {
        problem: damage.map(|damage| Text::sanitise(&damage.to_string())),
        torn_line: torn.map(|torn| torn.line),
        unknown,
        newer_format: newer.map(|newer| newer.format),
        unread_from: newer.and_then(|newer| newer.unread_from),
    }
}

impl Loaded {
    /// What must be known of the record beside what it says.
    pub fn caveats(&self) -> Caveats {
        caveats(self.damage.as_ref(), self.torn.as_ref(), self.case.unknown_entries(), self.newer.as_ref())
    }

    /// Whether a newer version made it, so that not all that it says is understood here.
    pub fn is_newer(&self) -> bool {
        self.newer.is_some()
    }

    /// Refuses what takes no more entries.
    fn writable(&self) -> Result<(), StoreError> {
        match (&self.damage, &self.newer) {
            (Some(damage), _) => Err(damage.clone().into()),
            (None, Some(newer)) => Err(StoreError::Newer { path: self.cursor.path.clone(), format: newer.format }),
            (None, None) => Ok(()),
        }
    }
}

/// How far a record was read, and how its file stood before that.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cursor {
    path: PathBuf,
    mark: files::Mark,
    length: u64,
    lines: usize,
    head: Hash,
}

impl Cursor {
    /// Goes on past what was read from here.
    fn advance(&mut self, read: &record::Read) {
        self.length += read.length;
        self.lines = read.lines;
        self.head = read.head;
    }
}

/// What the lines of a record say about it as a whole.
#[derive(Debug, Default)]
struct Seen {
    first: Option<Line>,
    /// The checklist with which a planned case was prepared or started, and the site's values.
    pinned: Option<Follows>,
}

impl Seen {
    fn look(&mut self, line: &Line) {
        if self.first.is_none() {
            self.first = Some(line.clone());
        }
        if let Some(Fact::Case(CaseFact::Started { checklist, overlays } | CaseFact::Pinned { checklist, overlays })) =
            &line.entry.fact
        {
            self.pinned = Some((checklist.sha256, overlays.clone()));
        }
    }

    fn opened(&self) -> Option<&Opened> {
        match &self.first.as_ref()?.entry.fact {
            Some(Fact::Case(CaseFact::Opened(opened))) => Some(opened),
            Some(Fact::Item(..) | Fact::Case(_)) | None => None,
        }
    }

    /// Whether a newer version made the record; what does not fit in it then is not understood, and no damage.
    fn newer(&self, bytes: &[u8], read: &mut record::Read) -> Option<Newer> {
        let format = match self.opened() {
            Some(opened) if opened.format <= files::RECORD_FORMAT => return None,
            Some(opened) => opened.format,
            None => record::newer_format(bytes)?,
        };
        Some(Newer { format, unread_from: read.damage.take().map(|damage| damage.line) })
    }
}

impl Store {
    /// Keeps a paper of a case beside the records, in a folder of its own, which it gives; an older one is replaced.
    /// Its name begins with the code and ends so: `.html`, `-aftercare.html`.
    pub fn keep_report(&self, code: Code, ending: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
        let folder = self.root.join("reports");
        files::make_dirs(&folder)?;
        write_private(&folder.join(format!("{}{ending}", code.file_stem())), bytes)?;
        Ok(folder)
    }
}

/// What is needed to open a case.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// The checklist's file, byte for byte.
    pub json: &'a str,
    /// The same, checked, with the site's values.
    pub checklist: &'a Checklist,
    /// The file of the site's values, byte for byte.
    pub local: Option<&'a str>,
    /// The bay or room.
    pub label: Option<Text>,
    /// When and where it is planned.
    pub planned: Option<Plan>,
}

/// Where a case's record lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Folder {
    /// Among the open cases.
    Open,
    /// Among the closed ones.
    Closed,
}

impl Store {
    /// The store in a data directory, which need not exist yet.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let mode = mode::mode_of(&root);
        let (disk, patience) = (files::Disk::REAL, files::PATIENCE);
        Self { root, mode, disk, patience, shuffled: false, staff: Arc::default(), checklists: Arc::default() }
    }

    /// The same store where nobody waits longer for another terminal's lock.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The same store, of which many records are read in an order that tells nothing of their codes.
    #[must_use]
    pub fn shuffled(self) -> Self {
        Self { shuffled: true, ..self }
    }

    #[cfg(test)]
    pub(crate) fn with_sync(self, sync: fn(&std::fs::File) -> std::io::Result<()>) -> Self {
        Self { disk: files::Disk { sync, ..self.disk }, ..self }
    }

    /// The same store where a staff list grants roles.
    #[must_use]
    pub fn with_staff(self, staff: Staff) -> Self {
        Self { staff: Arc::new(staff), ..self }
    }

    /// Who works here, as far as that is listed.
    pub fn staff(&self) -> &Staff {
        &self.staff
    }

    /// The data directory that the system gives this user.
    pub fn default_root() -> Option<PathBuf> {
        Some(directories::ProjectDirs::from("", "", "periop")?.data_dir().to_owned())
    }

    /// Of what the records here are.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The data directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn open_dir(&self) -> PathBuf {
        self.root.join("cases").join("open")
    }

    fn closed_dir(&self) -> PathBuf {
        self.root.join("cases").join("closed")
    }

    /// Opens a case. When this returns, its first entry and its pinned checklist are on the disk.
    ///
    /// A crash on the way leaves at most a pinned checklist or a temporary file without a case.
    pub fn create(&self, new: &NewCase<'_>, stamp: impl Fn() -> Stamp) -> Result<Loaded, StoreError> {
        let code = self.make(new, stamp).map_err(StoreError::unsaved)?;
        self.load(code)
    }

    /// A random code.
    pub fn fresh_code() -> Code {
        let bytes = uuid::Uuid::new_v4().into_bytes();
        // The seventh of its bytes is not wholly random.
        Code::from_random(std::array::from_fn(|at| if at < 6 { bytes[at] } else { bytes[15] }))
    }

    fn make(&self, new: &NewCase<'_>, stamp: impl Fn() -> Stamp) -> Result<Code, StoreError> {
        let (pin, overlays) = self.pin(new.json, new.checklist, new.local)?;
        // What a planned case will follow on its day is not known yet.
        let format = if new.planned.is_some() { files::RECORD_FORMAT } else { new.checklist.record_format() };
        let dir = self.open_dir();
        files::make_dirs(&dir)?;
        loop {
            let code = Self::fresh_code();
            if self.find(code, &self.months()?)?.is_some() {
                continue;
            }
            let opened = Opened {
                format,
                mode: self.mode,
                uuid: Text::from(uuid::Uuid::new_v4().to_string()),
                code,
                checklist: pin.clone(),
                overlays: overlays.clone(),
                label: new.label.clone(),
                planned: new.planned.clone(),
            };
            let (line, _) = record::line(Hash::START, &stamp(), &Fact::Case(CaseFact::Opened(opened)))?;
            let path = dir.join(format!("{}.jsonl", code.file_stem()));
            if self.disk.create_whole(&path, line.as_bytes())? {
                return Ok(code);
            }
        }
    }

    /// Reads a case. Damage past the first line is reported beside the entries before it.
    pub fn load(&self, code: Code) -> Result<Loaded, StoreError> {
        self.load_in(code, &self.months()?)
    }

    fn load_in(&self, code: Code, months: &[PathBuf]) -> Result<Loaded, StoreError> {
        let path = self.find(code, months)?.ok_or_else(|| self.no_case(code))?;
        self.again_if_moved(&Place { code, path }, |place| self.load_path(&place.path))
    }

    fn load_path(&self, path: &Path) -> Result<Loaded, StoreError> {
        let (bytes, mark) = files::read_record(path, self.patience)?;
        self.loaded(path, mark, &bytes)
    }

    fn loaded(&self, path: &Path, mark: files::Mark, bytes: &[u8]) -> Result<Loaded, StoreError> {
        let (mut seen, mut lines) = (Seen::default(), Vec::with_capacity(bytes.len() / SHORT_LINE));
        let mut read = record::read(path, bytes, record::START, |line| {
            seen.look(&line);
            lines.push(line);
        });
        let newer = seen.newer(bytes, &mut read);
        let checklist = self.checklist_of(&seen, path, &read, newer.as_ref())?;
        let newer = newer.or(Newer::of(&checklist));
        let rest = lines.split_off(lines.len().min(1));
        let mut case = lines.pop().and_then(|first| Case::open(checklist, first)).ok_or_else(|| opens_no_case(path))?;
        case.extend(rest);
        let (path, head) = (path.to_owned(), read.head);
        let cursor = Cursor { path, mark, length: read.length, lines: read.lines, head };
        Ok(Loaded { case, cursor, torn: read.torn, damage: read.damage, newer })
    }

    /// The checklist that a case follows: the one with which a planned case was prepared or started, else the one with
    /// which it was opened. Before that nothing is recorded for an item, so that one checklist serves all. Refuses what
    /// is no record, or none of this folder.
    fn checklist_of(
        &self,
        seen: &Seen,
        path: &Path,
        read: &record::Read,
        newer: Option<&Newer>,
    ) -> Result<Arc<Checklist>, StoreError> {
        let damage = |cause: String| Damage::at(path, 1, cause);
        let opened = match (seen.opened(), newer, &seen.first) {
            (Some(opened), ..) => opened,
            (None, Some(newer), _) => return Err(StoreError::Newer { path: path.to_owned(), format: newer.format }),
            (None, None, Some(_)) => return Err(opens_no_case(path).into()),
            (None, None, None) => {
                let none = || damage("there is no complete first line".to_owned());
                return Err(read.damage.clone().unwrap_or_else(none).into());
            }
        };
        let pinned = seen.pinned.clone();
        let checklist = self.pinned(pinned.unwrap_or_else(|| (opened.checklist.sha256, opened.overlays.clone())))?;
        // Under another name it would be moved over the record whose name it has inside.
        let code = opened.code;
        if path.file_stem().is_none_or(|stem| stem != code.file_stem().as_str()) {
            let misnamed = format!("this is the record of case {code}; its file has the name of another case");
            return Err(damage(misnamed).into());
        }
        // Copied here, a demonstration or practice would pass for a patient's case.
        if opened.mode != self.mode {
            let (is, here) = (opened.mode.word(), self.mode.word());
            let misplaced =
                format!("its mode is \"{is}\", and this folder holds \"{here}\"; move it back where it was made");
            return Err(damage(misplaced).into());
        }
        Ok(checklist)
    }
}

fn opens_no_case(path: &Path) -> Damage {
    Damage::at(path, 1, "the first entry does not open a case")
}
