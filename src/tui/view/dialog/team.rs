//! Who is in the room.

use super::{super::View, Panel, person::naming};
use crate::{app::TeamEntry, domain::Operator};

pub(super) fn panel<'a>(view: View<'a>, team: &TeamEntry) -> Panel<'a> {
    let mut panel = Panel::new(view, "WHO is in the room?");
    panel.say("Who else is in the room? One after the other; enter alone ends it.");
    let named: Vec<String> = team.members.iter().map(Operator::to_string).collect();
    if !named.is_empty() {
        panel.say_as(&format!("in the room: {}", named.join(", ")), view.theme.title);
    }
    panel.more_as("enter alone: that is all  backspace takes the last one back  esc gives up", view.theme.muted);
    naming(&mut panel, &team.person);
    panel
}
