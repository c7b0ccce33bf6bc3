//! A handout of one case: its times worked out, its telephone numbers put in, or all that is missing for that.

use crate::domain::case::{Case, Status};
use crate::domain::checklist::{
    Checklist, Condition, Due, Eyes, Handout, HandoutBlock, ItemIx, LocalName, Piece, Placeholder, Seen, Truth, pieces,
};
use crate::domain::{Answer, CaseFact, Fact, Now, Text, clock};
use jiff::{Zoned, tz::TimeZone};
use std::collections::BTreeSet;

/// What a patient is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    pub id: Text,
    pub title: Text,
    pub blocks: Vec<HandedBlock>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandedBlock {
    Heading(Vec<Run>),
    Warning(Vec<Run>),
    Text(Vec<Run>),
    List(Vec<Vec<Run>>),
    /// Whose number it is, and the number.
    Telephones(Vec<(Text, Text)>),
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    Words(Text),
    /// A day, or a time of day on it: "14:30 on Sunday 29 November".
    Time(Text),
}

/// What has to be known before a handout can be given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The time for which the case is planned.
    Plan,
    Item(ItemIx),
    /// A local text that the site sets.
    Local(String),
}

/// A handout that is being worked out.
struct Draft<'a> {
    case: &'a Case,
    /// The case's own, with what the site has set by now.
    checklist: &'a Checklist,
    now: &'a Now,
    missing: BTreeSet<Missing>,
    /// The items that were looked at for that.
    asked: BTreeSet<ItemIx>,
}

impl Handed {
    /// A handout for a case, or all that is missing for it, in the order of the checklist. Which lines hold must be
    /// known as well as their times: a line that may hold is not left out.
    pub fn new(handout: &Handout, case: &Case, checklist: &Checklist, now: &Now) -> Result<Self, BTreeSet<Missing>> {
        let mut draft = Draft { case, checklist, now, missing: BTreeSet::new(), asked: BTreeSet::new() };
        let blocks = handout.body.iter().filter_map(|block| draft.block(block)).collect();
        let (id, title) = (Text::sanitise(&handout.id), Text::sanitise(&handout.title));
        if draft.missing.is_empty() { Ok(Self { id, title, blocks }) } else { Err(draft.missing) }
    }
}

impl Missing {
    /// What it is and how it comes to be known, for whoever gives commands.
    pub fn say(&self, case: &Case, checklist: &Checklist) -> String {
        match self {
            Self::Plan => NO_PLAN.to_owned(),
            Self::Item(ix) => {
                let item = checklist.item(*ix);
                format!("{}: {}{}", item.id, item.text, why_none(case, *ix))
            }
            Self::Local(name) => {
                format!(
                    "{}: a number that the site sets in local/{}.json of its folder",
                    called(checklist, name),
                    checklist.id
                )
            }
        }
    }

    /// The same in the words of the screens.
    pub fn show(&self, case: &Case) -> String {
        match self {
            Self::Plan => NO_PLAN.to_owned(),
            Self::Item(ix) => format!("\"{}\"{}", case.name(*ix), why_none(case, *ix)),
            Self::Local(name) => format!("not set by your site: {name}"),
        }
    }
}

/// A case is planned before it begins, or never.
const NO_PLAN: &str = "the time of the appointment: only a planned case that has not begun has one";

fn called(checklist: &Checklist, name: &str) -> String {
    let about = checklist.local(name).and_then(|local| local.about.as_ref());
    about.map_or_else(|| name.to_owned(), |about| format!("{name} ({about})"))
}

/// Why nothing will come of an item.
fn why_none(case: &Case, ix: ItemIx) -> &'static str {
    match case.see(ix) {
        _ if case.is_broken(ix) => " (what it confirms has changed: confirm it again)",
        Seen::Nothing => " (it has no time here: not done, or it does not apply)",
        Seen::Answer(..) | Seen::NotYet => "",
    }
}

