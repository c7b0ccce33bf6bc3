//! What is refused to somebody who types keeps the keyboard; words are no commands, and a message is read before a
//! case is left.

use crate::bench::keys::Desk;
use crate::bench::rules::{Bench, NURSE, refused};
use crate::bench::sheet::{check, choice, item, one_section, phase, section, several, sheet, stop_at};
use crate::ward::small_case;
use periop::app::{Dialog, Screen};
use periop::domain::Text;
use periop::domain::case::Refusal;
use serde_json::{Value, json};

/// An item of every kind that refuses a prompt, behind a check that was ticked.
fn desk() -> Desk {
    let number = item(
        "number",
        "required",
        json!({ "when": { "item": "side", "is": ["left"] },
        "answer": { "type": "number", "unit": "mg", "min": 0, "max": 40 } }),
    );
    let stopping = stop_at(choice("stopping", "critical", &["good", "bad"]), 1, "never");
    let checks = vec![check("first", "routine"), choice("side", "required", &["left", "right"]), number];
    let before =
        section("before", "read-do", json!({}), [checks, vec![check("critical", "critical"), stopping]].concat());
    let later = section(
        "later",
        "read-do",
        json!({}),
        vec![check("open", "routine"), item("two", "routine", json!({ "two_person": true }))],
    );
    let mut desk = Desk::of(&sheet(vec![phase("pre-procedure", vec![before, later])]).to_string(), None);
    desk.press(" ");
    desk
}

fn is_kept(desk: &Desk) -> bool {
    matches!(desk.app.dialog, Some(Dialog::Refused(_)))
}

#[test]
fn words_typed_on_after_a_refusal_are_no_commands() {
    for (at, keys) in [
        // Before the words: the prompt does not come.
        ("critical", "n"),
        ("critical", "d"),
        ("side", "x"),
        ("side", "o"),
        ("critical", "o"),
        ("side", "p"),
        ("number", "4"),
        ("number", "\r"),
        ("two", " "),
        ("stopping", "24"),
        ("first", "v2"),
        // After them: what was written is refused.
        ("open", "nnot today\r"),
        ("open", "dlater on\r"),
        ("first", "e1"),
        ("first", "e5\r"),
    ] {
        let mut desk = desk();
        desk.go(at);
        desk.press(keys);
        let kept = is_kept(&desk);
        let (entries, cursor) = (desk.case().entries().len(), desk.cursor());
        desk.press("unknown: no wire, quote 1 of 2");
        assert_eq!(
            (desk.case().entries().len(), desk.cursor()),
            (entries, cursor),
            "{at}, {keys:?}: {}",
            desk.notice()
        );
        if !kept {
            // The prompt itself is still there, and takes them.
            assert!(matches!(desk.app.dialog, Some(Dialog::Reason(_))), "{at}, {keys:?}: {}", desk.screen());
            continue;
        }
        assert!(desk.screen().contains("NOT TAKEN"), "{}", desk.screen());
        desk.press("\r");
        assert!(!is_kept(&desk) && desk.case().entries().len() == entries, "{at}, {keys:?}");
    }
}

#[test]
fn a_closed_case_takes_no_words_for_keys_either() {
    for keys in ["c", "n", "x", "e", "o", "l", "b", "h", "m"] {
        let mut desk = desk();
        desk.press("e5opened by mistake\r");
        assert!(desk.case().closed().is_some(), "{}", desk.screen());
        desk.press(keys);
        desk.press("quite unknown");
        assert!(is_kept(&desk) && !desk.quits, "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_a_refusal_came_up_over_comes_back() {
    let mut desk = desk();
    desk.go("stopping");
    desk.press("24\x1b");
    assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))), "{}", desk.screen());
    desk.press("\x1bv3\r");
    assert!(matches!(desk.app.dialog, Some(Dialog::FollowUp(_))), "{}", desk.screen());
}

#[test]
fn esc_on_the_page_of_a_follow_up_leads_to_where_it_was_opened() {
    for (keys, is_list) in [("\x1b", true), ("2no reply\r\x1b", true), ("?\x1b\x1b", true), ("\rv\x1b", false)] {
        let mut desk = crate::run_screen::scene("follow-up");
        desk.press(keys);
        assert_eq!(matches!(desk.app.screen, Screen::Worklist), is_list, "{keys:?}\n{}", desk.screen());
        assert!(desk.app.dialog.is_none(), "{keys:?}\n{}", desk.screen());
    }
}

const REASONS: [&str; 12] =
    ["not indicated", "MRI", "no wire", "no IV", "INR 3.1", "no O2", "不要", "無", "нет", "لا", "לא", "नहीं"];
const NO_REASONS: [&str; 10] = ["wn", "x", ".", "aaa", "...", "12", "120", "x y z", "n/a", "— — —"];

#[test]
fn a_reason_has_real_words() {
    for words in REASONS {
        assert!(Text::from(words).says_why(), "{words}");
    }
    for words in NO_REASONS {
        assert!(!Text::from(words).says_why(), "{words}");
    }
}

