//! The menu of practice by keys: what is proposed, chosen, missed, and how it went.

use super::memory::{Book, lesson};
use crate::bench::keys::moment;
use crate::bench::prelude::*;
use Verdict::{Missed, Right};
use periop::domain::practice::*;

/// What was begun: how, and of what.
fn begun(desk: &Desk) -> (Exercise, Vec<String>) {
    let rehearsal = desk.app.practice.rehearsal.as_ref().expect("a rehearsal was begun");
    (rehearsal.exercise, rehearsal.of.iter().map(ToString::to_string).collect())
}

/// Practice of a trainee who did this before, on the tenth day.
fn after(book: Book) -> Desk {
    let mut desk = Desk::practice(4711);
    desk.time.now = super::memory::on(10);
    desk.app.practice.past = book.past;
    desk.app.shell.operator = Some(TRAINEE.parse().unwrap());
    desk
}

fn some_past() -> Book {
    let mut book = Book::default();
    let steps = [("vitals", Right), ("aspiration-clear", Right), ("consent-matches", Missed)];
    book.asked(0, &steps);
    book.asked(4, &[("vitals", Right), ("aspiration-clear", Missed)]);
    book.sits(9, 7, &[("vitals", Right)]);
    book
}

#[test]
fn a_first_start_offers_a_taster_on_enter() {
    let mut desk = Desk::practice(4711);
    let screen = desk.shown((80, 24));
    assert!(screen.contains("▐   Ten-minute taster"), "{screen}");
    assert!(!screen.contains("Practise what I miss"), "there is nothing that was missed: {screen}");
    desk.press("\r");
    let (exercise, of) = begun(&desk);
    let sections = lesson().sections();
    let is_section = |id: &String| sections.iter().any(|ix| lesson().checklist.section(*ix).id == **id);
    assert_eq!((exercise, of.len(), of.iter().filter(|id| is_section(id)).count()), (Exercise::Recall, 4, 1));
    assert!(of.iter().skip(1).all(|id| lesson().is_critical(lesson().checklist.find(id).unwrap())), "{of:?}");
}

#[test]
fn after_the_taster_comes_an_easy_scenario() {
    let mut book = Book::default();
    book.asked(0, &[("vitals", Right)]);
    let mut desk = after(book);
    assert!(desk.shown((80, 24)).contains("▐   Your first scenario"));
    desk.press("\r");
    let (exercise, of) = begun(&desk);
    let scenario = lesson().scenarios().find(|scenario| *scenario.id == *of[0]).unwrap();
    assert_eq!((exercise, scenario.level), (Exercise::Scenario, Some(1)));
}

#[test]
fn the_keys_choose_an_exercise_and_a_part_of_it() {
    for (keys, exercise, of) in [
        ("1", Exercise::Guided, None),
        ("6\r", Exercise::Exam, None),
        ("2\r", Exercise::Recall, None),
        ("22", Exercise::Recall, Some("setup")),
        ("3↓↓\r", Exercise::Order, Some("check-in")),
        ("2\x1b4\r", Exercise::Omission, None),
        ("vv2\r", Exercise::Recall, None),
    ] {
        let mut desk = after(some_past());
        desk.press(keys);
        let (begun, begun_of) = begun(&desk);
        assert_eq!((begun, begun_of.first().map(String::as_str)), (exercise, of), "{keys}");
    }
}

#[test]
fn what_was_missed_is_one_key() {
    let mut desk = after(some_past());
    desk.press("m");
    let (exercise, of) = begun(&desk);
    assert_eq!((exercise, of.len()), (Exercise::Omission, 10));
    assert_eq!(of[..2], ["consent-matches", "aspiration-clear"], "the missed ones first");
}

#[test]
fn the_menu_says_what_is_due_and_where_one_stands_at_every_size() {
    let mut desk = after(some_past());
    for size in [(80, 24), (40, 12), (160, 40)] {
        insta::assert_snapshot!(format!("menu_{}x{}", size.0, size.1), desk.shown(size));
    }
    desk.press("v");
    for size in [(80, 24), (40, 12)] {
        insta::assert_snapshot!(format!("progress_{}x{}", size.0, size.1), desk.shown(size));
    }
    desk.press("v5");
    insta::assert_snapshot!("scenarios_80x24", desk.shown((80, 24)));
    desk.press("↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓");
    let screen = desk.shown((40, 12));
    assert!(screen.lines().any(|line| line.contains('▐')), "the bar stays in sight: {screen}");
}

#[test]
fn a_rehearsal_in_which_nothing_was_asked_is_no_beginning() {
    let mut book = Book::default();
    book.asked(0, &[]);
    assert!(after(book).shown((80, 24)).contains("Ten-minute taster"));
}

/// The reviewers' word stands in the header, whatever is practised.
#[test]
fn a_draft_is_practised_and_said_to_be_one() {
    let desk = Desk::practice(1);
    assert!(lesson().checklist.review.today(&moment("2026-11-23 09:41")).mark().is_some());
    assert!(desk.shown((80, 24)).contains("DRAFT"), "{}", desk.shown((80, 24)));
}
