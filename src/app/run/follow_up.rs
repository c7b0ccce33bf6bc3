//! The page of a follow-up: attempts to reach the patient, contacts that were not planned, giving it up.

use super::{
    super::{App, Context, Dialog, Effect, FollowUpAction, ReasonFor, Screen},
    SectionIx,
};
use crate::domain::{Attempt, case::Act};

impl App {
    pub(in crate::app) fn act_on_follow_up(&mut self, action: FollowUpAction, at: Context<'_>) -> Vec<Effect> {
        let (Some(Dialog::FollowUp(section, line)), Some(case)) = (self.dialog.take(), at.case) else {
            return Vec::new();
        };
        let stay = |line: usize| Some(Dialog::FollowUp(section, line));
        let has_no_date = case.checklist().section(section).due.is_none();
        let attempt =
            |result| Act::Attempt { section: case.checklist().section(section).id.clone(), result, text: None };
        match action {
            FollowUpAction::Reached | FollowUpAction::Retry | FollowUpAction::Letter | FollowUpAction::Lose
                if has_no_date =>
            {
                self.dialog = stay(line);
                self.say("nobody is rung yet: the first follow-up begins when its day has come");
            }
            FollowUpAction::Up => self.dialog = stay(line.saturating_sub(1)),
            FollowUpAction::Down => self.dialog = stay(line + 1),
            FollowUpAction::GoOn => self.go_to_section(section, at),
            FollowUpAction::Reached => {
                self.go_to_section(section, at);
                return self.record(attempt(Attempt::Reached), at);
            }
            FollowUpAction::Retry => self.ask(ReasonFor::Tried(section, Attempt::Retry)),
            FollowUpAction::Letter => self.ask(ReasonFor::Tried(section, Attempt::Letter)),
            FollowUpAction::Undo => {
                self.dialog = stay(line);
                return self.record(Act::Undo, at);
            }
            FollowUpAction::Lose => self.ask(ReasonFor::Lose(section)),
            FollowUpAction::Contact => self.ask(ReasonFor::Contact(section)),
        }
        Vec::new()
    }

    /// The cursor goes to the section's first open item.
    fn go_to_section(&mut self, section: SectionIx, at: Context<'_>) {
        if let (Screen::Run(run), Some(case)) = (&mut self.screen, at.case) {
            let items = || case.checklist().section(section).item_ixs().filter(|ix| case.status(*ix).counts());
            let open = items().find(|ix| case.status(*ix).is_open());
            run.cursor = open.or_else(|| items().next()).unwrap_or(run.cursor);
        }
    }
}
