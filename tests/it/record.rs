//! Records on the disk: every change is noticed, nothing whole is lost, nothing strange is followed.

use crate::terminal::Terminal;
use crate::ward::{NURSE, Ward, case_at, project, small_case, wait, wait_or_kill};
use periop::domain::{Code, Hash};
use periop::store::StoreError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A record with a correction, a note full of signs that JSON must escape, and seven lines.
pub(crate) fn small_record(ward: &Ward) -> (String, PathBuf, Vec<u8>) {
    let code = ward.new_case("small");
    ward.fine(&["answer", &code, "hands"]);
    ward.fine(&["note", &code, "hands", "\"37,2 °C\" \\ {L4–L5} \u{202e} ✓ {\"hash\":\""]);
    ward.fine(&["answer", &code, "hands", "--not-right", "no soap", "--reason", "looked again"]);
    ward.fine(&["skip", &code, "mask", "--reason", "visor"]);
    ward.fine(&["undo", &code]);
    ward.fine(&["answer", &code, "gown"]);
    let path = ward.record(&code);
    let bytes = fs::read(&path).unwrap();
    assert_eq!(lines(&bytes), 7);
    (code, path, bytes)
}

/// How many complete lines there are.
fn lines(bytes: &[u8]) -> usize {
    bytes.split(|&byte| byte == b'\n').count() - 1
}

pub(crate) fn sha256(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The entries of a record, as they stand on its lines.
pub(crate) fn entries(bytes: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(bytes).expect("a record is UTF-8").lines();
    lines.map(|line| serde_json::from_str::<Value>(line).expect("a line is JSON")["entry"].clone()).collect()
}

/// A record made of entries by the rule of `docs/formats.md`, independently of the program.
pub(crate) fn chained(entries: &[Value]) -> String {
    let mut head = "0".repeat(64);
    let mut record = String::new();
    for entry in entries {
        let entry = entry.to_string();
        head = sha256(&[head.as_bytes(), entry.as_bytes()]);
        record.push_str(&format!("{{\"hash\":\"{head}\",\"entry\":{entry}}}\n"));
    }
    record
}

/// Asserts that the record is damaged at `line` and that exactly the entries before it stay.
fn damaged_at(ward: &Ward, code: Code, line: usize, what: &str) {
    match ward.store().verify(code, None) {
        Ok(verdict) => {
            let damage = verdict.damage.unwrap_or_else(|| panic!("{what} goes unnoticed"));
            assert_eq!(damage.line, line, "{what}: {damage}");
            assert_eq!(verdict.entries, line - 1, "{what}");
        }
        Err(StoreError::Damaged(damage)) => {
            assert_eq!((damage.line, line), (1, 1), "{what}: {damage}");
        }
        Err(other) => panic!("{what}: {other}"),
    }
}

#[test]
fn every_changed_byte_is_reported_at_its_line_and_never_accepted() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let code: Code = code.parse().unwrap();
    let mut line = 1;
    for (at, &byte) in whole.iter().enumerate() {
        let other = if byte == b'\n' { b' ' } else { b'\n' };
        for changed in [byte ^ 0x01, byte ^ 0x20, other] {
            let mut bytes = whole.clone();
            bytes[at] = changed;
            fs::write(&path, &bytes).unwrap();
            damaged_at(&ward, code, line, &format!("byte {at} from {byte:#04x} to {changed:#04x}"));
        }
        line += usize::from(byte == b'\n');
    }
    assert_eq!(line, 8);
    fs::write(&path, &whole).unwrap();
    assert_eq!(ward.store().verify(code, None).unwrap().entries, 7, "the test itself puts it back");
}

