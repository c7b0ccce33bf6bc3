//! From where a case is taken away when it is de-identified: what becomes of each time, day, zone, case and name of it.

use super::{LEFT_OUT, place};
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, ItemIx};
use crate::domain::reading::hours;
use crate::domain::{CaseFact, Code, Fact, Hash, Id, Moment, Role, Stamp, Text, offset};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// From where a case is taken away, and under which code it goes.
pub(super) struct Away<'a> {
    case: &'a Case,
    pub(super) code: Code,
    began: Moment,
    pub(super) last: Moment,
    /// The day on which it began, in the zone of those who recorded it.
    day: Date,
    pub(super) zone: TimeZone,
    /// The other cases that it names.
    others: Vec<Code>,
    /// Words that conditions compare: what was equal stays equal, and nothing else does.
    compared: Vec<Text>,
}

/// What an answer answers, and on which day it was given.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) spec: Option<&'a AnswerType>,
    pub(super) day: Date,
    pub(super) is_compared: bool,
}

impl<'a> Away<'a> {
    pub(super) fn new(case: &'a Case, code: Code) -> Self {
        let first = case.entries().first().map(|line| &*line.entry.stamp);
        let zone = first.and_then(Stamp::zone).unwrap_or(TimeZone::UTC);
        let moments = || case.entries().iter().map(|line| line.entry.stamp.at);
        let started = case.facts().find(|(_, fact)| matches!(fact, Fact::Case(CaseFact::Started { .. })));
        let began = started.map(|(stamp, _)| stamp.at).or(first.map(|stamp| stamp.at));
        let began = began.unwrap_or_else(|| jiff::Timestamp::UNIX_EPOCH.into());
        // From the whole minute on, since the hour of the zone below has no seconds either.
        let began = began.plus_seconds(-began.timestamp().as_second().rem_euclid(60));
        let then = began.in_zone(&zone);
        let last = moments().max().unwrap_or(began);
        Self { case, code, began, last, day: then.date(), zone, others: Vec::new(), compared: Vec::new() }
    }

    pub(super) fn moment(&self, at: Moment) -> Moment {
        Moment::of_offset(at.since(self.began))
    }

    /// A zone in which the made-up time has the hour of the true one, so that every day ends where it ended.
    pub(super) fn tz(&self, stamp: &Stamp) -> Text {
        let zone = stamp.zone().unwrap_or(TimeZone::UTC);
        let began = self.began.in_zone(&self.zone);
        let hour = i32::from(began.hour()) * 3600 + i32::from(began.minute()) * 60;
        let moved = stamp.happened().in_zone(&zone).offset().seconds() - began.offset().seconds();
        Text::from(Offset::from_seconds(hour + moved).map_or_else(|_| "UTC".to_owned(), hours))
    }

    pub(super) fn date(&self, day: Date) -> Date {
        offset::day_of_offset(day.since(self.day).map_or(0, |span| span.get_days()))
    }

    /// Another case goes by another code as well: one that follows from the new code, and from no other.
    pub(super) fn other(&mut self, code: Code) -> Code {
        let nth = place(&mut self.others, &code);
        let sum = Hash::of(&[self.code.to_string().as_bytes(), &nth.to_le_bytes()]);
        Code::from_random(std::array::from_fn(|at| sum.as_bytes()[at]))
    }

    /// Of what was given on a crisis card the drugs that the card names.
    pub(super) fn crisis(&self, card: &Id, text: &Text) -> Text {
        let said = text.as_str().to_lowercase();
        let drugs = self.case.checklist().card(card.as_str()).into_iter().flat_map(|card| &card.drugs);
        let named: Vec<&str> =
            drugs.map(|drug| drug.name.as_str()).filter(|drug| said.contains(&drug.to_lowercase())).collect();
        match named.as_slice() {
            [] => Text::from(LEFT_OUT),
            [one] if said == one.to_lowercase() => Text::from(*one),
            several => Text::from(format!("{} {LEFT_OUT}", several.join(", "))),
        }
    }

    /// Whether somebody is told of by words of the checklist, or by a role.
    pub(super) fn is_known_word(&self, item: &Id, told: &Text) -> bool {
        let checklist = self.case.checklist();
        let cautions = checklist.find(item.as_str()).map(|ix| &checklist.item(ix).cautions).into_iter().flatten();
        let is_role = Role::ALL.iter().any(|role| role.word() == told.as_str());
        is_role || cautions.filter_map(|caution| caution.tell.as_ref()).any(|whom| whom == told)
    }

    pub(super) fn asked(&self, item: &Id, stamp: &Stamp) -> Asked<'a> {
        let checklist = self.case.checklist();
        let ix: Option<ItemIx> = checklist.find(item.as_str());
        Asked {
            spec: ix.map(|ix| &checklist.item(ix).answer),
            day: stamp.day(),
            is_compared: ix.is_some_and(|ix| checklist.compares(ix)),
        }
    }

    /// Words that a condition compares.
    pub(super) fn compared(&mut self, text: &Text) -> Text {
        match place(&mut self.compared, text) {
            0 => Text::from(LEFT_OUT),
            nth => Text::from(format!("[other words left out, {}]", nth + 1)),
        }
    }
}
