//! The content: what the source document says is carried.

use crate::ward::data;
use serde_json::Value;
use std::fs;

#[test]
fn every_line_of_the_source_document_that_has_content_is_cited() {
    let lines: Value = serde_json::from_str(&fs::read_to_string(data("source-lines.json")).expect("the inventory"))
        .expect("the inventory is JSON");
    let lines = lines.as_array().expect("a list");
    assert_eq!(lines.len(), 93);
    let content = periop::store::SHIPPED[0].json;
    for line in lines {
        let number = line["line"].as_u64().expect("a number");
        let cited = content.contains(&format!("\"source-document:{number}\""));
        let furniture = line["furniture"].is_string();
        assert!(cited || furniture, "line {number} is cited nowhere: {}", line["topic"]);
    }
}
