//! What somebody was about to write, or wrote, is refused.

use super::{super::View, Panel};
use crate::app::Refused;

pub(super) fn panel<'a>(view: View<'a>, refused: &Refused) -> Panel<'a> {
    let mut panel = Panel::styled(view, "NOT TAKEN", view.theme.caution);
    panel.say(refused.words.as_str());
    panel.way("enter", "go on", "what is typed before is not taken");
    panel
}
