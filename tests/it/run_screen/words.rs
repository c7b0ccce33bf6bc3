//! Words on the screens: none is lost without a sign, what is read aloud stands in rows, what is below is told.

use crate::bench::keys::{Desk, lines};
use crate::bench::prelude::*;
use crate::bench::sheet::*;
use crate::run_screen::scenes::SCENES;
use periop::app::KeyMode;
use periop::domain::checklist::ItemIx;

/// So many different signs of a wide script, without spaces.
fn wide(n: u32) -> String {
    (0..n).filter_map(|n| char::from_u32(0x4e00 + n)).collect()
}

/// What of some words is not on a screen that does not say that something is cut.
fn lost(desk: &Desk, words: &str, size: (u16, u16)) -> String {
    let screen = lines(&desk.drawn(size, false)).join("\n");
    if screen.contains('…') { String::new() } else { words.chars().filter(|sign| !screen.contains(*sign)).collect() }
}

#[test]
fn no_sign_of_a_wide_script_is_lost_without_a_mark() {
    for n in [1, 19, 24, 25, 26, 37, 38, 39, 60] {
        let words = wide(n);
        let mut item = with(stop_at(choice("ask", "critical", &["no", "yes"]), 1, "never"), json!({ "text": words }));
        item["answer"]["options"][1]["stop"]["say"] = json!(words);
        let mut desk = Desk::of(&one_section(vec![item]).to_string(), Some("Bay 2"));
        let note = Act::Note { item: Some("ask".parse().expect("an id")), text: Text::from(words.as_str()) };
        desk.act(NURSE, note);
        // The item, what is typed, the stop's panel, the stop left standing, the page with the note.
        for keys in ["", "c", &words, "\x1b2", "\x1b", "i"] {
            desk.press(keys);
            for size in [(80, 24), (40, 12), (39, 30)] {
                assert_eq!(lost(&desk, &words, size), "", "{n} after {keys:?}\n{}", desk.shown(size));
            }
        }
    }
}

#[test]
fn a_narrow_screen_names_the_key_of_the_moment_as_well() {
    let mut named = 0;
    for (name, scene) in SCENES {
        let desk = scene();
        let begins = |size| lines(&desk.drawn(size, false)).pop().is_some_and(|row| !row.starts_with("  "));
        if desk.app.context() == KeyMode::Run && begins((80, 24)) {
            assert!(begins((40, 12)), "{name}\n{}", desk.shown((40, 12)));
            named += 1;
        }
    }
    assert!(named > 10, "{named}");
}

#[test]
fn a_key_that_was_not_taken_hides_nothing_that_a_stop_found() {
    let mut desk = Desk::at("vitals-temp");
    desk.press("38.4\r");
    for keys in ["", "x", "x"] {
        desk.press(keys);
        let shown = lines(&desk.drawn((40, 12), false)).join(" ");
        assert!(shown.contains("37.9 (shipped)"), "{}", desk.shown((40, 12)));
        assert_eq!(shown.contains("x does nothing here"), !keys.is_empty(), "{}", desk.shown((40, 12)));
    }
}

#[test]
fn each_drug_that_is_read_aloud_has_a_row_that_says_whose_dose_it_is() {
    let drugs = says("choose-injectate", &["dexamethasone", "lidocaine"]);
    let lidocaine = says("drawn-lidocaine", &["strength=10", "volume=4", "lot=L1", "expiry=339"]);
    let mut desk = Desk::with("say-drug", &[drugs, lidocaine]);
    desk.go("say-drug");
    let both = ["dexamethasone 10 mg: strength", "lidocaine in all 40 mg:"];
    for size in [(80, 24), (40, 24), (40, 12)] {
        let rows = lines(&desk.drawn(size, false));
        for begins in both {
            assert!(rows.iter().any(|row| row.contains(begins)), "{}", rows.join("\n"));
        }
        let number_ends = |row: &&String| {
            let mut words = row.split_whitespace().rev();
            let last = words.next().unwrap_or_default();
            last.chars().all(|c| c.is_ascii_digit()) && words.next() == Some("volume")
        };
        assert_eq!(rows.iter().find(number_ends), None);
    }
}

#[test]
fn what_is_above_and_below_is_always_told() {
    let mut desk = Desk::at("infection-screen");
    let items: Vec<ItemIx> = periop::app::visible(desk.case(), desk.cursor()).collect();
    for keys in ["", "k", "k", "j", "j", "j"] {
        desk.press(keys);
        for height in 12..50 {
            for width in [40, 80, 120] {
                let screen = desk.shown((width, height));
                let shows = |ix: &ItemIx| {
                    let item = desk.case().checklist().item(*ix);
                    let mut asked = [&item.text, &item.short].into_iter();
                    asked.any(|words| screen.contains(&words.as_str().chars().take(12).collect::<String>()))
                };
                let (first, last) = (shows(&items[0]), shows(&items[items.len() - 1]));
                assert!(first || screen.contains(['↑', '↕']), "{width}x{height}\n{screen}");
                assert!(last || screen.contains(['↓', '↕']), "{width}x{height}\n{screen}");
            }
        }
    }
}

#[test]
fn a_timer_stays_in_sight_and_its_end_is_one_message() {
    let mut desk = Desk::at("antiseptic-dry");
    desk.press(" ");
    desk.minutes(1);
    desk.press("⇤⇤");
    for size in [(80, 24), (40, 12)] {
        let top = desk.shown(size).lines().next().unwrap_or_default().to_owned();
        assert!(top.contains("◷ 02:00") && top.contains("Bay 2"), "{top}");
    }
    desk.go("antiseptic-dry");
    desk.press(" ");
    assert!(desk.notice().contains("still running"), "{}", desk.notice());
    desk.minutes(3);
    desk.look();
    assert_eq!(desk.notice(), "TIMER ENDED  Antiseptic dry, then draped: space records it");
}

#[test]
fn an_item_for_the_clinician_says_so_where_somebody_else_answers_it() {
    let mut desk = Desk::new();
    desk.press("1");
    assert!(desk.notice().contains("a clinician answers this"), "{}", desk.notice());
    desk.press("k");
    assert!(desk.screen().contains("09:41 JR (nurse)"), "{}", desk.screen());
    desk.press("j");
    // Whose role is not known, and whose item it is, hear nothing.
    desk.press("bDK\r1");
    assert!(!desk.notice().contains("answers this"), "{}", desk.notice());
    let mut desk = Desk::at("two-identifiers");
    desk.press(" ");
    assert!(!desk.notice().contains("answers this"), "{}", desk.notice());
    desk.app.shell.operator = Some(TRAINEE.parse().expect("a trainee"));
    let last_two = desk.code.to_string()[6..].to_owned();
    desk.press(&format!("1{last_two}"));
    assert!(desk.notice().contains("a nurse answers this"), "{}", desk.screen());
}
