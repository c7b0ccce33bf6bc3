//! A valid checklist: phases, sections and items whose references are known to hold.

mod answer_type;
mod beside;
mod card;
mod condition;
mod defect;
mod format;
pub(crate) mod json;
mod limit;
mod load;
mod local;
mod misread;
mod placeholder;
mod practice;
mod read;
mod review;
pub(crate) mod schema;
pub(crate) mod shape;
pub(crate) mod vocabulary;
pub(crate) mod walk;

pub use answer_type::{AnswerType, Choice, Field, Otherwise, Scan};
pub use beside::{
    Beside, Billing, Block, Cited, CodeFamily, CrisisCard, CrisisDrug, Handout, HandoutBlock, Narrower, Page, Preset,
    Recalled, Rule, Table, Telephone,
};
pub use card::{Card, SetHere};
pub use condition::{Condition, Eyes, Seen, Target, Total, TotalPart, Truth};
pub use defect::{Defect, Place};
pub use format::{Change, Notice, Review, Reviewer, Source};
pub use limit::{Bounds, Limit};
pub use local::{LocalName, LocalValue, Locals, Set, in_words};
pub use placeholder::{Piece, Placeholder, pieces};
pub use practice::{
    Debrief, Decision, DecisionChoice, Does, End, Finding, Mastery, Order, Point, Scenario, ScenarioChoice, Series,
};
pub use read::span;
pub use review::Reviewed;
pub use vocabulary::{
    CriticalSteps, Direction, Evidence, Level, LocalKind, NoticeLevel, OverrideBy, Passes, Player, Responsible,
    ReviewStatus, Style, UnsafeChoice,
};

use super::{Id, Text};
use jiff::Span;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

/// An item's place in [`Checklist::items`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemIx(pub usize);

/// A section's place in [`Checklist::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(pub usize);

/// A phase's place in [`Checklist::phases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseIx(pub usize);

/// A checklist that was checked: only [`Checklist::load`] and [`Checklist::load_pinned`] make one.
#[derive(Debug, Clone)]
pub struct Checklist {
    pub id: Id,
    pub version: Text,
    pub title: Text,
    /// Its aim, in a sentence.
    pub objective: Text,
    pub review: Review,
    /// Whose answers say at the top of a case's screens what is done, and where.
    pub headline: Vec<ItemIx>,
    pub notices: Vec<Notice>,
    pub sources: BTreeMap<Id, Source>,
    pub phases: Vec<Phase>,
    pub sections: Vec<Section>,
    pub items: Vec<Item>,
    /// Every item's place, each after all that its condition looks at and all that it confirms. Items in a circle,
    /// which only a pin of an older version can hold, come last.
    pub order: Vec<ItemIx>,
    /// What a site may set, by name.
    pub locals: Vec<LocalName>,
    /// Quantities that several items add up to.
    pub totals: Vec<Total>,
    /// Every item's place by its id, made when the first is looked for: a record asks for each of its entries.
    places: OnceLock<HashMap<Id, ItemIx>>,
    /// It has fields that the first programs do not know.
    is_later: bool,
    /// A pin with fields that this program does not know: a newer one made it, and what they mean is not heeded here.
    pub is_newer: bool,
    pub presets: Vec<Preset>,
    pub crisis: Vec<CrisisCard>,
}

