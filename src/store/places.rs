//! Where the records lie, told from names alone.

use super::files::Mark;
use super::walk::Place;
use super::{Folder, Store, StoreError, files};
use crate::domain::{Code, Now};
use std::path::{Path, PathBuf};

impl Store {
    /// The codes of the stored cases in a folder, sorted. Only file names are read.
    pub fn codes(&self, folder: Folder) -> Result<Vec<Code>, StoreError> {
        Ok(self.places(&[folder])?.into_iter().map(|place| place.code).collect())
    }

    /// Where the records in some folders lie, folder by folder, each sorted by code.
    pub(super) fn places(&self, folders: &[Folder]) -> Result<Vec<Place>, StoreError> {
        if self.root.metadata().is_ok_and(|meta| !meta.is_dir()) {
            return Err(StoreError::NoFolder { path: self.root.clone() });
        }
        let mut all: Vec<Place> = Vec::new();
        for folder in folders {
            let first = all.len();
            match folder {
                Folder::Open => all.extend(places_in(&self.open_dir())?),
                Folder::Closed => {
                    for month in self.months()? {
                        let places: Vec<_> =
                            places_in(&month)?.filter(|place| !is_known(&all[..first], place)).collect();
                        all.extend(places);
                    }
                }
            }
            all[first..].sort_by_key(|place| place.code);
        }
        Ok(all)
    }

    /// Where the record of a case lies.
    pub(super) fn place(&self, code: Code) -> Result<Place, StoreError> {
        let path = self.find(code, &self.months()?)?.ok_or_else(|| self.no_case(code))?;
        Ok(Place { code, path })
    }

    /// The codes of the open cases and of those that were closed this month, which have all of today's.
    pub fn codes_of_today(&self, now: &Now) -> Result<Vec<Code>, StoreError> {
        let mut codes = self.codes(Folder::Open)?;
        codes.extend(self.codes_closed_in(&now.civil().strftime("%Y-%m").to_string())?);
        Ok(codes)
    }

    /// The codes of the cases that were closed in a month, such as `2026-11`.
    pub(super) fn codes_closed_in(&self, month: &str) -> Result<Vec<Code>, StoreError> {
        Ok(places_in(&self.closed_dir().join(month))?.map(|place| place.code).collect())
    }

    /// The folders of closed cases.
    pub(super) fn months(&self) -> Result<Vec<PathBuf>, StoreError> {
        let closed = self.closed_dir();
        Ok(files::names(&closed)?.into_iter().map(|month| closed.join(month)).collect())
    }

    /// Where the record of a case lies, if there is one. Two of them are one too many, unless they are one file that a
    /// crash left under both names as it was moved.
    pub(super) fn find(&self, code: Code, months: &[PathBuf]) -> Result<Option<PathBuf>, StoreError> {
        let name = format!("{}.jsonl", code.file_stem());
        let mut found: Option<(PathBuf, Mark)> = None;
        for folder in std::iter::once(&self.open_dir()).chain(months) {
            let path = folder.join(&name);
            match (&found, Mark::at(&path)?) {
                (None, Some(mark)) => found = Some((path, mark)),
                (Some((one, first)), Some(mark)) if first.file != mark.file => {
                    return Err(StoreError::TwoRecords { code, one: one.clone(), other: path });
                }
                (Some(_), Some(_)) | (_, None) => {}
            }
        }
        Ok(found.map(|(path, _)| path))
    }
}

/// Whether a record lies among some that are sorted: one file that a crash left under both names as it was moved.
fn is_known(among: &[Place], place: &Place) -> bool {
    let file = |path| Mark::at(path).ok().flatten().map(|mark| mark.file);
    let at = among.binary_search_by_key(&place.code, |place| place.code);
    at.is_ok_and(|at| file(&among[at].path) == file(&place.path))
}

fn places_in(dir: &Path) -> Result<impl Iterator<Item = Place>, StoreError> {
    let names = files::names(dir)?;
    let place = move |name: String| {
        let stem = name.strip_suffix(".jsonl")?;
        let code = stem.parse::<Code>().ok().filter(|code| code.file_stem() == stem)?;
        Some(Place { code, path: dir.join(name) })
    };
    Ok(names.into_iter().filter_map(place))
}
