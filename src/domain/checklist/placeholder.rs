//! What stands between braces in a handout: a time of the case, perhaps so long before or after it.

use jiff::Span;

/// A piece of a handout's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    Time(Placeholder<'a>),
    /// What stands behind a brace that is not closed.
    Unclosed(&'a str),
}

/// A time that a case knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder<'a> {
    /// The item that is answered with it, perhaps with another one for as long as that has none.
    of: &'a str,
    /// So long before or after it, as it is written.
    pub span: Option<&'a str>,
    pub is_before: bool,
}

impl<'a> Placeholder<'a> {
    /// Stands for the time for which the case is planned, where no item has this id.
    pub const PLANNED: &'static str = "planned";

    fn new(inside: &'a str) -> Self {
        // Ids have no capital letter and no plus.
        let cut = inside.find('+').or_else(|| inside.find("-P"));
        let (of, span) = cut.map_or((inside, None), |at| (&inside[..at], Some(&inside[at + 1..])));
        Self { of, span, is_before: cut.is_some_and(|at| inside[at..].starts_with('-')) }
    }

    /// The ids of the items, the first first.
    pub fn ids(self) -> impl Iterator<Item = &'a str> {
        self.of.splitn(2, '|')
    }

    /// How long after it; before it where that is negative. Nothing without one, or where it cannot be read.
    pub fn after(self) -> Option<Span> {
        let span: Span = self.span?.parse().ok()?;
        Some(if self.is_before { -span } else { span })
    }
}

/// The words between the places, and the places.
pub fn pieces(words: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (n, part) in words.split('{').enumerate() {
        let after = match part.split_once('}') {
            _ if n == 0 => part,
            Some((inside, after)) => {
                pieces.push(Piece::Time(Placeholder::new(inside)));
                after
            }
            None => {
                pieces.push(Piece::Unclosed(part));
                ""
            }
        };
        pieces.extend((!after.is_empty()).then_some(Piece::Words(after)));
    }
    pieces
}
