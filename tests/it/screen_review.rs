//! Keys that come too fast, typed ahead or held down, and what must not leak from one item, person or case to
//! another. Time is the test's own.

use crate::bench::prelude::*;
use periop::app::{Dialog, ReadOnly, Screen};

fn nurse() -> Operator {
    NURSE.parse().expect("a nurse")
}

/// A desk with a case of every type of answer open.
fn desk() -> Desk {
    Desk::of(EVERY_TYPE, None)
}

/// At an item of the first two sections, where what is before it is answered.
fn desk_at(item: &str) -> Desk {
    let mut desk = desk();
    desk.press("11");
    desk.go(item);
    desk
}

#[test]
fn a_number_that_begins_with_its_point_is_not_ten_times_as_much() {
    for typed in [".5\r", ",5\r"] {
        let mut desk = desk_at("amount");
        desk.press(typed);
        assert_eq!(desk.said("amount"), "0.5 mg", "{typed:?}: {}", desk.notice());
    }
}

#[test]
fn what_is_typed_ahead_of_a_stop_does_not_decide_about_it() {
    let mut desk = desk_at("amount");
    desk.press("31\r");
    // Somebody types on without looking: a value for what they take for the next item.
    desk.hurries("12\r7\r");
    assert_eq!(desk.said("amount"), "31 mg");
    assert!(desk.screen().contains("Enter the amount: 31 mg, at most 30"), "{}", desk.screen());
    assert!(desk.screen().contains("read it first"), "{}", desk.screen());
    // Hands that rested decide.
    desk.press("12\r");
    // That what a stop rests on was never so takes words: enter by habit says nothing.
    desk.press("\r");
    assert_eq!(desk.said("amount"), "31 mg");
    desk.press("read again\r");
    assert_eq!(desk.said("amount"), "2 mg");
}

#[test]
fn the_key_that_closes_a_page_ticks_nothing_and_leaves_nothing() {
    let mut desk = desk_at("ready");
    for c in [' ', '\x1b', 'q'] {
        desk.press("i");
        desk.press(&c.to_string());
        desk.hurries(&String::from(c).repeat(30));
        assert_eq!(desk.said("ready"), "open", "{c:?} bounced");
        assert!(matches!(desk.app.screen, Screen::Run(_)), "{c:?} bounced");
        assert!(desk.notice().contains("too soon"), "{c:?}: {}", desk.notice());
    }
    desk.press(" ");
    assert_eq!(desk.said("ready"), "done");
}

#[test]
fn an_enter_held_down_confirms_no_correction_that_nobody_read() {
    let mut desk = desk_at("amount");
    desk.press("2\r");
    desk.go("amount");
    desk.press("3\r");
    desk.hurries(&"\r".repeat(30));
    assert_eq!(desk.said("amount"), "2 mg");
    assert!(desk.screen().contains("too soon"), "{}", desk.screen());
    desk.press("\r");
    assert_eq!(desk.said("amount"), "3 mg");
}

#[test]
fn a_digit_that_bounces_drops_no_option_that_it_picked() {
    let mut desk = desk_at("helper");
    desk.press("2");
    desk.hurries("2");
    desk.press("\r");
    assert_eq!(desk.said("helper"), "to lift");
}

#[test]
fn a_digit_that_chose_in_a_dialog_answers_nothing_behind_it() {
    let mut desk = desk();
    desk.press("e1");
    assert!(desk.screen().contains("Not recorded"), "{}", desk.screen());
    desk.hurries("1");
    desk.press("\r");
    desk.press("p");
    desk.press("1");
    desk.hurries("1");
    assert_eq!(desk.said("kind"), "open");
}

#[test]
fn an_esc_that_gives_up_typing_does_not_leave_the_case_as_well() {
    for (item, begun, told) in [("amount", "2\x1b", "nothing was recorded"), ("kind", "a\x1b", "given up")] {
        let mut desk = desk_at(item);
        desk.press(begun);
        assert!(desk.notice().contains(told), "{item}: {}", desk.notice());
        desk.hurries("\x1b");
        assert!(matches!(desk.app.screen, Screen::Run(_)), "{item}");
        desk.press("\x1b");
        assert!(matches!(desk.app.screen, Screen::Worklist), "{item}");
    }
}

