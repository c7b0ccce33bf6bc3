//! Sign-off: a named person declares a phase complete, and what changes in it afterwards shows.

use super::prelude::*;

/// The phase before the procedure, complete and signed by the clinician.
fn signed() -> Bench {
    let mut ward = Bench::at("time-out");
    ward.clinician().sign("pre-procedure").unwrap();
    assert!(!ward.signed("pre-procedure").is_broken());
    ward
}

fn changed(ward: &Bench, phase: &str) -> Vec<String> {
    let changed = ward.signed(phase).changed;
    changed.into_iter().map(|ix| ward.case.checklist().item(ix).id.to_string()).collect()
}

#[test]
fn only_a_complete_phase_is_signed_off() {
    let mut ward = Bench::day();
    refused!(ward.clinician().sign("pre-procedure"), Refusal::PhaseIncomplete { .. });
    ward.walk_to("time-out");
    ward.nurse().because("wrong bay").withdraw("escort").unwrap();
    let words = ward.clinician().sign("pre-procedure").unwrap_err().to_string();
    assert!(words.contains("escort"), "{words}");
    ward.nurse().answer("escort", "none").unwrap();
    refused!(ward.clinician().sign("pre-procedure"), Refusal::PhaseIncomplete { .. });
    ward.clinician().go_on("escort").unwrap();
    ward.clinician().sign("pre-procedure").expect("overridden is settled");
    refused!(ward.clinician().sign("nowhere"), Refusal::UnknownPhase { .. });
}

#[test]
fn a_nurse_or_a_clinician_signs_and_a_trainee_does_not() {
    let mut ward = Bench::at("time-out");
    refused!(ward.by(TRAINEE).sign("pre-procedure"), Refusal::TraineeSigns { .. });
    ward.nurse().sign("pre-procedure").unwrap();
    assert_eq!(ward.nurse().sign("pre-procedure").unwrap(), [], "signed once is signed");
    ward.by(CLINICIAN).sign("pre-procedure").expect("a second person may sign as well");
    assert_eq!(ward.signed("pre-procedure").stamp.by.code.to_string(), "DK");
}

#[test]
fn a_correction_after_the_sign_off_needs_a_reason_and_breaks_it_visibly() {
    let mut ward = signed();
    refused!(ward.nurse().again().answer("temp", "37"), Refusal::SignedOff { .. });
    ward.nurse().because("measured again").again().answer("temp", "37").unwrap();
    assert_eq!(changed(&ward, "pre-procedure"), ["temp"]);
    assert!(ward.case.changed_after_sign_off(ward.ix("temp")));
    assert!(!ward.case.changed_after_sign_off(ward.ix("kind")));
    ward.nurse().undo().unwrap();
    assert!(!ward.signed("pre-procedure").is_broken(), "an undo mends it");
    ward.nurse().redo().expect("what is put back said why when it was recorded");
    assert_eq!(changed(&ward, "pre-procedure"), ["temp"]);
}

#[test]
fn the_first_answer_of_what_was_put_off_breaks_it_and_it_is_signed_again() {
    let mut ward = Bench::day();
    ward.nurse().put_off("diary", Some("procedure")).unwrap();
    ward.walk_to("time-out");
    ward.clinician().sign("pre-procedure").unwrap();
    refused!(ward.nurse().answer("diary", "brought"), Refusal::SignedOff { .. });
    ward.nurse().because("it came").answer("diary", "brought").unwrap();
    assert_eq!(changed(&ward, "pre-procedure"), ["diary"]);
    ward.nurse().because("and more").answer("diary", "brought both").expect("a broken sign-off asks no more");
    ward.clinician().sign("pre-procedure").unwrap();
    assert!(!ward.signed("pre-procedure").is_broken());
}

