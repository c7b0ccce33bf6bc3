//! Values typed on the screens and given by command: nothing that was typed is lost, and what was understood is told.

use crate::bench::keys::Desk;
use crate::ward::{NURSE, Ward, case_at, new_case, small_case, wait};
use periop::domain::Text;

/// A case in which the blood pressure is next.
fn at_vitals() -> Desk {
    let mut desk = Desk::at("vitals");
    desk.go("vitals");
    desk
}

#[test]
fn values_in_a_row_fill_the_fields_on_the_screen() {
    let whole = "systolic 120 mmHg, diastolic 70 mmHg, heart rate 80/min, saturation 98 %";
    for keys in ["120/70 80 98\r", "120/70\r80\r98\r", "120 70\r80 98\r", "120 mmHg\r70mmhg\r80 98%\r"] {
        let mut desk = at_vitals();
        desk.press(keys);
        assert_eq!(desk.said("vitals"), whole, "{keys:?}");
    }
    for (keys, words) in [
        ("120/700 80 98\r", "diastolic: 700 mmHg is outside what is accepted: 10 to 200"),
        ("120/70 80 98 5\r", "\"5\" is one value too many"),
        ("120/70\r80 fast\r", "saturation: \"fast\" is not a number"),
    ] {
        let mut desk = at_vitals();
        desk.press(keys);
        let entry = desk.entry().expect("it is still typed");
        assert!(entry.misfit.as_ref().is_some_and(|misfit| misfit.contains(words)), "{entry:?}");
        let typed = keys.trim_end_matches('\r').rsplit('\r').next().unwrap();
        assert!(desk.screen().contains(&format!("› {typed}▏")), "nothing typed is lost\n{}", desk.screen());
        assert_eq!(desk.said("vitals"), "open");
    }
}

#[test]
fn an_expiry_is_one_field_and_one_that_has_passed_stops() {
    let mut desk = Desk::at("drawn-dexamethasone");
    desk.go("drawn-dexamethasone");
    desk.press("10 mg/ml 1 ml A1234 03/26\r");
    assert_eq!(desk.said("drawn-dexamethasone"), "strength 10 mg/mL, volume 1 mL, lot A1234, expiry Mar 2026");
    let screen = desk.screen();
    assert!(screen.contains("STOP") && screen.contains("discard it and draw up from another vial"), "{screen}");

    let mut desk = Desk::at("drawn-dexamethasone");
    desk.go("drawn-dexamethasone");
    desk.press("10\r1\rA1234\r03/27\r");
    assert_eq!(desk.said("drawn-dexamethasone"), "strength 10 mg/mL, volume 1 mL, lot A1234, expiry Mar 2027");
    assert!(!desk.screen().contains("STOP"));
}

#[test]
fn a_time_long_ago_is_asked_about_before_it_is_taken() {
    let mut desk = Desk::at("left-at");
    desk.go("left-at");
    desk.press("2006-01-05 09:00\r");
    assert_eq!(desk.said("left-at"), "open");
    assert!(desk.screen().contains("lies more than a year back"), "{}", desk.screen());
    desk.press("\r");
    assert_eq!(desk.said("left-at"), "5 Jan 2006 09:00");
}

#[test]
fn what_was_done_long_ago_is_asked_about_before_it_is_taken() {
    let mut desk = Desk::at("vitals-temp");
    desk.go("vitals-temp");
    desk.press("l2006-01-05 09:00\r");
    assert!(desk.screen().contains("lies more than a year back"), "{}", desk.screen());
    assert_eq!(desk.app.shell.late, None);
    desk.press("\r36.8\r");
    assert_eq!(desk.newest().entry.stamp.done_at.map(|at| at.to_string()).as_deref(), Some("2006-01-05T09:00:00.000Z"));
}

#[test]
fn what_a_preset_filled_in_is_listed() {
    let mut desk = Desk::new();
    desk.press("p2");
    assert_eq!(desk.said("choose-variant"), "transforaminal epidural");
    for words in ["procedure: transforaminal epidural", "guidance: fluoroscopy", "antiseptic: chlorhexidine 0.5 %"] {
        assert!(desk.notice().contains(words), "{}", desk.notice());
    }

    let (ward, code) = new_case();
    let said = ward.fine(&["preset", &code, "transforaminal"]).out;
    for words in ["transforaminal epidural", "fluoroscopy", "iodinated", "chlorhexidine 0.5 % in alcohol"] {
        assert!(said.contains(words), "{said}");
    }
    let (ward, code) = new_case();
    ward.fine(&["answer", &code, "choose-variant", "caudal"]);
    ward.refused(&code, &["preset", &code, "facet-joint"], &["choose-variant is caudal epidural", "pick another"]);
}