#[test]
fn when_it_happened_and_who_says_it_go_to_no_other_person_and_no_other_case() {
    let mut desk = desk_at("amount");
    desk.press("l09:20\rbDK\r2");
    assert!(desk.screen().contains("happened 09:20  JR nurse for DK"), "{}", desk.screen());
    desk.press("wTR\r2");
    assert!(desk.screen().contains(" TR clinician"), "{}", desk.screen());
    assert!(!desk.screen().contains("happened") && !desk.screen().contains("for DK"), "{}", desk.screen());

    let mut desk = desk_at("amount");
    desk.press("bDK\r2\x1b");
    desk.makes(None);
    desk.press("1");
    assert_eq!(desk.said("kind"), "kind a");
    assert_eq!(desk.newest().entry.stamp.stated_by, None);
}

#[test]
fn the_time_that_was_said_is_kept_for_the_entry_it_was_said_for() {
    let mut desk = desk_at("amount");
    desk.press("l09:20\rmDK\r2\r");
    assert!(matches!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::Team { .. }))), "{:?}", desk.newest());
    desk.press("2\r");
    assert_eq!(desk.newest().entry.stamp.done_at.map(|at| desk.time.now.say(at)), Some("09:20".to_owned()));
    desk.press("g");
    assert_eq!(desk.app.shell.late, None);
}

#[test]
fn a_time_that_is_proposed_is_when_it_happened() {
    let mut desk = desk_at("ready");
    desk.press("l09:20\r");
    desk.go("left-at");
    desk.press("\r");
    assert!(desk.screen().contains("› 09:20▏"), "{}", desk.screen());
}

#[test]
fn checking_again_holds_for_the_very_next_answer_only() {
    for gives_up in ["a\x1b", "a\x1bkj"] {
        let mut desk = desk_at("amount");
        desk.press("2\r");
        desk.go("amount");
        desk.press(gives_up);
        desk.press("3\r");
        assert!(desk.screen().contains("Why is it corrected?"), "{gives_up:?}\n{}", desk.screen());
    }
    let mut desk = desk_at("side");
    desk.press("akj2");
    assert!(desk.screen().contains("Why is it corrected?"), "{}", desk.screen());
}

#[test]
fn a_check_that_is_right_is_checked_again_and_right_again() {
    let mut desk = desk_at("ready");
    desk.press(" ");
    desk.go("ready");
    desk.press("a ");
    assert!(matches!(
        desk.newest().entry.fact,
        Some(Fact::Item(_, ItemFact::Answered { again: true, answer: Answer::Done, .. }))
    ));
}

#[test]
fn a_sign_off_is_made_now_and_by_whoever_is_at_the_keyboard() {
    let mut desk = desk_at("helper");
    desk.press("12\r2026-12-01\r");
    desk.go("ready");
    desk.press(" 1");
    desk.go("ready");
    desk.press("l09:20\rbDK\r2s\r");
    let stamp = &desk.newest().entry.stamp;
    assert!(matches!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::Signed { .. }))), "{}", desk.screen());
    assert_eq!((stamp.done_at, &stamp.stated_by), (None, &None));
}

#[test]
fn whoever_adds_an_option_drops_none_of_those_recorded() {
    let mut desk = desk_at("helper");
    desk.press("2\r");
    desk.go("helper");
    desk.press("3");
    assert!(desk.screen().contains("2✓ to lift   3✓ to talk"), "{}", desk.screen());
    desk.press("\r\r");
    assert_eq!(desk.said("helper"), "to lift, to talk");
}

#[test]
fn a_word_that_may_stand_for_a_number_is_typed_and_is_no_command() {
    let mut desk = desk_at("amount");
    desk.press("not-given\r");
    assert_eq!(desk.said("amount"), "not given", "{}", desk.screen());
    // Letters with which no such word begins stay keys.
    let mut desk = desk_at("amount");
    desk.press("d");
    assert!(desk.screen().contains("DEFER  Enter the amount"), "{}", desk.screen());
}

