//! A record that cannot be had just now: another terminal keeps it, or the system does.

use crate::bench::keys::Desk;
use crate::terminal::Terminal;
use crate::ward::{NURSE, Said, Ward, case_at, small_case, wait};
use std::fs::{File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, thread};

/// Keeps the record of a case to itself, as a terminal does that is writing.
fn keeps(ward: &Ward, code: &str) -> File {
    let file = File::options().append(true).open(ward.record(code)).unwrap();
    file.lock().unwrap();
    file
}

#[test]
fn who_finds_a_record_busy_is_told_so_and_nobody_that_it_is_damaged() {
    let (ward, code) = small_case();
    let other = ward.new_case("small");
    let kept = keeps(&ward, &code);
    let before = fs::read(ward.record(&code)).unwrap();
    let commands: [&[&str]; 8] = [
        &["list"],
        &["list", "--json"],
        &["log", "--on", "today"],
        &["show", &code],
        &["status", &code],
        &["slip", &code],
        &["verify", &code],
        &["answer", &code, "hands"],
    ];
    let said: Vec<Said> = thread::scope(|scope| {
        let running: Vec<_> = commands.iter().map(|args| scope.spawn(|| ward.run(args))).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    for (args, said) in commands.iter().zip(&said) {
        let words = [said.out.as_str(), &said.err].concat();
        assert!(said.code == 1 && !words.contains("DAMAGED"), "{args:?}: {said:?}");
        assert!(words.contains("another terminal is writing to this case; try again"), "{args:?}: {said:?}");
        assert_eq!(words.contains("NOT SAVED"), args[0] == "answer", "{args:?}: {said:?}");
    }
    assert!(said[0].out.contains(&other) && said[0].err.contains(&format!("{code}  BUSY, NOT READ  ")), "{said:?}");
    assert_eq!(fs::read(ward.record(&code)).unwrap(), before);
    drop(kept);
    assert_eq!(ward.fine(&["list"]).err, "");
}

#[test]
fn the_list_reads_a_busy_record_again_by_itself_and_keeps_what_it_knew() {
    let mut desk = Desk::new();
    let code = desk.code;
    let word = |desk: &Desk| desk.app.worklist.row(code).map(|row| row.word(&desk.time.now));
    let kept = keeps(&desk.ward, &code.to_string());
    desk.press("\x1b");
    assert_eq!(word(&desk).as_deref(), Some("BUSY, NOT READ"));
    drop(kept);
    desk.look();
    assert_eq!(word(&desk).as_deref(), Some("in progress"));
    // Somebody begins to record before this terminal looks again.
    let kept = keeps(&desk.ward, &code.to_string());
    kept.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    desk.look();
    assert_eq!(word(&desk).as_deref(), Some("in progress"), "what was read stays");
}

/// Runs a command as somebody whom the system keeps from reading, as it does not keep the superuser.
fn as_mortal(ward: &Ward, args: &[&str]) -> Said {
    const NOBODY: u32 = 65534;
    let mut command = ward.command(NURSE, args);
    if tempfile::tempfile().unwrap().metadata().unwrap().uid() == 0 {
        let program = ward.temporary().join("periop");
        if !program.exists() {
            fs::copy(command.get_program(), &program).unwrap();
        }
        give(ward.root().parent().unwrap(), NOBODY);
        let mut theirs = std::process::Command::new(&program);
        theirs.args(command.get_args()).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        theirs.current_dir(ward.root()).stdin(std::process::Stdio::null()).uid(NOBODY).gid(NOBODY);
        command = theirs;
    }
    wait(command)
}

/// Gives a folder and all in it to somebody.
fn give(path: &Path, to: u32) {
    chown(path, Some(to), Some(to)).unwrap();
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            give(&entry.unwrap().path(), to);
        }
    }
}