#[derive(Debug, Clone)]
pub struct Phase {
    pub id: Id,
    pub title: Text,
    pub sections: Range<usize>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a word of the file by itself")]
#[derive(Debug, Clone)]
pub struct Section {
    pub id: Id,
    pub title: Text,
    /// When it is read, in words.
    pub moment: Text,
    pub led_by: Responsible,
    pub style: Style,
    /// Recordable whatever stands in the way.
    pub always_open: bool,
    /// The needle is in: nothing here needs typing.
    pub needle_in: bool,
    /// Done anew when the needle is moved; a stop in it bars its other lines.
    pub restarts: bool,
    /// Takes entries from the day of planning on.
    pub ahead: bool,
    /// After how many attempts the patient may be given up as lost to follow-up.
    pub attempts: Option<u32>,
    pub due: Option<Due>,
    pub phase: PhaseIx,
    pub items: Range<usize>,
}

/// When a section is due.
#[derive(Debug, Clone)]
pub struct Due {
    /// How long after the anchor it is due.
    pub after: Span,
    /// The item whose time is the anchor.
    pub from: ItemIx,
    /// The anchor as long as that one has no time.
    pub else_from: Option<ItemIx>,
    /// How long after the anchor it is late.
    pub by: Span,
    /// In a de-identified case both as the checklist has them, where it counts by the calendar: where a day begins would
    /// tell the hour, and how many days a month had would tell which it was.
    pub named: Option<(Span, Span)>,
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
    pub id: Id,
    pub text: Text,
    /// The same, short enough to be read from a distance.
    pub short: Text,
    pub role: Responsible,
    pub level: Level,
    /// Asked of the patient.
    pub screening: bool,
    /// A check of the room: made once a day at a station and carried to the day's other cases.
    pub carries_over: bool,
    pub answer: AnswerType,
    /// When it applies; always, where there is none.
    pub when: Option<Condition>,
    pub two_person: bool,
    /// Whose answers it confirms.
    pub confirms: Vec<ItemIx>,
    /// Whose conditions have to be judged to know how what it confirms stands, in the order of judging.
    pub judged_with: Vec<ItemIx>,
    pub stops: Vec<Stop>,
    /// What is shown without halting.
    pub cautions: Vec<Caution>,
    /// Who may go on while it is open or not right.
    pub override_by: OverrideBy,
    /// So long before the planned time it is to be prepared.
    pub prepared: Option<Limit<Span>>,
    pub why: Text,
    pub sources: Vec<Text>,
    pub evidence: Evidence,
    /// The pages of the reference about it.
    pub pages: Vec<Id>,
    /// The crisis card to open when something goes wrong here.
    pub card: Option<Id>,
    pub section: SectionIx,
}

/// A stop: when it stands, what it says, and who may go on in spite of it.
#[derive(Debug, Clone)]
pub struct Stop {
    pub when: Condition,
    /// What is wrong and what to do.
    pub say: Text,
    pub override_by: OverrideBy,
    /// The crisis card to open.
    pub card: Option<Id>,
    /// Where that is from, where it says more than its item.
    pub sources: Vec<Text>,
}

/// A caution: when it shows, what it says, whom to tell.
#[derive(Debug, Clone)]
pub struct Caution {
    pub when: Condition,
    /// What is out of the expected.
    pub say: Text,
    pub tell: Option<Text>,
}

impl Checklist {
    /// The format of a record that follows it: where it has what the first programs do not know, or where a site's
    /// values hold, they must not go on with the record.
    pub fn record_format(&self) -> u32 {
        if self.is_later || self.locals.iter().any(|local| local.set.is_some()) { 2 } else { 1 }
    }

    /// Whether a condition asks what was ever found at an item.
    pub fn asks_ever(&self, ix: ItemIx) -> bool {
        self.conditions().any(|when| when.asks_ever(ix))
    }

    /// Whether a condition compares an item's whole answer with that of another.
    pub fn compares(&self, ix: ItemIx) -> bool {
        self.conditions().any(|when| when.compares(ix))
    }

    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.items.iter().flat_map(|item| {
            let stops = item.stops.iter().map(|stop| &stop.when);
            let cautions = item.cautions.iter().map(|caution| &caution.when);
            item.when.iter().chain(stops).chain(cautions)
        })
    }

    /// Whether a stop, its own or another item's, looks at an item. Set aside it would say no to each of them, and
    /// a stop would be gone that nobody met.
    pub fn a_stop_looks_at(&self, ix: ItemIx) -> bool {
        self.items.iter().flat_map(|item| &item.stops).any(|stop| stop.when.items().contains(&ix))
    }

    pub fn find(&self, id: &str) -> Option<ItemIx> {
        let of = |(at, item): (usize, &Item)| (item.id.clone(), ItemIx(at));
        // Of two of one id, which only an old pin can have, the first counts.
        let places = self.places.get_or_init(|| self.items.iter().enumerate().rev().map(of).collect());
        places.get(id).copied()
    }

