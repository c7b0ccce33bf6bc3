//! What is filled in with a pen: boxes, blanks and ruled lines, each with its words.

use super::Said;
use crate::domain::Text;

/// Something that is asked on paper.
#[derive(Debug, Clone)]
pub struct Entry {
    /// A box before it says that it was done; without one its spaces are the answer.
    pub tick: bool,
    pub number: Text,
    pub words: Text,
    /// What is said of it in few words.
    pub beside: Text,
    pub before: Vec<Said>,
    /// Room for the answer, row by row.
    pub spaces: Vec<Vec<Space>>,
    pub after: Vec<Said>,
    /// At its end, away from the answer.
    pub margin: Vec<Space>,
}

/// Room for a pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Space {
    /// A box, and what it says when it is ticked.
    Tick(Text),
    /// A blank between its name and its unit.
    Blank(Text, Room, Text),
    /// Ruled lines, this many.
    Lines(usize),
    /// Words among the others.
    Words(Text),
}

/// For what a blank has room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Initials,
    Number,
    Word,
    Words,
    /// `__:__`
    Time,
    Date,
    DateAndTime,
}

impl Space {
    pub fn tick(words: impl Into<Text>) -> Self {
        Self::Tick(words.into())
    }

    pub fn blank(name: impl Into<Text>, room: Room) -> Self {
        Self::Blank(name.into(), room, Text::default())
    }
}

impl Room {
    /// Its parts, each as wide as so many digits, and the signs between them.
    pub(super) fn parts(self) -> &'static [(usize, &'static str)] {
        match self {
            Self::Initials => &[(5, "")],
            Self::Number => &[(8, "")],
            Self::Word => &[(14, "")],
            Self::Words => &[(30, "")],
            Self::Time => &[(2, ":"), (2, "")],
            Self::Date => &[(4, "-"), (2, "-"), (2, "")],
            Self::DateAndTime => &[(4, "-"), (2, "-"), (2, " "), (2, ":"), (2, "")],
        }
    }

    /// The same in signs.
    pub(super) fn drawn(self) -> String {
        self.parts().iter().map(|(digits, sign)| "_".repeat(*digits) + sign).collect()
    }
}

/// The same row this many times.
pub(in crate::report) fn rows_of(count: usize, row: &[Space]) -> Vec<Vec<Space>> {
    vec![row.to_vec(); count]
}
