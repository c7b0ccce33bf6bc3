//! Pinned checklists: the exact bytes that a case started with, kept once each.

use super::files::MOST_CHECKLIST;
use super::{Follows, Store, StoreError, files};
use crate::domain::case::Case;
use crate::domain::checklist::{Beside, Checklist, Defect, Locals};
use crate::domain::{Hash, Pin};
use std::{path::PathBuf, sync::Arc};

impl Store {
    /// Keeps the bytes of a checklist and of a site's values for it, so that a record may name them: on the disk when
    /// this returns.
    pub fn pin(&self, json: &str, checklist: &Checklist, local: Option<&str>) -> Result<(Pin, Vec<Hash>), StoreError> {
        let (id, version) = (checklist.id.clone(), checklist.version.clone());
        let sha256 = self.keep(json).map_err(StoreError::unsaved)?;
        let overlays = local.map(|json| self.keep(json).map_err(StoreError::unsaved)).transpose()?;
        Ok((Pin { id, version, sha256 }, overlays.into_iter().collect()))
    }

    pub(super) fn keep(&self, json: &str) -> Result<Hash, StoreError> {
        let hash = Hash::of(&[json.as_bytes()]);
        let dir = self.root.join("pinned");
        files::make_dirs(&dir)?;
        let path = dir.join(format!("{hash}.json"));
        if !path.is_file() {
            self.disk.create_whole(&path, json.as_bytes())?;
        }
        Ok(hash)
    }

    /// The checklist of a pin, with the site's values that were pinned beside it. Their bytes must be those that were
    /// pinned.
    pub(super) fn pinned(&self, follows: Follows) -> Result<Arc<Checklist>, StoreError> {
        if let Some(known) = self.checklists.lock().ok().and_then(|known| known.get(&follows).cloned()) {
            return Ok(known);
        }
        let checklist = self.read_pin(&follows.0, Checklist::load_pinned)?;
        let mut locals = Locals::new();
        for hash in &follows.1 {
            let (_, bytes) = self.kept(hash)?;
            locals.extend(checklist.pinned_locals(&String::from_utf8_lossy(&bytes)));
        }
        let checklist = Arc::new(checklist.with(&locals));
        if let Ok(mut known) = self.checklists.lock() {
            known.insert(follows, Arc::clone(&checklist));
        }
        Ok(checklist)
    }

    /// The checklist that a case follows with what stands beside its items, without a site's values.
    pub fn pinned_whole(&self, case: &Case) -> Result<(Checklist, Beside), StoreError> {
        self.read_pin(&case.pin().sha256, Checklist::load_pinned_whole)
    }

    fn read_pin<T>(&self, pin: &Hash, load: fn(&str) -> Result<T, Vec<Defect>>) -> Result<T, StoreError> {
        let (path, bytes) = self.kept(pin)?;
        let unreadable = |problem: String| match files::newer_format(&bytes, files::FORMAT) {
            Some(format) => StoreError::Newer { path: path.clone(), format },
            None => StoreError::PinUnreadable { path: path.clone(), problem },
        };
        let json = std::str::from_utf8(&bytes).map_err(|error| unreadable(error.to_string()))?;
        load(json).map_err(|defects| unreadable(defects.first().map(ToString::to_string).unwrap_or_default()))
    }

    /// What was kept under this name, unchanged.
    pub(super) fn kept(&self, hash: &Hash) -> Result<(PathBuf, Vec<u8>), StoreError> {
        let path = self.root.join("pinned").join(format!("{hash}.json"));
        let lost = || StoreError::PinLost { path: path.clone() };
        let bytes = files::read_bounded(&path, MOST_CHECKLIST).map_err(|error| match error {
            StoreError::Io { path, source } if !files::leads_elsewhere(&source) => {
                StoreError::PinUnread { path, source }
            }
            _ => lost(),
        })?;
        if Hash::of(&[&bytes]) == *hash { Ok((path, bytes)) } else { Err(lost()) }
    }
}
