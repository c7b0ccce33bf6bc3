//! A drill: steps that are named, ordered, or missed. What is shown as judged is on the disk: a key makes the state
//! that stands from then on, and it stands once its marks are saved.

use super::{Place, UNSAVED};
use crate::app::{Action, Key, PageAction, PracticeAction, Scroll, Turn, entry};
use crate::domain::case::Act;
use crate::domain::practice::{Asked, Exercise, Lesson, Mark, Naming, Rehearsal, Task};
use std::sync::Arc;
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct Drill {
    pub lesson: Arc<Lesson>,
    pub exercise: Exercise,
    pub field: Input,
    /// What is read where it has no room.
    pub page: Scroll,
    tasks: Vec<Task>,
    /// Which of them is asked.
    at: usize,
    /// How that one stands; nothing behind the last.
    pub asked: Option<Asked>,
    /// The same once what was given is on the disk.
    next: Option<Asked>,
    /// Something was given.
    given: bool,
    /// Whether it ends is asked.
    pub leaving: bool,
    /// It is over once what was missed of it is on the disk.
    is_ended: bool,
}

impl Drill {
    pub(in crate::app) fn new(lesson: Arc<Lesson>, rehearsal: &Rehearsal) -> Self {
        let (tasks, exercise) = (lesson.tasks(rehearsal), rehearsal.exercise);
        let (field, page) = (Input::default(), Scroll::default());
        let (asked, next, given, leaving, is_ended) = (None, None, false, false, false);
        let mut drill = Self { lesson, exercise, field, page, tasks, at: 0, asked, next, given, leaving, is_ended };
        drill.asks();
        drill
    }

    fn asks(&mut self) {
        let task = self.tasks.get(self.at).cloned();
        self.asked = task.map(|task| Asked::new(&self.lesson, task, self.is_exam()));
        self.settles();
    }

    fn settles(&mut self) {
        (self.field, self.page) = (Input::default(), Scroll::default());
    }

    pub fn is_exam(&self) -> bool {
        self.exercise == Exercise::Exam
    }

    /// Which task is asked, of how many.
    pub fn count(&self) -> (usize, usize) {
        (self.at + 1, self.tasks.len())
    }

    /// Whether its last task is done, or somebody ended it.
    pub(super) fn is_over(&self) -> bool {
        self.is_done() || self.asked.is_none()
    }

    /// Whether every task of it was done, so that an exam goes on.
    pub(super) fn is_done(&self) -> bool {
        self.at >= self.tasks.len()
    }

    pub(super) fn is_typing(&self) -> bool {
        self.leaving || matches!(&self.asked, Some(Asked::Naming(naming)) if !naming.left.is_empty())
    }

    /// The field in which a step is named.
    pub(super) fn field(&mut self) -> Option<&mut Input> {
        let names = matches!(&self.asked, Some(Asked::Naming(naming)) if naming.perhaps.is_empty());
        (names && self.is_typing() && !self.leaving && self.next.is_none()).then_some(&mut self.field)
    }

    /// Whether it has to be asked before it is left: then it is.
    pub(super) fn asks_whether_it_ends(&mut self) -> bool {
        self.leaving = (self.given || self.next.is_some()) && !self.is_over();
        self.leaving
    }

    pub(super) fn types(&mut self, key: Key, place: &mut Place<'_>) -> Turn {
        if self.next.is_some() {
            return waits(place);
        }
        place.shell.notice = None;
        if self.leaving {
            self.leaving = !matches!(key, Key::Enter | Key::Esc);
            return if key == Key::Enter { self.ends(place) } else { Turn::default() };
        }
        match (key, &mut self.asked) {
            (Key::Esc, _) => return Turn::then(Action::Back),
            (Key::Up, _) => self.page.go(PageAction::Up),
            (Key::Down, _) => self.page.go(PageAction::Down),
            (Key::Char(c @ '0'..='9'), Some(Asked::Naming(naming))) if !naming.perhaps.is_empty() => {
                let nth = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                return nth
                    .map(|nth| self.gives(place, named(|naming, lesson| naming.means(lesson, nth.checked_sub(1)))))
                    .unwrap_or_default();
            }
            (Key::Enter | Key::Tab, Some(Asked::Naming(naming))) if !naming.perhaps.is_empty() => {
                place.shell.say("press the number of what you meant, 0 for none, or type other words");
            }
            (Key::Tab, Some(Asked::Naming(_))) if self.field.value().trim().is_empty() => {
                return self.gives(place, named(Naming::gives_up));
            }
            // What was typed is an answer, whichever key ends it.
            (Key::Enter | Key::Tab, Some(Asked::Naming(_))) => {
                let words = self.field.value().to_owned();
                return self.gives(place, named(|naming, lesson| naming.says(lesson, &words)));
            }
            (key, Some(Asked::Naming(naming))) => {
                // Whoever types on says it otherwise.
                if !naming.perhaps.is_empty() && matches!(key, Key::Char(_)) {
                    naming.perhaps.clear();
                    self.field = Input::default();
                }
                if let Some(field) = self.field() {
                    entry::edit(field, key);
                }
            }
            (_, Some(Asked::Sorting(_)) | None) => {}
        }
        Turn::default()
    }