impl Draft<'_> {
    /// A block where it holds; what is missing for it is kept.
    fn block(&mut self, block: &HandoutBlock) -> Option<HandedBlock> {
        match block.when.as_ref().map_or(Truth::True, |when| when.truth(self.case)) {
            Truth::True => {}
            Truth::False => return None,
            Truth::Unknown => {
                block.when.iter().flat_map(Condition::items).for_each(|ix| self.lacks(ix));
                return None;
            }
        }
        let HandoutBlock { text, list, heading, warning, telephones, .. } = block;
        let (heading, warning) = (heading.as_deref(), warning.as_deref());
        heading
            .map(|words| HandedBlock::Heading(self.runs(words)))
            .or_else(|| warning.map(|words| HandedBlock::Warning(self.runs(words))))
            .or_else(|| text.as_deref().map(|words| HandedBlock::Text(self.runs(words))))
            .or_else(|| {
                list.as_ref().map(|lines| HandedBlock::List(lines.iter().map(|line| self.runs(line)).collect()))
            })
            .or_else(|| {
                let numbers = telephones.as_ref()?.iter().map(|of| Some((&of.label, self.number(&of.local)?)));
                let numbers: Vec<_> = numbers.collect();
                Some(HandedBlock::Telephones(
                    numbers.into_iter().flatten().map(|(label, number)| (Text::sanitise(label), number)).collect(),
                ))
            })
    }

    fn number(&mut self, name: &str) -> Option<Text> {
        // What has no digit can be rung by nobody.
        let number = self.checklist.local(name).and_then(LocalName::value).map(|value| Text::from(value.to_string()));
        let number = number.filter(|number| number.as_str().contains(|c: char| c.is_ascii_digit()));
        if number.is_none() {
            self.missing.insert(Missing::Local(name.to_owned()));
        }
        number
    }

    fn runs(&mut self, words: &str) -> Vec<Run> {
        let run = |piece| match piece {
            Piece::Words(words) | Piece::Unclosed(words) => Some(Run::Words(Text::sanitise(words))),
            Piece::Time(place) => self.time(place).map(Run::Time),
        };
        pieces(words).into_iter().filter_map(run).collect()
    }

    /// A time of the case, in words. Days, weeks and months are counted by the calendar of the zone in which it was
    /// recorded, hours from the moment.
    fn time(&mut self, place: Placeholder<'_>) -> Option<Text> {
        let Some(anchor) = place.ids().find_map(|id| self.anchor(id)) else {
            self.lacks_anchor(place);
            return None;
        };
        let Some(span) = place.after() else { return Some(Text::from(time_of_day(&anchor, &anchor))) };
        // What lies beyond the calendar nobody can be told.
        let Ok(then) = anchor.checked_add(span) else {
            self.lacks_anchor(place);
            return None;
        };
        let day = || then.strftime("%A %-d %B %Y").to_string();
        Some(Text::from(if Due::by_the_day(&span) { day() } else { time_of_day(&then, &anchor) }))
    }

    fn anchor(&self, id: &str) -> Option<Zoned> {
        let here = |zone: Option<TimeZone>| zone.unwrap_or_else(|| self.now.zone.clone());
        let Some(ix) = self.checklist.find(id) else {
            let plan = self.case.planned().filter(|_| id == Placeholder::PLANNED)?;
            let zone = self.case.facts().rev().find_map(|(stamp, fact)| match fact {
                Fact::Case(CaseFact::Labelled { planned: Some(_), .. } | CaseFact::Opened(_)) => Some(stamp.zone()),
                Fact::Item(..) | Fact::Case(_) => None,
            });
            return Some(plan.at.in_zone(&here(zone.flatten())));
        };
        match self.case.see(ix) {
            Seen::Answer(Answer::Time(at), stamp) => Some(at.in_zone(&here(stamp.zone()))),
            Seen::Answer(..) | Seen::Nothing | Seen::NotYet => None,
        }
    }

    /// Of two items the first that may still be answered.
    fn lacks_anchor(&mut self, place: Placeholder<'_>) {
        let items: Vec<ItemIx> = place.ids().filter_map(|id| self.checklist.find(id)).collect();
        let open = items.iter().find(|ix| matches!(self.case.see(**ix), Seen::NotYet)).or(items.first());
        match open {
            Some(ix) if matches!(self.case.see(*ix), Seen::NotYet) => self.lacks(*ix),
            Some(ix) => _ = self.missing.insert(Missing::Item(*ix)),
            None => _ = self.missing.insert(Missing::Plan),
        }
    }

    /// Keeps what is not answered yet: of an item that waits for others, those.
    fn lacks(&mut self, ix: ItemIx) {
        // In a circle, which only an old pin can have, nothing is known.
        if !matches!(self.case.see(ix), Seen::NotYet) || !self.asked.insert(ix) {
            return;
        }
        match (self.case.status(ix), &self.checklist.item(ix).when) {
            (Status::Pending, Some(when)) => when.items().into_iter().for_each(|on| self.lacks(on)),
            _ => _ = self.missing.insert(Missing::Item(ix)),
        }
    }
}

/// "14:30 on Sunday 29 November", with the year where it is another than that of what it is counted from.
fn time_of_day(then: &Zoned, from: &Zoned) -> String {
    let year = if then.year() == from.year() { String::new() } else { then.strftime(" %Y").to_string() };
    format!("{} on {}{year}", clock(then), then.strftime("%A %-d %B"))
}
