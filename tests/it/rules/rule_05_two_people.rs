//! Rule 5: two different people, for an item or for a section, and what a confirmation rests on.

use super::prelude::*;

#[test]
fn two_people_have_two_codes_whatever_the_case_of_their_letters() {
    let mut ward = Bench::at("skin");
    refused!(ward.nurse().tick("labelled"), Refusal::SecondNeeded { .. });
    refused!(ward.nurse().with("JR:nurse").tick("labelled"), Refusal::SamePerson { .. });
    refused!(ward.nurse().with("jr:clinician").tick("labelled"), Refusal::SamePerson { .. });
    refused!(ward.nurse().with("TR:trainee").tick("labelled"), Refusal::TraineeSecond { .. });
    ward.nurse().with("AB:nurse").tick("labelled").unwrap();
    assert_eq!(ward.word("labelled"), "answered");
}

#[test]
fn an_item_for_one_person_takes_no_second() {
    let mut ward = Bench::day();
    refused!(ward.nurse().with(CLINICIAN).answer("kind", "a"), Refusal::NoSecond { .. });
}

#[test]
fn a_section_is_agreed_once_as_a_whole_after_each_of_its_lines() {
    let mut ward = Bench::at("time-out");
    for item in ["name-said", "side-said", "level-said"] {
        refused!(ward.nurse().with(CLINICIAN).tick("time-out-agreed"), Refusal::ConfirmsOpen { .. });
        ward.nurse().tick(item).expect("each line by one person");
    }
    assert!(!ward.section("time-out").is_complete());
    refused!(ward.nurse().tick("time-out-agreed"), Refusal::SecondNeeded { .. });
    ward.nurse().with(CLINICIAN).tick("time-out-agreed").unwrap();
    assert!(ward.section("time-out").is_complete());
}

#[test]
fn nobody_agrees_over_a_stop() {
    let mut ward = Bench::at("time-out");
    ward.says(&[("name-said", ""), ("side-said", "")]);
    ward.nurse().not_right("level-said", "another level").unwrap();
    refused!(ward.nurse().with(CLINICIAN).tick("time-out-agreed"), Refusal::StopStands { .. });
    ward.nurse().not_right("time-out-agreed", "another level").expect("it can be said that it is not right");
}

#[test]
fn a_confirmation_breaks_when_what_it_confirms_changes_and_only_an_undo_mends_it() {
    let mut ward = Bench::at("skin");
    ward.nurse().with(CLINICIAN).tick("labelled").unwrap();
    ward.nurse().because("misread").answer("amount", "20").unwrap();
    assert_eq!(ward.word("labelled"), "open");
    assert!(ward.case.is_broken(ward.ix("labelled")));
    refused!(ward.nurse().answer("needle-in", ""), Refusal::Gate { .. });
    ward.nurse().because("was right").answer("amount", "1").unwrap();
    assert_eq!(ward.word("labelled"), "open", "a correction back does not mend it: nobody read it aloud");
    ward.nurse().undo().unwrap();
    ward.nurse().undo().unwrap();
    assert_eq!(ward.word("labelled"), "answered", "an undo does");
    ward.nurse().redo().unwrap();
    refused!(ward.nurse().tick("labelled"), Refusal::SecondNeeded { .. });
    ward.nurse().with(CLINICIAN).tick("labelled").expect("the same again confirms anew");
    assert_eq!(ward.word("labelled"), "answered");
}

/// Undo reaches under a confirmation: what two people read aloud is not what stands now.
#[test]
fn a_confirmation_breaks_when_what_it_confirms_is_taken_back() {
    let mut ward = Bench::at("skin");
    ward.nurse().because("misread").answer("amount", "5").unwrap();
    ward.by("AB:nurse").with(CLINICIAN).tick("labelled").unwrap();
    ward.nurse().undo().unwrap();
    assert_eq!(ward.answer("amount").as_deref(), Some("1 mg"));
    assert_eq!(ward.word("labelled"), "open");
    assert!(ward.case.is_broken(ward.ix("labelled")));
    ward.nurse().redo().unwrap();
    assert_eq!(ward.word("labelled"), "answered");
}

#[test]
fn a_confirmation_breaks_when_what_it_confirms_is_withdrawn_or_applies_no_more() {
    let part = item("part", "critical", json!({ "when": { "item": "base", "is": ["a"] } }));
    let whole = item("whole", "critical", json!({ "confirms": ["part"] }));
    let sheet = one_section(vec![choice("base", "critical", &["a", "b"]), part, whole, check("end", "routine")]);
    let confirmed = || {
        let mut ward = Bench::of(&sheet);
        ward.says(&[("base", "a"), ("part", ""), ("whole", "")]);
        ward
    };
    let mut ward = confirmed();
    ward.nurse().withdraw("part").unwrap();
    assert_eq!(ward.word("whole"), "open");
    refused!(ward.nurse().tick("whole"), Refusal::ConfirmsOpen { .. });

    let mut ward = confirmed();
    ward.nurse().because("misread").answer("base", "b").unwrap();
    assert_eq!((ward.word("part"), ward.word("whole")), ("inactive", "open"));
    ward.nurse().because("right").answer("base", "a").unwrap();
    assert_eq!((ward.word("part"), ward.word("whole")), ("answered", "answered"), "the same answer stands again");
}

/// Who went on in spite of what was not right did so for the values that stood there.
#[test]
fn an_override_of_a_confirmation_lapses_when_what_it_confirms_changes() {
    let mut ward = Bench::at("skin");
    ward.nurse().not_right("labelled", "smudged").unwrap();
    ward.clinician().because("read from the vial").go_on("labelled").unwrap();
    assert_eq!(ward.word("labelled"), "overridden");
    ward.nurse().because("misread").answer("amount", "20").unwrap();
    assert_eq!(ward.word("labelled"), "open");
    refused!(ward.nurse().tick("needle-in"), Refusal::StopStands { .. } | Refusal::Gate { .. });
}
