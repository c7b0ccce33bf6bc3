//! `new`, `start` and `label`: cases that are opened, filled in at once, planned, and started as the day has it.

use super::{adds, entries, kinds, ward};
use crate::ward::{CLINICIAN, data};
use std::fs;

#[test]
fn a_case_is_opened_with_its_code_as_the_last_word() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--label", "Bay 2"]);
    assert!(said.out.starts_with("opened A day 1.0.0 DRAFT as "), "{said:?}");
    let code = said.out.split_whitespace().next_back().unwrap();
    let first = &entries(&ward, code)[0];
    assert_eq!((&first["kind"], &first["label"], &first["mode"]), (&"opened".into(), &"Bay 2".into(), &"case".into()));
    assert_eq!((&first["by"]["code"], &first["station"]), (&"JR".into(), &"test".into()));
    assert_eq!(first["code"], code);
    assert!(first.get("planned").is_none());
}

#[test]
fn a_preset_fills_in_at_once_and_an_unknown_one_opens_nothing() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--preset", "usual"]);
    assert!(said.out.contains("[x] Choose the approach (approach)  from the back"), "{said:?}");
    let code = said.out.split_whitespace().next_back().unwrap();
    let all = entries(&ward, code);
    assert_eq!(kinds(&all), ["opened", "answered"]);
    assert_eq!((&all[1]["preset"], &all[1]["answer"]["choice"][0]), (&"usual".into(), &"back".into()));

    let before = fs::read_dir(ward.root().join("cases/open")).unwrap().count();
    let said = ward.run(&["new", "day", "--preset", "fast"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("there is no preset \"fast\"; use usual"), "{said:?}");
    assert_eq!(fs::read_dir(ward.root().join("cases/open")).unwrap().count(), before);
    for args in
        [&["new", "day", "--room", "3"][..], &["new", "day", "--preset", "usual", "--planned", "tomorrow 08:30"]]
    {
        assert_eq!(ward.run(args).code, 2, "{args:?}");
    }
    assert!(ward.run(&["new", "night"]).err.contains("there is no checklist \"night\"; use day, spinal-injection"));
}

#[test]
fn a_planned_case_takes_nothing_for_items_and_shows_when_and_where() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--planned", "tomorrow 08:30", "--room", "3"]);
    assert!(said.out.starts_with("planned for ") && said.out.contains("08:30 in room 3: A day"), "{said:?}");
    let code = &said.out.split_whitespace().next_back().unwrap().to_owned();
    let all = entries(&ward, code);
    assert_eq!(all[0]["planned"]["room"], "3");

    let first: &[&str] = &["the case is planned and has not begun; start it first"];
    for rest in [
        &["answer", code, "identity"][..],
        &["again", code, "identity"],
        &["tick", code, "time-out"],
        &["preset", code, "usual"],
        &["stop", code, "--reason", "room closed"],
        &["close", code, "--outcome", "completed"],
    ] {
        ward.refused(code, rest, first);
    }
    let go_on = ["override", code, "identity", "--reason", "in a hurry"];
    ward.refused_as(CLINICIAN, code, &go_on, &["start it first"]);
    for rest in [&["skip", code, "mask", "--reason", "visor"][..], &["defer", code, "mask", "--reason", "later"]] {
        ward.refused(code, rest, &[]);
    }

    let shown = ward.fine(&["show", code]).out;
    assert!(shown.contains("planned\nNEXT  planned for ") && shown.contains("08:30 in room 3: start it"), "{shown}");
    let listed = ward.fine(&["list"]).out;
    assert!(listed.contains("planned") && listed.contains("in room 3: start it when the patient is here"), "{listed}");
    assert_eq!(ward.show_json(code)["planned"]["room"], "3");
    assert_eq!(ward.show_json(code)["state"], "planned");

    let (said, added) = adds(&ward, &["label", code, "--planned", "tomorrow 10:00"]);
    assert!(said.out.contains("10:00 in room 3"), "what is not named stays: {said:?}");
    assert_eq!((&added[0]["kind"], &added[0]["planned"]["room"]), (&"labelled".into(), &"3".into()));
    let (said, added) = adds(&ward, &["label", code, "Bay 7", "--room", "4"]);
    assert!(said.out.contains("Bay 7") && said.out.contains("10:00 in room 4"), "{said:?}");
    assert_eq!(added[0]["label"], "Bay 7");

    let (said, added) = adds(&ward, &["start", code]);
    assert_eq!(said.out, format!("{code} started: A day 1.0.0\n"));
    assert_eq!(kinds(&added).last(), Some(&"started"));
    ward.refused(code, &["start", code], &["the case has begun already"]);
    ward.refused(
        code,
        &["label", code, "--planned", "tomorrow 10:00"],
        &["only a planned case is started, or planned"],
    );
    assert_eq!(ward.run(&["label", code]).code, 2);
    ward.fine(&["answer", code, "identity"]);
}

#[test]
fn a_plan_that_has_passed_is_taken_with_a_warning() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--planned", "yesterday 08:30"]);
    assert!(said.err.contains("08:30 has passed; \"periop label CODE --planned WHEN\""), "{said:?}");
    assert_eq!(ward.fine(&["new", "day", "--planned", "tomorrow 08:30"]).err, "");
    assert!(ward.fine(&["list"]).out.contains("not started"), "what should have begun is said");
    let said = ward.run(&["new", "day", "--planned", "noon"]);
    assert!(said.code == 1 && said.err.contains("--planned: \"noon\" is not a time"), "{said:?}");
}

