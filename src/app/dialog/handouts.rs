//! Which handout of the case is written, and what is missing for one.

use super::{Dialog, chosen};
use crate::app::{App, Effect, Key, Turn};
use crate::domain::{Id, Text};

#[derive(Debug, Clone)]
pub struct Handouts {
    pub of: Vec<Offered>,
    /// Which was chosen that cannot be written yet.
    pub lacking: Option<usize>,
    /// From where it was opened, and where it goes back to.
    back: Option<Box<Dialog>>,
}

/// A handout of the case's checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub id: Id,
    pub title: Text,
    /// What has to be recorded or set before it can be written.
    pub missing: Vec<Text>,
}

impl Handouts {
    pub(super) fn press(mut self, key: Key) -> Turn {
        if key == Key::Esc {
            return Turn { dialog: self.back.map(|back| *back), ..Turn::default() };
        }
        let Some(offered) = chosen(key, &self.of).cloned() else { return Turn::open(Dialog::Handouts(self)) };
        if offered.missing.is_empty() {
            return Turn { dialog: self.back.map(|back| *back), ..Turn::wants(Effect::Handout(offered.id)) };
        }
        self.lacking = self.of.iter().position(|of| *of == offered);
        Turn::open(Dialog::Handouts(self))
    }
}

impl App {
    /// Takes the handouts of the open case.
    pub fn offers_handouts(&mut self, of: Vec<Offered>) {
        if of.is_empty() {
            return self.refuses("This checklist has no handouts.");
        }
        let back = self.dialog.take().map(Box::new);
        self.dialog = Some(Dialog::Handouts(Handouts { of, lacking: None, back }));
    }
}
