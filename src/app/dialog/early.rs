//! A follow-up that is not due yet: it is recorded now, or at its time.

use super::Dialog;
use crate::app::{Key, Turn};
use crate::domain::Text;
use crate::domain::case::Intent;

#[derive(Debug, Clone)]
pub struct Early {
    /// What is recorded once that was said.
    pub(super) intent: Box<Intent>,
    pub section: Text,
    pub due: Text,
}

impl Early {
    pub(in crate::app) fn dialog(intent: Intent, section: Text, due: Text) -> Dialog {
        Dialog::Early(Self { intent: Box::new(intent), section, due })
    }

    pub(super) fn press(self, key: Key) -> Turn {
        match key {
            Key::Enter => Turn::record(self.intent.though_early()),
            Key::Esc => Turn::default(),
            _ => Turn::open(Dialog::Early(self)),
        }
    }
}
