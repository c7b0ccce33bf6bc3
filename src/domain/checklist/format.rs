//! The format of a checklist file, place by place: what is read, told and published comes from these tables alone.

use super::beside::{BILLING, CARD, HANDOUT, PAGE, PRESET};
use super::practice::{DEBRIEF, MASTERY, ORDER, SCENARIO, SERIES};
use super::shape::Kind::{
    self, ById, Citation, Date, Duration, Free, Id, Interval, Limit, List, LocalValue, Name, Named, Number, One, OneOf,
    Unit, Version, Whole, Words, Year, YesNo,
};
use super::shape::{later, later_or_not, may, must, or_not, parts, several, shapes, some};
use super::vocabulary::{
    AnswerKind, Direction, Evidence, Level, LocalKind, NoticeLevel, OverrideBy, Responsible, ReviewStatus, Style, Word,
};
use crate::domain;
use jiff::civil;

pub(super) const LONGEST_TEXT: usize = 60;
pub(super) const LONGEST_SHORT: usize = 40;
pub(super) const LONGEST_SECTION: usize = 30;
pub(super) const LONGEST_WHY: usize = 400;
pub(super) const LONGEST_SAY: usize = 300;
pub(super) const ANY_LENGTH: usize = usize::MAX;
/// The digits 1 to 9 and 0 choose.
pub(super) const MOST_OPTIONS: usize = 10;

parts! {
    /// Who reviewed a checklist, which content, and until when that holds.
    REVIEW: Review {
        must status: ReviewStatus = OneOf(&ReviewStatus::VOCABULARY) => "Draft or approved.",
        later owner: Option<String> = Words(LONGEST_TEXT) => "Whose checklist it is: a role or a unit.",
        may reviewed_by: Option<String> = Free => "The reviewer's role, where nobody is among the reviewers: the older form.",
        later reviewers: Vec<Reviewer> = some(&One(&REVIEWER), "the list is empty; write who reviewed it, or leave it out")
            => "Everybody who reviewed it.",
        may date: Option<civil::Date> = Date => "When it was approved.",
        may review_by: Option<civil::Date> = Date => "The last day before it is to be reviewed again.",
        later sha256: Option<String> = Free => "The SHA-256 of the file without this block: what was approved.",
        later changes: Vec<Change> = some(&One(&CHANGE), "the list is empty; write what changed, or leave it out")
            => "What changed, version by version.",
        later conditions: Option<String> = Words(LONGEST_WHY) => "Under which conditions it was approved.",
    }

    /// Somebody who reviewed a checklist.
    REVIEWER: Reviewer {
        must who: String = Words(LONGEST_SHORT) => "A role or a staff code, never a patient.",
        must role: String = Words(LONGEST_SHORT) => "Such as clinician, nurse, pharmacist, infection control.",
        may scope: Option<String> = Words(LONGEST_WHY) => "What of it they reviewed; all of it, without one.",
        may date: Option<civil::Date> = Date => "When; approved content has it.",
    }

    /// What changed in a version of a checklist.
    CHANGE: Change {
        must version: String = Version => "The version.",
        must date: civil::Date = Date => "When.",
        must what: String = Words(LONGEST_WHY) => "What.",
        may why: Option<String> = Words(LONGEST_WHY) => "Why.",
    }

    /// A text that the content rests on.
    SOURCE: Source {
        must title: String = Words(ANY_LENGTH) => "Its title.",
        may year: Option<u16> = Year => "Its year.",
        may url: Option<String> = Free => "Its address.",
    }

    /// Something that every reader of the checklist must know.
    NOTICE: Notice {
        must level: NoticeLevel = OneOf(&NoticeLevel::VOCABULARY) => "How weighty it is.",
        must text: String = Words(ANY_LENGTH) => "What it says.",
        or_not sources: Vec<String> = List(&Citation) => "Where that is from.",
        later page: Option<domain::Id> = Name => "The page of the reference to which it belongs.",
    }
}

static RECALLED: Kind = some(&Words(LONGEST_SHORT), "the list is empty; write at least one word");

