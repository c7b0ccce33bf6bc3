//! The blank form: the whole checklist in the order of the screens, to be filled in with a pen and typed in afterwards.

use super::asked::Asked;
use super::{Form, answer, of_a_case, section_words};
use crate::domain::checklist::{NoticeLevel, Phase, Section};
use crate::domain::{Attempt, Outcome, Role, Text};
use crate::report::page::{Block, Depth, Entry, MadeFor, Page, Room, Said, Space, rows_of};

/// How it is filled in.
const HOW: &str = "Codes only: no name, no birth date, no record number. Tick one box of a line unless it says \"all that \
    apply\". What is not right, not applicable (n/a), put off (later), overridden or corrected gets its reason on the \
    lines at the end of its phase. Numbers in [ ] are items of this form. What is critical stays open until it is \
    answered or overridden; a critical line that is not right is a STOP: put it right and check again. Nobody begins the \
    next section while a stop stands or a critical line is open. Afterwards everything is typed in, in this order, with the times that stand here.";

/// One line for so many items, for what did not go as planned.
const ITEMS_A_REASON: usize = 8;

impl Form<'_> {
    pub(super) fn blank(&self) -> Page {
        let mut page = self.bare("blank form");
        page.made_for = MadeFor::Writing;
        page.each_sheet = of_a_case(Room::Number);
        self.head(&mut page);
        for phase in &self.checklist.phases {
            self.phase(&mut page, phase);
        }
        self.ends(&mut page);
        let numbers = self.local_numbers();
        if !numbers.rows.is_empty() {
            page.part("Local numbers that hold on this form").table(numbers);
        }
        page
    }

    fn head(&self, page: &mut Page) {
        let notices = self.checklist.notices_by_weight().map(|notice| match notice.level {
            NoticeLevel::Warning => Said::strong(Text::sanitise(&notice.text)),
            NoticeLevel::Info => Said::plain(Text::sanitise(&notice.text)),
        });
        let notices: Vec<Said> = notices.collect();
        if !notices.is_empty() {
            page.put(Block::List(notices));
        }
        page.says(self.checklist.review.lines().into_iter().map(Said::plain)).says([Said::plain(HOW)]);
        let roles = Role::ALL.iter().map(|role| Space::tick(role.word()));
        let here = [Space::blank("from", Room::Time), Space::blank("to", Room::Time)];
        let team: Vec<Space> =
            [Space::blank("Staff code", Room::Initials)].into_iter().chain(roles).chain(here).collect();
        let plan = vec![Space::blank("Planned for", Room::DateAndTime), Space::blank("room", Room::Word)];
        page.put(Block::Spaces(rows_of(4, &team).into_iter().chain([plan]).collect()));
    }

    fn phase(&self, page: &mut Page, phase: &Phase) {
        page.part(phase.title.clone());
        let sections = &self.checklist.sections[phase.sections.clone()];
        for section in sections {
            self.section(page, section);
        }
        let items: usize = sections.iter().map(|section| section.items.len()).sum();
        let reason = [
            Space::blank("Item", Room::Initials),
            Space::tick("not right"),
            Space::tick("n/a"),
            Space::tick("later"),
            Space::tick("overridden"),
            Space::tick("corrected"),
            Space::blank("", Room::Time),
            Space::blank("by", Room::Initials),
            Space::Lines(1),
        ];
        let title = format!("{}: reasons for what was not ticked, or not as asked", phase.title);
        page.put(Block::Heading(Depth::Section, Text::from(title)));
        page.put(Block::Spaces(rows_of(items.div_ceil(ITEMS_A_REASON).clamp(2, 8), &reason)));
        let signed = vec![
            Space::tick("phase complete, signed off by"),
            Space::blank("staff code", Room::Word),
            Space::blank("", Room::DateAndTime),
        ];
        page.put(Block::Spaces(vec![signed]));
    }

    fn section(&self, page: &mut Page, section: &Section) {
        page.put(Block::Heading(Depth::Section, section.title.clone()));
        let due = self.due_words(section).map(Said::strong);
        page.says([Said::muted(section_words(section))].into_iter().chain(due));
        if section.due.is_some() {
            let said = Attempt::ALL.iter().map(|attempt| Space::tick(attempt.said()));
            let attempt: Vec<Space> = [Space::blank("Attempt", Room::DateAndTime)].into_iter().chain(said).collect();
            page.put(Block::Spaces(rows_of(section.attempts.map_or(1, |most| most.min(3) as usize), &attempt)));
        }
        for ix in section.item_ixs() {
            page.put(Block::Entry(self.entry(Asked { checklist: self.checklist, ix })));
        }
    }

    fn entry(&self, asked: Asked<'_>) -> Entry {
        let item = asked.item();
        let before = asked.only_if().map(Said::strong).into_iter();
        let beside: Vec<String> = asked.beside().into_iter().map(str::to_owned).chain(asked.confirms()).collect();
        let muted = asked.prepared().map(|words| Said::muted(format!("{words}.")));
        let stops = asked.stops().map(|(_, words)| Said::warning(words));
        Entry {
            tick: item.answer.is_check(),
            number: asked.number(),
            words: item.text.clone(),
            beside: Text::from(beside.join(", ")),
            before: before.chain(muted).collect(),
            spaces: answer::spaces(self.checklist, &item.answer),
            after: stops.chain(asked.cautions().map(Said::plain)).collect(),
            margin: asked.margin(),
        }
    }

    /// How the case ended, and what nobody asked for.
    fn ends(&self, page: &mut Page) {
        let time = || Space::blank("", Room::Time);
        let by = || Space::blank("by", Room::Initials);
        let because = || [Space::Words("because".into()), Space::Lines(1)];
        let stopped = [Space::tick("procedure stopped"), time(), by()].into_iter().chain(because());
        let begins_anew = self.checklist.sections.iter().any(|section| section.restarts);
        let moved = begins_anew.then(|| [vec![Space::tick("needle moved")], rows_of(3, &[time()]).concat()].concat());
        let comments =
            vec![Space::Words("Comments, other contacts, with their time and staff code".into()), Space::Lines(3)];
        let outcomes = Outcome::ALL.iter().map(|outcome| Space::tick(outcome.word().replace('-', " ")));
        let closed = [Space::Words("Closed:".into())].into_iter().chain(outcomes);
        let when = [Space::blank("", Room::DateAndTime), by()].into_iter().chain(because());
        let rows = [stopped.collect()].into_iter().chain(moved).chain([comments, closed.collect(), when.collect()]);
        page.part("The case").put(Block::Spaces(rows.collect()));
    }
}
