//! `due`: the follow-ups of all cases as lines, as JSON and as a calendar file.

use super::{json, ward};
use crate::ward::{Said, Ward};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use std::fs;
use std::os::unix::fs::PermissionsExt;

/// The day so many days before this one, at nine.
fn days_ago(days: i64) -> String {
    let day = Timestamp::now().to_zoned(TimeZone::UTC).date().saturating_sub(days.days());
    format!("{day} 09:00")
}

/// A case whose patient left so many days ago.
fn left(ward: &Ward, days: i64, bay: &str) -> String {
    let code = ward.makes(&["new", "day", "--label", bay]);
    ward.fine(&["answer", &code, "left-at", &days_ago(days)]);
    code
}

/// Four cases, whose call is overdue, due, to come and done.
fn four(ward: &Ward) -> [String; 4] {
    let four = [(13, "Bay 1"), (8, "Bay 2"), (2, "Bay 3"), (7, "Bay 4")].map(|(days, bay)| left(ward, days, bay));
    ward.fine(&["answer", &four[3], "well"]);
    four
}

fn lines(said: &Said) -> Vec<Vec<&str>> {
    said.out.lines().map(|line| line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect()).collect()
}

#[test]
fn a_data_directory_that_is_not_there_is_named() {
    let ward = Ward::new();
    let nowhere = ward.temporary().join("mistyped");
    for command in ["due", "list"] {
        let said = ward.run(&["--data-dir", nowhere.to_str().unwrap(), command]);
        assert!(said.code == 0 && said.out.contains("no records yet in ") && said.out.contains("mistyped"), "{said:?}");
        assert!(!nowhere.exists(), "looking makes nothing");
    }
}

#[test]
fn what_is_late_comes_first_then_what_can_be_done_then_what_is_to_come_then_what_was_done() {
    let ward = ward();
    let nothing = ward.fine(&["due"]).out;
    assert!(nothing.starts_with("no follow-up is due by "), "{nothing}");
    let [late, due, to_come, done] = four(&ward);
    ward.fine(&["attempt", &late, "week-1", "retry"]);
    let said = ward.fine(&["due"]);
    let lines = lines(&said);
    assert_eq!(lines.len(), 4, "{said:?}");
    for (line, (word, code, bay)) in lines.iter().zip([
        ("3 days late", late, "Bay 1"),
        ("due", due, "Bay 2"),
        ("", to_come, "Bay 3"),
        ("done", done, "Bay 4"),
    ]) {
        assert!(word.is_empty() || line[0] == word, "{word}: {line:?}");
        assert_eq!((line[2], line[3], line[4]), (code.as_str(), "One week", bay), "{line:?}");
    }
    assert!(lines[0][6].starts_with("tried once, ") && lines[3][1].ends_with(" JR"), "{said:?}");
    let days = ward.fine(&["due", "--within", "P2D"]);
    assert_eq!(days.out.lines().count(), 3, "what comes in five days is not told: {days:?}");
    for wrong in ["7", "-P7D", "P0D", "week"] {
        let said = ward.run(&["due", &format!("--within={wrong}")]);
        assert!(said.code == 2 && said.err.contains("P7D, P2W, P1M or PT48H"), "{said:?}");
    }
    assert!(ward.run(&["due", "--within", "P9000Y"]).err.contains("give a shorter duration"));
}

#[test]
fn programs_read_how_each_stands_and_what_was_tried() {
    let ward = ward();
    let [late, ..] = four(&ward);
    ward.fine(&["attempt", &late, "week-1", "letter", "--text", "second class"]);
    let told = json(&ward, &["due", "--json"], 0);
    let states: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["overdue", "due", "to-come", "done"]);
    let (first, last) = (&told[0], &told[3]);
    assert_eq!((&first["code"], &first["section"], &first["mode"]), (&late.into(), &"week-1".into(), &"case".into()));
    assert_eq!((&first["attempts"][0]["result"], &first["ended"]), (&"letter".into(), &serde_json::Value::Null));
    assert!(last["ended"]["by"]["code"] == "JR" && last["ended"]["at"].is_string() && last["due"].is_string());
}

#[test]
fn a_record_that_cannot_be_read_is_named_and_the_others_are_listed() {
    let ward = ward();
    let [late, due, ..] = four(&ward);
    let file = ward.record(&late);
    fs::write(&file, "no record\n").unwrap();
    let said = ward.run(&["due"]);
    assert!(said.code == 4 && said.err.contains(&late) && said.out.contains(&due), "{said:?}");
    let told = json(&ward, &["due", "--json"], 4);
    let unread = told.as_array().unwrap().iter().find(|row| row["code"] == late.as_str()).unwrap();
    assert!(unread["problem"].is_string() && unread["state"].is_null(), "{unread}");
}

#[test]
fn what_was_done_in_a_case_that_was_closed_since_is_told() {
    let ward = ward();
    let [_, _, _, done] = four(&ward);
    ward.fine(&["stop", &done, "--reason", "rebooked"]);
    ward.fine(&["close", &done, "--outcome", "stopped", "--reason", "rebooked"]);
    assert!(ward.fine(&["due"]).out.lines().last().unwrap().contains(&done));
    ward.fine(&["reopen", &done, "--reason", "by mistake"]);
    ward.fine(&["close", &done, "--outcome", "entered-in-error", "--reason", "twice"]);
    assert!(!ward.fine(&["due"]).out.contains(&done), "nothing of it ever was");
}

#[test]
fn a_calendar_file_is_for_its_owner_alone_and_replaced_as_a_whole() {
    let ward = ward();
    let file = ward.temporary().join("follow-ups.ics");
    let path = file.display().to_string();
    let said = ward.fine(&["due", "--ics", &path]);
    assert!(said.out.contains("no file was written") && !file.exists(), "{said:?}");
    let [late, ..] = four(&ward);
    for _ in 0..2 {
        let said = ward.fine(&["due", "--ics", &path]);
        assert_eq!(said.out, format!("4 follow-ups written to {path}\n"));
    }
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(&late) && text.matches("BEGIN:VEVENT").count() == 4 && !text.contains("Bay"), "{text}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(ward.temporary()).unwrap().count(), 1, "nothing else is left there");
    let refused = ward.run(&["due", "--ics", &ward.temporary().display().to_string()]);
    assert!(refused.code == 1 && refused.err.contains("not a regular file"), "{refused:?}");
    assert_eq!(ward.run(&["due", "--ics", &path, "--json"]).code, 2);
}

#[test]
fn after_a_rehearsal_nobody_is_called() {
    let mut desk = crate::bench::keys::Desk::practice(4711);
    desk.press("22procedure\r");
    let folder = desk.ward.root().join("practice").display().to_string();
    for args in [&["due"][..], &["due", "--json"], &["due", "--ics", "x.ics"]] {
        let said = desk.ward.run(&[args, &["--data-dir", &folder]].concat());
        assert!(said.code == 1 && (said.out.clone() + &said.err).contains("rehearsals"), "{args:?}: {said:?}");
        assert!(!desk.ward.root().parent().unwrap().join("x.ics").exists());
    }
}
