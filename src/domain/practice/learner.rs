//! One trainee before a checklist: what they did, what they know, where they stand, and what is proposed to begin with.

use super::{Exercise, Lesson, Memory, Past, Retention, Standing};
use crate::domain::checklist::{ItemIx, Scenario, SectionIx};
use crate::domain::{Id, Now, StaffCode, counted};
use std::cmp::Reverse;

/// So many steps at most has the section that a beginner names from memory.
const SHORT: usize = 8;
/// So many steps a beginner is asked beside it.
const BESIDE: usize = 3;

#[derive(Debug, Clone)]
pub struct Learner<'a> {
    pub lesson: &'a Lesson,
    /// Their rehearsals, the oldest first.
    pub past: Vec<&'a Past>,
    pub memory: Memory,
    /// Nothing where the checklist has no standard.
    pub standing: Option<Standing>,
}

/// What somebody who begins does first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub title: &'static str,
    pub about: String,
    pub exercise: Exercise,
    pub of: Vec<Id>,
}

impl<'a> Learner<'a> {
    /// From every rehearsal of every trainee, the oldest first.
    pub fn new(past: &'a [Past], trainee: &StaffCode, lesson: &'a Lesson, wanted: Retention, now: &Now) -> Self {
        let memory = Memory::of(past, trainee, lesson, wanted, now);
        let standing = Standing::of(past, trainee, lesson, &memory, now);
        Self { lesson, past: past.iter().filter(|past| past.is_by(trainee, lesson)).collect(), memory, standing }
    }

    /// A taster, and after it an easy scenario.
    pub fn proposal(&self) -> Option<Proposal> {
        let mut asked = self.past.iter().filter(|past| past.score.asked > 0).peekable();
        if asked.peek().is_none() {
            return self.taster();
        }
        let is_new = asked.all(|past| past.rehearsal.exercise != Exercise::Scenario);
        let scenario = self.lesson.scenarios().min_by_key(|scenario| scenario.level).filter(|_| is_new)?;
        let (about, of) = (scenario.title.clone(), scenario.id.parse().ok()?);
        Some(Proposal { title: "Your first scenario", about, exercise: Exercise::Scenario, of: vec![of] })
    }

    /// One short section from memory, then critical steps of others that were left out.
    fn taster(&self) -> Option<Proposal> {
        let Lesson { checklist, .. } = self.lesson;
        let critical = |section: SectionIx| -> Vec<ItemIx> {
            let steps = self.lesson.steps(section).into_iter();
            steps.filter(|ix| self.lesson.is_critical(*ix) && self.lesson.may_omit(*ix)).collect()
        };
        let sections = self.lesson.sections();
        let short = sections.iter().filter(|section| self.lesson.steps(**section).len() <= SHORT);
        let named = *short.max_by_key(|section| (critical(**section).len(), Reverse(**section)))?;
        let others = sections.iter().filter(|section| **section != named);
        let left_out = others.filter_map(|section| critical(*section).first().copied()).take(BESIDE);
        let left_out: Vec<Id> = left_out.map(|ix| checklist.item(ix).id.clone()).collect();
        let section = checklist.section(named);
        let about = format!("\"{}\" from memory, then {} left out", section.title, steps(left_out.len()));
        let of = std::iter::once(section.id.clone()).chain(left_out).collect();
        Some(Proposal { title: "Ten-minute taster", about, exercise: Exercise::Recall, of })
    }

    /// What there is to come back to, in words.
    pub fn due(&self) -> String {
        let unmet = self.memory.unmet.len();
        match self.memory.due().len() {
            0 => format!("nothing due; {} never asked", steps(unmet)),
            due => format!("{due} due, {} critical; {unmet} never asked", self.due_critical()),
        }
    }

    pub fn due_critical(&self) -> usize {
        self.memory.due().iter().filter(|known| self.lesson.is_critical(known.item)).count()
    }
}

impl Lesson {
    /// The scenarios that can be played.
    pub fn scenarios(&self) -> impl Iterator<Item = &Scenario> {
        self.beside.scenarios.iter().filter(|scenario| scenario.is_played())
    }
}

fn steps(count: usize) -> String {
    counted(count, "step", "steps")
}
