//! Keys, by what they are about; any is found by its words.

use super::super::{Hint, View, columns, hints, put_lines, searched, stacked, wrap};
use crate::app::{Help, HelpGroup, Key, KeyMode};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

/// From this width on two columns of keys stand beside each other.
const TWO_FROM: u16 = 110;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, help: &Help) {
    Clear.render(area, frame.buffer_mut());
    let [top, body, keys] = stacked(area, [Some(1), None, Some(1)]);
    let groups = help.groups(&view.app.shell.keys);
    let title = format!(" KEYS {}  ", help.of().title().to_lowercase());
    searched(frame, top, view, &title, (help.field.value(), true), "");
    let two = body.width >= TWO_FROM;
    let width = body.width / if two { 2 } else { 1 };
    let groups: Vec<Vec<Line<'static>>> = groups.iter().map(|told| group(view, told, width)).collect();
    let lines = if two { in_two(groups, width) } else { groups.into_iter().flatten().collect() };
    let lines = if lines.is_empty() { vec![Line::raw("  no key has these words; esc shows all")] } else { lines };
    let first = help.page.first_of(lines.len(), usize::from(body.height), 0);
    let below = lines.len().saturating_sub(first + usize::from(body.height));
    put_lines(frame, body, lines.into_iter().skip(first).take(body.height.into()));
    let esc = if help.field.value().is_empty() { "back" } else { "show all" };
    let mut foot = vec![Hint::key(Key::Esc, esc)];
    foot.extend((below > 0).then(|| Hint::new("↑ ↓", format!("{below} more lines"))));
    foot.extend((below == 0 && first > 0).then(|| Hint::new("↑ ↓", "scroll")));
    hints(frame, keys, view, foot, KeyMode::Typing, &[]);
}

/// Groups in two columns, about as long as each other.
fn in_two(groups: Vec<Vec<Line<'static>>>, width: u16) -> Vec<Line<'static>> {
    let half = groups.iter().map(Vec::len).sum::<usize>() / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for mut lines in groups {
        let to = if left.len() > half { &mut right } else { &mut left };
        to.append(&mut lines);
    }
    columns(left, right, width)
}

fn group(view: View<'_>, HelpGroup { heading, rows }: &HelpGroup, width: u16) -> Vec<Line<'static>> {
    let mut lines = vec![Line::styled(format!(" {heading}"), view.theme.title)];
    for (label, long) in rows {
        for (n, words) in wrap(long, usize::from(width.saturating_sub(14))).into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            lines.push(Line::from(vec![Span::styled(format!("  {label:<10} "), view.theme.key), Span::raw(words)]));
        }
    }
    lines.push(Line::default());
    lines
}
