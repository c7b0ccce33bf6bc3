//! `slip`: its square is read back as a scanner reads it.

use super::ward;
use crate::ward::{NURSE, Ward, wait};
use periop::domain::Code;

/// The square on a slip, two modules a character, read as a camera would read it from paper.
fn scanned(slip: &str) -> String {
    const SCALE: usize = 4;
    let drawn: Vec<&str> = slip.lines().skip_while(|line| !line.trim().is_empty()).skip(4).collect();
    let ink = |x: usize, y: usize| match drawn.get(y / 2).and_then(|line| line.chars().nth(x)) {
        Some('█') => true,
        Some('▀') => y.is_multiple_of(2),
        Some('▄') => !y.is_multiple_of(2),
        Some(_) | None => false,
    };
    let width = drawn.iter().map(|line| line.chars().count()).max().expect("a square");
    let height = drawn.len() * 2;
    let dark = |x: usize, y: usize| if ink(x / SCALE, y / SCALE) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width * SCALE, height * SCALE, dark);
    let found = image.detect_grids();
    assert_eq!(found.len(), 1, "one square is seen:\n{slip}");
    found[0].decode().expect("it is read").1
}

fn slip_of(ward: &Ward, code: &str) -> String {
    let said = ward.fine(&["slip", code]);
    assert_eq!(said.err, "");
    said.out
}

#[test]
fn the_square_reads_back_as_the_code() {
    let ward = ward();
    for _ in 0..8 {
        let code = ward.new_case("day");
        let slip = slip_of(&ward, &code);
        assert_eq!(scanned(&slip), format!("%{code}"));
        let parsed: Code = scanned(&slip).parse().expect("a code");
        assert!(slip.contains(&format!("its last two: {}", parsed.last_two())), "{slip}");
        let spaced: Vec<String> = code.chars().map(String::from).collect();
        assert!(slip.contains(&spaced.join(" ")), "{slip}");
    }
}

#[test]
fn a_slip_is_for_planned_open_and_closed_cases_and_says_nothing_of_what_was_recorded() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--label", "Bay 2", "--planned", "2031-03-04 08:30", "--room", "3"]);
    let code = said.out.split_whitespace().next_back().expect("a code");
    let slip = slip_of(&ward, code);
    assert_eq!(scanned(&slip), format!("%{code}"));
    let words: Vec<&str> = slip.lines().take_while(|line| !line.trim().is_empty()).collect();
    assert_eq!(words, ["periop   A day   DRAFT", "Bay 2", "planned Tue 4 Mar 2031 08:30   3"]);

    ward.fine(&["start", code]);
    ward.fine(&["note", code, "a note that stays off paper"]);
    ward.fine(&["answer", code, "temperature", "36.8"]);
    let open = slip_of(&ward, code);
    assert_eq!(scanned(&open), format!("%{code}"));
    let text: String = open.lines().take(6).collect();
    for word in ["note", "36.8", "JR", "planned"] {
        assert!(!text.contains(word), "{word}: {open}");
    }
    ward.fine(&["close", code, "--outcome", "entered-in-error", "--reason", "twice"]);
    assert_eq!(scanned(&slip_of(&ward, code)), format!("%{code}"));
    assert!(open.lines().all(|line| line.chars().count() <= 40), "it fits on a label");
}

#[test]
fn where_the_locale_has_no_signs_for_the_square_the_letters_stand_alone() {
    let ward = ward();
    let code = ward.new_case("day");
    let mut command = ward.command(NURSE, &["slip", &code]);
    command.env("LC_ALL", "C");
    let said = wait(command);
    let letters: String = slip_of(&ward, &code).split_inclusive('\n').take(4).collect();
    assert_eq!((said.code, said.out), (0, letters));
    assert!(said.err.ends_with(&format!("left out; with it: LC_ALL=C.UTF-8 periop slip {code}\n")), "{}", said.err);
}
