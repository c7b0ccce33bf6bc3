//! A valid checklist: phases, sections and items whose references are known to hold.

mod check;
mod condition;
pub mod draft;
mod extras;
mod place;

pub use check::{Defect, Locals};
pub use condition::{Condition, Seen, Truth};
pub use draft::{Draft, Evidence, Led, Level, Notice, NoticeLevel, Points, Review, Style};
pub use extras::Extras;
pub use place::{Place, place_of};

use super::{Decimal, Id, Role, Text};
use jiff::Span;
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// An item's place in [`Checklist::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub usize);

/// A section's place in [`Checklist::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(pub usize);

/// A phase's place in [`Checklist::phases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseIx(pub usize);

/// A checklist that was checked: only [`Draft::check`] makes one.
#[derive(Debug, Clone)]
pub struct Checklist {
    /// Its id.
    pub id: Id,
    /// Its version.
    pub version: Text,
    /// Its name.
    pub title: Text,
    /// Its aim, in a sentence.
    pub objective: Text,
    /// Who reviewed it.
    pub review: Review,
    /// What every reader must know.
    pub notices: Vec<Notice>,
    /// The sources by id, with their titles.
    pub sources: BTreeMap<Id, draft::Source>,
    /// The phases, in order.
    pub phases: Vec<Phase>,
    /// All sections, in order.
    pub sections: Vec<Section>,
    /// All items, in order.
    pub items: Vec<Item>,
    /// What it holds beside its items.
    pub extras: Extras,
}

/// A phase: pre-procedure, procedure, post-procedure.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// Its sections.
    pub sections: Range<usize>,
}

/// A pause point.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// When it is read, in words.
    pub moment: Text,
    /// Who leads it.
    pub led_by: Led,
    /// How it is read.
    pub style: Style,
    /// Recordable whatever stands in the way.
    pub always_open: bool,
    /// The needle is in: nothing here needs typing.
    pub needle_in: bool,
    /// After how many attempts the patient may be given up as lost to follow-up.
    pub attempts: Option<u32>,
    /// When it is due.
    pub due: Option<Due>,
    /// The phase it belongs to.
    pub phase: PhaseIx,
    /// Its items.
    pub items: Range<usize>,
}

/// When a section is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// How long after the anchor it is due.
    pub after: Span,
    /// The item whose time is the anchor.
    pub from: ItemIx,
    /// How long after the anchor it is late.
    pub by: Span,
}

/// One thing to do, confirm or record.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: Id,
    /// What to do.
    pub text: Text,
    /// The same, short enough to be read from a distance.
    pub short: Text,
    /// Whose item it is.
    pub role: Led,
    /// Its weight.
    pub level: Level,
    /// Asked of the patient.
    pub screening: bool,
    /// What answers it.
    pub answer: AnswerType,
    /// When it applies; always, where there is none.
    pub when: Option<Condition>,
    /// Needs two different people.
    pub two_person: bool,
    /// Whose answers it confirms.
    pub confirms: Vec<ItemIx>,
    /// What must not be passed.
    pub stops: Vec<Stop>,
    /// What is shown without halting.
    pub cautions: Vec<Caution>,
    /// Who may go on while it is open or not right.
    pub override_by: OverrideBy,
    /// Why it matters.
    pub why: Text,
    /// Where that is from.
    pub sources: Vec<Text>,
    /// How well that is supported.
    pub evidence: Evidence,
    /// The section it belongs to.
    pub section: SectionIx,
}

/// A stop: when it stands, what it says, and who may go on in spite of it.
#[derive(Debug, Clone)]
pub struct Stop {
    /// When it stands.
    pub when: Condition,
    /// What is wrong and what to do.
    pub say: Text,
    /// Who may go on.
    pub override_by: OverrideBy,
}

/// A caution: when it shows, what it says, whom to tell.
#[derive(Debug, Clone)]
pub struct Caution {
    /// When it shows.
    pub when: Condition,
    /// What is out of the expected.
    pub say: Text,
    /// Whom to tell.
    pub tell: Option<Text>,
}

/// Who may override.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverrideBy {
    /// A clinician, with a reason.
    #[default]
    Clinician,
    /// Nobody.
    Never,
}

impl OverrideBy {
    /// Whether `role` may override.
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Clinician => role == Role::Clinician,
            Self::Never => false,
        }
    }
}

/// What answers an item.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "docs/formats.md explains each field once")]
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
        otherwise: Option<draft::Otherwise>,
    },
    Text {
        max: usize,
    },
    Date {
        points: Points,
    },
    Time {
        points: Points,
    },
    Timer {
        minutes: Decimal,
    },
    Fields {
        fields: Vec<Field>,
        rows: usize,
    },
}

