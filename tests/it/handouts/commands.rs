//! By the real program.

use crate::bench::prelude::*;

fn telephones(ward: &Ward) {
    ward.sets(
        "spinal-injection",
        &json!({ "clinic-telephone": "044 255 11 11", "out-of-hours-telephone": "044 255 99 99" }),
    );
}

#[test]
fn a_handout_is_printed_or_written_or_says_what_is_missing() {
    use std::os::unix::fs::PermissionsExt;
    let (ward, code) = case_at("left-at");
    let said = ward.run(&["handout", &code, "aftercare"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    for words in [
        "the handout aftercare is not printed; this is missing:\n",
        "clinic-telephone (telephone of the clinic): a number that the site sets in local/spinal-injection.json",
        "/spinal-injection.json: it is not there yet; \"periop checklists local spinal-injection\"",
        "out-of-hours-telephone (telephone out of hours)",
    ] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    // Set today, it is on the sheet of a case that began before.
    telephones(&ward);
    let text = ward.fine(&["handout", &code, "aftercare"]).out;
    assert!(text.contains("044 255 11 11") && text.contains("After your injection"), "{text}");
    assert!(!text.contains('{') && !text.contains('<'), "{text}");
    let file = ward.root().join("sheet.html");
    let path = file.to_str().unwrap();
    let said = ward.fine(&["handout", &code, "red-flags", "--format", "html", "-o", path]);
    assert!(said.out.contains("html written to "), "{said:?}");
    assert!(fs::read_to_string(&file).unwrap().contains("<html lang=\"en\">"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let said = ward.run(&["handout", &code, "after"]);
    assert!(said.code == 1 && said.err.contains("it has preparation, aftercare, red-flags"), "{said:?}");
    let said = ward.run(&["handout", &code, "preparation"]);
    assert!(said.code == 1 && said.err.contains("only a planned case that has not begun has one"), "{said:?}");
}

#[test]
fn a_number_that_does_not_count_is_missing_and_the_file_is_named() {
    let (ward, code) = case_at("left-at");
    telephones(&ward);
    let file = ward.site().join("local/spinal-injection.json");
    let good = fs::read_to_string(&file).unwrap();
    fs::write(&file, good.replacen("044 255 11 11", "ask at the desk", 1)).unwrap();
    let said = ward.run(&["handout", &code, "aftercare"]);
    assert!(said.code == 1 && said.err.contains("clinic-telephone") && said.err.contains("it is there;"), "{said:?}");
    assert!(!said.err.contains("out-of-hours"), "{said:?}");
    fs::write(&file, good.replacen(',', "", 1)).unwrap();
    let said = ward.run(&["handout", &code, "aftercare"]);
    assert!(said.code == 1 && said.err.contains("local/spinal-injection.json does not count: "), "{said:?}");
}

#[test]
fn a_planned_case_has_its_preparation() {
    let ward = Ward::new();
    telephones(&ward);
    let code = ward.makes(&["new", "spinal-injection", "--planned", "tomorrow 08:30", "--room", "3"]);
    let text = ward.fine(&["handout", &code, "preparation"]).out.replace('\n', " ");
    assert!(text.contains("Your appointment is at 08:30 on "), "{text}");
    assert!(text.contains(" 02:30 on "), "{text}");
    let said = ward.run(&["handout", &code, "red-flags"]);
    assert!(said.code == 1 && said.err.contains("injected: Inject slowly"), "{said:?}");
}
