//! The mouse: what lies where on the screen, as the view notes it while it draws, and what a click there does. It
//! presses a key or moves, so that nothing is done by it that no key does, and nothing sooner.

use super::{Action, App, BoardAction, Context, Dialog, Effect, Key, KeyMode, ListAction, Screen};
use crate::domain::Code;
use crate::domain::checklist::{ItemIx, SectionIx};
use std::{cell::RefCell, time::Duration};

/// Cells of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

/// What a click does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// It presses this key.
    Key(Key),
    /// The bar goes there.
    Item(ItemIx),
    /// The cursor goes there; the second one opens it.
    Case(Code),
    /// The same of a follow-up of a case.
    FollowUp(Code, SectionIx),
}

#[derive(Debug, Clone, Copy)]
struct Click {
    x: u16,
    y: u16,
    target: Target,
    at: Duration,
}

/// What lies where.
#[derive(Debug, Clone, Default)]
pub struct Targets {
    noted: RefCell<Vec<(Area, Target)>>,
    /// The same as it is on the screen, and since when.
    shown: Vec<(Area, Target)>,
    since: Duration,
    last: Option<Click>,
}

impl Targets {
    /// What was noted lies under something else, or is drawn anew.
    pub fn cover(&self) {
        self.noted.borrow_mut().clear();
    }

    pub fn note(&self, area: Area, target: Target) {
        self.noted.borrow_mut().push((area, target));
    }

    /// What was noted is on the screen.
    pub fn drawn(&mut self, at: Duration) {
        if *self.noted.get_mut() != self.shown {
            self.shown.clone_from(self.noted.get_mut());
            self.since = at;
        }
    }

    fn at(&self, x: u16, y: u16) -> Option<Target> {
        let holds =
            |area: &Area| (area.x..area.x + area.width).contains(&x) && (area.y..area.y + area.height).contains(&y);
        self.shown.iter().rev().find(|(area, _)| holds(area)).map(|(_, target)| *target)
    }
}

impl App {
    /// Takes a click on a cell of the screen. Of two in the same place nobody saw what the first one did, so that it
    /// counts once, unless it is a case that is opened by both; and what does more than move must have been read.
    pub fn click(&mut self, x: u16, y: u16, at: Context<'_>) -> Vec<Effect> {
        let doubt = self.shell.guard.doubt();
        let Some(mouse) = &mut self.shell.mouse else { return Vec::new() };
        let Some(target) = mouse.at(x, y) else { return Vec::new() };
        let before = mouse.last.replace(Click { x, y, target, at: at.elapsed });
        let is_near = |click: &Click| click.x.abs_diff(x) <= 1 && click.y == y;
        let is_second = before.is_some_and(|click| click.target == target);
        let again = before.filter(is_near).is_some_and(|click| at.elapsed.saturating_sub(click.at) < doubt);
        let is_unread = at.elapsed < mouse.since + doubt;
        if at.elapsed < mouse.since {
            self.not_taken("clicked before this was shown, not taken");
            return Vec::new();
        }
        match target {
            Target::Case(code) if self.context() == KeyMode::Worklist => {
                self.click_row((KeyMode::Worklist, Action::List(ListAction::Open)), is_second, at, |app| {
                    app.worklist.stand_on(code);
                })
            }
            Target::FollowUp(code, section) if self.context() == KeyMode::Board => {
                self.click_row((KeyMode::Board, Action::Board(BoardAction::Open)), is_second, at, |app| {
                    app.board.stand_on(code, section);
                })
            }
            Target::Case(_) | Target::FollowUp(..) => Vec::new(),
            Target::Key(_) | Target::Item(_) if again => {
                self.not_taken("clicked twice: it counts once");
                Vec::new()
            }
            Target::Key(_) if is_unread => {
                self.not_taken("clicked before this could be read, not taken");
                Vec::new()
            }
            Target::Key(key) => self.press(key, at),
            Target::Item(ix) => {
                self.click_item(ix, at);
                Vec::new()
            }
        }
    }

    /// The first click on a row of a list goes there, the second one opens it.
    fn click_row(
        &mut self,
        (mode, opens): (KeyMode, Action),
        is_second: bool,
        at: Context<'_>,
        goes: impl FnOnce(&mut Self),
    ) -> Vec<Effect> {
        let open = self.shell.keys.row_of(mode, opens).and_then(|row| row.keys.first().copied());
        match open.filter(|_| is_second) {
            Some(open) => self.press(open, at),
            None => {
                goes(self);
                Vec::new()
            }
        }
    }

    fn click_item(&mut self, ix: ItemIx, at: Context<'_>) {
        match (self.context(), &self.screen) {
            (KeyMode::Run, _) => {
                self.shell.notice = None;
                if let Some(mut at) = self.place(at).case() {
                    at.goes_to(Some(ix));
                }
                if let Some(run) = self.screen.run() {
                    run.sees(at.case);
                }
            }
            (KeyMode::Typing, Screen::Run(_)) => {
                self.shell.say("something is typed here: enter saves it, esc gives it up");
            }
            _ => {}
        }
    }

    /// The key that a turn of the wheel presses here, if it does.
    pub fn wheel(&self, goes_down: bool) -> Option<Key> {
        let (name, key) = if goes_down { ("down", Key::Down) } else { ("up", Key::Up) };
        let row = self.shell.keys.rows(self.context()).find(|row| row.action.name() == name);
        let is_list = match (&self.dialog, &self.screen) {
            (Some(dialog), _) => matches!(dialog, Dialog::Help(_) | Dialog::Reference(_)),
            (None, Screen::Worklist | Screen::Board) => true,
            (None, Screen::Run(_) | Screen::Practice | Screen::Insight(_) | Screen::Locked(_)) => false,
        };
        row.and_then(|row| row.keys.first().copied()).or(is_list.then_some(key))
    }
}
