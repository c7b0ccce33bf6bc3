//! The worklist: what needs somebody stands first, in words that fit, and stays true by itself.

use crate::bench::keys;
use crate::bench::keys::{moment as now, rows, styles};
use crate::terminal::Terminal;
use crate::ward::{NURSE, Ward, data};
use periop::app::{App, Context as At, Effect, Group, KeyMode, Kind, Notice, Pace, Row};
use periop::domain::case::{Act, Author, Urgency};
use periop::domain::checklist::Checklist;
use periop::domain::{
    Attempt, Caveats, Code, Confirmed, Id, Moment, Now, Operator, Outcome, Plan, Staff, Stamp, Text, read,
};
use periop::store::{Changes, Loaded, Looked, NewCase, Store};
use ratatui::buffer::Buffer;
use std::{fs, time::Duration};

/// The bench: cases are made in a store as if at given times, and looked at as if at another.
struct Bench {
    ward: Ward,
    store: Store,
    json: String,
    checklist: Checklist,
}

fn id(id: &str) -> Id {
    id.parse().expect("an id")
}

/// The morning on which the list is looked at: a Monday.
const MORNING: &str = "2026-11-23 09:41";

impl Bench {
    fn new() -> Self {
        let ward = Ward::new();
        let json = fs::read_to_string(data("worklist/joint.json")).expect("joint.json");
        fs::write(ward.site().join("joint.json"), &json).expect("a copy");
        let checklist = Checklist::load(&json).expect("a valid checklist");
        Self { store: ward.store(), ward, json, checklist }
    }

    fn open(&self, at: &str, label: Option<&str>, planned: Option<(&str, &str)>) -> Loaded {
        let at = now(at);
        let by: Operator = NURSE.parse().expect("a nurse");
        let stamp = || Stamp::first(by.clone(), Text::from("bench"), &at);
        let planned = planned.map(|(when, room)| Plan { at: now(when).at, room: Some(Text::from(room)) });
        let new = NewCase {
            json: &self.json,
            checklist: &self.checklist,
            local: None,
            label: label.map(Text::from),
            planned,
        };
        self.store.create(&new, stamp).expect("a case")
    }

    fn act(&self, case: &mut Loaded, at: &str, by: &str, act: Act) {
        self.act_then(case, at, by, act, None);
    }

    fn act_then(&self, case: &mut Loaded, at: &str, by: &str, act: Act, done_at: Option<Moment>) {
        let author = Author { done_at, early: true, ..Author::new(by.parse().expect("somebody"), Text::from("bench")) };
        let intent = author.wants(&case.case, act).with_code(Confirmed::Typed);
        self.store.act(case, &intent, &now(at)).expect("it is recorded");
    }

    /// Answers an item as it is typed on the command line.
    fn answer(&self, case: &mut Loaded, at: &str, item: &str, words: &str) {
        let ix = self.checklist.find(item).expect("an item");
        let answer = read(&self.checklist.item(ix).answer, &[words], &now(at)).expect("an answer");
        let act = Act::Answer { item: id(item), answer, second: None, reason: None, again: false, carried: None };
        self.act(case, at, NURSE, act);
    }

    /// A case that was walked up to, but not including, an item.
    fn walked(&self, at: &str, label: Option<&str>, to: &str) -> Loaded {
        const WALK: &[(&str, &str)] = &[
            ("side", "left"),
            ("guide", "ultrasound"),
            ("infection", "none"),
            ("consent", ""),
            ("everyone-stops", ""),
            ("needle-out", ""),
            ("watch", "end"),
            ("left-at", "now"),
            ("leaflet", ""),
            ("well", ""),
            ("pain", "3"),
        ];
        let mut case = self.open(at, label, None);
        for (item, words) in WALK.iter().take_while(|(item, _)| *item != to) {
            if *item == "watch" {
                let earlier = Some(now(at).at.plus_seconds(-31 * 60));
                self.act_then(&mut case, at, NURSE, Act::StartTimer { item: id("watch") }, earlier);
            }
            self.answer(&mut case, at, item, words);
        }
        case
    }

    fn close(&self, case: &mut Loaded, at: &str, outcome: Outcome, reason: Option<&str>) {
        self.act(case, at, NURSE, Act::Close { outcome, reason: reason.map(Text::from) });
    }

