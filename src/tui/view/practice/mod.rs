//! The screens of practice, and the frame around everything that is shown of it.

mod debrief;
mod drill;
mod menu;
mod progress;

use super::{View, put};
use crate::app::Part;
use crate::domain::case::Case;
use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

/// Where there is less room than this, the word stands in the header, and no frame.
const FRAMED_FROM: (u16, u16) = (24, 8);

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: Option<&Case>) {
    match &view.app.practice.part {
        Part::Menu(menu) => menu::draw(frame, area, view, menu),
        Part::Drill(drill) => drill::draw(frame, area, view, drill),
        Part::Debrief(debrief) => debrief::draw(frame, area, view, debrief, case),
    }
}

/// Frames all that is shown of practice, or again, on its four sides; what is left of the screen.
pub(super) fn framed(frame: &mut Frame<'_>, area: Rect, word: &str, style: Style) -> Option<Rect> {
    if area.width < FRAMED_FROM.0 || area.height < FRAMED_FROM.1 {
        return None;
    }
    let style = style.add_modifier(Modifier::REVERSED);
    frame.buffer_mut().set_style(area, style);
    let inner = area.inner(Margin::new(1, 1));
    frame.buffer_mut().set_style(inner, Style::reset());
    let words = format!(" {word} ").repeat(usize::from(area.width) / (word.len() + 2));
    for y in [area.y, area.bottom() - 1] {
        put(frame, Rect { y, height: 1, ..area }, &Line::styled(words.clone(), style));
    }
    Some(inner)
}