#[test]
fn values_are_given_in_a_row_by_command() {
    let (ward, code) = case_at("vitals");
    for (values, words) in [
        (vec!["120/70", "80"], "spo2 is missing"),
        (vec!["120/70", "80", "98", "5"], "one value too many"),
        (vec!["120/70", "800", "98"], "heart-rate: 800 /min is outside"),
        (vec!["120/-70", "80", "98"], "\"120/-70\" is not a number"),
        (vec!["-120", "70", "80", "98"], "systolic: -120 mmHg is outside"),
    ] {
        let args = [&["answer", &code, "vitals"], values.as_slice()].concat();
        ward.refused(&code, &args, &[words]);
    }
    ward.refused(
        &code,
        &["answer", &code, "vitals", "\u{2212}120", "70", "80", "98"],
        &["systolic: -120 mmHg is outside"],
    );
    ward.fine(&["answer", &code, "vitals", "120/70", "80", "98%"]);
    assert_eq!(ward.item(&code, "vitals")["answer"]["fields"][0]["spo2"]["number"]["value"], "98");
}

#[test]
fn a_value_that_begins_with_a_minus_is_a_value() {
    let (ward, code) = case_at("vitals-temp");
    for value in ["-5,0", "-5.0", "-,5", "-5"] {
        ward.refused(&code, &["answer", &code, "vitals-temp", value], &["°C is outside what is accepted"]);
        ward.refused(&code, &["answer", &code, "vitals-temp", value, "--reason", "-5 misread"], &["is outside"]);
        ward.refused(&code, &["answer", "--reason", "- so -", &code, "vitals-temp", value], &["is outside"]);
    }
    ward.fine(&["note", &code, "vitals-temp", "-0,5 since noon", "--stated-by", "DK"]);
    ward.fine(&["note", &code, "-5 °C outside"]);
    ward.fine(&["told", &code, "vitals-temp", "DK", "--text", "-0,5 in an hour"]);
    let log = ward.fine(&["log", &code]).out;
    for words in ["-0,5 since noon", "-5 °C outside", "-0,5 in an hour"] {
        assert!(log.contains(words), "{words}: {log}");
    }
    for args in [vec!["list", "-5"], vec!["list", "-x"], vec!["answer", &code, "vitals-temp", "36.8", "--reason"]] {
        assert_eq!(ward.run(&args).code, 2, "{args:?}");
    }
}

#[test]
fn words_behind_one_minus_are_refused_and_never_taken_for_a_letter() {
    let (ward, code) = small_case();
    let before = ward.fine(&["log", &code]).out;
    for words in [
        &["note", &code, "-history"][..],
        &["note", &code, "-h of falls"],
        &["contact", &code, "-hello"],
        &["label", &code, "-hall"],
        &["answer", &code, "hands", "-has"],
        &["note", &code, "-5 since noon", "-high"],
        &["skip", &code, "hands", "--reason", "-hurts"],
        &["note", &code, "-Version"],
        &["-help"],
        &["list", "-hV"],
    ] {
        let said = ward.run(words);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{words:?}: {said:?}");
        assert!(said.err.contains("are written after \"--\""), "{words:?}: {said:?}");
    }
    assert_eq!(ward.fine(&["log", &code]).out, before);
    ward.fine(&["note", &code, "--", "-history"]);
    ward.fine(&["skip", &code, "mask", "--reason=-hurts a lot"]);
    assert!(ward.fine(&["note", "-h"]).out.contains("Usage:") && ward.fine(&["-V"]).out.starts_with("periop "));
}

#[test]
fn what_is_long_ago_is_said_expressly_by_command() {
    let (ward, code) = case_at("two-identifiers");
    let told = ["answer", &code, "two-identifiers", "--at", "2006-01-05 09:00"];
    ward.refused(&code, &told, &["5 Jan 2006 09:00 lies more than a year back", "--long-ago"]);
    ward.fine(&[&told[..], &["--long-ago"]].concat());
    assert_eq!(ward.item(&code, "two-identifiers")["done_at"], "2006-01-05T09:00:00.000Z");
    ward.refused(
        &code,
        &["note", &code, "seen", "--at", "0026-01-05 09:00", "--long-ago"],
        &["the year 0026 is too far"],
    );
    let planned = ward.run(&["new", "spinal-injection", "--planned", "9998-01-05 09:00"]);
    assert!(planned.code == 1 && planned.err.contains("the year 9998 is too far"), "{planned:?}");
    let planned = ward.makes(&["new", "spinal-injection", "--planned", "tomorrow 08:30"]);
    for (at, words) in [
        ("2126-05-05 09:00", "the year 2126 is too far"),
        ("2020-05-05 09:00", "5 May 2020 09:00 lies more than a year back; plan the case for a time to come"),
    ] {
        let said = ward.refused(&code, &["new", "spinal-injection", "--planned", at], &[words]);
        assert!(!said.err.contains("warning"), "what is refused needs no warning: {said:?}");
        ward.refused(&planned, &["label", &planned, "--planned", at], &[words]);
    }
}

