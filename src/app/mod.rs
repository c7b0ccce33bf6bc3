//! The screens as a state machine: keys in, effects out. Touches neither terminal, disk nor clock.

mod action;
mod dialog;
mod entry;
mod key_guard;
mod keys;
mod row;
mod scan;
mod screen;
mod shell;
mod turn;

pub use action::{Action, CardAction, FollowUpAction, ListAction, PageAction, RunAction, StopAction, Way};
pub use dialog::{
    CarriedEntry, CodeEntry, CodeField, Dialog, End, EndStep, Ending, FollowUp, HeldCard, LateEntry, NewCase,
    NewCaseForm, NewStep, Offer, OpenByCode, PersonEntry, PersonFor, ReasonEntry, ReasonFor, Slip, TeamEntry, Why,
};
pub use entry::{Taken, ValueEntry};
pub use keys::{BINDINGS, Binding, Key, KeyMode, binding_for, binding_of};
pub use row::{About, Group, Kind, Row, Summary};
pub use screen::{Find, ReadOnly, Run, Screen, Worklist, takes_words, visible};
pub use shell::{Notice, Shell};
pub use turn::{Context, Effect};

use crate::domain::{
    Answer, Carried, Code, Mode, Operator, Staff, Text,
    case::{Case, Intent, Refusal},
    checklist::ItemIx,
};
use key_guard::Press;
use screen::{Given, Place};
use std::time::Duration;
use turn::Turn;

/// The whole state of the screens.
#[derive(Debug, Clone)]
pub struct App {
    pub shell: Shell,
    pub screen: Screen,
    /// The list of cases, which stays while one of them is on the screen.
    pub worklist: Worklist,
    /// The one open dialog.
    pub dialog: Option<Dialog>,
}

