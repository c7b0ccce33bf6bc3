//! The dialogs: who is at the keyboard, the second person, a reason, a new case, closing a case.

use super::{
    App, Effect, Key, Moment, NewStep, Notice, Screen,
    entry::{self, Typed},
};
use crate::domain::{
    Answer, Operator, Outcome, Role, StaffCode, Text,
    case::{Act, CodeAsked, Intent},
    checklist::{AnswerType, ItemIx},
};
use tui_input::Input;

/// The one dialog that may be open.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Who is at the keyboard, or who is the second person.
    Person(PersonEntry),
    /// A reason or a note.
    Reason(ReasonEntry),
    /// The code of the case, before something is recorded.
    Code(CodeEntry),
    /// A stop and the ways out of it.
    Stop(ItemIx),
    /// A new case.
    New(NewStep),
    /// Closing a case.
    Close(CloseStep),
    /// Why an item matters, and its history, from a line on.
    Why(ItemIx, usize),
    /// All keys, from a line on.
    Help(usize),
}

/// Naming a person: a staff code, then a role; or one of those already known.
#[derive(Debug, Clone)]
pub struct PersonEntry {
    /// What for.
    pub what_for: PersonFor,
    /// The staff code as typed.
    pub field: Input,
    /// The code, once it is complete and the role is asked.
    pub code: Option<StaffCode>,
    /// Those who can be picked with a digit.
    pub known: Vec<Operator>,
    /// Why the last attempt was not accepted.
    pub misfit: Option<String>,
}

/// What a person is named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFor {
    /// To be at the keyboard.
    Operator,
    /// To confirm as the second.
    Second {
        /// The item.
        item: ItemIx,
        /// The answer that both confirm.
        answer: Answer,
        /// Why it is corrected.
        reason: Option<Text>,
        /// A new finding.
        again: bool,
    },
}

/// Giving a reason or a note.
#[derive(Debug, Clone)]
pub struct ReasonEntry {
    /// What for.
    pub what_for: ReasonFor,
    /// What is typed.
    pub field: Input,
    /// What enter takes while nothing is typed.
    pub proposed: Option<&'static str>,
}

/// What a reason is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonFor {
    /// The check is not right.
    NotRight(ItemIx),
    /// The item does not apply.
    NotApplicable(ItemIx),
    /// The item is put off.
    Defer(ItemIx),
    /// Somebody goes on in spite of it.
    Override(ItemIx),
    /// What was recorded is corrected.
    Correct(ItemIx, Answer),
    /// A note.
    Note(ItemIx),
    /// The procedure is stopped.
    Stop,
    /// The case is closed with this outcome.
    Close(Outcome),
}

/// Showing that one looks at the right case: its last two characters are typed, or its slip is scanned.
#[derive(Debug, Clone)]
pub struct CodeEntry {
    /// What is recorded once the code was shown.
    pub intent: Box<Intent>,
    /// Why the code is asked for.
    pub why: CodeAsked,
    /// What is typed.
    pub field: Input,
    /// Whether the last attempt was not this case's code.
    pub wrong: bool,
}

/// Closing a case: choosing the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseStep {
    /// Choosing the outcome.
    Outcome,
}

impl PersonEntry {
    /// Asks for a person.
    pub fn new(what_for: PersonFor, known: Vec<Operator>) -> Self {
        Self { what_for, field: Input::default(), code: None, known, misfit: None }
    }

    /// The known person whose digit was typed.
    fn picked(&self) -> Option<Operator> {
        let mut typed = self.field.value().chars();
        let (digit, None) = (typed.next()?, typed.next()) else { return None };
        self.known.get(entry::digit_index(digit)?).cloned()
    }