shapes! {
    /// A checklist file.
    CHECKLIST: "Checklist" {
        may "$schema": Free => "An editor's hint: where this schema is.",
        must "format": Whole(1, 1, "format {} is not known; this version reads format 1") => "The format's version: 1.",
        must "id": Id => "The checklist's id.",
        must "version": Version => "Three numbers, such as 1.0.0.",
        must "title": Words(LONGEST_TEXT) => "The checklist's name.",
        must "objective": Words(LONGEST_WHY) => "One sentence: what this checklist is for.",
        must "review": One(&REVIEW) => "Who reviewed it. What is not approved is marked DRAFT.",
        must "sources": ById(&One(&SOURCE)) => "The texts that the content rests on, by id.",
        later_or_not "local": ById(&One(&LOCAL_NAME)) => "What a site sets, by name.",
        later_or_not "headline": List(&Name)
            => "Items whose answers stand at the top of a case's screens: what is done, and where.",
        or_not "notices": List(&One(&NOTICE)) => "What every reader must know.",
        must "phases": some(&One(&PHASE), "there is no phase; write at least one with a section and an item")
            => "The phases, in order.",
        later_or_not "totals": List(&One(&TOTAL)) => "Quantities that several items add up to.",
        or_not "presets": List(&One(&PRESET)) => "Answers that seldom vary, filled in together.",
        or_not "crisis": List(&One(&CARD)) => "The first actions for emergencies.",
        or_not "reference": List(&One(&PAGE)) => "Pages to look up.",
        or_not "handouts": List(&One(&HANDOUT)) => "Sheets for the patient.",
        may "billing": One(&BILLING) => "A prompt for the coder.",
        later "normal": Named(&Free)
            => "One uneventful case: item id to the words that would be typed for it; none for a check, \"end\" for a \
                timer that is waited for. Every item that then applies.",
        later_or_not "order": List(&One(&ORDER)) => "Steps that must follow each other.",
        later "debrief": One(&DEBRIEF) => "What is asked when practice is over.",
        or_not "scenarios": List(&One(&SCENARIO)) => "Vignettes with a trap, for practice.",
        may "mastery": One(&MASTERY) => "The standard that practice is measured against.",
        later_or_not "series": List(&One(&SERIES)) => "Numbers that are drawn as curves.",
    }

    PHASE: "Phase" {
        must "id": Id => "Its id; the procedure itself is \"procedure\".",
        must "title": Words(LONGEST_SECTION) => "Its name.",
        must "sections": some(&One(&SECTION), "there is no section; write at least one with an item")
            => "Its sections, in order.",
    }

    SECTION: "Section" {
        must "id": Id => "Its id, unlike that of any phase or section.",
        must "title": Words(LONGEST_SECTION) => "Its name.",
        must "moment": Words(ANY_LENGTH) => "The pause point in words: when it is read.",
        must "led_by": OneOf(&Responsible::VOCABULARY) => "Who leads it.",
        must "style": OneOf(&Style::VOCABULARY) => "How it is read.",
        or_not "two_person": YesNo => "Agreed once, as a whole, by two people.",
        or_not "always_open": YesNo => "Recordable whatever stands in the way: recovery, reviews.",
        or_not "needle_in": YesNo => "The needle is in: nothing here may need typing.",
        later_or_not "restarts": YesNo => "Done anew when the needle is moved; a stop in it bars its other lines.",
        later_or_not "ahead": YesNo => "Takes entries from the day of planning on.",
        may "due": One(&DUE) => "When it is due, counted from an answered time.",
        may "attempts": Whole(1, u32::MAX, "no attempt at all; write 1 or more, or leave it out")
            => "After how many attempts the patient may be given up as lost to follow-up; only with \"due\".",
        must "items": some(&One(&ITEM), "there is no item; write at least one") => "At most 9 without a condition.",
    }

    DUE: "Due" {
        must "after": Duration => "How long after the anchor it is due.",
        must "from": Name => "The item whose time is the anchor.",
        later "else_from": Name => "The anchor as long as that one has no time.",
        may "by": Duration => "How long after the anchor it is late; not shorter than \"after\".",
    }

    ITEM: "Item" {
        must "id": Id => "Its id, unlike that of any other item.",
        must "text": Words(LONGEST_TEXT) => "What to do.",
        may "short": Words(LONGEST_SHORT) => "The same for reading from a distance.",
        must "role": OneOf(&Responsible::VOCABULARY) => "Whose item it is (advice).",
        must "level": OneOf(&Level::VOCABULARY) => "Its weight.",
        or_not "screening": YesNo => "Asked of the patient; never grouped or preset.",
        or_not "carries_over": YesNo
            => "A check of the room, made once a day at a station and carried to the day's other cases.",
        must "answer": One(&ANSWER) => "What answers it.",
        may "when": One(&CONDITION) => "When it applies; always, without one.",
        or_not "two_person": YesNo => "Two different people confirm it.",
        or_not "confirms": List(&Name) => "Items before it whose answers it confirms.",
        or_not "stops": List(&One(&STOP)) => "What must not be passed.",
        or_not "cautions": List(&One(&CAUTION)) => "What is shown without halting.",
        or_not "override": OneOf(&OverrideBy::VOCABULARY) => "Who may go on while it is open or not right.",
        later "due": One(&BEFORE) => "By when it is to be prepared: only in a section that is done ahead.",
        must "why": Words(LONGEST_WHY) => "Why it matters, in one or two sentences.",
        must "sources": List(&Citation) => "Where that is from.",
        must "evidence": OneOf(&Evidence::VOCABULARY) => "How well that is supported.",
        later_or_not "recall": List(&RECALLED)
            => "Who names the step from memory says one word of each of these groups.",
        later "may_omit": YesNo => "Practice may leave it out, to be missed; without this, what is critical or required.",
        later "card": Name => "The crisis card to open when something goes wrong here.",
        later_or_not "pages": List(&Name) => "The pages of the reference about it.",
    }

    BEFORE: "Before" {
        must "before": Interval => "So long before the time for which the case is planned.",
    }

    STOP: "Stop" {
        must "when": One(&CONDITION) => "When it stands.",
        must "say": Words(LONGEST_SAY) => "What is wrong and what to do.",
        must "override": OneOf(&OverrideBy::VOCABULARY) => "Who may go on in spite of it.",
        or_not "sources": List(&Citation) => "Where that is from.",
        later "card": Name => "The crisis card to open.",
    }

    CAUTION: "Caution" {
        must "when": One(&CONDITION) => "When it shows.",
        must "say": Words(LONGEST_SAY) => "What is out of the expected.",
        may "tell": Free => "Whom to tell.",
    }

    /// Every field that some answer type has; those of one kind belong together.
    ANSWER: "Answer" {
        must "type": OneOf(&AnswerKind::VOCABULARY) => "Which type of answer it is.",
        may "options": several(&One(&OPTION), 2, MOST_OPTIONS, "") => "choice: 2 to 10 options.",
        may "several": YesNo => "choice: several may be chosen.",
        may "unit": Unit => "number: its unit.",
        may "min": Number => "number: the smallest that is accepted.",
        may "max": Number => "number: the greatest that is accepted; text: most characters, at most 4096.",
        may "decimals": Whole(0, 6, "at most 6 decimals are kept")
            => "number: how many decimals are kept; 1 without it.",
        may "stop": One(&LIMITS) => "number: limits that must not be passed.",
        may "caution": One(&LIMITS) => "number: limits that show a caution.",
        may "alternatives": several(&One(&OPTION), 1, MOST_OPTIONS,
            "the list is empty; name at least one, or leave it out")
            => "number, fields: named answers instead, such as \"unmeasurable\".",
        may "otherwise": One(&OTHERWISE) => "number: the same quantity in a unit that is not in use here.",
        may "points": OneOf(&Direction::VOCABULARY) => "date, time: which way it may point.",
        or_not "month": YesNo => "date: also a month is taken, such as 03/27; it stands for its last day.",
        may "minutes": Limit => "timer: the minutes to wait.",
        later "from": Name => "timer: an item before it; it runs from the time given there, unless it is started.",
        may "fields": some(&One(&FIELD), "") => "fields: the named values.",
        may "rows": Whole(1, u32::MAX, "no row at all; write 1 or more, or leave it out")
            => "fields: how many times they may be given; once without it.",
        later "each": Name => "fields: a row for each option that is chosen at this item.",
        later "scan": One(&SCAN) => "fields: what the scanned code of a drug's package fills.",
    }

    SCAN: "Scan" {
        must "lot": Name => "The text field that takes the lot.",
        must "expiry": Name => "The date field that takes the expiry.",
        must "articles": Id => "The local text under which the site keeps the article numbers of this drug.",
    }

    OPTION: "Option" {
        must "id": Id => "Its id, unlike that of any other option here.",
        must "label": Words(LONGEST_SHORT) => "What is shown.",
        or_not "alone": YesNo => "Excludes the others.",
        later_or_not "where_set": List(&Name) => "Offered only where the site set all of these local names.",
        may "stop": One(&OPTION_STOP) => "A stop that stands when it is chosen.",
        may "caution": One(&OPTION_CAUTION) => "A caution that shows when it is chosen.",
    }

    OPTION_STOP: "OptionStop" {
        must "say": Words(LONGEST_SAY) => "What is wrong and what to do.",
        must "override": OneOf(&OverrideBy::VOCABULARY) => "Who may go on in spite of it.",
        later "card": Name => "The crisis card to open.",
    }

    OPTION_CAUTION: "OptionCaution" {
        must "say": Words(LONGEST_SAY) => "What is out of the expected.",
        may "tell": Free => "Whom to tell.",
    }

    /// A number's own stop or caution.
    LIMITS: "Limits" {
        may "above": Limit => "Stands above this.",
        may "below": Limit => "Stands below this.",
        must "say": Words(LONGEST_SAY) => "What is wrong and what to do.",
        may "tell": Free => "Whom to tell.",
        may "override": OneOf(&OverrideBy::VOCABULARY) => "Who may go on: of a stop only.",
        later "card": Name => "The crisis card to open: of a stop only.",
    }

    /// The same quantity in a unit that is not in use here.
    OTHERWISE: "Otherwise" {
        must "unit": Unit => "The unit.",
        must "min": Number => "From where it is plausible.",
        must "max": Number => "Up to where.",
    }

    FIELD: "Field" {
        must "id": Id => "Its id, unlike that of any other field here.",
        must "label": Words(LONGEST_SHORT) => "What is shown.",
        must "answer": One(&ANSWER) => "What answers it: no check, timer or fields.",
        or_not "optional": YesNo => "May be left out.",
    }

    /// Every field that some condition has; those of one kind belong together.
    CONDITION: "Condition" {
        may "item": Name => "The item looked at.",
        later "total": Name => "The total looked at, with above or below.",
        may "field": Name => "One field of it.",
        may "is": some(&Name, "the list is empty; name at least one option") => "The choice includes any of these.",
        may "not": some(&Name, "the list is empty; name at least one option")
            => "There is an answer, and it includes none of these.",
        may "above": Limit => "The number is greater.",
        may "below": Limit => "The number is smaller.",
        may "answered": YesNo => "There is an answer, or there is none.",
        may "differs_from": Name => "Both items are answered, and not the same.",
        may "past": YesNo => "The date lies before the day on which it was given, or it does not.",
        later "ever": some(&Name, "the list is empty; name at least one option")
            => "The choice once included any of these, whatever was found since.",
        later "row": some(&Name, "the list is empty; name at least one option")
            => "Only the rows of these options, of an answer with a row for \"each\".",
        later "planned": YesNo => "The case was opened as a plan, or it was not; names no item.",
        may "within": Interval => "The time given lies less than this before it was recorded.",
        may "all": some(&One(&CONDITION), "the list is empty; write at least one condition") => "All of these hold.",
        may "any": some(&One(&CONDITION), "the list is empty; write at least one condition")
            => "At least one of these holds.",
        may "none": some(&One(&CONDITION), "the list is empty; write at least one condition") => "None of these holds.",
    }

    /// A quantity that several items add up to.
    TOTAL: "Total" {
        must "id": Id => "Its id.",
        must "title": Words(LONGEST_SHORT) => "What is added up.",
        must "unit": Unit => "Its unit.",
        must "parts": some(&One(&TOTAL_PART), "the list is empty; write at least one part") => "What is added.",
    }

    TOTAL_PART: "TotalPart" {
        must "item": Name => "A number, or an answer with fields.",
        or_not "fields": List(&Name) => "The fields whose product is added, row by row, such as strength and volume.",
        or_not "nothing": List(&Name) => "The named alternatives to its numbers that add nothing, such as \"not used\".",
    }

    /// A local number, which a site may set.
    LOCAL: "Local" {
        may "value": Number => "The value that is shipped; one and the same for one name.",
        must "local": Id => "Its name.",
    }

    /// A local duration, which a site may set.
    LOCAL_INTERVAL: "LocalInterval" {
        may "value": Duration => "The duration that is shipped; one and the same for one name.",
        must "local": Id => "Its name.",
    }

    /// What a site sets: with the value that is shipped, or without one.
    LOCAL_NAME: "LocalName" {
        must "kind": OneOf(&LocalKind::VOCABULARY) => "What kind of value it is.",
        must "about": Words(LONGEST_TEXT) => "What is set.",
        may "unit": Unit => "The unit of a number.",
        may "value": LocalValue => "The value that is shipped. A limit without one makes its stop stand.",
        may "min": LocalValue => "The smallest number, the shortest interval.",
        may "max": LocalValue => "The greatest number, the longest interval.",
        or_not "sources": List(&Citation) => "Where the value is from.",
    }

    /// A site's own values for the local names of one checklist.
    LOCAL_FILE: "LocalFile" {
        may "$schema": Free => "An editor's hint.",
        must "format": Whole(1, 1, "format {} is not known; this version reads format 1") => "The format's version: 1.",
        must "checklist": Id => "Whose names they are.",
        must "local": ById(&One(&SET)) => "What is set, by name.",
    }

    SET: "Set" {
        must "value": LocalValue => "The value.",
        must "set_by": Words(LONGEST_TEXT) => "Who set it: a role or a staff code.",
        must "date": Date => "When.",
        must "why": Words(LONGEST_WHY) => "Why, or by what.",
    }
}
