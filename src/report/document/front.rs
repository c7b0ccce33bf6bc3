//! The document on the page: in front what was done, by whom, and what did not go as the checklist has it; then the
//! checklist; behind it what stands beside the items, and how the record is verified.

use super::Document;
use super::departures::Departed;
use crate::domain::checklist::NoticeLevel;
use crate::domain::{Mode, Text};
use crate::report::billing::{FamilyThatFits, PROMPT};
use crate::report::deidentified::{DEIDENTIFIED, OFFSETS};
use crate::report::model::entries_and_head;
use crate::report::page::{Block, Cell, Depth, Page, Said, Table, Tone};

impl Document {
    /// The whole report, before any form is given to it.
    pub fn page(&self) -> Page {
        let mut page = Page::new(self.title(), self.across(), self.marks());
        page.table(self.facts());
        if self.is_deidentified() {
            page.part("What was left out, and what that cannot promise").says(DEIDENTIFIED.map(Said::plain));
        }
        page.part("Who took part").table(self.who_took_part());
        self.departed(&mut page);
        self.rests_on(&mut page);
        self.body(&mut page);
        self.crises(&mut page);
        self.followed_up(&mut page);
        self.course(&mut page);
        self.comments(&mut page);
        self.billed(&mut page);
        self.verified(&mut page);
        page
    }

    fn title(&self) -> Text {
        let headline: Vec<&str> = self.headline.iter().map(Text::as_str).collect();
        let what = if headline.is_empty() { String::new() } else { format!(": {}", headline.join(", ")) };
        Text::from(format!("{}{what}", self.procedure_name))
    }

    fn facts(&self) -> Table {
        let (day, is_dated) = (self.day.at.in_zone(&self.day.zone), !self.is_deidentified());
        let outcome = self.closed.as_ref().map(|(outcome, reason)| {
            let reason = reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!("closed: {}{reason}", outcome.word())
        });
        let span = |span: &super::SectionSpan| format!("{} to {}", self.day.say(span.from), self.day.say(span.to));
        let facts = [
            ("Case", Some(self.code.to_string())),
            ("Place", self.label.as_ref().map(Text::to_string)),
            ("Checklist", Some(format!("{} ({})", self.checklist, self.review.word()))),
            ("Stands", Some(outcome.unwrap_or_else(|| self.state.word().replace('-', " ")))),
            ("Day", is_dated.then(|| day.strftime("%A %-d %B %Y").to_string())),
            ("Procedure", self.procedure.as_ref().map(span)),
            ("Times", Some(if is_dated { self.zone_words() } else { OFFSETS.to_owned() })),
            ("Record", Some(entries_and_head(self.entries, self.head))),
        ];
        Table::of_facts(facts.into_iter().filter_map(|(name, words)| Some((name, words?))))
    }

    fn zone_words(&self) -> String {
        let offset = self.day.at.in_zone(&self.day.zone).strftime("UTC%:z").to_string();
        format!("of {} ({offset} then); those without a date are of this day", self.day.zone_name())
    }

    fn who_took_part(&self) -> Table {
        let rows = self.people.iter().map(|person| {
            let role = person.role.map_or("role not recorded", crate::domain::Role::word);
            let did = Cell(person.words().into_iter().map(Said::plain).collect());
            vec![Cell::from(person.code.to_string()), Cell::from(role), did]
        });
        Table::new(&["Who", "Role", "In what"]).wide(&[14, 16, 70]).with(rows)
    }

    fn departed(&self, page: &mut Page) {
        page.part("Stops, overrides, deferrals, changes after sign-off");
        if self.departures.is_empty() {
            page.says([Said::plain(
                "None: no stop was met, nothing was overridden, put off, left out or changed after a sign-off.",
            )]);
            return;
        }
        let rows = self.departures.iter().map(|departure| {
            let kind = match departure.kind {
                Departed::ProcedureStopped | Departed::StopStands | Departed::Overridden => {
                    Said::warning(departure.kind.words())
                }
                Departed::StopMet
                | Departed::Deferred
                | Departed::NotDone
                | Departed::Lost
                | Departed::ChangedAfterSignOff
                | Departed::SetAside => Said::strong(departure.kind.words()),
            };
            let about = [Said::strong(departure.about.clone())].into_iter();
            let about = about.chain(departure.words.iter().cloned().map(Said::plain)).collect::<Vec<_>>();
            vec![kind.into(), about.into(), Said::muted(departure.who.clone()).into(), departure.then.clone().into()]
        });
        page.table(
            Table::new(&["What", "Where and why", "When, by whom", "What came of it"])
                .wide(&[16, 42, 16, 26])
                .with(rows),
        );
    }

    fn rests_on(&self, page: &mut Page) {
        let notices = self.content.notices.iter().map(|(level, words)| match level {
            NoticeLevel::Warning => Said::strong(words.clone()),
            NoticeLevel::Info => Said::plain(words.clone()),
        });
        if !self.content.notices.is_empty() {
            page.part("Notices of the checklist").put(Block::List(notices.collect()));
        }
        page.part("Review of the content, and its local numbers");
        page.says(self.content.review.iter().cloned().map(Said::plain));
        let rows = self.content.locals.iter().map(|local| {
            let value = local.value.clone().map_or_else(|| Said::warning("NOT SET"), Said::plain);
            let why = local.why.clone().map(Said::muted);
            let origin = if local.value.is_some() { local.origin.clone() } else { Text::from("nobody here") };
            let origin = [Said::plain(origin)].into_iter().chain(why).collect::<Vec<_>>();
            vec![Cell::from(local.about.clone()), value.into(), origin.into()]
        });
        page.table(Table::new(&["Local number", "Value", "Set by"]).wide(&[44, 18, 38]).with(rows));
    }

