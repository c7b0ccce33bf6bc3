//! Keys that come too fast, typed ahead or held down, and what must not leak from one item, person or case to
//! another. Time is the test's own.

use crate::{
    terminal::Terminal,
    ward::{CLINICIAN, NURSE, Ward, data},
};
use periop::{
    app::{App, Context as At, Effect, Key, Notice, Screen},
    domain::{
        Answer, CaseFact, Code, Confirmed, Fact, ItemFact, Line, Now, Operator, Staff, Stamp, Text,
        case::{Act, Intent, Status},
        checklist::{Checklist, ItemIx},
    },
    store::{Loaded, NewCase, Store, StoreError},
    tui::draw_screens,
};
use ratatui::{Terminal as Drawing, backend::TestBackend};
use std::{collections::BTreeMap, fs, time::Duration};

/// Somebody at a screen with a case of every type of answer open; a key pressed at leisure comes a second later.
struct Desk {
    _ward: Ward,
    store: Store,
    open: Loaded,
    app: App,
    now: Now,
    elapsed: Duration,
}

fn nurse() -> Operator {
    NURSE.parse().expect("a nurse")
}

fn now() -> Now {
    let at = "2026-11-23T09:41:00Z".parse::<jiff::Timestamp>().expect("a moment");
    Now { at: at.into(), zone: jiff::tz::TimeZone::UTC }
}

fn every_type() -> String {
    fs::read_to_string(data("checklists/every-type.json")).expect("every-type.json")
}

/// A case of its own in a store, opened by the nurse at this station.
fn case_in(store: &Store, json: &str) -> Loaded {
    let checklist = Checklist::load(json, &BTreeMap::new()).expect("a valid checklist");
    let new = NewCase { json, checklist: &checklist, label: None, planned: None };
    store.create(&new, || Stamp::first(nurse(), Text::from("here"), &now())).expect("a case")
}

impl Desk {
    fn new() -> Self {
        Self::with(&every_type())
    }

    fn with(json: &str) -> Self {
        let ward = Ward::new();
        let store = ward.store();
        let open = case_in(&store, json);
        let app = App::new(Some(nurse()), Staff::default(), Text::from("here"), Duration::from_millis(700));
        let mut desk = Self { _ward: ward, store, open, app, now: now(), elapsed: Duration::ZERO };
        desk.shows();
        desk
    }

    /// At an item of the first two sections, where what is before it is answered.
    fn at(item: &str) -> Self {
        let mut desk = Self::new();
        desk.keys("11");
        desk.go(item);
        desk
    }

    fn shows(&mut self) {
        self.app.opened(&self.open.case, &self.now);
    }

    fn ix(&self, item: &str) -> ItemIx {
        self.open.case.checklist().find(item).expect("an item")
    }

    fn cursor(&self) -> ItemIx {
        match &self.app.screen {
            Screen::Run(run) => run.cursor,
            Screen::Worklist => panic!("the list is shown"),
        }
    }

    /// Moves to an item by keys.
    fn go(&mut self, item: &str) {
        let to = self.ix(item);
        for _ in 0..40 {
            let section = |ix: ItemIx| self.open.case.checklist().item(ix).section;
            let key = match (self.cursor() == to, section(self.cursor()).cmp(&section(to))) {
                (true, _) => return,
                (false, std::cmp::Ordering::Less) => Key::Tab,
                (false, std::cmp::Ordering::Greater) => Key::BackTab,
                (false, std::cmp::Ordering::Equal) if self.cursor() < to => Key::Down,
                (false, std::cmp::Ordering::Equal) => Key::Up,
            };
            self.press(key);
        }
        panic!("{item} is not reached");
    }

    fn press(&mut self, key: Key) {
        self.after(Duration::from_secs(1), key);
    }

    /// Presses a key so soon after the last that nobody can have read the screen.
    fn hurry(&mut self, key: Key) {
        self.after(Duration::from_millis(80), key);
    }

