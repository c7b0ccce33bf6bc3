//! Nothing of practice passes for a patient's case, nor the other way round.

use super::debrief::mark;
use crate::bench::prelude::*;
use crate::commands::help::named;
use periop::app::{Debrief, Effect, Part};
use periop::domain::practice::{Exercise, Verdict};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const LEARNS: &str = "JR:trainee";

/// Every file below a folder with what is in it, but for what is below `without`.
fn tree(root: &Path, without: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(root).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.file_name().is_some_and(|name| name == without) {
            continue;
        }
        if path.is_dir() {
            files.extend(tree(&path, without));
        } else {
            files.insert(path.clone(), fs::read(&path).expect("a file"));
        }
    }
    files
}

/// What is given for each thing that a command wants.
const WANTED: [(&str, &str); 15] = [
    ("[LABEL]", "Bay 3"),
    ("<HANDOUT>", "aftercare"),
    ("<ITEM>", "two-identifiers"),
    ("<SECTION>", "time-out"),
    ("<PHASE>", "pre-procedure"),
    ("<PRESET>", "interlaminar"),
    ("<REASON>", "the patient is ill"),
    ("<OUTCOME>", "cancelled"),
    ("TEXT>...", "some words"),
    ("<TEXT>...", "some words"),
    ("<WHOM>", "DK"),
    ("<CODE:ROLE>...", "DK:clinician"),
    ("<RESULT>", "reached"),
    ("<CARD>", "anaphylaxis"),
    ("<STAMP>", "called"),
];

/// A command as its usage says, with something for all that it wants; none where it is not about a case.
fn about(ward: &Ward, name: &str, code: &str) -> Option<Vec<String>> {
    let help = ward.fine(&[name, "--help"]).out;
    let usage = help.lines().find(|line| line.starts_with("Usage:"))?;
    let wanted = |word: &str| match word {
        "<CODE>" | "[CODE]" | "<CODE|--on" => Some(code.to_owned()),
        option if option.starts_with("--") => Some(option.to_owned()),
        other => WANTED.iter().find(|(name, _)| *name == other).map(|(_, given)| (*given).to_owned()),
    };
    let args: Vec<String> = usage.split_whitespace().skip(3).filter_map(wanted).collect();
    args.contains(&code.to_owned()).then(|| [vec![name.to_owned()], args].concat())
}

#[test]
fn a_record_of_practice_among_real_ones_and_a_real_one_in_practice_are_refused_by_every_command() {
    let mut desk = Desk::practice(4711);
    desk.carry_out(vec![Effect::Rehearse { exercise: Exercise::Recall, of: Vec::new() }]);
    let (ward, real, rehearsal) = (&desk.ward, desk.code.to_string(), desk.case().code().to_string());
    let practice = ward.root().join("practice");
    let copy = |code: &str, from: &Path, to: &Path| {
        let name = format!("cases/open/{}.jsonl", code.to_lowercase());
        fs::copy(from.join(&name), to.join(&name)).expect("a copy");
    };
    // Where it is made nothing but practice finds it.
    assert!(ward.run(&["show", &rehearsal]).err.contains("no case"));
    copy(&rehearsal, &practice, &ward.root());
    copy(&real, &ward.root(), &practice);
    let before = (tree(&ward.root(), ""), ward.root());
    let commands = named(&ward.fine(&["--help"]).out);
    let of_case: Vec<Vec<String>> = commands.iter().filter_map(|name| about(ward, name, &rehearsal)).collect();
    assert!(of_case.len() > 30, "{of_case:?}");
    for args in of_case {
        let said = ward.run(&args.iter().map(String::as_str).collect::<Vec<_>>());
        let told = said.err.clone() + &said.out;
        let words = "its mode is \"practice\", and this folder holds \"case\"";
        assert!(said.code == 4 && told.contains(words), "{args:?}: {said:?}");
    }
    for args in [vec!["list"], vec!["verify"]] {
        let said = ward.run(&args);
        assert!(said.code == 4 && (said.err + &said.out).contains("its mode is \"practice\""), "{args:?}");
    }
    let below = named(&ward.fine(&["practice", "--help"]).out);
    let of_one = below.iter().filter(|name| ward.fine(&["practice", name, "--help"]).out.contains("OPTIONS] <CODE>\n"));
    let of_one: Vec<Vec<&str>> = of_one.map(|name| vec!["practice", name, &real]).collect();
    assert_eq!(of_one.len(), 1, "{of_one:?}");
    for args in of_one.into_iter().chain([vec!["practice", "list"]]) {
        let said = ward.run(&args);
        let told = said.err.clone() + &said.out;
        let words = "its mode is \"case\", and this folder holds \"practice\"";
        assert!(said.code == 4 && told.contains(words), "{args:?}: {said:?}");
    }
    assert!(tree(&before.1, "") == before.0, "something was written");
}

