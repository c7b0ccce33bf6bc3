//! The commands about follow-ups: attempts, contacts that were not planned, giving one up.

use super::{adds, kinds, ward};

#[test]
fn attempts_are_counted_until_a_follow_up_may_be_given_up() {
    let ward = ward();
    let code = &ward.new_case("day");
    ward.refused(code, &["attempt", code, "recovery", "retry"], &["\"recovery\" is not a follow-up; use week-1"]);
    ward.refused(code, &["lost", code, "recovery", "--reason", "away"], &["\"recovery\" is not a follow-up"]);
    assert_eq!(ward.run(&["attempt", code, "week-1", "rang"]).code, 2);
    ward.fine(&["answer", code, "left-at", "now"]);

    ward.refused(code, &["attempt", code, "week-1", "reached"], &["One week is due", "--early"]);
    let (said, added) = adds(&ward, &["attempt", code, "week-1", "retry", "--text", "no answer", "--early"]);
    assert_eq!(said.out, "week-1: not reached, to be tried again (attempt 1)\n");
    assert_eq!(
        (kinds(&added), &added[0]["result"], &added[0]["text"]),
        (vec!["attempted"], &"retry".into(), &"no answer".into())
    );
    ward.refused(code, &["lost", code, "week-1", "--reason", "away"], &["1 of 2 attempts are recorded; try again"]);
    let (said, _) = adds(&ward, &["attempt", code, "week-1", "letter"]);
    assert_eq!(said.out, "week-1: letter sent (attempt 2)\n");
    ward.fine(&["attempt", code, "week-1", "reached"]);
    ward.refused(code, &["lost", code, "week-1", "--reason", "away"], &["the patient was reached"]);
    ward.fine(&["attempt", code, "week-1", "retry"]);
    let (said, added) = adds(&ward, &["lost", code, "week-1", "--reason", "moved away"]);
    assert_eq!(said.out, "week-1: lost to follow-up\n");
    assert_eq!((kinds(&added), &added[0]["reason"]), (vec!["lost-to-follow-up"], &"moved away".into()));
    ward.refused(code, &["lost", code, "week-1", "--reason", "moved away"], &["was given up already"]);
    let shown = ward.fine(&["show", code]).out;
    assert!(
        shown.contains("lost to follow-up: moved away")
            && shown.contains("attempt  not reached, to be tried again: no answer"),
        "{shown}"
    );
}

#[test]
fn a_contact_that_was_not_planned_is_recorded_at_any_time() {
    let ward = ward();
    let code = &ward.new_case("day");
    let (said, added) = adds(&ward, &["contact", code, "rang", "about a headache", "--at", "yesterday 20:00"]);
    assert_eq!(said.out, format!("{code}: contact recorded: rang about a headache\n"));
    assert_eq!((kinds(&added), &added[0]["text"]), (vec!["contacted"], &"rang about a headache".into()));
    assert!(added[0]["done_at"].is_string());
    assert!(ward.fine(&["show", code]).out.contains("contact not planned  rang about a headache"));
    ward.refused(code, &["contact", code, " "], &["a contact needs words"]);
}

#[test]
fn where_a_checklist_has_none_that_is_said() {
    let (ward, code) = crate::ward::small_case();
    let none = "; this checklist has none\n";
    ward.refused(&code, &["attempt", &code, "ready", "reached"], &["\"ready\" is not a follow-up", none]);
    ward.refused(&code, &["lost", &code, "ready", "--reason", "moved away"], &[none]);
    ward.refused(&code, &["preset", &code, "usual"], &["there is no preset \"usual\"", none]);
    ward.refused(&code, &["crisis", &code, "fire", "called"], &["there is no crisis card \"fire\"", none]);
}

#[test]
fn a_command_says_that_it_is_early() {
    let ward = ward();
    let code = ward.new_case("day");
    ward.fine(&["answer", &code, "left-at", "now"]);
    for early in [vec!["answer", &code, "well"], vec!["override", &code, "well", "--reason", "not reachable"]] {
        ward.refused_as(crate::ward::CLINICIAN, &code, &early, &["One week is due", "say so (--early)"]);
        ward.fine_as(crate::ward::CLINICIAN, &[early, vec!["--early"]].concat());
        ward.fine_as(crate::ward::CLINICIAN, &["undo", &code]);
    }
}
