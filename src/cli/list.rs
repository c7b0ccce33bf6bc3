//! `periop list`: the cases and what they need.

use super::{CliError, DAMAGED, Session};
use crate::{report::CaseRow, store::Folder};
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

pub(super) fn list(session: &Session, args: &ListArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let now = Session::now();
    let mut codes = session.store.codes(Folder::Open)?;
    if args.all {
        codes.extend(session.store.codes(Folder::Closed)?);
    }
    let (mut rows, mut damaged) = (Vec::new(), Vec::new());
    for code in codes {
        match session.store.load(code) {
            Ok(loaded) => {
                rows.push(CaseRow::new(&loaded.case, &now));
                damaged.extend(loaded.damage.map(|damage| format!("{code}  DAMAGED  {damage}")));
            }
            Err(error) => damaged.push(format!("{code}  DAMAGED  {error}")),
        }
    }
    if args.json {
        let json = serde_json::to_string_pretty(&rows).map_err(|e| CliError::Words(e.to_string()))?;
        writeln!(out, "{json}")?;
    } else if rows.is_empty() && damaged.is_empty() {
        writeln!(out, "no open cases; \"periop new CHECKLIST\" opens one")?;
    }
    let mark = session.store.mode().mark().map(|mark| format!("{mark}  ")).unwrap_or_default();
    for row in rows.iter().filter(|_| !args.json) {
        let label = row.label.as_ref().map(ToString::to_string).unwrap_or_default();
        let state = row.outcome.unwrap_or(row.state);
        let CaseRow { code, checklist, done, of, next, .. } = row;
        writeln!(out, "{mark}{code}  {state:<12}  {label:<12}  {checklist}  {done}/{of}  {next}")?;
    }
    if damaged.is_empty() {
        return Ok(0);
    }
    // Beside the list, so that JSON stays JSON.
    let mut beside = std::io::stderr();
    for line in damaged {
        writeln!(beside, "{line}")?;
    }
    writeln!(beside, "run \"periop verify\" to see what is damaged")?;
    Ok(DAMAGED)
}
