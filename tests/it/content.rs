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
    let load = |json: &str| Checklist::load(json, &BTreeMap::new()).expect("no defects");
    let (excerpt, whole) = (load(periop::store::SHIPPED[0].json), load(&whole()));
    let ids = |checklist: &Checklist| checklist.items.iter().map(|item| item.id.clone()).collect::<BTreeSet<_>>();
    let (excerpt, whole) = (ids(&excerpt), ids(&whole));
    assert!(excerpt.is_subset(&whole), "{:?}", excerpt.difference(&whole).collect::<Vec<_>>());
}
