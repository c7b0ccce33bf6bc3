//! A complete uncomplicated case, from its plan to the three-month review.

use super::{Day, assert_same_state, between, code_shown, limits_of_vital_signs, quick_ward, replies, signs_in, state};
use crate::bench::prelude::*;
use crate::screens::{keys_of, keys_of_the_day, shows_code};
use crate::walk::{NEEDLE_OUT, day_by_keys};
use std::io::Write;

/// What a person presses on the day of a normal case that was set up when it was booked, from saying who they are on.
const MOST_KEYS: usize = 110;
/// How many items are asked until the patient leaves, with those of the set-up.
const MOST_ITEMS: usize = 66;

/// The follow-ups: the section, its title, and its items.
const FOLLOW_UPS: [(&str, &str, &str, &str); 4] = [
    ("call-48h", "Next-day call", "call-red-flags", "week-1-pain"),
    ("week-1", "One-week review", "week-1-pain", "month-1-pain"),
    ("month-1", "One-month review", "month-1-pain", "month-3-pain"),
    ("month-3", "Three-month review", "month-3-pain", ""),
];

/// The items of a follow-up.
fn items_of(from: &str, to: &str) -> &'static [Step] {
    if to.is_empty() {
        &WALK[WALK.iter().position(|step| step.item == from).expect("an item")..]
    } else {
        between(from, to)
    }
}

/// The items that a preset fills in.
const PRESET: [&str; 4] = ["choose-variant", "choose-imaging", "choose-contrast", "choose-antiseptic"];

/// What is asked days before, in a planned case only.
const DAYS_BEFORE: [Step; 5] = [
    says("ahead-thinner", &["none"]),
    says("call-made", &["reached"]),
    says("ahead-medicines", &["go-on"]),
    says("ahead-escort", &["named"]),
    says("ahead-sheet", &["all"]),
];

/// The set-up but for what a preset fills in.
fn set_up() -> impl Iterator<Item = &'static Step> {
    between("choose-variant", "two-identifiers").iter().filter(|step| !PRESET.contains(&step.item))
}

/// The day from check-in to leaving; what is left out is told.
fn on_the_day(from: &str, to: &str) -> Vec<Step> {
    let steps = day_by_keys();
    let at = |id: &str| steps.iter().position(|step| step.item == id).expect("an item of the walk");
    steps[at(from)..at(to)].to_vec()
}

/// Plans the case from the list, and gives its code as it is shown for the chart.
fn plans(terminal: &mut Terminal) -> String {
    replies(terminal, &[("No open cases", "p"), ("Which checklist?", "1")]);
    replies(terminal, &[("When does it begin?", "tomorrow 08:30\r"), ("In which room?", "Room 1\r")]);
    let code = code_shown(terminal);
    terminal.press("\r");
    terminal.sees("not prepared");
    code
}

/// Set up from the order, and rung days before; gives how many keys that took.
fn prepares(day: &mut Day, code: &str) -> usize {
    let before = day.count;
    day.press("\r");
    day.terminal.sees("START?");
    day.press("p");
    day.sees_next("ahead-thinner");
    day.press("p");
    day.terminal.sees("Fills in what seldom varies");
    day.press("1");
    shows_code(&mut day.terminal, code, "something is prepared for it");
    day.count += 2;
    day.terminal.sees("Filled in: Which procedure: interlaminar epidural");
    DAYS_BEFORE.iter().chain(set_up()).for_each(|step| day.answers(step));
    day.terminal.press("\x1b");
    day.terminal.sees("○ planned");
    let count = day.count - before;
    day.count = before;
    count
}

/// The day itself; gives how many keys it took.
fn works_on_the_day(day: &mut Day, code: &str, left: &str) -> usize {
    day.press("\r");
    day.terminal.sees("START?");
    day.press("\r");
    // By hand the last two characters need no enter.
    shows_code(&mut day.terminal, code, "the case begins");
    day.count += 2;
    day.terminal.sees("no local limits set");
    day.walks(&on_the_day("two-identifiers", "everyone-stops"));
    signs(day, "Pre-procedure");
    day.sees_next("everyone-stops");
    day.press(" ");
    shows_code(&mut day.terminal, code, "the procedure begins");
    day.count += 2;
    day.terminal.sees("Saved: Stop. New names?");
    day.walks(&on_the_day("say-patient", "needle-out-dressed"));
    happened(day, NEEDLE_OUT, left);
    day.walks(&on_the_day("sharps-counted", "post-vitals"));
    signs(day, "Procedure");
    day.walks(&on_the_day("post-vitals", LAST_ON_THE_DAY));
    happened(day, LAST_ON_THE_DAY, left);
    day.count
}

/// On the day itself one space says that it is now; here it was months ago.
fn happened(day: &mut Day, item: &str, left: &str) {
    day.sees_next(item);
    day.terminal.press(&format!("{left}\r"));
    day.count += 1;
    if item == NEEDLE_OUT {
        day.terminal.sees("Needle out more than two hours ago?");
    } else {
        day.terminal.sees("Saved: Left at");
    }
}

