//! The debrief: first how the trainee thinks it went, then what was expected and given.

use super::{Place, UNSAVED};
use crate::app::{DebriefAction, Effect, Key, Scroll, Turn, entry};
use crate::domain::Text;
use crate::domain::case::Act;
use crate::domain::practice::{Debriefing, Exercise, Feedback, Lesson};
use std::sync::Arc;
use tui_input::Input;

/// What is asked where the checklist has no questions of its own.
const WENT: &str = "How do you think it went?";
const SURE: &str = "How sure were you, 0 to 100?";
const NEXT: &str = "What will you do differently?";

#[derive(Debug, Clone)]
pub struct Debrief {
    pub lesson: Arc<Lesson>,
    pub field: Input,
    pub step: DebriefStep,
    pub page: Scroll,
    /// What the trainee said so far.
    said: Debriefing,
    /// What will be done differently is being saved.
    notes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DebriefStep {
    Went,
    Sure,
    /// The result, once what was said before is recorded.
    Result,
    /// What was given, in its order.
    Replay,
    /// What is asked behind the result.
    Next,
}

impl Debrief {
    pub fn new(lesson: Arc<Lesson>) -> Self {
        let (step, page, said) = (DebriefStep::Went, Scroll::default(), Debriefing::default());
        Self { lesson, field: Input::default(), step, page, said, notes: false }
    }

    pub(super) fn is_typing(&self) -> bool {
        match self.step {
            DebriefStep::Went | DebriefStep::Sure | DebriefStep::Next => true,
            DebriefStep::Result | DebriefStep::Replay => false,
        }
    }

    /// What is asked now.
    pub fn question(&self) -> Option<&str> {
        let own = self.lesson.beside.debrief.as_ref();
        let first = |nth: usize, usual| own.and_then(|own| own.first.get(nth)).map_or(usual, String::as_str);
        match self.step {
            DebriefStep::Went => Some(first(0, WENT)),
            DebriefStep::Sure => Some(first(1, SURE)),
            DebriefStep::Next => Some(own.and_then(|own| own.last.first()).map_or(NEXT, String::as_str)),
            DebriefStep::Result | DebriefStep::Replay => None,
        }
    }

    pub(super) fn types(&mut self, key: Key, place: &mut Place<'_>) -> Turn {
        if self.notes {
            place.shell.failed(UNSAVED);
            return Turn::default();
        }
        place.shell.notice = None;
        match (key, self.step) {
            (Key::Enter, _) => self.answers(place),
            (Key::Esc, DebriefStep::Next) => {
                self.goes_to(DebriefStep::Result);
                Turn::default()
            }
            // Nobody has to say it.
            (Key::Esc, _) => self.shows_result(place),
            (key, _) => {
                entry::edit(&mut self.field, key);
                Turn::default()
            }
        }
    }

    fn answers(&mut self, place: &mut Place<'_>) -> Turn {
        let typed = Text::sanitise(self.field.value().trim());
        match self.step {
            DebriefStep::Went => {
                self.said.went = typed;
                self.goes_to(DebriefStep::Sure);
                Turn::default()
            }
            DebriefStep::Sure => {
                let sure = typed.as_str().trim_end_matches('%').trim();
                self.said.sure = sure.parse().ok().filter(|sure| *sure <= 100);
                if self.said.sure.is_none() && !sure.is_empty() {
                    return Turn::refuse("How sure you were is a whole number from 0 to 100, or nothing.");
                }
                self.shows_result(place)
            }
            DebriefStep::Next if typed.is_blank() => {
                self.goes_to(DebriefStep::Result);
                Turn::default()
            }
            // It stays where it was typed until it is on the disk.
            DebriefStep::Next => {
                let turn = place.rehearsed(Act::Note { item: None, text: typed });
                self.notes = !turn.effects.is_empty();
                turn
            }
            DebriefStep::Result | DebriefStep::Replay => Turn::default(),
        }
    }

    /// What was said is on the disk.
    pub(super) fn recorded(&mut self) {
        if std::mem::take(&mut self.notes) {
            self.goes_to(DebriefStep::Result);
        }
    }

    /// It is not, and stands there to be given once more.
    pub(super) fn unrecorded(&mut self) {
        self.notes = false;
    }

    fn goes_to(&mut self, step: DebriefStep) {
        (self.step, self.page, self.field) = (step, Scroll::default(), Input::default());
    }

    /// What was said is recorded before anything of the result is shown.
    fn shows_result(&mut self, place: &Place<'_>) -> Turn {
        self.goes_to(DebriefStep::Result);
        place.rehearsed(Act::Debrief(self.said.clone()))
    }

    pub(super) fn act(&mut self, action: DebriefAction, place: &mut Place<'_>) -> Turn {
        let Some(case) = place.at.case else { return Turn::default() };
        let Some(feedback) = Feedback::of(case, &self.lesson) else { return Turn::default() };
        if feedback.past.debriefing.is_none() {
            return self.shows_result(place);
        }
        match action {
            DebriefAction::DrillAll => return drills(&feedback, None, place),
            DebriefAction::Drill(nth) => return drills(&feedback, Some(nth), place),
            DebriefAction::Again => {
                let rehearsal = feedback.past.rehearsal;
                return Turn::wants(Effect::Rehearse { exercise: rehearsal.exercise, of: rehearsal.of });
            }
            DebriefAction::Replay => self.goes_to(DebriefStep::Replay),
            DebriefAction::Next => self.goes_to(DebriefStep::Next),
            DebriefAction::Export => {
                let code = case.code();
                place.shell.say(&format!("periop practice debrief {code} --format html > debrief.html"));
            }
        }
        Turn::default()
    }

    /// From what was given back to the result; whether that was shown.
    pub(super) fn goes_back(&mut self) -> bool {
        let was_replay = self.step == DebriefStep::Replay;
        if was_replay {
            self.goes_to(DebriefStep::Result);
        }
        was_replay
    }
}

/// What is to be drilled, all of it or one: each is asked as a step that is left out.
fn drills(feedback: &Feedback<'_>, nth: Option<usize>, place: &mut Place<'_>) -> Turn {
    let all = feedback.drill();
    let checklist = &feedback.lesson.checklist;
    let wanted = all.iter().enumerate().filter(|(n, _)| nth.is_none_or(|nth| nth == *n));
    let of: Vec<_> = wanted.map(|(_, ix)| checklist.item(*ix).id.clone()).collect();
    if of.is_empty() {
        place.shell.say(if all.is_empty() {
            "nothing was missed: there is nothing to drill"
        } else {
            "no such number"
        });
        return Turn::default();
    }
    Turn::wants(Effect::Rehearse { exercise: Exercise::Omission, of })
}
