//! The page of the content tells the truth: its counts, ids, numbers and examples are held against the file.

use crate::bench::prelude::*;
use crate::content::{content, each_object, filled_by, reads};

fn page() -> String {
    fs::read_to_string(project("docs/spinal-injection.md")).expect("the page of the content")
}

/// The rows of a table of the page whose first cell is an item's id, without the sign round it.
fn rows_under<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let (_, after) = page.split_once(heading).unwrap_or_else(|| panic!("the page has {heading:?}"));
    let section = after.split_once("\n## ").map_or(after, |(section, _)| section);
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().trim_matches('`')).collect()).collect()
}

#[test]
fn the_page_accounts_for_every_item_of_the_draft_once() {
    let (page, checklist) = (page(), shipped());
    let draft = fs::read_to_string(data("draft-items.json")).expect("the draft's items");
    let draft: Vec<String> = serde_json::from_str(&draft).expect("a list of ids");
    assert_eq!(draft.len(), 122);
    let rows = rows_under(&page, "## The draft's 122 items");
    let listed: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(listed, draft, "each once, in the draft's order");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &rows {
        let (id, fate, why) = (row[0], row[2].split(',').next().expect("a word"), row[3]);
        *counts.entry(fate).or_default() += 1;
        let is_there = checklist.find(id).is_some();
        match fate {
            "kept" => assert!(is_there, "{id} was kept"),
            "merged" | "dropped" => assert!(!is_there, "{id} was {fate}"),
            other => panic!("{id}: {other} is no fate"),
        }
        assert!(why.len() > 5, "{id}: the reason is told");
        if let Some((_, place)) = row[2].split_once("moved to ") {
            let item = checklist.item(checklist.find(id).expect("an item"));
            assert_eq!(checklist.section(item.section).id, *place, "{id}");
        }
    }
    let (kept, merged, dropped) = (counts["kept"], counts["merged"], counts["dropped"]);
    assert!(page.contains(&format!("In all: {kept} kept, {merged} merged, {dropped} dropped.")), "{counts:?}");
    let new: BTreeSet<&str> = checklist.items.iter().map(|item| item.id.as_str()).collect();
    let new: BTreeSet<&str> = new.into_iter().filter(|id| !listed.contains(id) && *id != "time-out-agreed").collect();
    let told = page.lines().find(|line| line.starts_with("New items: ")).expect("new items are told");
    let told: BTreeSet<&str> = told.split('`').skip(1).step_by(2).collect();
    assert_eq!(told, new);
}

#[test]
fn the_page_counts_items_stops_and_evidence_as_they_are() {
    let (page, checklist) = (page(), shipped());
    let stops: Vec<_> = checklist.items.iter().flat_map(|item| &item.stops).collect();
    let never = stops.iter().filter(|stop| stop.override_by == OverrideBy::Never).count();
    // What the program adds is not in the file.
    let own: Vec<_> = checklist.items.iter().filter(|item| item.id != *"time-out-agreed").collect();
    let counts = format!("{} items in the file and {} stops, {never} of which nobody", own.len(), stops.len());
    assert!(page.contains(&counts), "the page should say {counts}");
    let mut marks: BTreeMap<String, usize> = BTreeMap::new();
    for item in own {
        let mark = serde_json::to_value(item.evidence).expect("a word");
        *marks.entry(mark.as_str().expect("a word").to_owned()).or_default() += 1;
    }
    assert_eq!(marks.len(), 4);
    for (mark, count) in marks {
        assert!(page.contains(&format!("| {mark} | {count} |")), "{mark}: {count}");
    }
}

#[test]
fn the_page_names_every_local_number_with_what_is_shipped() {
    let (content, page) = (content(), page());
    let rows = rows_under(&page, "## Local numbers");
    let told: BTreeMap<&str, &str> = rows.iter().map(|row| (row[0], row[1])).collect();
    let declared = content["local"].as_object().expect("local names");
    assert_eq!(told.keys().collect::<Vec<_>>(), declared.keys().collect::<Vec<_>>());
    for (name, local) in declared {
        let value = local.get("value").map_or("none".to_owned(), |value| value.to_string().replace('"', ""));
        assert_eq!(told[name.as_str()].split(' ').next(), Some(value.as_str()), "{name}");
    }
    for drug in shipped().crisis.iter().flat_map(|card| &card.drugs) {
        assert!(page.contains(&format!("`{}`", drug.local)), "the page names {}", drug.local);
    }
}

#[test]
fn what_the_page_puts_between_back_quotes_exists() {
    let (page, content, checklist) = (page(), content(), shipped());
    let mut known: BTreeSet<String> = checklist.items.iter().map(|item| item.id.to_string()).collect();
    known.extend(rows_under(&page, "## The draft's 122 items").iter().map(|row| row[0].to_owned()));
    known.extend((1..=10).map(|finding| format!("finding_{finding}")));
    each_object(&content, &mut |object| {
        known.extend(object.keys().cloned());
        known.extend(["id", "local"].iter().filter_map(|key| object.get(*key)?.as_str()).map(str::to_owned));
    });
    let words = ["drawn-…", "checklists/spinal-injection.json", "tests/it/findings.rs", "="];
    known.extend(words.map(str::to_owned));
    let prose = page.split("```").step_by(2).flat_map(|part| part.split('`').skip(1).step_by(2));
    let unknown: Vec<&str> = prose.filter(|word| !known.contains(*word)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

/// The JSON block of the page with this name.
fn block(name: &str) -> Value {
    let page = page();
    let (_, after) = page.split_once(&format!("```json {name}\n")).expect("the block");
    serde_json::from_str(after.split_once("```").expect("its end").0).expect("JSON")
}

#[test]
fn a_site_adds_a_preset_for_a_clinician_as_the_page_says() {
    let mut content = content();
    content["presets"].as_array_mut().expect("presets").push(block("preset"));
    let site = no_defects(&content.to_string());
    assert_eq!(site.presets.len(), 6);
    assert!(!filled_by(&site, &block("preset")).is_empty());
}

#[test]
fn a_site_measures_glucose_in_mmol_as_the_page_says() {
    let mut content = content();
    for phase in content["phases"].as_array_mut().expect("phases") {
        for section in phase["sections"].as_array_mut().expect("sections") {
            for item in section["items"].as_array_mut().expect("items") {
                if item["id"] == "glucose-now" {
                    item["answer"] = block("glucose");
                }
            }
        }
    }
    let sugar = content["scenarios"].as_array_mut().expect("scenarios").iter_mut();
    let sugar = sugar.into_iter().find(|scenario| scenario["id"] == "low-sugar").expect("the scenario");
    sugar["decisions"][0]["record"] = json!("2.9");
    sugar["decisions"][1]["choices"][0]["does"] = json!("answer:4.4");
    // Limits in mg/dL beside it would never be passed.
    assert!(load(&content.to_string()).is_err());
    for (name, local) in block("glucose-local").as_object().expect("local names") {
        content["local"][name] = local.clone();
    }
    let site = no_defects(&content.to_string());
    let ix = reads(&site, "glucose-now", "6.7");
    let refused = read(&site.item(ix).answer, &["120"], &periop::clock::now()).expect_err("a value in mg/dL");
    assert!(refused.to_string().contains("mg/dL"), "{refused}");
}
