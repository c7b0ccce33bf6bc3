//! Steps put in sequence: judged by the stated pairs alone.

use super::{Exercise, Lesson, Mark, Verdict};
use crate::domain::Text;
use crate::domain::checklist::ItemIx;

#[derive(Debug, Clone)]
pub struct Sorting {
    /// As they are shown.
    pub steps: Vec<ItemIx>,
    /// In the sequence that was given.
    pub placed: Vec<ItemIx>,
    /// How each was judged, once all were.
    pub marks: Vec<Mark>,
}

impl Sorting {
    pub(super) fn new(steps: Vec<ItemIx>) -> Self {
        Self { steps, placed: Vec::new(), marks: Vec::new() }
    }

    pub fn is_placed(&self) -> bool {
        self.placed.len() == self.steps.len()
    }

    /// The step shown at a place comes next. The last one places itself.
    pub fn places(&mut self, nth: usize) {
        let Some(&ix) = self.steps.get(nth).filter(|ix| !self.placed.contains(ix)) else { return };
        self.placed.push(ix);
        let mut left = self.steps.iter().copied().filter(|ix| !self.placed.contains(ix));
        if let (Some(last), None) = (left.next(), left.next()) {
            self.placed.push(last);
        }
    }

    /// Takes the newest choice back, and with it the last one that placed itself; nothing once it was judged.
    pub fn takes_back(&mut self) {
        if !self.marks.is_empty() {
            return;
        }
        let kept = self.placed.len().saturating_sub(if self.is_placed() { 2 } else { 1 });
        self.placed.truncate(kept);
    }

    /// Judges the sequence, once all are placed.
    pub fn judges(&mut self, lesson: &Lesson) -> Vec<Mark> {
        if self.is_placed() && self.marks.is_empty() {
            let judged = self.placed.iter().enumerate().map(|(n, &ix)| {
                let given = Text::from(format!("{} of {}", n + 1, self.placed.len()));
                lesson.mark_placed(Exercise::Order, ix, self.placed.get(n + 1..).unwrap_or_default(), given)
            });
            self.marks = judged.collect();
            return self.marks.clone();
        }
        Vec::new()
    }
}

impl Lesson {
    /// How a step is judged that was done while these were still to come.
    pub(super) fn mark_placed(&self, exercise: Exercise, ix: ItemIx, left: &[ItemIx], given: Text) -> Mark {
        let mut mark = self.mark(exercise, ix, Verdict::Right, given);
        if let Some(pair) = self.out_of_order(ix, left) {
            mark.verdict = Verdict::OutOfOrder;
            mark.expected = Text::from(format!("first: {}", self.checklist.item(pair.first).text));
            mark.why = Text::sanitise(&pair.order.why);
            mark.critical = pair.order.critical;
        }
        mark
    }

    pub(super) fn mark(&self, exercise: Exercise, ix: ItemIx, verdict: Verdict, given: Text) -> Mark {
        let about = self.checklist.item(ix).id.clone();
        Mark { exercise, about, verdict, given, expected: Text::default(), why: Text::default(), critical: false }
    }
}
