//! The right case: its last two characters are typed from the chart, or its slip is scanned.

use super::{App, Dialog, Effect, Key, Moment};
use crate::{
    app::entry,
    domain::case::{CodeAsked, Intent},
};
use tui_input::Input;

/// Showing that one looks at the right case.
#[derive(Debug, Clone)]
pub struct CodeEntry {
    /// What is recorded once the code was shown.
    pub intent: Box<Intent>,
    /// Why the code is asked for.
    pub why: CodeAsked,
    /// What is typed.
    pub field: Input,
    /// Whether the last attempt was not this case's code.
    pub wrong: bool,
}

impl App {
    /// Asks for the code of the case; what was wanted is recorded once it is shown.
    pub fn ask_code(&mut self, intent: Intent, why: CodeAsked) {
        let intent = Box::new(intent);
        self.dialog = Some(Dialog::Code(CodeEntry { intent, why, field: Input::default(), wrong: false }));
    }

    pub(super) fn type_code(&mut self, mut entry: CodeEntry, key: Key, at: Moment<'_>) -> Vec<Effect> {
        match key {
            Key::Esc => {
                self.say("nothing was recorded: the code was not shown");
                return Vec::new();
            }
            // A scanner types the whole code: only enter ends it, so that no character of it becomes a key.
            Key::Enter => {
                let shown = at.case.and_then(|case| case.code().proven_by(entry.field.value()));
                if let Some(how) = shown {
                    let intent = crate::domain::case::Intent { code: Some(how), ..*entry.intent };
                    return vec![Effect::Record(Box::new(intent))];
                }
                entry.field = Input::default();
                entry.wrong = true;
            }
            key => {
                entry.wrong = false;
                entry::edit(&mut entry.field, key);
            }
        }
        self.dialog = Some(Dialog::Code(entry));
        Vec::new()
    }
}
