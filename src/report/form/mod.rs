//! A checklist on paper: the blank form for the day the computers are down, the print for whoever approves the content,
//! and the crisis cards.

mod answer;
mod asked;
mod blank;
mod cards;
mod review;

use super::page::{Cell, Page, Room, Said, Space, Table};
use crate::domain::checklist::{Checklist, LocalName, Section, in_words};
use crate::domain::reference::Sheet;
use crate::domain::{Hash, Now, Text};

/// What a form is made of.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    pub checklist: &'a Checklist,
    /// What there is to look up in it.
    pub sheets: &'a [Sheet],
    /// The SHA-256 that an approval is for.
    pub content: Option<Hash>,
    /// By whose day the review is judged.
    pub now: &'a Now,
}

/// Which of its papers is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// To be filled in.
    Blank,
    /// To be approved.
    Review,
    /// To be followed in an emergency.
    Crisis,
}

impl Form<'_> {
    pub fn page(&self, paper: Paper) -> Page {
        match paper {
            Paper::Blank => self.blank(),
            Paper::Review => self.review(),
            Paper::Crisis => self.cards(),
        }
    }

    /// A page without anything on it, which says what it is of.
    fn bare(&self, what: &str) -> Page {
        let marks = self.checklist.review.today(self.now).paper_mark().into_iter().map(Text::from).collect();
        Page::new(format!("{} {}: {what}", self.checklist.title, self.checklist.version), Vec::new(), marks)
    }

    /// When a section is due, counted from what.
    fn due_words(&self, section: &Section) -> Option<String> {
        let due = section.due.as_ref()?;
        let (after, by, from) = (in_words(&due.after), in_words(&due.by), self.checklist.quoted(due.from));
        let other =
            due.else_from.map(|ix| format!(" (as long as that has no time, after {})", self.checklist.quoted(ix)));
        let until = if by == after { String::new() } else { format!(", in time until {by} after it") };
        Some(format!("Due {after} after {from}{}{until}.", other.unwrap_or_default()))
    }

    /// The limits, intervals and minutes that items rest on, with whose they are.
    fn local_numbers(&self) -> Table {
        let rests = self.checklist.locals.iter().filter(|local| !local.items.is_empty());
        let rows = rests.map(|local| {
            let numbers: Vec<String> = local.items.iter().map(|ix| (ix.0 + 1).to_string()).collect();
            let why = local.set.as_ref().map(|set| Said::muted(set.why.clone()));
            let whose = if local.value().is_some() { local.origin(self.checklist) } else { "nobody here".to_owned() };
            let whose: Vec<Said> = [Said::plain(whose)].into_iter().chain(why).collect();
            vec![
                Cell::from(self.checklist.called(&local.name)),
                value(local).into(),
                whose.into(),
                numbers.join(", ").into(),
            ]
        });
        Table::new(&["Local number", "Value", "Set by", "At"]).wide(&[36, 16, 32, 16]).with(rows)
    }
}

/// What is filled in on each sheet of a case.
fn of_a_case(staff: Room) -> Vec<Space> {
    let spaces = [("code", Room::Word), ("bay", Room::Initials), ("day", Room::Date), ("staff", staff)];
    spaces.into_iter().map(|(name, room)| Space::blank(name, room)).collect()
}

/// When a section is read and by whom, and what else holds of it as a whole.
fn section_words(section: &Section) -> String {
    let flags = [
        (section.always_open, "recorded whatever stands in the way"),
        (section.needle_in, "the needle is in: nothing needs typing"),
        (section.restarts, "done anew when the needle is moved"),
        (section.ahead, "from the day of planning on"),
    ];
    let flags = flags.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words.to_owned());
    let led_by = format!("{} leads", section.led_by.word());
    let first = [section.moment.to_string(), led_by, section.style.words().to_owned()];
    first.into_iter().chain(flags).collect::<Vec<_>>().join(" · ")
}

/// The value that holds, with its unit.
fn value(local: &LocalName) -> Said {
    let unit = local.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    local.value().map_or_else(|| Said::warning("NOT SET"), |value| Said::plain(format!("{value}{unit}")))
}
