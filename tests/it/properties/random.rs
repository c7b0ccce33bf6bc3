//! Checklists that nobody wrote: any levels, answers, conditions, stops and sections that a file may hold.
#![expect(clippy::struct_excessive_bools, reason = "each is a field of the file that is there or is not")]

use crate::bench::sheet::{item, phase, section, sheet};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt;

/// A condition on items that are picked later; the second number picks what it asks of them.
#[derive(Debug, Clone)]
enum When {
    On(usize, usize),
    Nest(&'static str, Vec<When>),
}

/// An item before its place is known.
#[derive(Debug, Clone)]
struct Part {
    level: usize,
    kind: usize,
    /// A condition looks only at items of a lower rank, so that there is no circle.
    rank: usize,
    when: Option<When>,
    stop: Option<(When, bool)>,
    caution: Option<When>,
    confirms: Vec<usize>,
    two_person: bool,
    screening: bool,
    carries_over: bool,
    never: bool,
}

/// A section before its place is known.
#[derive(Debug, Clone)]
struct Pause {
    parts: Vec<Part>,
    two_person: bool,
    always_open: bool,
    needle_in: bool,
    do_confirm: bool,
    due: bool,
}

fn when() -> impl Strategy<Value = When> {
    let leaf = (0_usize..64, 0_usize..16).prop_map(|(on, what)| When::On(on, what));
    leaf.prop_recursive(2, 6, 2, |inner| {
        (prop::sample::select(vec!["all", "any", "none"]), prop::collection::vec(inner, 1..3))
            .prop_map(|(name, parts)| When::Nest(name, parts))
    })
}

fn part() -> impl Strategy<Value = Part> {
    let flag = prop::bool::weighted;
    let conditions = (
        prop::option::weighted(0.35, when()),
        prop::option::weighted(0.3, (when(), flag(0.4))),
        prop::option::weighted(0.1, when()),
        prop::option::weighted(0.25, prop::collection::vec(0_usize..64, 1..3)),
    );
    let flags = (flag(0.15), flag(0.1), flag(0.1), flag(0.2));
    ((0_usize..3, 0_usize..12, 0_usize..8), conditions, flags).prop_map(
        |((level, kind, rank), (when, stop, caution, confirms), (two_person, screening, carries_over, never))| {
            let confirms = confirms.unwrap_or_default();
            Part { level, kind, rank, when, stop, caution, confirms, two_person, screening, carries_over, never }
        },
    )
}

fn pause() -> impl Strategy<Value = Pause> {
    let flag = prop::bool::weighted;
    let flags = (flag(0.2), flag(0.2), flag(0.15), flag(0.5), flag(0.4));
    (prop::collection::vec(part(), 1..5), flags).prop_map(
        |(parts, (two_person, always_open, needle_in, do_confirm, due))| Pause {
            parts,
            two_person,
            always_open,
            needle_in,
            do_confirm,
            due,
        },
    )
}

/// The file of a valid checklist, told as it would be written.
pub(super) struct File(pub(super) Value);

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

pub(super) fn file() -> impl Strategy<Value = File> {
    prop::collection::vec(prop::collection::vec(pause(), 1..3), 1..4).prop_map(|phases| File(written(&phases)))
}

/// An item at its place.
struct Placed<'p> {
    part: &'p Part,
    id: String,
    kind: &'static str,
    needle_in: bool,
}

const KINDS: [&str; 12] =
    ["check", "check", "check", "choice", "choice", "several", "number", "time", "timer", "fields", "text", "date"];
const LEVELS: [&str; 3] = ["critical", "required", "routine"];

