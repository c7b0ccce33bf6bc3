//! A JSON text as a tree that knows where each of its parts stands: read whole, or told where it is no JSON.

use super::{Defect, Place};
use crate::domain::Decimal;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A value, the byte at which it begins and the one after it.
#[derive(Debug)]
pub(crate) struct Node<'j> {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) value: Value<'j>,
}

#[derive(Debug)]
pub(crate) enum Value<'j> {
    Null,
    Bool(bool),
    Number(&'j str),
    Words(Cow<'j, str>),
    List(Vec<Node<'j>>),
    Object(Vec<Member<'j>>),
}

/// A field of an object: its name, where that stands, and its value.
#[derive(Debug)]
pub(crate) struct Member<'j> {
    pub(crate) name: Cow<'j, str>,
    pub(crate) at: usize,
    pub(crate) node: Node<'j>,
}

impl<'j> Node<'j> {
    /// What a field holds. `null` is nothing; of a field that is given twice the first counts.
    pub(crate) fn get(&self, name: &str) -> Option<&Node<'j>> {
        let Value::Object(members) = &self.value else { return None };
        let node = &members.iter().find(|member| member.name == name)?.node;
        (!matches!(node.value, Value::Null)).then_some(node)
    }

    pub(crate) fn words(&self) -> Option<&str> {
        if let Value::Words(words) = &self.value { Some(words) } else { None }
    }

    pub(crate) fn yes(&self) -> Option<bool> {
        if let Value::Bool(yes) = self.value { Some(yes) } else { None }
    }

    pub(crate) fn whole(&self) -> Option<u32> {
        if let Value::Number(raw) = self.value { raw.parse().ok() } else { None }
    }

    /// A number, perhaps in quotation marks.
    pub(crate) fn decimal(&self) -> Option<Decimal> {
        match &self.value {
            Value::Number(raw) => decimal(raw),
            Value::Words(words) => words.parse().ok(),
            Value::Null | Value::Bool(_) | Value::List(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Node<'j>]> {
        if let Value::List(parts) = &self.value { Some(parts) } else { None }
    }

    pub(crate) fn members(&self) -> &[Member<'j>] {
        if let Value::Object(members) = &self.value { members } else { &[] }
    }

    /// The path of the part, or of the name of a field, that begins at a byte: `phases[1].items[3].role`.
    pub(crate) fn path_to(&self, byte: usize) -> String {
        let mut path = String::new();
        let mut node = self;
        while node.at != byte {
            let inside = match &node.value {
                Value::List(parts) => parts.iter().enumerate().find(|(_, part)| byte < part.end).map(|(n, part)| {
                    path.push_str(&format!("[{n}]"));
                    part
                }),
                Value::Object(members) => members.iter().find(|member| byte < member.node.end).map(|member| {
                    add_field(&mut path, &member.name);
                    &member.node
                }),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Words(_) => None,
            };
            match inside {
                Some(part) if part.at <= byte => node = part,
                Some(_) | None => break,
            }
        }
        path
    }
}

/// A number of JSON as it was typed; one with a power of ten is written out.
pub(crate) fn decimal(raw: &str) -> Option<Decimal> {
    raw.parse().ok().or_else(|| raw.parse::<f64>().ok()?.to_string().parse().ok())
}

/// Adds a field's name to a path.
pub(crate) fn add_field(path: &mut String, name: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// Why a text is no JSON, and what to write.
struct NoJson {
    at: usize,
    path: String,
    problem: &'static str,
}

impl NoJson {
    fn inside(mut self, step: &str) -> Self {
        self.path.insert_str(0, step);
        self
    }
}

type Read<T> = Result<T, NoJson>;

const TOO_DEEP: &str = "brackets are nested too deep; at most some twenty levels are needed";
const DEEPEST: usize = 127;
const LONGEST_PATH: usize = 200;

/// Reads a text, or says where it is no JSON. Fields of the whole that are not wanted are passed over.
pub(crate) fn read<'j>(json: &'j str, unwanted: &'j [&'j str]) -> Result<Node<'j>, Vec<Defect>> {
    let mut reader = Reader { json, unwanted, at: 0, depth: 0, parts: Vec::new(), members: Vec::new() };
    reader.whole().map_err(|NoJson { at, path, problem }| {
        // Brackets without end are no path.
        let path = if path.len() > LONGEST_PATH { String::new() } else { path.trim_start_matches('.').to_owned() };
        vec![Defect { path, problem: problem.to_owned(), place: Place::of(json, at) }]
    })
}

struct Reader<'j> {
    json: &'j str,
    unwanted: &'j [&'j str],
    at: usize,
    depth: usize,
    /// What was read of the lists and objects that are not at their end: each is then as large as it needs to be.
    parts: Vec<Node<'j>>,
    members: Vec<Member<'j>>,
}

