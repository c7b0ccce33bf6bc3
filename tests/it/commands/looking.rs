//! `list`, `show`, `status`, `log` and `verify` on whole records: words for people, JSON for programs.

use super::{checked_in, json, record_at, ward};
use crate::walk::walked_to;
use crate::ward::{CLINICIAN, Ward};
use periop::domain::{Now, case::Act};
use std::fs;

#[test]
fn the_list_says_what_each_case_needs_the_most_pressing_first() {
    let ward = ward();
    assert_eq!(
        ward.fine(&["list"]).out,
        format!(
            "no open cases; \"periop new CHECKLIST\" opens one\nthere are no records yet in {}\n",
            ward.root().display()
        )
    );
    let planned = |when| {
        let said = ward.fine(&["new", "day", "--planned", when]);
        said.out.split_whitespace().next_back().unwrap().to_owned()
    };
    let later = planned("2040-01-01 08:30");
    let waiting = checked_in(&ward);
    for args in [
        &["preset", &waiting, "usual"][..],
        &["tick", &waiting, "time-out"],
        &["answer", &waiting, "agreed", "--second", CLINICIAN],
        &["answer", &waiting, "strength"],
        &["answer", &waiting, "left-at", "now"],
    ] {
        ward.fine(args);
    }
    let held = ward.new_case("day");
    ward.fine(&["hold", &held]);
    let running = ward.new_case("day");
    let missed = planned("yesterday 08:30");
    let stopped = ward.new_case("day");
    ward.fine(&["answer", &stopped, "temperature", "38.4"]);
    let closed = ward.new_case("day");
    ward.fine(&["close", &closed, "--outcome", "cancelled", "--reason", "room closed"]);

    let expected = [
        (&stopped, "  STOP  ", "STOP: Record the temperature: 38.4 °C, at most 37.9. Fever: do not start."),
        (&missed, "  not started  ", "start it when the patient is here"),
        (&running, "  in progress  ", "Plan: Choose the approach"),
        (&held, "  held by JR  ", "Plan: Choose the approach"),
        (&later, "  planned  ", "planned for 1 Jan 2040 08:30"),
        (&waiting, "  waiting  ", "One week due "),
    ];
    let said = ward.fine(&["list"]).out;
    assert_eq!(said.lines().count(), expected.len(), "{said}");
    for (line, (code, word, next)) in said.lines().zip(expected) {
        assert!(line.starts_with(code.as_str()) && line.contains(word) && line.contains(next), "{code} {word}: {said}");
    }
    let all = ward.fine(&["list", "--all"]).out;
    assert!(all.lines().last().unwrap().starts_with(&format!("{closed}  cancelled")), "{all}");

    let listed = json(&ward, &["list", "--all", "--json"], 0);
    let needs: Vec<&str> = listed.as_array().unwrap().iter().map(|row| row["need"].as_str().unwrap()).collect();
    assert_eq!(needs, ["stop", "not-started", "in-progress", "held", "planned-later", "waiting", "closed"]);
    assert_eq!((&listed[3]["held_by"], &listed[0]["stops"]), (&"JR".into(), &1.into()));
    assert!(listed[4]["planned"]["at"].is_string() && listed[5]["at"].is_string());
}

#[test]
fn a_timer_that_ended_comes_before_one_that_runs() {
    let ward = Ward::new();
    let (runs, ended) = (walked_to(&ward, "recovery-timer"), walked_to(&ward, "recovery-timer"));
    ward.fine(&["answer", &runs, "recovery-timer", "start"]);
    let at = periop::clock::now().at.plus_seconds(-12 * 3600).to_string();
    ward.fine(&["answer", &ended, "recovery-timer", "start", "--at", &at]);
    let said = ward.fine(&["list"]).out;
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with(&format!("{ended}  timer ended ")), "{said}");
    assert!(lines[1].starts_with(&format!("{runs}  timer until ")), "{said}");
    let needs = json(&ward, &["list", "--json"], 0);
    assert_eq!((&needs[0]["need"], &needs[1]["need"]), (&"timer-ended".into(), &"timer-runs".into()));
}

#[test]
fn a_follow_up_that_is_due_comes_before_one_that_waits_and_a_late_one_before_both() {
    let ward = ward();
    let now = periop::clock::now();
    let left = |days: i64| {
        let code = checked_in(&ward);
        ward.fine(&["preset", &code, "usual"]);
        ward.fine(&["tick", &code, "time-out"]);
        ward.fine(&["answer", &code, "agreed", "--second", CLINICIAN]);
        ward.fine(&["answer", &code, "strength"]);
        let at = now.at.plus_seconds(-days * 24 * 3600).to_string();
        ward.fine(&["answer", &code, "left-at", &at]);
        code
    };
    let (waiting, due, late) = (left(1), left(8), left(20));
    let said = ward.fine(&["list"]).out;
    let wanted = [(late, "10 days late"), (due, "due"), (waiting, "waiting")];
    for (line, (code, word)) in said.lines().zip(wanted) {
        assert!(line.starts_with(&format!("{code}  {word}")), "{code} {word}: {said}");
    }
}

