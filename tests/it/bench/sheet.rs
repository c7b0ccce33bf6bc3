//! Checklists for tests: those of files, and those put together from small parts.
#![expect(clippy::needless_pass_by_value, reason = "parts of a checklist are put together, not lent")]

use periop::domain::checklist::{Checklist, Defect};
use periop::store::SHIPPED;
use serde_json::{Value, json};
use std::sync::Arc;

/// The checklist of three items.
pub(crate) const SMALL: &str = include_str!("../../data/checklists/small.json");
/// One with all that belongs to a site.
pub(crate) const SITE: &str = include_str!("../../data/checklists/site.json");
/// One with every type of answer, condition and stop.
pub(crate) const EVERY_TYPE: &str = include_str!("../../data/checklists/every-type.json");

pub(crate) fn load(json: &str) -> Result<Checklist, Vec<Defect>> {
    Checklist::load(json)
}

/// As a pin is read, which checks that came later do not refuse.
pub(crate) fn load_pinned(json: &str) -> Result<Checklist, Vec<Defect>> {
    Checklist::load_pinned(json)
}

pub(crate) fn shipped() -> Checklist {
    no_defects(SHIPPED[0].json)
}

/// The checklist of a file, which has no defect.
pub(crate) fn no_defects(json: &str) -> Checklist {
    let told = |defects: Vec<Defect>| defects.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    load(json).unwrap_or_else(|defects| panic!("{}\n{json}", told(defects)))
}

/// The part with `more` over what it has anyway.
pub(crate) fn with(mut part: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("an object: {more}") };
    more.into_iter().for_each(|(name, value)| part[name] = value);
    part
}

/// A check, with `more` over it.
pub(crate) fn item(id: &str, level: &str, more: Value) -> Value {
    let plain = json!({ "id": id, "text": format!("Item {id}"), "role": "either", "level": level,
        "answer": { "type": "check" }, "why": "w", "sources": [], "evidence": "unverified" });
    with(plain, more)
}

pub(crate) fn check(id: &str, level: &str) -> Value {
    item(id, level, json!({}))
}

/// A choice of one.
pub(crate) fn choice(id: &str, level: &str, options: &[&str]) -> Value {
    let options: Vec<Value> = options.iter().map(|id| json!({ "id": id, "label": id })).collect();
    item(id, level, json!({ "answer": { "type": "choice", "options": options } }))
}

/// A choice of several, the first of which excludes the others.
pub(crate) fn several(id: &str, level: &str, options: &[&str]) -> Value {
    let mut several = choice(id, level, options);
    several["answer"]["several"] = json!(true);
    several["answer"]["options"][0]["alone"] = json!(true);
    several
}

/// The choice with a stop at one of its options.
pub(crate) fn stop_at(mut choice: Value, option: usize, override_by: &str) -> Value {
    let say = format!("Stop at {}.", choice["id"].as_str().expect("an id"));
    choice["answer"]["options"][option]["stop"] = json!({ "say": say, "override": override_by });
    choice
}

/// The item with one stop more, which stands while all of this is so.
pub(crate) fn stops(item: Value, say: &str, override_by: &str, all: &[Value]) -> Value {
    let mut stops = item["stops"].as_array().cloned().unwrap_or_default();
    stops.push(json!({ "say": say, "override": override_by, "when": { "all": all } }));
    with(item, json!({ "stops": stops }))
}

/// The condition that one of these options is chosen.
pub(crate) fn is(item: &str, options: &[&str]) -> Value {
    json!({ "item": item, "is": options })
}

pub(crate) fn section(id: &str, style: &str, more: Value, items: Vec<Value>) -> Value {
    let plain = json!({ "id": id, "title": id, "moment": "Then", "led_by": "either", "style": style, "items": items });
    with(plain, more)
}

/// A section that is read and done, with nothing special.
pub(crate) fn plain(id: &str, items: Vec<Value>) -> Value {
    section(id, "read-do", json!({}), items)
}

pub(crate) fn phase(id: &str, sections: Vec<Value>) -> Value {
    json!({ "id": id, "title": id, "sections": sections })
}

pub(crate) fn sheet(phases: Vec<Value>) -> Value {
    json!({ "format": 1, "id": "sheet", "version": "1.0.0", "title": "Sheet", "objective": "For tests.",
        "review": { "status": "draft", "reviewed_by": null, "date": null, "review_by": null },
        "sources": {}, "phases": phases })
}

/// The sheet approved by name for what it holds: when, and until when.
pub(crate) fn approved(sheet: &Value, [date, review_by]: [&str; 2]) -> Value {
    let by = json!([{ "who": "DK", "role": "clinician", "date": date }]);
    let review =
        json!({ "status": "approved", "owner": "pain unit", "reviewers": by, "date": date, "review_by": review_by });
    let mut approved = with(sheet.clone(), json!({ "review": review }));
    let content = Checklist::content(&approved.to_string()).expect("a review");
    approved["review"]["sha256"] = json!(content.to_string());
    approved
}

