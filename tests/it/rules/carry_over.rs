//! Checks of the room, made once a day and carried to the day's other cases.

use super::prelude::*;

fn made(at: &str) -> Carried {
    Carried { code: code(9), by: who(CLINICIAN), at: moment(at) }
}

#[test]
fn a_check_of_the_room_is_carried_for_the_rest_of_its_day_and_not_longer() {
    // In Zurich the day of the bench began at 23:00 UTC of the day before.
    for (at, fits) in [
        ("2026-11-23T07:00:00Z", true),
        ("2026-11-22T23:00:00Z", true),
        ("2026-11-22T22:59:59Z", false),
        ("2026-11-16T07:00:00Z", false),
        ("2026-11-23T08:40:00Z", false),
    ] {
        let mut ward = Bench::at("check-in");
        ward.clock("2026-11-23T08:30:00Z");
        let said = ward.nurse().carried(made(at)).tick("kit");
        assert_eq!(said.is_ok(), fits, "{at}: {said:?}");
    }
}

#[test]
fn what_was_carried_says_who_made_it_where_and_when() {
    let mut ward = Bench::at("check-in");
    let from = made("2026-11-23T07:00:00Z");
    let facts = ward.nurse().carried(from.clone()).tick("kit").unwrap();
    let [Fact::Item(_, ItemFact::Answered { carried, .. })] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(carried.as_ref(), Some(&from));
}

#[test]
fn only_a_check_of_the_room_that_is_in_order_is_carried() {
    let mut ward = Bench::at("check-in");
    let from = || made("2026-11-23T07:00:00Z");
    refused!(ward.nurse().carried(from()).tick("clothing"), Refusal::NotCarried { .. });
    refused!(ward.nurse().carried(from()).answer("escort", "present"), Refusal::NotCarried { .. });
    let not_right = Answer::NotRight("suction is missing".into());
    refused!(ward.nurse().carried(from()).give("kit", not_right), Refusal::NotCarried { .. });
    refused!(ward.nurse().carried(Carried { code: code(1), ..from() }).tick("kit"), Refusal::NotCarried { .. });
    assert_eq!(ward.word("kit"), "open");
}