#[test]
fn a_damaged_record_shows_what_is_whole_exits_with_4_and_takes_nothing_more() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let text = String::from_utf8(whole.clone()).unwrap();
    let name = path.display().to_string();
    for (line, from, to) in [(1, "\"format\":1", "\"format\":2"), (4, "no soap", "no rope"), (7, "gown", "town")] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text);
        fs::write(&path, &broken).unwrap();

        let verify = ward.run(&["verify", &code]);
        assert_eq!(verify.code, 4, "{verify:?}");
        assert!(
            verify.out.contains("DAMAGED") && verify.out.contains(&format!("{name}:{line}: the hash")),
            "{verify:?}"
        );
        let all = ward.run(&["verify"]);
        assert_eq!((all.code, all.out), (4, verify.out));

        let answer = ward.run(&["answer", &code, "mask"]);
        assert_eq!(answer.code, 4, "{answer:?}");
        assert!(answer.err.contains(&format!("{name}:{line}:")), "{answer:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), broken, "nothing is repaired or added in silence");

        let show = ward.run(&["show", &code]);
        assert_eq!(show.code, 4);
        assert_eq!(show.out.contains("Clean hands"), line > 1, "what stands before it can be read: {show:?}");
        let list = ward.run(&["list"]);
        assert_eq!(list.code, 4);
        assert!(list.err.contains("DAMAGED"), "{list:?}");
    }
}

#[test]
fn a_removed_repeated_or_swapped_line_is_damage() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let code: Code = code.parse().unwrap();
    let lines: Vec<&[u8]> = whole.split_inclusive(|&b| b == b'\n').collect();
    for n in 0..lines.len() - 1 {
        let mut without = lines.clone();
        without.remove(n);
        fs::write(&path, without.concat()).unwrap();
        damaged_at(&ward, code, n + 1, &format!("without line {}", n + 1));

        let mut swapped = lines.clone();
        swapped.swap(n, n + 1);
        fs::write(&path, swapped.concat()).unwrap();
        damaged_at(&ward, code, n + 1, &format!("lines {} and {} swapped", n + 1, n + 2));

        let mut twice = lines.clone();
        twice.insert(n, lines[n]);
        fs::write(&path, twice.concat()).unwrap();
        damaged_at(&ward, code, n + 2, &format!("line {} twice", n + 1));
    }
    let numbered_twice: Vec<Value> = entries(&whole).into_iter().chain(entries(&whole).pop()).collect();
    fs::write(&path, chained(&numbered_twice)).unwrap();
    damaged_at(&ward, code, 8, "a number that was given before, under a hash that fits");
    fs::write(&path, [&whole[..], b"\n"].concat()).unwrap();
    damaged_at(&ward, code, 8, "an empty line");
}

#[test]
fn a_record_cut_at_any_byte_keeps_every_complete_entry() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let code: Code = code.parse().unwrap();
    for length in 0..=whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let complete = lines(&whole[..length]);
        if complete == 0 {
            damaged_at(&ward, code, 1, &format!("{length} bytes of the first line"));
            continue;
        }
        let loaded = ward.store().load(code).unwrap();
        assert_eq!(loaded.case.entries().len(), complete, "cut to {length} bytes");
        assert_eq!(loaded.damage, None, "cut to {length} bytes");
        let torn = (whole[length - 1] != b'\n').then_some(complete + 1);
        assert_eq!(loaded.torn.map(|torn| torn.line), torn, "cut to {length} bytes");
    }
}

#[test]
fn after_a_crash_in_mid_write_the_next_entry_follows_the_last_whole_one() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let last = whole.split_inclusive(|&b| b == b'\n').next_back().unwrap().len();
    for left in [1, 8, 9, 40, 90, last / 2, last - 1] {
        let cut = &whole[..whole.len() - last + left];
        fs::write(&path, cut).unwrap();
        let verify = ward.fine(&["verify", &code]);
        assert!(verify.out.contains("line 7 was cut off") && verify.out.contains("whole  6 entries"), "{verify:?}");
        assert_eq!(fs::read(&path).unwrap(), cut, "a look repairs nothing");

        ward.fine(&["answer", &code, "mask"]);
        assert_eq!(ward.store().verify(code.parse().unwrap(), None).unwrap().entries, 7);
        let folder = path.parent().unwrap();
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let aside: Vec<PathBuf> = names.filter(|name| name.to_string_lossy().contains(".torn-")).collect();
        assert_eq!(aside.len(), 1, "{aside:?}");
        assert_eq!(fs::read(&aside[0]).unwrap(), &cut[cut.len() - left..], "the piece is kept beside");
        assert_eq!(ward.fine(&["list"]).out.lines().count(), 1, "it is no case");
        fs::remove_file(&aside[0]).unwrap();
    }
}

