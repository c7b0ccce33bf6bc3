//! The screens, walked by keys in a real terminal.

use crate::bench::sheet::{check, one_section, shipped, with};
use crate::terminal::Terminal;
use crate::walk::{Step, WALK, day_by_keys, walked_with};
use crate::ward::{CLINICIAN, LEVEL_TYPED, NURSE, Ward, project};
use periop::domain::checklist::{AnswerType, Checklist, Direction, Item, Section};
use serde_json::json;
use std::fs;

const ENTER: &str = "\r";

/// The keys that answer an item as a step of the walk does.
pub(crate) fn keys(item: &Item, step: &Step) -> String {
    let digit = |options: &[periop::domain::checklist::Choice], id: &str| {
        let at = options.iter().position(|option| option.id == *id).expect("an option");
        ((at + 1) % 10).to_string()
    };
    let named = |id: &&str| item.answer.options().iter().position(|option| option.id == **id);
    let alternative = step.values.first().and_then(named);
    match &item.answer {
        AnswerType::Number { .. } | AnswerType::Fields { .. } if alternative.is_some() => {
            alternative.map(|at| ["=", "-"][at]).unwrap_or_default().to_owned()
        }
        // Who is in the room was said at sign-in.
        AnswerType::Check if item.two_person => " \r".to_owned(),
        AnswerType::Check => " ".to_owned(),
        AnswerType::Choice { options, several: false } => digit(options, step.values[0]),
        AnswerType::Choice { options, several: true } => {
            let alone = options.iter().any(|option| option.alone && option.id == *step.values[0]);
            digit(options, step.values[0]) + if alone { "" } else { ENTER }
        }
        AnswerType::Number { .. } => step.values[0].to_owned() + ENTER,
        AnswerType::Time { points: Direction::Now } => " ".to_owned(),
        AnswerType::Time { .. } => format!("\r{}\r", step.values.join(" ")),
        // An open item that takes words takes letters at once.
        AnswerType::Text { .. } => step.values[0].to_owned() + ENTER,
        AnswerType::Date { .. } => format!("\r{}\r", step.values[0]),
        // It was started before, as if the wait were over.
        AnswerType::Timer { .. } => " ".to_owned(),
        AnswerType::Fields { fields, .. } => {
            let each = fields.iter().map(|field| {
                let given = step.values.iter().find_map(|value| value.strip_prefix(&format!("{}=", field.id)));
                match (&field.answer, given) {
                    (AnswerType::Choice { options, .. }, Some(id)) => digit(options, id),
                    (_, given) => given.unwrap_or_default().to_owned() + ENTER,
                }
            });
            // A digit begins the first field.
            each.collect()
        }
    }
}

/// How many keys an answer takes. A timer that runs from a time that was said is not started.
pub(crate) fn keys_of(checklist: &Checklist, step: &Step) -> usize {
    let item = checklist.item(checklist.find(step.item).expect("an item"));
    let starts = matches!(item.answer, AnswerType::Timer { from: None, .. });
    keys(item, step).chars().count() + usize::from(starts)
}

