//! Whether a planned case begins.

use super::{super::View, Panel};

pub(super) fn panel(view: View<'_>) -> Panel<'_> {
    let mut panel = Panel::new(view, "START?");
    panel.say("This case is planned and has not begun. Is the patient here?");
    panel.more("It follows the checklist as it is today; the code is asked for.");
    panel.way("enter", "start it", "");
    panel.way("esc", "not yet", "back to the list");
    panel
}
