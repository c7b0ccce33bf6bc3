//! Which records changed since the last look, told from folder and file without reading a record.

use super::{Folder, Store, StoreError, Stray, files::Mark};
use crate::domain::{Code, Moment};
use std::collections::BTreeMap;

/// A folder that was written to so short a time before a look may change again within the same tick of the
/// file system's clock: its names are read once more at the next look.
const SETTLED_AFTER: i64 = 2;

/// What was seen of the open cases at the last look.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// The folder, once it had settled.
    folder: Option<Mark>,
    records: BTreeMap<Code, Option<Mark>>,
}

/// What is other than at the last look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The open cases whose records are new or changed.
    pub changed: Vec<Code>,
    /// The cases that are not among the open ones any more.
    pub gone: Vec<Code>,
    /// What bears the code of a case and is no record, where the names were read.
    pub copies: Option<Vec<Stray>>,
}

impl Store {
    /// Looks at the open cases: one `stat` for the folder and one for each record; names are read where the
    /// folder changed, records never.
    pub fn look(&self, looked: &mut Looked, now: Moment) -> Result<Changes, StoreError> {
        let mut changes = Changes::default();
        let folder = Mark::at(&self.open_dir()).unwrap_or_default();
        if looked.folder.is_none() || looked.folder != folder {
            let codes = self.codes(Folder::Open)?;
            changes.copies = Some(self.copies()?);
            let gone = looked.records.keys().filter(|code| codes.binary_search(code).is_err());
            changes.gone = gone.copied().collect();
            for code in &changes.gone {
                looked.records.remove(code);
            }
            for code in codes {
                looked.records.entry(code).or_default();
            }
            let settled = |mark: &Mark| now.timestamp().as_second() - mark.modified.0 >= SETTLED_AFTER;
            looked.folder = folder.filter(settled);
        }
        for (code, known) in &mut looked.records {
            let mark = Mark::at(&self.open_dir().join(format!("{}.jsonl", code.file_stem()))).unwrap_or_default();
            if mark.is_none() || mark != *known {
                *known = mark;
                changes.changed.push(*code);
            }
        }
        Ok(changes)
    }

    /// The codes of cases that were closed, the one whose record was written last first: at most `most`, none
    /// written before `since`, and how many more there are. Only names and times of files are read.
    pub fn newest_closed(&self, most: usize, since: Option<Moment>) -> Result<(Vec<Code>, usize), StoreError> {
        let mut months = super::files::names(&self.closed_dir())?;
        months.sort_unstable_by(|one, other| other.cmp(one));
        // Whoever closed a case put it into the month of their own zone, at most a day off.
        let first = since.map(|since| since.plus_seconds(-24 * 60 * 60).timestamp().strftime("%Y-%m").to_string());
        months.retain(|month| first.as_ref().is_none_or(|first| month >= first));
        let since = since.map(|since| since.timestamp().as_second());
        let (mut newest, mut more): (Vec<Code>, usize) = (Vec::new(), 0);
        for month in months {
            let folder = self.closed_dir().join(&month);
            if newest.len() >= most {
                more += self.codes_closed_in(&month)?.len();
                continue;
            }
            let mut written: Vec<((i64, i64), Code)> = Vec::new();
            for code in self.codes_closed_in(&month)? {
                let mark = Mark::at(&folder.join(format!("{}.jsonl", code.file_stem()))).unwrap_or_default();
                written.extend(mark.map(|mark| (mark.modified, code)));
            }
            written.retain(|(modified, _)| since.is_none_or(|since| modified.0 >= since));
            written.sort_unstable_by(|one, other| other.cmp(one));
            let room = most - newest.len();
            more += written.len().saturating_sub(room);
            newest.extend(written.into_iter().take(room).map(|(_, code)| code));
        }
        Ok((newest, more))
    }
}
