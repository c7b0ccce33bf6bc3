//! Stops that were met and how each ended; how far a case came in each section.

use crate::bench::rules::*;
use periop::domain::case::{Ending, Reach};

/// The stops of a case, each with how it ended.
fn ended(ward: &Bench) -> Vec<(String, Ending)> {
    let checklist = ward.case.checklist();
    let of = |ix| checklist.item(ix).id.to_string();
    ward.case.count_stops().into_iter().map(|stop| (of(stop.item), stop.end)).collect()
}

fn is(item: &str, end: Ending) -> Vec<(String, Ending)> {
    vec![(item.to_owned(), end)]
}

#[test]
fn a_fever_that_was_mistyped_or_is_gone_ended_otherwise_than_one_that_stands() {
    let mut ward = Bench::at("check-in");
    assert_eq!(ended(&ward), []);
    ward.says(&[("temp", "38.5")]);
    assert_eq!(ended(&ward), is("temp", Ending::Standing));
    let mut anew = ward.clone();
    anew.nurse().again().answer("temp", "37.2").unwrap();
    assert_eq!(ended(&anew), is("temp", Ending::FoundAnew));
    let mut undone = ward.clone();
    undone.nurse().undo().unwrap();
    assert_eq!(ended(&undone), [], "a mistake of the hand met no stop");
    let mut twice = ward.clone();
    twice.nurse().because("mistyped").answer("temp", "38.1").unwrap();
    assert_eq!(ended(&twice), is("temp", Ending::Standing), "it is the same stop");
    ward.nurse().because("mistyped").answer("temp", "36.8").unwrap();
    assert_eq!(ended(&ward), is("temp", Ending::Corrected));
    ward.nurse().again().answer("temp", "38.4").unwrap();
    assert_eq!(ended(&ward), [is("temp", Ending::Corrected), is("temp", Ending::Standing)].concat());
}

#[test]
fn going_on_in_spite_of_a_stop_ends_it_also_where_its_answer_changes_later() {
    let mut ward = Bench::at("check-in");
    ward.says(&[("escort", "none")]);
    ward.clinician().go_on("escort").unwrap();
    assert_eq!(ended(&ward), is("escort", Ending::Overridden));
    ward.nurse().because("the son came").answer("escort", "present").unwrap();
    assert_eq!(ended(&ward), is("escort", Ending::Overridden));
}

#[test]
fn another_answer_and_stopping_the_case_end_a_stop() {
    let mut ward = Bench::day();
    ward.says(&[("kind", "a"), ("thinner", "none"), ("allergies", "iodine"), ("antiseptic", "iodine")]);
    assert_eq!(ended(&ward), is("antiseptic", Ending::Standing));
    let mut otherwise = ward.clone();
    otherwise.nurse().because("asked again").answer("allergies", "latex").unwrap();
    assert_eq!(ended(&otherwise), is("antiseptic", Ending::Corrected));
    refused!(ward.nurse().withdraw("antiseptic"), Refusal::StopStands { .. });

    let mut ward = Bench::at("skin");
    ward.nurse().not_right("prepped", "not dry").unwrap();
    let met = ward.case.count_stops();
    assert_eq!((met.len(), met[0].which, met[0].end), (1, None, Ending::Standing), "no words of the checklist");
    ward.clinician().because("skin broken").stop().unwrap();
    assert_eq!(ended(&ward), is("prepped", Ending::Stopped));
}

#[test]
fn a_stop_that_went_with_a_broken_confirmation_was_met() {
    let confirms = sheet::with(sheet::choice("agreed", "required", &["a", "c"]), json!({ "confirms": ["first"] }));
    let items = vec![sheet::check("first", "required"), sheet::stop_at(confirms, 1, "clinician")];
    let mut ward = Bench::of(&sheet::one_section(items));
    ward.says(&[("agreed", "c")]);
    assert_eq!(ended(&ward), is("agreed", Ending::Standing));
    // Recorded for the first time, and yet what was confirmed is no longer so.
    ward.says(&[("first", "")]);
    assert_eq!(ended(&ward), is("agreed", Ending::Corrected));
}