#[test]
fn what_may_not_be_read_is_neither_damaged_nor_missing() {
    let (ward, code) = small_case();
    let pin = fs::read_dir(ward.root().join("pinned")).unwrap().next().unwrap().unwrap().path();
    let staff = ward.root().join("staff.json");
    fs::write(&staff, r#"{"format": 1, "staff": []}"#).unwrap();
    let staff_given = staff.display().to_string();
    let record = ward.record(&code);
    let places: [(&Path, &[&[&str]]); 5] = [
        (&pin, &[&["show", &code], &["verify", &code], &["list"], &["answer", &code, "hands"]]),
        (&record, &[&["show", &code], &["verify", &code], &["list"], &["answer", &code, "hands"]]),
        (record.parent().unwrap(), &[&["show", &code], &["verify"], &["list"], &["answer", &code, "hands"]]),
        (&ward.root().join("pinned"), &[&["show", &code], &["verify", &code]]),
        (&staff, &[&["list", "--staff", &staff_given]]),
    ];
    for (place, commands) in places {
        let mode = fs::metadata(place).unwrap().permissions();
        fs::set_permissions(place, Permissions::from_mode(0o0)).unwrap();
        for args in commands {
            let said = as_mortal(&ward, args);
            let words = [said.out.as_str(), &said.err].concat();
            assert!(
                words.contains("Permission denied") && words.contains("who may read"),
                "{place:?} {args:?}: {said:?}"
            );
            for wrong in ["DAMAGED", "missing", "there is no case", "no open cases", "no records"] {
                assert!(!words.contains(wrong) || args.contains(&"--staff"), "{place:?} {args:?}: {said:?}");
            }
            assert_eq!(said.code, i32::from(!args.contains(&"--staff")), "{place:?} {args:?}: {said:?}");
        }
        fs::set_permissions(place, mode).unwrap();
    }
}

/// A case at a check, and its screen.
fn at_a_check() -> (Ward, String, Terminal) {
    let (ward, code) = case_at("two-identifiers");
    let terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
    terminal.sees("Patient says name and birth date");
    (ward, code, terminal)
}

#[test]
fn a_save_that_waits_is_said_and_help_and_esc_answer() {
    let (ward, code, mut terminal) = at_a_check();
    let before = fs::read(ward.record(&code)).unwrap();
    let kept = keeps(&ward, &code);
    terminal.press(" ");
    terminal.sees("saving…");
    terminal.press("?");
    terminal.sees("tick a check");
    terminal.press("\x1b");
    terminal.wait("the help is closed", |screen| !screen.contains("tick a check"));
    assert_eq!(fs::read(ward.record(&code)).unwrap(), before, "not on the disk, and not said to be");
    drop(kept);
    terminal.sees("Saved: ");
    assert_eq!(ward.status(&code, "two-identifiers"), "answered");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn while_a_save_waits_no_key_records_leaves_or_moves_and_what_is_typed_stays() {
    for gives_up in [false, true] {
        let mut desk = Desk::at("two-identifiers");
        let entries = desk.case().entries().len();
        let kept = keeps(&desk.ward, &desk.code.to_string());
        desk.press(" ");
        assert!(desk.is_saving() && desk.notice().starts_with("saving…"), "{}", desk.notice());
        for key in ["u", "\x1b", "q", "↓", "⇥"] {
            desk.hurries(key);
            assert!(desk.is_saving() && desk.notice().contains("NOT TAKEN"), "{key:?}: {}", desk.notice());
            assert_eq!((desk.case().entries().len(), desk.quits), (entries, false), "{key:?}");
        }
        desk.hurries("cwaits\r");
        assert!(desk.notice().contains("NOT TAKEN") && desk.screen().contains("waits"), "{}", desk.screen());
        assert!(!desk.look(), "it waits on");
        if gives_up {
            desk.minutes(1);
            desk.press("-----");
            assert!(desk.look());
            assert!(desk.screen().contains("NOT SAVED: another terminal is writing"), "{}", desk.screen());
            assert_eq!(desk.case().entries().len(), entries);
            desk.press("\r");
            assert!(desk.screen().contains("waits-----"), "what was typed is there: {}", desk.screen());
        } else {
            drop(kept);
            assert!(desk.look());
            assert!(desk.notice().starts_with("Saved: "), "{}", desk.notice());
            assert_eq!(desk.case().entries().len(), entries + 1);
            desk.press("\r");
            assert_eq!(desk.case().entries().len(), entries + 2, "the note is taken then");
        }
    }
}

#[test]
fn a_digit_that_a_save_did_not_let_through_is_not_pressed_later() {
    let mut desk = Desk::at("escort-confirmed");
    let entries = desk.case().entries().len();
    let kept = keeps(&desk.ward, &desk.code.to_string());
    desk.press("cseen\r");
    assert!(desk.is_saving(), "{}", desk.notice());
    desk.press("1");
    assert!(desk.notice().contains("NOT TAKEN"), "{}", desk.notice());
    assert_eq!(desk.app.held_until(), None);
    drop(kept);
    assert!(desk.look());
    assert_eq!(desk.case().entries().len(), entries + 1, "{}", desk.notice());
    desk.press("1");
    assert_eq!(desk.said("escort-confirmed"), "present");
}

#[test]
fn who_leaves_a_case_that_cannot_be_recorded_is_told_after_the_screens() {
    for key in ["q", "\x03"] {
        let (ward, code, mut terminal) = at_a_check();
        terminal.press(" ");
        terminal.sees("Saved: ");
        let path = ward.record(&code);
        let away: PathBuf = path.with_extension("away");
        fs::rename(&path, &away).unwrap();
        fs::create_dir(&path).unwrap();
        terminal.press(key);
        assert_eq!(terminal.ended(), 1, "{key:?}");
        assert!(terminal.is_given_back());
        let said = terminal.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("NOT SAVED: ") && said.contains("it is not recorded that you left the case"), "{said}");
    }
}

#[test]
fn a_record_that_cannot_leave_its_folder_stays_there_under_one_name() {
    let (ward, code) = small_case();
    let open = ward.root().join("cases/open");
    assert_eq!(as_mortal(&ward, &["note", &code, "seen"]).code, 0);
    fs::set_permissions(&open, Permissions::from_mode(0o500)).unwrap();
    let said = as_mortal(&ward, &["close", &code, "--outcome", "cancelled", "--reason", "no bed"]);
    fs::set_permissions(&open, Permissions::from_mode(0o700)).unwrap();
    assert_eq!(said.code, 0, "{said:?}");
    let months = fs::read_dir(ward.root().join("cases/closed")).unwrap();
    let moved: usize = months.map(|month| fs::read_dir(month.unwrap().path()).unwrap().count()).sum();
    assert_eq!((moved, fs::read_dir(&open).unwrap().count()), (0, 1));
    assert!(ward.show_json(&code)["outcome"] == "cancelled");
}
