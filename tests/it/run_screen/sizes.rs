//! Sizes of the window: nothing important is clipped at a size that is promised, and none of all sizes ends it.

use super::scenes::SCENES;
use crate::bench::keys::{Desk, lines};
use crate::screens::in_bar;
use crate::walk::WALK;
use periop::app::{Dialog, Screen};
use periop::domain::case::Next;
use periop::domain::checklist::{AnswerType, ItemIx};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::ops::Not;

/// Sizes from the smallest that is promised to the largest that is common, in steps, with those at which the
/// screen is laid out anew.
fn promised() -> impl Iterator<Item = (u16, u16)> {
    let rows = [12, 14, 24, 40];
    [40, 47, 60, 72, 80, 120].into_iter().flat_map(move |columns| rows.map(|rows| (columns, rows)))
}

/// The words of the bar beside the current item, and of what is next at the top: on a low screen the item's
/// text stands there alone.
fn current(rows: &[String]) -> (String, String) {
    let weight = |row: &String| {
        ["critical", "required", "routine"]
            .iter()
            .fold(row.clone(), |row, weight| row.strip_suffix(weight).map_or(row.clone(), str::to_owned))
    };
    let top: Vec<String> = rows[1..4].iter().map(weight).collect();
    let top: Vec<&str> = top.iter().flat_map(|row| row.split_whitespace()).collect();
    let words: Vec<&str> = rows.iter().filter_map(|row| in_bar(row)).flat_map(str::split_whitespace).collect();
    (top.join(" "), words.join(" "))
}

/// What of the current item is not on the screen.
fn clipped(desk: &Desk, ix: ItemIx, rows: &[String]) -> Vec<String> {
    let (top, bar) = current(rows);
    missing(desk, ix, &top, &bar)
}

/// What of an item stands neither at the top nor in these words.
pub(super) fn missing(desk: &Desk, ix: ItemIx, top: &str, bar: &str) -> Vec<String> {
    let item = desk.case().checklist().item(ix);
    let has = |words: &str| bar.contains(words) || top.contains(words);
    let text = has(item.text.as_str()).not().then(|| format!("its text: {}", item.text));
    let is_choice = matches!(item.answer, AnswerType::Choice { .. });
    let options = item.answer.options().iter().zip(1..).filter(|_| is_choice && desk.case().status(ix).is_open());
    let options = options.filter_map(|(option, n)| {
        let number = format!("{} ", n % 10);
        (bar.contains(&number) && bar.contains(option.label.as_str()))
            .not()
            .then(|| format!("{number}{}", option.label))
    });
    text.into_iter().chain(options).collect()
}

/// What everybody needs whatever is open: who is at the keyboard, and the beginning of what is next.
pub(super) fn clipped_at_the_top(desk: &Desk, rows: &[String]) -> Vec<String> {
    let word = match desk.case().outlook(&desk.time.now).next {
        Next::Stop(_) => "STOP",
        Next::Nothing => "DONE",
        // The bar says it.
        Next::Item(ix) if ix == desk.cursor() => "",
        Next::Start(_) | Next::Item(_) | Next::Wait(_) | Next::Close => "NEXT",
    };
    let mut clipped = Vec::new();
    // Where a timer runs, the narrowest row names whoever it is by the code alone.
    let who = if desk.case().timers().is_empty() || rows[0].chars().count() > 40 { "JR nurse" } else { "JR" };
    if !rows[0].trim_end().ends_with(who) && !rows[0].trim_end().ends_with("JR nurse") {
        clipped.push(format!("who is at the keyboard: {}", rows[0]));
    }
    if !word.is_empty() && (!rows[1].trim_start().starts_with(word) || rows[1].split_whitespace().count() < 3) {
        clipped.push(format!("what is next: {}", rows[1]));
    }
    clipped
}

#[test]
fn nothing_of_any_item_is_clipped_at_a_promised_size() {
    let mut clipped_anywhere = Vec::new();
    let mut desk = Desk::new();
    for step in WALK.iter() {
        desk.opens();
        desk.app.dialog = None;
        let ix = desk.ix(step.item);
        for size in promised() {
            let rows = lines(&desk.drawn(size, false));
            let what: Vec<String> =
                clipped(&desk, ix, &rows).into_iter().chain(clipped_at_the_top(&desk, &rows)).collect();
            let helps = rows.iter().any(|row| row.contains("? help"));
            let what: Vec<String> = what.into_iter().chain((!helps).then(|| "the key for help".to_owned())).collect();
            if !what.is_empty() {
                clipped_anywhere.push(format!("{} at {}x{}: {}", step.item, size.0, size.1, what.join("; ")));
            }
        }
        desk.step(step);
    }
    assert!(clipped_anywhere.is_empty(), "{}", clipped_anywhere.join("\n"));
}

#[test]
fn the_ways_out_of_a_stop_are_never_clipped() {
    for name in ["stop", "stop-nobody-overrides"] {
        let (_, scene) = SCENES.iter().find(|(scene, _)| *scene == name).expect("a scene");
        let desk = scene();
        let last = if name == "stop" { "4 override" } else { "nobody may override this one" };
        for size in promised() {
            let rows = lines(&desk.drawn(size, false));
            let inner = rows.iter().map(|row| row.trim_matches(['╏', ' ']));
            let words = inner.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
            let ways = ["1 correct the answer", "2 check again", "3 stop the case", "h told", last];
            let (found, what) = if name == "stop" {
                ("Temperature? 38.4 °C, at most 37.9", "Fever: do not start. Tell the clinician and rebook when well.")
            } else {
                ("Contrast pattern? vessel", "Contrast in a vessel: do not inject.")
            };
            for wanted in ways.iter().chain(["■ STOP Bay 2", found, what].iter()) {
                assert!(words.contains(wanted), "{name} at {size:?} should say {wanted:?}\n{}", rows.join("\n"));
            }
        }
    }
}

