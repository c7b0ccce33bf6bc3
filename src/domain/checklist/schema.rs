//! The format as JSON Schema, for editors: written from the tables by which files are read.

use super::Checklist;
use super::format::{ANY_LENGTH, CHECKLIST, LOCAL, LOCAL_INTERVAL};
use super::shape::{Field, Kind, LONGEST_UNIT, Need, Shape};
use super::vocabulary::Vocabulary;
use serde_json::{Map, Value, json};

const ID: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";
const NUMBER: &str = "^[-+]?[0-9]*[.,]?[0-9]+$";

/// The JSON Schema (draft 2020-12) of a kind of file.
pub(crate) fn of_file(shape: &Shape, title: &str, mut definitions: Map<String, Value>) -> Value {
    let mut schema = of_shape(shape, &mut definitions);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    schema["$defs"] = definitions.into();
    schema
}

impl Checklist {
    /// The JSON Schema of a checklist file.
    pub fn schema() -> Value {
        let mut definitions = Map::new();
        definitions.insert("Limit".to_owned(), json!({
            "description": "A number, or a local number, which a site may set: { \"value\": 37.9, \"local\": \"fever-limit\" }.",
            "anyOf": [ { "type": "number" }, { "$ref": "#/$defs/Local" } ],
        }));
        definitions.insert(
            "Interval".to_owned(),
            json!({
                "description": "A duration, or a local one: { \"local\": \"hold-time\" }.",
                "anyOf": [ of_kind(&Kind::Duration, &mut Map::new()), { "$ref": "#/$defs/LocalInterval" } ],
            }),
        );
        for shape in [&LOCAL, &LOCAL_INTERVAL] {
            let local = of_shape(shape, &mut definitions);
            definitions.insert(shape.name.to_owned(), local);
        }
        of_file(&CHECKLIST, "periop checklist", definitions)
    }
}

fn of_shape(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    let must = shape.fields.iter().filter(|field| field.need == Need::Must).map(|field| field.name);
    let properties = shape.fields.iter().map(|field| (field.name.to_owned(), of_field(field, definitions)));
    let properties: Map<String, Value> = properties.collect();
    let mut schema = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    describe(&mut schema, shape.about);
    let must: Vec<&str> = must.collect();
    if !must.is_empty() {
        schema["required"] = must.into();
    }
    schema
}

fn of_field(field: &Field, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = of_kind(&field.kind, definitions);
    if field.need == Need::May {
        schema = json!({ "anyOf": [schema, { "type": "null" }] });
    }
    describe(&mut schema, field.about);
    schema
}

fn describe(schema: &mut Value, about: &str) {
    if !about.is_empty() {
        schema["description"] = about.into();
    }
}

fn of_kind(kind: &Kind, definitions: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Words(longest) => words(*longest),
        Kind::Unit => words(LONGEST_UNIT),
        Kind::Free => json!({ "type": "string" }),
        Kind::Id | Kind::Name => json!({ "type": "string", "pattern": ID,
            "description": "Lower-case letters, digits, - and _; 64 at most, first a letter or digit." }),
        Kind::Version => json!({ "type": "string", "pattern": r"^[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}$" }),
        Kind::Citation => json!({ "type": "string", "pattern": "^[^:]+(:[0-9]+)?$",
            "description": "An id from \"sources\", with :LINE for a line of the source document." }),
        Kind::Duration => {
            json!({ "type": "string", "pattern": "^P", "description": "A duration: PT2H, P7D or P1M." })
        }
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::OneOf(vocabulary) => of_words(vocabulary, definitions),
        Kind::YesNo => json!({ "type": "boolean" }),
        Kind::Year => json!({ "type": "integer", "minimum": 0, "maximum": u16::MAX }),
        Kind::Whole(from, to, _) => json!({ "type": "integer", "minimum": from, "maximum": to }),
        Kind::Number => json!({ "type": ["number", "string"], "pattern": NUMBER,
            "description": "A number. It is kept as typed, never rounded." }),
        Kind::Limit => json!({ "$ref": "#/$defs/Limit" }),
        Kind::Interval => json!({ "$ref": "#/$defs/Interval" }),
        Kind::LocalValue => json!({ "type": ["number", "string", "array"], "items": { "type": "string" } }),
        Kind::List(each) => json!({ "type": "array", "items": of_kind(each, definitions) }),
        Kind::Several { of, least, most, .. } => {
            let mut list = json!({ "type": "array", "items": of_kind(of, definitions), "minItems": least });
            if *most != usize::MAX {
                list["maxItems"] = (*most).into();
            }
            list
        }
        Kind::One(shape) => {
            if !definitions.contains_key(shape.name) {
                // Its name first: a condition holds conditions.
                definitions.insert(shape.name.to_owned(), Value::Null);
                let schema = of_shape(shape, definitions);
                definitions.insert(shape.name.to_owned(), schema);
            }
            reference(shape.name)
        }
        Kind::Named(each) | Kind::ById(each) => {
            let each = of_kind(each, definitions);
            json!({ "type": "object", "additionalProperties": false, "patternProperties": { ID: each } })
        }
    }
}

fn words(longest: usize) -> Value {
    let mut words = json!({ "type": "string", "minLength": 1 });
    if longest != ANY_LENGTH {
        words["maxLength"] = longest.into();
    }
    words
}

fn of_words(Vocabulary { name, noun, about, words }: &Vocabulary, definitions: &mut Map<String, Value>) -> Value {
    let word = |(word, meaning): &(&str, &str)| json!({ "const": word, "description": meaning });
    let each: Vec<Value> = words.iter().map(word).collect();
    definitions.insert((*name).to_owned(), json!({ "title": noun, "description": about, "oneOf": each }));
    reference(name)
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}
