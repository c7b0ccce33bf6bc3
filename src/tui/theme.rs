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
    /// Block letters are made of ASCII signs.
    pub(super) ascii: bool,
}

/// What a terminal can show.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks {
    /// Nothing is coloured.
    pub no_color: bool,
    /// No other signs than ASCII's are sure to be shown.
    pub ascii: bool,
}

impl Looks {
    /// As the environment says: `NO_COLOR`, the locale, the terminal's name.
    pub(super) fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(said).map(|locale| locale.to_lowercase());
        let is_plain = locale.is_some_and(|locale| !locale.contains("utf-8") && !locale.contains("utf8"));
        let terminal = said("TERM").unwrap_or_default();
        let ascii = is_plain || ["linux", "vt100", "dumb"].contains(&terminal.as_str());
        Self { no_color: said("NO_COLOR").is_some(), ascii }
    }
}

impl Theme {
    /// The theme for this terminal: none of its styles sets a colour where `NO_COLOR` asks for none.
    pub(super) fn new(Looks { no_color, ascii }: Looks) -> Self {
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
            ascii,
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
        return ("■", words_of(theme.stop));
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

#[cfg(test)]
mod tests {
    use super::Looks;

    #[test]
    fn what_a_terminal_can_show_is_told_by_its_locale_and_name() {
        for (said, no_color, ascii) in [
            (&[][..], false, false),
            (&[("LANG", "de_CH.UTF-8"), ("TERM", "xterm-256color")], false, false),
            (&[("LC_ALL", "C.utf8"), ("LANG", "C")], false, false),
            (&[("LC_ALL", ""), ("LC_CTYPE", "C"), ("LANG", "C.UTF-8")], false, true),
            (&[("LANG", "en_US.ISO-8859-1")], false, true),
            (&[("LANG", "en_US.UTF-8"), ("TERM", "linux")], false, true),
            (&[("NO_COLOR", "1")], true, false),
            (&[("NO_COLOR", "")], false, false),
        ] {
            let of = |name: &str| said.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
            let looks = Looks::of(of);
            assert_eq!((looks.no_color, looks.ascii), (no_color, ascii), "{said:?}");
        }
    }
}
