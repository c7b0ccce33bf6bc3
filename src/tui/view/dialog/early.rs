//! A follow-up that is not due yet.

use super::{super::View, Panel};
use crate::app::Early;

pub(super) fn panel<'a>(view: View<'a>, early: &Early) -> Panel<'a> {
    let mut panel = Panel::styled(view, "NOT DUE YET", view.theme.caution);
    panel.say(&format!("{} is due {}. Nothing is recorded yet.", early.section, early.due));
    panel.way("enter", "record it now", "it is done before its day");
    panel.way("esc", "not yet", "");
    panel
}
