//! Simulated trainees over weeks, with a clock of their own: how often they are asked, and what they know by then.

#![expect(clippy::cast_precision_loss, reason = "small numbers, for figures that are read")]

use super::memory::{Book, lesson};
use crate::bench::prelude::*;
use periop::domain::practice::*;
use std::collections::HashMap;

/// How somebody remembers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mind {
    Perfect,
    /// Right one time in five, whatever was asked before.
    Guesses,
    /// By a power curve that is not FSRS's: after `t` days a step of strength `s` is known with `(1 + t/s)^-0.5`.
    Forgets,
}

/// The strength after a step was seen first, in days, and what recalling and forgetting do to it.
const FIRST: f64 = 8.0;
const RECALLED: f64 = 2.5;
const FORGOTTEN: f64 = 0.5;
const LEAST: f64 = 4.0;

struct Trainee {
    mind: Mind,
    dice: Dice,
    /// When a step was seen last, and how strongly it is held.
    held: HashMap<ItemIx, (i64, f64)>,
}

impl Trainee {
    fn new(mind: Mind) -> Self {
        Self { mind, dice: Seed(4711).dice(), held: HashMap::new() }
    }

    /// How likely a step is known on a day; one that was never seen one time in three.
    fn knows(&self, ix: ItemIx, day: i64) -> f64 {
        match (self.mind, self.held.get(&ix)) {
            (Mind::Perfect, _) => 1.0,
            (Mind::Guesses, _) => 0.2,
            (Mind::Forgets, None) => 1.0 / 3.0,
            (Mind::Forgets, Some((seen, strength))) => (1.0 + (day - seen) as f64 / strength).powf(-0.5),
        }
    }

    fn asked(&mut self, ix: ItemIx, day: i64) -> Verdict {
        let is_right = (self.dice.below(10_000) as f64) < self.knows(ix, day) * 10_000.0;
        let strength = match (self.held.get(&ix), is_right) {
            (None, _) => FIRST,
            (Some((_, strength)), true) => strength * RECALLED,
            (Some((_, strength)), false) => (strength * FORGOTTEN).max(LEAST),
        };
        self.held.insert(ix, (day, strength));
        if is_right { Verdict::Right } else { Verdict::Missed }
    }

    /// What is known of all steps on a day, on average.
    fn retention(&self, steps: &[ItemIx], day: i64) -> f64 {
        steps.iter().map(|ix| self.knows(*ix, day)).sum::<f64>() / steps.len() as f64
    }
}

/// What came of so many days.
struct Course {
    reviews_a_day: f64,
    /// What was known each morning of the last third, on average.
    retention: f64,
    book: Book,
}

fn steps() -> Vec<ItemIx> {
    Book::default().memory(0).unmet
}

/// What is asked on a day.
type Way = fn(&Book, i64) -> Vec<ItemIx>;

/// Each day the trainee does what this proposes.
fn goes_on(mind: Mind, days: i64, proposes: Way) -> Course {
    let (mut trainee, mut book, steps) = (Trainee::new(mind), Book::default(), steps());
    let (mut reviews, mut known) = (0, Vec::new());
    for day in 0..days {
        if day >= days * 2 / 3 {
            known.push(trainee.retention(&steps, day));
        }
        let asked = proposes(&book, day);
        reviews += asked.len();
        let verdicts = asked.iter().map(|ix| (lesson().checklist.item(*ix).id.as_str(), trainee.asked(*ix, day)));
        book.asked(day, &verdicts.collect::<Vec<_>>());
    }
    let retention = known.iter().sum::<f64>() / known.len() as f64;
    Course { reviews_a_day: reviews as f64 / days as f64, retention, book }
}

/// One press of "practise what I miss" a day.
fn what_i_miss(book: &Book, day: i64) -> Vec<ItemIx> {
    book.memory(day).next()
}

/// All that is due, and at most ten steps more that were never asked.
fn all_due(book: &Book, day: i64) -> Vec<ItemIx> {
    let memory = book.memory(day);
    let due = memory.due().into_iter().map(|known| known.item);
    due.chain(memory.unmet.iter().copied().take(10)).collect()
}

