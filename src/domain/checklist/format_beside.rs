//! The format of what stands beside the items: presets, crisis cards, reference, handouts, billing, scenarios.

use super::{
    format::{ANY_LENGTH, CONDITION, LONGEST_TEXT},
    shape::{
        Kind::{Citation, Duration, Free, Id, List, Name, Named, One, OneOf, Whole, Words, YesNo},
        may, must, or_not, several, shapes, some,
    },
    vocabulary::{Evidence, Word},
};

shapes! {
    /// Answers that seldom vary, filled in together.
    PRESET: "Preset" {
        must "id": Id => "Its id.",
        must "title": Words(LONGEST_TEXT) => "Its name.",
        must "answers": Named(&Free)
            => "Item id to the words that would be typed for it. No critical, screening, \
                two-person or carried item, no check, date, time or timer.",
    }

    /// The first actions for an emergency.
    CARD: "Card" {
        must "id": Id => "Its id.",
        must "title": Words(LONGEST_TEXT) => "Its name.",
        must "steps": some(&Words(ANY_LENGTH), "the list is empty; write at least one step")
            => "The first actions, in order.",
        or_not "drugs": List(&One(&CRISIS_DRUG)) => "Drugs, each with a dose that the site sets.",
        must "call": Words(ANY_LENGTH) => "Whom to call.",
        must "sources": List(&Citation) => "Where that is from.",
        must "evidence": OneOf(&Evidence::VOCABULARY),
    }

    /// A sheet for the patient.
    HANDOUT: "Handout" {
        must "id": Id => "Its id.",
        must "title": Words(LONGEST_TEXT) => "Its name.",
        must "body": some(&One(&HANDOUT_BLOCK), "the handout is empty; write at least one text or list")
            => "Its paragraphs and lists.",
    }

    /// A paragraph or a list of a handout, perhaps with a condition.
    HANDOUT_BLOCK: "HandoutBlock" {
        may "text": Words(ANY_LENGTH) => "A paragraph. {item}, {item+P7D} and {item-PT6H} stand for times.",
        may "list": some(&Words(ANY_LENGTH), "the list is empty; write at least one line") => "A list, with the same.",
        may "when": One(&CONDITION) => "When it is printed; always, without one.",
        or_not "sources": List(&Citation) => "Where that is from.",
    }

    /// What the source says about billing, and a prompt for the coder.
    BILLING: "Billing" {
        must "warning": Words(ANY_LENGTH) => "What every reader must know first.",
        must "said": List(&One(&CITED)) => "What the source document says.",
        must "families": List(&One(&FAMILY)) => "Codes that belong together.",
        must "rules": List(&One(&RULE)) => "Rules of the payers.",
    }

    /// Codes that belong together.
    FAMILY: "Family" {
        must "codes": some(&Words(ANY_LENGTH), "the list is empty; write at least one code") => "The codes.",
        must "text": Free,
        must "imaging": Free,
        must "side": Free,
        may "when": One(&CONDITION) => "When they may fit.",
        must "evidence": OneOf(&Evidence::VOCABULARY),
    }

    /// The standard that practice is measured against.
    MASTERY: "Mastery" {
        must "percent": Whole(1, 100, "{} is no share of the steps; write 1 to 100")
            => "The share of the steps that must be right.",
        must "fades_after": Duration => "After how long it is due again.",
    }

    /// A drug on a crisis card, its dose set by the site.
    CRISIS_DRUG: "CrisisDrug" {
        must "name": Words(LONGEST_TEXT),
        may "dose": Free,
        must "local": Id,
    }

    /// A page of the reference.
    PAGE: "Page" {
        must "id": Id,
        must "title": Words(LONGEST_TEXT),
        must "body": some(&One(&BLOCK), "the page is empty; write at least one text, list or table"),
        must "sources": List(&Citation),
        must "evidence": OneOf(&Evidence::VOCABULARY),
    }

    /// A paragraph, a list or a table.
    BLOCK: "Block" {
        may "text": Words(ANY_LENGTH),
        may "list": some(&Words(ANY_LENGTH), "the list is empty; write at least one line"),
        may "table": One(&TABLE),
        or_not "sources": List(&Citation),
    }

    /// A table of the reference.
    TABLE: "Table" {
        must "head": some(&Words(ANY_LENGTH), "the list is empty; write at least one column"),
        must "rows": List(&List(&Free)),
    }

    /// A sentence with its sources.
    CITED: "Cited" {
        must "text": Words(ANY_LENGTH),
        must "sources": List(&Citation),
    }

    /// A rule of the payers.
    RULE: "Rule" {
        must "text": Words(ANY_LENGTH),
        must "sources": List(&Citation),
        must "evidence": OneOf(&Evidence::VOCABULARY),
    }

    /// A vignette with a trap, for practice.
    SCENARIO: "Scenario" {
        must "id": Id,
        must "title": Words(LONGEST_TEXT),
        must "item": Name,
        or_not "given": Named(&Free),
        must "vignette": Words(ANY_LENGTH),
        must "trap": Words(ANY_LENGTH),
        must "choices": several(&One(&SCENARIO_CHOICE), 2, usize::MAX,
            "there is nothing to choose from; write at least two choices"),
        must "feedback": Words(ANY_LENGTH),
        must "sources": List(&Citation),
        must "evidence": OneOf(&Evidence::VOCABULARY),
    }

    /// What a trainee may choose in a scenario.
    SCENARIO_CHOICE: "ScenarioChoice" {
        must "text": Words(ANY_LENGTH),
        or_not "right": YesNo,
    }
}
