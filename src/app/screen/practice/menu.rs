//! What there is to rehearse.

use crate::app::{Effect, PracticeAction, Turn};
use crate::domain::practice::Exercise;

/// The list of exercises.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// Where the bar is.
    pub at: usize,
}

impl Menu {
    pub(super) fn act(&mut self, action: PracticeAction) -> Turn {
        let last = Exercise::ALL.len() - 1;
        match action {
            PracticeAction::Up => self.at = self.at.saturating_sub(1),
            PracticeAction::Down => self.at = (self.at + 1).min(last),
            PracticeAction::Pick(nth) if nth <= last => {
                self.at = nth;
                return self.begins();
            }
            PracticeAction::Enter => return self.begins(),
            PracticeAction::Pick(_) | PracticeAction::Undo | PracticeAction::Prompt => {}
        }
        Turn::default()
    }

    fn begins(&self) -> Turn {
        let exercise = Exercise::ALL.get(self.at).copied();
        exercise.map(|exercise| Turn::wants(Effect::Rehearse { exercise, of: Vec::new() })).unwrap_or_default()
    }
}
