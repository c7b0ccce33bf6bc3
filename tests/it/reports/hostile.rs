//! Whatever words a page holds, they stay words: nothing of them is a tag, an attribute, a link or a heading.

use super::cases::{SHEET, complete};
use crate::bench::prelude::*;
use crate::bench::rules::Bench;
use html5gum::{Token, Tokenizer};
use periop::report::{Block, Cell, Depth, Document, Entry, Page, Room, Said, Space, Table, Tone, svg};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

pub(super) const NASTY: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onload='x",
    "</style></title></svg></main>",
    "<!--",
    "]]>&lt;&#60;",
    "# heading",
    "- [x] *list* _of_ `code`",
    "1. | cell | ![a](b) [c](https://d)",
    "https://example.com www.example.com",
    "```\n~~~ $x$ $$y$$",
    "\\",
    "=cmd|' /C calc'!A0",
    "\u{202e}\u{200b}\t\x1b[31m",
];

/// A page of every kind of block, with these words in each place.
fn page(words: &str) -> Page {
    let say = |tone| Said { tone, words: Text::from(words) };
    let tones = || [Tone::Plain, Tone::Strong, Tone::Warning, Tone::Muted, Tone::Struck].map(say).to_vec();
    let text = || Text::from(words);
    let runs = || vec![say(Tone::Plain), Said::strong("14:30 on Sunday"), say(Tone::Plain)];
    let mut page = Page::new(text(), vec![text()], vec![text()]);
    for depth in [Depth::Part, Depth::Section, Depth::Group] {
        page.put(Block::Heading(depth, text()));
    }
    page.says(tones())
        .put(Block::List(tones()))
        .put(Block::Runs(runs()))
        .put(Block::Lines(vec![runs(), runs()]))
        .put(Block::Typed(text()));
    let rows = [vec![Cell::from(text()), Cell(tones())], vec![Cell::default(), Cell::from(text())]];
    page.table(Table::new(&[words, words]).called(text()).wide(&[50, 50]).with(rows));
    page.table(Table::of_facts([(words, words)]));
    let blank = Space::Blank(text(), Room::DateAndTime, text());
    let row = vec![Space::Tick(text()), blank, Space::Lines(2), Space::Words(text())];
    page.each_sheet.clone_from(&row);
    let (spaces, margin) = (vec![row.clone(), row.clone()], row.clone());
    page.put(Block::Entry(Entry {
        tick: true,
        number: text(),
        words: text(),
        beside: text(),
        before: tones(),
        spaces,
        after: tones(),
        margin,
    }));
    page.put(Block::Spaces(vec![row])).put(Block::NextSheet);
    page.put(Block::Drawing(svg::drawing(text(), words, 10.0, &maud::html! { text { (words) } })));
    page
}

/// What an HTML parser takes for markup: every tag with its attributes, but for what is read aloud.
pub(super) fn markup(html: &str) -> Vec<String> {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let tokens = Tokenizer::new(html).map(|token| match token.expect("a token") {
        Token::StartTag(tag) => {
            let mut said = format!("<{}", name(&tag.name));
            for (key, value) in &tag.attributes {
                let value = if name(key) == "aria-label" { String::new() } else { name(value) };
                said.push_str(&format!(" {}={value}", name(key)));
            }
            said
        }
        Token::EndTag(tag) => format!("</{}>", name(&tag.name)),
        Token::Comment(_) => "a comment".to_owned(),
        Token::Doctype(_) => "a doctype".to_owned(),
        Token::String(_) | Token::Error(_) => String::new(),
    });
    tokens.filter(|token| !token.is_empty()).collect()
}

/// Everything that any Markdown has but for quotation marks made rounder, which are no structure.
fn options() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION
}

/// What Markdown takes for more than words.
fn structure(markdown: &str) -> Vec<String> {
    let parser = Parser::new_ext(markdown, options());
    let events = parser.filter_map(|event| match event {
        Event::Text(_) => None,
        other => Some(format!("{other:?}")),
    });
    events.collect()
}

fn words_of(markdown: &str) -> String {
    let texts = Parser::new_ext(markdown, options()).filter_map(|event| match event {
        Event::Text(words) => Some(words.to_string()),
        _ => None,
    });
    texts.collect()
}

fn nasty() -> impl Strategy<Value = String> {
    let part = prop_oneof![any::<String>(), prop::sample::select(&NASTY[..]).prop_map(str::to_owned)];
    prop::collection::vec(part, 1..4).prop_map(|parts| format!("a{}", parts.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn html_holds_no_more_markup_than_that_of_plain_words(words in nasty()) {
        prop_assert_eq!(markup(&page(&words).html()), markup(&page("plain").html()));
    }

    #[test]
    fn markdown_is_no_more_than_words(words in nasty(), begins in prop::sample::select(&NASTY[..])) {
        for words in [words, begins.to_owned()] {
            let markdown = page(&words).markdown();
            let (found, plain) = (structure(&markdown), structure(&page("plain").markdown()));
            let other = found.iter().zip(&plain).find(|(one, other)| one != other);
            prop_assert!(found == plain, "{:?}\n{}", other, markdown);
            let said = Text::from(words.as_str());
            prop_assert!(words_of(&markdown).contains(said.as_str().trim()), "{}", markdown);
        }
    }

    #[test]
    fn text_holds_nothing_that_a_terminal_obeys(words in nasty()) {
        for line in page(&words).text().lines() {
            prop_assert_eq!(Text::first_hostile(line), None);
        }
    }
}

/// A case in which everybody wrote what is not words, of a checklist that says it too.
#[test]
fn a_whole_report_stays_what_it_is() {
    let said = |words: &str| {
        let mut bench = complete();
        for item in [None, Some("post-vitals")] {
            bench.nurse().act(Act::Reopen { reason: Text::from(words) }).ok();
            bench.nurse().note(item, words).expect("a note");
        }
        Document::new(&bench.case, &SHEET.1, Caveats { problem: Some(Text::from(words)), ..Caveats::default() }).page()
    };
    let plain = said("plain words");
    for words in NASTY {
        let nasty = said(&format!("why {words}"));
        assert_eq!(markup(&nasty.html()), markup(&plain.html()), "{words}");
        assert_eq!(structure(&nasty.markdown()), structure(&plain.markdown()), "{words}");
    }
}

/// The same words in every place in which somebody's words may stand.
pub(super) fn facts(bench: &Bench, text: &Text) -> Vec<Fact> {
    let id = bench.case.checklist().item(bench.ix("two-identifiers")).id.clone();
    let (own, reason) = (|| text.clone(), || Some(text.clone()));
    let (second, preset, carried) = (None, None, None);
    let answer = Answer::NotRight(own());
    vec![
        Fact::Case(CaseFact::Labelled { label: reason(), planned: None }),
        Fact::Case(CaseFact::Noted { text: own() }),
        Fact::Case(CaseFact::Contacted { text: own() }),
        ItemFact::Noted { text: own() }.about(&id),
        ItemFact::Escalated { told: own(), text: reason() }.about(&id),
        ItemFact::Answered { answer, second, reason: reason(), again: false, grouped: false, preset, carried }
            .about(&id),
        ItemFact::Overridden { reason: own() }.about(&id),
        Fact::Case(CaseFact::Stopped { reason: own() }),
        Fact::Case(CaseFact::Closed { outcome: Outcome::Stopped, reason: reason() }),
    ]
}
