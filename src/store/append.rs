//! Appending: decided under the lock on the newest state, one write, one `fdatasync`, then shown.

use super::files::{Disk, MOST_RECORD, Mark};
use super::locked::{Locked, To, starts};
use super::record::Torn;
use super::{Cursor, Damage, Loaded, Store, StoreError, files, record};
use crate::domain::case::{Case, Intent};
use crate::domain::{Clock, Fact, Line, Now};
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What was decided on the newest state and is still to be written: the record stays locked until it is finished.
#[derive(Debug)]
pub struct Save {
    locked: Locked,
    disk: Disk,
    /// Where the record ends, but for what a crash left there.
    end: u64,
    /// What a crash left, and the name under which it is kept.
    torn: Option<(Torn, PathBuf)>,
    bytes: String,
    own: Vec<Line>,
    now: Now,
}

/// A save that was tried.
#[derive(Debug)]
pub struct Written {
    save: Save,
    done: Result<(), StoreError>,
}

impl Store {
    /// Records what an intent asks for, if the newest state allows it. When this returns the entries are on
    /// the disk and in `loaded`; none where what was wanted already stood. After an error nothing was recorded; what
    /// other terminals recorded before is in `loaded` all the same.
    ///
    /// A kill before the write loses the intent, which nobody was told was saved. A kill during the write
    /// leaves a torn line, which the next append copies aside. A kill after the write may keep an entry that
    /// was never acknowledged. A power cut after `fdatasync` loses nothing.
    pub fn act(&self, loaded: &mut Loaded, intent: &Intent, clock: &impl Clock) -> Result<Vec<Line>, StoreError> {
        match self.begin(loaded, intent, clock, self.patience)? {
            Some(save) => self.finish(loaded, save.write()),
            None => Ok(Vec::new()),
        }
    }

    /// The first part of [`Store::act`], which waits for nothing but another terminal's lock: decides under the lock
    /// what is to be written, if anything is. The clock is asked there as well, so that moments follow each other as
    /// entries do.
    pub fn begin(
        &self,
        loaded: &mut Loaded,
        intent: &Intent,
        clock: &impl Clock,
        patience: Duration,
    ) -> Result<Option<Save>, StoreError> {
        let locked = self.newest_locked(loaded, patience).map_err(StoreError::unsaved)?;
        let now = clock.now();
        self.move_to_folder(loaded, &now);
        let facts = loaded.case.decide(intent, &self.staff, &now)?;
        if facts.is_empty() {
            return Ok(None);
        }
        let (bytes, own) = lines(&loaded.case, intent, &facts, &now).map_err(StoreError::unsaved)?;
        let (disk, end) = (self.disk, loaded.cursor.length);
        if end + bytes.len() as u64 > MOST_RECORD {
            return Err(StoreError::TooLarge { most: MOST_RECORD >> 20 });
        }
        let at = now.at.timestamp().strftime("%Y%m%dT%H%M%S%3fZ");
        let aside = || loaded.cursor.path.with_extension(format!("torn-{at}"));
        let torn = loaded.torn.clone().map(|torn| (torn, aside()));
        Ok(Some(Save { locked, disk, end, torn, bytes, own, now }))
    }

    /// The last part of [`Store::act`]: what is on the disk now is in `loaded` as well.
    pub fn finish(&self, loaded: &mut Loaded, written: Written) -> Result<Vec<Line>, StoreError> {
        let Written { save, done } = written;
        done.inspect_err(|error| {
            if matches!(error, StoreError::NotPutBack { .. }) {
                loaded.damage = Some(unknown_end(&loaded.cursor));
            }
        })?;
        let cursor = &mut loaded.cursor;
        loaded.torn = None;
        cursor.length += save.bytes.len() as u64;
        cursor.lines += save.own.len();
        // Where it is longer somebody wrote who asks for no lock: that is looked at before the next append.
        if let Ok(meta) = save.locked.file.metadata()
            && meta.len() == cursor.length
        {
            cursor.mark = Mark::of(&meta);
        }
        for line in save.own.clone() {
            cursor.head = line.hash;
            loaded.case.apply(line);
        }
        if starts(&save.own) {
            let bytes = files::read_locked(&save.locked.file, &save.locked.path)?;
            self.reload(loaded, &save.locked, &bytes)?;
        }
        self.move_to_folder(loaded, &save.now);
        Ok(save.own)
    }

    /// Takes in what other terminals recorded since. Costs one `stat` where there is nothing new.
    pub fn catch_up(&self, loaded: &mut Loaded) -> Result<Vec<Line>, StoreError> {
        let mark = Mark::at(&loaded.cursor.path).unwrap_or_default();
        let before = loaded.case.entries().len();
        if mark == Some(loaded.cursor.mark) {
            loaded.whole()?;
        } else {
            let locked = self.lock(loaded.case.code(), Some(&loaded.cursor.path), To::Read, self.patience);
            let locked = locked.map_err(StoreError::while_open)?;
            self.take_in(loaded, &locked)?;
        }
        Ok(loaded.case.entries().get(before..).unwrap_or_default().to_vec())
    }

