//! Naming a person: a staff code, then a role; or one of those already known.

use super::{App, Context, Dialog, Effect, Key};
use crate::{
    app::{Notice, entry},
    domain::{Answer, BadOperator, Operator, Role, Staff, StaffCode, Text, checklist::ItemIx},
};
use tui_input::Input;

/// Naming a person.
#[derive(Debug, Clone)]
pub struct PersonEntry {
    /// What for.
    pub what_for: PersonFor,
    /// The staff code as typed.
    pub field: Input,
    /// The code, once it is complete and the role is asked.
    pub code: Option<StaffCode>,
    /// Those who can be picked by a digit and enter; for a second person enter alone takes the first.
    pub known: Vec<Operator>,
    /// Why the last attempt was not accepted.
    pub misfit: Option<String>,
}

/// What a person is named for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFor {
    /// To be at the keyboard.
    Operator,
    /// To be in the room.
    Room,
    /// To say what somebody else types.
    SaidBy,
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

/// What a key came to while a person was named.
pub(super) enum Named {
    /// It goes on.
    More,
    /// Enter on an empty field where nobody is proposed.
    Nobody,
    /// The person.
    Person(Operator),
}

impl PersonEntry {
    /// Asks for a person.
    pub fn new(what_for: PersonFor, known: Vec<Operator>) -> Self {
        Self { what_for, field: Input::default(), code: None, known, misfit: None }
    }

    /// The known person that enter takes: the one whose digit was typed, or the first where a second person is
    /// asked for. Nobody comes to the keyboard, or is said to speak, by enter alone.
    pub fn picked(&self) -> Option<&Operator> {
        let mut typed = self.field.value().trim().chars();
        match (typed.next(), typed.next()) {
            (None, _) => self.known.first().filter(|_| matches!(self.what_for, PersonFor::Second { .. })),
            (Some(digit), None) => self.known.get(entry::digit_index(digit)?),
            (Some(_), Some(_)) => None,
        }
    }

    /// Takes a key; the person once both code and role are known. A staff list that gives one role answers
    /// the question for the role.
    pub(super) fn press(&mut self, key: Key, staff: &Staff) -> Named {
        self.misfit = None;
        if let Some(code) = &self.code {
            if key == Key::Backspace {
                self.code = None;
                return Named::More;
            }
            let Key::Char(c) = key else { return Named::More };
            let by_letter = Role::ALL.iter().copied().find(|role| role.word().starts_with(c.to_ascii_lowercase()));
            let by_digit = entry::digit_index(c).and_then(|n| Role::ALL.get(n).copied());
            let role = by_digit.or(by_letter);
            return role.map_or(Named::More, |role| Named::Person(Operator { code: code.clone(), role }));
        }
        match key {
            // A staff code may be a number: a digit picks a known person only when nothing follows it.
            Key::Enter => {
                if let Some(picked) = self.picked() {
                    return Named::Person(picked.clone());
                }
                let typed = self.field.value().trim();
                if typed.is_empty() {
                    return Named::Nobody;
                }
                match typed.parse::<StaffCode>() {
                    Ok(code) => match staff.roles(&code) {
                        [role] => return Named::Person(Operator { code, role: *role }),
                        _ => self.code = Some(code),
                    },
                    Err(error) => self.misfit = Some(BadOperator::to_string(&error)),
                }
            }
            key => entry::edit(&mut self.field, key),
        }
        Named::More
    }
}

impl App {
    /// Those who were at this keyboard or are in the room, newest first, without `but`.
    pub(in crate::app) fn people(&self, but: Option<&Operator>) -> Vec<Operator> {
        let mut people: Vec<Operator> = Vec::new();
        for person in self.room.iter().chain(&self.recent) {
            let other = but.is_none_or(|but| but.code != person.code);
            if other && people.iter().all(|known| known.code != person.code) {
                people.push(person.clone());
            }
        }
        people.truncate(9);
        people
    }

    /// Remembers who was at this keyboard, the newest first.
    pub fn remember(&mut self, person: Operator) {
        self.recent.retain(|other| other.code != person.code);
        self.recent.insert(0, person);
        self.recent.truncate(9);
    }

    pub(super) fn type_person(&mut self, mut person: PersonEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        if key == Key::Esc {
            if person.code.take().is_some() {
                self.dialog = Some(Dialog::Person(person));
            }
            return Vec::new();
        }
        let named = match person.press(key, &self.staff) {
            Named::Person(named) => named,
            Named::Nobody if person.what_for == PersonFor::SaidBy => {
                self.said_by = None;
                self.say("you say yourself what you record");
                return Vec::new();
            }
            named @ (Named::Nobody | Named::More) => {
                if matches!(named, Named::Nobody) {
                    person.misfit = Some("a staff code, or the number of somebody named here".to_owned());
                }
                self.dialog = Some(Dialog::Person(person));
                return Vec::new();
            }
        };
        match person.what_for {
            PersonFor::Operator => self.sign_in(named, at),
            PersonFor::Room => Vec::new(),
            PersonFor::SaidBy => {
                self.say(&format!("{named} says what {} records; b ends it", self.operator_code()));
                self.said_by = Some(named.code);
                Vec::new()
            }
            PersonFor::Second { item, answer, reason, again } => {
                self.answer(item, answer, Some(named), reason, again, at)
            }
        }
    }

    fn operator_code(&self) -> String {
        self.operator.as_ref().map_or_else(|| "nobody".to_owned(), |operator| operator.code.to_string())
    }

    fn sign_in(&mut self, named: Operator, at: Context<'_>) -> Vec<Effect> {
        let how = match (self.staff.is_listed(), self.staff.grants(&named)) {
            (false, _) => "role self-declared",
            (true, true) => "on the staff list",
            (true, false) => "role not on the staff list: cannot override, sign off or stand as second",
        };
        self.notice = Some(Notice::Info(Text::from(format!("{named} is at the keyboard ({how})"))));
        // What the one before had begun to say is not for the next: for whom they typed, when it happened.
        (self.said_by, self.late) = (None, None);
        self.forget_what_was_begun();
        self.remember(named.clone());
        let first = self.operator.replace(named).is_none();
        match self.after_who.take() {
            Some(action) => self.act(action, at),
            None => {
                // Once, at the first sign-in: who else is in the room, so that no second person is typed later.
                if first {
                    self.ask_room();
                }
                Vec::new()
            }
        }
    }
}
