//! Cases that are played: by keys, from the panel that begins them to their debrief.

use crate::bench::prelude::*;
use periop::app::{Dialog, Effect, Part, Played, Screen};
use periop::domain::practice::Verdict::{Missed, Right, Unsafe, Wrong};
use periop::domain::practice::{Exercise, Past, Play, Rehearsal, Score, Seed, Verdict};

/// A rehearsal that has begun; what its patient is about was read.
pub(super) fn begun(exercise: Exercise, of: &str) -> Desk {
    let mut desk = Desk::practice(4711);
    let of: Vec<Id> = of.parse().into_iter().collect();
    // A case in an exam is one that stands behind its drills.
    let begins = if exercise == Exercise::Exam { Exercise::Scenario } else { exercise };
    desk.carry_out(vec![Effect::Rehearse { exercise: begins, of }]);
    desk.app.practice.rehearsal.as_mut().expect("it has begun").exercise = exercise;
    if exercise != Exercise::Guided {
        desk.press("\r");
    }
    desk
}

pub(super) fn play(desk: &Desk) -> &Play {
    desk.app.practice.play.as_ref().expect("something is played")
}

pub(super) fn past(desk: &Desk) -> Past {
    Past::of(desk.case()).expect("a rehearsal")
}

pub(super) fn verdicts(desk: &Desk) -> Vec<(String, Verdict)> {
    past(desk).marks.into_iter().map(|(_, mark)| (mark.about.to_string(), mark.verdict)).collect()
}

pub(super) fn of(marks: &[(&str, Verdict)]) -> Vec<(String, Verdict)> {
    marks.iter().map(|(about, verdict)| ((*about).to_owned(), *verdict)).collect()
}

pub(super) fn is_over(desk: &Desk) -> bool {
    matches!((&desk.app.screen, &desk.app.practice.part), (Screen::Practice, Part::Debrief(_)))
}

/// The keys of an answer.
fn typed(spec: &AnswerType, answer: Option<&Answer>) -> String {
    let digit = |id: &Id| {
        let at = spec.options().iter().position(|option| option.id == *id).expect("an option");
        ((at + 1) % 10).to_string()
    };
    match (spec, answer) {
        // For what a row is stands there already.
        (AnswerType::Fields { fields, each, .. }, Some(Answer::Fields(rows))) => {
            let asked = || fields.iter().skip(usize::from(each.is_some()));
            let of = |field: &Field, row: &BTreeMap<Id, Answer>| match field.answer {
                AnswerType::Time { points: Direction::Now } => "now\r".to_owned(),
                _ => typed(&field.answer, row.get(&field.id)),
            };
            rows.iter().flat_map(|row| asked().map(|field| of(field, row)).collect::<Vec<_>>()).collect()
        }
        (_, Some(Answer::Choice(ids))) => {
            let is_whole = ids.len() == 1 && spec.options().iter().any(|option| option.alone && option.id == ids[0]);
            let several = matches!(spec, AnswerType::Choice { several: true, .. });
            ids.iter().map(digit).collect::<String>() + if several && !is_whole { "\r" } else { "" }
        }
        (_, Some(Answer::NotRight(why))) => format!("x{why}\r"),
        (_, Some(Answer::Number { value, .. })) => format!("{value}\r"),
        (_, Some(Answer::Alternative(_))) => "=".to_owned(),
        (_, Some(Answer::Text(text))) => format!("{text}\r"),
        (_, Some(Answer::Date(date))) => format!("{date}\r"),
        (AnswerType::Time { points: Direction::Now }, Some(Answer::Time(_))) => " ".to_owned(),
        (_, Some(Answer::Time(at))) => format!("{}\r", at.in_zone(&TimeZone::UTC).strftime("%Y-%m-%d %H:%M")),
        (_, Some(Answer::Done | Answer::TimerEnded(_) | Answer::Fields(_))) => " ".to_owned(),
        (_, None) => "\r".to_owned(),
    }
}

