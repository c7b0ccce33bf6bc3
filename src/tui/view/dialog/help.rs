//! All keys, by what they are about: a page to read.

use super::super::{View, columns, wrap};
use crate::app::{BINDINGS, Binding, KeyGroup, KeyMode, Screen, Scroll};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// From this width on two columns of keys stand beside each other.
const TWO_FROM: u16 = 110;

/// Keys that stand in no row of the table.
const TYPED: [(&str, &str); 2] = [
    ("1-9 0", "choose the option with that number; on a number, begin to type it"),
    ("= -", "before a value is typed: what stands behind that sign instead of it"),
];

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, page: &Scroll) {
    let (context, title) = match view.app.screen {
        Screen::Worklist | Screen::Locked(_) => (KeyMode::Worklist, "KEYS on the list"),
        Screen::Run(_) => (KeyMode::Run, "KEYS in a case"),
    };
    let two = area.width >= TWO_FROM;
    let width = area.width / if two { 2 } else { 1 };
    let mut groups = KeyGroup::ALL.map(|of| group(view, context, of, width));
    let half = groups.iter().map(Vec::len).sum::<usize>() / 2;
    let (mut left, mut right) =
        (vec![Line::styled(format!(" {title}"), view.theme.title), Line::default()], Vec::new());
    for lines in &mut groups {
        let to = if two && left.len() > half { &mut right } else { &mut left };
        to.append(lines);
    }
    let lines = if two { columns(left, right, width) } else { left };
    super::super::page(frame, area, view, lines, page);
}

fn group(view: View<'_>, context: KeyMode, group: KeyGroup, width: u16) -> Vec<Line<'static>> {
    let typed = TYPED.into_iter().filter(|_| (context, group) == (KeyMode::Run, KeyGroup::Answering));
    let typed = typed.map(|(label, long)| (label.to_owned(), long));
    let table = BINDINGS.iter().filter(|row| row.context == context && row.action.group() == group);
    let rows: Vec<(String, &str)> = typed.chain(table.map(|row| (label(row), row.long))).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::styled(format!(" {}", group.heading()), view.theme.title)];
    for (label, long) in rows {
        for (n, words) in wrap(long, usize::from(width.saturating_sub(14))).into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            lines.push(Line::from(vec![Span::styled(format!("  {label:<10} "), view.theme.key), Span::raw(words)]));
        }
    }
    lines.push(Line::default());
    lines
}

/// The keys of a row as they are told.
fn label(row: &Binding) -> String {
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}
