//! How the open case ended.

use super::{super::View, Panel};
use crate::domain::Outcome;

pub(super) fn panel(view: View<'_>) -> Panel<'_> {
    let mut panel = Panel::new(view, "CLOSE the case");
    panel.say("How did it end?");
    panel.more("esc gives up");
    panel.choices(Outcome::ALL.iter().map(|outcome| (outcome.word(), explained(*outcome))));
    panel
}

pub(super) fn explained(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Completed => "everything that had to be done is done",
        Outcome::Stopped => "the procedure was stopped",
        Outcome::Cancelled => "called off before it began",
        Outcome::DidNotAttend => "the patient did not come",
        Outcome::EnteredInError => "the case should not have been opened",
    }
}
