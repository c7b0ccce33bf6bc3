//! The field in which something is typed, wherever that is.

use super::{App, Screen, Taken, ValueEntry};
use crate::domain::Text;
use crate::domain::case::Case;
use crate::domain::checklist::AnswerType;

impl App {
    /// Takes pasted text: into a text field, otherwise nowhere. Never a series of keys.
    pub fn paste(&mut self, text: &str) {
        let clean = Text::sanitise(text.trim_end_matches(['\r', '\n']));
        if let Some(field) = self.field() {
            let room = Text::LONGEST.saturating_sub(field.value().chars().count());
            let whole: String = field.value().chars().chain(clean.as_str().chars().take(room)).collect();
            *field = tui_input::Input::new(whole);
        }
    }

    pub(super) fn field(&mut self) -> Option<&mut tui_input::Input> {
        match (&mut self.dialog, &mut self.screen) {
            (Some(dialog), _) => dialog.field(),
            (None, Screen::Run(run)) => run.entry.as_mut().and_then(ValueEntry::field),
            (None, Screen::Worklist) => self.worklist.field(),
            (None, Screen::Board) => self.board.field(),
            (None, Screen::Practice) => self.practice.field(),
            (None, Screen::Insight(_) | Screen::Locked(_)) => None,
        }
    }

    /// Whether words stand in the field where something is typed: not a code, a number, a time or a person.
    pub(super) fn types_words(&mut self, case: Option<&Case>) -> bool {
        if self.field().is_none_or(|field| field.value().is_empty()) {
            return false;
        }
        match (&self.dialog, &self.screen) {
            (Some(dialog), _) => dialog.takes_any_words(),
            (None, Screen::Worklist | Screen::Board | Screen::Practice | Screen::Insight(_)) => true,
            (None, Screen::Run(run)) => run.entry.as_ref().zip(case).is_some_and(|(entry, case)| {
                let spec = &case.checklist().item(entry.item).answer;
                matches!(spec, AnswerType::Text { .. }) || matches!(entry.taken, Taken::Fields { .. })
            }),
            (None, Screen::Locked(_)) => false,
        }
    }
}
