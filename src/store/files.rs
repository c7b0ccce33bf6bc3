//! Files and directories: private from creation, read within bounds, synced when it matters.

use super::{Damage, StoreError};
use crate::domain::checklist::Checklist;
use rustix::fs::OFlags;
use serde::Deserialize;
use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, io};

/// A record's most bytes.
pub(super) const MOST_RECORD: u64 = 32 << 20;
/// A checklist's most bytes.
pub(super) const MOST_CHECKLIST: u64 = Checklist::MOST_BYTES as u64;
/// How long a command waits for another terminal's lock.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// The format of every file that a person writes.
pub(super) const FORMAT: u32 = 1;
/// The newest format of a record.
pub(super) const RECORD_FORMAT: u32 = 2;

/// The format that a JSON text names, where it is newer than what is known.
pub(super) fn newer_format(json: &[u8], known: u32) -> Option<u32> {
    #[derive(Deserialize)]
    struct Named {
        format: u32,
    }
    serde_json::from_slice::<Named>(json).ok().map(|named| named.format).filter(|format| *format > known)
}

/// Which file a path led to: device and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

/// What can be told of a file or a folder without reading it. Whatever is written changes it, unless within the same
/// tick of the system's clock, or on the bare disk past the system: that only a whole reading finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) file: FileId,
    pub(super) length: u64,
    pub(super) modified: (i64, i64),
    changed: (i64, i64),
}

impl Mark {
    pub(super) fn of(meta: &fs::Metadata) -> Self {
        Self {
            file: FileId(meta.dev(), meta.ino()),
            length: meta.len(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }

    /// That of what lies at a path, if anything does.
    pub(super) fn at(path: &Path) -> Result<Option<Self>, StoreError> {
        match fs::symlink_metadata(path) {
            Ok(meta) => Ok(Some(Self::of(&meta))),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(StoreError::io(path)(error)),
        }
    }
}

/// Whether no file of its own lies at a path: none at all, or a link.
pub(super) fn leads_elsewhere(error: &io::Error) -> bool {
    is_absent(error) || error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

/// Whether a path leads nowhere, which is other than that nobody may follow it.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The calls that make bytes durable, in one place, so that a test can let them fail.
#[derive(Debug, Clone, Copy)]
pub(super) struct Disk {
    pub(super) write: fn(&mut File, &[u8]) -> io::Result<()>,
    pub(super) sync: fn(&File) -> io::Result<()>,
    pub(super) cut: fn(&File, u64) -> io::Result<()>,
}

impl Disk {
    /// For what is thrown away: a power cut may lose it, and nobody waits for the disk.
    pub(super) const UNSYNCED: Self = Self { sync: |_| Ok(()), ..Self::REAL };

    pub(super) const REAL: Self = Self {
        write: |file, bytes| file.write_all(bytes),
        sync: File::sync_data,
        cut: |file, length| {
            file.set_len(length)?;
            file.sync_all()
        },
    };

    /// Writes a whole new file, or nothing: temporary file, sync, hard link to its name, sync of the
    /// directory. `false` where the name is taken. A crash leaves at most the temporary file.
    pub(super) fn create_whole(self, path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
        let not_saved = |source| StoreError::NotSaved { path: path.to_owned(), source };
        let temporary = path.with_extension(format!("tmp-{}", uuid::Uuid::new_v4().simple()));
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create_new(true).mode(0o600).open(&temporary).map_err(not_saved)?;
        let written =
            (self.write)(&mut file, bytes).and_then(|()| (self.sync)(&file)).and_then(|()| {
                match fs::hard_link(&temporary, path) {
                    Ok(()) => Ok(true),
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                    Err(error) => Err(error),
                }
            });
        let removed = fs::remove_file(&temporary);
        let is_new = written.map_err(not_saved)?;
        removed.map_err(not_saved)?;
        path.parent().map_or(Ok(()), sync_dir)?;
        Ok(is_new)
    }
}

/// Makes a directory and those above it that are missing, each 0700 and each synced into its parent.
pub(super) fn make_dirs(dir: &Path) -> Result<(), StoreError> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or(Ok(()), make_dirs)?;
    match DirBuilder::new().mode(0o700).create(dir) {
        Ok(()) => parent.map_or(Ok(()), sync_dir),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::io(dir)(error)),
    }
}

/// Makes the names in a directory durable.
pub(super) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(StoreError::io(dir))
}