/// How many keys each item of a normal case takes until the patient leaves, by section; a second person is typed once,
/// then picked.
pub(crate) fn keys_of_the_day(checklist: &Checklist) -> Vec<(Section, Vec<(&'static str, usize)>)> {
    let mut sections: Vec<(Section, Vec<_>)> = Vec::new();
    for step in day_by_keys() {
        let item = checklist.item(checklist.find(step.item).expect("an item"));
        let section = checklist.section(item.section);
        let count = keys_of(checklist, &step);
        match sections.last_mut() {
            Some((last, items)) if last.id == section.id => items.push((step.item, count)),
            Some(_) | None => sections.push((section.clone(), vec![(step.item, count)])),
        }
    }
    sections
}

#[test]
fn the_page_of_the_content_tells_the_items_and_keys_of_a_normal_day() {
    let page = std::fs::read_to_string(project("docs/spinal-injection.md")).expect("the page");
    let (mut with_set_up, mut on_the_day) = ((0, 0), (0, 0));
    for (section, items) in keys_of_the_day(&shipped()) {
        let count: usize = items.iter().map(|(_, keys)| keys).sum();
        let named =
            items.iter().map(|(item, keys)| if *keys == 1 { (*item).to_owned() } else { format!("{item} ({keys})") });
        let named = named.collect::<Vec<_>>().join(", ");
        let row = format!("| {} | {} | {count} | {named} |", section.id, items.len());
        assert!(page.contains(&row), "the page should say {row}");
        with_set_up = (with_set_up.0 + items.len(), with_set_up.1 + count);
        if !section.ahead {
            on_the_day = (on_the_day.0 + items.len(), on_the_day.1 + count);
        }
    }
    for (what, (items, keys)) in [("on the day", on_the_day), ("with set-up", with_set_up)] {
        let total = format!("| **{what}** | **{items}** | **{keys}** |");
        assert!(page.contains(&total), "the page should say {total}");
    }
}

/// What the bar stands beside, without the line before it and the pane behind it.
pub(crate) fn in_bar(row: &str) -> Option<&str> {
    const BRACKET: [char; 4] = ['▐', '↑', '↓', '↕'];
    let inner = &row[row.find(BRACKET)?..];
    inner.split('╎').next().map(|inner| inner.trim_start_matches(BRACKET))
}

/// Whether the screen names these words as what is next: at its top, or in the bar where that stands on it.
pub(crate) fn next_is(screen: &str, words: &str) -> bool {
    let top: Vec<&str> = screen.lines().skip(1).take(3).collect();
    let says_it = top.first().is_some_and(|row| ["NEXT", "STOP", "DONE"].iter().any(|word| row.contains(word)));
    let rows = if says_it { top } else { screen.lines().filter_map(in_bar).collect() };
    let told = rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ");
    words.split_whitespace().all(|word| told.contains(word))
}

pub(crate) fn saved(item: &Item) -> String {
    format!("Saved: {}", item.short.as_str().trim_end_matches('?'))
}

/// Types the last two characters of the code where they are asked for.
pub(crate) fn shows_code(terminal: &mut Terminal, code: &str, why: &str) {
    terminal.sees(&format!("because {why}"));
    terminal.types_at_once(&format!("{}\r", &code[6..]));
    terminal.wait("the code is taken", |screen| !screen.contains("THE RIGHT CASE?"));
}

#[test]
fn a_fever_stops_on_the_screen_and_a_nurse_cannot_override_it() {
    let ward = Ward::new();
    let code = crate::walk::walked_to(&ward, "vitals-temp");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Record the temperature");
    terminal.press("38.4\r");
    let screen = terminal.sees("esc leaves it standing");
    assert!(screen.contains("Temperature? 38.4 °C, at most 37.9"), "the item stays in sight\n{screen}");
    assert!(next_is(&screen, "STOP Temperature? 38.4"), "{screen}");
    terminal.press("4");
    terminal.sees("A clinician may override this");
    terminal.press("\r");
    terminal.sees("esc leaves it standing");
    terminal.press("\x1b");
    terminal.wait("the panel is left", |screen| !screen.contains("esc leaves it standing"));
    // The stop is still told at the top, and a later section takes nothing.
    assert!(next_is(&terminal.screen(), "STOP Temperature? 38.4"));
    terminal.press("\t");
    terminal.sees("CLINICAL REVIEW");
    terminal.press("1");
    terminal.sees("Not recorded: STOP stands at \"Temperature");
    let entries = ward.show_json(&code)["entries"].clone();

    terminal.press("g");
    terminal.press("w");
    terminal.sees("WHO is at the keyboard?");
    terminal.press("DK\r2");
    terminal.sees("DK clinician is at the keyboard");
    terminal.press("\r");
    terminal.sees("esc leaves it standing");
    terminal.press("4");
    terminal.sees("Why go on all the same?");
    assert_eq!(ward.show_json(&code)["entries"], entries, "nothing is recorded before a reason is given");
    terminal.press("seen by the ward round\r");
    shows_code(&mut terminal, &code, "somebody else is at the keyboard");
    terminal.wait("the stop is overridden", |screen| !next_is(screen, "STOP Temperature? 38.4"));
    let shown = ward.show_json(&code).to_string();
    assert!(shown.contains("\"overridden\""), "{shown}");
}

#[test]
fn a_stop_is_left_by_correcting_or_by_checking_again() {
    let ward = Ward::new();
    let code = crate::walk::walked_to(&ward, "two-identifiers");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.wait("check-in", |screen| next_is(screen, "Patient says name and birth date"));
    terminal.press("xno band\r");
    terminal.sees("esc leaves it standing");
    terminal.press("\x1b");
    terminal.wait("the panel is left", |screen| !screen.contains("esc leaves it standing"));
    terminal.press(" ");
    terminal.sees("enter decides about the stop");
    terminal.press("a ");
    terminal.sees("Saved: again: Name and birth date match");
    let item = |id: &str| ward.item(&code, id);
    assert_eq!(item("two-identifiers")["answer"], "done");

    for step in WALK.iter().skip_while(|step| step.item != "escort-confirmed").take_while(|s| s.item != "vitals-temp") {
        ward.fine(&step.args(&code));
    }
    terminal.wait("the temperature", |screen| next_is(screen, "Record the temperature"));
    terminal.press("g38.4\r");
    terminal.sees("esc leaves it standing");
    terminal.press("1");
    terminal.press("36.8\r");
    terminal.sees("Why is it corrected?");
    terminal.press("read off again\r");
    terminal.wait("the stop is gone", |screen| next_is(screen, "Record blood pressure"));
    assert_eq!(item("vitals-temp")["answer"]["number"]["value"], "36.8");
    let record = ward.show_json(&code)["entries"].as_u64().expect("a count");
    assert_eq!(ward.run(&["verify", &code]).code, 0, "{record} entries");
}

#[test]
fn words_typed_at_an_item_that_takes_words_are_no_commands() {
    let ward = Ward::new();
    let code = walked_with(&ward, "enter-level", LEVEL_TYPED);
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.wait("the level", |screen| next_is(screen, "Enter the target level"));
    terminal.press("none wanted\r");
    terminal.sees("Saved: Which level");
    assert_eq!(ward.item(&code, "enter-level")["answer"]["text"], "none wanted");
}

#[test]
fn a_space_bar_held_down_ticks_one_item_and_answers_no_choice() {
    let ward = Ward::new();
    let code = crate::walk::walked_to(&ward, "say-patient");
    let before = ward.show_json(&code)["entries"].as_u64().expect("a count");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "700");
    terminal.wait("the time-out", |screen| next_is(screen, "Patient or band"));
    terminal.press(&" ".repeat(60));
    terminal.sees("same key again too soon");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    let after = ward.show_json(&code)["entries"].as_u64().expect("a count");
    assert_eq!(after, before + 2, "one tick, and the case is held");

    let code = ward.new_case("spinal-injection");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Choose the procedure");
    terminal.press(" ");
    terminal.sees("press the number of the option");
    terminal.press("q");
    terminal.ended();
    assert_eq!(ward.show_json(&code)["entries"], 1);
}

