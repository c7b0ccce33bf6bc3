//! A case on the worklist: where it stands, and what stands in each of its columns.

use crate::domain::case::{Case, Need, Needs, Progress, Urgency};
use crate::domain::checklist::Checklist;
use crate::domain::when::{ago, by, clock, day, day_or_time};
use crate::domain::{Caveats, Code, Moment, Now, Outcome, Text};
use std::sync::Arc;

#[derive(Debug, Clone)]
pub struct Row {
    pub code: Code,
    /// What is known of it; nothing until its record was read.
    pub about: Option<About>,
}

/// What the list says about a case.
#[derive(Debug, Clone)]
pub enum About {
    /// How it stands.
    Case(Box<Summary>),
    /// Its record gave no case: a word for that, and why.
    Unreadable(&'static str, Text),
}

/// How a case stood when its record was read, with the moments from which the rest is told at any time.
#[derive(Debug, Clone)]
pub struct Summary {
    pub label: Option<Text>,
    pub checklist: Arc<Checklist>,
    pub needs: Needs,
    /// When the timer that ends first does, and what it times.
    pub timer: Option<(Moment, Text)>,
    pub progress: Progress,
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

/// Where the words of a filter stand in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    Anywhere,
    /// They are whole words of its bay or room.
    Place,
}

/// What a row is told apart by: the view gives each its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Case(Urgency),
    Unreadable,
    Unread,
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

    /// A case whose record is damaged, or cannot be read.
    pub fn unreadable(code: Code, word: &'static str, why: &str) -> Self {
        Self { code, about: Some(About::Unreadable(word, Text::sanitise(why))) }
    }

    /// A case as it stands now, with what must be known of its record.
    pub fn of(case: &Case, caveats: &Caveats, now: &Now) -> Self {
        Self { code: case.code(), about: Some(About::Case(Box::new(Summary::of(case, caveats, now)))) }
    }

    /// What is known of the case, where its record could be read.
    pub fn summary(&self) -> Option<&Summary> {
        match &self.about {
            Some(About::Case(summary)) => Some(summary),
            Some(About::Unreadable(..)) | None => None,
        }
    }

    /// What the case needs, where its record could be read.
    pub fn need(&self) -> Option<&Need> {
        Some(&self.summary()?.needs.most)
    }

    /// What the row is told apart by at a moment.
    pub fn kind(&self, now: &Now) -> Kind {
        match &self.about {
            None => Kind::Unread,
            Some(About::Unreadable(..)) => Kind::Unreadable,
            Some(About::Case(summary)) => Kind::Case(summary.needs.most.urgency(now)),
        }
    }

    /// Where on the list it stands.
    pub fn group(&self, now: &Now) -> Group {
        match self.kind(now) {
            Kind::Unreadable => Group::NeedsYou,
            Kind::Unread => Group::Unread,
            Kind::Case(urgency) => match urgency {
                Urgency::Stop
                | Urgency::TimerEnded
                | Urgency::TimerEnding
                | Urgency::Late
                | Urgency::Due
                | Urgency::NotStarted => Group::NeedsYou,
                Urgency::TimerRuns | Urgency::InProgress | Urgency::Held | Urgency::Planned | Urgency::ToClose => {
                    Group::Today
                }
                Urgency::PlannedLater | Urgency::Waiting => Group::Later,
                Urgency::Closed => match self.closed_at() {
                    Some(at) if now.is_today(at) => Group::DoneToday,
                    Some(_) | None => Group::Closed,
                },
            },
        }
    }

    /// When it was closed, if it is.
    fn closed_at(&self) -> Option<Moment> {
        let Need::Closed { at, .. } = self.need()? else { return None };
        Some(*at)
    }

    /// Whether the case was closed with everything done.
    pub fn is_completed(&self) -> bool {
        matches!(self.need(), Some(Need::Closed { outcome: Outcome::Completed, .. }))
    }

    /// What sorts the list: the group, then what the case needs; a damaged record presses next to a stop.
    pub(super) fn order(&self, now: &Now) -> impl Ord + use<> {
        let pressing = self.need().map_or((Urgency::Stop, i64::MAX), |need| need.order(now));
        (self.group(now), pressing, self.code)
    }

