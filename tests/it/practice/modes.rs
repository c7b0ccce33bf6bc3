//! Each mode by keys from the menu to its debrief, for a perfect, a poor and an unsafe run, with the score worked out by
//! hand:
//!
//! | mode | perfect | poor | unsafe |
//! |---|---|---|---|
//! | guided | here | here | none: nothing is decided; to go on in spite of a stop is critical (`scenarios`) |
//! | recall, order, omission | `drills` | `drills` | none: steps are named, and nothing is done to a case |
//! | scenario | `scenarios`, every one | `scenarios` | `scenarios` |
//! | exam | here | here | here, and `scenarios` for every unsafe choice |

use super::scenarios::{digit, is_over, past, records, walks};
use crate::bench::prelude::*;
use periop::app::{Dialog, Part, Played};
use periop::domain::practice::*;

/// From the question how it went to the result.
fn debriefed(desk: &mut Desk) -> String {
    assert!(is_over(desk) && desk.screen().contains("How did it go?"), "{}", desk.screen());
    desk.press("so so\r80\r");
    assert_eq!(past(desk).debriefing, Some(Debriefing { sure: Some(80), went: Text::from("so so") }));
    desk.shown((80, 60))
}

/// The shipped checklist's uneventful case has 82 steps, and each is asked once.
#[test]
fn a_guided_walk_is_right_in_each_of_its_steps() {
    let mut desk = Desk::practice(4711);
    desk.press("1");
    walks(&mut desk);
    let steps = u32::try_from(desk.app.practice.lesson.as_ref().unwrap().beside.normal.len()).unwrap();
    assert_eq!(past(&desk).score, Score { asked: steps, right: steps, ..Score::default() });
    assert!(debriefed(&mut desk).contains("Knowledge of steps 100 %: as the standard asks"), "{}", desk.screen());
}

/// Procedure and region are right, then the side is not the one on the paper, which is critical: two of three, 66 %.
#[test]
fn a_poor_guided_walk_is_ended_early_and_told_as_it_was() {
    let mut desk = Desk::practice(4711);
    desk.press("1");
    records(&mut desk);
    records(&mut desk);
    let before = past(&desk).score;
    assert_eq!((before.asked, before.right), (2, 2));
    desk.go("choose-side");
    let found = desk.screen();
    let other = if found.contains("FOUND  left") { "2" } else { "1" };
    desk.press(other);
    assert!(desk.notice().contains("WRONG"), "{}", desk.screen());
    desk.press("\x1b\x1b\r");
    let score = Score { asked: 3, right: 2, wrong: 1, critical: 1, ..Score::default() };
    assert_eq!(past(&desk).score, score);
    let told = debriefed(&mut desk);
    assert!(told.contains("Knowledge of steps 66 %: below the standard") && told.contains("A critical step"), "{told}");
}

/// What an exam of this seed asks, answered by whoever knows it; in the middle of its drills a number of steps is left
/// to be missed.
fn sits(missing: usize) -> Desk {
    let mut desk = Desk::practice(4711);
    desk.press("6\r");
    let mut to_miss = missing;
    while let (Part::Drill(drill), None) = (&desk.app.practice.part, &desk.app.practice.play) {
        let keys = match drill.asked.clone().expect("a task") {
            Asked::Naming(_) if to_miss > 0 => {
                to_miss -= 1;
                "\r\r".to_owned()
            }
            Asked::Naming(naming) => {
                let words = &super::drills::ways_to_name(&drill.lesson, naming.left[0])[0];
                format!("{words}\r")
            }
            Asked::Sorting(sorting) => {
                let mut right = sorting.steps.clone();
                right.sort();
                let nth = |ix| sorting.steps.iter().position(|shown| *shown == ix).expect("a step") + 1;
                let keys: String = right[..right.len() - 1].iter().map(|ix| nth(*ix).to_string()).collect();
                format!("{keys}\r")
            }
        };
        desk.press(&keys);
    }
    assert!(matches!(desk.app.dialog, Some(Dialog::Played(Played::Vignette))), "{}", desk.screen());
    desk
}

/// 26 marks in the drills (4 and 9 steps named, 4 and 5 in sequence, 4 left out) and 4 in the case (two answers, two
/// decisions), each right.
#[test]
fn a_perfect_exam_passes() {
    let mut desk = sits(0);
    assert_eq!(past(&desk).score, Score { asked: 26, right: 26, ..Score::default() });
    walks(&mut desk);
    assert_eq!(past(&desk).score, Score { asked: 30, right: 30, ..Score::default() });
    let told = debriefed(&mut desk);
    assert!(told.contains("Knowledge of steps 100 %: passed"), "{told}");
    desk.press("\x1b");
    assert!(desk.screen().contains("1 of 2 exams passed"), "{}", desk.screen());
}

