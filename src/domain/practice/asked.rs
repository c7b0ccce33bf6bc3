//! How the task of a drill goes.

use super::{Exercise, Lesson, Naming, Sorting, Task};
use crate::domain::checklist::ItemIx;

/// A task as far as it has come.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Something is named.
    Naming(Naming),
    /// Something is put in sequence.
    Sorting(Sorting),
}

impl Asked {
    /// A task as it begins; in an exam nothing is told before the end.
    pub fn new(lesson: &Lesson, task: Task, is_exam: bool) -> Self {
        match task {
            Task::Recall(section) => Self::Naming(Naming::all(lesson, section, is_exam)),
            Task::Omission(missing) => Self::Naming(Naming::missing(lesson, missing, is_exam)),
            Task::Order(steps) => Self::Sorting(Sorting::new(steps)),
        }
    }

    /// The steps that are not judged yet, and how they are asked for.
    pub(super) fn left(&self) -> (Exercise, Vec<ItemIx>) {
        match self {
            Self::Naming(naming) => (naming.exercise, naming.left.clone()),
            Self::Sorting(sorting) if sorting.marks.is_empty() => (Exercise::Order, sorting.steps.clone()),
            Self::Sorting(_) => (Exercise::Order, Vec::new()),
        }
    }

    pub fn is_over(&self) -> bool {
        match self {
            Self::Naming(naming) => naming.left.is_empty(),
            Self::Sorting(sorting) => !sorting.marks.is_empty(),
        }
    }
}
