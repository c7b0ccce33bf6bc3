//! Checks a draft: a valid checklist, or every defect with its path and what to write instead.

use super::{
    AnswerType, Caution, Checklist, Choice, Condition, Draft, Due, Extras, Field, Item, ItemIx, Led, Level, OverrideBy,
    Phase, PhaseIx, Place, Points, Section, SectionIx, Stop,
    draft::{
        AnswerKind, DraftAnswer, DraftCondition, DraftDue, DraftItem, DraftLimits, DraftOption, DraftSection, Evidence,
        Limit, Style,
    },
    place_of,
};
use crate::domain::{Decimal, Id, Text};
use jiff::Span;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// Most items a section may show when no condition holds: more cannot be kept in mind at a pause point
/// (the design rule of surgical checklists: five to nine).
const MOST_UNCONDITIONAL: usize = 9;
/// The digits 1 to 9 and 0 choose.
const MOST_OPTIONS: usize = 10;
const LONGEST_TEXT: usize = 60;
const LONGEST_SHORT: usize = 40;
const LONGEST_ANSWER_TEXT: usize = 4096;
const DEFAULT_ANSWER_TEXT: usize = 400;

/// The local numbers that a site has set, by name.
pub type Locals = BTreeMap<String, Decimal>;

/// Something that is wrong in a checklist file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Where: `phases[0].sections[1].items[2].role`.
    pub path: String,
    /// What is wrong, and what to write instead.
    pub problem: String,
    /// Where in the file.
    pub place: Place,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", Text::sanitise(&self.path))?;
        }
        f.write_str(&self.problem)
    }
}

impl Checklist {
    /// Reads and checks a checklist file with a site's local numbers.
    pub fn load(json: &str, locals: &Locals) -> Result<Self, Vec<Defect>> {
        Draft::parse(json)?.check(json, locals)
    }
}

impl Draft {
    /// Reads a file's text. A file that cannot be read at all has one defect: the first place that stops it.
    pub fn parse(json: &str) -> Result<Self, Vec<Defect>> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let mut track = serde_path_to_error::Track::new();
        let read = serde::Deserialize::deserialize(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
        let read = read.and_then(|draft| reader.end().map(|()| draft));
        read.map_err(|error: serde_json::Error| {
            let path = track.path().to_string();
            let path = if path == "." { String::new() } else { path };
            let words = error.to_string();
            let problem = words.rsplit_once(" at line ").map_or(words.as_str(), |(what, _)| what);
            let place = if error.is_data() && !path.is_empty() {
                place_of(json, &path)
            } else {
                Place { line: error.line().max(1), column: error.column().max(1) }
            };
            vec![Defect { path, problem: Text::sanitise(problem).to_string(), place }]
        })
    }

    /// Checks what was read from `json`: a valid checklist, or every defect in the order of the file.
    pub fn check(&self, json: &str, locals: &Locals) -> Result<Checklist, Vec<Defect>> {
        let (checklist, mut defects) = self.examine(json, locals);
        defects.extend(hostile_characters(json));
        defects.sort_by_key(|defect| defect.place);
        match (checklist, defects) {
            (Some(checklist), defects) if defects.is_empty() => Ok(checklist),
            (_, defects) => Err(defects),
        }
    }

    /// The checklist of a pin. It was valid when its case started, so that a check which came with a later
    /// version of the program does not refuse it: only what cannot be built at all is a defect.
    pub fn check_pinned(&self, json: &str, locals: &Locals) -> Result<Checklist, Vec<Defect>> {
        match self.examine(json, locals) {
            (Some(checklist), _) if checklist.items.len() == self.item_count() => Ok(checklist),
            (_, defects) => Err(defects),
        }
    }

    /// How many items there are, with those that the program adds to two-person sections.
    fn item_count(&self) -> usize {
        let sections = self.phases.iter().flat_map(|phase| &phase.sections);
        sections.map(|section| section.items.len() + usize::from(section.two_person)).sum()
    }

    fn examine(&self, json: &str, locals: &Locals) -> (Option<Checklist>, Vec<Defect>) {
        let mut checker = Checker { draft: self, locals, items: BTreeMap::new(), found: Vec::new() };
        let checklist = checker.checklist();
        let place = |(path, problem): (String, String)| Defect {
            place: place_of(json, &path),
            problem: Text::from(problem).to_string(),
            path,
        };
        (checklist, checker.found.into_iter().map(place).collect())
    }
}

