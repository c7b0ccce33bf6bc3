//! Whether a planned case begins, or something is prepared for it.

use super::{super::View, Panel};
use crate::domain::case::Case;

pub(super) fn panel<'a>(view: View<'a>, case: Option<&Case>) -> Panel<'a> {
    let mut panel = Panel::new(view, "START?");
    let (pinned, ahead) = case.map_or((false, false), |case| {
        (case.prepared_with().is_some(), case.checklist().sections.iter().any(|section| section.ahead))
    });
    panel.say("This case is planned and has not begun. Is the patient here?");
    let follows = if pinned { "with which it was prepared" } else { "as it is today" };
    panel.more(format!("It follows the checklist {follows}; the code is asked for."));
    if let Some(case) = case {
        panel.notices(case.checklist());
    }
    panel.way("enter", "start it", "");
    if ahead {
        panel.way("p", "prepare ahead", "what is done days before");
    }
    panel.way("esc", "not yet", "back to the list");
    panel
}
