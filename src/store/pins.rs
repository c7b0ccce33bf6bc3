//! Pinned checklists: the exact bytes that a case started with, kept once each.

use super::files::MOST_CHECKLIST;
use super::record::sha256;
use super::{Store, StoreError, files};
use crate::domain::checklist::{Checklist, Locals};
use crate::domain::{Hash, Pin};
use std::sync::Arc;

impl Store {
    /// Keeps a checklist's bytes, so that a record may name them: on the disk when this returns.
    pub fn pin(&self, json: &str, checklist: &Checklist) -> Result<Pin, StoreError> {
        let (id, version) = (checklist.id.clone(), checklist.version.clone());
        Ok(Pin { id, version, sha256: self.keep(json).map_err(StoreError::unsaved)? })
    }

    fn keep(&self, json: &str) -> Result<Hash, StoreError> {
        let hash = sha256(json.as_bytes());
        let dir = self.root.join("pinned");
        files::make_dirs(&dir)?;
        let path = dir.join(format!("{hash}.json"));
        if !path.is_file() {
            self.disk.create_whole(&path, json.as_bytes())?;
        }
        Ok(hash)
    }

    /// The checklist of a pin. Its bytes must be those that were pinned.
    pub(super) fn pinned(&self, hash: &Hash) -> Result<Arc<Checklist>, StoreError> {
        if let Some(known) = self.checklists.lock().ok().and_then(|known| known.get(hash).cloned()) {
            return Ok(known);
        }
        let path = self.root.join("pinned").join(format!("{hash}.json"));
        let lost = || StoreError::PinLost { path: path.clone() };
        let bytes = files::read_bounded(&path, MOST_CHECKLIST).map_err(|error| match error {
            StoreError::Io { path, source } if !files::leads_elsewhere(&source) => {
                StoreError::PinUnread { path, source }
            }
            _ => lost(),
        })?;
        if sha256(&bytes) != *hash {
            return Err(lost());
        }
        let unreadable = |problem: String| match files::newer_format(&bytes) {
            Some(format) => StoreError::Newer { path: path.clone(), format },
            None => StoreError::PinUnreadable { path: path.clone(), problem },
        };
        let json = std::str::from_utf8(&bytes).map_err(|error| unreadable(error.to_string()))?;
        let checklist = Checklist::load_pinned(json, &Locals::new())
            .map_err(|defects| unreadable(defects.first().map(ToString::to_string).unwrap_or_default()))?;
        let checklist = Arc::new(checklist);
        if let Ok(mut known) = self.checklists.lock() {
            known.insert(*hash, Arc::clone(&checklist));
        }
        Ok(checklist)
    }
}
