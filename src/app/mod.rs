//! The screens as a state machine: keys in, effects out. Touches neither terminal, disk nor clock.

mod action;
mod dialog;
mod entry;
mod key_guard;
mod keys;
mod list_panel;
mod new_case;
mod row;
mod run;
mod scan;
mod worklist;

pub use action::{Action, CardAction, FollowUpAction, ListAction, PageAction, RunAction, SignAction, StopAction};
pub use dialog::{
    CarriedEntry, CloseStep, CodeEntry, CodeField, Dialog, HeldCard, LateEntry, PersonEntry, PersonFor, ReasonEntry,
    ReasonFor, TeamEntry,
};
pub use entry::{Taken, ValueEntry};
pub use keys::{BINDINGS, Binding, Key, KeyMode, binding_for};
pub use list_panel::{Ending, ListPanel};
pub use new_case::{NewCaseForm, NewStep, Offer, may_be_a_patient};
pub use row::{About, Group, Kind, Row, Summary};
pub use run::{Run, takes_words, visible};
pub use worklist::{Find, Worklist};

use crate::domain::{
    self, Code, Confirmed, Mode, Now, Operator, Seq, Staff, StaffCode, Text,
    case::{Act, Author, Case, Intent, Refusal},
    checklist::ItemIx,
};
use key_guard::{KeyGuard, Press};
use run::is_typed;
use std::time::Duration;

/// A field takes at most so many characters of a paste; no answer is longer.
const LONGEST_PASTE: usize = 4096;

/// What the terminal is asked to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Record an intent in the open case.
    Record(Box<Intent>),
    /// Tick a check of the room, after a look at what was checked for other cases today.
    TickRoom(ItemIx),
    /// Open a case.
    Open(Code),
    /// Close the file of the open case.
    Leave,
    /// Open or plan a new case.
    Create(NewCaseForm),
    /// Start the planned case that is open.
    Start,
    /// End a case from the list, or take it up again.
    End {
        /// The case.
        code: Code,
        /// How.
        act: Box<Act>,
        /// How its code was shown.
        shown: Confirmed,
    },
    /// Read what changed on the list.
    List,
    /// Read the newest closed cases.
    ListClosed,
    /// Ring the terminal's bell.
    Bell,
    /// Find the checklists that a new case may follow.
    Offer,
    /// End the program.
    Quit,
}

/// Which screen is shown.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
pub enum Screen {
    /// The worklist.
    Worklist,
    /// The run screen, in a case.
    Run(Run),
}

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

/// The whole state of the screens.
#[derive(Debug, Clone)]
pub struct App {
    /// Who is at the keyboard; asked before anything is recorded, never assumed.
    pub operator: Option<Operator>,
    /// Those who were at this keyboard since the program started, newest first.
    pub recent: Vec<Operator>,
    /// Who else is in the room, as said at sign-in or recorded in the open case.
    pub room: Vec<Operator>,
    /// Who says what is recorded, while somebody else types.
    pub said_by: Option<StaffCode>,
    /// When what is recorded next happened, where that was earlier.
    pub late: Option<domain::Moment>,
    /// The staff list.
    pub staff: Staff,
    /// The workstation's name.
    pub station: Text,
    /// Of what the records here are: what is not of patients is marked on every screen.
    pub mode: Mode,
    /// The screen.
    pub screen: Screen,
    /// The list of cases.
    pub worklist: Worklist,
    /// The one open dialog.
    pub dialog: Option<Dialog>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The checklists that can be chosen.
    pub offers: Vec<Offer>,
    guard: KeyGuard,
    /// What has been read of a slip that is being scanned.
    scan: Option<String>,
    after_who: Option<Action>,
    /// What had been seen of the current item when a dialog or an entry for it began.
    seen: Option<(ItemIx, Option<Seq>)>,
}

/// What a key is judged on: the open case, the present, and a clock that only runs forward.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The open case.
    pub case: Option<&'a Case>,
    /// The present.
    pub now: &'a Now,
    /// Time since the program started.
    pub elapsed: Duration,
}

impl App {
    /// The screens as they start. `bounce` is how long the same recording key is taken for one held down.
    pub fn new(operator: Option<Operator>, staff: Staff, station: Text, bounce: Duration) -> Self {
        let notice = staff.trouble().map(|trouble| {
            let grants = "until it can be read nobody overrides, signs off or stands as second";
            Notice::Error(Text::from(format!("The staff list cannot be used: {trouble}; {grants}")))
        });
        let dialog = operator.is_none().then(|| Dialog::Person(PersonEntry::new(PersonFor::Operator, Vec::new())));
        Self {
            recent: operator.iter().cloned().collect(),
            operator,
            room: Vec::new(),
            said_by: None,
            late: None,
            staff,
            station,
            mode: Mode::default(),
            screen: Screen::Worklist,
            worklist: Worklist::default(),
            dialog,
            notice,
            offers: Vec::new(),
            guard: KeyGuard::new(bounce),
            scan: None,
            after_who: None,
            seen: None,
        }
    }