#[test]
fn what_comes_from_elsewhere_hides_no_refusal() {
    let mut desk = desk();
    desk.go("ready");
    desk.press(" ");
    assert!(desk.notice().contains("Not recorded"), "{}", desk.notice());
    desk.elsewhere(answer("kind", "a"));
    assert!(desk.notice().contains("Not recorded") && desk.notice().contains("DK clinician"), "{}", desk.notice());
    let ix = desk.ix("ready");
    let case = desk.case().clone();
    desk.app.timer_ended(&case, ix);
    assert!(desk.notice().contains("Not recorded") && desk.notice().contains("TIMER ENDED"), "{}", desk.notice());
    // The next key takes it away.
    desk.press("k");
    assert_eq!(desk.notice(), "");
}

fn answer(item: &str, option: &str) -> Act {
    let (item, option) = (item.parse().expect("an id"), option.parse().expect("an id"));
    let (answer, reason) = (Answer::Choice(vec![option]), Some(Text::from("looked again")));
    Act::Answer { item, answer, second: None, reason, again: false, carried: None }
}

#[test]
fn a_stop_that_was_decided_about_elsewhere_is_not_asked_about_here() {
    let mut desk = desk();
    desk.press("3");
    assert!(desk.screen().contains("■ STOP  "), "{}", desk.screen());
    desk.elsewhere(answer("kind", "b"));
    assert!(!desk.screen().contains("■ STOP"), "{}", desk.screen());
    assert!(desk.notice().contains("DK clinician recorded"), "{}", desk.notice());
}

#[test]
fn an_answer_that_changed_while_a_dialog_was_open_is_not_overwritten_unseen() {
    let mut desk = desk_at("kind");
    desk.press("2");
    assert!(desk.screen().contains("Why is it corrected?"), "{}", desk.screen());
    desk.elsewhere(answer("kind", "c"));
    desk.press("\r");
    assert_eq!(desk.said("kind"), "kind c");
    let words = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("was recorded by DK clinician in the meantime"), "{}", desk.screen());
}

#[test]
fn what_one_key_takes_back_together_is_counted() {
    let mut desk = desk_at("helper");
    desk.press("p1");
    // At an item that takes words "u" would be typed: nothing else is promised.
    assert!(!desk.notice().contains("u undoes"), "{}", desk.notice());
    desk.press("↑");
    desk.press("u");
    assert!(desk.notice().contains("Taken back: ") && desk.notice().contains(" and 1 more"), "{}", desk.notice());
}

#[test]
fn a_damaged_record_says_so_as_long_as_it_is_shown() {
    let (ward, code) = small_case();
    ward.fine(&["answer", &code, "hands"]);
    let record = fs::read_to_string(ward.record(&code)).expect("the record");
    fs::write(ward.record(&code), record.replace("\"done\"", "\"gone\"")).expect("damage");
    let mut terminal = Terminal::start(&ward, Some(CLINICIAN), &["run", &code], "0");
    terminal.sees("DAMAGED, read only:");
    terminal.press("i");
    terminal.sees("esc goes back");
    terminal.press("\x1b");
    let screen = terminal.wait("the items", |screen| !screen.contains("esc goes back"));
    assert!(screen.contains("DAMAGED, read only "), "{screen}");
}

#[test]
fn a_section_in_which_nothing_applies_bars_no_way_to_those_behind_it() {
    // Nothing of the second section applies to kind a.
    let mut json: Value = serde_json::from_str(EVERY_TYPE).expect("JSON");
    let second = json["phases"][0]["sections"][1]["items"].as_array_mut().expect("items");
    second.retain(|item| item["id"] == "value");
    let third = json["phases"][1]["sections"][0]["items"].as_array_mut().expect("items");
    third.retain(|item| item["id"] != "vein");
    // What is told of a case names what is gone.
    let whole = json.as_object_mut().expect("an object");
    whole.retain(|name, _| !["normal", "scenarios"].contains(&name.as_str()));
    let json = json.to_string();
    let mut desk = Desk::of(&json, None);
    desk.press("1");
    desk.press("⇥");
    assert_eq!(desk.cursor(), desk.ix("dry"));
    desk.press("⇤");
    assert!(desk.cursor() < desk.ix("dry"));
}

