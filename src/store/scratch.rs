//! The folder of a demonstration: marked as one, never where real records are, and gone when the program ends.

use super::{Store, StoreError, files, mode};
use crate::domain::Mode;
use std::fs;
use std::path::{Path, PathBuf};

/// A record may be made by the one thread while another removes the folder.
const REMOVALS: usize = 5;

/// A demonstration's folder. Dropped, it is removed, unless it is to be kept.
#[derive(Debug)]
pub struct Scratch {
    root: PathBuf,
    is_kept: bool,
}

impl Scratch {
    /// A fresh folder among the system's temporary ones.
    pub fn temporary() -> Result<Self, StoreError> {
        let root = std::env::temp_dir().join(format!("periop-demo-{}", uuid::Uuid::new_v4().simple()));
        Self::marked(Self { root, is_kept: false })
    }

    /// A folder that stays: a new one or an empty one, and not in `real`, where real records are kept.
    pub fn kept(dir: &Path, real: &[PathBuf]) -> Result<Self, StoreError> {
        let unfit = |problem: &str| StoreError::Unfit { path: dir.to_owned(), problem: problem.to_owned() };
        let given = resolved(dir);
        if real.iter().any(|real| given.starts_with(resolved(real))) {
            return Err(unfit("real records are kept there; name another directory"));
        }
        match fs::symlink_metadata(dir) {
            Ok(meta) if !meta.is_dir() => Err(unfit("this is not a directory; name a new one")),
            Ok(_) if !files::names(dir)?.is_empty() => Err(unfit("the directory is not empty; name a new one")),
            Ok(_) | Err(_) => Self::marked(Self { root: given, is_kept: true }),
        }
    }

    fn marked(scratch: Self) -> Result<Self, StoreError> {
        mode::make_marked(&scratch.root, Mode::Demo)?;
        Ok(scratch)
    }

    /// The records in it.
    pub fn store(&self) -> Store {
        Store::new(&self.root)
    }

    /// The same for filling it with many entries at once, none of which anybody waits for.
    pub fn filling(&self) -> Store {
        Store { disk: files::Disk::UNSYNCED, ..self.store() }
    }

    /// Removes the folder, unless it is to be kept.
    pub fn remove(&self) {
        for _ in 0..REMOVALS {
            if self.is_kept || fs::remove_dir_all(&self.root).is_ok() || !self.root.exists() {
                return;
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A path without links and detours, as far as it exists.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let below = path.ancestors().find_map(|there| Some((there.canonicalize().ok()?, path.strip_prefix(there).ok()?)));
    below.map_or(path.clone(), |(there, rest)| there.join(rest))
}
