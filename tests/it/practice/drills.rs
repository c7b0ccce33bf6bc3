//! Drills: steps that are named, ordered, missed; by keys from the menu to the end.

use crate::bench::prelude::*;
use periop::app::{Drill, Effect, Part};
use periop::domain::practice::*;
use periop::store::Library;
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::Duration;

pub(super) static LESSON: LazyLock<Lesson> =
    LazyLock::new(|| Library::new(None).catalogue().expect("the checklists").0[0].lesson().expect("a lesson"));

pub(super) fn rehearsal(exercise: Exercise, seed: u32, of: &[&str]) -> Rehearsal {
    Rehearsal { exercise, seed: Seed(seed), of: of.iter().map(|id| id.parse().expect("an id")).collect() }
}

/// A word of each of a step's groups, each time another one.
pub(super) fn ways_to_name(lesson: &Lesson, ix: ItemIx) -> Vec<String> {
    let Some(recalled) = lesson.beside.recalled.get(&ix) else {
        return vec![lesson.checklist.item(ix).short.to_string()];
    };
    recalled.words.iter().fold(vec![String::new()], |said, group| {
        said.iter().flat_map(|said| group.iter().map(move |word| format!("{said} {word}").trim().to_owned())).collect()
    })
}

/// A rehearsal that has begun, of what is asked for.
fn rehearses(exercise: Exercise, of: &[&str]) -> Desk {
    let mut desk = Desk::practice(4711);
    let of = rehearsal(exercise, 0, of).of;
    desk.carry_out(vec![Effect::Rehearse { exercise, of }]);
    desk
}

/// The exercise with this number begins, of whatever the seed gives.
fn begins(seed: u32, exercise: &str) -> Desk {
    let mut desk = Desk::practice(seed);
    desk.press(exercise);
    if drill(&desk).is_none() {
        desk.press("\r");
    }
    desk
}

/// The drill that is asked; none once an exam goes on to its case.
fn drill(desk: &Desk) -> Option<&Drill> {
    match &desk.app.practice.part {
        Part::Drill(drill) => Some(drill.as_ref()).filter(|_| desk.app.practice.play.is_none()),
        Part::Menu(_) | Part::Debrief(_) => None,
    }
}

fn past(desk: &Desk) -> Past {
    Past::of(desk.case()).expect("a rehearsal")
}

/// The marks that are recorded, and on the disk.
fn marks(desk: &Desk) -> Vec<String> {
    let stored = desk.desk.open(desk.case().code()).expect("the record");
    let marks = Past::of(&stored.case).expect("a rehearsal").marks;
    marks.iter().map(|(_, mark)| format!("{} {}", mark.about, mark.verdict.word())).collect()
}

/// The keys that place steps in this sequence, all but the last, which places itself.
fn placing(desk: &Desk, sequence: &[&str]) -> String {
    let Some(Asked::Sorting(sorting)) = drill(desk).and_then(|drill| drill.asked.clone()) else { panic!("no order") };
    let key = |id: &&str| sorting.steps.iter().position(|ix| *ix == desk.ix(id)).expect("a step") + 1;
    sequence[..sequence.len() - 1].iter().map(|id| key(id).to_string()).collect()
}

#[test]
fn who_knows_it_goes_from_the_menu_to_the_debrief_with_all_of_it() {
    for exercise in ["2", "3", "4", "6"] {
        let mut desk = begins(4711, exercise);
        while let Some(drill) = drill(&desk) {
            let keys = match drill.asked.clone().expect("a task") {
                asked if asked.is_over() => "\r".to_owned(),
                Asked::Naming(naming) => format!("{}\r", ways_to_name(&drill.lesson, naming.left[0])[0]),
                Asked::Sorting(sorting) => {
                    let mut ids = sorting.steps.clone();
                    ids.sort();
                    let ids: Vec<&str> = ids.iter().map(|ix| drill.lesson.checklist.item(*ix).id.as_str()).collect();
                    format!("{}\r", placing(&desk, &ids))
                }
            };
            desk.press(&keys);
        }
        let score = past(&desk).score;
        let is_over = matches!(desk.app.practice.part, Part::Debrief(_));
        assert_eq!(is_over, exercise != "6", "behind the drills of an exam stands a case");
        assert_eq!((score.percent(), score.right), (100, score.asked), "{exercise}: {score:?}");
        assert!(score.passes(desk.app.practice.lesson.as_ref().unwrap().beside.mastery.as_ref().unwrap()));
    }
}

