//! What comes of a rehearsal when it is over: what was not right, how that stands to the standard, what to drill.

use super::{Exercise, Lack, Lesson, Mark, Past, Verdict};
use crate::domain::Moment;
use crate::domain::case::Case;
use crate::domain::checklist::{ItemIx, Scenario};

/// So many steps are proposed to be drilled: more would be the whole list once more.
const MOST_DRILLED: usize = 3;
/// So many rehearsals are told of, the newest ones.
const MOST_TOLD: usize = 8;

/// A rehearsal that is over, beside what there was to practise.
#[derive(Debug, Clone)]
pub struct Feedback<'a> {
    pub lesson: &'a Lesson,
    pub past: Past,
    /// What would have harmed first, then what is critical, then the rest, each in the order in which they were made.
    pub faults: Vec<Fault>,
}

/// Something that was not right.
#[derive(Debug, Clone)]
pub struct Fault {
    pub at: Moment,
    pub mark: Mark,
    /// None where the checklist has no such item.
    pub item: Option<ItemIx>,
    pub is_critical: bool,
}

/// A trainee's rehearsals of one kind, the oldest first.
#[derive(Debug, Clone, Default)]
pub struct Course {
    pub right: Vec<u32>,
    /// How sure they were, each beside how much was right.
    pub sure: Vec<(u8, u32)>,
}

impl<'a> Feedback<'a> {
    pub fn of(case: &Case, lesson: &'a Lesson) -> Option<Self> {
        let past = Past::of(case)?;
        let fault = |(at, mark): &(Moment, Mark)| {
            let item = lesson.checklist.find(mark.about.as_str());
            let is_critical = mark.is_critical(&lesson.checklist);
            (mark.verdict != Verdict::Right).then(|| Fault { at: *at, mark: mark.clone(), item, is_critical })
        };
        let mut faults: Vec<Fault> = past.marks.iter().filter_map(fault).collect();
        faults.sort_by_key(|fault| (fault.mark.verdict != Verdict::Unsafe, !fault.is_critical));
        Some(Self { lesson, past, faults })
    }

    /// The scenario that was played, as far as it came to that.
    pub fn scenario(&self) -> Option<&'a Scenario> {
        let rehearsal = &self.past.rehearsal;
        let is_played = self.past.marks.iter().any(|(_, mark)| mark.exercise == Exercise::Scenario);
        let played = (is_played || rehearsal.exercise == Exercise::Scenario).then(|| self.lesson.played(rehearsal));
        self.lesson.beside.scenarios.get(played??)
    }

    /// What it lacks of the checklist's standard, each in a sentence; none where there is no standard.
    pub fn lacks(&self) -> Option<Vec<String>> {
        let (standard, score) = (self.lesson.beside.mastery.as_ref()?, &self.past.score);
        let words = |lack| match lack {
            Lack::Harmless if score.r#unsafe == 1 => "One choice would have harmed.".to_owned(),
            Lack::Harmless => format!("{} choices would have harmed.", score.r#unsafe),
            Lack::Critical if score.critical == 1 => "A critical step was not right.".to_owned(),
            Lack::Critical => format!("{} critical steps were not right.", score.critical),
            Lack::Percent => {
                format!("{} % of the steps were right; the standard is {} %.", score.percent(), standard.percent)
            }
        };
        Some(score.lacks(standard).into_iter().map(words).collect())
    }

    /// What to drill next, the worst first; where something was not right in a scenario, what the scenario itself names
    /// as well.
    pub fn drill(&self) -> Vec<ItemIx> {
        let named = self.scenario().filter(|_| !self.faults.is_empty()).map_or(&[][..], |scenario| &scenario.drill);
        let named = named.iter().filter_map(|id| self.lesson.checklist.find(id));
        let mut drill = Vec::new();
        for ix in self.faults.iter().filter_map(|fault| fault.item).chain(named) {
            if !drill.contains(&ix) && drill.len() < MOST_DRILLED {
                drill.push(ix);
            }
        }
        drill
    }
}

impl Course {
    /// Of those that were ended and judged, up to this one and with it.
    pub fn of(past: &Past, all: &[Past]) -> Self {
        let is_alike = |other: &&Past| {
            (&other.trainee, &other.checklist) == (&past.trainee, &past.checklist)
                && other.rehearsal.exercise == past.rehearsal.exercise
                && other.began < past.began
        };
        let mut course = Self::default();
        let before = all.iter().filter(is_alike).chain([past]).filter(|other| other.score.asked > 0);
        for (debriefing, score) in before.filter_map(|other| Some((other.debriefing.as_ref()?, &other.score))) {
            course.right.push(score.percent());
            course.sure.extend(debriefing.sure.map(|sure| (sure, score.percent())));
        }
        let old = course.right.len().saturating_sub(MOST_TOLD);
        course.right.drain(..old);
        let old = course.sure.len().saturating_sub(MOST_TOLD);
        course.sure.drain(..old);
        course
    }

    /// How much surer they were than they were right, on average; of one rehearsal alone nothing can be said.
    pub fn too_sure(&self) -> Option<i64> {
        let sum: i64 = self.sure.iter().map(|(sure, right)| i64::from(*sure) - i64::from(*right)).sum();
        let count = i64::try_from(self.sure.len()).ok().filter(|count| *count > 1)?;
        Some(sum / count)
    }
}
