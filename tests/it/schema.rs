//! The published JSON Schema and what the loader says of a file's shape: made from one description, never apart.

use crate::bench::prelude::*;
use jsonschema::Validator;
use proptest::prelude::*;
use std::path::PathBuf;

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

#[test]
fn every_good_checklist_fits_the_schema() {
    let schema = schema(&Ward::new());
    let shipped = SHIPPED.map(|shipped| (PathBuf::from(shipped.name), shipped.json.to_owned()));
    let good: Vec<_> = files("checklists").into_iter().chain(shipped).collect();
    assert!(good.len() >= 3);
    for (path, json) in good {
        let value: Value = serde_json::from_str(&json).unwrap();
        let misfits: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(misfits.is_empty(), "{}: {misfits:?}", path.display());
    }
}

#[test]
fn no_file_is_refused_without_a_word() {
    for (path, json) in files("checklists/bad") {
        let pinned = load_pinned(&json);
        for refused in [pinned.err(), load(&json).err()].into_iter().flatten() {
            assert!(!refused.is_empty(), "{}", path.display());
        }
    }
    let half = EVERY_TYPE.replace("For tests only.", "\\ud83d");
    let told = load(&half).unwrap_err();
    assert!(told.len() == 1 && told[0].problem.starts_with("half a character"), "{told:?}");
}

#[test]
fn what_is_not_of_the_shape_of_a_checklist_does_not_fit_the_schema() {
    let schema = schema(&Ward::new());
    let mut misshapen = 0;
    for (path, json) in files("checklists/bad") {
        let Ok(value) = serde_json::from_str::<Value>(&json) else { continue };
        // A field given twice is gone once the file is read as a value.
        if !fits(&value) {
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
    serde_json::from_str(EVERY_TYPE).unwrap()
}

/// What is told of a part that is unknown, missing or of another kind.
const MISSHAPEN: &str = "is not a field here|\" is missing; | stands here; |is not a date; write a date|is not a role|is not a level|\
    is not a style|is not a review status|is not a notice level|is not a direction|is not a way to override|\
    is not an evidence mark|is not an answer type|is not a rule for";

/// Whether the loader takes the shape of it, whatever it says.
fn fits(value: &Value) -> bool {
    let defects = load(&value.to_string()).err().unwrap_or_default();
    !defects.iter().any(|defect| MISSHAPEN.split('|').any(|words| defect.problem.contains(words)))
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

/// The names of all fields that a schema knows.
fn fields(schema: &Value, into: &mut Vec<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        into.extend(properties.keys().cloned());
    }
    match schema {
        Value::Array(parts) => parts.iter().for_each(|part| fields(part, into)),
        Value::Object(parts) => parts.values().for_each(|part| fields(part, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_field_of_the_schema_stands_on_the_page_of_formats() {
    let page = fs::read_to_string(project("docs/formats.md")).unwrap();
    let mut names = Vec::new();
    fields(&Checklist::schema(), &mut names);
    assert!(names.len() > 100);
    let told = |name: &&String| page.contains(&format!("`{name}`")) || page.contains(&format!("\"{name}\""));
    let missing: Vec<&String> = names.iter().filter(|name| !told(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever somebody's hand does to a file, it is read, or each defect stands in the file.
    #[test]
    fn a_file_that_was_torn_is_told_of_within_its_own_lines(
        from in 0.0..1.0_f64, length in 0_usize..40, instead in "[\\[\\]{}\",:a0.\\-\\\\é\\n ]{0,6}",
    ) {
        let whole = EVERY_TYPE;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "any place of the file will do")]
        let start = whole.floor_char_boundary((whole.len() as f64 * from) as usize);
        let end = whole.floor_char_boundary((start + length).min(whole.len()));
        let torn = format!("{}{instead}{}", &whole[..start], &whole[end..]);
        if let Err(defects) = load(&torn) {
            prop_assert!(!defects.is_empty());
            for defect in defects {
                let line = torn.split('\n').nth(defect.place.line - 1);
                prop_assert!(line.is_some_and(|line| defect.place.column <= line.chars().count() + 1), "{defect}");
            }
        }
    }
}
