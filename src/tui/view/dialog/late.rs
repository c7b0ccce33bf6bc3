//! When something happened.

use super::{super::View, Panel};
use crate::app::LateEntry;

pub(super) fn panel<'a>(view: View<'a>, late: &LateEntry) -> Panel<'a> {
    let mut panel = Panel::new(view, "LATE ENTRY");
    panel.say("When did it happen? Counts for the next entry only; timers and due dates count from it.");
    panel.more("enter takes it  esc gives up");
    panel.field_beside(&late.field, "09:20, or yesterday 22:00; empty: now");
    if let Some(misfit) = &late.misfit {
        panel.misfit(misfit);
    }
    panel
}
