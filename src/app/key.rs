//! A key, and how it is written.

use super::PageAction;
use std::fmt::{self, Write};
use strum::{EnumString, VariantNames};

/// A key, as far as the screens tell keys apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Key {
    #[strum(disabled)]
    Char(char),
    #[strum(disabled)]
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    #[strum(serialize = "shift-tab")]
    BackTab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    /// A function key.
    #[strum(disabled)]
    F(u8),
}

/// As it is written for a reader.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Char(' ') => "space",
            Self::Char(c) => return f.write_char(*c),
            Self::Ctrl(' ') => "ctrl-space",
            Self::Ctrl(c) => return write!(f, "ctrl-{c}"),
            Self::Enter => "enter",
            Self::Esc => "esc",
            Self::Tab => "tab",
            Self::BackTab => "shift-tab",
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Left => "←",
            Self::Right => "→",
            Self::Home => "home",
            Self::End => "end",
            Self::PageUp => "page-up",
            Self::PageDown => "page-down",
            Self::Backspace => "backspace",
            Self::Delete => "delete",
            Self::F(n) => return write!(f, "F{n}"),
        })
    }
}

impl Key {
    /// How it turns the pages of what is read while something is typed, if it does.
    pub(super) fn turns(self) -> Option<PageAction> {
        match self {
            Self::PageUp => Some(PageAction::PageUp),
            Self::PageDown => Some(PageAction::PageDown),
            _ => None,
        }
    }
}

/// The last function key of which terminals tell.
const LAST_F: u8 = 24;

impl Key {
    /// The key that is written so where keys are chosen; an arrow by its name.
    pub fn called(written: &str) -> Option<Self> {
        let arrow = match written {
            "↑" => Some(Self::Up),
            "↓" => Some(Self::Down),
            "←" => Some(Self::Left),
            "→" => Some(Self::Right),
            _ => None,
        };
        if arrow.is_some() {
            return arrow;
        }
        let small = written.to_lowercase();
        let mut signs = small.chars();
        if let (Some(sign), None) = (signs.next(), signs.next()) {
            return Some(Self::Char(sign));
        }
        let function = small.strip_prefix('f').and_then(|n| n.parse().ok()).filter(|n| (1..=LAST_F).contains(n));
        let control = small.strip_prefix("ctrl-").and_then(|held| match held {
            "space" => Some(' '),
            letter => letter.parse().ok().filter(char::is_ascii_lowercase),
        });
        let named = if small == "space" { Some(Self::Char(' ')) } else { small.parse().ok() };
        function.map(Self::F).or(control.map(Self::Ctrl)).or(named)
    }

    /// The keys that have a name of their own.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::VARIANTS.iter().chain(&["space", "ctrl-space"]).copied().filter(|name| Self::called(name).is_some())
    }
}
