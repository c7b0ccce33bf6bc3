//! A checklist on paper: nothing is missing, everything is in its order, and what it is not is said.

use super::hostile::{NASTY, markup};
use crate::bench::prelude::*;
use crate::bench::sheet::SITE;
use periop::domain::reference::Sheet;
use periop::report::{Block, Entry, Form, Page, Paper};

const PAPERS: [Paper; 3] = [Paper::Blank, Paper::Review, Paper::Crisis];

fn today() -> Now {
    let at: Timestamp = "2026-11-23T08:00:00Z".parse().expect("a moment");
    Now { at: at.into(), zone: TimeZone::UTC }
}

/// The papers of a file, perhaps with what a site sets.
fn page(json: &str, local: Option<&Value>, paper: Paper) -> Page {
    let (mut checklist, beside) = Checklist::load_whole(json).expect("a checklist");
    if let Some(local) = local {
        let set = checklist.read_locals(&local.to_string()).expect("local values");
        checklist = checklist.with(&set);
    }
    let (sheets, content, now) = (Sheet::all(&checklist, &beside), Checklist::content(json), today());
    Form { checklist: &checklist, sheets: &sheets, content, now: &now }.page(paper)
}

fn shipped_page(paper: Paper) -> Page {
    page(SHIPPED[0].json, None, paper)
}

fn entries(page: &Page) -> Vec<&Entry> {
    page.blocks.iter().filter_map(|block| if let Block::Entry(entry) = block { Some(entry) } else { None }).collect()
}

/// Words as they are read, wherever a line ends.
fn read_through(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_checklist_with_every_kind_of_item_on_paper() {
    for (name, paper) in [("blank", Paper::Blank), ("review", Paper::Review), ("crisis", Paper::Crisis)] {
        let page = page(EVERY_TYPE, None, paper);
        insta::assert_snapshot!(format!("every-type-{name}-text"), page.text());
        let html = page.html();
        let html = html.split_once("</style>").expect("the end of the style sheet").1.replace("><", ">\n<");
        insta::assert_snapshot!(format!("every-type-{name}-html"), html);
    }
}

/// The part of a text from one line to another.
fn part<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("\n{from}\n")).unwrap_or_else(|| panic!("{from}"));
    rest.split_once(&format!("\n{to}\n")).unwrap_or_else(|| panic!("{to}")).0
}

#[test]
fn parts_of_the_shipped_checklist_on_paper() {
    let blank = shipped_page(Paper::Blank).text();
    insta::assert_snapshot!("spinal-injection-blank-check-in", part(&blank, "Check-in", "Clinical review"));
    insta::assert_snapshot!("spinal-injection-blank-next-day", part(&blank, "Next-day call", "One-week review"));
    let review = shipped_page(Paper::Review).text();
    insta::assert_snapshot!(
        "spinal-injection-review-gate",
        part(&review, "Injection gate (injection-gate)", "Injection (injection)")
    );
    let (_, approval) = review.split_once("DRAFT CHECKLIST  APPROVAL").expect("the approval");
    let sum = Checklist::content(SHIPPED[0].json).expect("a sum").to_string();
    insta::assert_snapshot!("spinal-injection-review-approval", approval.replace(&sum, "SUM"));
}

#[test]
fn every_item_stands_once_and_in_order_on_form_and_review() {
    for json in SHIPPED.iter().map(|shipped| shipped.json).chain([EVERY_TYPE, SITE, SMALL]) {
        let checklist = no_defects(json);
        for paper in [Paper::Blank, Paper::Review] {
            let page = page(json, None, paper);
            let told: Vec<(String, &Text)> =
                entries(&page).iter().map(|one| (one.number.to_string(), &one.words)).collect();
            let items = checklist.items.iter().zip(1..).map(|(item, n): (_, i32)| (n.to_string(), &item.text));
            assert_eq!(told, items.collect::<Vec<_>>(), "{}", checklist.id);
        }
        let page = page(json, None, Paper::Review);
        for (entry, item) in entries(&page).into_iter().zip(&checklist.items) {
            assert_eq!(entry.beside.as_str().split(',').next(), Some(item.id.as_str()));
        }
    }
}

#[test]
fn every_answer_has_its_room_and_its_words() {
    let (checklist, page) = (shipped(), shipped_page(Paper::Blank));
    for (entry, item) in entries(&page).into_iter().zip(&checklist.items) {
        assert_eq!(entry.tick, entry.spaces.is_empty(), "{}", item.id);
        let said = format!("{:?}", entry.spaces);
        for option in item.answer.options() {
            assert!(said.contains(&format!("Tick(Text({:?}))", option.label)), "{}: {said}", item.id);
        }
        let said = format!("{:?}", entry.margin);
        assert_eq!(said.contains("later"), item.level != Level::Critical, "{}", item.id);
    }
}

