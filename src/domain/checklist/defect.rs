//! What is wrong in a checklist file: where, what, and what to write instead.

use super::Place;
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
