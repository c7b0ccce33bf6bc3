//! The demonstration: every state of the design, at any hour, never among real records, and gone at the end.

use crate::bench::prelude::*;
use periop::demo;
use periop::demo::{CHECKLIST, STATION};
use periop::desk::Desk;
use periop::store::{Found, Library, Scratch};
use std::path::Path;

/// Presents at which a demonstration may be started: by day, about midnight, on the days on which clocks are
/// changed (in the hour that is skipped, in both that come twice), at the ends of months and years.
const PRESENTS: [(&str, &str); 14] = [
    ("Europe/Zurich", "2026-11-24T08:40:00Z"),
    ("Europe/Zurich", "2026-11-23T23:00:30Z"),
    ("Europe/Zurich", "2026-11-24T22:59:00Z"),
    ("Europe/Zurich", "2026-03-29T01:00:00Z"),
    ("Europe/Zurich", "2026-03-30T09:10:00Z"),
    ("Europe/Zurich", "2026-10-25T00:30:00Z"),
    ("Europe/Zurich", "2026-10-25T01:30:00Z"),
    ("Europe/Zurich", "2026-10-26T09:45:00Z"),
    ("America/New_York", "2026-11-01T05:30:00Z"),
    ("America/New_York", "2026-11-02T15:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:10:00Z"),
    ("Asia/Kathmandu", "2028-02-29T06:00:00Z"),
    ("Pacific/Kiritimati", "2026-12-31T10:05:00Z"),
    ("UTC", "2026-05-31T18:20:00Z"),
];

fn present(zone: &str, at: &str) -> Now {
    Now { at: Moment::from(at.parse::<Timestamp>().expect("a moment")), zone: TimeZone::get(zone).expect("a zone") }
}

/// The cases of a demonstration, with what each is said to show.
fn cases(now: &Now) -> Vec<(&'static str, Case)> {
    let folder = Scratch::temporary().expect("a folder");
    let json = SHIPPED[0].json.to_owned();
    let checklist = shipped();
    assert_eq!(checklist.id, *CHECKLIST);
    let found = Found { origin: "shipped".to_owned(), json, checklist, local: None };
    let shown = demo::fill(&Desk { store: folder.filling(), library: Library::new(None) }, &found, now)
        .unwrap_or_else(|error| panic!("{}: {error}", now.at));
    let store = folder.store();
    shown.into_iter().map(|shown| (shown.shows, store.load(shown.code).expect("the record").case)).collect()
}

/// Everything that there is to see in a case, each in a word.
fn seen(case: &Case, now: &Now) -> BTreeSet<String> {
    let outlook = case.outlook(now);
    let mut seen = BTreeSet::from([outlook.state.word().to_owned()]);
    seen.extend(case.closed().map(|closed| closed.outcome.word().to_owned()));
    for ix in case.checklist().item_ixs() {
        seen.insert(format!("item {}", case.status(ix).word()));
        seen.extend((!case.cautions(ix).is_empty()).then(|| "caution".to_owned()));
    }
    let signed = (0..case.checklist().phases.len()).filter_map(|phase| case.sign_off(PhaseIx(phase)));
    seen.extend(signed.filter(SignOff::is_broken).map(|_| "broken sign-off".to_owned()));
    let runs = outlook.timers.iter().filter(|(_, timer)| timer.ends() > now.at);
    seen.extend(runs.map(|(ix, _)| format!("timer {}", case.checklist().item(*ix).id)));
    for due in outlook.follow_ups.iter().filter(|due| due.is_due(now)) {
        let section = &case.checklist().section(due.section).id;
        seen.insert(format!("{} {section}", if due.is_late(now) { "overdue" } else { "due" }));
    }
    let follow_ups = case.checklist().section_ixs();
    for section in follow_ups.filter(|section| case.lost(*section).is_some()) {
        seen.insert(format!("lost {}", case.checklist().section(section).id));
    }
    let words = match outlook.next {
        Next::Stop(_) => "STOP",
        Next::Close => "to close",
        Next::Start(_) | Next::Item(_) | Next::Wait(_) | Next::Nothing => "",
    };
    seen.insert(words.to_owned());
    seen.remove("");
    seen
}

/// What a newcomer must find, wherever and whenever the demonstration is started.
const EVERYTHING: &str = "planned, in-progress, held, waiting, closed, completed, stopped, cancelled, did-not-attend, \
    entered-in-error, item open, item answered, item not-applicable, item deferred, item overridden, \
    item inactive, item pending, item not-done, STOP, caution, broken sign-off, to close, timer antiseptic-dry, \
    timer recovery-timer, overdue week-1, due call-48h, lost week-1";

