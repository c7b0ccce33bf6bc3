//! Checklists for tests, put together from small parts.

use periop::domain::checklist::Checklist;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

/// Puts `more` over what a part has anyway.
fn over(mut part: Value, more: Value) -> Value {
    let Value::Object(more) = more else { panic!("an object: {more}") };
    more.into_iter().for_each(|(name, value)| part[name] = value);
    part
}

/// A check, with `more` over it.
pub(crate) fn item(id: &str, level: &str, more: Value) -> Value {
    let plain = json!({ "id": id, "text": format!("Item {id}"), "role": "either", "level": level,
        "answer": { "type": "check" }, "why": "w", "sources": [], "evidence": "unverified" });
    over(plain, more)
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

/// The item with `more` over it.
pub(crate) fn with(item: Value, more: Value) -> Value {
    over(item, more)
}

/// The choice with a stop at one of its options.
pub(crate) fn stop_at(mut choice: Value, option: usize, override_by: &str) -> Value {
    let say = format!("Stop at {}.", choice["id"].as_str().expect("an id"));
    choice["answer"]["options"][option]["stop"] = json!({ "say": say, "override": override_by });
    choice
}

pub(crate) fn section(id: &str, style: &str, more: Value, items: Vec<Value>) -> Value {
    let plain = json!({ "id": id, "title": id, "moment": "Then", "led_by": "either", "style": style, "items": items });
    over(plain, more)
}

pub(crate) fn phase(id: &str, sections: Vec<Value>) -> Value {
    json!({ "id": id, "title": id, "sections": sections })
}

pub(crate) fn sheet(phases: Vec<Value>) -> Value {
    json!({ "format": 1, "id": "sheet", "version": "1.0.0", "title": "Sheet", "objective": "For tests.",
        "review": { "status": "draft", "reviewed_by": null, "date": null, "review_by": null },
        "sources": {}, "phases": phases })
}

/// A sheet of one section in the phase before the procedure.
pub(crate) fn one_section(items: Vec<Value>) -> Value {
    sheet(vec![phase("pre-procedure", vec![section("only", "read-do", json!({}), items)])])
}

/// The checklist of a file, which has no defect.
pub(crate) fn loaded(sheet: &Value) -> Arc<Checklist> {
    match Checklist::load(&sheet.to_string(), &BTreeMap::new()) {
        Ok(checklist) => Arc::new(checklist),
        Err(defects) => panic!("{defects:?}\n{sheet:#}"),
    }
}

/// A day with everything that a rule speaks of: from the plan to the call after a week.
pub(crate) fn day() -> Value {
    let mut day = sheet(vec![before(), during(), after()]);
    day["presets"] = json!([{ "id": "usual", "title": "As usual", "answers": { "approach": "x", "amount": "8" } }]);
    day["crisis"] = json!([{ "id": "anaphylaxis", "title": "Anaphylaxis", "steps": ["Call for help."],
        "call": "the team", "sources": [], "evidence": "unverified" }]);
    day
}

fn before() -> Value {
    let antiseptic = with(
        choice("antiseptic", "critical", &["alcohol", "iodine"]),
        json!({ "stops": [{ "say": "Allergy to iodine.", "override": "never", "when": { "all": [
            { "item": "allergies", "is": ["iodine"] }, { "item": "antiseptic", "is": ["iodine"] } ] } }] }),
    );
    let amount = item(
        "amount",
        "required",
        json!({ "answer": { "type": "number", "unit": "mg", "min": 0.1, "max": 40, "decimals": 2,
            "alternatives": [{ "id": "not-given", "label": "not given" }] } }),
    );
    let temp = item(
        "temp",
        "critical",
        json!({ "answer": { "type": "number", "unit": "°C", "min": 33, "max": 43,
            "stop": { "above": 37.9, "say": "Fever.", "override": "never" },
            "caution": { "below": 35.5, "say": "Cold.", "tell": "clinician" } } }),
    );
    let inr = item(
        "inr",
        "critical",
        json!({ "when": { "item": "thinner", "is": ["warfarin", "heparin"] },
            "answer": { "type": "number", "unit": "ratio", "min": 0.8, "max": 10,
                "stop": { "above": 1.2, "say": "INR.", "override": "clinician" } } }),
    );
    phase(
        "pre-procedure",
        vec![
            section(
                "plan",
                "form",
                json!({}),
                vec![
                    choice("kind", "critical", &["a", "b"]),
                    several("thinner", "critical", &["none", "warfarin", "heparin", "aspirin"]),
                    with(several("allergies", "critical", &["none", "iodine", "latex"]), json!({ "screening": true })),
                    antiseptic,
                    choice("approach", "required", &["x", "y"]),
                    amount,
                    item("diary", "required", json!({ "answer": { "type": "text", "max": 400 } })),
                ],
            ),
            section(
                "check-in",
                "read-do",
                json!({}),
                vec![
                    temp,
                    stop_at(choice("escort", "critical", &["present", "none"]), 1, "clinician"),
                    inr,
                    item("second-look", "required", json!({ "when": { "item": "approach", "is": ["y"] } })),
                    check("clothing", "required"),
                    item("kit", "required", json!({ "carries_over": true })),
                    check("leaflet", "routine"),
                ],
            ),
        ],
    )
}

fn during() -> Value {
    let labelled = json!({ "two_person": true, "confirms": ["kind", "amount"] });
    let sign_out = vec![
        check("counted", "required"),
        check("spoken", "routine"),
        item("asked", "required", json!({ "screening": true })),
        item("pair", "required", json!({ "two_person": true })),
        choice("fit", "required", &["yes", "no"]),
        check("specimen", "critical"),
    ];
    phase(
        "procedure",
        vec![
            section(
                "time-out",
                "do-confirm",
                json!({ "two_person": true }),
                vec![check("name-said", "required"), check("side-said", "required"), check("level-said", "critical")],
            ),
            section(
                "skin",
                "read-do",
                json!({}),
                vec![
                    item("labelled", "critical", labelled),
                    check("prepped", "critical"),
                    item("dry", "critical", json!({ "answer": { "type": "timer", "minutes": 3 } })),
                ],
            ),
            section(
                "needle",
                "read-do",
                json!({ "needle_in": true }),
                vec![
                    check("needle-in", "critical"),
                    stop_at(choice("contrast", "critical", &["clear", "vessel"]), 1, "clinician"),
                    check("needle-out", "critical"),
                ],
            ),
            section("sign-out", "do-confirm", json!({}), sign_out),
        ],
    )
}

fn after() -> Value {
    let pressure = json!({ "answer": { "type": "number", "unit": "mmHg", "min": 40, "max": 260, "decimals": 0 } });
    phase(
        "post-procedure",
        vec![
            section(
                "recovery",
                "read-do",
                json!({ "always_open": true }),
                vec![
                    stop_at(choice("weakness", "critical", &["none", "new"]), 1, "never"),
                    item("pressure", "required", pressure),
                ],
            ),
            section(
                "leaving",
                "read-do",
                json!({}),
                vec![
                    item("left-at", "critical", json!({ "answer": { "type": "time", "points": "now" } })),
                    check("escorted", "required"),
                ],
            ),
            section(
                "week",
                "do-confirm",
                json!({ "always_open": true, "attempts": 3,
                    "due": { "after": "P7D", "from": "left-at", "by": "P10D" } }),
                vec![
                    check("week-ok", "critical"),
                    item("week-words", "required", json!({ "answer": { "type": "text" } })),
                ],
            ),
        ],
    )
}
