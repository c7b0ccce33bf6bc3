//! A check of the room that was made today for another case.

use super::{super::View, Panel};
use crate::{app::CarriedEntry, domain::case::Case};

pub(super) fn panel<'a>(view: View<'a>, entry: &CarriedEntry, case: &Case) -> Panel<'a> {
    let mut panel = Panel::new(view, format!("THE ROOM  {}", case.checklist().item(entry.item).text));
    let (at, by) = (view.now.say(entry.carried.at), &entry.carried.by);
    panel.say(&format!("Checked {at} by {by} for case {}, at this station.", entry.carried.code.masked()));
    panel.more("esc gives up");
    panel.way("1", "it holds still", "carried over with who and when");
    panel.way("2", "checked anew", "you have looked again now");
    panel
}
