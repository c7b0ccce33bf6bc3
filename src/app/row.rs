//! A case on the worklist: what it needs, how pressing that is, and in which words it is said.

use super::when::{ago, by, clock, countdown, day, day_or_time, last_day, late_by, seconds_left};
use crate::domain::{
    Code, Moment, Now, Outcome, StaffCode, Text,
    case::{ActiveStop, Case, FollowUp, Next, Timer},
    checklist::{ItemIx, SectionIx},
};

/// A running timer with so many seconds left needs somebody soon.
const ENDS_SOON: i64 = 5 * 60;
/// So many seconds after its last entry a case counts as left; its row is made anew then.
const LEFT_AFTER: i64 = 10 * 60;

/// One case on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The case.
    pub code: Code,
    /// What is known of it; nothing until its record was read.
    pub about: Option<About>,
}

/// What the list says about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// How it stands.
    Case(Box<Summary>),
    /// Its record is damaged.
    Damaged(Text),
}

/// How a case stood when its record was read, with the moments from which the rest is told at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The bay or room.
    pub label: Option<Text>,
    /// The checklist.
    pub title: Text,
    /// What it needs most.
    pub need: Need,
    /// What is next, in words.
    pub next: Text,
    /// The section of the follow-up that is due.
    pub section: Option<SectionIx>,
    /// The timer that ends first, and what it times.
    pub timer: Option<(Moment, Text)>,
    /// How many items are settled.
    pub done: usize,
    /// How many count.
    pub of: usize,
    /// When this holds no longer without anybody recording anything: the record is read anew then.
    pub until: Option<Moment>,
}

/// What a case needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Somebody must decide about a stop.
    Stop { since: Option<Moment> },
    /// A timer runs or has ended.
    Timer { ends: Moment },
    /// A follow-up is due, and late from a moment on.
    FollowUp { late: Moment },
    /// Somebody works on it.
    InProgress,
    /// Somebody left it.
    Held { by: StaffCode, since: Moment },
    /// It is planned.
    Planned { at: Moment },
    /// Everything is done.
    ToClose,
    /// Nothing is to do before a follow-up's date.
    Waiting { due: Moment },
    /// It ended.
    Closed { outcome: Outcome, at: Moment },
}

/// The part of the list where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Somebody must act or decide.
    NeedsYou,
    /// It goes on today.
    Today,
    /// It goes on another day.
    Later,
    /// Its record was not read yet.
    Unread,
    /// It was closed today.
    DoneToday,
    /// It was closed before.
    Closed,
}

/// What a row is told apart by: the view gives each its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Stop,
    Damaged,
    TimerEnded,
    TimerEnding,
    Late,
    Due,
    NotStarted,
    TimerRuns,
    InProgress,
    Held,
    Planned,
    ToClose,
    PlannedLater,
    Waiting,
    Unread,
    Closed,
}

impl Group {
    /// The heading over its cases.
    pub fn heading(self) -> &'static str {
        match self {
            Self::NeedsYou => "NEEDS YOU",
            Self::Today => "TODAY",
            Self::Later => "LATER",
            Self::Unread => "OPEN",
            Self::DoneToday => "DONE TODAY",
            Self::Closed => "CLOSED BEFORE",
        }
    }
}

impl Row {
    /// A case whose record was not read yet.
    pub fn unread(code: Code) -> Self {
        Self { code, about: None }
    }

    /// A case whose record is damaged.
    pub fn damaged(code: Code, words: &str) -> Self {
        Self { code, about: Some(About::Damaged(Text::sanitise(words))) }
    }

    /// A case as it stands now.
    pub fn of(case: &Case, now: &Now) -> Self {
        Self { code: case.code(), about: Some(About::Case(Box::new(Summary::of(case, now)))) }
    }

    /// What is known of the case, where its record could be read.
    pub fn summary(&self) -> Option<&Summary> {
        match &self.about {
            Some(About::Case(summary)) => Some(summary),
            Some(About::Damaged(_)) | None => None,
        }
    }

