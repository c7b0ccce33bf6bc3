//! What lies among the records and is none: a copy that a sync or a backup left there, a foreign file.

use super::record::MOST_LINE;
use super::{Store, StoreError, files, record};
use crate::domain::{Code, Text};
use std::fmt;
use std::path::{Path, PathBuf};

/// A file or a folder among the records that is not taken for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    path: PathBuf,
    /// The case whose code it bears, or whose record it holds: that case is in doubt.
    pub code: Option<Code>,
}

impl Stray {
    pub fn place(&self) -> Text {
        Text::sanitise(&self.path.display().to_string())
    }

    /// A name that bears no code may hold a record all the same; what cannot be read is told of as it is.
    fn look_inside(&mut self) {
        if self.code.is_none() {
            let bytes = files::read_start(&self.path, MOST_LINE + 1).unwrap_or_default();
            self.code = record::opened(&bytes).map(|opened| opened.code);
        }
    }
}

impl fmt::Display for Stray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        match self.code {
            Some(code) => write!(
                f,
                "{place}: a copy of the record of case {code}, or the record under a wrong name; nothing in it counts. \
                 Compare it with {stem}.jsonl, then move it out of this folder; where there is no {stem}.jsonl give it \
                 that name",
                stem = code.file_stem()
            ),
            None => write!(f, "{place}: this is not a record, and nothing in it counts; move it out of this folder"),
        }
    }
}

impl Store {
    /// Everything among the records that is not taken for one.
    pub fn strays(&self) -> Result<Vec<Stray>, StoreError> {
        let cases = self.root.join("cases");
        let mut strays = others_in(&cases, |name, path| ["open", "closed"].contains(&name) && path.is_dir())?;
        strays.extend(others_in(&self.closed_dir(), |name, path| is_month(name) && path.is_dir())?);
        for folder in std::iter::once(self.open_dir()).chain(self.months()?) {
            strays.extend(others_in(&folder, |name, _| is_own(name))?);
        }
        strays.iter_mut().for_each(Stray::look_inside);
        Ok(strays)
    }

    /// Those among the open cases that bear the code of one, or hold its record.
    pub fn copies(&self) -> Result<Vec<Stray>, StoreError> {
        let mut strays = others_in(&self.open_dir(), |name, _| is_own(name))?;
        strays.iter_mut().for_each(Stray::look_inside);
        strays.retain(|stray| stray.code.is_some());
        Ok(strays)
    }

    /// That a case has no record; where one lies there under a wrong name, that it does.
    pub(super) fn no_case(&self, code: Code) -> StoreError {
        let strays = self.strays().unwrap_or_default();
        let found = strays.into_iter().find(|stray| stray.code == Some(code));
        found.map_or(StoreError::NoCase { code }, StoreError::Stray)
    }
}

fn others_in(folder: &Path, belongs: impl Fn(&str, &Path) -> bool) -> Result<Vec<Stray>, StoreError> {
    let mut others = Vec::new();
    for name in files::all_names(folder)? {
        let path = folder.join(&name);
        let name = name.to_string_lossy();
        if !belongs(&name, &path) {
            others.push(Stray { path, code: name.get(..8).and_then(|code| code.parse().ok()) });
        }
    }
    others.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(others)
}

/// A record, or what the program itself keeps beside one.
fn is_own(name: &str) -> bool {
    let Some((stem, ending)) = name.split_once('.') else { return false };
    let kept = || ["torn-", "damaged-", "mended-", "tmp-"].iter().any(|kept| ending.starts_with(kept));
    stem.parse::<Code>().is_ok_and(|code| code.file_stem() == stem) && (ending == "jsonl" || kept())
}

fn is_month(name: &str) -> bool {
    format!("{name}-01").parse::<jiff::civil::Date>().is_ok() && name.len() == "2026-11".len()
}
