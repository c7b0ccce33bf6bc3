//! What is printed, whatever state the records are in: JSON stays one document that says what the words say, and what
//! cannot be printed is still recorded.

use super::{entries, entries_in};
use crate::record::chained;
use crate::ward::{NURSE, Said, Ward, wait};
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;

const OF_A_CASE: [&[&str]; 4] = [&["show"], &["status"], &["log"], &["verify"]];
const OF_ALL: [&[&str]; 5] =
    [&["list"], &["list", "--all"], &["log", "--on", "today"], &["verify"], &["checklists", "list"]];

/// A state of a record, the fields that say it, what the words say, and whether it is damage.
type State = (fn(&Ward, &str), &'static [(&'static str, u64)], &'static str, bool);

fn writes(ward: &Ward, code: &str, change: impl Fn(&mut Vec<Value>)) {
    let mut all = entries(ward, code);
    change(&mut all);
    fs::write(ward.record(code), chained(&all)).unwrap();
}

fn cut(ward: &Ward, code: &str) {
    let whole = fs::read(ward.record(code)).unwrap();
    fs::write(ward.record(code), &whole[..whole.len() - 7]).unwrap();
}

fn unknown(ward: &Ward, code: &str) {
    writes(ward, code, |all| all[2]["kind"] = json!("weighed"));
}

fn newer(ward: &Ward, code: &str) {
    writes(ward, code, |all| all[0]["format"] = json!(99));
}

fn newer_in_part(ward: &Ward, code: &str) {
    newer(ward, code);
    writes(ward, code, |all| all[2]["at"] = json!("half past nine"));
}

fn newer_at_all(ward: &Ward, code: &str) {
    newer(ward, code);
    writes(ward, code, |all| all[0]["code"] = json!(["of", "another", "shape"]));
}

fn damaged(ward: &Ward, code: &str) {
    let text = fs::read_to_string(ward.record(code)).unwrap();
    fs::write(ward.record(code), text.replace("first", "other")).unwrap();
}

fn headless(ward: &Ward, code: &str) {
    fs::write(ward.record(code), "no record\n").unwrap();
}

const STATES: [State; 7] = [
    (cut, &[("torn_line", 3)], "line 3 was cut off in mid-write by a crash", false),
    (unknown, &[("unknown", 1)], "of a kind that this version does not know", false),
    (newer, &[("newer_format", 99)], "made by a newer version of periop (format 99); read only here", false),
    (newer_in_part, &[("newer_format", 99), ("unread_from", 3)], "from line 3 on this version does not", false),
    (newer_at_all, &[], "made by a newer version of periop (format 99); read only here; use that version", false),
    (damaged, &[], "jsonl:3: the hash does not fit", true),
    (headless, &[], "jsonl:1: this is not a line of a record", true),
];

/// A ward with one record of three lines.
fn three_lines() -> (Ward, String) {
    let ward = Ward::small();
    let code = ward.new_case("small");
    ward.fine(&["answer", &code, "hands"]);
    ward.fine(&["note", &code, "first"]);
    (ward, code)
}

/// What a command prints for a program: always one document.
fn document(ward: &Ward, args: &[&str]) -> (Value, Said) {
    let said = ward.run(&[args, &["--json"]].concat());
    let document = serde_json::from_str(&said.out).unwrap_or_else(|error| panic!("{args:?}: {error}: {said:?}"));
    (document, said)
}

