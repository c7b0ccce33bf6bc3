//! `periop status`: how a case stands, in a few lines and an exit code.

use super::{CRITICAL_OPEN, CliError, Done, Session};
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

impl StatusArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let now = Session::now();
        let loaded = session.desk.open(self.code.parse()?)?;
        let report = StatusReport::new(&loaded.case, &now);
        if self.json {
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
}
