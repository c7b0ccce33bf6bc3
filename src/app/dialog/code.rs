//! The right case: its last two characters are typed from the chart, or its slip is scanned.

use super::Dialog;
use crate::app::screen::AtCase;
use crate::app::{Key, Shell, Turn, entry};
use crate::domain::case::{CodeAsked, Intent};
use crate::domain::{Code, Confirmed};
use std::time::Duration;
use tui_input::Input;

/// No hand types two characters sooner after each other; a scanner does, and goes on.
const HAND: Duration = Duration::from_millis(60);

/// Showing that one looks at the right case.
#[derive(Debug, Clone)]
pub struct CodeEntry {
    /// What is recorded once the code was shown.
    pub intent: Box<Intent>,
    pub why: CodeAsked,
    pub typed: CodeField,
    /// When the first character was typed.
    began: Duration,
}

/// Where the code of a case is typed from the chart, or scanned.
#[derive(Debug, Clone, Default)]
pub struct CodeField {
    pub field: Input,
    /// Whether the last attempt was not this case's code.
    pub wrong: bool,
}

/// What a key came to while a code was typed.
pub(super) enum CodeShown {
    Not,
    GivenUp,
    As(Confirmed),
}

impl CodeField {
    /// Takes a key. A scanner types the whole code: only enter ends it, so that no character of it becomes a key.
    pub(super) fn press(&mut self, key: Key, code: Code) -> CodeShown {
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

impl CodeEntry {
    pub(in crate::app) fn new(intent: Intent, why: CodeAsked) -> Self {
        Self { intent: Box::new(intent), why, typed: CodeField::default(), began: Duration::ZERO }
    }

    pub(super) fn press(mut self, key: Key, at: &mut AtCase<'_>) -> Turn {
        if self.typed.field.value().is_empty() {
            self.began = at.at.elapsed;
        }
        match self.typed.press(key, at.case.code()) {
            CodeShown::GivenUp => not_shown(at.shell),
            CodeShown::As(shown) => Turn::record(self.intent.with_code(shown)),
            CodeShown::Not if self.is_typed(at) => Turn::record(self.intent.with_code(Confirmed::Typed)),
            CodeShown::Not => Turn::open(Dialog::Code(self)),
        }
    }

    /// Whether the last two characters were typed by hand: they need no enter.
    fn is_typed(&self, at: &AtCase<'_>) -> bool {
        let by_hand = at.at.elapsed.saturating_sub(self.began) >= HAND;
        by_hand && at.case.code().proven_by(self.typed.field.value()) == Some(Confirmed::Typed)
    }
}

pub(super) fn not_shown(shell: &mut Shell) -> Turn {
    shell.say("nothing was recorded: the code was not shown");
    Turn::default()
}
