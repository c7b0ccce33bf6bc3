//! What there is to rehearse.

use crate::app::{KeyMode, Menu};
use crate::domain::practice::Exercise;
use crate::tui::view::{View, ends, hints, operator, put, put_lines, stacked};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, menu: &Menu) {
    let [head, _, body, keys] = stacked(area, [Some(1), Some(1), None, Some(1)]);
    let title = view.app.practice.lesson.as_ref().map_or("", |lesson| lesson.checklist.title.as_str());
    let left = vec![Span::styled(format!(" {title}"), view.theme.title)];
    put(frame, head, &ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], head.width));
    let rows = Exercise::ALL.iter().enumerate().map(|(n, exercise)| {
        let sign = if n == menu.at { "▐ " } else { "  " };
        Line::from(vec![
            Span::styled(sign, view.theme.focus),
            Span::styled(format!("{} ", n + 1), view.theme.key),
            Span::raw(exercise.word()),
        ])
    });
    put_lines(frame, body, rows);
    hints(frame, keys, view, vec![], KeyMode::Practice, &[]);
}