    /// The same over records of this mode, where these people are proposed to whoever sits down.
    #[must_use]
    pub fn shows(mut self, mode: Mode, people: Vec<Operator>) -> Self {
        self.mode = mode;
        if let Some(Dialog::Person(person)) = &mut self.dialog {
            person.known.clone_from(&people);
        }
        let news = people.into_iter().filter(|one| self.recent.iter().all(|known| known.code != one.code));
        let news: Vec<Operator> = news.collect();
        self.recent.extend(news);
        self
    }

    /// The context whose keys hold now.
    pub fn context(&self) -> KeyMode {
        match (&self.dialog, &self.screen) {
            (Some(Dialog::Stop(_)), _) => KeyMode::Stop,
            (Some(Dialog::Sign(_)), _) => KeyMode::Sign,
            (Some(Dialog::Held(_)), _) => KeyMode::Card,
            (Some(Dialog::FollowUp(..)), _) => KeyMode::FollowUp,
            (Some(Dialog::Help(_) | Dialog::Why(..)), _) => KeyMode::Page,
            (Some(_), _) => KeyMode::Typing,
            (None, Screen::Worklist) if self.worklist.is_typing() => KeyMode::Typing,
            (None, Screen::Worklist) => KeyMode::Worklist,
            (None, Screen::Run(run)) if run.entry.is_some() => KeyMode::Typing,
            (None, Screen::Run(_)) => KeyMode::Run,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        // Another terminal's entry may come while something is typed: what counts is what was seen before.
        if !matches!(self.context(), KeyMode::Typing | KeyMode::Stop) {
            self.seen = match (&self.screen, at.case) {
                (Screen::Run(run), Some(case)) => Some((run.cursor, case.touched(run.cursor))),
                (Screen::Run(_) | Screen::Worklist, _) => None,
            };
        }
        if key == Key::Ctrl('c') {
            return self.quit(at);
        }
        if let Some(effects) = self.scanned(key, at) {
            return effects;
        }
        let held = match self.came(key, at) {
            Press::TypedAhead => return Vec::new(),
            Press::Repeat => true,
            Press::Fresh => false,
        };
        match self.context() {
            KeyMode::Typing if self.dialog.is_none() && matches!(self.screen, Screen::Worklist) => {
                self.type_find(key, at.now)
            }
            KeyMode::Typing if held && self.would_confirm(key, at) => {
                self.too_soon();
                Vec::new()
            }
            KeyMode::Typing => self.type_key(key, at),
            KeyMode::Run if matches!(key, Key::Char(c) if self.takes_letter(c, at)) => {
                self.notice = None;
                if let Key::Char(c) = key {
                    self.letter(c, at);
                }
                Vec::new()
            }
            context @ (KeyMode::Worklist
            | KeyMode::Run
            | KeyMode::Stop
            | KeyMode::Sign
            | KeyMode::Card
            | KeyMode::FollowUp
            | KeyMode::Page) => {
                let Some(binding) = binding_for(context, key) else {
                    return self.unbound(key, held, at);
                };
                if held && !binding.action.may_repeat() {
                    self.too_soon();
                    return Vec::new();
                }
                if binding.action.records() && self.is_bounce(key, at) {
                    return Vec::new();
                }
                self.notice = None;
                self.act(binding.action, at)
            }
        }
    }

    /// A digit, or another sign that begins a typed value, on the run screen.
    fn unbound(&mut self, key: Key, held: bool, at: Context<'_>) -> Vec<Effect> {
        match (&self.screen, self.context(), key) {
            (Screen::Run(_), KeyMode::Run, Key::Char(c)) if c.is_ascii_digit() => {
                let several = self.begins_typing(c, at);
                // The digit that chose in a dialog answers nothing behind it.
                if !several && held {
                    self.too_soon();
                    return Vec::new();
                }
                if !several && self.is_bounce(key, at) {
                    return Vec::new();
                }
                self.notice = None;
                self.digit(c, at)
            }
            // No first sign is lost: without its point ".5" would be ten times as much, "<5" would read "5".
            (Screen::Run(run), KeyMode::Run, Key::Char(c)) if !c.is_alphabetic() && is_typed(run.cursor, at) => {
                self.notice = None;
                self.digit(c, at)
            }
            _ => Vec::new(),
        }
    }

    /// Takes pasted text: into a text field, otherwise nowhere. Never a series of keys.
    pub fn paste(&mut self, text: &str) {
        let clean = Text::sanitise(text.trim_end_matches(['\r', '\n']));
        if let Some(field) = self.field() {
            let room = LONGEST_PASTE.saturating_sub(field.value().chars().count());
            let whole: String = field.value().chars().chain(clean.as_str().chars().take(room)).collect();
            *field = tui_input::Input::new(whole);
        }
    }

    /// The text field that is being typed in, if there is one.
    fn field(&mut self) -> Option<&mut tui_input::Input> {
        match (&mut self.dialog, &mut self.screen) {
            (Some(dialog), _) => dialog.field(),
            (None, Screen::Run(run)) => run.entry.as_mut().and_then(ValueEntry::field),
            (None, Screen::Worklist) => self.worklist.field(),
        }
    }

    fn act(&mut self, action: Action, at: Context<'_>) -> Vec<Effect> {
        match action {
            Action::Help => self.dialog = Some(Dialog::Help(0)),
            Action::Who => self.ask_operator(self.calls_back()),
            Action::Quit => return self.quit(at),
            Action::Back if self.dialog.take().is_some() => {}
            Action::Back => return self.go_back(at),
            Action::Page(action) => self.scroll(action),
            Action::List(action) => return self.act_on_worklist(action, at.now),
            Action::Run(action) => return self.act_in_run(action, at),
            Action::Stop(action) => return self.act_at_stop(action, at),
            Action::Sign(action) => return self.act_on_sign_off(action, at),
            Action::Card(action) => return self.act_on_card(action, at),
            Action::FollowUp(action) => return self.act_on_follow_up(action, at),
        }
        Vec::new()
    }

    /// What brings the panel back from which somebody else came to the keyboard: its ways out are theirs now.
    fn calls_back(&self) -> Option<Action> {
        let dialog = self.dialog.as_ref()?;
        Some(Action::Run(match dialog {
            Dialog::Stop(_) => RunAction::Enter,
            Dialog::Sign(_) => RunAction::Sign,
            Dialog::FollowUp(..) => RunAction::FollowUp,
            Dialog::Held(_)
            | Dialog::Carried(_)
            | Dialog::Person(_)
            | Dialog::Team(_)
            | Dialog::Reason(_)
            | Dialog::Code(_)
            | Dialog::Late(_)
            | Dialog::Preset
            | Dialog::New(_)
            | Dialog::List(_)
            | Dialog::Close(_)
            | Dialog::Why(..)
            | Dialog::Help(_) => return None,
        }))
    }

    fn scroll(&mut self, action: PageAction) {
        if let Some(Dialog::Help(line) | Dialog::Why(_, line)) = &mut self.dialog {
            *line = match action {
                PageAction::Up => line.saturating_sub(1),
                PageAction::Down => *line + 1,
            };
        }
    }

    /// Leaves the screen for the one before it.
    fn go_back(&mut self, at: Context<'_>) -> Vec<Effect> {
        match self.screen {
            Screen::Worklist => Vec::new(),
            // What was begun is given up first; the case is left by the next key.
            Screen::Run(ref run) if run.again.is_some() || run.correcting.is_some() => {
                self.forget_what_was_begun();
                self.say("given up: nothing was recorded");
                Vec::new()
            }
            Screen::Run(_) => {
                let effects = self.leave(at);
                self.screen = Screen::Worklist;
                effects
            }
        }
    }

    fn ask_operator(&mut self, then: Option<Action>) {
        self.after_who = then;
        let known = self.people(self.operator.as_ref());
        self.dialog = Some(Dialog::Person(PersonEntry::new(PersonFor::Operator, known)));
    }

    fn quit(&mut self, at: Context<'_>) -> Vec<Effect> {
        let mut effects = self.leave(at);
        effects.push(Effect::Quit);
        effects
    }

    /// Whoever is at the keyboard, with what they said of what they record next.
    fn author(&self, act: &Act) -> Option<Author> {
        let author = Author::new(self.operator.clone()?, self.station.clone());
        if act.happens_now() {
            return Some(author);
        }
        let stated_by = self.said_by.clone().filter(|said_by| *said_by != author.by.code);
        Some(Author { stated_by, done_at: self.late, ..author })
    }

    /// An intent by whoever is at the keyboard, about what they have seen.
    fn intent(&self, act: Act, at: Context<'_>) -> Option<Intent> {
        let intent = self.author(&act)?.wants(at.case?, act);
        let about = intent.act.item().and_then(|id| at.case?.checklist().find(id.as_str()));
        let seen = self.seen.filter(|(ix, _)| Some(*ix) == about);
        Some(Intent { seen: seen.map_or(intent.seen, |(_, seen)| seen), ..intent })
    }

    fn record(&mut self, act: Act, at: Context<'_>) -> Vec<Effect> {
        let Some(intent) = self.intent(act, at) else {
            self.ask_operator(None);
            return Vec::new();
        };
        vec![Effect::Record(Box::new(intent))]
    }

    /// An answer would change what was signed off: asks why.
    pub fn ask_after_sign_off(&mut self, act: Act) {
        if matches!(act, Act::Answer { .. }) {
            self.guard.are_surprised();
            self.ask(ReasonFor::AfterSignOff(Box::new(act)));
        }
    }

    /// Says why something was not recorded, with the items by their names: ids are for commands.
    pub fn refused(&mut self, refusal: &Refusal, case: &Case) {
        let mut words = refusal.to_string();
        let mut items = refusal.items();
        // The longer id first: one may be the beginning of another.
        items.sort_by_key(|id| std::cmp::Reverse(id.as_str().len()));
        for id in items {
            if let Some(ix) = case.checklist().find(id.as_str()) {
                words = words.replace(id.as_str(), &format!("\"{}\"", case.name(ix)));
            }
        }
        self.failed(&format!("Not recorded: {words}"));
    }

    /// Says that something was refused or failed.
    pub fn failed(&mut self, words: &str) {
        self.notice = Some(Notice::Error(Text::sanitise(words)));
    }
}
