//! `answer … --carried`: a check of the room, made once a day at a station, holds for the day's other cases.

use super::{adds, json, record_at, ward};
use crate::ward::{Said, Ward, data, wait};
use periop::domain::{Answer, Now, case::Act};
use std::fs;

fn kit(answer: Answer) -> Act {
    Act::Answer { item: "kit".parse().unwrap(), answer, second: None, reason: None, again: false, carried: None }
}

fn carry(ward: &Ward, code: &str) -> Said {
    ward.run(&["answer", code, "kit", "--carried"])
}

fn refused(ward: &Ward, code: &str) {
    let none = "kit (Check the emergency kit of the room) was found in order in no other case at this station today";
    ward.refused(code, &["answer", code, "kit", "--carried"], &[none, "make the check here"]);
}

#[test]
fn a_check_carried_again_keeps_its_first_maker_and_time() {
    let ward = ward();
    let (first, second, third) = (ward.new_case("day"), ward.new_case("day"), ward.new_case("day"));
    refused(&ward, &first);
    ward.fine_as("AB:nurse", &["answer", &first, "kit"]);
    let (said, added) = adds(&ward, &["answer", &second, "kit", "--carried"]);
    assert!(said.out.contains(&format!("by AB in case {first})")), "{said:?}");
    let made = added.last().unwrap()["carried"].clone();
    assert_eq!((&made["code"], &made["by"]["code"]), (&first.as_str().into(), &"AB".into()));

    let (_, added) = adds(&ward, &["answer", &third, "kit", "--carried"]);
    assert_eq!(added.last().unwrap()["carried"], made, "made in the first");
    assert_eq!(json(&ward, &["show", &third, "--json"], 0)["code"], third.as_str());
    assert_eq!(ward.item(&third, "kit")["carried"], made);
}

/// Withdrawn where it was made, or made in a case that should not have been, it lives on in no other case.
#[test]
fn a_check_that_does_not_hold_where_it_was_made_is_carried_no_further() {
    let ward = ward();
    let ends: [&[&str]; 2] = [
        &["withdraw", "CODE", "kit", "--reason", "another bay"],
        &["close", "CODE", "--outcome", "entered-in-error", "--reason", "another bay"],
    ];
    for end in ends {
        let (first, second, third) = (ward.new_case("day"), ward.new_case("day"), ward.new_case("day"));
        ward.fine(&["answer", &first, "kit"]);
        assert_eq!(carry(&ward, &second).code, 0);
        let end: Vec<&str> = end.iter().map(|word| if *word == "CODE" { first.as_str() } else { word }).collect();
        ward.fine(&end);
        refused(&ward, &third);
    }
}

#[test]
fn what_was_checked_elsewhere_or_on_another_day_is_not_carried() {
    let ward = ward();
    let now = periop::clock::now();
    let here = ward.new_case("day");
    let far = ward.new_case("day");
    record_at(&ward, &far, "other-room", &now, kit(Answer::Done)).unwrap();
    refused(&ward, &here);

    let old = ward.new_case("day");
    let yesterday = Now { at: now.at.plus_seconds(-24 * 3600), zone: now.zone.clone() };
    record_at(&ward, &old, "test", &yesterday, kit(Answer::Done)).unwrap();
    refused(&ward, &here);

    let night = fs::read_to_string(data("commands/day.json")).unwrap().replace("\"id\": \"day\"", "\"id\": \"night\"");
    fs::write(ward.site().join("night.json"), night).unwrap();
    let other = ward.new_case("night");
    ward.fine(&["answer", &other, "kit"]);
    refused(&ward, &here);

    let same = ward.new_case("day");
    ward.fine(&["answer", &same, "kit"]);
    ward.fine(&["close", &same, "--outcome", "cancelled", "--reason", "patient is ill"]);
    assert_eq!(carry(&ward, &here).code, 0, "also from a case that is closed since");

    let mut command = ward.command("JR:nurse", &["answer", &far, "kit", "--carried", "--reason", "moved"]);
    command.env("PERIOP_STATION", "third-room");
    assert_eq!(wait(command).code, 1, "not at another station");
}

#[test]
fn a_room_that_was_last_found_not_right_carries_nothing_over() {
    let ward = ward();
    let (good, bad, here) = (ward.new_case("day"), ward.new_case("day"), ward.new_case("day"));
    ward.fine(&["answer", &good, "kit"]);
    ward.fine(&["answer", &bad, "kit", "--not-right", "bag is empty"]);
    refused(&ward, &here);
    ward.fine(&["again", &bad, "kit"]);
    assert_eq!(carry(&ward, &here).code, 0, "put right and checked again");
}

#[test]
fn only_a_check_of_the_room_is_carried() {
    let ward = ward();
    let (one, two) = (ward.new_case("day"), ward.new_case("day"));
    ward.fine(&["answer", &one, "identity"]);
    let words = ["identity (Match two identifiers) is not carried over from other cases"];
    ward.refused(&two, &["answer", &two, "identity", "--carried"], &words);
    assert_eq!(ward.run(&["answer", &two, "kit", "yes", "--carried"]).code, 2);
}
