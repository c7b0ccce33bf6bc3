//! Appending: decided under the lock on the newest state, one write, one `fdatasync`, then shown.

use super::{
    Cursor, Damage, Loaded, Store, StoreError,
    files::{self, FileId, MOST_RECORD},
    record::{self, Torn},
};
use crate::domain::{
    CaseFact, Fact, Line, Now,
    case::{Case, Intent},
};
use std::{
    fs::{self, File},
    io::ErrorKind,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

/// What an append came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// The entries that were appended; none where what was wanted already stood.
    pub own: Vec<Line>,
    /// The entries of other terminals that were found on the way.
    pub others: Vec<Line>,
}

/// The right to append to a record: the lock is held as long as this lives.
pub(super) struct Locked {
    pub(super) file: File,
    length: u64,
}

impl Store {
    /// Records what an intent asks for, if the newest state allows it. When this returns the entries are on
    /// the disk and in `loaded`. After an error nothing was recorded; what other terminals recorded before
    /// is in `loaded` all the same.
    ///
    /// A kill before the write loses the intent, which nobody was told was saved. A kill during the write
    /// leaves a torn line, which the next append copies aside. A kill after the write may keep an entry that
    /// was never acknowledged. A power cut after `fdatasync` loses nothing.
    pub fn act(&self, loaded: &mut Loaded, intent: &Intent, now: &Now) -> Result<Recorded, StoreError> {
        loaded.writable()?;
        let mut locked = self.lock_newest(loaded)?;
        loaded.writable()?;
        let others = take_in_new(loaded, &locked)?;
        self.follow_start(loaded, &others)?;
        self.move_to_folder(loaded, now);
        let facts = loaded.case.decide(intent, &self.staff, now)?;
        if facts.is_empty() {
            return Ok(Recorded { own: Vec::new(), others });
        }
        if let Some(torn) = loaded.torn.take() {
            self.set_aside(&loaded.cursor, &locked, &torn, now)?;
        }
        let (bytes, own) = lines(&loaded.case, intent, &facts, now)?;
        self.append(&mut loaded.cursor, &mut locked, bytes.as_bytes()).inspect_err(|error| {
            if matches!(error, StoreError::NotPutBack { .. }) {
                loaded.damage = Some(unknown_end(&loaded.cursor));
            }
        })?;
        loaded.cursor.lines += own.len();
        for line in own.clone() {
            loaded.cursor.head = line.hash;
            loaded.case.apply(line);
        }
        self.follow_start(loaded, &own)?;
        self.move_to_folder(loaded, now);
        Ok(Recorded { own, others })
    }

    /// Takes in what other terminals recorded since. Costs one `stat` where there is nothing new.
    pub fn catch_up(&self, loaded: &mut Loaded) -> Result<Vec<Line>, StoreError> {
        let known = |meta: &fs::Metadata| FileId::of(meta) == loaded.cursor.file && meta.len() == loaded.cursor.length;
        let torn = loaded.torn.as_ref().map_or(0, |torn| torn.bytes as u64);
        match fs::symlink_metadata(&loaded.cursor.path) {
            Ok(meta) if known(&meta) || (torn > 0 && meta.len() == loaded.cursor.length + torn) => {
                return Ok(Vec::new());
            }
            Ok(_) | Err(_) => {}
        }
        let before = loaded.case.entries().len();
        let (path, (file, meta)) = self.open_current(loaded, false)?;
        files::lock(|| file.try_lock_shared(), &path)?;
        let length = file.metadata().map_err(StoreError::io(&path))?.len();
        self.reload_if_other(loaded, path, &meta)?;
        let others = take_in_new(loaded, &Locked { file, length })?;
        self.follow_start(loaded, &others)?;
        Ok(loaded.case.entries().get(before..).unwrap_or_default().to_vec())
    }

