//! A case's whole code, to be written on the chart.

use super::Dialog;
use crate::app::{App, Effect, Key, Turn};
use crate::domain::{Code, reference::Topic};

#[derive(Debug, Clone)]
pub struct Slip {
    pub code: Code,
    /// Whether the case was just made, so that the code goes on the chart now.
    pub made: bool,
}

impl Slip {
    pub(super) fn press(self, key: Key) -> Turn {
        match key {
            Key::Enter | Key::Esc | Key::Char(' ') => Turn::default(),
            Key::Char('/') => Turn::wants(Effect::LookUp(Some(Topic::Notices))).or(Some(Dialog::Slip(self))),
            _ => Turn::open(Dialog::Slip(self)),
        }
    }
}

impl App {
    /// Shows the whole code of a case that was just made.
    pub fn show_code(&mut self, code: Code) {
        self.worklist.stand_on(code);
        self.dialog = Some(Dialog::Slip(Slip { code, made: true }));
    }
}
