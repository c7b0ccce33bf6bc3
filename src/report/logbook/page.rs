//! The logbook as a page, to be printed and signed.

use super::{Logbook, SectionKnown, StepKnown};
use crate::domain::practice::Verdict;
use crate::domain::{Now, Text};
use crate::report::page::{Block, Cell, Depth, Page, Said, Table};

impl Logbook {
    pub fn page(&self, now: &Now) -> Page {
        let mark = self.mode.mark().map(Text::from);
        let says = self.says.clone();
        let mut page =
            Page::new(format!("Logbook of {}", self.trainee), mark.into_iter().collect(), vec![says.clone()]);
        page.says([Said::plain(says)]).table(Table::of_facts(self.head(now)));
        let rehearsals = self.rehearsals.iter().map(|one| {
            let when = one.at.in_zone(&now.zone).strftime("%Y-%m-%d %H:%M").to_string();
            let sure = one.sure.map(|sure| format!("{sure} %")).unwrap_or_default();
            let exercise = one.exercise.word().to_owned();
            [when, exercise, one.seed.to_string(), one.code.clone(), one.result(), sure].map(Cell::from).into()
        });
        let head = Table::new(&["When", "Exercise", "Seed", "Record", "Result", "Said to be sure"]);
        page.part("Rehearsals").table(head.with(rehearsals)).part("Steps");
        for section in &self.sections {
            section.put(&mut page);
        }
        page.put(Block::Sign(vec!["Supervisor", "Signature", "Date"]));
        page
    }
}

impl SectionKnown {
    fn put(&self, page: &mut Page) {
        page.put(Block::Heading(Depth::Section, self.title.clone()));
        let table = Table::new(&["Step", "Level", "Last", "Known", "Again"]).wide(&[46, 12, 16, 10, 16]);
        page.table(table.with(self.steps.iter().map(StepKnown::cells)));
    }
}

impl StepKnown {
    fn cells(&self) -> Vec<Cell> {
        let [verdict, known, due] = self.words();
        let verdict = match self.verdict {
            Some(Verdict::Right) => Said::plain(verdict),
            None => Said::muted(verdict),
            Some(_) => Said::strong(verdict),
        };
        let level = if self.critical { "critical" } else { "" };
        vec![self.text.clone().into(), level.into(), verdict.into(), known.into(), due.into()]
    }
}
