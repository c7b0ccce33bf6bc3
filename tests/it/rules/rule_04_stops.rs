//! Rule 4: stops stand over any answers, bar first answers in later sections, and bar nothing else.

use super::prelude::*;

/// A ward with a fever at check-in, found when the time-out had begun.
fn fever_at_time_out() -> Bench {
    let mut ward = Bench::at("time-out");
    ward.nurse().tick("name-said").unwrap();
    ward.nurse().again().answer("temp", "38.4").unwrap();
    assert_eq!(ward.stops("temp"), ["Fever."]);
    ward
}

#[test]
fn two_answers_that_do_not_fit_are_a_stop_whichever_comes_last() {
    for order in [["allergies", "antiseptic"], ["antiseptic", "allergies"]] {
        let mut ward = Bench::day();
        ward.nurse().answer(order[0], "iodine").unwrap();
        assert_eq!(ward.stops("antiseptic"), [""; 0]);
        ward.nurse().answer(order[1], "iodine").unwrap();
        assert_eq!(ward.stops("antiseptic"), ["Allergy to iodine."]);
        assert!(!ward.section("plan").is_complete());
        assert_eq!(ward.section("plan").words(), "2 of 7, STOP stands");
        ward.nurse().because("another bottle").answer("antiseptic", "alcohol").unwrap();
        assert_eq!(ward.stops("antiseptic"), [""; 0]);
    }
}

#[test]
fn a_standing_stop_bars_first_answers_in_later_sections_of_every_kind() {
    let mut ward = fever_at_time_out();
    refused!(ward.nurse().tick("side-said"), Refusal::StopStands { never: true, .. });
    refused!(ward.nurse().set_aside("side-said"), Refusal::StopStands { .. });
    refused!(ward.nurse().put_off("side-said", None), Refusal::StopStands { .. });
    refused!(ward.clinician().go_on("level-said"), Refusal::StopStands { .. });
    refused!(ward.nurse().group("time-out"), Refusal::StopStands { .. });
    refused!(ward.nurse().timer("dry"), Refusal::StopStands { .. });
    ward.nurse().tick("leaflet").expect("its own section stays open");
}

#[test]
fn nothing_stands_between_a_finding_and_its_record() {
    let mut ward = fever_at_time_out();
    ward.nurse().tell("temp", "DK").unwrap();
    ward.nurse().note(Some("side-said"), "patient shivers").unwrap();
    ward.nurse().note(None, "patient shivers").unwrap();
    ward.nurse().because("misheard").not_right("name-said", "another name").unwrap();
    ward.nurse().answer("weakness", "new").expect("recovery is always open");
    ward.nurse().set_aside("pressure").expect("recovery is always open");
    ward.nurse().because("misheard").withdraw("name-said").unwrap();
    refused!(ward.nurse().tick("name-said"), Refusal::StopStands { .. });
    ward.nurse().crisis(CrisisStamp::Called).unwrap();
    ward.nurse().hold().unwrap();
}

#[test]
fn a_stop_in_a_section_that_is_always_open_bars_what_comes_after_it() {
    let mut ward = Bench::at("leaving");
    ward.nurse().again().answer("weakness", "new").unwrap();
    refused!(ward.nurse().answer("left-at", "now"), Refusal::StopStands { never: true, .. });
    ward.nurse().again().answer("pressure", "90").expect("its own section stays open");
    ward.nurse().again().answer("weakness", "none").unwrap();
    ward.nurse().answer("left-at", "now").unwrap();
}

#[test]
fn a_timer_that_runs_is_ended_in_spite_of_a_stop() {
    let mut ward = Bench::at("skin");
    ward.nurse().with("DK:clinician").tick("labelled").unwrap();
    ward.nurse().timer("dry").unwrap();
    ward.nurse().again().answer("temp", "38.4").unwrap();
    ward.minutes(3);
    ward.nurse().answer("dry", "ended").unwrap();
    assert_eq!(ward.word("dry"), "answered");
    refused!(ward.nurse().tick("prepped"), Refusal::StopStands { .. });
}

#[test]
fn a_stop_is_left_by_correcting_by_checking_again_or_by_an_override_that_it_allows() {
    let mut ward = fever_at_time_out();
    refused!(ward.clinician().go_on("temp"), Refusal::NeverOverridden { .. });
    refused!(ward.nurse().withdraw("temp"), Refusal::StopStands { .. });
    ward.nurse().because("thermometer was broken").answer("temp", "36.9").unwrap();
    ward.nurse().tick("side-said").unwrap();

    let mut ward = fever_at_time_out();
    ward.nurse().again().answer("temp", "37.2").unwrap();
    ward.nurse().tick("side-said").unwrap();

    let mut ward = Bench::at("check-in");
    ward.nurse().answer("escort", "none").unwrap();
    refused!(ward.nurse().go_on("escort"), Refusal::WrongRole { .. });
    refused!(ward.by("TR:trainee").go_on("escort"), Refusal::WrongRole { .. });
    ward.clinician().because("a bed for the night").go_on("escort").unwrap();
    assert_eq!((ward.word("escort"), ward.stops("escort").len()), ("overridden", 0));
    assert_eq!(ward.answer("escort").as_deref(), Some("none"), "it keeps its answer");
}