    /// A morning with a case in every state.
    fn morning(&self) -> Vec<Loaded> {
        let mut cases = Vec::new();
        let mut stop = self.walked("2026-11-23 09:30", Some("Bay 2"), "infection");
        self.answer(&mut stop, "2026-11-23 09:37", "infection", "fever");
        cases.push(stop);
        for (bay, started) in [("Bay 5", "09:13"), ("Bay 6", "09:08"), ("Bay 7", "09:40")] {
            let mut timed = self.walked("2026-11-23 09:05", Some(bay), "watch");
            let started = format!("2026-11-23 {started}");
            self.act(&mut timed, &started, NURSE, Act::StartTimer { item: id("watch") });
            cases.push(timed);
        }
        // Reviews that were due on Saturday, and calls that are due until a time today.
        cases.push(self.follow_up("2026-11-14 10:00", "pain"));
        let mut tried = self.follow_up("2026-11-21 14:30", "well");
        let attempt = Act::Attempt { section: id("call"), result: Attempt::Retry, text: None };
        self.act(&mut tried, "2026-11-22 16:00", NURSE, attempt);
        cases.push(tried);
        cases.push(self.follow_up("2026-11-20 10:00", "well"));
        cases.push(self.walked("2026-11-23 09:38", Some("Bay 1"), "everyone-stops"));
        let mut held = self.walked("2026-11-23 09:20", Some("Bay 3"), "consent");
        self.act(&mut held, "2026-11-23 09:29", "DK:clinician", Act::Hold { item: Some(id("consent")) });
        cases.push(held);
        cases.push(self.walked("2026-11-23 08:00", Some("Bay 4"), "needle-out"));
        cases.push(self.open("2026-11-20 15:00", None, Some(("2026-11-23 11:00", "Room 1"))));
        cases.push(self.open("2026-11-20 15:00", None, Some(("2026-11-23 11:30", "Room 1"))));
        cases.push(self.open("2026-11-20 15:00", None, Some(("2026-11-20 16:00", "Room 2"))));
        cases.push(self.open("2026-11-20 15:00", None, Some(("2026-11-24 08:30", "Room 1"))));
        cases.push(self.walked("2026-11-10 09:00", None, "none of them"));
        cases.push(self.follow_up("2026-11-22 11:00", "well"));
        let mut done = self.walked("2026-11-01 08:00", Some("Bay 8"), "none of them");
        self.close(&mut done, "2026-11-23 09:12", Outcome::Completed, None);
        cases.push(done);
        let mut never = self.open("2026-11-23 08:00", Some("Bay 9"), None);
        self.close(&mut never, "2026-11-23 08:40", Outcome::DidNotAttend, Some("rang to say so"));
        cases.push(never);
        let mut before = self.open("2026-11-20 08:00", None, None);
        self.close(&mut before, "2026-11-20 08:40", Outcome::Cancelled, Some("scanner is down"));
        cases.push(before);
        cases
    }

    /// A case whose patient left at a time, done up to a follow-up's item.
    fn follow_up(&self, left: &str, to: &str) -> Loaded {
        self.walked(left, None, to)
    }
}

/// The screens with these cases read, as if at a time; codes follow the order in which the cases are given.
fn screens(cases: &[Loaded], at: &Now) -> App {
    let nurse = Some(NURSE.parse().expect("a nurse"));
    let mut app =
        App::new(nurse, Staff::default(), Text::from("Pain clinic 2"), Pace::default().doubting_for(Duration::ZERO));
    let rows: Vec<Row> = cases
        .iter()
        .zip(0..)
        .map(|(case, n)| Row { code: code(n), ..Row::of(&case.case, &Caveats::default(), at) })
        .collect();
    app.worklist.begin(rows.iter().map(|row| row.code).collect());
    app.listed(rows, &[], at);
    app
}

/// The list on that morning.
pub(crate) fn morning() -> (App, Now) {
    let at = now(MORNING);
    (screens(&Bench::new().morning(), &at), at)
}

/// The same codes in every run, so that screens can be compared.
fn code(n: u8) -> Code {
    Code::from_random([n, 7, 9, 11, 13, 17, n])
}

