//! Opening a case by its code: typed, or as a scanner types it, with enter.

use super::Dialog;
use crate::app::{Effect, Key, Turn, entry};
use crate::domain::{Code, Text};
use tui_input::Input;

#[derive(Debug, Clone, Default)]
pub struct OpenByCode {
    pub field: Input,
    /// Why the last attempt was not accepted.
    pub misfit: Option<Text>,
}

impl OpenByCode {
    pub(super) fn press(mut self, key: Key) -> Turn {
        self.misfit = None;
        match key {
            Key::Esc => return Turn::default(),
            Key::Enter => match self.field.value().parse::<Code>() {
                Ok(code) => return Turn::wants(Effect::Open(code)),
                Err(bad) => self.misfit = Some(Text::from(bad.to_string())),
            },
            key => entry::edit(&mut self.field, key),
        }
        Turn::open(Dialog::OpenByCode(self))
    }
}