#[test]
fn a_poor_recall_is_judged_step_by_step() {
    let mut desk = rehearses(Exercise::Recall, &["time-out"]);
    for (keys, told, recorded) in [
        ("right patient\r", "TOO EARLY  Patient or band", "say-patient out-of-order"),
        ("asdf\r", "Not recognised", ""),
        ("qwer\r", "Prompt: Everyone stops. N… r…", ""),
        ("stop concerns\r", "AFTER HELP  Everyone stops.", "everyone-stops prompted"),
        ("patient band\r", "Stands here already: Patient or band", ""),
        ("consent\r", "Did you mean, by \"consent\":", ""),
        ("9", "Did you mean", ""),
        ("\r", "press the number of what you meant", ""),
        ("sides\r", "Did you mean, by \"sides\":", ""),
        ("2", "RIGHT  Read the consent aloud", "consent-matches right"),
        ("\r", "Enter on nothing again gives a prompt", ""),
        ("⇥", "Prompt: Say procedure, s… l…", ""),
        ("\r", "MISSED  Say procedure, side and level", "say-procedure-side-level missed"),
        ("escort\r", "1 Confirm a responsible adult", ""),
        ("0", "Not recognised", ""),
        // Half of it is no step of another section.
        ("pregnancy party\r", "Prompt: Say allergies d… b… t…", ""),
        ("allergies and thinners\r", "AFTER HELP  Say allergies", "say-allergy-thinner prompted"),
        ("escort\r1", "NOT HERE  Confirm a responsible adult", "escort-confirmed extra"),
        ("images\r", "RIGHT  See the right patient's images", "right-images-up right"),
        ("drug and dose\r", "RIGHT  Say each drug", "say-drug right"),
        ("agreed\r1", "RIGHT  Two people agree", "time-out-agreed right"),
    ] {
        let before = marks(&desk);
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains(told), "{keys}: {screen}");
        assert_eq!(marks(&desk).split_off(before.len()).join(" "), recorded, "{keys}");
    }
    let Score { asked, right, prompted, out_of_order, missed, extra, critical, .. } = past(&desk).score;
    assert_eq!((asked, right, prompted, out_of_order, missed, extra), (8, 4, 2, 1, 1, 1));
    // Who it is too early, what and where missed, allergies after a prompt; to stop is no critical step.
    assert_eq!((past(&desk).score.percent(), critical), (50, 3));
    let mark = past(&desk).marks[0].1.clone();
    assert_eq!(mark.given.as_str(), "right patient");
    assert_eq!(mark.why.as_str(), "Nobody listens while work goes on.");
    assert!(mark.expected.as_str().starts_with("first: Everyone stops."), "{}", mark.expected);
    desk.press("\r");
    assert!(matches!(desk.app.practice.part, Part::Debrief(_)));
}

