//! Deferral: to a later phase, where the item comes back; nothing is completed with one open.

use super::prelude::*;

#[test]
fn an_item_is_put_off_to_the_next_phase_unless_another_later_one_is_named() {
    for to in [None, Some("procedure"), Some("post-procedure")] {
        let facts = Bench::day().nurse().put_off("diary", to).unwrap();
        let [Fact::Item(_, ItemFact::Deferred { to: lands, .. })] = &facts[..] else { panic!("{facts:?}") };
        assert_eq!(lands.as_str(), to.unwrap_or("procedure"));
    }
    let mut ward = Bench::day();
    refused!(ward.nurse().put_off("diary", Some("pre-procedure")), Refusal::UnknownPhase { .. });
    refused!(ward.nurse().put_off("diary", Some("nowhere")), Refusal::UnknownPhase { .. });
    refused!(ward.nurse().because("").put_off("diary", None), Refusal::ReasonMissing);
}

#[test]
fn what_was_put_off_comes_back_as_the_first_thing_of_its_phase() {
    let mut ward = Bench::day();
    ward.nurse().put_off("diary", None).unwrap();
    ward.nurse().put_off("clothing", Some("post-procedure")).unwrap_err();
    ward.walk_to("check-in");
    ward.nurse().put_off("clothing", Some("post-procedure")).unwrap();
    ward.walk_to("time-out");
    assert_eq!(ward.phase("pre-procedure").words(), "complete except 2 deferred");
    assert_eq!(ward.next(), "diary");
    ward.nurse().answer("diary", "brought").unwrap();
    assert_eq!(ward.next(), "name-said");
    assert_eq!(ward.phase("pre-procedure").words(), "complete except 1 deferred");
    ward.walk_to("recovery");
    assert_eq!(ward.next(), "clothing");
    ward.nurse().tick("clothing").unwrap();
    assert_eq!(ward.phase("pre-procedure").words(), "complete");
    assert_eq!(ward.next(), "weakness");
}

#[test]
fn a_case_with_something_put_off_does_not_close_as_completed() {
    let mut ward = Bench::day();
    ward.nurse().put_off("diary", None).unwrap();
    ward.walk_through();
    assert_eq!(ward.next(), "diary", "it is the last thing to do");
    refused!(ward.nurse().close(Outcome::Completed), Refusal::NotComplete { .. });
    ward.nurse().set_aside("diary").unwrap();
    ward.nurse().close(Outcome::Completed).unwrap();
}

#[test]
fn what_was_put_off_is_answered_through_the_gates_of_a_first_answer() {
    let mut ward = Bench::at("check-in");
    ward.nurse().put_off("clothing", None).unwrap();
    ward.walk_to("time-out");
    ward.nurse().because("wrong bay").withdraw("kind").unwrap();
    refused!(ward.nurse().tick("clothing"), Refusal::Gate { .. });
}

#[test]
fn readings_that_were_withdrawn_are_not_those_of_what_is_put_off() {
    let mut ward = Bench::day();
    ward.nurse().answer("amount", "8").unwrap();
    ward.nurse().again().answer("amount", "4").unwrap();
    assert_eq!(ward.readings("amount"), ["8 mg", "4 mg"]);
    ward.nurse().withdraw("amount").unwrap();
    ward.nurse().put_off("amount", None).unwrap();
    assert_eq!(ward.readings("amount"), [""; 0]);
}

/// Passed over in the phase to which it was put off, it is not forgotten until the last follow-up.
#[test]
fn what_was_put_off_to_a_phase_that_is_over_comes_back_in_the_next() {
    let mut ward = Bench::day();
    ward.nurse().put_off("diary", None).unwrap();
    ward.walk_to("recovery");
    assert_eq!(ward.next(), "diary");
    ward.walk_to("week");
    assert_eq!(ward.next(), "diary", "and does not wait for the follow-up's date");
    ward.nurse().answer("diary", "read").unwrap();
    assert_eq!(ward.next(), "wait week");
}