fn signs(day: &mut Day, phase: &str) {
    day.terminal.reads(&format!("{phase} is complete: s signs it off"));
    day.press("s");
    day.terminal.sees(&format!("SIGN OFF  {phase}"));
    day.press("\r");
    day.terminal.sees(&format!("{phase} signed off by JR nurse"));
}

/// Every follow-up is opened from the list, where it stands as late.
fn follows_up(day: &mut Day) {
    for (section, title, first, after) in FOLLOW_UPS {
        day.terminal.press("\x1b");
        day.terminal.wait(title, |screen| screen.contains("NEEDS YOU") && screen.contains(title));
        day.terminal.press("\r");
        day.terminal.wait("its page", |screen| screen.contains("ATTEMPTS") && screen.contains("none yet"));
        assert!(day.terminal.screen().contains(&title.to_uppercase()), "{}", day.terminal.screen());
        if section == "week-1" {
            day.terminal.press("2");
            replies(&mut day.terminal, &[("Anything to know about it?", "\r")]);
            day.terminal.sees("not reached, to be tried again");
        }
        day.terminal.press("1");
        day.terminal.wait("its items", |screen| !screen.contains("ATTEMPTS"));
        day.walks(items_of(first, after));
    }
    day.terminal.reads("Post-procedure is complete: s signs it off");
    day.terminal.press("s");
    replies(
        &mut day.terminal,
        &[
            ("SIGN OFF  Post-procedure", "\r"),
            ("Post-procedure signed off by JR nurse", "e"),
            ("How did it end?", "1"),
            ("Case closed: completed", "q"),
        ],
    );
    assert_eq!(day.terminal.ended(), 0);
}

/// The same by commands.
fn told_by_commands(ward: &Ward, left: &str) -> String {
    let code = ward.makes(&["new", "spinal-injection", "--planned", "tomorrow 08:30", "--room", "Room 1"]);
    ward.fine(&["preset", &code, "interlaminar"]);
    set_up().chain(&DAYS_BEFORE).for_each(|step| {
        step.record(ward, &code);
    });
    ward.fine(&["start", &code]);
    let reviews = between("call-red-flags", "month-3-prevention").iter().chain(WALK.last()).copied();
    for step in on_the_day("two-identifiers", LAST_ON_THE_DAY).into_iter().chain([tick(LAST_ON_THE_DAY)]).chain(reviews)
    {
        if let Some((section, ..)) = FOLLOW_UPS.iter().find(|follow_up| follow_up.2 == step.item) {
            if *section == "week-1" {
                ward.fine(&["attempt", &code, section, "retry"]);
            }
            ward.fine(&["attempt", &code, section, "reached"]);
        }
        match step.item {
            "needle-out-dressed" | LAST_ON_THE_DAY => ward.fine(&["answer", &code, step.item, left]),
            "recovery-timer" => ward.fine(&["answer", &code, step.item, "end"]),
            _ => step.record(ward, &code),
        };
        for (last, phase) in
            [("positioned", "pre-procedure"), ("handover-given", "procedure"), ("month-3-prevention", "post-procedure")]
        {
            if step.item == last {
                ward.fine(&["sign", &code, phase]);
            }
        }
    }
    ward.fine(&["close", &code, "--outcome", "completed"]);
    code
}

#[test]
fn a_complete_case_from_its_plan_to_the_three_month_review() {
    let ward = quick_ward();
    // So long ago that every review is due.
    let left = hours_ago(24 * 100);
    let mut day = Day::new(Terminal::start(&ward, None, &[], "0"));
    let came = signs_in(&mut day.terminal, "JR", "1", Some("DK\r2"));
    let code = plans(&mut day.terminal);
    let slip = ward.fine(&["slip", &code]).out;
    let spaced: Vec<String> = code.chars().map(String::from).collect();
    assert!(slip.contains(&spaced.join(" ")), "the slip bears the code that was shown: {slip}");
    let ahead = prepares(&mut day, &code);
    day.count = came;
    let count = works_on_the_day(&mut day, &code, &left);
    let sections = keys_of_the_day(&day.checklist);
    let items = |ahead: bool| sections.iter().filter(move |of| !of.0.ahead || ahead).flat_map(|(_, items)| items);
    // Past what the tests print: `cargo test` shows it by itself.
    let told = format!(
        "a normal case: {} items and {count} keys on its day, at most {MOST_KEYS}; with its set-up {} items, at most \
         {MOST_ITEMS}; set-up and call days before take {ahead} keys",
        items(false).count(),
        items(true).count(),
    );
    writeln!(std::io::stderr(), "{told}").expect("it is said");
    assert!(count <= MOST_KEYS && items(true).count() <= MOST_ITEMS, "{told}");
    // What the page of the content tells for each item; beside the items there are who is there, the case on the list,
    // its start with its code, the code at the start of the procedure and two sign-offs.
    let keys: usize = items(false).map(|(_, keys)| keys).sum();
    assert_eq!(count, keys + came + 1 + 1 + 2 + 2 + 4);
    follows_up(&mut day);

    let by_keys = state(&ward, &code);
    assert_eq!(by_keys["outcome"], "completed");
    assert_eq!(by_keys["phases"][2]["sections"][4]["attempts"].as_array().map(Vec::len), Some(2), "{by_keys}");
    for phase in 0..3 {
        assert_eq!(by_keys["phases"][phase]["sign_off"]["by"]["code"], "JR");
        assert_eq!(by_keys["phases"][phase]["sign_off"]["changed"].as_array().map(Vec::len), Some(0));
    }
    assert_same_state(&by_keys, &state(&ward, &told_by_commands(&ward, &left)), "");
    assert_eq!(ward.run(&["verify"]).code, 0);
}

