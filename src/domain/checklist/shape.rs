//! The shape of a file: every field that is unknown, missing or of another kind, told at once.
//!
//! It is walked against the JSON Schema that is made from the draft types, because that needs no second list of
//! fields which could fall behind the first. The schema is made only where a file was refused: a sound one pays
//! nothing. What does not fit is left out or filled for the moment, so that the checks beyond the shape still
//! tell what is wrong with the rest.

use super::{
    Defect, Draft,
    tree::{Member, Node, Tree, What, under},
    wanted::{Kind, Wanted},
};
use crate::domain::{Decimal, Text};
use serde_json::{Map, Value};
use std::sync::LazyLock;

/// A file of which some parts had to be mended before it could be read.
#[derive(Debug)]
pub(super) struct Mended {
    /// The draft, where enough is left of the file to make one.
    pub(super) draft: Option<Draft>,
    /// What was wrong.
    pub(super) defects: Vec<Defect>,
    /// The paths of what was left out or filled.
    pub(super) paths: Vec<String>,
}

/// Made when it is first needed: by the first file that does not fit.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| Draft::schema().to_value());

/// Reads a file that serde refused with `error`.
pub(super) fn mend(tree: &Tree<'_>, error: &serde_json::Error) -> Mended {
    let mut walk = Walk { tree, schema: &SCHEMA, defects: tree.defects(), paths: Vec::new() };
    let value = walk.fit(&tree.root, &SCHEMA, "");
    let draft = value.and_then(|value| serde_json::from_value(value).ok());
    let Walk { mut defects, paths, .. } = walk;
    // No file is refused without a word, whatever was overlooked here.
    if defects.is_empty() {
        let problem = Text::sanitise(&error.to_string()).to_string();
        defects.push(Defect { path: String::new(), problem, place: tree.place_of("") });
    }
    Mended { draft, defects, paths }
}

struct Walk<'t> {
    tree: &'t Tree<'t>,
    schema: &'t Value,
    defects: Vec<Defect>,
    paths: Vec<String>,
}

impl<'t> Walk<'t> {
    fn defect(&mut self, at: usize, path: &str, problem: &str) {
        let problem = Text::sanitise(problem).to_string();
        self.defects.push(Defect { path: path.to_owned(), problem, place: self.tree.place(at) });
    }

    /// The value as the schema wants it, or nothing, and then it was told why.
    fn fit(&mut self, node: &Node<'_>, schema: &'t Value, path: &str) -> Option<Value> {
        let wanted = Wanted::of(self.schema, schema, node);
        match (&wanted, &node.what) {
            (Wanted { or_nothing: true, .. }, What::Null) => Some(Value::Null),
            (Wanted { is: Kind::List(each), .. }, What::List(parts)) => Some(self.list(parts, each, path)),
            (Wanted { is: Kind::Fields(fields, required), .. }, What::Object(members)) => {
                Some(self.fields(node.at, members, (fields, required), path))
            }
            (Wanted { is: Kind::Named(each), .. }, What::Object(members)) => Some(self.named(members, each, path)),
            _ => {
                let fitting = wanted.plain(&node.what);
                if fitting.is_none() {
                    self.defect(node.at, path, &wanted.refusal(&node.what));
                }
                fitting
            }
        }
    }

    fn list(&mut self, parts: &[Node<'_>], each: &'t Value, path: &str) -> Value {
        let mut fitting = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let path = format!("{path}[{n}]");
            let value = self.fit(part, each, &path);
            fitting.push(value.unwrap_or_else(|| self.filler(each, path)));
        }
        Value::Array(fitting)
    }

    fn named(&mut self, members: &[Member<'_>], each: &'t Value, path: &str) -> Value {
        let mut fitting = Map::new();
        for member in members {
            let path = under(path, &member.name);
            let value = self.fit(&member.value, each, &path);
            let value = value.unwrap_or_else(|| self.filler(each, path));
            fitting.entry(member.name.clone()).or_insert(value);
        }
        Value::Object(fitting)
    }

    fn fields(
        &mut self,
        at: usize,
        members: &[Member<'_>],
        (fields, required): (&'t Map<String, Value>, &[&str]),
        path: &str,
    ) -> Value {
        let mut fitting = Map::new();
        let mut seen: Vec<&str> = Vec::new();
        for member in members {
            let misspelt = !fields.contains_key(&member.name);
            let name = if misspelt {
                self.misspelt(member, fields, members, path)
            } else {
                fields.get_key_value(&member.name).map(|(name, _)| name.as_str())
            };
            let Some(name) = name.filter(|name| !seen.contains(name)) else {
                continue;
            };
            seen.push(name);
            let meant = under(path, name);
            match self.fit(&member.value, &fields[name], &under(path, &member.name)) {
                Some(value) => {
                    fitting.insert(name.to_owned(), value);
                }
                None if required.contains(&name) => {
                    fitting.insert(name.to_owned(), self.filler(&fields[name], meant));
                }
                None => self.paths.push(meant),
            }
        }
        for name in required.iter().filter(|name| !seen.contains(*name)) {
            let path = under(path, name);
            let wanted = Wanted::of(self.schema, &fields[*name], &Node { at, what: What::Null });
            self.defect(at, &path, &format!("\"{name}\" is missing; {}", wanted.words()));
            fitting.insert((*name).to_owned(), self.filler(&fields[*name], path));
        }
        Value::Object(fitting)
    }

    /// Tells of a field that is not known, and finds the one that was meant.
    fn misspelt(
        &mut self,
        member: &Member<'_>,
        fields: &'t Map<String, Value>,
        members: &[Member<'_>],
        path: &str,
    ) -> Option<&'t str> {
        let open = |name: &&str| members.iter().all(|other| other.name != *name);
        let apart = |name: &str| strsim::osa_distance(name, &member.name.to_lowercase());
        let near = fields.keys().map(String::as_str).filter(open).filter(|name| apart(name) <= 2);
        let near = near.min_by_key(|name| apart(name));
        let hint = near.map_or_else(
            || format!("use {}", fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
            |near| format!("write \"{near}\""),
        );
        let problem = format!("\"{}\" is not a field here; {hint}", member.name);
        self.defect(member.at, &under(path, &member.name), &problem);
        near
    }

    /// Something of the right shape in the place of what is not, which is then told of no more.
    fn filler(&mut self, schema: &Value, path: String) -> Value {
        self.paths.push(path);
        fill(self.schema, schema)
    }
}

fn fill(root: &Value, schema: &Value) -> Value {
    let nothing = Node { at: 0, what: What::Null };
    let wanted = Wanted::of(root, schema, &nothing);
    match wanted.is {
        Kind::List(_) => Value::Array(Vec::new()),
        Kind::Named(_) => Value::Object(Map::new()),
        Kind::Fields(fields, required) => {
            let filled = required.into_iter().map(|name| (name.to_owned(), fill(root, &fields[name])));
            Value::Object(filled.collect())
        }
        Kind::OneOf(words) => words.first().map_or(Value::Null, |word| (*word).into()),
        Kind::Words | Kind::Date => "".into(),
        Kind::YesNo => false.into(),
        Kind::Whole(_) | Kind::Number { .. } => 0.into(),
    }
}

/// Whether a number of the file is one that is kept as typed.
pub(super) fn is_decimal(raw: &str) -> bool {
    serde_json::from_str::<Decimal>(raw).is_ok()
}
