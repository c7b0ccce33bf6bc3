//! The theatre view: the procedure is worked in it, its letters can be read, and nothing of an item is clipped.

use super::sizes::{clipped_at_the_top, missing};
use crate::bench::keys::{Desk, lines};
use crate::walk::WALK;
use periop::tui::Looks;

/// How high a capital must be to be read from 1.5 m: 16 arc minutes, in millimetres.
const READABLE: f64 = 7.0;
/// The pitch of a dot of the screen, in millimetres, and the dots of a cell's height at a font of 16.
const PITCH: f64 = 0.277;
const CELL: f64 = 16.0;

/// The rows of a screen that are block letters.
fn letter_rows(rows: &[String]) -> usize {
    let is_block = |c: char| matches!(c, '\u{2580}'..='\u{259f}' | ' ');
    rows.iter().filter(|row| !row.trim().is_empty() && row.chars().all(is_block)).count()
}

#[test]
fn each_item_of_the_procedure_is_shown_whole_with_letters_that_can_be_read() {
    let mut desk = Desk::new();
    let mut wrong = Vec::new();
    for step in WALK.iter() {
        desk.opens();
        desk.app.dialog = None;
        let ix = desk.ix(step.item);
        desk.in_theatre();
        for size in [(80, 24), (80, 40), (100, 30), (120, 40), (200, 60), (60, 20), (40, 12)] {
            let rows = lines(&desk.drawn(size, false));
            let words = rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ");
            let mut what = missing(&desk, ix, "", &words);
            what.extend(clipped_at_the_top(&desk, &rows));
            // A capital is seven of a letter's eight dots, two of which are in a cell.
            let is_high = letter_rows(&rows) >= 4 && 7.0 / 2.0 * CELL * PITCH >= READABLE;
            what.extend((size.0 >= 80 && !is_high).then(|| "its letters".to_owned()));
            if !what.is_empty() {
                wrong.push(format!("{} at {size:?}: {}\n{}", step.item, what.join("; "), rows.join("\n")));
            }
        }
        desk.step(step);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_theatre_view_looks_as_it_was_agreed() {
    for (name, item, keys) in [
        ("theatre-time-out", "say-procedure-side-level", ""),
        ("theatre-drugs", "say-drug", ""),
        ("theatre-choice", "aspiration-clear", ""),
        ("theatre-timer", "antiseptic-dry", " "),
        ("theatre-stop", "contrast-live", "2\x1b"),
    ] {
        let mut desk = Desk::at(item);
        desk.in_theatre();
        desk.press(keys);
        let sizes = [(80, 24), (40, 12), (200, 60)].map(|size| format!("{size:?}\n{}", desk.shown(size)));
        let ascii =
            desk.as_agreed(&lines(&desk.drawn_as((80, 24), Looks { ascii: true, ..Looks::default() })).join("\n"));
        insta::assert_snapshot!(name, format!("{}\n\nASCII\n{ascii}", sizes.join("\n\n")));
    }
}
