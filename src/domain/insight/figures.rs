//! The figures in the end: of each checklist, whichever of its versions cases followed, what was counted.

use super::reasons::{Given, Reasons};
use super::spread::Spread;
use super::tally::{ItemTally, Kept, PartTally, PointTally, Tally};
use super::weeks::{Chart, Measure, Weeks};
use super::{Insight, LeftOut, Wanted};
use crate::domain::case::{Ending, Reach};
use crate::domain::checklist::{Checklist, Level};
use crate::domain::{Decimal, Id, Mode, Moment, Now, Text};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use strum::VariantArray;

/// So many reasons are told of one item.
const REASONS: usize = 5;

/// A part of the figures, as somebody reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum InsightPart {
    Overview,
    Lines,
    Stops,
    Time,
    FollowUp,
    Weeks,
}

impl InsightPart {
    pub const ALL: &[Self] = Self::VARIANTS;

    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "how far cases came",
            Self::Lines => "lines passed over",
            Self::Stops => "stops",
            Self::Time => "time",
            Self::FollowUp => "follow-up and curves",
            Self::Weeks => "week by week",
        }
    }

    /// The same as a heading.
    pub fn heading(self) -> String {
        let (first, rest) = self.title().split_at(1);
        first.to_uppercase() + rest
    }
}

/// What was counted, of which records, by when.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    pub mode: Mode,
    /// When it was counted: what is late or missed is so by then.
    pub at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub left_out: LeftOut,
    pub checklists: Vec<OfChecklist>,
}

/// What was counted of one checklist.
#[derive(Debug, Clone, Serialize)]
pub struct OfChecklist {
    pub id: Id,
    /// The version that the newest of its cases followed; lines are told as that one has them.
    pub version: Text,
    pub title: Text,
    pub cases: u32,
    pub first: Date,
    pub last: Date,
    pub outcomes: BTreeMap<&'static str, u32>,
    pub phases: Vec<PartFigures>,
    pub sections: Vec<PartFigures>,
    pub items: Vec<ItemFigures>,
    pub stops: Vec<StopFigures>,
    pub follow_ups: Vec<FollowUpFigures>,
    pub series: Vec<SeriesFigures>,
    pub charts: Vec<Chart>,
}

/// How far cases came in a phase or a section.
#[derive(Debug, Clone, Serialize)]
pub struct PartFigures {
    pub id: Id,
    pub title: Text,
    pub complete: u32,
    pub partly: u32,
    /// Cases went past it and nothing was recorded.
    pub blank: u32,
    /// The case ended before it.
    pub never_happened: u32,
    pub under_way: u32,
    pub not_asked: u32,
    /// From the first to the last line of a section that is complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<Spread<i64>>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ItemFigures {
    pub id: Id,
    pub section: Id,
    pub text: Text,
    pub level: Level,
    /// Cases that came to it and went past, and in which it applied.
    pub applied: u32,
    pub answered: u32,
    pub open: u32,
    pub not_applicable: u32,
    pub not_done: u32,
    /// Put off at some time, whatever came of it; likewise overridden.
    pub deferred: u32,
    pub overridden: u32,
    /// The reasons for each of the four, those given most often first.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub reasons: BTreeMap<&'static str, Vec<Given>>,
    /// Ticks that came after another one, and how many of them faster than it can be read.
    pub ticks: u32,
    pub too_fast: u32,
}

