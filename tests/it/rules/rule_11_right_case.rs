//! Rule 11: the right case, shown by its code when somebody comes to it and when the procedure begins.

use super::prelude::*;

#[test]
fn whoever_opened_the_case_is_not_asked_and_whoever_comes_second_is() {
    let mut ward = Bench::day();
    ward.nurse().without_code().answer("kind", "a").unwrap();
    let said = ward.clinician().without_code().answer("approach", "x");
    refused!(said, Refusal::CodeAsked { why: CodeAsked::NewOperator });
    let facts = ward.clinician().answer("approach", "x").unwrap();
    assert!(matches!(facts[0], Fact::Case(CaseFact::CodeConfirmed { how: Confirmed::Typed })), "{facts:?}");
    ward.clinician().without_code().answer("diary", "read").expect("it was shown once");
    let said = ward.nurse().at("two").without_code().answer("amount", "2");
    refused!(said, Refusal::CodeAsked { why: CodeAsked::NewOperator });
}

#[test]
fn whoever_left_the_case_is_asked_when_they_come_back_after_ten_minutes() {
    let mut ward = Bench::day();
    ward.nurse().hold().unwrap();
    ward.minutes(10);
    refused!(ward.nurse().without_code().answer("kind", "a"), Refusal::CodeAsked { why: CodeAsked::Resume });
    refused!(ward.nurse().without_code().act(Act::Resume), Refusal::CodeAsked { why: CodeAsked::Resume });
    ward.nurse().act(Act::Resume).unwrap();
    assert_eq!(ward.case.hold(), None);
    ward.nurse().without_code().answer("kind", "a").unwrap();
}

/// The screens are started again, or the list was looked at: by a kill the case is not even held.
#[test]
fn whoever_is_back_within_ten_minutes_of_their_last_entry_there_is_not_asked_again() {
    for is_held in [true, false] {
        let mut ward = Bench::day();
        ward.nurse().answer("kind", "a").unwrap();
        if is_held {
            ward.nurse().hold().unwrap();
        }
        ward.minutes(9);
        let late = |ward: &mut Bench| ward.nurse().at("two").without_code().answer("approach", "x").unwrap_err();
        assert!(matches!(late(&mut ward), Refusal::CodeAsked { .. }), "another station is another screen");
        refused!(ward.clinician().without_code().answer("approach", "x"), Refusal::CodeAsked { .. });
        ward.nurse().without_code().answer("approach", "x").unwrap();
        ward.minutes(9);
        ward.nurse().without_code().answer("diary", "read").expect("ten minutes count from the last entry");
        ward.minutes(10);
        refused!(ward.nurse().without_code().act(Act::Undo), Refusal::CodeAsked { why: CodeAsked::Resume });
    }
}

#[test]
fn a_note_written_too_late_or_a_case_closed_meanwhile_brings_nobody_back() {
    let mut ward = Bench::day();
    ward.nurse().hold().unwrap();
    ward.minutes(10);
    ward.nurse().without_code().note(None, "pale").unwrap();
    refused!(ward.nurse().without_code().answer("kind", "a"), Refusal::CodeAsked { why: CodeAsked::Resume });
    let mut ward = Bench::day();
    ward.nurse().hold().unwrap();
    ward.nurse().because("double").close(Outcome::EnteredInError).unwrap();
    ward.nurse().without_code().reopen().unwrap();
    refused!(ward.nurse().without_code().answer("kind", "a"), Refusal::CodeAsked { why: CodeAsked::Resume });
}

/// Whoever holds the case at a station leaves it for everybody there: the next case on that screen is another one.
#[test]
fn a_hold_is_left_by_everybody_at_its_station_and_by_nobody_elsewhere() {
    let mut ward = Bench::day();
    ward.clinician().answer("kind", "a").unwrap();
    ward.minutes(9);
    ward.nurse().at("two").answer("approach", "x").unwrap();
    ward.nurse().hold().unwrap();
    ward.minutes(1);
    refused!(ward.clinician().without_code().answer("diary", "read"), Refusal::CodeAsked { why: CodeAsked::Resume });
    ward.nurse().at("two").without_code().answer("diary", "read").expect("nothing was left there");
}

#[test]
fn a_case_that_was_closed_asks_whoever_reopens_it() {
    let mut ward = Bench::day();
    ward.nurse().because("double").close(Outcome::EnteredInError).unwrap();
    ward.minutes(30 * 24 * 60);
    ward.nurse().without_code().reopen().unwrap();
    refused!(ward.nurse().without_code().answer("kind", "a"), Refusal::CodeAsked { why: CodeAsked::Resume });
    ward.nurse().answer("kind", "a").unwrap();
}

