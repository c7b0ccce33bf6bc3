//! The disk: records, pinned checklists and checklist files. Nothing outside this module opens a file.

mod append;
mod changes;
mod error;
mod files;
mod library;
mod pins;
mod record;
mod repair;
mod scratch;
mod staff;
mod verify;

pub use append::Recorded;
pub use changes::{Changes, Looked};
pub use error::{Damage, StoreError};
pub use library::{Catalogue, Found, Library, SHIPPED, Shipped, load_file};
pub use record::Torn;
pub use repair::Repaired;
pub use scratch::Scratch;
pub use staff::{default_staff_file, read_staff};
pub use verify::Verdict;

use crate::domain::{
    CaseFact, Code, Fact, Hash, Line, Mode, Now, Opened, Plan, Staff, Stamp, Text, case::Case, checklist::Checklist,
};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

/// The data directory: records and pinned checklists of cases, of practice or of a demonstration, never mixed.
#[derive(Debug, Clone)]
pub struct Store {
    root: PathBuf,
    mode: Mode,
    disk: files::Disk,
    staff: Arc<Staff>,
    /// Pinned checklists that were read already: most cases follow the same one.
    checklists: Arc<Mutex<HashMap<Hash, Arc<Checklist>>>>,
}

/// A case read from its record, with what the next append needs to know of the file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The case as its entries add up.
    pub case: Case,
    /// How far the record was read.
    pub tail: Tail,
    /// What a crash left at the end of the record.
    pub torn: Option<Torn>,
    /// What is damaged; the case shows everything before it and takes no more entries.
    pub damage: Option<Damage>,
}

/// How far a record was read: its file, its length and its newest hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    path: PathBuf,
    file: files::FileId,
    length: u64,
    lines: usize,
    head: Hash,
}

