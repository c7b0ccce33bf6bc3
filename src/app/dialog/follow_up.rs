//! The page of a follow-up: attempts to reach the patient, contacts that were not planned, giving it up.

use super::{Dialog, ReasonEntry, ReasonFor};
use crate::app::screen::AtCase;
use crate::app::{Effect, FollowUpAction, Scroll, Turn};
use crate::domain::Attempt;
use crate::domain::case::Act;
use crate::domain::checklist::SectionIx;

#[derive(Debug, Clone)]
pub struct FollowUp {
    pub section: SectionIx,
    pub page: Scroll,
}

impl FollowUp {
    /// The page from its beginning.
    pub(in crate::app) fn page(section: SectionIx) -> Dialog {
        Dialog::FollowUp(Self { section, page: Scroll::default() })
    }

    pub(super) fn act(self, action: FollowUpAction, at: &mut AtCase<'_>) -> Turn {
        let section = at.case.checklist().section(self.section);
        match action {
            FollowUpAction::Reached | FollowUpAction::Retry | FollowUpAction::Letter | FollowUpAction::Lose
                if section.due.is_none() =>
            {
                Turn::refuse("Nobody is rung yet: the first follow-up begins when its day has come.")
                    .back_to(Dialog::FollowUp(self))
            }
            FollowUpAction::GoOn => {
                at.goes_to_section(self.section);
                Turn::default()
            }
            FollowUpAction::Reached => {
                at.goes_to_section(self.section);
                at.record(Act::Attempt { section: section.id.clone(), result: Attempt::Reached, text: None })
            }
            FollowUpAction::Retry => ReasonEntry::ask(ReasonFor::Tried(self.section, Attempt::Retry)),
            FollowUpAction::Letter => ReasonEntry::ask(ReasonFor::Tried(self.section, Attempt::Letter)),
            FollowUpAction::Report => Turn::wants(Effect::Report).or(Some(Dialog::FollowUp(self))),
            FollowUpAction::Handouts => Turn::wants(Effect::Handouts).or(Some(Dialog::FollowUp(self))),
            FollowUpAction::Undo => at.take_back().or(Some(Dialog::FollowUp(self))),
            FollowUpAction::Lose => ReasonEntry::ask(ReasonFor::Lose(self.section)),
            FollowUpAction::Contact => ReasonEntry::ask(ReasonFor::Contact(self.section)),
        }
    }
}