#[test]
fn whole_lines_cut_off_the_end_are_found_by_the_printed_head() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let head = ward.show_json(&code)["head"].as_str().unwrap().to_owned();
    let upper = head.to_uppercase();
    assert!(ward.fine(&["verify", &code, "--head", &upper]).out.contains(&format!("whole  7 entries  head {head}")));
    ward.fine(&["note", &code, "one more"]);
    ward.fine(&["verify", &code, "--head", &head]);

    let last = whole.split_inclusive(|&b| b == b'\n').next_back().unwrap().len();
    fs::write(&path, &whole[..whole.len() - last]).unwrap();
    assert_eq!(ward.fine(&["verify", &code]).code, 0, "a chain cannot see it");
    let verify = ward.run(&["verify", &code, "--head", &head]);
    assert_eq!(verify.code, 4, "{verify:?}");
    assert!(verify.out.contains("DAMAGED") && verify.out.contains("entries were cut off"), "{verify:?}");
    let short = ward.run(&["verify", &code, "--head", &head[1..]]);
    assert_eq!(short.code, 1);
    assert!(short.err.contains("64 hexadecimal characters"), "{short:?}");
}

#[test]
fn many_records_are_told_in_the_order_of_their_codes_and_a_day_by_the_clock() {
    let ward = Ward::small();
    let mut codes: Vec<String> = (0..20).map(|_| ward.new_case("small")).collect();
    for code in codes.iter().rev() {
        ward.fine(&["note", code, &format!("of {code}")]);
    }
    let noted: Vec<String> = codes.iter().rev().map(|code| format!("note: of {code}")).collect();
    codes.sort_unstable();
    let verify = ward.fine(&["verify"]).out;
    let told: Vec<&str> = verify.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(told, codes);
    for (line, code) in verify.lines().zip(&codes) {
        assert_eq!(format!("{line}\n"), ward.fine(&["verify", code]).out);
    }
    let log = ward.fine(&["log", "--on", "today"]).out;
    let words: Vec<&str> = log.lines().filter_map(|line| Some(&line[line.find("note: ")?..])).collect();
    assert_eq!(words, noted, "the last case was noted first");
    let json: Value = serde_json::from_str(&ward.fine(&["log", "--on", "today", "--json"]).out).unwrap();
    let of: Vec<&str> = json.as_array().unwrap().iter().filter_map(|entry| entry["text"].as_str()).collect();
    assert_eq!(of.iter().map(|text| format!("note: {text}")).collect::<Vec<_>>(), noted);
    assert_eq!(ward.fine(&["log", "--on", "2020-01-01", "--json"]).out, "[]\n");
}

/// The check of `docs/formats.md`, run by a shell beside a record; gives what it prints and its last hash.
fn checked_by_shell(shell: &str, record: &Path) -> (String, String) {
    let page = fs::read_to_string(project("docs/formats.md")).expect("docs/formats.md");
    let script = page.split("```sh\n").nth(1).expect("the check").split("```").next().expect("its end");
    let dir = tempfile::tempdir().expect("a temporary directory");
    fs::copy(record, dir.path().join("record.jsonl")).expect("a copy of the record");
    let mut command = Command::new(shell);
    command.args(["-c", &format!("{script}\nprintf '%s' \"head=$prev\"")]).current_dir(dir.path());
    let said = wait(command);
    assert_eq!(said.err, "");
    let (printed, head) = said.out.split_once("head=").expect("the last hash");
    (printed.to_owned(), head.to_owned())
}