#[test]
fn a_sequence_is_judged_by_stated_pairs_alone_and_a_critical_one_fails() {
    let gate = ["tip-confirmed", "contrast-live", "aspiration-clear", "patient-ok", "final-syringe-check"];
    // The last look at the syringe is as good as any first.
    let free = ["final-syringe-check", "tip-confirmed", "aspiration-clear", "contrast-live", "patient-ok"];
    for (sequence, wrong, told, percent, critical) in [
        (free, vec![], "RIGHT  Nothing came before what it waits for.", 100, 0),
        (gate, vec!["contrast-live out-of-order"], "One step came too early.", 80, 1),
    ] {
        let mut desk = rehearses(Exercise::Order, &["injection-gate"]);
        desk.press("\r");
        assert!(desk.notice().contains("place all steps first"), "{}", desk.notice());
        let keys = placing(&desk, &sequence);
        // The newest is taken back and placed again; of all, the last that placed itself as well.
        desk.press(&format!("{}u{}", &keys[..1], &keys));
        desk.press(&format!("u{}", &keys[3..]));
        assert!(marks(&desk).is_empty());
        desk.press("\r");
        assert!(desk.screen().contains(told), "{}", desk.screen());
        let recorded: Vec<String> = marks(&desk).into_iter().filter(|mark| !mark.ends_with("right")).collect();
        assert_eq!(recorded, wrong);
        let score = past(&desk).score;
        assert_eq!((score.asked, score.percent(), score.critical), (5, percent, critical));
        let last = past(&desk).marks.pop().expect("a mark").1;
        assert_eq!((last.about.as_str(), last.given.as_str()), (sequence[4], "5 of 5"));
    }
}

#[test]
fn what_is_missing_is_found_at_once_after_help_or_not() {
    let mut desk = rehearses(Exercise::Omission, &["vitals-temp", "consent-matches", "say-drug", "inr-today"]);
    for (keys, told, recorded) in [
        ("blood pressure\r", "Stands here already: Record blood pressure", ""),
        ("temperature\r", "RIGHT  Record the temperature", "vitals-temp right"),
        ("\r", "omission 2/4  Time-out", ""),
        ("consent\r", "2 Read the consent aloud", ""),
        ("1", "Not that one: Read the signed consent", ""),
        ("read consent\r", "AFTER HELP  Read the consent aloud", "consent-matches prompted"),
        ("\r\r", "Enter on nothing again shows it", ""),
        ("\r", "MISSED  Say each drug", "say-drug missed"),
        // A step that applies to few: it is named all the same.
        ("\r", "which? It applies where \"Which blood thinner\"", ""),
        ("INR\r", "RIGHT  Record the INR", "inr-today right"),
    ] {
        let before = marks(&desk);
        desk.press(keys);
        assert!(desk.screen().contains(told), "{keys}: {}", desk.screen());
        assert_eq!(marks(&desk).split_off(before.len()).join(" "), recorded, "{keys}");
    }
    let score = past(&desk).score;
    assert_eq!((score.asked, score.right, score.prompted, score.missed, score.critical), (4, 2, 1, 1, 2));
    assert_eq!(score.percent(), 50);
}

/// What is missing stands beside what else was perhaps meant; words that nobody understood are no wrong answer, and all
/// that was tried is told afterwards.
#[test]
fn who_means_the_missing_step_can_say_so_and_who_does_not_know_says_that_once() {
    let mut desk = rehearses(Exercise::Omission, &["two-identifiers", "say-drug"]);
    desk.press("identity\r");
    let perhaps = |desk: &Desk| match &drill(desk).expect("a drill").asked {
        Some(Asked::Naming(naming)) => naming.perhaps.clone(),
        Some(Asked::Sorting(_)) | None => Vec::new(),
    };
    assert!(perhaps(&desk).contains(&desk.ix("two-identifiers")), "{}", desk.screen());
    let other = perhaps(&desk).iter().position(|ix| *ix != desk.ix("two-identifiers")).expect("another") + 1;
    desk.press(&other.to_string());
    assert!(desk.screen().contains("Not that one"), "{}", desk.screen());
    desk.press("asdf\r");
    assert!(desk.screen().contains("Not recognised"), "{}", desk.screen());
    assert!(marks(&desk).is_empty());
    desk.press("qwer\r");
    assert_eq!(marks(&desk), ["two-identifiers missed"]);
    assert_eq!(past(&desk).marks[0].1.given.as_str(), "identity; asdf; qwer");
    desk.press("\r⇥");
    assert_eq!(marks(&desk), ["two-identifiers missed", "say-drug missed"]);

    let mut desk = rehearses(Exercise::Recall, &["time-out"]);
    desk.press("⇥");
    assert!(desk.screen().contains("Prompt: Everyone stops."), "{}", desk.screen());
    desk.press("⇥");
    assert_eq!(marks(&desk), ["everyone-stops missed"]);
}

