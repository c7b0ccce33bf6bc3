//! A record's entries for those who learn from it: who recorded them can be left out.

use super::{Entry, Line};
use serde_json::Value;

/// The same entries with each staff code replaced by one letter for as long as the record lasts; an entry that cannot
/// be written so is left out. Words that somebody wrote stay as they are.
pub fn anonymous(lines: &[Line]) -> Vec<Line> {
    let mut known = Vec::new();
    lines.iter().filter_map(|line| renamed(line, &mut known)).collect()
}

fn renamed(line: &Line, known: &mut Vec<String>) -> Option<Line> {
    let Some(fact) = &line.entry.fact else {
        let mut stamp = line.entry.stamp.clone();
        stamp.by.code = letter(&stamp.by.code.to_string(), known).parse().ok()?;
        stamp.stated_by = None;
        return Some(Line { hash: line.hash, entry: Entry { stamp, fact: None } });
    };
    let mut json = serde_json::from_str(&Entry::to_json(&line.entry.stamp, fact).ok()?).ok()?;
    rename(&mut json, known);
    Some(Line { hash: line.hash, entry: Entry::from_json(&json.to_string()).ok()? })
}

/// Somebody is a code with a role, or who said it, or whoever was told by their code alone.
fn rename(json: &mut Value, known: &mut Vec<String>) {
    match json {
        Value::Object(parts) => {
            let is_somebody = parts.contains_key("role");
            for (name, part) in parts {
                match (name.as_str(), &mut *part) {
                    ("code", Value::String(code)) if is_somebody => *code = letter(code, known),
                    ("stated_by", Value::String(code)) => *code = letter(code, known),
                    ("told", Value::String(code)) if place(code, known).is_some() => *code = letter(code, known),
                    (_, part) => rename(part, known),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| rename(part, known)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn place(code: &str, known: &[String]) -> Option<usize> {
    known.iter().position(|other| other.eq_ignore_ascii_case(code))
}

/// A, B, C and so on; behind Z with a number.
fn letter(code: &str, known: &mut Vec<String>) -> String {
    let nth = place(code, known).unwrap_or_else(|| {
        known.push(code.to_owned());
        known.len() - 1
    });
    let letter = ('A'..='Z').nth(nth % 26).unwrap_or('A');
    if nth < 26 { letter.to_string() } else { format!("{letter}{}", nth / 26 + 1) }
}