    /// A planned case pins its checklist when it starts: from then on it follows that one.
    fn follow_start(&self, loaded: &mut Loaded, entries: &[Line]) -> Result<(), StoreError> {
        let starts = |sealed: &Line| matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::Started { .. })));
        if entries.iter().any(starts) {
            let path = loaded.cursor.path.clone();
            let bytes = files::read_bounded(&path, MOST_RECORD)?;
            *loaded = self.loaded(&path, loaded.cursor.file, &bytes)?;
        }
        Ok(())
    }

    fn open_current(&self, loaded: &Loaded, write: bool) -> Result<(PathBuf, (File, fs::Metadata)), StoreError> {
        let path = &loaded.cursor.path;
        match files::open_regular(path, write) {
            Ok(opened) => Ok((path.clone(), opened)),
            // Closed or reopened by another terminal: the record moved.
            Err(_) => {
                let code = loaded.case.code();
                let path = self.find(code)?.ok_or(StoreError::NoCase { code })?;
                let opened = files::open_regular(&path, write)?;
                Ok((path, opened))
            }
        }
    }

    /// Opens the record by its path for this append, locks it, and makes sure that path and descriptor
    /// still name one file: a kept or moved descriptor would happily write where nobody reads.
    pub(super) fn lock_newest(&self, loaded: &mut Loaded) -> Result<Locked, StoreError> {
        const TRIES: usize = 20;
        for _ in 0..TRIES {
            let (path, (file, meta)) = self.open_current(loaded, true)?;
            files::lock(|| file.try_lock(), &path)?;
            let there = fs::symlink_metadata(&path);
            if there.is_ok_and(|there| FileId::of(&there) == FileId::of(&meta)) {
                let length = file.metadata().map_err(StoreError::io(&path))?.len();
                self.reload_if_other(loaded, path, &meta)?;
                return Ok(Locked { file, length });
            }
        }
        Err(StoreError::Busy)
    }

    /// A record that moved, was replaced or became shorter is read anew from its start.
    fn reload_if_other(&self, loaded: &mut Loaded, path: PathBuf, meta: &fs::Metadata) -> Result<(), StoreError> {
        if FileId::of(meta) != loaded.cursor.file || meta.len() < loaded.cursor.length {
            let bytes = files::read_bounded(&path, MOST_RECORD)?;
            *loaded = self.loaded(&path, FileId::of(meta), &bytes)?;
        }
        loaded.cursor.path = path;
        loaded.damage.as_ref().map_or(Ok(()), |damage| Err(damage.clone().into()))
    }

    /// Copies what a crash left at the end beside the record, then cuts it off.
    fn set_aside(&self, cursor: &Cursor, locked: &Locked, torn: &Torn, now: &Now) -> Result<(), StoreError> {
        let mut piece = vec![0; torn.bytes];
        locked.file.read_exact_at(&mut piece, cursor.length).map_err(StoreError::io(&cursor.path))?;
        let at = now.at.timestamp().strftime("%Y%m%dT%H%M%S%3fZ");
        let aside = cursor.path.with_extension(format!("torn-{at}"));
        self.disk.create_whole(&aside, &piece)?;
        (self.disk.cut)(&locked.file, cursor.length).map_err(not_saved(&cursor.path))
    }

    /// One write, one `fdatasync`. A failed sync means that nobody knows what is on the disk: the file is
    /// cut back to its old length, never tried again; where even that fails it is read-only from then on.
    fn append(&self, cursor: &mut Cursor, locked: &mut Locked, bytes: &[u8]) -> Result<(), StoreError> {
        if cursor.length + bytes.len() as u64 > MOST_RECORD {
            return Err(StoreError::TooLarge { most: MOST_RECORD >> 20 });
        }
        let written = (self.disk.write)(&mut locked.file, bytes).and_then(|()| (self.disk.sync)(&locked.file));
        match written {
            Ok(()) => {
                cursor.length += bytes.len() as u64;
                Ok(())
            }
            Err(source) => match (self.disk.cut)(&locked.file, cursor.length) {
                Ok(()) => Err(not_saved(&cursor.path)(source)),
                Err(_) => Err(StoreError::NotPutBack { path: cursor.path.clone(), source }),
            },
        }
    }

    /// Lets the folder follow what the entries say, still under the lock. Whether a case is closed is what its
    /// entries say: where the move fails, or a crash comes before it, the record stays where it is and stays
    /// true, and the next writer moves it.
    pub(super) fn move_to_folder(&self, loaded: &mut Loaded, now: &Now) {
        let name = format!("{}.jsonl", loaded.case.code().file_stem());
        let folder = match loaded.case.closed() {
            Some(closed) => {
                let month = closed.stamp.at.in_zone(&now.zone).strftime("%Y-%m").to_string();
                self.closed_dir().join(month)
            }
            None => self.open_dir(),
        };
        let path = folder.join(name);
        let is_there = match loaded.case.closed() {
            // Another month of another zone is no reason to move it again.
            Some(_) => loaded.cursor.path.starts_with(self.closed_dir()),
            None => path == loaded.cursor.path,
        };
        if !is_there && move_whole(&loaded.cursor.path, &path).is_ok() {
            loaded.cursor.path = path;
        }
    }
}

