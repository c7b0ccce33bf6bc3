//! A drill.

use crate::app::Drill;
use crate::tui::view::View;
use ratatui::Frame;
use ratatui::layout::Rect;

pub(super) fn draw(_frame: &mut Frame<'_>, _area: Rect, _view: View<'_>, _drill: &Drill) {}
