//! The print for whoever approves the content: everything that it says and rests on, each part with a box to agree and
//! room for a change, and at its end what is written into the file.

use super::asked::Asked;
use super::{Form, answer, section_words, value};
use crate::domain::checklist::{Item, Preset, Source, Total};
use crate::domain::reference::{Body, Part, Sheet, Topic};
use crate::domain::{Text, counted};
use crate::report::page::{Block, Depth, Entry, MadeFor, Page, Room, Said, Space, Table, rows_of};

const HOW: &str = "For each part: agree, or write what is to change. Approval is by name, for exactly the content with the \
    SHA-256 below; whatever is changed later is other content, and what a site sets is no part of it. Numbers in [ ] are items, sources are listed by their ids \
    at the end. A limit with a local name may be set by the site; what holds here stands in the table of local numbers.";

/// Not to be taken for reviewed with the rest.
const NOT_HERE: &str = "Not printed here: the words for recall, the order, the uneventful case, the questions and the \
    scenarios of practice, its standard, and which numbers are drawn as curves. The SHA-256 is over them too.";

impl Form<'_> {
    pub(super) fn review(&self) -> Page {
        let mut page = self.bare("review of the content");
        page.made_for = MadeFor::Writing;
        page.each_sheet = vec![Space::blank("reviewed by", Room::Word), Space::blank("on", Room::Date)];
        page.says([Said::plain(self.checklist.objective.clone())]).table(self.facts());
        page.says(self.checklist.review.lines().into_iter().map(Said::plain))
            .says([Said::plain(HOW), Said::strong(NOT_HERE)]);
        let is_notice = |sheet: &&Sheet| sheet.topic == Topic::Notices;
        self.sheets.iter().filter(is_notice).for_each(|sheet| looked_up(&mut page, sheet));
        self.items(&mut page);
        self.beside(&mut page);
        self.sheets.iter().filter(|sheet| !is_notice(sheet)).for_each(|sheet| looked_up(&mut page, sheet));
        self.sources(&mut page);
        self.signed(&mut page);
        page
    }

    fn facts(&self) -> Table {
        let checklist = self.checklist;
        let stops: usize = checklist.items.iter().map(|item| item.stops.len()).sum();
        let facts = [
            ("Checklist", format!("{} {}", checklist.id, checklist.version)),
            ("Stands", checklist.review.today(self.now).word().to_owned()),
            ("SHA-256", self.content.map(|hash| hash.to_string()).unwrap_or_default()),
            (
                "Holds",
                format!(
                    "{}, {}, {}",
                    counted(checklist.items.len(), "item", "items"),
                    counted(stops, "stop", "stops"),
                    counted(checklist.crisis.len(), "crisis card", "crisis cards")
                ),
            ),
        ];
        Table::of_facts(facts)
    }

    fn items(&self, page: &mut Page) {
        for phase in &self.checklist.phases {
            page.part(phase.title.clone());
            for section in &self.checklist.sections[phase.sections.clone()] {
                page.put(Block::Heading(Depth::Section, Text::from(format!("{} ({})", section.title, section.id))));
                let due = self.due_words(section).map(Said::plain);
                let given_up = section
                    .attempts
                    .map(|most| Said::plain(format!("Given up after {most} attempts at the earliest.")));
                page.says([Said::muted(section_words(section))].into_iter().chain(due).chain(given_up));
                for ix in section.item_ixs() {
                    page.put(Block::Entry(self.reviewed(Asked { checklist: self.checklist, ix })));
                }
            }
        }
    }

    fn reviewed(&self, asked: Asked<'_>) -> Entry {
        let item = asked.item();
        let card = item.card.as_ref().and_then(|id| self.checklist.card(id.as_str()));
        let pages: Vec<&str> = item.pages.iter().map(crate::domain::Id::as_str).collect();
        let about = [
            (item.short != item.text).then(|| format!("Short: {}", item.short)),
            Some(format!("Answer: {}", answer::words(self.checklist, &item.answer))),
            asked.prepared().map(|words| format!("Ahead: {words}")),
            asked.confirms().map(|words| format!("Confirmed: {words}")),
        ];
        let stops = asked
            .stops()
            .map(|(stop, words)| Said::warning(format!("{words}{}", cited(" Stop from: ", &stop.sources))));
        let rests = [
            Some(format!("While open or not right: {}", item.override_by.words())),
            Some(format!("Why: {}", item.why)),
            Some(format!("Evidence: {}{}", item.evidence.words(), cited(". Sources: ", &item.sources))),
            (!pages.is_empty()).then(|| format!("Pages: {}", pages.join(", "))),
            card.map(|card| format!("Crisis card: {}", card.title)),
        ];
        let before = asked.only_if().map(Said::strong).into_iter().chain(about.into_iter().flatten().map(Said::plain));
        let before = before.chain(stops).chain(asked.cautions().map(Said::plain));
        let before = before.chain(rests.into_iter().flatten().map(Said::plain));
        Entry {
            tick: false,
            number: asked.number(),
            words: item.text.clone(),
            beside: beside(item, asked),
            before: before.collect(),
            spaces: agreed(),
            after: Vec::new(),
            margin: Vec::new(),
        }
    }

    /// What is set, filled in and added up beside the items.
    fn beside(&self, page: &mut Page) {
        let numbers = self.local_numbers();
        if !numbers.rows.is_empty() {
            page.part("Local numbers").table(numbers).put(Block::Spaces(agreed()));
        }
        let texts = self.checklist.locals.iter().filter(|local| local.items.is_empty());
        let texts = texts.map(|local| {
            (local.name.to_string(), vec![Said::plain(local.about.clone().unwrap_or_default()), value(local)])
        });
        let texts = Table::of_facts(texts).called("Other local names");
        if !texts.rows.is_empty() {
            page.table(texts).put(Block::Spaces(agreed()));
        }
        let bounds = self.checklist.locals.iter().filter_map(|local| {
            let bound = |words: &str, bound: &Option<_>| {
                bound.as_ref().map(|bound: &crate::domain::checklist::LocalValue| format!("{words} {bound}"))
            };
            let range: Vec<String> =
                bound("at least", &local.min).into_iter().chain(bound("at most", &local.max)).collect();
            let from = cited("; from ", &local.sources);
            (!range.is_empty() || !from.is_empty())
                .then(|| (local.name.to_string(), format!("{}{from}", range.join(", "))))
        });
        page.table(Table::of_facts(bounds).called("What a site may set them to, and where what is shipped is from"));
        if !self.checklist.totals.is_empty() {
            let totals = self.checklist.totals.iter().map(|total| self.added_up(total));
            page.part("Totals").put(Block::List(totals.map(Said::plain).collect())).put(Block::Spaces(agreed()));
        }
        if !self.checklist.presets.is_empty() {
            page.part("Presets");
        }
        for preset in &self.checklist.presets {
            self.filled_in(page, preset);
        }
    }

    fn added_up(&self, total: &Total) -> String {
        let parts = total.parts.iter().map(|part| {
            let fields: Vec<&str> = part.fields.iter().map(crate::domain::Id::as_str).collect();
            let product = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(" × ")) };
            format!("{}{product}", self.checklist.quoted(part.item))
        });
        format!("{} in {}: {}", total.title, total.unit, parts.collect::<Vec<_>>().join(" + "))
    }

    fn filled_in(&self, page: &mut Page, preset: &Preset) {
        page.put(Block::Heading(Depth::Section, preset.title.clone()));
        let answers = preset.answers.iter().map(|(ix, answer)| {
            let item = self.checklist.item(*ix);
            (item.text.clone(), answer.say(item, self.now))
        });
        page.table(Table::of_facts(answers)).put(Block::Spaces(agreed()));
    }

    fn sources(&self, page: &mut Page) {
        let told = self.checklist.sources.iter().map(|(id, Source { title, year, url })| {
            let year = year.map(|year| format!(" ({year})")).unwrap_or_default();
            let url = url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
            Said::plain(format!("{id}: {title}{year}{url}"))
        });
        page.part("Sources").put(Block::List(told.collect()));
    }

    /// What an approval writes into the file.
    fn signed(&self, page: &mut Page) {
        page.part("Approval");
        let content = self.content.map(|hash| hash.to_string()).unwrap_or_default();
        page.says([
            Said::plain("What stands here goes into \"review\" of the file, where \"periop checklists check FILE\" asks for the same SHA-256. Who: a role or a staff code. Scope: what of it was reviewed."),
            Said::strong(NOT_HERE),
        ]);
        page.put(Block::Typed(Text::from(content)));
        page.put(Block::Spaces(vec![vec![
            Space::blank("owner (a role or a unit)", Room::Words),
            Space::tick("approved"),
            Space::tick("not approved"),
        ]]));
        let reviewer = [
            Space::blank("who", Room::Word),
            Space::blank("role", Room::Word),
            Space::blank("date", Room::Date),
            Space::blank("scope", Room::Words),
            Space::blank("signature", Room::Words),
        ];
        page.put(Block::Spaces(rows_of(4, &reviewer)));
        page.put(Block::Spaces(vec![
            vec![
                Space::blank("approved on (date)", Room::Date),
                Space::blank("next review by (review_by)", Room::Date),
            ],
            vec![Space::Words("under these conditions".into()), Space::Lines(2)],
        ]));
    }
}

