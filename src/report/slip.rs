//! The slip for the chart: the code in letters and as a square that a scanner reads.

use crate::domain::{Now, case::Case, clock};
use qrcode::{EcLevel, QrCode, render::unicode};

/// A case's slip over its square, which holds the code after the sign of a scan, and nothing else; there is nothing
/// about a patient on it.
pub fn slip_text(case: &Case, now: &Now) -> String {
    let code = case.code().to_string();
    let spaced: Vec<String> = code.chars().map(String::from).collect();
    let mark = case.mode().mark().map(|mark| format!("{mark}   ")).unwrap_or_default();
    let review = case.checklist().review.today(now).mark().map(|mark| format!("   {mark}")).unwrap_or_default();
    let mut lines = vec![format!("{mark}periop   {}{review}", case.checklist().title)];
    lines.extend(case.label().map(ToString::to_string));
    if let Some(plan) = case.planned() {
        let room = plan.room.as_ref().map(|room| format!("   {room}")).unwrap_or_default();
        let then = plan.at.in_zone(&now.zone);
        lines.push(format!("planned {} {}{room}", then.strftime("%a %-d %b %Y"), clock(&then)));
    }
    lines.push(String::new());
    lines.push(format!("   {}", spaced.join(" ")));
    lines.push(format!("   its last two: {}", case.code().last_two()));
    lines.join("\n") + "\n"
}

/// Its square, in signs that no ASCII has.
pub fn slip_square(case: &Case) -> String {
    // Nine characters always fit into a square; where they did not, the letters above would still do.
    let square = QrCode::with_error_correction_level(case.code().to_scan(), EcLevel::H);
    // Ink where the square is dark: this is read from paper.
    let drawn = square.map(|square| square.render::<unicode::Dense1x2>().quiet_zone(true).build());
    drawn.map_or_else(|_| String::new(), |drawn| format!("\n{drawn}\n"))
}
