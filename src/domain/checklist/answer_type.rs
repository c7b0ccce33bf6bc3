//! What answers an item: its type, its range or options, and what would be accepted in words.

use super::{Direction, ItemIx};
use crate::domain::{Decimal, Id, Text};
use std::borrow::Cow;

/// What answers an item.
#[derive(Debug, Clone)]
pub enum AnswerType {
    Check,
    Choice {
        options: Vec<Choice>,
        several: bool,
    },
    Number {
        unit: String,
        min: Decimal,
        max: Decimal,
        decimals: u32,
        alternatives: Vec<Choice>,
        otherwise: Option<Otherwise>,
    },
    Text {
        max: usize,
    },
    Date {
        points: Direction,
        /// Also a month, which stands for its last day.
        month: bool,
    },
    Time {
        points: Direction,
    },
    Timer {
        minutes: Decimal,
        /// The local name under which a site sets them.
        local: Option<Id>,
        /// The item from whose time it runs, unless somebody starts it.
        from: Option<ItemIx>,
    },
    Fields {
        fields: Vec<Field>,
        rows: usize,
        /// A row for each option chosen at this item, named in the first field.
        each: Option<ItemIx>,
        /// Named answers instead.
        alternatives: Vec<Choice>,
        scan: Option<Scan>,
    },
}

/// An option of a choice, or a named alternative to a number or to fields.
#[derive(Debug, Clone)]
pub struct Choice {
    pub id: Id,
    pub label: String,
    /// Excludes the others.
    pub alone: bool,
    /// Offered only where a site set all of these local names.
    pub where_set: Vec<Id>,
}

/// One named value of a `fields` answer.
#[derive(Debug, Clone)]
pub struct Field {
    pub id: Id,
    pub label: String,
    pub answer: AnswerType,
    /// May be left out.
    pub optional: bool,
}

/// What the scanned code of a drug's package gives a row: two of its fields, and two that nobody types.
#[derive(Debug, Clone)]
pub struct Scan {
    pub lot: Id,
    pub expiry: Id,
    /// Which article was scanned.
    pub article: Id,
    /// As what the site knows that article, where that is not the drug of this item.
    pub other_drug: Id,
    /// Under which name the site keeps the article numbers of this drug.
    pub articles: Id,
}

impl Scan {
    /// What is said of a package that is of another drug.
    pub(super) const OTHER_DRUG: &str = "Not the drug of this line: put it away, take the right one and scan that, \
        or read the label and type lot and expiry.";

    /// What a row keeps of a scan beside its fields, and how that is called.
    pub fn kept(&self) -> [(&Id, &'static str); 2] {
        [(&self.other_drug, "package of"), (&self.article, "article")]
    }
}

/// The same quantity in a unit that is not in use here.
#[derive(Debug, Clone)]
pub struct Otherwise {
    pub unit: String,
    /// From where it is plausible.
    pub min: Decimal,
    /// Up to where.
    pub max: Decimal,
}

impl AnswerType {
    /// The options of a choice, or the named alternatives.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options, .. } => options,
            Self::Number { alternatives, .. } | Self::Fields { alternatives, .. } => alternatives,
            Self::Check | Self::Text { .. } | Self::Date { .. } | Self::Time { .. } | Self::Timer { .. } => &[],
        }
    }

    /// The alternatives that a sign picks before anything is typed; to a number the second sign is a minus.
    pub fn signs(&self) -> impl Iterator<Item = (char, &Choice)> {
        let signs = match self {
            Self::Number { .. } => "=",
            Self::Fields { .. } => "=-",
            Self::Check
            | Self::Choice { .. }
            | Self::Text { .. }
            | Self::Date { .. }
            | Self::Time { .. }
            | Self::Timer { .. } => "",
        };
        signs.chars().zip(self.options())
    }

    /// The alternative that a sign picks.
    pub fn signed(&self, sign: char) -> Option<&Choice> {
        self.signs().find(|(own, _)| *own == sign).map(|(_, option)| option)
    }

    /// An option's label, or its id where it has none.
    pub fn label<'a>(&'a self, id: &'a Id) -> &'a str {
        let option = self.options().iter().find(|option| option.id == *id);
        option.map_or(id.as_str(), |option| option.label.as_str())
    }

    /// What a scanned package fills here.
    pub fn scan(&self) -> Option<&Scan> {
        match self {
            Self::Fields { scan, .. } => scan.as_ref(),
            Self::Check
            | Self::Choice { .. }
            | Self::Number { .. }
            | Self::Text { .. }
            | Self::Date { .. }
            | Self::Time { .. }
            | Self::Timer { .. } => None,
        }
    }

    /// Whether it is ticked with one key, or answered "not right".
    pub fn is_check(&self) -> bool {
        matches!(self, Self::Check)
    }

    fn or_else(&self) -> String {
        let ids: Vec<&str> = self.options().iter().map(|option| option.id.as_str()).collect();
        if ids.is_empty() { String::new() } else { format!(", or {}", ids.join(", ")) }
    }

    /// What would be accepted, in words.
    pub fn prompt(&self) -> Text {
        let words: Cow<'_, str> = match self {
            Self::Check => "tick it, or say what is not right".into(),
            Self::Choice { options, several } => {
                let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
                let how = if *several { "choose one or several of" } else { "choose one of" };
                format!("{how} {}", ids.join(", ")).into()
            }
            Self::Number { unit, min, max, .. } => {
                format!("give a number from {min} to {max} {unit}{}", self.or_else()).into()
            }
            Self::Text { max } => format!("give some words ({max} characters at most)").into(),
            Self::Date { month: true, .. } => "give a month, such as 03/27, or a date, such as 2027-03-31".into(),
            Self::Date { .. } => "give a date, such as 2026-11-30".into(),
            Self::Time { points: Direction::Now | Direction::Past, .. } => {
                "give a time, such as 09:41, \"yesterday 22:00\" or \"now\"".into()
            }
            Self::Time { .. } => "give a time, such as 2026-11-30 09:41".into(),
            Self::Timer { minutes, .. } => {
                format!("\"start\" the timer, and \"end\" it when {minutes} min have passed").into()
            }
            Self::Fields { fields, .. } => {
                let ids: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
                format!("give {}, in this order, or each as NAME=VALUE{}", ids.join(", "), self.or_else()).into()
            }
        };
        Text::sanitise(&words)
    }
}
