//! A record that is changed from outside while its case is open: found before anything is added to it.

use crate::bench::keys::Desk;
use crate::record::{chained, entries, small_record};
use crate::ward::{NURSE, Ward};
use periop::domain::case::{Act, Author};
use periop::domain::{Answer, Confirmed, Line};
use periop::store::{Loaded, StoreError};
use serde_json::json;
use std::fs;
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

fn ticks(ward: &Ward, loaded: &mut Loaded, item: &str) -> Result<Vec<Line>, StoreError> {
    let (item, answer) = (item.parse().unwrap(), Answer::Done);
    let act = Act::Answer { item, answer, second: None, reason: None, again: false, carried: None };
    let author = Author::new(NURSE.parse().unwrap(), "test".into());
    let intent = author.wants(&loaded.case, act).with_code(Confirmed::Typed);
    ward.store().act(loaded, &intent, &periop::clock::now())
}

/// Changes the byte at a place, in the file itself.
fn changes(path: &Path, at: usize) {
    let byte = fs::read(path).unwrap()[at] ^ 1;
    File::options().write(true).open(path).unwrap().write_all_at(&[byte], at as u64).unwrap();
}

#[test]
fn a_byte_changed_in_place_is_found_before_the_next_entry() {
    let ward = Ward::small();
    for (line, hides_its_time) in [(1, false), (4, false), (7, false), (1, true)] {
        let (code, path, whole) = small_record(&ward);
        let mut here = ward.store().load(code.parse().unwrap()).unwrap();
        ward.fine(&["note", &code, "another terminal is no harm"]);
        assert_eq!(ward.store().catch_up(&mut here).unwrap().len(), 1);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let start: usize = whole.split_inclusive(|&b| b == b'\n').take(line - 1).map(<[u8]>::len).sum();
        changes(&path, start + 120);
        if hides_its_time {
            File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        }
        let before = fs::read(&path).unwrap();
        let error = ticks(&ward, &mut here, "mask").unwrap_err();
        let words = error.to_string();
        assert!(words.starts_with("NOT SAVED: ") && words.contains(&format!(".jsonl:{line}: ")), "{line}: {words}");
        assert!(error.is_damage() && here.damage.is_some(), "{line}");
        assert_eq!(fs::read(&path).unwrap(), before, "{line}: nothing is added");
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn a_tick_on_the_screens_says_that_it_is_not_saved_and_a_look_says_damaged() {
    for looks in [false, true] {
        let mut desk = Desk::at("vitals-temp");
        let path = desk.ward.record(&desk.code.to_string());
        let before = desk.case().entries().len();
        changes(&path, 200);
        if looks {
            assert!(desk.look());
            assert!(desk.notice().starts_with("DAMAGED, read only: "), "{}", desk.notice());
        }
        desk.press("36.8\r");
        let said = desk.notice();
        let starts = if looks {
            "Not recorded: the record is damaged and only read; \"periop verify CODE\" says"
        } else {
            "NOT SAVED: "
        };
        assert!(said.starts_with(starts), "{said}");
        assert_eq!(desk.case().entries().len(), before);
    }
}

/// Ticks that were shown never vanish without a word: cut back in place, or an older copy put in its stead.
#[test]
fn entries_that_are_gone_from_the_record_are_told_of_before_anything_is_added() {
    for (replaced, looks) in [(false, false), (false, true), (true, false), (true, true)] {
        let mut desk = Desk::at("vitals-temp");
        let path = desk.ward.record(&desk.code.to_string());
        let (whole, before) = (fs::read(&path).unwrap(), desk.case().entries().len());
        let kept: Vec<u8> = whole.split_inclusive(|&b| b == b'\n').take(before - 2).flatten().copied().collect();
        if replaced {
            fs::write(path.with_extension("copy"), &kept).unwrap();
            fs::rename(path.with_extension("copy"), &path).unwrap();
        } else {
            fs::write(&path, &kept).unwrap();
        }
        if looks {
            assert!(desk.look());
            assert!(desk.notice().contains("2 entries are GONE"), "{}", desk.notice());
        } else {
            desk.press("36.8\r");
            assert!(desk.screen().contains("NOT SAVED: the record was cut"), "{}", desk.screen());
        }
        assert_eq!((fs::read(&path).unwrap(), desk.case().entries().len()), (kept, before - 2), "{replaced} {looks}");
    }
}

/// A backup put back in place, whole and as long as what stood there: it is what counts from now on.
#[test]
fn another_whole_record_in_the_same_file_is_read_anew() {
    let ward = Ward::small();
    let (code, path, whole) = small_record(&ward);
    let mut here = ward.store().load(code.parse().unwrap()).unwrap();
    let mut other = entries(&whole);
    other[2]["text"] = json!("from the backup");
    fs::write(&path, chained(&other)).unwrap();
    let words = ticks(&ward, &mut here, "mask").unwrap_err().to_string();
    assert!(words.starts_with("NOT SAVED: ") && words.contains("entries are GONE"), "{words}");
    ticks(&ward, &mut here, "mask").unwrap();
    assert_eq!(here.case.head(), ward.store().load(code.parse().unwrap()).unwrap().case.head());
    assert!(ward.fine(&["verify", &code]).out.contains("whole  8 entries"));
    assert!(ward.fine(&["log", &code]).out.contains("from the backup"));
}
