//! Rule 10: one action is one write, also where it says several things, and what may never be said together.

use super::prelude::*;

fn items(facts: &[Fact]) -> Vec<&str> {
    facts.iter().filter_map(|fact| Some(fact.item()?.as_str())).collect()
}

#[test]
fn one_key_ticks_the_routine_and_required_checks_of_a_section_that_was_said() {
    let mut ward = Bench::at("sign-out");
    let facts = ward.nurse().group("sign-out").unwrap();
    assert_eq!(items(&facts), ["counted", "spoken"]);
    let ticked = |fact: &Fact| {
        matches!(fact, Fact::Item(_, ItemFact::Answered { answer: Answer::Done, grouped: true, preset: None, .. }))
    };
    assert!(facts.iter().all(ticked), "{facts:?}");
    let with: Vec<_> = ward.case.entries().iter().rev().take(2).map(|sealed| sealed.entry.stamp.with).collect();
    assert!(with[0].is_some() && with[0] == with[1], "one action: {with:?}");
    for item in ["asked", "pair", "fit", "specimen"] {
        assert_eq!(ward.word(item), "open", "{item} is answered by itself");
    }
    refused!(ward.nurse().group("sign-out"), Refusal::NothingToGroup { .. });
}

#[test]
fn only_a_section_that_is_done_then_confirmed_is_ticked_together() {
    let mut ward = Bench::at("check-in");
    refused!(ward.nurse().group("check-in"), Refusal::NothingToGroup { .. });
    refused!(ward.nurse().group("nowhere"), Refusal::UnknownSection { .. });
}

#[test]
fn a_grouped_tick_leaves_what_was_said_otherwise() {
    let mut ward = Bench::at("sign-out");
    ward.nurse().not_right("counted", "one swab is missing").unwrap();
    assert_eq!(items(&ward.nurse().group("sign-out").unwrap()), ["spoken"]);
    assert_eq!(ward.answer("counted").as_deref(), Some("not right: one swab is missing"));
    let mut ward = Bench::at("sign-out");
    ward.nurse().set_aside("spoken").unwrap();
    assert_eq!(items(&ward.nurse().group("sign-out").unwrap()), ["counted"]);
}

#[test]
fn a_preset_fills_what_is_open_and_leaves_what_was_answered() {
    let mut ward = Bench::day();
    ward.nurse().answer("approach", "y").unwrap();
    let facts = ward.nurse().preset("usual").unwrap();
    assert_eq!(items(&facts), ["amount"]);
    let [Fact::Item(_, ItemFact::Answered { preset, grouped: false, .. })] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(preset.as_ref().map(Id::as_str), Some("usual"));
    assert_eq!(ward.answer("approach").as_deref(), Some("y"));
    refused!(ward.nurse().preset("usual"), Refusal::NothingPreset { .. });
    refused!(ward.nurse().preset("seldom"), Refusal::UnknownPreset { .. });
}

/// The checks of a checklist refuse such a preset; a pin of another version could still hold one.
#[test]
fn a_preset_answers_nothing_critical_nothing_asked_of_the_patient_and_nothing_for_two() {
    let mut sheet = one_section(vec![
        choice("guards", "critical", &["a", "b"]),
        with(choice("asked", "required", &["a", "b"]), json!({ "screening": true })),
        with(choice("pair", "required", &["a", "b"]), json!({ "two_person": true })),
        choice("plain", "required", &["a", "b"]),
    ]);
    sheet["presets"] = json!([
        { "id": "all", "title": "All", "answers": { "guards": "a", "asked": "a", "pair": "a", "plain": "a" } },
        { "id": "plain", "title": "Plain", "answers": { "plain": "a" } } ]);
    let defects = load(&sheet.to_string()).unwrap_err();
    let paths: Vec<&str> = defects.iter().map(|defect| defect.path.as_str()).collect();
    assert_eq!(paths, ["presets[0].answers.asked", "presets[0].answers.guards", "presets[0].answers.pair"]);
    sheet["presets"].as_array_mut().unwrap().remove(0);
    assert_eq!(items(&Bench::of(&sheet).nurse().preset("plain").unwrap()), ["plain"]);
}
