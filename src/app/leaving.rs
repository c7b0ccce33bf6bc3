//! Leaving a screen, a case, the program.

use crate::domain::Mode;

use super::screen::BackTo;
use super::{App, Context, Crisis, CrisisStep, Dialog, Effect, Played, Screen};

impl App {
    /// One step back, from a dialog or from the screen: to where somebody came from.
    pub(super) fn steps_back(&mut self, dialog: Option<Dialog>, at: Context<'_>) -> Vec<Effect> {
        let turn = match dialog {
            Some(Dialog::Crisis(crisis)) => crisis.leave(&mut self.place(at)),
            Some(Dialog::FollowUp(_)) if self.screen.run().is_some_and(|run| run.untouched) => return self.go_back(at),
            Some(dialog) => dialog.back(),
            None => return self.go_back(at),
        };
        self.follow(turn, at)
    }

    /// Where the way back leads from the screen, in a word, where that is not what the table says.
    pub fn leads_back(&self) -> Option<&'static str> {
        match &self.screen {
            Screen::Run(run) if run.again.is_some() || run.correcting.is_some() => Some("give up"),
            Screen::Run(run) if run.theatre => Some("back"),
            Screen::Run(_) if self.practice.play.is_some() => Some("end"),
            Screen::Practice if self.practice.is_within_menu() => Some("back"),
            Screen::Board if self.board.find.is_some() => Some("show all"),
            Screen::Run(run) if run.back == BackTo::Board => Some("due"),
            Screen::Run(_)
            | Screen::Practice
            | Screen::Worklist
            | Screen::Board
            | Screen::Insight(_)
            | Screen::Locked(_) => None,
        }
    }

    /// Leaves the screen for the one before it; what was begun is given up first.
    fn go_back(&mut self, at: Context<'_>) -> Vec<Effect> {
        if let Some(run) = self.screen.run()
            && run.gives_up()
        {
            self.shell.say("given up: nothing was recorded");
            return Vec::new();
        }
        if let Some(run) = self.screen.run()
            && std::mem::take(&mut run.theatre)
        {
            return Vec::new();
        }
        if self.practice.play.is_some() {
            self.dialog = Some(Dialog::Played(Played::Leave));
            return Vec::new();
        }
        if matches!(self.screen, Screen::Practice) && self.practice.goes_back() {
            return Vec::new();
        }
        if matches!(self.screen, Screen::Board) && self.board.find.take().is_some() {
            return Vec::new();
        }
        let effects = self.leave(at);
        if self.screen.run().is_some_and(|run| run.back == BackTo::Board) {
            self.screen = Screen::Board;
            return effects;
        }
        self.screen = if self.shell.mode == Mode::Practice { Screen::Practice } else { Screen::Worklist };
        effects
    }

    /// What leaving the case asks for, if one is shown.
    fn leave(&mut self, at: Context<'_>) -> Vec<Effect> {
        let is_practice = self.shell.mode == Mode::Practice;
        let hold = self.place(at).case().and_then(|at| at.hold()).filter(|_| !is_practice);
        match self.screen {
            Screen::Worklist | Screen::Board => Vec::new(),
            Screen::Insight(_) => vec![Effect::StopCounting, Effect::List],
            Screen::Practice => vec![Effect::Quit],
            Screen::Locked(_) => vec![Effect::Leave],
            Screen::Run(_) => hold.into_iter().chain([Effect::Leave, Effect::List]).collect(),
        }
    }

    /// What was stamped and is not saved would be lost: that is asked about once.
    pub(super) fn quit(&mut self, at: Context<'_>) -> Vec<Effect> {
        let is_asked = matches!(&self.dialog, Some(Dialog::Crisis(Crisis { step: CrisisStep::Leave, .. })));
        if !is_asked && !self.shell.stamps.kept().is_empty() {
            self.dialog = Some(Crisis::over(self.dialog.take(), Vec::new(), CrisisStep::Leave));
            return Vec::new();
        }
        let mut effects = self.leave(at);
        effects.push(Effect::Quit);
        effects
    }
}
