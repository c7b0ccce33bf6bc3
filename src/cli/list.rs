//! `periop list`: the cases and what they need.

use super::{CliError, Done, Noted, Session};
use crate::domain::{Caveats, Code};
use crate::report::CaseRow;
use crate::store::{Folder, Loaded, Store, StoreError};
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

/// What a program reads of a record: a row of it, or why it gave none.
#[derive(Serialize)]
#[serde(untagged)]
enum Element<'a, R> {
    Row(&'a R),
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
        let row = |loaded: &Loaded| CaseRow::new(&loaded.case, loaded.caveats(), &now);
        let (mut rows, noted) = rows_of(&session.desk.store, folders, row)?;
        rows.sort_by_cached_key(CaseRow::order);
        if self.json {
            write_rows(&rows, &noted, out)?;
        } else {
            let mark = session.desk.store.mode().before();
            for row in &rows {
                writeln!(out, "{mark}{}", row.line())?;
            }
            if rows.is_empty() && noted.is_empty() {
                let which = if self.all { "no cases" } else { "no open cases" };
                writeln!(out, "{which}; \"periop new CHECKLIST\" opens one")?;
                no_records(&session.desk.store, out)?;
            }
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}

/// Rows as JSON, and behind them the records that gave none.
pub(super) fn write_rows<R: Serialize>(rows: &[R], noted: &[Noted], out: &mut impl Write) -> Result<(), CliError> {
    let unread = noted.iter().filter(|note| !note.is_read);
    let unread = unread.map(|note| Element::Unread { code: note.code, caveats: &note.caveats });
    super::write_json(&rows.iter().map(Element::Row).chain(unread).collect::<Vec<_>>(), out)
}

/// Where there is no data directory it may be another one that was meant.
pub(super) fn no_records(store: &Store, out: &mut impl Write) -> std::io::Result<()> {
    let root = store.root();
    if root.exists() {
        return Ok(());
    }
    writeln!(out, "there are no records yet in {}", crate::domain::Text::sanitise(&root.display().to_string()))
}

/// Reads the records in some folders for their rows; names what must be known of any of them, and copies beside them.
pub(super) fn rows_of<R: Send>(
    store: &Store,
    folders: &[Folder],
    row: impl Fn(&Loaded) -> R + Sync,
) -> Result<(Vec<R>, Vec<Noted>), CliError> {
    let (mut rows, mut noted) = (Vec::new(), Vec::new());
    let listed = |code, loaded: Result<Loaded, StoreError>| match loaded {
        Ok(loaded) => (Some(row(&loaded)), Noted::of(code, Ok(&loaded))),
        Err(error) => (None, Noted::of(code, Err(error))),
    };
    store.load_each(folders, listed, |(row, note)| {
        rows.extend(row);
        noted.extend(note);
        Ok::<(), CliError>(())
    })?;
    for copy in store.copies()? {
        noted.extend(copy.code.and_then(|code| Noted::of(code, Err(StoreError::Stray(copy)))));
    }
    Ok((rows, noted))
}
