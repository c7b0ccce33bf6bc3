//! A late entry: when what is recorded next happened.

use super::{App, Context, Dialog, Effect, Key};
use crate::{app::entry, domain::read_time};
use tui_input::Input;

/// Saying when something happened.
#[derive(Debug, Clone)]
pub struct LateEntry {
    /// The time as typed.
    pub field: Input,
    /// Why the last attempt was not accepted.
    pub misfit: Option<String>,
}

impl App {
    pub(in crate::app) fn ask_late(&mut self) {
        self.dialog = Some(Dialog::Late(LateEntry { field: Input::default(), misfit: None }));
    }

    pub(super) fn type_late(&mut self, mut late: LateEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        late.misfit = None;
        match key {
            Key::Esc => {
                self.late = None;
                return Vec::new();
            }
            Key::Enter if late.field.value().trim().is_empty() => {
                self.late = None;
                self.say("what is recorded next happens now");
                return Vec::new();
            }
            Key::Enter => match read_time(late.field.value().trim(), at.now) {
                Ok(then) if then <= at.now.at => {
                    self.late = Some(then);
                    self.say(&format!("what is recorded next happened {}", at.now.say(then)));
                    return Vec::new();
                }
                Ok(then) => {
                    let said = at.now.say(then);
                    late.misfit =
                        Some(format!("{said} lies in the future; for the day before write \"yesterday {said}\""));
                }
                Err(misfit) => late.misfit = Some(misfit.to_string()),
            },
            key => entry::edit(&mut late.field, key),
        }
        self.dialog = Some(Dialog::Late(late));
        Vec::new()
    }
}