#[test]
fn every_state_is_there_and_could_have_come_about_at_any_hour_and_round_the_changes_of_the_clock() {
    for (zone, at) in PRESENTS {
        let now = present(zone, at);
        let cases = cases(&now);
        shows_everything(&cases, &now);
        for (shows, case) in &cases {
            has_happened(case, &now, &format!("{zone} {at}: {shows}"));
        }
        happened_when_it_is_told(&cases, &now, &format!("{zone} {at}"));
    }
}

fn shows_everything(cases: &[(&str, Case)], now: &Now) {
    let all: BTreeSet<String> = cases.iter().flat_map(|(_, case)| seen(case, now)).collect();
    let missing: Vec<_> = EVERYTHING.split(", ").filter(|what| !all.contains(*what)).collect();
    assert!(missing.is_empty(), "{} {}: {missing:?}", now.zone_name(), now.at);
    let said: BTreeSet<&str> = cases.iter().map(|(shows, _)| *shows).collect();
    assert_eq!(said.len(), cases.len(), "each case shows something of its own");
}

/// Nothing is still to come, no clock ran backwards, and every entry says that it is a demonstration's.
fn has_happened(case: &Case, now: &Now, which: &str) {
    let stamps: Vec<_> = case.entries().iter().map(|sealed| &sealed.entry.stamp).collect();
    let backwards = stamps.windows(2).filter(|two| two[1].at < two[0].at).count();
    assert_eq!(backwards, 0, "{which}");
    let last = stamps.last().expect("an entry");
    assert!(last.at <= now.at, "{which}: {} is still to come", last.at);
    assert!(stamps.iter().all(|stamp| stamp.station.as_str() == STATION), "{which}");
    assert!(stamps.iter().all(|stamp| stamp.tz == now.zone_name()), "{which}");
    assert_eq!(case.mode(), Mode::Demo, "{which}");
    let label = case.label().expect("a bay or room").as_str();
    let number = label.strip_prefix("Bay ").or(label.strip_prefix("Room ")).expect("a bay or room");
    assert!(number.parse::<u8>().is_ok(), "{label} names nobody");
}

fn happened_when_it_is_told(cases: &[(&str, Case)], now: &Now, when: &str) {
    let find = |what: &str| {
        let shows = |(shows, _): &&(&str, Case)| shows.contains(what);
        &cases.iter().find(shows).unwrap_or_else(|| panic!("{what}")).1
    };
    let minutes = |then: Moment| now.at.since(then).as_secs() / 60;

    let left = find("Left by DK");
    for by in demo::people() {
        let stamp = Stamp::first(by, Text::from(STATION), now);
        assert_eq!(left.asks_code_of(&stamp), Some(CodeAsked::Resume), "{when}: whoever takes it up shows its code");
    }
    let held = left.outlook(now).left.expect("somebody left it");
    assert_eq!((held.stamp.by.code.to_string().as_str(), minutes(held.stamp.at)), ("DK", 12), "{when}");
    let next = find("the next on the list").planned().expect("a plan").at;
    assert!((-75..-40).contains(&minutes(next)), "{when}: planned in {} minutes", -minutes(next));
    let tomorrow = find("Planned for tomorrow").planned().expect("a plan").at.in_zone(&now.zone);
    assert_eq!(tomorrow.date(), now.civil().date().tomorrow().expect("a day"), "{when}");
    for (what, item, told) in [
        ("the next on the list", "ahead-sheet", "answered"),
        ("Planned for tomorrow", "choose-injectate", "answered"),
        ("Planned for tomorrow", "ahead-thinner", "open"),
    ] {
        let case = find(what);
        assert_eq!(case.status(case.checklist().find(item).expect("an item")).word(), told, "{when}: {item}");
    }
    for (what, item, left) in [("antiseptic", "antiseptic-dry", 1), ("recovery watch", "recovery-timer", 6)] {
        let case = find(what);
        let timer = case.timer(case.checklist().find(item).expect("an item")).expect("it runs");
        assert_eq!(-minutes(timer.ends()), left, "{when}: {item}");
    }
    let overdue = find("overdue");
    let review = overdue.checklist().find_section("week-1").expect("a section");
    let tried: Vec<Attempt> = overdue.attempts(review).iter().map(|tried| tried.result).collect();
    assert_eq!(tried, [Attempt::Retry, Attempt::Retry], "{when}");
    for what in ["antiseptic", "recovery watch", "At the time-out", "three-month", "Signed off"] {
        assert_eq!(find(what).outlook(now).state, CaseState::InProgress, "{when}: {what}");
    }
}

/// What is in a folder; nothing where it is not there.
fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name")).collect()
}

/// Whether a line of the screen begins with the mark.
fn marked(screen: &str) -> bool {
    screen.lines().any(|line| line.starts_with(" DEMO "))
}