#[test]
fn an_exam_tells_nothing_prompts_nobody_and_takes_nothing_back() {
    let mut desk = begins(4711, "6");
    let tasks = drill(&desk).unwrap().lesson.tasks(&rehearsal(Exercise::Exam, 4711, &[]));
    for task in &tasks {
        let before = marks(&desk).len();
        match task {
            Task::Recall(_) => {
                desk.press("asdf\rqwer\r\r");
                assert!(desk.screen().contains("Was that all?"), "{}", desk.screen());
                desk.press("\r");
            }
            Task::Order(steps) => {
                // A slip is no answer before enter, and none afterwards is taken back.
                desk.press("2u");
                let all: String = (1..steps.len()).map(|n| n.to_string()).collect();
                desk.press(&format!("{all}\ru"));
            }
            Task::Omission(_) => {
                desk.press("mask gloves\r");
                desk.press(if desk.screen().contains("Did you mean") { "1" } else { "\r\r" });
            }
        }
        assert!(marks(&desk).len() > before, "{task:?}: {}", desk.screen());
        for word in ["RIGHT", "MISSED", "TOO EARLY", "Prompt", "✓"] {
            assert!(drill(&desk).is_none() || !desk.screen().contains(word), "{word}: {}", desk.screen());
        }
    }
    assert!(drill(&desk).is_none());
    let score = past(&desk).score;
    // 4 and 9 steps to be named, 4 and 5 in sequence, 4 left out.
    assert_eq!((score.asked, score.right + score.out_of_order, score.missed), (26, 9, 17));
}

#[test]
fn whoever_leaves_in_the_middle_is_asked_once_where_something_was_given() {
    let mut desk = rehearses(Exercise::Recall, &["time-out"]);
    desk.press("stop\x1b");
    assert!(matches!(desk.app.practice.part, Part::Menu(_)), "nothing was given: {}", desk.screen());
    let mut desk = rehearses(Exercise::Recall, &["time-out"]);
    desk.press("stop concerns\ralle\x1b");
    assert!(desk.screen().contains("End the drill? What is left counts as not asked."), "{}", desk.screen());
    desk.press("\x1brgies thinner\r");
    assert_eq!(marks(&desk), ["everyone-stops right", "say-allergy-thinner right"], "what was typed stayed");
    desk.press("\x1b");
    desk.press("\r");
    assert!(matches!(desk.app.practice.part, Part::Debrief(_)));
    assert_eq!(past(&desk).score.asked, 2);
}

