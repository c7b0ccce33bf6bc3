//! A late entry: when what is recorded next happened.

use super::Dialog;
use crate::app::entry::Asked;
use crate::app::screen::Place;
use crate::app::{Key, Turn, entry};
use crate::domain::{Now, read_time};
use tui_input::Input;

#[derive(Debug, Clone, Default)]
pub struct LateEntry {
    /// The time as typed.
    pub field: Input,
    /// Why the last attempt was not accepted.
    pub misfit: Option<String>,
    /// What was typed when it was asked whether so long ago is meant.
    asked: Asked,
}

impl LateEntry {
    pub(super) fn press(mut self, key: Key, place: &mut Place<'_>) -> Turn {
        let (shell, now) = (&mut *place.shell, place.at.now);
        self.misfit = None;
        match key {
            Key::Esc => {
                shell.late = None;
                return Turn::default();
            }
            Key::Enter if self.field.value().trim().is_empty() => {
                shell.late = None;
                shell.say("what is recorded next happens now");
                return Turn::default();
            }
            Key::Enter => match past(self.field.value().trim(), now) {
                Ok(then) => match self.asked.first(self.field.value(), now.long_ago(then)) {
                    Some(asks) => self.misfit = Some(asks),
                    None => {
                        shell.late = Some(then);
                        shell.say(&format!("what is recorded next happened {}", now.say(then)));
                        return Turn::default();
                    }
                },
                Err(misfit) => self.misfit = Some(misfit),
            },
            key => entry::edit(&mut self.field, key),
        }
        Turn::open(Dialog::Late(self))
    }
}

fn past(typed: &str, now: &Now) -> Result<crate::domain::Moment, String> {
    let then = read_time(typed, now).map_err(|misfit| misfit.to_string())?;
    let said = now.say(then);
    if then <= now.at {
        Ok(then)
    } else {
        Err(format!("{said} lies in the future; for the day before write \"yesterday {said}\""))
    }
}