fn written(phases: &[Vec<Pause>]) -> Value {
    let pauses: Vec<&Pause> = phases.iter().flatten().collect();
    let mut placed: Vec<Placed> = Vec::new();
    for pause in &pauses {
        for part in &pause.parts {
            let kind = KINDS[part.kind];
            let needs_typing = matches!(kind, "number" | "time" | "fields" | "text" | "date");
            let kind = if pause.needle_in && needs_typing { "choice" } else { kind };
            placed.push(Placed { part, id: format!("i{}", placed.len()), kind, needle_in: pause.needle_in });
        }
    }
    let (mut next_item, mut next_section) = (0, 0);
    let names = ["pre-procedure", "procedure", "post-procedure"];
    let phases = phases.iter().zip(names).map(|(sections, name)| {
        let sections = sections.iter().map(|pause| {
            let first = next_item;
            next_item += pause.parts.len();
            next_section += 1;
            written_section(pause, &format!("s{next_section}"), first, &placed)
        });
        phase(name, sections.collect())
    });
    let mut sheet = sheet(phases.collect());
    sheet["crisis"] = json!([{ "id": "card", "title": "Card", "steps": ["Call."], "call": "team", "sources": [],
        "evidence": "unverified" }]);
    if let Some(preset) = preset(&placed) {
        sheet["presets"] = json!([preset]);
    }
    sheet
}

fn written_section(pause: &Pause, id: &str, first: usize, placed: &[Placed]) -> Value {
    let items = (first..first + pause.parts.len()).map(|at| written_item(at, placed)).collect();
    let mut more = json!({ "two_person": pause.two_person, "always_open": pause.always_open,
        "needle_in": pause.needle_in });
    if let Some(anchor) = placed.iter().find(|item| item.kind == "time").filter(|_| pause.due) {
        more["due"] = json!({ "after": "PT1H", "from": anchor.id, "by": "P3D" });
        more["attempts"] = json!(2);
    }
    section(id, if pause.do_confirm { "do-confirm" } else { "read-do" }, more, items)
}

fn written_item(at: usize, placed: &[Placed]) -> Value {
    let Placed { part, id, kind, needle_in } = &placed[at];
    let before = |other: usize| (placed[other].part.rank, other) < (part.rank, at);
    let is_critical = part.level == 0;
    let may_drive = |other: usize| before(other) && (!is_critical || placed[other].part.level == 0);
    let drivers: Vec<usize> = (0..placed.len()).filter(|other| may_drive(*other)).collect();
    let all: Vec<usize> = (0..placed.len()).collect();
    let mut more = json!({ "answer": answer(kind, part.never, *needle_in) });
    if let Some(when) = part.when.as_ref().filter(|_| !drivers.is_empty()) {
        more["when"] = condition(when, &drivers, placed);
    }
    if let Some((when, never)) = &part.stop {
        // Most stops look at the item itself as well, as those of a ward do.
        let own = leaf(&placed[at], part.rank);
        let when = json!({ "all": [own, condition(when, &all, placed)] });
        let by = if *never { "never" } else { "clinician" };
        more["stops"] = json!([{ "when": when, "say": format!("Stop at {id}."), "override": by }]);
    }
    if let Some(when) = &part.caution {
        more["cautions"] = json!([{ "when": condition(when, &all, placed), "say": "Mind.", "tell": "DK" }]);
    }
    let candidates: Vec<usize> = (0..at).filter(|other| before(*other)).collect();
    if !candidates.is_empty() {
        let mut confirms: Vec<usize> = part.confirms.iter().map(|pick| candidates[pick % candidates.len()]).collect();
        confirms.dedup();
        more["confirms"] = confirms.iter().map(|other| placed[*other].id.as_str()).collect();
    }
    let plain = !part.two_person && !part.screening;
    more["two_person"] = json!(part.two_person);
    more["screening"] = json!(part.screening);
    more["carries_over"] = json!(part.carries_over && plain && *kind == "check");
    more["override"] = json!(if part.never { "never" } else { "clinician" });
    item(id, LEVELS[part.level], more)
}

