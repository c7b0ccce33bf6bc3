//! A disk that refuses what a rehearsal writes: it is said, nothing counts as judged, and a key tries it again.

use super::debrief::mark;
use super::scenarios::{begun, digit, past, records};
use crate::bench::prelude::*;
use periop::app::{Dialog, Effect, Part, Played, Screen};
use periop::domain::practice::{Exercise, Verdict};
use std::path::PathBuf;

/// The folder of practice is away, and a file stands in its place.
struct Away(PathBuf);

impl Away {
    fn from(desk: &Desk) -> Self {
        let practice = desk.ward.root().join("practice");
        if practice.exists() {
            fs::rename(&practice, practice.with_extension("away")).expect("it is moved");
        }
        fs::write(&practice, "no folder").expect("a file");
        Self(practice)
    }

    fn comes_back(self) {
        fs::remove_file(&self.0).expect("the file goes");
        if self.0.with_extension("away").exists() {
            fs::rename(self.0.with_extension("away"), &self.0).expect("it is put back");
        }
    }
}

fn is_unsaved(desk: &Desk) -> bool {
    matches!(desk.app.dialog, Some(Dialog::Played(Played::Unsaved)))
}

#[test]
fn a_rehearsal_that_cannot_begin_is_told_and_begins_by_the_same_seed_later() {
    let mut desk = Desk::practice(4711);
    let away = Away::from(&desk);
    desk.press("6\r");
    assert!(desk.notice().starts_with("NOT SAVED"), "{}", desk.notice());
    assert!(matches!(desk.app.practice.part, Part::Menu(_)), "{}", desk.screen());
    away.comes_back();
    desk.press("\r");
    assert_eq!(past(&desk).rehearsal.seed.0, 4711, "{}", desk.screen());
}

/// The mark of a choice, then what the choice does in the case.
#[test]
fn a_choice_and_what_it_does_are_told_once_and_tried_again_by_enter() {
    let mut desk = begun(Exercise::Scenario, "apixaban-facet");
    records(&mut desk);
    let right = digit(&desk, |choice| choice.right);
    for keys in [right.as_str(), "\r"] {
        let before = desk.case().entries().len();
        let away = Away::from(&desk);
        desk.press(keys);
        for key in ["", "x", "↓", "\r"] {
            desk.press(key);
            assert!(is_unsaved(&desk) && desk.screen().contains("NOT SAVED"), "{keys} {key}: {}", desk.screen());
        }
        // Leaving is asked about; whoever stays comes back to it.
        desk.press("\x1b");
        assert!(desk.screen().contains("END PRACTICE?"), "{}", desk.screen());
        desk.press("\x1b");
        assert!(is_unsaved(&desk), "{}", desk.screen());
        away.comes_back();
        let stored = desk.desk.open(desk.case().code()).expect("the record");
        assert_eq!(stored.case.entries().len(), before, "nothing is on the disk");
        desk.press("\r");
        assert!(!is_unsaved(&desk) && desk.case().entries().len() > before, "{}", desk.screen());
    }
    let right: Vec<_> = past(&desk).marks.iter().map(|(_, mark)| mark.verdict).collect();
    assert_eq!(right, [Verdict::Right, Verdict::Right], "each once");
}

#[test]
fn whoever_cannot_wait_for_the_disk_leaves_and_what_is_saved_stays() {
    let mut desk = begun(Exercise::Scenario, "apixaban-facet");
    records(&mut desk);
    let marks = past(&desk).marks.len();
    let right = digit(&desk, |choice| choice.right);
    let away = Away::from(&desk);
    desk.press(&format!("{right}\x1b\r"));
    assert!(matches!((&desk.app.screen, &desk.app.practice.part), (Screen::Practice, Part::Menu(_))));
    assert!(desk.app.practice.play.is_none() && desk.app.dialog.is_none(), "{}", desk.screen());
    away.comes_back();
    let (all, _) = desk.desk.past(|_, _| None::<()>).expect("the rehearsals");
    assert_eq!((all.len(), all[0].marks.len(), all[0].debriefing.clone()), (1, marks, None));
}

#[test]
fn what_will_be_done_differently_stays_typed_until_it_is_saved() {
    let mut desk = Desk::practice(4711);
    desk.carry_out(vec![Effect::Rehearse { exercise: Exercise::Omission, of: vec!["say-drug".parse().unwrap()] }]);
    desk.press("drug and dose\r\r\r90\rc");
    let away = Away::from(&desk);
    desk.press("mask\r");
    assert!(desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    away.comes_back();
    desk.press("\r");
    assert!(desk.screen().contains("mask"), "what was typed is there: {}", desk.screen());
    assert_eq!(desk.press("\r"), [Act::Note { item: None, text: Text::from("mask") }]);
    assert!(desk.screen().contains("Knowledge of steps"), "{}", desk.screen());
}

/// As in a case: what is pressed while something is saved is not taken, and that is said.
#[test]
fn letters_that_come_while_an_answer_is_saved_are_not_taken_and_that_is_said() {
    let mut desk = Desk::practice(4711);
    desk.carry_out(vec![Effect::Rehearse { exercise: Exercise::Recall, of: vec!["time-out".parse().unwrap()] }]);
    let code = desk.case().code().file_stem();
    let record = desk.ward.root().join(format!("practice/cases/open/{code}.jsonl"));
    let kept = fs::File::options().append(true).open(&record).unwrap();
    kept.lock().unwrap();
    desk.press("stop concerns\r");
    for key in ["r", "\r", "⇥", "\x1b"] {
        desk.press(key);
        assert!(desk.is_saving() && desk.notice().contains("NOT TAKEN"), "{key:?}: {}", desk.notice());
    }
    desk.paste("right patient");
    drop(kept);
    while !desk.look() {}
    assert!(desk.screen().contains("RIGHT"), "{}", desk.screen());
    desk.press("patient band\r");
    assert_eq!(past(&desk).marks.len(), 2, "{}", desk.screen());
}

/// A look and a step back: nobody practised.
#[test]
fn what_was_left_before_anything_was_given_is_no_rehearsal() {
    for keys in ["22asd\x1b", "1\x1b\r", "5\r\x1b\r", "6\x1b"] {
        let mut desk = Desk::practice(4711);
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("Ten-minute taster") && !screen.contains("Practise what I miss"), "{keys:?}: {screen}");
        let (all, _) = desk.desk.past(|_, _| None::<()>).expect("the rehearsals");
        assert!(all.is_empty(), "{keys:?}: {all:?}");
        assert!(desk.ward.fine(&["practice", "list"]).out.starts_with("nothing was rehearsed"), "{keys:?}");
        desk.carry_out(vec![Effect::Rehearse { exercise: Exercise::Recall, of: Vec::new() }]);
        desk.act(NURSE, Act::Mark(vec![mark("say-drug", Verdict::Right, "")]));
        assert_eq!(desk.ward.fine(&["practice", "list"]).out.lines().count(), 1, "only what was given");
    }
}
