//! `checklists`: what there is, what one holds, what is wrong with a file.

use super::{json, ward};
use crate::ward::{Ward, data, project};
use std::fs;

#[test]
fn the_checklists_are_listed_with_what_cannot_be_used() {
    let ward = ward();
    let said = ward.fine(&["checklists", "list"]);
    assert!(said.out.contains("day  1.0.0  A day  12 items  DRAFT"), "{said:?}");
    assert!(said.out.contains("spinal-injection") && said.out.contains("  shipped\n"), "{said:?}");
    let listed = json(&ward, &["checklists", "list", "--json"], 0);
    assert_eq!((&listed["checklists"][0]["id"], &listed["checklists"][0]["items"]), (&"day".into(), &12.into()));
    assert_eq!(listed["unfit"], serde_json::json!([]));

    fs::write(ward.site().join("torn.json"), "{ \"format\": 1,\n").unwrap();
    let said = ward.run(&["checklists", "list"]);
    assert!(said.code == 1 && said.out.contains("torn.json:2:") && said.out.contains("day  1.0.0"), "{said:?}");
    let listed = json(&ward, &["checklists", "list", "--json"], 1);
    assert_eq!(listed["checklists"].as_array().unwrap().len(), 2, "a bad file hides none");
    assert!(listed["unfit"][0]["file"].as_str().unwrap().ends_with("torn.json"));
    assert_eq!(listed["unfit"][0]["defects"][0]["line"], 2);
}

#[test]
fn a_checklist_is_shown_with_every_id_that_a_command_takes() {
    let ward = ward();
    let said = ward.fine(&["checklists", "show", "day"]);
    for words in [
        "\nBEFORE  before\n",
        "\n  time-out  Time-out  (Before the needle; both leads; ",
        "    agreed                   Agree that all is right  (critical, two people)",
        "(critical, once a day for the room)",
        "\nPresets\n  usual                    As usual\n",
        "\nCrisis cards\n  faint                    Faint\n",
    ] {
        assert!(said.out.contains(words), "{words:?}: {}", said.out);
    }
    let whole = ward.fine(&["checklists", "show", "day", "--json"]).out;
    assert_eq!(whole, fs::read_to_string(data("commands/day.json")).unwrap(), "byte for byte");
    let said = ward.run(&["checklists", "show", "night"]);
    assert!(said.code == 1 && said.err.contains("use day, spinal-injection"), "{said:?}");
}

#[test]
fn a_checklist_is_printed_and_written_to_a_file() {
    let ward = ward();
    let text = ward.fine(&["checklists", "print", "day"]).out;
    assert!(text.starts_with("DRAFT CHECKLIST  A day 1.0.0: blank form\n"), "{text}");
    assert_eq!(ward.fine(&["checklists", "print", "day", "--text"]).out, text);
    let file = ward.site().join("form.html").display().to_string();
    let said = ward.fine(&["checklists", "print", "day", "--html", "--review", "-o", &file]).out;
    assert_eq!(said, format!("A day 1.0.0: review of the content written to {file}\n"));
    let html = fs::read_to_string(&file).unwrap();
    assert_eq!(html, ward.fine(&["checklists", "print", "day", "--review", "--html"]).out);
    let sum = json(&ward, &["checklists", "check", &data("commands/day.json").display().to_string(), "--json"], 0);
    assert!(html.contains(sum["sha256"].as_str().unwrap()), "what an approval is for");
    assert!(ward.fine(&["checklists", "print", "day", "--crisis"]).out.contains("Lay the patient flat."));
    let none = Ward::small().run(&["checklists", "print", "small", "--crisis"]);
    assert!(none.code == 1 && none.err.contains("small has no crisis cards"), "{none:?}");
    assert_eq!(ward.run(&["checklists", "print", "day", "--html", "--text"]).code, 2);
    assert_eq!(ward.run(&["checklists", "print", "day", "--crisis", "--review"]).code, 2);
}

#[test]
fn a_file_is_checked_and_the_schema_printed() {
    let ward = ward();
    let good = project("checklists/spinal-injection.json").display().to_string();
    assert!(ward.fine(&["checklists", "check", &good]).out.contains("is fine: "));
    assert_eq!(json(&ward, &["checklists", "check", &good, "--json"], 0)["defects"], serde_json::json!([]));

    let bad = ward.site().join("bad.json");
    let text =
        fs::read_to_string(data("commands/day.json")).unwrap().replace("\"role\": \"both\"", "\"role\": \"nurce\"");
    fs::write(&bad, text).unwrap();
    let bad = bad.display().to_string();
    let said = ward.run(&["checklists", "check", &bad]);
    assert_eq!((said.code, said.out.lines().count()), (1, 3), "each defect has its line: {said:?}");
    assert!(said.out.lines().all(|line| line.starts_with(&format!("{bad}:")) && line.contains("nurce")), "{said:?}");
    let found = json(&ward, &["checklists", "check", &bad, "--json"], 1);
    assert_eq!(found["defects"].as_array().unwrap().len(), 3);
    assert!(found["defects"][0]["path"].as_str().unwrap().starts_with("phases[1].sections[0].items[0]"), "{found}");
    assert_eq!(ward.run(&["checklists", "check", "nowhere.json"]).code, 1);

    assert_eq!(json(&ward, &["checklists", "schema"], 0)["type"], "object");
}
