//! A record that is walked through again, entry by entry, on the run screen. It has no desk: nothing can be recorded.

use super::{App, Key, Notice, Pace, ReadOnly};
use crate::domain::case::Case;
use crate::domain::{Fact, Line, Now, Staff, Text};
use jiff::tz::TimeZone;
use std::time::Duration;

/// Nobody waits longer for the next entry, however long it was.
const LONGEST: Duration = Duration::from_secs(3);
/// Entries of one moment can be read one after the other.
const SHORTEST: Duration = Duration::from_millis(400);
/// How many times faster than it was, where nobody said it.
const SPEED: f64 = 10.0;

#[derive(Debug)]
pub struct Replay {
    pub app: App,
    pub case: Case,
    lines: Vec<Line>,
    speed: f64,
    /// It goes on by itself.
    pub plays: bool,
}

impl Replay {
    /// The record of a case from its first entry on, by itself where it is said how fast. Its entries may have been
    /// changed for whoever looks on.
    pub fn new(case: &Case, lines: Vec<Line>, speed: Option<f64>, station: Text) -> Option<Self> {
        let app = App::new(None, Staff::default(), station, Pace::default()).shows(case.mode(), Vec::new());
        let first = Case::open(case.checklist().clone(), lines.first()?.clone())?;
        let (plays, speed) = (speed.is_some(), speed.unwrap_or(SPEED));
        let mut replay = Self { app, case: first, lines, speed, plays };
        replay.shows(0);
        Some(replay)
    }

    /// How many entries are behind the first one.
    fn at(&self) -> usize {
        self.case.entries().len() - 1
    }

    /// Shows the case as it stood after so many more than its first entry.
    fn shows(&mut self, at: usize) {
        let at = at.min(self.lines.len() - 1);
        let Some(case) = Case::open(self.case.checklist().clone(), self.lines[0].clone()) else { return };
        self.case = case;
        self.case.extend(self.lines[1..=at].to_vec());
        let now = self.now();
        let cursor = self.app.screen.cursor();
        self.app.opened(&self.case, &now);
        self.app.dialog = None;
        let line = &self.lines[at];
        let item = match &line.entry.fact {
            Some(Fact::Item(id, _)) => self.case.checklist().find(id.as_str()),
            Some(Fact::Case(_)) | None => None,
        };
        if let Some(run) = self.app.screen.run() {
            run.read_only = Some(ReadOnly::Replay);
            run.cursor = item.or(cursor).unwrap_or(run.cursor);
        }
        self.app.shell.operator = Some(line.entry.stamp.by.clone());
        let (time, words) = (now.say(now.at), self.case.say_entry(line, &now));
        let words = format!("{}/{}  {time}  {words}", at + 1, self.lines.len());
        self.app.shell.notice = Some(Notice::Info(Text::from(words)));
    }

    /// The moment that is shown: of the newest entry, on the clocks of those who recorded it.
    pub fn now(&self) -> Now {
        let stamp = &self.lines[self.at()].entry.stamp;
        Now { at: stamp.at, zone: stamp.zone().unwrap_or(TimeZone::UTC) }
    }

    /// Takes a key; whether it leaves.
    pub fn press(&mut self, key: Key) -> bool {
        let (at, last) = (self.at(), self.lines.len() - 1);
        match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c') => return true,
            Key::Char('p') => {
                self.plays = !self.plays && at < last;
                return false;
            }
            Key::Char(' ') | Key::Right | Key::Down | Key::Enter if at < last => self.shows(at + 1),
            Key::Left | Key::Up | Key::Backspace if at > 0 => self.shows(at - 1),
            Key::Home => self.shows(0),
            Key::End => self.shows(last),
            _ => return false,
        }
        self.plays = false;
        false
    }

    /// How long the next entry is waited for, where it comes by itself.
    pub fn waits(&self) -> Option<Duration> {
        let [now, next] = [self.at(), self.at() + 1].map(|at| self.lines.get(at).map(|line| line.entry.stamp.at));
        let gap = next?.since(now?).as_secs_f64().max(0.0) / self.speed;
        let gap = Duration::try_from_secs_f64(gap).unwrap_or(LONGEST);
        self.plays.then(|| gap.clamp(SHORTEST, LONGEST))
    }

    /// The next entry comes by itself.
    pub fn goes_on(&mut self) {
        self.shows(self.at() + 1);
        self.plays &= self.at() + 1 < self.lines.len();
    }
}
