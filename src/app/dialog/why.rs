//! Why an item matters, and its history: a page to read.

use crate::{app::Scroll, domain::checklist::ItemIx};

#[derive(Debug, Clone)]
pub struct Why {
    pub item: ItemIx,
    pub page: Scroll,
}