/// The words of what is found at an item.
fn words(play: &Play, item: &str, ix: ItemIx) -> String {
    let scenario = play.scenario();
    let decided = scenario.and_then(|of| of.decisions.iter().find(|decision| decision.at == item)?.record.clone());
    let given = || scenario.and_then(|of| of.given.get(item).cloned());
    decided.or_else(given).or_else(|| play.lesson.normal(ix).map(str::to_owned)).expect("an item of the case")
}

/// Records at the bar what is found there; goes on to what is open where nothing is to be recorded.
pub(super) fn records(desk: &mut Desk) {
    let (checklist, here, now) = (desk.case().checklist().clone(), desk.cursor(), desk.time.now());
    let item = checklist.item(here);
    if !desk.case().status(here).is_open() {
        let open = |ix: &ItemIx| desk.case().status(*ix).is_open() && desk.case().is_open(checklist.item(*ix).section);
        let next = checklist.item_ixs().find(open).expect("something is open");
        return desk.go(&checklist.item(next).id.to_string());
    }
    let answer = read_told(&item.answer, &words(play(desk), item.id.as_str(), here), &now).expect("an answer");
    let starts = matches!(item.answer, AnswerType::Time { points: Direction::Past } | AnswerType::Date { .. });
    desk.press(&format!("{}{}", if starts { "\r" } else { "" }, typed(&item.answer, Some(&answer))));
}

/// The digit of the choice that begins so.
pub(super) fn digit(desk: &Desk, chosen: impl Fn(&DecisionChoice) -> bool) -> String {
    let choices = play(desk).choices();
    let (place, ..) = choices.iter().find(|(.., choice)| chosen(choice)).expect("a choice");
    (place + 1).to_string()
}

/// Does what is right once.
pub(super) fn step(desk: &mut Desk) {
    // A busy machine may keep a save longer than a key waits for it.
    while desk.is_saving() {
        desk.look();
    }
    match desk.app.dialog.clone() {
        None => records(desk),
        Some(Dialog::Played(Played::Decision)) => {
            let right = digit(desk, |choice| choice.right);
            desk.press(&right);
        }
        Some(Dialog::Played(Played::Interruption(_))) => {
            let here = desk.cursor();
            desk.press("\r");
            let item = desk.case().checklist().item(here).id.to_string();
            desk.go(&item);
        }
        Some(Dialog::Crisis(_)) => {
            desk.draws((80, 24));
            desk.press("\x1b");
        }
        Some(Dialog::Stop(_)) => {
            desk.press("\x1b");
        }
        Some(Dialog::Played(_)) => {
            desk.press("\r");
        }
        Some(other) => panic!("{other:?}\n{}", desk.screen()),
    }
}

pub(super) fn walks(desk: &mut Desk) {
    for _ in 0..400 {
        if is_over(desk) {
            return;
        }
        step(desk);
    }
    panic!("it does not end\n{}", desk.screen());
}

pub(super) fn scenarios() -> Vec<String> {
    let desk = Desk::practice(1);
    let lesson = desk.app.practice.lesson.clone().expect("a lesson");
    lesson.beside.scenarios.iter().map(|scenario| scenario.id.clone()).collect()
}

#[test]
fn every_scenario_is_walked_by_its_right_path_to_its_end() {
    let all = scenarios();
    assert_eq!(all.len(), 15);
    for scenario in all {
        let mut desk = begun(Exercise::Scenario, &scenario);
        walks(&mut desk);
        let past = past(&desk);
        let of = desk.app.practice.lesson.clone().expect("a lesson");
        let end =
            of.beside.scenarios.iter().find(|of| of.id == scenario).and_then(|of| of.end.clone()).expect("an end");
        assert_eq!(desk.case().stopped().is_some(), end.stopped, "{scenario}");
        let wrong: Vec<_> = past.marks.iter().filter(|(_, mark)| mark.verdict != Right).collect();
        assert!(wrong.is_empty(), "{scenario}: {wrong:?}");
        assert_eq!(past.score.percent(), 100, "{scenario}");
        desk.press("4\r80\r");
        let said = self::past(&desk).debriefing.expect("it is said how it went, though the case is closed");
        assert_eq!(said.sure, Some(80), "{scenario}");
        desk.press("crings the prescriber first\r");
        assert!(desk.screen().contains("next time   rings"), "{scenario}: {}", desk.screen());
    }
}