#[test]
fn an_override_needs_something_to_override_and_a_reason() {
    let mut ward = Bench::at("check-in");
    refused!(ward.clinician().go_on("clothing"), Refusal::NothingToOverride { .. });
    ward.nurse().answer("escort", "present").unwrap();
    refused!(ward.clinician().go_on("escort"), Refusal::NothingToOverride { .. });
    ward.nurse().because("misheard").answer("escort", "none").unwrap();
    refused!(ward.clinician().because(" ").go_on("escort"), Refusal::ReasonMissing);
}

#[test]
fn an_override_lapses_when_an_answer_changes_that_its_stop_looks_at() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("escort", "none").unwrap();
    ward.clinician().go_on("escort").unwrap();
    ward.nurse().again().answer("escort", "none").unwrap();
    assert_eq!(ward.stops("escort").len(), 1, "the same finding again is a new finding");
    ward.clinician().go_on("escort").unwrap();
    ward.nurse().because("came").answer("escort", "present").unwrap();
    assert_eq!((ward.word("escort"), ward.stops("escort").len()), ("answered", 0));
    ward.nurse().because("left").answer("escort", "none").unwrap();
    assert_eq!(ward.stops("escort").len(), 1, "what was overridden once is not overridden for ever");
    for _ in 0..2 {
        ward.nurse().undo().unwrap();
    }
    assert_eq!(ward.word("escort"), "overridden", "an undo mends it");
}

/// Who went on in spite of one thinner did not go on in spite of another, though the same stop says so.
#[test]
fn an_override_lapses_when_another_item_s_answer_changes_and_the_stop_still_stands() {
    let both = [is("agent", &["a"]), is("thinner", &["x", "y"])];
    let agent = stops(choice("agent", "critical", &["a", "b"]), "Not with it.", "clinician", &both);
    let mut ward = Bench::of(&one_section(vec![several("thinner", "critical", &["none", "x", "y"]), agent]));
    ward.says(&[("thinner", "x"), ("agent", "a")]);
    ward.clinician().go_on("agent").unwrap();
    assert_eq!((ward.word("agent"), ward.stops("agent").len()), ("overridden", 0));
    ward.nurse().because("misheard").answer("thinner", "y").unwrap();
    assert_eq!((ward.word("agent"), ward.stops("agent").len()), ("answered", 1));
    ward.nurse().undo().unwrap();
    assert_eq!(ward.word("agent"), "overridden", "an undo mends it");

    ward.nurse().because("misheard").answer("thinner", "y").unwrap();
    ward.clinician().go_on("agent").unwrap();
    ward.nurse().undo().unwrap();
    assert_eq!((ward.word("agent"), ward.stops("agent").len()), ("answered", 1), "nobody went on in spite of x again");
}

#[test]
fn an_override_covers_the_stops_that_stood_and_none_that_comes_later() {
    let stop = |agent, on, say| stops(agent, say, "clinician", &[is("agent", &["a"]), is(on, &["x"])]);
    let [thinner, allergy] = ["thinner", "allergy"].map(|id| choice(id, "critical", &["none", "x"]));
    let agent = stop(choice("agent", "critical", &["a", "b"]), "thinner", "Thinner.");
    let mut ward = Bench::of(&one_section(vec![thinner, allergy, stop(agent, "allergy", "Allergy.")]));
    ward.clinician().go_on("agent").expect("an open critical item");
    ward.says(&[("agent", "a"), ("thinner", "x")]);
    ward.clinician().go_on("agent").unwrap();
    ward.nurse().answer("allergy", "x").unwrap();
    assert_eq!((ward.word("agent"), ward.stops("agent")), ("answered", vec!["Thinner.".into(), "Allergy.".into()]));
}

fn two_sections(one: Vec<Value>, two: Vec<Value>) -> Bench {
    Bench::of(&sheet(vec![phase("pre-procedure", vec![plain("one", one), plain("two", two)])]))
}

