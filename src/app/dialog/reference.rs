//! What there is to look up: a list of titles in which words are looked for, and the sheet that is read.

use super::Dialog;
use crate::app::{App, Key, Scroll, Turn, entry};
use crate::domain::case::Case;
use crate::domain::reference::{Found, Sheet, Topic, search};
use crate::domain::{Id, Text};
use std::sync::Arc;
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct Lookup {
    /// Those that the item names, then all others.
    pub sheets: Arc<[Sheet]>,
    /// The item from which it was opened, and how many sheets that names.
    pub item: Option<(Text, usize)>,
    pub field: Input,
    /// Where the cursor stands among what was found.
    pub cursor: usize,
    /// How far the sheet is scrolled; none while the list has the keys.
    pub open: Option<Scroll>,
    /// How many titles a page of the list has.
    pub list: Scroll,
    /// From where it was opened, and where it goes back to.
    back: Option<Box<Dialog>>,
}

impl Lookup {
    pub(in crate::app) fn new(mut sheets: Vec<Sheet>, item: Option<(Text, &[Id])>, back: Option<Dialog>) -> Self {
        let place = |sheet: &Sheet| {
            let named = |(_, pages): &(Text, &[Id])| pages.iter().position(|page| *page == *sheet.key);
            item.as_ref().and_then(named).unwrap_or(usize::MAX)
        };
        sheets.sort_by_cached_key(place);
        let named = sheets.iter().filter(|sheet| place(sheet) < usize::MAX).count();
        let item = item.map(|(name, _)| (name, named));
        let back = back.map(Box::new);
        let (field, list) = (Input::default(), Scroll::default());
        Self { sheets: sheets.into(), item, field, cursor: 0, open: None, list, back }
    }

    /// The same at the first sheet of a kind, which is read.
    pub(in crate::app) fn at(self, topic: Topic) -> Self {
        let at = self.sheets.iter().position(|sheet| sheet.topic == topic);
        let open = at.map(|_| Scroll::default());
        Self { cursor: at.unwrap_or_default(), open, ..self }
    }

    /// The sheets in which the words typed stand.
    pub fn found(&self) -> Vec<Found> {
        search(&self.sheets, self.field.value())
    }

    /// The sheet under the cursor.
    pub fn sheet(&self, found: &[Found]) -> Option<&Sheet> {
        self.sheets.get(found.get(self.cursor)?.sheet)
    }

    /// Takes a key while titles are looked for.
    pub(super) fn press(mut self, key: Key) -> Turn {
        let found = self.found().len();
        let page = self.list.rows().max(1);
        match key {
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Down => self.cursor += 1,
            Key::PageUp => self.cursor = self.cursor.saturating_sub(page),
            Key::PageDown => self.cursor += page,
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = found,
            Key::Enter => self.open = (found > 0).then(Scroll::default),
            Key::Esc if self.field.value().is_empty() => return Turn { dialog: self.before(), ..Turn::default() },
            Key::Esc => (self.field, self.cursor) = (Input::default(), 0),
            key => {
                entry::edit(&mut self.field, key);
                self.cursor = 0;
                return Turn::open(Dialog::Reference(self));
            }
        }
        self.cursor = self.cursor.min(found.saturating_sub(1));
        Turn::open(Dialog::Reference(self))
    }

    fn before(self) -> Option<Dialog> {
        self.back.map(|back| *back)
    }

    /// The list again, as it was left.
    pub(in crate::app) fn closed(self) -> Self {
        Self { open: None, ..self }
    }
}

impl App {
    /// Takes what there is to look up; the pages that the current item names come first. One of a kind may be read at
    /// once.
    pub fn looked_up(&mut self, sheets: Vec<Sheet>, case: Option<&Case>, at: Option<Topic>) {
        if sheets.is_empty() {
            return self.refuses("This checklist has nothing to look up.");
        }
        let back = self.dialog.take();
        let item = match (&back, self.screen.cursor()) {
            (Some(Dialog::Why(why)), _) => Some(why.item),
            (_, cursor) => cursor,
        };
        let item = case.and_then(|case| {
            let ix = item?;
            Some((Text::from(case.name(ix)), case.checklist().item(ix).pages.as_slice()))
        });
        let lookup = Lookup::new(sheets, item, back);
        self.dialog = Some(Dialog::Reference(if let Some(topic) = at { lookup.at(topic) } else { lookup }));
    }
}
