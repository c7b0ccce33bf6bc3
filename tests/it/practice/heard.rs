//! What a drill asks, and what is heard in what somebody says.

use super::drills::{LESSON, rehearsal, ways_to_name};
use crate::bench::prelude::*;
use periop::domain::practice::*;
use proptest::prelude::*;

/// Whether a step belongs to the uneventful case.
fn is_usual(lesson: &Lesson, ix: ItemIx) -> bool {
    lesson.normal(ix).is_some()
}

/// The steps of a section, by its id.
fn steps(lesson: &Lesson, section: &str) -> Vec<ItemIx> {
    lesson.steps(lesson.checklist.find_section(section).expect("a section"))
}

#[test]
fn each_step_is_heard_in_every_way_to_name_it() {
    let lesson = &*LESSON;
    let mut heard = 0;
    for ix in lesson.checklist.item_ixs() {
        let item = lesson.checklist.item(ix);
        let usual = lesson.steps(item.section);
        let among: Vec<ItemIx> = usual.iter().copied().filter(|other| *other != ix).chain([ix]).collect();
        for words in ways_to_name(lesson, ix) {
            match lesson.hear(&words, &among) {
                Heard::Step(step) => assert_eq!(step, ix, "{}: {words}", item.id),
                // Two that never apply in one case may have the same names.
                Heard::Perhaps(some) => assert!(!is_usual(lesson, ix) && some.contains(&ix), "{}: {words}", item.id),
                Heard::Nothing => panic!("{}: {words}", item.id),
            }
            heard += 1;
        }
    }
    assert!(heard > 500, "{heard}");
}

/// Nobody is asked back who says a step as it is written, or enough of its beginning. A lone word of several groups is
/// asked back, as the checklist's format says.
#[test]
fn each_step_is_heard_at_once_by_its_own_text_and_short_and_by_their_beginnings() {
    let lesson = &*LESSON;
    let is_long = |word: &&str| word.chars().count() > 3;
    let mut begun = 0;
    for ix in lesson.checklist.item_ixs() {
        let item = lesson.checklist.item(ix);
        let usual = lesson.steps(item.section).into_iter();
        let among: Vec<ItemIx> = usual.filter(|other| *other != ix).chain([ix]).collect();
        for own in [&item.text, &item.short] {
            assert_eq!(lesson.hear(own.as_str(), &among), Heard::Step(ix), "{}: {own}", item.id);
            for (end, _) in own.as_str().match_indices(' ') {
                let said = &own.as_str()[..end];
                if said.split(|c: char| !c.is_alphanumeric()).filter(is_long).count() < 2 {
                    continue;
                }
                let begins = |other: &ItemIx| {
                    let item = lesson.checklist.item(*other);
                    [&item.text, &item.short].iter().any(|text| text.as_str().starts_with(said))
                };
                match lesson.hear(said, &among) {
                    Heard::Step(step) => assert!(begins(&step), "{}: {said}", item.id),
                    Heard::Perhaps(some) => assert!(some.len() > 1 && some.iter().all(begins), "{}: {said}", item.id),
                    Heard::Nothing => panic!("{}: {said}", item.id),
                }
                begun += 1;
            }
        }
    }
    assert!(begun > 200, "{begun}");
}

#[test]
fn plain_sentences_are_heard_and_nonsense_is_not() {
    let lesson = &*LESSON;
    let id = |ix: &ItemIx| lesson.checklist.item(*ix).id.as_str();
    for (section, words, heard) in [
        ("check-in", "Check the name and the date of birth.", "two-identifiers"),
        ("check-in", "ask who takes them home, an adult?", "escort-confirmed"),
        ("check-in", "is he on blood thinners?", "antithrombotic-status"),
        ("check-in", "measure blood pressure and pulse", "vitals"),
        ("time-out", "say the procedure, the side and the level", "say-procedure-side-level"),
        ("time-out", "everyone stops", "everyone-stops"),
        ("time-out", "Everyone stops; names", "everyone-stops"),
        ("check-in", "record", ""),
        ("time-out", "ALLERGIES and anticoagulants", "say-allergy-thinner"),
        ("time-out", "check the images on the screen", "right-images-up"),
        ("injection-gate", "asprate: no blod", "aspiration-clear ?"),
        ("injection-gate", "draw back, no blood", "aspiration-clear"),
        ("prep-needle", "clean the skin", "skin-prepped"),
        ("prep-needle", "wash hands and put gloves and masks on", "mask-and-gloves"),
        ("sign-out", "we stopped; counting all sharps", "sharps-counted"),
        ("recovery", "check leg strength and sensation", "motor-sensory-check"),
        // Only some of what names it: whoever said it is asked.
        ("check-in", "go through the medicines", "medicines-reviewed ?"),
        ("prep-needle", "the skin, cleaned", "skin-prepped antiseptic-dry ?"),
        ("injection-gate", "inject contrast under live fluoroscopy", "contrast-live ?"),
        // Words of other steps, and of none.
        ("sign-out", "number", ""),
        ("recovery", "read the consent form", ""),
        ("check-in", "contrast", ""),
        ("check-in", "asdf qwer", ""),
        ("check-in", "coffee with the team", ""),
        ("time-out", "turn the radio on", ""),
        ("check-in", "what time is it, and who cares", ""),
        ("injection-gate", "the and of with", ""),
        ("injection-gate", " ?! ", ""),
    ] {
        let said = match lesson.hear(words, &steps(lesson, section)) {
            Heard::Step(ix) => id(&ix).to_owned(),
            Heard::Perhaps(some) => some.iter().map(id).chain(["?"]).collect::<Vec<_>>().join(" "),
            Heard::Nothing => String::new(),
        };
        assert_eq!(said, heard, "{section}: {words}");
    }
}

