//! Practice: rehearsals by keys, from the menu to the debrief.

mod apart;
mod debrief;
mod drills;
mod heard;
mod logbook;
mod memory;
mod menu;
mod modes;
mod scenarios;
mod seen;
mod trainees;
mod unsaved;

use crate::bench::prelude::*;

#[test]
fn everything_shown_of_practice_is_framed() {
    let desk = Desk::practice(4711);
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let screen = desk.shown((width, height));
        let rows: Vec<&str> = screen.lines().collect();
        assert!(rows[0].contains("PRACTICE") && rows[rows.len() - 1].contains("PRACTICE"), "{screen}");
    }
}