#[test]
fn every_stop_stands_at_its_item_and_every_source_in_the_review() {
    for json in SHIPPED.iter().map(|shipped| shipped.json).chain([EVERY_TYPE, SITE]) {
        let (checklist, blank, review) =
            (no_defects(json), page(json, None, Paper::Blank), page(json, None, Paper::Review));
        let said = |entry: &Entry| -> String {
            entry.before.iter().chain(&entry.after).map(|said| said.words.to_string() + "\n").collect()
        };
        for ((item, form), reviewed) in checklist.items.iter().zip(entries(&blank)).zip(entries(&review)) {
            let (form, reviewed) = (said(form), said(reviewed));
            for stop in &item.stops {
                for told in [&form, &reviewed] {
                    let line =
                        told.lines().find(|line| line.starts_with("STOP if ") && line.contains(stop.say.as_str()));
                    assert!(line.is_some_and(|line| line.contains(stop.override_by.words())), "{}: {told}", item.id);
                }
            }
            let cited = item.sources.iter().chain(item.stops.iter().flat_map(|stop| &stop.sources));
            for source in cited {
                assert!(reviewed.contains(&source.as_str().replacen(':', " line ", 1)), "{}: {source}", item.id);
            }
            assert_eq!(form.contains("Only if "), item.when.is_some(), "{}", item.id);
            assert!(reviewed.contains(item.why.as_str()) && reviewed.contains(item.evidence.words()), "{}", item.id);
        }
        let text = read_through(&review.text());
        for (id, source) in &checklist.sources {
            assert!(text.contains(&read_through(&format!("{id}: {}", source.title))), "{id}");
        }
        for card in &checklist.crisis {
            assert!(card.steps.iter().all(|step| text.contains(&read_through(step))), "{}", card.id);
        }
    }
}

#[test]
fn a_limit_is_the_sites_where_it_set_one_and_said_to_be_missing_where_nobody_did() {
    let at_item = |page: &Page, id: &str| {
        let ix = shipped().find(id).expect("an item");
        let entry = entries(page)[ix.0].clone();
        entry.after.iter().map(|said| said.words.to_string() + "\n").collect::<String>()
    };
    let blank = shipped_page(Paper::Blank);
    let unset = at_item(&blank, "inr-today");
    assert!(
        unset.contains("NOT SET HERE: ")
            && unset.contains("(inr-limit-low). What is compared with it counts as crossed"),
        "{unset}"
    );
    let set =
        |value: Value| json!({ "value": value, "set_by": "head nurse", "date": "2026-11-02", "why": "policy 12" });
    let local = json!({ "format": 1, "checklist": "spinal-injection",
        "local": { "inr-limit-low": set(json!(2.5)), "fever-limit": set(json!(37.6)) } });
    let page = page(SHIPPED[0].json, Some(&local), Paper::Blank);
    let told = at_item(&page, "inr-today");
    assert!(told.contains("above 2.5") && !told.contains("NOT SET HERE"), "{told}");
    assert!(at_item(&page, "vitals-temp").contains("above 37.6"));
    let text = read_through(&page.text());
    assert!(text.contains("local, set by head nurse") && text.contains("policy 12"), "{text}");
}

#[test]
fn a_condition_tells_of_which_row_it_speaks() {
    let blank = read_through(&shipped_page(Paper::Blank).text());
    assert!(blank.contains("STOP if last dose of warfarin or similar is less than 5 days ago"), "{blank}");
    assert!(blank.contains("is not \"no blood thinner\""), "an option that begins with \"no\"");
}

#[test]
fn each_sheet_says_what_it_is_and_has_room_for_a_code_but_no_name() {
    for paper in PAPERS {
        let page = shipped_page(paper);
        assert!(page.html().contains("<div class=\"band\">DRAFT CHECKLIST</div><div class=\"each\">"), "{paper:?}");
    }
    let cards = shipped_page(Paper::Crisis);
    let next = cards.blocks.iter().filter(|block| matches!(block, Block::NextSheet)).count();
    assert_eq!(next + 1, shipped().crisis.len());
}

#[test]
fn text_on_paper_fits_80_columns_and_is_always_the_same() {
    for json in [SHIPPED[0].json, EVERY_TYPE, SITE, SMALL] {
        for paper in PAPERS {
            let (text, again) = (page(json, None, paper).text(), page(json, None, paper));
            assert_eq!((&text, page(json, None, paper).html()), (&again.text(), again.html()));
            for line in text.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{paper:?}: {line}");
            }
        }
    }
}

/// Puts these words behind all that an author wrote for people.
fn wild(value: &mut Value, words: &str) {
    const SAID: [&str; 9] = ["text", "short", "title", "label", "say", "tell", "why", "moment", "call"];
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(said) if SAID.contains(&name.as_str()) => *said = format!("A {words}"),
                    other => wild(other, words),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| wild(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn wild_words_of_a_checklist_stay_words_on_paper() {
    let printed = |words: &str, paper| {
        let mut file: Value = serde_json::from_str(EVERY_TYPE).expect("JSON");
        for part in ["phases", "notices", "crisis", "reference", "sources"] {
            wild(&mut file[part], words);
        }
        page(&file.to_string(), None, paper)
    };
    let fits = |words: &&&str| words.len() <= 28 && Text::first_hostile(words).is_none();
    let nasty: Vec<&&str> = NASTY.iter().filter(fits).collect();
    assert!(nasty.len() > 6, "{nasty:?}");
    for paper in PAPERS {
        let plain = markup(&printed("plain", paper).html());
        for words in &nasty {
            assert_eq!(markup(&printed(words, paper).html()), plain, "{words}");
        }
    }
}