fn beside(item: &Item, asked: Asked<'_>) -> Text {
    let words: Vec<&str> = [item.id.as_str()].into_iter().chain(asked.beside()).collect();
    Text::from(words.join(", "))
}

fn cited(before: &str, sources: &[Text]) -> String {
    let ids: Vec<String> = sources.iter().map(|cited| cited.as_str().replacen(':', " line ", 1)).collect();
    if ids.is_empty() { String::new() } else { format!("{before}{}", ids.join("; ")) }
}

fn agreed() -> Vec<Vec<Space>> {
    vec![vec![Space::tick("agree"), Space::tick("change"), Space::blank("by", Room::Initials), Space::Lines(1)]]
}

/// A sheet of what there is to look up, as it is read there.
fn looked_up(page: &mut Page, sheet: &Sheet) {
    page.part(sheet.title.clone()).says([Said::muted(sheet.key.clone())]);
    sheet.parts.iter().for_each(|part| told(page, part));
    page.says(sheet.evidence.map(|evidence| Said::plain(format!("Evidence: {}", evidence.words()))));
    let sources = sheet.sources.iter().zip(1..).map(|(source, n)| Said::muted(format!("[{n}] {source}")));
    page.says(sources).put(Block::Spaces(agreed()));
}

fn told(page: &mut Page, part: &Part) {
    let numbers: Vec<String> = part.from.iter().map(ToString::to_string).collect();
    let from = if numbers.is_empty() { String::new() } else { format!(" [{}]", numbers.join(", ")) };
    page.says(part.when.iter().map(|when| Said::strong(format!("Only where {when}:"))));
    match &part.body {
        Body::Warning(words) => page.says([Said::warning(format!("{words}{from}"))]),
        Body::Heading(words) => page.put(Block::Heading(Depth::Group, words.clone())),
        Body::Text(words) => page.says([Said::plain(format!("{words}{from}"))]),
        Body::List(lines) => {
            page.put(Block::List(lines.iter().map(|line| Said::plain(line.clone())).collect())).says(behind(&from))
        }
        Body::Steps(lines) => {
            let steps = lines.iter().zip(1..).map(|(line, n)| Said::plain(format!("{n}. {line}")));
            page.says(steps).says(behind(&from))
        }
        Body::Table { head, rows } => {
            let rows = rows.iter().map(|row| row.iter().cloned().map(Into::into).collect());
            page.table(Table { head: head.clone(), ..Table::default() }.with(rows)).says(behind(&from))
        }
    };
}

fn behind(from: &str) -> Option<Said> {
    (!from.is_empty()).then(|| Said::muted(format!("from{from}")))
}
