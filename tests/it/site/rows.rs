//! An answer with a row for each option chosen elsewhere: each is there, and each meets its own limit.

use super::{answer, ward_with};
use crate::bench::prelude::*;

fn case_with(thinners: &[&str]) -> (Ward, String) {
    let ward = ward_with(&json!({ "hold-xa": "P3D" }));
    let code = ward.new_case("site");
    answer(&ward, &code, &["thinner-told", "temperature 36.8"]);
    ward.fine(&[&["answer", &code, "thinners"], thinners].concat());
    (ward, code)
}

/// Five days' hold for one, three for the other: four days ago stops the one whose row it is.
#[test]
fn each_row_is_measured_by_its_own_limit() {
    for (xa, vka, stops) in [(100, 130, ""), (60, 130, "Xa"), (100, 100, "Vitamin K"), (60, 100, "Xa, Vitamin K")] {
        let (ward, code) = case_with(&["xa", "vka"]);
        let ago = |hours: i64| {
            let then = jiff::Timestamp::now().checked_sub(jiff::Span::new().hours(hours)).unwrap();
            then.strftime("%Y-%m-%d %H:%M").to_string()
        };
        let rows = format!("xa {} + vka {}", ago(xa), ago(vka));
        let said = ward.fine(&["answer", &code, "last-dose", &rows]);
        for (word, stop) in [("Xa", "Xa inhibitor too fresh."), ("Vitamin K", "Vitamin K antagonist too fresh.")] {
            assert_eq!(said.out.contains(stop), stops.contains(word), "{xa} {vka}: {said:?}");
        }
        if stops == "Xa" {
            let limit = "less than 3 days before";
            assert!(said.out.contains(limit) && said.out.contains("(local, set by head nurse"), "{said:?}");
            let go_on = ["override", &code, "last-dose", "--reason", "why not"];
            ward.refused_as(CLINICIAN, &code, &go_on, &["cannot be overridden"]);
        }
    }
}

#[test]
fn a_row_is_missing_or_too_many_in_words() {
    let (ward, code) = case_with(&["xa", "vka"]);
    let one = ["answer", &code, "last-dose", "xa 2026-01-02 08:00"];
    ward.refused(&code, &one, &["last-dose has a row for each thinners: vitamin K antagonist missing"]);
    let (ward, code) = case_with(&["xa"]);
    let two = ["answer", &code, "last-dose", "xa 2026-01-02 08:00 + vka 2026-01-02 08:00", "--long-ago"];
    ward.refused(&code, &two, &["last-dose has a row for vitamin K antagonist, which thinners does not say"]);
    let none = ["answer", &code, "last-dose", "2026-01-02 08:00"];
    assert_eq!(ward.run(&none).code, 1);
}

/// A class that comes to light later has no row yet: nothing was measured for it.
#[test]
fn another_option_opens_the_rows_again() {
    let (ward, code) = case_with(&["xa"]);
    ward.fine(&["answer", &code, "last-dose", "xa 2026-10-02 08:00"]);
    assert_eq!(ward.status(&code, "last-dose"), "answered");
    ward.fine(&["answer", &code, "thinners", "xa", "vka", "--reason", "found in the bag"]);
    assert_eq!(ward.status(&code, "last-dose"), "open");
    ward.fine(&["answer", &code, "inr", "1.1"]);
    ward.fine_as(CLINICIAN, &["override", &code, "inr", "--reason", "INR clinic agrees"]);
    ward.refused_as(CLINICIAN, &code, &["answer", &code, "tip"], &["answer last-dose"]);
}

/// What two places add up to meets one limit, row by row, as soon as what is known passes it.
#[test]
fn a_total_is_shown_and_measured_over_all_its_items() {
    for (drawn, skin, sum) in [("10 5", "40", None), ("10 5 + 2 10", "31", Some("101")), ("10 10.5", "", Some("105"))] {
        let (ward, code) = case_with(&["none"]);
        ward.fine(&["answer", &code, "drawn", drawn]);
        if !skin.is_empty() {
            ward.fine(&["answer", &code, "skin", skin]);
        }
        let status = ward.run(&["status", &code]);
        let words =
            sum.map(|sum| format!("drug x in all {sum} mg, at most 100 (shipped). More than the local maximum."));
        assert_eq!(status.out.contains("drug x in all"), sum.is_some(), "{status:?}");
        assert!(words.is_none_or(|words| status.out.contains(&words)), "{status:?}");
    }
}
