//! What is prepared days before: taken in a planned case, by a checklist that stays, and asked for on the list.

use super::{answer, set, ward};
use crate::bench::prelude::*;

fn planned(ward: &Ward, when: &str) -> String {
    ward.makes(&["new", "site", "--planned", when, "--room", "3"])
}

fn listed(ward: &Ward, code: &str) -> Value {
    let said = ward.run(&["list", "--json"]);
    let rows: Value = serde_json::from_str(&said.out).unwrap();
    rows.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
}

#[test]
fn only_what_is_prepared_ahead_is_taken_before_the_start() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    ward.refused(&code, &["answer", &code, "temperature", "36.8"], &["is planned and has not begun"]);
    assert_eq!(fs::read_to_string(ward.record(&code)).unwrap().lines().count(), 1, "nothing was pinned for it");
    ward.fine(&["answer", &code, "thinner-told"]);
    let log = ward.fine(&["log", &code]).out;
    assert!(log.contains("prepared ahead: site 1.0.0") && log.contains("Tell when"), "{log}");
    ward.fine(&["answer", &code, "route-open", "none"]);
    assert_eq!(ward.fine(&["log", &code]).out.matches("prepared ahead").count(), 1);
    ward.refused(&code, &["answer", &code, "temperature", "36.8"], &["is planned and has not begun"]);
    ward.fine(&["start", &code]);
    ward.fine(&["answer", &code, "temperature", "36.8"]);
    assert_eq!(ward.status(&code, "thinner-told"), "answered");
}

/// What was prepared was prepared by that checklist: a new version, and new values, hold for the next case.
#[test]
fn the_checklist_is_pinned_at_the_first_thing_that_is_prepared() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    let other = planned(&ward, "tomorrow 09:30");
    ward.fine(&["answer", &code, "thinner-told"]);
    let file = ward.site().join("site.json");
    let text = fs::read_to_string(&file).unwrap().replace("\"version\": \"1.0.0\"", "\"version\": \"2.0.0\"");
    fs::write(&file, text).unwrap();
    set(&ward, &json!({ "fever-limit": 37.2 }));
    for (code, version, stops) in [(&code, "1.0.0", false), (&other, "2.0.0", true)] {
        let said = ward.fine(&["start", code]);
        assert!(said.out.contains(&format!("started: Site {version}")), "{said:?}");
        answer(&ward, code, if stops { &["thinner-told"] } else { &[] });
        let said = ward.fine(&["answer", code, "temperature", "37.5"]);
        assert_eq!(said.out.contains("STOP"), stops, "{said:?}");
    }
    assert_eq!(ward.fine(&["verify"]).code, 0);
}

#[test]
fn the_list_says_what_is_still_to_prepare_and_by_when() {
    let ward = ward();
    let told = "Tell when the blood thinner is taken last";
    for (days, need, words) in [
        (10, "planned-later", "3, prepare: Tell when the blood thinner is taken last, by "),
        (5, "due", told),
        (2, "late", told),
    ] {
        let day = jiff::Timestamp::now().in_tz("UTC").unwrap().date().saturating_add(jiff::Span::new().days(days));
        let code = planned(&ward, &format!("{day} 23:58"));
        let row = listed(&ward, &code);
        assert_eq!(row["need"], need, "{row}");
        assert!(row["next"].as_str().unwrap().contains(words), "{row}");
        ward.fine(&["answer", &code, "thinner-told"]);
        ward.fine(&["answer", &code, "call-made"]);
        ward.fine(&["answer", &code, "route-open", "none"]);
        let row = listed(&ward, &code);
        assert!(row["need"] == "planned-later" && !row["next"].as_str().unwrap().contains("prepare"), "{row}");
    }
}

/// Who prepared it days before looks at the right case again on the day.
#[test]
fn on_the_day_the_code_is_asked_anew() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    ward.fine(&["answer", &code, "thinner-told"]);
    ward.fine(&["start", &code]);
    let shown = ward.fine(&["log", &code]).out.matches("code confirmed").count();
    assert_eq!(shown, 2, "with the first preparation and with the start");
}

#[test]
fn a_stop_met_ahead_presses_on_the_list_and_bars_what_follows() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    ward.fine(&["answer", &code, "thinner-told"]);
    let said = ward.fine(&["answer", &code, "route-open", "some"]);
    assert!(said.out.contains("STOP  Ask about allergies"), "{said:?}");
    assert_eq!(listed(&ward, &code)["need"], "stop");
    ward.fine(&["start", &code]);
    ward.refused(&code, &["answer", &code, "temperature", "36.8"], &["STOP stands at route-open"]);
}