/// The tasks of a rehearsal, by ids.
fn told(lesson: &Lesson, rehearsal: &Rehearsal) -> Vec<String> {
    let id = |ix: &ItemIx| lesson.checklist.item(*ix).id.to_string();
    let told = |task: &Task| match task {
        Task::Recall(section) => format!("recall {}", lesson.checklist.section(*section).id),
        Task::Order(steps) => format!("order {}", steps.iter().map(id).collect::<Vec<_>>().join(" ")),
        Task::Omission(ix) => format!("omission {}", id(ix)),
    };
    lesson.tasks(rehearsal).iter().map(told).collect()
}

#[test]
fn a_seed_gives_its_tasks_for_ever_and_what_is_asked_for_comes_instead() {
    let lesson = &*LESSON;
    let tasks = |exercise, seed, of: &[&str]| told(lesson, &rehearsal(exercise, seed, of));
    insta::assert_snapshot!(tasks(Exercise::Exam, 4711, &[]).join("\n"));
    let gate = steps(lesson, "injection-gate").len();
    for (exercise, of, count, first) in [
        (Exercise::Recall, &["time-out", "say-drug"][..], 2, "recall time-out"),
        (Exercise::Omission, &["injection-gate"], gate, "omission tip-confirmed"),
        (Exercise::Omission, &["inr-today", "vitals"], 2, "omission inr-today"),
        (Exercise::Order, &["say-drug"], 1, "omission say-drug"),
        // What is no longer in the checklist is passed over.
        (Exercise::Recall, &["gone", "time-out"], 1, "recall time-out"),
    ] {
        let told = tasks(exercise, 4711, of);
        assert_eq!((told.len(), told[0].as_str()), (count, first), "{of:?}: {told:?}");
    }
    assert_eq!(tasks(Exercise::Recall, 4711, &["gone"]), tasks(Exercise::Recall, 4711, &[]));
}

/// How somebody who knows everything answers.
fn right(lesson: &Lesson, asked: &mut Asked) -> Vec<Mark> {
    match asked {
        Asked::Naming(naming) => {
            let words = ways_to_name(lesson, naming.left[0]).remove(0);
            naming.says(lesson, &words)
        }
        Asked::Sorting(sorting) => {
            let mut first = sorting.steps.clone();
            first.sort();
            for ix in first {
                sorting.places(sorting.steps.iter().position(|shown| *shown == ix).unwrap());
            }
            sorting.judges(lesson)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whoever_answers_rightly_has_all_of_it_by_every_seed(seed: u32, exercise in 0..4_usize) {
        let exercise = [Exercise::Recall, Exercise::Order, Exercise::Omission, Exercise::Exam][exercise];
        let (lesson, rehearsal) = (&*LESSON, rehearsal(exercise, seed, &[]));
        let tasks = lesson.tasks(&rehearsal);
        prop_assert_eq!(&tasks, &lesson.tasks(&rehearsal));
        let section = |task: &Task| match task {
            Task::Recall(section) => *section,
            Task::Order(steps) => lesson.checklist.item(steps[0]).section,
            Task::Omission(ix) => lesson.checklist.item(*ix).section,
        };
        let sections: BTreeSet<SectionIx> = tasks.iter().map(section).collect();
        prop_assert_eq!(sections.len(), tasks.len(), "none has been seen before it is asked for");
        let mut marks = Vec::new();
        for task in tasks {
            prop_assert!(!matches!(&task, Task::Order(steps) if !(3..=8).contains(&steps.len())));
            let mut asked = Asked::new(lesson, task, exercise == Exercise::Exam);
            while !asked.is_over() {
                let given = right(lesson, &mut asked);
                prop_assert!(!given.is_empty(), "{:?}", asked);
                marks.extend(given);
            }
        }
        let score = Score::of(marks.iter(), &lesson.checklist);
        prop_assert_eq!((score.percent(), score.right), (100, score.asked));
        prop_assert!(score.asked >= 4);
    }
}
