//! A card from anywhere, its stamps, and what becomes of those that cannot be saved.

use crate::bench::keys::Desk;
use crate::ward::NURSE;
use periop::app::Effect;
use periop::domain::case::Act;
use periop::domain::{CaseFact, CrisisStamp, Fact, Id, Outcome, Text};
use std::fs::File;
use std::time::Duration;

const USUAL: (u16, u16) = (80, 24);

/// What was stamped in the open case, oldest first, with whether it is told of another time.
fn stamps(desk: &Desk) -> Vec<String> {
    let case = desk.case();
    let words = case.facts().filter_map(|(stamp, fact)| match fact {
        Fact::Case(CaseFact::Crisis { card, stamp: what, text }) => {
            let text = text.as_ref().map(|text| format!(" {text}")).unwrap_or_default();
            Some(format!("{} {card} {}{text}", desk.time.now.say(stamp.happened()), what.word()))
        }
        _ => None,
    });
    words.collect()
}

fn crisis(card: &str, stamp: CrisisStamp) -> Act {
    Act::Crisis { card: card.parse::<Id>().expect("an id"), stamp, text: None }
}

/// A card is open, drawn and so recorded.
fn opened(desk: &mut Desk, card: char) {
    desk.press(&format!("!{card}"));
    desk.draws(USUAL);
}

fn nobody(desk: &mut Desk) {
    desk.app.shell.operator = None;
}

/// Keeps the record of the case to itself, as a terminal does that is writing.
fn kept_busy(desk: &Desk) -> File {
    let file = File::options().append(true).open(desk.ward.record(&desk.code.to_string())).expect("the record");
    file.lock().expect("its lock");
    file
}

#[test]
fn the_anaphylaxis_card_is_two_keys_away_and_what_stood_there_comes_back() {
    let at_list: fn() -> Desk = || {
        let mut desk = Desk::new();
        desk.press("\x1b");
        desk
    };
    let at_start: fn() -> Desk = || {
        let mut desk = Desk::new();
        desk.press("\x1b");
        nobody(&mut desk);
        desk
    };
    let at = [
        ("the list", at_list, ""),
        ("its filter", at_list, "/bay"),
        ("a new case", at_list, "n"),
        ("a place", at_list, "n1"),
        ("a code", at_list, "oK7"),
        ("the slip", at_list, "v"),
        ("how it ended", at_list, "x"),
        ("who is there", at_start, "wDK"),
        ("their role", at_start, "wDK\r"),
        ("a case", Desk::new, ""),
        ("theatre", Desk::new, "t"),
        ("help", Desk::new, "?"),
        ("why", Desk::new, "i"),
        ("a note", Desk::new, "cseen twi"),
        ("a late time", Desk::new, "l08:1"),
        ("the room", Desk::new, "mDK"),
        ("closing", Desk::new, "e"),
        ("what was refused", Desk::new, "x"),
        ("a number", || Desk::at("vitals-temp"), "36."),
        ("a stop", || Desk::at("vitals-temp"), "38.4\r"),
        ("a sign-off", || Desk::at("vitals-temp"), "s"),
        ("several options", || Desk::at("allergies-asked"), "\r1"),
    ];
    for (name, begins, keys) in at {
        let mut desk = begins();
        desk.press(keys);
        let before = desk.screen();
        let is_words = matches!(name, "its filter" | "a note" | "a place");
        for call in ['!', '②'] {
            if call == '!' && is_words && name != "a place" {
                continue;
            }
            desk.press(&format!("{call}2"));
            assert!(desk.screen().contains("CRISIS  Anaphylaxis"), "{name} by {call}\n{}", desk.screen());
            desk.press("\x1b");
            assert_eq!(desk.screen(), before, "{name} by {call}");
        }
    }
}

#[test]
fn in_words_an_exclamation_mark_is_one_and_f2_calls_the_cards() {
    let mut desk = Desk::new();
    desk.press("cpain!");
    assert!(desk.screen().contains("pain!"), "{}", desk.screen());
    desk.press("②");
    assert!(desk.screen().contains("CRISIS CARDS"), "{}", desk.screen());
    desk.press("\x1b\r");
    assert!(desk.notice().contains("pain!"), "{}", desk.notice());
    // An empty field has no words yet.
    desk.press("c!");
    assert!(desk.screen().contains("CRISIS CARDS"), "{}", desk.screen());
}