/// Nobody came, or it was called off: what was prepared is nothing that was done to a patient here.
#[test]
fn a_prepared_case_is_called_off_like_any_planned_one() {
    for outcome in ["cancelled", "did-not-attend"] {
        let ward = ward();
        let code = planned(&ward, if outcome == "cancelled" { "tomorrow 08:30" } else { "today 00:00" });
        ward.fine(&["answer", &code, "thinner-told"]);
        ward.fine(&["close", &code, "--outcome", outcome, "--reason", "rang to say so"]);
    }
}

/// A record that an older version began holds nothing that it would pass over.
#[test]
fn a_case_planned_by_an_older_version_is_planned_anew() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    let record = fs::read_to_string(ward.record(&code)).unwrap();
    assert!(record.contains("\"format\":2,"));
    let mut entries = crate::record::entries(record.as_bytes());
    entries[0]["format"] = json!(1);
    fs::write(ward.record(&code), crate::record::chained(&entries)).unwrap();
    let words = ["was planned by an older version of periop", "cancel it and plan it anew"];
    ward.refused(&code, &["start", &code], &words);
    ward.refused(&code, &["answer", &code, "thinner-told"], &words);
    ward.fine(&["close", &code, "--outcome", "cancelled", "--reason", "planned anew"]);
}

/// What was refused prepared nothing, and a pin alone holds nothing.
#[test]
fn nothing_is_held_by_a_pin_with_which_nothing_was_prepared() {
    let ward = ward();
    set(&ward, &json!({ "fever-limit": 38.5 }));
    let code = planned(&ward, "tomorrow 08:30");
    ward.run(&["override", &code, "route-open", "--reason", "called off"]);
    set(&ward, &json!({ "fever-limit": 37.5 }));
    ward.fine(&["start", &code]);
    answer(&ward, &code, &["thinner-told"]);
    assert!(ward.fine(&["answer", &code, "temperature", "38.0"]).out.contains("at most 37.5"));
}

/// What was said of the day before is said anew.
#[test]
fn planned_anew_what_hangs_on_the_date_is_open_again() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    for item in [&["thinner-told"][..], &["call-made"], &["route-open", "none"]] {
        ward.fine(&[&["answer", &code][..], item].concat());
    }
    ward.fine(&["label", &code, "--room", "4"]);
    assert_eq!(ward.status(&code, "thinner-told"), "answered", "another room is the same day");
    ward.fine(&["label", &code, "--planned", "tomorrow 10:30"]);
    let status = ["thinner-told", "call-made", "route-open"].map(|item| ward.status(&code, item));
    assert_eq!(status, ["open", "open", "answered"]);
    ward.fine(&["undo", &code]);
    assert_eq!(ward.status(&code, "thinner-told"), "answered");
}

#[test]
fn preparing_says_what_is_wrong_with_the_sites_values() {
    let ward = ward();
    let code = planned(&ward, "tomorrow 08:30");
    set(&ward, &json!({ "fever-limit": "high" }));
    ward.refused(&code, &["answer", &code, "thinner-told"], &["site.json", "does not count"]);
}

/// Nobody is sent to what takes no answer yet.
#[test]
fn what_bars_the_rest_is_named_before_what_is_due_first() {
    use crate::bench::sheet::{check, phase, plain, section, sheet, with};
    let ward = Ward::new();
    let told = with(check("told", "required"), json!({ "due": { "before": "P5D" } }));
    let ahead = |id: &str, item: Value| section(id, "read-do", json!({ "ahead": true }), vec![item]);
    let before = vec![ahead("order", check("side", "critical")), ahead("call", told)];
    let day = phase("procedure", vec![plain("day", vec![check("done", "required")])]);
    fs::write(ward.site().join("sheet.json"), sheet(vec![phase("pre-procedure", before), day]).to_string()).unwrap();
    let code = ward.makes(&["new", "sheet", "--planned", "tomorrow 08:30", "--room", "3"]);
    let next = |words: &str| {
        let said = ward.run(&["status", &code]).out;
        assert!(said.contains(&format!("NEXT  {words}")), "{said}");
    };
    next("order: Item side");
    ward.fine(&["answer", &code, "side"]);
    next("call: Item told");
}
