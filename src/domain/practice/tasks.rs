//! What a drill asks: from a seed, and the same from the same one for ever.

use super::{Asked, Dice, Exercise, Lesson, Mark, Past, Rehearsal, Verdict};
use crate::domain::Text;
use crate::domain::checklist::{ItemIx, SectionIx};

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// The steps of a section are named, with no list in sight.
    Recall(SectionIx),
    /// Steps of one section, as they are shown, are put in sequence.
    Order(Vec<ItemIx>),
    /// A section is shown without this step, which is named.
    Omission(ItemIx),
}

/// So many steps have room on the smallest screen.
const MOST_ORDERED: usize = 8;
/// A sequence of fewer is no task.
const LEAST_ORDERED: usize = 3;

impl Lesson {
    /// The tasks of a drill: of what is asked for, else as the seed has it.
    pub fn tasks(&self, rehearsal: &Rehearsal) -> Vec<Task> {
        let mut dice = rehearsal.seed.dice();
        let of = rehearsal.of.iter().flat_map(|id| match self.checklist.find_section(id.as_str()) {
            Some(section) => self.about(rehearsal.exercise, section, &mut dice),
            None => self.checklist.find(id.as_str()).map(Task::Omission).into_iter().collect(),
        });
        let of: Vec<Task> = of.collect();
        if of.is_empty() { self.drawn(rehearsal.exercise, &mut dice) } else { of }
    }

    /// The steps that a task asks for, and how.
    fn asked_by(&self, task: &Task) -> (Exercise, Vec<ItemIx>) {
        match task {
            Task::Recall(section) => (Exercise::Recall, self.steps(*section)),
            Task::Order(steps) => (Exercise::Order, steps.clone()),
            Task::Omission(missing) => (Exercise::Omission, vec![*missing]),
        }
    }

    /// What is left of a task and of those behind it, as missed: an exam that is ended early is no shorter one.
    pub fn missed(&self, asked: &Asked, behind: &[Task]) -> Vec<Mark> {
        let left = [asked.left()].into_iter().chain(behind.iter().map(|task| self.asked_by(task)));
        let missed = |exercise| move |ix| self.mark(exercise, ix, Verdict::Missed, Text::default());
        left.flat_map(|(exercise, steps)| steps.into_iter().map(missed(exercise))).collect()
    }

    /// How many steps of a drill were not asked, since it was ended before.
    pub fn unasked(&self, past: &Past) -> usize {
        let was_asked = |exercise, ix: &ItemIx| {
            let about = &self.checklist.item(*ix).id;
            past.marks.iter().any(|(_, mark)| mark.exercise == exercise && mark.about == *about)
        };
        let left = |task: &Task| {
            let (exercise, steps) = self.asked_by(task);
            steps.iter().filter(|ix| !was_asked(exercise, ix)).count()
        };
        self.tasks(&past.rehearsal).iter().map(left).sum()
    }

    fn about(&self, exercise: Exercise, section: SectionIx, dice: &mut Dice) -> Vec<Task> {
        match exercise {
            Exercise::Order => vec![self.shuffled(section, dice)],
            Exercise::Omission => {
                let steps = self.steps(section).into_iter();
                steps.filter(|ix| self.may_omit(*ix)).map(Task::Omission).collect()
            }
            Exercise::Recall | Exercise::Exam | Exercise::Guided | Exercise::Scenario => vec![Task::Recall(section)],
        }
    }

    fn drawn(&self, exercise: Exercise, dice: &mut Dice) -> Vec<Task> {
        let (recalled, ordered, omitted) = match exercise {
            Exercise::Recall => (2, 0, 0),
            Exercise::Order => (0, 3, 0),
            Exercise::Omission => (0, 0, 6),
            Exercise::Exam => (2, 2, 4),
            Exercise::Guided | Exercise::Scenario => (0, 0, 0),
        };
        // What is named from memory is asked before any list of it can have been seen, and each section once.
        let mut seen = Vec::new();
        let mut draw = |from: Vec<SectionIx>, count| {
            let mut drawn = from;
            dice.shuffle(&mut drawn);
            drawn.sort_by_key(|section| seen.contains(section));
            drawn.truncate(count);
            seen.extend(&drawn);
            drawn
        };
        let recalled = draw(self.sections(), recalled);
        let ordered = draw(self.ordered(), ordered);
        let omitted = draw(self.with_omittable(), omitted);
        let recalled = recalled.into_iter().map(Task::Recall).collect::<Vec<_>>();
        let ordered = ordered.into_iter().map(|section| self.shuffled(section, dice)).collect::<Vec<_>>();
        let omitted = omitted
            .into_iter()
            .filter_map(|section| dice.pick(&self.about(Exercise::Omission, section, &mut dice.clone())).cloned());
        let omitted = omitted.collect::<Vec<_>>();
        [recalled, ordered, omitted].concat()
    }

    /// The sections in which one step has to come before another.
    fn ordered(&self) -> Vec<SectionIx> {
        let has_pair = |steps: &[ItemIx]| steps.iter().any(|&then| self.out_of_order(then, steps).is_some());
        let sections = self.sections().into_iter();
        sections
            .filter(|section| self.steps(*section).len() >= LEAST_ORDERED && has_pair(&self.steps(*section)))
            .collect()
    }

    fn with_omittable(&self) -> Vec<SectionIx> {
        let sections = self.sections().into_iter();
        sections.filter(|section| self.steps(*section).iter().any(|ix| self.may_omit(*ix))).collect()
    }

    /// A section's steps in another sequence; of many the ones that something waits for, and some of the others.
    fn shuffled(&self, section: SectionIx, dice: &mut Dice) -> Task {
        let mut steps = self.steps(section);
        while steps.len() > MOST_ORDERED {
            let is_free = |ix: &ItemIx| steps.iter().all(|&then| self.out_of_order(then, &[*ix]).is_none());
            let free: Vec<ItemIx> = steps.iter().copied().filter(is_free).collect();
            let dropped = dice.pick(&free).or(dice.pick(&steps)).copied();
            steps.retain(|ix| Some(*ix) != dropped);
        }
        dice.shuffle(&mut steps);
        if steps.is_sorted() {
            steps.reverse();
        }
        Task::Order(steps)
    }
}