#[test]
fn a_zone_is_computed_by_its_rules_and_a_misspelt_one_is_warned_of() {
    let (ward, code) = small_case();
    let run = |zone: &str, args: &[&str]| {
        let mut command = ward.command(NURSE, args);
        command.env("TZ", zone);
        wait(command)
    };
    let noted = |zone: &str, at: &str| {
        assert_eq!(run(zone, &["note", &code, "seen", "--at", at, "--long-ago"]).code, 0, "{zone} {at}");
        let log = run("UTC", &["log", &code, "--json"]).out;
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let last = log.as_array().unwrap().last().unwrap().clone();
        (last["tz"].as_str().unwrap().to_owned(), last["done_at"].as_str().unwrap().to_owned())
    };
    let rules = "CET-1CEST,M3.5.0,M10.5.0/3";
    for (zone, at, recorded, stands) in [
        (rules, "2025-07-01 12:00", rules, "2025-07-01T10:00:00.000Z"),
        (rules, "2025-12-01 12:00", rules, "2025-12-01T11:00:00.000Z"),
        ("IST-5:30", "2025-12-01 12:00", "IST-5:30", "2025-12-01T06:30:00.000Z"),
        ("Europe/Zurich", "2025-07-01 12:00", "Europe/Zurich", "2025-07-01T10:00:00.000Z"),
    ] {
        assert_eq!(noted(zone, at), (recorded.to_owned(), stands.to_owned()), "{zone}");
        assert_eq!(run(zone, &["list"]).err, "", "{zone}");
    }
    let said = run("Europe/Zurch", &["list"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("\"Europe/Zurch\" (the variable TZ) is not a time zone"), "{said:?}");
    assert!(run("\u{1b}[31m", &["list"]).err.contains("\"␛[31m\""));
}

#[test]
fn names_of_places_are_short_everywhere() {
    let (ward, code) = small_case();
    let (longest, too_long) = ("b".repeat(60), "b".repeat(61));
    let words: &[&str] = &["has 61 characters, and at most 60 are kept"];
    ward.refused(&code, &["label", &code, &too_long], words);
    ward.refused(&code, &["label", &code, &"b".repeat(5000)], &["has 5000 characters, and at most 60 are kept"]);
    for blank in [
        &["label", &code, "   "][..],
        &["label", &code, ""],
        &["new", "small", "--label", "   "],
        &["new", "small", "--planned", "tomorrow 08:00", "--room", " "],
    ] {
        ward.refused(&code, blank, &["is blank; write the bay or room, such as \"Bay 2\""]);
    }
    ward.refused(&code, &["new", "small", "--label", &too_long], words);
    ward.refused(&code, &["new", "small", "--planned", "tomorrow 08:00", "--room", &too_long], words);
    ward.fine(&["label", &code, &longest]);
    let station = |name: String| {
        let mut command = ward.command(NURSE, &["note", &code, "seen"]);
        command.env("PERIOP_STATION", name);
        wait(command)
    };
    assert_eq!(station("s".repeat(64)).code, 0);
    assert!(station("s".repeat(65)).err.contains("a station's name has at most 64 characters"));
    let long = "not indicated ".repeat(293)[..=Text::LONGEST].to_owned();
    ward.refused(&code, &["note", &code, &long], &["has 4097 characters, and at most 4096 are kept"]);
    ward.refused(&code, &["skip", &code, "mask", "--reason", &long], &["at most 4096"]);
    ward.refused(&code, &["told", &code, "mask", &long], &["at most 4096"]);
    assert_eq!(Ward::small().run(&["list"]).code, 0);
}

#[test]
fn a_name_that_is_too_long_is_refused_on_the_screen_and_stays_typed() {
    let mut desk = Desk::new();
    desk.press("\x1bn1");
    desk.press(&format!("{}\r", "7".repeat(61)));
    assert!(desk.screen().contains("at most 60"), "{}", desk.screen());
    assert!(desk.screen().contains("777▏"), "{}", desk.screen());
}
