//! Who is in the room: said once at sign-in, so that a second person is one key later.

use super::{Dialog, PersonEntry, PersonFor, person::Named};
use crate::app::screen::Place;
use crate::app::{Key, Shell, Turn};
use crate::domain::Operator;
use crate::domain::case::Act;

#[derive(Debug, Clone)]
pub struct TeamEntry {
    /// Who was said so far.
    pub members: Vec<Operator>,
    /// The next one, as it is typed.
    pub person: PersonEntry,
}

impl TeamEntry {
    /// Asks who else is in the room; a case that is open then records it.
    pub(in crate::app) fn new(shell: &Shell) -> Self {
        let members = shell.room.clone();
        Self { person: next_member(shell, &members), members }
    }

    pub(super) fn press(mut self, key: Key, place: &mut Place<'_>) -> Turn {
        match key {
            Key::Esc if self.person.code.take().is_none() => return Turn::default(),
            // An empty field takes back the one who was named last.
            Key::Backspace if self.person.field.value().is_empty() && self.person.code.is_none() => {
                self.members.pop();
            }
            Key::Esc => {}
            key => match self.person.names(key, &place.shell.staff) {
                Named::Person(named) => {
                    self.members.retain(|member| member.code != named.code);
                    self.members.push(named);
                    self.person = next_member(place.shell, &self.members);
                }
                Named::Nobody => return said(self.members, place),
                Named::More => {}
            },
        }
        Turn::open(Dialog::Team(self))
    }
}

/// Asks for one more; whoever is at the keyboard is in the room anyway.
fn next_member(shell: &Shell, members: &[Operator]) -> PersonEntry {
    let mut known = shell.people();
    known.retain(|person| members.iter().all(|member| member.code != person.code));
    PersonEntry::new(PersonFor::Room, known)
}

fn said(members: Vec<Operator>, place: &mut Place<'_>) -> Turn {
    place.shell.room = members;
    let (operator, room) = (&place.shell.operator, &place.shell.room);
    let others = room.iter().filter(|member| operator.as_ref().is_none_or(|operator| operator.code != member.code));
    let team: Vec<Operator> = operator.iter().chain(others).cloned().collect();
    if let Some(mut at) = place.case().filter(|at| at.case.closed().is_none()) {
        return at.record(Act::Team { members: team });
    }
    if !place.shell.room.is_empty() {
        let names: Vec<String> = team.iter().map(ToString::to_string).collect();
        place.shell.say(&format!("in the room: {}", names.join(", ")));
    }
    Turn::default()
}