#[test]
fn json_is_one_document_with_a_field_for_what_the_words_say() {
    for (change, fields, words, is_damage) in STATES {
        let (ward, code) = three_lines();
        change(&ward, &code);
        let of_a_case = OF_A_CASE.map(|command| [command, &[code.as_str()]].concat());
        let of_all = OF_ALL.map(<[&str]>::to_vec);
        for args in of_a_case.iter().chain(&of_all).filter(|args| args[0] != "checklists") {
            let (document, said) = document(&ward, args);
            for (field, value) in fields {
                let said_by = |one: &Value| one[field] == *value;
                let fits = said_by(&document) || document.as_array().is_some_and(|all| all.iter().any(said_by));
                assert!(fits, "{args:?} says {field} {value}: {document:#}");
            }
            let plain = ward.run(args);
            assert!(plain.out.contains(words) || plain.err.contains(words), "{args:?} says {words:?}: {plain:?}");
            let in_words = fields.is_empty() || args[0] != "verify";
            assert!(
                !in_words || said.out.contains(words) || said.err.contains(words),
                "{args:?} says {words:?}: {said:?}"
            );
            assert_eq!(said.code, plain.code, "{args:?}");
            assert_eq!(said.code == 4, is_damage, "{args:?} {words:?}: {said:?}");
            let shown = format!("{}{}", plain.out, plain.err);
            assert!(is_damage || !shown.contains("DAMAGED"), "{args:?}: {plain:?}");
        }
    }
}

#[test]
fn json_is_one_document_where_nothing_could_be_read() {
    let (ward, code) = three_lines();
    let other = if code == "11111111" { "22222222" } else { "11111111" };
    for command in OF_A_CASE {
        let (document, said) = document(&ward, &[command, &[other]].concat());
        let words = document["error"].as_str().unwrap();
        assert_eq!((said.code, said.err.as_str()), (1, format!("periop: {words}\n").as_str()), "{command:?}");
    }
    for args in [&["log", "--on", "noon"][..], &["verify", &code, "--head", "12"], &["checklists", "show", "night"]] {
        let (document, said) = document(&ward, args);
        assert!(said.code == 1 && document["error"].is_string(), "{args:?}: {said:?}");
    }

    let locked = File::options().write(true).open(ward.record(&code)).unwrap();
    locked.lock().unwrap();
    for args in OF_A_CASE.map(|command| [command, &[code.as_str()]].concat()).iter().chain([&vec!["list"]]) {
        let (document, said) = document(&ward, args);
        assert_eq!(said.code, 1, "{args:?}: {said:?}");
        assert!(document["error"].is_string() || document[0]["problem"].is_string(), "{args:?}: {document}");
    }
}

#[test]
fn json_is_one_document_where_the_usage_is_wrong() {
    let (ward, code) = three_lines();
    for (args, words) in [
        (&["log"][..], "the following required arguments were not provided: <CODE|--on <DATE>>"),
        (&["show"], "required arguments were not provided: <CODE>"),
        (&["list", "--bogus"], "unexpected argument '--bogus' found"),
        (&["verify", "--head", "12"], "<CODE>"),
        (&["list", "--as", "A:nurse", "--as", "B:nurse"], "cannot be used multiple times"),
        (&["status", &code, "-head"], "'-head' is no option"),
        (&["status", "\u{1b}[31m", "more"], "unexpected argument 'more'"),
        (&["nonsense"], "unrecognized subcommand"),
    ] {
        let (document, said) = document(&ward, args);
        assert!(said.code == 2 && said.err.starts_with("error: "), "{args:?}: {said:?}");
        assert!(document["error"].as_str().unwrap().contains(words), "{args:?}: {document}");
    }
    let (mut empty, mut no_text) = (ward.command(NURSE, &["list", "--json"]), ward.command(NURSE, &["show"]));
    empty.env("PERIOP_DATA_DIR", "");
    no_text.arg(OsStr::from_bytes(b"\xff")).arg("--json");
    for command in [empty, no_text] {
        let said = wait(command);
        let document: Value = serde_json::from_str(&said.out).unwrap_or_default();
        assert!(said.code == 2 && document["error"].is_string(), "{said:?}");
    }
    assert_eq!(serde_json::from_str::<Value>(&ward.run(&["show", "--json", "--help"]).out).ok(), None);
}

