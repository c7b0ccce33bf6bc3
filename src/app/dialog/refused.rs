//! What somebody was about to write, or wrote, is refused: it is read before anything else, since the words that they
//! type on would be keys.

use super::Dialog;
use crate::app::{Key, Shell, Turn};
use crate::domain::Text;

#[derive(Debug, Clone)]
pub struct Refused {
    pub words: Text,
    /// What comes back behind it.
    back: Option<Box<Dialog>>,
}

impl Refused {
    pub(in crate::app) fn dialog(words: &str, back: Option<Dialog>) -> Dialog {
        Dialog::Refused(Self { words: Text::sanitise(words), back: back.map(Box::new) })
    }

    pub(in crate::app) fn over(self, back: Dialog) -> Dialog {
        Dialog::Refused(Self { back: Some(Box::new(back)), ..self })
    }

    pub(super) fn press(self, key: Key, shell: &mut Shell) -> Turn {
        match key {
            Key::Esc => shell.notice = None,
            // It ended what was typed on: that may not be taken for saved.
            Key::Enter => shell.failed(self.words.as_str()),
            key => {
                shell.say(&format!("{key} was not taken: enter or esc first"));
                return Turn::open(Dialog::Refused(self));
            }
        }
        Turn { dialog: self.back.map(|back| *back), ..Turn::default() }
    }
}
