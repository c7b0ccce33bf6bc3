//! Rule 9: undo takes back one's own last action here, and redo puts it back until the next change.

use super::prelude::*;

#[test]
fn undo_takes_back_the_newest_action_first_and_redo_puts_them_back_in_order() {
    let mut ward = Bench::day();
    ward.says(&[("kind", "a"), ("approach", "x")]);
    ward.nurse().undo().unwrap();
    assert_eq!((ward.word("kind"), ward.word("approach")), ("answered", "open"));
    ward.nurse().undo().unwrap();
    assert_eq!(ward.word("kind"), "open");
    refused!(ward.nurse().undo(), Refusal::NothingToUndo);
    ward.nurse().redo().unwrap();
    assert_eq!((ward.word("kind"), ward.word("approach")), ("answered", "open"));
    ward.nurse().redo().unwrap();
    assert_eq!(ward.word("approach"), "answered");
    refused!(ward.nurse().redo(), Refusal::NothingToRedo);
}

#[test]
fn redo_ends_with_the_next_change() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    ward.nurse().undo().unwrap();
    ward.nurse().answer("approach", "x").unwrap();
    refused!(ward.nurse().redo(), Refusal::NothingToRedo);
    assert_eq!(ward.word("kind"), "open");
}

#[test]
fn nobody_takes_back_what_somebody_else_or_another_station_recorded() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    refused!(ward.clinician().undo(), Refusal::NothingToUndo);
    refused!(ward.nurse().at("two").undo(), Refusal::NothingToUndo);
    ward.clinician().answer("approach", "x").unwrap();
    ward.by("jr:nurse").undo().expect("the same person, however they write their code");
    assert_eq!((ward.word("kind"), ward.word("approach")), ("open", "answered"));
}

#[test]
fn leaving_the_case_ends_what_can_be_taken_back() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    ward.nurse().hold().unwrap();
    refused!(ward.nurse().undo(), Refusal::NothingToUndo);
    ward.nurse().act(Act::Resume).unwrap();
    refused!(ward.nurse().undo(), Refusal::NothingToUndo);
    ward.nurse().answer("approach", "x").unwrap();
    ward.nurse().undo().unwrap();
    refused!(ward.nurse().undo(), Refusal::NothingToUndo);
    refused!(ward.nurse().because("all done").close(Outcome::Completed), Refusal::NotComplete { .. });
    ward.nurse().redo().unwrap();
    ward.nurse().because("double").close(Outcome::EnteredInError).unwrap();
    ward.nurse().reopen().unwrap();
    refused!(ward.nurse().undo(), Refusal::NothingToUndo);
}

#[test]
fn what_somebody_recorded_later_about_the_item_is_never_pulled_away_from_under_them() {
    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    ward.clinician().because("misread").answer("kind", "b").unwrap();
    refused!(ward.nurse().undo(), Refusal::TouchedSince { .. });
    ward.clinician().undo().unwrap();
    ward.nurse().undo().expect("it was taken back in the meantime");

    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    ward.clinician().note(Some("kind"), "seen").unwrap();
    refused!(ward.nurse().undo(), Refusal::TouchedSince { .. });

    let mut ward = Bench::day();
    ward.nurse().answer("kind", "a").unwrap();
    ward.nurse().undo().unwrap();
    ward.clinician().answer("kind", "b").unwrap();
    refused!(ward.nurse().redo(), Refusal::TouchedSince { .. });
}

#[test]
fn a_grouped_action_is_taken_back_and_put_back_as_one() {
    let mut ward = Bench::day();
    ward.nurse().preset("usual").unwrap();
    assert_eq!((ward.word("approach"), ward.word("amount")), ("answered", "answered"));
    ward.nurse().undo().unwrap();
    assert_eq!((ward.word("approach"), ward.word("amount")), ("open", "open"));
    ward.nurse().redo().unwrap();
    assert_eq!((ward.word("approach"), ward.word("amount")), ("answered", "answered"));
    ward.clinician().because("misread").answer("amount", "4").unwrap();
    refused!(ward.nurse().undo(), Refusal::TouchedSince { .. });
    assert_eq!(ward.word("approach"), "answered", "all of it or nothing");
}

