//! The review of a checklist: for which content, until which day, and what is said where there is none.

use crate::bench::keys::{Desk, rows};
use crate::bench::prelude::*;
use crate::bench::rules::{Bench, refused};
use crate::bench::sheet::{approved, check, choice, day, loaded, one_section, stop_at, with};

const SIZES: [(u16, u16); 3] = [(200, 60), (80, 24), (40, 12)];
/// A desk's day is 23 November 2026.
const TODAY: [&str; 2] = ["2026-11-20", "2026-11-23"];
const PAST: [&str; 2] = ["2026-11-20", "2026-11-22"];

/// A stop that a clinician may override, and a check.
fn asks() -> Value {
    let ask = stop_at(choice("ask", "critical", &["no", "yes"]), 1, "clinician");
    one_section(vec![ask, check("hands", "required")])
}

/// Approved as it was before reviewers were named.
fn older(sheet: &Value) -> Value {
    let review = json!({ "status": "approved", "reviewed_by": "lead nurse", "date": "2026-11-20", "review_by": null });
    with(sheet.clone(), json!({ "review": review }))
}

fn staff() -> Staff {
    Staff::listed(vec![Listed { code: "DK".parse().unwrap(), roles: vec![Role::Clinician] }])
}

fn times(words: &str, desk: &Desk, size: (u16, u16)) -> usize {
    rows(&desk.drawn(size, false)).join("\n").matches(words).count()
}

#[test]
fn a_review_is_overdue_from_the_day_after_its_last_by_the_calendar_here() {
    let review = &loaded(&approved(&asks(), PAST)).review;
    for (at, zone, stands) in [
        ("2026-11-22T22:59:59Z", "Europe/Zurich", Reviewed::Approved),
        ("2026-11-22T23:00:00Z", "Europe/Zurich", Reviewed::Overdue),
        ("2026-11-23T04:59:59Z", "America/New_York", Reviewed::Approved),
        ("2026-11-23T05:00:00Z", "America/New_York", Reviewed::Overdue),
    ] {
        let now = Now { at: at.parse::<Timestamp>().unwrap().into(), zone: TimeZone::get(zone).unwrap() };
        assert_eq!(review.today(&now), stands, "{at}");
    }
    assert_eq!(loaded(&asks()).review.today(&Desk::new().time.now), Reviewed::Draft);
}

#[test]
fn every_screen_says_what_is_not_approved_and_the_list_once() {
    let sheets = [
        (asks(), "DRAFT", 1),
        (approved(&asks(), PAST), "REVIEW OVERDUE", 1),
        (approved(&asks(), TODAY), "DRAFT", 0),
        (approved(&asks(), TODAY), "OVERDUE", 0),
    ];
    for (sheet, mark, said) in sheets {
        let mut desk = Desk::of(&sheet.to_string(), Some("Bay 2"));
        // The case, its stop, a reason, why, all keys, the sign-off, the list with two cases.
        for keys in ["", "2", "4", "\x1b\x1bi", "\x1b?", "\x1bs", "\x1b\x1b"] {
            desk.press(keys);
            for size in SIZES {
                assert_eq!(times(mark, &desk, size), said, "after {keys:?}\n{}", desk.shown(size));
            }
        }
        desk.makes(Some("Bay 3"));
        desk.press("\x1b");
        for size in SIZES {
            assert_eq!(times(mark, &desk, size), said, "{}", desk.shown(size));
        }
    }
}

#[test]
fn what_is_not_approved_leaves_room_for_the_case_and_its_place() {
    for (sheet, mark) in [(asks(), "DRAFT"), (approved(&asks(), PAST), "REVIEW OVERDUE")] {
        let desk = Desk::of(&sheet.to_string(), Some("Bay 2"));
        for size in SIZES {
            let top: Vec<String> = desk.shown(size).lines().take(2).map(str::to_owned).collect();
            assert!(top[0].contains(" Bay 2  234567·· ") && top[0].contains("JR"), "{top:?}");
            assert!(top.concat().contains(&format!(" {mark}")), "{top:?}");
        }
    }
}

#[test]
fn a_new_case_says_before_it_is_made_which_checklists_are_not_approved() {
    let mut desk = Desk::of(&approved(&asks(), TODAY).to_string(), None);
    for (name, sheet) in [
        ("ready", approved(&asks(), TODAY)),
        ("late", approved(&with(asks(), json!({ "id": "late", "title": "Late" })), PAST)),
    ] {
        fs::write(desk.ward.site().join(format!("{name}.json")), sheet.to_string()).unwrap();
    }
    desk.press("\x1bn");
    for size in SIZES {
        let screen = desk.shown(size);
        let line = |title: &str| screen.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{screen}"));
        assert!(line("Late").contains("Late  REVIEW OVERDUE") && line("Spinal").contains("  DRAFT"), "{screen}");
        assert!(line("2  Sheet").trim_end().ends_with("Sheet"), "{screen}");
    }
}

#[test]
fn a_list_whose_cases_differ_says_that_some_are_not_approved() {
    let mut desk = Desk::of(&approved(&asks(), TODAY).to_string(), Some("Bay 2"));
    let other = approved(&asks(), PAST).to_string();
    fs::write(desk.ward.site().join("sheet.json"), other).unwrap();
    desk.press("\x1bn1Bay 3\r\r\x1b");
    assert_eq!(times("some REVIEW OVERDUE", &desk, (80, 24)), 1, "{}", desk.screen());
}

