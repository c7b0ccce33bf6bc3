//! The debrief: first how the trainee thinks it went, then what was expected and given.

use super::Place;
use crate::app::{Key, PracticeAction, Turn};
use crate::domain::practice::Lesson;
use std::sync::Arc;
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct Debrief {
    pub lesson: Arc<Lesson>,
    pub field: Input,
}

impl Debrief {
    pub(super) fn new(lesson: Arc<Lesson>) -> Self {
        Self { lesson, field: Input::default() }
    }

    pub(super) fn is_typing(&self) -> bool {
        false
    }

    pub(super) fn types(&mut self, _key: Key, _place: &mut Place<'_>) -> Turn {
        Turn::default()
    }

    pub(super) fn act(&mut self, _action: PracticeAction, _place: &mut Place<'_>) -> Turn {
        Turn::default()
    }
}
