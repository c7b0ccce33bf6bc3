//! A valid checklist: phases, sections and items whose references are known to hold.

mod answer_type;
mod check;
mod condition;
mod defect;
pub mod draft;
mod draft_answer;
mod draft_extras;
mod extras;
mod place;
mod schema;
mod shape;
mod tree;
mod vocabulary;
mod wanted;

pub use answer_type::{AnswerType, Choice, Field};
pub use check::Locals;
pub use condition::{Condition, Seen, Truth};
pub use defect::Defect;
pub use draft::{Direction, Draft, Evidence, Level, Notice, NoticeLevel, Responsible, Review, Style};
pub use extras::{
    Billing, Block, Cited, CodeFamily, CrisisCard, CrisisDrug, Extras, Handout, HandoutBlock, Mastery, Page, Preset,
    Rule, Scenario, ScenarioChoice, Table,
};
pub use place::Place;
pub use vocabulary::OverrideBy;

use super::{Decimal, Id, Text};
use jiff::Span;
use std::{collections::BTreeMap, ops::Range};

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
    /// Every item's place, each after all that its condition looks at and all that it confirms. Items in a circle,
    /// which only a pin of an older version can hold, come last.
    pub order: Vec<ItemIx>,
    /// The numbers that a site may set, by name.
    pub locals: Vec<LocalNumber>,
    /// What it holds beside its items.
    pub extras: Extras,
}

/// A number that a site may set, with the value in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalNumber {
    /// Its name.
    pub name: Id,
    /// The site's value, or the one in the file.
    pub value: Decimal,
    /// The items whose limits, conditions or timer use it.
    pub items: Vec<ItemIx>,
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
    pub led_by: Responsible,
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

impl Due {
    /// Whether a duration is counted on the calendar, in days, weeks, months or years, and falls on a day. One with
    /// hours, minutes or seconds in it falls on a moment.
    pub fn by_the_day(span: &Span) -> bool {
        let finer = (span.get_hours(), span.get_minutes(), span.get_seconds());
        let finest = (span.get_milliseconds(), span.get_microseconds(), span.get_nanoseconds());
        finer == (0, 0, 0) && finest == (0, 0, 0)
    }
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
    pub role: Responsible,
    /// Its weight.
    pub level: Level,
    /// Asked of the patient.
    pub screening: bool,
    /// A check of the room: made once a day at a station and carried to the day's other cases.
    pub carries_over: bool,
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

impl Checklist {
    /// The item with this id.
    pub fn find(&self, id: &str) -> Option<ItemIx> {
        self.items.iter().position(|item| item.id == *id).map(ItemIx)
    }

    /// The section with this id.
    pub fn find_section(&self, id: &str) -> Option<SectionIx> {
        self.sections.iter().position(|section| section.id == *id).map(SectionIx)
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

    /// The phase of the procedure itself, where there is one: its id is `procedure`.
    pub fn procedure(&self) -> Option<PhaseIx> {
        self.phases.iter().position(|phase| phase.id == *"procedure").map(PhaseIx)
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
        // A slip of the finger comes before ids that share a word with what was typed.
        let slip = |id: &Id| 100 * 3_usize.saturating_sub(strsim::osa_distance(id.as_str(), given));
        let shared = |id: &Id| -> usize {
            parts.iter().filter(|part| id.as_str().contains(**part)).map(|part| part.len()).sum()
        };
        let score = |id: &Id| slip(id) + shared(id);
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
