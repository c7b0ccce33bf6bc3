//! The format of what stands beside the items: presets, crisis cards, reference, handouts, billing, scenarios.

use super::{
    format::{ANY_LENGTH, CONDITION, LONGEST_TEXT},
    shape::{
        Kind::{Citation, Duration, Free, Id, List, Name, Named, One, OneOf, Several, Whole, Words, YesNo},
        Shape, may, must, or_not, some,
    },
    vocabulary::{Evidence, Word},
};

pub(super) static PRESET: Shape = Shape {
    name: "Preset",
    about: "Answers that seldom vary, filled in together.",
    fields: &[
        must("id", Id, "Its id."),
        must("title", Words(LONGEST_TEXT), "Its name."),
        must(
            "answers",
            Named(&Free),
            "Item id to the words that would be typed for it. No critical, screening, two-person or carried item, no check, date, time or timer.",
        ),
    ],
};

pub(super) static CARD: Shape = Shape {
    name: "Card",
    about: "The first actions for an emergency.",
    fields: &[
        must("id", Id, "Its id."),
        must("title", Words(LONGEST_TEXT), "Its name."),
        must(
            "steps",
            some(&Words(ANY_LENGTH), "the list is empty; write at least one step"),
            "The first actions, in order.",
        ),
        or_not("drugs", List(&One(&CRISIS_DRUG)), "Drugs, each with a dose that the site sets."),
        must("call", Words(ANY_LENGTH), "Whom to call."),
        must("sources", List(&Citation), "Where that is from."),
        must("evidence", OneOf(&Evidence::VOCABULARY), ""),
    ],
};

pub(super) static HANDOUT: Shape = Shape {
    name: "Handout",
    about: "A sheet for the patient.",
    fields: &[
        must("id", Id, "Its id."),
        must("title", Words(LONGEST_TEXT), "Its name."),
        must(
            "body",
            some(&One(&HANDOUT_BLOCK), "the handout is empty; write at least one text or list"),
            "Its paragraphs and lists.",
        ),
    ],
};

pub(super) static HANDOUT_BLOCK: Shape = Shape {
    name: "HandoutBlock",
    about: "A paragraph or a list of a handout, perhaps with a condition.",
    fields: &[
        may("text", Words(ANY_LENGTH), "A paragraph. {item}, {item+P7D} and {item-PT6H} stand for times."),
        may("list", some(&Words(ANY_LENGTH), "the list is empty; write at least one line"), "A list, with the same."),
        may("when", One(&CONDITION), "When it is printed; always, without one."),
        or_not("sources", List(&Citation), "Where that is from."),
    ],
};

pub(super) static BILLING: Shape = Shape {
    name: "Billing",
    about: "What the source says about billing, and a prompt for the coder.",
    fields: &[
        must("warning", Words(ANY_LENGTH), "What every reader must know first."),
        must("said", List(&One(&CITED)), "What the source document says."),
        must("families", List(&One(&FAMILY)), "Codes that belong together."),
        must("rules", List(&One(&RULE)), "Rules of the payers."),
    ],
};

pub(super) static FAMILY: Shape = Shape {
    name: "Family",
    about: "Codes that belong together.",
    fields: &[
        must("codes", some(&Words(ANY_LENGTH), "the list is empty; write at least one code"), "The codes."),
        must("text", Free, ""),
        must("imaging", Free, ""),
        must("side", Free, ""),
        may("when", One(&CONDITION), "When they may fit."),
        must("evidence", OneOf(&Evidence::VOCABULARY), ""),
    ],
};

pub(super) static MASTERY: Shape = Shape {
    name: "Mastery",
    about: "The standard that practice is measured against.",
    fields: &[
        must(
            "percent",
            Whole(1, 100, "{} is no share of the steps; write 1 to 100"),
            "The share of the steps that must be right.",
        ),
        must("fades_after", Duration, "After how long it is due again."),
    ],
};

pub(super) static CRISIS_DRUG: Shape = Shape {
    name: "CrisisDrug",
    about: "A drug on a crisis card, its dose set by the site.",
    fields: &[must("name", Words(LONGEST_TEXT), ""), may("dose", Free, ""), must("local", Id, "")],
};

pub(super) static PAGE: Shape = Shape {
    name: "Page",
    about: "A page of the reference.",
    fields: &[
        must("id", Id, ""),
        must("title", Words(LONGEST_TEXT), ""),
        must("body", some(&One(&BLOCK), "the page is empty; write at least one text, list or table"), ""),
        must("sources", List(&Citation), ""),
        must("evidence", OneOf(&Evidence::VOCABULARY), ""),
    ],
};

pub(super) static BLOCK: Shape = Shape {
    name: "Block",
    about: "A paragraph, a list or a table.",
    fields: &[
        may("text", Words(ANY_LENGTH), ""),
        may("list", some(&Words(ANY_LENGTH), "the list is empty; write at least one line"), ""),
        may("table", One(&TABLE), ""),
        or_not("sources", List(&Citation), ""),
    ],
};

pub(super) static TABLE: Shape = Shape {
    name: "Table",
    about: "A table of the reference.",
    fields: &[
        must("head", some(&Words(ANY_LENGTH), "the list is empty; write at least one column"), ""),
        must("rows", List(&List(&Free)), ""),
    ],
};

pub(super) static CITED: Shape = Shape {
    name: "Cited",
    about: "A sentence with its sources.",
    fields: &[must("text", Words(ANY_LENGTH), ""), must("sources", List(&Citation), "")],
};

pub(super) static RULE: Shape = Shape {
    name: "Rule",
    about: "A rule of the payers.",
    fields: &[
        must("text", Words(ANY_LENGTH), ""),
        must("sources", List(&Citation), ""),
        must("evidence", OneOf(&Evidence::VOCABULARY), ""),
    ],
};

pub(super) static SCENARIO: Shape = Shape {
    name: "Scenario",
    about: "A vignette with a trap, for practice.",
    fields: &[
        must("id", Id, ""),
        must("title", Words(LONGEST_TEXT), ""),
        must("item", Name, ""),
        or_not("given", Named(&Free), ""),
        must("vignette", Words(ANY_LENGTH), ""),
        must("trap", Words(ANY_LENGTH), ""),
        must(
            "choices",
            Several {
                of: &One(&SCENARIO_CHOICE),
                least: 2,
                most: usize::MAX,
                few: "there is nothing to choose from; write at least two choices",
            },
            "",
        ),
        must("feedback", Words(ANY_LENGTH), ""),
        must("sources", List(&Citation), ""),
        must("evidence", OneOf(&Evidence::VOCABULARY), ""),
    ],
};

pub(super) static SCENARIO_CHOICE: Shape = Shape {
    name: "ScenarioChoice",
    about: "What a trainee may choose in a scenario.",
    fields: &[must("text", Words(ANY_LENGTH), ""), or_not("right", YesNo, "")],
};