/// The stop at the last dose stands already; who ends the case there has missed none of what would have come.
#[test]
fn whoever_stops_at_a_stop_before_the_decision_has_missed_nothing() {
    for (exercise, verdicts) in [
        (Exercise::Scenario, &[("antithrombotic-class", Right), ("antithrombotic-last-dose", Right)][..]),
        (Exercise::Exam, &[("antithrombotic-class", Right), ("antithrombotic-last-dose", Right)]),
    ] {
        let mut desk = begun(exercise, "warfarin-inr");
        records(&mut desk);
        records(&mut desk);
        assert!(matches!(desk.app.dialog, Some(Dialog::Stop(_))), "{}", desk.screen());
        desk.press("3one tablet last night\r");
        assert_eq!(self::verdicts(&desk), of(verdicts), "{}", desk.screen());
        assert!(is_over(&desk), "{}", desk.screen());
        desk.press("\r\r");
        assert!(desk.shown((80, 40)).contains("You stopped before it came to: INR"), "{}", desk.shown((80, 40)));
    }
}

#[test]
fn each_unsafe_choice_ends_an_exam_and_fails_it() {
    let lesson = Desk::practice(1).app.practice.lesson.clone().expect("a lesson");
    let standard = lesson.beside.mastery.as_ref().expect("a standard");
    for scenario in &lesson.beside.scenarios {
        let mut desk = begun(Exercise::Exam, &scenario.id);
        let record = desk.ward.root().join(format!("practice/cases/open/{}.jsonl", desk.case().code()).to_lowercase());
        let mut harmed = 0;
        while !is_over(&desk) {
            if matches!(desk.app.dialog, Some(Dialog::Played(Played::Decision))) {
                let (app, before) = (desk.app.clone(), fs::read(&record).expect("the record"));
                for (place, _, choice) in play(&desk).clone().choices().iter().filter(|(.., choice)| choice.r#unsafe) {
                    desk.press(&(place + 1).to_string());
                    assert!(is_over(&desk), "{}\n{}", choice.text, desk.screen());
                    let past = past(&desk);
                    let (_, last) = past.marks.last().expect("a mark");
                    assert_eq!((last.verdict, last.given.as_str()), (Unsafe, choice.text.as_str()));
                    assert!(past.score.r#unsafe == 1 && !past.score.passes(standard), "{}", choice.text);
                    harmed += 1;
                    fs::write(&record, &before).expect("it is put back");
                    let code = desk.case().code();
                    (desk.app, desk.open) = (app.clone(), Some(desk.desk.open(code).expect("the case")));
                }
            }
            step(&mut desk);
        }
        let choices = scenario.decisions.iter().flat_map(|decision| &decision.choices);
        assert_eq!(harmed, choices.filter(|choice| choice.r#unsafe).count(), "{}", scenario.id);
    }
}

/// What is asked: infection, temperature, then two decisions. The first reading was not the one that stood there.
#[test]
fn what_was_recorded_wrong_is_told_and_put_right_before_it_is_decided() {
    let mut desk = begun(Exercise::Scenario, "fever");
    records(&mut desk);
    assert!(desk.screen().contains("FOUND  The thermometer reads 38.4 °C."), "{}", desk.screen());
    desk.press("36.8\r");
    assert!(desk.notice().contains("WRONG  36.8 °C. Expected: 38.4 °C."), "{}", desk.notice());
    assert_eq!(desk.cursor(), desk.ix("vitals-temp"));
    desk.press("↓");
    assert_eq!(desk.cursor(), desk.ix("vitals-temp"), "it goes no further");
    desk.press("u38.4\r");
    walks(&mut desk);
    let marks = [("infection-screen", Right), ("vitals-temp", Wrong), ("vitals-temp", Right), ("vitals-temp", Right)];
    assert_eq!(verdicts(&desk), of(&marks));
    let score = Score { asked: 4, right: 3, wrong: 1, critical: 1, ..Score::default() };
    assert_eq!(past(&desk).score, score);
}

/// Only the first choice counts; each that is not right is told of, and not offered again.
#[test]
fn a_poor_run_is_told_at_once_what_would_have_come_of_it() {
    let mut desk = begun(Exercise::Scenario, "apixaban-facet");
    records(&mut desk);
    let cancel = digit(&desk, |choice| choice.text.starts_with("Cancel"));
    desk.press(&cancel);
    for words in ["UNSAFE", "He goes home and stops the tablet", "Only its prescriber stops it"] {
        assert!(desk.screen().contains(words), "{words}\n{}", desk.screen());
    }
    desk.press("\r");
    assert!(!desk.screen().contains("Cancel; three days off"), "{}", desk.screen());
    let patient = digit(&desk, |choice| choice.text.starts_with("Let the patient"));
    desk.press(&patient);
    assert!(desk.screen().contains("WRONG"), "{}", desk.screen());
    desk.press("\r");
    walks(&mut desk);
    let at = "antithrombotic-status";
    assert_eq!(verdicts(&desk), of(&[(at, Right), (at, Unsafe), (at, Right)]));
    let score = Score { asked: 3, right: 2, r#unsafe: 1, critical: 1, ..Score::default() };
    assert_eq!(past(&desk).score, score);
    assert_eq!(desk.said(at), "blood thinner continued as agreed");
}

#[test]
fn whoever_was_called_away_finds_the_next_step_alone() {
    let at = "consent-matches";
    for (goes_on_at, verdict) in [(at, Right), ("right-images-up", Wrong)] {
        let mut desk = begun(Exercise::Scenario, "wrong-side-consent");
        while desk.app.dialog.is_none() {
            records(&mut desk);
        }
        assert!(desk.screen().contains("The next patient is at the door"), "{}", desk.screen());
        desk.press("\r");
        let away = desk.cursor();
        assert_ne!(away, desk.ix(at));
        desk.press("g");
        assert_eq!((desk.cursor(), desk.notice().as_str()), (away, "Find the place yourself: you were called away."));
        desk.go(goes_on_at);
        let before = past(&desk).marks.len();
        records(&mut desk);
        assert_eq!(verdicts(&desk)[before], (at.to_owned(), verdict), "{goes_on_at}");
        assert_eq!(desk.notice().contains("WRONG  went on at: "), verdict == Wrong, "{}", desk.screen());
        desk.go(at);
        walks(&mut desk);
        assert_eq!(past(&desk).score.wrong, u32::from(verdict == Wrong));
    }
}

/// From the first item to the last review, months later, with reasons in sight and nobody waiting.
#[test]
fn a_guided_case_is_walked_to_its_end_by_few_keys() {
    let mut desk = begun(Exercise::Guided, "");
    assert!(desk.screen().contains("FOUND"), "{}", desk.screen());
    let pressed = desk.time.now.at;
    walks(&mut desk);
    let past = past(&desk);
    let wrong: Vec<_> = past.marks.iter().filter(|(_, mark)| mark.verdict != Right).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let asked = u32::try_from(play_items(&desk)).expect("a count");
    assert_eq!((past.score.asked, past.score.right), (asked, asked));
    assert_eq!(desk.time.now.at, pressed, "the workstation's own clock stands");
    assert!(desk.time.now().at.since(pressed).as_secs() > 80 * 24 * 3600, "three months went by");
}

fn play_items(desk: &Desk) -> usize {
    desk.app.practice.lesson.as_ref().expect("a lesson").beside.normal.len()
}

/// Whoever knows nothing of the steps may still do what is right in the case behind them.
#[test]
fn an_exam_goes_on_from_its_drills_to_a_case() {
    let mut desk = Desk::practice(4711);
    desk.press("6\r");
    let is_drill = |desk: &Desk| desk.app.practice.play.is_none();
    for _ in 0..200 {
        if is_drill(&desk) {
            desk.press("\r\r\r123456789\r");
        }
    }
    assert!(!is_drill(&desk), "{}", desk.screen());
    let marks = past(&desk).marks.len();
    walks(&mut desk);
    let past = past(&desk);
    assert!(past.marks[..marks].iter().all(|(_, mark)| mark.exercise != Exercise::Scenario));
    assert!(past.marks.len() > marks, "{:?}", past.marks);
    for (_, mark) in &past.marks[marks..] {
        assert_eq!((mark.exercise, mark.verdict), (Exercise::Scenario, Right), "{mark:?}");
    }
}

#[test]
fn in_an_exam_nothing_is_told_helped_or_taken_back() {
    let mut desk = begun(Exercise::Exam, "fever");
    records(&mut desk);
    desk.press("36.8\r");
    assert!(matches!(desk.app.dialog, Some(Dialog::Played(Played::Decision))), "{}", desk.screen());
    assert_eq!(desk.said("vitals-temp"), "38.4 °C", "a colleague has put it right");
    assert!(!desk.screen().contains("WRONG"), "{}", desk.screen());
    let mut desk = begun(Exercise::Exam, "fever");
    // What is left when somebody leaves is missed, or nobody would fail who leaves in time.
    for key in ["?", "/", "i", "u"] {
        desk.press(key);
        assert!(desk.app.dialog.is_none() && desk.notice().contains("no help"), "{key}: {}", desk.notice());
    }
    desk.press("\x1b\x1b\r");
    assert!(is_over(&desk), "{}", desk.screen());
    assert_eq!(verdicts(&desk), of(&[("vitals-temp", Missed)]));
}

#[test]
fn colleagues_stand_in_for_whom_a_trainee_needs() {
    let mut desk = begun(Exercise::Scenario, "particulate-cervical");
    records(&mut desk);
    desk.press(" ");
    assert!(desk.notice().contains("SIM-N nurse (simulated) confirms"), "{}", desk.screen());
    let mut desk = begun(Exercise::Scenario, "warfarin-inr");
    while desk.app.dialog.is_none() {
        records(&mut desk);
    }
    desk.press("4the list is late\r");
    let overridden = desk.case().entries().iter().rev().nth(1).expect("an entry before its mark");
    assert_eq!(overridden.entry.stamp.by.to_string(), "SIM-C clinician", "{}", desk.screen());
    let (_, mark) = past(&desk).marks.pop().expect("a mark");
    assert_eq!((mark.about.as_str(), mark.verdict), ("antithrombotic-last-dose", Wrong));
}

#[test]
fn esc_is_asked_about_once_and_leads_to_the_debrief_of_what_was_given() {
    let mut desk = begun(Exercise::Scenario, "fever");
    desk.press("\x1b\x1b");
    assert!(!is_over(&desk) && desk.app.dialog.is_none(), "{}", desk.screen());
    desk.press("\x1b\r");
    assert!(matches!((&desk.app.screen, &desk.app.practice.part), (Screen::Practice, Part::Menu(_))));
    let mut desk = begun(Exercise::Scenario, "fever");
    records(&mut desk);
    // The first one takes the caution away.
    desk.press("\x1b\x1b\r");
    assert!(is_over(&desk), "{}", desk.screen());
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let seen = |seed| {
        let mut desk = Desk::practice(seed);
        desk.press("5\r");
        let play = play(&desk);
        (play.scenario().map(|of| of.id.clone()), play.choices().iter().map(|(_, n, _)| *n).collect::<Vec<_>>())
    };
    let lesson = Desk::practice(1).app.practice.lesson.clone().expect("a lesson");
    let all = (0..60).map(|seed| {
        let rehearsal = Rehearsal { exercise: Exercise::Scenario, seed: Seed(seed), of: Vec::new() };
        Play::new(lesson.clone(), &rehearsal).scenario().map(|of| of.id.clone())
    });
    assert_eq!(seen(17), seen(17));
    assert!(all.collect::<BTreeSet<_>>().len() > 10, "seeds pick among all");
}

/// A case that was closed otherwise than by its stop is over as well: what was to be decided was passed over.
#[test]
fn whoever_closes_the_case_comes_to_the_debrief() {
    let mut desk = begun(Exercise::Scenario, "warfarin-inr");
    records(&mut desk);
    desk.press("e3patient is ill\r");
    assert!(is_over(&desk), "{}", desk.screen());
    assert_eq!(verdicts(&desk), of(&[("antithrombotic-class", Right), ("inr-today", Missed)]));
    desk.press("\r\r");
    assert!(desk.screen().contains("Knowledge of steps 50 %"), "{}", desk.screen());
}
