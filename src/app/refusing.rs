//! What was not recorded or cannot be shown: asks for what it lacks, or says why.

use super::{App, CodeEntry, Dialog, Early, ReasonEntry, Refused, Shell};
use crate::domain::Misfit;
use crate::domain::case::{Case, Intent, Refusal};

impl App {
    /// An intent was refused: asks for what it lacks, or says why, with the items by their names.
    pub fn refused(&mut self, intent: &Intent, refusal: &Refusal, case: &Case) {
        self.practice.unsaved = None;
        if let Refusal::CodeAsked { why } = refusal {
            return self.puts(Dialog::Code(CodeEntry::new(intent.clone(), *why)));
        }
        if let Refusal::TooEarly { section, due } = refusal {
            return self.puts(Early::dialog(intent.clone(), section.clone(), due.clone()));
        }
        let words = Shell::words_of(refusal, case);
        if matches!(refusal, Refusal::SignedOff { .. })
            && let Some(entry) = ReasonEntry::after_sign_off(&intent.act)
        {
            self.shell.guard.are_surprised();
            self.shell.failed(&words);
            return self.puts(Dialog::Reason(entry));
        }
        match refusal {
            // Nothing went wrong, and its end takes the place of this.
            Refusal::Misfit { misfit: Misfit::TimerRunning { .. }, .. } => self.shell.say(&words),
            _ => self.fails(&words),
        }
    }

    /// Says that something was not recorded. To whoever typed for it, and may type on, in a way that keeps the keyboard.
    pub fn fails(&mut self, words: &str) {
        if self.shell.types && !self.is_in_crisis() {
            self.refuses(words);
        } else {
            self.shell.failed(words);
        }
    }

    /// Says that something cannot be shown, over what stands here.
    pub fn refuses(&mut self, words: &str) {
        self.dialog = Some(Refused::dialog(words, self.dialog.take()));
    }
}