/// Unknown is never taken for "no stop"; only what a later section asks is met when it is asked.
#[test]
fn a_stop_that_cannot_be_judged_yet_bars_the_next_section() {
    let judged = |on: &str| {
        let both = [is("judged", &["y"]), is(on, &["b"])];
        let judged = stops(choice("judged", "critical", &["x", "y"]), "Both.", "never", &both);
        let second = vec![check("next", "critical"), choice("later", "routine", &["a", "b"])];
        let mut ward = two_sections(vec![judged, choice("aside", "routine", &["a", "b"])], second);
        ward.nurse().answer("judged", "y").unwrap();
        ward
    };
    let mut ward = judged("aside");
    let words = ward.nurse().tick("next").unwrap_err().to_string();
    assert!(words.contains("answer aside"), "{words}");
    assert_eq!(ward.next(), "aside");
    ward.nurse().put_off("aside", None).unwrap();
    refused!(ward.nurse().tick("next"), Refusal::Gate { .. });
    ward.says(&[("aside", "a"), ("next", "")]);
    judged("later").nurse().tick("next").expect("what comes later bars nothing now");
}

/// Two sections, the first of which has a stop that looks at two items of it.
fn side_and_consent(level: &str) -> Bench {
    let consent = choice("consent", "critical", &["left", "right", "none"]);
    let differs = json!({ "item": "consent", "differs_from": "side" });
    let consent = stops(consent, "Another side.", "never", &[differs]);
    let consent = stops(consent, "No consent.", "clinician", &[is("consent", &["none"])]);
    two_sections(vec![choice("side", level, &["left", "right"]), consent], vec![check("next", "critical")])
}

/// Who went on without the side did not go on in spite of the wrong side: nobody can tell whether it is.
#[test]
fn an_item_passed_over_leaves_the_stops_that_look_at_it_unknown() {
    let mut ward = side_and_consent("critical");
    ward.clinician().go_on("side").unwrap();
    ward.nurse().answer("consent", "left").unwrap();
    refused!(ward.nurse().tick("next"), Refusal::Gate { .. });
    assert!(!ward.section("one").is_complete());
    assert_eq!(ward.next(), "side");
    ward.nurse().answer("side", "right").unwrap();
    refused!(ward.nurse().tick("next"), Refusal::StopStands { never: true, .. });
    ward.nurse().because("misheard").answer("side", "left").unwrap();
    ward.nurse().tick("next").unwrap();
}

#[test]
fn an_override_of_one_stop_leaves_another_that_cannot_be_judged_in_the_way() {
    let mut ward = side_and_consent("required");
    ward.nurse().answer("consent", "none").unwrap();
    ward.clinician().go_on("consent").unwrap();
    assert_eq!(ward.word("consent"), "overridden");
    refused!(ward.nurse().tick("next"), Refusal::Gate { .. });
    assert!(!ward.section("one").is_complete());
    ward.nurse().answer("side", "left").unwrap();
    refused!(ward.nurse().tick("next"), Refusal::StopStands { never: true, .. });
}

/// Set aside, it would say no to every stop that looks at it; put off, it leaves them unknown.
#[test]
fn what_a_stop_looks_at_is_not_set_aside() {
    let mut ward = side_and_consent("required");
    refused!(ward.nurse().set_aside("side"), Refusal::StopLooks { .. });
    ward.nurse().put_off("side", None).unwrap();
    refused!(ward.nurse().set_aside("side"), Refusal::StopLooks { .. });
    ward.nurse().answer("consent", "left").unwrap();
    refused!(ward.nurse().tick("next"), Refusal::Gate { .. });

    let own = stop_at(choice("imaging", "required", &["x-ray", "none"]), 1, "clinician");
    let mut ward = Bench::of(&one_section(vec![own, check("other", "required")]));
    ward.nurse().answer("imaging", "none").unwrap();
    ward.nurse().undo().unwrap();
    refused!(ward.nurse().set_aside("imaging"), Refusal::StopLooks { .. });
    ward.nurse().set_aside("other").unwrap();
}

/// Withdrawn and set aside, the answer that makes a stop elsewhere would be gone without a decision about it.
#[test]
fn an_answer_on_which_a_standing_stop_rests_is_corrected_and_not_withdrawn() {
    let mut ward = Bench::day();
    ward.says(&[("allergies", "iodine"), ("antiseptic", "iodine")]);
    refused!(ward.nurse().withdraw("allergies"), Refusal::StopStands { .. });
    refused!(ward.nurse().withdraw("antiseptic"), Refusal::StopStands { .. });
    ward.nurse().because("misheard").answer("allergies", "latex").unwrap();
    ward.nurse().withdraw("allergies").unwrap();
}

#[test]
fn a_finding_that_names_somebody_is_open_until_they_were_told_since() {
    let mut ward = Bench::at("check-in");
    ward.nurse().answer("temp", "34.9").unwrap();
    let to_tell = |ward: &Bench| ward.case.to_tell(ward.ix("temp")).len();
    assert_eq!(to_tell(&ward), 1);
    ward.nurse().tell("temp", "DK").unwrap();
    assert_eq!(to_tell(&ward), 0);
    ward.nurse().again().answer("temp", "34.6").unwrap();
    assert_eq!(to_tell(&ward), 1, "a new finding is told anew");
}