#[test]
fn the_documented_shell_loop_agrees_without_the_program() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let head = ward.show_json(&code)["head"].as_str().unwrap().to_owned();
    for shell in ["sh", "bash"] {
        assert_eq!(checked_by_shell(shell, &path), (String::new(), head.clone()));
    }
    let text = String::from_utf8(whole).unwrap();
    for (from, to) in [("no soap", "no rope"), ("\"entry\"", "\"eNtry\""), ("\"seq\":3", "\"seq\":4")] {
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        for shell in ["sh", "bash"] {
            let (printed, last) = checked_by_shell(shell, &path);
            assert_eq!(printed, "damaged\n", "{from} to {to}");
            assert_ne!(last, head);
        }
    }
    let again = chained(&entries(text.as_bytes()));
    assert_eq!(again.lines().count(), 7);
    fs::write(&path, again).unwrap();
    assert_eq!(
        ward.store().verify(code.parse().unwrap(), None).unwrap().damage,
        None,
        "the page's rule is the program's"
    );
}

#[test]
fn files_and_directories_are_private_whatever_the_umask() {
    let ward = Ward::small();
    let run = |args: &[&str]| {
        let command = ward.command(NURSE, args);
        let mut shell = Command::new("sh");
        shell.args(["-c", "umask 000; exec \"$0\" \"$@\""]).arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let said = wait(shell);
        assert_eq!(said.code, 0, "{said:?}");
        said.out.split_whitespace().next_back().unwrap_or_default().to_owned()
    };
    let code = run(&["new", "small"]);
    run(&["answer", &code, "hands"]);
    let path = ward.record(&code);
    fs::write(&path, [&fs::read(&path).unwrap()[..], b"{"].concat()).unwrap();
    run(&["answer", &code, "mask"]);
    run(&["close", &code, "--outcome", "completed"]);

    let (mut files, mut folders, mut todo) = (0, 0, vec![ward.root()]);
    while let Some(path) = todo.pop() {
        let meta = fs::symlink_metadata(&path).unwrap();
        let mode = meta.permissions().mode() & 0o7777;
        if meta.is_dir() {
            assert_eq!(mode, 0o700, "{}", path.display());
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            folders += 1;
        } else {
            assert_eq!(mode, 0o600, "{}", path.display());
            files += 1;
        }
    }
    assert_eq!((files, folders), (3, 6), "the record, its pin and its torn piece, and nothing is left over");
}

#[test]
fn a_link_or_a_pipe_in_the_place_of_a_record_is_refused_without_waiting() {
    let (ward, code) = small_case();
    let path = ward.record(&code);
    let elsewhere = ward.root().join("elsewhere.jsonl");
    fs::rename(&path, &elsewhere).unwrap();
    let before = fs::read(&elsewhere).unwrap();
    for make in ["link", "pipe", "folder"] {
        match make {
            "link" => symlink(&elsewhere, &path).unwrap(),
            "pipe" => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            _ => fs::create_dir(&path).unwrap(),
        }
        for args in [
            vec!["show", &code],
            vec!["answer", &code, "hands"],
            vec!["status", &code],
            vec!["verify", &code],
            vec!["list"],
        ] {
            let said = wait_or_kill(ward.command(NURSE, &args));
            assert_ne!(said.code, 0, "{make} {args:?}: {said:?}");
            assert!(said.err.contains(".jsonl") || said.out.contains(".jsonl"), "{make} {args:?}: {said:?}");
            assert!(!said.out.contains("Clean hands"), "{make} {args:?}: {said:?}");
        }
        assert_eq!(fs::read(&elsewhere).unwrap(), before, "nothing went through the {make}");
        if make == "folder" { fs::remove_dir(&path).unwrap() } else { fs::remove_file(&path).unwrap() }
    }
}

