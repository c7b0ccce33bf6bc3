//! From which line a page is shown.

use super::PageAction;
use std::cell::Cell;

/// How many lines a page has at its width only the view knows, which keeps it within them whenever it draws: one key
/// up moves at once, however often somebody pressed down at the end.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    /// Nobody has seen it yet, where there is none.
    line: Cell<Option<usize>>,
    rows: Cell<usize>,
}

/// The same of one page among several, by what it is of: one that is looked at anew begins at its top.
#[derive(Debug, Clone)]
pub struct ScrollOf<T: Copy> {
    of: Cell<Option<T>>,
    scroll: Scroll,
}

impl<T: Copy> Default for ScrollOf<T> {
    fn default() -> Self {
        Self { of: Cell::new(None), scroll: Scroll::default() }
    }
}

impl<T: Copy + PartialEq> ScrollOf<T> {
    pub fn of(&self, page: T) -> &Scroll {
        if self.of.replace(Some(page)) != Some(page) {
            self.scroll.line.set(None);
        }
        &self.scroll
    }

    pub(super) fn go(&mut self, action: PageAction) {
        self.scroll.go(action);
    }
}

impl Scroll {
    /// The first line that is shown of so many, in so many rows; a page that nobody has seen yet begins at a line.
    pub fn first_of(&self, lines: usize, rows: usize, begins: usize) -> usize {
        let line = self.line.get().unwrap_or(begins).min(lines.saturating_sub(rows));
        self.line.set(Some(line));
        self.rows.set(rows);
        line
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.get()
    }

    pub(super) fn go(&mut self, action: PageAction) {
        let line = self.line.get().unwrap_or(0);
        // A line of the page before stays, to be found again.
        let page = self.rows().saturating_sub(1).max(1);
        self.line.set(Some(match action {
            PageAction::Up => line.saturating_sub(1),
            PageAction::Down => line.saturating_add(1),
            PageAction::PageUp => line.saturating_sub(page),
            PageAction::PageDown => line.saturating_add(page),
            PageAction::First => 0,
            PageAction::Last => usize::MAX,
        }));
    }
}
