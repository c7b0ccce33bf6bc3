//! Damaged records among good ones: what is whole is shown, what is not is named, and the exit code is 4.

use super::{json, ward};
use std::fs;

#[test]
fn one_damaged_record_hides_none_of_the_others() {
    let ward = ward();
    let (good, cut, headless) = (ward.new_case("day"), ward.new_case("day"), ward.new_case("day"));
    for code in [&good, &cut, &headless] {
        ward.fine(&["note", code, "before the damage"]);
        ward.fine(&["answer", code, "identity"]);
    }
    for (code, from) in [(&cut, "\"kind\":\"answered\""), (&headless, "\"kind\":\"opened\"")] {
        let path = ward.record(code);
        let text = fs::read_to_string(&path).unwrap();
        let changed = text.replacen(from, &from.replace('d', "t"), 1);
        assert_ne!(changed, text);
        fs::write(&path, changed).unwrap();
    }

    let said = ward.run(&["verify"]);
    assert_eq!((said.code, said.out.lines().count()), (4, 3), "{said:?}");
    assert!(said.out.contains(&format!("{good}  whole  3 entries")), "{said:?}");
    assert!(
        said.out.contains(&format!("{cut}  DAMAGED  ")) && said.out.contains(".jsonl:3: the hash does not fit"),
        "{said:?}"
    );
    assert!(said.out.contains("2 entries before it are whole"), "{said:?}");
    assert!(
        said.out.contains(&format!("{headless}  DAMAGED  ")) && said.out.contains(".jsonl:1: the hash"),
        "{said:?}"
    );
    let checked = json(&ward, &["verify", "--json"], 4);
    let of = |code: &str| checked.as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
    assert_eq!((&of(&good)["verdict"], &of(&cut)["verdict"]), (&"whole".into(), &"damaged".into()));
    assert_eq!((&of(&cut)["line"], &of(&cut)["entries"]), (&3.into(), &2.into()));
    assert!(of(&headless)["problem"].as_str().unwrap().contains("put the file back from a backup"), "{checked}");

    let said = ward.run(&["list"]);
    assert_eq!((said.code, said.out.lines().count()), (4, 2), "what can be read is listed: {said:?}");
    assert!(
        said.err.contains(&format!("{cut}  DAMAGED")) && said.err.contains(&format!("{headless}  DAMAGED")),
        "{said:?}"
    );
    assert!(said.err.contains("run \"periop verify\"") && said.err.contains("\"periop repair CODE\""), "{said:?}");
    let listed = json(&ward, &["list", "--json"], 4);
    assert_eq!(listed.as_array().unwrap().len(), 3, "what was not read is named");

    let said = ward.run(&["log", "--on", "today"]);
    assert_eq!((said.code, said.out.lines().count()), (4, 5), "{said:?}");
    assert_eq!(said.err.lines().filter(|line| line.contains("  DAMAGED  ")).count(), 2, "{said:?}");
    assert_eq!(json(&ward, &["log", "--on", "today", "--json"], 4).as_array().unwrap().len(), 7);

    for command in ["show", "log", "status", "slip"] {
        let said = ward.run(&[command, &cut]);
        assert!(said.code == 4 && !said.out.is_empty() && said.err.contains(".jsonl:3: "), "{command}: {said:?}");
        let said = ward.run(&[command, &headless]);
        assert!(said.code == 4 && said.err.contains("put the file back from a backup"), "{command}: {said:?}");
        assert_eq!(ward.run(&[command, &good]).err, "", "{command}");
    }
}

#[test]
fn a_lost_or_changed_pinned_checklist_is_damage() {
    let ward = ward();
    let code = ward.new_case("day");
    let pin = fs::read_dir(ward.root().join("pinned")).unwrap().next().unwrap().unwrap().path();
    let kept = fs::read_to_string(&pin).unwrap();
    fs::write(&pin, kept.replace("Put on a mask", "Put on a hood")).unwrap();
    for args in [&["show", &code][..], &["verify", &code], &["verify"], &["list"], &["answer", &code, "identity"]] {
        let said = ward.run(args);
        assert_eq!(said.code, 4, "{args:?}: {said:?}");
        let words = "is missing or changed; put the file back from a backup";
        assert!(said.out.contains(words) || said.err.contains(words), "{args:?}: {said:?}");
    }
    fs::write(&pin, kept).unwrap();
    ward.fine(&["answer", &code, "identity"]);
}
