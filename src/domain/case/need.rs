//! What a case needs: how pressing that is, since when, in which words, and when it changes by itself. Lists,
//! screens and the demonstration ask here.

use super::{ActiveStop, Case, FollowUp, Next, Outlook, Timer, outlook::LEFT_AFTER};
use crate::domain::checklist::ItemIx;
use crate::domain::place::is_one_place;
use crate::domain::when::{countdown, last_day, late_by, seconds_left};
use crate::domain::{Moment, Now, Outcome, Plan, StaffCode, Text};
use serde::Serialize;
use std::cmp::Ordering;

/// A running timer with so many seconds left needs somebody soon.
const ENDS_SOON: i64 = 5 * 60;

/// What is next where nothing is left to do, in words.
pub const EVERYTHING_IS_DONE: &str = "everything is done: close the case";

/// What a case needs most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Somebody must decide about a stop.
    Stop {
        since: Option<Moment>,
    },
    /// A timer runs or has ended.
    Timer {
        ends: Moment,
    },
    /// A follow-up is due, and late from a moment on.
    FollowUp {
        late: Moment,
    },
    /// Somebody works on it.
    InProgress,
    Held {
        by: StaffCode,
        since: Moment,
    },
    Planned {
        at: Moment,
    },
    /// Something is to be prepared today for a planned case, or should have been.
    Prepare {
        by: Moment,
        at: Moment,
    },
    ToClose,
    /// Nothing is to do before a follow-up's date.
    Waiting {
        due: Moment,
    },
    Closed {
        outcome: Outcome,
        at: Moment,
    },
}

/// How pressing a need is at a moment, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    Stop,
    TimerEnded,
    /// It runs, and ends soon. A program that reads a list computes that from the moment beside it.
    #[serde(rename = "timer-runs")]
    TimerEnding,
    /// A follow-up, or what is prepared for a planned case, is late.
    Late,
    Due,
    /// It was planned for an earlier day.
    NotStarted,
    TimerRuns,
    InProgress,
    Held,
    /// It is planned for today.
    Planned,
    ToClose,
    PlannedLater,
    Waiting,
    Closed,
}

/// What a case needs at a moment. It holds until somebody records something, but no longer than `until`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    pub most: Need,
    /// What is next, in words.
    pub next: Text,
    /// Where a planned case is to be.
    pub room: Option<Text>,
    /// The follow-up that is due; of several the one that is late first.
    pub follow_up: Option<FollowUp>,
    /// The timer that ends first.
    pub timer: Option<(ItemIx, Timer)>,
    /// When this changes although nobody records anything.
    pub until: Option<Moment>,
}

impl Need {
    pub fn urgency(&self, now: &Now) -> Urgency {
        match self {
            Self::Stop { .. } => Urgency::Stop,
            Self::Timer { ends } => match seconds_left(*ends, now) {
                ..=0 => Urgency::TimerEnded,
                1..=ENDS_SOON => Urgency::TimerEnding,
                _ => Urgency::TimerRuns,
            },
            Self::FollowUp { late: by } | Self::Prepare { by, .. } if *by <= now.at => Urgency::Late,
            Self::FollowUp { .. } | Self::Prepare { .. } => Urgency::Due,
            Self::InProgress => Urgency::InProgress,
            Self::Held { .. } => Urgency::Held,
            Self::Planned { at } => match now.day_of(*at) {
                Ordering::Less => Urgency::NotStarted,
                Ordering::Equal => Urgency::Planned,
                Ordering::Greater => Urgency::PlannedLater,
            },
            Self::ToClose => Urgency::ToClose,
            Self::Waiting { .. } => Urgency::Waiting,
            Self::Closed { .. } => Urgency::Closed,
        }
    }