impl<'j> Reader<'j> {
    fn whole(&mut self) -> Read<Node<'j>> {
        let root = self.value()?;
        self.peek();
        if self.at < self.json.len() {
            return self.bad("something stands after the end; a file holds one { … }");
        }
        Ok(root)
    }

    fn bad<T>(&self, problem: &'static str) -> Read<T> {
        let length = self.json.len();
        if self.at < length {
            return Err(NoJson { at: self.at, path: String::new(), problem });
        }
        // The last line with something on it, unless the file ends with an empty one.
        let at = if self.json.ends_with('\n') { length } else { length.saturating_sub(1) };
        let problem = "the file ends too early; close every quotation mark and every bracket";
        Err(NoJson { at, path: String::new(), problem })
    }

    /// The next byte that is no white space; 0 at the end.
    fn peek(&mut self) -> u8 {
        let bytes = self.json.as_bytes();
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or(0)
    }

    fn value(&mut self) -> Read<Node<'j>> {
        let first = self.peek();
        let at = self.at;
        let value = match first {
            b'{' | b'[' if self.depth == DEEPEST => return self.bad(TOO_DEEP),
            b'{' => self.object()?,
            b'[' => self.list()?,
            b'"' => Value::Words(self.words()?),
            b't' => self.word("true", Value::Bool(true))?,
            b'f' => self.word("false", Value::Bool(false))?,
            b'n' => self.word("null", Value::Null)?,
            b'-' | b'0'..=b'9' => Value::Number(self.number()?),
            _ => return self.bad("a value is missing; write \"words\", a number, true, false, [ … ] or { … }"),
        };
        Ok(Node { at, end: self.at, value })
    }

    fn object(&mut self) -> Read<Value<'j>> {
        let first = self.members.len();
        self.several(b'}', |reader| {
            let member = reader.member()?;
            reader.members.extend(member);
            Ok(())
        })?;
        Ok(Value::Object(self.members.drain(first..).collect()))
    }

    fn list(&mut self) -> Read<Value<'j>> {
        let first = self.parts.len();
        self.several(b']', |reader| {
            let n = reader.parts.len() - first;
            let part = reader.value().map_err(|bad| bad.inside(&format!("[{n}]")))?;
            reader.parts.push(part);
            Ok(())
        })?;
        Ok(Value::List(self.parts.drain(first..).collect()))
    }

    /// What stands between two brackets, with commas between.
    fn several(&mut self, end: u8, mut part: impl FnMut(&mut Self) -> Read<()>) -> Read<()> {
        self.at += 1;
        self.depth += 1;
        if self.peek() != end {
            loop {
                part(self)?;
                match self.peek() {
                    b',' => self.at += 1,
                    sign if sign == end => break,
                    _ => return self.bad(NO_COMMA),
                }
                if self.peek() == end {
                    return self.bad("a comma stands before a closing bracket; take it out");
                }
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(())
    }

    fn member(&mut self) -> Read<Option<Member<'j>>> {
        if self.peek() != b'"' {
            return self.bad("the name of a field stands in quotation marks; write \"name\": …");
        }
        let at = self.at;
        let name = self.words()?;
        if self.peek() != b':' {
            return self.bad("a colon is missing after the name of a field");
        }
        self.at += 1;
        if self.depth == 1 && self.unwanted.contains(&&*name) {
            return self.pass_over().map(|()| None);
        }
        let node = self.value().map_err(|bad| bad.inside(&format!(".{name}")))?;
        Ok(Some(Member { name, at, node }))
    }

    /// Goes to the end of a value, with no look at more than its words and brackets.
    fn pass_over(&mut self) -> Read<()> {
        let mut inside = 0;
        loop {
            match self.peek() {
                b',' | b']' | b'}' if inside == 0 => return Ok(()),
                0 => return self.bad(NO_COMMA),
                b'"' => {
                    self.words()?;
                    continue;
                }
                b'{' | b'[' => inside += 1,
                b'}' | b']' => inside -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn words(&mut self) -> Read<Cow<'j, str>> {
        let bytes = self.json.as_bytes();
        let start = self.at + 1;
        let (mut at, mut escaped) = (start, false);
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(b' '..) => at += 1,
                Some(0..b' ') | None => {
                    self.at = at;
                    return self
                        .bad("a line break or a tab stands inside quotation marks; write the words on one line");
                }
            }
        }
        self.at = at + 1;
        let raw = &self.json[start..at];
        if !escaped {
            return Ok(Cow::Borrowed(raw));
        }
        // The signs behind backslashes are left to the library; a wrong one is only looked for where there is one.
        serde_json::from_str(&self.json[start - 1..=at]).map(Cow::Owned).or_else(|_| {
            self.at = start;
            self.wrong_escape(raw)
        })
    }

    fn wrong_escape<T>(&mut self, raw: &str) -> Read<T> {
        let mut signs = raw.char_indices();
        let mut unicode = 0;
        while let Some((n, sign)) = signs.next() {
            if sign != '\\' {
                continue;
            }
            match signs.next() {
                Some((_, 'u')) => unicode = n,
                Some((_, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't')) => {}
                Some(_) | None => {
                    self.at += n;
                    return self.bad("a backslash starts a special sign here; write \\\\ for a backslash itself");
                }
            }
        }
        self.at += unicode;
        self.bad("half a character stands here; write the character itself")
    }

    fn word(&mut self, word: &str, value: Value<'j>) -> Read<Value<'j>> {
        if !self.json[self.at..].starts_with(word) {
            return self.bad("this is no value; write \"words\", a number, true, false, [ … ] or { … }");
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Read<&'j str> {
        let rest = &self.json[self.at..];
        let end =
            rest.find(|sign: char| !matches!(sign, '0'..='9' | '.' | '-' | '+' | 'e' | 'E')).unwrap_or(rest.len());
        let raw = &rest[..end];
        if serde_json::from_str::<IgnoredAny>(raw).is_err() {
            return self.bad("this is no number; write 5, 0.5 or -5");
        }
        if raw.parse::<f64>().is_ok_and(f64::is_infinite) {
            return self.bad("this number is too large to be one");
        }
        self.at += end;
        Ok(raw)
    }
}

const NO_COMMA: &str = "a comma or a closing bracket is missing before this";

#[cfg(test)]
mod tests {
    use super::{Node, Value, read};
    use proptest::prelude::*;
    use serde_json::Value as Json;

    #[test]
    fn paths_are_found_by_place() {
        let json = "{\n  \"a\": [1, {\"é\\\"b\": \"x\",\n   \"c\": true}],\n  \"d\": {\"e\": null, \"e.f\": 2}\n}";
        let root = read(json, &[]).unwrap();
        for (found, path) in [
            ("{\n", ""),
            ("[1", "a"),
            ("1,", "a[0]"),
            ("true", "a[1].c"),
            ("\"c\"", "a[1].c"),
            ("null", "d.e"),
            ("2}", "d.e.f"),
        ] {
            assert_eq!(root.path_to(json.find(found).unwrap()), path, "{found}");
        }
    }

    fn plain(node: &Node<'_>) -> Json {
        match &node.value {
            Value::Null => Json::Null,
            Value::Bool(yes) => (*yes).into(),
            Value::Number(raw) => serde_json::from_str(raw).unwrap(),
            Value::Words(words) => words.as_ref().into(),
            Value::List(parts) => parts.iter().map(plain).collect(),
            Value::Object(members) => members.iter().map(|m| (m.name.clone(), plain(&m.node))).collect(),
        }
    }

    #[test]
    fn brackets_are_nested_as_deep_as_elsewhere() {
        for depth in [126, 127, 128] {
            let json = "[".repeat(depth) + &"]".repeat(depth);
            assert_eq!(read(&json, &[]).is_ok(), serde_json::from_str::<Json>(&json).is_ok(), "{depth}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        /// What is JSON and what it says is the same as for everybody else.
        #[test]
        fn the_same_texts_are_read_the_same(json in r#"([\[\]{}:, \n]|"[a\\"u0d8é\t/n]{0,4}"|-?[0-9]{1,3}(\.[0-9]{0,2})?([eE]-?[0-9]{0,3})?|true|false|null){0,9}"#) {
            match (read(&json, &[]), serde_json::from_str::<Json>(&json)) {
                (Ok(node), Ok(value)) => prop_assert_eq!(plain(&node), value),
                (Err(_), Err(_)) => {}
                (ours, theirs) => prop_assert!(false, "{ours:?} {theirs:?}"),
            }
        }
    }
}
