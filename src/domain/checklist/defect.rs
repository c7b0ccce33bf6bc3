//! What is wrong in a checklist file: where, what, and what to write instead.

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
