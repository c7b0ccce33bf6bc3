//! The content: what the source document says is carried, and the excerpt is part of the whole.

use crate::ward::data;
use periop::domain::checklist::Checklist;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

fn whole() -> String {
    fs::read_to_string(data("whole/spinal-injection.json")).expect("the whole content")
}

#[test]
fn every_line_of_the_source_document_that_has_content_is_cited() {
    let lines: Value =
        serde_json::from_str(&fs::read_to_string(data("whole/source-lines.json")).expect("the inventory"))
            .expect("the inventory is JSON");
    let lines = lines.as_array().expect("a list");
    assert_eq!(lines.len(), 93);
    let whole = whole();
    for line in lines {
        let number = line["line"].as_u64().expect("a number");
        let cited = whole.contains(&format!("\"source-document:{number}\""));
        let furniture = line["furniture"].is_string();
        assert!(cited || furniture, "line {number} is cited nowhere: {}", line["topic"]);
    }
}

#[test]
fn the_excerpt_is_part_of_the_whole_content() {
    let excerpt = Checklist::load(periop::store::SHIPPED[0].json, &BTreeMap::new()).expect("no defects");
    let whole: Value = serde_json::from_str(&whole()).expect("JSON");
    let parts = |part: &Value, name: &str| part[name].as_array().cloned().unwrap_or_default();
    let sections = parts(&whole, "phases").into_iter().flat_map(|phase| parts(&phase, "sections"));
    let items = sections.flat_map(|section| parts(&section, "items"));
    let whole: BTreeSet<String> = items.filter_map(|item| Some(item["id"].as_str()?.to_owned())).collect();
    // The program adds an item to each section that two people agree.
    let ids: BTreeSet<String> = excerpt.items.iter().map(|item| item.id.to_string()).collect();
    let missing: Vec<_> = ids.difference(&whole).filter(|id| !id.ends_with("-agreed")).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