#[test]
fn a_pinned_checklist_that_is_changed_or_missing_is_damage() {
    let (ward, code) = small_case();
    let pinned = fs::read_dir(ward.root().join("pinned")).unwrap().next().unwrap().unwrap().path();
    let json = fs::read(&pinned).unwrap();
    assert_eq!(json, fs::read(ward.site().join("small.json")).unwrap(), "byte for byte");
    assert_eq!(pinned.file_stem().unwrap().to_str(), Some(sha256(&[&json]).as_str()));

    let softer = String::from_utf8(json.clone()).unwrap().replace("critical", "routine");
    fs::remove_file(&pinned).unwrap();
    for change in ["missing", "changed", "a link"] {
        match change {
            "missing" => {}
            "changed" => fs::write(&pinned, &softer).unwrap(),
            _ => symlink(ward.site().join("small.json"), &pinned).unwrap(),
        }
        for args in [vec!["verify", &code], vec!["show", &code], vec!["answer", &code, "hands"]] {
            let said = ward.run(&args);
            assert_eq!(said.code, 4, "{change} {args:?}: {said:?}");
            let words = [said.out, said.err].concat();
            assert!(words.contains("pinned checklist") && words.contains("backup"), "{change} {args:?}: {words}");
        }
        if change != "missing" {
            fs::remove_file(&pinned).unwrap();
        }
    }
    fs::write(&pinned, &json).unwrap();
    ward.fine(&["answer", &code, "hands"]);
}

#[test]
fn a_case_keeps_the_checklist_it_started_with() {
    let (ward, code) = small_case();
    let site = ward.site().join("small.json");
    let json = fs::read_to_string(&site).unwrap();
    fs::write(&site, json.replace("\"hands\"", "\"palms\"")).unwrap();
    ward.fine(&["answer", &code, "hands"]);
    let newer = ward.new_case("small");
    ward.fine(&["answer", &newer, "palms"]);
    assert_eq!(fs::read_dir(ward.root().join("pinned")).unwrap().count(), 2, "each is kept once");
}

#[test]
fn an_unknown_kind_is_kept_counted_and_changes_nothing() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let before = ward.show_json(&code);
    let mut all = entries(&whole);
    let mut later = all[1].clone();
    later["seq"] = json!(8);
    later["kind"] = json!("weighed");
    later["item"] = json!("hands");
    later["scale"] = json!({ "kg": 71 });
    all.push(later);
    fs::write(&path, chained(&all)).unwrap();

    let mut after = ward.show_json(&code);
    assert_eq!(after["entries"], 8);
    assert_eq!(after["unknown"], 1);
    for field in ["entries", "head", "unknown"] {
        after[field] = before[field].clone();
    }
    assert_eq!(after, before);
    let verify = ward.fine(&["verify", &code]);
    assert!(verify.out.contains("1 entry is of a kind") && verify.out.contains("whole  8 entries"), "{verify:?}");

    let kept = fs::read(&path).unwrap();
    ward.fine(&["answer", &code, "mask"]);
    assert!(fs::read(&path).unwrap().starts_with(&kept));
    assert_eq!(ward.store().verify(code.parse().unwrap(), None).unwrap().entries, 9);
}

#[test]
fn an_unknown_format_opens_read_only() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let mut all = entries(&whole);
    all[0]["format"] = json!(3);
    let newer = chained(&all);
    fs::write(&path, &newer).unwrap();
    let show = ward.run(&["show", &code]);
    assert!(show.out.contains("Clean hands") && show.out.contains("no soap"), "{show:?}");
    assert!(show.out.contains("made by a newer version of periop (format 3); read only here"), "{show:?}");
    for args in [vec!["answer", &code, "mask"], vec!["note", &code, "rang"], vec!["undo", &code]] {
        let said = ward.run(&args);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.err.contains("made by a newer version of periop (format 3); read only here"), "{said:?}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

/// It may be a stop: whoever asks before going on must not hear "fine".
#[test]
fn what_a_newer_version_wrote_and_this_one_does_not_understand_is_not_fine() {
    let (ward, code) = small_case();
    for item in ["hands", "mask"] {
        ward.fine(&["answer", &code, item]);
    }
    assert_eq!(ward.run(&["status", &code]).code, 0);
    let mut all = entries(&fs::read(ward.record(&code)).unwrap());
    all[0]["format"] = json!(3);
    all[2]["item"] = json!(["of", "another", "shape"]);
    fs::write(ward.record(&code), chained(&all)).unwrap();
    let status = ward.run(&["status", &code]);
    assert!(status.code == 1 && status.out.contains("this version does not understand"), "{status:?}");
}

#[test]
fn a_known_kind_that_cannot_be_understood_is_damage_even_under_a_hash_that_fits() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let all = entries(&whole);
    let mut cases: Vec<(&str, Value)> = vec![("a seventh entry numbered 9", json!({ "seq": 9 }))];
    cases.push(("an answer of no known type", json!({ "answer": { "smell": "sweet" } })));
    cases.push(("a moment that is none", json!({ "at": "yesterday" })));
    cases.push(("a role that is none", json!({ "by": { "code": "JR", "role": "surgeon" } })));
    cases.push(("an entry without an item", json!({ "item": null })));
    for (what, change) in cases {
        let mut changed = all.clone();
        for (name, value) in change.as_object().unwrap() {
            changed[6][name] = value.clone();
        }
        fs::write(&path, chained(&changed)).unwrap();
        damaged_at(&ward, code.parse().unwrap(), 7, what);
    }
}

