//! The course of the day: from when to when each section was recorded, and what happened between.

use super::who;
use crate::domain::case::Case;
use crate::domain::checklist::SectionIx;
use crate::domain::{CaseFact, Fact, Id, ItemFact, Moment, Now, Text};
use crate::report::page::svg::{self, Scale, WIDTH, at, count};
use crate::report::page::{Cell, Drawing, Said, Table};
use jiff::{Unit, ZonedRound, tz::TimeZone};
use maud::{Markup, html};

#[derive(Debug, Clone)]
pub struct TimeLine {
    pub sections: Vec<SectionSpan>,
    pub events: Vec<Event>,
}

/// From when to when a section was recorded.
#[derive(Debug, Clone)]
pub struct SectionSpan {
    pub title: Text,
    pub from: Moment,
    pub to: Moment,
    /// How many entries say something of its items.
    pub entries: usize,
}

/// Something that happened to the case as a whole.
#[derive(Debug, Clone)]
pub struct Event {
    pub kind: Happened,
    pub at: Moment,
    pub words: Text,
    pub who: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happened {
    Stop,
    Overridden,
    NeedleMoved,
    ProcedureStopped,
    Crisis,
    SignedOff,
    Held,
    Ended,
}

impl Happened {
    /// Whether it is drawn as an alarm.
    fn is_alarm(self) -> bool {
        match self {
            Self::Stop | Self::Overridden | Self::ProcedureStopped | Self::Crisis => true,
            Self::NeedleMoved | Self::SignedOff | Self::Held | Self::Ended => false,
        }
    }

    fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::Item(_, ItemFact::Overridden { .. }) => Some(Self::Overridden),
            Fact::Case(CaseFact::NeedleMoved { .. }) => Some(Self::NeedleMoved),
            Fact::Case(CaseFact::Stopped { .. }) => Some(Self::ProcedureStopped),
            Fact::Case(CaseFact::Crisis { .. }) => Some(Self::Crisis),
            Fact::Case(CaseFact::Signed { .. }) => Some(Self::SignedOff),
            Fact::Case(CaseFact::Held { .. } | CaseFact::Resumed) => Some(Self::Held),
            Fact::Case(CaseFact::Closed { .. } | CaseFact::Reopened { .. }) => Some(Self::Ended),
            Fact::Item(..) | Fact::Case(_) => None,
        }
    }
}

impl TimeLine {
    pub(super) fn new(case: &Case, day: &Now) -> Self {
        let mut sections: Vec<(SectionIx, SectionSpan)> = Vec::new();
        let mut events: Vec<Event> = Vec::new();
        for line in case.entries().iter().filter(|line| !case.is_undone(line.entry.stamp.seq)) {
            let (stamp, Some(fact)) = (&line.entry.stamp, &line.entry.fact) else { continue };
            if let Some(kind) = Happened::of(fact) {
                events.push(Event {
                    kind,
                    at: stamp.happened(),
                    words: case.say_entry(line, day),
                    who: who(stamp, day),
                });
            }
            let ix = fact.item().and_then(|id| case.checklist().find(id.as_str()));
            let Some(section) = ix.map(|ix| case.checklist().item(ix).section) else { continue };
            let then = stamp.happened();
            match sections.iter_mut().find(|(known, _)| *known == section) {
                Some((_, span)) => {
                    (span.from, span.to, span.entries) = (span.from.min(then), span.to.max(then), span.entries + 1);
                }
                None => {
                    let title = case.checklist().section(section).title.clone();
                    sections.push((section, SectionSpan { title, from: then, to: then, entries: 1 }));
                }
            }
        }
        events.extend(case.stops_met(day).into_iter().map(|met| Event {
            kind: Happened::Stop,
            at: met.raised.happened(),
            words: Text::from(format!("STOP {}", met.say)),
            who: who(&met.raised, day),
        }));
        events.sort_by_key(|event| event.at);
        sections.sort_by_key(|(ix, _)| *ix);
        Self { sections: sections.into_iter().map(|(_, span)| span).collect(), events }
    }

    pub(super) fn sections_table(&self, day: &Now) -> Table {
        let rows = self.sections.iter().map(|span| {
            let minutes = span.to.since(span.from).as_mins();
            let long =
                if minutes < 24 * 60 { format!("{minutes} min") } else { format!("{} days", minutes / (24 * 60)) };
            [
                span.title.clone(),
                day.say(span.from).into(),
                day.say(span.to).into(),
                long.into(),
                span.entries.to_string().into(),
            ]
            .map(Cell::from)
            .into()
        });
        Table::new(&["Section", "First", "Last", "Between", "Entries"]).wide(&[28, 22, 22, 16, 12]).with(rows)
    }

    pub(super) fn events_table(&self, day: &Now) -> Table {
        let rows = self.events.iter().zip(1..).map(|(event, n)| {
            let words = if event.kind.is_alarm() {
                Said::warning(event.words.clone())
            } else {
                Said::plain(event.words.clone())
            };
            vec![
                Cell::from(n.to_string()),
                Cell::from(day.say(event.at)),
                Cell::from(words),
                Cell::from(Said::muted(event.who.clone())),
            ]
        });
        Table::new(&["No.", "When", "What happened", "Recorded"]).wide(&[7, 17, 52, 24]).with(rows)
    }

