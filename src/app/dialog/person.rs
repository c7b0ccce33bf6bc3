//! Naming a person: a staff code, then a role; or one of those already known.

use super::{Dialog, TeamEntry};
use crate::app::screen::{Back, Given, Place};
use crate::app::{Action, Key, RunAction, Shell, Turn, entry};
use crate::domain::{BadOperator, Operator, Role, Staff, StaffCode};
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct PersonEntry {
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonFor {
    /// To be at the keyboard; what is done once that is said.
    Operator {
        then: Option<Action>,
    },
    Room,
    /// To say what somebody else types.
    SaidBy,
    /// To confirm an answer as the second.
    Second(Given),
}

/// What a key came to while a person was named.
pub(super) enum Named {
    More,
    /// Enter on an empty field where nobody is proposed.
    Nobody,
    Person(Operator),
}

impl PersonEntry {
    pub(in crate::app) fn new(what_for: PersonFor, known: Vec<Operator>) -> Self {
        Self { what_for, field: Input::default(), code: None, known, misfit: None }
    }

    /// Asks who is at the keyboard; what was wanted goes on then.
    pub(in crate::app) fn operator(shell: &Shell, then: Option<Action>) -> Self {
        Self::new(PersonFor::Operator { then }, shell.people())
    }

    pub(super) fn press(mut self, key: Key, place: &mut Place<'_>) -> Turn {
        if key == Key::Esc {
            let back = self.code.take().is_some();
            return if back { Turn::open(Dialog::Person(self)) } else { Turn::default() };
        }
        let named = match self.names(key, &place.shell.staff) {
            Named::Person(named) => named,
            Named::Nobody if self.what_for == PersonFor::SaidBy => {
                place.shell.said_by = None;
                place.shell.say("you say yourself what you record");
                return Turn::default();
            }
            Named::Nobody => {
                self.misfit = Some("a staff code, or the number of somebody named here".to_owned());
                return Turn::open(Dialog::Person(self));
            }
            Named::More => return Turn::open(Dialog::Person(self)),
        };
        match self.what_for {
            PersonFor::Operator { then } => sign_in(named, then, place),
            PersonFor::Room => Turn::default(),
            PersonFor::SaidBy => {
                let by =
                    place.shell.operator.as_ref().map_or("nobody".to_owned(), |operator| operator.code.to_string());
                let again = place.shell.key(RunAction::SaidBy);
                place.shell.say(&format!("{named} says what {by} records; {again} ends it"));
                place.shell.said_by = Some(named.code);
                Turn::default()
            }
            PersonFor::Second(given) => place.in_case(|at| at.answer(Given { second: Some(named), ..given })),
        }
    }

    /// The known person that enter takes: the one whose digit was typed, or the first where a second person is
    /// asked for. Nobody comes to the keyboard, or is said to speak, by enter alone.
    pub fn picked(&self) -> Option<&Operator> {
        let mut typed = self.field.value().trim().chars();
        match (typed.next(), typed.next()) {
            (None, _) => self.known.first().filter(|_| matches!(self.what_for, PersonFor::Second(_))),
            (Some(digit), None) => self.known.get(entry::digit_index(digit)?),
            (Some(_), Some(_)) => None,
        }
    }

    /// Takes a key; the person once both code and role are known. A staff list that gives one role answers
    /// the question for the role.
    pub(super) fn names(&mut self, key: Key, staff: &Staff) -> Named {
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
                let is_pick = typed.len() == 1 && typed.starts_with(|c: char| c.is_ascii_digit());
                match typed.parse::<StaffCode>() {
                    // It was meant for somebody named here, or for a role.
                    Ok(code) if is_pick && staff.roles(&code).is_empty() => {
                        self.misfit = Some(format!("nobody here has the number {code}; type the staff code"));
                    }
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

fn sign_in(named: Operator, then: Option<Action>, place: &mut Place<'_>) -> Turn {
    let shell = &mut *place.shell;
    let how = match (shell.staff.is_listed(), shell.staff.grants(&named)) {
        (false, _) => "role self-declared",
        (true, true) => "on the staff list",
        (true, false) => "role not on the staff list: cannot override, sign off or stand as second",
    };
    shell.say(&format!("{named} is at the keyboard ({how})"));
    let back = place.screen.unlock(&named);
    let is_back = match back {
        Some((Back::Same, dialog)) => {
            shell.operator = Some(named);
            return Turn::default().or(dialog);
        }
        Some((Back::Other, _)) => true,
        Some((Back::First, _)) | None => false,
    };
    let first = !shell.takes_seat(named) && !is_back;
    if let Some(run) = place.screen.run() {
        run.forgets();
    }
    match then {
        Some(action) => Turn::then(action),
        // Once, at the first sign-in: who else is in the room, so that no second person is typed later.
        None if first => Turn::open(Dialog::Team(TeamEntry::new(place.shell))),
        None => Turn::default(),
    }
}