#[test]
fn a_line_or_a_record_beyond_the_limits_is_damage() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let mut all = entries(&whole);
    all[2]["text"] = json!("x".repeat(65 << 10));
    fs::write(&path, chained(&all)).unwrap();
    damaged_at(&ward, code.parse().unwrap(), 3, "a line of 65 KiB");
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len((32 << 20) + 1).unwrap();
    damaged_at(&ward, code.parse().unwrap(), 1, "a record of more than 32 MiB");
}

/// The month folders that hold the record of a case, and whether it lies among the open ones.
fn lies(ward: &Ward, code: &str) -> (bool, Vec<String>) {
    let name = format!("{}.jsonl", code.to_lowercase());
    let cases = ward.root().join("cases");
    let months = fs::read_dir(cases.join("closed")).into_iter().flatten();
    let months = months.map(|month| month.expect("a month").path()).filter(|month| month.join(&name).exists());
    let months = months.map(|month| month.file_name().expect("a name").to_string_lossy().into_owned());
    (cases.join("open").join(&name).exists(), months.collect())
}

#[test]
fn a_closed_case_moves_to_its_month_and_a_reopened_one_moves_back() {
    let (ward, code) = small_case();
    assert_eq!(lies(&ward, &code), (true, vec![]));
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "no bed"]);
    let closed_at = entries(&fs::read(ward.record(&code)).unwrap())[1]["at"].as_str().unwrap().to_owned();
    assert_eq!(lies(&ward, &code), (false, vec![closed_at[..7].to_owned()]));
    assert_eq!(ward.show_json(&code)["outcome"], "cancelled");

    ward.fine(&["reopen", &code, "--reason", "a bed was found"]);
    assert_eq!(lies(&ward, &code), (true, vec![]));
    ward.fine(&["answer", &code, "hands"]);
    assert_eq!(ward.store().verify(code.parse().unwrap(), None).unwrap().entries, 5);
}

#[test]
fn a_crash_between_the_entry_and_the_move_is_put_right_by_the_next_writer() {
    let (ward, code) = small_case();
    let open = ward.record(&code);
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "no bed"]);
    let closed = ward.record(&code);
    fs::rename(&closed, &open).unwrap();
    assert_eq!(ward.show_json(&code)["state"], "closed", "the entries say so, not the folder");
    ward.refused(&code, &["answer", &code, "hands"], &["the case is closed (cancelled)"]);
    ward.fine(&["reopen", &code, "--reason", "a bed was found"]);
    assert_eq!(lies(&ward, &code), (true, vec![]));

    fs::rename(&open, &closed).unwrap();
    assert_eq!(ward.show_json(&code)["state"], "in-progress", "the entries say so, not the folder");
    ward.fine(&["answer", &code, "hands"]);
    assert_eq!(lies(&ward, &code), (true, vec![]));
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "no bed again"]);
    assert_eq!(ward.record(&code), closed);
}

#[test]
fn a_case_whose_record_cannot_be_moved_is_closed_all_the_same() {
    let (ward, code) = small_case();
    let in_the_way = ward.root().join("cases/closed");
    fs::write(&in_the_way, "no folder").unwrap();
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "no bed"]);
    assert_eq!(ward.show_json(&code)["outcome"], "cancelled");
    assert_eq!(lies(&ward, &code), (true, vec![]));

    fs::remove_file(&in_the_way).unwrap();
    let late = ward.run(&["note", &code, "rang"]);
    assert!(late.code == 1 && late.err.contains("the case is closed"), "{late:?}");
    let (open, months) = lies(&ward, &code);
    assert!(!open && months.len() == 1, "the next writer moves it, though it is refused: {months:?}");
}