#[test]
fn a_card_is_recorded_as_opened_after_it_was_drawn_and_only_where_it_can_be_read() {
    let mut desk = Desk::new();
    desk.press("!2");
    assert!(stamps(&desk).is_empty() && !desk.app.shell.stamps.kept().iter().any(|_| true), "it was not drawn yet");
    for size in [(80, 2), (15, 24), (40, 4)] {
        desk.draws(size);
        assert!(stamps(&desk).is_empty(), "{size:?}\n{}", desk.shown(size));
    }
    desk.draws((40, 12));
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened"]);
    // Looked at once more it is the same crisis; a card that is not there is no card.
    desk.press("\x1b!2");
    desk.draws(USUAL);
    desk.press("\x1b");
    desk.carry_out(vec![Effect::Cards(Some("flood".parse().expect("an id")))]);
    desk.draws(USUAL);
    desk.press("x");
    desk.draws(USUAL);
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened"], "{}", desk.screen());
}

#[test]
fn each_key_stamps_its_own_time_and_the_newest_is_taken_back() {
    let mut desk = Desk::new();
    opened(&mut desk, '2');
    desk.minutes(1);
    desk.press("c");
    desk.minutes(1);
    desk.press("1");
    desk.minutes(5);
    desk.press("1");
    // Held down it counts once.
    desk.hurries("aaaa");
    let stamped = [
        "09:41 anaphylaxis opened",
        "09:42 anaphylaxis called",
        "09:43 anaphylaxis drug-given adrenaline (into muscle)",
        "09:48 anaphylaxis drug-given adrenaline (into muscle)",
        "09:48 anaphylaxis arrived",
    ];
    assert_eq!(stamps(&desk), stamped);
    desk.press("u");
    assert_eq!(stamps(&desk), stamped[..4], "{}", desk.screen());
    assert!(desk.screen().contains("CRISIS  Anaphylaxis"), "the card stays: {}", desk.screen());
    // What opened the card, pressed twice, gives no drug.
    desk.press("\x1b!1");
    desk.after(Duration::from_millis(300), "1");
    desk.rests();
    assert!(stamps(&desk).len() == 4 && desk.notice().contains("too soon"), "{}", desk.notice());
    desk.press("!2");
    // A drug that the card does not have, and one where it lists some.
    desk.press("2g");
    assert_eq!(stamps(&desk).len(), 4, "{}", desk.notice());
    desk.press("\x1b");
    assert_eq!(desk.notice().split("   ").last(), Some("Anaphylaxis: no time for arrived"), "{}", desk.notice());
    // Where the card lists none a drug has no name.
    opened(&mut desk, '7');
    desk.press("g");
    assert_eq!(stamps(&desk).last().map(String::as_str), Some("09:48 new-deficit drug-given"));
    // Whatever else somebody recorded is not taken back from a card.
    desk.press("\x1b1!2u");
    assert!(desk.notice().contains("nothing to take back"), "{}", desk.notice());
}

#[test]
fn a_time_that_was_said_holds_for_one_stamp() {
    let mut desk = Desk::new();
    desk.press("l09:20\r");
    opened(&mut desk, '2');
    desk.press("c");
    desk.minutes(1);
    desk.press("a");
    let said = ["09:41 anaphylaxis opened", "09:20 anaphylaxis called", "09:42 anaphylaxis arrived"];
    assert_eq!(stamps(&desk), said);
}

#[test]
fn a_stop_and_an_item_open_the_card_that_they_name() {
    let mut desk = Desk::at("contrast-live");
    desk.press("y");
    assert!(desk.screen().contains("CRISIS  Contrast in the wrong place"), "{}", desk.screen());
    desk.press("\x1b2");
    assert!(desk.screen().contains("y  crisis card Contrast in the wrong place"), "{}", desk.screen());
    desk.press("y");
    assert!(desk.screen().contains("CRISIS  Contrast in the wrong place"), "{}", desk.screen());
    desk.press("\x1b");
    assert!(desk.screen().contains("■ STOP"), "{}", desk.screen());
    let mut desk = Desk::new();
    desk.press("y");
    assert!(desk.notice().contains("no crisis card is named here"), "{}", desk.notice());
}