    /// The moment that counts: since when, until when, or from when on.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Self::Timer { ends: at }
            | Self::FollowUp { late: at }
            | Self::Prepare { by: at, .. }
            | Self::Held { since: at, .. }
            | Self::Planned { at }
            | Self::Waiting { due: at }
            | Self::Closed { at, .. } => Some(*at),
            Self::Stop { since } => *since,
            Self::InProgress | Self::ToClose => None,
        }
    }

    /// What sorts cases: the most pressing first, then what comes first or has waited longest; of closed cases the
    /// newest.
    pub fn order(&self, now: &Now) -> (Urgency, i64) {
        let at = self.moment().map_or(0, |at| at.timestamp().as_millisecond());
        (self.urgency(now), if matches!(self, Self::Closed { .. }) { -at } else { at })
    }

    /// In a word or two, as long as they are on a screen.
    pub fn word(&self, now: &Now) -> String {
        match self {
            Self::Stop { .. } => "STOP".to_owned(),
            Self::Timer { ends } => match seconds_left(*ends, now) {
                ..=0 => "timer ended".to_owned(),
                left => format!("{} left", countdown(left)),
            },
            Self::FollowUp { late } if *late <= now.at => late_by(*late, now),
            Self::FollowUp { late } if last_day(*late, now) == now.civil().date() => "due today".to_owned(),
            Self::FollowUp { .. } => "due".to_owned(),
            Self::Prepare { by, .. } if *by <= now.at => "not prepared".to_owned(),
            Self::Prepare { .. } => "prepare".to_owned(),
            Self::InProgress => "in progress".to_owned(),
            Self::Held { by, .. } => format!("held by {by}"),
            Self::Planned { .. } if self.urgency(now) == Urgency::NotStarted => "not started".to_owned(),
            Self::Planned { .. } => "planned".to_owned(),
            Self::ToClose => "to close".to_owned(),
            Self::Waiting { .. } => "waiting".to_owned(),
            Self::Closed { outcome, .. } => outcome.short().to_owned(),
        }
    }

    /// The same in words that stay true on paper.
    pub fn printed(&self, now: &Now) -> String {
        match self {
            Self::Timer { ends } if *ends <= now.at => format!("timer ended {}", now.say(*ends)),
            Self::Timer { ends } => format!("timer until {}", now.say(*ends)),
            Self::Closed { outcome, .. } => outcome.word().to_owned(),
            Self::Stop { .. }
            | Self::FollowUp { .. }
            | Self::InProgress
            | Self::Held { .. }
            | Self::Planned { .. }
            | Self::Prepare { .. }
            | Self::ToClose
            | Self::Waiting { .. } => self.word(now),
        }
    }
}

impl Needs {
    /// What a case needs, as it looks at a moment.
    pub fn of(case: &Case, outlook: &Outlook, now: &Now) -> Self {
        let timer = outlook.timers.iter().min_by_key(|(_, timer)| timer.ends()).copied();
        let is_due = |due: &&FollowUp| due.is_due(now);
        let follow_up = outlook.follow_ups.iter().filter(is_due).min_by_key(|due| due.late).copied();
        let title = |due: &FollowUp| case.checklist().section(due.section).title.to_string();
        let mut until = outlook.follow_ups.iter().map(|due| due.due).filter(|due| *due > now.at).min();
        let plan = case.planned().filter(|_| case.closed().is_none() && !matches!(outlook.next, Next::Stop(_)));
        let (most, next) = match (&outlook.next, timer, follow_up, &outlook.left) {
            _ if let Some(plan) = plan => {
                let (most, next, changes) = planned(case, plan, now);
                until = changes;
                (most, next)
            }
            (Next::Nothing | Next::Start(_), ..) => closed(case, outlook, now),
            (Next::Stop(stop), ..) => (Need::Stop { since: since(case, stop) }, case.say_stop(stop, now).to_string()),
            (_, Some((ix, timer)), ..) => (Need::Timer { ends: timer.ends() }, case.say_step(ix)),
            (_, _, Some(due), _) => (Need::FollowUp { late: due.late }, title(&due) + &tried(case, due)),
            (Next::Close, ..) => (Need::ToClose, EVERYTHING_IS_DONE.to_owned()),
            (Next::Wait(due), ..) => (Need::Waiting { due: due.due }, title(due)),
            (Next::Item(ix), _, _, Some(left)) => {
                let (by, since) = (left.stamp.by.code.clone(), left.stamp.at);
                (Need::Held { by, since }, case.say_step(left.item.unwrap_or(*ix)))
            }
            (Next::Item(ix), _, _, None) => {
                let last = case.entries().last().map_or(now.at, |last| last.entry.stamp.at);
                let left = last.plus_seconds(LEFT_AFTER);
                until = Some(until.map_or(left, |until| until.min(left)));
                (Need::InProgress, case.say_step(*ix))
            }
        };
        let until = until.filter(|_| case.closed().is_none());
        Self { most, next: Text::from(next), room: plan.and_then(|plan| plan.room.clone()), follow_up, timer, until }
    }
}

