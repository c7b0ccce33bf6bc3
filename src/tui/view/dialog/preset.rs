//! The presets of the checklist.

use super::{super::View, Panel};
use crate::domain::case::Case;
use ratatui::text::Line;

pub(super) fn panel<'a>(view: View<'a>, case: &Case) -> Panel<'a> {
    let mut panel = Panel::new(view, "PRESET");
    panel.say_line(Line::raw("Fills in what seldom varies; what is answered stays."));
    panel.more("esc gives up");
    panel.choices(case.checklist().presets.iter().map(|preset| (preset.title.as_str(), "")));
    panel
}
