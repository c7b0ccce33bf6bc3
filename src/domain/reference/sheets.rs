//! From a checklist's parts to sheets: their words made harmless, their sources numbered, times and conditions said.

use super::{Body, Part, Sheet, Topic};
use crate::domain::Text;
use crate::domain::checklist::{
    Beside, Billing, Checklist, CodeFamily, CrisisCard, CrisisDrug, Evidence, Handout, LocalName, Notice, NoticeLevel,
    Page, Piece, Placeholder, Telephone, in_words, pieces,
};

impl Sheet {
    /// Every sheet of a checklist, in the order in which they are told.
    pub fn all(checklist: &Checklist, beside: &Beside) -> Vec<Self> {
        let notices = (!checklist.notices.is_empty()).then(|| notices(checklist));
        let pages = beside.reference.iter().map(|of| page(checklist, of));
        let billing = beside.billing.as_ref().map(|of| billing(checklist, of));
        let handouts = beside.handouts.iter().map(|of| handout(checklist, of));
        let cards = checklist.crisis.iter().map(|of| card(checklist, of));
        notices.into_iter().chain(pages).chain(billing).chain(handouts).chain(cards).collect()
    }
}

impl Checklist {
    /// What every reader must know, warnings first.
    pub fn notices_by_weight(&self) -> impl Iterator<Item = &Notice> {
        let of = |level| self.notices.iter().filter(move |notice| notice.level == level);
        of(NoticeLevel::Warning).chain(of(NoticeLevel::Info))
    }
}

/// A sheet that is being put together.
struct Draft<'a> {
    checklist: &'a Checklist,
    parts: Vec<Part>,
    /// Each source once, with the lines of it that are cited.
    cited: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Draft<'a> {
    fn of(checklist: &'a Checklist, sources: &'a [String]) -> Self {
        let mut draft = Self { checklist, parts: Vec::new(), cited: Vec::new() };
        draft.cite(sources);
        draft
    }

    /// The numbers of these sources.
    fn cite(&mut self, sources: &'a [String]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for source in sources {
            let (id, line) = source.split_once(':').unwrap_or((source, ""));
            let at = self.cited.iter().position(|(known, _)| *known == id).unwrap_or_else(|| {
                self.cited.push((id, Vec::new()));
                self.cited.len() - 1
            });
            let lines = &mut self.cited[at].1;
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
            if !numbers.contains(&(at + 1)) {
                numbers.push(at + 1);
            }
        }
        numbers
    }

    fn put(&mut self, body: Body, sources: &'a [String]) {
        let from = self.cite(sources);
        self.parts.push(Part { when: None, body, from });
    }

    fn notice(&mut self, notice: &'a Notice) {
        let words = Text::sanitise(&notice.text);
        let body = match notice.level {
            NoticeLevel::Warning => Body::Warning(words),
            NoticeLevel::Info => Body::Text(words),
        };
        self.put(body, &notice.sources);
    }

    fn sheet(self, topic: Topic, id: &str, title: &str, evidence: Option<Evidence>) -> Sheet {
        let sources = self.cited.iter().map(|(id, lines)| source(self.checklist, id, lines)).collect();
        let (key, checklist) = (topic.key(id), self.checklist.title.clone());
        Sheet { key, checklist, topic, title: Text::sanitise(title), parts: self.parts, evidence, sources }
    }
}

fn notices(checklist: &Checklist) -> Sheet {
    let mut draft = Draft::of(checklist, &[]);
    checklist.notices_by_weight().for_each(|notice| draft.notice(notice));
    draft.sheet(Topic::Notices, "notices", "What every reader must know", None)
}

fn page<'a>(checklist: &'a Checklist, page: &'a Page) -> Sheet {
    let mut draft = Draft::of(checklist, &page.sources);
    let own = |notice: &&Notice| notice.page.as_ref().is_some_and(|id| *id == *page.id);
    checklist.notices_by_weight().filter(own).for_each(|notice| draft.notice(notice));
    for block in &page.body {
        let text = block.text.as_ref().map(|words| Body::Text(Text::sanitise(words)));
        let list = block.list.as_ref().map(|lines| Body::List(texts(lines)));
        let table = block.table.as_ref().map(|table| Body::Table {
            head: texts(&table.head),
            rows: table.rows.iter().map(|row| texts(row)).collect(),
        });
        text.into_iter().chain(list).chain(table).for_each(|body| draft.put(body, &block.sources));
    }
    draft.sheet(Topic::Page, &page.id, &page.title, Some(page.evidence))
}

fn billing<'a>(checklist: &'a Checklist, billing: &'a Billing) -> Sheet {
    let mut draft = Draft::of(checklist, &[]);
    draft.put(Body::Warning(Text::sanitise(&billing.warning)), &[]);
    draft.put(Body::Heading(Text::from("What the source document says")), &[]);
    for said in &billing.said {
        draft.put(Body::Text(Text::sanitise(&said.text)), &said.sources);
    }
    draft.put(Body::Heading(Text::from("Codes that belong together")), &[]);
    let row = |family: &CodeFamily| {
        let when = family.when.as_ref().map(|when| checklist.condition(when)).unwrap_or_default();
        let cells = [&family.codes.join(" "), &family.text, &family.imaging, &family.side, &when];
        let cells = cells.into_iter().map(String::as_str).chain([family.evidence.words()]);
        cells.map(Text::sanitise).collect()
    };
    let head = ["codes", "for", "imaging", "side", "may fit where", "evidence"].map(Text::from).into();
    draft.put(Body::Table { head, rows: billing.families.iter().map(row).collect() }, &[]);
    draft.put(Body::Heading(Text::from("Rules of the payers")), &[]);
    for rule in &billing.rules {
        let words = format!("{} ({})", rule.text, rule.evidence.words());
        draft.put(Body::Text(Text::sanitise(&words)), &rule.sources);
    }
    draft.sheet(Topic::Billing, "billing", "Billing: a prompt for the coder", None)
}

