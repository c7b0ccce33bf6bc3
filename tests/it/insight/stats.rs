//! `periop stats`: text and JSON, what is left out, exit codes.

use crate::bench::prelude::*;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;

fn json(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{error}: {said:?}"))
}

#[test]
fn cases_are_counted_and_a_damaged_record_is_left_out_and_named() {
    let ward = Ward::new();
    let codes: Vec<String> = (0..6).map(|_| ward.new_case("spinal-injection")).collect();
    for code in &codes {
        ward.fine(&["answer", code, "choose-side", "left"]);
    }
    ward.fine(&["close", &codes[1], "--outcome", "entered-in-error", "--reason", "twice"]);
    let file = ward.record(&codes[0]);
    let text = fs::read_to_string(&file).unwrap().replacen("left", "midl", 1);
    fs::write(&file, text).unwrap();
    let said = ward.run(&["stats", "--json"]);
    assert_eq!(said.code, 4, "{said:?}");
    let figures = json(&said);
    assert_eq!((&figures["left_out"]["damaged"], &figures["left_out"]["entered_in_error"]), (&1.into(), &1.into()));
    assert_eq!((&figures["checklists"][0]["cases"], &figures["mode"]), (&4.into(), &"case".into()));
    assert!(said.err.contains(&codes[0]) && said.err.contains("not counted"), "{said:?}");
    let text = ward.run(&["stats"]);
    assert!(text.out.contains("not counted: 1 damaged or in doubt, 1 entered in error"), "{text:?}");
    assert!(!text.out.contains("JR"), "nobody is named: {text:?}");
}

#[test]
fn nothing_to_count_is_said_and_so_is_a_day_that_cannot_be() {
    let ward = Ward::new();
    let said = ward.fine(&["stats"]);
    assert!(said.out.contains("no case has begun"), "{said:?}");
    assert_eq!(ward.run(&["stats", "--since", "soon"]).code, 1);
    ward.new_case("spinal-injection");
    let said = ward.fine(&["stats", "--json", "--checklist", "another"]);
    assert_eq!(json(&said)["left_out"]["other_checklist"], 1);
}

#[test]
fn figures_are_written_as_a_page_to_a_file_of_ones_own() {
    let ward = Ward::new();
    ward.new_case("spinal-injection");
    let file = ward.temporary().join("figures.html");
    let said = ward.fine(&["stats", "--html", "-o", file.to_str().unwrap()]);
    assert!(said.out.starts_with("figures written to "), "{said:?}");
    let html = fs::read_to_string(&file).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("What our cases show"), "{html}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(ward.run(&["stats", "--html", "--json"]).code, 2, "one form at a time");
}
