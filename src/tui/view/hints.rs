//! The hint bar: the keys that do something here, the likeliest first.

use super::{View, across, ends, put};
use crate::app::{Action, Binding, Key, KeyMode};
use crate::tui::theme::Theme;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// Columns kept for the keys of the moment.
const KEYS_OF_THE_MOMENT: usize = 25;

/// A key and what it does, for the hint bar.
pub(super) struct Hint {
    key: String,
    what: Cow<'static, str>,
}

impl Hint {
    /// What a key of the table does at the moment, in other words than the table's.
    pub(super) fn of(view: View<'_>, context: KeyMode, action: Action, what: &'static str) -> Self {
        Self::new(view.key_in(context, action), what)
    }

    /// A key of a field.
    pub(super) fn key(key: Key, what: &'static str) -> Self {
        Self::new(key.to_string(), what)
    }

    /// Several keys at once, as they are written.
    pub(super) fn new(key: impl Into<String>, what: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), what: what.into() }
    }

    fn spans(self, theme: &Theme) -> [Span<'static>; 2] {
        [Span::styled(self.key, theme.key), Span::raw(format!(" {}  ", self.what))]
    }
}

/// The keys that do something here, the likeliest first; those on the right always fit.
pub(super) fn hints(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    first: Vec<Hint>,
    context: KeyMode,
    without: &[Action],
) {
    // On a narrow screen the keys of the moment matter more than the way out; help tells the rest.
    let narrow = area.width < 60;
    let leaves = |action| action == Action::Quit || (action == Action::Back && context == KeyMode::Run);
    let always = |row: &&Binding| match row.action {
        Action::Help => true,
        Action::Cards => !narrow || context != KeyMode::Crisis,
        action => !narrow && matches!(action, Action::Quit | Action::Back),
    };
    let back = view.app.leads_back().filter(|_| matches!(context, KeyMode::Run | KeyMode::Practice | KeyMode::Board));
    let hint = |row: &Binding| match (row.action, back) {
        (Action::Back, Some(back)) => Hint::new(row.key(), back),
        _ => Hint::new(row.key(), row.short),
    };
    let shows =
        |row: &&Binding| !row.short.is_empty() && !without.contains(&row.action) && !view.app.is_refused(row.action);
    let table = view.app.shell.keys.rows(context).filter(shows);
    let (right, left): (Vec<&Binding>, Vec<&Binding>) = table.partition(always);
    let right: Vec<Span<'_>> = right.into_iter().flat_map(|row| hint(row).spans(view.theme)).collect();
    let right_wide = across(&right);
    let room = usize::from(area.width).saturating_sub(right_wide + 2);
    let left = left.into_iter().filter(|row| !narrow || !leaves(row.action));
    let mut spans = vec![Span::raw(" ")];
    let (mut used, moment) = (0, first.len());
    for (n, hint) in first.into_iter().chain(left.map(hint)).enumerate() {
        let hint = hint.spans(view.theme);
        let hint_wide = across(&hint);
        if used + hint_wide > room {
            break;
        }
        used += hint_wide;
        spans.extend(hint);
        // What follows the keys of the moment stays where it is: a slow line carries only what changes.
        let gap = KEYS_OF_THE_MOMENT.saturating_sub(used);
        if n + 1 == moment && !narrow && used + gap < room {
            used += gap;
            spans.push(Span::raw(" ".repeat(gap)));
        }
    }
    let line = ends(spans, right, area.width);
    view.note_keys(area, &line);
    put(frame, area, &line);
}

/// Where no row is left for the keys, the one that tells them all stands at the end of the last row, if that is blank.
pub(super) fn help_in_corner(frame: &mut Frame<'_>, area: Rect, view: View<'_>) {
    let help = Hint::of(view, KeyMode::Run, Action::Help, "help");
    let words = Line::from(help.spans(view.theme).to_vec());
    let taken = u16::try_from(across(&words.spans)).unwrap_or(u16::MAX).min(area.width);
    let corner = Rect { x: area.right() - taken, y: area.bottom().saturating_sub(1), width: taken, height: 1 };
    let is_blank = corner.positions().all(|at| frame.buffer_mut().cell(at).is_none_or(|cell| cell.symbol() == " "));
    if is_blank {
        view.note_keys(corner, &words);
        put(frame, corner, &words);
    }
}
