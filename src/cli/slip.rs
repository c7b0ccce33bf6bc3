//! `periop slip`: a slip for the chart, by which a case is found again and told from others.

use super::{Done, Session, damage_or, say_caveats};
use crate::report::slip_text;
use std::io::Write;

pub(super) fn slip(session: &Session, code: &str, out: &mut impl Write) -> Done {
    let now = Session::now();
    let loaded = session.desk.open(code.parse()?)?;
    write!(out, "{}", slip_text(&loaded.case, &now))?;
    say_caveats(code, &loaded.caveats());
    damage_or(0, loaded)
}