/// A crash between the record's new name and the end of its old one: the next writer ends the old one, and reopened
/// the case lies in one place again.
#[test]
fn a_crash_in_the_middle_of_the_move_is_put_right_by_the_next_writer() {
    let (ward, code) = small_case();
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "no bed"]);
    let closed = ward.record(&code);
    let open = ward.root().join("cases/open").join(closed.file_name().unwrap());
    for (words, lies_open) in [(&["note", &code, "rang"][..], false), (&["reopen", &code, "--reason", "a bed"], true)] {
        fs::hard_link(&closed, &open).unwrap();
        assert_eq!(ward.run(words).code, i32::from(!lies_open), "{words:?}");
        let (open, months) = lies(&ward, &code);
        assert_eq!((open, months.len()), (lies_open, usize::from(!lies_open)), "{words:?}");
    }
}

#[test]
fn another_terminal_finds_a_case_that_was_closed_and_reopened_meanwhile() {
    let (ward, code) = small_case();
    let store = ward.store();
    let mut here = store.load(code.parse().unwrap()).unwrap();
    ward.fine(&["answer", &code, "hands"]);
    ward.fine(&["close", &code, "--outcome", "stopped", "--reason", "no bed"]);
    assert_eq!(store.catch_up(&mut here).unwrap().len(), 2);
    assert!(here.case.closed().is_some());
    ward.fine(&["reopen", &code, "--reason", "the gown"]);
    ward.fine(&["answer", &code, "gown"]);
    assert_eq!(store.catch_up(&mut here).unwrap().len(), 3, "the code is shown again after the closing");
    assert!(here.case.closed().is_none());
    assert_eq!(store.catch_up(&mut here).unwrap().len(), 0);
    assert_eq!(here.case.head(), store.load(code.parse().unwrap()).unwrap().case.head());
}

#[test]
fn a_record_under_the_name_of_another_case_is_damage_and_overwrites_nothing() {
    let ward = Ward::small();
    let (code, other) = (ward.new_case("small"), ward.new_case("small"));
    let (path, other_path) = (ward.record(&code), ward.record(&other));
    fs::copy(&path, &other_path).unwrap();
    ward.fine(&["answer", &code, "hands"]);
    let before = fs::read(&path).unwrap();

    let answer = ward.run(&["answer", &other, "mask"]);
    assert_eq!(answer.code, 4, "{answer:?}");
    assert!(
        answer.err.contains(&format!("{}.jsonl:1:", other.to_lowercase())) && answer.err.contains(&code),
        "{answer:?}"
    );
    assert_eq!(ward.run(&["verify"]).code, 4);
    assert_eq!(fs::read(&path).unwrap(), before, "the record of {code} is as it was");
}

#[test]
fn a_stray_file_among_the_records_hides_nothing() {
    let ward = Ward::small();
    let (code, closed) = (ward.new_case("small"), ward.new_case("small"));
    ward.fine(&["close", &closed, "--outcome", "cancelled", "--reason", "no bed"]);
    let cases = ward.root().join("cases");
    for stray in ["open/notes.txt", "open/xyz.jsonl", "closed/.directory", "closed/notes.jsonl"] {
        fs::write(cases.join(stray), "stray").unwrap();
    }
    let list = ward.fine(&["list", "--all"]).out;
    assert!(list.contains(&code) && list.contains(&closed), "{list}");
    let verify = ward.fine(&["verify"]).out;
    assert_eq!(verify.matches("  whole  ").count(), 2, "{verify}");
    ward.fine(&["reopen", &closed, "--reason", "a bed was found"]);
}

