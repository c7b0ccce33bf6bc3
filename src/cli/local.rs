//! `periop checklists local`: what a site may set for a checklist, and what it has set.

use super::{Done, Session, checklists::find, write_json};
use crate::domain::checklist::{Checklist, LocalName, LocalValue, Set};
use crate::domain::list;
use serde_json::{Value, json};
use std::io::Write;

pub(super) fn run(session: &Session, id: &str, as_json: bool, out: &mut impl Write) -> Done {
    let checklist = find(session, id)?.checklist;
    if as_json {
        let each: Vec<Value> = checklist.locals.iter().map(|local| as_value(&checklist, local)).collect();
        write_json(&json!({ "checklist": checklist.id, "version": checklist.version, "local": each }), out)?;
        return Ok(0);
    }
    writeln!(
        out,
        "{} {}: what a site sets, in local/{}.json of its folder",
        checklist.title, checklist.version, checklist.id
    )?;
    for local in &checklist.locals {
        say(&checklist, local, out)?;
    }
    Ok(0)
}

fn say(checklist: &Checklist, local: &LocalName, out: &mut impl Write) -> std::io::Result<()> {
    let unit = local.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let value = match local.value() {
        Some(value) => format!("{value}{unit}  {}", local.origin(checklist)),
        None if local.is_unset() => "NOT SET: a stop that rests on it stands".to_owned(),
        None => "NOT SET".to_owned(),
    };
    writeln!(out, "\n{}  {value}", local.name)?;
    if let Some(about) = &local.about {
        writeln!(out, "  {about} ({})", local.kind.word())?;
    }
    if let Some(Set { why, .. }) = &local.set {
        let shipped = local.shipped.as_ref().map(|shipped| format!(" (shipped: {shipped}{unit})")).unwrap_or_default();
        writeln!(out, "  because: {why}{shipped}")?;
    }
    let bound = |words, bound: &Option<LocalValue>| bound.as_ref().map(|bound| format!("{words} {bound}"));
    let range: Vec<String> = bound("at least", &local.min).into_iter().chain(bound("at most", &local.max)).collect();
    if !range.is_empty() {
        writeln!(out, "  {}{unit}", range.join(", "))?;
    }
    let items: Vec<&str> = local.items.iter().map(|&ix| checklist.item(ix).id.as_str()).collect();
    if items.is_empty() { Ok(()) } else { writeln!(out, "  used at {}", list(&items)) }
}

fn as_value(checklist: &Checklist, local: &LocalName) -> Value {
    let value = |value: &LocalValue| match value {
        LocalValue::Number(number) => json!(number),
        LocalValue::Interval(span) => json!(span.to_string()),
        LocalValue::Text(text) => json!(text),
        LocalValue::Articles(articles) => json!(articles),
    };
    let set = local.set.as_ref();
    let set = set.map(
        |set| json!({ "value": set.value.as_ref().map(value), "set_by": set.by, "date": set.date, "why": set.why }),
    );
    let items: Vec<&str> = local.items.iter().map(|&ix| checklist.item(ix).id.as_str()).collect();
    json!({ "name": local.name, "kind": local.kind, "about": local.about, "unit": local.unit,
            "shipped": local.shipped.as_ref().map(value), "set": set, "unset": local.is_unset(),
            "min": local.min.as_ref().map(value), "max": local.max.as_ref().map(value),
            "origin": local.value().map(|_| local.origin(checklist)), "items": items })
}
