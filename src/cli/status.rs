//! `periop status`: how a case stands, in a few lines and an exit code.

use super::{CRITICAL_OPEN, Done, REFUSED, Session, damage_or, say_caveats};
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
        let report = StatusReport::new(&loaded.case, loaded.caveats(), &now);
        if self.json {
            super::write_json(&report, out)?;
            say_caveats(&report.code, &report.caveats);
        } else {
            writeln!(out, "{}", report.lines(&now).join("\n"))?;
        }
        // A stop that stands is a critical matter too: whoever asks before going on must not hear "fine".
        let stands = report.outcome.is_none() && !report.stops.is_empty();
        let exit = match report.caveats.unread_from {
            _ if report.critical_open > 0 || stands => CRITICAL_OPEN,
            // What this version does not understand may be a stop.
            Some(_) => REFUSED,
            None => 0,
        };
        damage_or(exit, loaded)
    }
}