#[test]
fn a_planned_case_follows_the_sites_checklist_as_it_is_on_the_day() {
    let ward = ward();
    let plan = || {
        let said = ward.fine(&["new", "day", "--planned", "tomorrow 08:30"]);
        said.out.split_whitespace().next_back().unwrap().to_owned()
    };
    let (changed, gone, broken) = (plan(), plan(), plan());
    let file = ward.site().join("day.json");
    let today = fs::read_to_string(data("commands/day.json")).unwrap();
    let newer = today.replace("\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"");
    fs::write(
        &file,
        newer.replace("\"id\": \"mask\", \"text\": \"Put on a mask\"", "\"id\": \"hood\", \"text\": \"Put on a hood\""),
    )
    .unwrap();

    assert!(
        ward.fine(&["show", &changed]).out.contains("Put on a mask"),
        "until then it shows what it was planned with"
    );
    let said = ward.fine(&["start", &changed]);
    assert_eq!((said.out.as_str(), said.err.as_str()), (format!("{changed} started: A day 1.1.0\n").as_str(), ""));
    let shown = ward.fine(&["show", &changed]).out;
    assert!(shown.contains("Put on a hood") && !shown.contains("Put on a mask"), "{shown}");
    let started = entries(&ward, &changed).pop().unwrap();
    assert_eq!(started["checklist"]["version"], "1.1.0");
    ward.fine(&["answer", &changed, "hood"]);

    fs::remove_file(&file).unwrap();
    let said = ward.fine(&["start", &gone]);
    assert!(said.err.contains("no checklist day any more; the case follows the one it was planned with"), "{said:?}");
    assert!(said.out.contains("1.0.0"), "{said:?}");

    fs::write(&file, "{").unwrap();
    let said = ward.fine(&["start", &broken]);
    assert!(said.err.contains("day.json does not count: "), "{said:?}");
}

#[test]
fn a_site_file_that_cannot_be_used_is_told_when_a_case_is_opened() {
    let ward = ward();
    let bad = ward.site().join("spinal-injection.json");
    fs::write(&bad, "{ \"format\": 1 }").unwrap();
    let said = ward.fine(&["new", "spinal-injection"]);
    assert!(said.err.starts_with("warning: ") && said.err.contains("spinal-injection.json does not count"), "{said:?}");
    assert!(said.err.contains("periop checklists check FILE"), "{said:?}");
    fs::remove_file(bad).unwrap();
    ward.sets_its_limits();
    assert_eq!(ward.fine(&["new", "spinal-injection"]).err, "");
}

#[test]
fn what_looks_like_a_patient_is_taken_with_a_warning() {
    let ward = ward();
    let said = ward.fine(&["new", "day", "--label", "Xyzab 12.03.1956"]);
    assert!(said.err.contains("warning: Xyzab 12.03.1956: Bays and rooms only"), "{said:?}");
    let code = &said.out.split_whitespace().next_back().unwrap().to_owned();
    let planned = ward.fine(&["new", "day", "--planned", "tomorrow 08:30", "--room", "Xyzab"]);
    assert!(planned.err.contains("Bays and rooms only"), "{planned:?}");
    for words in [
        &["label", code, "Xyzab"][..],
        &["note", code, "born 12.03.1956"],
        &["answer", code, "kit", "--not-right", "Mr Xyzab has it"],
        &["answer", code, "temperature", "36.8", "--reason", "as of 12.03.1956"],
        &["told", code, "temperature", "Mrs Xyzab"],
    ] {
        assert!(ward.fine(words).err.contains("patient's name or birth date?"), "{words:?}");
    }
    for words in [&["label", code, "Bay 2"][..], &["note", code, "seen at 09:41, all well"]] {
        assert_eq!(ward.fine(words).err, "", "{words:?}");
    }
}

#[test]
fn a_second_case_at_a_place_is_taken_with_a_warning_that_names_the_first() {
    let ward = ward();
    let new = |args: &[&str]| ward.fine(&[&["new", "day"], args].concat());
    let last = |out: &str| out.split_whitespace().next_back().unwrap().to_owned();
    let first = last(&new(&["--label", "Bay 2"]).out);
    for (label, there) in [("Bay 2", true), ("bay2", true), ("Bay 12", false), ("Bay 3", false)] {
        let said = new(&["--label", label]);
        assert_eq!(said.err.contains(&format!("{label} has another case: {first}")), there, "{said:?}");
    }
    let plan = |at: &str| new(&["--planned", at, "--room", "3"]);
    let planned = last(&plan("tomorrow 08:30").out);
    assert_eq!(plan("tomorrow 10:00").err, "", "a room has many cases in a day");
    assert!(plan("tomorrow 08:30").err.contains(&format!("3 has another case: {planned}")));
    // Who went home or whose case is closed left the place.
    ward.fine(&["close", &first, "--outcome", "entered-in-error", "--reason", "twice"]);
    assert!(!new(&["--label", "Bay 2"]).err.contains(&first));
}
