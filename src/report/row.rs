//! A case in a list: what it needs, in a word, and how pressing that is.

use super::model::next_words;
use crate::domain::{
    Mode, Moment, Now, Plan, StaffCode, Text,
    case::{Case, CaseState, Next, Outlook},
};
use serde::Serialize;
use std::cmp::Ordering;

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRow {
    /// The case's code.
    pub code: String,
    /// Whether it is a case, practice or a demonstration.
    pub mode: Mode,
    /// The bay or room.
    pub label: Option<Text>,
    /// The checklist's name.
    pub checklist: Text,
    /// How it stands.
    pub state: &'static str,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// What it needs.
    pub need: Need,
    /// The moment that counts for that: a timer's end, a date, since when it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When and where it is planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Plan>,
    /// Who left it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<StaffCode>,
    /// Why the procedure was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Text>,
    /// How many items were done or decided about; what will not be done any more is not among them.
    pub done: usize,
    /// How many items count.
    pub of: usize,
    /// What to do next.
    pub next: String,
    /// How many stops stand.
    pub stops: usize,
}

/// What a case needs, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// A stop stands.
    Stop,
    /// A timer has ended.
    TimerEnded,
    /// A follow-up is late.
    Late,
    /// A follow-up is due.
    Due,
    /// It was planned for an earlier day.
    NotStarted,
    /// A timer runs.
    TimerRuns,
    /// It goes on.
    InProgress,
    /// Somebody left it.
    Held,
    /// It is planned for today.
    Planned,
    /// Everything is done.
    ToClose,
    /// It is planned for a later day.
    PlannedLater,
    /// A follow-up's date is still to come.
    Waiting,
    /// It is closed.
    Closed,
}

impl Need {
    fn of(case: &Case, outlook: &Outlook, now: &Now) -> (Self, Option<Moment>) {
        let timer = outlook.timers.iter().map(|(_, timer)| timer.ends()).min();
        match (&outlook.next, outlook.state, timer) {
            (Next::Stop(_), _, _) => (Self::Stop, None),
            (Next::Nothing, _, _) | (_, CaseState::Closed, _) => {
                (Self::Closed, case.closed().map(|closed| closed.stamp.at))
            }
            (Next::Start(plan), _, _) => (Self::planned(plan.at, now), Some(plan.at)),
            (_, _, Some(ends)) if ends <= now.at => (Self::TimerEnded, Some(ends)),
            (_, _, Some(ends)) => (Self::TimerRuns, Some(ends)),
            (Next::Wait(due), _, None) => (Self::Waiting, Some(due.due)),
            (Next::Close, _, None) => (Self::ToClose, None),
            (Next::Item(ix), state, None) => match case.due(case.checklist().item(*ix).section, now) {
                Some(due) if due.is_late(now) => (Self::Late, Some(due.late)),
                Some(due) if due.is_due(now) => (Self::Due, Some(due.late)),
                // Begun before its date it is gone on with, and not asked for yet.
                Some(_) | None if state == CaseState::Held => {
                    (Self::Held, outlook.left.as_ref().map(|left| left.stamp.at))
                }
                Some(_) | None => (Self::InProgress, None),
            },
        }
    }

    fn planned(at: Moment, now: &Now) -> Self {
        match now.day_of(at) {
            Ordering::Less => Self::NotStarted,
            Ordering::Equal => Self::Planned,
            Ordering::Greater => Self::PlannedLater,
        }
    }
}

impl CaseRow {
    /// Says in one line how a case stands now.
    pub fn new(case: &Case, now: &Now) -> Self {
        let outlook = case.outlook(now);
        let (need, at) = Need::of(case, &outlook, now);
        let left = outlook.left.as_ref().filter(|_| outlook.state == CaseState::Held);
        Self {
            code: case.code().to_string(),
            mode: case.mode(),
            label: case.label().cloned(),
            checklist: case.checklist().title.clone(),
            state: outlook.state.word(),
            outcome: case.closed().map(|closed| closed.outcome.word()),
            need,
            at,
            planned: case.planned().cloned(),
            held_by: left.map(|left| left.stamp.by.code.clone()),
            stopped: case.stopped().map(|stopped| stopped.reason.clone()),
            done: outlook.progress.decided(),
            of: outlook.progress.of,
            next: next_words(case, &outlook.next, now),
            stops: outlook.progress.stops,
        }
    }

    /// What sorts a list: what presses most, then what comes first; of closed cases the newest.
    pub fn order(&self) -> impl Ord + use<> {
        let at = self.at.map_or(0, |at| at.timestamp().as_millisecond());
        let at = if self.need == Need::Closed { -at } else { at };
        (self.need, at, self.code.clone())
    }

    /// What it needs, in words.
    pub fn words(&self, now: &Now) -> String {
        let at = self.at.map(|at| now.say(at)).unwrap_or_default();
        match self.need {
            Need::Stop => "STOP".to_owned(),
            Need::TimerEnded => format!("timer ended {at}"),
            Need::TimerRuns => format!("timer until {at}"),
            Need::Late => "late".to_owned(),
            Need::Due => "due".to_owned(),
            Need::NotStarted => "not started".to_owned(),
            Need::InProgress => "in progress".to_owned(),
            Need::Held => match &self.held_by {
                Some(by) => format!("held by {by}"),
                None => "held".to_owned(),
            },
            Need::Planned | Need::PlannedLater => "planned".to_owned(),
            Need::ToClose => "to close".to_owned(),
            Need::Waiting => "waiting".to_owned(),
            Need::Closed => self.outcome.unwrap_or(self.state).to_owned(),
        }
    }

    /// The case on one line.
    pub fn line(&self, now: &Now) -> String {
        let Self { code, checklist, done, of, next, .. } = self;
        let label = self.label.as_ref().map(ToString::to_string).unwrap_or_default();
        let stopped = if self.stopped.is_some() && self.outcome.is_none() { "procedure stopped; " } else { "" };
        let line = format!("{code}  {:<14}  {label:<12}  {checklist}  {done}/{of}  {stopped}{next}", self.words(now));
        line.trim_end().to_owned()
    }
}
