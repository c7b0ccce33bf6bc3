//! Nothing but a person's key answers anything, and the terminal is given back: the real program in its terminal.

use crate::terminal::Terminal;
use crate::walk::walked_to;
use crate::ward::{NURSE, Ward};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Frees the keyboard, whatever came before.
const FREES: Duration = Duration::from_millis(300);

/// A new case, shown at its first item: a choice, of which `1` and `3` are options.
fn at_a_choice() -> (Ward, String, Terminal) {
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    let terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Choose the procedure");
    (ward, code, terminal)
}

fn writes_a_note(terminal: &mut Terminal, words: &str) {
    terminal.press("c");
    terminal.sees("NOTE  ");
    terminal.press(words);
    terminal.sees(words);
}

/// What stands in the record beside its first line.
fn recorded(ward: &Ward, code: &str) -> u64 {
    ward.show_json(code)["entries"].as_u64().expect("a count") - 1
}

#[test]
fn no_reply_of_a_terminal_answers_an_item() {
    for reply in [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]11;rgb:3e3e/3333/3e3e\x07",
        "\x1bP1$r1;3m\x1b\\",
        "\x1b_Gi=1;3\x1b\\",
        "\x1b^1\x1b\\",
        "\x1bX3\x1b\\",
        "\x1b[?62;1;3c",
        "\x1b[3;1R",
        "\x1b[?997;1n",
        "\x1b[?2026;2$y",
        "\x1b[?1u",
        "\x1b[I",
        "\x1b[M113",
        "\x1b[<0;3;1M",
    ] {
        let (ward, code, mut terminal) = at_a_choice();
        terminal.send(reply);
        terminal.press("j1");
        terminal.sees("Saved: ");
        assert_eq!(ward.status(&code, "choose-variant"), "open", "{reply:?}");
        assert_eq!(recorded(&ward, &code), 1, "{reply:?}");
    }
}

#[test]
fn what_waited_before_the_first_frame_answers_nothing() {
    let ward = Ward::new();
    let code = ward.new_case("spinal-injection");
    let mut terminal = Terminal::start_after("1", &ward, &["run", &code]);
    terminal.sees("Choose the procedure");
    terminal.press("?");
    terminal.sees("tick a check");
    assert_eq!(recorded(&ward, &code), 0);
    // Nor does it do anything on the list.
    let terminal = Terminal::start_after("n", &ward, &[]);
    let screen = terminal.sees("Choose the procedure");
    assert!(!screen.contains("NEW CASE"), "{screen}");
}

#[test]
fn what_follows_an_enter_at_once_does_not_answer_in_the_case_that_it_opens() {
    let ward = Ward::new();
    ward.sets_its_limits();
    let code = ward.new_case("spinal-injection");
    let mut terminal = Terminal::start(&ward, Some(NURSE), &[], "0");
    terminal.sees("Choose the procedure");
    terminal.send("\r1");
    terminal.sees("CASE SET-UP");
    terminal.reads("what was pasted after its first line was not taken");
    assert_eq!(recorded(&ward, &code), 0);
}

#[test]
fn a_paste_without_brackets_is_a_note_s_first_line_and_no_commands() {
    let (ward, code, mut terminal) = at_a_choice();
    writes_a_note(&mut terminal, "seen: ");
    terminal.send("first line\r1st thing\rno reaction\r");
    let screen = terminal.reads("what was pasted after its first line was not taken");
    assert!(screen.contains("Choose the procedure") && !screen.contains("How did it end?"), "{screen}");
    assert!(ward.fine(&["log", &code]).out.contains("seen: first line"));
    assert_eq!(recorded(&ward, &code), 1);
}

#[test]
fn a_sequence_in_two_pieces_is_one_key_and_throws_nothing_away() {
    let (ward, code, mut terminal) = at_a_choice();
    writes_a_note(&mut terminal, "typed words");
    terminal.send("\x1b");
    sleep(Duration::from_millis(60));
    terminal.send("[D");
    terminal.press("-");
    terminal.sees("typed word-");
    terminal.press("\r");
    terminal.sees("Saved");
    assert!(ward.fine(&["log", &code]).out.contains("typed word-s"));
}

#[test]
fn an_unfinished_sequence_leaves_the_keyboard_free() {
    for unfinished in ["\x1b[", "\x1b[200~", "\x1b]11;", "\x1bP", "\x1bO", "\u{e9}\x1b[?", "\x1b[M"] {
        let (_ward, _code, mut terminal) = at_a_choice();
        terminal.send(unfinished);
        sleep(FREES);
        terminal.press("?");
        terminal.sees("tick a check");
        terminal.send(unfinished);
        sleep(FREES);
        terminal.press("\x03");
        assert_eq!(terminal.ended(), 0, "{unfinished:?}");
    }
}

#[test]
fn every_signal_that_ends_the_program_gives_the_terminal_back() {
    for (signal, number) in [
        ("HUP", 1),
        ("INT", 2),
        ("QUIT", 3),
        ("TRAP", 5),
        ("USR1", 10),
        ("USR2", 12),
        ("ALRM", 14),
        ("TERM", 15),
        ("XCPU", 24),
        ("XFSZ", 25),
        ("VTALRM", 26),
        ("PROF", 27),
        ("IO", 29),
        ("SYS", 31),
    ] {
        let ward = Ward::new();
        let mut terminal = Terminal::start(&ward, Some(NURSE), &[], "0");
        terminal.sees("No open cases");
        assert!(!terminal.is_given_back(), "it is taken");
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number, "{signal}");
        assert!(terminal.is_given_back(), "{signal}");
    }
}

#[test]
fn three_quick_ticks_are_three_and_a_bouncing_or_repeated_key_is_one() {
    const PRESSED: &str = "\x1b[32;1:1u";
    const REPEATED: &str = "\x1b[32;1:2u";
    const LET_GO: &str = "\x1b[32;1:3u";
    for (what, keys, ticks) in [
        ("three at a quarter of a second", vec![(0, " "), (250, " "), (500, " ")], 3),
        ("one that bounces", vec![(0, " "), (9, " "), (25, " ")], 1),
        ("held down, as kitty tells it", vec![(0, PRESSED), (300, REPEATED), (500, REPEATED), (533, LET_GO)], 1),
        (
            "three, as kitty tells it",
            vec![(0, PRESSED), (60, LET_GO), (140, PRESSED), (200, LET_GO), (280, PRESSED)],
            3,
        ),
    ] {
        let ward = Ward::new();
        let code = walked_to(&ward, "say-allergy-thinner");
        let before = recorded(&ward, &code);
        // Nothing sets another time than the program's own.
        let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "");
        terminal.sees("q quit");
        let began = Instant::now();
        for (at, key) in keys {
            // A finger on a key: what is waited for is time itself.
            sleep((began + Duration::from_millis(at)).saturating_duration_since(Instant::now()));
            terminal.send(key);
        }
        // Whatever was held back counts before another key.
        terminal.press("?");
        terminal.sees("tick a check");
        assert_eq!(recorded(&ward, &code) - before, ticks, "{what}");
    }
}
