//! What cannot be written is NOT SAVED first of all; then comes what to do about it.

use super::ward;
use crate::bench::keys::Desk;
use crate::ward::{NURSE, Said, Ward, data, small_case, wait};
use std::{fs, process::Command};

/// Records where no file may grow past some kilobytes, as on a disk that is full.
fn without_room(ward: &Ward, args: &[&str]) -> Said {
    let periop = ward.command(NURSE, args);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\""]);
    command.arg(periop.get_program()).args(periop.get_args());
    command.envs(periop.get_envs().filter_map(|(name, value)| Some((name, value?))));
    wait(command)
}

#[test]
fn a_folder_that_cannot_be_made_is_told_with_what_to_do() {
    let ward = ward();
    let file = ward.root().with_file_name("a-file");
    fs::write(&file, "no folder").unwrap();
    for folder in [file.join("data"), file] {
        let mut command = ward.command(NURSE, &["new", "spinal-injection"]);
        command.env("PERIOP_DATA_DIR", &folder);
        let said = wait(command);
        let words = "periop: NOT SAVED: the folder is not there and cannot be made; name another one, or ask whoever";
        assert!(said.code == 1 && said.err.starts_with(words) && said.out.is_empty(), "{folder:?}: {said:?}");
    }
    fs::create_dir_all(ward.root().join("cases")).unwrap();
    fs::write(ward.root().join("cases/open"), "no folder").unwrap();
    for args in [&["new", "day"][..], &["new", "day", "--label", "Bay 2"]] {
        let said = ward.run(args);
        assert!(said.code == 1 && said.err.starts_with("periop: NOT SAVED: "), "{args:?}: {said:?}");
    }
    for args in [&["checklists", "check", "/nosuch.json"][..], &["list", "--staff", "/nosuch.json"]] {
        let said = ward.run(args).err;
        assert!(said.contains("/nosuch.json: ") && said.contains("; name the right one, or put it there"), "{said}");
    }
}

#[test]
fn a_disk_without_room_is_told_and_the_record_stays_as_it_was() {
    let (ward, code) = small_case();
    let note = "n".repeat(3000);
    let before = fs::read(ward.record(&code)).unwrap();
    let said = without_room(&ward, &["note", &code, &note]);
    assert_eq!(fs::read(ward.record(&code)).unwrap(), before);
    let words = "periop: NOT SAVED: the file may not grow; ask whoever looks after this computer (";
    assert!(said.code == 1 && said.err.starts_with(words), "{said:?}");
    ward.fine(&["note", &code, &note]);
}

#[test]
fn a_record_that_vanished_under_the_screens_is_told_and_nothing_is_shown_as_saved() {
    let mut desk = Desk::of(&fs::read_to_string(data("checklists/small.json")).unwrap(), None);
    let record = desk.ward.record(&desk.code.to_string());
    let (kept, folder) = (fs::read(&record).unwrap(), record.parent().unwrap().to_owned());
    let gone = "the record is no longer in its folder; put it back, or take it from a backup";
    fs::remove_file(&record).unwrap();
    desk.press(" ");
    assert_eq!((desk.notice(), desk.said("hands").as_str()), (format!("NOT SAVED: {gone}"), "open"));
    desk.look();
    assert_eq!(desk.notice(), format!("NOT SAVED: {gone}"), "a look a second later takes no word of it away");
    fs::remove_dir_all(&folder).unwrap();
    desk.press(" ");
    assert_eq!(desk.notice(), format!("NOT SAVED: {gone}"));
    desk.press("↓");
    desk.look();
    assert_eq!(desk.notice(), gone, "no code of a case is shown on a screen");
    fs::create_dir(&folder).unwrap();
    fs::write(&record, kept).unwrap();
    desk.press("↑ ");
    assert!(desk.notice().starts_with("Saved: Clean hands"), "{}", desk.notice());
}
