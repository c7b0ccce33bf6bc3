//! A case on the worklist: where it stands, and what stands in each of its columns.

use crate::domain::case::{BoardLine, Case, Need, Needs, Progress, Urgency};
use crate::domain::checklist::{Checklist, Phase, PhaseIx};
use crate::domain::when::{ago, by, clock, day, day_or_time};
use crate::domain::{Caveats, Code, Line, Moment, Now, Outcome, Text};
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
    /// How far each phase is, by its title.
    pub phases: Vec<(Text, Progress)>,
    pub stops: Vec<Text>,
    /// Its follow-ups.
    pub board: Vec<BoardLine>,
    /// When somebody recorded something last, who, and what.
    pub last: Option<(Moment, Text)>,
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

    pub fn is_closed(&self, now: &Now) -> bool {
        self.kind(now) == Kind::Case(Urgency::Closed)
    }

    /// Whether the case was closed with everything done.
    pub fn is_completed(&self) -> bool {
        matches!(self.need(), Some(Need::Closed { outcome: Outcome::Completed, .. }))
    }

    /// What sorts the list: the group, then what the case needs; a damaged record presses next to a stop.
    pub(super) fn order(&self, now: &Now) -> impl Ord + use<> {
        let pressing = self.need().map_or((Urgency::Stop, i64::MAX), |need| need.order(now));
        // Bay 2 before Bay 10.
        let place = self.place();
        (self.group(now), pressing, place.chars().count(), place.to_owned(), self.code)
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

    /// Bay or room, also where it is to be.
    pub fn place(&self) -> &str {
        let place = self.summary().and_then(|summary| summary.label.as_ref().or(summary.needs.room.as_ref()));
        place.map_or("", Text::as_str)
    }

    /// The time for which it is planned, or at which it was closed.
    pub fn when(&self, now: &Now) -> String {
        match self.need() {
            Some(Need::Planned { at } | Need::Prepare { at, .. }) if !now.is_today(*at) => {
                format!("{} {}", day(*at, now), clock(*at, now))
            }
            Some(Need::Planned { at } | Need::Prepare { at, .. } | Need::Closed { at, .. }) => day_or_time(*at, now),
            Some(
                Need::Stop { .. }
                | Need::Timer { .. }
                | Need::FollowUp { .. }
                | Need::InProgress
                | Need::Held { .. }
                | Need::ToClose
                | Need::Waiting { .. },
            )
            | None => String::new(),
        }
    }

    /// What is next, or what is damaged; where it is to be stands in [`Row::place`].
    pub fn next(&self, now: &Now) -> String {
        let summary = match &self.about {
            None => return String::new(),
            Some(About::Unreadable(_, why)) => return why.to_string(),
            Some(About::Case(summary)) => summary,
        };
        let next = summary.needs.next.as_str();
        match summary.needs.most {
            Need::Planned { .. } => next.strip_prefix(self.place()).unwrap_or(next).trim_start_matches(", ").to_owned(),
            Need::Prepare { .. } => format!("{}: {next}", self.when(now)),
            Need::Stop { .. }
            | Need::Timer { .. }
            | Need::FollowUp { .. }
            | Need::InProgress
            | Need::Held { .. }
            | Need::ToClose
            | Need::Waiting { .. }
            | Need::Closed { .. } => next.to_owned(),
        }
    }

    /// What stands at the right: how long ago, until when, at what time, or how far it is.
    pub fn right(&self, now: &Now) -> String {
        let Some(summary) = self.summary() else { return String::new() };
        match summary.needs.most {
            Need::Stop { since: Some(since) } | Need::Held { since, .. } => ago(since, now),
            Need::Timer { ends } if ends <= now.at => ago(ends, now),
            Need::FollowUp { late } | Need::Prepare { by: late, .. } => by(late, now),
            Need::Waiting { due } if now.is_today(due) => format!("from {}", clock(due, now)),
            Need::Waiting { due } => day(due, now),
            Need::Planned { .. } | Need::Closed { .. } => self.when(now),
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
        self.has_words(typed, &[self.word(now), self.next(now), self.right(now)].join(" "))
    }

    /// The same where these words stand beside its code, its place and its checklist.
    pub(super) fn has_words(&self, typed: &str, beside: &str) -> Option<Match> {
        let title = self.summary().map(|summary| summary.checklist.title.as_str()).unwrap_or_default();
        let parts = [&self.code.spoken(), &self.code.to_string(), &self.name(), title, self.place(), beside];
        let whole = parts.map(str::to_lowercase).join(" ");
        let room = self.summary().and_then(|summary| summary.needs.room.as_ref()).map_or("", Text::as_str);
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
        if let Some(crisis) = case.young_crisis(now) {
            let until = crisis.until();
            needs.next = Text::from(format!("CRISIS {}; {}", case.card_title(crisis.card), needs.next));
            needs.until = Some(needs.until.map_or(until, |other| other.min(until)));
        }
        let caveats = caveats.lines();
        if !caveats.is_empty() {
            needs.next = Text::from(format!("▲ {}; {}", needs.next, caveats.join("; ")));
        }
        let timer = needs.timer.map(|(ix, timer)| (timer.ends(), case.checklist().item(ix).text.clone()));
        let checklist = Arc::clone(case.checklist());
        let phase = |(ix, phase): (usize, &Phase)| (phase.title.clone(), case.phase_progress(PhaseIx(ix)));
        let said = |line: &Line| {
            let stamp = &line.entry.stamp;
            (stamp.at, Text::from(format!("{}  {}", stamp.by.code, case.say_entry(line, now))))
        };
        Self {
            label: case.label().cloned(),
            phases: checklist.phases.iter().enumerate().map(phase).collect(),
            stops: case.all_stops().into_iter().map(|stop| case.say_stop(stop, now)).collect(),
            board: case.board(now),
            last: case.entries().last().map(said),
            checklist,
            needs,
            timer,
            progress: outlook.progress,
        }
    }
}