/// Nothing temporary is left, and where real records would be is as if nothing had been started.
fn leaves_nothing(ward: &Ward) {
    assert_eq!(names(&ward.temporary()), [""; 0], "nothing temporary is left");
    assert!(!ward.root().exists(), "where real records are kept nothing was made");
}

#[test]
fn a_newcomer_is_asked_who_they_are_and_sees_demo_on_every_screen() {
    let ward = Ward::new();
    let mut terminal = Terminal::start(&ward, None, &["demo"], "0");
    let screen = terminal.sees("WHO is at the keyboard?");
    assert!(screen.starts_with(" DEMO "), "{screen}");
    assert!(screen.contains("1  JR nurse") && screen.contains("2  DK clinician"), "{screen}");
    assert_eq!(names(&ward.temporary()).len(), 1, "it works in a folder of its own");
    terminal.press("1\r");
    terminal.sees("WHO is in the room?");
    terminal.press("\r");
    let signed_in = |screen: &str| screen.contains("JR nurse") && !screen.contains("WHO is");
    let screen = terminal.wait("JR is at the keyboard", signed_in);
    assert!(screen.contains("STOP") && screen.contains("Bay 2"), "{screen}");
    terminal.press("?");
    terminal.wait("the page of keys", |screen| screen.contains("esc back") && marked(screen));
    terminal.press("\x1b");
    terminal.sees("enter open");
    // Up to the stop, which stands first.
    terminal.press(&("k".repeat(20) + "\r"));
    let screen = terminal.sees("PRE-PROCEDURE");
    assert!(screen.starts_with(" DEMO "), "{screen}");
    terminal.resize(40, 6);
    terminal.press("w");
    terminal.wait("a dialog over the whole screen", |screen| screen.contains("WHO") && screen.contains("DEMO"));
    terminal.press("\x1b");
    // What only the case shows: a redraw alone may leave the dialog's words out for a moment, and a q that comes
    // together with the esc is another key.
    terminal.wait("the case again", |screen| screen.contains("Fever") && !screen.contains("WHO"));
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    leaves_nothing(&ward);
}

#[test]
fn a_demonstration_that_a_signal_ends_leaves_nothing() {
    for (signal, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3), ("USR1", 10)] {
        let ward = Ward::new();
        let mut terminal = Terminal::start(&ward, None, &["demo"], "0");
        terminal.sees("WHO is at the keyboard?");
        terminal.signal(signal);
        assert_eq!(terminal.ended(), 128 + number, "{signal}");
        leaves_nothing(&ward);
    }
}