/// A phase whose items look at an answer of a later phase.
fn across() -> Bench {
    let later = is("later", &["b"]);
    let both = [is("stopped", &["y"]), later.clone()];
    let stopped = stops(choice("stopped", "required", &["x", "y"]), "Both.", "never", &both);
    let early = vec![item("early", "required", json!({ "when": later })), stopped];
    let late = vec![choice("later", "required", &["a", "b"]), check("end", "routine")];
    let mut ward = Bench::of(&sheet(vec![
        phase("pre-procedure", vec![plain("one", early)]),
        phase("post-procedure", vec![plain("two", late)]),
    ]));
    ward.says(&[("later", "a"), ("stopped", "y")]);
    ward.clinician().sign("pre-procedure").unwrap();
    ward
}

#[test]
fn a_change_in_another_phase_that_reaches_into_it_breaks_it() {
    let mut ward = across();
    refused!(ward.nurse().again().answer("later", "b"), Refusal::SignedOff { .. });
    ward.nurse().because("misread").answer("later", "b").unwrap();
    assert_eq!(changed(&ward, "pre-procedure"), ["early", "stopped"], "one applies now, a stop stands on the other");
}

/// What waits for an answer again keeps the phase from being complete: the sign-off shows it. A stop waits only for what
/// comes before it.
#[test]
fn what_becomes_unknown_breaks_it() {
    let mut ward = across();
    ward.nurse().because("wrong bay").withdraw("later").unwrap();
    assert!(!ward.phase("pre-procedure").is_complete());
    assert_eq!(changed(&ward, "pre-procedure"), ["early"]);
}

/// The tick came while the sign-off was broken, and asked no reason; taken back and put back at once it asks none.
#[test]
fn what_is_put_back_at_once_stands_as_it_stood() {
    let mut ward = Bench::at("time-out");
    ward.nurse().because("not this one").withdraw("leaflet").unwrap();
    ward.clinician().sign("pre-procedure").unwrap();
    ward.by("AB:nurse").because("asked again").answer("diary", "brought").unwrap();
    ward.nurse().tick("leaflet").expect("broken already");
    ward.by("AB:nurse").undo().unwrap();
    ward.nurse().undo().unwrap();
    assert!(!ward.signed("pre-procedure").is_broken());
    ward.nurse().redo().unwrap();
    assert_eq!(changed(&ward, "pre-procedure"), ["leaflet"], "and it shows");
    ward.nurse().undo().unwrap();
    ward.by("AB:nurse").note(None, "seen").unwrap();
    refused!(ward.nurse().redo(), Refusal::SignedOff { .. });
}

#[test]
fn what_changes_nothing_in_the_phase_breaks_nothing_and_asks_no_reason() {
    let mut ward = signed();
    ward.nurse().note(Some("temp"), "felt warm").unwrap();
    ward.nurse().tell("temp", "DK").unwrap();
    ward.nurse().tick("name-said").unwrap();
    ward.nurse().hold().unwrap();
    assert!(!ward.signed("pre-procedure").is_broken());
}

#[test]
fn an_open_routine_item_ticked_after_the_sign_off_breaks_it_too() {
    let mut ward = Bench::at("check-in");
    ward.says(&[("temp", "36.8"), ("escort", "present"), ("clothing", ""), ("kit", "")]);
    ward.clinician().sign("pre-procedure").expect("routine items may stay open");
    refused!(ward.nurse().tick("leaflet"), Refusal::SignedOff { .. });
    ward.nurse().because("given at the door").tick("leaflet").unwrap();
    assert_eq!(changed(&ward, "pre-procedure"), ["leaflet"]);
}

#[test]
fn a_stopped_procedure_breaks_the_sign_off_of_what_it_ends_and_says_what_was_not_done() {
    let mut ward = signed();
    ward.walk_to("needle");
    ward.clinician().because("vessel").stop().unwrap();
    assert!(!ward.signed("pre-procedure").is_broken(), "all of it was done");
    ward.clinician().sign("procedure").unwrap();
    assert_eq!(ward.phase("procedure").words(), "complete except 9 not done");
    ward.clinician().because("went on").reopen().unwrap();
    assert!(ward.signed("procedure").is_broken());
}
