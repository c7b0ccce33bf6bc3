//! A slip that is scanned where no code is asked for. A scanner is a keyboard: without the sign that its square
//! begins with, the code would be a series of keys, of which some record.

use super::{App, Context, Dialog, Effect, Key, Screen};
use crate::domain::{Code, Confirmed, case::Act};
use tui_input::Input;

/// Longer than any slip: what comes after is no scanner.
const LONGEST: usize = 32;

impl App {
    /// Takes a key that belongs to a scanned slip; none where it is a key like any other.
    pub(super) fn scanned(&mut self, key: Key, at: Context<'_>) -> Option<Vec<Effect>> {
        let Some(mut read) = self.shell.scan.take() else {
            if key == Key::Enter
                && let Some(code) = self.take_slip_from_field()
            {
                return Some(self.slip_read(code, at));
            }
            let begins = key == Key::Char(Code::SCANNED) && self.field().is_none();
            if begins {
                self.shell.scan = Some(String::new());
                self.shell.say("a slip is being read: enter ends it, esc gives it up");
            }
            return begins.then(Vec::new);
        };
        match key {
            Key::Esc => self.shell.say("given up: nothing was recorded"),
            Key::Enter => match read.parse() {
                Ok(code) => return Some(self.slip_read(code, at)),
                Err(bad) => self.shell.failed(&format!("Nothing was recorded: {bad}")),
            },
            key => {
                if let Key::Char(c) = key
                    && read.chars().count() < LONGEST
                {
                    read.push(c);
                }
                self.shell.scan = Some(read);
            }
        }
        Some(Vec::new())
    }

    /// A slip that was scanned into a text: nobody meant it for one. Where a code is asked for, it is what was asked.
    fn take_slip_from_field(&mut self) -> Option<Code> {
        if self.dialog.as_ref().is_some_and(Dialog::asks_code) {
            return None;
        }
        let field = self.field()?;
        let (before, read) = field.value().rsplit_once(Code::SCANNED)?;
        let code = read.parse().ok()?;
        *field = Input::new(before.to_owned());
        Some(code)
    }

    /// On the list a slip opens its case; in a case it shows whether this is the right one.
    fn slip_read(&mut self, code: Code, at: Context<'_>) -> Vec<Effect> {
        match (&self.screen, at.case) {
            (Screen::Run(_), Some(case)) if case.code() == code => {
                self.shell.say("this is the right case: its slip was scanned");
                let asked =
                    self.shell.at_keyboard().map(|author| author.wants(case, Act::ConfirmCode)).filter(|intent| {
                        // Whoever is known to look at this case need not show it again.
                        case.asks_code_of(&intent.stamp(0, None, at.now)).is_some()
                    });
                let shown = asked.map(|intent| Effect::Record(Box::new(intent.with_code(Confirmed::Scanned))));
                shown.into_iter().collect()
            }
            (Screen::Run(_), Some(case)) => {
                let (other, this) = (code.masked(), case.code().masked());
                self.shell.failed(&format!("WRONG CASE: the slip is of {other}, this is {this}. Nothing was recorded"));
                vec![Effect::Bell]
            }
            _ if self.dialog.is_some() => {
                self.shell.failed(
                    "The slip was read and nothing recorded: give up what is open first (esc), then scan again",
                );
                Vec::new()
            }
            _ => vec![Effect::Open(code)],
        }
    }
}