/// Every size from one cell on, not one by one but in steps that meet each edge.
fn any_size() -> impl Iterator<Item = (u16, u16)> {
    let low = [1, 2, 3, 4, 6, 9, 12];
    let low = low.into_iter().flat_map(move |columns| low.map(|rows| (columns, rows)));
    low.chain([(300, 1), (1, 100), (25, 24), (71, 24), (72, 3), (119, 9), (120, 5), (200, 60)])
}

#[test]
fn no_size_of_the_window_ends_a_dialog_over_the_list() {
    for keys in ["", "n", "p", "o", "oABC\r", "/bay", "w", "wDK\r", "?"] {
        let mut desk = Desk::new();
        desk.app.screen = Screen::Worklist;
        desk.press(keys);
        let before = desk.shown((80, 24));
        any_size().for_each(|size| drop(desk.drawn(size, false)));
        assert_eq!(desk.shown((80, 24)), before, "{keys}");
    }
}

#[test]
fn no_size_of_the_window_ends_any_screen_or_changes_it() {
    for (name, scene) in SCENES {
        let desk = scene();
        let before = desk.shown((80, 24));
        for size in any_size() {
            desk.drawn(size, false);
        }
        assert_eq!(desk.shown((80, 24)), before, "{name}");
    }
}

/// What of a scene is needed whatever is open, and is not on the screen: the bay, what is next, a stop with what was
/// found, the hint for help.
fn lost(desk: &Desk, rows: &[String]) -> Vec<String> {
    let words = |rows: &[String]| {
        // Of a stop's frame what is in it, which may stand beside the items.
        let framed = |row: &str| {
            row.trim_end_matches(['╏', '┓', '┛', '╍', ' '])
                .rsplit(['╏', '┏', '┗'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let is_stop = matches!(desk.app.dialog, Some(Dialog::Stop(_)));
        let inner: Vec<String> = rows.iter().map(|row| if is_stop { framed(row) } else { row.clone() }).collect();
        let inner = inner.iter().map(|row| row.trim_matches(['▐', ' ']));
        inner.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
    };
    // What stands at the right end of a row is no part of a sentence.
    let beside = ["enter decides", "g goes there", "DRAFT"];
    let said = beside.iter().fold(words(rows), |said, beside| said.replace(&format!("{beside} "), ""));
    let mut wanted = Vec::new();
    let (case, now) = (desk.case(), &desk.time.now);
    let is_page = matches!(desk.app.dialog, Some(Dialog::Help(_) | Dialog::Why(_) | Dialog::FollowUp(_)));
    if !is_page {
        wanted.push("Bay 2".to_owned());
    }
    let is_theatre = matches!(&desk.app.screen, Screen::Run(run) if run.theatre);
    let types = matches!(&desk.app.screen, Screen::Run(run) if run.entry.is_some());
    match (&desk.app.dialog, case.outlook(now).next) {
        (Some(Dialog::Stop(ix)), _) => {
            wanted.push("? help".to_owned());
            for stop in case.stops(*ix) {
                wanted.extend([stop.say.to_string(), case.found(stop, now).as_str().chars().take(18).collect()]);
            }
        }
        (Some(_), _) => {}
        (None, next) => {
            wanted.extend((!types).then(|| "? help".to_owned()));
            match next {
                Next::Stop(stop) => wanted.extend(["STOP".to_owned(), stop.say.to_string()]),
                Next::Item(ix) if ix == desk.cursor() && types => {
                    wanted.push(desk.case().checklist().item(ix).text.as_str().chars().take(5).collect());
                }
                Next::Item(ix) if ix == desk.cursor() && is_theatre => wanted.extend(missing(desk, ix, "", &said)),
                Next::Item(ix) if ix == desk.cursor() => wanted.extend(clipped(desk, ix, rows)),
                Next::Item(_) | Next::Start(_) | Next::Wait(_) | Next::Close => wanted.push("NEXT".to_owned()),
                Next::Nothing => wanted.push("DONE".to_owned()),
            }
        }
    }
    wanted.retain(|wanted| !said.contains(wanted));
    wanted
}

#[test]
fn what_is_needed_is_never_clipped_in_any_scene() {
    let mut desks: Vec<(&str, Desk)> = SCENES.iter().map(|(name, scene)| (*name, scene())).collect();
    desks.extend(SCENES.iter().map(|(name, scene)| {
        let mut desk = scene();
        desk.in_theatre();
        (*name, desk)
    }));
    let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
    // The smallest is the hardest: it is always among them.
    let sizes = prop_oneof![1 => Just((40, 12)), 1 => Just((60, 20)), 6 => (40..=240_u16, 12..=70_u16)];
    let result = runner.run(&sizes, |size| {
        for (name, desk) in &desks {
            let rows = lines(&desk.drawn(size, false));
            let lost = lost(desk, &rows);
            prop_assert!(lost.is_empty(), "{name} at {size:?} lacks {lost:?}\n{}", rows.join("\n"));
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}
