//! The board of follow-ups: those of every case on the list, what is late first, over one week ahead and one back.

use super::{BackTo, Find, Screen, Worklist, narrowed};
use crate::app::{App, BoardAction, Dialog, Effect, FollowUp, Key, Match, Row, Turn};
use crate::domain::case::{BoardLine, BoardSpan, Case};
use crate::domain::checklist::SectionIx;
use crate::domain::{Code, Now};
use tui_input::Input;

/// Where somebody is on the board. What stands there is told from the rows of the list, which are read already.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// The follow-up that the cursor is on, wherever it moves.
    on: Option<(Code, SectionIx)>,
    /// Where it stood when last seen, for when it goes.
    at: usize,
    /// What is looked for.
    pub find: Option<Find>,
}

/// A follow-up and the case of which it is.
#[derive(Debug, Clone, Copy)]
pub struct OnBoard<'a> {
    pub row: &'a Row,
    pub line: &'a BoardLine,
}

impl OnBoard<'_> {
    fn names(self) -> (Code, SectionIx) {
        (self.row.code, self.line.follow_up.section)
    }

    fn matches(self, typed: &str, now: &Now) -> Option<Match> {
        let line = self.line;
        let own = [line.word(now), line.when(now), line.title.to_string(), line.tries(now).unwrap_or_default()];
        self.row.has_words(typed, &own.join(" "))
    }
}

impl Board {
    /// Every follow-up of the two weeks, in its order.
    pub fn all<'a>(list: &'a Worklist, now: &Now) -> Vec<OnBoard<'a>> {
        let span = BoardSpan::week(now);
        let of = |row: &'a Row| {
            let lines = row.summary().into_iter().flat_map(|summary| &summary.board);
            lines.map(move |line| OnBoard { row, line })
        };
        let mut all: Vec<OnBoard<'a>> = list.rows().iter().flat_map(of).filter(|on| span.holds(on.line)).collect();
        all.sort_by_cached_key(|on| (on.line.order(now), on.names()));
        all
    }

    /// Those that the filter lets through.
    pub fn shown<'a>(&self, list: &'a Worklist, now: &Now) -> Vec<OnBoard<'a>> {
        let all = Self::all(list, now);
        match self.find.as_ref().map(|find| find.field.value()) {
            None | Some("") => all,
            Some(typed) => narrowed(all, |on| on.matches(typed, now)),
        }
    }

    /// Where the cursor stands among those shown.
    pub fn cursor(&self, shown: &[OnBoard<'_>]) -> usize {
        let there = self.on.and_then(|on| shown.iter().position(|other| other.names() == on));
        there.unwrap_or(self.at).min(shown.len().saturating_sub(1))
    }

    /// Whether keys are letters of the filter.
    pub fn is_typing(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.typing)
    }

    /// The field in which the filter is typed, while it is.
    pub(in crate::app) fn field(&mut self) -> Option<&mut Input> {
        self.find.as_mut().filter(|find| find.typing).map(|find| &mut find.field)
    }

    /// Puts the cursor on a follow-up.
    pub(in crate::app) fn stand_on(&mut self, code: Code, section: SectionIx) {
        self.on = Some((code, section));
    }

    fn go(&mut self, list: &Worklist, now: &Now, to: impl Fn(usize) -> usize) {
        let shown = self.shown(list, now);
        self.at = to(self.cursor(&shown)).min(shown.len().saturating_sub(1));
        self.on = shown.get(self.at).map(|on| on.names()).or(self.on);
    }

    pub(in crate::app) fn act(&mut self, action: BoardAction, list: &Worklist, now: &Now) -> Turn {
        match action {
            BoardAction::Open => {
                self.go(list, now, |at| at);
                let shown = self.shown(list, now);
                let under = shown.get(self.cursor(&shown)).map(|on| on.names());
                return under
                    .map_or_else(Turn::default, |(code, section)| Turn::wants(Effect::OpenFollowUp(code, section)));
            }
            BoardAction::Find => self.find = Some(Find::typed_on(self.find.take())),
            BoardAction::Up => self.go(list, now, |at| at.saturating_sub(1)),
            BoardAction::Down => self.go(list, now, |at| at + 1),
            BoardAction::First => self.go(list, now, |_| 0),
            BoardAction::Last => self.go(list, now, |_| usize::MAX),
        }
        Turn::default()
    }

    /// Takes a key while the filter is typed.
    pub(in crate::app) fn type_find(&mut self, key: Key, list: &Worklist, now: &Now) {
        match key {
            Key::Up => self.go(list, now, |at| at.saturating_sub(1)),
            Key::Down => self.go(list, now, |at| at + 1),
            key => {
                Find::takes(&mut self.find, key);
                if key == Key::Enter {
                    self.go(list, now, |at| at);
                }
            }
        }
    }
}

impl App {
    /// Shows the board; what was done lately in cases that are closed by now is still to be read.
    pub(in crate::app) fn shows_board(&mut self, now: &Now) -> Turn {
        (self.screen, self.board) = (Screen::Board, Board::default());
        self.board.go(&self.worklist, now, |_| 0);
        Turn::wants(Effect::Board)
    }

    /// A case was opened from the board: the cursor goes to that follow-up, whose page stands over it, and esc leads
    /// back to the board.
    pub fn opened_from_board(&mut self, section: SectionIx, case: &Case) {
        self.stands_at_follow_up(section, case);
        if let Some(run) = self.screen.run() {
            run.back = BackTo::Board;
        }
    }

    /// The cursor goes to a follow-up, whose page opens unless what stands there has to be read first.
    pub(in crate::app) fn stands_at_follow_up(&mut self, section: SectionIx, case: &Case) {
        let Some(run) = self.screen.run() else { return };
        let items = || case.checklist().section(section).item_ixs();
        run.cursor = items().find(|ix| case.status(*ix).is_open()).or(items().next()).unwrap_or(run.cursor);
        if matches!(self.dialog, None | Some(Dialog::Held(_) | Dialog::FollowUp(_))) {
            self.dialog = Some(FollowUp::page(section));
        }
    }
}
