//! A stop and the ways out of it.

use super::{Dialog, ReasonEntry, ReasonFor};
use crate::app::screen::AtCase;
use crate::app::{StopAction, Turn};
use crate::domain::checklist::ItemIx;

pub(super) fn act(ix: ItemIx, action: StopAction, at: &mut AtCase<'_>) -> Turn {
    match action {
        StopAction::Correct => at.correct(ix),
        StopAction::Again => at.again(ix),
        StopAction::Change(which) => at.change(ix, which),
        StopAction::StopCase => ReasonEntry::ask(ReasonFor::Stop),
        StopAction::Override => at.ask_override(ix).back_to(Dialog::Stop(ix)),
        StopAction::NeedleMoved => at.needle_moved(ix),
        StopAction::Card => Turn { effects: at.named_card(ix), ..Turn::open(Dialog::Stop(ix)) },
        StopAction::Tell => ReasonEntry::ask_told(at.case, ix),
    }
}