#[test]
fn every_panel_shows_what_is_typed_at_every_size_that_has_a_row_for_it() {
    let panels = ["w", "wDK\r2", "b", "m", "l", "c", "d", "n", "o", "e", "p", "s", "v", "i", "?", "x", "3\r"];
    for keys in panels {
        let mut desk = desk_at("amount");
        for person in ["AA", "BB", "CC", "DD", "EE", "FF"] {
            desk.press(&format!("w{person}\r1"));
        }
        desk.press(keys);
        let typed = desk.screen().contains('▏');
        // A value typed in place stands under what is next and its own text.
        let least = if desk.app.dialog.is_some() { 4 } else { 9 };
        for rows in [1, 2, 3, 4, 5, 7, 9, 10, 12, 24] {
            for columns in [1, 3, 20, 40, 80] {
                let (screen, room) = (desk.shown((columns, rows)), rows >= least && columns >= 20);
                assert!(!typed || !room || screen.contains('▏'), "{keys:?} {columns}x{rows}\n{screen}");
            }
        }
    }
}

#[test]
fn stopping_says_what_it_leads_to() {
    let mut desk = desk_at("amount");
    desk.press("31\r3");
    assert!(desk.screen().contains("It has not begun: the case is closed."), "{}", desk.screen());
    desk.press("no more\r");
    assert!(desk.case().closed().is_some());

    let mut desk = Desk::at("contrast-live");
    let act = Act::Stop { reason: "no more".into() };
    desk.act(CLINICIAN, act);
    desk.press("e2");
    let screen = desk.screen();
    assert!(screen.contains("CLOSE the case as stopped") && screen.contains("Not done then: Sign-out"), "{screen}");
}

#[test]
fn what_comes_after_a_stop_says_in_words_why() {
    let mut desk = Desk::at("contrast-live");
    desk.act(CLINICIAN, Act::Stop { reason: "no more".into() });
    desk.go("injected");
    desk.press("1");
    for size in [(80, 24), (40, 12)] {
        let screen = desk.shown(size);
        assert!(screen.contains("becomes: all in") && screen.contains("Why is it recorded now?"), "{screen}");
    }
    desk.press("\r");
    assert_eq!(desk.said("injected"), "not-done");
    desk.press("before the stop\r");
    assert_eq!(desk.said("injected"), "all in");
}

#[test]
fn what_is_typed_ahead_is_no_reason_to_break_a_sign_off() {
    let mut desk = desk_at("helper");
    desk.press("12\r2026-12-01\r");
    desk.go("ready");
    desk.press(" 1");
    desk.go("ready");
    desk.press("s\r");
    desk.go("remark");
    let entries = desk.case().entries().len();
    desk.press("later\r");
    desk.hurries("120\r");
    assert_eq!(desk.case().entries().len(), entries, "{}", desk.notice());
    desk.press("it was forgotten\r");
    assert_eq!(desk.said("remark"), "later");
}

#[test]
fn whoever_may_not_override_is_told_before_they_write_a_reason() {
    for (item, words) in [
        ("amount", "There is nothing to override here"),
        ("ready", "Nobody may override this one"),
        ("consent", "A clinician may override this"),
    ] {
        let mut desk = desk_at(item);
        desk.press("o");
        assert!(desk.screen().contains(words), "{item}: {}", desk.screen());
        assert!(matches!(desk.app.dialog, Some(Dialog::Refused(_))), "{item}: {}", desk.screen());
    }
}

#[test]
fn a_stop_is_there_again_for_the_one_who_comes_to_decide_about_it() {
    let mut desk = desk();
    desk.press("3wDK\r2");
    assert!(desk.screen().contains("■ STOP  "), "{}", desk.screen());
    desk.press("4");
    assert!(desk.screen().contains("OVERRIDE  Choose the kind"), "{}", desk.screen());
}