    pub(super) fn act(&mut self, action: PracticeAction, place: &mut Place<'_>) -> Turn {
        if self.next.is_some() {
            return waits(place);
        }
        match (action, &mut self.asked) {
            (PracticeAction::Up, _) => self.page.go(PageAction::Up),
            (PracticeAction::Down, _) => self.page.go(PageAction::Down),
            (PracticeAction::Enter, Some(asked)) if asked.is_over() => {
                self.at += 1;
                self.asks();
            }
            (PracticeAction::Enter, Some(Asked::Sorting(sorting))) if sorting.is_placed() => {
                return self.gives(place, judges);
            }
            (PracticeAction::Enter, _) => place.shell.say("place all steps first"),
            (PracticeAction::Pick(nth), Some(Asked::Sorting(sorting))) => sorting.places(nth),
            // Until enter it is no answer yet, in an exam either.
            (PracticeAction::Undo, Some(Asked::Sorting(sorting))) => sorting.takes_back(),
            (PracticeAction::Pick(_) | PracticeAction::Undo, _) => {}
        }
        Turn::default()
    }

    /// Ends it before its last task; what is left of an exam counts as missed, once that is saved.
    fn ends(&mut self, place: &mut Place<'_>) -> Turn {
        if !self.is_exam() {
            self.asked = None;
        }
        let Some(left) = &self.asked else { return Turn::default() };
        let marks = self.lesson.missed(left, self.tasks.get(self.at + 1..).unwrap_or_default());
        let turn = place.rehearsed(Act::Mark(marks));
        self.is_ended = !turn.effects.is_empty();
        turn
    }

    /// Takes an answer. One that is judged stands once that is saved.
    fn gives(&mut self, place: &mut Place<'_>, answer: impl FnOnce(&mut Asked, &Lesson) -> Vec<Mark>) -> Turn {
        let Some(mut asked) = self.asked.clone() else { return Turn::default() };
        let marks = answer(&mut asked, &self.lesson);
        if marks.is_empty() {
            // What was said stays in sight while it is asked about.
            if !matches!(&asked, Asked::Naming(naming) if !naming.perhaps.is_empty()) {
                self.settles();
            }
            self.asked = Some(asked);
            return Turn::default();
        }
        let turn = place.rehearsed(Act::Mark(marks));
        self.next = Some(asked).filter(|_| !turn.effects.is_empty());
        turn
    }

    /// What was given is on the disk, and stands. In an exam nothing is told of it.
    pub(super) fn recorded(&mut self) {
        if std::mem::take(&mut self.is_ended) {
            self.asked = None;
        }
        let Some(asked) = self.next.take() else { return };
        self.given = true;
        if self.is_exam() && asked.is_over() {
            self.at += 1;
            return self.asks();
        }
        self.asked = Some(asked);
        self.settles();
    }

    /// What was given is not on the disk: it is asked for once more.
    pub(super) fn unrecorded(&mut self) {
        (self.next, self.is_ended) = (None, false);
    }
}

/// What was given is not on the disk yet: the next answer is to what will be asked then.
fn waits(place: &mut Place<'_>) -> Turn {
    place.shell.failed(UNSAVED);
    Turn::default()
}

/// An answer where something is named; elsewhere it is none.
fn named(answer: impl FnOnce(&mut Naming, &Lesson) -> Vec<Mark>) -> impl FnOnce(&mut Asked, &Lesson) -> Vec<Mark> {
    |asked, lesson| match asked {
        Asked::Naming(naming) => answer(naming, lesson),
        Asked::Sorting(_) => Vec::new(),
    }
}

fn judges(asked: &mut Asked, lesson: &Lesson) -> Vec<Mark> {
    match asked {
        Asked::Sorting(sorting) => sorting.judges(lesson),
        Asked::Naming(_) => Vec::new(),
    }
}
