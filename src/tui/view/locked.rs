//! The lock card: the station, running timers by what they time, and how to go on. It is given nothing of a case.

use super::{View, ends, hints, mark, put, put_lines, stacked, wrap};
use crate::app::{KeyMode, Locked};
use crate::domain::when::{countdown, seconds_left};
use crate::domain::{Moment, Text};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

#[derive(Default)]
/// What may be told of a case on a screen that anybody may read.
pub(super) struct Told {
    /// What is timed, and when that ends.
    pub(super) timers: Vec<(Text, Moment)>,
    pub(super) crisis: bool,
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, locked: &Locked, told: &Told) {
    let [head, _, body, keys] = stacked(area, [Some(1), Some(u16::from(area.height > 8)), None, Some(1)]);
    let mut left = mark(view);
    left.extend([Span::styled(" periop", view.theme.title), Span::raw(format!("  {}", view.app.shell.station))]);
    put(frame, head, &ends(left, vec![], head.width));
    let since = format!(" locked since {}", view.now.say(locked.since));
    let mut lines = vec![Line::styled(since, view.theme.title), Line::default()];
    if told.crisis {
        lines.push(Line::styled(" CRISIS in the case that is open here ", view.theme.stop));
    }
    lines.extend(told.timers.iter().map(|(what, ends)| match seconds_left(*ends, view.now) {
        ..=0 => Line::styled(format!(" ◆ {what}: ENDED {}", view.now.say(*ends)), view.theme.caution),
        left => Line::styled(format!(" ◷ {what}: {}", countdown(left)), view.theme.focus),
    }));
    lines.push(Line::default());
    let how =
        wrap("Press any key and say who you are: all goes on as it stood.", usize::from(area.width.saturating_sub(2)));
    lines.extend(how.into_iter().map(|words| Line::raw(format!(" {words}"))));
    put_lines(frame, body, lines);
    hints(frame, keys, view, vec![], KeyMode::Locked, &[]);
}