/// Enter on nothing twice gives the first section up: its 4 steps are missed, one of them critical, the rest is right:
/// 26 of 30 are 86 %.
#[test]
fn a_poor_exam_fails_though_its_case_is_right() {
    let mut desk = sits(1);
    walks(&mut desk);
    assert_eq!(past(&desk).score, Score { asked: 30, right: 26, missed: 4, critical: 1, ..Score::default() });
    let told = debriefed(&mut desk);
    assert!(told.contains("Knowledge of steps 86 %: NOT passed") && told.contains("MISSED"), "{told}");
    desk.press("\x1b");
    assert!(desk.screen().contains("0 of 2 exams passed"), "{}", desk.screen());
}

/// All of the drills is right, and two answers; the first choice would have harmed, and the exam is over: 28 of 29, 96 %.
#[test]
fn an_unsafe_exam_ends_at_the_choice_and_fails() {
    let mut desk = sits(0);
    desk.press("\r");
    while !matches!(desk.app.dialog, Some(Dialog::Played(Played::Decision))) {
        super::scenarios::step(&mut desk);
    }
    let harmful = digit(&desk, |choice| choice.r#unsafe);
    desk.press(&harmful);
    assert_eq!(past(&desk).score, Score { asked: 29, right: 28, r#unsafe: 1, critical: 1, ..Score::default() });
    let told = debriefed(&mut desk);
    assert!(told.contains("96 %: NOT passed") && told.contains("One choice would have harmed."), "{told}");
    desk.press("\x1b");
    assert!(desk.screen().contains("0 of 2 exams passed"), "{}", desk.screen());
}

/// A simulated nurse is the second and a simulated clinician signs, both by keys that a trainee presses; how one of them
/// overrides stands in `scenarios`.
#[test]
fn a_colleague_seconds_and_signs_where_a_trainee_may_not() {
    let mut desk = Desk::practice(4711);
    desk.press("1");
    let ends = desk.case().checklist().phases[0].sections.clone();
    while ends.contains(&desk.case().checklist().item(desk.cursor()).section.0) {
        records(&mut desk);
    }
    desk.press("s\r");
    assert!(desk.notice().contains("SIM-C clinician (simulated) signs"), "{}", desk.screen());
    let signed =
        desk.case().entries().iter().find(|line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::Signed { .. }))));
    assert_eq!(signed.expect("a sign-off").entry.stamp.by.to_string(), "SIM-C clinician");
    // Nobody is judged for it, and the walk goes on.
    let score = past(&desk).score;
    assert_eq!(score.asked, score.right);
    walks(&mut desk);
    let seconds = desk.case().entries().iter().filter_map(|line| match &line.entry.fact {
        Some(Fact::Item(_, ItemFact::Answered { second, .. })) => second.as_ref(),
        _ => None,
    });
    assert!(seconds.clone().count() > 0 && seconds.clone().all(|second| second.to_string() == "SIM-N nurse"));
    let signs = desk
        .case()
        .entries()
        .iter()
        .filter(|line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::Signed { .. }))));
    assert!(signs.count() >= 1);
}

/// Set-up waits for nothing and nothing of it is waited for: any sequence is right, and whoever looks first at who the
/// patient is is told where that belongs, and loses nothing.
#[test]
fn steps_that_no_pair_states_are_right_in_any_sequence() {
    let lesson = &*super::drills::LESSON;
    let setup = lesson.checklist.find_section("setup").expect("a section");
    let mut asked = Asked::new(lesson, Task::Recall(setup), true);
    let mut given = Vec::new();
    if let Asked::Naming(naming) = &mut asked {
        given.extend(naming.says(lesson, "name and birth date"));
        if !naming.perhaps.is_empty() {
            given.extend(naming.means(lesson, Some(0)));
        }
        for ix in lesson.steps(setup).into_iter().rev() {
            given.extend(naming.says(lesson, lesson.checklist.item(ix).text.as_str()));
        }
    }
    let verdicts: Vec<Verdict> = given.iter().map(|mark| mark.verdict).collect();
    let score = Score::of(given.iter(), &lesson.checklist);
    let steps = u32::try_from(lesson.steps(setup).len()).unwrap();
    assert_eq!(verdicts[0], Verdict::Extra);
    assert_eq!(score, Score { asked: steps, right: steps, extra: 1, ..Score::default() }, "{given:?}");
}
