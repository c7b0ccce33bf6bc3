//! Of what the records in a data directory are: a file in it says so, whatever else is copied there.

use super::{Store, StoreError, files};
use crate::domain::Mode;
use std::path::Path;

/// The folder of practice, within the data directory.
const PRACTICE: &str = "practice";

/// The file that marks a folder, and what it tells whoever opens it.
fn mark(mode: Mode) -> Option<(&'static str, &'static [u8])> {
    let words: &[u8] = match mode {
        Mode::Case => return None,
        Mode::Practice => b"These records were made in practice with \"periop\". None of them is of a patient.\n",
        Mode::Demo => b"These records were made by \"periop demo\". None of them is of a patient.\n",
    };
    Some((mode.mark()?, words))
}

/// Its mark says so, and no mark means patients' cases.
pub(super) fn mode_of(root: &Path) -> Mode {
    let is_marked = |mode: &Mode| mark(*mode).is_some_and(|(name, _)| root.join(name).exists());
    [Mode::Demo, Mode::Practice].into_iter().find(is_marked).unwrap_or(Mode::Case)
}

/// The mark is there before the first record, so that no record is ever without it.
pub(super) fn make_marked(root: &Path, mode: Mode) -> Result<(), StoreError> {
    files::make_dirs(root)?;
    if let Some((name, words)) = mark(mode) {
        files::Disk::REAL.create_whole(&root.join(name), words)?;
    }
    Ok(())
}

impl Store {
    /// The records of practice, in a folder of their own; the ward's staff list is not asked. Where nothing was
    /// practised yet there is no folder, and nothing in it.
    #[must_use]
    pub fn practice(&self) -> Self {
        Self { mode: Mode::Practice, ..Self::new(self.root.join(PRACTICE)) }.with_patience(self.patience)
    }

    /// Random bytes.
    pub fn random(&self) -> [u8; 4] {
        let [a, b, c, d, ..] = *uuid::Uuid::new_v4().as_bytes();
        [a, b, c, d]
    }

    /// Makes its folder, before the first record.
    pub fn make_practice(&self) -> Result<(), StoreError> {
        make_marked(&self.root, self.mode)
    }
}
