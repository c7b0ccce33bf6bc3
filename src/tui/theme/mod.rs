//! A theme of meanings, not of colours; and the signs of states, each told apart by shape as well.

mod tables;

use crate::app::ThemeName;
use crate::config::Surroundings;
use crate::domain::Answer;
use crate::domain::case::{Case, Status};
use crate::domain::checklist::ItemIx;
use ratatui::style::{Modifier, Style};

/// How each meaning looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    pub(super) title: Style,
    pub(super) muted: Style,
    pub(super) focus: Style,
    pub(super) done: Style,
    /// A stop as a block.
    pub(super) stop: Style,
    /// What says in words or by its sign that a stop stands.
    pub(super) alarm: Style,
    pub(super) caution: Style,
    pub(super) key: Style,
    /// How a cell looks that nothing coloured.
    pub(super) ground: Style,
    /// Nothing but ASCII is sent.
    pub(super) ascii: bool,
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    Sixteen,
    Cube,
    Rgb,
}

/// What a terminal can show, and how it is to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    pub theme: ThemeName,
    pub depth: Depth,
    /// No other signs than ASCII's are sure to be shown.
    pub ascii: bool,
}

impl Looks {
    /// What was asked for, and else what the environment says.
    pub(super) fn of(asked: Option<ThemeName>, ascii: bool, variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let terminal = said("TERM").unwrap_or_default();
        let all = said("COLORTERM").is_some_and(|colors| ["truecolor", "24bit"].contains(&colors.as_str()));
        let depth = match terminal.as_str() {
            _ if all => Depth::Rgb,
            terminal if terminal.contains("direct") => Depth::Rgb,
            terminal if terminal.contains("256color") => Depth::Cube,
            _ => Depth::Sixteen,
        };
        let surroundings = Surroundings::of(&variable);
        Self { theme: surroundings.theme(asked), depth, ascii: ascii || surroundings.ascii.is_some() }
    }
}

impl Theme {
    pub(super) fn new(Looks { theme, depth, ascii }: Looks) -> Self {
        let (table, bold) = (tables::of(theme), Style::new().add_modifier(Modifier::BOLD));
        let at = |tone: &tables::Tone| match depth {
            Depth::Sixteen => tone[0],
            Depth::Cube => tone[1],
            Depth::Rgb => tone[2],
        };
        Self {
            title: bold,
            muted: at(&table.muted),
            focus: at(&table.focus),
            done: at(&table.done),
            stop: at(&table.stop),
            alarm: at(&table.alarm),
            caution: at(&table.caution),
            key: bold,
            ground: at(&table.ground),
            ascii,
        }
    }

    /// How words look that say what a sign says: not as a block.
    pub(super) fn words_of(&self, style: Style) -> Style {
        if style == self.stop { self.alarm } else { style }
    }
}

/// An item's sign and how it looks.
pub(super) fn sign(case: &Case, ix: ItemIx, theme: &Theme) -> (&'static str, Style) {
    if !case.stops(ix).is_empty() {
        return ("■", theme.alarm);
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
    use super::Depth::{Cube, Rgb, Sixteen};
    use super::Looks;
    use crate::app::ThemeName::{Dark, HighContrast, Light, Monochrome};

    #[test]
    fn what_a_terminal_can_show_is_told_by_its_locale_and_name() {
        let looks = |theme, depth, ascii| Looks { theme, depth, ascii };
        let dark = |depth| looks(Dark, depth, false);
        for (said, wanted) in [
            (&[][..], dark(Sixteen)),
            (&[("LANG", "de_CH.UTF-8"), ("TERM", "xterm-256color")], dark(Cube)),
            (&[("LC_ALL", "C.utf8"), ("LANG", "C"), ("TERM", "xterm-direct")], dark(Rgb)),
            (&[("TERM", "screen"), ("COLORTERM", "truecolor")], dark(Rgb)),
            (&[("LC_ALL", ""), ("LC_CTYPE", "C"), ("LANG", "C.UTF-8")], looks(Dark, Sixteen, true)),
            (&[("LANG", "en_US.ISO-8859-1")], looks(Dark, Sixteen, true)),
            (&[("LANG", "en_US.UTF-8"), ("TERM", "linux")], looks(Dark, Sixteen, true)),
            (&[("TERM", "vt100")], looks(Monochrome, Sixteen, true)),
            (&[("TERM", "vte-256color"), ("NO_COLOR", "1")], looks(Monochrome, Cube, false)),
            (&[("NO_COLOR", ""), ("COLORFGBG", "0;default;15")], looks(Light, Sixteen, false)),
            (&[("COLORFGBG", "15;8")], dark(Sixteen)),
        ] {
            let of = |name: &str| said.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Looks::of(None, false, of), wanted, "{said:?}");
            let asked = Looks { theme: if wanted.theme == Monochrome { Monochrome } else { HighContrast }, ..wanted };
            assert_eq!(Looks::of(Some(HighContrast), true, of), Looks { ascii: true, ..asked }, "{said:?}");
        }
    }
}
