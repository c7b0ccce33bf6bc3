//! A drill: steps that are named, ordered, or missed.

use super::Place;
use crate::app::{Key, PracticeAction, Turn};
use crate::domain::practice::{Lesson, Rehearsal};
use std::sync::Arc;
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct Drill {
    pub lesson: Arc<Lesson>,
    pub field: Input,
}

impl Drill {
    pub(in crate::app) fn new(lesson: Arc<Lesson>, _rehearsal: &Rehearsal) -> Self {
        Self { lesson, field: Input::default() }
    }

    /// Whether its last task is done.
    pub(super) fn is_over(&self) -> bool {
        false
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
