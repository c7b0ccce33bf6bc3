//! `periop slip`: a slip for the chart, by which a case is found again and told from others.

use super::{Done, Session, beside, damage_or, say_caveats, session::variable};
use crate::config::is_ascii;
use crate::report::{slip_square, slip_text};
use std::io::Write;

pub(super) fn slip(session: &Session, code: &str, out: &mut impl Write) -> Done {
    let now = Session::now();
    let loaded = session.desk.open(code.parse()?)?;
    write!(out, "{}", slip_text(&loaded.case, &now))?;
    if is_ascii(variable) {
        let again = format!("LC_ALL=C.UTF-8 periop slip {code}");
        beside(format_args!("periop: this locale has no signs for the square, which is left out; with it: {again}"));
    } else {
        write!(out, "{}", slip_square(&loaded.case))?;
    }
    say_caveats(code, &loaded.caveats());
    damage_or(0, loaded)
}
