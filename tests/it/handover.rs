//! A handover at one keyboard costs few keys, and whoever starts the screens again soon shows no code.

use crate::bench::keys::Desk;
use crate::terminal::Terminal;
use crate::ward::{CLINICIAN, NURSE, case_at};
use periop::{app::Dialog, domain::case::Act};

/// The nurse is at the keyboard, the clinician was there before.
fn both_are_known() -> Desk {
    let mut desk = Desk::at("vitals-temp");
    desk.act(CLINICIAN, Act::Note { item: None, text: "looked in".into() });
    desk.opens();
    desk
}

#[test]
fn a_handover_costs_five_keys() {
    let mut desk = both_are_known();
    let (comes, code) = ("w1\r", desk.case().code().last_two());
    desk.press(comes);
    desk.press("36.8\r");
    assert!(matches!(desk.app.dialog, Some(Dialog::Code(_))), "{}", desk.screen());
    desk.press(&code);
    assert_eq!(comes.chars().count() + code.chars().count(), 5);
    assert_eq!(
        (desk.said("vitals-temp").as_str(), desk.newest().entry.stamp.by.to_string().as_str()),
        ("36.8 °C", "DK clinician")
    );
}

/// A scanner types the whole code at once; its first characters may be the last two.
#[test]
fn what_comes_faster_than_a_hand_types_is_shown_by_enter_alone() {
    for (typed, is_shown) in [("last two", true), ("whole", true), ("wrong", false)] {
        let mut desk = both_are_known();
        let code = desk.case().code();
        desk.press("w1\r");
        desk.press("36.8\r");
        let keys = match typed {
            "last two" => code.last_two(),
            "whole" => code.to_string(),
            _ => format!("{}9", code.last_two()),
        };
        desk.after(std::time::Duration::from_millis(5), &keys);
        assert_eq!(desk.said("vitals-temp"), "open", "{typed}");
        desk.press("\r");
        assert_eq!(desk.said("vitals-temp") == "36.8 °C", is_shown, "{typed}");
    }
}

#[test]
fn the_screens_started_again_by_the_same_person_ask_who_and_no_code() {
    for leaves in [Some("q"), None] {
        let (ward, code) = case_at("two-identifiers");
        let mut terminal = Terminal::start(&ward, Some(NURSE), &["run", &code], "0");
        terminal.sees("Patient says name and birth date");
        terminal.press(" ");
        terminal.sees("Saved: ");
        match leaves {
            Some(key) => {
                terminal.press(key);
                assert_eq!(terminal.ended(), 0);
            }
            None => terminal.kill(),
        }
        let mut again = Terminal::start(&ward, None, &["run", &code], "0");
        again.sees("WHO is at the keyboard?");
        again.press("JR\r");
        again.sees("JR is here as");
        again.press("1");
        again.sees("Who else is in the room?");
        again.press("\r");
        again.wait("the room is said", |screen| !screen.contains("Who else is in the room?"));
        again.sees("responsible adult");
        again.press("1");
        again.sees("Saved: Adult to take");
        assert_eq!(ward.status(&code, "escort-confirmed"), "answered", "{leaves:?}");
    }
}