#[test]
fn everybody_is_asked_when_the_procedure_begins_and_nobody_for_what_follows() {
    let mut ward = Bench::at("time-out");
    refused!(ward.nurse().without_code().tick("name-said"), Refusal::CodeAsked { why: CodeAsked::Procedure });
    ward.nurse().tick("name-said").unwrap();
    ward.nurse().without_code().tick("side-said").unwrap();
}

/// Nothing of it begins the procedure: its record comes from beside the case's way.
#[test]
fn the_procedure_still_asks_when_something_in_recovery_was_recorded_before() {
    let mut ward = Bench::at("time-out");
    ward.nurse().without_code().answer("weakness", "none").unwrap();
    refused!(ward.nurse().without_code().tick("name-said"), Refusal::CodeAsked { why: CodeAsked::Procedure });
}

#[test]
fn a_preset_that_reaches_into_the_procedure_begins_it() {
    let before = section("before", "form", json!({}), vec![choice("plan", "required", &["a", "b"])]);
    let during = section("during", "form", json!({}), vec![choice("way", "required", &["a", "b"])]);
    let mut both = sheet(vec![phase("pre-procedure", vec![before]), phase("procedure", vec![during])]);
    both["presets"] = json!([{ "id": "usual", "title": "Usual", "answers": { "plan": "a", "way": "a" } }]);
    let mut ward = Bench::of(&both);
    refused!(ward.nurse().without_code().preset("usual"), Refusal::CodeAsked { why: CodeAsked::Procedure });
    ward.nurse().preset("usual").unwrap();
}

#[test]
fn what_must_never_wait_is_never_asked_for_a_code() {
    let mut ward = Bench::at("time-out");
    ward.nurse().hold().unwrap();
    for who in [NURSE, CLINICIAN] {
        ward.by(who).without_code().answer("weakness", "new").unwrap_or_default();
        ward.by(who).without_code().note(None, "pale").unwrap();
        ward.by(who).without_code().tell("weakness", "DK").unwrap();
        ward.by(who).without_code().crisis(CrisisStamp::Called).unwrap();
    }
    assert_eq!(ward.word("weakness"), "answered");
    ward.clinician().without_code().stop().expect("stopping never waits");
}

#[test]
fn undo_and_sign_off_ask_as_well() {
    let mut ward = Bench::at("time-out");
    refused!(ward.clinician().without_code().sign("pre-procedure"), Refusal::CodeAsked { why: CodeAsked::NewOperator });
    ward.clinician().act(Act::ConfirmCode).unwrap();
    assert_eq!(ward.clinician().act(Act::ConfirmCode).unwrap(), [], "shown once is shown");
    ward.clinician().without_code().sign("pre-procedure").unwrap();
}

#[test]
fn a_code_is_proven_by_its_last_two_characters_or_by_its_slip_and_by_nothing_else() {
    let right = code(1);
    let whole = right.to_string();
    let last = right.last_two();
    assert_eq!(right.proven_by(&last), Some(Confirmed::Typed));
    assert_eq!(right.proven_by(&format!(" {} ", last.to_lowercase())), Some(Confirmed::Typed));
    assert_eq!(right.proven_by(&whole), Some(Confirmed::Scanned));
    assert_eq!(right.proven_by(&whole.to_lowercase()), Some(Confirmed::Scanned));
    let other = code(9).to_string();
    let first = &whole[..2];
    for wrong in ["", " ", &last[..1], first, &whole[..7], other.as_str(), "??", &format!("{last}{last}")] {
        assert_eq!(right.proven_by(wrong), None, "{wrong}");
    }
}

/// A sign-off says how many entries there were and which was the last: the code that comes with it is not one of them.
#[test]
fn a_sign_off_with_the_code_names_the_line_before_it() {
    let mut ward = Bench::at("time-out");
    let (entries, head) = (ward.case.entries().len() as u64, ward.case.head());
    let facts = ward.clinician().sign("pre-procedure").unwrap();
    assert!(matches!(facts[0], Fact::Case(CaseFact::Signed { .. })), "{facts:?}");
    assert_eq!((ward.signed("pre-procedure").entries, ward.signed("pre-procedure").head), (entries, head));
    let signed = |line: &Line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::Signed { .. })));
    let line = ward.case.entries().iter().position(signed);
    assert_eq!(line, usize::try_from(entries).ok());
}