/// A sheet of one section in the phase before the procedure.
pub(crate) fn one_section(items: Vec<Value>) -> Value {
    sheet(vec![phase("pre-procedure", vec![plain("only", items)])])
}

pub(crate) fn loaded(sheet: &Value) -> Arc<Checklist> {
    Arc::new(no_defects(&sheet.to_string()))
}

/// A day with everything that a rule speaks of: from the plan to the call after a week.
pub(crate) fn day() -> Value {
    let before = vec![section("plan", "form", json!({}), to_plan()), plain("check-in", at_check_in())];
    let mut day = sheet(vec![phase("pre-procedure", before), phase("procedure", during()), after()]);
    day["presets"] = json!([{ "id": "usual", "title": "As usual", "answers": { "approach": "x", "amount": "8" } }]);
    day["crisis"] = json!([{ "id": "anaphylaxis", "title": "Anaphylaxis", "steps": ["Call for help."],
        "call": "the team", "sources": [], "evidence": "unverified" }]);
    day
}

/// A number within bounds.
fn number(id: &str, level: &str, unit: &str, bounds: [f64; 2], more: Value) -> Value {
    let answer = json!({ "type": "number", "unit": unit, "min": bounds[0], "max": bounds[1] });
    item(id, level, json!({ "answer": with(answer, more) }))
}

fn to_plan() -> Vec<Value> {
    let antiseptic = choice("antiseptic", "critical", &["alcohol", "iodine"]);
    let both = [is("allergies", &["iodine"]), is("antiseptic", &["iodine"])];
    let not_given = json!({ "decimals": 2, "alternatives": [{ "id": "not-given", "label": "not given" }] });
    vec![
        choice("kind", "critical", &["a", "b"]),
        several("thinner", "critical", &["none", "warfarin", "heparin", "aspirin"]),
        with(several("allergies", "critical", &["none", "iodine", "latex"]), json!({ "screening": true })),
        stops(antiseptic, "Allergy to iodine.", "never", &both),
        choice("approach", "required", &["x", "y"]),
        number("amount", "required", "mg", [0.1, 40.0], not_given),
        item("diary", "required", json!({ "answer": { "type": "text", "max": 400 } })),
    ]
}

fn at_check_in() -> Vec<Value> {
    let fever = json!({ "stop": { "above": 37.9, "say": "Fever.", "override": "never" },
        "caution": { "below": 35.5, "say": "Cold.", "tell": "clinician" } });
    let above = json!({ "stop": { "above": 1.2, "say": "INR.", "override": "clinician" } });
    let inr = number("inr", "critical", "ratio", [0.8, 10.0], above);
    vec![
        number("temp", "critical", "°C", [33.0, 43.0], fever),
        stop_at(choice("escort", "critical", &["present", "none"]), 1, "clinician"),
        with(inr, json!({ "when": is("thinner", &["warfarin", "heparin"]) })),
        item("second-look", "required", json!({ "when": is("approach", &["y"]) })),
        check("clothing", "required"),
        item("kit", "required", json!({ "carries_over": true })),
        check("leaflet", "routine"),
    ]
}

fn during() -> Vec<Value> {
    let lines = vec![check("name-said", "required"), check("side-said", "required"), check("level-said", "critical")];
    let skin = vec![
        item("labelled", "critical", json!({ "two_person": true, "confirms": ["kind", "amount"] })),
        check("prepped", "critical"),
        item("dry", "critical", json!({ "answer": { "type": "timer", "minutes": 3 } })),
    ];
    let needle = vec![
        check("needle-in", "critical"),
        stop_at(choice("contrast", "critical", &["clear", "vessel"]), 1, "clinician"),
        check("needle-out", "critical"),
    ];
    let sign_out = vec![
        check("counted", "required"),
        check("spoken", "routine"),
        item("asked", "required", json!({ "screening": true })),
        item("pair", "required", json!({ "two_person": true })),
        choice("fit", "required", &["yes", "no"]),
        check("specimen", "critical"),
    ];
    vec![
        section("time-out", "do-confirm", json!({ "two_person": true }), lines),
        plain("skin", skin),
        section("needle", "read-do", json!({ "needle_in": true }), needle),
        section("sign-out", "do-confirm", json!({}), sign_out),
    ]
}

fn after() -> Value {
    let recovery = vec![
        stop_at(choice("weakness", "critical", &["none", "new"]), 1, "never"),
        number("pressure", "required", "mmHg", [40.0, 260.0], json!({ "decimals": 0 })),
    ];
    let leaving = vec![
        item("left-at", "critical", json!({ "answer": { "type": "time", "points": "now" } })),
        check("escorted", "required"),
    ];
    let words = item("week-words", "required", json!({ "answer": { "type": "text" } }));
    let due = json!({ "always_open": true, "attempts": 3, "due": { "after": "P7D", "from": "left-at", "by": "P10D" } });
    let week = section("week", "do-confirm", due, vec![check("week-ok", "critical"), words]);
    let recovery = section("recovery", "read-do", json!({ "always_open": true }), recovery);
    phase("post-procedure", vec![recovery, plain("leaving", leaving), week])
}
