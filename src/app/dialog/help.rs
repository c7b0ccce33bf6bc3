//! The keys that hold where it was opened; with words typed, those of every screen that have them.

use super::Dialog;
use crate::app::screen::Place;
use crate::app::{Action, Binding, Context, Key, KeyGroup, KeyMap, KeyMode, PageAction, Scroll, TYPED, Turn, entry};
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct Help {
    pub field: Input,
    pub page: Scroll,
    /// Whose keys held where it was opened, and whose hold on the screen under that.
    modes: [KeyMode; 2],
    back: Option<Box<Dialog>>,
}

/// Keys that belong together, under what they are about; each as it is told, with what it does.
#[derive(Debug)]
pub struct HelpGroup {
    pub heading: String,
    pub rows: Vec<(String, &'static str)>,
}

impl Help {
    pub(in crate::app) fn over(back: Option<Dialog>, screen: KeyMode) -> Dialog {
        let of = back.as_ref().map_or(screen, Dialog::mode);
        let of = if of == KeyMode::Page { screen } else { of };
        let back = back.map(Box::new);
        Dialog::Help(Self { field: Input::default(), page: Scroll::default(), modes: [of, screen], back })
    }

    /// Whose keys it tells first.
    pub fn of(&self) -> KeyMode {
        self.modes[0]
    }

    pub(super) fn press(mut self, key: Key, place: &Place<'_>) -> Turn {
        let at = place.at;
        // A letter is what is looked for.
        let calls = !matches!(key, Key::Char(c) if c.is_alphabetic());
        let called = place.shell.keys.row_for(self.modes[1], key).map(|row| row.action) == Some(Action::Help) && calls;
        let is_blank = self.field.value().is_empty();
        let to = match key {
            Key::Up => PageAction::Up,
            Key::Down => PageAction::Down,
            Key::PageUp => PageAction::PageUp,
            Key::PageDown => PageAction::PageDown,
            Key::Home => PageAction::First,
            Key::End => PageAction::Last,
            Key::Enter => return self.gives_back(at),
            Key::Esc if is_blank => return self.gives_back(at),
            _ if is_blank && called => return self.gives_back(at),
            Key::Esc => {
                (self.field, self.page) = (Input::default(), Scroll::default());
                return Turn::open(Dialog::Help(self));
            }
            key => {
                entry::edit(&mut self.field, key);
                self.page = Scroll::default();
                return Turn::open(Dialog::Help(self));
            }
        };
        self.page.go(to);
        Turn::open(Dialog::Help(self))
    }

    fn gives_back(self, at: Context<'_>) -> Turn {
        Turn { dialog: self.back.map(|back| *back).filter(|back| back.stands(at.case)), ..Turn::default() }
    }

    /// What it tells: the keys that hold here, or those that have all words.
    pub fn groups(&self, keys: &KeyMap) -> Vec<HelpGroup> {
        let words: Vec<String> = self.field.value().split_whitespace().map(str::to_lowercase).collect();
        let [of, screen] = self.modes;
        let mut modes = vec![of];
        modes.extend((screen != of).then_some(screen));
        if !words.is_empty() {
            modes.extend(KeyMode::TOLD.into_iter().filter(|mode| *mode != of && *mode != screen));
        }
        // Over a panel the keys of the screen under it are told apart: they hold once it is left.
        let groups = modes.into_iter().flat_map(|mode| {
            let parts = if mode == of && of == screen { &KeyGroup::ALL[..] } else { &[] };
            let whole = parts.is_empty().then(|| group(keys.rows(mode), mode, None, &words));
            parts.iter().map(|part| group(keys.rows(mode), mode, Some(*part), &words)).chain(whole).collect::<Vec<_>>()
        });
        groups.filter(|group| !group.rows.is_empty()).collect()
    }
}

/// The keys of a screen, or of a part of it, that have all words.
fn group<'k>(
    rows: impl Iterator<Item = &'k Binding>,
    mode: KeyMode,
    part: Option<KeyGroup>,
    words: &[String],
) -> HelpGroup {
    let in_part = |group| part.is_none_or(|part| part == group);
    let typed = TYPED.iter().filter(|_| mode == KeyMode::Run && in_part(KeyGroup::Answering));
    let typed = typed.map(|(keys, long)| ((*keys).to_owned(), ["", "", *long]));
    let table = rows.filter(|row| in_part(row.action.group()));
    let rows = typed.chain(table.map(|row| (row.label(), [row.action.name(), row.short, row.long])));
    let rows = rows.filter(|(keys, said)| words.iter().all(|word| has(word, keys, said)));
    let heading = match part {
        Some(part) => part.heading().to_owned(),
        None => mode.title().to_uppercase(),
    };
    HelpGroup { heading, rows: rows.map(|(keys, [_, _, long])| (keys, long)).collect() }
}

/// Whether a word is one of the keys, or begins one of the words.
fn has(word: &str, keys: &str, said: &[&str]) -> bool {
    let mut parts = said.iter().flat_map(|said| said.split(|c: char| !c.is_alphanumeric()));
    keys.split(' ').any(|key| key.to_lowercase() == word) || parts.any(|part| part.to_lowercase().starts_with(word))
}