fn each_reason(words: &str) -> Vec<(&'static str, Result<Vec<periop::domain::Fact>, Refusal>)> {
    let sheet =
        one_section(vec![check("a", "critical"), check("b", "required"), several("c", "required", &["x", "y"])]);
    let bench = || {
        let mut bench = Bench::of(&sheet);
        let _ = bench.by(NURSE).tick("b");
        bench
    };
    vec![
        ("not right", bench().by(NURSE).not_right("a", words)),
        ("correction", bench().by(NURSE).because(words).not_right("b", "torn, not clean")),
        ("not applicable", bench().by(NURSE).because(words).set_aside("c")),
        ("deferral", bench().by(NURSE).because(words).put_off("c", None)),
        ("override", bench().by(crate::bench::rules::CLINICIAN).because(words).go_on("a")),
        ("withdrawal", bench().by(NURSE).because(words).withdraw("b")),
        ("stop", bench().by(NURSE).because(words).stop()),
        ("close", bench().by(NURSE).because(words).close(periop::domain::Outcome::EnteredInError)),
    ]
}

#[test]
fn no_reason_of_any_kind_is_taken_without_words() {
    for (what, said) in NO_REASONS.iter().flat_map(|words| each_reason(words)) {
        refused!(said, Refusal::ReasonMissing);
        let _ = what;
    }
    for (what, said) in each_reason("no wire") {
        assert!(said.is_ok(), "{what}: {said:?}");
    }
}

#[test]
fn the_screens_and_the_commands_say_what_a_reason_needs() {
    let mut desk = desk();
    for keys in ["nwn\r", "d.\r", "e5aaa\r"] {
        desk.go("side");
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("say why in a few words, such as \"not indicated\""), "{screen}");
        assert!(matches!(desk.app.dialog, Some(Dialog::Reason(_))), "{screen}");
        desk.press("\x1b");
    }
    let (ward, code) = small_case();
    let said = ward.run(&["close", &code, "--outcome", "entered-in-error", "--reason", "x"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("a reason is needed; say why in a few words, such as"), "{}", said.err);
}

#[test]
fn an_esc_right_after_a_message_takes_the_message_away_and_leaves_nothing() {
    for (at, keys) in [
        // The panel closed by itself.
        ("first", "hDK\r"),
        ("first", "cnote that\r"),
        ("first", "mDK\r2\r"),
        ("first", "bDK\r2"),
        ("first", "l\r"),
        ("first", "e5wrong room\r\x1b"),
        // What was written was refused.
        ("open", "dlater on\r\r"),
        ("first", "e1\r"),
        // A key was.
        ("open", " "),
    ] {
        let mut desk = desk();
        desk.go(at);
        desk.press(keys);
        if keys.ends_with('\x1b') {
            continue;
        }
        assert!(desk.app.dialog.is_none() && !desk.notice().is_empty(), "{at}, {keys:?}: {}", desk.screen());
        desk.press("\x1b");
        assert!(matches!(desk.app.screen, Screen::Run(_)), "{at}, {keys:?}");
        assert_eq!(desk.notice(), "", "{at}, {keys:?}");
        desk.press("\x1b");
        assert!(matches!(desk.app.screen, Screen::Worklist), "{at}, {keys:?}");
    }
    // After a tick esc leaves at once: there was no panel.
    let mut desk = desk();
    desk.press("\x1b");
    assert!(matches!(desk.app.screen, Screen::Worklist));
}

#[test]
fn a_habitual_enter_does_nothing_after_an_answer_that_one_key_finished() {
    let time = item("left", "routine", json!({ "answer": { "type": "time", "points": "now" } }));
    let of = |first: Value| Desk::of(&one_section(vec![first, time.clone()]).to_string(), None);
    for (first, key) in [
        (several("i", "routine", &["none", "some"]), "1"),
        (choice("i", "routine", &["a", "b"]), "2"),
        (check("i", "routine"), " "),
    ] {
        let mut desk = of(first);
        desk.press(key);
        let (entries, screen) = (desk.case().entries().len(), desk.screen());
        desk.after(std::time::Duration::from_millis(400), "\r");
        assert!(
            desk.notice().contains("Saved: Item i") && desk.notice().contains("enter was not needed"),
            "{}",
            desk.notice()
        );
        assert_eq!(desk.screen().lines().take(20).collect::<Vec<_>>(), screen.lines().take(20).collect::<Vec<_>>());
        // At leisure it is a key again.
        desk.press("\r\r");
        assert_eq!(desk.case().entries().len(), entries + 1, "{}", desk.screen());
    }
    // So it is after a digit that chose in a panel: a role, an outcome.
    for (keys, stays) in [("wNK\r3", "WHO"), ("e5", "Why?"), ("e2", "Why")] {
        let mut desk = of(check("i", "routine"));
        desk.press(keys);
        let (dialog, entries) = (format!("{:?}", desk.app.dialog), desk.case().entries().len());
        desk.after(std::time::Duration::from_millis(400), "\r");
        assert_eq!((format!("{:?}", desk.app.dialog), desk.case().entries().len()), (dialog, entries), "{stays}");
    }
}