    fn after(&mut self, pause: Duration, key: Key) {
        self.elapsed += pause;
        let at = At { case: Some(&self.open.case), now: &self.now, elapsed: self.elapsed };
        for effect in self.app.press(key, at) {
            if let Effect::Record(intent) = effect {
                self.record(&intent);
            }
        }
    }

    /// What the program does with an intent.
    fn record(&mut self, intent: &Intent) {
        let done = self.store.act(&mut self.open, intent, &self.now);
        let at = At { case: Some(&self.open.case), now: &self.now, elapsed: self.elapsed };
        match done {
            Ok(recorded) => self.app.recorded(&recorded.own, at),
            Err(StoreError::Refused(refusal)) => self.app.refused(intent, &refusal, &self.open.case),
            Err(error) => self.app.shell.failed(&error.to_string()),
        }
    }

    fn keys(&mut self, keys: &str) {
        keys.chars().for_each(|c| self.press(key(c)));
    }

    fn hurries(&mut self, keys: &str) {
        keys.chars().for_each(|c| self.hurry(key(c)));
    }

    /// Somebody at another terminal records something; this one finds it at its next look.
    fn elsewhere(&mut self, act: Act) {
        let mut there = self.store.load(self.open.case.code()).expect("the case");
        let seen = act.item().and_then(|id| there.case.touched(there.case.checklist().find(id.as_str())?));
        let by: Operator = CLINICIAN.parse().expect("a clinician");
        let (station, code) = (Text::from("there"), Some(Confirmed::Typed));
        let intent = Intent { seen, by, station, stated_by: None, done_at: None, code, act };
        self.store.act(&mut there, &intent, &self.now).expect("it is recorded there");
        let others = self.store.catch_up(&mut self.open).expect("a look");
        self.app.others_recorded(&others, &self.open.case, &self.now);
    }

    fn newest(&self) -> &Line {
        self.open.case.entries().last().expect("an entry")
    }

    fn said(&self, item: &str) -> String {
        let ix = self.ix(item);
        match self.open.case.status(ix) {
            Status::Answered(_, answer) => answer.say(self.open.case.checklist().item(ix), &self.now).to_string(),
            other => other.word().to_owned(),
        }
    }

    fn notice(&self) -> String {
        match &self.app.shell.notice {
            Some(Notice::Done(words) | Notice::Info(words) | Notice::Error(words)) => words.to_string(),
            None => String::new(),
        }
    }

    fn screen(&self) -> String {
        self.screen_of(80, 24)
    }

    fn screen_of(&self, columns: u16, rows: u16) -> String {
        let mut drawing = Drawing::new(TestBackend::new(columns, rows)).expect("a drawing");
        let case = Some(&self.open.case);
        drawing.draw(|frame| draw_screens(frame, &self.app, case, &self.now, true)).expect("a frame");
        drawing.backend().to_string()
    }
}

fn key(c: char) -> Key {
    match c {
        '\r' => Key::Enter,
        '\x1b' => Key::Esc,
        c => Key::Char(c),
    }
}

#[test]
fn a_number_that_begins_with_its_point_is_not_ten_times_as_much() {
    for typed in [".5\r", ",5\r"] {
        let mut desk = Desk::at("amount");
        desk.keys(typed);
        assert_eq!(desk.said("amount"), "0.5 mg", "{typed:?}: {}", desk.notice());
    }
}

#[test]
fn what_is_typed_ahead_of_a_stop_does_not_decide_about_it() {
    let mut desk = Desk::at("amount");
    desk.keys("31\r");
    // Somebody types on without looking: a value for what they take for the next item.
    desk.hurries("12\r7\r");
    assert_eq!(desk.said("amount"), "31 mg");
    assert!(desk.screen().contains("■ STOP  Enter the amount"), "{}", desk.screen());
    assert!(desk.screen().contains("read it first"), "{}", desk.screen());
    // Hands that rested decide.
    desk.keys("12\r");
    desk.keys("\r");
    assert_eq!(desk.said("amount"), "2 mg");
}

