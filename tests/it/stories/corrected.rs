//! An entry of yesterday is corrected today: the sign-off breaks for all to see, and somebody signs again.

use super::{Day, assert_same_state, between, replies, state};
use crate::{bench::prelude::*, screens::shows_code};
use jiff::SignedDuration;
use periop::desk::Desk as Records;
use periop::store::{Library, NewCase};

const WHY: &str = "read off the wrong line";

/// A case as it was left yesterday: everything before the procedure is done and signed off.
fn made_yesterday(ward: &Ward) -> String {
    let now = Now { at: (Timestamp::now() - SignedDuration::from_hours(24)).into(), zone: TimeZone::UTC };
    let (records, checklist) = (Records { store: ward.store(), library: Library::new(None) }, shipped());
    let by = Author::new(NURSE.parse().expect("a nurse"), Text::from("test"));
    let label = Some(Text::from("Bay 2"));
    let new = NewCase { json: SHIPPED[0].json, checklist: &checklist, local: None, label, planned: None };
    let code = records.create(&new, &by, &now).expect("a case").case.code().to_string();
    let mut hands = Hands::at(ward, &code, Some(now));
    hands.walk(between("choose-variant", "everyone-stops"));
    hands.act(NURSE, Act::Sign { phase: "pre-procedure".parse().expect("an id") }).expect("a complete phase");
    code
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
    replies(&mut day.terminal, &[("held by JR", "\r")]);
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
    for item in ["adult", "medicines", "blood thinner", "allerg", "infection", "temperature"] {
        day.terminal.press("j");
        let current = |line: &str| line.contains('▐') && line.to_lowercase().contains(item);
        day.terminal.wait(item, |screen| screen.lines().any(current));
    }
    day.terminal.press("37.1\r");
    replies(&mut day.terminal, &[("Why is it corrected?", &format!("{WHY}\r"))]);
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
    assert_eq!(broken, json!(["vitals-temp"]));
    day.terminal.press("\r");
    day.terminal.sees("Pre-procedure signed off by JR nurse");
    day.terminal.sees("✓PRE-PROCEDURE");

    let by_keys = state(&ward, &code);
    assert_same_state(&by_keys, &state(&ward, &told_by_commands(&ward)), "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}
