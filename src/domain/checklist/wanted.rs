//! What the schema wants in a place, and how a person is told so.

use super::{
    shape::is_decimal,
    tree::{Node, What},
};
use serde_json::{Map, Value};

/// What may stand in a place.
#[derive(Debug)]
pub(super) struct Wanted<'s> {
    pub(super) is: Kind<'s>,
    /// `null` may stand here too.
    pub(super) or_nothing: bool,
    /// What a word is called here: a role, a level.
    noun: &'s str,
}

#[derive(Debug)]
pub(super) enum Kind<'s> {
    Words,
    Date,
    OneOf(Vec<&'s str>),
    YesNo,
    /// A whole number up to this.
    Whole(u64),
    Number {
        also_quoted: bool,
    },
    List(&'s Value),
    /// Fields by name, and those that must be there.
    Fields(&'s Map<String, Value>, Vec<&'s str>),
    /// Names of the author's choice.
    Named(&'s Value),
}

impl<'s> Wanted<'s> {
    /// Reads a part of the schema; where it allows several kinds, the one that `node` comes nearest to.
    pub(super) fn of(root: &'s Value, schema: &'s Value, node: &Node<'_>) -> Self {
        let (mut schema, mut or_nothing) = (schema, false);
        loop {
            if let Some(name) = schema["$ref"].as_str() {
                schema = root.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null);
            } else if let Some(choices) = schema["anyOf"].as_array() {
                or_nothing |= choices.iter().any(|choice| choice["type"] == "null");
                let wants_object = matches!(node.what, What::Object(_));
                let fits = |choice: &&Value| !wants_object || choice["type"] == "object";
                let mut kinds = choices.iter().filter(|choice| choice["type"] != "null");
                let first = kinds.clone().next();
                schema = kinds.find(fits).or(first).unwrap_or(&Value::Null);
            } else {
                break;
            }
        }
        let types = types(schema);
        or_nothing |= types.contains(&"null");
        let noun = schema["title"].as_str().unwrap_or("word");
        Self { is: Kind::of(schema, &types), or_nothing, noun }
    }

    /// A value without parts, where it is as wanted.
    pub(super) fn plain(&self, what: &What<'_>) -> Option<Value> {
        match (&self.is, what) {
            (Kind::Words, What::Words(words)) => Some(words.as_str().into()),
            (Kind::Date, What::Words(words)) => words.parse::<jiff::civil::Date>().ok().map(|_| words.as_str().into()),
            (Kind::OneOf(words), What::Words(word)) => words.contains(&word.as_str()).then(|| word.as_str().into()),
            (Kind::YesNo, What::Bool(yes)) => Some((*yes).into()),
            (Kind::Whole(most), What::Number(raw)) => {
                raw.parse::<u64>().ok().filter(|whole| whole <= most).map(Value::from)
            }
            (Kind::Number { .. }, What::Number(raw)) if is_decimal(raw) => serde_json::from_str(raw).ok(),
            (Kind::Number { also_quoted: true }, What::Words(words)) => {
                words.parse::<crate::domain::Decimal>().ok().map(|_| words.as_str().into())
            }
            _ => None,
        }
    }

    /// What to write.
    pub(super) fn words(&self) -> String {
        match &self.is {
            Kind::Words => "write words in quotation marks".to_owned(),
            Kind::Date => "write a date, such as \"2026-11-30\"".to_owned(),
            Kind::OneOf(words) => format!("use {}", either(words)),
            Kind::YesNo => "write true or false, without quotation marks".to_owned(),
            Kind::Whole(most) if *most < u64::from(u32::MAX) => format!("write a whole number up to {most}"),
            Kind::Whole(_) => "write a whole number, such as 3".to_owned(),
            Kind::Number { .. } => "write a number of at most 18 digits, such as 37.5".to_owned(),
            Kind::List(_) => "write a list in square brackets: [ … ]".to_owned(),
            Kind::Fields(_, required) if required.is_empty() => "write fields in braces: { … }".to_owned(),
            Kind::Fields(_, required) => format!("write {{ … }} with {}", all(required)),
            Kind::Named(_) => "write names and what belongs to them in braces: { \"name\": … }".to_owned(),
        }
    }

    /// Why a value is not what is wanted, and what to write.
    pub(super) fn refusal(&self, what: &What<'_>) -> String {
        let found = match what {
            What::Null => "null".to_owned(),
            What::Bool(yes) => yes.to_string(),
            What::Number(raw) => (*raw).to_owned(),
            What::Words(words) => format!("\"{words}\""),
            What::List(_) => "a list".to_owned(),
            What::Object(_) => "something in braces".to_owned(),
        };
        let wrong = match &self.is {
            Kind::Date => format!("{found} is not a date"),
            Kind::OneOf(_) => {
                let article = if self.noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                format!("{found} is not {article} {}", self.noun)
            }
            Kind::Words
            | Kind::YesNo
            | Kind::Whole(_)
            | Kind::Number { .. }
            | Kind::List(_)
            | Kind::Fields(..)
            | Kind::Named(_) => format!("{found} stands here"),
        };
        format!("{wrong}; {}", self.words())
    }
}

impl<'s> Kind<'s> {
    fn of(schema: &'s Value, types: &[&str]) -> Self {
        let words: Vec<&str> =
            ["oneOf", "enum"].iter().filter_map(|list| schema[list].as_array()).flatten().filter_map(word).collect();
        let named = schema["patternProperties"].as_object().and_then(|patterns| patterns.values().next());
        let named = named.or_else(|| schema.get("additionalProperties").filter(|each| each.is_object()));
        let is = |name: &str| types.contains(&name);
        match (schema["properties"].as_object(), named) {
            _ if !words.is_empty() => Self::OneOf(words),
            (Some(fields), _) => {
                let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
                Self::Fields(fields, required.collect())
            }
            (None, Some(each)) => Self::Named(each),
            (None, None) if is("array") => Self::List(&schema["items"]),
            (None, None) if is("boolean") => Self::YesNo,
            (None, None) if is("integer") => {
                let most = if schema["format"] == "uint16" { u64::from(u16::MAX) } else { u64::from(u32::MAX) };
                Self::Whole(most)
            }
            (None, None) if is("number") => Self::Number { also_quoted: is("string") },
            (None, None) if schema["format"] == "date" => Self::Date,
            (None, None) => Self::Words,
        }
    }
}

fn types(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}

/// A word of a list of words, or of a list of words with descriptions.
fn word(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value["const"].as_str())
}

fn either(words: &[&str]) -> String {
    joined(words, "or")
}

fn all(words: &[&str]) -> String {
    joined(words, "and")
}

fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}
