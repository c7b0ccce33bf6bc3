//! `periop list`: the cases and what they need.

use super::{CliError, DAMAGED, Done, Session};
use crate::{
    report::CaseRow,
    store::{Folder, Loaded, StoreError},
};
use clap::Args;
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

impl ListArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let now = Session::now();
        let folders: &[Folder] = if self.all { &[Folder::Open, Folder::Closed] } else { &[Folder::Open] };
        let (mut rows, mut damaged) = (Vec::new(), Vec::new());
        let row = |code, loaded: Result<Loaded, StoreError>| match loaded {
            Ok(Loaded { case, damage, .. }) => {
                (Some(CaseRow::new(&case, &now)), damage.map(|damage| format!("{code}  DAMAGED  {damage}")))
            }
            Err(error) => (None, Some(format!("{code}  DAMAGED  {error}"))),
        };
        session.desk.store.load_each(folders, row, |(row, damage)| {
            rows.extend(row);
            damaged.extend(damage);
            Ok::<(), CliError>(())
        })?;
        rows.sort_by_cached_key(CaseRow::order);
        if self.json {
            super::write_json(&rows, out)?;
        } else if rows.is_empty() && damaged.is_empty() {
            let which = if self.all { "no cases" } else { "no open cases" };
            writeln!(out, "{which}; \"periop new CHECKLIST\" opens one")?;
        }
        let mark = session.desk.store.mode().mark().map(|mark| format!("{mark}  ")).unwrap_or_default();
        for row in rows.iter().filter(|_| !self.json) {
            writeln!(out, "{mark}{}", row.line())?;
        }
        if damaged.is_empty() {
            return Ok(0);
        }
        out.flush()?;
        // Beside the list, so that JSON stays JSON.
        let mut beside = std::io::stderr();
        for line in damaged {
            writeln!(beside, "{line}")?;
        }
        writeln!(beside, "run \"periop verify\" to see what is damaged")?;
        Ok(DAMAGED)
    }
}