    /// What the row is told apart by at a moment.
    pub fn kind(&self, now: &Now) -> Kind {
        match &self.about {
            None => Kind::Unread,
            Some(About::Damaged(_)) => Kind::Damaged,
            Some(About::Case(summary)) => summary.kind(now),
        }
    }

    /// Where on the list it stands.
    pub fn group(&self, now: &Now) -> Group {
        match self.kind(now) {
            Kind::Stop
            | Kind::Damaged
            | Kind::TimerEnded
            | Kind::TimerEnding
            | Kind::Late
            | Kind::Due
            | Kind::NotStarted => Group::NeedsYou,
            Kind::TimerRuns | Kind::InProgress | Kind::Held | Kind::Planned | Kind::ToClose => Group::Today,
            Kind::PlannedLater | Kind::Waiting => Group::Later,
            Kind::Unread => Group::Unread,
            Kind::Closed => match self.closed_at() {
                Some(at) if now.is_today(at) => Group::DoneToday,
                Some(_) | None => Group::Closed,
            },
        }
    }

    /// When it was closed, if it is.
    fn closed_at(&self) -> Option<Moment> {
        let Need::Closed { at, .. } = self.summary()?.need else { return None };
        Some(at)
    }

    /// Whether the case was closed with everything done.
    pub fn is_completed(&self) -> bool {
        let need = self.summary().map(|summary| &summary.need);
        matches!(need, Some(Need::Closed { outcome: Outcome::Completed, .. }))
    }

    /// What sorts the list: the group, what it needs, then what comes first or has waited longest; of closed
    /// cases the newest stands first.
    pub(super) fn order(&self, now: &Now) -> (Group, Kind, i64, Code) {
        let moment = self.summary().map_or(0, |summary| summary.moment().timestamp().as_millisecond());
        let sign = if self.closed_at().is_some() { -1 } else { 1 };
        (self.group(now), self.kind(now), sign * moment, self.code)
    }

    /// When its record must be read anew although nobody recorded anything.
    pub fn until(&self) -> Option<Moment> {
        self.summary()?.until
    }

    /// Bay or room; the code without its last two characters where none was said.
    pub fn name(&self) -> String {
        let label = self.summary().and_then(|summary| summary.label.as_ref());
        label.map_or_else(|| self.code.masked(), ToString::to_string)
    }

    /// Its state in a word or two.
    pub fn word(&self, now: &Now) -> String {
        match &self.about {
            None => "…".to_owned(),
            Some(About::Damaged(_)) => "DAMAGED".to_owned(),
            Some(About::Case(summary)) => summary.word(now),
        }
    }

