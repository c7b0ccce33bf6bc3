//! Checklists with defects: each is told with its place and what to write instead, and hides no other file.

use crate::ward::{NURSE, Said, Ward, data, project, wait};
use std::{collections::BTreeSet, fs, os::unix::fs::symlink, process::Command};

/// What `periop checklists check FILE` says in the folder of bad checklists.
fn checked(ward: &Ward, file: &str) -> Said {
    let mut command = ward.command(NURSE, &["checklists", "check", file]);
    command.current_dir(data("checklists/bad"));
    wait(command)
}

fn stems(folder: &str, before: &str, after: &str) -> BTreeSet<String> {
    let names = fs::read_dir(project(folder)).expect("a folder");
    let names = names.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"));
    names.filter_map(|name| Some(name.strip_prefix(before)?.strip_suffix(after)?.to_owned())).collect()
}

#[test]
fn each_bad_checklist_is_told_all_that_is_wrong_with_it() {
    let ward = Ward::new();
    let files = stems("tests/data/checklists/bad", "", ".json");
    assert!(files.len() >= 12);
    for name in &files {
        let said = checked(&ward, &format!("{name}.json"));
        assert_eq!(said.code, 1, "{name}: {said:?}");
        let settings = {
            let mut settings = insta::Settings::clone_current();
            settings.set_omit_expression(true);
            settings
        };
        settings.bind(|| insta::assert_snapshot!(name.as_str(), format!("{}{}", said.out, said.err)));
    }
    let snapshots = stems("tests/it/snapshots", "it__defects__", ".snap");
    assert_eq!(snapshots, files, "each snapshot has its file");
}

#[test]
fn every_defect_is_told_in_the_order_of_the_file() {
    let ward = Ward::new();
    let said = checked(&ward, "many-defects.json");
    let place = |line: &str| {
        let mut numbers = line.split(':').skip(1).map(|number| number.parse::<usize>().expect("line and column"));
        (numbers.next().expect("a line"), numbers.next().expect("a column"))
    };
    let places: Vec<_> = said.out.lines().map(|line| place(line.split_once(": ").expect("a problem").0)).collect();
    assert!(places.len() > 5 && places.is_sorted(), "{said:?}");
}

#[test]
fn a_file_that_is_no_file_is_refused_in_words() {
    let ward = Ward::new();
    let big = ward.site().join("big.json");
    fs::write(&big, " ".repeat((1 << 20) + 1)).unwrap();
    for (file, words) in
        [("no-such.json", "No such file"), (".", "not a regular file"), (big.to_str().unwrap(), "larger than 1 MiB")]
    {
        let said = checked(&ward, file);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains(words), "{said:?}");
    }
}

#[test]
fn a_bad_site_file_never_hides_the_others() {
    let ward = Ward::small();
    let site = ward.site();
    for name in ["not-json.json", "unknown-role.json", "not-utf-8.json"] {
        fs::copy(data("checklists/bad").join(name), site.join(name)).unwrap();
    }
    fs::create_dir(site.join("folder.json")).unwrap();
    symlink(data("checklists/small.json"), site.join("link.json")).unwrap();
    assert!(Command::new("mkfifo").arg(site.join("pipe.json")).status().unwrap().success());
    fs::write(site.join("big.json"), " ".repeat((1 << 20) + 1)).unwrap();
    fs::write(site.join("notes.txt"), "not looked at").unwrap();

    let list = ward.run(&["checklists", "list"]);
    assert_eq!(list.code, 1, "{list:?}");
    let lines: Vec<&str> = list.out.lines().collect();
    assert!(lines[0].starts_with("small  1.0.0  ") && lines[1].starts_with("spinal-injection  "), "{list:?}");
    for name in ["not-json", "unknown-role", "not-utf-8", "folder", "link", "pipe", "big"] {
        let told = lines[2..].iter().filter(|line| line.contains(&format!("{name}.json:"))).count();
        assert_eq!(told, 1, "{name} is told of: {list:?}");
    }
    assert_eq!(lines.len(), 9, "{list:?}");

    let code = ward.new_case("small");
    ward.fine(&["answer", &code, "hands"]);
    ward.fine(&["checklists", "show", "spinal-injection"]);
    let missing = ward.run(&["new", "bad"]);
    assert_eq!(missing.code, 1);
    for words in ["there is no checklist \"bad\"; use small, spinal-injection", "unknown-role.json", "says why"] {
        assert!(missing.err.contains(words), "{missing:?}");
    }
}

#[test]
fn a_site_checklist_stands_in_for_the_shipped_one_of_the_same_id() {
    let ward = Ward::new();
    let small = fs::read_to_string(data("checklists/small.json")).unwrap();
    let own = small.replace("\"id\": \"small\"", "\"id\": \"spinal-injection\"");
    assert_ne!(own, small);
    fs::write(ward.site().join("own.json"), own).unwrap();
    let list = ward.fine(&["checklists", "list"]).out;
    assert_eq!(list.lines().count(), 1, "{list}");
    assert!(
        list.starts_with("spinal-injection  1.0.0  Small  3 items") && list.trim_end().ends_with("own.json"),
        "{list}"
    );
    let code = ward.new_case("spinal-injection");
    assert_eq!(ward.status(&code, "hands"), "open");

    let elsewhere = Ward::new();
    let elsewhere = elsewhere.site();
    let list = ward.fine(&["checklists", "list", "--site", elsewhere.to_str().unwrap()]).out;
    assert!(list.trim_end().ends_with("  shipped"), "--site is looked at instead: {list}");
}

#[test]
fn the_name_of_a_bad_site_file_reaches_no_terminal_raw() {
    let ward = Ward::new();
    fs::write(ward.site().join("\u{1b}[31mred\u{202e}.json"), "{").unwrap();
    for args in [vec!["checklists", "list"], vec!["new", "\u{1b}[31m"]] {
        let said = ward.run(&args);
        assert_eq!(said.code, 1, "{said:?}");
        let words = [said.out, said.err].concat();
        assert!(words.contains("␛[31mred⟨U+202E⟩.json"), "{words:?}");
        assert!(!words.contains(['\u{1b}', '\u{202e}']), "{words:?}");
    }
}