/// Presses keys; gives what they ask for, which nobody carries out.
fn press(app: &mut App, text: &str, at: &Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys::keys(text) {
        effects.extend(app.press(key, At { case: None, now: at, elapsed: Duration::ZERO }));
        if let Some(elapsed) = app.held_until() {
            effects.extend(app.take_held_back(At { case: None, now: at, elapsed }));
        }
    }
    effects
}

fn drawn(app: &App, at: &Now, size: (u16, u16), no_color: bool) -> Buffer {
    keys::drawn(app, None, at, size, no_color)
}

fn shown(app: &App, at: &Now, size: (u16, u16)) -> String {
    rows(&drawn(app, at, size, false)).join("\n")
}

fn kinds(app: &App, at: &Now) -> Vec<Kind> {
    app.worklist.rows().iter().map(|row| row.kind(at)).collect()
}

#[test]
fn what_needs_somebody_stands_first() {
    use Urgency::*;

    let bench = Bench::new();
    let at = now(MORNING);
    let app = screens(&bench.morning(), &at);
    let wanted = [
        Stop,
        TimerEnded,
        TimerEnding,
        Late,
        Late,
        Due,
        NotStarted,
        TimerRuns,
        InProgress,
        Held,
        Held,
        Planned,
        Planned,
        ToClose,
        PlannedLater,
        Waiting,
        Closed,
        Closed,
        Closed,
    ];
    assert_eq!(kinds(&app, &at), wanted.map(Kind::Case));
    let words: Vec<String> = app.worklist.rows().iter().map(|row| row.word(&at)).collect();
    let wanted = [
        "STOP",
        "timer ended",
        "02:00 left",
        "2 days late",
        "1 day late",
        "due today",
        "not started",
        "29:00 left",
        "in progress",
        "held by JR",
        "held by DK",
        "planned",
        "planned",
        "to close",
        "planned",
        "waiting",
        "completed",
        "did not come",
        "cancelled",
    ];
    assert_eq!(words, wanted);
    let groups: Vec<Group> = app.worklist.rows().iter().map(|row| row.group(&at)).collect();
    assert!(groups.is_sorted());
}

#[test]
fn the_screen_shows_every_state_at_every_size() {
    let bench = Bench::new();
    let at = now(MORNING);
    let cases = bench.morning();
    let mut app = screens(&cases, &at);
    for size in [(80, 24), (120, 40), (200, 60), (40, 12), (60, 20)] {
        insta::assert_snapshot!(format!("worklist-{}x{}", size.0, size.1), shown(&app, &at, size));
    }
    insta::assert_snapshot!("worklist-styles", styles(&drawn(&app, &at, (80, 24), false)));
    insta::assert_snapshot!("worklist-styles-no-color", styles(&drawn(&app, &at, (80, 24), true)));
    press(&mut app, "/bay", &at);
    insta::assert_snapshot!("worklist-find", shown(&app, &at, (80, 24)));
    // Down to one cell nothing panics, and the case under the cursor is on the screen as long as it has rows.
    let mut app = screens(&cases, &at);
    for steps in 0..cases.len() {
        for (columns, rows) in [(1, 1), (2, 9), (9, 2), (40, 4), (40, 8), (23, 5), (200, 60), (80, 24)] {
            let screen = shown(&app, &at, (columns, rows));
            assert!(rows < 4 || columns < 3 || screen.contains('▐'), "{steps} down, {columns}x{rows}\n{screen}");
        }
        press(&mut app, "↓", &at);
    }
}

#[test]
fn the_cursor_stays_on_its_case_when_the_order_changes() {
    let bench = Bench::new();
    let at = now(MORNING);
    let cases = bench.morning();
    let mut app = screens(&cases, &at);
    assert_eq!(app.worklist.under(&at).map(|row| row.code), Some(code(0)), "it begins on what is most pressing");
    press(&mut app, "j", &at);
    let on = app.worklist.under(&at).expect("a case").code;
    let mut fever = bench.walked("2026-11-23 09:00", Some("Bay 0"), "infection");
    bench.answer(&mut fever, "2026-11-23 09:02", "infection", "fever");
    app.listed(vec![Row { code: code(200), ..Row::of(&fever.case, &Caveats::default(), &at) }], &[], &at);
    assert_eq!(app.worklist.rows()[0].code, code(200), "the stop that stands longest comes first");
    assert_eq!(app.worklist.under(&at).expect("a case").code, on);
    // Whatever the filter hides meanwhile, it is back on its case afterwards.
    press(&mut app, "/waiting", &at);
    assert_ne!(app.worklist.under(&at).expect("a case").code, on);
    press(&mut app, "\x1b", &at);
    assert_eq!(app.worklist.under(&at).expect("a case").code, on);
    // When its case goes the cursor stays where it was.
    let place = app.worklist.rows().iter().position(|row| row.code == on);
    app.listed(Vec::new(), &[on], &at);
    let under = app.worklist.under(&at).expect("a case").code;
    assert_eq!(app.worklist.rows().iter().position(|row| row.code == under), place);
}

