//! What is counted of one pinned checklist over many cases. Numbers are only added, so that parts merge in any order.

use super::reasons::Reasons;
use super::spread::{Counted, coarse};
use super::weeks::{Measure, Week, Weeks};
use crate::domain::case::{Case, CountedStop, Ending, FollowUp, Reach, Status};
use crate::domain::checklist::{AnswerType, Checklist, ItemIx, PhaseIx, SectionIx, Series, Style};
use crate::domain::{Answer, CaseFact, Decimal, Fact, Id, ItemFact, Moment, Now, Outcome, StaffCode, Stamp, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most adults read 175 to 300 words of English non-fiction a minute in silence (Brysbaert, J Mem Lang 2019;109:104047):
/// what is ticked faster than at the upper end of that was hardly read at that moment.
pub const WORDS_A_MINUTE: i64 = 300;

/// One pinned checklist and what was counted of it.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) checklist: Arc<Checklist>,
    /// The curves that it names, each point with the place of its item.
    pub(super) series: Vec<Series>,
    /// So many milliseconds it takes to read an item; none where it is no check that is read out.
    reading: Vec<Option<i64>>,
    pub(super) cases: u32,
    /// The days on which the first and the last of them began.
    pub(super) days: Option<(Date, Date)>,
    pub(super) outcomes: BTreeMap<&'static str, u32>,
    pub(super) items: Vec<ItemTally>,
    pub(super) sections: Vec<PartTally>,
    pub(super) phases: Vec<BTreeMap<Reach, u32>>,
    pub(super) stops: BTreeMap<(ItemIx, Option<usize>), BTreeMap<Ending, u32>>,
    /// For each point of each curve.
    pub(super) points: Vec<Vec<PointTally>>,
    pub(super) weeks: Weeks,
}

/// What was counted of an item.
#[derive(Debug, Clone, Default)]
pub(super) struct ItemTally {
    /// Cases that came to it and went past, and in which it applied.
    pub(super) applied: u32,
    pub(super) answered: u32,
    /// Nobody answered it or decided about it.
    pub(super) open: u32,
    pub(super) skipped: Reasons,
    pub(super) not_done: Reasons,
    pub(super) deferred: Reasons,
    pub(super) overridden: Reasons,
    /// Ticks that followed another one here, and those of them that came faster than it can be read.
    pub(super) ticks: u32,
    pub(super) fast: u32,
}

/// What was counted of a section.
#[derive(Debug, Clone, Default)]
pub(super) struct PartTally {
    pub(super) reach: BTreeMap<Reach, u32>,
    /// From the first to the last line of one that is complete, in seconds.
    pub(super) seconds: Counted<i64>,
    pub(super) follow_ups: BTreeMap<Kept, u32>,
}

/// Whether a follow-up was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    InTime,
    Late,
    /// It was given up after attempts to reach the patient.
    Lost,
    /// Its time is over and nothing was recorded.
    Missed,
    ToCome,
}

/// What was counted of a point of a curve.
#[derive(Debug, Clone, Default)]
pub(super) struct PointTally {
    pub(super) values: Counted<Decimal>,
    /// How far it lies from the same case's first point.
    pub(super) change: Counted<Decimal>,
}

impl Tally {
    pub(super) fn new(checklist: Arc<Checklist>, series: Vec<Series>) -> Self {
        let read = |item: &crate::domain::checklist::Item| {
            let is_read = checklist.section(item.section).style != Style::Form;
            let words = i64::try_from(item.text.as_str().split_whitespace().count()).unwrap_or(i64::MAX);
            (is_read && matches!(item.answer, AnswerType::Check)).then(|| words.saturating_mul(60_000) / WORDS_A_MINUTE)
        };
        Self {
            reading: checklist.items.iter().map(read).collect(),
            cases: 0,
            days: None,
            outcomes: BTreeMap::new(),
            items: vec![ItemTally::default(); checklist.items.len()],
            sections: vec![PartTally::default(); checklist.sections.len()],
            phases: vec![BTreeMap::new(); checklist.phases.len()],
            stops: BTreeMap::new(),
            points: series.iter().map(|series| vec![PointTally::default(); series.points.len()]).collect(),
            weeks: Weeks::default(),
            series,
            checklist,
        }
    }

