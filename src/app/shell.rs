//! What every screen knows: who is at the keyboard and in the room, for whom and since when they type, what was
//! just said, and the hands at the keys.

use super::key_guard::{KeyGuard, Pace};
use super::mouse::Targets;
use super::scan::Scan;
use super::stamps::Stamps;
use super::{Action, Key, KeyMap, KeyMode, RunAction};
use crate::domain::case::{Act, Author, Case, Refusal};
use crate::domain::{Mode, Moment, Operator, Role, Scanner, Staff, StaffCode, Text};

/// So many people are remembered and proposed, each with a digit.
const MOST_PEOPLE: usize = 9;

/// A line that tells what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Something was recorded.
    Done(Text),
    /// Something to know.
    Info(Text),
    /// Something was refused or failed.
    Error(Text),
}

impl Notice {
    pub fn words(&self) -> &Text {
        match self {
            Self::Done(words) | Self::Info(words) | Self::Error(words) => words,
        }
    }

    /// The same, with more words after its own.
    fn and(&self, more: &str) -> Self {
        let words = Text::from(format!("{}   {more}", self.words()));
        match self {
            Self::Done(_) => Self::Done(words),
            Self::Info(_) => Self::Info(words),
            Self::Error(_) => Self::Error(words),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Shell {
    /// Asked before anything is recorded, never assumed.
    pub operator: Option<Operator>,
    /// Those who were at this keyboard since the program started, newest first.
    pub recent: Vec<Operator>,
    /// Who else is in the room, as said at sign-in or recorded in the open case.
    pub room: Vec<Operator>,
    /// Who says what is recorded, while somebody else types.
    pub said_by: Option<StaffCode>,
    /// When what is recorded next happened, where that was earlier.
    pub late: Option<Moment>,
    pub staff: Staff,
    pub station: Text,
    /// Of what the records here are: what is not of patients is marked on every screen.
    pub mode: Mode,
    pub notice: Option<Notice>,
    /// What was said before the last key, and whether that key brought something else.
    pub(super) stood: Option<Notice>,
    pub(super) is_news: bool,
    /// Which keys do what here.
    pub keys: KeyMap,
    /// What lies where on the screen, where the mouse works.
    pub mouse: Option<Targets>,
    pub(super) guard: KeyGuard,
    /// The last key was one of something that is typed.
    pub(super) types: bool,
    pub scanner: Scanner,
    /// What was stamped on crisis cards and is not saved.
    pub stamps: Stamps,
    pub(super) scan: Option<Scan>,
}

impl Shell {
    pub(super) fn new(operator: Option<Operator>, staff: Staff, station: Text, pace: Pace) -> Self {
        let notice = staff.trouble().map(|trouble| {
            let grants = "until it can be read nobody overrides, signs off or stands as second";
            Notice::Error(Text::from(format!("The staff list cannot be used: {trouble}; {grants}")))
        });
        Self {
            recent: operator.iter().cloned().collect(),
            operator,
            room: Vec::new(),
            said_by: None,
            late: None,
            staff,
            station,
            mode: Mode::default(),
            notice,
            stood: None,
            is_news: false,
            keys: KeyMap::default(),
            mouse: None,
            guard: KeyGuard::new(pace),
            types: false,
            scanner: Scanner::default(),
            stamps: Stamps::default(),
            scan: None,
        }
    }

    pub(super) fn say(&mut self, words: &str) {
        self.notice = Some(Notice::Info(Text::from(words)));
    }

    /// A key does nothing here: says so, unless something that went wrong is still to be read.
    pub(super) fn does_nothing(&mut self, key: Key, context: KeyMode) {
        if !matches!(self.notice, Some(Notice::Error(_))) {
            let help = self.keys.row_of(context, Action::Help).map(|row| format!("; {} shows the keys", row.key()));
            self.say(&format!("{key} does nothing here{}", help.unwrap_or_default()));
        }
    }

    /// The key by which something is done in a case, as it is written.
    pub(super) fn key(&self, action: RunAction) -> String {
        self.keys.key(KeyMode::Run, Action::Run(action))
    }

    /// Says that something was done.
    pub fn done(&mut self, words: String) {
        self.notice = Some(Notice::Done(Text::from(words)));
    }

    /// Says that something was refused or failed.
    pub fn failed(&mut self, words: &str) {
        self.notice = Some(Notice::Error(Text::sanitise(words)));
    }

    /// Why something was not recorded.
    pub(super) fn words_of(refusal: &Refusal, case: &Case) -> String {
        format!("Not recorded: {}", case.say_refusal(refusal))
    }

    /// Tells of what came by itself, from elsewhere or with time; what went wrong here stays until a key was pressed.
    pub(super) fn tell(&mut self, news: Notice) {
        self.notice = Some(match &self.notice {
            Some(own @ Notice::Error(_)) => own.and(news.words().as_str()),
            Some(Notice::Done(_) | Notice::Info(_)) | None => news,
        });
    }

    /// Tells of what came in the moment of one's own key: both are told, once.
    pub fn tell_too(&mut self, words: &str) {
        let told = |own: &Notice| own.words().as_str().ends_with(words);
        let both = self.notice.as_ref().map(|own| if told(own) { own.clone() } else { own.and(words) });
        self.notice = Some(both.unwrap_or_else(|| Notice::Info(Text::from(words))));
    }

    /// Those who are in the room or were at this keyboard, newest first, but whoever is at it now. Behind a lock card
    /// whoever was there is the first, by the number that they picked before.
    pub(super) fn people(&self) -> Vec<Operator> {
        let mut people: Vec<Operator> = Vec::new();
        let [first, then] =
            if self.operator.is_some() { [&self.room, &self.recent] } else { [&self.recent, &self.room] };
        for person in first.iter().chain(then) {
            let other = self.operator.as_ref().is_none_or(|operator| operator.code != person.code);
            if other && people.iter().all(|known| known.code != person.code) {
                people.push(person.clone());
            }
        }
        people.truncate(MOST_PEOPLE);
        people
    }

    /// Somebody else is at the keyboard; whether somebody was before.
    pub(super) fn takes_seat(&mut self, person: Operator) -> bool {
        self.recent.retain(|other| other.code != person.code);
        self.recent.insert(0, person.clone());
        self.recent.truncate(MOST_PEOPLE);
        // What the one before had begun to say is not for the next: for whom they typed, when it happened.
        (self.said_by, self.late) = (None, None);
        self.operator.replace(person).is_some()
    }

    /// These people are remembered after those who are known already.
    pub(super) fn remember(&mut self, people: impl IntoIterator<Item = Operator>) {
        for person in people {
            if self.recent.iter().all(|known| known.code != person.code) {
                self.recent.push(person);
            }
        }
    }

    /// A case is shown: whoever is in its room, and whoever recorded in it at this station, is known here.
    pub(super) fn enters(&mut self, case: &Case) {
        self.notice = None;
        (self.late, self.said_by) = (None, None);
        if !case.team().is_empty() {
            self.room = case.team().to_vec();
        }
        let here = case.entries().iter().map(|line| &line.entry.stamp).filter(|stamp| stamp.station == self.station);
        let people: Vec<Operator> = here.map(|stamp| stamp.by.clone()).collect();
        self.remember(people);
        self.recent.truncate(MOST_PEOPLE);
    }

    /// Whoever is at the keyboard, for what concerns a case as a whole.
    pub fn at_keyboard(&self) -> Option<Author> {
        Some(Author::new(self.operator.clone()?, self.station.clone()))
    }

    /// Who does in practice what a trainee may not.
    pub(super) fn stands_in(&self, act: &Act) -> Option<Operator> {
        let may_not = matches!(act, Act::Override { .. } | Act::Sign { .. });
        (may_not && self.mode == Mode::Practice).then(|| Operator::simulated(Role::Clinician))
    }

    /// The same, with what they said of what they record next.
    pub(super) fn author(&self, act: &Act) -> Option<Author> {
        let author = self.at_keyboard()?;
        if act.happens_now() {
            return Some(author);
        }
        let stated_by = self.said_by.clone().filter(|said_by| *said_by != author.by.code);
        // Where a time is typed it is asked about.
        Some(Author { stated_by, done_at: self.late, long_ago: true, ..author })
    }
}
