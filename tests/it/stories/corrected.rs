//! An entry of yesterday is corrected today: the sign-off breaks for all to see, and somebody signs again.

use super::{Day, assert_same_state, between, state};
use crate::{
    screens::shows_code,
    terminal::Terminal,
    ward::{NURSE, Ward},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use periop::{
    domain::{
        Confirmed, Now, Operator, Stamp, Text,
        case::{Act, Author},
        checklist::Checklist,
        read,
    },
    store::{Loaded, NewCase, SHIPPED},
};
use std::collections::BTreeMap;

const WHY: &str = "read off the wrong line";

fn yesterday() -> Now {
    let at = Timestamp::now() - SignedDuration::from_hours(24);
    Now { at: at.into(), zone: TimeZone::UTC }
}

/// A case as it was left yesterday: everything before the procedure is done and signed off.
fn made_yesterday(ward: &Ward) -> String {
    let now = yesterday();
    let checklist = Checklist::load(SHIPPED[0].json, &BTreeMap::new()).expect("the shipped checklist");
    let by: Operator = NURSE.parse().expect("a nurse");
    let stamp = || Stamp::first(by.clone(), Text::from("test"), &now);
    let label = Some(Text::from("Bay 2"));
    let new = NewCase { json: SHIPPED[0].json, checklist: &checklist, label, planned: None };
    let store = ward.store();
    let mut loaded: Loaded = store.create(&new, stamp).expect("a case");
    let act = |loaded: &mut Loaded, act: Act| {
        let author = Author::new(by.clone(), Text::from("test"));
        store.act(loaded, &author.wants(&loaded.case, act).with_code(Confirmed::Typed), &now).expect("it is recorded");
    };
    for step in between("choose-variant", "everyone-stops") {
        let spec = &checklist.item(checklist.find(step.item).expect("an item")).answer;
        let answer = read(spec, step.values, &now).expect("an answer");
        let item = step.item.parse().expect("an id");
        let second = step.second.map(|second| second.parse().expect("a second person"));
        act(&mut loaded, Act::Answer { item, answer, second, reason: None, again: false, carried: None });
    }
    act(&mut loaded, Act::Sign { phase: "pre-procedure".parse().expect("an id") });
    loaded.case.code().to_string()
}

fn told_by_commands(ward: &Ward) -> String {
    let code = made_yesterday(ward);
    ward.refused(&code, &["answer", &code, "vitals-temp", "37.1"], &["give a reason"]);
    ward.fine(&["answer", &code, "vitals-temp", "37.1", "--reason", WHY]);
    ward.fine(&["sign", &code, "pre-procedure"]);
    code
}

#[test]
fn an_entry_of_yesterday_is_corrected_and_the_phase_is_signed_again() {
    let ward = Ward::new();
    let code = made_yesterday(&ward);
    let mut day = Day::new(Terminal::start(&ward, Some(NURSE), &[], "0"));
    day.terminal.sees("held by JR");
    day.terminal.press("\r");
    day.terminal.sees("re-read this section");
    day.terminal.reads("by JR nurse at");
    let card = day.terminal.screen();
    assert!(card.contains("1 d ago") || card.contains("24 h ago"), "the card says how long ago\n{card}");
    day.terminal.press("\x1b");
    day.terminal.wait("the card is gone", |screen| !screen.contains("HELD AT"));
    day.terminal.sees("✓PRE-PROCEDURE");
    // Up to check-in, and there down to the temperature.
    for section in ["SIGN-IN", "CLINICAL REVIEW", "CHECK-IN"] {
        day.terminal.press("\x1b[Z");
        day.terminal.sees(&format!("{section}  "));
    }
    let on = |words: &'static str| {
        move |screen: &str| screen.lines().any(|line| line.contains(['┏', '▐']) && line.contains(words))
    };
    for item in ["adult", "medicines", "blood thinner", "allerg", "infection", "temperature"] {
        day.terminal.press("j");
        day.terminal.wait(item, |screen| {
            screen.lines().any(|line| line.contains(['┏', '▐']) && line.to_lowercase().contains(item))
        });
    }
    day.terminal.wait("the temperature", on("Record the temperature"));
    day.terminal.press("37.1\r");
    day.terminal.sees("Why is it corrected?");
    day.terminal.press(&format!("{WHY}\r"));
    shows_code(&mut day.terminal, &code, "the case is taken up again");
    day.terminal.sees("Saved: Temperature");
    // The broken sign-off shows beside the phase, at the item, and on the panel.
    day.terminal.sees("≠PRE-PROCEDURE");
    day.terminal.press("\x1b[Z");
    day.terminal.press("s");
    let panel = day.terminal.sees("SIGN OFF  Pre-procedure");
    for words in ["changed since", "≠ changed after sign-off: Record the temperature"] {
        assert!(panel.contains(words), "the panel says {words:?}\n{panel}");
    }
    let broken = ward.show_json(&code)["phases"][0]["sign_off"]["changed"].clone();
    assert_eq!(broken, serde_json::json!(["vitals-temp"]));
    day.terminal.press("\r");
    day.terminal.sees("Pre-procedure signed off by JR nurse");
    day.terminal.sees("✓PRE-PROCEDURE");

    let by_keys = state(&ward, &code);
    assert_same_state(&by_keys, &state(&ward, &told_by_commands(&ward)), "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}