#[test]
fn what_stopping_gave_up_may_make_a_stop_which_late_words_end() {
    let open = json!({ "item": "last", "answered": false });
    let first =
        sheet::stops(sheet::choice("first", "critical", &["a", "b"]), "Not without the last.", "clinician", &[open]);
    let always = sheet::section("first", "read-do", json!({ "always_open": true }), vec![first]);
    let last = sheet::plain("last", vec![sheet::check("last", "required")]);
    let go = sheet::plain("go", vec![sheet::check("go", "critical"), sheet::check("on", "critical")]);
    let phases = vec![sheet::phase("pre-procedure", vec![always, last]), sheet::phase("procedure", vec![go])];
    let mut ward = Bench::of(&sheet::sheet(phases));
    ward.says(&[("first", "a"), ("go", "")]);
    assert_eq!(ended(&ward), [], "nobody knows yet");
    ward.clinician().stop().unwrap();
    assert_eq!(ended(&ward), is("first", Ending::Standing));
    ward.clinician().go_on("first").unwrap();
    ward.clinician().because("done before").answer("last", "").unwrap();
    assert_eq!(ended(&ward), is("first", Ending::Overridden));
}

#[test]
fn a_case_that_ended_early_ended_its_stops_until_it_goes_on() {
    let mut ward = Bench::at("check-in");
    ward.says(&[("temp", "38.5")]);
    ward.nurse().because("rebooked").close(Outcome::Cancelled).unwrap();
    assert_eq!(ended(&ward), is("temp", Ending::CaseEnded));
    ward.nurse().because("he is here after all").reopen().unwrap();
    assert_eq!(ended(&ward), [is("temp", Ending::CaseEnded), is("temp", Ending::Standing)].concat());
}

fn reached(ward: &Bench) -> Vec<(String, Reach)> {
    let sections = &ward.case.checklist().sections;
    sections.iter().map(|section| section.id.to_string()).zip(ward.case.reach()).collect()
}

#[test]
fn what_never_happened_is_told_apart_from_what_was_left_blank() {
    let parts = ["first", "second", "third"];
    let sections = parts.map(|id| sheet::plain(id, vec![sheet::check(&format!("{id}-check"), "required")]));
    let of = sheet::sheet(vec![sheet::phase("pre-procedure", sections.to_vec())]);
    let mut ward = Bench::of(&of);
    assert!(reached(&ward).iter().all(|(_, reach)| *reach == Reach::Underway), "nothing was gone past yet");
    ward.says(&[("second-check", "")]);
    let expected = [("first", Reach::Blank), ("second", Reach::Complete), ("third", Reach::Underway)];
    assert_eq!(reached(&ward), expected.map(|(id, reach)| (id.to_owned(), reach)));
    assert_eq!(ward.case.phase_reach(PhaseIx(0), &ward.case.reach()), Reach::Underway);
    ward.nurse().because("called off").close(Outcome::Cancelled).unwrap();
    assert_eq!(reached(&ward)[2].1, Reach::Never, "the case ended before it");
    assert_eq!(reached(&ward)[0].1, Reach::Blank, "it was gone past before the case ended");
}

#[test]
fn after_a_stop_the_sections_that_it_ended_never_happened() {
    let mut ward = Bench::at("needle");
    ward.says(&[("needle-in", "")]);
    ward.clinician().stop().unwrap();
    let reach: BTreeMap<_, _> = reached(&ward).into_iter().collect();
    let of = |section: &str| reach[section];
    assert_eq!((of("skin"), of("needle"), of("sign-out")), (Reach::Complete, Reach::Partly, Reach::Never));
    assert_eq!((of("recovery"), of("week")), (Reach::Underway, Reach::Underway));
    assert_eq!(ward.case.phase_reach(PhaseIx(1), &ward.case.reach()), Reach::Partly);
}
