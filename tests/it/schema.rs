//! The published JSON Schema and what the loader says of a file's shape: made from one description, never apart.

use crate::ward::{Ward, data};
use jsonschema::Validator;
use periop::domain::checklist::{Checklist, Defect, Draft};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

fn schema(ward: &Ward) -> Validator {
    let printed = ward.fine(&["checklists", "schema"]).out;
    let schema: Value = serde_json::from_str(&printed).expect("the schema is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(&schema).expect("the schema is one");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("the schema can be used")
}

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let entries = fs::read_dir(data(folder)).unwrap().map(|entry| entry.unwrap().path());
    let json = entries.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    json.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text))).collect()
}

fn load(json: &str) -> Result<Checklist, Vec<Defect>> {
    Checklist::load(json, &BTreeMap::new())
}

#[test]
fn every_good_checklist_fits_the_schema() {
    let schema = schema(&Ward::new());
    let shipped = periop::store::SHIPPED.map(|shipped| (PathBuf::from(shipped.name), shipped.json.to_owned()));
    let good: Vec<_> = files("checklists").into_iter().chain(shipped).collect();
    assert!(good.len() >= 3);
    for (path, json) in good {
        let value: Value = serde_json::from_str(&json).unwrap();
        let misfits: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(misfits.is_empty(), "{}: {misfits:?}", path.display());
    }
}

#[test]
fn what_is_not_of_the_shape_of_a_checklist_does_not_fit_the_schema() {
    let schema = schema(&Ward::new());
    let mut misshapen = 0;
    for (path, json) in files("checklists/bad") {
        let Ok(value) = serde_json::from_str::<Value>(&json) else { continue };
        // A field given twice is gone once the file is read as a value.
        if Draft::parse(&value.to_string()).is_err() {
            misshapen += 1;
            assert!(!schema.is_valid(&value), "{}", path.display());
        }
    }
    assert!(misshapen >= 6, "{misshapen}");
}

/// The first place of each kind in a value, as a pointer and as the path that defects use.
fn each_place(value: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    places(value, "", "", &mut all);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    all.retain(|(_, path)| {
        let kind: String = path.chars().filter(|sign| !sign.is_ascii_digit()).collect();
        let times = seen.entry(kind).or_default();
        *times += 1;
        *times == 1 && !path.is_empty()
    });
    all
}

/// Every place of a value.
fn places(value: &Value, pointer: &str, path: &str, into: &mut Vec<(String, String)>) {
    into.push((pointer.to_owned(), path.to_owned()));
    match value {
        Value::Array(parts) => {
            for (n, part) in parts.iter().enumerate() {
                places(part, &format!("{pointer}/{n}"), &format!("{path}[{n}]"), into);
            }
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                let dot = if path.is_empty() { "" } else { "." };
                places(part, &format!("{pointer}/{name}"), &format!("{path}{dot}{name}"), into);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn every_type() -> Value {
    serde_json::from_str(&fs::read_to_string(data("checklists/every-type.json")).unwrap()).unwrap()
}

/// Whether the loader takes the shape of it, whatever it says.
fn fits(value: &Value) -> bool {
    serde_json::from_value::<Draft>(value.clone()).is_ok()
}

const JARGON: [&str; 8] =
    ["invalid type", "expected", "variant", "missing field", "unknown field", "`", "did not match", "deserialize"];

#[test]
fn whatever_stands_in_a_wrong_place_is_told_there_and_nowhere_else() {
    let schema = schema(&Ward::new());
    let whole = every_type();
    let mut misshapen = 0;
    for (pointer, path) in &each_place(&whole) {
        for wrong in [json!(null), json!(true), json!(-3.5), json!("x"), json!([]), json!({})] {
            let mut bad = whole.clone();
            *bad.pointer_mut(pointer).unwrap() = wrong.clone();
            if fits(&bad) {
                continue;
            }
            misshapen += 1;
            assert!(!schema.is_valid(&bad), "{path}: {wrong} fits the schema and not the loader");
            let defects = load(&bad.to_string()).unwrap_err();
            for defect in &defects {
                assert!(defect.path.starts_with(path.as_str()), "{path} is {wrong}: {defect}");
                assert!(JARGON.iter().all(|word| !defect.problem.contains(word)), "{defect}");
            }
            assert!(!defects.is_empty());
        }
    }
    assert!(misshapen > 500, "{misshapen}");
}

#[test]
fn a_field_that_is_missing_or_misspelt_is_told_once() {
    let whole = every_type();
    for (pointer, path) in &each_place(&whole) {
        let (holder, name) = pointer.rsplit_once('/').unwrap();
        let mut bad = whole.clone();
        let Some(Value::Object(fields)) = bad.pointer_mut(holder) else { continue };
        let value = fields.remove(name).unwrap();
        if !fits(&bad) {
            let defects = load(&bad.to_string()).unwrap_err();
            let told: Vec<(&str, bool)> =
                defects.iter().map(|d| (d.path.as_str(), d.problem.contains("is missing"))).collect();
            assert_eq!(told, [(path.as_str(), true)]);
        }
        let Some(Value::Object(fields)) = bad.pointer_mut(holder) else { continue };
        fields.insert(format!("{name}x"), value);
        if name.len() > 2 && !fits(&bad) {
            let defects = load(&bad.to_string()).unwrap_err();
            assert_eq!(defects.len(), 1, "{path}: {defects:?}");
            assert!(defects[0].problem.ends_with(&format!("write \"{name}\"")), "{path}: {defects:?}");
        }
    }
}