struct Known<'a> {
    ix: ItemIx,
    level: Level,
    answer: &'a DraftAnswer,
}

struct Checker<'a> {
    draft: &'a Draft,
    locals: &'a Locals,
    items: BTreeMap<&'a str, Known<'a>>,
    found: Vec<(String, String)>,
}

impl<'a> Checker<'a> {
    fn defect(&mut self, path: impl Into<String>, problem: impl Into<String>) {
        self.found.push((path.into(), problem.into()));
    }

    fn checklist(&mut self) -> Option<Checklist> {
        let draft = self.draft;
        if draft.format != 1 {
            self.defect("format", format!("format {} is not known; this version reads format 1", draft.format));
        }
        let id = self.id(&draft.id, "id");
        if !is_version(&draft.version) {
            self.defect("version", format!("\"{}\" is no version; write three numbers, such as 1.0.0", draft.version));
        }
        self.words(&draft.title, "title", LONGEST_TEXT);
        self.words(&draft.objective, "objective", 400);
        for (n, notice) in draft.notices.iter().enumerate() {
            self.sources(&notice.sources, &format!("notices[{n}].sources"));
        }
        let sources = draft
            .sources
            .iter()
            .filter_map(|(name, source)| Some((self.id(name, &format!("sources.{name}"))?, source.clone())))
            .collect();
        self.know_items();
        let mut checklist = Checklist {
            id: id?,
            version: Text::sanitise(&draft.version),
            title: Text::sanitise(&draft.title),
            objective: Text::sanitise(&draft.objective),
            review: draft.review.clone(),
            notices: draft.notices.clone(),
            sources,
            phases: Vec::new(),
            sections: Vec::new(),
            items: Vec::new(),
            extras: Extras {
                presets: draft.presets.clone(),
                crisis: draft.crisis.clone(),
                reference: draft.reference.clone(),
                handouts: draft.handouts.clone(),
                billing: draft.billing.clone(),
                scenarios: draft.scenarios.clone(),
                mastery: draft.mastery.clone(),
            },
        };
        self.phases(&mut checklist);
        self.cycles(&checklist);
        Some(checklist)
    }

    /// First pass: every item's place and level, so that conditions may look forward and back.
    fn know_items(&mut self) {
        let mut next = 0;
        for (p, phase) in self.draft.phases.iter().enumerate() {
            for (s, section) in phase.sections.iter().enumerate() {
                for (i, item) in section.items.iter().enumerate() {
                    let known = Known { ix: ItemIx(next), level: item.level, answer: &item.answer };
                    if self.items.insert(&item.id, known).is_some() {
                        self.defect(
                            format!("phases[{p}].sections[{s}].items[{i}].id"),
                            format!("\"{}\" is used by another item; give each item its own id", item.id),
                        );
                    }
                    next += 1;
                }
                next += usize::from(section.two_person);
            }
        }
    }

