//! Whether the planned case that was opened begins. Whoever begins it says first who they are.

use super::{Dialog, PersonEntry};
use crate::app::{Action, Effect, Key, ListAction, Shell, Turn};
use crate::domain::reference::Topic;

pub(super) fn press(key: Key, shell: &Shell) -> Turn {
    match key {
        Key::Enter if shell.operator.is_none() => {
            Turn::open(Dialog::Person(PersonEntry::operator(shell, Some(Action::List(ListAction::Open)))))
        }
        Key::Enter => Turn::wants(Effect::Start),
        Key::Char('p' | 'P') if shell.operator.is_none() => {
            Turn::open(Dialog::Person(PersonEntry::operator(shell, Some(Action::List(ListAction::Open)))))
        }
        Key::Char('p' | 'P') => Turn::wants(Effect::Prepare),
        Key::Char('/') => Turn::wants(Effect::LookUp(Some(Topic::Notices))).or(Some(Dialog::Start)),
        Key::Esc => Turn::then(Action::Back),
        _ => Turn::open(Dialog::Start),
    }
}
