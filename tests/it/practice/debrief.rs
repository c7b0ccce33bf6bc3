//! The debrief of a rehearsal, by keys: what is asked first, what is said then, and what is done with it.

use crate::bench::keys::lines;
use crate::bench::prelude::*;
use insta::assert_snapshot;
use periop::app::{Debrief, Effect, Key, Part};
use periop::domain::practice::{Debriefing, Exercise, Mark, Past, Verdict};
use periop::tui::Time;

/// The trainee of these rehearsals, who is the nurse of the cases.
const LEARNS: &str = "JR:trainee";
/// What a hostile hand would write.
const HOSTILE: &str = "<script>alert(1)</script> | *a* \u{202e}b `c`";

pub(super) fn mark(about: &str, verdict: Verdict, given: &str) -> Mark {
    Mark {
        exercise: Exercise::Recall,
        about: about.parse().expect("an id"),
        verdict,
        given: Text::from(given),
        expected: Text::default(),
        why: Text::default(),
        critical: false,
    }
}

fn perfect() -> Vec<Mark> {
    ["everyone-stops", "say-patient", "say-procedure-side-level"].map(|id| mark(id, Verdict::Right, "")).into()
}

/// Two of four were right; of what was not, both are critical. What does not belong there counts for nothing.
fn poor() -> Vec<Mark> {
    let early = Mark { why: Text::from("A mask comes first."), ..mark("skin-prepped", Verdict::OutOfOrder, "wash") };
    let missed = mark("say-patient", Verdict::Missed, "");
    let right = ["everyone-stops", "say-procedure-side-level"].map(|id| mark(id, Verdict::Right, id));
    [mark("call-made", Verdict::Extra, "ring them")].into_iter().chain(right).chain([missed, early]).collect()
}

fn harmful() -> Vec<Mark> {
    let choice = Mark {
        expected: Text::from("Tell the clinician what the slip says"),
        ..mark("inr-today", Verdict::Unsafe, "Note \"four days held\" and go on asking")
    };
    vec![mark("antithrombotic-class", Verdict::Right, "warfarin"), choice]
}

/// A rehearsal whose last task is done: its debrief begins.
fn over(exercise: Exercise, of: &[&str], marks: Vec<Mark>) -> Desk {
    let mut desk = Desk::practice(4711);
    goes_over(&mut desk, exercise, of, marks);
    desk
}

fn goes_over(desk: &mut Desk, exercise: Exercise, of: &[&str], marks: Vec<Mark>) {
    let of = of.iter().map(|id| id.parse().expect("an id")).collect();
    desk.carry_out(vec![Effect::Rehearse { exercise, of }]);
    desk.act(LEARNS, Act::Mark(marks));
    let lesson = desk.app.practice.lesson.clone().expect("a checklist");
    desk.app.practice.part = Part::Debrief(Box::new(Debrief::new(lesson)));
    (desk.app.screen, desk.app.dialog, desk.app.practice.play) = (periop::app::Screen::Practice, None, None);
}

fn past(desk: &Desk) -> Past {
    Past::of(desk.case()).expect("a rehearsal")
}

/// Every page of what is shown, without the frame.
fn read(desk: &mut Desk, size: (u16, u16)) -> String {
    let mut all: Vec<String> = Vec::new();
    for _ in 0..200 {
        let page = lines(&desk.drawn(size, false));
        let inner = page[1..page.len() - 1].iter().map(|row| row.trim_matches(['▓', ' ']).to_owned());
        all.extend(inner);
        desk.press("↓");
        if lines(&desk.drawn(size, false)) == page {
            break;
        }
    }
    all.join("\n")
}

#[test]
fn nothing_is_told_before_the_trainee_said_how_it_went_and_that_is_recorded() {
    let mut desk = over(Exercise::Recall, &["time-out"], poor());
    let before = desk.screen();
    assert!(before.contains("How did it go?") && !before.contains('%'), "{before}");
    assert_eq!(desk.press("so so\r"), []);
    assert!(desk.screen().contains("How sure were you") && !desk.screen().contains("Knowledge"), "{}", desk.screen());
    for wrong in ["101\r", "ninety\r"] {
        assert_eq!(desk.press(wrong), []);
        assert!(desk.screen().contains("a whole number from 0 to 100"), "{wrong}: {}", desk.screen());
        desk.press("\x1b");
        let at = desk.time.elapsed();
        desk.takes(Key::Ctrl('u'), at);
    }
    let said = Debriefing { sure: Some(90), went: Text::from("so so") };
    assert_eq!(desk.press("90\r"), [Act::Debrief(said.clone())]);
    assert_eq!(past(&desk).debriefing, Some(said));
    assert!(desk.screen().contains("Knowledge of steps 50 %: below the standard"), "{}", desk.screen());
}

