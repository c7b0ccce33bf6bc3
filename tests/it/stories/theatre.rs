//! The whole procedure is worked in the theatre view, the time-out read aloud included.

use super::{assert_same_state, between, quick_ward, replies, state};
use crate::bench::prelude::*;
use crate::screens::{keys, shows_code};
use crate::walk::walked_to;

/// Whether a screen shows an item in block letters, with its whole text and nothing of the list.
fn shows_alone(screen: &str, text: &str) -> bool {
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    words.contains(text) && screen.contains(['▟', '█']) && !screen.contains('╎')
}

#[test]
fn the_procedure_is_worked_in_the_theatre_view_alone() {
    let (ward, checklist) = (quick_ward(), shipped());
    let [by_keys, by_commands] = [0; 2].map(|_| walked_to(&ward, "everyone-stops"));
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &by_keys], "0");
    terminal.sees("Everyone stops");
    replies(&mut terminal, &[("TIME-OUT", "m"), ("Who else is in the room?", "DK\r"), ("DK is here as", "2\r")]);
    terminal.wait("the room is said", |screen| !screen.contains("Who else"));
    terminal.press("t");
    for step in between("everyone-stops", "post-vitals") {
        let item = checklist.item(checklist.find(step.item).expect("an item"));
        terminal.wait(step.item, |screen| shows_alone(screen, item.text.as_str()));
        let keys = keys(item, step);
        if checklist.section(item.section).needle_in {
            assert!(keys.trim_end().chars().count() <= 2, "{} needs {keys:?}", step.item);
        }
        if matches!(item.answer, AnswerType::Timer { from: None, .. }) {
            terminal.press(" ");
            terminal.sees("ENDED");
        }
        terminal.press(&keys);
        if step.item == "everyone-stops" {
            shows_code(&mut terminal, &by_keys, "the procedure begins");
        }
        let name = item.short.as_str().trim_end_matches('?');
        terminal.wait("what was understood", |screen| {
            screen.lines().any(|row| row.contains(" DONE ") && row.contains(name))
        });
        step.record(&ward, &by_commands);
    }
    terminal.press("t");
    terminal.wait("all items again", |screen| screen.contains('╎'));
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    let procedure = |code: &str| state(&ward, code)["phases"][1].clone();
    assert_same_state(&procedure(&by_keys), &procedure(&by_commands), "");
}