#[test]
fn content_approved_by_name_is_overridden_and_signed_off_by_a_staff_list_alone() {
    for (sheet, asked) in
        [(day(), false), (older(&day()), false), (approved(&day(), TODAY), true), (approved(&day(), PAST), true)]
    {
        let mut ward = Bench::of(&sheet);
        ward.walk_to("check-in");
        ward.nurse().answer("escort", "none").unwrap();
        assert_eq!(ward.case.lacks_staff_list(&ward.staff), asked);
        if asked {
            refused!(ward.clinician().go_on("escort"), Refusal::NoStaffList);
            ward.staff = staff();
        }
        ward.clinician().go_on("escort").unwrap();
        ward.walk_to("skin");
        if asked {
            ward.staff = Staff::default();
            refused!(ward.clinician().sign("pre-procedure"), Refusal::NoStaffList);
            ward.staff = staff();
        }
        ward.clinician().sign("pre-procedure").unwrap();
    }
}

#[test]
fn screens_say_that_a_staff_list_is_missing_before_anything_is_typed() {
    let mut desk = Desk::of(&approved(&asks(), TODAY).to_string(), Some("Bay 2"));
    desk.press("2");
    for size in SIZES {
        assert_eq!(times("nobody overrides: no staff list", &desk, size), 1, "{}", desk.shown(size));
    }
    for keys in ["4", "\x1b\x1bo"] {
        assert_eq!(desk.press(keys), []);
        assert!(desk.screen().contains("tell whoever keeps it"), "{}", desk.screen());
        assert!(!desk.screen().contains("OVERRIDE"), "{}", desk.screen());
    }
    desk.press("\x1b\r11read again\r");
    desk.go("hands");
    desk.press(" s");
    assert!(desk.screen().contains("not without a staff list"), "{}", desk.screen());
    let before = desk.stored().case.entries().len();
    desk.press("\r");
    assert!(desk.screen().contains("need a staff list"), "{}", desk.screen());
    assert_eq!(desk.stored().case.entries().len(), before);
    desk.app.shell.staff = staff();
    desk.press("\x1bs");
    assert!(desk.screen().contains("sign off as JR nurse"), "{}", desk.screen());
}

#[test]
fn content_that_has_changed_is_refused_as_a_file_and_not_as_a_pin() {
    let mut sheet = approved(&asks(), TODAY);
    sheet["objective"] = json!("Otherwise.");
    let told = load(&sheet.to_string()).unwrap_err();
    assert!(told.len() == 1 && told[0].path == "review.sha256", "{told:?}");
    let now = Checklist::content(&sheet.to_string()).unwrap().to_string();
    assert!(told[0].problem.ends_with(&format!("then write \"{now}\"")), "{told:?}");
    assert!(load_pinned(&sheet.to_string()).unwrap().review.is_signed());
    sheet["review"]["sha256"] = json!(now.to_uppercase());
    no_defects(&sheet.to_string());
}

/// What the real program says, on the day of the test.
#[test]
fn every_report_says_what_is_not_approved() {
    let (long_past, for_ever) = (["2020-01-01", "2020-12-31"], ["2020-01-01", "2999-12-31"]);
    for (sheet, word, mark) in [
        (asks(), "draft", Some("DRAFT")),
        (approved(&asks(), long_past), "overdue", Some("REVIEW OVERDUE")),
        (approved(&asks(), for_ever), "approved", None),
    ] {
        let ward = Ward::new();
        let file = ward.site().join("sheet.json");
        fs::write(&file, sheet.to_string()).unwrap();
        let opened = ward.fine(&["new", "sheet", "--label", "Bay 2"]).out;
        let code = opened.split_whitespace().next_back().unwrap();
        let reports: [&[&str]; 7] = [
            &["status", code],
            &["show", code],
            &["log", code],
            &["list"],
            &["slip", code],
            &["checklists", "show", "sheet"],
            &["checklists", "check", file.to_str().unwrap()],
        ];
        let said = reports.map(|args| ward.run(args).out);
        for said in said.iter().chain([&opened]) {
            let marks = said.matches("DRAFT").count() + said.matches("REVIEW OVERDUE").count();
            assert_eq!(marks, usize::from(mark.is_some()), "{said}");
            assert!(mark.is_none_or(|mark| said.contains(mark)), "{said}");
        }
        assert_eq!(
            said[6].contains("; approved for this content") || said[6].contains(", approved for this content"),
            word != "draft",
            "{}",
            said[6]
        );
        for (args, at) in [
            (vec!["status", code], "/review"),
            (vec!["show", code], "/review"),
            (vec!["log", code], "/0/review"),
            (vec!["list"], "/0/review"),
            (vec!["checklists", "list"], "/checklists/0/review"),
            (vec!["checklists", "check", file.to_str().unwrap()], "/review"),
        ] {
            let said = ward.run(&[args, vec!["--json"]].concat()).out;
            let said: Value = serde_json::from_str(&said).unwrap();
            assert_eq!(said.pointer(at), Some(&json!(word)), "{said}");
        }
    }
}