/// A stop and how those that were met ended.
#[derive(Debug, Clone, Serialize)]
pub struct StopFigures {
    pub item: Id,
    pub text: Text,
    /// What it says; a check that was found not right has no words of the checklist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<Text>,
    pub met: u32,
    pub ended: BTreeMap<&'static str, u32>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FollowUpFigures {
    pub section: Id,
    pub title: Text,
    pub in_time: u32,
    pub late: u32,
    pub lost: u32,
    pub missed: u32,
    pub to_come: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct SeriesFigures {
    pub id: Id,
    pub title: Text,
    pub points: Vec<PointFigures>,
}

/// The numbers of all cases at one point of a curve.
#[derive(Debug, Clone, Serialize)]
pub struct PointFigures {
    pub label: Text,
    /// Each number, and in how many cases it was recorded.
    pub values: BTreeMap<Decimal, u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread<Decimal>>,
    /// How far it lies from the first point of the same case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Spread<Decimal>>,
}

impl Insight {
    /// The figures, once everything is counted.
    pub fn figures(self, mode: Mode, wanted: &Wanted, now: &Now) -> Figures {
        let mut of: BTreeMap<Id, Vec<Tally>> = BTreeMap::new();
        for tally in self.tallies {
            of.entry(tally.checklist.id.clone()).or_default().push(tally);
        }
        let checklists = of.into_values().filter_map(Merged::of).map(Merged::figures).collect();
        Figures { mode, at: now.at, since: wanted.since, until: wanted.until, left_out: self.left_out, checklists }
    }
}

/// A curve: its id, its name, its points by what stands below them.
type Curve = (Id, Text, Vec<(Text, PointTally)>);

/// Tallies of one checklist, put together by the ids of its parts.
struct Merged {
    checklist: Arc<Checklist>,
    days: (Date, Date),
    cases: u32,
    outcomes: BTreeMap<&'static str, u32>,
    items: BTreeMap<Id, ItemTally>,
    sections: BTreeMap<Id, PartTally>,
    phases: BTreeMap<Id, BTreeMap<Reach, u32>>,
    stops: BTreeMap<(Id, Option<Text>), BTreeMap<Ending, u32>>,
    series: Vec<Curve>,
    weeks: Weeks,
}

impl Merged {
    /// In the order of the versions, the newest last: its words are told.
    fn of(mut tallies: Vec<Tally>) -> Option<Self> {
        tallies.sort_by_key(|tally| (tally.days.map(|(_, last)| last), tally.checklist.version.clone()));
        let newest = tallies.last()?;
        let mut merged = Self {
            checklist: Arc::clone(&newest.checklist),
            days: newest.days?,
            cases: 0,
            outcomes: BTreeMap::new(),
            items: BTreeMap::new(),
            sections: BTreeMap::new(),
            phases: BTreeMap::new(),
            stops: BTreeMap::new(),
            series: Vec::new(),
            weeks: Weeks::default(),
        };
        tallies.into_iter().rev().for_each(|tally| merged.take(tally));
        Some(merged)
    }

    fn take(&mut self, tally: Tally) {
        let Tally { checklist, series, cases, days, outcomes, items, sections, phases, stops, points, weeks, .. } =
            tally;
        self.cases += cases;
        if let Some((first, last)) = days {
            self.days = (self.days.0.min(first), self.days.1.max(last));
        }
        add_all(&mut self.outcomes, outcomes);
        for (item, tally) in checklist.items.iter().zip(items) {
            self.items.entry(item.id.clone()).or_default().take(tally);
        }
        for (section, tally) in checklist.sections.iter().zip(sections) {
            self.sections.entry(section.id.clone()).or_default().take(tally);
        }
        for (phase, reach) in checklist.phases.iter().zip(phases) {
            add_all(self.phases.entry(phase.id.clone()).or_default(), reach);
        }
        for ((item, which), ends) in stops {
            let item = checklist.item(item);
            let say = which.and_then(|which| item.stops.get(which)).map(|stop| stop.say.clone());
            add_all(self.stops.entry((item.id.clone(), say)).or_default(), ends);
        }
        for (series, points) in series.iter().zip(points) {
            let Ok(id) = series.id.parse::<Id>() else { continue };
            let labels = series.points.iter().map(|point| Text::sanitise(&point.label));
            let points: Vec<(Text, PointTally)> = labels.zip(points).collect();
            match self.series.iter_mut().find(|(known, ..)| *known == id) {
                None => self.series.push((id, Text::sanitise(&series.title), points)),
                Some((.., known)) => known.iter_mut().for_each(|(label, known)| {
                    points.iter().filter(|(other, _)| other == label).for_each(|(_, point)| known.take(point.clone()));
                }),
            }
        }
        self.weeks.merge(weeks);
    }

