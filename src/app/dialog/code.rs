//! The right case: its last two characters are typed from the chart, or its slip is scanned.

use super::{App, Context, Dialog, Effect, Key};
use crate::{
    app::entry,
    domain::{
        Code, Confirmed,
        case::{CodeAsked, Intent},
    },
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
    pub typed: CodeField,
}

/// Where the code of a case is typed from the chart, or scanned.
#[derive(Debug, Clone, Default)]
pub struct CodeField {
    /// What is typed.
    pub field: Input,
    /// Whether the last attempt was not this case's code.
    pub wrong: bool,
}

/// What a key came to while a code was typed.
pub(in crate::app) enum CodeShown {
    /// It goes on.
    Not,
    /// It was given up.
    GivenUp,
    /// The case's code was shown.
    As(Confirmed),
}

impl CodeField {
    /// Takes a key. A scanner types the whole code: only enter ends it, so that no character of it becomes a key.
    pub(in crate::app) fn press(&mut self, key: Key, code: Code) -> CodeShown {
        self.wrong = false;
        match key {
            Key::Esc => return CodeShown::GivenUp,
            Key::Enter => {
                if let Some(shown) = code.proven_by(self.field.value()) {
                    return CodeShown::As(shown);
                }
                *self = Self { field: Input::default(), wrong: true };
            }
            key => entry::edit(&mut self.field, key),
        }
        CodeShown::Not
    }
}

impl App {
    /// Asks for the code of the case; what was wanted is recorded once it is shown.
    pub fn ask_code(&mut self, intent: Intent, why: CodeAsked) {
        let intent = Box::new(intent);
        self.dialog = Some(Dialog::Code(CodeEntry { intent, why, typed: CodeField::default() }));
    }

    pub(super) fn type_code(&mut self, mut entry: CodeEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        let Some(case) = at.case else { return Vec::new() };
        match entry.typed.press(key, case.code()) {
            CodeShown::GivenUp => self.code_not_shown(),
            CodeShown::As(shown) => {
                return vec![Effect::Record(Box::new(entry.intent.with_code(shown)))];
            }
            CodeShown::Not => self.dialog = Some(Dialog::Code(entry)),
        }
        Vec::new()
    }

    pub(in crate::app) fn code_not_shown(&mut self) {
        self.say("nothing was recorded: the code was not shown");
    }
}