/// A slow line carries at most so many bytes for a tick, and for a move; the design's figures.
const MOST_FOR_A_TICK: usize = 250;
const MOST_FOR_A_MOVE: usize = 200;
const MOST_WHERE_SOMETHING_OPENS: usize = 1500;

/// How many bytes a key sends, of two that are pressed in turn until each has been seen.
fn sent(terminal: &mut Terminal, keys: [(&str, &str); 2]) -> usize {
    const TIMES: usize = 5;
    let before = terminal.sent();
    for (key, seen) in keys.iter().cycle().take(2 * TIMES) {
        terminal.press(key);
        terminal.sees(seen);
    }
    (terminal.sent() - before) / (2 * TIMES)
}

#[test]
fn a_tick_and_a_move_send_few_bytes() {
    // Where a save waits for the disk, that is said, which takes bytes too.
    let ward = Ward::in_memory();
    let texts = ["Wash hands; put on mask, cap, gloves", "Count needles and sharps; discard them"];
    let checks = texts
        .map(|text| with(check(&text[..4].to_lowercase(), "critical"), json!({ "text": text, "short": text[..9] })));
    fs::write(ward.site().join("sheet.json"), one_section(checks.to_vec()).to_string()).expect("it is written");
    let code = ward.new_case("sheet");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    // The way out stands at the end of the last row: the frame has come whole.
    terminal.wait("the first check", |screen| next_is(screen, "Wash hands") && screen.contains("q quit"));
    let tick = sent(&mut terminal, [(" ", "u undoes"), ("u", "r puts it back")]);
    let moved = sent(&mut terminal, [("j", "▐○ Count"), ("k", "▐○ Wash")]);
    // What answers, and what is next, change as well between an open one and one that is answered.
    terminal.press(" ");
    terminal.sees("u undoes");
    let elsewhere = sent(&mut terminal, [("k", "▐✓ Wash"), ("j", "▐○ Count")]);
    assert!((1..=MOST_FOR_A_MOVE).contains(&elsewhere), "{elsewhere} bytes a move");
    // The next item's values open, and close again.
    let code = crate::walk::walked_to(&ward, "say-patient");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.wait("the patient", |screen| next_is(screen, "Patient or band") && screen.contains("q quit"));
    let opened = sent(&mut terminal, [("j", "▐○ Say procedure"), ("k", "▐○ Patient or band")]);
    assert!((1..=MOST_FOR_A_TICK).contains(&tick), "{tick} bytes a tick");
    assert!((1..=MOST_FOR_A_MOVE).contains(&moved), "{moved} bytes a move");
    assert!((1..=MOST_WHERE_SOMETHING_OPENS).contains(&opened), "{opened} bytes where values open or close");
}

