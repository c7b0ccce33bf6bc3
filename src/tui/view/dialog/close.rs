//! How the open case ended.

use super::{super::View, Panel};
use crate::domain::{Outcome, case::Case};

pub(super) fn panel<'a>(view: View<'a>, case: Option<&Case>) -> Panel<'a> {
    let mut panel = Panel::new(view, "CLOSE the case");
    panel.say("How did it end?");
    for gap in case.map(Case::crisis_gaps).unwrap_or_default() {
        panel.more_as(&format!("CRISIS {gap}"), view.theme.caution);
    }
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