#[test]
fn a_status_is_short_and_exits_with_3_while_critical_items_are_open() {
    let ward = ward();
    let code = &ward.new_case("day");
    let said = ward.run(&["status", code]);
    assert_eq!(said.code, 3);
    assert!(said.out.starts_with(&format!("{code}  in-progress  DRAFT\nBefore: ")), "{said:?}");
    assert!(said.out.ends_with("critical items are open\n") && said.out.contains("NEXT  Plan: "), "{said:?}");
    ward.fine(&["answer", code, "temperature", "38.4"]);
    let status = json(&ward, &["status", code, "--json"], 3);
    assert_eq!(
        status["stops"][0],
        serde_json::json!({ "item": "temperature", "say": "Record the temperature: 38.4 °C, at most 37.9. Fever: do not start." })
    );
    assert_eq!((&status["phases"][0]["id"], &status["state"]), (&"before".into(), &"in-progress".into()));
    let small = Ward::small();
    let code = &small.new_case("small");
    assert!(small.run(&["status", code]).out.ends_with("\n1 critical item is open\n"));
    small.fine(&["answer", code, "hands"]);
    assert_eq!(small.run(&["status", code]).code, 0);
}

#[test]
fn logs_and_cases_are_json_for_programs() {
    let ward = ward();
    let code = &ward.new_case("day");
    ward.fine(&["answer", code, "identity"]);
    ward.fine(&["note", code, "said \"so\"\u{1b}[31m"]);
    ward.fine(&["undo", code]);
    let log = json(&ward, &["log", code, "--json"], 0);
    let log = log.as_array().unwrap();
    assert_eq!(
        log.iter().map(|e| e["kind"].as_str().unwrap()).collect::<Vec<_>>(),
        ["opened", "answered", "noted", "undone"]
    );
    assert!(log.iter().all(|e| e["case"] == code.as_str() && e["words"].is_string() && e["at"].is_string()));
    assert_eq!((&log[2]["undone"], log[1].get("undone")), (&true.into(), None));
    let said = ward.fine(&["log", code]).out;
    assert!(said.contains("(taken back)") && !said.contains('\u{1b}'), "{said:?}");
    let shown = json(&ward, &["show", code, "--json"], 0);
    assert_eq!((&shown["entries"], &shown["code"]), (&4.into(), &code.as_str().into()));
    let checked = json(&ward, &["verify", "--json"], 0);
    assert_eq!((&checked[0]["verdict"], &checked[0]["head"]), (&"whole".into(), &shown["head"]));
}

#[test]
fn the_log_of_a_day_holds_that_days_entries_of_all_cases() {
    let ward = ward();
    let now = periop::clock::now();
    let yesterday = Now { at: now.at.plus_seconds(-24 * 3600), zone: jiff::tz::TimeZone::UTC };
    let (one, two) = (ward.new_case("day"), ward.new_case("day"));
    record_at(&ward, &one, "test", &yesterday, Act::Note { item: None, text: "of yesterday".into() }).unwrap();
    ward.fine(&["close", &two, "--outcome", "cancelled", "--reason", "room closed"]);
    let log = ward.fine(&["log", "--on", "yesterday"]).out;
    assert_eq!((log.lines().count(), log.contains("note: of yesterday")), (1, true), "{log}");
    assert!(log.starts_with(&one), "each line names its case: {log}");
    let date = yesterday.civil().date().to_string();
    assert_eq!(ward.fine(&["log", "--on", &date]).out, log);
    let today = ward.fine(&["log", "--on", "today"]).out;
    assert!(today.lines().count() == 3 && today.contains(&two), "also of a closed case: {today}");
    let entries = json(&ward, &["log", "--on", "yesterday", "--json"], 0);
    assert_eq!((entries.as_array().unwrap().len(), &entries[0]["case"]), (1, &one.as_str().into()));
    assert_eq!(ward.fine(&["log", "--on", "2001-01-01"]).out, "");
    for (day, words) in [
        ("Tuesday", "--on: \"Tuesday\" is not a date; write it as 2026-11-30, or \"today\""),
        ("2023-02-29", "--on: there is no 2023-02-29: February 2023 has 28 days"),
        ("2026-11-31", "November 2026 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("tomorrow", "--on: tomorrow lies in the future"),
        ("0206-11-23", "the year 0206 is too far from today"),
    ] {
        let said = ward.run(&["log", "--on", day]);
        assert!(said.code == 1 && said.err.contains(words), "{said:?}");
    }
    assert_eq!((ward.run(&["log"]).code, ward.run(&["log", &one, "--on", "today"]).code), (2, 2));
}

#[test]
fn one_entry_and_one_item_are_not_said_to_be_several() {
    let ward = ward();
    let code = ward.new_case("day");
    assert!(ward.fine(&["verify", &code]).out.contains("whole  1 entry  head"));
    assert!(ward.fine(&["show", &code]).out.contains("\n1 entry, head"));
    fs::write(ward.record(&code), fs::read_to_string(ward.record(&code)).unwrap() + "{}\n").unwrap();
    assert!(ward.run(&["verify", &code]).out.contains("; 1 entry before it is whole; "));
}
