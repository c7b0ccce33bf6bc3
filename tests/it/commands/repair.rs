//! `repair`: a damaged record goes on after what is whole; the damaged original is kept, whatever happens meanwhile.

use super::{entries, kinds, ward};
use crate::ward::{NURSE, Ward};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Barrier;
use std::{fs, thread};

/// A record of six lines.
fn six_lines(ward: &Ward) -> (String, PathBuf, Vec<u8>) {
    let code = ward.new_case("day");
    for args in [
        &["answer", &code, "identity"][..],
        &["answer", &code, "temperature", "36.8"],
        &["note", &code, "rang"],
        &["answer", &code, "mask"],
        &["answer", &code, "kit"],
    ] {
        ward.fine(args);
    }
    let path = ward.record(&code);
    let bytes = fs::read(&path).unwrap();
    (code, path, bytes)
}

/// Where each line begins.
fn line(bytes: &[u8], number: usize) -> std::ops::Range<usize> {
    let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(at, _)| at + 1).collect();
    let start = if number == 1 { 0 } else { ends[number - 2] };
    start..ends[number - 1]
}

/// Files beside a record whose names go on with `ending`.
fn beside(path: &Path, ending: &str) -> Vec<PathBuf> {
    let start = format!("{}.{ending}", path.file_stem().unwrap().to_str().unwrap());
    let all = fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|file| file.file_name().unwrap().to_str().unwrap().starts_with(&start)).collect()
}