#[test]
fn one_unread_record_among_others_is_an_element_of_its_own() {
    let (ward, code) = three_lines();
    let good = ward.new_case("small");
    headless(&ward, &code);
    let (listed, said) = document(&ward, &["list"]);
    assert_eq!((&listed[0]["code"], &listed[1]["code"]), (&good.as_str().into(), &code.as_str().into()));
    assert!(listed[1]["problem"].as_str().unwrap().contains("not a line of a record"), "{said:?}");
    let (log, _) = document(&ward, &["log", "--on", "today"]);
    assert_eq!((&log[0]["case"], &log[1]["case"]), (&good.as_str().into(), &code.as_str().into()));
    assert!(log[1]["problem"].is_string() && log[1].get("seq").is_none(), "{log}");
}

/// Runs a command whose standard output takes nothing.
fn unprinted(ward: &Ward, args: &[&str], out: impl Into<Stdio>) -> Said {
    let mut command = ward.command(NURSE, args);
    command.stdout(out).stderr(Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    Said { code: output.status.code().unwrap(), out: String::new(), err: String::from_utf8(output.stderr).unwrap() }
}

fn full() -> File {
    File::options().write(true).open("/dev/full").unwrap()
}

/// A pipe from which nobody reads.
fn closed_pipe() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

#[test]
fn what_was_recorded_exits_with_0_though_its_words_cannot_be_printed() {
    let (ward, code) = three_lines();
    let recording: [&[&str]; 5] = [
        &["note", &code, "hi"],
        &["skip", &code, "gown", "--reason", "visor"],
        &["undo", &code],
        &["redo", &code],
        &["sign", &code, "before"],
    ];
    ward.fine(&["answer", &code, "mask"]);
    for args in recording {
        let before = entries(&ward, &code).len();
        let said = unprinted(&ward, args, full());
        assert!(said.code == 0 && said.err.contains("it was recorded, but"), "{args:?}: {said:?}");
        assert!(said.err.contains("No space left"), "{said:?}");
        assert_eq!(entries(&ward, &code).len(), before + 1, "{args:?}");
    }
    assert_eq!(unprinted(&ward, &["note", &code, "hi"], closed_pipe()).err, "");
    assert_eq!(unprinted(&ward, &["new", "small"], full()).code, 0);
    let refused = unprinted(&ward, &["answer", &code, "nothing"], full());
    assert!(refused.code == 1 && refused.err.contains("there is no item"), "{refused:?}");
}

#[test]
fn a_look_that_could_not_be_printed_says_so_and_one_that_nobody_reads_ends_as_it_would() {
    let (ward, code) = three_lines();
    for args in [vec!["list"], vec!["show", &code], vec!["log", &code], vec!["verify"], vec!["slip", &code]] {
        let said = unprinted(&ward, &args, full());
        assert!(said.code == 1 && said.err.contains("could not be printed: No space left"), "{args:?}: {said:?}");
        assert_eq!(unprinted(&ward, &args, closed_pipe()).code, 0, "{args:?}: as of `{} | head`", args[0]);
    }
    let open = ward.new_case("small");
    damaged(&ward, &code);
    for (args, exit) in [(["status", &open], 3), (["show", &code], 4), (["verify", &code], 4), (["list", "--all"], 4)] {
        assert_eq!(unprinted(&ward, &args, closed_pipe()).code, exit, "{args:?}");
        assert_eq!(unprinted(&ward, &args, full()).code, exit, "{args:?}");
    }
}

#[test]
fn words_that_nobody_can_be_told_keep_nothing_from_being_recorded() {
    let (ward, code) = three_lines();
    let before = entries(&ward, &code).len();
    let mut command = ward.command(NURSE, &["answer", &code, "mask", "--staff", "nowhere.json"]);
    command.stderr(full());
    assert_eq!(wait(command).code, 0);
    assert_eq!(entries_in(&ward.record(&code)).len(), before + 1);
}