fn answer(kind: &str, never: bool, needle_in: bool) -> Value {
    let option = |id: &str| json!({ "id": id, "label": id });
    match kind {
        "choice" => {
            let mut options = vec![option("a"), option("b"), option("c")];
            if !needle_in {
                options[2]["stop"] = json!({ "say": "Not c.", "override": if never { "never" } else { "clinician" } });
            }
            json!({ "type": "choice", "options": options })
        }
        "several" => {
            let mut options = vec![option("none"), option("x"), option("y")];
            options[0]["alone"] = json!(true);
            json!({ "type": "choice", "several": true, "options": options })
        }
        "number" => json!({ "type": "number", "unit": "mg", "min": 0.1, "max": 40, "decimals": 2,
            "stop": { "above": 38, "say": "Too much.", "override": "never" }, "alternatives": [option("na")] }),
        "time" => json!({ "type": "time", "points": "past" }),
        "timer" => json!({ "type": "timer", "minutes": 2 }),
        "fields" => json!({ "type": "fields", "rows": 2, "fields": [
            { "id": "dose", "label": "dose",
              "answer": { "type": "number", "unit": "mg", "min": 0.1, "max": 40, "decimals": 2 } },
            { "id": "way", "label": "way", "answer": { "type": "choice", "options": [option("im"), option("iv")] } },
            { "id": "at", "label": "at", "answer": { "type": "time", "points": "past" }, "optional": true } ] }),
        "text" => json!({ "type": "text", "max": 40 }),
        "date" => json!({ "type": "date" }),
        _ => json!({ "type": "check" }),
    }
}

fn condition(when: &When, among: &[usize], placed: &[Placed]) -> Value {
    match when {
        When::Nest(name, parts) => {
            let parts: Vec<Value> = parts.iter().map(|part| condition(part, among, placed)).collect();
            json!({ *name: parts })
        }
        When::On(on, what) => {
            let on = &placed[among[on % among.len()]];
            let alike =
                among.iter().map(|other| &placed[*other]).find(|other| other.kind == on.kind && other.id != on.id);
            match alike {
                Some(other) if what % 5 == 4 => json!({ "item": on.id, "differs_from": other.id }),
                _ => leaf(on, *what),
            }
        }
    }
}

/// Something that can be asked of an item.
fn leaf(on: &Placed, what: usize) -> Value {
    let asked: &[Value] = &match on.kind {
        "choice" => [json!({ "is": ["a"] }), json!({ "is": ["a", "b"] }), json!({ "not": ["b"] })].to_vec(),
        "several" => [json!({ "is": ["x", "y"] }), json!({ "not": ["none"] }), json!({ "is": ["x"] })].to_vec(),
        "number" => [json!({ "above": 10 }), json!({ "below": 2 }), json!({ "is": ["na"] })].to_vec(),
        "time" => [json!({ "within": "PT6H" }), json!({ "answered": true })].to_vec(),
        "fields" => [
            json!({ "field": "dose", "above": 20 }),
            json!({ "field": "way", "is": ["iv"] }),
            json!({ "field": "at", "within": "PT6H" }),
            json!({ "field": "at", "answered": true }),
        ]
        .to_vec(),
        _ => [json!({ "answered": true }), json!({ "answered": false })].to_vec(),
    };
    let mut leaf = asked[what % asked.len()].clone();
    leaf["item"] = json!(on.id);
    leaf
}

fn preset(placed: &[Placed]) -> Option<Value> {
    let words = |item: &Placed| {
        let may = item.part.level > 0 && !item.part.screening && !item.part.two_person;
        let words = match item.kind {
            "choice" => "a",
            "several" => "x y",
            "number" => "8",
            "text" => "words",
            _ => return None,
        };
        may.then(|| (item.id.clone(), json!(words)))
    };
    let answers: serde_json::Map<String, Value> = placed.iter().filter_map(words).take(3).collect();
    (!answers.is_empty()).then(|| json!({ "id": "usual", "title": "Usual", "answers": answers }))
}
