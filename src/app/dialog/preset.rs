//! Which preset fills in what seldom varies.

use super::{Dialog, chosen};
use crate::app::screen::AtCase;
use crate::app::{Key, Turn};
use crate::domain::case::Act;

pub(super) fn press(key: Key, at: &mut AtCase<'_>) -> Turn {
    match chosen(key, &at.case.checklist().presets) {
        None if key == Key::Esc => Turn::default(),
        None => Turn::open(Dialog::Preset),
        Some(preset) => at.record(Act::Preset { preset: preset.id.clone() }),
    }
}
