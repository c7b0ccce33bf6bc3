//! A follow-up as a board of many cases tells it: how it stands at any moment, in which words, and in which order.

use super::follow_up::ends;
use super::need::tries;
use super::{Case, FollowUp, Need, Status};
use crate::domain::checklist::{Due, SectionIx};
use crate::domain::when::{by, clock, day};
use crate::domain::{Attempt, Id, Moment, Now, Outcome, Stamp, Text};
use jiff::Span;
use serde::Serialize;

/// A follow-up of a case: what is to be done, or what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardLine {
    pub id: Id,
    pub title: Text,
    pub follow_up: FollowUp,
    /// How often somebody tried to reach the patient.
    pub tried: usize,
    /// The last time that somebody did, and what came of it.
    pub last_try: Option<(Stamp, Attempt)>,
    pub ended: Option<BoardEnd>,
}

/// How a follow-up ended, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardEnd {
    pub how: BoardOutcome,
    pub stamp: Stamp,
}

/// What came of a follow-up that nobody has to do any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardOutcome {
    Done,
    /// It was begun when it was late.
    DoneLate,
    /// The patient was not reached.
    GivenUp,
}

/// How a follow-up stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoardState {
    Overdue,
    /// It can be done in time.
    Due,
    ToCome,
    Done,
    DoneLate,
    GivenUp,
}

/// The part of the board where a follow-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoardGroup {
    Overdue,
    Today,
    /// It is due on a later day.
    Ahead,
    Ended,
}

/// The time that a board tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardSpan {
    /// What ended before is not told.
    pub since: Moment,
    /// What is due from then on is not told.
    pub until: Moment,
}

impl BoardSpan {
    /// As long back as ahead; whole days where the span counts by the day. Nothing where that leads out of time.
    pub fn new(span: Span, now: &Now) -> Option<Self> {
        let here = now.at.in_zone(&now.zone);
        let since = here.checked_sub(span).ok()?;
        let since = if Due::by_the_day(&span) { since.start_of_day().ok()? } else { since };
        Some(Self { since: since.timestamp().into(), until: ends(&here, span)? })
    }

    /// The week that lies ahead, and the one that lies behind.
    pub fn week(now: &Now) -> Self {
        Self::new(Span::new().days(7), now).unwrap_or(Self { since: now.at, until: now.at })
    }

    /// Whether it tells of a follow-up: what is late it always tells.
    pub fn holds(&self, line: &BoardLine) -> bool {
        match &line.ended {
            Some(end) => end.stamp.happened() >= self.since,
            None => line.follow_up.due < self.until,
        }
    }
}

impl BoardLine {
    pub fn state(&self, now: &Now) -> BoardState {
        match self.ended.as_ref().map(|end| end.how) {
            Some(BoardOutcome::Done) => BoardState::Done,
            Some(BoardOutcome::DoneLate) => BoardState::DoneLate,
            Some(BoardOutcome::GivenUp) => BoardState::GivenUp,
            None if self.follow_up.is_late(now) => BoardState::Overdue,
            None if self.follow_up.is_due(now) => BoardState::Due,
            None => BoardState::ToCome,
        }
    }

    pub fn group(&self, now: &Now) -> BoardGroup {
        match self.state(now) {
            BoardState::Overdue => BoardGroup::Overdue,
            BoardState::Due => BoardGroup::Today,
            BoardState::ToCome if now.is_today(self.follow_up.due) => BoardGroup::Today,
            BoardState::ToCome => BoardGroup::Ahead,
            BoardState::Done | BoardState::DoneLate | BoardState::GivenUp => BoardGroup::Ended,
        }
    }

    /// What sorts a board: the group, then what is late first; of what ended the newest.
    pub fn order(&self, now: &Now) -> impl Ord + Copy + use<> {
        let FollowUp { due, late, .. } = self.follow_up;
        let ended = self.ended.as_ref().map(|end| std::cmp::Reverse(end.stamp.happened()));
        let group = self.group(now);
        // Ahead it is first when each may begin.
        let (first, then) = if group == BoardGroup::Ahead { (due, late) } else { (late, due) };
        (group, ended, first, then)
    }

