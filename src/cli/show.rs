//! `periop show`: a whole case.

use super::{Done, Session, damage_or, say_caveats};
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
        let report = CaseReport::new(&loaded.case, loaded.caveats(), &now);
        if self.json {
            super::write_json(&report, out)?;
            say_caveats(&report.code, &report.caveats);
        } else {
            write!(out, "{}", case_text(&report, session.roles(), &now))?;
        }
        damage_or(0, loaded)
    }
}