#[test]
fn the_key_that_closes_a_page_ticks_nothing_and_leaves_nothing() {
    let mut desk = Desk::at("ready");
    for c in [' ', '\x1b', 'q'] {
        desk.keys("i");
        desk.press(key(c));
        desk.hurries(&String::from(c).repeat(30));
        assert_eq!(desk.said("ready"), "open", "{c:?} bounced");
        assert!(matches!(desk.app.screen, Screen::Run(_)), "{c:?} bounced");
        assert!(desk.notice().contains("too soon"), "{c:?}: {}", desk.notice());
    }
    desk.keys(" ");
    assert_eq!(desk.said("ready"), "done");
}

#[test]
fn an_enter_held_down_confirms_no_correction_that_nobody_read() {
    let mut desk = Desk::at("amount");
    desk.keys("2\r");
    desk.go("amount");
    desk.keys("3\r");
    desk.hurries(&"\r".repeat(30));
    assert_eq!(desk.said("amount"), "2 mg");
    assert!(desk.screen().contains("too soon"), "{}", desk.screen());
    desk.keys("\r");
    assert_eq!(desk.said("amount"), "3 mg");
}

#[test]
fn a_digit_that_bounces_drops_no_option_that_it_picked() {
    let mut desk = Desk::at("helper");
    desk.keys("2");
    desk.hurries("2");
    desk.keys("\r");
    assert_eq!(desk.said("helper"), "to lift");
}

#[test]
fn a_digit_that_chose_in_a_dialog_answers_nothing_behind_it() {
    let mut desk = Desk::new();
    desk.keys("e1");
    assert!(desk.notice().contains("Not recorded"), "{}", desk.notice());
    desk.hurries("1");
    assert_eq!(desk.said("kind"), "open");
}

#[test]
fn an_esc_that_gives_up_typing_does_not_leave_the_case_as_well() {
    let mut desk = Desk::at("amount");
    desk.keys("2\x1b");
    desk.hurries("\x1b");
    assert!(matches!(desk.app.screen, Screen::Run(_)));
    desk.keys("\x1b");
    assert!(matches!(desk.app.screen, Screen::Worklist));
}

#[test]
fn when_it_happened_and_who_says_it_go_to_no_other_person_and_no_other_case() {
    let mut desk = Desk::at("amount");
    desk.keys("l09:20\rbDK\r2");
    assert!(desk.screen().contains("happened 09:20  JR nurse for DK"), "{}", desk.screen());
    desk.keys("wTR\r2");
    assert!(desk.screen().contains(" TR clinician"), "{}", desk.screen());
    assert!(!desk.screen().contains("happened") && !desk.screen().contains("for DK"), "{}", desk.screen());

    let mut desk = Desk::at("amount");
    desk.keys("bDK\r2\x1b");
    desk.open = case_in(&desk.store, &every_type());
    desk.shows();
    desk.keys("1");
    assert_eq!(desk.said("kind"), "kind a");
    assert_eq!(desk.newest().entry.stamp.stated_by, None);
}

#[test]
fn the_time_that_was_said_is_kept_for_the_entry_it_was_said_for() {
    let mut desk = Desk::at("amount");
    desk.keys("l09:20\rmDK\r2\r");
    assert!(matches!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::Team { .. }))), "{:?}", desk.newest());
    desk.keys("2\r");
    assert_eq!(desk.newest().entry.stamp.done_at.map(|at| desk.now.say(at)), Some("09:20".to_owned()));
    desk.keys("g");
    assert_eq!(desk.app.shell.late, None);
}

#[test]
fn a_time_that_is_proposed_is_when_it_happened() {
    let mut desk = Desk::at("ready");
    desk.keys("l09:20\r");
    desk.go("left-at");
    desk.keys("\r");
    assert!(desk.screen().contains("› 09:20▏"), "{}", desk.screen());
}