#[test]
fn what_is_not_saved_is_not_shown_and_is_tried_again_by_a_key() {
    let mut desk = over(Exercise::Recall, &[], poor());
    let (practice, away) = (desk.ward.root().join("practice"), desk.ward.root().join("away"));
    fs::rename(&practice, &away).expect("it is moved");
    desk.press("\r90\r");
    assert!(desk.screen().contains("NOT SAVED"), "{}", desk.screen());
    desk.press("\r");
    assert!(desk.screen().contains("not recorded yet") && !desk.screen().contains("Knowledge"), "{}", desk.screen());
    fs::rename(&away, &practice).expect("it is put back");
    desk.press("\r");
    assert_eq!(past(&desk).debriefing.and_then(|said| said.sure), Some(90));
    assert!(desk.screen().contains("Knowledge"), "{}", desk.screen());
}

/// What is rehearsed, of what, how it went, and what is told of it.
type Run<'a> = (Exercise, &'a [&'a str], Vec<Mark>, &'a [&'a str]);

#[test]
fn a_perfect_a_poor_and_a_harmful_run_are_told_as_they_were() {
    let cases: [Run<'_>; 3] = [
        (
            Exercise::Recall,
            &["time-out"],
            perfect(),
            &["Knowledge of steps 100 %: as the standard asks", "RIGHT", "3 of 3"],
        ),
        (
            Exercise::Recall,
            &["time-out"],
            poor(),
            &[
                "Knowledge of steps 50 %: below the standard",
                "2 critical steps were not right.",
                "50 % of the steps were right; the standard is 90 %.",
                "MISSED",
                "(critical)",
                "TOO EARLY",
                "A mask comes first.",
                "NOT HERE",
                "2 of 4",
                "nobody here has set it yet",
                "seed",
                "4711",
            ],
        ),
        (
            Exercise::Scenario,
            &["warfarin-inr"],
            harmful(),
            &[
                "Knowledge of steps 50 %: below the standard",
                "One choice would have harmed.",
                "UNSAFE",
                "Tell the clinician",
            ],
        ),
    ];
    for (exercise, of, marks, told) in cases {
        let mut desk = over(exercise, of, marks);
        desk.press("\r90\r");
        for size in [(80, 24), (40, 12)] {
            desk.press(&"⇞".repeat(40));
            let all = read(&mut desk, size).replace('\n', " ");
            let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
            for words in told {
                assert!(all.contains(words), "{words:?} at {size:?}: {all}");
            }
        }
    }
}

#[test]
fn a_debrief_reads_well() {
    let mut desk = over(Exercise::Recall, &["time-out"], poor());
    assert_snapshot!("asked", desk.screen());
    desk.press("so so\r90\r");
    assert_snapshot!("told", desk.screen());
    assert_snapshot!("told_narrow", desk.shown((40, 12)));
    desk.press("p");
    assert_snapshot!("as_it_went", desk.screen());
}

#[test]
fn one_key_drills_what_was_missed_or_one_of_it_or_the_same_again() {
    let begins = |keys: &str| {
        let mut desk = over(Exercise::Recall, &["time-out"], poor());
        desk.press("\r\r");
        let before = past(&desk).began;
        desk.minutes(1);
        desk.press(keys);
        let after = past(&desk);
        assert!(after.began > before, "{keys}: nothing was begun: {}", desk.screen());
        let of: Vec<String> = after.rehearsal.of.iter().map(ToString::to_string).collect();
        (after.rehearsal.exercise, of.join(" "), after.rehearsal.seed.0 == 4711)
    };
    // What is critical comes first; what did not belong there is the last.
    assert_eq!(begins("\r"), (Exercise::Omission, "say-patient skin-prepped call-made".to_owned(), false));
    assert_eq!(begins("2"), (Exercise::Omission, "skin-prepped".to_owned(), false));
    assert_eq!(begins("r"), (Exercise::Recall, "time-out".to_owned(), true));
    let mut desk = over(Exercise::Recall, &[], perfect());
    desk.press("\r\r");
    let before = desk.case().code();
    desk.press("\r1");
    assert!(desk.case().code() == before && desk.notice().contains("nothing was missed"), "{}", desk.notice());
    // A scenario names what belongs to its trap as well.
    let mut desk = over(Exercise::Scenario, &["warfarin-inr"], harmful());
    desk.press("\r\r\r");
    let of: Vec<String> = past(&desk).rehearsal.of.iter().map(ToString::to_string).collect();
    assert_eq!(of[0], "inr-today");
    assert!(of.len() > 1, "{of:?}");
}

#[test]
fn what_will_be_done_differently_is_a_note_and_the_way_back_is_short() {
    let mut desk = over(Exercise::Recall, &[], poor());
    desk.press("\r\rc");
    assert!(desk.screen().contains("What will you do differently?"), "{}", desk.screen());
    assert_eq!(desk.press("mask\r"), [Act::Note { item: None, text: Text::from("mask") }]);
    let all = read(&mut desk, (80, 24));
    assert!(all.contains("next time   mask"), "{all}");
    desk.press("p\x1b");
    assert!(desk.screen().contains("Knowledge of steps"), "{}", desk.screen());
    desk.press("e");
    assert!(desk.notice().contains("--format html"), "{}", desk.notice());
    desk.press("\x1b");
    assert!(matches!(desk.app.practice.part, Part::Menu(_)));
}

#[test]
fn how_sure_somebody_was_is_set_against_what_was_right_over_time() {
    let mut desk = Desk::practice(1);
    for (marks, sure) in [(poor(), "100"), (poor(), "90"), (perfect(), "95")] {
        desk.minutes(60);
        goes_over(&mut desk, Exercise::Recall, &["time-out"], marks);
        desk.press(&format!("\r{sure}\r"));
    }
    let all = read(&mut desk, (80, 24));
    let row = |label: &str| all.lines().find(|row| row.starts_with(label)).unwrap_or_default().to_owned();
    assert!(row("trend").contains("50  50 100   ▅▅█"), "{all}");
    // Surer than right by 50, 40 and less by 5: 28 on average.
    assert!(row("sure").contains("100  90  95"), "{all}");
    assert!(all.contains("you were surer than you were right"), "{all}");
}

#[test]
fn each_form_bears_the_mark_and_keeps_hostile_words_words() {
    let mut desk = over(Exercise::Recall, &[], poor());
    desk.act(LEARNS, Act::Mark(vec![mark("say-patient", Verdict::Wrong, HOSTILE)]));
    desk.press("\r\r");
    desk.act(LEARNS, Act::Note { item: None, text: Text::from(HOSTILE) });
    let code = desk.case().code().to_string();
    let form = |format: &str| desk.ward.fine(&["practice", "debrief", &code, "--format", format]).out;
    let marked = |form: &str, ends: &[&str]| {
        let (first, last) = (form.lines().next().expect("a line"), form.lines().rfind(|line| !line.is_empty()));
        assert!(ends[0].is_empty() || first.contains("PRACTICE"), "{form}");
        assert!(form.matches("PRACTICE").count() >= 2 && form.contains("Knowledge of steps, not skill."), "{form}");
        assert!(!form.contains('\u{202e}') && form.contains("⟨U+202E⟩"), "{form}");
        last.unwrap_or_default().to_owned()
    };
    let text = form("text");
    assert!(marked(&text, &["PRACTICE"]).contains("PRACTICE"), "{text}");
    assert!(text.contains("<script>"), "in a text they are words: {text}");
    let markdown = form("markdown");
    assert!(marked(&markdown, &["PRACTICE"]).contains("PRACTICE"));
    assert!(
        markdown.contains(r"\<script\>alert(1)\</script\> \| \*a\*") && !markdown.contains(" <script"),
        "{markdown}"
    );
    let html = form("html");
    marked(&html, &[""]);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script"), "{html}");
    for outside in ["http-equiv=\"refresh", "src=", "href=", "url(", "@import"] {
        assert!(!html.contains(outside), "{outside}: {html}");
    }
}

#[test]
fn a_debrief_is_of_a_rehearsal_and_of_nothing_else() {
    let (ward, code) = small_case();
    let said = ward.run(&["practice", "debrief", &code]);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
    assert!(said.err.contains("no case"), "{said:?}");
}