type Damaged = (&'static str, usize, u64, fn(&[u8]) -> Vec<u8>);

/// How a record is damaged: what happened, how many lines stay whole, how many are lost, and the doing.
const DAMAGES: &[Damaged] = &[
    ("a changed byte", 3, 3, |b| {
        let mut b = b.to_vec();
        let at = line(&b, 4).start + 90;
        b[at] ^= 1;
        b
    }),
    ("cut in the middle of a line, and gone on after it", 2, 4, |b| {
        let cut = line(b, 3);
        [&b[..cut.start + 100], b"\n", &b[cut.end..]].concat()
    }),
    ("a line lost", 2, 3, |b| [&b[..line(b, 3).start], &b[line(b, 3).end..]].concat()),
    ("a line doubled", 3, 4, |b| [&b[..line(b, 3).end], &b[line(b, 3).start..]].concat()),
    ("rubbish appended", 6, 1, |b| [b, b"rubbish\n"].concat()),
    ("rubbish without an end", 6, 1, |b| [b, b"\x00\xff\xfe rubbish"].concat()),
    ("the last byte of all changed", 5, 1, |b| [&b[..b.len() - 1], b" "].concat()),
];

#[test]
fn a_record_damaged_in_any_way_goes_on_after_what_is_whole() {
    let ward = ward();
    for (what, whole, lost, damage) in DAMAGES {
        let (code, path, bytes) = six_lines(&ward);
        let damaged = damage(&bytes);
        fs::write(&path, &damaged).unwrap();
        assert_eq!(ward.run(&["verify", &code]).code, 4, "{what}");
        let said = ward.run(&["answer", &code, "escort", "present"]);
        assert!(said.code == 4 && said.err.contains("nothing more is recorded here"), "{what}: {said:?}");
        for args in [&["answer", &code, "kit"][..], &["show", &code], &["status", &code], &["log", &code], &["verify"]]
        {
            let said = ward.run(args);
            let told = format!("{}{}", said.out, said.err);
            assert!(told.contains("\"periop repair CODE\" lets the case go on"), "{args:?}: {said:?}");
        }

        let mut reader = fs::File::open(&path).unwrap();
        let said = ward.fine(&["repair", &code]);
        let mut read = Vec::new();
        reader.read_to_end(&mut read).unwrap();
        assert!(read == damaged, "{what}: the record is replaced as a whole, never written over");
        let lines = if *lost == 1 { "1 line was".to_owned() } else { format!("{lost} lines were") };
        let words = format!("{code}  repaired: {} entries, {lines} not whole and left out", whole + 1);
        assert!(said.out.starts_with(&words), "{what}: {said:?}");
        let kept = beside(&path, "damaged-");
        assert_eq!(kept.len(), 1, "{what}");
        assert!(said.out.contains(kept[0].to_str().unwrap()), "{what}: {said:?}");
        assert!(fs::read(&kept[0]).unwrap() == damaged, "{what}: the original is kept byte for byte");
        assert!(
            beside(&path, "mended-").is_empty() && beside(&path, "tmp-").is_empty(),
            "{what}: nothing is left over"
        );

        let now = fs::read(&path).unwrap();
        let stays = line(&bytes, *whole).end;
        assert!(now.starts_with(&bytes[..stays]), "{what}: what was whole is as it was");
        let note = entries(&ward, &code).pop().unwrap();
        let name = kept[0].file_name().unwrap().to_str().unwrap();
        assert_eq!(
            (&note["kind"], &note["lines"], &note["kept"]),
            (&"repaired".into(), &(*lost).into(), &name.into()),
            "{what}"
        );
        assert!(ward.fine(&["verify", &code]).out.contains(&format!("whole  {} entries", whole + 1)), "{what}");
        let log = ward.fine(&["log", &code]).out;
        assert!(
            log.contains(&format!("repaired: {lost} damaged lines lost, original kept as {name}")),
            "{what}: {log}"
        );
        ward.fine(&["answer", &code, "escort", "present"]);
        ward.refused(&code, &["repair", &code], &["is whole; there is nothing to repair"]);
    }
}

#[test]
fn a_repair_that_loses_the_closing_brings_the_case_back_among_the_open_ones() {
    let ward = ward();
    let code = ward.new_case("day");
    ward.fine(&["answer", &code, "identity"]);
    ward.fine(&["close", &code, "--outcome", "entered-in-error", "--reason", "twice"]);
    let path = ward.record(&code);
    let text = fs::read_to_string(&path).unwrap().replace("twice", "thrice");
    fs::write(&path, &text).unwrap();
    let said = ward.fine(&["repair", &code]);
    assert!(
        ward.record(&code).starts_with(ward.root().join("cases/open")),
        "what is not closed lies among the open ones"
    );
    let kept = beside(&path, "damaged-").remove(0);
    assert!(said.out.contains(kept.to_str().unwrap()), "{said:?}");
    assert!(ward.fine(&["list"]).out.contains(&code));
    assert_eq!(kinds(&entries(&ward, &code)), ["opened", "answered", "repaired"]);
}

#[test]
fn what_needs_no_repair_or_is_beyond_it_is_left_as_it_is() {
    let ward = ward();
    let (code, path, bytes) = six_lines(&ward);
    ward.refused(&code, &["repair", &code], &["is whole; there is nothing to repair"]);

    fs::write(&path, &bytes[..bytes.len() - 20]).unwrap();
    ward.refused(&code, &["repair", &code], &["line 6", "was cut off in mid-write by a crash", "nothing to repair"]);
    assert_eq!(ward.run(&["verify", &code]).code, 0, "merely torn is not damaged");

    let mut first = bytes.clone();
    first[100] ^= 1;
    for broken in [first, b"rubbish\n".to_vec(), Vec::new()] {
        fs::write(&path, &broken).unwrap();
        let said = ward.run(&["repair", &code]);
        assert_eq!(said.code, 4, "{said:?}");
        assert!(said.err.contains("too little of it is whole to repair: put the file back from a backup"), "{said:?}");
        assert!(fs::read(&path).unwrap() == broken);
    }
    assert!(beside(&path, "damaged-").is_empty(), "nothing is copied for nothing");

    let other = ward.new_case("day");
    fs::copy(ward.record(&other), &path).unwrap();
    let said = ward.run(&["repair", &code]);
    assert!(said.code == 4 && said.err.contains(&format!("record of case {other}")), "{said:?}");
    let mut nobody = ward.command(NURSE, &["repair", &code]);
    nobody.env_remove("PERIOP_OPERATOR");
    assert!(crate::ward::wait(nobody).err.contains("say who is at the keyboard"));
}

#[test]
fn of_repairs_at_once_exactly_one_repairs() {
    const AT_ONCE: usize = 4;
    let ward = ward();
    for _ in 0..5 {
        let (code, path, bytes) = six_lines(&ward);
        let damaged = [&bytes[..], b"rubbish\n"].concat();
        fs::write(&path, &damaged).unwrap();
        let start = Barrier::new(AT_ONCE);
        let said: Vec<_> = thread::scope(|scope| {
            let run = || {
                start.wait();
                ward.run(&["repair", &code])
            };
            let running: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(run)).collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(said.iter().filter(|said| said.code == 0).count(), 1, "{said:?}");
        for other in said.iter().filter(|said| said.code != 0) {
            assert!(other.err.contains("is whole; there is nothing to repair"), "{other:?}");
        }
        assert_eq!(kinds(&entries(&ward, &code)).iter().filter(|kind| **kind == "repaired").count(), 1);
        assert_eq!(beside(&path, "damaged-").len(), 1);
        assert!(ward.fine(&["verify", &code]).out.contains("whole  7 entries"));
    }
}

/// Until when a repair runs before it is killed.
#[derive(Clone, Copy)]
enum Until {
    /// A file of this kind appears beside the record.
    Appears(&'static str),
    /// So many looks whether it still runs.
    Looks(usize),
}

/// Starts a repair and kills it at a moment; gives how many looks it ran. Where the moment never comes it ends by
/// itself.
fn killed(ward: &Ward, code: &str, path: &Path, until: Until) -> usize {
    let mut repair = ward.command(NURSE, &["repair", code]);
    let mut child = repair.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut looks = 0;
    while child.try_wait().unwrap().is_none() {
        let now = match until {
            Until::Appears(kind) => !beside(path, kind).is_empty(),
            Until::Looks(most) => looks >= most,
        };
        if now {
            break;
        }
        looks += 1;
    }
    // It may have ended on its own in between.
    let _ = child.kill();
    child.wait().unwrap();
    looks
}

#[test]
fn a_repair_killed_at_any_moment_leaves_the_old_record_or_the_new_one() {
    const MOMENTS: usize = 100;
    let ward = ward();
    let (code, path, bytes) = six_lines(&ward);
    let damaged = [&bytes[..], b"rubbish\n"].concat();
    fs::write(&path, &damaged).unwrap();
    let whole_run = killed(&ward, &code, &path, Until::Looks(usize::MAX));
    let appears = ["tmp-", "damaged-", "mended-"].into_iter().map(Until::Appears).cycle().take(15);
    // Most of a run is the program's start; its last third is where files change.
    let later = (0..MOMENTS).map(|moment| Until::Looks(whole_run * 2 / 3 + whole_run * moment / (2 * MOMENTS)));
    let moments = [Until::Looks(0)].into_iter().chain(appears).chain(later).chain([Until::Looks(usize::MAX)]);
    let (mut old, mut new) = (0, 0);
    for until in moments {
        for file in beside(&path, "").into_iter().filter(|file| *file != path) {
            fs::remove_file(file).unwrap();
        }
        fs::write(&path, &damaged).unwrap();
        killed(&ward, &code, &path, until);
        if fs::read(&path).unwrap() == damaged {
            old += 1;
            ward.fine(&["repair", &code]);
        } else {
            new += 1;
            let kept = beside(&path, "damaged-");
            assert!(kept.iter().any(|kept| fs::read(kept).unwrap() == damaged), "the original is kept");
        }
        assert!(fs::read(&path).unwrap().starts_with(&bytes));
        assert!(ward.fine(&["verify", &code]).out.contains("whole  7 entries"));
    }
    assert!(old > 0 && new > 0, "{old} were killed before the record was replaced, {new} after it");
}
