//! Checklists with defects: each is told with its place and what to write instead, and hides no other file.

use crate::bench::prelude::*;
use std::{os::unix::fs::symlink, process::Command};

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
    assert!(files.len() >= 40);
    for name in &files {
        let said = checked(&ward, &format!("{name}.json"));
        assert_eq!(said.code, 1, "{name}: {said:?}");
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), format!("{}{}", said.out, said.err));
        });
    }
    let snapshots = stems("tests/it/snapshots", "it__defects__", ".snap");
    assert_eq!(snapshots, files, "each snapshot has its file");
}

/// How many defects were planted in each file, counted by hand.
const PLANTED: &str = "a-list 1, ahead 4, answer-types 11, approved-before 6, approved-by-name 3, approved-by-nobody 1, billing 7, cards 10, carries-over 3, circle 3, comma 1, conditions 14, \
    confirm-circle 4, critical-on-optional 1, cut-short 1, deep 1, due 4, fields 7, handouts 19, hidden-signs 6, \
    ids-twice 7, keys-twice 5, limits 5, local-file 6, local-names 16, local-of-another 1, local-twice 1, many-defects 11, many-shapes 14, mastery 8, \
    missing-field 1, misspelt-field 1, needle-in 2, no-comma 1, no-quotes 1, not-json 1, not-utf-8 1, \
    nothing-inside 6, numbers 7, preset-of-a-time 1, played 29, practice 26, presets 13, raw-tab 1, reference 9, review-in-the-past 1, reviewers 4, rows 4, scan 6, scenarios 10, \
    sources-and-durations 12, stops 10, too-much 4, totals 10, trailing 1, two-people 2, units 11, unknown-items 7, \
    unknown-role 1, wrong-types 26";

#[test]
fn every_planted_defect_is_told_at_once_in_the_order_of_the_file() {
    let ward = Ward::new();
    let place = |line: &str| {
        let mut numbers = line.split(':').skip(1).map(|number| number.parse::<usize>().expect("line and column"));
        (numbers.next().expect("a line"), numbers.next().expect("a column"))
    };
    let planted = PLANTED.split(", ").map(|row| row.split_once(' ').expect("a name and a number"));
    let planted: BTreeMap<String, usize> = planted.map(|(name, n)| (name.to_owned(), n.parse().unwrap())).collect();
    assert!(planted.keys().eq(&stems("tests/data/checklists/bad", "", ".json")), "each file is counted");
    for (name, planted) in planted {
        let said = checked(&ward, &format!("{name}.json"));
        // A file that is no text at all has no line to name.
        if name == "not-utf-8" {
            assert_eq!((said.out.lines().count(), said.err.lines().count()), (0, planted), "{said:?}");
            continue;
        }
        let lines: Vec<&str> = said.out.lines().collect();
        assert_eq!((lines.len(), said.err.as_str()), (planted, ""), "{name}: {said:?}");
        let places: Vec<_> = lines.iter().map(|line| place(line.split_once(": ").expect("a problem").0)).collect();
        assert!(places.is_sorted(), "{name}: {said:?}");
    }
}

/// The words of the defects that a source file can tell: the longest stretch of each without a placeholder.
fn told_by(source: &str) -> Vec<String> {
    let (source, _) = source.split_once("#[cfg(test)]").unwrap_or((source, ""));
    let code = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let pieces: Vec<String> = code.replace("'\"'", "").replace("\\\"", "\u{1}").split('"').map(str::to_owned).collect();
    let literals = pieces.into_iter().skip(1).step_by(2).map(|literal| {
        let joined = literal.split("\\\n").map(str::trim_start).collect::<String>();
        joined.replace('\u{1}', "\"").replace("{{", "\u{2}").replace("}}", "\u{2}")
    });
    let longest = literals.filter_map(|literal| {
        let parts = literal.split(['{', '}', '\u{2}']).step_by(if literal.contains(['{', '}']) { 2 } else { 1 });
        parts.map(str::to_owned).max_by_key(String::len)
    });
    longest.filter(|words| words.split(' ').count() > 3).collect()
}

#[test]
fn each_kind_of_defect_is_planted_in_some_file() {
    let told: String = stems("tests/it/snapshots", "it__defects__", ".snap")
        .iter()
        .map(|name| fs::read_to_string(project(&format!("tests/it/snapshots/it__defects__{name}.snap"))).unwrap())
        .collect();
    let source =
        |path: &str| told_by(&fs::read_to_string(project(&format!("src/domain/checklist/{path}.rs"))).unwrap());
    let mut kinds: Vec<String> = ["load", "misread", "shape"].into_iter().flat_map(source).collect();
    kinds.extend(stems("src/domain/checklist/read", "", ".rs").iter().flat_map(|name| source(&format!("read/{name}"))));
    // The tables of the format hold descriptions as well.
    let of_format = ["format", "beside", "practice"].into_iter().flat_map(source);
    kinds.extend(of_format.filter(|words| words.contains("; write") && !words.starts_with("the list is empty")));
    let outside = "larger than 1 MiB|cannot be read as a checklist|write names and what belongs|Two people agree|\
        Each line was read aloud|whose file this is by its name";
    kinds.retain(|words| !outside.split('|').any(|known| words.contains(known)));
    assert!(kinds.len() > 60, "{}", kinds.len());
    let missing: Vec<&String> = kinds.iter().filter(|words| !told.contains(words.as_str())).collect();
    assert!(missing.is_empty(), "in no bad checklist: {missing:#?}");
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
    for name in ["not-json.json", "unknown-role.json", "not-utf-8.json", "deep.json", "a-list.json"] {
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
    for name in ["not-json", "unknown-role", "not-utf-8", "deep", "a-list", "folder", "link", "pipe", "big"] {
        let told = lines[2..].iter().filter(|line| line.contains(&format!("{name}.json:"))).count();
        assert_eq!(told, 1, "{name} is told of: {list:?}");
    }
    assert_eq!(lines.len(), 11, "{list:?}");

    let code = ward.new_case("small");
    ward.fine(&["answer", &code, "hands"]);
    ward.fine(&["checklists", "show", "spinal-injection"]);
    let missing = ward.run(&["new", "bad"]);
    assert_eq!(missing.code, 1);
    for words in ["there is no checklist \"bad\"; use small, spinal-injection", "unknown-role.json", "says where"] {
        assert!(missing.err.contains(words), "{missing:?}");
    }
}

#[test]
fn a_site_checklist_stands_in_for_the_shipped_one_of_the_same_id() {
    let ward = Ward::new();
    let own = SMALL.replace("\"id\": \"small\"", "\"id\": \"spinal-injection\"");
    assert_ne!(own, SMALL);
    fs::write(ward.site().join("own.json"), own).unwrap();
    let list = ward.fine(&["checklists", "list"]).out;
    assert_eq!(list.lines().count(), 1, "{list}");
    let own = list.starts_with("spinal-injection  1.0.0  Small  3 items") && list.trim_end().ends_with("own.json");
    assert!(own, "{list}");
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
