//! Why an item matters, and its history: a page to read.

use super::scrolled;
use crate::{app::PageAction, domain::checklist::ItemIx};

#[derive(Debug, Clone, Copy)]
pub struct Why {
    pub item: ItemIx,
    /// The line from which it is shown.
    pub line: usize,
}

impl Why {
    pub(super) fn scrolled(self, action: PageAction) -> Self {
        Self { line: scrolled(self.line, action), ..self }
    }
}
