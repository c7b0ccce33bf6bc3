//! All keys: a page to read.

use super::super::{View, wrap};
use crate::app::{BINDINGS, Binding, KeyMode, Screen, Scroll};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, page: &Scroll) {
    let context = match view.app.screen {
        Screen::Worklist => KeyMode::Worklist,
        Screen::Run(_) => KeyMode::Run,
    };
    let mut lines = Vec::new();
    let width = usize::from(area.width.saturating_sub(13));
    let digits = "choose the option with that number; on a number, begin to type it";
    let signs = "before a value is typed: what stands behind that sign instead of it";
    let digits = [("1-9 0".to_owned(), digits), ("= -".to_owned(), signs)];
    let table = BINDINGS.iter().filter(|row| row.context == context).map(|row| (label(row), row.long));
    for (label, long) in digits.into_iter().filter(|_| context == KeyMode::Run).chain(table) {
        for (n, words) in wrap(long, width).into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            lines.push(Line::from(vec![Span::styled(format!(" {label:<10} "), view.theme.key), Span::raw(words)]));
        }
    }
    super::super::page(frame, area, view, lines, page);
}

/// The keys of a row as they are told.
fn label(row: &Binding) -> String {
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}