/// An option of a choice, or a named alternative of a number.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its id.
    pub id: Id,
    /// What is shown.
    pub label: String,
    /// Excludes the others.
    pub alone: bool,
}

/// One named value of a `fields` answer.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its id.
    pub id: Id,
    /// What is shown.
    pub label: String,
    /// What answers it.
    pub answer: AnswerType,
    /// May be left out.
    pub optional: bool,
}

impl Checklist {
    /// The item with this id.
    pub fn find(&self, id: &str) -> Option<ItemIx> {
        self.items.iter().position(|item| item.id == *id).map(ItemIx)
    }

    /// The item at a place.
    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0]
    }

    /// The section at a place.
    pub fn section(&self, ix: SectionIx) -> &Section {
        &self.sections[ix.0]
    }

    /// The phase at a place.
    pub fn phase(&self, ix: PhaseIx) -> &Phase {
        &self.phases[ix.0]
    }

    /// Every item's place, in order.
    pub fn item_ixs(&self) -> impl DoubleEndedIterator<Item = ItemIx> + use<> {
        (0..self.items.len()).map(ItemIx)
    }

    /// Every section's place, in order.
    pub fn section_ixs(&self) -> impl DoubleEndedIterator<Item = SectionIx> + use<> {
        (0..self.sections.len()).map(SectionIx)
    }

    /// The ids nearest to one that is not there, for a helpful refusal: those that share its longest part.
    pub fn similar_items(&self, given: &str) -> Vec<&Id> {
        let parts: Vec<&str> = given.split(['-', '_']).filter(|part| part.len() > 2).collect();
        let score =
            |id: &Id| parts.iter().filter(|part| id.as_str().contains(**part)).map(|part| part.len()).sum::<usize>();
        let mut near: Vec<&Id> = self.items.iter().map(|item| &item.id).filter(|id| score(id) > 0).collect();
        near.sort_by_key(|id| std::cmp::Reverse(score(id)));
        near.truncate(4);
        near
    }
}

impl Item {
    /// Whether choosing this option alone, whatever else is recorded, makes a stop stand on the item (which is
    /// at place `ix`): it is marked before it is chosen.
    pub fn stops_alone(&self, ix: ItemIx, option: &Id) -> bool {
        self.stops.iter().any(|stop| {
            matches!(&stop.when, Condition::Includes { item, field: None, any, wanted: true }
                if *item == ix && any.contains(option))
        })
    }
}

impl Section {
    /// Its items' places, in order.
    pub fn item_ixs(&self) -> impl DoubleEndedIterator<Item = ItemIx> + use<> {
        self.items.clone().map(ItemIx)
    }
}

impl AnswerType {
    /// The options of a choice, or the alternatives of a number.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options, .. } => options,
            Self::Number { alternatives, .. } => alternatives,
            Self::Check
            | Self::Text { .. }
            | Self::Date { .. }
            | Self::Time { .. }
            | Self::Timer { .. }
            | Self::Fields { .. } => &[],
        }
    }

    /// An option's label, or its id where it has none.
    pub fn label<'a>(&'a self, id: &'a Id) -> &'a str {
        let option = self.options().iter().find(|option| option.id == *id);
        option.map_or(id.as_str(), |option| option.label.as_str())
    }

    /// Whether it is ticked with one key, or answered "not right".
    pub fn is_check(&self) -> bool {
        matches!(self, Self::Check)
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
            Self::Number { unit, min, max, alternatives, .. } => {
                let ids: Vec<&str> = alternatives.iter().map(|option| option.id.as_str()).collect();
                let or = if ids.is_empty() { String::new() } else { format!(", or {}", ids.join(", ")) };
                format!("give a number from {min} to {max} {unit}{or}").into()
            }
            Self::Text { max } => format!("give some words ({max} characters at most)").into(),
            Self::Date { .. } => "give a date, such as 2026-11-30".into(),
            Self::Time { points: Points::Now | Points::Past, .. } => {
                "give a time, such as 09:41, \"yesterday 22:00\" or \"now\"".into()
            }
            Self::Time { .. } => "give a time, such as 2026-11-30 09:41".into(),
            Self::Timer { minutes } => {
                format!("\"start\" the timer, and \"end\" it when {minutes} min have passed").into()
            }
            Self::Fields { fields, .. } => {
                let ids: Vec<String> = fields.iter().map(|field| format!("{}=…", field.id)).collect();
                format!("give {}", ids.join(" ")).into()
            }
        };
        Text::sanitise(&words)
    }
}
