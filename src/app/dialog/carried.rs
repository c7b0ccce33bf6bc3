//! A check of the room that was made for another case today: it holds still, or it is made anew.

use super::{App, Context, Dialog, Effect, Key};
use crate::domain::{Answer, Carried, case::Act, checklist::ItemIx};

/// What was checked before.
#[derive(Debug, Clone)]
pub struct CarriedEntry {
    /// The check.
    pub item: ItemIx,
    /// Where, when and by whom it was made.
    pub carried: Carried,
}

impl App {
    /// Ticks a check of the room; one that was made today for another case is offered instead.
    pub fn tick_room(&mut self, item: ItemIx, carried: Option<Carried>, at: Context<'_>) -> Vec<Effect> {
        match carried {
            Some(carried) => {
                self.dialog = Some(Dialog::Carried(CarriedEntry { item, carried }));
                Vec::new()
            }
            None => self.answer(item, Answer::Done, None, None, false, at),
        }
    }

    pub(super) fn choose_carried(&mut self, entry: CarriedEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        let Some(case) = at.case else { return Vec::new() };
        match key {
            Key::Esc => Vec::new(),
            Key::Char('1') => {
                let item = case.checklist().item(entry.item).id.clone();
                let carried = Some(entry.carried);
                let act = Act::Answer { item, answer: Answer::Done, second: None, reason: None, again: false, carried };
                self.record(act, at)
            }
            Key::Char('2') => self.answer(entry.item, Answer::Done, None, None, false, at),
            _ => {
                self.dialog = Some(Dialog::Carried(entry));
                Vec::new()
            }
        }
    }
}
