//! `periop status`: how a case stands, in a few lines and an exit code.

use super::{CRITICAL_OPEN, CliError, Session};
use crate::report::StatusReport;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    /// The case's code.
    code: String,
    /// As JSON, one object.
    #[arg(long)]
    json: bool,
}

pub(super) fn status(session: &Session, args: &StatusArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let now = Session::now();
    let loaded = session.desk.store.load(args.code.parse()?)?;
    let report = StatusReport::new(&loaded.case, &now);
    if args.json {
        super::write_json(&report, out)?;
    } else {
        writeln!(out, "{}", report.lines(&now).join("\n"))?;
    }
    if let Some(damage) = loaded.damage {
        return Err(CliError::Store(damage.into()));
    }
    // A stop that stands is a critical matter too: whoever asks before going on must not hear "fine".
    let stands = report.outcome.is_none() && !report.stops.is_empty();
    Ok(if report.critical_open > 0 || stands { CRITICAL_OPEN } else { 0 })
}
