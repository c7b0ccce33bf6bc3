//! The whole code of a case, each character by itself, in two halves.

use super::{super::View, Panel};
use crate::app::Slip;
use crate::domain::case::Case;
use crate::domain::{Code, Text};
use ratatui::text::Line;

pub(super) fn panel<'a>(view: View<'a>, slip: &Slip, case: Option<&Case>) -> Panel<'a> {
    let Slip { code, made } = *slip;
    let title = if made { "THE CODE OF THIS CASE".to_owned() } else { format!("CODE  {}", name(view, code)) };
    let mut panel = Panel::new(view, title);
    if made {
        panel.say("Write it on the chart, or print the slip:");
    }
    panel.more_as(&format!("periop slip {code} prints it with a square to scan."), view.theme.muted);
    panel.more("enter goes on");
    if let Some(case) = case.filter(|_| made) {
        panel.notices(case.checklist());
    }
    let spaced: Vec<String> = code.spoken().chars().map(String::from).collect();
    panel.way_line(Line::default());
    panel.way_line(Line::styled(format!("    {}", spaced.join(" ")), view.theme.title));
    panel.way_line(Line::default());
    panel
}

/// The case as it stands on the list: its place and its code without the last two characters.
pub(super) fn name(view: View<'_>, code: Code) -> String {
    let summary = view.app.worklist.row(code).and_then(|row| row.summary());
    let label = summary.and_then(|summary| summary.label.as_ref()).map(Text::as_str).unwrap_or_default();
    format!("{label}  {}", code.masked()).trim_start().to_owned()
}
