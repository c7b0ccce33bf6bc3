//! `periop show`: a whole case.

use super::{CliError, Done, Session};
use crate::report::{CaseReport, case_text};
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The case's code.
    code: String,
    /// As JSON (docs/formats.md describes it).
    #[arg(long)]
    json: bool,
}

impl ShowArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let now = Session::now();
        let loaded = session.desk.open(self.code.parse()?)?;
        let report = CaseReport::new(&loaded.case, &now);
        if self.json {
            super::write_json(&report, out)?;
        } else {
            write!(out, "{}", case_text(&report, session.roles(), &now))?;
        }
        if let Some(torn) = loaded.torn {
            let line = torn.line;
            writeln!(out, "line {line} was cut off in mid-write by a crash; it was never acknowledged")?;
        }
        loaded.damage.map_or(Ok(0), |damage| {
            out.flush()?;
            Err(CliError::Store(damage.into()))
        })
    }
}