/// Each command that reads a record, with each of its forms, over the folder of practice itself.
#[test]
fn whatever_is_printed_of_a_rehearsal_bears_the_mark() {
    let mut desk = Desk::practice(4711);
    desk.press("22procedure\r");
    let (ward, code) = (&desk.ward, desk.case().code().to_string());
    let folder = ward.root().join("practice").display().to_string();
    let before = tree(&ward.root(), "");
    let mut printed = 0;
    for name in named(&ward.fine(&["--help"]).out) {
        let json = ward.fine(&[&name, "--help"]).out.contains("--json");
        for more in [&[][..], &["--json"]].into_iter().take(1 + usize::from(json)) {
            let Some(args) = about(ward, &name, &code).or((name == "list").then(|| vec![name.clone()])) else {
                continue;
            };
            let reads =
                ["show", "log", "status", "slip", "verify", "list", "changes", "export"].contains(&name.as_str());
            if !reads {
                continue;
            }
            let args: Vec<&str> = args.iter().map(String::as_str).chain(more.iter().copied()).collect();
            let out = ward.run(&[&args[..], &["--data-dir", &folder]].concat()).out;
            let mark = if more.is_empty() { "PRACTICE" } else { "\"mode\": \"practice\"" };
            assert!(out.contains(mark), "{args:?}: {out}");
            printed += 1;
        }
    }
    assert!(printed >= 10, "{printed}");
    for args in [&["list"][..], &["due", "--trainee", "JR"], &["report", "--trainee", "JR"]] {
        let text = ward.fine(&[&["practice"], args].concat()).out;
        assert!(text.starts_with("PRACTICE"), "{args:?}: {text}");
        let json = ward.fine(&[&["practice"], args, &["--json"]].concat()).out;
        assert!(json.contains("\"mode\": \"practice\"") || json.trim() == "[]", "{args:?}: {json}");
    }
    assert!(tree(&ward.root(), "") == before, "something was written");
}

#[test]
fn what_only_practice_has_is_refused_in_a_patients_case_whoever_wants_it() {
    let desk = Desk::new();
    for act in [
        Act::Mark(vec![mark("two-identifiers", Verdict::Right, "")]),
        Act::Debrief(periop::domain::practice::Debriefing::default()),
    ] {
        let intent = Author::new(LEARNS.parse().expect("a trainee"), Text::from("test")).wants(desk.case(), act);
        let decided = desk.case().decide(&intent, &Staff::default(), &desk.time.now);
        assert!(matches!(decided, Err(Refusal::NoPractice)), "{decided:?}");
    }
}

#[test]
fn practice_opens_by_a_command_and_leaving_it_leaves_the_program() {
    let ward = Ward::new();
    let mut terminal = Terminal::start(&ward, Some(TRAINEE), &["practice"], "0");
    let screen = terminal.sees("PRACTICE");
    assert!(!screen.contains("no open cases"), "{screen}");
    terminal.press("\x1b");
    terminal.until("it is given back", Terminal::is_given_back);
    assert!(!ward.root().join("cases").exists(), "nothing was made among the cases");
    for (args, words) in [
        (vec!["practice", "run", "order", "--of", "time-oot"], "near it: "),
        (vec!["practice", "run", "--seed", "many"], "is no seed"),
        (vec!["practice", "run", "--checklist", "other"], "there is no checklist"),
        (vec!["practice", "run", "dance"], "possible values"),
    ] {
        let said = ward.run_as(TRAINEE, &args);
        assert!(said.code != 0 && said.err.contains(words), "{args:?}: {said:?}");
    }
}

/// Comes to where the keys of a property begin.
fn goes_to(desk: &mut Desk, begin: &str) {
    match begin {
        "debrief" => {
            desk.carry_out(vec![Effect::Rehearse { exercise: Exercise::Recall, of: Vec::new() }]);
            desk.act(LEARNS, Act::Mark(vec![mark("two-identifiers", Verdict::Missed, "")]));
            let lesson = desk.app.practice.lesson.clone().expect("a checklist");
            desk.app.practice.part = Part::Debrief(Box::new(Debrief::new(lesson)));
        }
        "a case in an exam" => {
            desk.press("5\r");
            desk.app.practice.rehearsal.as_mut().expect("it has begun").exercise = Exercise::Exam;
        }
        keys => {
            desk.press(keys);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 36, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever is pressed in the menu, a drill, a guided walk, a scenario, both halves of an exam and a debrief.
    #[test]
    fn no_keys_in_practice_write_anything_outside_its_folder(
        begin in prop::sample::select(
            &["", "1", "2\r", "3\r", "4\r", "5\r", "6\r", "a case in an exam", "debrief"][..]
        ),
        seed in 0_u32..1000,
        keys in prop::collection::vec(
            prop::sample::select("\r\r\r\x1b 12345678rpcekj ↑↓⇞⇟⇥wtmxnsugv?!abo0".chars().collect::<Vec<_>>()), 10..60,
        ),
    ) {
        let mut desk = Desk::practice(seed);
        let root = desk.ward.root();
        let all = root.parent().expect("the ward's folder").to_owned();
        let (before, practised) = (tree(&all, "practice"), tree(&root.join("practice"), ""));
        prop_assert!(!before.is_empty());
        goes_to(&mut desk, begin);
        for key in keys {
            desk.press(&key.to_string());
            desk.draws((80, 24));
            prop_assert!(desk.screen().contains("PRACTICE"), "{}", desk.screen());
        }
        prop_assert!(begin.is_empty() || tree(&root.join("practice"), "") != practised, "nothing was rehearsed");
        prop_assert!(tree(&all, "practice") == before, "something was written outside of practice");
    }
}
