//! Rule 12: a planned case waits for its start, which pins its checklist.

use super::prelude::*;

fn start(ward: &Bench) -> Act {
    Act::Start { checklist: pin(ward.case.checklist()), overlays: Vec::new() }
}

#[test]
fn nothing_is_recorded_for_an_item_before_the_start() {
    let mut ward = Bench::planned();
    assert_eq!((ward.next().as_str(), ward.case.outlook(&ward.now).state.word()), ("start", "planned"));
    refused!(ward.nurse().answer("kind", "a"), Refusal::NotStarted);
    refused!(ward.nurse().set_aside("approach"), Refusal::NotStarted);
    refused!(ward.nurse().put_off("approach", None), Refusal::NotStarted);
    refused!(ward.nurse().preset("usual"), Refusal::NotStarted);
    refused!(ward.clinician().go_on("kind"), Refusal::NotStarted);
    refused!(ward.nurse().timer("dry"), Refusal::NotStarted);
    refused!(ward.nurse().answer("weakness", "none"), Refusal::NotStarted);
    refused!(ward.clinician().stop(), Refusal::NotStarted);
    refused!(ward.nurse().close(Outcome::Completed), Refusal::NotStarted);
    ward.nurse().note(None, "comes by train").expect("a note is no answer");
    ward.nurse().because("no bed").close(Outcome::Cancelled).expect("it can be called off");
}

#[test]
fn nothing_is_signed_off_or_given_up_before_the_start() {
    let mut ward = Bench::planned_of(&loaded(&one_section(vec![check("tidy", "routine")])));
    refused!(ward.nurse().sign("pre-procedure"), Refusal::NotStarted);
    let mut ward = Bench::planned();
    let (section, reason) = (id("week"), Text::from("moved away"));
    refused!(ward.nurse().act(Act::Lose { section, reason }), Refusal::NotStarted);
}

#[test]
fn the_start_asks_for_the_code_and_pins_the_checklist_as_it_is_then() {
    let mut ward = Bench::planned();
    let act = start(&ward);
    refused!(ward.nurse().without_code().act(act), Refusal::CodeAsked { why: CodeAsked::Start });
    let planned = pin(ward.case.checklist());
    let sha256 = Hash::from_hex(&[b'a'; 64]).unwrap();
    let today = Pin { version: Text::from("1.1.0"), sha256, ..planned.clone() };
    ward.nurse().act(Act::Start { checklist: today.clone(), overlays: Vec::new() }).unwrap();
    assert_eq!(ward.case.pin(), &today);
    assert_eq!(ward.case.opened().checklist, planned, "what it was planned with stays in the record");
    assert_eq!(ward.case.planned(), None);
    ward.nurse().without_code().answer("kind", "a").unwrap();
}

#[test]
fn a_case_starts_once() {
    let mut ward = Bench::planned();
    let act = start(&ward);
    ward.nurse().act(act.clone()).unwrap();
    refused!(ward.nurse().act(act.clone()), Refusal::AlreadyStarted);
    let mut ward = Bench::day();
    refused!(ward.nurse().act(act), Refusal::AlreadyStarted);
}

#[test]
fn a_plan_is_changed_until_the_start_and_a_label_always() {
    let mut ward = Bench::planned();
    let plan = Plan { at: moment("2026-11-25T08:00:00Z"), room: None };
    let label = |label: &str| Some(Text::from(label));
    ward.nurse().act(Act::Label { label: label("Bay 4"), planned: Some(plan.clone()) }).unwrap();
    assert_eq!((ward.case.planned(), ward.case.label()), (Some(&plan), label("Bay 4").as_ref()));
    let same = Act::Label { label: label("Bay 4"), planned: Some(plan.clone()) };
    assert_eq!(ward.nurse().act(same).unwrap(), []);
    ward.nurse().act(Act::Label { label: label("Bay 5"), planned: None }).unwrap();
    assert_eq!(ward.case.planned(), Some(&plan), "a new bay is no new plan");
    let act = start(&ward);
    ward.nurse().act(act).unwrap();
    refused!(ward.nurse().act(Act::Label { label: None, planned: Some(plan.clone()) }), Refusal::AlreadyStarted);
    ward.nurse().act(Act::Label { label: label("Bay 6"), planned: None }).unwrap();
    assert_eq!(ward.case.label(), label("Bay 6").as_ref());
}

/// The checklist of the start may have lost an item: what was noted about it before is not lost with it.
#[test]
fn a_note_about_an_item_that_is_gone_at_the_start_is_about_the_case() {
    let mut ward = Bench::planned();
    ward.nurse().note(Some("diary"), "brings it along").unwrap();
    ward.nurse().note(None, "comes by train").unwrap();
    let act = start(&ward);
    ward.nurse().act(act).unwrap();
    let today = loaded(&one_section(vec![check("kind", "critical")]));
    let mut entries = ward.case.entries().iter().cloned();
    let opened = Case::open(today, entries.next().unwrap()).unwrap();
    let case = entries.fold(opened, |mut case, entry| {
        case.apply(entry);
        case
    });
    let notes: Vec<&str> = case.notes(None).map(|(_, text)| text.as_str()).collect();
    assert_eq!(notes, ["brings it along", "comes by train"]);
    assert_eq!(ward.case.notes(None).count(), 1);
}
