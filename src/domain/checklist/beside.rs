//! What a checklist holds beside its items, field by field: presets and crisis cards, which a case uses, and what is
//! looked up: reference, handouts, billing.

use super::format::{ANY_LENGTH, CONDITION, LONGEST_SHORT, LONGEST_TEXT};
use super::practice::{Debrief, Mastery, Order, Scenario, Series};
use super::shape::Kind::{Citation, Free, Id, List, Named, One, OneOf, Words};
use super::shape::{later, later_or_not, may, must, or_not, parts, shapes, some};
use super::vocabulary::Word;
use super::{Condition, Evidence, ItemIx};
use crate::domain::{self, Answer, Text};
use std::collections::BTreeMap;

/// Answers that seldom vary, filled in together.
#[derive(Debug, Clone)]
pub struct Preset {
    pub id: domain::Id,
    pub title: Text,
    /// In the order of the checklist.
    pub answers: Vec<(ItemIx, Answer)>,
}

/// What practice needs of an item.
#[derive(Debug, Clone, Default)]
pub struct Recalled {
    /// Whoever names it says one word of each group.
    pub words: Vec<Vec<String>>,
    pub may_omit: Option<bool>,
}

/// What nobody needs to record a case: read when somebody wants it.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    pub reference: Vec<Page>,
    pub handouts: Vec<Handout>,
    pub billing: Option<Billing>,
    /// One uneventful case, in the checklist's order: the words that would be typed for each item that then applies,
    /// none for a check, `end` for a timer that is waited for.
    pub normal: Vec<(ItemIx, String)>,
    pub order: Vec<Order>,
    /// How a step is named from memory, and whether it may be left out, where the file says so.
    pub recalled: BTreeMap<ItemIx, Recalled>,
    pub debrief: Option<Debrief>,
    pub scenarios: Vec<Scenario>,
    pub mastery: Option<Mastery>,
    pub series: Vec<Series>,
}

impl Beside {
    /// The fields that hold it.
    pub(super) const FIELDS: [&str; 9] =
        ["reference", "handouts", "billing", "normal", "order", "debrief", "scenarios", "mastery", "series"];
}

shapes! {
    /// Answers that seldom vary, filled in together.
    PRESET: "Preset" {
        must "id": Id => "Its id.",
        must "title": Words(LONGEST_TEXT) => "Its name.",
        must "answers": Named(&Free)
            => "Item id to the words that would be typed for it. No critical, screening, \
                two-person or carried item, no check, date, time or timer; of critical items only a choice whose \
                option the title begins with.",
    }
}