#[test]
fn a_timer_rings_once_when_it_ends_and_its_case_moves_up() {
    let bench = Bench::new();
    let cases = bench.morning();
    let mut app = screens(&cases, &now(MORNING));
    assert!(app.worklist.counts_down(&now(MORNING)));
    let before = app.worklist.imprint(&now(MORNING));
    let second = |n: i64| Now { at: now(MORNING).at.plus_seconds(n), ..now(MORNING) };
    assert_ne!(app.worklist.imprint(&second(1)), before, "it counts down by the second");
    assert_eq!(app.listed(Vec::new(), &[], &second(119)), []);
    assert!(app.shell.notice.is_none());
    assert_eq!(app.listed(Vec::new(), &[], &second(120)), [Effect::Bell]);
    let Some(Notice::Info(said)) = &app.shell.notice else { panic!("{:?}", app.shell.notice) };
    assert_eq!(said.as_str(), "◆ TIMER ENDED  Bay 5: Time the recovery watch");
    assert_eq!(app.worklist.row(code(1)).expect("Bay 5").word(&second(120)), "timer ended");
    assert_eq!(app.listed(Vec::new(), &[], &second(121)), [], "it rings once");
    // The third timer comes up when five minutes are left.
    let kind = |at: &Now| app.worklist.row(code(3)).expect("Bay 7").kind(at);
    assert_eq!(kind(&second(29 * 60 - 301)), Kind::Case(Urgency::TimerRuns));
    assert_eq!(kind(&second(29 * 60 - 300)), Kind::Case(Urgency::TimerEnding));
}

#[test]
fn time_alone_changes_what_a_case_needs() {
    let bench = Bench::new();
    let app = screens(&bench.morning(), &now(MORNING));
    // Bay 1: its last entry is of 09:38; the call of the patient who left yesterday at 11:00 is due at 11:00.
    assert_eq!(app.worklist.outdated(&now("2026-11-23 09:47")), []);
    assert_eq!(app.worklist.outdated(&now("2026-11-23 09:48")), [code(7)]);
    assert!(app.worklist.outdated(&now("2026-11-23 11:00")).contains(&code(15)));
    let row = |n: u8| app.worklist.row(code(n)).expect("a row");
    assert_eq!(row(5).kind(&now("2026-11-23 14:29")), Kind::Case(Urgency::Due));
    assert_eq!(row(5).word(&now("2026-11-23 14:30")), "late");
    assert_eq!(row(10).kind(&now("2026-11-23 23:59")), Kind::Case(Urgency::Planned));
    assert_eq!(row(10).kind(&now("2026-11-24 00:00")), Kind::Case(Urgency::NotStarted));
    assert_eq!(row(13).kind(&now("2026-11-24 00:00")), Kind::Case(Urgency::Planned));
    assert_eq!(row(16).group(&now("2026-11-24 00:00")), Group::Closed);
    assert_eq!(row(8).right(&now("2026-11-23 09:29")), "now");
    assert_eq!(row(8).right(&now("2026-11-23 10:28")), "59 min");
    assert_eq!(row(8).right(&now("2026-11-23 10:29")), "1 h");
    assert_eq!(row(8).right(&now("2026-11-25 09:29")), "2 d");
}

#[test]
fn a_bay_is_found_by_its_whole_number() {
    let bench = Bench::new();
    let at = now(MORNING);
    let labels = ["Bay 10", "Bay 3", "Bay 1", "Bay 21", "Recovery bay 1"];
    let cases: Vec<Loaded> = labels.iter().map(|label| bench.open("2026-11-23 09:40", Some(label), None)).collect();
    for (typed, wanted) in [
        ("bay 1", &["Bay 1", "Recovery bay 1"][..]),
        ("1 recovery", &["Recovery bay 1"]),
        ("bay 10", &["Bay 10"]),
        ("bay", &labels),
    ] {
        let mut app = screens(&cases, &at);
        press(&mut app, &format!("/{typed}"), &at);
        let mut found: Vec<String> = app.worklist.shown(&at).iter().map(|row| row.name()).collect();
        let mut wanted = wanted.to_vec();
        found.sort();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{typed}");
    }
}