/// Reads what others appended and applies it.
fn take_in_new(loaded: &mut Loaded, locked: &Locked) -> Result<Vec<Line>, StoreError> {
    let cursor = &mut loaded.cursor;
    if locked.length > MOST_RECORD {
        return Err(StoreError::TooLarge { most: MOST_RECORD >> 20 });
    }
    let new = usize::try_from(locked.length.saturating_sub(cursor.length)).unwrap_or(0);
    let mut bytes = vec![0; new];
    if new > 0 {
        locked.file.read_exact_at(&mut bytes, cursor.length).map_err(StoreError::io(&cursor.path))?;
    }
    let mut others = Vec::new();
    let read = record::read(&cursor.path, &bytes, (cursor.lines, cursor.head), |line| others.push(line));
    cursor.advance(&read);
    loaded.torn = read.torn;
    loaded.case.extend(others.clone());
    if let (Some(damage), Some(newer)) = (&read.damage, &mut loaded.newer) {
        newer.unread_from.get_or_insert(damage.line);
    } else if let Some(damage) = read.damage {
        loaded.damage = Some(damage.clone());
        return Err(damage.into());
    }
    Ok(others)
}

fn not_saved(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    |source| StoreError::NotSaved { path: path.to_owned(), source }
}

/// Moves a record without ever standing in the place of another one. A crash between its new name and the end of
/// its old one leaves it under both, which the next move puts right.
fn move_whole(from: &Path, to: &Path) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(to);
    files::make_dirs(folder)?;
    let file = |path| fs::symlink_metadata(path).ok().map(|meta| FileId::of(&meta));
    match fs::hard_link(from, to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && file(to) == file(from) => {}
        linked => linked.map_err(StoreError::io(to))?,
    }
    files::sync_dir(folder)?;
    fs::remove_file(from).map_err(StoreError::io(from))?;
    from.parent().map_or(Ok(()), files::sync_dir)
}

/// After a failed write that could not be cut off nobody knows how the record ends.
fn unknown_end(cursor: &Cursor) -> Damage {
    Damage::at(&cursor.path, cursor.lines + 1, "a write failed here and could not be taken back")
}