#[test]
fn nobody_types_for_nothing_in_a_case_that_takes_no_more() {
    let closed = || {
        let mut desk = desk_at("amount");
        desk.press("31\r3no more\r");
        assert!(desk.case().closed().is_some(), "{}", desk.notice());
        desk.go("amount");
        (desk, "Not recorded: the case is closed (stopped); reopen it")
    };
    let damaged = || {
        let mut desk = desk_at("amount");
        desk.app.only_reads(ReadOnly::Damaged, "line 3 was changed");
        (desk, "Not recorded: the record is damaged")
    };
    let cases: [&dyn Fn() -> (Desk, &'static str); 2] = [&closed, &damaged];
    for key in ["7", ".5", "n", "a", "c", "d", "o", "u", "h", "l", "e", "m", "\r", " "] {
        for case in cases {
            let (mut desk, words) = case();
            let entries = desk.case().entries().len();
            desk.press(key);
            assert!(desk.screen().contains(words), "{key:?}: {}", desk.screen());
            assert!(!desk.screen().contains('▏'), "{key:?}\n{}", desk.screen());
            assert_eq!(desk.case().entries().len(), entries);
        }
    }
}

#[test]
fn enter_acts_on_the_bar_and_g_goes_to_the_stop_from_anywhere() {
    let mut desk = desk_at("helper");
    desk.press("12\r2026-12-01\r");
    desk.go("kind");
    desk.press("3\r");
    assert!(desk.screen().contains("STOP  Choose the kind"), "{}", desk.screen());
    desk.press("\x1b");
    let stop = desk.cursor();
    // A choice, one of several, a number and a date: all answered, none of them the one with the stop.
    for (item, shown) in
        [("side", "press the number of the option"), ("helper", "1✓ none   2 to lift"), ("amount", "▏"), ("day", "▏")]
    {
        desk.go(item);
        assert!(
            desk.screen().contains("STOP  Choose the kind: kind c. Kind c is not done here.")
                && desk.screen().contains("g goes there")
        );
        desk.press("\r");
        assert!(desk.app.dialog.is_none() && desk.screen().contains(shown), "{item}: {}", desk.screen());
        if shown != "press the number of the option" {
            desk.press("\x1b");
        }
        desk.press("g");
        assert_eq!(desk.cursor(), stop, "{item}");
        assert!(desk.screen().contains("enter decides"), "{}", desk.screen());
    }
    desk.press("\r");
    assert!(desk.screen().contains("esc leaves it standing"), "{}", desk.screen());
}

#[test]
fn an_answered_choice_shows_its_options_while_it_is_current() {
    let mut desk = desk_at("helper");
    desk.press("1");
    desk.go("kind");
    assert!(desk.screen().contains("1✓ kind a   2 kind b   3 kind c ■"), "{}", desk.screen());
    assert!(!desk.screen().contains("1✓ left"), "{}", desk.screen());
    desk.go("helper");
    assert!(desk.screen().contains("1✓ none   2 to lift   3 to talk"), "{}", desk.screen());
    assert!(!desk.screen().contains("1✓ kind a"), "{}", desk.screen());
}

#[test]
fn nobody_comes_to_the_keyboard_by_enter_alone() {
    let mut desk = desk();
    desk.app = desk.app.clone().shows(Mode::Case, vec![CLINICIAN.parse().expect("a clinician")]);
    desk.press("w\r");
    assert_eq!(desk.app.shell.operator, Some(nurse()));
    assert!(desk.screen().contains("a staff code, or the number"), "{}", desk.screen());
    desk.press("1\r");
    assert_eq!(desk.app.shell.operator, Some(CLINICIAN.parse().expect("a clinician")));
}

#[test]
fn an_attempt_is_recorded_with_its_remark_from_the_page_and_only_where_somebody_is_rung() {
    let mut desk = desk();
    desk.press("v2");
    assert!(desk.screen().contains("Nobody is rung yet"), "{}", desk.screen());
    desk.press("\r\x1b");
    desk.go("week-ok");
    desk.press("v2");
    assert!(desk.screen().contains("Anything to know about it?"), "{}", desk.screen());
    desk.press("\x1b");
    assert!(desk.screen().contains("none yet"), "esc records nothing and goes back\n{}", desk.screen());
    desk.press("2voicemail\r");
    if desk.screen().contains("THE RIGHT CASE?") {
        desk.press(&format!("{}\rv", desk.case().code().last_two()));
    }
    assert!(desk.screen().contains("not reached, to be tried again: voicemail"), "{}", desk.screen());
    desk.press("u");
    assert!(desk.screen().contains("none yet"), "{}", desk.screen());
}

#[test]
fn a_case_is_left_at_what_is_open() {
    let mut desk = desk();
    desk.press("1");
    desk.go("kind");
    desk.press("\x1b");
    let case = desk.stored().case;
    assert_eq!(case.hold().expect("it is held").item, case.checklist().find("side"));
}

#[test]
fn a_correction_shows_what_stood_and_what_will_stand() {
    let mut desk = desk();
    desk.press("11");
    desk.go("side");
    desk.press("2");
    let screen = desk.screen();
    assert!(screen.contains("was: left  becomes: right"), "{screen}");
    desk.press("\x1b");
    assert_eq!(desk.said("side"), "left");
}

#[test]
fn a_slip_scanned_anywhere_in_a_case_records_nothing_of_another_one() {
    let other = Code::from_random([1, 2, 3, 4, 5, 6, 7]);
    let items = ["kind", "side", "helper", "amount", "day", "ready", "consent", "remark"];
    // Panels that take no text, and fields that do: it is no text that anybody meant.
    let panels = ["", "?", "i", "s", "l", "f", "c", "cgiven", "e", "w", "x"];
    for (item, panel) in items.into_iter().flat_map(|item| panels.map(|panel| (item, panel))) {
        let mut desk = desk_at(item);
        desk.press(panel);
        let (entries, cursor) = (desk.case().entries().len(), desk.cursor());
        desk.scans(&format!("{}\r", other.to_scan()));
        assert!(desk.notice().contains("WRONG CASE"), "{item}, {panel:?}: {}", desk.notice());
        assert_eq!(desk.case().entries().len(), entries, "{item}, {panel:?}: {:?}", desk.newest());
        assert_eq!(desk.cursor(), cursor, "{item}, {panel:?}");
        assert!(!desk.screen().contains(Code::SCANNED), "{item}, {panel:?}: {}", desk.screen());
    }
}

#[test]
fn a_slip_of_the_case_shows_that_it_is_the_right_one() {
    let mut desk = desk_at("amount");
    let entries = desk.case().entries().len();
    let slip = format!("{}\r", desk.case().code().to_scan());
    desk.hurries(&slip);
    assert_eq!(desk.notice(), "this is the right case: its slip was scanned");
    assert_eq!(desk.case().entries().len(), entries, "who is known to look at this case need not show it");
    // A key that begins a slip by mistake is given up, and keys are keys again.
    desk.press("%1\x1b");
    assert_eq!(desk.notice(), "given up: nothing was recorded");
    desk.press("%12\r");
    assert!(desk.notice().contains("is not a case code"), "{}", desk.notice());
    assert_eq!(desk.case().entries().len(), entries);
    desk.press("3\r");
    assert_eq!(desk.case().entries().len(), entries + 1);

    // Whoever is new shows it by the scan, before they record anything.
    let there = Text::from("there");
    desk.app.shell.station = there.clone();
    desk.hurries(&slip);
    let stamp = &desk.newest().entry.stamp;
    assert_eq!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::CodeConfirmed { how: Confirmed::Scanned })));
    assert_eq!(stamp.station, there);
}