    fn figures(mut self) -> OfChecklist {
        let checklist = Arc::clone(&self.checklist);
        let phases = checklist.phases.iter().map(|phase| {
            let reach = self.phases.remove(&phase.id).unwrap_or_default();
            part((&phase.id, &phase.title), &reach, None)
        });
        let phases = phases.collect();
        let (mut sections, mut follow_ups) = (Vec::new(), Vec::new());
        for section in &checklist.sections {
            let PartTally { reach, seconds, follow_ups: kept } = self.sections.remove(&section.id).unwrap_or_default();
            sections.push(part((&section.id, &section.title), &reach, seconds.spread()));
            if section.due.is_some() {
                let of = |which: Kept| kept.get(&which).copied().unwrap_or(0);
                follow_ups.push(FollowUpFigures {
                    section: section.id.clone(),
                    title: section.title.clone(),
                    in_time: of(Kept::InTime),
                    late: of(Kept::Late),
                    lost: of(Kept::Lost),
                    missed: of(Kept::Missed),
                    to_come: of(Kept::ToCome),
                });
            }
        }
        let items = checklist.items.iter().map(|item| {
            let section = checklist.section(item.section).id.clone();
            let tally = self.items.remove(&item.id).unwrap_or_default();
            tally.figures(item.id.clone(), section, item.text.clone(), item.level)
        });
        let items: Vec<ItemFigures> = items.collect();
        let text =
            |id: &Id| checklist.find(id.as_str()).map_or_else(Text::default, |ix| checklist.item(ix).text.clone());
        let stops = self.stops.into_iter().map(|((item, say), ends)| StopFigures {
            text: text(&item),
            item,
            say,
            met: ends.values().sum(),
            ended: ends.into_iter().map(|(end, count)| (end.into(), count)).collect(),
        });
        let mut stops: Vec<StopFigures> = stops.collect();
        stops.sort_by_key(|stop| std::cmp::Reverse(stop.met));
        let series = self.series.into_iter().map(|(id, title, points)| {
            let points = points.into_iter().map(|(label, PointTally { values, change })| PointFigures {
                label,
                spread: values.spread(),
                change: change.spread(),
                values: values.0,
            });
            SeriesFigures { id, title, points: points.collect() }
        });
        OfChecklist {
            id: checklist.id.clone(),
            version: checklist.version.clone(),
            title: checklist.title.clone(),
            cases: self.cases,
            first: self.days.0,
            last: self.days.1,
            outcomes: self.outcomes,
            phases,
            sections,
            items,
            stops,
            follow_ups,
            series: series.collect(),
            charts: Measure::ALL.iter().map(|measure| self.weeks.chart(*measure)).collect(),
        }
    }
}

fn part((id, title): (&Id, &Text), reach: &BTreeMap<Reach, u32>, seconds: Option<Spread<i64>>) -> PartFigures {
    let of = |which: Reach| reach.get(&which).copied().unwrap_or(0);
    PartFigures {
        id: id.clone(),
        title: title.clone(),
        complete: of(Reach::Complete),
        partly: of(Reach::Partly),
        blank: of(Reach::Blank),
        never_happened: of(Reach::Never),
        under_way: of(Reach::Underway),
        not_asked: of(Reach::NotAsked),
        seconds,
    }
}

fn add_all<K: Ord>(own: &mut BTreeMap<K, u32>, other: BTreeMap<K, u32>) {
    for (key, count) in other {
        *own.entry(key).or_default() += count;
    }
}

impl PartTally {
    fn take(&mut self, other: Self) {
        add_all(&mut self.reach, other.reach);
        self.seconds.merge(other.seconds);
        add_all(&mut self.follow_ups, other.follow_ups);
    }
}

impl PointTally {
    fn take(&mut self, other: Self) {
        self.values.merge(other.values);
        self.change.merge(other.change);
    }
}

impl ItemTally {
    fn take(&mut self, other: Self) {
        let Self { applied, answered, open, skipped, not_done, deferred, overridden, ticks, fast } = other;
        self.applied += applied;
        self.answered += answered;
        self.open += open;
        self.skipped.merge(skipped);
        self.not_done.merge(not_done);
        self.deferred.merge(deferred);
        self.overridden.merge(overridden);
        self.ticks += ticks;
        self.fast += fast;
    }

    fn figures(&self, id: Id, section: Id, text: Text, level: Level) -> ItemFigures {
        let kinds = [
            ("not-applicable", &self.skipped),
            ("not-done", &self.not_done),
            ("deferred", &self.deferred),
            ("overridden", &self.overridden),
        ];
        let given = kinds.map(|(kind, reasons)| (kind, reasons.most(REASONS)));
        let count = |reasons: &Reasons| reasons.count();
        ItemFigures {
            id,
            section,
            text,
            level,
            applied: self.applied,
            answered: self.answered,
            open: self.open,
            not_applicable: count(&self.skipped),
            not_done: count(&self.not_done),
            deferred: count(&self.deferred),
            overridden: count(&self.overridden),
            reasons: given.into_iter().filter(|(_, reasons)| !reasons.is_empty()).collect(),
            ticks: self.ticks,
            too_fast: self.fast,
        }
    }
}
