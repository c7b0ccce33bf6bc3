//! What there is to rehearse: what is proposed, what was missed, the exercises, and of these a part.

use crate::app::{Effect, MenuAction, PracticeAction};
use crate::domain::Id;
use crate::domain::practice::{Exercise, Learner, Lesson, Proposal};

/// The list of exercises.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// Where the bar is.
    pub at: usize,
    /// The exercise of which a part is chosen, and where the bar is there.
    pub within: Option<(Exercise, usize)>,
    /// How it went so far is shown, from this row on.
    pub progress: Option<usize>,
}

/// A row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuRow {
    Proposed(Proposal),
    /// What was missed or is due.
    Missed,
    Exercise(Exercise),
}

/// Of what an exercise is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Without one, whatever the seed gives.
    pub id: Option<Id>,
    pub title: String,
    pub about: String,
}

impl MenuRow {
    pub fn all(learner: &Learner<'_>) -> Vec<Self> {
        let proposed = learner.proposal().map(Self::Proposed);
        let missed = (!learner.past.is_empty()).then_some(Self::Missed);
        let exercises = Exercise::ALL.iter().copied().map(Self::Exercise);
        proposed.into_iter().chain(missed).chain(exercises).collect()
    }
}

impl Choice {
    /// None where the exercise is always of the whole.
    pub fn all(lesson: &Lesson, exercise: Exercise) -> Vec<Self> {
        let any = |title: &str| Self { id: None, title: title.to_owned(), about: String::new() };
        match exercise {
            Exercise::Guided => Vec::new(),
            // What counts is never begun by one key.
            Exercise::Exam => vec![any("Begin: no help, harm ends it")],
            Exercise::Recall | Exercise::Order | Exercise::Omission => {
                let sections = lesson.sections().into_iter().map(|ix| {
                    let section = lesson.checklist.section(ix);
                    let about = format!("{} steps", lesson.steps(ix).len());
                    Self { id: Some(section.id.clone()), title: section.title.to_string(), about }
                });
                std::iter::once(any("Sections by chance")).chain(sections).collect()
            }
            Exercise::Scenario => {
                let scenarios = lesson.scenarios().map(|scenario| {
                    let minutes = scenario.minutes.map(|minutes| format!("{minutes} min"));
                    let level = scenario.level.map(|level| format!("level {level}"));
                    let roles = scenario.roles.iter().map(|role| role.word().to_owned());
                    let about: Vec<String> = roles.chain(level).chain(minutes).collect();
                    Self { id: scenario.id.parse().ok(), title: scenario.title.clone(), about: about.join("  ") }
                });
                std::iter::once(any("One by chance")).chain(scenarios).collect()
            }
        }
    }
}

impl Menu {
    pub(super) fn act(&mut self, action: PracticeAction, learner: &Learner<'_>) -> Option<Effect> {
        let rows = match (self.progress, self.within) {
            (Some(_), _) => learner.lesson.sections().len(),
            (None, Some((exercise, _))) => Choice::all(learner.lesson, exercise).len(),
            (None, None) => MenuRow::all(learner).len(),
        };
        // A digit is the exercise's own, whatever is proposed before it.
        let before = if self.within.is_some() { 0 } else { rows.saturating_sub(Exercise::ALL.len()) };
        let begins = self.progress.is_none();
        let bar = match (&mut self.progress, &mut self.within) {
            (Some(at), _) | (None, Some((_, at))) => at,
            (None, None) => &mut self.at,
        };
        match action {
            PracticeAction::Up => *bar = bar.saturating_sub(1),
            PracticeAction::Down => *bar = (*bar + 1).min(rows.saturating_sub(1)),
            PracticeAction::Pick(nth) if begins && nth + before < rows => {
                *bar = nth + before;
                return self.enter(learner);
            }
            PracticeAction::Enter if begins => return self.enter(learner),
            PracticeAction::Pick(_) | PracticeAction::Enter | PracticeAction::Undo => {}
        }
        None
    }

    /// Begins what the bar is on, or shows of what it can be done.
    fn enter(&mut self, learner: &Learner<'_>) -> Option<Effect> {
        if let Some((exercise, at)) = self.within {
            let choice = Choice::all(learner.lesson, exercise).into_iter().nth(at)?;
            return Some(Effect::Rehearse { exercise, of: choice.id.into_iter().collect() });
        }
        match MenuRow::all(learner).into_iter().nth(self.at)? {
            MenuRow::Proposed(Proposal { exercise, of, .. }) => Some(Effect::Rehearse { exercise, of }),
            MenuRow::Missed => self.pick(MenuAction::Missed, learner),
            MenuRow::Exercise(exercise) if Choice::all(learner.lesson, exercise).is_empty() => {
                Some(Effect::Rehearse { exercise, of: Vec::new() })
            }
            MenuRow::Exercise(exercise) => {
                self.within = Some((exercise, 0));
                None
            }
        }
    }

    pub(super) fn pick(&mut self, action: MenuAction, learner: &Learner<'_>) -> Option<Effect> {
        match action {
            MenuAction::Progress => {
                self.progress = if self.progress.is_some() { None } else { Some(0) };
                None
            }
            MenuAction::Missed => {
                let items = learner.memory.next().into_iter();
                let of: Vec<Id> = items.map(|ix| learner.lesson.checklist.item(ix).id.clone()).collect();
                (!of.is_empty()).then_some(Effect::Rehearse { exercise: Exercise::Omission, of })
            }
        }
    }

    /// Whether there was something to go back from, within the menu.
    pub(super) fn goes_back(&mut self) -> bool {
        self.progress.take().is_some() || self.within.take().is_some()
    }
}
