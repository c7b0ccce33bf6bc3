//! What practice and reports need of a checklist, field by field: the uneventful case's order, questions afterwards,
//! scenarios, the standard, curves.

use super::format::{ANY_LENGTH, LONGEST_SHORT, LONGEST_TEXT, LONGEST_WHY};
use super::shape::Kind::{Citation, Date, Duration, Free, Id, List, Name, Named, One, OneOf, Whole, Words, YesNo};
use super::shape::{may, must, or_not, parts, several, some};
use super::vocabulary::{CriticalSteps, Evidence, Passes, Player, UnsafeChoice, Word};
use crate::domain::{self, Text};
use jiff::{Span, civil};
use std::{collections::BTreeMap, str::FromStr};

const NO_CHOICE: &str = "there is nothing to choose from; write at least two choices";

parts! {
    /// Two steps of which one comes first. Together they are a partial order: what does not follow from them is free.
    ORDER: Order {
        must first: String = Name => "The item or section that comes first.",
        must then: String = Name => "The item or section that comes after it.",
        must why: String = Words(LONGEST_WHY) => "Why.",
        or_not critical: bool = YesNo => "The other way round it is a critical fault.",
    }

    /// What is asked when practice is over.
    DEBRIEF: Debrief {
        or_not first: Vec<String> = List(&Words(LONGEST_WHY)) => "Before the result is shown.",
        or_not last: Vec<String> = List(&Words(LONGEST_WHY)) => "After it.",
    }

    /// Numbers that are drawn as one curve.
    SERIES: Series {
        must id: String = Id => "Its id.",
        must title: String = Words(LONGEST_TEXT) => "Its name.",
        must points: Vec<Point> = some(&One(&POINT), "the list is empty; write at least one point")
            => "Its points, in order; numbers of one unit.",
    }

    /// A point of a curve.
    POINT: Point {
        must item: String = Name => "The item whose number it is.",
        may field: Option<String> = Name => "The field of it, where it has fields.",
        must label: String = Words(LONGEST_SHORT) => "What stands below the point.",
    }

    /// A vignette with a trap, for practice: a question, or a case that is played.
    SCENARIO: Scenario {
        must id: String = Id,
        must title: String = Words(LONGEST_TEXT),
        may item: Option<String> = Name => "A question: the item at which it is asked.",
        or_not given: BTreeMap<String, String> = Named(&Free)
            => "Item id to the words that would be typed for it. Played: only what differs from \"normal\".",
        must vignette: String = Words(ANY_LENGTH),
        must trap: String = Words(ANY_LENGTH),
        or_not choices: Vec<ScenarioChoice> = several(&One(&SCENARIO_CHOICE), 2, usize::MAX, NO_CHOICE)
            => "A question: its answers.",
        or_not roles: Vec<Player> = List(&OneOf(&Player::VOCABULARY)) => "Played: by whom.",
        may minutes: Option<u32> = Whole(1, 60, "{} is no time to play; write 1 to 60 minutes")
            => "Played: how long it takes.",
        may level: Option<u32> = Whole(1, 3, "{} is no level; write 1 (easy) to 3 (hard)") => "Played: how hard it is.",
        may start: Option<String> = Name => "Played: the item at which it begins.",
        or_not findings: Vec<Finding> = List(&One(&FINDING)) => "Played: what is found or comes between.",
        or_not decisions: Vec<Decision> = some(&One(&DECISION), "the list is empty; write at least one decision")
            => "Played: what is decided, in order.",
        may end: Option<End> = One(&END) => "Played: where it ends.",
        or_not drill: Vec<String> = List(&Name) => "Played: the items to practise afterwards.",
        must feedback: String = Words(ANY_LENGTH),
        must sources: Vec<String> = List(&Citation),
        must evidence: Evidence = OneOf(&Evidence::VOCABULARY),
    }

    /// What a trainee may choose in a scenario that is a question.
    SCENARIO_CHOICE: ScenarioChoice {
        must text: String = Words(ANY_LENGTH),
        or_not right: bool = YesNo,
    }

    /// What is found at an item, or comes between.
    FINDING: Finding {
        must at: String = Name => "The item.",
        may show: Option<String> = Words(ANY_LENGTH) => "What is seen, read or heard there.",
        may interrupt: Option<String> = Words(ANY_LENGTH) => "What comes between.",
        or_not resume: bool = YesNo => "After an interruption the next step has to be found again.",
    }

    /// What is decided at an item.
    DECISION: Decision {
        must at: String = Name => "The item.",
        may record: Option<String> = Free
            => "What has to be recorded there first: the words that would be typed, or \"not right: WHY\".",
        must ask: String = Words(ANY_LENGTH) => "The question.",
        must choices: Vec<DecisionChoice> = several(&One(&DECISION_CHOICE), 2, usize::MAX, NO_CHOICE)
            => "Its answers, exactly one of them right.",
    }

    /// What may be decided.
    DECISION_CHOICE: DecisionChoice {
        must text: String = Words(ANY_LENGTH) => "What it says.",
        or_not right: bool = YesNo => "It is the right one.",
        or_not r#unsafe: bool = YesNo => "It would harm.",
        may does: Option<Does> = Words(ANY_LENGTH)
            => "What it does: stop, again, answer:WORDS, card:ID, told:WHOM or note.",
        may then: Option<String> = Words(ANY_LENGTH) => "What happens.",
        may why: Option<String> = Words(ANY_LENGTH) => "Why it is right or wrong.",
    }

    /// Where a scenario ends when each decision is right.
    END: End {
        or_not stopped: bool = YesNo => "The procedure is stopped.",
        or_not told: Vec<String> = List(&Words(LONGEST_TEXT)) => "Who was told.",
        or_not not_reached: Vec<String> = List(&Name) => "Items and sections that are not begun and cannot be.",
    }

    /// The standard that practice is measured against.
    MASTERY: Mastery {
        must percent: u32 = Whole(1, 100, "{} is no share of the steps; write 1 to 100")
            => "The share of the steps that must be right.",
        must fades_after: Span = Duration => "After how long it is due again.",
        may critical: Option<CriticalSteps> = OneOf(&CriticalSteps::VOCABULARY),
        may r#unsafe: Option<UnsafeChoice> = OneOf(&UnsafeChoice::VOCABULARY),
        may passes: Option<u32> = Whole(1, 10, "{} passes are none or too many; write 1 to 10")
            => "How many times it must be passed.",
        may on: Option<Passes> = OneOf(&Passes::VOCABULARY),
        may set_by: Option<String> = Free => "Who set it.",
        may method: Option<String> = Free => "By which method.",
        may date: Option<civil::Date> = Date => "When.",
        may says: Option<String> = Words(LONGEST_WHY) => "What passing shows, and what it does not.",
    }
}

impl Scenario {
    /// Whether it is a case that is played, and no question.
    pub fn is_played(&self) -> bool {
        self.start.is_some()
    }
}

/// What a choice of a scenario does to the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// The procedure is stopped.
    Stop,
    /// The item is looked at anew and found as in the uneventful case.
    Again,
    /// The item is answered with these words.
    Answer(String),
    /// This crisis card is opened.
    Card(domain::Id),
    /// Somebody is told.
    Told(Text),
    /// A note is written.
    Note,
}

impl FromStr for Does {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        let does = match words.split_once(':').map_or((words, ""), |(does, of)| (does, of.trim())) {
            ("stop", "") => Some(Self::Stop),
            ("again", "") => Some(Self::Again),
            ("note", "") => Some(Self::Note),
            ("answer", words) => Some(Self::Answer(words.to_owned())),
            ("card", id) => id.parse().ok().map(Self::Card),
            ("told", whom) if !whom.is_empty() => Some(Self::Told(Text::sanitise(whom))),
            _ => None,
        };
        does.ok_or_else(|| {
            format!(
                "\"{words}\" is nothing that a choice does; use stop, again, answer:WORDS, card:ID, told:WHOM or note"
            )
        })
    }
}
