//! A JSON text as a tree that knows where each of its parts stands, and keeps a field that is given twice.

use super::{Defect, Place};
use crate::domain::Text;
use serde_json::Value;

/// A value and the byte at which it begins.
#[derive(Debug)]
pub(super) struct Node<'j> {
    pub(super) at: usize,
    pub(super) what: What<'j>,
}

#[derive(Debug)]
pub(super) enum What<'j> {
    Null,
    Bool(bool),
    Number(&'j str),
    Words(String),
    List(Vec<Node<'j>>),
    Object(Vec<Member<'j>>),
}

/// A field of an object: its name, where that stands, and its value.
#[derive(Debug)]
pub(super) struct Member<'j> {
    pub(super) name: String,
    pub(super) at: usize,
    pub(super) value: Node<'j>,
}

/// A whole file.
#[derive(Debug)]
pub(super) struct Tree<'j> {
    json: &'j str,
    pub(super) root: Node<'j>,
}

impl<'j> Tree<'j> {
    /// Reads a text, or says where it is no JSON.
    pub(super) fn read(json: &'j str) -> Result<Self, Defect> {
        syntax(json)?;
        Ok(Self::read_sound(json))
    }

    /// Reads a text that is known to be JSON, nested no deeper than the reader of drafts allows.
    pub(super) fn read_sound(json: &'j str) -> Self {
        let mut reader = Reader { json, at: 0 };
        let root = reader.value();
        Self { json, root }
    }

    /// Where the value at `path` (`phases[1].sections[0].items[3].role`) begins, or the nearest around it.
    pub(super) fn place_of(&self, path: &str) -> Place {
        let (mut node, mut rest) = (&self.root, path);
        while let Some((part, left)) = node.enter(rest) {
            (node, rest) = (part, left);
        }
        self.place(node.at)
    }

    pub(super) fn place(&self, byte: usize) -> Place {
        Place::of(self.json, byte)
    }

    /// What is wrong whatever the file is about: a field given twice, of which a reader would see only one, and
    /// characters that change what is shown around them without being seen.
    pub(super) fn defects(&self) -> Vec<Defect> {
        let mut found = Vec::new();
        self.look(&self.root, "", &mut found);
        found
    }

    fn look(&self, node: &Node<'_>, path: &str, found: &mut Vec<Defect>) {
        match &node.what {
            What::Words(words) => self.hostile(words, node.at, path, found),
            What::List(parts) => {
                parts.iter().enumerate().for_each(|(n, part)| self.look(part, &format!("{path}[{n}]"), found));
            }
            What::Object(members) => {
                for (n, member) in members.iter().enumerate() {
                    let path = under(path, &member.name);
                    self.hostile(&member.name, member.value.at, &path, found);
                    if members[..n].iter().any(|before| before.name == member.name) {
                        let name = Text::sanitise(&member.name);
                        let problem = format!("\"{name}\" is given twice in the same place; keep one of them");
                        found.push(Defect { path: path.clone(), problem, place: self.place(member.at) });
                    }
                    self.look(&member.value, &path, found);
                }
            }
            What::Null | What::Bool(_) | What::Number(_) => {}
        }
    }

    fn hostile(&self, text: &str, at: usize, path: &str, found: &mut Vec<Defect>) {
        found.extend(Text::first_hostile(text).map(|c| Defect {
            path: path.to_owned(),
            problem: format!("the character U+{:04X} is not allowed in a checklist; remove it", u32::from(c)),
            place: self.place(at),
        }));
    }
}

impl<'j> Node<'j> {
    /// The first part named by `path`, and what of the path is left. A field's name may hold any sign.
    fn enter<'n, 'p>(&'n self, path: &'p str) -> Option<(&'n Node<'j>, &'p str)> {
        match &self.what {
            What::List(parts) => {
                let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
                Some((parts.get(index.parse::<usize>().ok()?)?, rest))
            }
            What::Object(members) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                let rest_of = |member: &Member<'_>| {
                    let rest = path.strip_prefix(member.name.as_str())?;
                    (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
                };
                let found = members.iter().filter_map(|member| Some((&member.value, rest_of(member)?)));
                found.min_by_key(|(_, rest)| rest.len())
            }
            What::Null | What::Bool(_) | What::Number(_) | What::Words(_) => None,
        }
    }
}