/// Opens a regular file: a symbolic link, a FIFO or a directory is refused without being followed or waited for.
pub(super) fn open_regular(path: &Path, write: bool) -> Result<(File, fs::Metadata), StoreError> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let flags = i32::try_from(flags.bits()).unwrap_or(0);
    let file = OpenOptions::new().read(true).append(write).custom_flags(flags).open(path);
    let file = file.map_err(StoreError::io(path))?;
    let meta = file.metadata().map_err(StoreError::io(path))?;
    if meta.is_file() {
        Ok((file, meta))
    } else {
        Err(StoreError::Unfit { path: path.to_owned(), problem: "this is not a regular file".to_owned() })
    }
}

/// Reads a file up to a limit.
pub(super) fn read_bounded(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let (file, _) = open_regular(path, false)?;
    read_through(&file, path, most)
}

/// Reads the beginning of a file, however large it is.
pub(super) fn read_start(path: &Path, most: usize) -> Result<Vec<u8>, StoreError> {
    let (file, _) = open_regular(path, false)?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes).map_err(StoreError::io(path))?;
    Ok(bytes)
}

/// Reads a file from its start through a descriptor, which may be the one that is locked: where locks bind, a second
/// one would be refused.
fn read_through(file: &File, path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let length = file.metadata().map_err(StoreError::io(path))?.len();
    if length > most {
        let problem = format!("the file is larger than {} MiB", most >> 20);
        return Err(StoreError::Unfit { path: path.to_owned(), problem });
    }
    let (mut bytes, mut read) = (vec![0; usize::try_from(length).unwrap_or(0)], 0);
    while read < bytes.len() {
        match file.read_at(&mut bytes[read..], read as u64) {
            Ok(0) => break,
            Ok(count) => read += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(StoreError::io(path)(error)),
        }
    }
    bytes.truncate(read);
    Ok(bytes)
}

/// What an editor may write before a text to say how it is written; it is none of its words.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Reads a text that a person wrote.
pub(super) fn read_text(path: &Path) -> Result<String, StoreError> {
    let text = String::from_utf8(read_bounded(path, MOST_CHECKLIST)?).map_err(|error| {
        let from = error.utf8_error().valid_up_to() + 1;
        let problem = format!("the file is not UTF-8 from byte {from} on; save it as UTF-8");
        StoreError::Unfit { path: path.to_owned(), problem }
    })?;
    Ok(text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text))
}

/// Reads a whole record under the shared lock.
pub(super) fn read_record(path: &Path, patience: Duration) -> Result<(Vec<u8>, Mark), StoreError> {
    let (file, meta) = open_regular(path, false)?;
    lock(|| file.try_lock_shared(), patience, path)?;
    Ok((read_locked(&file, path)?, Mark::of(&meta)))
}

/// Reads a whole record through the descriptor that is locked.
pub(super) fn read_locked(file: &File, path: &Path) -> Result<Vec<u8>, StoreError> {
    read_through(file, path, MOST_RECORD).map_err(|error| match error {
        StoreError::Unfit { path, problem } => Damage::at(&path, 1, problem).into(),
        other => other,
    })
}

/// Takes a lock, waiting a while for another terminal to finish its write. Never waits for a key.
pub(super) fn lock(
    attempt: impl Fn() -> Result<(), TryLockError>,
    patience: Duration,
    path: &Path,
) -> Result<(), StoreError> {
    let deadline = Instant::now() + patience;
    let mut pause = Duration::from_micros(200);
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                return Err(StoreError::Busy);
            }
            Err(TryLockError::WouldBlock) => {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(10));
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::io(path)(error)),
        }
    }
}

/// The names in a directory that are text; none where it is not there.
pub(super) fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    Ok(all_names(dir)?.into_iter().filter_map(|name| name.into_string().ok()).collect())
}

/// Every name in a directory; none where it is not there.
pub(super) fn all_names(dir: &Path) -> Result<Vec<OsString>, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io(dir)(error)),
    };
    entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>().map_err(StoreError::io(dir))
}