#[test]
fn a_record_that_cannot_be_opened_does_not_keep_the_others_from_being_checked() {
    let ward = Ward::small();
    let codes = [ward.new_case("small"), ward.new_case("small"), ward.new_case("small")];
    let mut sorted: Vec<String> = codes.iter().map(|code| ward.record(code).display().to_string()).collect();
    sorted.sort_unstable();
    fs::remove_file(&sorted[0]).unwrap();
    fs::create_dir(&sorted[0]).unwrap();
    let verify = ward.run(&["verify"]);
    assert_eq!(verify.code, 1, "{verify:?}");
    assert_eq!(verify.out.matches("  NOT CHECKED  ").count(), 1, "{verify:?}");
    assert_eq!(verify.out.matches("  whole  ").count(), 2, "{verify:?}");
    let bytes = fs::read(&sorted[2]).unwrap();
    fs::write(&sorted[2], &bytes[..bytes.len() - 2]).unwrap();
    assert_eq!(ward.run(&["verify"]).code, 4, "damage weighs more");
}

#[test]
fn the_head_that_is_printed_is_the_hash_of_the_last_line() {
    let (ward, code) = case_at("choose-side");
    let head: Hash = ward.store().verify(code.parse().unwrap(), None).unwrap().head;
    let text = fs::read_to_string(ward.record(&code)).unwrap();
    let (_, entry) = text.lines().next_back().unwrap().split_once("\"entry\":").unwrap();
    let before = &text.lines().rev().nth(1).unwrap()[9..73];
    let entry = entry.strip_suffix('}').unwrap();
    assert_eq!(head.to_string(), sha256(&[before.as_bytes(), entry.as_bytes()]));
    assert_eq!(ward.show_json(&code)["head"], head.to_string());
}

/// What the checklist asks for beside that this program cannot heed.
#[test]
fn a_pin_with_fields_of_a_newer_version_is_shown_and_only_read() {
    for field in ["\"restarts_twice\": true, ", "\"evidence\": 7, \"of\": { \"any\": [] }, "] {
        let (ward, code) = small_case();
        let pinned = fs::read_dir(ward.root().join("pinned")).unwrap().next().unwrap().unwrap().path();
        let json = fs::read_to_string(&pinned).unwrap();
        let (before, after) = json.split_once("\"led_by\"").unwrap();
        let newer = format!("{before}{field}\"led_by\"{after}");
        let hash = sha256(&[newer.as_bytes()]);
        fs::write(pinned.with_file_name(format!("{hash}.json")), &newer).unwrap();
        let mut all = entries(&fs::read(ward.record(&code)).unwrap());
        all[0]["checklist"]["sha256"] = json!(hash);
        fs::write(ward.record(&code), chained(&all)).unwrap();
        let words = "made by a newer version of periop; read only here";
        let show = ward.fine(&["show", &code]);
        assert!(show.out.contains("Clean hands") && show.out.contains(words), "{show:?}");
        ward.refused(&code, &["answer", &code, "hands"], &[words]);
        let verify = ward.run(&["verify", &code]);
        assert!(verify.out.contains(words) && !verify.out.contains("damaged"), "{verify:?}");
        let screens = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
        screens.sees("NEWER, read only");
    }
}

/// The bytes are those that were pinned, so that nothing is damaged.
#[test]
fn a_pin_that_cannot_be_read_is_newer_and_not_damaged() {
    let (ward, code) = small_case();
    let pinned = fs::read_dir(ward.root().join("pinned")).unwrap().next().unwrap().unwrap().path();
    let json = fs::read_to_string(&pinned).unwrap().replacen("\"style\": \"read-do\"", "\"style\": \"sing\"", 1);
    let hash = sha256(&[json.as_bytes()]);
    fs::write(pinned.with_file_name(format!("{hash}.json")), &json).unwrap();
    let mut all = entries(&fs::read(ward.record(&code)).unwrap());
    all[0]["checklist"]["sha256"] = json!(hash);
    fs::write(ward.record(&code), chained(&all)).unwrap();
    let show = ward.run(&["show", &code]);
    assert!(show.code == 1 && show.err.contains("was made by a newer version of periop"), "{show:?}");
    let list = ward.run(&["list"]);
    assert!(!format!("{list:?}").contains("DAMAGED"), "{list:?}");
}