/// The path of a field.
pub(super) fn under(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

const LONGEST_PATH: usize = 200;

/// Says in plain words why a text is no JSON.
fn syntax(json: &str) -> Result<(), Defect> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let mut track = serde_path_to_error::Track::new();
    let read = serde::Deserialize::deserialize(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
    read.and_then(|_: Value| reader.end()).map_err(|error| {
        // A part whose name could not be read is a question mark; brackets without end are no path.
        let path = track.path().to_string();
        let path = path.trim_end_matches(['?', '.']);
        let words = error.to_string();
        let told = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
        Defect {
            path: if path.len() > LONGEST_PATH { String::new() } else { path.to_owned() },
            problem: plain_words(told).map_or_else(|| Text::sanitise(told).to_string(), str::to_owned),
            place: Place { line: error.line().max(1), column: column(json, error.line(), error.column()) },
        }
    })
}

/// The column in characters, where the reader counts bytes.
fn column(json: &str, line: usize, bytes: usize) -> usize {
    let line = json.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    line[..line.floor_char_boundary(bytes.min(line.len()))].chars().count().max(1)
}

fn plain_words(told: &str) -> Option<&'static str> {
    let table = [
        ("EOF while", "the file ends too early; close every quotation mark and every bracket"),
        ("trailing comma", "a comma stands before a closing bracket; take it out"),
        ("trailing characters", "something stands after the end of the checklist; a file holds one { … }"),
        ("expected `,` or", "a comma or a closing bracket is missing before this"),
        ("expected `:`", "a colon is missing after the name of a field"),
        ("key must be a string", "the name of a field stands in quotation marks; write \"name\": …"),
        ("expected value", "a value is missing; write \"words\", a number, true, false, [ … ] or { … }"),
        ("expected ident", "this is no value; write \"words\", a number, true, false, [ … ] or { … }"),
        ("control character", "a line break or a tab stands inside quotation marks; write the words on one line"),
        ("invalid escape", "a backslash starts a special sign here; write \\\\ for a backslash itself"),
        ("lone leading surrogate", "half a character stands here; write the character itself"),
        ("unexpected end of hex escape", "half a character stands here; write the character itself"),
        ("invalid number", "this is no number; write 5, 0.5 or -5"),
        ("number out of range", "this number is too large to be one"),
        ("recursion limit", "brackets are nested too deep; a checklist needs at most some twenty levels"),
    ];
    table.into_iter().find(|(start, _)| told.starts_with(start)).map(|(_, words)| words)
}

/// Goes over a text that is known to be JSON.
struct Reader<'j> {
    json: &'j str,
    at: usize,
}

impl<'j> Reader<'j> {
    fn peek(&mut self) -> u8 {
        let bytes = self.json.as_bytes();
        while let Some(b' ' | b'\t' | b'\r' | b'\n' | b',' | b':') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(0)
    }

    fn value(&mut self) -> Node<'j> {
        let first = self.peek();
        let at = self.at;
        let what = match first {
            b'{' => What::Object(self.members()),
            b'[' => What::List(self.parts()),
            b'"' => What::Words(self.words()),
            _ => match self.token() {
                "true" => What::Bool(true),
                "false" => What::Bool(false),
                "null" => What::Null,
                number => What::Number(number),
            },
        };
        Node { at, what }
    }

    fn members(&mut self) -> Vec<Member<'j>> {
        let mut members = Vec::new();
        self.at += 1;
        while !matches!(self.peek(), b'}' | 0) {
            let at = self.at;
            let name = self.words();
            members.push(Member { name, at, value: self.value() });
        }
        self.at += 1;
        members
    }

    fn parts(&mut self) -> Vec<Node<'j>> {
        let mut parts = Vec::new();
        self.at += 1;
        while !matches!(self.peek(), b']' | 0) {
            parts.push(self.value());
        }
        self.at += 1;
        parts
    }

    fn words(&mut self) -> String {
        let bytes = self.json.as_bytes();
        let start = self.at;
        self.at += 1;
        while let Some(sign) = bytes.get(self.at).filter(|sign| **sign != b'"') {
            self.at += if *sign == b'\\' { 2 } else { 1 };
        }
        self.at += 1;
        self.json.get(start..self.at).and_then(|words| serde_json::from_str(words).ok()).unwrap_or_default()
    }

    fn token(&mut self) -> &'j str {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let end = rest.find([',', '}', ']', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
        // A token of no length would be read for ever.
        self.at += end.max(1);
        &rest[..end]
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Tree};

    #[test]
    fn places_are_found_by_path() {
        let json = "{\n  \"a\": [1, {\"é\\\"b\": \"x\",\n   \"c\": true}],\n  \"d\": {\"e\": null, \"e.f\": 2}\n}";
        let tree = Tree::read(json).unwrap();
        for (path, line, column) in [
            ("", 1, 1),
            ("a", 2, 8),
            ("a[0]", 2, 9),
            ("a[1].c", 3, 9),
            ("d.e", 4, 14),
            ("d.e.f", 4, 27),
            ("d.missing", 4, 8),
            ("a[7].c", 2, 8),
        ] {
            assert_eq!(tree.place_of(path), Place { line, column }, "{path}");
        }
    }
}