    /// Takes a key; the person once both code and role are known.
    fn press(&mut self, key: Key) -> Option<Operator> {
        self.misfit = None;
        if let Some(code) = &self.code {
            if matches!(key, Key::Backspace) {
                self.code = None;
                return None;
            }
            let Key::Char(c) = key else { return None };
            let by_letter = Role::ALL.into_iter().find(|role| role.word().starts_with(c.to_ascii_lowercase()));
            let by_digit = entry::digit_index(c).and_then(|n| Role::ALL.get(n).copied());
            return by_digit.or(by_letter).map(|role| Operator { code: code.clone(), role });
        }
        match key {
            // A staff code may be a number: a digit picks a known person only when nothing follows it.
            Key::Enter if self.picked().is_some() => return self.picked(),
            Key::Enter => match self.field.value().trim().parse() {
                Ok(code) => self.code = Some(code),
                Err(error) => self.misfit = Some(crate::domain::BadOperator::to_string(&error)),
            },
            key => entry::edit(&mut self.field, key),
        }
        None
    }
}

impl ReasonEntry {
    /// Asks for a reason.
    pub fn new(what_for: ReasonFor) -> Self {
        let proposed = matches!(what_for, ReasonFor::Correct(..)).then_some("entered wrongly");
        Self { what_for, field: Input::default(), proposed }
    }
}

impl Dialog {
    /// The text field that is being typed in, if there is one.
    pub fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Person(PersonEntry { field, code: None, .. })
            | Self::Reason(ReasonEntry { field, .. })
            | Self::Code(CodeEntry { field, .. })
            | Self::New(NewStep::Label(_, field)) => Some(field),
            Self::Person(_)
            | Self::Stop(_)
            | Self::New(NewStep::Checklist)
            | Self::Close(_)
            | Self::Why(..)
            | Self::Help(_) => None,
        }
    }
}

impl App {
    /// Takes a key while something is typed: in the dialog, or in place at an item.
    pub(super) fn type_key(&mut self, key: Key, at: Moment<'_>) -> Vec<Effect> {
        match self.dialog.take() {
            Some(Dialog::Person(person)) => self.type_person(person, key, at),
            Some(Dialog::Reason(reason)) => self.type_reason(reason, key, at),
            Some(Dialog::Code(code)) => self.type_code(code, key, at),
            Some(Dialog::New(step)) => self.type_new(step, key),
            Some(Dialog::Close(step)) => self.type_close(step, key, at),
            other @ (Some(Dialog::Stop(_) | Dialog::Why(..) | Dialog::Help(_)) | None) => {
                self.dialog = other;
                self.type_value(key, at)
            }
        }
    }

    fn type_person(&mut self, mut person: PersonEntry, key: Key, at: Moment<'_>) -> Vec<Effect> {
        if key == Key::Esc {
            if person.code.take().is_some() {
                self.dialog = Some(Dialog::Person(person));
            }
            return Vec::new();
        }
        let named = person.press(key);
        let Some(named) = named else {
            self.dialog = Some(Dialog::Person(person));
            return Vec::new();
        };
        match person.what_for {
            PersonFor::Operator => {
                self.recent.retain(|other| other.code != named.code);
                self.recent.insert(0, named.clone());
                self.notice = Some(Notice::Info(Text::from(format!("{named} is at the keyboard (self-declared)"))));
                self.operator = Some(named);
                match self.after_who.take() {
                    Some(action) => self.act(action, at),
                    None => Vec::new(),
                }
            }
            PersonFor::Second { item, answer, reason, again } => {
                self.answer(item, answer, Some(named), reason, again, at)
            }
        }
    }

