//! A case that somebody left: who, at which item, how long ago; going on there, or reading the section again.

use super::{App, Context, Dialog, Effect};
use crate::{
    app::{CardAction, Screen},
    domain::{
        Stamp,
        case::{Act, Case, Hold},
        checklist::ItemIx,
    },
};

/// What the card says.
#[derive(Debug, Clone)]
pub struct HeldCard {
    /// The item at which the case was left, or what is next where that is not known.
    pub item: ItemIx,
    /// Who left it, and when.
    pub stamp: Stamp,
}

impl HeldCard {
    /// The card of a case that was left.
    pub fn new(hold: &Hold, next: ItemIx) -> Self {
        Self { item: hold.item.unwrap_or(next), stamp: hold.stamp.clone() }
    }
}

impl App {
    pub(in crate::app) fn act_on_card(&mut self, action: CardAction, at: Context<'_>) -> Vec<Effect> {
        let (Some(Dialog::Held(card)), Some(case)) = (self.dialog.take(), at.case) else {
            return Vec::new();
        };
        if action == CardAction::ReadAgain
            && let Screen::Run(run) = &mut self.screen
        {
            let section = case.checklist().section(case.checklist().item(card.item).section);
            run.cursor = section.item_ixs().find(|ix| case.status(*ix).counts()).unwrap_or(card.item);
        }
        self.take_up(case, at)
    }

    /// Takes a case up again: whoever held it left an entry, whoever goes on shows its code.
    fn take_up(&mut self, case: &Case, at: Context<'_>) -> Vec<Effect> {
        let act = if case.hold().is_some() { Act::Resume } else { Act::ConfirmCode };
        self.record(act, at)
    }
}