impl App {
    /// The screens as they start. `bounce` is how long the same recording key is taken for one held down.
    pub fn new(operator: Option<Operator>, staff: Staff, station: Text, bounce: Duration) -> Self {
        let shell = Shell::new(operator, staff, station, bounce);
        let dialog = shell.operator.is_none().then(|| Dialog::Person(PersonEntry::operator(&shell, None)));
        Self { shell, screen: Screen::Worklist, worklist: Worklist::default(), dialog }
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
            (None, Screen::Worklist) => KeyMode::Worklist,
            (None, Screen::Run(run)) if run.entry.is_some() => KeyMode::Typing,
            (None, Screen::Run(_)) => KeyMode::Run,
        }
    }

    fn place<'a>(&'a mut self, at: Context<'a>) -> Place<'a> {
        Place { shell: &mut self.shell, screen: &mut self.screen, at }
    }

    pub fn press(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        let mode = self.context();
        // Another terminal's entry may come while something is typed: what counts is what was seen before.
        if !matches!(mode, KeyMode::Typing | KeyMode::Stop)
            && let Some(run) = self.screen.run()
        {
            run.sees(at.case);
        }
        if key == Key::Ctrl('c') {
            return self.quit(at);
        }
        if let Some(effects) = self.scanned(key, at) {
            return effects;
        }
        let press = self.shell.guard.came(key, at);
        if press == Press::TypedAhead {
            self.shell.say("typed before this came up, not taken: read it first");
            return Vec::new();
        }
        let held = press == Press::Repeat;
        let letter = self.place(at).case().is_some_and(|mut at| mode == KeyMode::Run && at.begins_with(key));
        if letter {
            return Vec::new();
        }
        match mode {
            KeyMode::Typing => self.types(key, held, at),
            KeyMode::Worklist
            | KeyMode::Run
            | KeyMode::Stop
            | KeyMode::Sign
            | KeyMode::Card
            | KeyMode::FollowUp
            | KeyMode::Page => self.commands(mode, key, held, at),
        }
    }

    /// Takes a key while something is typed or chosen: in the filter of the list, in a dialog, or in place at an item.
    fn types(&mut self, key: Key, held: bool, at: Context<'_>) -> Vec<Effect> {
        let confirms = match (&self.dialog, &self.screen) {
            (None, Screen::Worklist) => {
                self.worklist.type_find(key, at.now);
                return Vec::new();
            }
            (Some(_), _) => key == Key::Enter,
            (None, Screen::Run(run)) => at.case.is_some_and(|case| run.would_confirm(key, case, at.now)),
        };
        if held && confirms {
            self.shell.too_soon();
            return Vec::new();
        }
        let dialog = self.dialog.take();
        let mut place = self.place(at);
        let turn = match dialog {
            Some(dialog) => dialog.press(key, &mut place),
            None => place.in_case(|at| at.type_value(key)),
        };
        self.follow(turn, at)
    }

    /// Takes a key that stands in the table, or one that begins an answer.
    fn commands(&mut self, mode: KeyMode, key: Key, held: bool, at: Context<'_>) -> Vec<Effect> {
        let Some(binding) = binding_for(mode, key) else {
            let (KeyMode::Run, Key::Char(c)) = (mode, key) else { return Vec::new() };
            let turn = self.place(at).in_case(|at| at.begins_or_chooses(c, held));
            return self.follow(turn, at);
        };
        if held && !binding.action.may_repeat() {
            self.shell.too_soon();
            return Vec::new();
        }
        if binding.action.records() && self.shell.is_bounce(key, at) {
            return Vec::new();
        }
        self.shell.notice = None;
        self.act(binding.action, at)
    }

    fn follow(&mut self, turn: Turn, at: Context<'_>) -> Vec<Effect> {
        self.dialog = turn.dialog;
        let mut effects = turn.effects;
        effects.extend(turn.then.into_iter().flat_map(|action| self.act(action, at)));
        effects
    }

    fn act(&mut self, action: Action, at: Context<'_>) -> Vec<Effect> {
        let dialog = self.dialog.take();
        let turn = match action {
            Action::Quit => return self.quit(at),
            Action::Back if dialog.is_some() => Turn::default(),
            Action::Back => return self.go_back(at),
            Action::Help => Turn::open(Dialog::Help(0)),
            Action::Who => {
                let then = dialog.and_then(|dialog| dialog.calls_back());
                Turn::open(Dialog::Person(PersonEntry::operator(&self.shell, then)))
            }
            Action::List(action) => self.worklist.act(action, &mut self.shell, at.now),
            Action::Run(action) => self.place(at).in_case(|at| at.act(action)),
            Action::Stop(_) | Action::SignOff | Action::Card(_) | Action::FollowUp(_) | Action::Page(_) => {
                let mut place = self.place(at);
                dialog.map(|dialog| dialog.act(action, &mut place)).unwrap_or_default()
            }
        };
        self.follow(turn, at)
    }

    /// Leaves the screen for the one before it; what was begun is given up first.
    fn go_back(&mut self, at: Context<'_>) -> Vec<Effect> {
        if let Some(run) = self.screen.run()
            && run.gives_up()
        {
            self.shell.say("given up: nothing was recorded");
            return Vec::new();
        }
        let effects = self.leave(at);
        self.screen = Screen::Worklist;
        effects
    }

    /// What leaving the case asks for, if one is shown.
    fn leave(&mut self, at: Context<'_>) -> Vec<Effect> {
        let hold = self.place(at).case().and_then(|at| at.hold());
        match self.screen {
            Screen::Worklist => Vec::new(),
            Screen::Run(_) => hold.into_iter().chain([Effect::Leave, Effect::List]).collect(),
        }
    }

    fn quit(&mut self, at: Context<'_>) -> Vec<Effect> {
        let mut effects = self.leave(at);
        effects.push(Effect::Quit);
        effects
    }

    /// Takes pasted text: into a text field, otherwise nowhere. Never a series of keys.
    pub fn paste(&mut self, text: &str) {
        let clean = Text::sanitise(text.trim_end_matches(['\r', '\n']));
        if let Some(field) = self.field() {
            let room = Text::LONGEST.saturating_sub(field.value().chars().count());
            let whole: String = field.value().chars().chain(clean.as_str().chars().take(room)).collect();
            *field = tui_input::Input::new(whole);
        }
    }

    fn field(&mut self) -> Option<&mut tui_input::Input> {
        match (&mut self.dialog, &mut self.screen) {
            (Some(dialog), _) => dialog.field(),
            (None, Screen::Run(run)) => run.entry.as_mut().and_then(ValueEntry::field),
            (None, Screen::Worklist) => self.worklist.field(),
        }
    }

    /// An intent was refused: asks for what it lacks, or says why, with the items by their names.
    pub fn refused(&mut self, intent: &Intent, refusal: &Refusal, case: &Case) {
        if let Refusal::CodeAsked { why } = refusal {
            self.dialog = Some(Dialog::Code(CodeEntry::new(intent.clone(), *why)));
            return;
        }
        self.shell.refused(refusal, case);
        if matches!(refusal, Refusal::SignedOff { .. })
            && let Some(entry) = ReasonEntry::after_sign_off(&intent.act)
        {
            self.shell.guard.are_surprised();
            self.dialog = Some(Dialog::Reason(entry));
        }
    }

    /// Ticks a check of the room; one that was made today for another case is offered instead.
    pub fn tick_room(&mut self, item: ItemIx, carried: Option<Carried>, at: Context<'_>) -> Vec<Effect> {
        let turn = match carried {
            Some(carried) => Turn::open(Dialog::Carried(CarriedEntry { item, carried })),
            None => self.place(at).in_case(|at| at.answer(Given::new(item, Answer::Done))),
        };
        self.follow(turn, at)
    }

    /// Shows the whole code of a case that was just made.
    pub fn show_code(&mut self, code: Code) {
        self.worklist.stand_on(code);
        self.dialog = Some(Dialog::Slip(Slip { code, made: true }));
    }

    /// Takes the checklists that a new case may follow.
    pub fn offered(&mut self, offers: Vec<Offer>) {
        if let Some(Dialog::New(new)) = &mut self.dialog {
            new.offers = offers;
        }
    }
}