    pub fn find_section(&self, id: &str) -> Option<SectionIx> {
        self.sections.iter().position(|section| section.id == *id).map(SectionIx)
    }

    /// The items that an id stands for: an item's own, else those of the section.
    pub fn place(&self, id: &str) -> Option<Range<usize>> {
        let section = || Some(self.section(self.find_section(id)?).items.clone());
        self.find(id).map(|ix| ix.0..ix.0 + 1).or_else(section)
    }

    pub fn item(&self, ix: ItemIx) -> &Item {
        &self.items[ix.0]
    }

    pub fn section(&self, ix: SectionIx) -> &Section {
        &self.sections[ix.0]
    }

    pub fn phase(&self, ix: PhaseIx) -> &Phase {
        &self.phases[ix.0]
    }

    /// What a source that is cited is called, with the line of it.
    pub fn cited(&self, cited: &Text) -> String {
        let (id, line) = cited.as_str().split_once(':').unwrap_or((cited.as_str(), ""));
        let title = self.sources.get(id).map_or(id, |source| source.title.as_str());
        if line.is_empty() { title.to_owned() } else { format!("{title}, line {line}") }
    }

    /// The crisis card with this id.
    pub fn card(&self, id: &str) -> Option<&CrisisCard> {
        self.crisis.iter().find(|card| card.id == *id)
    }

    /// The phase of the procedure itself, where there is one: its id is `procedure`.
    pub fn procedure(&self) -> Option<PhaseIx> {
        self.phases.iter().position(|phase| phase.id == *"procedure").map(PhaseIx)
    }

    pub fn item_ixs(&self) -> impl DoubleEndedIterator<Item = ItemIx> + use<> {
        (0..self.items.len()).map(ItemIx)
    }

    pub fn section_ixs(&self) -> impl DoubleEndedIterator<Item = SectionIx> + use<> {
        (0..self.sections.len()).map(SectionIx)
    }

    /// The ids nearest to one that is not there, for a helpful refusal: those that share its longest part, then those
    /// whose items say it.
    pub fn similar_items(&self, given: &str) -> Vec<&Id> {
        let given = given.to_lowercase();
        let parts: Vec<&str> = given.split(['-', '_', ' ']).filter(|part| part.len() > 2).collect();
        // A slip of the finger comes before ids that share a word with what was typed.
        let slip = |id: &Id| 100 * 3_usize.saturating_sub(strsim::osa_distance(id.as_str(), &given));
        let says = |words: &str, part: &str| {
            let mut each = words.split(|c: char| !c.is_alphanumeric()).filter(|_| part.len() > 4);
            words.contains(part) || each.any(|word| strsim::osa_distance(word, part) == 1)
        };
        let shared =
            |words: &str| -> usize { parts.iter().filter(|part| says(words, part)).map(|part| part.len()).sum() };
        let score =
            |item: &Item| slip(&item.id) + 2 * shared(item.id.as_str()) + shared(&item.text.as_str().to_lowercase());
        let scored = self.items.iter().map(|item| (score(item), &item.id));
        let mut near: Vec<(usize, &Id)> = scored.filter(|(score, _)| *score > 0).collect();
        near.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        near.into_iter().take(4).map(|(_, id)| id).collect()
    }
}

impl Item {
    /// Whether choosing this option alone, whatever else is recorded, makes a stop stand on the item (which is
    /// at place `ix`): it is marked before it is chosen.
    pub fn stops_alone(&self, ix: ItemIx, option: &Id) -> bool {
        self.stops.iter().any(|stop| {
            matches!(&stop.when, Condition::Includes { of: Target { item, field: None, .. }, any, wanted: true }
                if *item == ix && any.contains(option))
        })
    }
}

impl Section {
    pub fn item_ixs(&self) -> impl DoubleEndedIterator<Item = ItemIx> + use<> {
        self.items.clone().map(ItemIx)
    }
}
