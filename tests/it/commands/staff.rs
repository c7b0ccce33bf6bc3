//! The staff list: it grants, it refuses, and one that cannot be read is never taken for none.

use super::{adds_as, checked_in, ward};
use crate::ward::{CLINICIAN, Said, Ward, wait};
use std::{fs, path::Path};

const LIST: &str = r#"{"format": 1, "staff": [
    {"code": "JR", "roles": ["nurse"]}, {"code": "DK", "roles": ["clinician", "nurse"]}]}"#;
/// One person twice, whom a list tells from another by no letter's case.
const TWICE: &str = r#"{"format": 1, "staff": [
    {"code": "JR", "roles": ["nurse"]},
    {"code": "DK", "roles": ["clinician"]},
    {"code": "jr", "roles": ["clinician"]}]}"#;

/// Runs a command where the staff list lies in the user's own configuration.
fn at_home(ward: &Ward, home: &Path, by: &str, args: &[&str]) -> Said {
    let mut command = ward.command(by, args);
    command.env("HOME", home).env("XDG_CONFIG_HOME", home.join(".config"));
    wait(command)
}

#[test]
fn a_staff_list_grants_what_it_gives_and_refuses_the_rest() {
    let ward = ward();
    let file = ward.root().with_file_name("staff.json");
    fs::write(&file, LIST).unwrap();
    let list = file.display().to_string();
    let code = &ward.new_case("day");
    ward.fine(&["answer", code, "escort", "none"]);
    let go_on = ["override", code, "escort", "--reason", "stays the night", "--staff", &list];
    let refused = ["the staff list does not give XX clinician that role", "ask who keeps the list"];
    ward.refused_as("XX:clinician", code, &go_on, &refused);
    ward.refused_as("JR:clinician", code, &go_on, &["does not give JR clinician that role"]);
    let (said, _) = adds_as(&ward, "dk:clinician", &go_on);
    assert!(said.out.contains("[!]"), "codes are compared without case: {said:?}");
    assert!(ward.fine(&["show", code, "--staff", &list]).out.contains("roles by the staff list"));
    assert!(ward.fine(&["show", code]).out.contains("roles self-declared"));

    let code = &checked_in(&ward);
    let second = ["answer", code, "agreed", "--second", "XX:clinician", "--staff", &list];
    ward.refused(code, &second, &["does not give XX clinician that role"]);
    ward.fine(&["answer", code, "agreed", "--second", CLINICIAN, "--staff", &list]);
    ward.fine(&["preset", code, "usual"]);
    let sign = ["sign", code, "before", "--staff", &list];
    ward.refused_as("XX:nurse", code, &sign, &["does not give XX nurse that role"]);
    ward.fine(&sign);
}

#[test]
fn a_list_that_cannot_be_read_is_an_error_and_never_taken_for_none() {
    let ward = ward();
    let code = &ward.new_case("day");
    ward.fine(&["answer", code, "escort", "none"]);
    let file = ward.root().with_file_name("staff.json");
    let path = file.display().to_string();
    let go_on = ["override", code.as_str(), "escort", "--reason", "stays the night"];
    let with = |by: &str| {
        let mut command = ward.command(by, &go_on);
        command.env("PERIOP_STAFF", &file);
        wait(command)
    };
    let no_file = with(CLINICIAN);
    assert!(no_file.code == 1 && no_file.err.contains(&path), "a list that was named and is not there: {no_file:?}");
    for (text, words) in [
        ("", "write {\"format\": 1, \"staff\""),
        ("{\"format\": 1}", "missing field `staff`"),
        ("{\"format\": 2, \"staff\": []}", "made by a newer version of periop (format 2)"),
        ("{\"format\": 1, \"staff\": [{\"code\": \"DK\", \"roles\": [\"surgeon\"]}]}", "surgeon"),
        ("{\"format\": 1, \"staff\": [{\"code\": \"D K\", \"roles\": [\"nurse\"]}]}", "no staff code"),
        (TWICE, "jr stands in it twice, at 2:5 and at 4:5; write each person once"),
        ("{\"format\": 1, \"staff\": [], \"people\": []}", "unknown field `people`"),
    ] {
        fs::write(&file, text).unwrap();
        let said = with(CLINICIAN);
        assert!(said.code == 1 && said.err.contains(&path) && said.err.contains(words), "{text}: {said:?}");
    }
    fs::write(&file, "{\"format\": 1, \"staff\": []}").unwrap();
    assert!(with(CLINICIAN).err.contains("does not give DK clinician"), "an empty list gives nobody a role");
    fs::write(&file, LIST).unwrap();
    assert_eq!(with(CLINICIAN).code, 0);
}

#[test]
fn a_list_in_its_usual_place_counts_without_being_named() {
    let ward = ward();
    let home = ward.root().with_file_name("home");
    // Where the system keeps a user's configuration: one of the two.
    let places = [home.join(".config/periop"), home.join("Library/Application Support/periop")];
    let code = &ward.new_case("day");
    ward.fine(&["answer", code, "escort", "none"]);
    let go_on = ["override", code.as_str(), "escort", "--reason", "stays the night"];
    for place in &places {
        fs::create_dir_all(place).unwrap();
        fs::write(place.join("staff.json"), LIST).unwrap();
    }
    assert!(at_home(&ward, &home, "XX:clinician", &go_on).err.contains("does not give XX clinician"));
    for place in &places {
        fs::remove_file(place.join("staff.json")).unwrap();
        std::os::unix::fs::symlink("nowhere.json", place.join("staff.json")).unwrap();
    }
    let said = at_home(&ward, &home, "XX:clinician", &go_on);
    assert!(
        said.code == 1 && said.err.contains("staff.json"),
        "a list that leads nowhere is no list to ignore: {said:?}"
    );
    for place in &places {
        fs::remove_file(place.join("staff.json")).unwrap();
    }
    assert_eq!(at_home(&ward, &home, "XX:clinician", &go_on).code, 0);
}
