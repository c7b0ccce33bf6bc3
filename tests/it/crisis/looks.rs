//! How the cards, their list, the questions about them and the lock card look.

use crate::bench::keys::{Desk, lines, styles};
use crate::ward::NURSE;
use periop::domain::case::Act;
use serde_json::json;
use std::time::Duration;

type Scene = (&'static str, fn() -> Desk);

fn list() -> Desk {
    let mut desk = Desk::new();
    desk.press("!");
    desk
}

fn card() -> Desk {
    let mut desk = Desk::new();
    desk.ward.sets(
        "spinal-injection",
        &json!({ "lipid-dose": "1.5 mL/kg, then as posted", "resuscitation-telephone": "2222" }),
    );
    desk.press("!3");
    desk.draws((80, 24));
    desk.press("c");
    desk.minutes(1);
    desk.press("1");
    desk
}

fn unsaved() -> Desk {
    let mut desk = Desk::new();
    desk.app.shell.operator = None;
    desk.press("!2");
    desk.draws((80, 24));
    desk.press("c");
    desk
}

fn to_which_case() -> Desk {
    let mut desk = unsaved();
    desk.press("\x1bwJR\r1");
    desk
}

fn leaving() -> Desk {
    let mut desk = unsaved();
    desk.press("\x1bq");
    desk
}

fn in_the_case() -> Desk {
    let mut desk = card();
    desk.press("\x1b");
    desk
}

fn locked() -> Desk {
    let mut desk = Desk::at("recovery-timer");
    desk.act(NURSE, Act::StartTimer { item: "recovery-timer".parse().expect("an id") });
    desk.waits(Duration::from_mins(5));
    desk.look();
    desk
}

#[test]
fn each_looks_as_it_was_agreed() {
    let scenes: [Scene; 7] = [
        ("crisis-list", list),
        ("crisis-card", card),
        ("crisis-unsaved", unsaved),
        ("crisis-to-which-case", to_which_case),
        ("crisis-leaving", leaving),
        ("crisis-in-the-case", in_the_case),
        ("locked", locked),
    ];
    for (name, scene) in scenes {
        let desk = scene();
        let mut shown = String::new();
        for size in [(80, 24), (40, 12)] {
            shown.push_str(&format!("{}x{}\n{}\n\n", size.0, size.1, desk.shown(size)));
        }
        shown.push_str(&format!("in colours\n{}", styles(&desk.drawn((80, 24), false))));
        insta::assert_snapshot!(name, desk.as_agreed(&shown));
    }
}

#[test]
fn every_card_is_whole_at_80_by_24_and_scrolls_to_its_end_at_40_by_12() {
    for (n, card) in Desk::new().case().checklist().crisis.iter().zip('1'..).map(|(card, n)| (n, card.clone())) {
        let mut desk = Desk::new();
        desk.press(&format!("!{n}"));
        let mut seen = vec![desk.screen()];
        let words = |screens: &[String]| screens.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = card.steps.iter().chain([&card.call]).chain(card.drugs.iter().map(|drug| &drug.name));
        for wanted in wanted.clone() {
            assert!(words(&seen).contains(wanted.as_str()), "{wanted}\n{}", desk.screen());
        }
        seen.clear();
        let mut rows: Vec<String> = Vec::new();
        for _ in 0..40 {
            let shown = lines(&desk.drawn((40, 12), false)).into_iter().skip(1).take(10);
            rows.extend(shown.filter(|row| !rows.contains(row)).collect::<Vec<_>>());
            desk.press("↓");
        }
        for wanted in wanted {
            assert!(words(&rows).contains(wanted.as_str()), "{wanted}\n{}", rows.join("\n"));
        }
    }
}