#[test]
fn nothing_shows_as_judged_before_it_is_on_the_disk() {
    for gives_up in [false, true] {
        let mut desk = rehearses(Exercise::Recall, &["time-out"]);
        let code = desk.case().code().file_stem();
        let record = desk.ward.root().join(format!("practice/cases/open/{code}.jsonl"));
        let kept = fs::File::options().append(true).open(&record).unwrap();
        kept.lock().unwrap();
        desk.press("stop concerns\r");
        assert!(desk.is_saving() && !desk.screen().contains("RIGHT"), "{}", desk.screen());
        desk.press("right patient\r\x1b");
        assert!(desk.is_saving() && drill(&desk).is_some());
        if gives_up {
            desk.waits(Duration::from_mins(1));
        } else {
            kept.unlock().unwrap();
        }
        while !desk.look() {}
        let screen = desk.screen();
        assert_eq!(screen.contains("RIGHT"), !gives_up, "{screen}");
        assert_eq!(screen.contains("NOT SAVED"), gives_up, "{screen}");
        drop(kept);
        if gives_up {
            desk.press("\r\r");
        }
        assert_eq!(marks(&desk), ["everyone-stops right"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn whatever_is_pressed_no_step_is_recorded_twice(
        seed in 0..1000_u32,
        exercise in "[2346]",
        keys in prop::collection::vec("[0-9\r\r\r\x1bu⇥↑↓jk?]|stop|name birth\r|consent\r|mask\r|patient\r", 1..40),
    ) {
        let mut desk = begins(seed, &exercise);
        for keys in keys {
            if drill(&desk).is_none() {
                break;
            }
            desk.press(&keys);
            desk.shown((20, 5));
        }
        let mut given = marks(&desk);
        given.retain(|mark| !mark.ends_with("extra"));
        let all = given.len();
        let abouts: BTreeSet<&str> = given.iter().filter_map(|mark| mark.split(' ').next()).collect();
        prop_assert_eq!(abouts.len(), all, "{:?}", given);
    }
}

#[test]
fn every_drill_shows_what_is_asked_typed_and_told_on_any_screen() {
    for size in [(80, 24), (40, 12)] {
        let mut desk = rehearses(Exercise::Recall, &["check-in"]);
        desk.press("name birth\rallergy\rasdf\rqwer\rtem");
        let recall = desk.shown(size);
        desk.press("\r\rmedicines\r");
        let asked = desk.shown(size);
        let mut desk = rehearses(Exercise::Omission, &["vitals"]);
        let omission = desk.shown(size);
        desk.press("vitals\r");
        let found = desk.shown(size);
        let mut desk = rehearses(Exercise::Order, &["check-in"]);
        desk.press("31");
        let order = desk.shown(size);
        desk.press("876542\r");
        let judged = desk.shown(size);
        let all = [recall, asked, omission, found, order, judged].join("\n\n");
        insta::assert_snapshot!(format!("drills_{}", size.0), all);
    }
}

/// Nobody fails the less by leaving sooner: of an exam that is ended early the rest is missed, of a drill it is told.
#[test]
fn an_exam_that_is_ended_early_is_no_shorter_one() {
    for (exercise, told) in [("6", "NOT passed"), ("2", "ended early")] {
        let mut desk = begins(4711, exercise);
        let lesson = std::sync::Arc::clone(&drill(&desk).expect("a drill").lesson);
        let naming = match drill(&desk).and_then(|drill| drill.asked.clone()) {
            Some(Asked::Naming(naming)) => naming,
            other => panic!("{other:?}"),
        };
        desk.press(&format!("{}\r\x1b", ways_to_name(&lesson, naming.left[0])[0]));
        assert!(desk.screen().contains(if exercise == "6" { "counts as missed" } else { "counts as not asked" }));
        desk.press("\r\r\r");
        let score = past(&desk).score;
        assert!(desk.screen().contains(told), "{}", desk.screen());
        let unasked = lesson.unasked(&past(&desk));
        if exercise == "6" {
            // 4 and 9 steps to be named, 4 and 5 in sequence, 4 left out.
            assert_eq!((score.asked, score.right, score.missed, unasked), (26, 1, 25, 0));
        } else {
            assert_eq!((score.asked, score.right, score.missed), (1, 1, 0));
            assert!(unasked > 0 && desk.screen().contains(&format!("{unasked} steps were not asked")));
        }
    }
}

/// What is pressed on a card in a drill belongs to no case, and is never offered to one.
#[test]
fn a_crisis_card_in_practice_is_read_and_stamps_nothing() {
    let mut desk = rehearses(Exercise::Recall, &["time-out"]);
    for keys in ["②1", "1c", "\x1b"] {
        desk.press(keys);
        assert!(desk.app.shell.stamps.kept().is_empty(), "{keys}: {}", desk.screen());
        assert!(!desk.screen().contains("NOT SAVED"), "{keys}: {}", desk.screen());
    }
    assert!(drill(&desk).is_some(), "{}", desk.screen());
}