/// What each procedure asks beside what the ordinary case does; the level is typed where no space is chosen.
const PROCEDURES: [(&str, &[Step]); 7] = [
    ("interlaminar, lumbar", &[]),
    (
        "interlaminar, neck",
        &[
            says("choose-region", &["cervical"]),
            says("choose-neck-level", &["c7-t1"]),
            tick("cervical-space-checked"),
            says("iv-working", &["in-and-flushed"]),
        ],
    ),
    (
        "transforaminal, lumbar",
        &[says("choose-variant", &["transforaminal"]), says("extra-vascular-check", &["neither"])],
    ),
    (
        "caudal with bupivacaine",
        &[
            says("choose-variant", &["caudal"]),
            says("choose-region", &["sacral"]),
            says("choose-injectate", &["dexamethasone", "bupivacaine"]),
            BUPIVACAINE,
            BLOCK_ENDS,
            says("call-numbness", &["gone"]),
        ],
    ),
    ("facet joint", &[says("choose-variant", &["facet-joint"]), says("facet-purpose", &["therapeutic"])]),
    (
        "medial branch block",
        &[
            says("choose-variant", &["medial-branch-block"]),
            says("choose-injectate", &["bupivacaine"]),
            BUPIVACAINE,
            says("facet-purpose", &["diagnostic"]),
            says("block-relief", &["80"]),
            BLOCK_ENDS,
            says("call-numbness", &["gone"]),
        ],
    ),
    (
        "interlaminar, lumbar, moderate sedation",
        &[
            says("choose-sedation", &["moderate"]),
            says("fasting-times", &["last-food=2026-01-05T20:00", "last-clear-fluid=2026-01-05T20:00"]),
            says("airway-asked", &["none"]),
            says("iv-working", &["in-and-flushed"]),
            tick("reversal-ready"),
            says("sedation-watcher", &["who=AB"]),
            says("drawn-midazolam", &["strength=1", "volume=5", "lot=S1", "expiry=339"]),
            says("drawn-fentanyl", &["not-drawn"]),
            says("sedation-watch", &["well"]),
            says("sedation-given", &["midazolam=2"]),
            says("reversal-given", &["none"]),
            says("final-vitals", &["in-chart"]),
            says("recovery-score", &["9"]),
        ],
    ),
];

const BUPIVACAINE: Step = says("drawn-bupivacaine", &["strength=2.5", "volume=4", "lot=F1234", "expiry=339"]);
const BLOCK_ENDS: Step = says("block-ends", &["tomorrow", "10:00"]);

#[test]
fn each_procedure_is_walked_and_its_items_and_keys_are_told() {
    let ward = Ward::in_memory();
    let mut set = limits_of_vital_signs();
    set["recovery-score-least"] = json!(8);
    ward.sets("spinal-injection", &set);
    let mut told = Vec::new();
    for (procedure, otherwise) in PROCEDURES {
        let code = ward.new_case("spinal-injection");
        let mut hands = Hands::on(&ward, &code);
        let checklist = hands.loaded.case.checklist().clone();
        let (mut items, mut count, mut ahead) = (0, 0, 0);
        for step in steps_with(&checklist, otherwise) {
            let step = match step.item {
                "vitals" | "post-vitals" => says(step.item, &["in-chart"]),
                _ => step,
            };
            if !hands.applies(&step) {
                continue;
            }
            hands.walk(&[step]);
            let ix = checklist.find(step.item).expect("an item");
            let section = checklist.section(checklist.item(ix).section);
            if section.phase.0 == 2 && section.due.is_some() {
                continue;
            }
            // On the day a time of the same day is typed.
            let typed = if step.item == BLOCK_ENDS.item { says(step.item, &["16:00"]) } else { step };
            let keys = keys_of(&checklist, &typed);
            if section.ahead {
                ahead += keys;
            } else {
                (items, count) = (items + 1, count + keys);
            }
        }
        assert_eq!(hands.loaded.case.all_stops().len(), 0, "{procedure}");
        let complete = Act::Close { outcome: Outcome::Completed, reason: None };
        assert_eq!(hands.would(NURSE, complete), Ok(()), "{procedure}");
        // Who is there, the case on the list, its start, the codes and the sign-offs, as in the case above.
        told.push(format!("{procedure}: {items} items, {} keys on the day; set-up {ahead} keys by hand", count + 19));
    }
    writeln!(std::io::stderr(), "{}", told.join("\n")).expect("it is said");
}
