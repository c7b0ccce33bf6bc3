//! Rule 13: while the needle is in nothing needs typing, and the program knows that it is in.

use super::prelude::*;

#[test]
fn the_needle_is_in_from_its_first_entry_until_its_section_is_complete() {
    let mut ward = Bench::day();
    assert!(!ward.case.needle_is_in());
    ward.walk_to("needle");
    assert!(!ward.case.needle_is_in());
    ward.nurse().tick("needle-in").unwrap();
    assert!(ward.case.needle_is_in());
    ward.nurse().answer("contrast", "clear").unwrap();
    assert!(ward.case.needle_is_in());
    ward.nurse().tick("needle-out").unwrap();
    assert!(!ward.case.needle_is_in());
    ward.nurse().because("still in").withdraw("needle-out").unwrap();
    assert!(ward.case.needle_is_in());
}

#[test]
fn the_needle_is_out_when_the_procedure_was_stopped() {
    let mut ward = Bench::at("needle");
    ward.nurse().tick("needle-in").unwrap();
    ward.clinician().stop().unwrap();
    assert!(!ward.case.needle_is_in());
}

#[test]
fn what_needs_typing_is_refused_in_a_needle_in_section_and_the_rest_is_not() {
    for (answer, fits) in [
        (json!({ "type": "check" }), true),
        (json!({ "type": "choice", "options": [{ "id": "a", "label": "a" }, { "id": "b", "label": "b" }] }), true),
        (json!({ "type": "timer", "minutes": 1 }), true),
        (json!({ "type": "number", "unit": "mg", "min": 0, "max": 9 }), false),
        (json!({ "type": "text" }), false),
        (json!({ "type": "date" }), false),
        (json!({ "type": "time" }), false),
        (json!({ "type": "fields", "fields": [{ "id": "f", "label": "f", "answer": { "type": "text" } }] }), false),
    ] {
        let items = vec![check("in", "critical"), item("asked", "critical", json!({ "answer": answer }))];
        let needle = section("needle", "read-do", json!({ "needle_in": true }), items);
        let json = sheet(vec![phase("procedure", vec![needle])]).to_string();
        let loaded = load(&json);
        assert_eq!(loaded.is_ok(), fits, "{answer}: {loaded:?}");
    }
}

#[test]
fn what_was_put_off_does_not_come_back_while_the_needle_is_in() {
    let mut ward = Bench::day();
    ward.nurse().put_off("approach", Some("procedure")).unwrap();
    ward.walk_to("time-out");
    assert_eq!(ward.next(), "approach", "it comes back with the procedure");
    let pending = ward.case.waits_for(ward.ix("second-look"));
    assert_eq!(pending, [ward.ix("approach")]);
    ward.walk_to("needle");
    ward.nurse().tick("needle-in").unwrap();
    assert_eq!(ward.next(), "contrast");
    ward.says(&[("contrast", "clear"), ("needle-out", "")]);
    assert_eq!(ward.next(), "approach");
}