#[test]
fn without_a_terminal_it_says_so_and_leaves_nothing() {
    let ward = Ward::new();
    let said = ward.run(&["demo"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("need a terminal"), "{said:?}");
    leaves_nothing(&ward);
}

#[test]
fn the_list_says_what_each_case_shows() {
    let ward = Ward::new();
    let said = ward.fine(&["demo", "--list"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 19, "{said:?}");
    for line in &lines {
        assert!(line.starts_with("DEMO  Bay ") || line.starts_with("DEMO  Room "), "{line}");
        assert!(line.chars().count() <= 120, "{line}");
    }
    for (label, word, shows) in [
        ("Bay 2", "STOP", "Fever"),
        ("Bay 4", "3 days late", "one-week review"),
        ("Bay 6", "due", "next-day call"),
        ("Bay 3", "held by DK", "Left by DK"),
        ("Bay 9", "waiting", "Went home"),
        ("Room 1", "planned", "the next on the list"),
        ("Room 1", "not prepared", "tomorrow"),
        ("Room 2", "did-not-attend", "did not attend"),
    ] {
        let is = |line: &&&str| line[6..].starts_with(label) && line.contains(&format!("  {word}"));
        assert!(lines.iter().filter(is).any(|line| line.contains(shows)), "{label} {word} {shows}: {said:?}");
    }
    leaves_nothing(&ward);
}

#[test]
fn neither_the_sites_staff_list_nor_its_checklists_count() {
    let ward = Ward::new();
    let own = SMALL.replacen("\"small\"", &format!("\"{CHECKLIST}\""), 1);
    fs::write(ward.site().join("own.json"), own).expect("a checklist of the site");
    assert!(ward.fine(&["checklists", "list"]).out.contains("own.json"), "it stands in for the shipped one");
    let mut command = ward.command(NURSE, &["demo", "--list"]);
    command.env("PERIOP_STAFF", ward.site().join("no-such-list.json"));
    assert_eq!(wait(command).code, 0);
}

/// A demonstration that was kept, and the codes of its open cases.
fn kept(ward: &Ward) -> (String, Vec<String>) {
    let dir = ward.temporary().join("kept");
    let dir = dir.to_str().expect("a plain path").to_owned();
    ward.fine(&["demo", "--list", "--keep", &dir]);
    let list = ward.fine(&["--data-dir", &dir, "list"]).out;
    let codes = list.lines().map(|line| line.split_whitespace().nth(1).expect("a code").to_owned());
    (dir.clone(), codes.collect())
}

#[test]
fn a_kept_demonstration_is_marked_wherever_it_is_looked_at() {
    let ward = Ward::new();
    let (dir, codes) = kept(&ward);
    assert_eq!(codes.len(), 14);
    let code = &codes[0];
    for args in [["list", "--all"], ["show", code], ["slip", code], ["log", code]] {
        let said = ward.fine(&[&["--data-dir", &dir], &args[..]].concat());
        assert!(said.out.starts_with("DEMO  "), "{args:?}: {said:?}");
    }
    let shown = ward.fine(&["--data-dir", &dir, "show", code, "--json"]).out;
    assert_eq!(serde_json::from_str::<Value>(&shown).expect("JSON")["mode"], "demo");
    assert_eq!(ward.fine(&["--data-dir", &dir, "verify"]).code, 0);
    let new = ward.makes(&["--data-dir", &dir, "new", CHECKLIST]);
    assert!(ward.fine(&["--data-dir", &dir, "show", &new]).out.starts_with("DEMO  "), "what is added is marked too");
    for (label, words) in [("Bay 1 ", "PRE-PROCEDURE"), ("Bay 6 ", "THE CASE IN SHORT")] {
        let list = ward.fine(&["--data-dir", &dir, "list"]).out;
        let line = list.lines().find(|line| line.contains(label)).expect("a case there");
        let code = line.split_whitespace().nth(1).expect("a code");
        let terminal = Terminal::start(&ward, Some("JR:nurse"), &["--data-dir", &dir, "run", code], "0");
        terminal.wait(label, |screen| screen.contains(words) && marked(screen));
    }
    assert!(Path::new(&dir).join("cases").is_dir(), "it is kept");
    assert!(!ward.root().exists(), "where real records are kept nothing was made");
}

#[test]
fn a_record_of_a_demonstration_is_refused_among_real_ones_and_a_real_one_in_a_demonstration() {
    let ward = Ward::new();
    let (dir, codes) = kept(&ward);
    let real = ward.new_case(CHECKLIST);
    let copy = |from: &Path, to: &Path, code: &str| {
        let name = format!("cases/open/{}.jsonl", code.to_lowercase());
        fs::copy(from.join(&name), to.join(&name)).expect("a copy");
    };
    copy(Path::new(&dir), &ward.root(), &codes[0]);
    copy(&ward.root(), Path::new(&dir), &real);
    for (args, words) in [
        (vec!["show", &codes[0]], "its mode is \"demo\", and this folder holds \"case\""),
        (vec!["note", &codes[0], "words"], "its mode is \"demo\""),
        (vec!["list"], "its mode is \"demo\""),
        (vec!["verify"], "its mode is \"demo\""),
        (vec!["repair", &codes[0]], "its mode is \"demo\""),
        (vec!["--data-dir", &dir, "show", &real], "its mode is \"case\", and this folder holds \"demo\""),
    ] {
        let said = ward.run(&args);
        assert_eq!(said.code, 4, "{args:?}: {said:?}");
        assert!(said.err.contains(words) || said.out.contains(words), "{args:?}: {said:?}");
    }
    assert_eq!(ward.fine(&["show", &real]).code, 0, "the real case goes on");
}

#[test]
fn it_is_kept_only_where_nothing_is_and_never_where_real_records_are() {
    let ward = Ward::new();
    let full = ward.temporary().join("full");
    fs::create_dir(&full).expect("a directory");
    fs::write(full.join("letter"), "words").expect("a file");
    std::os::unix::fs::symlink(ward.temporary(), ward.temporary().join("link")).expect("a link");
    let inside = ward.root().join("deeper/still");
    let by_a_detour = ward.temporary().join("../data");
    for (dir, words) in [
        (full.clone(), "is not empty"),
        (full.join("letter"), "not a directory"),
        (ward.temporary().join("link"), "not a directory"),
        (ward.root(), "real records are kept there"),
        (inside, "real records are kept there"),
        (by_a_detour, "real records are kept there"),
    ] {
        let said = ward.run(&["demo", "--list", "--keep", dir.to_str().expect("a plain path")]);
        assert_eq!(said.code, 1, "{}: {said:?}", dir.display());
        assert!(said.err.contains(words), "{}: {said:?}", dir.display());
        assert_eq!(said.out, "");
    }
    assert_eq!(names(&full), ["letter"]);
    assert!(!ward.root().exists());
    let empty = ward.temporary().join("empty");
    fs::create_dir(&empty).expect("a directory");
    ward.fine(&["demo", "--list", "--keep", empty.to_str().expect("a plain path")]);
    assert!(empty.join("cases").is_dir(), "an empty one is taken");
}
