//! Rule 2: every check can say no.

use super::prelude::*;

#[test]
fn not_right_on_a_critical_check_is_a_stop() {
    let mut ward = Bench::at("skin");
    ward.nurse().with("DK:clinician").tick("labelled").unwrap();
    ward.nurse().not_right("prepped", "still wet").unwrap();
    assert_eq!(ward.stops("prepped"), ["Not right: still wet. Put it right and check again."]);
    assert!(!ward.section("skin").is_complete());
    refused!(ward.nurse().tick("needle-in"), Refusal::StopStands { .. });
    ward.nurse().again().tick("prepped").unwrap();
    assert_eq!(ward.stops("prepped"), [""; 0]);
}

#[test]
fn not_right_on_a_required_or_routine_check_is_a_caution() {
    let mut ward = Bench::at("check-in");
    for item in ["clothing", "leaflet"] {
        ward.nurse().not_right(item, "not found").unwrap();
        assert_eq!(ward.stops(item), [""; 0]);
        let cautions: Vec<String> = ward.case.cautions(ward.ix(item)).iter().map(ToString::to_string).collect();
        assert_eq!(cautions, ["Not right: not found"]);
    }
}

#[test]
fn a_two_person_check_says_no_with_one_person() {
    let mut ward = Bench::at("skin");
    refused!(ward.nurse().tick("labelled"), Refusal::SecondNeeded { .. });
    ward.by(NURSE).not_right("labelled", "no expiry date").unwrap();
    assert_eq!(ward.word("labelled"), "answered");
    assert_eq!(ward.stops("labelled").len(), 1);
}

#[test]
fn not_right_needs_its_reason_and_fits_checks_only() {
    let mut ward = Bench::at("check-in");
    refused!(ward.nurse().not_right("clothing", "  "), Refusal::Misfit { misfit: Misfit::Missing { .. }, .. });
    refused!(ward.nurse().not_right("escort", "late"), Refusal::Misfit { misfit: Misfit::NotACheck { .. }, .. });
}