    /// The day itself: what was done before it or follows it stands in the tables alone.
    pub(super) fn drawing(&self, day: &Now) -> Option<Drawing> {
        let today = |at: Moment| day.is_today(at);
        let sections: Vec<&SectionSpan> = self.sections.iter().filter(|span| today(span.from)).collect();
        let events: Vec<(usize, &Event)> = (1..).zip(&self.events).filter(|(_, event)| today(event.at)).collect();
        let ends = |span: &SectionSpan| if today(span.to) { span.to } else { span.from };
        let moments =
            || sections.iter().flat_map(|span| [span.from, ends(span)]).chain(events.iter().map(|(_, event)| event.at));
        let (first, last) = (moments().min()?, moments().max()?);
        let seconds = |at: Moment| at.since(first).as_secs_f64();
        let across = Scale { from: 0.0, to: seconds(last).max(60.0), begins: 170.0, ends: WIDTH - 30.0 };
        let place = |at: Moment| across.place(seconds(at));
        let height = 58.0 + 24.0 * count(sections.len());
        let inside = html! {
            @for tick in ticks(first, last, day) {
                line class="grid" x1=(at(place(tick))) y1="34" x2=(at(place(tick))) y2=(at(height - 22.0)) {}
                text x=(at(place(tick))) y=(at(height - 6.0)) text-anchor="middle" class="soft" { (day.say(tick)) }
            }
            @for (n, span) in sections.iter().enumerate() {
                @let y = 40.0 + 24.0 * count(n);
                @let (from, to) = (place(span.from), place(ends(span)));
                text x="160" y=(at(y + 12.0)) text-anchor="end" { (span.title.as_str()) }
                rect class="bar" x=(at(from)) y=(at(y)) width=(at((to - from).max(3.0))) height="15" rx="3" {}
            }
            @for group in together(&events, place) { (mark(&group)) }
        };
        let words: Vec<String> = sections
            .iter()
            .map(|span| format!("{} {} to {}", span.title, day.say(span.from), day.say(ends(span))))
            .collect();
        Some(svg::drawing("Course of the day", &words.join(", "), height, &inside))
    }
}

/// From the first to the last entry of the procedure itself, where it began.
pub(in crate::report) fn procedure(case: &Case) -> Option<SectionSpan> {
    let phase = case.checklist().procedure()?;
    let of_procedure = |id: &Id| {
        let item = case.checklist().item(case.checklist().find(id.as_str())?);
        (case.checklist().section(item.section).phase == phase).then_some(())
    };
    let at = case.facts().filter_map(|(stamp, fact)| fact.item().and_then(of_procedure).map(|()| stamp.happened()));
    let at: Vec<Moment> = at.collect();
    let title = case.checklist().phase(phase).title.clone();
    Some(SectionSpan { title, from: at.iter().copied().min()?, to: at.iter().copied().max()?, entries: at.len() })
}

/// What happened so close together that its numbers would lie over each other.
struct Together {
    x: f64,
    first: usize,
    last: usize,
    is_alarm: bool,
}

fn together(events: &[(usize, &Event)], place: impl Fn(Moment) -> f64) -> Vec<Together> {
    const APART: f64 = 24.0;
    let mut groups: Vec<Together> = Vec::new();
    for (n, event) in events {
        let (x, is_alarm) = (place(event.at), event.kind.is_alarm());
        match groups.last_mut().filter(|group| x - group.x < APART) {
            Some(group) => (group.last, group.is_alarm) = (*n, group.is_alarm || is_alarm),
            None => groups.push(Together { x, first: *n, last: *n, is_alarm }),
        }
    }
    groups
}

/// The numbers of what happened, where it happened.
fn mark(group: &Together) -> Markup {
    let class = if group.is_alarm { "alarm" } else { "dot" };
    let numbers = match group {
        Together { first, last, .. } if first == last => first.to_string(),
        Together { first, last, .. } => format!("{first}-{last}"),
    };
    html! {
        circle class=(class) cx=(at(group.x)) cy="20" r="4" {}
        text x=(at(group.x)) y="11" text-anchor="middle" { (numbers) }
    }
}

/// Whole hours, halves or quarters of the clock: as many as can be read side by side.
fn ticks(first: Moment, last: Moment, day: &Now) -> Vec<Moment> {
    const MOST: i64 = 8;
    let minutes = last.since(first).as_mins();
    let step = [5, 10, 15, 30, 60, 120, 240].into_iter().find(|step| minutes / step < MOST).unwrap_or(480);
    // The hours of a de-identified case are counted from its beginning.
    let zone = first.offset().map_or_else(|| day.zone.clone(), |_| TimeZone::UTC);
    let begins = first.in_zone(&zone).round(ZonedRound::new().smallest(Unit::Hour).mode(jiff::RoundMode::Floor));
    let Ok(begins) = begins else { return Vec::new() };
    let begins = Moment::from(begins.timestamp());
    let all = (0..).map(|n| begins.plus_seconds(n * step * 60)).take_while(|tick| *tick <= last);
    all.filter(|tick| *tick >= first).collect()
}
