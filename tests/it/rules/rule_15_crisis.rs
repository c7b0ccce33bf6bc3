//! Rule 15: what was done in an emergency is recorded by anybody, in any state but closed, and waits for nothing.

use super::prelude::*;

const STAMPS: [CrisisStamp; 5] =
    [CrisisStamp::Opened, CrisisStamp::Called, CrisisStamp::DrugGiven, CrisisStamp::Arrived, CrisisStamp::Ended];

/// Every stamp, by somebody who never was at the case, has no code to show and no role.
fn stamped(ward: &mut Bench, what: &str) {
    for stamp in STAMPS {
        let facts = ward.by("XX:trainee").at("two").without_code().crisis(stamp);
        assert!(matches!(facts.as_deref(), Ok([Fact::Case(CaseFact::Crisis { .. })])), "{what}: {facts:?}");
    }
}

#[test]
fn a_crisis_is_stamped_in_every_state_of_a_case_that_is_not_closed() {
    stamped(&mut Bench::planned(), "planned");
    let mut ward = Bench::day();
    stamped(&mut ward, "just opened");
    ward.nurse().hold().unwrap();
    stamped(&mut ward, "held");
    ward.walk_to("check-in");
    ward.nurse().answer("temp", "38.4").unwrap();
    stamped(&mut ward, "a stop stands");
    ward.nurse().again().answer("temp", "37").unwrap();
    ward.walk_to("needle");
    ward.nurse().tick("needle-in").unwrap();
    stamped(&mut ward, "the needle is in");
    ward.clinician().stop().unwrap();
    stamped(&mut ward, "stopped");
    ward.walk_through();
    ward.clinician().because("done").close(Outcome::Stopped).unwrap();
    refused!(ward.nurse().crisis(CrisisStamp::Called), Refusal::Closed { .. });
}

#[test]
fn a_crisis_changes_nothing_in_the_checklist_and_breaks_no_sign_off() {
    let mut ward = Bench::at("time-out");
    ward.clinician().sign("pre-procedure").unwrap();
    let before = ward.clone();
    stamped(&mut ward, "signed");
    assert!(ward.case.stands_like(&before.case));
    assert!(!ward.signed("pre-procedure").is_broken());
}

#[test]
fn a_staff_list_does_not_stand_in_the_way() {
    let mut ward = Bench::day();
    ward.staff = Staff::listed(Vec::new());
    stamped(&mut ward, "listed");
}

#[test]
fn a_card_that_does_not_exist_is_told_of() {
    let act = Act::Crisis { card: id("flood"), stamp: CrisisStamp::Called, text: None };
    let words = Bench::day().nurse().act(act).unwrap_err().to_string();
    assert!(words.contains("use anaphylaxis"), "{words}");
}
