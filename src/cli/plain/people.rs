//! Who is at the keyboard, who is the second, and who is in the room.

use super::Plain;
use super::line::is_word;
use super::talk::Heard;
use crate::domain::case::Case;
use crate::domain::{Fact, ItemFact, Operator, Role, StaffCode, list};

/// So many people are proposed, each with a number.
const MOST: usize = 9;

/// Those who may be the second: whoever is in the room, recorded or confirmed here, or was at this keyboard; never
/// who is at it, nor a trainee.
pub(super) fn seconds(plain: &Plain<'_, '_>) -> Vec<Operator> {
    let recorded = plain.case().into_iter().flat_map(|case| case.entries().iter().rev()).flat_map(|line| {
        let second = match &line.entry.fact {
            Some(Fact::Item(_, ItemFact::Answered { second, .. })) => second.as_ref(),
            _ => None,
        };
        second.into_iter().chain([&line.entry.stamp.by])
    });
    let team = plain.case().into_iter().flat_map(Case::team);
    let mut known: Vec<Operator> = Vec::new();
    for person in team.chain(recorded).chain(&plain.people) {
        let is_here = plain.seat.by.as_ref().is_some_and(|by| by.code == person.code);
        if !is_here && person.role != Role::Trainee && known.iter().all(|other| other.code != person.code) {
            known.push(person.clone());
        }
    }
    known.truncate(MOST);
    known
}

impl Plain<'_, '_> {
    /// Asks for a person: one of those known by the number, or a staff code with a role.
    pub(super) fn names(&mut self, question: &str, known: &[Operator]) -> Heard<Option<Operator>> {
        self.puts(question);
        self.talk.say_all((1..).zip(known).map(|(n, person)| format!("{n} {person}")));
        let or = if known.is_empty() { "A" } else { "Or a" };
        self.talk.say(format_args!("{or} staff code and a role, such as JR nurse."));
        loop {
            let said = self.hears()?;
            if said.is_empty() {
                return Ok(None);
            }
            match self.person(&said, known)? {
                Ok(person) => return Ok(Some(person)),
                Err(why) => self.talk.refuse(why)?,
            }
        }
    }

    /// The person whom words name; the role is asked where neither they nor the staff list say it.
    pub(super) fn person(&mut self, said: &str, known: &[Operator]) -> Heard<Result<Operator, String>> {
        if let Some(person) = said.parse().ok().and_then(|n: usize| known.get(n.checked_sub(1)?)) {
            return Ok(Ok(person.clone()));
        }
        let mut words = said.split([' ', ':']).filter(|word| !word.is_empty());
        let (Some(code), role, None) = (words.next(), words.next(), words.next()) else {
            return Ok(Err("Say a staff code and a role, such as JR nurse.".to_owned()));
        };
        if role.is_none() && (is_word(code) || code.parse::<u32>().is_ok()) {
            return Ok(Err(format!("\"{code}\" is nobody here. Say a staff code and a role, such as JR nurse.")));
        }
        let code: StaffCode = match code.parse() {
            Ok(code) => code,
            Err(error) => return Ok(Err(format!("{error}."))),
        };
        let role = match role.map(str::parse::<Role>) {
            Some(Ok(role)) => Some(role),
            Some(Err(error)) => return Ok(Err(format!("{error}."))),
            None => self.role_of(&code, known)?,
        };
        Ok(role.map(|role| Operator { code, role }).ok_or_else(|| "Nobody was named.".to_owned()))
    }

    fn role_of(&mut self, code: &StaffCode, known: &[Operator]) -> Heard<Option<Role>> {
        if let [role] = self.seat.session.desk.store.staff().roles(code) {
            return Ok(Some(*role));
        }
        if let Some(person) = known.iter().find(|person| person.code == *code) {
            return Ok(Some(person.role));
        }
        // By the word alone: a number that was meant for something else must not make somebody of what was said.
        let words = list(&Role::ALL.iter().map(|role| role.word()).collect::<Vec<_>>());
        self.puts(format_args!("{code} is not known here. As what? {words}."));
        loop {
            let said = self.hears()?;
            match said.parse() {
                Ok(role) => return Ok(Some(role)),
                Err(_) if said.is_empty() => return Ok(None),
                Err(_) => self.talk.refuse(format_args!("Say the role: {words}; a blank line names nobody."))?,
            }
        }
    }

    /// Asks who is at the keyboard, and who else is in the room.
    pub(super) fn signs_in(&mut self) -> Heard<()> {
        let known = self.people.clone();
        while self.seat.by.is_none() {
            match self.names("Who is at the keyboard?", &known)? {
                Some(person) => self.takes_seat(person),
                None => self.talk.refuse("Nothing is recorded before somebody says who they are.")?,
            }
        }
        let mut others = seconds(self);
        loop {
            let Some(other) = self.names("Who else is in the room? A blank line: nobody more.", &others)? else {
                return Ok(());
            };
            self.talk.say(format_args!("In the room: {other}."));
            others.retain(|person| person.code != other.code);
            self.people.retain(|person| person.code != other.code);
            self.people.insert(0, other);
        }
    }

    pub(super) fn takes_seat(&mut self, person: Operator) {
        let staff = self.seat.session.desk.store.staff();
        let how = match (staff.is_listed(), staff.grants(&person)) {
            (false, _) => "role self-declared",
            (true, true) => "on the staff list",
            (true, false) => "role not on the staff list: cannot override, sign off or stand as second",
        };
        let mark = self.mark();
        self.talk.say(format_args!("{mark}{person} is at the keyboard, {how}."));
        self.people.retain(|other| other.code != person.code);
        self.people.insert(0, person.clone());
        self.people.truncate(MOST);
        // What the one before had begun to say is not for the next.
        (self.late, self.said_by) = (None, None);
        self.seat.by = Some(person);
    }
}