    /// When its record must be read anew although nobody recorded anything.
    pub fn until(&self) -> Option<Moment> {
        self.summary()?.needs.until
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
            Some(About::Unreadable(word, _)) => (*word).to_owned(),
            Some(About::Case(summary)) => summary.needs.most.word(now),
        }
    }

    /// Where or when: bay or room, or the time for which it is planned or at which it was closed.
    pub fn place(&self, now: &Now) -> String {
        let Some(summary) = self.summary() else { return String::new() };
        match summary.needs.most {
            Need::Planned { at } | Need::Prepare { at, .. } | Need::Closed { at, .. } => day_or_time(at, now),
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
            Some(About::Unreadable(_, why)) => why.to_string(),
            Some(About::Case(summary)) => match (&summary.needs.most, &summary.label) {
                (Need::Planned { at } | Need::Prepare { at, .. }, label) => {
                    let label = label.as_ref().filter(|label| Some(*label) != summary.needs.room.as_ref());
                    let label = label.map(|label| format!("{label}, ")).unwrap_or_default();
                    let hour = if now.is_today(*at) { String::new() } else { format!("{}, ", clock(*at, now)) };
                    format!("{hour}{label}{}", summary.needs.next)
                }
                (Need::Closed { .. }, Some(label)) => format!("{label}: {}", summary.needs.next),
                _ => summary.needs.next.to_string(),
            },
        }
    }

    /// What stands at the right: how long ago, until when, or how far it is.
    pub fn right(&self, now: &Now) -> String {
        let Some(summary) = self.summary() else { return String::new() };
        match summary.needs.most {
            Need::Stop { since: Some(since) } | Need::Held { since, .. } => ago(since, now),
            Need::Timer { ends } if ends <= now.at => ago(ends, now),
            Need::FollowUp { late } | Need::Prepare { by: late, .. } => by(late, now),
            Need::Waiting { due } if now.is_today(due) => format!("from {}", clock(due, now)),
            Need::Waiting { due } => day(due, now),
            Need::Planned { .. } | Need::Closed { .. } => String::new(),
            Need::Stop { since: None } | Need::Timer { .. } | Need::InProgress | Need::ToClose => {
                format!("{}/{}", summary.progress.decided(), summary.progress.of)
            }
        }
    }

    /// Whether the case stands at a place where another is about to be opened, or planned for a moment.
    pub fn is_at(&self, place: &Text, at: Option<Moment>, now: &Now) -> bool {
        self.summary().is_some_and(|summary| summary.needs.is_at(summary.label.as_ref(), (place, at), now))
    }

    /// How well the words typed match the row, whatever their case: a number is first a bay's or a room's.
    pub(super) fn matches(&self, typed: &str, now: &Now) -> Option<Match> {
        let title = self.summary().map(|summary| summary.checklist.title.as_str()).unwrap_or_default();
        let parts = [&self.code.spoken(), &self.code.to_string(), &self.name(), title];
        let own = [self.word(now), self.place(now), self.next(now), self.right(now)];
        let whole = format!("{} {}", parts.map(str::to_lowercase).join(" "), own.join(" ").to_lowercase());
        let room = if matches!(self.need(), Some(Need::Planned { .. } | Need::Prepare { .. })) {
            self.next(now)
        } else {
            String::new()
        };
        let place = format!("{} {room}", self.name()).to_lowercase();
        let is_whole = |word: &str| place.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
        let typed = typed.to_lowercase();
        let words = || typed.split_whitespace();
        match words().all(|word| whole.contains(word)) {
            false => None,
            true if typed.contains(|c: char| c.is_ascii_digit()) && words().all(is_whole) => Some(Match::Place),
            true => Some(Match::Anywhere),
        }
    }
}

impl Summary {
    fn of(case: &Case, caveats: &Caveats, now: &Now) -> Self {
        let outlook = case.outlook(now);
        let mut needs = Needs::of(case, &outlook, now);
        let caveats = caveats.lines();
        if !caveats.is_empty() {
            needs.next = Text::from(format!("▲ {}; {}", needs.next, caveats.join("; ")));
        }
        let timer = needs.timer.map(|(ix, timer)| (timer.ends(), case.checklist().item(ix).text.clone()));
        let checklist = Arc::clone(case.checklist());
        Self { label: case.label().cloned(), checklist, needs, timer, progress: outlook.progress }
    }
}