/// What stands in the way of a stop is not what somebody recorded on another visit.
#[test]
fn undo_takes_back_only_what_was_recorded_since_the_case_was_opened() {
    let mut desk = desk_at("kind");
    let lines = desk.case().entries().len();
    let code = desk.code;
    // Left without a hold, as by a kill, and opened again.
    desk.carries_out(vec![periop::app::Effect::List, periop::app::Effect::Open(code)]);
    for then in ["", "cseen\r"] {
        desk.press(then);
        let undoes = usize::from(!then.is_empty());
        let before = desk.case().entries().len();
        desk.press("u");
        assert_eq!(desk.case().entries().len(), before + undoes);
        desk.press("u");
        assert_eq!(desk.case().entries().len(), before + undoes, "{}", desk.notice());
        assert!(desk.notice().contains("nothing of yours to undo"), "{}", desk.notice());
    }
    assert!(desk.case().entries().len() > lines);
}

#[test]
fn esc_right_after_any_word_of_the_program_only_takes_it_away() {
    for key in ["z", "\r", "u", "+"] {
        let mut desk = Desk::at("two-identifiers");
        desk.press(key);
        assert_ne!(desk.notice(), "", "{key:?}");
        desk.press("\x1b");
        assert!(matches!(desk.app.screen, Screen::Run(_)) && desk.notice().is_empty(), "{key:?} {}", desk.screen());
        desk.press("\x1b");
        assert!(matches!(desk.app.screen, Screen::Worklist), "{key:?}");
    }
}

