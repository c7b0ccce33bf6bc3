//! Files outside the data directory, for whoever asked for them: only they may read one, and whoever opens it sees the
//! old one or the whole new one.

use super::{StoreError, files};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A file that is being written; it has no name before it is finished.
#[derive(Debug)]
pub struct Outside {
    path: PathBuf,
    temporary: PathBuf,
    file: BufWriter<File>,
}

impl Outside {
    /// Makes a folder for such files, where there is none; not those around it, of which one may be mistyped.
    pub fn folder(path: &Path) -> Result<(), StoreError> {
        let around = path.parent().filter(|around| !around.as_os_str().is_empty());
        if let Some(around) = around.filter(|around| !around.is_dir()) {
            let problem = format!("{} is no folder; make it, or name another", around.display());
            return Err(StoreError::Unfit { path: path.to_owned(), problem });
        }
        files::make_dirs(path)
    }

    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if fs::symlink_metadata(path).is_ok_and(|meta| !meta.is_file()) {
            let problem = "this is not a regular file; name another".to_owned();
            return Err(StoreError::Unfit { path: path.to_owned(), problem });
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let temporary = path.with_file_name(format!(".{name}.{}", uuid::Uuid::new_v4().simple()));
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary);
        let file = BufWriter::new(file.map_err(StoreError::io(path))?);
        Ok(Self { path: path.to_owned(), temporary, file })
    }

    pub fn add(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).map_err(StoreError::io(&self.path))
    }

    /// Gives it its name.
    pub fn finish(mut self) -> Result<(), StoreError> {
        let written = self.file.flush().and_then(|()| self.file.get_ref().sync_all());
        written.and_then(|()| fs::rename(&self.temporary, &self.path)).map_err(StoreError::io(&self.path))
    }
}

impl Drop for Outside {
    /// What was not finished leaves nothing behind.
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Writes a whole file.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut file = Outside::create(path)?;
    file.add(bytes)?;
    file.finish()
}
