//! A record that leaves as JSON comes back as it was, to the last byte; what is not whole comes back nowhere.

use super::cases::{all, complete, stopped};
use crate::bench::prelude::*;
use crate::bench::rules::Bench;
use std::path::{Path, PathBuf};

/// A ward with the record of a case, the code of the case, and the file to which it was exported.
fn exported(bench: &Bench) -> (Ward, String, PathBuf) {
    let ward = Ward::new();
    let practice = if bench.case.mode() == Mode::Practice { "practice" } else { "" };
    let code = bench.lay_in(&ward.root().join(practice), SHIPPED[0].json).to_string();
    let file = ward.temporary().join("case.json");
    ward.fine(&["export", &code, "--format", "json", "-o", file.to_str().unwrap()]);
    (ward, code, file)
}

fn import(ward: &Ward, file: &Path) -> Said {
    ward.run(&["import", file.to_str().unwrap()])
}

/// The files below a folder, by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
    all
}

#[test]
fn the_four_cases_come_back_to_the_last_byte_and_verify_to_the_same_head() {
    for (name, bench) in all() {
        let (from, code, file) = exported(&bench);
        let to = Ward::new();
        let said = import(&to, &file);
        let json: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let head = json["head"].as_str().unwrap();
        assert!(said.code == 0 && said.out.contains(head), "{name}: {said:?}");
        let mut there = files(&to.root());
        there.remove("PRACTICE");
        assert_eq!(there, files(&from.root()), "{name}");
        assert_eq!(json["case"]["entries"].as_u64(), Some(bench.lines.len() as u64));
        if bench.case.mode() == Mode::Case {
            to.fine(&["verify", &code, "--head", head]);
            let show = |ward: &Ward| ward.fine(&["show", &code, "--json"]).out;
            assert_eq!(show(&to), show(&from), "{name}");
        }
        let again = import(&to, &file);
        assert!(again.code == 1 && again.err.contains("here already; nothing was imported"), "{again:?}");
    }
}

#[test]
fn a_closed_case_comes_back_among_the_closed_ones() {
    let (_from, code, file) = exported(&stopped());
    let to = Ward::new();
    import(&to, &file);
    assert!(to.record(&code).ends_with(format!("closed/2026-11/{}.jsonl", code.to_lowercase())));
}

#[test]
fn what_a_site_had_set_comes_back_with_the_case() {
    let ward = Ward::new();
    ward.sets_its_limits();
    let code = ward.new_case("spinal-injection");
    let file = ward.temporary().join("case.json");
    ward.fine(&["export", &code, "--format", "json", "-o", file.to_str().unwrap()]);
    let to = Ward::new();
    assert_eq!(import(&to, &file).code, 0);
    assert_eq!(files(&to.root()), files(&ward.root()));
    assert_eq!(files(&to.root()).len(), 3, "the record, the checklist and what the site has set");
}

/// One of each: what it is changed to, and what is said of it.
#[test]
fn what_does_not_verify_or_does_not_belong_is_refused_and_leaves_nothing() {
    let (_from, code, file) = exported(&complete());
    let text = fs::read_to_string(&file).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let record = json["record"].as_str().unwrap();
    let with = |key: &str, value: Value| {
        let mut other = json.clone();
        other[key] = value;
        other.to_string()
    };
    let lines: Vec<&str> = record.split_inclusive('\n').collect();
    let pin = |text: &str| with("pinned", json!([{ "sha256": json["pinned"][0]["sha256"], "text": text }]));
    let sum = |text: &str| Hash::of(&[text.as_bytes()]).to_string();
    let other = record.replace(json["pinned"][0]["sha256"].as_str().unwrap(), &sum("{}"));
    let tampered = [
        ("not JSON at all".to_owned(), "is not what \"periop export CODE --format json\" writes"),
        ("[".repeat(100_000), "is not what"),
        (with("format", json!(2)), "made by a newer version"),
        (with("problem", json!("line 7 does not fit")), "copied from a damaged record (line 7 does not fit)"),
        (with("record", json!(record.replace("sitting up", "standing up"))), "damaged in line"),
        (with("record", json!(lines[..lines.len() - 1].concat())), "it says "),
        (with("record", json!(record.trim_end())), "it says "),
        (with("record", json!([&record[..200], "\n", &record[200..]].concat())), "damaged in line 1"),
        (with("record", json!("")), "it says "),
        (with("record", json!(other)), "damaged in line 1"),
        (with("entries", json!(3)), "it says 3 entries"),
        (with("head", json!("0".repeat(64))), "it says "),
        (with("code", json!(Code::from_random([9; 7]).to_string())), "that of another case"),
        (with("mode", json!("practice")), "that of another case"),
        (with("pinned", json!([])), "is missing or changed"),
        (pin("{}"), "is missing or changed"),
        (text.replacen('{', "{\"record\":\"\",", 1), "duplicate field"),
    ];
    let to = Ward::new();
    for (text, words) in tampered {
        fs::write(&file, text).unwrap();
        let said = import(&to, &file);
        assert!(said.code == 1 && said.err.contains(words), "{words}: {said:?}");
        assert!(said.err.len() < 2000, "{words}");
        assert_eq!(files(&to.root()), BTreeMap::new(), "{words}");
    }
    fs::write(&file, text).unwrap();
    let demo = Ward::new();
    fs::create_dir_all(demo.root()).unwrap();
    fs::write(demo.root().join("DEMO"), "").unwrap();
    let said = import(&demo, &file);
    assert!(said.code == 1 && said.err.contains("its mode is \"case\", and this folder holds \"demo\""), "{said:?}");
    // A copy of the case under another name would put it in doubt.
    fs::create_dir_all(to.root().join("cases/open")).unwrap();
    fs::write(to.root().join(format!("cases/open/{} (copy).jsonl", code.to_lowercase())), record).unwrap();
    let said = import(&to, &file);
    assert!(said.code == 1 && said.err.contains("here already"), "{said:?}");
    let said = import(&to, &to.root());
    assert!(said.code == 1 && said.err.contains("not a regular file"), "{said:?}");
}

/// What is whole leaves, but nobody takes it for the record.
#[test]
fn a_damaged_record_leaves_as_far_as_it_is_whole_and_comes_back_nowhere() {
    let (ward, code, file) = exported(&complete());
    let path = ward.record(&code);
    let damaged = fs::read_to_string(&path).unwrap().replace("sitting up", "standing up");
    fs::write(&path, damaged).unwrap();
    let said = ward.run(&["export", &code, "--format", "json", "-o", file.to_str().unwrap()]);
    assert_eq!(said.code, 4, "{said:?}");
    let said = import(&Ward::new(), &file);
    assert!(said.code == 1 && said.err.contains("it was copied from a damaged record"), "{said:?}");
}
