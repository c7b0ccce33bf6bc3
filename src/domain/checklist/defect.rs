//! What is wrong in a checklist file: where, what, and what to write instead.

use super::json::{self, Node};
use crate::domain::Text;
use std::fmt;

/// Something that is wrong in a checklist file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Where: `phases[0].sections[1].items[2].role`.
    pub path: String,
    /// What is wrong, and what to write instead.
    pub problem: String,
    /// Where in the file.
    pub place: Place,
}

impl Defect {
    /// What is wrong at a path of a file that is JSON.
    pub(in crate::domain) fn at(json: &str, path: String, problem: &str) -> Self {
        let byte = json::read(json, &[]).map_or(0, |root| byte_at(&root, &path));
        Self { path, problem: Text::sanitise(problem).to_string(), place: Place::of(json, byte) }
    }
}

/// Where the part of a path begins, or the last one on the way to it that there is.
fn byte_at(root: &Node<'_>, path: &str) -> usize {
    let mut node = root;
    for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
        let part = match step.strip_suffix(']') {
            Some(n) => n.parse::<usize>().ok().and_then(|n| node.list()?.get(n)),
            None => node.get(step),
        };
        let Some(part) = part else { break };
        node = part;
    }
    node.at
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", Text::sanitise(&self.path))?;
        }
        f.write_str(&self.problem)
    }
}

/// A line and a column, both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// The place of a byte of `text`.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}
