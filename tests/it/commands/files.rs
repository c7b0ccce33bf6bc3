//! What editors and people do to the files of a site: a byte order mark, a file too many, a folder that is not there,
//! a file of a newer version.

use super::{json, ward};
use crate::bench::keys::Desk;
use crate::ward::{CLINICIAN, NURSE, Ward, data, project, small_case, wait};
use periop::store::Library;
use serde_json::Value;
use std::fs;

const MARK: &str = "\u{feff}";

fn day() -> String {
    fs::read_to_string(data("commands/day.json")).unwrap()
}

#[test]
fn a_byte_order_mark_is_passed_over_where_people_write_and_named_where_they_must_not() {
    let ward = ward();
    let file = ward.site().join("day.json");
    fs::write(&file, format!("{MARK}{}", day())).unwrap();
    ward.fine(&["checklists", "check", &file.display().to_string()]);
    let code = ward.new_case("day");
    ward.fine(&["answer", &code, "identity"]);

    let staff = ward.root().with_file_name("staff.json");
    let list = "{\"format\": 1, \"staff\": [{\"code\": \"DK\", \"roles\": [\"clinician\"]}]}";
    let go_on = ["override", &code, "escort", "--reason", "stays the night", "--staff", staff.to_str().unwrap()];
    ward.fine(&["answer", &code, "escort", "none"]);
    fs::write(&staff, format!("{MARK}{list}")).unwrap();
    assert_eq!(ward.fine_as(CLINICIAN, &go_on).err, "");
    let utf_16: Vec<u8> = format!("{MARK}{list}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&staff, utf_16).unwrap();
    ward.refused_as(CLINICIAN, &code, &go_on, &["the file is not UTF-8 from byte 1 on; save it as UTF-8"]);

    let record = fs::read_to_string(ward.record(&code)).unwrap();
    fs::write(ward.record(&code), format!("{MARK}{record}")).unwrap();
    let said = ward.run(&["show", &code]);
    let named = ":1: a byte order mark stands before the line: an editor has saved this file; nothing more is recorded";
    assert!(said.code == 4 && said.err.contains(named), "a record is never edited: {said:?}");
}

#[test]
fn a_site_folder_that_is_not_there_is_named() {
    let (ward, code) = small_case();
    let nowhere = ward.root().with_file_name("nosuchdir");
    let here = nowhere.to_str().unwrap();
    let words = format!("warning: {here} does not count: there is no such folder; make it, or name the right one\n");
    let of_limits = |said: &str| said.starts_with("warning: no local limits set: ") && said.lines().count() == 1;
    let said = ward.fine(&["new", "spinal-injection", "--site", here]);
    assert!(said.err.strip_prefix(&words).is_some_and(of_limits), "{said:?}");
    let listed = ward.run(&["checklists", "list", "--site", here]);
    assert!(listed.code == 1 && listed.out.contains("spinal-injection"), "the others are there: {listed:?}");
    let listed = ward.run(&["checklists", "list", "--json", "--site", here]);
    assert_eq!(listed.err, words);
    let document: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!(document["unfit"][0]["file"], here);
    assert_eq!(ward.fine(&["show", &code, "--site", here]).err, "", "a look needs none");

    fs::write(&nowhere, "a file").unwrap();
    assert!(ward.fine(&["new", "spinal-injection", "--site", here]).err.contains("does not count"));
    let mut at_home = ward.command(NURSE, &["new", "spinal-injection"]);
    at_home.env_remove("PERIOP_SITE_DIR").env("HOME", ward.root()).env("XDG_CONFIG_HOME", ward.root());
    let said = wait(at_home);
    assert!(of_limits(&said.err), "nobody has to have one: {said:?}");
}

#[test]
fn two_files_of_one_id_are_both_named_and_the_later_counts() {
    let ward = ward();
    let (first, later) = (ward.site().join("day.json"), ward.site().join("zz copy.json"));
    fs::write(&later, day().replace("\"1.0.0\"", "\"2.0.0\"")).unwrap();
    let said = ward.fine(&["new", "day"]);
    for words in [
        format!("warning: {} does not count: its id \"day\" is that of", first.display()),
        format!("that of {} too, which counts; give one of them another id", later.display()),
    ] {
        assert!(said.err.contains(&words), "{words}: {said:?}");
    }
    assert!(said.out.contains("A day 2.0.0"), "{said:?}");
    let listed = json(&ward, &["checklists", "list", "--json"], 1);
    assert_eq!(listed["unfit"][0]["file"], first.to_str().unwrap());
    assert!(listed["unfit"][0]["defects"][0]["problem"].as_str().unwrap().contains("zz copy.json"), "{listed}");

    let last = ward.site().join("zzz.JSON");
    fs::write(&last, day().replace("\"1.0.0\"", "\"3.0.0\"")).unwrap();
    let said = ward.fine(&["new", "day"]);
    for beaten in [&first, &later] {
        let words = format!("{} does not count: its id \"day\" is that of {} too", beaten.display(), last.display());
        assert!(said.err.contains(&words), "{words}: {said:?}");
    }
    assert!(said.out.contains("A day 3.0.0"), "{said:?}");
    fs::remove_file(&last).unwrap();

    fs::remove_file(&later).unwrap();
    fs::copy(project("checklists/spinal-injection.json"), ward.site().join("own.json")).unwrap();
    ward.sets_its_limits();
    assert_eq!(ward.fine(&["new", "spinal-injection"]).err, "", "a site's file stands in for a shipped one");
}

#[test]
fn the_screens_say_once_what_does_not_count() {
    let mut desk = Desk::new();
    fs::write(desk.ward.site().join("torn.json"), "{").unwrap();
    desk.desk.library = Library::new(Some(desk.ward.site()));
    desk.press("\x1bn");
    assert!(desk.notice().contains("torn.json does not count: the file ends too early"), "{}", desk.notice());
    desk.press("\x1bn");
    assert_eq!(desk.notice(), "");
}

#[test]
fn a_file_of_a_newer_version_is_called_so_and_nothing_else() {
    let ward = Ward::small();
    let code = ward.new_case("small");
    let newer = "made by a newer version of periop (format 99); read only here; use that version";
    let file = ward.site().join("day.json");
    fs::write(&file, day().replace("\"format\": 1", "\"format\": 99").replace("\"role\"", "\"roles\"")).unwrap();
    let path = file.display().to_string();
    let said = ward.run(&["checklists", "check", &path]);
    assert_eq!((said.code, said.out), (1, format!("{path}:2:13: format: {newer}\n")));
    assert_eq!(ward.fine(&["new", "small"]).err.matches(newer).count(), 1);

    let staff = ward.root().with_file_name("staff.json");
    fs::write(&staff, "{\"format\": 99, \"staff\": {\"JR\": \"nurse\"}}").unwrap();
    let said = ward.run(&["show", &code, "--staff", staff.to_str().unwrap()]);
    assert!(said.code == 0 && said.err.contains(newer), "{said:?}");

    let pins = fs::read_dir(ward.root().join("pinned")).unwrap().map(|pin| pin.unwrap().path());
    let text = fs::read_to_string(data("checklists/small.json")).unwrap();
    let pin = pins.into_iter().find(|pin| fs::read_to_string(pin).unwrap() == text).unwrap();
    let text = text.replace("\"format\": 1", "\"format\": 99").replace("\"phases\"", "\"stages\"");
    let sum = crate::record::sha256(&[text.as_bytes()]);
    fs::write(pin.with_file_name(format!("{sum}.json")), &text).unwrap();
    let mut all = super::entries(&ward, &code);
    all[0]["checklist"]["sha256"] = sum.into();
    fs::write(ward.record(&code), crate::record::chained(&all)).unwrap();
    for args in [&["show", &code][..], &["list"], &["verify"], &["answer", &code, "hands"]] {
        let said = ward.run(args);
        assert_eq!(said.code, 1, "{args:?}: {said:?}");
        let told = format!("{}{}", said.out, said.err);
        assert!(told.contains(newer) && !told.contains("DAMAGED"), "{args:?}: {said:?}");
    }
}

#[test]
fn of_many_defects_of_one_kind_the_first_twenty_are_told_and_the_others_counted() {
    let ward = ward();
    let (file, mut text) = (ward.site().join("many.json"), day());
    let items: Vec<String> = (0..1000).map(|n| format!("{{ \"id\": \"i{n}\", \"roll\": \"nurse\" }}")).collect();
    text = text.replacen("\"items\": [", &format!("\"items\": [ {},", items.join(", ")), 1);
    fs::write(&file, text).unwrap();
    let path = file.display().to_string();
    let said = ward.run(&["checklists", "check", &path]);
    assert!(said.code == 1 && said.out.len() < 40_000, "{} bytes", said.out.len());
    let of_a_kind = said.out.lines().filter(|line| line.contains("\"roll\" is not a field")).count();
    assert_eq!(of_a_kind, 21, "twenty, and how many more: {}", said.out);
    assert!(said.out.contains("many.json: and 980 more of the kind: \"roll\" is not a field"), "{}", said.out);
    let found = json(&ward, &["checklists", "check", &path, "--json"], 1);
    assert!(found["more"].as_array().unwrap().iter().any(|more| more["count"] == 980), "{found}");
    let listed = json(&ward, &["checklists", "list", "--json"], 1);
    assert_eq!((&listed["unfit"][0]["more"], &listed["unfit"][0]["defects"]), (&found["more"], &found["defects"]));
}

#[test]
fn an_item_is_found_by_words_that_stand_in_its_text() {
    let (ward, code) = crate::ward::new_case();
    for (given, near) in [
        ("temperature", "vitals-temp"),
        ("Temperature", "vitals-temp"),
        ("blood-pressure", "vitals"),
        ("record temperature", "vitals-temp"),
        ("vitals-tmep", "vitals-temp"),
    ] {
        let said = ward.refused(&code, &["answer", &code, given, "36.8"], &["did you mean"]);
        let meant = said.err.split("did you mean ").nth(1).unwrap().split('?').next().unwrap();
        assert!(meant.split(", ").any(|id| id == near), "{given}: {said:?}");
    }
}

#[test]
fn the_screens_say_what_must_be_known_of_a_record() {
    let mut desk = Desk::of(&fs::read_to_string(data("checklists/small.json")).unwrap(), None);
    desk.press(" ");
    let code = desk.code.to_string();
    let whole = fs::read(desk.ward.record(&code)).unwrap();
    let entries = super::entries(&desk.ward, &code);
    let changed = |change: fn(&mut Vec<Value>)| {
        let mut all = entries.clone();
        change(&mut all);
        crate::record::chained(&all).into_bytes()
    };
    let unknown = "1 entry is of a kind that this version does not know";
    let newer = "made by a newer version of periop (format 99); read only here";
    let states = [
        (whole[..whole.len() - 5].to_vec(), "line 2 was cut off in mid-write by a crash; it was never acknowledged"),
        (changed(|all| all[1]["kind"] = "weighed".into()), unknown),
        (changed(|all| all[0]["format"] = 99.into()), newer),
    ];
    for (bytes, words) in states {
        fs::write(desk.ward.record(&code), &bytes).unwrap();
        desk.opens();
        assert_eq!(desk.notice(), words);
        let is_newer = words == newer;
        assert_eq!(desk.screen().contains("NEWER, read only"), is_newer, "{}", desk.screen());
        if is_newer {
            desk.press(" ");
            assert!(desk.notice().starts_with("Not recorded: the record was made by a newer"), "{}", desk.notice());
            assert_eq!(fs::read(desk.ward.record(&code)).unwrap(), bytes);
        }
    }
}
