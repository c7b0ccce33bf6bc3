//! What is printed, block by block, before it takes one of its forms: text, Markdown or HTML.

mod entry;
mod html;
mod markdown;
pub mod svg;
mod text;

pub(super) use entry::rows_of;
pub use entry::{Entry, Room, Space};

use crate::domain::Text;
use maud::Markup;

/// A printed page, or several, from its title on.
#[derive(Debug, Clone)]
pub struct Page {
    pub title: Text,
    /// What it is not, in large letters across each sheet of paper.
    pub across: Vec<Text>,
    /// What else must be known of it: on each sheet, behind that.
    pub marks: Vec<Text>,
    /// What is filled in on each sheet, so that one that comes off the others is known.
    pub each_sheet: Vec<Space>,
    pub made_for: MadeFor,
    pub blocks: Vec<Block>,
}

/// For what a page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFor {
    Reading,
    /// Close lines, a margin for holes, boxes that a pen finds.
    Writing,
    /// Large type, read from a step away.
    Distance,
    /// One sheet for a patient, in letters of so many points.
    Patient {
        letters: u8,
    },
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    Heading(Depth, Text),
    /// Paragraphs.
    Said(Vec<Said>),
    List(Vec<Said>),
    /// A paragraph of which parts are meant otherwise, one behind the other; those begin and end as a word does.
    Runs(Vec<Said>),
    /// A list of such lines.
    Lines(Vec<Vec<Said>>),
    Table(Table),
    /// What is to be typed as it stands: on one line in every form.
    Typed(Text),
    /// A drawing. What it shows stands in the table behind it: the other forms have that alone.
    Drawing(Drawing),
    /// Lines to be signed on paper.
    Sign(Vec<&'static str>),
    /// What is asked, with room for the answer, on one sheet.
    Entry(Entry),
    /// Room for a pen, row by row.
    Spaces(Vec<Vec<Space>>),
    /// What follows begins another sheet.
    NextSheet,
}

/// How deep below the title a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Part,
    Section,
    Group,
}

/// How words are meant. Each form shows it by more than a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Strong,
    Warning,
    Muted,
    /// Said by somebody, and not to be followed.
    Struck,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub tone: Tone,
    pub words: Text,
}

/// Words in rows and columns. Without a head the first cell of each row names it.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub caption: Option<Text>,
    pub head: Vec<Text>,
    /// How much of the width each column takes, in percent; as its words need, where nothing is said.
    pub widths: &'static [u8],
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a table's cell, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell(pub Vec<Said>);

/// A drawing with what whoever does not see it is told.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub title: Text,
    pub svg: Markup,
}

impl Said {
    pub fn plain(words: impl Into<Text>) -> Self {
        Self { tone: Tone::Plain, words: words.into() }
    }

    pub fn strong(words: impl Into<Text>) -> Self {
        Self { tone: Tone::Strong, words: words.into() }
    }

    pub fn warning(words: impl Into<Text>) -> Self {
        Self { tone: Tone::Warning, words: words.into() }
    }

    pub fn muted(words: impl Into<Text>) -> Self {
        Self { tone: Tone::Muted, words: words.into() }
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(words: T) -> Self {
        Self(vec![Said::plain(words)])
    }
}

impl From<Said> for Cell {
    fn from(said: Said) -> Self {
        Self(vec![said])
    }
}

impl From<Vec<Said>> for Cell {
    fn from(said: Vec<Said>) -> Self {
        Self(said)
    }
}

impl Table {
    pub fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|&name| Text::from(name)).collect(), ..Self::default() }
    }

    /// A table of names and what is said of each.
    pub fn of_facts<N: Into<Text>, C: Into<Cell>>(facts: impl IntoIterator<Item = (N, C)>) -> Self {
        let rows = facts.into_iter().map(|(name, said)| vec![Cell::from(Said::strong(name)), said.into()]);
        Self { rows: rows.collect(), widths: &[22, 78], ..Self::default() }
    }

    #[must_use]
    pub fn called(mut self, caption: impl Into<Text>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    #[must_use]
    pub fn wide(self, widths: &'static [u8]) -> Self {
        Self { widths, ..self }
    }

    #[must_use]
    pub fn with(mut self, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        self.rows.extend(rows);
        self
    }
}

impl Page {
    pub fn new(title: impl Into<Text>, across: Vec<Text>, marks: Vec<Text>) -> Self {
        let (each_sheet, made_for, blocks) = (Vec::new(), MadeFor::Reading, Vec::new());
        Self { title: title.into(), across, marks, each_sheet, made_for, blocks }
    }

    pub fn part(&mut self, heading: impl Into<Text>) -> &mut Self {
        self.put(Block::Heading(Depth::Part, heading.into()))
    }

    pub fn put(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    pub fn says(&mut self, said: impl IntoIterator<Item = Said>) -> &mut Self {
        self.put(Block::Said(said.into_iter().collect()))
    }

    /// A table, unless it is empty.
    pub fn table(&mut self, table: Table) -> &mut Self {
        if table.rows.is_empty() { self } else { self.put(Block::Table(table)) }
    }

    /// Its marks on one line.
    pub(super) fn band(&self) -> String {
        self.across.iter().chain(&self.marks).map(Text::as_str).collect::<Vec<_>>().join(" · ")
    }
}