/// What is needed to open a case.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// The checklist's file, byte for byte.
    pub json: &'a str,
    /// The same, checked.
    pub checklist: &'a Checklist,
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
        let mode = scratch::mode_of(&root);
        Self { root, mode, disk: files::Disk::REAL, staff: Arc::default(), checklists: Arc::default() }
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

    /// The codes of the stored cases in a folder, sorted. Only file names are read.
    pub fn codes(&self, folder: Folder) -> Result<Vec<Code>, StoreError> {
        let mut codes = Vec::new();
        match folder {
            Folder::Open => codes_in(&self.open_dir(), &mut codes)?,
            Folder::Closed => {
                for month in files::names(&self.closed_dir())? {
                    let month = self.closed_dir().join(month);
                    if month.is_dir() {
                        codes_in(&month, &mut codes)?;
                    }
                }
            }
        }
        codes.sort_unstable();
        Ok(codes)
    }

    /// The codes of the open cases and of those that were closed this month, which have all of today's.
    pub fn codes_of_today(&self, now: &Now) -> Result<Vec<Code>, StoreError> {
        let mut codes = self.codes(Folder::Open)?;
        codes.extend(self.codes_closed_in(&now.civil().strftime("%Y-%m").to_string())?);
        Ok(codes)
    }

    /// The codes of the cases that were closed in a month, such as `2026-11`.
    fn codes_closed_in(&self, month: &str) -> Result<Vec<Code>, StoreError> {
        let mut codes = Vec::new();
        codes_in(&self.closed_dir().join(month), &mut codes)?;
        Ok(codes)
    }

    /// Where the record of a case lies, if there is one.
    fn find(&self, code: Code) -> Result<Option<PathBuf>, StoreError> {
        let name = format!("{}.jsonl", code.file_stem());
        let open = self.open_dir().join(&name);
        if fs::symlink_metadata(&open).is_ok() {
            return Ok(Some(open));
        }
        for month in files::names(&self.closed_dir())? {
            let closed = self.closed_dir().join(month).join(&name);
            if fs::symlink_metadata(&closed).is_ok() {
                return Ok(Some(closed));
            }
        }
        Ok(None)
    }

    /// Opens a case. When this returns, its first entry and its pinned checklist are on the disk.
    ///
    /// A crash on the way leaves at most a pinned checklist or a temporary file without a case.
    pub fn create(&self, new: &NewCase<'_>, stamp: impl Fn() -> Stamp) -> Result<Loaded, StoreError> {
        let pin = self.pin(new.json, new.checklist)?;
        let dir = self.open_dir();
        files::make_dirs(&dir)?;
        loop {
            let random = uuid::Uuid::new_v4();
            let bytes = random.as_bytes();
            let code = Code::from_random([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[15]]);
            if self.find(code)?.is_some() {
                continue;
            }
            let opened = Opened {
                format: record::FORMAT,
                mode: self.mode,
                uuid: Text::from(uuid::Uuid::new_v4().to_string()),
                code,
                checklist: pin.clone(),
                overlays: Vec::new(),
                label: new.label.clone(),
                planned: new.planned.clone(),
            };
            let (line, _) = record::line(Hash::START, &stamp(), &Fact::Case(CaseFact::Opened(opened)))?;
            let path = dir.join(format!("{}.jsonl", code.file_stem()));
            if self.disk.create_whole(&path, line.as_bytes())? {
                return self.load(code);
            }
        }
    }

    /// Reads a case. Damage past the first line is reported beside the entries before it.
    pub fn load(&self, code: Code) -> Result<Loaded, StoreError> {
        let path = self.find(code)?.ok_or(StoreError::NoCase { code })?;
        self.load_path(&path)
    }

    fn load_path(&self, path: &Path) -> Result<Loaded, StoreError> {
        let (bytes, file) = files::read_record(path)?;
        self.loaded(path, file, &bytes)
    }

    fn loaded(&self, path: &Path, file: files::FileId, bytes: &[u8]) -> Result<Loaded, StoreError> {
        let read = record::read(path, bytes, Hash::START, 1);
        let started = read.sealed.iter().rev().find_map(|sealed| match &sealed.entry.fact {
            Some(Fact::Case(CaseFact::Started { checklist, .. })) => Some(checklist.sha256),
            _ => None,
        });
        let mut sealed = read.sealed.into_iter();
        let Some(first) = sealed.next() else {
            let cause = "there is no complete first line".to_owned();
            let none = Damage { path: path.to_owned(), line: 1, cause };
            return Err(read.damage.unwrap_or(none).into());
        };
        let (checklist, unreadable) = self.pinned_checklist(&first, started, path)?;
        let case = Case::open(checklist, first).ok_or_else(|| Damage {
            path: path.to_owned(),
            line: 1,
            cause: "the first entry does not open a case".to_owned(),
        })?;
        // Under another name it would be moved over the record whose name it has inside.
        let code = case.code();
        if path.file_stem().is_none_or(|stem| stem != code.file_stem().as_str()) {
            let misnamed = format!("this is the record of case {code}; its file has the name of another case");
            return Err(Damage { path: path.to_owned(), line: 1, cause: misnamed }.into());
        }
        // Copied here, a demonstration or practice would pass for a patient's case.
        if case.mode() != self.mode {
            let (is, here) = (case.mode().word(), self.mode.word());
            let misplaced =
                format!("its mode is \"{is}\", and this folder holds \"{here}\"; move it back where it was made");
            return Err(Damage { path: path.to_owned(), line: 1, cause: misplaced }.into());
        }
        let case = sealed.fold(case, |mut case, sealed| {
            case.apply(sealed);
            case
        });
        let tail = Tail { path: path.to_owned(), file, length: read.length, lines: read.lines, head: case.head() };
        Ok(Loaded { case, tail, torn: read.torn, damage: read.damage.or(unreadable) })
    }

    /// The checklist that the case follows: the one with which a planned case was started, else the one with
    /// which it was opened. Before the start nothing is recorded for an item, so that one checklist serves all.
    fn pinned_checklist(
        &self,
        first: &Line,
        started: Option<Hash>,
        path: &Path,
    ) -> Result<(Arc<Checklist>, Option<Damage>), StoreError> {
        let damage = |cause: String| Damage { path: path.to_owned(), line: 1, cause };
        let Some(Fact::Case(CaseFact::Opened(opened))) = &first.entry.fact else {
            return Err(damage("the first entry does not open a case".to_owned()).into());
        };
        let unknown = (opened.format != record::FORMAT)
            .then(|| damage(format!("format {} is newer than this program; it opens read-only", opened.format)));
        Ok((self.pinned(&started.unwrap_or(opened.checklist.sha256))?, unknown))
    }
}

fn codes_in(dir: &Path, codes: &mut Vec<Code>) -> Result<(), StoreError> {
    let names = files::names(dir)?;
    let code = |name: &String| {
        let stem = name.strip_suffix(".jsonl")?;
        stem.parse::<Code>().ok().filter(|code| code.file_stem() == stem)
    };
    codes.extend(names.iter().filter_map(code));
    Ok(())
}
