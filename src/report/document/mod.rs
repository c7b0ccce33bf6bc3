//! A case as a clinical document: what a report says and in which order, before it is laid out as a page. It knows no
//! today: times are told as on the day of the procedure, and how the case stands is told as at its last entry, so that
//! the same record is always the same report.

mod body;
mod content;
mod course;
mod curves;
mod departures;
mod front;
mod people;
mod time_line;

pub use content::{Content, LocalNumber};
pub(super) use course::due_words;
pub use course::{CardReport, Comment, FollowUpReport, TimerReport};
pub use curves::{Curve, CurvePoint};
pub use departures::{Departed, Departure};
pub use people::Person;
pub(super) use time_line::procedure;
pub use time_line::{Event, Happened, SectionSpan, TimeLine};

use super::{PhaseReport, billing::BillingPanel, model::told};
use crate::domain::case::{Case, CaseState};
use crate::domain::checklist::{Beside, PhaseIx, Reviewed};
use crate::domain::{Caveats, Code, Hash, Mode, Now, Outcome, Stamp, Text};
use jiff::{Timestamp, tz::TimeZone};

/// What a report says about a case.
#[derive(Debug, Clone)]
pub struct Document {
    pub code: Code,
    pub mode: Mode,
    /// The bay or room.
    pub label: Option<Text>,
    /// The day of the procedure, as the present by which times are said, in the zone of those who recorded it.
    pub day: Now,
    /// What is done, as the checklist calls it.
    pub procedure_name: Text,
    /// The checklist's name and version, and how its review stood at the last entry.
    pub checklist: Text,
    pub review: Reviewed,
    /// What is done, and where.
    pub headline: Vec<Text>,
    pub state: CaseState,
    pub closed: Option<(Outcome, Option<Text>)>,
    pub people: Vec<Person>,
    pub departures: Vec<Departure>,
    pub content: Content,
    /// From the first to the last entry of the procedure itself.
    pub procedure: Option<SectionSpan>,
    pub phases: Vec<PhaseReport>,
    pub crises: Vec<CardReport>,
    /// For what there is no time on the cards that were opened, in words.
    pub crisis_gaps: Vec<Text>,
    pub follow_ups: Vec<FollowUpReport>,
    pub timers: Vec<TimerReport>,
    pub comments: Vec<Comment>,
    pub curves: Vec<Curve>,
    pub time_line: TimeLine,
    pub billing: Option<BillingPanel>,
    pub caveats: Caveats,
    pub entries: usize,
    /// None of a de-identified case.
    pub head: Option<Hash>,
}

impl Document {
    /// A case with what stands beside the items of its checklist.
    pub fn new(case: &Case, beside: &Beside, caveats: Caveats) -> Self {
        let (day, last) = (day(case), as_of_last(case));
        let phases = (0..case.checklist().phases.len()).map(PhaseIx);
        Self {
            code: case.code(),
            mode: case.mode(),
            label: case.label().cloned(),
            procedure_name: case.checklist().title.clone(),
            checklist: Text::from(format!("{} {}", case.checklist().title, case.checklist().version)),
            review: case.checklist().review.today(&last),
            headline: case.headline(&day),
            state: case.outlook(&last).state,
            closed: case.closed().map(|closed| (closed.outcome, closed.reason.clone())),
            people: people::all(case, &day),
            departures: departures::all(case, &day),
            phases: phases.map(|phase| PhaseReport::new(case, phase, &day)).collect(),
            content: Content::new(case, &last),
            procedure: time_line::procedure(case),
            crises: course::cards(case),
            crisis_gaps: case.crisis_gaps(),
            follow_ups: course::follow_ups(case, &day),
            timers: course::timers(case),
            comments: course::comments(case, &day),
            curves: curves::all(case, beside, &day),
            time_line: TimeLine::new(case, &day),
            billing: beside.billing.as_ref().map(|billing| BillingPanel::new(case, billing, &day)),
            entries: case.entries().len(),
            head: (!case.is_deidentified()).then(|| case.head()),
            day,
            caveats: told(case, caveats),
        }
    }

    /// What must stand across each sheet of it: what it is not.
    pub fn across(&self) -> Vec<Text> {
        across(self.mode, self.closed.as_ref().map(|(outcome, _)| *outcome), &self.caveats)
    }

    /// What else must stand on each sheet: what was left out of it, and how far its checklist may be relied on.
    pub fn marks(&self) -> Vec<Text> {
        let is_deidentified = self.is_deidentified().then_some("DE-IDENTIFIED");
        is_deidentified.into_iter().chain(self.review.paper_mark()).map(Text::from).collect()
    }

    /// Whether it tells offsets instead of times, and nobody's code, words or place.
    pub fn is_deidentified(&self) -> bool {
        self.day.at.offset().is_some()
    }
}

/// What no paper of a case may pass for.
pub(super) fn across(mode: Mode, outcome: Option<Outcome>, caveats: &Caveats) -> Vec<Text> {
    let in_error = matches!(outcome, Some(Outcome::EnteredInError));
    let newer = caveats.newer_format.is_some() || caveats.unknown > 0;
    let marks = [
        mode.mark(),
        caveats.problem.is_some().then_some("DAMAGED"),
        in_error.then_some("ENTERED IN ERROR"),
        newer.then_some("NOT WHOLLY UNDERSTOOD"),
    ];
    marks.into_iter().flatten().map(Text::from).collect()
}

/// When somebody recorded something, and who.
fn who(stamp: &Stamp, day: &Now) -> Text {
    Text::from(format!("{} {}{}", day.say(stamp.at), stamp.by, stamp.beside(day)))
}

/// The zone in which a case was opened.
fn zone(case: &Case) -> TimeZone {
    case.entries().first().and_then(|line| line.entry.stamp.zone()).unwrap_or(TimeZone::UTC)
}

/// The day on which the procedure began, else the one on which the case was opened.
fn day(case: &Case) -> Now {
    let began = case.checklist().procedure().and_then(|phase| case.phase_began(phase));
    let opened = || case.entries().first().map(|line| line.entry.stamp.at);
    Now { at: began.or_else(opened).unwrap_or_else(|| Timestamp::UNIX_EPOCH.into()), zone: zone(case) }
}

/// The moment of the last entry.
pub(super) fn as_of_last(case: &Case) -> Now {
    let last = case.entries().iter().map(|line| line.entry.stamp.at).max();
    Now { at: last.unwrap_or_else(|| Timestamp::UNIX_EPOCH.into()), zone: zone(case) }
}
