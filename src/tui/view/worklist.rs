//! The worklist.

use super::{View, cut, ends, hints, mark, notice, notice_height, operator, row, rule};
use crate::app::{About, Context, Row, Worklist};
use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let heights = [1, 1, 1].map(Constraint::Length);
    let foot = [notice_height(view.app, area), 1].map(Constraint::Length);
    let [header, next, line, body, said, keys] =
        Layout::vertical([heights[0], heights[1], heights[2], Constraint::Min(0), foot[0], foot[1]]).areas(area);
    let list = &view.app.worklist;
    let mut left = mark(view);
    left.extend([Span::styled(" periop", view.theme.title), Span::raw(format!("  {}", view.app.station))]);
    ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], header.width).render(header, frame.buffer_mut());
    let (sign, words, style) = first_thing(list, view);
    let next_line = vec![Span::styled(format!(" {sign}  "), style), Span::styled(words, view.theme.title)];
    ends(next_line, vec![], next.width).render(next, frame.buffer_mut());
    rule(frame, line, view.theme);
    rows(frame, body, view, list);
    notice(frame, said, view);
    let without: &[&str] = if list.rows.is_empty() { &["open"] } else { &[] };
    hints(frame, keys, view, &[], Context::Worklist, without);
}

fn first_thing(list: &Worklist, view: View<'_>) -> (&'static str, String, Style) {
    match list.rows.first().map(|row| (&row.code, &row.about)) {
        None => ("NEXT", "No open cases. Press n to open one.".to_owned(), view.theme.focus),
        Some((code, Some(About::Case { need: 0, next, label, .. }))) => {
            let place = label.as_ref().map_or_else(|| code.to_string(), ToString::to_string);
            ("STOP", format!("{place}: {next}"), view.theme.stop)
        }
        Some((code, Some(About::Damaged(_)))) => {
            ("LOOK", format!("the record of {code} is damaged: run periop verify"), view.theme.stop)
        }
        Some((code, Some(About::Case { next, label, .. }))) => {
            let place = label.as_ref().map_or_else(|| code.to_string(), ToString::to_string);
            ("NEXT", format!("{place}: {next}"), view.theme.focus)
        }
        Some((_, None)) => ("NEXT", format!("reading {} cases", list.rows.len()), view.theme.focus),
    }
}

fn rows(frame: &mut Frame<'_>, area: Rect, view: View<'_>, list: &Worklist) {
    if list.rows.is_empty() {
        let words = [
            "",
            "  Nothing is open at the moment.",
            "",
            "  n   opens a case: choose the checklist, say which bay",
            "  ?   shows all keys",
        ];
        return Paragraph::new(words.map(Line::raw).to_vec()).render(area, frame.buffer_mut());
    }
    let height = usize::from(area.height).max(1);
    let first = list.cursor / height * height;
    for (y, (n, row_of)) in list.rows.iter().enumerate().skip(first).take(height).enumerate() {
        let here = row(area, u16::try_from(y).unwrap_or(u16::MAX));
        line(row_of, n == list.cursor, here.width, view).render(here, frame.buffer_mut());
    }
}

fn line(row: &Row, current: bool, width: u16, view: View<'_>) -> Line<'static> {
    let theme = view.theme;
    let marker = if current { Span::styled("▌", theme.focus) } else { Span::raw(" ") };
    let code = Span::styled(format!("{}  ", row.code), theme.title);
    match &row.about {
        None => Line::from(vec![marker, code, Span::styled("…", theme.muted)]),
        Some(About::Damaged(words)) => {
            let words = cut(words.as_str(), usize::from(width).saturating_sub(22));
            Line::from(vec![marker, Span::styled("■ DAMAGED ", theme.stop), Span::raw(" "), code, Span::raw(words)])
        }
        Some(About::Case { label, word, next, done, of, need, title }) => {
            let (sign, style) = match need {
                0 => ("■", theme.stop),
                1 => ("✓", theme.done),
                3 => ("‖", theme.caution),
                4 => ("◷", theme.muted),
                _ => ("▸", theme.focus),
            };
            let label = label.as_ref().map(ToString::to_string).unwrap_or_default();
            let wide = width >= 70;
            let mut left = vec![
                marker,
                Span::styled(sign, style),
                Span::styled(
                    format!(" {:<12} ", cut(word, 12)),
                    style.remove_modifier(ratatui::style::Modifier::REVERSED),
                ),
            ];
            left.extend([Span::raw(format!("{:<8} ", cut(&label, 8))), code]);
            if wide {
                left.push(Span::styled(format!("{:<17} ", cut(title.as_str(), 17)), theme.muted));
            }
            left.push(Span::raw(next.to_string()));
            ends(left, vec![Span::raw(format!("{done}/{of} "))], width)
        }
    }
}