#[test]
fn the_screens_name_the_case_that_stands_at_a_place_before_another_is_opened() {
    let mut desk = keys::Desk::new();
    let other = desk.code;
    desk.makes(Some("Bay 3"));
    // Which limits the site has not set is read first.
    desk.press("\x1b");
    let opens = |desk: &mut keys::Desk, place: &str| {
        desk.press(&format!("\x1bn1{place}\r"));
        desk.screen()
    };
    let screen = opens(&mut desk, "bay 2");
    assert!(screen.contains(&format!("bay 2 has another case: {}.", other.masked())), "{screen}");
    assert!(screen.contains("Enter again takes it."), "{screen}");
    desk.press("\x1b");
    let screen = opens(&mut desk, "Bay 4");
    assert!(!screen.contains("another case"), "{screen}");
}

#[test]
fn the_filter_finds_by_every_word_and_says_what_it_hides() {
    let bench = Bench::new();
    let at = now(MORNING);
    let cases = bench.morning();
    for (typed, wanted) in [
        ("bay 5", vec![1]),
        ("BAY 5", vec![1]),
        ("5 bay ended", vec![]),
        ("28ace", vec![1]),
        ("held dk", vec![8]),
        ("one-week", vec![4]),
        ("joint consent", vec![8]),
        ("late", vec![4, 6]),
        ("xyz", vec![]),
    ] {
        let mut app = screens(&cases, &at);
        press(&mut app, &format!("/{typed}"), &at);
        let codes: Vec<Code> = app.worklist.shown(&at).iter().map(|row| row.code).collect();
        assert_eq!(codes, wanted.into_iter().map(code).collect::<Vec<_>>(), "{typed}");
        let screen = shown(&app, &at, (80, 24));
        assert!(screen.contains("1 STOP is hidden"), "{typed}\n{screen}");
        assert!(screen.contains("STOP  Bay 2"), "the next thing is never hidden\n{screen}");
    }
    let mut app = screens(&cases, &at);
    press(&mut app, "/fever", &at);
    assert!(!shown(&app, &at, (80, 24)).contains("hidden"));
    // Enter keeps it: letters are keys again, and enter opens.
    assert_eq!(press(&mut app, "\r\r", &at), [Effect::Open(code(0))]);
    assert_eq!(app.worklist.shown(&at).len(), 1);
    press(&mut app, "\x1b", &at);
    assert_eq!(app.worklist.shown(&at).len(), cases.len() - 1, "all but the case closed before today");
    // Nothing typed is no filter.
    press(&mut app, "/ \r", &at);
    assert!(app.worklist.find.is_none());
}

#[test]
fn a_case_is_opened_by_code_and_a_wrong_code_says_what_is_wrong() {
    let at = now(MORNING);
    let mut app = screens(&[], &at);
    let code = code(3);
    assert_eq!(press(&mut app, &format!("o{}\r", code.to_string().to_lowercase()), &at), [Effect::Open(code)]);
    for (typed, words) in
        [("abc", "has 3 characters"), ("K7Q20MXX", "\"0\" is never used"), ("11111112", "one character is wrong")]
    {
        let mut app = screens(&[], &at);
        assert_eq!(press(&mut app, &format!("o{typed}\r"), &at), []);
        assert_eq!(app.context(), KeyMode::Typing, "the panel stays");
        let screen = shown(&app, &at, (80, 24));
        assert!(screen.contains(words), "{screen}");
    }
}

