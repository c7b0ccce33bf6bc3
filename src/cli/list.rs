//! `periop list`: the cases and what they need.

use super::{CliError, Done, Noted, Session};
use crate::domain::{Caveats, Code};
use crate::report::CaseRow;
use crate::store::{Folder, Loaded, StoreError};
use clap::Args;
use serde::Serialize;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Closed cases too.
    #[arg(long)]
    all: bool,
    /// As JSON, one array.
    #[arg(long)]
    json: bool,
}

/// What a program reads of a case.
#[derive(Serialize)]
#[serde(untagged)]
enum Element<'a> {
    Row(&'a CaseRow),
    Unread {
        code: Code,
        #[serde(flatten)]
        caveats: &'a Caveats,
    },
}

impl ListArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let now = Session::now();
        let folders: &[Folder] = if self.all { &[Folder::Open, Folder::Closed] } else { &[Folder::Open] };
        let (mut rows, mut noted) = (Vec::new(), Vec::new());
        let listed = |code, loaded: Result<Loaded, StoreError>| match loaded {
            Ok(loaded) => {
                let row = CaseRow::new(&loaded.case, loaded.caveats(), &now);
                (Some(row), Noted::of(code, Ok(&loaded)))
            }
            Err(error) => (None, Noted::of(code, Err(error))),
        };
        session.desk.store.load_each(folders, listed, |(row, note)| {
            rows.extend(row);
            noted.extend(note);
            Ok::<(), CliError>(())
        })?;
        for copy in session.desk.store.copies()? {
            noted.extend(copy.code.and_then(|code| Noted::of(code, Err(StoreError::Stray(copy)))));
        }
        rows.sort_by_cached_key(CaseRow::order);
        if self.json {
            let unread = noted.iter().filter(|note| !note.is_read);
            let unread = unread.map(|note| Element::Unread { code: note.code, caveats: &note.caveats });
            super::write_json(&rows.iter().map(Element::Row).chain(unread).collect::<Vec<_>>(), out)?;
        } else {
            let mark = session.desk.store.mode().before();
            for row in &rows {
                writeln!(out, "{mark}{}", row.line())?;
            }
            if rows.is_empty() && noted.is_empty() {
                let which = if self.all { "no cases" } else { "no open cases" };
                writeln!(out, "{which}; \"periop new CHECKLIST\" opens one")?;
            }
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}
