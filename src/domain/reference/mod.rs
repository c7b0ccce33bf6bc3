//! What there is to look up beside the items, each as a sheet to read: notices, pages, billing, handouts and crisis
//! cards. What a sheet says is decided here alone; screens and command only lay it out.

mod conditions;
mod handed;
mod search;
mod sheets;

pub use handed::{Handed, HandedBlock, Missing, Run};
pub use search::{Found, search};

use super::Text;
use super::checklist::Evidence;
use serde::Serialize;

/// What kind of sheet it is; they stand in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    Notices,
    Page,
    Billing,
    Handout,
    Card,
}

impl Topic {
    /// The heading over its sheets.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Notices => "NOTICES",
            Self::Page => "PAGES",
            Self::Billing => "BILLING",
            Self::Handout => "HANDOUTS",
            Self::Card => "CRISIS CARDS",
        }
    }

    /// How its sheets are told apart from pages of the same id.
    fn key(self, id: &str) -> String {
        match self {
            Self::Notices | Self::Page | Self::Billing => id.to_owned(),
            Self::Handout => format!("handout/{id}"),
            Self::Card => format!("card/{id}"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// What a command calls it: a page by its id, a handout and a card with their kind before it.
    pub key: String,
    pub checklist: Text,
    pub topic: Topic,
    pub title: Text,
    pub parts: Vec<Part>,
    /// How well the whole is supported; where there is no mark, each part says it or names its sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Title, year, lines and address, numbered from 1 by the parts.
    pub sources: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// In which cases it holds, in words; in all, without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    #[serde(flatten)]
    pub body: Body,
    /// The numbers of its sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    Warning(Text),
    Heading(Text),
    Text(Text),
    List(Vec<Text>),
    /// A list in its order.
    Steps(Vec<Text>),
    Table {
        head: Vec<Text>,
        rows: Vec<Vec<Text>>,
    },
}

impl Sheet {
    /// Its id without its kind.
    pub fn id(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or_default()
    }

    /// Every line in which something can be found: a row of a table is one.
    fn lines(&self) -> impl Iterator<Item = String> {
        let of_part = |part: &Part| match &part.body {
            Body::Warning(words) | Body::Heading(words) | Body::Text(words) => vec![words.to_string()],
            Body::List(lines) | Body::Steps(lines) => lines.iter().map(ToString::to_string).collect(),
            Body::Table { head, rows } => {
                let cell = |(head, cell): (&Text, &Text)| format!("{head}: {cell}");
                let row = |row: &Vec<Text>| head.iter().zip(row).map(cell).collect::<Vec<_>>().join("; ");
                rows.iter().map(row).collect()
            }
        };
        self.parts.iter().flat_map(of_part).chain(self.sources.iter().map(ToString::to_string))
    }
}
