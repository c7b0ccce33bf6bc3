//! Other keys for what the screens do: `{ "run": { "tick": ["space", "b"] } }`.

use crate::app::{BINDINGS, Binding, Key, KeyMap, KeyMode, Remap, StopAction};
use crate::domain::checklist::json::{Member, Node};
use crate::domain::checklist::walk::{Findings, nearest};
use serde_json::{Map, Value, json};

/// What is not known or cannot be had is told; the rest is still compared.
pub(super) fn read(node: &Node<'_>, findings: &mut Findings) -> KeyMap {
    let (mut wanted, mut places) = (Vec::new(), Vec::new());
    for Member { name, at, node } in node.members() {
        let Some(context) = KeyMode::free().find(|context| context.name() == name) else {
            let names: Vec<&str> = KeyMode::free().map(KeyMode::name).collect();
            findings.defect_at(*at, unknown(name, "a place whose keys can be chosen", &names));
            continue;
        };
        for Member { name, at, node } in node.members() {
            let rows = || BINDINGS.iter().filter(|row| row.context == context && is_free(row));
            let Some(row) = rows().find(|row| row.action.name() == name) else {
                let names: Vec<&str> = rows().map(|row| row.action.name()).collect();
                findings
                    .defect_at(*at, unknown(name, &format!("done by keys of its own in {}", context.name()), &names));
                continue;
            };
            let known = node.list().unwrap_or_default().iter().filter_map(|part| {
                let key = key(part.words()?);
                Some((key.map_err(|why| findings.defect(part, why)).ok()?, part.at))
            });
            let (keys, at): (Vec<Key>, Vec<usize>) = known.unzip();
            if !keys.is_empty() {
                wanted.push(Remap { context, action: row.action, keys });
                places.push(at);
            }
        }
    }
    KeyMap::remapped(&wanted).unwrap_or_else(|clashes| {
        for (n, k, why) in clashes {
            findings.defect_at(places[n][k], why);
        }
        KeyMap::default()
    })
}

/// Each digit of such a row stands for one of several.
fn is_free(row: &Binding) -> bool {
    row.action != crate::app::Action::Stop(StopAction::Change(0))
}

fn unknown(name: &str, what: &str, names: &[&str]) -> String {
    let near = nearest(name, names.iter().copied());
    let hint = near.map_or_else(|| format!("use {}", names.join(", ")), |near| format!("write \"{near}\""));
    format!("\"{name}\" is not {what}; {hint}")
}

fn key(written: &str) -> Result<Key, String> {
    Key::called(written).ok_or_else(|| {
        let near = nearest(written, Key::names().filter(|name| *name != "esc")).map_or_else(
            || "a letter, or one of space, enter, up, page-down, F5, ctrl-t".to_owned(),
            |near| format!("\"{near}\""),
        );
        format!("\"{written}\" is no key; write {near}")
    })
}

/// How keys are written that may be had; a name whatever its case.
fn written() -> String {
    let any_case = |name: &str| name.chars().flat_map(|c| ['[', c, c.to_ascii_uppercase(), ']']).collect::<String>();
    let names: Vec<String> = Key::names().filter(|name| *name != "esc").map(any_case).collect();
    let control = any_case("ctrl");
    format!(
        "^([A-Za-z /?]|[^\\x00-\\x7f]|[Ff]([13-9]|1[0-9]|2[0-4])|{control}-[abd-gk-ln-zABD-GK-LN-Z]|{})$",
        names.join("|")
    )
}

pub(super) fn schema() -> Value {
    let key = written();
    let keys = |row: &Binding| {
        let own: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
        let each = json!({ "type": "string", "anyOf": [{ "pattern": key }, { "enum": own }] });
        json!({ "type": "array", "minItems": 1, "items": each, "description": row.long })
    };
    let places = KeyMode::free().map(|context| {
        let rows = BINDINGS.iter().filter(|row| row.context == context && is_free(row));
        let actions: Map<String, Value> = rows.map(|row| (row.action.name().to_owned(), keys(row))).collect();
        let place = json!({ "type": "object", "additionalProperties": false, "properties": actions });
        (context.name().to_owned(), place)
    });
    json!({ "type": "object", "additionalProperties": false, "properties": places.collect::<Map<String, Value>>() })
}