/// The lines of one action.
fn lines(case: &Case, intent: &Intent, facts: &[Fact], now: &Now) -> Result<(String, Vec<Line>), StoreError> {
    let first = case.entries().len() as u64 + 1;
    let mut head = case.head();
    let (mut bytes, mut own) = (String::new(), Vec::new());
    for (fact, seq) in facts.iter().zip(first..) {
        let stamp = intent.stamp(seq, (facts.len() > 1).then_some(first), now);
        let (line, sealed) = record::line(head, &stamp, fact)?;
        head = sealed.hash;
        bytes.push_str(&line);
        own.push(sealed);
    }
    Ok((bytes, own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Answer, Operator, Stamp, Text, case::Act, checklist::Checklist},
        store::NewCase,
    };
    use std::io;

    const JSON: &str = include_str!("../../tests/data/checklists/small.json");

    fn now() -> Now {
        Now { at: "2026-11-23T09:41:00Z".parse::<jiff::Timestamp>().unwrap().into(), zone: jiff::tz::TimeZone::UTC }
    }

    fn stamp() -> Stamp {
        let by: Operator = "JR:nurse".parse().unwrap();
        let (tz, station) = (Text::from("UTC"), Text::from("test"));
        Stamp { seq: 1, at: now().at, tz, by, station, stated_by: None, done_at: None, with: None }
    }

    fn tick(item: &str) -> Intent {
        let act = Act::Answer {
            item: item.parse().unwrap(),
            answer: Answer::Done,
            second: None,
            reason: None,
            again: false,
            carried: None,
        };
        let by = stamp().by;
        Intent { seen: None, by, station: Text::from("test"), stated_by: None, done_at: None, code: None, act }
    }

    fn new_case(store: &Store) -> Loaded {
        let checklist = Checklist::load(JSON, &std::collections::BTreeMap::new()).unwrap();
        store.create(&NewCase { json: JSON, checklist: &checklist, label: None, planned: None }, stamp).unwrap()
    }

    #[test]
    fn a_failed_sync_means_not_saved_and_the_file_is_as_before() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::new(dir.path());
        let mut loaded = new_case(&store);
        let before = fs::read(&loaded.cursor.path).unwrap();

        store.disk.sync = |_| Err(io::Error::other("no"));
        let error = store.act(&mut loaded, &tick("hands"), &now()).unwrap_err();
        assert!(error.to_string().starts_with("NOT SAVED"), "{error}");
        assert_eq!(fs::read(&loaded.cursor.path).unwrap(), before);
        assert_eq!(loaded.case.entries().len(), 1, "nothing is shown as saved");

        store.disk.sync = File::sync_data;
        store.act(&mut loaded, &tick("hands"), &now()).unwrap();
        assert_eq!(store.load(loaded.case.code()).unwrap().case.entries().len(), 2);
    }

    #[test]
    fn a_short_write_is_cut_off_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::new(dir.path());
        let mut loaded = new_case(&store);
        let before = fs::read(&loaded.cursor.path).unwrap();
        store.disk.write = |file, bytes| {
            io::Write::write_all(file, &bytes[..bytes.len() / 2])?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        store.act(&mut loaded, &tick("hands"), &now()).unwrap_err();
        assert_eq!(fs::read(&loaded.cursor.path).unwrap(), before);
    }

    #[test]
    fn where_even_cutting_back_fails_the_error_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::new(dir.path());
        let mut loaded = new_case(&store);
        store.disk.sync = |_| Err(io::Error::other("no"));
        store.disk.cut = |_, _| Err(io::Error::other("no"));
        let error = store.act(&mut loaded, &tick("hands"), &now()).unwrap_err();
        assert!(matches!(error, StoreError::NotPutBack { .. }), "{error}");
    }

    #[test]
    fn a_torn_line_is_kept_aside_by_the_next_append() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path());
        let mut loaded = new_case(&store);
        store.act(&mut loaded, &tick("hands"), &now()).unwrap();
        let path = loaded.cursor.path.clone();
        let whole = fs::read(&path).unwrap();
        fs::write(&path, [&whole[..], b"{\"hash\":\"12"].concat()).unwrap();

        let mut again = store.load(loaded.case.code()).unwrap();
        assert_eq!(again.torn, Some(Torn { line: 3, bytes: 11 }));
        assert_eq!(again.case.entries().len(), 2);
        store.act(&mut again, &tick("mask"), &now()).unwrap();
        assert_eq!(store.load(loaded.case.code()).unwrap().case.entries().len(), 3);
        let aside = files::names(path.parent().unwrap()).unwrap();
        let aside = aside.iter().find(|name| name.contains(".torn-")).expect("the piece is kept");
        assert_eq!(fs::read(path.with_file_name(aside)).unwrap(), b"{\"hash\":\"12");
    }

    #[test]
    fn a_replaced_file_is_noticed_under_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path());
        let mut here = new_case(&store);
        let mut there = store.load(here.case.code()).unwrap();
        store.act(&mut there, &tick("hands"), &now()).unwrap();
        let path = here.cursor.path.clone();
        let copy = path.with_extension("copy");
        fs::copy(&path, &copy).unwrap();
        fs::rename(&copy, &path).unwrap();
        let recorded = store.act(&mut here, &tick("mask"), &now()).unwrap();
        assert_eq!(recorded.own[0].entry.stamp.seq, 3);
        assert_eq!(store.load(here.case.code()).unwrap().case.entries().len(), 3);
    }
}
