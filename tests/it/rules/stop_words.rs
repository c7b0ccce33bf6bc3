//! A stop says what was found, with the limit that it passes, and what to do; never what was hoped for.

use super::prelude::*;
use periop::domain::read;

const NUMBER: &str = r#"{ "type": "number", "unit": "%", "min": 0, "max": 100, "decimals": 0,
    "alternatives": [{ "id": "unmeasured", "label": "cannot be measured" }] }"#;

/// Items, what is answered at some of them, and what the stop says then.
type Row = (Vec<Value>, &'static [(&'static str, &'static str)], &'static str);

/// An item that asks, with a stop of its own.
fn asks(item: Value, short: &str, when: Value) -> Value {
    with(item, json!({ "short": short, "stops": [{ "when": when, "say": "Act.", "override": "clinician" }] }))
}

fn number(when: Value) -> Value {
    let number: Value = serde_json::from_str(NUMBER).unwrap();
    asks(item("sat", "critical", json!({ "answer": number })), "Saturation?", when)
}

fn fields(when: Value) -> Value {
    let answer = json!({ "type": "fields", "rows": 3, "fields": [
        { "id": "name", "label": "name", "answer": { "type": "text" } },
        { "id": "state", "label": "expiry", "answer": { "type": "choice", "options": [
            { "id": "good", "label": "in date" }, { "id": "past", "label": "expired" } ] } },
        { "id": "ate", "label": "last food", "optional": true, "answer": { "type": "time", "points": "past" } } ] });
    asks(item("drawn", "critical", json!({ "answer": answer })), "Drawn up?", when)
}

fn told(ward: &Bench) -> Vec<String> {
    ward.case.all_stops().iter().map(|stop| ward.case.say_stop(stop, &ward.now).to_string()).collect()
}

#[test]
fn a_stop_says_what_was_found_with_its_limit_and_what_to_do() {
    let allergy = || with(several("allergy", "critical", &["none", "latex", "iodine"]), json!({ "short": "Allergy?" }));
    let skin = |when| asks(choice("skin", "critical", &["alcohol", "iodine", "none"]), "Antiseptic?", when);
    let is = |item: &str, of: &[&str]| json!({ "item": item, "is": of });
    let all = |parts: Value| json!({ "all": parts });
    let table: Vec<Row> = vec![
        (vec![number(json!({ "item": "sat", "below": 90 }))], &[("sat", "84")], "Saturation? 84 %, at least 90. Act."),
        (
            vec![number(json!({ "item": "sat", "above": 95, "below": 90 }))],
            &[("sat", "96")],
            "Saturation? 96 %, at most 95. Act.",
        ),
        (
            vec![number(json!({ "any": [{ "item": "sat", "below": 90 }, is("sat", &["unmeasured"])] }))],
            &[("sat", "unmeasured")],
            "Saturation? cannot be measured. Act.",
        ),
        (
            vec![allergy(), skin(all(json!([is("allergy", &["iodine"]), is("skin", &["iodine"])])))],
            &[("allergy", "latex iodine"), ("skin", "iodine")],
            "Antiseptic? iodine; Allergy? iodine. Act.",
        ),
        (
            vec![allergy(), skin(all(json!([is("allergy", &["iodine"]), { "none": [is("skin", &["alcohol"])] }])))],
            &[("allergy", "iodine"), ("skin", "none")],
            "Antiseptic? none; Allergy? iodine. Act.",
        ),
        (vec![skin(json!({ "item": "skin", "not": ["alcohol"] }))], &[("skin", "none")], "Antiseptic? none. Act."),
        (
            vec![
                choice("mark", "critical", &["alcohol", "iodine"]),
                skin(json!({ "item": "skin", "differs_from": "mark" })),
            ],
            &[("mark", "iodine"), ("skin", "alcohol")],
            "Antiseptic? alcohol; Item mark: iodine. Act.",
        ),
        (
            vec![fields(json!({ "item": "drawn", "field": "state", "is": ["past"] }))],
            &[("drawn", "name=a state=past")],
            "Drawn up? expiry expired. Act.",
        ),
        (
            vec![fields(json!({ "item": "drawn", "field": "ate", "within": "PT6H" }))],
            &[("drawn", "name=a state=good ate=09:00")],
            "Drawn up? last food 09:00, less than 6 hours before 09:30. Act.",
        ),
        (
            vec![fields(json!({ "item": "drawn", "field": "ate", "answered": false }))],
            &[("drawn", "name=a state=good")],
            "Drawn up? last food no answer. Act.",
        ),
    ];
    for (items, answers, words) in table {
        let mut ward = Bench::of(&one_section(items));
        for (item, value) in answers {
            let spec = ward.case.checklist().item(ward.ix(item)).answer.clone();
            let values: Vec<&str> = value.split(' ').collect();
            let answer = read(&spec, &values, &ward.now).unwrap();
            ward.nurse().give(item, answer).unwrap();
        }
        assert_eq!(told(&ward), [words]);
    }
}

#[test]
fn what_is_not_right_says_of_what() {
    let mut ward = Bench::of(&one_section(vec![with(check("wet", "critical"), json!({ "short": "Skin dry?" }))]));
    ward.nurse().not_right("wet", "still wet").unwrap();
    assert_eq!(told(&ward), ["Skin dry? Not right: still wet. Put it right and check again."]);
}

/// Two drugs that are out of date are two, though the same is to be done about both.
#[test]
fn two_findings_with_one_remedy_are_both_told() {
    let low =
        |id: &str| with(number(json!({ "item": id, "below": 90 })), json!({ "id": id, "short": format!("{id}?") }));
    let mut ward = Bench::of(&one_section(vec![low("before"), low("after")]));
    ward.nurse().answer("before", "84").unwrap();
    ward.nurse().answer("after", "80").unwrap();
    assert_eq!(told(&ward), ["before? 84 %, at least 90. Act.", "after? 80 %, at least 90. Act."]);
}