    /// Locks the record to append to it, and takes in what it says by now.
    fn newest_locked(&self, loaded: &mut Loaded, patience: Duration) -> Result<Locked, StoreError> {
        loaded.writable()?;
        let locked = self.lock(loaded.case.code(), Some(&loaded.cursor.path), To::Append, patience);
        let locked = locked.map_err(StoreError::while_open)?;
        self.take_in(loaded, &locked)?;
        loaded.writable()?;
        Ok(locked)
    }

    /// The folder in which the record of a case belongs.
    pub(super) fn folder_of(&self, case: &Case, now: &Now) -> PathBuf {
        match case.closed() {
            Some(closed) => {
                let month = closed.stamp.at.in_zone(&now.zone).strftime("%Y-%m").to_string();
                self.closed_dir().join(month)
            }
            None => self.open_dir(),
        }
    }

    /// Lets the folder follow what the entries say, still under the lock. Whether a case is closed is what its
    /// entries say: where the move fails, or a crash comes before it, the record stays where it is and stays
    /// true, and the next writer moves it.
    pub(super) fn move_to_folder(&self, loaded: &mut Loaded, now: &Now) {
        let name = format!("{}.jsonl", loaded.case.code().file_stem());
        let path = self.folder_of(&loaded.case, now).join(name);
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

impl Save {
    /// Writes it: may wait for the disk, and so may be left to another thread.
    pub fn write(mut self) -> Written {
        let done = self.set_aside().and_then(|()| self.append());
        Written { save: self, done }
    }

    /// Copies what a crash left at the end beside the record, then cuts it off.
    fn set_aside(&self) -> Result<(), StoreError> {
        let (Some((torn, aside)), Locked { file, path, .. }) = (&self.torn, &self.locked) else { return Ok(()) };
        let mut piece = vec![0; torn.bytes];
        file.read_exact_at(&mut piece, self.end).map_err(StoreError::io(path)).map_err(StoreError::unsaved)?;
        self.disk.create_whole(aside, &piece)?;
        (self.disk.cut)(file, self.end).map_err(not_saved(path))
    }

    /// One write, one `fdatasync`. A failed sync means that nobody knows what is on the disk: the file is
    /// cut back to its old length, never tried again; where even that fails it is read-only from then on.
    fn append(&mut self) -> Result<(), StoreError> {
        let Locked { file, path, .. } = &mut self.locked;
        let written = (self.disk.write)(file, self.bytes.as_bytes()).and_then(|()| (self.disk.sync)(file));
        written.map_err(|source| match (self.disk.cut)(file, self.end) {
            Ok(()) => not_saved(path)(source),
            Err(_) => StoreError::NotPutBack { path: path.clone(), source },
        })
    }
}

fn not_saved(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    |source| StoreError::NotSaved { path: path.to_owned(), source }
}

/// Moves a record without ever standing in the place of another one. A crash between its new name and the end of
/// its old one leaves it under both, which the next move puts right.
fn move_whole(from: &Path, to: &Path) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(to);
    files::make_dirs(folder)?;
    let file = |path| Mark::at(path).ok().flatten().map(|mark| mark.file);
    match fs::hard_link(from, to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && file(to) == file(from) => {}
        linked => linked.map_err(StoreError::io(to))?,
    }
    files::sync_dir(folder)?;
    fs::remove_file(from).map_err(|error| {
        // It stays where it is, under one name. Where the old name is gone the new one is all that is left.
        if file(from) == file(to) {
            let _ = fs::remove_file(to);
        }
        StoreError::io(from)(error)
    })?;
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
    use crate::domain::case::Act;
    use crate::domain::checklist::Checklist;
    use crate::domain::{Answer, Operator, Stamp, Text};
    use crate::store::NewCase;
    use std::{fs::File, io};

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
        Intent {
            seen: None,
            by,
            station: Text::from("test"),
            stated_by: None,
            done_at: None,
            early: false,
            long_ago: false,
            code: None,
            act,
        }
    }

    fn new_case(store: &Store) -> Loaded {
        let checklist = Checklist::load(JSON).unwrap();
        store
            .create(&NewCase { json: JSON, checklist: &checklist, local: None, label: None, planned: None }, stamp)
            .unwrap()
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

    /// Where locks bind a second descriptor would be refused; here the name that leads to it is gone.
    #[test]
    fn what_is_locked_is_read_through_its_own_descriptor() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(dir.path());
        let here = new_case(&store);
        let mut there = store.load(here.case.code()).unwrap();
        store.act(&mut there, &tick("hands"), &now()).unwrap();
        for knows_nothing in [false, true] {
            let locked = store.lock(here.case.code(), None, To::Append, Duration::ZERO).unwrap();
            let away = here.cursor.path.with_extension("away");
            fs::rename(&here.cursor.path, &away).unwrap();
            let mut loaded = here.clone();
            if knows_nothing {
                loaded.cursor.head = crate::domain::Hash::START;
            }
            store.take_in(&mut loaded, &locked).unwrap();
            assert_eq!(loaded.case.entries().len(), 2);
            fs::rename(&away, &here.cursor.path).unwrap();
        }
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
        assert_eq!(recorded[0].entry.stamp.seq, 3);
        assert_eq!(store.load(here.case.code()).unwrap().case.entries().len(), 3);
    }
}
