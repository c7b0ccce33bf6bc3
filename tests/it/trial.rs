//! The trial run of `checklists check`: an uneventful case that is none, scenarios that cannot be played.

use crate::bench::prelude::*;
use crate::bench::sheet::{check, choice, item, phase, plain, section, sheet, stop_at, with};

/// Whom to pick up, a stop on the way, a timer, two people, a review after a week.
fn file() -> Value {
    let side = choice("side", "critical", &["left", "right", "unknown"]);
    let helper = with(
        choice("helper", "required", &["none", "one"]),
        json!({ "cautions": [
        { "when": { "item": "helper", "is": ["one"] }, "say": "Somebody is in the way." }] }),
    );
    let right = item("right-hand", "critical", json!({ "when": { "item": "side", "is": ["right"] } }));
    let dry = item("dry", "critical", json!({ "answer": { "type": "timer", "minutes": 3 } }));
    let quiet = item("quiet", "critical", json!({ "answer": { "type": "timer", "minutes": 30, "from": "left-at" } }));
    let left_at = item("left-at", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let week = json!({ "always_open": true, "due": { "after": "P7D", "from": "left-at" } });
    let before = vec![stop_at(side, 2, "never"), helper, right, check("remark", "routine")];
    let mut file = sheet(vec![
        phase("pre-procedure", vec![plain("plan", before)]),
        phase("procedure", vec![section("go", "read-do", json!({ "two_person": true }), vec![dry])]),
        phase(
            "after",
            vec![
                plain("leave", vec![left_at, quiet]),
                section("week", "do-confirm", week, vec![check("well", "required")]),
            ],
        ),
    ]);
    file["crisis"] = json!([{ "id": "fire", "title": "Fire", "steps": ["Get out."], "call": "all",
        "sources": [], "evidence": "unverified" }]);
    file["phases"][0]["sections"].as_array_mut().unwrap().insert(
        0,
        section(
            "days-before",
            "read-do",
            json!({ "ahead": true }),
            vec![item("rung", "critical", json!({ "when": { "planned": true } }))],
        ),
    );
    file["normal"] = json!({ "side": "left", "helper": "none", "remark": "", "dry": "end", "go-agreed": "", "left-at": "now", "quiet": "end", "well": "" });
    file["scenarios"] = json!([{ "id": "lost", "title": "Lost", "vignette": "v", "trap": "t", "feedback": "f", "sources": [],
        "evidence": "unverified", "given": { "helper": "one" }, "start": "remark", "end": { "stopped": true, "told": ["nurse"], "not_reached": ["week", "go-agreed"] },
        "decisions": [
            { "at": "remark", "record": "not right: nobody knows the side", "ask": "What now?", "choices": [
                { "text": "Tell", "right": true, "does": "told:nurse" }, { "text": "Look again", "unsafe": true, "does": "again" } ] },
            { "at": "dry", "ask": "And then?", "choices": [
                { "text": "Stop", "right": true, "does": "stop" }, { "text": "Note it", "does": "note" }, { "text": "Card", "does": "card:fire" } ] } ] }]);
    file
}

/// What is told of the file in which the value at a pointer is another one, or gone where it is null.
fn told(changes: &[(&str, Value)]) -> Vec<String> {
    let mut file = file();
    for (pointer, value) in changes {
        let (holder, name) = pointer.rsplit_once('/').unwrap();
        match file.pointer_mut(holder).unwrap() {
            Value::Object(fields) if value.is_null() => drop(fields.remove(name).unwrap()),
            Value::Array(parts) => parts[name.parse::<usize>().unwrap()] = value.clone(),
            part => part[name] = value.clone(),
        }
    }
    no_defects(&file.to_string());
    tried(&file.to_string()).iter().map(|defect| format!("{}: {}", defect.path, defect.problem)).collect()
}

/// Each change is told of like this, and as nothing else.
fn each_is_told(rows: &[(&str, Value, &[&str])]) {
    assert_eq!(told(&[]), [""; 0]);
    for (pointer, value, wanted) in rows {
        let told = told(&[(pointer, value.clone())]);
        assert_eq!(told.len(), wanted.len(), "{pointer} {value}: {told:#?}");
        for (told, wanted) in told.iter().zip(*wanted) {
            assert!(told.starts_with(wanted), "{pointer} {value}: {told}");
        }
    }
}

#[test]
fn an_uneventful_case_that_is_none_is_told_of_where_it_is_wrong() {
    each_is_told(&[
        ("/normal/side", json!("unknown"), &["normal.side: a stop stands on \"side\": Stop at side. Write an answer"]),
        (
            "/normal/helper",
            json!("one"),
            &["normal.helper: a caution shows on \"helper\": Somebody is in the way. Write"],
        ),
        ("/normal/side", json!("right"), &["normal: \"right-hand\" applies then and has no answer; write one"]),
        ("/normal/remark", json!(null), &["normal: \"remark\" applies then and has no answer; write one"]),
        ("/normal/rung", json!(""), &["normal.rung: \"rung\" does not apply in this case; leave it out"]),
        ("/normal/well", json!(null), &["normal: \"well\" applies then and has no answer; write one"]),
        ("/normal/go-agreed", json!(null), &["normal: \"go-agreed\" applies then and has no answer; write one"]),
        (
            "/normal/right-hand",
            json!(""),
            &["normal.right-hand: \"right-hand\" does not apply in this case; leave it out"],
        ),
        (
            "/normal/left-at",
            json!("2020-01-01 08:00"),
            &["normal.left-at: 1 Jan 2020 08:00 lies more than a year back"],
        ),
        (
            "/normal/remark",
            json!("not right: lost"),
            &["normal.remark: a caution shows on \"remark\": Not right: lost"],
        ),
    ]);
}

#[test]
fn a_scenario_that_cannot_be_played_is_told_of_where_it_fails() {
    let at_side = json!({ "at": "side", "record": "unknown", "ask": "What now?",
        "choices": [{ "text": "Tell", "right": true, "does": "told:nurse" }, { "text": "Go on" }] });
    each_is_told(&[
        (
            "/scenarios/0/given/helper",
            json!("none"),
            &["scenarios[0].given.helper: this is as in \"normal\"; leave it out"],
        ),
        (
            "/scenarios/0/given/side",
            json!("unknown"),
            &["scenarios[0].given.side: a stop stands on \"side\": Stop at side."],
        ),
        (
            "/scenarios/0/given/side",
            json!("right"),
            &["scenarios[0].start: \"right-hand\" applies then and has no answer; write one in \"given\""],
        ),
        ("/scenarios/0/start", json!("right-hand"), &["scenarios[0].start: \"right-hand\" cannot be answered there"]),
        (
            "/scenarios/0/decisions/0/at",
            json!("right-hand"),
            &["scenarios[0].decisions[0].at: \"right-hand\" cannot be"],
        ),
        (
            "/scenarios/0/decisions/0/choices/1/does",
            json!("answer:not right: "),
            &["scenarios[0].decisions[0].choices[1].does: "],
        ),
        ("/scenarios/0/decisions/0", at_side, &["scenarios[0].decisions[1].at: \"dry\" cannot be"]),
        (
            "/scenarios/0/decisions/1/choices/0/does",
            json!("note"),
            &[
                "scenarios[0].end.not_reached[0]: \"week\" can be",
                "scenarios[0].end.not_reached[1]: \"go-agreed\" can be",
                "scenarios[0].end.stopped: the right choices stop nothing",
            ],
        ),
        (
            "/scenarios/0/end/stopped",
            json!(false),
            &["scenarios[0].end.stopped: the right choices stop the procedure; write true"],
        ),
        ("/scenarios/0/end/told/0", json!("doctor"), &["scenarios[0].end.told[0]: no right choice tells \"doctor\""]),
        (
            "/scenarios/0/end/not_reached/0",
            json!("plan"),
            &["scenarios[0].end.not_reached[0]: \"plan\" can be reached then"],
        ),
    ]);
}

#[test]
fn what_is_found_again_lifts_its_stop_and_a_note_does_not() {
    let mut file = file();
    let gate = vec![check("tip", "critical"), stop_at(choice("spread", "critical", &["right", "vessel"]), 1, "never")];
    let gate = section("gate", "read-do", json!({ "restarts": true, "needle_in": true }), gate);
    file["phases"][1]["sections"].as_array_mut().unwrap().push(gate);
    (file["normal"]["tip"], file["normal"]["spread"]) = (json!(""), json!("right"));
    let scenario = &mut file["scenarios"][0];
    (scenario["start"], scenario["end"]) = (json!("spread"), json!({}));
    scenario["decisions"] = json!([{ "at": "spread", "record": "vessel", "ask": "What now?", "choices": [
        { "text": "Move the needle", "right": true, "does": "again" }, { "text": "Inject", "unsafe": true } ] },
        { "at": "left-at", "ask": "And then?", "choices": [{ "text": "Go", "right": true }, { "text": "Stay" }] }]);
    assert_eq!(tried(&file.to_string()), []);
    file["scenarios"][0]["decisions"][0]["choices"][0]["does"] = json!("note");
    assert_eq!(tried(&file.to_string())[0].path, "scenarios[0].decisions[1].at");
}

#[test]
fn a_file_without_an_uneventful_case_is_not_tried() {
    let changes = ["/normal", "/scenarios"].map(|gone| (gone, Value::Null));
    assert_eq!(told(&changes), [""; 0]);
}

#[test]
fn the_shipped_checklist_with_one_answer_changed_is_told_that_a_stop_stands() {
    let ward = Ward::new();
    let path = ward.site().join("changed.json");
    let (path, json) = (path.to_str().unwrap(), SHIPPED[0].json);
    let checked = |from: &str, to: &str| {
        assert_eq!(json.matches(from).count(), 1, "{from}");
        fs::write(path, json.replace(from, to)).unwrap();
        (ward.run(&["checklists", "check", path]), ward.run(&["checklists", "check", path, "--json"]))
    };
    let (said, as_json) = checked("\"vitals-temp\": \"36.8\"", "\"vitals-temp\": \"38.4\"");
    let line = json[..json.find("\"vitals-temp\": \"36.8\"").unwrap()].matches('\n').count() + 1;
    let told = format!("{path}:{line}:20: normal.vitals-temp: a stop stands on \"vitals-temp\": ");
    assert!(said.code == 1 && said.out.starts_with(&told), "{said:?}");
    assert!(said.out.trim_end().ends_with("Write an answer that is in order"), "{said:?}");
    let as_json: Value = serde_json::from_str(&as_json.out).unwrap();
    assert_eq!(
        (&as_json["defects"][0]["path"], &as_json["defects"][0]["line"]),
        (&"normal.vitals-temp".into(), &line.into())
    );
    // What only the rules refuse is found when somebody checks the file, not whenever it is read.
    assert_eq!(ward.fine(&["checklists", "list"]).out.lines().count(), 1);
    // Such a case is met before anybody is hurt.
    let (said, _) =
        checked("\"motor-sensory-check\": \"as-baseline\"", "\"motor-sensory-check\": \"new-or-worse-deficit\"");
    assert!(said.out.contains(": normal.motor-sensory-check: a stop stands on"), "{said:?}");
}
