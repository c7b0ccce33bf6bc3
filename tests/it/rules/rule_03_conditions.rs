//! Rule 3: a condition is true, false or unknown, and unknown is never taken for false.

use super::prelude::*;

#[test]
fn an_item_whose_condition_is_unknown_is_pending_and_bars_completion() {
    let mut ward = Bench::day();
    assert_eq!(ward.word("second-look"), "pending");
    ward.says(&[("kind", "a"), ("thinner", "none"), ("allergies", "none"), ("antiseptic", "alcohol")]);
    ward.says(&[("temp", "36.8"), ("escort", "present"), ("clothing", ""), ("kit", "")]);
    assert_eq!(ward.word("second-look"), "pending", "the approach is open");
    assert_eq!(ward.section("check-in").must_open, 1);
    assert!(!ward.section("check-in").is_complete());
    assert_eq!(ward.case.waits_for(ward.ix("second-look")), [ward.ix("approach")]);
    refused!(ward.nurse().tick("second-look"), Refusal::Pending { .. });
    ward.nurse().answer("approach", "x").unwrap();
    assert_eq!(ward.word("second-look"), "inactive");
    assert!(ward.section("check-in").is_complete());
}

#[test]
fn what_was_put_off_keeps_its_dependents_pending_and_what_was_set_aside_does_not() {
    let mut ward = Bench::day();
    ward.nurse().put_off("approach", None).unwrap();
    assert_eq!(ward.word("second-look"), "pending");
    ward.nurse().set_aside("approach").unwrap();
    assert_eq!(ward.word("second-look"), "inactive");
}

#[test]
fn an_inactive_item_keeps_its_answer_which_counts_for_nothing_and_returns_with_the_condition() {
    let mut ward = Bench::day();
    ward.nurse().answer("thinner", "warfarin").unwrap();
    ward.walk_to("check-in");
    ward.nurse().answer("inr", "2.5").unwrap();
    assert_eq!(ward.stops("inr"), ["INR."]);
    ward.nurse().because("misheard").answer("thinner", "aspirin").unwrap();
    assert_eq!((ward.word("inr"), ward.answer("inr")), ("inactive", None));
    assert_eq!(ward.stops("inr"), [""; 0]);
    refused!(ward.nurse().answer("inr", "1"), Refusal::Inactive { .. });
    refused!(ward.clinician().go_on("inr"), Refusal::Inactive { .. });
    ward.nurse().because("heard right").answer("thinner", "warfarin").unwrap();
    assert_eq!((ward.word("inr"), ward.answer("inr").as_deref()), ("answered", Some("2.5 ratio")));
    assert_eq!(ward.stops("inr"), ["INR."]);
}

#[test]
fn is_on_several_options_means_any_of_them() {
    let any = ["warfarin", "heparin", "warfarin heparin", "heparin aspirin"];
    for chosen in any.into_iter().chain(["aspirin", "none"]) {
        let mut ward = Bench::day();
        ward.nurse().answer("thinner", chosen).unwrap();
        assert_eq!(ward.word("inr"), if any.contains(&chosen) { "open" } else { "inactive" }, "{chosen}");
    }
}

/// A sheet of two drivers and one item that depends on them.
fn two_drivers(when: Value) -> Bench {
    let drivers = vec![choice("left", "required", &["a", "b"]), several("right", "required", &["none", "x", "y"])];
    let more = json!({ "when": when });
    let dependent = vec![item("on", "required", more), check("other", "routine")];
    Bench::of(&one_section([drivers, dependent].concat()))
}

/// Answers `left` and `right`; `-` leaves one open, `n/a` sets it aside.
fn answered(ward: &mut Bench, left: &str, right: &str) {
    for (item, words) in [("left", left), ("right", right)] {
        match words {
            "-" => {}
            "n/a" => drop(ward.nurse().set_aside(item).unwrap()),
            words => drop(ward.nurse().answer(item, words).unwrap()),
        }
    }
}

