//! Rule 1: what each level must have, and critical items as gates to the next section.

use super::prelude::*;

#[test]
fn a_critical_item_is_answered_or_overridden_and_nothing_else() {
    let mut ward = Bench::at("check-in");
    refused!(ward.nurse().set_aside("temp"), Refusal::CriticalStays { .. });
    refused!(ward.nurse().put_off("temp", None), Refusal::CriticalStays { .. });
    ward.clinician().go_on("temp").unwrap();
    assert_eq!(ward.word("temp"), "overridden");
    ward.nurse().answer("temp", "36.8").unwrap();
    assert_eq!(ward.word("temp"), "answered");
    ward.nurse().again().answer("temp", "38.4").unwrap();
    assert_eq!(ward.stops("temp"), ["Fever."], "the override of an open item covers no fever");
}

#[test]
fn a_required_item_may_also_be_set_aside_or_put_off() {
    let mut ward = Bench::at("check-in");
    ward.nurse().set_aside("clothing").unwrap();
    ward.nurse().put_off("kit", None).unwrap();
    assert_eq!((ward.word("clothing"), ward.word("kit")), ("not-applicable", "deferred"));
    ward.says(&[("clothing", ""), ("kit", "")]);
    assert_eq!((ward.word("clothing"), ward.word("kit")), ("answered", "answered"));
}

#[test]
fn a_routine_item_may_stay_open_and_a_required_one_may_not() {
    let mut ward = Bench::at("check-in");
    for (item, words) in [("temp", "36.8"), ("escort", "present"), ("kit", "")] {
        assert!(!ward.section("check-in").is_complete());
        ward.nurse().answer(item, words).unwrap();
    }
    assert!(!ward.section("check-in").is_complete(), "clothing is required");
    ward.nurse().tick("clothing").unwrap();
    assert_eq!(ward.word("leaflet"), "open");
    assert!(ward.section("check-in").is_complete());
    assert_eq!(ward.section("check-in").words(), "complete");
}

#[test]
fn an_open_critical_item_keeps_the_next_section_closed_and_an_open_required_one_does_not() {
    let mut ward = Bench::at("check-in");
    refused!(ward.nurse().tick("name-said"), Refusal::Gate { .. });
    ward.nurse().answer("temp", "36.8").unwrap();
    refused!(ward.nurse().tick("name-said"), Refusal::Gate { .. });
    ward.nurse().answer("escort", "present").unwrap();
    assert_eq!(ward.word("clothing"), "open");
    ward.nurse().tick("name-said").unwrap();
}

#[test]
fn every_kind_of_first_entry_waits_for_the_gate() {
    let mut ward = Bench::at("check-in");
    refused!(ward.nurse().set_aside("name-said"), Refusal::Gate { .. });
    refused!(ward.nurse().put_off("name-said", None), Refusal::Gate { .. });
    refused!(ward.clinician().go_on("level-said"), Refusal::Gate { .. });
    refused!(ward.nurse().timer("dry"), Refusal::Gate { .. });
    refused!(ward.nurse().group("time-out"), Refusal::Gate { .. });
    refused!(ward.nurse().not_right("name-said", "another name"), Refusal::Gate { .. });
}

/// Judged when an entry is made: what changes later warns, and nobody is locked out of what they began.
#[test]
fn a_critical_item_that_opens_later_locks_nobody_out_of_what_is_recorded() {
    let mut ward = Bench::at("skin");
    ward.nurse().because("wrong bay").withdraw("escort").unwrap();
    assert_eq!(ward.word("escort"), "open");
    assert_eq!(ward.word("name-said"), "answered", "what was answered stays");
    ward.nurse().because("said again").not_right("name-said", "another name").unwrap();
    ward.nurse().note(Some("prepped"), "seen").unwrap();
    ward.nurse().answer("weakness", "none").unwrap();
    refused!(ward.nurse().tick("prepped"), Refusal::Gate { .. });
    assert_eq!(ward.section("check-in").critical_open, 1, "and it shows");
}