    fn phases(&mut self, checklist: &mut Checklist) {
        let draft = self.draft;
        let mut ids = BTreeSet::new();
        if draft.phases.is_empty() {
            self.defect("phases", "there is no phase; write at least one with a section and an item");
        }
        for (p, phase) in draft.phases.iter().enumerate() {
            let path = format!("phases[{p}]");
            if !ids.insert(&phase.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each phase its own id", phase.id),
                );
            }
            if phase.sections.is_empty() {
                self.defect(format!("{path}.sections"), "there is no section; write at least one with an item");
            }
            let first = checklist.sections.len();
            for (s, section) in phase.sections.iter().enumerate() {
                let path = format!("{path}.sections[{s}]");
                if !ids.insert(&section.id) {
                    self.defect(
                        format!("{path}.id"),
                        format!("\"{}\" is used twice; give each phase and section its own id", section.id),
                    );
                }
                self.section(section, &path, PhaseIx(p), checklist);
            }
            if let Some(id) = self.id(&phase.id, &format!("{path}.id")) {
                let title = Text::sanitise(&phase.title);
                checklist.phases.push(Phase { id, title, sections: first..checklist.sections.len() });
            }
        }
    }

    fn section(&mut self, draft: &'a DraftSection, path: &str, phase: PhaseIx, checklist: &mut Checklist) {
        let ix = SectionIx(checklist.sections.len());
        let first = checklist.items.len();
        self.words(&draft.title, &format!("{path}.title"), 30);
        if draft.items.is_empty() {
            self.defect(format!("{path}.items"), "there is no item; write at least one");
        }
        let always_shown = draft.items.iter().filter(|item| item.when.is_none()).count();
        if always_shown > MOST_UNCONDITIONAL {
            self.defect(
                format!("{path}.items"),
                format!("{always_shown} items without a condition; a pause point holds at most {MOST_UNCONDITIONAL}: split the section"),
            );
        }
        for (i, item) in draft.items.iter().enumerate() {
            let path = format!("{path}.items[{i}]");
            if draft.needle_in
                && matches!(
                    item.answer.kind,
                    AnswerKind::Text | AnswerKind::Number | AnswerKind::Fields | AnswerKind::Date | AnswerKind::Time
                )
            {
                self.defect(
                    format!("{path}.answer.type"),
                    "this needs typing while the needle is in; record it at sign-out",
                );
            }
            // An item whose id is no id still takes its place, so that later places stay right.
            if let Some(item) = self.item(item, &path, ix) {
                checklist.items.push(item);
            }
        }
        let Some(id) = self.id(&draft.id, &format!("{path}.id")) else {
            return;
        };
        if draft.two_person {
            let confirmed = (first..checklist.items.len()).map(ItemIx).collect();
            let agreed = agreed_item(&id, &draft.title, confirmed, ix);
            let agreed = agreed.filter(|agreed| !self.items.contains_key(agreed.id.as_str()));
            if agreed.is_none() {
                self.defect(
                    format!("{path}.id"),
                    format!("two people confirm an item \"{id}-agreed\", which the program adds; give the section a shorter id, and that id to no other item"),
                );
            }
            checklist.items.extend(agreed);
        }
        let due = draft.due.as_ref().and_then(|due| self.due(due, &format!("{path}.due")));
        checklist.sections.push(Section {
            id,
            title: Text::sanitise(&draft.title),
            moment: Text::sanitise(&draft.moment),
            led_by: draft.led_by,
            style: draft.style,
            always_open: draft.always_open,
            needle_in: draft.needle_in,
            attempts: draft.attempts,
            due,
            phase,
            items: first..checklist.items.len(),
        });
    }

    fn due(&mut self, due: &DraftDue, path: &str) -> Option<Due> {
        let after = self.span(&due.after, &format!("{path}.after"));
        let by = due.by.as_ref().map(|by| self.span(by, &format!("{path}.by")));
        let from_path = format!("{path}.from");
        let from = self.known(&due.from, &from_path)?;
        if self.items[due.from.as_str()].answer.kind != AnswerKind::Time {
            self.defect(
                from_path,
                format!("\"{}\" is not answered with a time; due dates count from one that is", due.from),
            );
        }
        let after = after?;
        Some(Due { after, from, by: by.unwrap_or(Some(after))? })
    }

    fn item(&mut self, draft: &'a DraftItem, path: &str, section: SectionIx) -> Option<Item> {
        self.words(&draft.text, &format!("{path}.text"), LONGEST_TEXT);
        let short = draft.short.as_ref().unwrap_or(&draft.text);
        if draft.short.is_some() {
            self.words(short, &format!("{path}.short"), LONGEST_SHORT);
        }
        self.words(&draft.why, &format!("{path}.why"), 400);
        self.sources(&draft.sources, &format!("{path}.sources"));
        let ix = self.items.get(draft.id.as_str()).map(|known| known.ix)?;
        let mut stops = Vec::new();
        let mut cautions = Vec::new();
        let answer = self.answer(&draft.answer, &format!("{path}.answer"));
        self.shorthands(&draft.answer, ix, &format!("{path}.answer"), (&mut stops, &mut cautions));
        let when = draft.when.as_ref().and_then(|when| self.condition(when, &format!("{path}.when")));
        if let (Level::Critical, Some(when)) = (draft.level, &draft.when) {
            self.drivers(when, &format!("{path}.when"));
        }
        let confirms = draft.confirms.iter().enumerate();
        let confirms: Vec<ItemIx> =
            confirms.filter_map(|(n, id)| self.known(id, &format!("{path}.confirms[{n}]"))).collect();
        if confirms.iter().any(|&on| on >= ix) {
            self.defect(format!("{path}.confirms"), "an item confirms only items that stand before it");
        }
        for (n, stop) in draft.stops.iter().enumerate() {
            let path = format!("{path}.stops[{n}]");
            self.words(&stop.say, &format!("{path}.say"), 300);
            self.sources(&stop.sources, &format!("{path}.sources"));
            let when = self.condition(&stop.when, &format!("{path}.when"));
            let say = Text::sanitise(&stop.say);
            stops.extend(when.map(|when| Stop { when, say, override_by: stop.override_by }));
        }
        for (n, caution) in draft.cautions.iter().enumerate() {
            let path = format!("{path}.cautions[{n}]");
            self.words(&caution.say, &format!("{path}.say"), 300);
            let when = self.condition(&caution.when, &format!("{path}.when"));
            let (say, tell) = (Text::sanitise(&caution.say), caution.tell.as_deref().map(Text::sanitise));
            cautions.extend(when.map(|when| Caution { when, say, tell }));
        }
        Some(Item {
            id: self.id(&draft.id, &format!("{path}.id"))?,
            text: Text::sanitise(&draft.text),
            short: Text::sanitise(short),
            role: draft.role,
            level: draft.level,
            screening: draft.screening,
            answer: answer?,
            when,
            two_person: draft.two_person,
            confirms,
            stops,
            cautions,
            override_by: draft.override_by,
            why: Text::sanitise(&draft.why),
            sources: draft.sources.iter().map(|source| Text::sanitise(source)).collect(),
            evidence: draft.evidence,
            section,
        })
    }

    /// What drives a critical item must itself be critical, or the item could be lost by leaving the other open.
    fn drivers(&mut self, when: &DraftCondition, path: &str) {
        let mut named = Vec::new();
        named_items(when, path, &mut named);
        for (id, path) in named {
            if self.items.get(id).is_some_and(|known| known.level != Level::Critical) {
                self.defect(
                    format!("{path}.item"),
                    format!("a critical item depends on \"{id}\", which may be left open; make \"{id}\" critical"),
                );
            }
        }
    }

    fn cycles(&mut self, checklist: &Checklist) {
        let mut settled: BTreeSet<ItemIx> = BTreeSet::new();
        let mut waiting: Vec<ItemIx> = checklist.item_ixs().collect();
        loop {
            let before = waiting.len();
            waiting.retain(|&ix| {
                let when = checklist.items.get(ix.0).and_then(|item| item.when.as_ref());
                let ready = when.is_none_or(|when| when.items().iter().all(|on| settled.contains(on)));
                if ready {
                    settled.insert(ix);
                }
                !ready
            });
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for ix in waiting {
            let Some(id) = checklist.items.get(ix.0).map(|item| item.id.to_string()) else {
                continue;
            };
            if let Some(path) = self.path_of(&id) {
                self.defect(
                    format!("{path}.when"),
                    format!("\"{id}\" depends on itself, directly or through others; break the circle"),
                );
            }
        }
    }

    fn path_of(&self, id: &str) -> Option<String> {
        self.draft.phases.iter().enumerate().find_map(|(p, phase)| {
            phase.sections.iter().enumerate().find_map(|(s, section)| {
                let i = section.items.iter().position(|item| item.id == id)?;
                Some(format!("phases[{p}].sections[{s}].items[{i}]"))
            })
        })
    }

    fn answer(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        self.foreign_fields(draft, path);
        match draft.kind {
            AnswerKind::Check => Some(AnswerType::Check),
            AnswerKind::Choice => {
                let options = self.options(draft.options.as_deref().unwrap_or_default(), &format!("{path}.options"));
                if options.len() < 2 {
                    self.defect(path, "a choice needs at least two options; write \"options\": [ … ]");
                }
                Some(AnswerType::Choice { options, several: draft.several.unwrap_or(false) })
            }
            AnswerKind::Number => self.number(draft, path),
            AnswerKind::Text => {
                let max = draft.max.map_or(Ok(DEFAULT_ANSWER_TEXT), |max| max.to_string().parse());
                let max = max.ok().filter(|max| (1..=LONGEST_ANSWER_TEXT).contains(max));
                if max.is_none() {
                    self.defect(format!("{path}.max"), format!("a text has 1 to {LONGEST_ANSWER_TEXT} characters"));
                }
                Some(AnswerType::Text { max: max? })
            }
            AnswerKind::Date => Some(AnswerType::Date { points: draft.points.unwrap_or(Points::Any) }),
            AnswerKind::Time => Some(AnswerType::Time { points: draft.points.unwrap_or(Points::Any) }),
            AnswerKind::Timer => {
                let minutes = draft.minutes.as_ref().map(|limit| self.limit(limit, &format!("{path}.minutes")));
                match minutes {
                    Some(minutes) if minutes > Decimal::from(0) => Some(AnswerType::Timer { minutes }),
                    Some(_) | None => {
                        self.defect(path, "a timer needs the minutes to wait; write \"minutes\": 3");
                        None
                    }
                }
            }
            AnswerKind::Fields => self.fields(draft, path),
        }
    }

    fn number(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        let alternatives =
            self.options(draft.alternatives.as_deref().unwrap_or_default(), &format!("{path}.alternatives"));
        let (Some(unit), Some(min), Some(max)) = (&draft.unit, draft.min, draft.max) else {
            self.defect(path, "a number needs \"unit\", \"min\" and \"max\"");
            return None;
        };
        if min >= max {
            self.defect(
                format!("{path}.min"),
                format!("the range is the wrong way round: {min} to {max}; write the smaller number as \"min\""),
            );
        }
        for (name, limits) in [("stop", &draft.stop), ("caution", &draft.caution)] {
            for (side, limit) in [
                ("above", limits.as_ref().and_then(|l| l.above.as_ref())),
                ("below", limits.as_ref().and_then(|l| l.below.as_ref())),
            ] {
                if let Some(limit) = limit.filter(|limit| limit.value < min || limit.value > max) {
                    self.defect(
                        format!("{path}.{name}.{side}"),
                        format!("{} lies outside what is accepted, {min} to {max}", limit.value),
                    );
                }
            }
        }
        let decimals = draft.decimals.unwrap_or(1);
        if decimals > 6 {
            self.defect(format!("{path}.decimals"), "at most 6 decimals are kept");
        }
        let otherwise = draft.otherwise.clone();
        Some(AnswerType::Number { unit: Text::sanitise(unit).into(), min, max, decimals, alternatives, otherwise })
    }

    fn fields(&mut self, draft: &DraftAnswer, path: &str) -> Option<AnswerType> {
        let mut ids = BTreeSet::new();
        let mut fields = Vec::new();
        for (n, field) in draft.fields.iter().flatten().enumerate() {
            let path = format!("{path}.fields[{n}]");
            if !ids.insert(&field.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each field its own id", field.id),
                );
            }
            if matches!(field.answer.kind, AnswerKind::Check | AnswerKind::Timer | AnswerKind::Fields) {
                self.defect(format!("{path}.answer.type"), "a field is a choice, number, text, date or time");
            }
            let id = self.id(&field.id, &format!("{path}.id"));
            let answer = self.answer(&field.answer, &format!("{path}.answer"));
            if let (Some(id), Some(answer)) = (id, answer) {
                fields.push(Field { id, label: Text::sanitise(&field.label).into(), answer, optional: field.optional });
            }
        }
        if draft.fields.iter().flatten().next().is_none() {
            self.defect(path, "\"fields\" needs at least one field; write \"fields\": [ … ]");
            return None;
        }
        Some(AnswerType::Fields { fields, rows: draft.rows.unwrap_or(1).max(1) })
    }

    /// Fields that belong to another answer type are a misunderstanding worth telling.
    fn foreign_fields(&mut self, draft: &DraftAnswer, path: &str) {
        use AnswerKind::{Choice, Date, Fields, Number, Text, Time, Timer};
        let given: [(&str, bool, &[AnswerKind]); 13] = [
            ("options", draft.options.is_some(), &[Choice]),
            ("several", draft.several.is_some(), &[Choice]),
            ("unit", draft.unit.is_some(), &[Number]),
            ("min", draft.min.is_some(), &[Number]),
            ("max", draft.max.is_some(), &[Number, Text]),
            ("decimals", draft.decimals.is_some(), &[Number]),
            ("stop", draft.stop.is_some(), &[Number]),
            ("caution", draft.caution.is_some(), &[Number]),
            ("alternatives", draft.alternatives.is_some(), &[Number]),
            ("otherwise", draft.otherwise.is_some(), &[Number]),
            ("points", draft.points.is_some(), &[Date, Time]),
            ("minutes", draft.minutes.is_some(), &[Timer]),
            ("fields", draft.fields.is_some(), &[Fields]),
        ];
        for (name, present, kinds) in given {
            if present && !kinds.contains(&draft.kind) {
                self.defect(
                    format!("{path}.{name}"),
                    format!("\"{name}\" does not belong to this answer type; leave it out"),
                );
            }
        }
    }

    fn options(&mut self, drafts: &[DraftOption], path: &str) -> Vec<Choice> {
        if drafts.len() > MOST_OPTIONS {
            let problem = format!("{} options; a digit chooses at most {MOST_OPTIONS}: group them", drafts.len());
            self.defect(path, problem);
        }
        let mut ids = BTreeSet::new();
        let mut options = Vec::new();
        for (n, option) in drafts.iter().enumerate() {
            let path = format!("{path}[{n}]");
            if !ids.insert(&option.id) {
                self.defect(
                    format!("{path}.id"),
                    format!("\"{}\" is used twice; give each option its own id", option.id),
                );
            }
            self.words(&option.label, &format!("{path}.label"), LONGEST_SHORT);
            if let Some(id) = self.id(&option.id, &format!("{path}.id")) {
                options.push(Choice { id, label: Text::sanitise(&option.label).into(), alone: option.alone });
            }
        }
        options
    }

    /// An option's or a number's own stop and caution are shorthand for one with a condition on the item.
    fn shorthands(&mut self, draft: &DraftAnswer, item: ItemIx, path: &str, into: (&mut Vec<Stop>, &mut Vec<Caution>)) {
        let (stops, cautions) = into;
        let lists = [("options", &draft.options), ("alternatives", &draft.alternatives)];
        for (name, list) in lists {
            for (n, option) in list.iter().flatten().enumerate() {
                let path = format!("{path}.{name}[{n}]");
                let Ok(id) = option.id.parse::<Id>() else {
                    continue;
                };
                let when = || Condition::Includes { item, field: None, any: vec![id.clone()], wanted: true };
                if let Some(stop) = &option.stop {
                    self.words(&stop.say, &format!("{path}.stop.say"), 300);
                    stops.push(Stop { when: when(), say: Text::sanitise(&stop.say), override_by: stop.override_by });
                }
                if let Some(caution) = &option.caution {
                    self.words(&caution.say, &format!("{path}.caution.say"), 300);
                    let tell = caution.tell.as_deref().map(Text::sanitise);
                    cautions.push(Caution { when: when(), say: Text::sanitise(&caution.say), tell });
                }
            }
        }
        if let Some(limits) = &draft.stop {
            let path = format!("{path}.stop");
            let override_by = limits.override_by;
            if override_by.is_none() {
                self.defect(&path, "a stop says who may go on; write \"override\": \"clinician\" or \"never\"");
            }
            let when = self.outside(limits, item, &path);
            let say = Text::sanitise(&limits.say);
            stops.extend(when.map(|when| Stop { when, say, override_by: override_by.unwrap_or(OverrideBy::Never) }));
        }
        if let Some(limits) = &draft.caution {
            let when = self.outside(limits, item, &format!("{path}.caution"));
            let tell = limits.tell.as_deref().map(Text::sanitise);
            cautions.extend(when.map(|when| Caution { when, say: Text::sanitise(&limits.say), tell }));
        }
    }

    fn outside(&mut self, limits: &DraftLimits, item: ItemIx, path: &str) -> Option<Condition> {
        self.words(&limits.say, &format!("{path}.say"), 300);
        let above = limits.above.as_ref().map(|limit| self.limit(limit, &format!("{path}.above")));
        let below = limits.below.as_ref().map(|limit| self.limit(limit, &format!("{path}.below")));
        if above.is_none() && below.is_none() {
            self.defect(path, "there is no limit; write \"above\" or \"below\"");
            return None;
        }
        Some(Condition::Outside { item, field: None, above, below })
    }

    fn condition(&mut self, draft: &DraftCondition, path: &str) -> Option<Condition> {
        let lists = [("all", &draft.all), ("any", &draft.any), ("none", &draft.none)];
        let nested: Vec<_> = lists.iter().filter_map(|(name, list)| Some((*name, list.as_ref()?))).collect();
        let leaf_fields = usize::from(draft.is.is_some())
            + usize::from(draft.not.is_some())
            + usize::from(draft.above.is_some() || draft.below.is_some())
            + usize::from(draft.answered.is_some())
            + usize::from(draft.differs_from.is_some())
            + usize::from(draft.within.is_some());
        match (&draft.item, nested.as_slice()) {
            (None, [(name, parts)]) if leaf_fields == 0 => {
                if parts.is_empty() {
                    self.defect(format!("{path}.{name}"), "the list is empty; write at least one condition");
                }
                let parts: Vec<Condition> = parts
                    .iter()
                    .enumerate()
                    .filter_map(|(n, part)| self.condition(part, &format!("{path}.{name}[{n}]")))
                    .collect();
                Some(match *name {
                    "all" => Condition::All(parts),
                    "any" => Condition::Any(parts),
                    _ => Condition::None(parts),
                })
            }
            (Some(id), []) if leaf_fields == 1 => self.leaf(draft, id, path),
            _ => {
                self.defect(
                    path,
                    "a condition is either \"all\", \"any\" or \"none\" with a list, or an \"item\" with one of is, not, above/below, answered, differs_from, within",
                );
                None
            }
        }
    }

    fn leaf(&mut self, draft: &DraftCondition, id: &str, path: &str) -> Option<Condition> {
        let item = self.known(id, &format!("{path}.item"))?;
        let whole = self.items[id].answer;
        let (field, answer) = match &draft.field {
            None => (None, whole),
            Some(name) => {
                let found = whole.fields.iter().flatten().find(|field| field.id == *name);
                let Some(found) = found else {
                    self.defect(format!("{path}.field"), format!("\"{id}\" has no field \"{name}\""));
                    return None;
                };
                (name.parse::<Id>().ok(), &found.answer)
            }
        };
        for (name, chosen) in [("is", &draft.is), ("not", &draft.not)] {
            if let Some(chosen) = chosen {
                let any = self.chosen(chosen, answer, &format!("{path}.{name}"));
                return Some(Condition::Includes { item, field, any, wanted: name == "is" });
            }
        }
        if draft.above.is_some() || draft.below.is_some() {
            if answer.kind != AnswerKind::Number {
                self.defect(path, format!("\"{id}\" is not a number; above and below compare numbers"));
            }
            let above = draft.above.as_ref().map(|limit| self.limit(limit, &format!("{path}.above")));
            let below = draft.below.as_ref().map(|limit| self.limit(limit, &format!("{path}.below")));
            return Some(Condition::Outside { item, field, above, below });
        }
        if let Some(wanted) = draft.answered {
            return Some(Condition::Answered { item, field, wanted });
        }
        if let Some(other) = &draft.differs_from {
            if draft.field.is_some() {
                self.defect(format!("{path}.field"), "\"differs_from\" compares whole answers; leave \"field\" out");
            }
            let from = self.known(other, &format!("{path}.differs_from"))?;
            if self.items[other.as_str()].answer.kind != answer.kind {
                self.defect(
                    format!("{path}.differs_from"),
                    format!("\"{other}\" is another type of answer than \"{id}\"; only like can be compared"),
                );
            }
            return Some(Condition::Differs { item, from });
        }
        if answer.kind != AnswerKind::Time {
            self.defect(path, format!("\"{id}\" is not a time; \"within\" looks back from when a time was recorded"));
        }
        let span = self.span(draft.within.as_deref().unwrap_or_default(), &format!("{path}.within"))?;
        Some(Condition::Within { item, field, span })
    }

    fn chosen(&mut self, ids: &[String], answer: &DraftAnswer, path: &str) -> Vec<Id> {
        let options: Vec<&str> = answer
            .options
            .iter()
            .chain(answer.alternatives.iter())
            .flatten()
            .map(|option| option.id.as_str())
            .collect();
        if ids.is_empty() {
            self.defect(path, "the list is empty; name at least one option");
        }
        for (n, id) in ids.iter().enumerate() {
            if !options.contains(&id.as_str()) {
                let problem = if options.is_empty() {
                    format!("\"{id}\" is no option here: the item is not a choice")
                } else {
                    format!("\"{id}\" is not an option; use {}", options.join(", "))
                };
                self.defect(format!("{path}[{n}]"), problem);
            }
        }
        ids.iter().filter_map(|id| id.parse().ok()).collect()
    }

    fn known(&mut self, id: &str, path: &str) -> Option<ItemIx> {
        let ix = self.items.get(id).map(|known| known.ix);
        if ix.is_none() {
            self.defect(path, format!("there is no item \"{id}\"; name the id of an item of this checklist"));
        }
        ix
    }

    fn limit(&mut self, limit: &Limit, path: &str) -> Decimal {
        let Some(name) = &limit.local else {
            return limit.value;
        };
        self.id(name, &format!("{path}.local"));
        self.locals.get(name).copied().unwrap_or(limit.value)
    }

    fn span(&mut self, raw: &str, path: &str) -> Option<Span> {
        let span =
            raw.parse::<Span>().ok().filter(|span| raw.starts_with('P') && !span.is_negative() && !span.is_zero());
        if span.is_none() {
            self.defect(path, format!("\"{raw}\" is no duration; write PT2H, P7D or P1M"));
        }
        span
    }

    fn id(&mut self, raw: &str, path: &str) -> Option<Id> {
        raw.parse().map_err(|problem: String| self.defect(path, problem)).ok()
    }

    fn words(&mut self, text: &str, path: &str, longest: usize) {
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.defect(path, "there is nothing; write some words");
        } else if length > longest {
            self.defect(path, format!("{length} characters; write at most {longest}"));
        }
    }

    fn sources(&mut self, cited: &[String], path: &str) {
        for (n, cited) in cited.iter().enumerate() {
            let (id, line) = cited.split_once(':').map_or((cited.as_str(), None), |(id, line)| (id, Some(line)));
            if !self.draft.sources.contains_key(id) {
                self.defect(format!("{path}[{n}]"), format!("there is no source \"{id}\"; add it to \"sources\""));
            } else if line.is_some_and(|line| line.parse::<u32>().is_err()) {
                self.defect(format!("{path}[{n}]"), format!("\"{cited}\" names no line; write {id}:12"));
            }
        }
    }
}