#[test]
fn the_enter_after_a_role_answers_the_panel_that_came_up() {
    let mut desk = desk();
    desk.app.shell.operator = None;
    desk.press("wQQ\r1");
    assert!(desk.app.dialog.is_some(), "{}", desk.screen());
    desk.hurries("\r");
    assert!(desk.app.dialog.is_none() && !desk.notice().contains("not needed"), "{} {}", desk.notice(), desk.screen());
}

#[test]
fn a_number_that_names_nobody_is_no_person() {
    let mut desk = desk();
    for (keys, number) in [("w9\r", "9"), ("\x1bbDK\r2b7\r", "7")] {
        desk.press(keys);
        assert!(desk.screen().contains(&format!("nobody here has the number {number}")), "{keys:?} {}", desk.screen());
    }
}

#[test]
fn what_was_proposed_or_refused_gives_way_to_what_is_typed() {
    for (mut desk, item, keys, said) in [
        (Desk::at("left-at"), "left-at", "\r09:40\r", "09:40"),
        (desk_at("amount"), "amount", "77777\r2\r", "2 mg"),
        (desk_at("day"), "day", "x\r2026-12-01\r", "1 Dec"),
    ] {
        desk.press(keys);
        assert!(desk.said(item).contains(said), "{item}: {} {}", desk.said(item), desk.screen());
    }
}

#[test]
fn words_that_are_given_up_are_said_to_be() {
    let mut desk = desk();
    desk.press("cleft arm\x1b");
    assert!(desk.notice().contains("nothing was recorded"), "{}", desk.notice());
    desk.press("c\x1b");
    assert_eq!(desk.notice(), "", "nothing was given up");
}

/// The key for "aspirated again, and clear now" must not take back what was found.
#[test]
fn another_digit_at_a_stop_asks_whether_it_was_wrong_or_is_found_anew() {
    let mut desk = Desk::at("aspiration-clear");
    desk.press("3");
    desk.press("\x1b");
    desk.press("1");
    assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))), "{}", desk.screen());
    assert_eq!(desk.said("aspiration-clear"), "spinal fluid");
    // Found anew it stays in the record, and what hangs on it is asked.
    desk.press("21");
    assert_eq!(desk.said("aspiration-clear"), "clear", "{}", desk.screen());
    assert!(matches!(desk.case().status(desk.ix("dura-decision")), Status::Open { .. }), "{}", desk.screen());
}

/// With another answer to what was asked at check-in a low sugar would be gone, not treated.
#[test]
fn what_a_patient_was_asked_is_no_way_out_of_a_finding() {
    let mut desk =
        Desk::with("glucose-now", &[says("medicines-reviewed", &["diabetes"]), says("glucose-now", &["100"])]);
    desk.press("62\r");
    assert!(desk.screen().contains("Glucose low: do not start."), "{}", desk.screen());
    assert_eq!(desk.case().resolved_by(desk.ix("glucose-now")), [], "{}", desk.screen());
}
