//! Files and directories: private from creation, read within bounds, synced when it matters.

use super::{Damage, StoreError};
use crate::domain::checklist::Checklist;
use rustix::fs::OFlags;
use serde::Deserialize;
use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::Path,
    time::{Duration, Instant},
};

/// A record's most bytes.
pub(super) const MOST_RECORD: u64 = 32 << 20;
/// A checklist's most bytes.
pub(super) const MOST_CHECKLIST: u64 = Checklist::MOST_BYTES as u64;
/// How long an append or a look waits for another terminal's lock.
const PATIENCE: Duration = Duration::from_secs(3);

/// The format of every file that this version writes and reads.
pub(super) const FORMAT: u32 = 1;

/// The format that a JSON text names, where a newer version made it.
pub(super) fn newer_format(json: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Named {
        format: u32,
    }
    serde_json::from_slice::<Named>(json).ok().map(|named| named.format).filter(|format| *format > FORMAT)
}

/// Which file a path led to: device and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

impl FileId {
    pub(super) fn of(meta: &fs::Metadata) -> Self {
        Self(meta.dev(), meta.ino())
    }
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
    let (file, meta) = open_regular(path, false)?;
    read_up_to(&file, &meta, path, most)
}

fn read_up_to(mut file: &File, meta: &fs::Metadata, path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    if meta.len() <= most {
        file.read_to_end(&mut bytes).map_err(StoreError::io(path))?;
    }
    if meta.len().max(bytes.len() as u64) > most {
        let problem = format!("the file is larger than {} MiB", most >> 20);
        return Err(StoreError::Unfit { path: path.to_owned(), problem });
    }
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
pub(super) fn read_record(path: &Path) -> Result<(Vec<u8>, FileId), StoreError> {
    let (file, meta) = open_regular(path, false)?;
    lock(|| file.try_lock_shared(), path)?;
    let bytes = read_up_to(&file, &meta, path, MOST_RECORD).map_err(|error| match error {
        StoreError::Unfit { path, problem } => Damage::at(&path, 1, problem).into(),
        other => other,
    })?;
    Ok((bytes, FileId::of(&meta)))
}

/// Takes a lock, waiting a while for another terminal to finish its write. Never waits for a key.
pub(super) fn lock(attempt: impl Fn() -> Result<(), TryLockError>, path: &Path) -> Result<(), StoreError> {
    let deadline = Instant::now() + PATIENCE;
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

/// The names in a directory; none where it is not there.
pub(super) fn names(dir: &Path) -> Result<Vec<String>, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io(dir)(error)),
    };
    entries
        .filter_map(|entry| entry.map(|entry| entry.file_name().into_string().ok()).transpose())
        .collect::<io::Result<_>>()
        .map_err(StoreError::io(dir))
}
