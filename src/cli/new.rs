//! `periop new`: opens a case.

use super::{CliError, Session};
use crate::{
    domain::{Plan, Stamp, Text},
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
    /// When it is planned to begin: 11:00, "tomorrow 08:30", 2026-11-30 09:00. It is started later.
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// In which room it is planned.
    #[arg(long, value_name = "ROOM", requires = "planned")]
    room: Option<String>,
}

pub(super) fn new(session: &Session, args: &NewArgs, out: &mut impl Write) -> Result<(), CliError> {
    let by = session.operator()?.clone();
    let found = super::checklists::find(session, &args.checklist)?;
    let now = Session::now();
    let stamp = || Stamp::first(by.clone(), session.station.clone(), &now);
    let label = args.label.as_deref().map(Text::sanitise);
    let planned = args.planned.as_deref().map(|when| super::recording::time(when, "--planned", &now)).transpose()?;
    let planned = planned.map(|at| Plan { at, room: args.room.as_deref().map(Text::sanitise) });
    let word =
        planned.as_ref().map_or_else(|| "opened".to_owned(), |plan| format!("planned for {}:", now.say(plan.at)));
    let new = NewCase { json: &found.json, checklist: &found.checklist, label, planned };
    let loaded = session.store.create(&new, stamp)?;
    writeln!(out, "{word} {} {} as {}", found.checklist.title, found.checklist.version, loaded.case.code())?;
    Ok(())
}
