//! A key that may be one that was pressed once and came again: whether that matters, how long it is held back, and whether
//! it still counts then.

use super::key_guard::{Held, Press};
use super::scan::Scan;
use super::{App, Context, Effect, Key, KeyMode, Screen};
use std::time::Duration;

impl App {
    /// Whether a key must not do once more what it does, as long as nobody knows that it was pressed once more.
    pub(super) fn counts_once(&mut self, mode: KeyMode, key: Key, at: Context<'_>) -> bool {
        match (mode, self.shell.keys.row_for(mode, key), &self.screen, key) {
            (KeyMode::Typing, _, _, _) if self.dialog.is_some() => key == Key::Enter,
            (KeyMode::Typing, _, Screen::Run(run), _) => {
                at.case.is_some_and(|case| run.would_confirm(key, case, at.now))
            }
            (
                KeyMode::Typing,
                _,
                Screen::Worklist | Screen::Board | Screen::Practice | Screen::Insight(_) | Screen::Locked(_),
                _,
            ) => false,
            (_, Some(binding), _, _) => !binding.action.may_repeat(),
            (KeyMode::Run, None, _, Key::Char(c)) => self.place(at).case().is_some_and(|at| at.chooses(c)),
            (_, None, _, _) => false,
        }
    }

    /// When the key that is held back counts, or a scan has come to its end.
    pub fn held_until(&self) -> Option<Duration> {
        let scan = self.shell.scan.as_ref().and_then(Scan::due);
        scan.or(self.shell.guard.held.map(|held| held.until))
    }

    /// Whether the key that is held back counts before another one that comes then: whoever presses another key has
    /// let go of it.
    pub fn gives_before(&self, key: Key, at: Duration) -> bool {
        match self.shell.scan.as_ref().and_then(Scan::due) {
            Some(due) => due <= at,
            None => self.shell.guard.held.is_some_and(|held| held.key != key || held.until <= at),
        }
    }

    /// The key that is held back is not taken.
    pub fn forget_held_back(&mut self) {
        (self.shell.guard.held, self.shell.scan) = (None, None);
    }

    /// Takes the key that was held back, where all is as it was when it was pressed.
    pub fn take_held_back(&mut self, at: Context<'_>) -> Vec<Effect> {
        if let Some(effects) = self.scan_rests(at) {
            return effects;
        }
        let Some(held) = self.shell.guard.held.take() else { return Vec::new() };
        if self.is_as_when(held, at) { self.takes(held.key, Press::Fresh, at) } else { self.has_changed(held) }
    }

    pub(super) fn is_as_when(&self, held: Held, at: Context<'_>) -> bool {
        (held.spot, held.at_item) == (self.spot(), self.looked_at(at))
    }

    pub(super) fn has_changed(&mut self, held: Held) -> Vec<Effect> {
        self.not_taken(&format!("{} was not taken: what it was pressed for had changed", held.key));
        Vec::new()
    }
}
