//! Who is in the room: said once at sign-in, so that a second person is one key later.

use super::{App, Context, Dialog, Effect, Key, PersonEntry, PersonFor, person::Named};
use crate::{
    app::Screen,
    domain::{Operator, case::Act},
};

/// Saying who is in the room.
#[derive(Debug, Clone)]
pub struct TeamEntry {
    /// Who was said so far.
    pub members: Vec<Operator>,
    /// The next one, as it is typed.
    pub person: PersonEntry,
}

impl App {
    /// Asks who else is in the room; a case that is open then records it.
    pub(in crate::app) fn ask_room(&mut self) {
        let members: Vec<Operator> = self.room.clone();
        let person = self.next_member(&members);
        self.dialog = Some(Dialog::Team(TeamEntry { members, person }));
    }

    /// Asks for one more; whoever is at the keyboard is in the room anyway.
    fn next_member(&self, members: &[Operator]) -> PersonEntry {
        let mut known = self.people(self.operator.as_ref());
        known.retain(|person| members.iter().all(|member| member.code != person.code));
        PersonEntry::new(PersonFor::Room, known)
    }

    pub(super) fn type_team(&mut self, mut team: TeamEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        match key {
            Key::Esc if team.person.code.take().is_none() => return Vec::new(),
            // An empty field takes back the one who was named last.
            Key::Backspace if team.person.field.value().is_empty() && team.person.code.is_none() => {
                team.members.pop();
            }
            Key::Esc => {}
            key => match team.person.press(key, &self.staff) {
                Named::Person(named) => {
                    team.members.retain(|member| member.code != named.code);
                    team.members.push(named);
                    team.person = self.next_member(&team.members);
                }
                Named::Nobody => return self.room_said(team.members, at),
                Named::More => {}
            },
        }
        self.dialog = Some(Dialog::Team(team));
        Vec::new()
    }

    fn room_said(&mut self, members: Vec<Operator>, at: Context<'_>) -> Vec<Effect> {
        self.room = members;
        let team: Vec<Operator> = self.operator.iter().cloned().chain(self.people_in_room()).collect();
        if matches!(self.screen, Screen::Run(_)) && at.case.is_some_and(|case| case.closed().is_none()) {
            return self.record(Act::Team { members: team }, at);
        }
        let names: Vec<String> = team.iter().map(ToString::to_string).collect();
        if !self.room.is_empty() {
            self.say(&format!("in the room: {}", names.join(", ")));
        }
        Vec::new()
    }

    fn people_in_room(&self) -> Vec<Operator> {
        let own = self.operator.as_ref().map(|operator| &operator.code);
        self.room.iter().filter(|member| Some(&member.code) != own).cloned().collect()
    }
}
