//! The real program in its terminal: a crisis from the lock card, and one in the middle of what is typed.

use crate::terminal::Terminal;
use crate::walk::walked_to;
use crate::ward::{NURSE, Ward};

#[test]
fn a_crisis_from_the_lock_card_with_nobody_signed_in_is_saved_by_whoever_signs_in() {
    let ward = Ward::new();
    ward.sets_its_limits();
    let code = ward.makes(&["new", "spinal-injection", "--label", "Bay 2"]);
    let mut terminal = Terminal::locked_soon(&ward, &["run", &code]);
    terminal.sees("locked since");
    terminal.press("!2");
    terminal.sees("CRISIS  Anaphylaxis");
    terminal.sees(" NOT SAVED  ");
    terminal.press("c");
    terminal.sees("called");
    terminal.press("1");
    terminal.reads("adrenaline (into muscle) given");
    terminal.press("\x1b");
    terminal.sees("locked since");
    assert_eq!(ward.show_json(&code)["entries"], 1);
    terminal.press("x");
    terminal.sees("WHO is at the keyboard?");
    terminal.press("JR\r1");
    let screen = terminal.sees("To which case do they belong?");
    assert!(screen.contains(" 1  Bay 2"), "{screen}");
    // A panel that comes up by itself takes nothing until the hands have rested.
    std::thread::sleep(std::time::Duration::from_millis(800));
    terminal.press("1");
    terminal.sees("enter save there");
    terminal.press("\r");
    terminal.sees("Saved in Bay 2");
    let shown = ward.fine(&["show", &code]).out;
    let said =
        ["CRISIS Anaphylaxis: card opened", "CRISIS Anaphylaxis: called", "CRISIS Anaphylaxis: drug given: adrenaline"];
    for words in said {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    assert!(shown.contains("CRISIS Anaphylaxis: no time for arrived"), "{shown}");
    let entries: serde_json::Value = serde_json::from_str(&ward.fine(&["log", &code, "--json"]).out).expect("JSON");
    let stamped: Vec<_> =
        entries.as_array().expect("entries").iter().filter(|entry| entry["kind"] == "crisis").collect();
    assert!(stamped.len() == 3 && stamped.iter().all(|entry| entry["with"] == 2), "{stamped:?}");
}

#[test]
fn a_crisis_in_the_middle_of_what_is_typed_leaves_it_as_it_was() {
    let ward = Ward::new();
    let code = walked_to(&ward, "vitals-temp");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("q quit");
    terminal.press("36.");
    terminal.sees("36.▏");
    // As xterm, the Linux console and vt220 send F2.
    for f2 in ["\x1bOQ", "\x1b[[B", "\x1b[12~"] {
        terminal.send(f2);
        terminal.sees("CRISIS CARDS");
        terminal.press("6");
        terminal.sees("CRISIS  Fainting");
        terminal.sees("card opened");
        terminal.press("\x1b");
        terminal.sees("36.▏");
    }
    terminal.press("8\r");
    terminal.sees("Saved: ");
    let shown = ward.fine(&["show", &code]).out;
    assert!(shown.contains("36.8") && shown.contains("CRISIS Fainting: card opened"), "{shown}");
}