#[test]
fn checking_again_holds_for_the_very_next_answer_only() {
    for gives_up in ["a\x1b", "a\x1bkj"] {
        let mut desk = Desk::at("amount");
        desk.keys("2\r");
        desk.go("amount");
        desk.keys(gives_up);
        desk.keys("3\r");
        assert!(desk.screen().contains("Why is it corrected?"), "{gives_up:?}\n{}", desk.screen());
    }
    let mut desk = Desk::at("side");
    desk.keys("akj2");
    assert!(desk.screen().contains("Why is it corrected?"), "{}", desk.screen());
}

#[test]
fn a_check_that_is_right_is_checked_again_and_right_again() {
    let mut desk = Desk::at("ready");
    desk.keys(" ");
    desk.go("ready");
    desk.keys("a ");
    assert!(matches!(
        desk.newest().entry.fact,
        Some(Fact::Item(_, ItemFact::Answered { again: true, answer: Answer::Done, .. }))
    ));
}

#[test]
fn a_sign_off_is_made_now_and_by_whoever_is_at_the_keyboard() {
    let mut desk = Desk::at("helper");
    desk.keys("12\r2026-12-01\r");
    desk.go("ready");
    desk.keys(" 1");
    desk.go("ready");
    desk.keys("l09:20\rbDK\r2s\r");
    let stamp = &desk.newest().entry.stamp;
    assert!(matches!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::Signed { .. }))), "{}", desk.screen());
    assert_eq!((stamp.done_at, &stamp.stated_by), (None, &None));
}

#[test]
fn whoever_adds_an_option_drops_none_of_those_recorded() {
    let mut desk = Desk::at("helper");
    desk.keys("2\r");
    desk.go("helper");
    desk.keys("3");
    assert!(desk.screen().contains("2✓ to lift   3✓ to talk"), "{}", desk.screen());
    desk.keys("\r\r");
    assert_eq!(desk.said("helper"), "to lift, to talk");
}

#[test]
fn a_word_that_may_stand_for_a_number_is_typed_and_is_no_command() {
    let mut desk = Desk::at("amount");
    desk.keys("not-given\r");
    assert_eq!(desk.said("amount"), "not given", "{}", desk.screen());
    // Letters with which no such word begins stay keys.
    let mut desk = Desk::at("amount");
    desk.keys("d");
    assert!(desk.screen().contains("DEFER  Enter the amount"), "{}", desk.screen());
}

#[test]
fn what_comes_from_elsewhere_hides_no_refusal() {
    let mut desk = Desk::new();
    desk.go("ready");
    desk.keys(" ");
    assert!(desk.notice().contains("Not recorded"), "{}", desk.notice());
    desk.elsewhere(answer("kind", "a"));
    assert!(desk.notice().contains("Not recorded") && desk.notice().contains("DK clinician"), "{}", desk.notice());
    let ix = desk.ix("ready");
    desk.app.timer_ended(&desk.open.case, ix);
    assert!(desk.notice().contains("Not recorded") && desk.notice().contains("TIMER ENDED"), "{}", desk.notice());
    // The next key takes it away.
    desk.keys("k");
    assert_eq!(desk.notice(), "");
}

fn answer(item: &str, option: &str) -> Act {
    let (item, option) = (item.parse().expect("an id"), option.parse().expect("an id"));
    let (answer, reason) = (Answer::Choice(vec![option]), Some(Text::from("looked again")));
    Act::Answer { item, answer, second: None, reason, again: false, carried: None }
}

#[test]
fn a_stop_that_was_decided_about_elsewhere_is_not_asked_about_here() {
    let mut desk = Desk::new();
    desk.keys("3");
    assert!(desk.screen().contains("■ STOP  Choose the kind"), "{}", desk.screen());
    desk.elsewhere(answer("kind", "b"));
    assert!(!desk.screen().contains("■ STOP"), "{}", desk.screen());
    assert!(desk.notice().contains("DK clinician recorded"), "{}", desk.notice());
}