#[test]
fn each_case_is_ended_only_as_fits() {
    let bench = Bench::new();
    let at = now(MORNING);
    let cases = bench.morning();
    let end = |n: u8, keys: &str| {
        let mut app = screens(&cases, &at);
        app.worklist.stand_on(code(n));
        app.worklist.closed = Some(0);
        let effects = press(&mut app, keys, &at);
        (effects, shown(&app, &at, (80, 24)))
    };
    let close = |outcome, reason: Option<&str>| Act::Close { outcome, reason: reason.map(Text::from) };
    for (n, keys, act) in [
        (7, "x1ill\r", close(Outcome::DidNotAttend, Some("ill"))),
        (10, "x1\rill too\r", close(Outcome::Cancelled, Some("ill too"))),
        (7, "x3twice\r", close(Outcome::EnteredInError, Some("twice"))),
        (14, "x1", close(Outcome::Completed, None)),
        (16, "x1more\r", Act::Reopen { reason: Text::from("more") }),
    ] {
        let ends = |shown| [Effect::End { code: code(n), act: Box::new(act.clone()), shown }];
        let (last_two, whole) = (code(n).last_two(), code(n));
        assert_eq!(end(n, &format!("{keys}{last_two}\r")).0, ends(Confirmed::Typed), "{n} {keys}");
        assert_eq!(end(n, &format!("{keys}{whole}\r")).0, ends(Confirmed::Scanned), "{n} {keys}");
        // The code of another case ends nothing, whatever its characters.
        let other = code(n + 1);
        let (effects, screen) = end(n, &format!("{keys}{other}\r"));
        assert_eq!(effects, []);
        assert!(screen.contains("That is not this case"), "{screen}");
    }
    let (effects, screen) = end(10, "x1 \r");
    assert_eq!(effects, []);
    assert!(screen.contains("a reason is needed"), "{screen}");
    assert_eq!(end(10, "x1\x1b\r").0, [Effect::Open(code(10))], "esc gives up");
}

#[test]
fn whoever_is_not_known_says_who_they_are_before_something_is_made() {
    let bench = Bench::new();
    let at = now(MORNING);
    let cases = bench.morning();
    for (keys, words) in [("n", "Which checklist?"), ("p", "Which checklist?"), ("x", "called off")] {
        let mut app = screens(&cases, &at);
        app.shell.operator = None;
        app.worklist.stand_on(code(10));
        press(&mut app, keys, &at);
        assert!(shown(&app, &at, (80, 24)).contains("WHO is at the keyboard?"), "{keys}");
        press(&mut app, "JR\r1", &at);
        let screen = shown(&app, &at, (80, 24));
        assert!(screen.contains(words), "{keys} goes on where it was\n{screen}");
    }
}

