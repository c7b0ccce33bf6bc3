//! What may stand in a place of a file, and how a person is told so.

use super::json;
use super::json::Value;
use super::vocabulary::Vocabulary;
use crate::domain::Decimal;

/// The fields of an object.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [Field],
}

#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
    pub(crate) need: Need,
    /// It came after the first programs that read this format: they cannot use a file that has it.
    pub(crate) later: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Must,
    /// Missing or `null`.
    May,
    /// Missing: then it is empty, or "no".
    OrNot,
}

/// What may stand in a place.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Some words, so many characters at most.
    Words(usize),
    /// Words, perhaps none.
    Free,
    Unit,
    Id,
    /// An id of something else in the file.
    Name,
    Version,
    /// A source, perhaps with a line.
    Citation,
    Duration,
    Date,
    OneOf(&'static Vocabulary),
    YesNo,
    Year,
    /// A whole number from one to another, and what is told of any other; `{}` stands for it.
    Whole(u32, u32, &'static str),
    /// A number, perhaps in quotation marks.
    Number,
    /// A number, or one that a site may set.
    Limit,
    /// A duration, or one that a site may set.
    Interval,
    /// A number, a duration, words or a list of words: what its name is declared for.
    LocalValue,
    List(&'static Kind),
    Several {
        of: &'static Kind,
        least: usize,
        most: usize,
        /// What is told where there are too few, unless a reader knows better.
        few: &'static str,
    },
    One(&'static Shape),
    /// By names of the author's choice.
    Named(&'static Kind),
    ById(&'static Kind),
}

/// The fields of each object of a file: how much one is needed, its name, what may stand there, what it is for.
macro_rules! shapes {
    ($($(#[doc = $about:literal])? $shape:ident: $name:literal {
        $($need:ident $field:literal: $kind:expr $(=> $what:literal)?,)+
    })*) => { $(
        $(#[doc = $about])?
        pub(super) static $shape: $crate::domain::checklist::shape::Shape = $crate::domain::checklist::shape::Shape {
            name: $name,
            about: concat!($($about)?).trim_ascii(),
            fields: &[$($need($field, $kind, concat!($($what)?)),)+],
        };
    )* };
}
pub(crate) use shapes;

/// The same of parts that are held as they are written: each field with the type in which it is held.
macro_rules! parts {
    ($($(#[doc = $about:literal])? $shape:ident: $part:ident {
        $($need:ident $field:ident: $type:ty = $kind:expr $(=> $what:literal)?,)+
    })*) => { $(
        $(#[doc = $about])?
        #[derive(Debug, Clone)]
        pub struct $part {
            $($(#[doc = $what])? pub $field: $type,)+
        }

        pub(super) static $shape: $crate::domain::checklist::shape::Shape = $crate::domain::checklist::shape::Shape {
            name: stringify!($part),
            about: concat!($($about)?).trim_ascii(),
            fields: &[$($need(super::shape::name(stringify!($field)), $kind, concat!($($what)?)),)+],
        };

        impl super::read::Part for $part {
            fn part(value: &super::json::Node<'_>, reader: &mut super::read::Reader<'_>) -> Option<Self> {
                $(let $field = reader.part(value, super::shape::name(stringify!($field)));)+
                Some(Self { $($field: $field?,)+ })
            }
        }
    )* };
}
pub(super) use parts;

/// The name of a field in a file: a word that Rust keeps for itself is marked in code only.
pub(crate) const fn name(field: &'static str) -> &'static str {
    if let [b'r', b'#', ..] = field.as_bytes() { field.split_at(2).1 } else { field }
}

pub(crate) const fn must(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, about, need: Need::Must, later: false }
}

pub(crate) const fn may(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, about, need: Need::May, later: false }
}

pub(crate) const fn or_not(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, about, need: Need::OrNot, later: false }
}

/// The same, come later.
pub(crate) const fn later(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, about, need: Need::May, later: true }
}

pub(crate) const fn later_or_not(name: &'static str, kind: Kind, about: &'static str) -> Field {
    Field { name, kind, about, need: Need::OrNot, later: true }
}

pub(crate) const fn some(of: &'static Kind, few: &'static str) -> Kind {
    several(of, 1, usize::MAX, few)
}

pub(crate) const fn several(of: &'static Kind, least: usize, most: usize, few: &'static str) -> Kind {
    Kind::Several { of, least, most, few }
}

pub(crate) const LONGEST_UNIT: usize = 20;

impl Kind {
    /// Whether a value without parts is as wanted.
    pub(crate) fn fits(&self, value: &Value<'_>) -> bool {
        match (self, value) {
            (Self::Date, Value::Words(words)) => words.parse::<jiff::civil::Date>().is_ok(),
            (Self::OneOf(vocabulary), Value::Words(word)) => vocabulary.words.iter().any(|(known, _)| word == known),
            (Self::Number, Value::Words(words)) => words.parse::<Decimal>().is_ok(),
            (
                Self::Words(_)
                | Self::Free
                | Self::Unit
                | Self::Id
                | Self::Name
                | Self::Version
                | Self::Citation
                | Self::Duration
                | Self::Interval
                | Self::LocalValue,
                Value::Words(_),
            )
            | (Self::YesNo, Value::Bool(_)) => true,
            (Self::Year, Value::Number(raw)) => raw.parse::<u16>().is_ok(),
            (Self::Whole(..), Value::Number(raw)) => raw.parse::<u32>().is_ok(),
            (Self::Number | Self::Limit | Self::LocalValue, Value::Number(raw)) => json::decimal(raw).is_some(),
            (Self::LocalValue, Value::List(parts)) => parts.iter().all(|part| part.words().is_some()),
            _ => false,
        }
    }

    /// What to write.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Words(_)
            | Self::Free
            | Self::Unit
            | Self::Id
            | Self::Name
            | Self::Version
            | Self::Citation
            | Self::Duration
            | Self::Interval => "write words in quotation marks".to_owned(),
            Self::LocalValue => "write a number, or words or a list of words in quotation marks".to_owned(),
            Self::Date => "write a date, such as \"2026-11-30\"".to_owned(),
            Self::OneOf(Vocabulary { words, .. }) => {
                format!("use {}", joined(&words.iter().map(|(word, _)| *word).collect::<Vec<_>>(), "or"))
            }
            Self::YesNo => "write true or false, without quotation marks".to_owned(),
            Self::Year => format!("write a whole number up to {}", u16::MAX),
            Self::Whole(one, only, _) if one == only => format!("write {one}"),
            Self::Whole(from, u32::MAX, _) => format!("write a whole number, {from} or more"),
            Self::Whole(from, to, _) => format!("write a whole number, {from} to {to}"),
            Self::Number | Self::Limit => "write a number of at most 18 digits, such as 37.5".to_owned(),
            Self::List(_) | Self::Several { .. } => "write a list in square brackets: [ … ]".to_owned(),
            Self::One(shape) => {
                let needed = shape.fields.iter().filter(|field| field.need == Need::Must);
                match needed.map(|field| field.name).collect::<Vec<_>>().as_slice() {
                    [] => "write fields in braces: { … }".to_owned(),
                    needed => format!("write {{ … }} with {}", joined(needed, "and")),
                }
            }
            Self::Named(_) | Self::ById(_) => {
                "write names and what belongs to them in braces: { \"name\": … }".to_owned()
            }
        }
    }

    /// Why a value is not what is wanted, and what to write.
    pub(crate) fn refusal(&self, value: &Value<'_>) -> String {
        let found = match value {
            Value::Null => "null".to_owned(),
            Value::Bool(yes) => yes.to_string(),
            Value::Number(raw) => (*raw).to_owned(),
            Value::Words(words) => format!("\"{words}\""),
            Value::List(_) => "a list".to_owned(),
            Value::Object(_) => "something in braces".to_owned(),
        };
        let wrong = match self {
            Self::Date => format!("{found} is not a date"),
            Self::OneOf(Vocabulary { noun, .. }) => {
                let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
                format!("{found} is not {article} {noun}")
            }
            _ => format!("{found} stands here"),
        };
        format!("{wrong}; {}", self.words())
    }
}

fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}