    fn crises(&self, page: &mut Page) {
        if self.crises.is_empty() {
            return;
        }
        page.part("Crisis cards");
        let rows = self.crises.iter().flat_map(|card| {
            card.stamps
                .iter()
                .map(|(at, words)| [card.title.clone(), self.day.say(*at).into(), words.clone()].map(Cell::from).into())
        });
        page.table(Table::new(&["Card", "When", "What"]).wide(&[30, 20, 50]).with(rows));
        page.says(self.crisis_gaps.iter().cloned().map(Said::warning));
    }

    fn followed_up(&self, page: &mut Page) {
        let rows = self.follow_ups.iter().map(|follow_up| {
            let due = follow_up.when.as_ref().map_or_else(
                || vec![Said::muted("no date: its anchor has no time")],
                |(due, until)| vec![Said::plain(due.as_str()), Said::muted(format!("in time until {until}"))],
            );
            let done = follow_up.done.map(|at| self.day.say(at));
            let late =
                |at: String| if follow_up.was_late() { Said::strong(format!("late: {at}")) } else { Said::muted(at) };
            let done = done.map(late);
            let stands: Cell =
                [Said::plain(follow_up.completion.clone())].into_iter().chain(done).collect::<Vec<_>>().into();
            let attempts = Cell(follow_up.attempts.iter().cloned().map(Said::plain).collect());
            vec![Cell::from(follow_up.title.clone()), due.into(), stands, attempts]
        });
        let table = Table::new(&["Follow-up", "Due", "Stands", "Attempts"]).wide(&[20, 28, 18, 34]).with(rows);
        if !table.rows.is_empty() {
            page.part("Follow-ups").table(table);
        }
        for curve in &self.curves {
            page.put(Block::Heading(Depth::Section, curve.title.clone()));
            curve.drawing().map(|drawing| page.put(Block::Drawing(drawing)));
            page.table(curve.table());
        }
    }

    fn course(&self, page: &mut Page) {
        page.part("Course of the day");
        self.time_line.drawing(&self.day).map(|drawing| page.put(Block::Drawing(drawing)));
        page.table(self.time_line.sections_table(&self.day)).table(self.time_line.events_table(&self.day));
        let said =
            |at: Option<crate::domain::Moment>, none: &str| at.map_or_else(|| none.to_owned(), |at| self.day.say(at));
        let rows = self.timers.iter().map(|timer| {
            let (started, ended) = (said(timer.started, "not recorded"), said(timer.ended, "not ended"));
            [timer.name.clone(), timer.minutes.clone(), started.into(), ended.into()].map(Cell::from).into()
        });
        page.table(Table::new(&["Timer", "Of", "Started", "Ended"]).with(rows));
    }

    fn comments(&self, page: &mut Page) {
        let rows = self.comments.iter().map(|comment| {
            let about = comment.about.clone().unwrap_or_else(|| Text::from("the case"));
            vec![Cell::from(about), Cell::from(comment.words.clone()), Said::muted(comment.who.clone()).into()]
        });
        let table = Table::new(&["About", "Comment", "When, by whom"]).wide(&[28, 50, 22]).with(rows);
        if !table.rows.is_empty() {
            page.part("Comments").table(table);
        }
    }

    fn billed(&self, page: &mut Page) {
        let Some(billing) = &self.billing else { return };
        page.part("Billing").says([Said::warning(billing.warning.clone())]);
        page.put(Block::Heading(Depth::Section, Text::from("What the source document says: not to be followed")));
        page.put(Block::List(
            billing.said.iter().map(|said| Said { tone: Tone::Struck, words: said.clone() }).collect(),
        ));
        page.put(Block::Heading(Depth::Section, Text::from(format!("What may fit this case. {PROMPT}"))));
        page.table(Table::of_facts(billing.rests_on.iter().cloned()));
        page.says(billing.note.iter().cloned().map(Said::warning));
        if billing.fits.is_empty() {
            page.says([Said::plain("Nothing: what was recorded fits no family, or says too little.")]);
        }
        let row = |family: &FamilyThatFits| {
            let codes: Vec<&str> = family.codes.iter().map(Text::as_str).collect();
            let here = family.here.iter().cloned().map(Said::strong);
            let text = [Said::plain(family.text.clone())].into_iter().chain(here).collect::<Vec<_>>();
            let (imaging, side) = (Cell::from(family.imaging.clone()), Cell::from(family.side.clone()));
            vec![Cell::from(codes.join(", ")), text.into(), imaging, side, Said::muted(family.evidence.words()).into()]
        };
        page.table(
            Table::new(&["Codes", "For", "Imaging", "Side", "Evidence"])
                .wide(&[13, 30, 18, 24, 15])
                .with(billing.fits.iter().map(row)),
        );
    }

    fn verified(&self, page: &mut Page) {
        page.part("The record");
        page.says(
            self.caveats.problem.iter().map(|problem| {
                Said::warning(format!("DAMAGED: {problem}; this report tells of what is whole before it"))
            }),
        );
        page.says(self.caveats.lines().into_iter().map(Said::warning));
        let entries = ("Entries", self.entries.to_string());
        let Some(head) = self.head else {
            page.table(Table::of_facts([entries]));
            return;
        };
        page.table(Table::of_facts([entries, ("Head", head.to_string())]));
        let verify = match self.mode {
            Mode::Case => format!("periop verify {} --head {head}", self.code),
            Mode::Practice | Mode::Demo => String::new(),
        };
        if !verify.is_empty() {
            page.says([Said::plain("This tells whether the record still holds these entries, unchanged:")]);
            page.put(Block::Typed(Text::from(verify)));
        }
        page.says([Said::muted("Roles are as they were given when each entry was recorded. The record is no proof against somebody who rewrites all of it: compare its head with this print.")]);
    }
}