    fn type_reason(&mut self, mut entry: ReasonEntry, key: Key, at: Moment<'_>) -> Vec<Effect> {
        match key {
            Key::Esc => return Vec::new(),
            Key::Enter => {}
            key => {
                entry::edit(&mut entry.field, key);
                self.dialog = Some(Dialog::Reason(entry));
                return Vec::new();
            }
        }
        let typed = entry.field.value().trim();
        let typed = if typed.is_empty() { entry.proposed.unwrap_or_default() } else { typed };
        if typed.is_empty() {
            self.notice = Some(Notice::Error(Text::from("a reason is needed; say why in a few words, or esc")));
            self.dialog = Some(Dialog::Reason(entry));
            return Vec::new();
        }
        let reason = Text::sanitise(typed);
        let id = |ix: ItemIx| at.case.map(|case| case.checklist().item(ix).id.clone());
        let act = match entry.what_for {
            ReasonFor::NotRight(ix) => {
                let answer = Answer::NotRight(reason);
                let again = at.case.is_some_and(|case| case.status(ix).is_settled());
                return self.answer(ix, answer, None, None, again, at);
            }
            ReasonFor::Correct(ix, answer) => {
                return self.answer(ix, answer, None, Some(reason), false, at);
            }
            ReasonFor::NotApplicable(ix) => id(ix).map(|item| Act::NotApplicable { item, reason }),
            ReasonFor::Defer(ix) => id(ix).map(|item| Act::Defer { item, reason, to: None }),
            ReasonFor::Override(ix) => id(ix).map(|item| Act::Override { item, reason }),
            ReasonFor::Note(ix) => id(ix).map(|item| Act::Note { item: Some(item), text: reason }),
            ReasonFor::Stop => Some(Act::Stop { reason }),
            ReasonFor::Close(outcome) => Some(Act::Close { outcome, reason: Some(reason) }),
        };
        act.map(|act| self.record(act, at)).unwrap_or_default()
    }

    /// Asks for the code of the case; what was wanted is recorded once it is shown.
    pub fn ask_code(&mut self, intent: Intent, why: CodeAsked) {
        let intent = Box::new(intent);
        self.dialog = Some(Dialog::Code(CodeEntry { intent, why, field: Input::default(), wrong: false }));
    }

    fn type_code(&mut self, mut entry: CodeEntry, key: Key, at: Moment<'_>) -> Vec<Effect> {
        match key {
            Key::Esc => return Vec::new(),
            // A scanner types the whole code: only enter ends it, so that no character of it becomes a key.
            Key::Enter => {
                let shown = at.case.and_then(|case| case.code().proven_by(entry.field.value()));
                if let Some(how) = shown {
                    return vec![Effect::Record(Box::new(Intent { code: Some(how), ..*entry.intent }))];
                }
                entry.field = Input::default();
                entry.wrong = true;
            }
            key => {
                entry.wrong = false;
                entry::edit(&mut entry.field, key);
            }
        }
        self.dialog = Some(Dialog::Code(entry));
        Vec::new()
    }

    fn type_close(&mut self, step: CloseStep, key: Key, at: Moment<'_>) -> Vec<Effect> {
        let outcome = match key {
            Key::Esc => return Vec::new(),
            Key::Char(c) => entry::digit_index(c).and_then(|n| Outcome::ALL.get(n).copied()),
            _ => None,
        };
        match outcome {
            None => {
                self.dialog = Some(Dialog::Close(step));
                Vec::new()
            }
            Some(Outcome::Completed) => self.record(Act::Close { outcome: Outcome::Completed, reason: None }, at),
            Some(outcome) => {
                self.dialog = Some(Dialog::Reason(ReasonEntry::new(ReasonFor::Close(outcome))));
                Vec::new()
            }
        }
    }

    /// Takes a key for the value that is typed in place.
    fn type_value(&mut self, key: Key, at: Moment<'_>) -> Vec<Effect> {
        let Screen::Run(run) = &mut self.screen else {
            return Vec::new();
        };
        let (Some(entry), Some(case)) = (&mut run.entry, at.case) else {
            return Vec::new();
        };
        let (item, again) = (entry.item, entry.again);
        let spec: &AnswerType = &case.checklist().item(item).answer;
        match entry.press(key, spec, at.now) {
            Typed::More => Vec::new(),
            Typed::Left => {
                run.entry = None;
                run.keys = Some(item);
                Vec::new()
            }
            Typed::Whole(answer) => {
                run.entry = None;
                self.last_record_key = Some((key, at.elapsed));
                self.answer(item, answer, None, None, again, at)
            }
        }
    }
}