#[test]
fn an_answer_that_changed_while_a_dialog_was_open_is_not_overwritten_unseen() {
    let mut desk = Desk::at("kind");
    desk.keys("2");
    assert!(desk.screen().contains("Why is it corrected?"), "{}", desk.screen());
    desk.elsewhere(answer("kind", "c"));
    desk.keys("\r");
    assert_eq!(desk.said("kind"), "kind c");
    assert!(desk.notice().contains("was recorded by DK clinician in the meantime"), "{}", desk.notice());
}

#[test]
fn what_one_key_takes_back_together_is_counted() {
    let mut desk = Desk::at("helper");
    desk.keys("p1");
    // At an item that takes words "u" would be typed: nothing else is promised.
    assert!(!desk.notice().contains("u undoes"), "{}", desk.notice());
    desk.press(Key::Up);
    desk.keys("u");
    assert!(desk.notice().contains("Taken back: ") && desk.notice().contains(" and 1 more"), "{}", desk.notice());
}

#[test]
fn a_damaged_record_says_so_as_long_as_it_is_shown() {
    let ward = Ward::small();
    let code = ward.new_case("small");
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
    let mut json: serde_json::Value = serde_json::from_str(&every_type()).expect("JSON");
    let second = json["phases"][0]["sections"][1]["items"].as_array_mut().expect("items");
    second.retain(|item| item["id"] == "value");
    let third = json["phases"][1]["sections"][0]["items"].as_array_mut().expect("items");
    third.retain(|item| item["id"] != "vein");
    let json = json.to_string();
    let mut desk = Desk::with(&json);
    desk.keys("1");
    desk.press(Key::Tab);
    assert_eq!(desk.cursor(), desk.ix("dry"));
    desk.press(Key::BackTab);
    assert!(desk.cursor() < desk.ix("dry"));
}

#[test]
fn every_panel_shows_what_is_typed_at_every_size_that_has_a_row_for_it() {
    let panels = ["w", "wDK\r2", "b", "m", "l", "c", "d", "n", "o", "e", "p", "s", "v", "i", "?", "x", "3\r"];
    for keys in panels {
        let mut desk = Desk::at("amount");
        for person in ["AA", "BB", "CC", "DD", "EE", "FF"] {
            desk.keys(&format!("w{person}\r1"));
        }
        desk.keys(keys);
        let typed = desk.screen().contains('▏');
        // A value typed in place stands under what is next and its own text.
        let least = if desk.app.dialog.is_some() { 4 } else { 9 };
        for rows in [1, 2, 3, 4, 5, 7, 9, 10, 12, 24] {
            for columns in [1, 3, 20, 40, 80] {
                let screen = desk.screen_of(columns, rows);
                assert!(
                    !typed || rows < least || columns < 20 || screen.contains('▏'),
                    "{keys:?} {columns}x{rows}\n{screen}"
                );
            }
        }
    }
}

#[test]
fn stopping_says_what_it_leads_to() {
    let mut desk = Desk::at("amount");
    desk.keys("31\r3");
    assert!(desk.screen().contains("It has not begun: the case is closed."), "{}", desk.screen());
    desk.keys("no more\r");
    assert!(desk.open.case.closed().is_some());
}

#[test]
fn what_is_typed_ahead_is_no_reason_to_break_a_sign_off() {
    let mut desk = Desk::at("helper");
    desk.keys("12\r2026-12-01\r");
    desk.go("ready");
    desk.keys(" 1");
    desk.go("ready");
    desk.keys("s\r");
    desk.go("remark");
    let entries = desk.open.case.entries().len();
    desk.keys("later\r");
    desk.hurries("120\r");
    assert_eq!(desk.open.case.entries().len(), entries, "{}", desk.notice());
    desk.keys("it was forgotten\r");
    assert_eq!(desk.said("remark"), "later");
}

