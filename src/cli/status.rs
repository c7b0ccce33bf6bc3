//! `periop status`: how a case stands, in a few lines and an exit code.

use super::{CRITICAL_OPEN, CliError, Session};
use crate::report::{CaseReport, sign_off_line};
use std::io::Write;

pub(super) fn status(session: &Session, code: &str, out: &mut impl Write) -> Result<u8, CliError> {
    let now = Session::now();
    let loaded = session.store.load(code.parse()?)?;
    let report = CaseReport::new(&loaded.case, &now);
    writeln!(out, "{}  {}", report.code, report.outcome.unwrap_or(report.state))?;
    for phase in &report.phases {
        writeln!(out, "{}: {}", phase.title, phase.completion)?;
        if let Some(line) = sign_off_line(phase, &now) {
            writeln!(out, "  {line}")?;
        }
    }
    for stop in loaded.case.all_stops() {
        writeln!(out, "STOP  {} ({})", stop.say, loaded.case.checklist().item(stop.item).id)?;
    }
    if let Some(next) = &report.next {
        writeln!(out, "NEXT  {next}")?;
    }
    if report.critical_open > 0 {
        writeln!(out, "{} critical items are open", report.critical_open)?;
    }
    if let Some(damage) = loaded.damage {
        return Err(CliError::Store(damage.into()));
    }
    Ok(if report.critical_open > 0 { CRITICAL_OPEN } else { 0 })
}