#[test]
fn a_stop_that_comes_up_meanwhile_waits_under_the_card() {
    let mut desk = Desk::at("vitals-temp");
    let kept = kept_busy(&desk);
    desk.press("38.4\r!2");
    desk.draws(USUAL);
    desk.press("c");
    drop(kept);
    assert!(desk.look());
    desk.carry_out(Vec::new());
    assert!(desk.screen().contains("CRISIS  Anaphylaxis"), "{}", desk.screen());
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened", "09:41 anaphylaxis called"], "saved behind the answer");
    desk.press("\x1b");
    assert!(desk.screen().contains("■ STOP"), "{}", desk.screen());
}

#[test]
fn another_terminal_shows_a_crisis_at_once_and_as_long_as_it_is_young() {
    let mut desk = Desk::new();
    desk.elsewhere(crisis("anaphylaxis", CrisisStamp::Opened));
    assert!(desk.rings && desk.notice().contains("DK clinician recorded: CRISIS Anaphylaxis"), "{}", desk.notice());
    desk.minutes(1);
    desk.elsewhere(crisis("anaphylaxis", CrisisStamp::Called));
    let line = "CRISIS Anaphylaxis opened 09:41 DK: called 09:42";
    assert!(desk.screen().contains(line), "{}", desk.screen());
    // The first takes the notice away.
    desk.press("\x1b\x1b");
    assert!(desk.screen().contains("CRISIS Anaphylaxis; "), "{}", desk.screen());
    desk.minutes(61);
    desk.look();
    assert!(!desk.screen().contains("CRISIS"), "{}", desk.screen());
    desk.opens();
    assert!(!desk.screen().contains(line), "{}", desk.screen());
}

#[test]
fn what_cannot_be_saved_is_kept_says_so_everywhere_and_is_saved_when_it_is_asked_for() {
    let mut desk = Desk::new();
    opened(&mut desk, '2');
    let kept = kept_busy(&desk);
    desk.press("c");
    desk.minutes(1);
    desk.press("-----");
    while !desk.look() {}
    assert!(desk.notice().starts_with("NOT SAVED: another terminal is writing"), "{}", desk.notice());
    assert!(desk.screen().contains(" NOT SAVED  09:41 called"), "{}", desk.screen());
    drop(kept);
    desk.look();
    assert_eq!(stamps(&desk).len(), 1, "nobody tries again by themselves");
    for keys in ["\x1b", "?", "\x1b\x1b"] {
        desk.press(keys);
        assert!(desk.screen().contains("1 crisis stamp NOT SAVED"), "{keys:?} {}", desk.screen());
    }
    desk.press("q");
    assert!(desk.screen().contains("loses them") && !desk.quits, "{}", desk.screen());
    desk.press("\x1b!\r1\r");
    desk.opens();
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened", "09:41 anaphylaxis called"], "{}", desk.notice());
    desk.press("\x1bq");
    assert!(desk.quits);
}

#[test]
fn whoever_leaves_all_the_same_is_asked_once() {
    for keys in ["qq", "\x03\x03"] {
        let mut desk = Desk::new();
        desk.press("\x1b");
        nobody(&mut desk);
        opened(&mut desk, '2');
        desk.press("\x1b");
        desk.press(keys);
        assert!(desk.quits, "{keys:?} {}", desk.screen());
    }
}

#[test]
fn whoever_signs_in_says_to_which_case_stamps_belong_and_they_are_one_write() {
    let mut desk = Desk::new();
    let other = desk.code;
    desk.makes(Some("Bay 3"));
    nobody(&mut desk);
    opened(&mut desk, '2');
    desk.minutes(1);
    desk.press("c");
    desk.minutes(3);
    desk.press("\x1bwDK\r2");
    let screen = desk.screen();
    assert!(screen.contains("2 CRISIS STAMPS NOT SAVED") && screen.contains(" 1  Bay 3  "), "{screen}");
    // The open case is proposed first; here they belong to the other.
    assert!(screen.contains(" 2  Bay 2  "), "{screen}");
    // The number of a drug on the card just left saves nothing in the wrong case.
    desk.press("2");
    assert!(desk.screen().contains("▸2  Bay 2"), "{}", desk.screen());
    desk.press("\r");
    assert!(desk.notice().contains("Saved in Bay 2"), "{}", desk.notice());
    assert!(stamps(&desk).is_empty());
    desk.code = other;
    let stored = desk.stored();
    let own: Vec<_> = stored.case.entries().iter().skip(1).map(|line| &line.entry.stamp).collect();
    let times: Vec<String> = own.iter().map(|stamp| desk.time.now.say(stamp.happened())).collect();
    assert_eq!(times, ["09:41", "09:42"]);
    assert!(own.iter().all(|stamp| stamp.by.to_string() == "DK clinician" && stamp.with == Some(2)), "{own:?}");
    assert!(desk.app.shell.stamps.kept().is_empty());
}

