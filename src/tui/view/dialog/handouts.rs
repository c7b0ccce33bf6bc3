//! The handouts of the case.

use super::{
    super::{View, padded, wide},
    Panel,
};
use crate::app::Handouts;

pub(super) fn panel<'a>(view: View<'a>, handouts: &Handouts) -> Panel<'a> {
    let mut panel = Panel::new(view, "HANDOUTS FOR THE PATIENT");
    if let Some(lacking) = handouts.lacking.and_then(|at| handouts.of.get(at)) {
        panel.warn(&format!("{} is not written. Missing:", lacking.title));
        lacking.missing.iter().for_each(|missing| panel.say(&format!("- {missing}")));
        panel.way("esc", "go back", "");
        return panel;
    }
    panel.more("One page each, to print. esc gives up");
    let widest = handouts.of.iter().map(|offered| wide(offered.title.as_str())).max().unwrap_or(0);
    for (offered, n) in handouts.of.iter().zip(1..) {
        let not_yet = if offered.missing.is_empty() { "" } else { "not yet: something is missing" };
        panel.way(&n.to_string(), &padded(offered.title.as_str(), widest), not_yet);
    }
    panel
}