    /// Counts a case that began on a day.
    pub(super) fn add(&mut self, case: &Case, day: Date, now: &Now) {
        self.cases += 1;
        self.days = Some(self.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        let outcome = case.closed().map_or("open", |closed| closed.outcome.word());
        *self.outcomes.entry(outcome).or_default() += 1;
        let mut week = Week { cases: 1, ..Week::default() };
        let reach = case.reach();
        self.add_parts(case, &reach, now);
        self.add_items(case, &reach, &mut week);
        self.add_ticks(case, &mut week);
        self.add_passed_over(case, &mut week);
        self.add_stops(case, &mut week);
        self.add_points(case);
        self.weeks.add(day, &week);
    }

    fn add_parts(&mut self, case: &Case, reach: &[Reach], now: &Now) {
        for (phase, tally) in self.phases.iter_mut().enumerate() {
            *tally.entry(case.phase_reach(PhaseIx(phase), reach)).or_default() += 1;
        }
        for ((section, reach), tally) in self.checklist.section_ixs().zip(reach).zip(&mut self.sections) {
            *tally.reach.entry(*reach).or_default() += 1;
            if *reach == Reach::Complete
                && let Some((first, last)) = lasted(case, section)
                && first != last
            {
                tally.seconds.add(coarse(last.since(first).as_secs()));
            }
            let due = case.due(section, now);
            if let Some(due) = due {
                let kept = kept(case, &due, now);
                *tally.follow_ups.entry(kept).or_default() += 1;
                if due.is_late(now) {
                    let mut week = Week::default();
                    week.share(Measure::InTime).add(u32::from(kept == Kept::InTime), 1);
                    self.weeks.add(now.day(due.due), &week);
                }
            }
        }
    }

    fn add_items(&mut self, case: &Case, reach: &[Reach], week: &mut Week) {
        let (mut applied, mut answered, mut skipped) = (0, 0, 0);
        let ended_in = case.ended_in();
        for (ix, tally) in self.checklist.item_ixs().zip(&mut self.items) {
            if !reach.get(self.checklist.item(ix).section.0).is_some_and(|reach| reach.is_over()) {
                continue;
            }
            let status = case.status(ix);
            let ended_here = ended_in == Some(self.checklist.item(ix).section);
            if matches!(status, Status::Open { .. } | Status::Pending) && ended_here {
                continue;
            }
            let is_of_day = u32::from(is_of_day(&self.checklist, ix));
            let of = u32::from(status.counts());
            tally.applied += of;
            applied += of * is_of_day;
            match &status {
                Status::Answered(..) | Status::Overridden { answer: Some(_), .. } => {
                    tally.answered += 1;
                    answered += is_of_day;
                }
                Status::NotApplicable(_, reason) => {
                    tally.skipped.add(reason);
                    skipped += is_of_day;
                }
                Status::NotDone { reason, .. } => {
                    tally.not_done.add(reason);
                    skipped += is_of_day;
                }
                Status::Open { .. } | Status::Pending => tally.open += 1,
                // What was put off or gone on with is counted by its facts.
                Status::Deferred(..) | Status::Overridden { answer: None, .. } | Status::Inactive { .. } => {}
            }
        }
        week.share(Measure::Answered).add(answered, applied);
        week.share(Measure::Skipped).add(skipped, applied);
        week.share(Measure::Deferred).add(0, applied);
        week.share(Measure::Overridden).add(0, applied);
    }

    /// Ticks that followed another one of the same person at the same station, and which of them came too fast.
    fn add_ticks(&mut self, case: &Case, week: &mut Week) {
        let mut before: Option<(&StaffCode, &Text, Moment)> = None;
        for (stamp, fact) in case.facts() {
            let Fact::Item(id, ItemFact::Answered { grouped, preset, carried, .. }) = fact else { continue };
            let by_hand = !grouped && preset.is_none() && carried.is_none() && stamp.with.is_none();
            let here = (&stamp.by.code, &stamp.station);
            let gap = before.filter(|(by, station, _)| (*by, *station) == here).map(|(.., at)| stamp.at.since(at));
            before = Some((here.0, here.1, stamp.at));
            if let Some(gap) = gap.filter(|_| by_hand && stamp.done_at.is_none())
                && let Some(ix) = self.checklist.find(id.as_str())
                && let Some(reading) = self.reading[ix.0]
            {
                let too_fast = u32::from((0..i128::from(reading)).contains(&gap.as_millis()));
                self.items[ix.0].ticks += 1;
                self.items[ix.0].fast += too_fast;
                if is_of_day(&self.checklist, ix) {
                    week.share(Measure::TooFast).add(too_fast, 1);
                }
            }
        }
    }

    /// What was put off or overridden, each once, also where it was answered later.
    fn add_passed_over(&mut self, case: &Case, week: &mut Week) {
        let mut counted: Vec<(ItemIx, Measure)> = Vec::new();
        for (_, fact) in case.facts() {
            let (id, reason, measure) = match fact {
                Fact::Item(id, ItemFact::Deferred { reason, .. }) => (id, reason, Measure::Deferred),
                Fact::Item(id, ItemFact::Overridden { reason }) => (id, reason, Measure::Overridden),
                Fact::Item(..) | Fact::Case(_) => continue,
            };
            let Some(ix) = self.checklist.find(id.as_str()) else { continue };
            if counted.contains(&(ix, measure)) {
                continue;
            }
            counted.push((ix, measure));
            let item = &mut self.items[ix.0];
            let tally = if measure == Measure::Overridden { &mut item.overridden } else { &mut item.deferred };
            tally.add(reason);
            week.share(measure).add(u32::from(is_of_day(&self.checklist, ix)), 0);
        }
    }

    fn add_stops(&mut self, case: &Case, week: &mut Week) {
        let met = case.count_stops();
        let on_the_day = met.iter().any(|stop| is_of_day(&self.checklist, stop.item));
        week.share(Measure::Stops).add(u32::from(on_the_day), 1);
        for CountedStop { item, which, end } in met {
            *self.stops.entry((item, which)).or_default().entry(end).or_default() += 1;
        }
    }

    fn add_points(&mut self, case: &Case) {
        for (series, tallies) in self.series.iter().zip(&mut self.points) {
            let mut first = None;
            for (nth, (point, tally)) in series.points.iter().zip(tallies).enumerate() {
                let field = point.field.as_ref().and_then(|field| field.parse::<Id>().ok());
                let Some(ix) = self.checklist.find(&point.item) else { continue };
                let Some(value) = case.answer(ix).and_then(|(_, answer)| number(answer, field.as_ref())) else {
                    continue;
                };
                tally.values.add(value);
                if nth == 0 {
                    first = Some(value);
                } else if let Some(first) = first {
                    tally.change.add(value.minus(first));
                }
            }
        }
    }
}

/// Whether an item is one of the day itself. What is asked on later days is no part of a week's charts: young cases have
/// not come to it, and the newest weeks would seem to change.
fn is_of_day(checklist: &Checklist, ix: ItemIx) -> bool {
    checklist.section(checklist.item(ix).section).due.is_none()
}

fn number(answer: &Answer, field: Option<&Id>) -> Option<Decimal> {
    answer.values(field, None).find_map(|value| match value {
        Answer::Number { value, .. } => Some(*value),
        _ => None,
    })
}

/// When the first and the last line of a section were first recorded.
fn lasted(case: &Case, section: SectionIx) -> Option<(Moment, Moment)> {
    let lines = case.checklist().section(section).item_ixs();
    let happened = lines.filter_map(|ix| case.first_recorded(ix).map(Stamp::happened));
    happened.fold(None, |span, at| {
        Some(span.map_or((at, at), |(first, last): (Moment, Moment)| (first.min(at), last.max(at))))
    })
}

fn kept(case: &Case, due: &FollowUp, now: &Now) -> Kept {
    let over = due.is_late(now) || case.closed().is_some();
    match (case.was_in_time(due), case.lost(due.section)) {
        (Some(true), _) => Kept::InTime,
        (Some(false), _) => Kept::Late,
        (None, Some(_)) => Kept::Lost,
        (None, None) if over => Kept::Missed,
        (None, None) => Kept::ToCome,
    }
}

/// The day on which a case began; none where a planned one was not started.
pub(super) fn began(case: &Case) -> Option<Date> {
    let started = case
        .facts()
        .find_map(|(stamp, fact)| matches!(fact, Fact::Case(CaseFact::Started { .. })).then(|| stamp.day()));
    let opened =
        || case.entries().first().filter(|_| case.opened().planned.is_none()).map(|line| line.entry.stamp.day());
    started.or_else(opened)
}

/// Whether a case should not have been opened.
pub(super) fn in_error(case: &Case) -> bool {
    case.closed().is_some_and(|closed| closed.outcome == Outcome::EnteredInError)
}
