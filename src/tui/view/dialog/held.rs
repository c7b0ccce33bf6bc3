//! A case that was left: by whom, at which item, how long ago.

use super::{super::View, Panel};
use crate::app::{Action, CardAction, HeldCard, KeyMode};
use crate::domain::case::Case;
use crate::domain::when::ago;
use ratatui::text::Line;

pub(super) fn panel<'a>(view: View<'a>, card: &HeldCard, case: &Case) -> Panel<'a> {
    let mut panel = Panel::styled(view, "‖ HELD AT", view.theme.caution);
    let item = case.checklist().item(card.item);
    let section = &case.checklist().section(item.section).title;
    let ago = match ago(card.stamp.at, view.now).as_str() {
        "now" => "just now".to_owned(),
        ago => format!("{ago} ago"),
    };
    let progress = case.section_progress(item.section).words();
    let place = case.label().map(|label| format!("{label}  ")).unwrap_or_default();
    let (by, at) = (&card.stamp.by, view.now.say(card.stamp.at));
    panel.say_as(item.text.as_str(), view.theme.title);
    panel.say(&format!("{place}by {by} at {at}, {ago}. {section}: {progress}."));
    for stop in case.all_stops().iter().take(2) {
        panel.say_as(&format!("STOP  {}", case.say_stop(stop, view.now)), view.theme.stop);
    }
    panel.more("esc: look only");
    panel.more_line(Line::default());
    panel.way_of(KeyMode::Card, Action::Card(CardAction::GoOn), "");
    let read_again = view.key_in(KeyMode::Card, Action::Card(CardAction::ReadAgain));
    panel.way(&read_again, "re-read this section", "from its first item");
    panel
}
