//! The code that shows the right case: six characters stand on the screens, the last two are typed from the chart.

use super::{super::View, Panel};
use crate::app::{Action, CodeEntry, KeyMode, ListAction};
use crate::domain::case::Case;
use ratatui::{style::Style, text::Line};

pub(super) fn panel<'a>(view: View<'a>, entry: &CodeEntry, case: &Case) -> Panel<'a> {
    let mut panel = Panel::new(view, "THE RIGHT CASE?");
    let label = case.label().map(|label| format!("    {label}")).unwrap_or_default();
    panel.say_line(Line::styled(format!("{}{label}", case.code().masked()), view.theme.title));
    panel.say("Type the last two characters from the chart's slip, or scan it.");
    panel.more_as(&format!("It is asked for because {}.", entry.why.words()), Style::new());
    panel.more("enter confirms  esc gives up, nothing is recorded");
    panel.field(&entry.typed.field, "");
    if entry.typed.wrong {
        let slip = view.key_in(KeyMode::Worklist, Action::List(ListAction::Slip));
        panel.misfit(&format!("Not this case: is it the right chart? {slip} on the list shows the code."));
    }
    panel
}