#[test]
fn a_key_that_does_nothing_says_so() {
    // At a sign-off no key shows the others.
    for (at, keys) in
        [("first", "#"), ("first", "→"), ("stopping", "2u"), ("stopping", "2#"), ("first", "s#"), ("first", "v7")]
    {
        let more = if keys == "s#" { "" } else { "; ? shows the keys" };
        let mut desk = desk();
        desk.go(at);
        desk.press(keys);
        assert!(desk.screen().contains(&format!("does nothing here{more}")), "{keys:?}: {}", desk.screen());
    }
}

/// A case whose patient has just left, with the bar on the first question of the call of the next day.
fn after_discharge() -> Desk {
    let left = item("left", "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let leave = section("leave", "read-do", json!({}), vec![left]);
    let due = json!({ "always_open": true, "attempts": 2, "due": { "after": "P1D", "from": "left", "by": "P2D" } });
    let questions = vec![choice("pain", "required", &["none", "some"]), check("well", "required")];
    let call = section("call", "do-confirm", due, questions);
    let mut desk = Desk::of(&sheet(vec![phase("post-procedure", vec![leave, call])]).to_string(), None);
    desk.press("\r\r");
    desk
}

#[test]
fn a_follow_up_is_recorded_before_its_day_only_by_who_says_so() {
    for (keys, answered) in
        [("1", "none"), ("nnot indicated\r", "not-applicable"), ("dlater on\r", "deferred"), ("f", "open")]
    {
        let mut desk = after_discharge();
        let entries = desk.case().entries().len();
        desk.press(keys);
        assert!(desk.screen().contains("call is due Tue 24 Nov"), "{keys:?}: {}", desk.screen());
        desk.press("1 xu\x1b");
        assert_eq!((desk.said("pain").as_str(), desk.case().entries().len()), ("open", entries), "{keys:?}");
        desk.press(keys);
        desk.press("\r");
        assert_eq!((desk.said("pain").as_str(), desk.case().entries().len()), (answered, entries + 1), "{keys:?}");
        // Whoever has begun it early is not asked again.
        desk.go("well");
        desk.press(if keys == "f" { "u" } else { " " });
        assert!(desk.app.dialog.is_none() && desk.case().entries().len() == entries + 2, "{keys:?}: {}", desk.screen());
    }
    let mut desk = after_discharge();
    desk.minutes(24 * 60);
    desk.press("1");
    assert_eq!(desk.said("pain"), "none");
}

#[test]
fn the_panel_of_a_stop_names_each_answer_that_would_end_it() {
    let contrast = choice("contrast", "required", &["none", "iodinated"]);
    let allergy = several("allergy", "required", &["nothing", "contrast", "latex"]);
    let weight =
        item("weight", "required", json!({ "answer": { "type": "number", "unit": "kg", "min": 1, "max": 200 } }));
    let when = json!({ "all": [{ "item": "contrast", "is": ["iodinated"] }, { "item": "allergy", "is": ["contrast"] },
        { "item": "weight", "above": 20 }, { "item": "sure", "is": ["yes"] }] });
    let sure = item(
        "sure",
        "critical",
        json!({ "answer": { "type": "choice", "options": [{ "id": "yes", "label": "yes" }, { "id": "no", "label": "no" }] },
        "stops": [{ "say": "Allergic to the contrast.", "override": "never", "when": when }] }),
    );
    let at_the_stop = || {
        let mut desk = Desk::of(
            &one_section(vec![contrast.clone(), allergy.clone(), weight.clone(), sure.clone()]).to_string(),
            None,
        );
        desk.press("22\r70\r1");
        assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))), "{}", desk.screen());
        desk
    };
    let screen = at_the_stop().screen();
    for way in
        ["5  change Item contrast", "now iodinated", "6  change Item allergy", "7  change Item weight", "now 70 kg"]
    {
        assert!(screen.contains(way), "{way}: {screen}");
    }
    for (keys, item, becomes) in
        [("51", "contrast", "none"), ("621\r", "allergy", "nothing"), ("719\r", "weight", "19 kg")]
    {
        let mut desk = at_the_stop();
        desk.press(keys);
        assert!(desk.screen().contains("Why is it corrected?"), "{keys}: {}", desk.screen());
        desk.press("\r");
        assert_eq!(desk.said(item), becomes, "{keys}");
        assert!(desk.case().all_stops().is_empty(), "{keys}: {}", desk.screen());
    }
    // One that is not there changes nothing.
    let mut desk = at_the_stop();
    desk.press("9");
    assert!(
        matches!(desk.app.dialog, Some(Dialog::Stop(_))) && desk.screen().contains("no other answer is named there"),
        "{}",
        desk.screen()
    );
}
