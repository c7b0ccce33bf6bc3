//! The sign-off of a phase: a named person declares it complete.

use super::{App, Context, Dialog, Effect};
use crate::{
    app::{Screen, SignAction},
    domain::{case::Act, checklist::PhaseIx},
};

impl App {
    /// Asks for the sign-off of the phase in which the cursor stands; of the one before, where that one is
    /// complete and this one has not begun.
    pub(in crate::app) fn ask_sign(&mut self, at: Context<'_>) {
        let (Screen::Run(run), Some(case)) = (&self.screen, at.case) else { return };
        let checklist = case.checklist();
        let here = checklist.section(checklist.item(run.cursor).section).phase;
        let waits = |phase: PhaseIx| {
            let signed = case.sign_off(phase).is_some_and(|signed| !signed.is_broken());
            case.phase_progress(phase).is_complete() && !signed
        };
        let before = (0..here.0).map(PhaseIx).find(|phase| waits(*phase));
        self.dialog = Some(Dialog::Sign(before.unwrap_or(here)));
    }

    pub(in crate::app) fn act_on_sign_off(&mut self, action: SignAction, at: Context<'_>) -> Vec<Effect> {
        let (Some(Dialog::Sign(phase)), Some(case)) = (self.dialog.take(), at.case) else {
            return Vec::new();
        };
        match action {
            SignAction::Sign => self.record(Act::Sign { phase: case.checklist().phase(phase).id.clone() }, at),
        }
    }
}
