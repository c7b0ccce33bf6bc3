//! The screens as a state machine: keys in, effects out. Touches neither terminal, disk nor clock.

mod action;
mod crisis;
mod dialog;
mod entry;
mod field;
mod held_back;
mod key;
mod key_guard;
mod key_map;
mod keys;
mod leaving;
mod look;
mod mouse;
mod refusing;
mod replay;
mod row;
mod row_entry;
mod scan;
mod screen;
mod scroll;
mod shell;
mod stamps;
mod turn;

pub use action::{
    Action, BoardAction, CardAction, CrisisAction, DebriefAction, FollowUpAction, InsightAction, KeyGroup, ListAction,
    MenuAction, PageAction, PracticeAction, RunAction, StopAction, Way,
};
pub use crisis::has_stamps;
pub use dialog::{
    CarriedEntry, CodeEntry, CodeField, Crisis, CrisisStep, Dialog, Early, End, EndStep, Ending, FollowUp, Handouts,
    HeldCard, Help, HelpGroup, LateEntry, Lookup, NewCase, NewCaseForm, NewStep, Offer, Offered, OpenByCode,
    PersonEntry, PersonFor, Played, ReasonEntry, ReasonFor, Refused, Slip, TeamEntry, Why,
};
pub use entry::{Taken, ValueEntry};
pub use key::Key;
pub use key_guard::Pace;
pub use key_map::{Clash, KeyMap, Remap};
pub use keys::{BINDINGS, Binding, KeyMode, TYPED};
pub use look::ThemeName;
pub use mouse::{Area, Target, Targets};
pub use replay::Replay;
use row::Match;
pub use row::{About, Group, Kind, Row, Summary};
pub use row_entry::RowEntry;
pub use screen::{
    Board, Choice, Counted, Debrief, DebriefStep, Drill, Find, Insight, Locked, Menu, MenuRow, OnBoard, Part, Practice,
    Practise, ReadOnly, Run, Screen, Worklist, takes_words, visible,
};
pub use scroll::{Scroll, ScrollOf};
pub use shell::{Notice, Shell};
pub use stamps::{Stamps, Unsaved};
pub use turn::{Context, Effect};

use crate::domain::checklist::ItemIx;
use crate::domain::{Answer, Carried, Mode, Operator, Staff, Text};
use key_guard::{LookedAt, Press, Spot};
use screen::{Given, Place};
use std::mem;
use turn::Turn;

/// The whole state of the screens.
#[derive(Debug, Clone)]
pub struct App {
    pub shell: Shell,
    pub screen: Screen,
    /// The list of cases, which stays while one of them is on the screen.
    pub worklist: Worklist,
    /// Where somebody is on the board of follow-ups, which stays while a case opened from it is on the screen.
    pub board: Board,
    /// What is practised, where the records are of practice.
    pub practice: Practice,
    /// The one open dialog.
    pub dialog: Option<Dialog>,
}

impl App {
    /// The screens as they start.
    pub fn new(operator: Option<Operator>, staff: Staff, station: Text, pace: Pace) -> Self {
        let shell = Shell::new(operator, staff, station, pace);
        let dialog = shell.operator.is_none().then(|| Dialog::Person(PersonEntry::operator(&shell, None)));
        Self {
            shell,
            screen: Screen::Worklist,
            worklist: Worklist::default(),
            board: Board::default(),
            practice: Practice::default(),
            dialog,
        }
    }

    /// The same over records of this mode, where these people are proposed to whoever sits down.
    #[must_use]
    pub fn shows(mut self, mode: Mode, people: Vec<Operator>) -> Self {
        self.shell.mode = mode;
        if let Some(Dialog::Person(person)) = &mut self.dialog {
            person.known.clone_from(&people);
        }
        self.shell.remember(people);
        self
    }

