//! What lies among the records and is none: told of, never taken for a case in silence.

use crate::bench::{commands::small_case, keys::Desk};
use crate::ward::{NURSE, Ward, wait};
use serde_json::Value;
use std::{fs, path::Path};

type Make<'a> = &'a dyn Fn(&Path);

/// Runs `verify --json`; what it says of what is not whole, and its exit code.
fn verified(ward: &Ward, args: &[&str]) -> (Vec<(Option<String>, String)>, i32) {
    let said = ward.run(&[&["verify", "--json"], args].concat());
    let all: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let told = |one: &Value| (one["code"].as_str().map(str::to_owned), one["verdict"].as_str().unwrap().to_owned());
    (all.iter().map(told).filter(|(_, verdict)| verdict != "whole").collect(), said.code)
}

#[test]
fn every_file_that_is_no_record_is_told_of_and_a_case_in_doubt_exits_with_4() {
    let ward = Ward::small();
    let (code, closed) = (ward.new_case("small"), ward.new_case("small"));
    ward.fine(&["close", &closed, "--outcome", "cancelled", "--reason", "no bed"]);
    let (cases, stem) = (ward.root().join("cases"), code.to_lowercase());
    let month = ward.record(&closed).parent().unwrap().strip_prefix(&cases).unwrap().display().to_string();
    let record = ward.record(&code);
    let copy = |to: &Path| assert!(fs::copy(&record, to).unwrap() > 0);
    let foreign = |to: &Path| fs::write(to, "stray").unwrap();
    let doubt = || (Some(code.clone()), "in-doubt".to_owned());
    let nothing = || (None, "no-record".to_owned());
    let strays: [(String, Make<'_>, _, i32); 13] = [
        (format!("open/{stem}.sync-conflict-20261127-094100-ABCDEFG.jsonl"), &copy, doubt(), 4),
        (format!("open/{stem} (1).jsonl"), &copy, doubt(), 4),
        (format!("open/{code}.jsonl"), &copy, doubt(), 4),
        (format!("open/{stem}.jsonl.bak"), &foreign, doubt(), 4),
        (format!("{month}/{stem}.jsonl~"), &copy, doubt(), 4),
        ("open/backup".to_owned(), &copy, doubt(), 4),
        (format!("{stem}.jsonl"), &copy, doubt(), 4),
        (format!("{month}/{stem}.jsonl"), &copy, doubt(), 4),
        ("open/notes.txt".to_owned(), &foreign, nothing(), 0),
        ("open/xyz.jsonl".to_owned(), &foreign, nothing(), 0),
        ("closed/.directory".to_owned(), &foreign, nothing(), 0),
        ("closed/older".to_owned(), &|to| fs::create_dir(to).unwrap(), nothing(), 0),
        ("2026-11".to_owned(), &|to| fs::create_dir(to).unwrap(), nothing(), 0),
    ];
    for (name, make, told, exit) in strays {
        let path = cases.join(&name);
        make(&path);
        assert_eq!(verified(&ward, &[]), (vec![told], exit), "{name}");
        let words = ward.run(&["verify"]).out;
        assert!(words.contains(path.to_str().unwrap()) && words.contains("move"), "{name}: {words}");
        assert_eq!(verified(&ward, &[&code]).1, exit, "{name}");
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    }
    // What the program keeps beside a record is its own.
    for kept in ["torn-20261127T094100000Z", "damaged-20261127T094100000Z", "tmp-1", "mended-1"] {
        foreign(&cases.join(format!("open/{stem}.{kept}")));
    }
    assert_eq!(verified(&ward, &[]), (vec![], 0));
}

#[test]
fn a_record_under_another_name_alone_is_told_of_by_its_code() {
    let ward = Ward::small();
    let code = ward.new_case("small");
    let path = ward.record(&code);
    fs::rename(&path, path.with_file_name(format!("{code}.jsonl"))).unwrap();
    for args in [&["verify"][..], &["verify", &code]] {
        let said = ward.run(args);
        assert_eq!(said.code, 4, "{said:?}");
        let told = "give it that name";
        assert!(said.out.contains(&format!("{code}  IN DOUBT  ")) && said.out.contains(told), "{said:?}");
    }
    assert_eq!(ward.run(&["list"]).code, 4);
}

#[test]
fn a_case_with_two_records_is_refused_with_both_places_named() {
    let ward = Ward::small();
    let (code, closed) = (ward.new_case("small"), ward.new_case("small"));
    ward.fine(&["close", &closed, "--outcome", "cancelled", "--reason", "no bed"]);
    let (one, month) = (ward.record(&code), ward.record(&closed).parent().unwrap().to_owned());
    let other = month.join(one.file_name().unwrap());
    fs::copy(&one, &other).unwrap();
    let before = fs::read(&one).unwrap();
    let commands: [&[&str]; 6] = [
        &["show", &code],
        &["answer", &code, "hands"],
        &["verify", &code],
        &["list"],
        &["list", "--all"],
        &["run", &code],
    ];
    for args in commands {
        let said = ward.run(args);
        let words = [said.out.as_str(), &said.err].concat();
        assert_eq!(said.code, 4, "{args:?}: {said:?}");
        assert!([&one, &other].iter().all(|path| words.contains(path.to_str().unwrap())), "{args:?}: {said:?}");
        assert_eq!(words.matches("has two records").count(), 1, "{args:?}: {said:?}");
    }
    assert_eq!((fs::read(&one).unwrap(), fs::read(&other).unwrap()), (before.clone(), before));
    // One file under both names is what a crash leaves as it is moved.
    fs::remove_file(&other).unwrap();
    fs::hard_link(&one, &other).unwrap();
    ward.fine(&["show", &code]);
    for args in [&["list", "--all"][..], &["verify"], &["log", "--on", "today"]] {
        assert_eq!(ward.fine(args).out.matches(&code).count(), 1, "{args:?}");
    }
}

#[test]
fn a_record_under_a_wrong_name_is_no_missing_case() {
    let (ward, code) = small_case();
    let (record, cases) = (ward.record(&code), ward.root().join("cases"));
    fs::create_dir_all(cases.join("closed/2026-10")).unwrap();
    let upper = format!("open/{code}.jsonl");
    for name in ["open/22222222.jsonl", upper.as_str(), "open/backup", "closed/2026-10/older.jsonl"] {
        let moved = cases.join(name);
        fs::rename(&record, &moved).unwrap();
        let commands: [&[&str]; 4] = [&["show", &code], &["answer", &code, "hands"], &["verify", &code], &["list"]];
        // Among the closed ones no list of the open ones looks.
        for args in &commands[..if name.starts_with("open") { 4 } else { 3 }] {
            let said = ward.run(args);
            let words = [said.out.as_str(), &said.err].concat();
            assert!(said.code == 4 && words.contains(moved.to_str().unwrap()), "{name} {args:?}: {said:?}");
        }
        fs::rename(&moved, &record).unwrap();
    }
}

#[test]
fn the_list_says_a_copy_beside_the_records_once_and_a_second_record_in_its_row() {
    let mut desk = Desk::new();
    let record = desk.ward.record(&desk.code.to_string());
    fs::copy(&record, record.with_extension("sync-conflict-20261127-094100-ABCDEFG.jsonl")).unwrap();
    desk.press("\x1b");
    let told = "a copy of the record of";
    assert!(desk.notice().contains(told) && !desk.notice().contains(&desk.code.to_string()), "{}", desk.notice());
    desk.press("↓");
    desk.look();
    assert!(!desk.notice().contains(told), "{}", desk.notice());
    let month = desk.ward.root().join("cases/closed/2026-10");
    fs::create_dir_all(&month).unwrap();
    fs::write(month.join(record.file_name().unwrap()), "").unwrap();
    fs::File::options().append(true).open(&record).unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    desk.look();
    assert!(desk.screen().contains("IN DOUBT"), "{}", desk.screen());
}

#[test]
fn a_file_in_the_place_of_the_data_directory_is_no_empty_one() {
    let ward = Ward::small();
    let file = ward.root().with_extension("file");
    fs::write(&file, "no folder").unwrap();
    for args in [&["list"][..], &["list", "--json"], &["verify"], &["log", "--on", "today"]] {
        let mut command = ward.command(NURSE, args);
        command.env("PERIOP_DATA_DIR", &file);
        let said = wait(command);
        assert!(
            said.code == 1 && said.err.contains("is no folder, and records cannot lie there"),
            "{args:?}: {said:?}"
        );
    }
}
