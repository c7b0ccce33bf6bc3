//! A case that somebody left: who, at which item, how long ago; going on there, or reading the section again.

use crate::app::screen::AtCase;
use crate::app::{CardAction, Turn};
use crate::domain::Stamp;
use crate::domain::case::{Act, Hold};
use crate::domain::checklist::ItemIx;

#[derive(Debug, Clone)]
pub struct HeldCard {
    /// The item at which the case was left, or what is next where that is not known.
    pub item: ItemIx,
    /// Who left it, and when.
    pub stamp: Stamp,
}

impl HeldCard {
    pub(in crate::app) fn new(hold: &Hold, next: ItemIx) -> Self {
        Self { item: hold.item.unwrap_or(next), stamp: hold.stamp.clone() }
    }

    /// Takes the case up again: whoever held it left an entry, whoever goes on shows its code.
    pub(super) fn act(self, action: CardAction, at: &mut AtCase<'_>) -> Turn {
        match action {
            CardAction::GoOn => {}
            CardAction::ReadAgain => {
                let section = at.case.checklist().section(at.case.checklist().item(self.item).section);
                let first = section.item_ixs().find(|ix| at.case.status(*ix).counts());
                at.run.cursor = first.unwrap_or(self.item);
            }
        }
        at.record(if at.case.hold().is_some() { Act::Resume } else { Act::ConfirmCode })
    }
}