#[test]
fn another_terminals_entry_shows_and_undo_takes_back_only_ones_own() {
    let ward = Ward::new();
    ward.sets_its_limits();
    let code = ward.new_case("spinal-injection");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.wait("the first item", |screen| next_is(screen, "Choose the procedure"));
    ward.fine_as(CLINICIAN, &["answer", &code, "choose-variant", "interlaminar"]);
    let screen = terminal.sees("DK clinician recorded");
    assert!(next_is(&screen, "Choose the spinal region"), "{screen}");
    terminal.press("u");
    terminal.sees("there is nothing of yours to undo");
    terminal.press("g2");
    terminal.wait("the region", |screen| next_is(screen, "Enter the target level"));
    // At an item that takes words letters are typed: the cursor moves off it first.
    terminal.press("\x1b[A");
    terminal.press("u");
    terminal.sees("Taken back");
    terminal.wait("the region again", |screen| next_is(screen, "Choose the spinal region"));
    terminal.press("r");
    terminal.sees("Put back");
    // What somebody else recorded is corrected, with a reason.
    terminal.press("k3");
    terminal.sees("Why is it corrected?");
    terminal.press("\r");
    terminal.sees("Saved");
    let shown = ward.show_json(&code).to_string();
    assert!(shown.contains("caudal"), "{shown}");
}

#[test]
fn a_killed_screen_loses_no_tick_that_it_had_shown() {
    let ward = Ward::new();
    let checklist = shipped();
    let code = ward.new_case("spinal-injection");
    let mut shown = 0;
    for (n, step) in WALK.iter().take(18).enumerate() {
        let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
        let item = checklist.item(checklist.find(step.item).expect("an item"));
        terminal.wait(step.item, |screen| next_is(screen, item.text.as_str()));
        terminal.press(&keys(item, step));
        terminal.sees(&saved(item));
        // Some are killed in the middle of the next key as well.
        if n % 2 == 0 {
            terminal.press("u");
        }
        terminal.kill();
        shown += 1;
        let loaded = ward.store().load(code.parse().expect("a code")).expect("the record");
        assert!(loaded.case.entries().len() > shown, "{} was shown as saved", step.item);
        if ward.show_json(&code)["phases"].to_string().matches("\"answered\"").count() < shown {
            // The undo had arrived before the kill.
            ward.fine(&["redo", &code]);
        }
    }
    assert_eq!(ward.run(&["verify", &code]).code, 0);
}

#[test]
fn no_size_of_the_window_ends_the_program_or_loses_the_current_item() {
    let ward = Ward::new();
    let code = crate::walk::walked_to(&ward, "vitals-temp");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Record the temperature");
    for (columns, rows) in (1..=40).map(|n| (n * 2, n)).chain([(1, 1), (200, 2), (3, 60), (200, 60)]) {
        terminal.resize(columns, rows);
    }
    for (columns, rows) in [(40, 12), (120, 40), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.wait("the current item in its box", |screen| {
            screen.lines().any(|line| line.contains('▐') && line.contains("Record the temperature"))
        });
    }
    terminal.press("36.8\r");
    terminal.sees("Saved");
}