    /// How it stands, in a word or two.
    pub fn word(&self, now: &Now) -> String {
        let FollowUp { due, late, .. } = self.follow_up;
        match self.state(now) {
            BoardState::Overdue | BoardState::Due => Need::FollowUp { late }.word(now),
            BoardState::ToCome if now.is_today(due) => format!("from {}", clock(due, now)),
            BoardState::ToCome => day(due, now),
            BoardState::Done => "done".to_owned(),
            BoardState::DoneLate => "done late".to_owned(),
            BoardState::GivenUp => "given up".to_owned(),
        }
    }

    /// Until when it is in time; of what ended when that was, and by whom.
    pub fn when(&self, now: &Now) -> String {
        match &self.ended {
            Some(BoardEnd { stamp, .. }) => format!("{} {}", now.say(stamp.happened()), stamp.by.code),
            None => by(self.follow_up.late, now),
        }
    }

    /// How often somebody tried to reach the patient and what came of the last time, if anybody did.
    pub fn tries(&self, now: &Now) -> Option<String> {
        let (tries, (stamp, result)) = (tries(self.tried)?, self.last_try.as_ref()?);
        Some(format!("{tries}, {} {}: {}", now.say(stamp.happened()), stamp.by.code, result.said()))
    }
}

impl Case {
    /// Its follow-ups for a board, in the checklist's order: those that are open, and those that were done or given up.
    /// Of a case that ended nothing is to be done any more, and one that was entered in error has none.
    pub fn board(&self, now: &Now) -> Vec<BoardLine> {
        let closed = self.closed().map(|closed| closed.outcome);
        if closed == Some(Outcome::EnteredInError) {
            return Vec::new();
        }
        let open = if closed.is_some() { Vec::new() } else { self.follow_ups(now) };
        let line = |section| {
            let follow_up = self.due(section, now)?;
            let ended = self.board_end(&follow_up);
            (ended.is_some() || open.contains(&follow_up)).then(|| self.board_line(follow_up, ended))
        };
        self.checklist.section_ixs().filter_map(line).collect()
    }

    fn board_line(&self, follow_up: FollowUp, ended: Option<BoardEnd>) -> BoardLine {
        let section = self.checklist.section(follow_up.section);
        let attempts = self.attempts(follow_up.section);
        let last_try = attempts.last().map(|last| (last.stamp.clone(), last.result));
        let (id, title) = (section.id.clone(), section.title.clone());
        BoardLine { id, title, follow_up, tried: attempts.len(), last_try, ended }
    }

    /// How a follow-up ended. One that a stop of the procedure ended did not come to anything.
    fn board_end(&self, follow_up: &FollowUp) -> Option<BoardEnd> {
        let progress = self.section_progress(follow_up.section);
        if !progress.is_complete() {
            return None;
        }
        if progress.not_done > 0 {
            let (stamp, _) = self.lost(follow_up.section)?;
            return Some(BoardEnd { how: BoardOutcome::GivenUp, stamp: stamp.clone() });
        }
        let how = if self.was_in_time(follow_up) == Some(false) { BoardOutcome::DoneLate } else { BoardOutcome::Done };
        let stamp = self.last_decided(follow_up.section)?.clone();
        Some(BoardEnd { how, stamp })
    }

    /// Who decided last about anything of a section as it stands, and when.
    fn last_decided(&self, section: SectionIx) -> Option<&Stamp> {
        let stamps = self.checklist.section(section).item_ixs().filter_map(|ix| match self.status(ix) {
            Status::Answered(held, _) | Status::NotApplicable(held, _) | Status::Deferred(held, ..) => {
                Some(&*held.stamp)
            }
            Status::Overridden { by, .. } | Status::NotDone { by, .. } => Some(by),
            Status::Open { .. } | Status::Inactive { .. } | Status::Pending => None,
        });
        stamps.max_by_key(|stamp| stamp.happened())
    }
}
