//! How the screens work at a workstation: what was said, and what holds where nothing was.

use super::Config;
use crate::app::{KeyMap, Pace, ThemeName};
use crate::domain::practice::Retention;
use std::time::Duration;

/// So long nobody presses a key until the screens lock.
const LOCK_AFTER: Duration = Duration::from_mins(5);
/// In the theatre view somebody reads who presses no keys.
const LOCK_AFTER_THEATRE: Duration = Duration::from_mins(20);

/// Whether the locale that the environment names, if it names one, has no other signs than ASCII's.
pub fn is_ascii(variable: impl Fn(&str) -> Option<String>) -> bool {
    let said = |name: &str| variable(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(said).map(|locale| locale.to_lowercase());
    locale.is_some_and(|locale| !locale.contains("utf-8") && !locale.contains("utf8"))
}

/// What the environment says of the terminal, and where.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// No colours are wanted, or none can be shown.
    pub plain: Option<&'static str>,
    /// For which ground it is, where it says so.
    pub ground: Option<ThemeName>,
    /// No other signs than ASCII's are sure to be shown.
    pub ascii: Option<&'static str>,
}

impl Surroundings {
    /// `NO_COLOR` before all, the terminal's name, its ground, the locale.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let said = |name: &str| variable(name).filter(|value| !value.is_empty());
        let terminal = said("TERM").unwrap_or_default();
        let is_old = terminal == "dumb" || terminal.strip_prefix("vt").is_some_and(|model| !model.starts_with('e'));
        let ground = said("COLORFGBG").and_then(|colors| colors.rsplit(';').next()?.parse::<u8>().ok());
        let old = is_old.then_some("terminal");
        Self {
            plain: said("NO_COLOR").map(|_| "variable").or(old),
            ground: ground.map(|ground| if matches!(ground, 7 | 9..) { ThemeName::Light } else { ThemeName::Dark }),
            ascii: is_ascii(&variable).then_some("locale").or(old).or((terminal == "linux").then_some("terminal")),
        }
    }

    /// The theme that holds where this one was asked for, or none was.
    pub fn theme(&self, asked: Option<ThemeName>) -> ThemeName {
        let plain = self.plain.map(|_| ThemeName::Monochrome);
        plain.or(asked).or(self.ground).unwrap_or_default()
    }
}

#[derive(Debug, Clone)]
pub struct Setup {
    /// After how long without a key the screens lock, if ever.
    pub lock_after: Option<Duration>,
    /// The same in the theatre view.
    pub lock_after_theatre: Option<Duration>,
    pub pace: Pace,
    /// How long the rest of a key may take behind what begins like esc.
    pub escape: Option<Duration>,
    /// By the terminal, where none was said.
    pub theme: Option<ThemeName>,
    /// Nothing but ASCII is sent, whatever the terminal could show.
    pub ascii: bool,
    pub mouse: bool,
    pub keys: KeyMap,
    pub retention: Retention,
}

/// What an option or a variable says, which counts before the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    /// No time at all is never.
    pub lock_after: Option<Duration>,
    pub bounce: Option<Duration>,
    pub escape: Option<Duration>,
    pub theme: Option<ThemeName>,
    pub ascii: bool,
    pub mouse: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self::new(Said::default(), &Config::default())
    }
}

impl Setup {
    pub fn new(said: Said, config: &Config) -> Self {
        let after = said.lock_after.or(config.lock_after).unwrap_or(LOCK_AFTER);
        // What never locks does not in theatre either, unless that was said by itself.
        let longer = if after.is_zero() { after } else { after.max(LOCK_AFTER_THEATRE) };
        let ever = |after: Duration| Some(after).filter(|after| !after.is_zero());
        let pace = Pace::default();
        Self {
            lock_after: ever(after),
            lock_after_theatre: ever(config.lock_after_theatre.unwrap_or(longer)),
            pace: said.bounce.or(config.bounce).map_or(pace, |doubt| pace.doubting_for(doubt)),
            escape: said.escape,
            theme: said.theme.or(config.theme),
            ascii: said.ascii || config.ascii.unwrap_or_default(),
            mouse: said.mouse || config.mouse.unwrap_or_default(),
            keys: config.keys.clone(),
            retention: config.retention.unwrap_or_default(),
        }
    }
}