    /// Whose keys hold now.
    pub fn context(&self) -> KeyMode {
        match (&self.dialog, &self.screen) {
            (Some(dialog), _) => dialog.mode(),
            (None, Screen::Worklist) if self.worklist.is_typing() => KeyMode::Typing,
            (None, Screen::Board) if self.board.is_typing() => KeyMode::Typing,
            (None, Screen::Run(run)) if run.entry.is_some() => KeyMode::Typing,
            (None, Screen::Practice) if self.practice.is_typing() => KeyMode::Typing,
            (None, _) => self.screen_mode(),
        }
    }

    /// Whose keys hold on the screen where nothing stands over it and nothing is typed.
    fn screen_mode(&self) -> KeyMode {
        match self.screen {
            Screen::Worklist => KeyMode::Worklist,
            Screen::Run(_) => KeyMode::Run,
            Screen::Locked(_) => KeyMode::Locked,
            Screen::Practice => self.practice.mode(),
            Screen::Insight(_) => KeyMode::Insight,
            Screen::Board => KeyMode::Board,
        }
    }

    fn place<'a>(&'a mut self, at: Context<'a>) -> Place<'a> {
        Place { shell: &mut self.shell, screen: &mut self.screen, at }
    }

    fn in_practice<'a>(&'a mut self, at: Context<'a>) -> (&'a mut Practice, Place<'a>) {
        (&mut self.practice, Place { shell: &mut self.shell, screen: &mut self.screen, at })
    }

    pub fn press(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        let mode = self.context();
        // Another terminal's entry may come while something is typed: what counts is what was seen before.
        if !matches!(mode, KeyMode::Typing | KeyMode::Stop | KeyMode::Cards | KeyMode::Crisis)
            && let Some(run) = self.screen.run()
        {
            run.sees(at.case);
        }
        if key == Key::Ctrl('c') {
            return self.quit(at);
        }
        if self.calls_for_cards(key, at) {
            return self.act(Action::Cards, at);
        }
        if mode == KeyMode::Locked {
            return self.act(Action::Who, at);
        }
        self.scanned(key, at).unwrap_or_else(|| self.pressed(key, at))
    }

    /// Takes a key that somebody pressed.
    fn pressed(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        self.shell.is_news = self.shell.notice != self.shell.stood;
        self.shell.stood = self.shell.notice.clone();
        let press = self.shell.guard.came(key, self.spot(), at);
        match press {
            Press::TypedAhead => self.not_taken("typed before this came up, not taken: read it first"),
            Press::Habit => self.not_taken("enter was not needed, not taken"),
            Press::Fresh | Press::Repeat | Press::Doubtful | Press::Elsewhere => return self.takes(key, press, at),
        }
        Vec::new()
    }

    /// Which screen or dialog takes a key now.
    fn spot(&self) -> Spot {
        let card = match &self.dialog {
            Some(Dialog::Crisis(Crisis { step: CrisisStep::Card { at, .. }, .. })) => Some(*at),
            Some(_) | None => None,
        };
        (mem::discriminant(&self.screen), self.dialog.as_ref().map(mem::discriminant), card)
    }

    /// The item that the bar is on, and its newest entry.
    fn looked_at(&self, at: Context<'_>) -> LookedAt {
        match (&self.screen, at.case) {
            (Screen::Run(run), Some(case)) => Some((run.cursor, case.touched(run.cursor))),
            (
                Screen::Run(_)
                | Screen::Worklist
                | Screen::Board
                | Screen::Practice
                | Screen::Insight(_)
                | Screen::Locked(_),
                _,
            ) => None,
        }
    }

    /// Takes a key, unless it may be one that was pressed once and came again.
    fn takes(&mut self, key: Key, press: Press, at: Context<'_>) -> Vec<Effect> {
        let mode = self.context();
        if mode == KeyMode::Run && self.place(at).case().is_some_and(|mut at| at.begins_with(key)) {
            return Vec::new();
        }
        let once = self.counts_once(mode, key, at);
        match press {
            Press::Repeat if once => self.not_taken("same key again too soon: it counts once"),
            Press::Elsewhere if once => self.not_taken("same key again too soon: not taken, press it once more"),
            Press::Doubtful if once => self.shell.guard.hold_back(key, self.spot(), self.looked_at(at), at),
            Press::Fresh | Press::Repeat | Press::Doubtful | Press::Elsewhere | Press::Habit | Press::TypedAhead => {
                self.shell.guard.acts(at);
                self.shell.types = mode == KeyMode::Typing;
                return match mode {
                    KeyMode::Typing => self.types(key, at),
                    KeyMode::Worklist
                    | KeyMode::Run
                    | KeyMode::Stop
                    | KeyMode::Sign
                    | KeyMode::Card
                    | KeyMode::FollowUp
                    | KeyMode::Page
                    | KeyMode::Cards
                    | KeyMode::Crisis
                    | KeyMode::Practice
                    | KeyMode::Drill
                    | KeyMode::Debrief
                    | KeyMode::Insight
                    | KeyMode::Board
                    | KeyMode::Locked => self.commands(mode, key, at),
                };
            }
        }
        Vec::new()
    }

    /// The terminal tells keys that it repeats from those that are pressed.
    pub fn repeats_are_told(&mut self) {
        self.shell.guard.repeats_are_told = true;
    }

    /// Takes a key while something is typed or chosen: in the filter of the list, in a dialog, or in place at an item.
    fn types(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        if self.dialog.is_none() && matches!(self.screen, Screen::Worklist) {
            self.worklist.type_find(key, at.now);
            return Vec::new();
        }
        if self.dialog.is_none() && matches!(self.screen, Screen::Board) {
            self.board.type_find(key, &self.worklist, at.now);
            return Vec::new();
        }
        if self.dialog.is_none() && matches!(self.screen, Screen::Practice) {
            let (practice, mut place) = self.in_practice(at);
            let turn = practice.types(key, &mut place);
            return self.follow(turn, at);
        }
        if let Some(Dialog::Played(played)) = &self.dialog {
            return self.played(*played, key, at);
        }
        let chooses = self.dialog.is_some() && self.field().is_none() && matches!(key, Key::Char(_));
        let dialog = self.dialog.take();
        let mut place = self.place(at);
        let turn = match dialog {
            Some(dialog) => dialog.press(key, &mut place),
            None => place.in_case(|at| at.type_value(key)),
        };
        let effects = self.follow(turn, at);
        // Where a dialog stands, or another came up, enter is asked for there.
        if chooses && self.dialog.is_none() {
            self.shell.guard.finished(at);
        }
        effects
    }

    /// Takes a key that stands in the table, or one that begins an answer.
    fn commands(&mut self, mode: KeyMode, key: Key, at: Context<'_>) -> Vec<Effect> {
        let Some(action) = self.shell.keys.row_for(mode, key).map(|row| row.action_of(key)) else {
            if let (KeyMode::Run, Key::Char(c)) = (mode, key)
                && self.place(at).case().is_some_and(|at| at.takes(c))
            {
                let turn = self.place(at).in_case(|at| at.begins_or_chooses(c));
                return self.follow(turn, at);
            }
            self.shell.does_nothing(key, mode);
            return Vec::new();
        };
        if let (KeyMode::Run, Some(run)) = (mode, self.screen.run()) {
            run.untouched = false;
        }
        let said = self.shell.notice.take();
        if (mode, action) == (KeyMode::Run, Action::Back) && said.is_some_and(|said| self.is_dismissed(&said)) {
            return Vec::new();
        }
        self.act(action, at)
    }

    /// Whether esc only takes a message away: one that says no or what to press, or that came as a panel closed by
    /// itself, to which the esc may have been meant.
    fn is_dismissed(&self, said: &Notice) -> bool {
        let Screen::Run(run) = &self.screen else { return false };
        let is_asked = run.again.is_some() || run.correcting.is_some();
        let guard = &self.shell.guard;
        let is_answer =
            self.shell.is_news && !guard.is_after_esc() && (guard.left_dialog() || matches!(said, Notice::Info(_)));
        run.read_only.is_none() && !is_asked && (matches!(said, Notice::Error(_)) || is_answer)
    }

    fn follow(&mut self, turn: Turn, at: Context<'_>) -> Vec<Effect> {
        self.dialog = turn.dialog;
        let mut effects = turn.effects;
        effects.extend(turn.then.into_iter().flat_map(|action| self.act(action, at)));
        effects
    }

    fn act(&mut self, action: Action, at: Context<'_>) -> Vec<Effect> {
        if let Some(words) = self.refused_in_practice(action) {
            self.shell.failed(words);
            return Vec::new();
        }
        let dialog = self.dialog.take();
        let turn = match action {
            Action::Quit => {
                self.dialog = dialog;
                return self.quit(at);
            }
            Action::Cards => return self.cards(dialog),
            Action::Back => return self.steps_back(dialog, at),
            Action::LookUp => match dialog {
                Some(Dialog::Reference(lookup)) => Turn::open(Dialog::Reference(lookup.closed())),
                dialog => Turn::wants(Effect::LookUp(None)).or(dialog),
            },
            Action::Help => Turn::open(Help::over(dialog, self.screen_mode())),
            Action::Who => {
                let then = dialog.and_then(|dialog| dialog.calls_back());
                Turn::open(Dialog::Person(PersonEntry::operator(&self.shell, then)))
            }
            Action::List(ListAction::Insight) => self.shows_insight(),
            Action::List(ListAction::Board) => self.shows_board(at.now),
            Action::Board(action) => self.board.act(action, &self.worklist, at.now),
            Action::List(action) => self.worklist.act(action, &mut self.shell, at.now),
            Action::Practice(action) => {
                let (practice, mut place) = self.in_practice(at);
                practice.act(action, &mut place)
            }
            Action::Debrief(action) => {
                let (practice, mut place) = self.in_practice(at);
                practice.talks(action, &mut place)
            }
            Action::Insight(action) => {
                self.insight().into_iter().for_each(|insight| insight.act(action));
                Turn::default()
            }
            Action::Page(action) if dialog.is_none() => {
                match &mut self.screen {
                    Screen::Run(run) => run.rows.go(action),
                    Screen::Insight(insight) => insight.reads(action),
                    Screen::Worklist | Screen::Board | Screen::Practice | Screen::Locked(_) => {
                        self.practice.reads(action);
                    }
                }
                Turn::default()
            }
            Action::Menu(action) => {
                let (practice, mut place) = self.in_practice(at);
                practice.picks(action, &mut place)
            }
            Action::Run(action) => self.place(at).in_case(|at| at.act(action)),
            Action::Stop(_)
            | Action::SignOff
            | Action::Card(_)
            | Action::FollowUp(_)
            | Action::Page(_)
            | Action::Crisis(_) => {
                let mut place = self.place(at);
                dialog.map(|dialog| dialog.act(action, &mut place)).unwrap_or_default()
            }
        };
        self.follow(turn, at)
    }

    /// Ticks a check of the room; one that was made today for another case is offered instead.
    pub fn tick_room(&mut self, item: ItemIx, carried: Option<Carried>, at: Context<'_>) -> Vec<Effect> {
        let turn = match carried {
            Some(carried) => Turn::open(Dialog::Carried(CarriedEntry { item, carried })),
            None => self.place(at).in_case(|at| at.answer(Given::new(item, Answer::Done))),
        };
        self.follow(turn, at)
    }

    /// Takes the checklists that a new case may follow.
    pub fn offered(&mut self, offers: Vec<Offer>) {
        if let Some(Dialog::New(new)) = &mut self.dialog {
            (new.offers, new.others) = (offers, self.worklist.rows().to_vec());
        }
    }
}