#[test]
fn showing_the_code_is_nothing_to_take_back() {
    let mut ward = Bench::day();
    let facts = ward.clinician().answer("kind", "a").unwrap();
    assert!(matches!(facts[..], [Fact::Case(CaseFact::CodeConfirmed { .. }), Fact::Item(..)]), "{facts:?}");
    let undone = ward.clinician().without_code().undo().unwrap();
    assert_eq!(undone, [Fact::Case(CaseFact::Undone { entries: vec![3] })]);
    refused!(ward.clinician().undo(), Refusal::NothingToUndo);
    ward.clinician().without_code().answer("kind", "b").expect("the code was shown");
}

#[test]
fn notes_labels_attempts_and_stopping_are_taken_back_too() {
    let mut ward = Bench::day();
    ward.nurse().note(Some("kind"), "anxious").unwrap();
    assert_eq!(ward.case.notes(Some(ward.ix("kind"))).count(), 1);
    ward.nurse().undo().unwrap();
    assert_eq!(ward.case.notes(Some(ward.ix("kind"))).count(), 0);
    ward.nurse().act(Act::Label { label: Some(Text::from("Bay 3")), planned: None }).unwrap();
    assert_eq!(ward.case.label(), Some(&Text::from("Bay 3")));
    ward.nurse().undo().unwrap();
    assert_eq!(ward.case.label(), Some(&Text::from("Bay 2")));
    ward.nurse().act(Act::Contact { text: Text::from("rang") }).unwrap();
    ward.nurse().undo().unwrap();
    assert_eq!(ward.case.contacts().count(), 0);
    ward.walk_to("needle");
    ward.clinician().stop().unwrap();
    ward.clinician().undo().unwrap();
    assert_eq!(ward.case.stopped(), None);
}

#[test]
fn what_is_put_back_later_passes_the_gates_of_a_first_answer() {
    let mut ward = Bench::at("time-out");
    ward.nurse().tick("name-said").unwrap();
    ward.nurse().undo().unwrap();
    ward.clinician().at("two").again().answer("temp", "38.4").unwrap();
    refused!(ward.nurse().redo(), Refusal::StopStands { .. });
    ward.clinician().at("two").again().answer("temp", "37").unwrap();
    ward.nurse().redo().unwrap();
}

/// Of two things taken back, the one taken back before the stop is not put back "at once".
#[test]
fn what_was_taken_back_before_a_stop_is_not_put_back_behind_what_was_taken_back_after_it() {
    let mut ward = Bench::at("time-out");
    ward.says(&[("name-said", ""), ("side-said", "")]);
    ward.nurse().undo().unwrap();
    ward.clinician().at("two").again().answer("temp", "38.4").unwrap();
    ward.nurse().undo().unwrap();
    ward.nurse().redo().expect("the first stood when the stop was recorded, and stands again");
    refused!(ward.nurse().redo(), Refusal::StopStands { .. });
    assert_eq!((ward.word("name-said"), ward.word("side-said")), ("answered", "open"));
}

#[test]
fn a_withdrawal_is_not_put_back_over_a_stop_that_stands_by_now() {
    let mut ward = Bench::day();
    ward.nurse().answer("antiseptic", "iodine").unwrap();
    ward.nurse().withdraw("antiseptic").unwrap();
    ward.nurse().undo().unwrap();
    ward.clinician().answer("allergies", "iodine").unwrap();
    refused!(ward.nurse().redo(), Refusal::StopStands { .. });
}

#[test]
fn undo_never_reaches_into_what_was_signed_off() {
    let mut ward = Bench::at("time-out");
    ward.by(CLINICIAN).sign("pre-procedure").unwrap();
    refused!(ward.nurse().undo(), Refusal::SignedOff { .. });
    ward.nurse().act(Act::Note { item: Some(id("kind")), text: Text::from("seen") }).unwrap();
    ward.nurse().undo().expect("a note changes nothing that was signed");
}