#[test]
fn whoever_may_not_override_is_told_before_they_write_a_reason() {
    for (item, words) in [
        ("amount", "there is nothing to override here"),
        ("ready", "nobody may override this one"),
        ("consent", "a clinician may override this"),
    ] {
        let mut desk = Desk::at(item);
        desk.keys("o");
        assert!(desk.notice().contains(words), "{item}: {}", desk.screen());
        assert!(desk.app.dialog.is_none(), "{item}: {}", desk.screen());
    }
}

#[test]
fn a_stop_is_there_again_for_the_one_who_comes_to_decide_about_it() {
    let mut desk = Desk::new();
    desk.keys("3wDK\r2");
    assert!(desk.screen().contains("■ STOP  Choose the kind"), "{}", desk.screen());
    desk.keys("4");
    assert!(desk.screen().contains("OVERRIDE  Choose the kind"), "{}", desk.screen());
}

#[test]
fn nobody_types_for_nothing_in_a_case_that_takes_no_more() {
    let closed = || {
        let mut desk = Desk::at("amount");
        desk.keys("31\r3no more\r");
        assert!(desk.open.case.closed().is_some(), "{}", desk.notice());
        desk.go("amount");
        (desk, "Not recorded: the case is closed (stopped); reopen it")
    };
    let damaged = || {
        let mut desk = Desk::at("amount");
        desk.app.damaged("line 3 was changed");
        (desk, "Not recorded: the record is damaged")
    };
    let cases: [&dyn Fn() -> (Desk, &'static str); 2] = [&closed, &damaged];
    for key in ["7", ".5", "n", "a", "c", "d", "o", "u", "h", "l", "e", "m", "\r", " "] {
        for case in cases {
            let (mut desk, words) = case();
            let entries = desk.open.case.entries().len();
            desk.keys(key);
            assert!(desk.notice().contains(words), "{key:?}: {}", desk.screen());
            assert!(!desk.screen().contains('▏'), "{key:?}\n{}", desk.screen());
            assert_eq!(desk.open.case.entries().len(), entries);
        }
    }
}

#[test]
fn enter_decides_about_the_stop_that_the_top_line_names_wherever_one_stands() {
    let mut desk = Desk::new();
    desk.keys("3");
    assert!(desk.screen().contains("■ STOP  Choose the kind"), "{}", desk.screen());
    desk.keys("\x1b");
    let stop = desk.cursor();
    desk.press(Key::Down);
    assert_ne!(desk.cursor(), stop);
    assert!(!desk.screen().contains("esc leaves the stop"), "{}", desk.screen());
    desk.keys("\r");
    assert!(desk.screen().contains("esc leaves the stop"), "{}", desk.screen());
    assert_eq!(desk.cursor(), stop);
}

#[test]
fn esc_gives_up_what_was_begun_before_it_leaves_the_case() {
    let mut desk = Desk::new();
    desk.keys("1");
    desk.go("kind");
    desk.keys("a\x1b");
    assert!(matches!(desk.app.screen, Screen::Run(_)), "the case is still shown");
    assert!(desk.notice().contains("given up"), "{}", desk.notice());
    desk.keys("\x1b");
    assert!(matches!(desk.app.screen, Screen::Worklist), "and left by the next");
}

#[test]
fn nobody_comes_to_the_keyboard_by_enter_alone() {
    let mut desk = Desk::new();
    desk.app = desk.app.clone().shows(periop::domain::Mode::Case, vec![CLINICIAN.parse().expect("a clinician")]);
    desk.keys("w\r");
    assert_eq!(desk.app.shell.operator, Some(nurse()));
    assert!(desk.screen().contains("a staff code, or the number"), "{}", desk.screen());
    desk.keys("1\r");
    assert_eq!(desk.app.shell.operator, Some(CLINICIAN.parse().expect("a clinician")));
}

#[test]
fn an_attempt_is_recorded_with_its_remark_from_the_page_and_only_where_somebody_is_rung() {
    let mut desk = Desk::new();
    desk.keys("v2");
    assert!(desk.notice().contains("nobody is rung yet"), "{}", desk.notice());
    desk.keys("\x1b");
    desk.go("week-ok");
    desk.keys("v2");
    assert!(desk.screen().contains("Anything to know about it?"), "{}", desk.screen());
    desk.keys("\x1b");
    assert!(desk.screen().contains("none yet"), "esc records nothing and goes back\n{}", desk.screen());
    desk.keys("2voicemail\r");
    if desk.screen().contains("THE RIGHT CASE?") {
        desk.keys(&format!("{}\rv", desk.open.case.code().last_two()));
    }
    assert!(desk.screen().contains("not reached, to be tried again: voicemail"), "{}", desk.screen());
    desk.keys("u");
    assert!(desk.screen().contains("none yet"), "{}", desk.screen());
}

#[test]
fn a_case_is_left_at_what_is_open() {
    let mut desk = Desk::new();
    desk.keys("1");
    desk.go("kind");
    desk.keys("\x1b");
    assert_eq!(desk.open.case.hold().expect("it is held").item, Some(desk.ix("side")));
}

#[test]
fn a_correction_shows_what_stood_and_what_will_stand() {
    let mut desk = Desk::new();
    desk.keys("11");
    desk.go("side");
    desk.keys("2");
    let screen = desk.screen();
    assert!(screen.contains("was: left  becomes: right"), "{screen}");
    desk.keys("\x1b");
    assert_eq!(desk.said("side"), "left");
}

#[test]
fn a_slip_scanned_anywhere_in_a_case_records_nothing_of_another_one() {
    let other = Code::from_random([9; 7]);
    let items = ["kind", "side", "helper", "amount", "day", "ready", "consent", "remark"];
    // Panels that take no text, and fields that do: it is no text that anybody meant.
    let panels = ["", "?", "i", "s", "l", "f", "c", "cgiven", "e", "w", "x"];
    for (item, panel) in items.into_iter().flat_map(|item| panels.map(|panel| (item, panel))) {
        let mut desk = Desk::at(item);
        desk.keys(panel);
        let (entries, cursor) = (desk.open.case.entries().len(), desk.cursor());
        desk.hurries(&format!("{}\r", other.to_scan()));
        assert!(desk.notice().contains("WRONG CASE"), "{item}, {panel:?}: {}", desk.notice());
        assert_eq!(desk.open.case.entries().len(), entries, "{item}, {panel:?}: {:?}", desk.newest());
        assert_eq!(desk.cursor(), cursor, "{item}, {panel:?}");
        assert!(!desk.screen().contains(Code::SCANNED), "{item}, {panel:?}: {}", desk.screen());
    }
}

#[test]
fn a_slip_of_the_case_shows_that_it_is_the_right_one() {
    let mut desk = Desk::at("amount");
    let entries = desk.open.case.entries().len();
    let slip = format!("{}\r", desk.open.case.code().to_scan());
    desk.hurries(&slip);
    assert_eq!(desk.notice(), "this is the right case: its slip was scanned");
    assert_eq!(desk.open.case.entries().len(), entries, "who is known to look at this case need not show it");
    // A key that begins a slip by mistake is given up, and keys are keys again.
    desk.keys("%1\x1b");
    assert_eq!(desk.notice(), "given up: nothing was recorded");
    desk.keys("%12\r");
    assert!(desk.notice().contains("is not a case code"), "{}", desk.notice());
    assert_eq!(desk.open.case.entries().len(), entries);
    desk.keys("3\r");
    assert_eq!(desk.open.case.entries().len(), entries + 1);

    // Whoever is new shows it by the scan, before they record anything.
    let there = Text::from("there");
    desk.app.shell.station = there.clone();
    desk.hurries(&slip);
    let stamp = &desk.newest().entry.stamp;
    assert_eq!(desk.newest().entry.fact, Some(Fact::Case(CaseFact::CodeConfirmed { how: Confirmed::Scanned })));
    assert_eq!(stamp.station, there);
}
