//! A check of the room that was made for another case today: it holds still, or it is made anew.

use super::Dialog;
use crate::app::screen::{AtCase, Given};
use crate::app::{Key, Turn};
use crate::domain::case::Act;
use crate::domain::checklist::ItemIx;
use crate::domain::{Answer, Carried};

#[derive(Debug, Clone)]
pub struct CarriedEntry {
    pub item: ItemIx,
    /// Where, when and by whom it was made.
    pub carried: Carried,
}

impl CarriedEntry {
    pub(super) fn press(self, key: Key, at: &mut AtCase<'_>) -> Turn {
        match key {
            Key::Esc => Turn::default(),
            Key::Char('1') => {
                let item = at.case.checklist().item(self.item).id.clone();
                let carried = Some(self.carried);
                at.record(Act::Answer { item, answer: Answer::Done, second: None, reason: None, again: false, carried })
            }
            Key::Char('2') => at.answer(Given::new(self.item, Answer::Done)),
            _ => Turn::open(Dialog::Carried(self)),
        }
    }
}