fn handout<'a>(checklist: &'a Checklist, handout: &'a Handout) -> Sheet {
    let mut draft = Draft::of(checklist, &[]);
    for block in &handout.body {
        let words = |words: &String| Text::sanitise(&with_times(checklist, words));
        let number = |telephone: &Telephone| {
            let number = checklist.local(&telephone.local).and_then(LocalName::value);
            let unset = || format!("not set by your site: {}", telephone.local);
            Text::sanitise(&format!("{}: {}", telephone.label, number.map_or_else(unset, ToString::to_string)))
        };
        let said = [
            block.heading.as_ref().map(|heading| Body::Heading(words(heading))),
            block.warning.as_ref().map(|warning| Body::Warning(words(warning))),
            block.text.as_ref().map(|text| Body::Text(words(text))),
            block.list.as_ref().map(|lines| Body::List(lines.iter().map(words).collect())),
            block.telephones.as_ref().map(|telephones| Body::List(telephones.iter().map(number).collect())),
        ];
        let when = block.when.as_ref().map(|when| Text::sanitise(&checklist.condition(when)));
        for body in said.into_iter().flatten() {
            let from = draft.cite(&block.sources);
            draft.parts.push(Part { when: when.clone(), body, from });
        }
    }
    draft.sheet(Topic::Handout, &handout.id, &handout.title, None)
}

/// `{left-at+PT24H}` as what it stands for: `<24 hours after "Left at">`.
fn with_times(checklist: &Checklist, words: &str) -> String {
    let said = pieces(words).into_iter().map(|piece| match piece {
        Piece::Words(words) | Piece::Unclosed(words) => words.to_owned(),
        Piece::Time(place) => {
            let items = place.ids().map(|id| match checklist.find(id) {
                Some(ix) => checklist.quoted(ix),
                None if id == Placeholder::PLANNED => "the appointment".to_owned(),
                None => id.to_owned(),
            });
            let items = items.collect::<Vec<_>>().join(", or else ");
            let before = if place.is_before { "before" } else { "after" };
            let span = place.after().map(|span| format!("{} {before}", in_words(&span.abs())));
            format!("<{} {items}>", span.as_deref().unwrap_or("the time of"))
        }
    });
    said.collect()
}

fn card<'a>(checklist: &'a Checklist, card: &'a CrisisCard) -> Sheet {
    let mut draft = Draft::of(checklist, &card.sources);
    draft.put(Body::Warning(Text::sanitise(&format!("Call: {}", card.call))), &[]);
    draft.put(Body::Steps(texts(&card.steps)), &[]);
    if !card.drugs.is_empty() {
        let row = |drug: &CrisisDrug| {
            let of_site = checklist.local(&drug.local).and_then(|local| Some((local, local.value()?)));
            let dose = match (of_site, &drug.dose) {
                (Some((local, value)), _) => format!("{value} ({})", local.origin(checklist)),
                (None, Some(dose)) => format!("{dose} (shipped)"),
                (None, None) => format!("not set by your site: {}", drug.local),
            };
            vec![Text::sanitise(&drug.name), Text::sanitise(&dose)]
        };
        let head = ["drug", "dose"].map(Text::from).into();
        draft.put(Body::Table { head, rows: card.drugs.iter().map(row).collect() }, &[]);
    }
    draft.sheet(Topic::Card, card.id.as_str(), &card.title, Some(card.evidence))
}

fn texts(words: &[String]) -> Vec<Text> {
    words.iter().map(|words| Text::sanitise(words)).collect()
}

/// A source with its year, the lines of it that are cited, and its address, as far as the file has them.
fn source(checklist: &Checklist, id: &str, lines: &[&str]) -> Text {
    let known = checklist.sources.get(id);
    let title = known.map_or(id, |source| source.title.as_str());
    let year = known.and_then(|source| source.year).map(|year| year.to_string());
    let year = year.filter(|year| !title.contains(year.as_str())).map(|year| format!(" ({year})"));
    let url = known.and_then(|source| source.url.as_ref()).map(|url| format!(" {url}"));
    Text::sanitise(&format!("{title}{}{}{}", year.unwrap_or_default(), places(lines), url.unwrap_or_default()))
}

/// The cited lines of a source; those that follow each other as from and to.
fn places(lines: &[&str]) -> String {
    let mut numbers: Vec<u32> = lines.iter().filter_map(|line| line.parse().ok()).collect();
    numbers.sort_unstable();
    let runs = numbers.chunk_by(|one, next| one + 1 == *next).map(|run| match run {
        [first, .., last] => format!("{first}-{last}"),
        run => run.iter().map(ToString::to_string).collect(),
    });
    let others = lines.iter().filter(|line| line.parse::<u32>().is_err()).map(ToString::to_string);
    let said: Vec<String> = runs.chain(others).collect();
    match lines {
        [] => String::new(),
        [_] => format!(", line {}", said.concat()),
        _ => format!(", lines {}", said.join(", ")),
    }
}