#[test]
fn who_misses_is_asked_more_often_than_who_knows() {
    let asked = |mind| goes_on(mind, 45, what_i_miss).reviews_a_day;
    let (perfect, forgets, guesses) = (asked(Mind::Perfect), asked(Mind::Forgets), asked(Mind::Guesses));
    assert!(perfect < forgets && forgets < guesses, "{perfect} {forgets} {guesses}");
    assert!(guesses <= 10.0, "nobody is asked more than ten at once");
}

#[test]
fn only_who_knows_masters_and_only_on_different_seeds() {
    for (mind, seeds, masters) in
        [(Mind::Perfect, [1, 2], true), (Mind::Perfect, [1, 1], false), (Mind::Guesses, [1, 2], false)]
    {
        let (mut trainee, mut book) = (Trainee::new(mind), Book::default());
        for (day, seed) in (0..).zip(seeds) {
            let mut order = steps();
            Seed(seed).dice().shuffle(&mut order);
            let marks = order.iter().take(12);
            let marks = marks.map(|ix| (lesson().checklist.item(*ix).id.as_str(), trainee.asked(*ix, day)));
            book.sits(day, seed, &marks.collect::<Vec<_>>());
        }
        assert_eq!(book.standing(1).is_mastered(), masters, "{mind:?} {seeds:?}");
    }
}

/// Two exams are passed, then each day all that is due is done, what was missed until it is right.
#[test]
fn who_does_what_is_due_stays_mastered_as_long_as_the_checklist_lets_them_and_who_does_nothing_does_not() {
    for (mind, reviews_more_than) in [(Mind::Perfect, 0.5), (Mind::Forgets, 1.0)] {
        let (mut trainee, mut book, mut asked) = (Trainee::new(mind), Book::default(), 0);
        let all = steps();
        let right: Vec<_> = all.iter().map(|ix| (lesson().checklist.item(*ix).id.as_str(), Verdict::Right)).collect();
        for (day, seed) in [(0, 1), (1, 2)] {
            book.sits(day, seed, &right);
            for ix in &all {
                trainee.asked(*ix, day);
            }
        }
        let idle = Book { past: book.past.clone() };
        for day in 2..=90 {
            assert!(book.standing(day).is_mastered(), "{mind:?}, in the morning of day {day}");
            loop {
                let due: Vec<ItemIx> = book.memory(day).due().into_iter().map(|known| known.item).collect();
                if due.is_empty() {
                    break;
                }
                asked += due.len();
                let verdicts = due.iter().map(|ix| (lesson().checklist.item(*ix).id.as_str(), trainee.asked(*ix, day)));
                book.asked(day, &verdicts.collect::<Vec<_>>());
            }
            assert!(book.standing(day).is_mastered(), "{mind:?}, in the evening of day {day}");
        }
        // Ninety days after the newer exam: whatever is known, it is sat again.
        assert!(!book.standing(91).is_mastered());
        let a_day = asked as f64 / 89.0;
        assert!(a_day > reviews_more_than && a_day < 10.0, "{mind:?}: {a_day}");
        assert!(idle.standing(8).is_mastered() && !idle.standing(9).is_mastered());
    }
}

/// The figures for ninety days: `cargo test --test it -- --ignored --nocapture ninety_days`.
#[test]
#[ignore = "prints figures; nothing is judged by them"]
fn ninety_days() {
    let all = steps();
    println!("{} steps; mean over days 60 to 90", all.len());
    for mind in [Mind::Perfect, Mind::Forgets, Mind::Guesses] {
        let ways: [(&str, Way); 3] = [
            ("what I miss, once a day", what_i_miss),
            ("all that is due", all_due),
            ("everything every day", |_, _| steps()),
        ];
        for (name, way) in ways {
            let Course { reviews_a_day, retention, book } = goes_on(mind, 90, way);
            let due = book.memory(90).due().len();
            println!("{mind:?}, {name}: {reviews_a_day:.1} a day, {:.1} % known, {due} due", retention * 100.0);
        }
    }
}