/// The code of the only open case, or of the newest.
fn only_code(bench: &Bench) -> String {
    let names = fs::read_dir(bench.ward.root().join("cases/open")).expect("open cases");
    let names: Vec<String> =
        names.map(|name| name.expect("a name").file_name().into_string().expect("plain")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    names[0].trim_end_matches(".jsonl").to_uppercase()
}

#[test]
fn the_list_keeps_itself_true_while_nobody_presses_a_key() {
    let bench = Bench::new();
    let terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.sees("No open cases");
    let code = bench.ward.new_case("joint");
    let masked = format!("{}··", &code[..6]);
    terminal.wait("the new case", |screen| screen.contains(&masked) && screen.contains("Set-up: Choose the side"));
    assert!(!terminal.screen().contains(&code), "its last two characters are asked for elsewhere");
    bench.ward.fine(&["label", &code, "Bay 3"]);
    bench.ward.fine(&["answer", &code, "side", "left"]);
    bench.ward.fine(&["answer", &code, "guide", "none"]);
    bench.ward.fine(&["answer", &code, "infection", "fever"]);
    terminal.sees("STOP  Bay 3: Any infection? fever. Fever.");
    bench.ward.fine(&["close", &code, "--outcome", "entered-in-error", "--reason", "twice"]);
    terminal.wait("it is done", |screen| screen.contains("Bay 3 ") && screen.contains("twice"));
    terminal.sees("No open cases");
}

#[test]
fn a_timer_that_ends_shows_by_itself() {
    let bench = Bench::new();
    let at = Now { at: jiff::Timestamp::now().into(), zone: jiff::tz::TimeZone::UTC };
    let mut case = bench.walked("2026-11-23 09:05", Some("Bay 5"), "watch");
    let author = Author::new(NURSE.parse().expect("a nurse"), Text::from("bench"));
    let author = Author { done_at: Some(at.at.plus_seconds(3 - 30 * 60)), ..author };
    let intent = author.wants(&case.case, Act::StartTimer { item: id("watch") }).with_code(Confirmed::Typed);
    bench.store.act(&mut case, &intent, &at).expect("it is started");
    let terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.wait("its last seconds", |screen| screen.contains("00:01 left"));
    terminal.sees("TIMER ENDED  Bay 5: Time the recovery watch");
    terminal.wait("it needs somebody", |screen| screen.contains("NEEDS YOU") && screen.contains("◆ timer ended"));
}

#[test]
fn a_new_case_is_made_with_its_preset_and_its_code_is_shown_once() {
    let bench = Bench::new();
    let mut terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.sees("No open cases");
    terminal.press("n");
    terminal.sees("1  Joint injection");
    terminal.press("1Xyzab\r");
    terminal.sees("is this a patient's name");
    terminal.press("\x7f\x7f\x7f\x7f\x7fBay 4\r");
    terminal.sees("1      Usual: ultrasound");
    terminal.press("1");
    let screen = terminal.sees("THE CODE OF THIS CASE");
    let code = only_code(&bench);
    let spaced: Vec<String> = code.chars().map(String::from).collect();
    let spoken = format!("{}   {}", spaced[..4].join(" "), spaced[4..].join(" "));
    assert!(screen.contains(&spoken), "{spoken}\n{screen}");
    terminal.press("\r");
    terminal.wait("the panel is gone", |screen| !screen.contains("THE CODE OF THIS CASE"));
    terminal.sees("Choose the side");
    let shown = bench.ward.show_json(&code);
    assert_eq!(shown["label"], "Bay 4");
    assert_eq!(bench.ward.item(&code, "guide")["answer"]["choice"][0], "ultrasound");
    assert_eq!(shown["entries"], 2);
    // Taken all the same where somebody presses enter again.
    terminal.press("\x1b");
    terminal.sees("TODAY");
    terminal.press("n1Saal\r");
    terminal.sees("is this a patient's name");
    terminal.press("\r\r");
    terminal.sees("THE CODE OF THIS CASE");
}

#[test]
fn a_planned_case_is_planned_started_with_todays_checklist_and_its_code_is_asked_for() {
    let bench = Bench::new();
    let mut terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.sees("No open cases");
    terminal.press("p1soon\r");
    terminal.sees("is not a time");
    terminal.press("\x7f\x7f\x7f\x7ftomorrow 08:30\r");
    terminal.sees("In which room?");
    terminal.press("Room 1\r");
    terminal.sees("THE CODE OF THIS CASE");
    terminal.press("\r");
    terminal.wait("it is on the list", |screen| screen.contains("○ planned      Room 1") && screen.contains("08:30"));
    let code = only_code(&bench);
    let changed = bench.json.replace("\"1.0.0\"", "\"1.1.0\"");
    fs::write(bench.ward.site().join("joint.json"), changed).expect("a new version");
    terminal.press("\r");
    terminal.sees("START?");
    terminal.press("\x1b");
    terminal.sees("○ planned");
    assert_eq!(bench.ward.show_json(&code)["entries"], 1, "not yet");
    terminal.press("\r");
    terminal.sees("START?");
    terminal.press("\r");
    terminal.sees("THE RIGHT CASE?");
    terminal.types_at_once(&format!("{}\r", &code[6..]));
    terminal.sees("Started: Joint injection 1.1.0");
    terminal.press("1");
    terminal.sees("Saved: Which side");
    assert_eq!(bench.ward.item(&code, "side")["status"], "answered");
}

#[test]
fn a_case_is_ended_and_reopened_from_the_list() {
    let bench = Bench::new();
    let code = bench.ward.fine(&["new", "joint", "--planned", "tomorrow 08:30", "--label", "Bay 1"]).out;
    let code = code.split_whitespace().next_back().expect("a code").to_owned();
    let mut terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.sees("○ planned");
    terminal.press("x");
    // Nobody has stayed away before the hour has come.
    terminal.wait("how it ends", |screen| screen.contains("END  Bay 1") && !screen.contains("did not attend"));
    terminal.press("1rang to say so\r");
    terminal.sees("The right case?");
    // The code of another case ends nothing.
    terminal.press("ZZ\r");
    terminal.sees("That is not this case");
    assert_eq!(bench.ward.show_json(&code)["outcome"], serde_json::Value::Null);
    terminal.types_at_once(&format!("{}\r", &code[6..]));
    terminal.sees("Bay 1 closed: cancelled");
    terminal.wait("it is done", |screen| screen.contains("DONE TODAY") && screen.contains("– cancelled"));
    assert_eq!(bench.ward.show_json(&code)["outcome"], "cancelled");
    terminal.press(&format!("x1came after all\r{code}\r"));
    terminal.sees("Bay 1 reopened");
    terminal.sees("○ planned");
    // What does not fit any more is refused in words.
    bench.ward.fine(&["start", &code]);
    for (item, value) in [("side", "left"), ("guide", "none"), ("infection", "none")] {
        bench.ward.fine(&["answer", &code, item, value]);
    }
    terminal.sees("in progress");
    terminal.press("x1gone\r");
    terminal.types_at_once(&format!("{}\r", &code[6..]));
    terminal.sees("did-not-attend does not fit: something was done already");
    assert_eq!(bench.ward.show_json(&code)["outcome"], serde_json::Value::Null);
}

#[test]
fn closed_cases_are_shown_when_asked_for_newest_first() {
    let bench = Bench::new();
    let mut before = bench.open("2026-10-20 08:00", Some("Bay 1"), None);
    bench.close(&mut before, "2026-10-20 08:40", Outcome::Cancelled, Some("first"));
    let mut later = bench.open("2026-11-01 08:00", Some("Bay 2"), None);
    bench.close(&mut later, "2026-11-01 08:40", Outcome::Cancelled, Some("second"));
    let code = later.case.code();
    let mut terminal = Terminal::start(&bench.ward, Some(NURSE), &[], "0");
    terminal.sees("No open cases");
    assert!(!terminal.screen().contains("second"));
    terminal.press("c");
    let screen = terminal.wait("both", |screen| screen.contains("first") && screen.contains("second"));
    assert!(screen.find("second") < screen.find("first"), "{screen}");
    terminal.press("c");
    terminal.wait("none", |screen| !screen.contains("second"));
    // One is opened by its code as a scanner types it.
    terminal.press(&format!("o{code}\r"));
    terminal.sees("cancelled");
    let (codes, more) = bench.store.newest_closed(1, None).expect("closed cases");
    assert_eq!((codes, more), (vec![code], 1), "and says how many more there are");
}

#[test]
fn a_look_tells_what_changed_without_reading() {
    let bench = Bench::new();
    let mut one = bench.open("2026-11-23 08:00", None, None);
    let two = bench.open("2026-11-23 08:00", None, None);
    // A record that nobody can read is looked at all the same.
    let (mut looked, long_after) = (Looked::default(), now("2027-01-01 00:00").at);
    let mut look = || bench.store.look(&mut looked, long_after).expect("a look");
    let mut both = vec![one.case.code(), two.case.code()];
    both.sort_unstable();
    assert_eq!((look().changed, look().changed), (both, vec![]));
    bench.answer(&mut one, "2026-11-23 08:01", "side", "left");
    assert_eq!(look().changed, [one.case.code()]);
    assert_eq!(look(), Changes::default());
    bench.close(&mut one, "2026-11-23 08:02", Outcome::Cancelled, Some("ill too"));
    let changes = look();
    assert_eq!((changes.changed, changes.gone), (vec![], vec![one.case.code()]));
}

/// What every command says of a record the list says as well, behind what is next.
#[test]
fn a_row_says_what_must_be_known_of_its_record() {
    let mut desk = keys::Desk::new();
    let path = desk.ward.record(&desk.code.to_string());
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, [&whole[..], &whole[..40]].concat()).unwrap();
    desk.press("\x1b");
    assert!(desk.screen().contains("▲ ") && desk.screen().contains("was cut off"), "{}", desk.screen());
}

#[test]
fn what_comes_first_and_the_hint_for_help_are_never_clipped() {
    let bench = Bench::new();
    let at = now(MORNING);
    let app = screens(&bench.morning(), &at);
    for columns in (40..=240).step_by(8) {
        for rows in [12, 13, 16, 20, 24, 40, 70] {
            let screen = shown(&app, &at, (columns, rows));
            for wanted in ["STOP", "Bay 2", "? help"] {
                assert!(screen.contains(wanted), "{wanted} at {columns}x{rows}\n{screen}");
            }
        }
    }
}
