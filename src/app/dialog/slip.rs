//! A case's whole code, to be written on the chart.

use super::Dialog;
use crate::app::{Key, Turn};
use crate::domain::Code;

#[derive(Debug, Clone)]
pub struct Slip {
    pub code: Code,
    /// Whether the case was just made, so that the code goes on the chart now.
    pub made: bool,
}

impl Slip {
    pub(super) fn press(self, key: Key) -> Turn {
        if matches!(key, Key::Enter | Key::Esc) { Turn::default() } else { Turn::open(Dialog::Slip(self)) }
    }
}
