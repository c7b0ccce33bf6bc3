//! The worklist: open cases and what each needs, the most pressing first.

use super::{App, Effect, ListAction};
use crate::domain::{
    Code, Now, Text,
    case::{Case, CaseState, Next},
};

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
    Case {
        /// The bay or room.
        label: Option<Text>,
        /// The checklist.
        title: Text,
        /// Its state, or STOP.
        word: String,
        /// What is next.
        next: Text,
        /// How many items are settled.
        done: usize,
        /// How many count.
        of: usize,
        /// How pressing it is, the smaller the more.
        need: u8,
    },
    /// Its record is damaged.
    Damaged(Text),
}

/// The list of cases.
#[derive(Debug, Clone, Default)]
pub struct Worklist {
    /// The cases.
    pub rows: Vec<Row>,
    /// The row that the cursor is on.
    pub cursor: usize,
    /// Whether every record was read.
    pub complete: bool,
}

impl Row {
    /// A case whose record was not read yet.
    pub fn unread(code: Code) -> Self {
        Self { code, about: None }
    }

    /// A case as it stands now.
    pub fn of(case: &Case, now: &Now) -> Self {
        let outlook = case.outlook(now);
        let checklist = case.checklist();
        let (need, word, next) = match (&outlook.next, outlook.state) {
            (Next::Stop(stop), _) => (0, "STOP".to_owned(), stop.say.to_string()),
            (Next::Close, _) => (1, "to close".to_owned(), "everything is done: close the case".to_owned()),
            (Next::Wait(due), _) => {
                let section = &checklist.section(due.section).title;
                (4, "waiting".to_owned(), format!("{section} due {}", now.say(due.due)))
            }
            (Next::Start(plan), _) => (4, "planned".to_owned(), format!("planned for {}", now.say(plan.at))),
            (Next::Item(ix), state) => {
                let item = checklist.item(*ix);
                let section = &checklist.section(item.section).title;
                let held = case.hold().filter(|_| state == CaseState::Held);
                let word = held.map_or("in progress".to_owned(), |hold| format!("held by {}", hold.stamp.by.code));
                (if held.is_some() { 3 } else { 2 }, word, format!("{section}: {}", item.text))
            }
            (Next::Nothing, state) => (5, state.word().to_owned(), String::new()),
        };
        let about = About::Case {
            label: case.label().cloned(),
            title: checklist.title.clone(),
            word,
            next: Text::from(next),
            done: outlook.progress.done,
            of: outlook.progress.of,
            need,
        };
        Self { code: case.code(), about: Some(about) }
    }

    /// A case whose record is damaged.
    pub fn damaged(code: Code, words: &str) -> Self {
        Self { code, about: Some(About::Damaged(Text::sanitise(words))) }
    }

    fn need(&self) -> u8 {
        match &self.about {
            Some(About::Case { need, .. }) => *need,
            Some(About::Damaged(_)) => 0,
            None => u8::MAX,
        }
    }
}

impl Worklist {
    /// Takes the rows as read, the most pressing first; the cursor stays on its case.
    pub fn set(&mut self, mut rows: Vec<Row>) {
        let on = self.rows.get(self.cursor).map(|row| row.code);
        rows.sort_by_key(|row| (row.need(), row.code));
        self.cursor = on.and_then(|code| rows.iter().position(|row| row.code == code)).unwrap_or(0);
        self.complete = rows.iter().all(|row| row.about.is_some());
        self.rows = rows;
    }
}

impl App {
    pub(super) fn act_on_worklist(&mut self, action: ListAction) -> Vec<Effect> {
        let list = &mut self.worklist;
        match action {
            ListAction::Up => list.cursor = list.cursor.saturating_sub(1),
            ListAction::Down => list.cursor = (list.cursor + 1).min(list.rows.len().saturating_sub(1)),
            ListAction::Open => {
                return list.rows.get(list.cursor).map(|row| Effect::Open(row.code)).into_iter().collect();
            }
            ListAction::New => return self.ask_new(),
            ListAction::Refresh => return vec![Effect::List],
        }
        Vec::new()
    }
}