#[test]
fn conditions_are_three_valued() {
    let both = [is("left", &["a"]), is("right", &["x"])];
    for (when, left, right, word) in [
        (json!({ "all": both }), "a", "-", "pending"),
        (json!({ "all": both }), "b", "-", "inactive"),
        (json!({ "all": both }), "a", "x y", "open"),
        (json!({ "all": both }), "a", "y", "inactive"),
        (json!({ "any": both }), "a", "-", "open"),
        (json!({ "any": both }), "b", "-", "pending"),
        (json!({ "any": both }), "b", "none", "inactive"),
        (json!({ "none": both }), "b", "-", "pending"),
        (json!({ "none": both }), "a", "-", "inactive"),
        (json!({ "none": both }), "b", "y", "open"),
        (json!({ "none": both }), "n/a", "n/a", "open"),
        (json!({ "none": [{ "all": both }] }), "b", "-", "open"),
        (json!({ "none": [{ "all": both }] }), "a", "-", "pending"),
        (json!({ "item": "left", "not": ["a"] }), "-", "-", "pending"),
        (json!({ "item": "left", "not": ["a"] }), "b", "-", "open"),
        (json!({ "item": "left", "not": ["a"] }), "n/a", "-", "inactive"),
        (json!({ "item": "right", "not": ["x"] }), "-", "y", "open"),
        (json!({ "item": "right", "not": ["x"] }), "-", "x y", "inactive"),
        (json!({ "item": "left", "answered": true }), "-", "-", "pending"),
        (json!({ "item": "left", "answered": true }), "a", "-", "open"),
        (json!({ "item": "left", "answered": true }), "n/a", "-", "inactive"),
        (json!({ "item": "left", "answered": false }), "n/a", "-", "open"),
        (json!({ "item": "left", "answered": false }), "-", "-", "pending"),
    ] {
        let mut ward = two_drivers(when.clone());
        answered(&mut ward, left, right);
        assert_eq!(ward.word("on"), word, "{when} with {left}, {right}");
        let complete = ward.section("only").is_complete();
        assert!(!(complete && matches!(word, "pending" | "open")), "{when} with {left}, {right}");
    }
}

#[test]
fn a_condition_on_an_item_that_does_not_apply_is_false_and_on_a_pending_one_unknown() {
    let first = choice("first", "required", &["a", "b"]);
    let second = with(choice("second", "required", &["a", "b"]), json!({ "when": is("first", &["a"]) }));
    let third = item("third", "required", json!({ "when": is("second", &["a"]) }));
    // Conditions look forward as well as back.
    let mut ward = Bench::of(&one_section(vec![third, second, first]));
    assert_eq!((ward.word("second"), ward.word("third")), ("pending", "pending"));
    assert_eq!(ward.next(), "first", "whoever waits for something is told what");
    ward.nurse().answer("first", "a").unwrap();
    assert_eq!((ward.word("second"), ward.word("third")), ("open", "pending"));
    ward.nurse().answer("second", "a").unwrap();
    assert_eq!(ward.word("third"), "open");
    ward.nurse().because("misread").answer("first", "b").unwrap();
    assert_eq!((ward.word("second"), ward.word("third")), ("inactive", "inactive"));
}

#[test]
fn a_driver_that_was_broken_or_overridden_without_an_answer_leaves_its_dependents_pending() {
    let drives = item("drives", "critical", json!({ "confirms": ["base"] }));
    let on = item("on", "critical", json!({ "when": { "item": "drives", "answered": true } }));
    let mut ward = Bench::of(&one_section(vec![choice("base", "critical", &["a", "b"]), drives, on]));
    ward.nurse().answer("base", "a").unwrap();
    refused!(ward.clinician().go_on("drives"), Refusal::DrivesOthers { .. });
    ward.nurse().tick("drives").unwrap();
    assert_eq!(ward.word("on"), "open");
    ward.nurse().because("misread").answer("base", "b").unwrap();
    assert_eq!((ward.word("drives"), ward.word("on")), ("open", "pending"));
}

/// What was prepared days before asks nothing on the day, nor does what stands in for it of who was planned.
#[test]
fn whether_a_case_was_planned_is_known_from_its_opening_on() {
    let ahead = |items| section("days-before", "read-do", json!({ "ahead": true }), items);
    let when = |id, planned: bool| {
        let caution = json!([{ "when": { "planned": planned }, "say": "Planned or not." }]);
        item(id, "critical", json!({ "when": { "planned": planned }, "cautions": caution }))
    };
    let sheet = sheet(vec![phase("pre-procedure", vec![ahead(vec![when("rung", true), when("asked-now", false)])])]);
    let checklist = loaded(&sheet);
    let words = |ward: &Bench| {
        let cautions = |id| ward.case.cautions(ward.ix(id)).len();
        assert_eq!(cautions("rung") + cautions("asked-now"), 1, "a caution sees it as the item does");
        [ward.word("rung"), ward.word("asked-now")]
    };
    assert_eq!(words(&Bench::opened(&checklist, None)), ["inactive", "open"]);
    let mut planned = Bench::planned_of(&checklist);
    assert_eq!(words(&planned), ["open", "inactive"]);
    planned.nurse().act(Act::Start { checklist: pin(&checklist), overlays: Vec::new() }).unwrap();
    assert_eq!(words(&planned), ["open", "inactive"]);
    let alone = loaded(&one_section(vec![when("asked-now", false)]));
    assert_eq!(alone.record_format(), 2, "who does not know the condition leaves the record alone");
}