parts! {
    /// The first actions for an emergency.
    CARD: CrisisCard {
        must id: domain::Id = Id => "Its id.",
        must title: String = Words(LONGEST_TEXT) => "Its name.",
        must steps: Vec<String> = some(&Words(ANY_LENGTH), "the list is empty; write at least one step")
            => "The first actions, in order.",
        or_not drugs: Vec<CrisisDrug> = List(&One(&CRISIS_DRUG)) => "Drugs, each with a dose that the site sets.",
        must call: String = Words(ANY_LENGTH) => "Whom to call.",
        may telephone: Option<String> = Id => "The local name under which the site sets their number.",
        must sources: Vec<String> = List(&Citation) => "Where that is from.",
        must evidence: Evidence = OneOf(&Evidence::VOCABULARY),
    }

    /// A drug on a crisis card, its dose set by the site.
    CRISIS_DRUG: CrisisDrug {
        must name: String = Words(LONGEST_TEXT),
        may dose: Option<String> = Free,
        must local: String = Id,
    }

    /// A page of the reference.
    PAGE: Page {
        must id: String = Id,
        must title: String = Words(LONGEST_TEXT),
        must body: Vec<Block> = some(&One(&BLOCK), "the page is empty; write at least one text, list or table"),
        must sources: Vec<String> = List(&Citation),
        must evidence: Evidence = OneOf(&Evidence::VOCABULARY),
    }

    /// A paragraph, a list or a table.
    BLOCK: Block {
        may text: Option<String> = Words(ANY_LENGTH),
        may list: Option<Vec<String>> = some(&Words(ANY_LENGTH), "the list is empty; write at least one line"),
        may table: Option<Table> = One(&TABLE),
        or_not sources: Vec<String> = List(&Citation),
    }

    /// A table of the reference.
    TABLE: Table {
        must head: Vec<String> = some(&Words(ANY_LENGTH), "the list is empty; write at least one column"),
        must rows: Vec<Vec<String>> = List(&List(&Free)),
    }

    /// A sheet for the patient.
    HANDOUT: Handout {
        must id: String = Id => "Its id.",
        must title: String = Words(LONGEST_TEXT) => "Its name.",
        must body: Vec<HandoutBlock>
            = some(&One(&HANDOUT_BLOCK), "the handout is empty; write at least one text or list")
            => "Its paragraphs and lists.",
    }

    /// A paragraph or a list of a handout, perhaps with a condition.
    HANDOUT_BLOCK: HandoutBlock {
        may text: Option<String> = Words(ANY_LENGTH)
            => "A paragraph. {item}, {item+P7D} and {item-PT6H} stand for times, {planned} for that of the plan.",
        may list: Option<Vec<String>> = some(&Words(ANY_LENGTH), "the list is empty; write at least one line")
            => "A list, with the same.",
        later heading: Option<String> = Words(ANY_LENGTH) => "A heading, with the same.",
        later warning: Option<String> = Words(ANY_LENGTH)
            => "What must not be overlooked, with the same; a list behind it belongs to it.",
        later telephones: Option<Vec<Telephone>> = some(&One(&TELEPHONE), "the list is empty; write at least one number")
            => "Telephone numbers that the site sets, in large letters.",
        may when: Option<Condition> = One(&CONDITION) => "When it is printed; always, without one.",
        or_not sources: Vec<String> = List(&Citation) => "Where that is from.",
    }

    /// A telephone number that the site sets.
    TELEPHONE: Telephone {
        must label: String = Words(LONGEST_SHORT) => "Whose it is, or when to ring it.",
        must local: String = Id => "The local name under which the site sets it.",
    }

    /// What the source says about billing, and a prompt for the coder.
    BILLING: Billing {
        must warning: String = Words(ANY_LENGTH) => "What every reader must know first.",
        must said: Vec<Cited> = List(&One(&CITED)) => "What the source document says.",
        must families: Vec<CodeFamily> = List(&One(&FAMILY)) => "Codes that belong together.",
        must rules: Vec<Rule> = List(&One(&RULE)) => "Rules of the payers.",
    }

    /// A sentence with its sources.
    CITED: Cited {
        must text: String = Words(ANY_LENGTH),
        must sources: Vec<String> = List(&Citation),
    }

    /// Codes that belong together.
    FAMILY: CodeFamily {
        must codes: Vec<String> = some(&Words(ANY_LENGTH), "the list is empty; write at least one code")
            => "The codes.",
        must text: String = Free,
        must imaging: String = Free,
        must side: String = Free,
        may when: Option<Condition> = One(&CONDITION) => "When they may fit.",
        later_or_not here: Vec<Narrower> = List(&One(&NARROWER)) => "What follows from what was recorded in a case.",
        must evidence: Evidence = OneOf(&Evidence::VOCABULARY),
    }

    /// What is said of codes where something was recorded.
    NARROWER: Narrower {
        must when: Condition = One(&CONDITION) => "Where it is said.",
        must say: String = Words(ANY_LENGTH) => "Which code or modifier that is a prompt for.",
    }

    /// A rule of the payers.
    RULE: Rule {
        must text: String = Words(ANY_LENGTH),
        must sources: Vec<String> = List(&Citation),
        must evidence: Evidence = OneOf(&Evidence::VOCABULARY),
    }
}
