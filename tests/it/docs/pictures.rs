//! The pictures of the README: the program's own screens, drawn over the demonstration at one fixed moment.

use super::is_kept;
use super::svg::svg;
use crate::bench::keys::{Desk, moment};
use periop::domain::Code;
use periop::tui::{Depth, Looks};
use ratatui::buffer::Buffer;

/// A Tuesday morning.
const MORNING: &str = "2026-11-24 10:02";

/// Each picture, words of what its case shows, if it is of a case, and what is pressed there.
const PICTURES: [(&str, &str, &str); 5] = [
    ("worklist", "", ""),
    ("run", "recovery watch", "\r"),
    ("theatre", "time-out", "\rt"),
    ("stop", "the stop stands", "\r\r"),
    ("reference", "", "iblood thinners\r"),
];

/// The same codes in every run: they are drawn by lot.
fn with_agreed(buffer: &mut Buffer, codes: &[Code]) {
    let width = usize::from(buffer.area.width);
    for row in buffer.content.chunks_mut(width) {
        for (n, code) in (1_u8..).zip(codes) {
            let lots = [3_u8, 5, 7, 11, 13, 17, 19].map(|prime| prime.wrapping_mul(n));
            let (own, agreed) = (code.masked(), Code::from_random(lots).masked());
            let signs: Vec<String> = own[..6].chars().map(String::from).collect();
            let at = (0..width - 6).find(|at| (0..6).all(|n| row[at + n].symbol() == signs[n]));
            for (cell, sign) in at.into_iter().flat_map(|at| at..at + 6).zip(agreed.chars()) {
                row[cell].set_char(sign);
            }
        }
    }
}

#[test]
fn the_pictures_are_the_programs_own_screens() {
    let (mut desk, shown) = Desk::demo(&moment(MORNING));
    let codes: Vec<Code> = shown.iter().map(|shown| shown.code).collect();
    for (name, at, keys) in PICTURES {
        let case = shown.iter().find(|shown| shown.shows.contains(at)).expect("a case that shows it");
        desk.app.worklist.stand_on(case.code);
        desk.press(keys);
        let looks = Looks { depth: Depth::Rgb, ..Looks::default() };
        let mut buffer = desk.drawn_as((88, 24), looks);
        with_agreed(&mut buffer, &codes);
        // Back to the list.
        desk.press("\x1b\x1b\x1b");
        is_kept(&format!("docs/pictures/{name}.svg"), &svg(&buffer, name));
    }
}
