//! Who took part in a case, and in what.

use super::who;
use crate::domain::case::Case;
use crate::domain::{CaseFact, Fact, ItemFact, Now, Operator, Role, StaffCode, Text, counted};

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub code: StaffCode,
    /// `None` of whoever is only known by having said something.
    pub role: Option<Role>,
    pub in_the_room: bool,
    /// How many entries they recorded.
    pub recorded: usize,
    /// How many times they stood as second person.
    pub second: usize,
    /// How many entries others recorded on their word.
    pub stated: usize,
    /// What they signed off and when, in words.
    pub signed: Vec<Text>,
}

/// Everybody, clinicians first.
pub(super) fn all(case: &Case, day: &Now) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for member in case.team() {
        find(&mut people, &member.code, Some(member.role)).in_the_room = true;
    }
    for line in case.entries() {
        let stamp = &line.entry.stamp;
        find(&mut people, &stamp.by.code, Some(stamp.by.role)).recorded += 1;
        if let Some(said) = &stamp.stated_by {
            find(&mut people, said, None).stated += 1;
        }
    }
    for (stamp, fact) in case.facts() {
        match fact {
            Fact::Item(_, ItemFact::Answered { second: Some(Operator { code, role }), .. }) => {
                find(&mut people, code, Some(*role)).second += 1;
            }
            Fact::Case(CaseFact::Signed { .. }) => {
                let line = case.entries().iter().find(|line| line.entry.stamp.seq == stamp.seq);
                let said = line.map(|line| format!("{}, {}", case.say_entry(line, day), who(stamp, day)));
                let person = find(&mut people, &stamp.by.code, Some(stamp.by.role));
                person.signed.extend(said.map(Text::from));
            }
            Fact::Item(..) | Fact::Case(_) => {}
        }
    }
    let rank = |person: &Person| match person.role {
        Some(Role::Clinician) => 0,
        Some(Role::Nurse) => 1,
        Some(Role::Trainee) => 2,
        None => 3,
    };
    people.sort_by_key(rank);
    people
}

/// Who has this code in this role; one whose role is not said is taken for whoever has the code.
fn find<'a>(people: &'a mut Vec<Person>, code: &StaffCode, role: Option<Role>) -> &'a mut Person {
    let known =
        people.iter().position(|one| one.code == *code && (role.is_none() || one.role == role || one.role.is_none()));
    let at = known.unwrap_or_else(|| {
        let code = code.clone();
        people.push(Person { code, role, in_the_room: false, recorded: 0, second: 0, stated: 0, signed: Vec::new() });
        people.len() - 1
    });
    people[at].role = people[at].role.or(role);
    &mut people[at]
}

impl Person {
    /// What they did, in words.
    pub(super) fn words(&self) -> Vec<Text> {
        let times = |count: usize, one: &str, many: &str| (count > 0).then(|| counted(count, one, many));
        let did = [
            self.in_the_room.then(|| "in the room".to_owned()),
            times(self.recorded, "entry recorded", "entries recorded"),
            times(self.stated, "entry on their word", "entries on their word"),
            times(self.second, "time second person", "times second person"),
        ];
        let did: Vec<String> = did.into_iter().flatten().collect();
        [Text::from(did.join(", "))].into_iter().chain(self.signed.iter().cloned()).collect()
    }
}