impl Needs {
    /// Whether a case with a label stands at a place where another is about to be opened, or planned for a moment. A
    /// patient who went home left the place.
    pub fn is_at(&self, label: Option<&Text>, (place, at): (&Text, Option<Moment>), now: &Now) -> bool {
        let here = |other: &Text| is_one_place(other.as_str(), place.as_str());
        match (&self.most, at) {
            (Need::Planned { at: then } | Need::Prepare { at: then, .. }, at) => {
                let then = at.map_or_else(|| now.is_today(*then), |at| *then == at);
                then && self.room.iter().chain(label).any(here)
            }
            (Need::Stop { .. } | Need::Timer { .. } | Need::InProgress | Need::Held { .. }, None) => {
                label.is_some_and(here)
            }
            (Need::Stop { .. } | Need::Timer { .. } | Need::InProgress | Need::Held { .. }, Some(_))
            | (Need::FollowUp { .. } | Need::ToClose | Need::Waiting { .. } | Need::Closed { .. }, _) => false,
        }
    }
}

impl Case {
    pub fn needs(&self, now: &Now) -> Needs {
        Needs::of(self, &self.outlook(now), now)
    }

    /// An item as what is to be done: its section and its words.
    pub fn say_step(&self, ix: ItemIx) -> String {
        let item = self.checklist().item(ix);
        format!("{}: {}", self.checklist().section(item.section).title, item.text)
    }
}

/// What a planned case needs: what is to be prepared by today or should have been, else that its time comes. And
/// when that changes.
fn planned(case: &Case, plan: &Plan, now: &Now) -> (Need, String, Option<Moment>) {
    let room = plan.room.as_ref().map_or("room not said", Text::as_str);
    let first = case.to_prepare(now).into_iter().next();
    let Some((ix, by)) = first else { return (Need::Planned { at: plan.at }, room.to_owned(), None) };
    let item = &case.checklist().item(ix).text;
    match by {
        Some(by) if now.day_of(by) != Ordering::Greater => {
            (Need::Prepare { by, at: plan.at }, format!("{item}, by {}", now.say(by)), None)
        }
        Some(by) => {
            let day = by.in_zone(&now.zone).start_of_day().ok().map(|day| Moment::from(day.timestamp()));
            (Need::Planned { at: plan.at }, format!("{room}, prepare: {item}, by {}", now.say(by)), day)
        }
        None => (Need::Planned { at: plan.at }, format!("{room}, prepare: {item}"), None),
    }
}

fn closed(case: &Case, outlook: &Outlook, now: &Now) -> (Need, String) {
    let progress = outlook.progress.words();
    let Some(closed) = case.closed() else { return (Need::ToClose, progress) };
    let at = closed.stamp.at;
    let words = match (closed.outcome, &closed.reason) {
        (Outcome::Completed, _) => progress,
        (_, Some(reason)) => reason.to_string(),
        (_, None) => now.say(at),
    };
    (Need::Closed { outcome: closed.outcome, at }, words)
}

/// Since when a stop stands: the newest entry about its item.
fn since(case: &Case, stop: &ActiveStop) -> Option<Moment> {
    let seq = case.touched(stop.item)?;
    let entry = case.entries().iter().find(|line| line.entry.stamp.seq == seq)?;
    Some(entry.entry.stamp.at)
}

fn tried(case: &Case, due: FollowUp) -> String {
    tries(case.attempts(due.section).len()).map(|tries| format!(", {tries}")).unwrap_or_default()
}

/// How often somebody tried to reach the patient, if anybody did.
pub(super) fn tries(tried: usize) -> Option<String> {
    match tried {
        0 => None,
        1 => Some("tried once".to_owned()),
        tried => Some(format!("tried {tried} times")),
    }
}