/// Characters that change what is shown around them without being seen have no place in a checklist.
fn hostile_characters(json: &str) -> Vec<Defect> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(json) {
        hostile_in(&value, "", &mut found);
    }
    let place = |(path, c): (String, char)| Defect {
        place: place_of(json, &path),
        problem: format!("the character U+{:04X} is not allowed in a checklist; remove it", u32::from(c)),
        path: Text::from(path).into(),
    };
    found.into_iter().map(place).collect()
}

fn hostile_in(value: &serde_json::Value, path: &str, found: &mut Vec<(String, char)>) {
    use serde_json::Value;
    match value {
        Value::String(text) => found.extend(Text::first_hostile(text).map(|c| (path.to_owned(), c))),
        Value::Array(parts) => {
            parts.iter().enumerate().for_each(|(n, part)| hostile_in(part, &format!("{path}[{n}]"), found));
        }
        Value::Object(parts) => {
            for (name, part) in parts {
                let dot = if path.is_empty() { "" } else { "." };
                let path = format!("{path}{dot}{name}");
                found.extend(Text::first_hostile(name).map(|c| (path.clone(), c)));
                hostile_in(part, &path, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The item that closes a section which two people agree as a whole.
fn agreed_item(section: &Id, title: &str, confirms: Vec<ItemIx>, ix: SectionIx) -> Option<Item> {
    Some(Item {
        id: format!("{section}-agreed").parse().ok()?,
        text: Text::sanitise(&format!("Two people agree: {title} as a whole")),
        short: Text::sanitise(&format!("{title}: both agree?")),
        role: Led::Both,
        level: Level::Critical,
        screening: false,
        answer: AnswerType::Check,
        when: None,
        two_person: true,
        confirms,
        stops: Vec::new(),
        cautions: Vec::new(),
        override_by: OverrideBy::Clinician,
        why: Text::from("Each line was read aloud and answered; two people now stand for all of them together."),
        sources: Vec::new(),
        evidence: Evidence::Unverified,
        section: ix,
    })
}

fn named_items<'c>(condition: &'c DraftCondition, path: &str, into: &mut Vec<(&'c str, String)>) {
    into.extend(condition.item.as_deref().map(|id| (id, path.to_owned())));
    into.extend(condition.differs_from.as_deref().map(|id| (id, path.to_owned())));
    for (name, parts) in [("all", &condition.all), ("any", &condition.any), ("none", &condition.none)] {
        for (n, part) in parts.iter().flatten().enumerate() {
            named_items(part, &format!("{path}.{name}[{n}]"), into);
        }
    }
}

fn is_version(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split('.').collect();
    parts.len() == 3 && parts.iter().all(|p| (1..=5).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

impl Style {
    /// How the section is read, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Form => "fill in",
            Self::ReadDo => "read, then do",
            Self::DoConfirm => "do, then confirm",
        }
    }
}