    /// Where or when: bay or room, or the time for which it is planned or at which it was closed.
    pub fn place(&self, now: &Now) -> String {
        let Some(summary) = self.summary() else { return String::new() };
        match summary.need {
            Need::Planned { at } | Need::Closed { at, .. } => day_or_time(at, now),
            Need::Stop { .. }
            | Need::Timer { .. }
            | Need::FollowUp { .. }
            | Need::InProgress
            | Need::Held { .. }
            | Need::ToClose
            | Need::Waiting { .. } => summary.label.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// What is next, or what is damaged.
    pub fn next(&self, now: &Now) -> String {
        match &self.about {
            None => String::new(),
            Some(About::Damaged(words)) => words.to_string(),
            Some(About::Case(summary)) => match (&summary.need, &summary.label) {
                (Need::Planned { at }, label) => {
                    let label = label.as_ref().filter(|label| **label != summary.next);
                    let label = label.map(|label| format!("{label}, ")).unwrap_or_default();
                    let hour = if now.is_today(*at) { String::new() } else { format!("{}, ", clock(*at, now)) };
                    format!("{hour}{label}{}", summary.next)
                }
                (Need::Closed { .. }, Some(label)) => format!("{label}: {}", summary.next),
                _ => summary.next.to_string(),
            },
        }
    }

    /// What stands at the right: how long ago, until when, or how far it is.
    pub fn right(&self, now: &Now) -> String {
        let Some(summary) = self.summary() else { return String::new() };
        match summary.need {
            Need::Stop { since: Some(since) } | Need::Held { since, .. } => ago(since, now),
            Need::Timer { ends } if ends <= now.at => ago(ends, now),
            Need::FollowUp { late } => by(late, now),
            Need::Waiting { due } if now.is_today(due) => format!("from {}", clock(due, now)),
            Need::Waiting { due } => day(due, now),
            Need::Planned { .. } | Need::Closed { .. } => String::new(),
            Need::Stop { since: None } | Need::Timer { .. } | Need::InProgress | Need::ToClose => {
                format!("{}/{}", summary.done, summary.of)
            }
        }
    }

    /// Whether each of the words typed stands somewhere in the row, whatever its case.
    pub(super) fn matches(&self, typed: &str, now: &Now) -> bool {
        let title = self.summary().map(|summary| summary.title.as_str()).unwrap_or_default();
        let parts = [&self.code.spoken(), &self.code.to_string(), &self.name(), title];
        let own = [self.word(now), self.place(now), self.next(now), self.right(now)];
        let whole = format!("{} {}", parts.map(str::to_lowercase).join(" "), own.join(" ").to_lowercase());
        typed.to_lowercase().split_whitespace().all(|word| whole.contains(word))
    }
}

impl Summary {
    fn of(case: &Case, now: &Now) -> Self {
        let outlook = case.outlook(now);
        let checklist = case.checklist();
        let timer = outlook.timers.iter().min_by_key(|(_, timer)| timer.ends());
        let is_due = |due: &&FollowUp| due.is_due(now);
        let due = outlook.follow_ups.iter().filter(is_due).min_by_key(|due| due.late).copied();
        let said = |ix: ItemIx| {
            let item = checklist.item(ix);
            format!("{}: {}", checklist.section(item.section).title, item.text)
        };
        let last = case.entries().last().map_or(now.at, |last| last.entry.stamp.at);
        let mut until = outlook.follow_ups.iter().map(|due| due.due).filter(|due| *due > now.at).min();
        let (need, next) = match (&outlook.next, timer, due, &outlook.left) {
            (Next::Nothing, ..) => closed(case, &outlook.progress.words(), now),
            (Next::Start(plan), ..) => {
                let room = plan.room.as_ref().map_or("room not said", Text::as_str);
                (Need::Planned { at: plan.at }, room.to_owned())
            }
            (Next::Stop(stop), ..) => (Need::Stop { since: since(case, stop) }, stop.say.to_string()),
            (_, Some((ix, timer)), ..) => (Need::Timer { ends: timer.ends() }, said(*ix)),
            (_, _, Some(due), _) => (Need::FollowUp { late: due.late }, follow_up(case, due)),
            (Next::Close, ..) => (Need::ToClose, "everything is done: close the case".to_owned()),
            (Next::Wait(due), ..) => (Need::Waiting { due: due.due }, checklist.section(due.section).title.to_string()),
            (Next::Item(ix), _, _, Some(left)) => {
                let (by, since) = (left.stamp.by.code.clone(), left.stamp.at);
                (Need::Held { by, since }, said(left.item.unwrap_or(*ix)))
            }
            (Next::Item(ix), _, _, None) => {
                let left = last.plus_seconds(LEFT_AFTER);
                until = Some(until.map_or(left, |until| until.min(left)));
                (Need::InProgress, said(*ix))
            }
        };
        let timer = timer.map(|(ix, timer): &(ItemIx, Timer)| (timer.ends(), checklist.item(*ix).text.clone()));
        Self {
            label: case.label().cloned(),
            title: checklist.title.clone(),
            need,
            next: Text::from(next),
            section: due.map(|due| due.section),
            timer: timer.filter(|_| case.closed().is_none()),
            done: outlook.progress.decided(),
            of: outlook.progress.of,
            until: until.filter(|_| case.closed().is_none()),
        }
    }

    fn kind(&self, now: &Now) -> Kind {
        match self.need {
            Need::Stop { .. } => Kind::Stop,
            Need::Timer { ends } => match seconds_left(ends, now) {
                left if left <= 0 => Kind::TimerEnded,
                left if left <= ENDS_SOON => Kind::TimerEnding,
                _ => Kind::TimerRuns,
            },
            Need::FollowUp { late } if late <= now.at => Kind::Late,
            Need::FollowUp { .. } => Kind::Due,
            Need::InProgress => Kind::InProgress,
            Need::Held { .. } => Kind::Held,
            Need::Planned { at } => match now.day_of(at) {
                std::cmp::Ordering::Less => Kind::NotStarted,
                std::cmp::Ordering::Equal => Kind::Planned,
                std::cmp::Ordering::Greater => Kind::PlannedLater,
            },
            Need::ToClose => Kind::ToClose,
            Need::Waiting { .. } => Kind::Waiting,
            Need::Closed { .. } => Kind::Closed,
        }
    }

    /// The moment that counts among cases which need the same.
    fn moment(&self) -> Moment {
        match self.need {
            Need::Stop { since: Some(at) }
            | Need::Timer { ends: at }
            | Need::FollowUp { late: at }
            | Need::Held { since: at, .. }
            | Need::Planned { at }
            | Need::Waiting { due: at }
            | Need::Closed { at, .. } => at,
            Need::Stop { since: None } | Need::InProgress | Need::ToClose => Moment::from(jiff::Timestamp::UNIX_EPOCH),
        }
    }

    fn word(&self, now: &Now) -> String {
        match &self.need {
            Need::Stop { .. } => "STOP".to_owned(),
            Need::Timer { ends } => match seconds_left(*ends, now) {
                left if left <= 0 => "timer ended".to_owned(),
                left => format!("{} left", countdown(left)),
            },
            Need::FollowUp { late } if *late <= now.at => late_by(*late, now),
            Need::FollowUp { late } if last_day(*late, now) == now.civil().date() => "due today".to_owned(),
            Need::FollowUp { .. } => "due".to_owned(),
            Need::InProgress => "in progress".to_owned(),
            Need::Held { by, .. } => format!("held by {by}"),
            Need::Planned { .. } if self.kind(now) == Kind::NotStarted => "not started".to_owned(),
            Need::Planned { .. } => "planned".to_owned(),
            Need::ToClose => "to close".to_owned(),
            Need::Waiting { .. } => "waiting".to_owned(),
            Need::Closed { outcome, .. } => ended(*outcome).to_owned(),
        }
    }
}

/// How a case ended, in words that fit a row.
fn ended(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Completed => "completed",
        Outcome::Stopped => "stopped",
        Outcome::Cancelled => "cancelled",
        Outcome::DidNotAttend => "did not come",
        Outcome::EnteredInError => "in error",
    }
}

fn closed(case: &Case, progress: &str, now: &Now) -> (Need, String) {
    let Some(closed) = case.closed() else {
        return (Need::ToClose, progress.to_owned());
    };
    let at = closed.stamp.at;
    let words = match (closed.outcome, &closed.reason) {
        (Outcome::Completed, _) => progress.to_owned(),
        (_, Some(reason)) => reason.to_string(),
        (_, None) => now.say(at),
    };
    (Need::Closed { outcome: closed.outcome, at }, words)
}

/// Since when a stop stands: the newest entry about its item.
fn since(case: &Case, stop: &ActiveStop) -> Option<Moment> {
    let seq = case.touched(stop.item)?;
    let entry = case.entries().iter().find(|sealed| sealed.entry.stamp.seq == seq)?;
    Some(entry.entry.stamp.at)
}

fn follow_up(case: &Case, due: FollowUp) -> String {
    let title = &case.checklist().section(due.section).title;
    match case.attempts(due.section).len() {
        0 => title.to_string(),
        1 => format!("{title}, tried once"),
        tried => format!("{title}, tried {tried} times"),
    }
}