#[test]
fn it_is_put_off_with_esc_and_asked_again_when_it_is_called_for() {
    let mut desk = Desk::new();
    desk.press("\x1b");
    nobody(&mut desk);
    opened(&mut desk, '2');
    desk.press("\x1bwJR\r1");
    assert!(desk.screen().contains("To which case do they belong?"), "{}", desk.screen());
    desk.rests();
    desk.press("\x1b\x1b");
    assert!(desk.screen().contains("1 crisis stamp NOT SAVED"), "{}", desk.screen());
    desk.press("!");
    assert!(desk.screen().contains("enter  1 stamp NOT SAVED: Anaphylaxis card opened 09:41"), "{}", desk.screen());
    desk.press("\r1\r");
    desk.opens();
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened"]);
}

#[test]
fn a_closed_case_takes_no_stamp_and_offers_itself_for_none() {
    let mut desk = Desk::new();
    let reason = Some(Text::from("opened twice"));
    desk.act(NURSE, Act::Close { outcome: Outcome::EnteredInError, reason });
    opened(&mut desk, '2');
    desk.press("\x1b");
    assert!(desk.screen().contains("No open case has these cards"), "{}", desk.screen());
    assert_eq!(desk.app.shell.stamps.kept().len(), 1);
}

#[test]
fn stamps_ask_for_no_code_but_what_follows_does() {
    let mut desk = Desk::new();
    desk.elsewhere(crisis("anaphylaxis", CrisisStamp::Opened));
    desk.press("wDK\r2");
    desk.press("\x1b");
    opened(&mut desk, '2');
    desk.press("c");
    assert_eq!(stamps(&desk).len(), 2, "{}", desk.screen());
    desk.press("u");
    assert_eq!(stamps(&desk).len(), 1, "{}", desk.screen());
    desk.press("\x1b1");
    assert!(desk.screen().contains("THE RIGHT CASE?"), "{}", desk.screen());
}

#[test]
fn a_stamp_is_kept_while_something_else_is_saved_whoever_is_there() {
    let mut desk = Desk::at("vitals-temp");
    let kept = kept_busy(&desk);
    desk.press("cseen\r");
    assert!(desk.is_saving());
    nobody(&mut desk);
    opened(&mut desk, '2');
    desk.press("c");
    assert_eq!(desk.app.shell.stamps.kept().len(), 2, "{}", desk.notice());
    drop(kept);
    assert!(desk.look());
    desk.press("\x1bwJR\r1");
    desk.rests();
    desk.press("-1\r");
    assert_eq!(stamps(&desk), ["09:41 anaphylaxis opened", "09:41 anaphylaxis called"], "{}", desk.screen());
}

#[test]
fn what_came_while_a_card_was_open_counts_as_seen_by_nobody() {
    let mut desk = Desk::at("baseline-pain");
    desk.press("4");
    opened(&mut desk, '2');
    let (item, reason) = ("baseline-pain".parse().expect("an id"), Text::from("the interpreter is on the way"));
    desk.elsewhere(Act::Defer { item, reason, to: None });
    desk.press("c\x1b\r");
    assert_eq!(desk.said("baseline-pain"), "deferred", "{}", desk.screen());
}

#[test]
fn a_stop_that_somebody_else_decided_about_meanwhile_is_not_asked_about() {
    let mut desk = Desk::at("vitals-temp");
    desk.press("38.4\r");
    opened(&mut desk, '2');
    let spec = desk.case().checklist().item(desk.ix("vitals-temp")).answer.clone();
    let answer = periop::domain::read(&spec, &["37.2"], &desk.time.now).expect("a temperature");
    let item = "vitals-temp".parse().expect("an id");
    desk.elsewhere(Act::Answer { item, answer, second: None, reason: None, again: true, carried: None });
    desk.press("\x1b");
    assert!(!desk.screen().contains("■ STOP"), "{}", desk.screen());
}
