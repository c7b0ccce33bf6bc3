//! `reference`: what there is to look up, one page of it, and words that stand in one.

use super::json;
use crate::ward::{Ward, wait};
use std::fs;

#[test]
fn what_is_named_is_printed_with_its_evidence_and_sources() {
    let ward = Ward::new();
    for (args, words) in [
        (
            &["billing"][..],
            &["20975 is a bone-growth stimulator code", "62322 62323", "secondary evidence", "[1] "][..],
        ),
        (&["overview"], &["OVERVIEW\n", "evidence: only the source document says it, unproven", ", lines 1-2, 81\n"]),
        (&["about-source"], &["▲ Code 20975 is invasive electrical stimulation"]),
        (&["bleeding-class"], &["https://rapm.bmj.com/content/43/3/225"]),
        (&["handout/preparation"], &["BEFORE YOUR INJECTION\n"]),
        (&["aftercare"], &["RECOVERY AND AFTERCARE\n"]),
        (
            &["handout/aftercare"],
            &[
                "only where \"Planned sedation\" is not \"minimal or moderate\":\n· Do not drive today.",
                "<24 hours after \"Needle out",
            ],
        ),
        (
            &["anaphylaxis"],
            &["▲ Call: resuscitation team", "\n1. Stop the injection", "not set by your site: adrenaline-dose"],
        ),
        (&["red-flags", "--checklist", "spinal-injection"], &["RED FLAGS"]),
    ] {
        let said = ward.fine(&[&["reference"], args].concat());
        for words in words {
            assert!(said.out.contains(words), "{args:?} {words:?}: {}", said.out);
        }
        let printed = json(&ward, &[&["reference"], args, &["--json"]].concat(), 0);
        assert!(printed[0]["parts"].as_array().is_some_and(|parts| !parts.is_empty()), "{printed}");
    }
}

/// Nobody answers by a dose, so that the one of today is shown.
#[test]
fn a_card_shows_the_dose_that_the_site_has_set() {
    let ward = Ward::new();
    ward.sets("spinal-injection", &serde_json::json!({ "adrenaline-dose": "0.5 mg" }));
    let said = ward.fine(&["reference", "anaphylaxis"]).out;
    assert!(said.contains("0.5 mg (local, set by head nurse on 2026-11-02)"), "{said}");
}

#[test]
fn words_that_are_no_page_are_looked_for_and_near_misses_named() {
    let ward = Ward::new();
    let all = ward.fine(&["reference"]).out;
    assert_eq!(all.lines().count(), 44, "{all}");
    // In a cell of a table, under the heads of its columns.
    let said = ward.fine(&["reference", "prasugrel", "restart"]).out;
    assert!(said.starts_with("blood-thinners ") && said.contains("drug: prasugrel; low class: "), "{said}");
    let found = json(&ward, &["reference", "prasugrel", "--json"], 0);
    assert_eq!((&found[0]["key"], found.as_array().unwrap().len()), (&"blood-thinners".into(), 1), "{found}");
    // Titles come first.
    let said = ward.fine(&["reference", "fda"]).out;
    assert!(said.starts_with("fda-warning "), "{said}");
    let said = ward.run(&["reference", "preparatoin"]);
    assert!(said.code == 1 && said.err.contains("did you mean handout/preparation, preparation;"), "{said:?}");
    let said = ward.run(&["reference", "qqq", "--json"]);
    assert!(said.code == 1 && said.out.contains("\"error\": \"nothing to look up has"), "{said:?}");
    let said = ward.run(&["reference", "--checklist", "none"]);
    assert!(said.code == 1 && said.err.contains("use spinal-injection"), "{said:?}");
}

#[test]
fn every_sheet_fits_the_width_that_is_asked_for() {
    let ward = Ward::new();
    for sheet in json(&ward, &["reference", "--json"], 0).as_array().unwrap() {
        for columns in ["80", "40"] {
            let key = sheet["key"].as_str().unwrap();
            let mut command = ward.command("JR:nurse", &["reference", key]);
            command.env("COLUMNS", columns);
            let said = wait(command).out;
            let longest = said.lines().filter(|line| !line.contains("https://")).map(|line| line.chars().count()).max();
            assert!(longest.unwrap() <= columns.parse().unwrap(), "{key} {columns}: {said}");
        }
    }
}

/// A file of the site that cannot be used hides no other.
#[test]
fn several_checklists_are_told_apart() {
    let ward = Ward::new();
    let copy = crate::content::content().to_string().replacen("\"spinal-injection\"", "\"other\"", 1);
    fs::write(ward.site().join("other.json"), copy.replacen("\"Spinal injection\"", "\"Other\"", 1)).unwrap();
    fs::write(ward.site().join("torn.json"), "{").unwrap();
    let said = ward.fine(&["reference", "prasugrel"]);
    assert!(said.out.contains("(Other)") && said.out.contains("(Spinal injection)"), "{said:?}");
    assert!(said.err.contains("torn.json does not count"), "{said:?}");
}
