//! The same by keys.

use super::set;
use crate::bench::prelude::*;
use crate::bench::sheet::SITE;

/// A case of the checklist of these tests, answered by keys beside the screens up to an item.
fn at(item: &str, otherwise: &[(&'static str, &'static str)]) -> Desk {
    let mut desk = Desk::of(SITE, Some("Bay 2"));
    let usual = [
        ("thinner-told", ""),
        ("temperature", "36.8"),
        ("thinners", "none"),
        ("tip", ""),
        ("aspiration", "clear"),
        ("contrast", "spread"),
        ("asked", ""),
    ];
    for (id, words) in usual.into_iter().take_while(|(id, _)| *id != item) {
        let words = otherwise.iter().find(|(other, _)| *other == id).map_or(words, |(_, words)| words);
        let answer = read(&desk.case().checklist().item(desk.ix(id)).answer, &[words], &desk.time.now).unwrap();
        let item = id.parse().unwrap();
        let act = Act::Answer { item, answer, second: None, reason: None, again: false, carried: None };
        desk.act(NURSE, act);
    }
    desk.opens();
    desk
}

#[test]
fn the_stop_of_a_gate_offers_that_the_needle_was_moved() {
    let mut desk = at("aspiration", &[]);
    desk.go("aspiration");
    desk.press("3");
    assert!(desk.screen().contains("z  needle moved"), "{}", desk.screen());
    desk.press("z");
    for item in ["tip", "aspiration"] {
        assert_eq!(desk.said(item), "open");
    }
    assert!(desk.screen().contains("before: spinal fluid"), "{}", desk.screen());
    assert_eq!(desk.cursor(), desk.ix("tip"), "{}", desk.screen());
    assert!(desk.notice().contains("needle moved: Injection gate is checked anew  u undoes"), "{}", desk.notice());
    desk.press(" 11 ");
    assert_eq!(desk.said("asked"), "done", "{}", desk.screen());
    assert_eq!(desk.said("dura"), "open", "spinal fluid was met once");
    desk.go("tip");
    desk.press("z");
    assert_eq!(desk.said("asked"), "open");
    desk.press("u");
    assert_eq!((desk.said("asked"), desk.said("aspiration")), ("done".into(), "clear".into()));
    desk.go("event");
    desk.press("1");
    assert!(desk.screen().contains("Aspirate: once spinal fluid"), "{}", desk.screen());
}

#[test]
fn a_line_beside_a_stop_of_its_gate_is_refused_and_the_stop_is_named() {
    let mut desk = at("aspiration", &[]);
    desk.go("aspiration");
    desk.press("3\x1b");
    desk.go("contrast");
    desk.press("1");
    assert_eq!(desk.said("contrast"), "open");
    assert!(desk.screen().contains("Spinal fluid: move the needle."), "{}", desk.screen());
}

#[test]
fn the_opening_and_the_stop_say_that_no_local_limit_is_set() {
    let mut desk = at("tip", &[("thinners", "vka")]);
    assert!(Desk::of(SITE, None).notice().contains("no local limits set: hold of an Xa"));
    desk.go("inr");
    desk.press("1.0\r");
    let shown = desk.screen();
    assert!(shown.contains("1 ratio, no local limit set"), "{shown}");
    assert!(shown.contains("override") && !shown.contains("nobody may override"), "{shown}");
    desk.act(CLINICIAN, Act::Override { item: "inr".parse().unwrap(), reason: Text::from("INR clinic agrees") });
    assert_eq!(desk.said("inr"), "overridden");
}

#[test]
fn each_row_names_its_option_by_itself() {
    let mut desk = at("tip", &[("thinners", "xa vka")]);
    desk.go("last-dose");
    desk.press("\r");
    assert!(desk.screen().contains("for Xa inhibitor"), "{}", desk.screen());
    desk.press("2026-11-01 08:00\r");
    assert!(desk.screen().contains("for vitamin K antagonist"), "{}", desk.screen());
    desk.press("2026-11-02 08:00\r");
    let said = desk.said("last-dose");
    assert!(said.contains("Xa inhibitor") && said.contains("vitamin K antagonist"), "{said}");
    assert!(desk.screen().contains("no local limit set"), "{}", desk.screen());
    desk.press("\x1b");
    desk.go("drawn");
    desk.press("\r10 5\r\r");
    desk.press("k");
    assert!(desk.screen().contains("= drug x in all 50 mg"), "{}", desk.screen());
    desk.go("vitals");
    desk.press("\runmeasurable\r");
    assert_eq!(desk.said("vitals"), "cannot be measured");
}

#[test]
fn something_is_prepared_for_a_planned_case_and_the_list_asks_for_the_rest() {
    let mut desk = Desk::of(SITE, Some("Bay 2"));
    fs::write(desk.ward.site().join("site.json"), SITE).unwrap();
    let found = desk.desk.find(&"site".parse().unwrap()).unwrap().unwrap();
    let plan = Plan { at: Moment::plus_seconds(desk.time.now.at, 2 * 86_400), room: Some(Text::from("3")) };
    let nurse = Author::new(NURSE.parse().unwrap(), Text::from("pain-clinic-2"));
    let made = desk.desk.create(&found.new_case(None, Some(plan)), &nurse, &desk.time.now).unwrap();
    desk.code = made.case.code();
    desk.opens();
    assert!(desk.screen().contains("p      prepare ahead"), "{}", desk.screen());
    desk.press("p");
    assert_eq!(desk.cursor(), desk.ix("thinner-told"), "{}", desk.screen());
    desk.press(" ");
    assert!(desk.screen().contains("something is prepared for it"), "the code is asked: {}", desk.screen());
    desk.press(&desk.code.to_string()[6..].to_lowercase());
    assert_eq!(desk.said("thinner-told"), "done", "{}", desk.screen());
    desk.go("temperature");
    desk.press("36.8\r");
    assert_eq!(desk.said("temperature"), "open");
    assert!(desk.screen().contains("planned and has not begun"), "{}", desk.screen());
    desk.press("\x1b\x1b");
    let list = desk.screen();
    assert!(list.contains("prepare: Confirm date"), "{list}");
    set(&desk.ward, &json!({ "fever-limit": 37.2 }));
    desk.opens();
    let start = desk.screen();
    assert!(start.contains("the checklist with which it was prepared"), "{start}");
    desk.press("\r");
    assert!(desk.screen().contains("the case begins"), "the code is asked anew: {}", desk.screen());
    desk.press(&desk.code.to_string()[6..].to_lowercase());
    assert!(desk.case().planned().is_none(), "{}", desk.screen());
    desk.go("temperature");
    desk.press("37.5\r");
    assert_eq!(desk.said("temperature"), "37.5 °C", "the values of the day on which it was prepared");
}

/// A key pressed for something else empties no gate.
#[test]
fn needle_moved_is_said_where_its_place_is_checked() {
    let mut desk = at("contrast", &[]);
    desk.go("event");
    desk.press("z");
    assert!(desk.notice().contains("is said in Injection gate: go there first"), "{}", desk.notice());
    assert_eq!(desk.said("tip"), "done");
}
