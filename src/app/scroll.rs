//! From which line a page is shown.

use super::PageAction;
use std::cell::Cell;

/// How many lines a page has at its width only the view knows, which says so whenever it draws: nobody scrolls past
/// the end.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    /// Nobody has seen it yet, where there is none.
    line: Cell<Option<usize>>,
    lines: Cell<usize>,
    rows: Cell<usize>,
}

impl Scroll {
    /// The first line that is shown of so many, in so many rows; a page that nobody has seen yet begins at a line.
    pub fn first_of(&self, lines: usize, rows: usize, begins: usize) -> usize {
        self.lines.set(lines);
        self.rows.set(rows);
        let line = self.line.get().unwrap_or(begins).min(self.last());
        self.line.set(Some(line));
        line
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.get()
    }

    fn last(&self) -> usize {
        self.lines.get().saturating_sub(self.rows.get())
    }

    pub(super) fn go(&mut self, action: PageAction) {
        let line = self.line.get().unwrap_or(0);
        // A line of the page before stays, to be found again.
        let page = self.rows.get().saturating_sub(1).max(1);
        let to = match action {
            PageAction::Up => line.saturating_sub(1),
            PageAction::Down => line + 1,
            PageAction::PageUp => line.saturating_sub(page),
            PageAction::PageDown => line + page,
            PageAction::First => 0,
            PageAction::Last => usize::MAX,
        };
        self.line.set(Some(to.min(self.last())));
    }
}