#[test]
fn every_size_down_to_one_cell_and_back_keeps_what_is_open() {
    let ward = Ward::new();
    let code = crate::walk::walked_to(&ward, "vitals-temp");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    let on_its_item =
        |screen: &str| screen.lines().any(|line| line.contains('▐') && line.contains("Record the temperature"));
    for (keys, words) in [
        ("?", "tick a check"),
        ("i", "A measured fever counts more"),
        ("s", "SIGN OFF  Pre-procedure"),
        ("v", "THE CASE IN SHORT"),
        ("m", "Who else is in the room?"),
        ("l", "When did it happen?"),
        ("c", "NOTE  Record the temperature"),
        ("e", "How did it end?"),
        ("p", "Fills in what seldom varies"),
        ("w", "WHO is at the keyboard?"),
        ("36.", "36.▏"),
        ("38.4\r", "esc leaves it standing"),
    ] {
        terminal.wait(keys, on_its_item);
        terminal.press(keys);
        terminal.wait(words, |screen| screen.to_uppercase().contains(&words.to_uppercase()));
        for n in (1..=24).rev().chain(1..=24) {
            terminal.resize(n * 3 - 2, n);
        }
        terminal.resize(80, 24);
        terminal.wait(words, |screen| screen.to_uppercase().contains(&words.to_uppercase()));
        terminal.press("\x1b");
        // A notice goes with the next key; a key right behind esc would be another one.
        terminal.wait("it is left", |screen| !screen.to_uppercase().contains(&words.to_uppercase()));
    }
    terminal
        .wait("the item at which the stop stands", |screen| screen.lines().any(|line| line.contains("▐■ Temperature")));
    assert_eq!(ward.status(&code, "vitals-temp"), "answered");
}

#[test]
fn a_paste_is_text_in_a_field_and_nothing_elsewhere() {
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Choose the procedure");
    terminal.press("\x1b[200~1\r3q\x1b[201~");
    terminal.press("12");
    terminal.wait("two answers by keys", |screen| next_is(screen, "Enter the target level"));
    terminal.press("\r\x1b[200~L4\t-L5\x1b[201~");
    terminal.sees("L4␉-L5");
    terminal.press("\r");
    terminal.sees("Saved");
    assert_eq!(ward.show_json(&code)["entries"], 4);
}

#[test]
fn a_room_checked_for_one_case_is_offered_to_the_next_and_never_taken_over_unasked() {
    let ward = Ward::new();
    let first = crate::walk::walked_to(&ward, "emergency-kit-ready");
    ward.fine(&["answer", &first, "emergency-kit-ready"]);
    let code = crate::walk::walked_to(&ward, "emergency-kit-ready");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.wait("the room", |screen| next_is(screen, "Room: oxygen, suction"));
    terminal.press(" ");
    let screen = terminal.sees("it holds still");
    assert!(screen.contains(&format!("by JR nurse for case {}··", &first[..6])), "{screen}");
    assert_eq!(ward.status(&code, "emergency-kit-ready"), "open", "nothing is taken over unasked");
    terminal.press("1");
    terminal.sees("Saved: Room and emergency kit ready");
    let item = ward.item(&code, "emergency-kit-ready");
    assert_eq!(item["carried"]["code"], first.as_str());

    terminal.press("u");
    terminal.sees("Taken back");
    terminal.press(" 2");
    terminal.sees("Saved: Room and emergency kit ready");
    assert!(ward.item(&code, "emergency-kit-ready")["carried"].is_null(), "it was checked anew");
}

#[test]
fn a_slip_scanned_on_the_list_opens_its_case_and_no_other_on_top_of_it() {
    let ward = Ward::new();
    let (code, other) = (ward.new_case("spinal-injection"), ward.new_case("spinal-injection"));
    let mut terminal = Terminal::start(&ward, Some(NURSE), &[], "700");
    terminal.sees("q quit");
    terminal.press(&format!("%{code}\r"));
    // What is typed before the case is shown counts for nothing.
    terminal.sees("CASE SET-UP");
    terminal.press(&format!("%{other}\r"));
    terminal.sees("WRONG CASE");
    assert!(terminal.screen().contains("Choose the procedure"), "{}", terminal.screen());
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(ward.show_json(&code)["entries"], 1, "nothing was recorded");
    assert_eq!(ward.show_json(&other)["entries"], 1, "nothing was recorded");
}
