//! Opening a new case: which checklist, then where.

use super::{App, Dialog, Effect, Key, entry};
use crate::domain::{Id, Text};
use tui_input::Input;

/// A checklist that a new case may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
}

/// Opening a new case: which checklist, then where.
#[derive(Debug, Clone)]
pub enum NewStep {
    /// Choosing the checklist.
    Checklist,
    /// Typing the bay or room.
    Label(Id, Input),
}

impl App {
    /// Asks which checklist a new case follows.
    pub(super) fn ask_new(&mut self) -> Vec<Effect> {
        self.dialog = Some(Dialog::New(NewStep::Checklist));
        vec![Effect::Offer]
    }

    pub(super) fn type_new(&mut self, step: NewStep, key: Key) -> Vec<Effect> {
        match (step, key) {
            (_, Key::Esc) => Vec::new(),
            (NewStep::Checklist, key) => {
                let chosen = match key {
                    Key::Enter if self.offers.len() == 1 => self.offers.first(),
                    Key::Char(c) => entry::digit_index(c).and_then(|n| self.offers.get(n)),
                    _ => None,
                };
                self.dialog = Some(Dialog::New(match chosen {
                    Some(offer) => NewStep::Label(offer.id.clone(), Input::default()),
                    None => NewStep::Checklist,
                }));
                Vec::new()
            }
            (NewStep::Label(checklist, field), Key::Enter) => {
                if self.operator.is_none() {
                    self.dialog = Some(Dialog::New(NewStep::Label(checklist, field)));
                    self.failed("say first who is at the keyboard: esc, then w");
                    return Vec::new();
                }
                let label = Text::sanitise(field.value().trim());
                let label = (!label.is_blank()).then_some(label);
                vec![Effect::Create { checklist, label }]
            }
            (NewStep::Label(checklist, mut field), key) => {
                entry::edit(&mut field, key);
                self.dialog = Some(Dialog::New(NewStep::Label(checklist, field)));
                Vec::new()
            }
        }
    }
}
