//! `periop new`: opens a case.

use super::{CliError, Session};
use crate::{
    domain::{Stamp, Text},
    store::NewCase,
};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// The checklist's id, as "periop checklists list" shows it.
    checklist: String,
    /// The bay or room. Never a patient's name, birth date or record number.
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
}

pub(super) fn new(session: &Session, args: &NewArgs, out: &mut impl Write) -> Result<(), CliError> {
    let by = session.operator()?.clone();
    let found = super::checklists::find(session, &args.checklist)?;
    let now = Session::now();
    let stamp = || Stamp::first(by.clone(), session.station.clone(), &now);
    let label = args.label.as_deref().map(Text::sanitise);
    let new = NewCase { json: &found.json, checklist: &found.checklist, label, planned: None };
    let loaded = session.store.create(&new, stamp)?;
    writeln!(out, "opened {} {} as {}", found.checklist.title, found.checklist.version, loaded.case.code())?;
    Ok(())
}
