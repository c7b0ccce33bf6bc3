//! `periop repair`: lets a damaged record go on after what is whole, and keeps the damaged original.

use super::{CliError, Session, recording::Seat};
use crate::domain::{Now, Stamp, Text};
use std::io::Write;

pub(super) fn repair(seat: &Seat<'_>, code: &str, out: &mut impl Write) -> Result<(), CliError> {
    let (by, session) = (seat.author()?.by, seat.session);
    let code = code.parse()?;
    let stamp = |seq, now: &Now| Stamp { seq, ..Stamp::first(by.clone(), session.station.clone(), now) };
    let repaired = session.desk.store.repair(code, stamp, &Session::now)?;
    let lost = match repaired.lost {
        1 => "1 line was".to_owned(),
        lines => format!("{lines} lines were"),
    };
    writeln!(out, "{code}  repaired: {} entries, {lost} not whole and left out", repaired.entries)?;
    let kept = Text::sanitise(&repaired.kept.display().to_string());
    writeln!(out, "the damaged original is kept as {kept}")?;
    writeln!(out, "look through the case: what was recorded in the damaged lines has to be recorded again")?;
    Ok(())
}
