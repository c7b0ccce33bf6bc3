//! A theme of meanings, not of colours; and the signs of states, each told apart by shape as well.

use crate::domain::Answer;
use crate::domain::case::{Case, Status};
use crate::domain::checklist::ItemIx;
use ratatui::style::{Color, Modifier, Style};

/// How each meaning looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    pub(super) title: Style,
    pub(super) muted: Style,
    pub(super) focus: Style,
    pub(super) done: Style,
    pub(super) stop: Style,
    pub(super) caution: Style,
    pub(super) key: Style,
}

impl Theme {
    /// The theme for this terminal: none of its styles sets a colour where `NO_COLOR` asks for none.
    pub(super) fn new(no_color: bool) -> Self {
        let plain = Style::new();
        let color = |color| if no_color { plain } else { plain.fg(color) };
        Self {
            title: plain.add_modifier(Modifier::BOLD),
            muted: if no_color { plain } else { plain.fg(Color::DarkGray) },
            focus: color(Color::Cyan).add_modifier(Modifier::BOLD),
            done: color(Color::Green),
            stop: color(Color::Red).add_modifier(Modifier::BOLD | Modifier::REVERSED),
            caution: color(Color::Yellow).add_modifier(Modifier::BOLD),
            key: plain.add_modifier(Modifier::BOLD),
        }
    }
}

/// How words look that say what a sign says: not as a block.
pub(super) fn words_of(style: Style) -> Style {
    style.remove_modifier(Modifier::REVERSED)
}

/// An item's sign and how it looks.
pub(super) fn sign(case: &Case, ix: ItemIx, theme: &Theme) -> (&'static str, Style) {
    if !case.stops(ix).is_empty() {
        return ("■", theme.stop);
    }
    match case.status(ix) {
        Status::Answered(..) if case.was_stopped_at(ix) => ("■", theme.caution),
        Status::Answered(..) | Status::Overridden { .. } if case.changed_after_sign_off(ix) => ("≠", theme.caution),
        Status::Open { .. } if case.is_broken(ix) => ("≠", theme.caution),
        Status::Open { running: Some(_) } => ("◷", theme.focus),
        Status::Open { running: None } => ("○", Style::new()),
        Status::Answered(_, Answer::NotRight(_)) => ("✗", theme.caution),
        Status::Answered(..) if !case.cautions(ix).is_empty() => ("▲", theme.caution),
        Status::Answered(..) => ("✓", theme.done),
        Status::NotApplicable(..) => ("–", theme.muted),
        Status::Deferred(..) => ("»", theme.caution),
        Status::Overridden { .. } => ("!", theme.caution),
        Status::NotDone { .. } => ("╳", theme.muted),
        Status::Inactive { .. } => ("·", theme.muted),
        Status::Pending => ("?", theme.muted),
    }
}
