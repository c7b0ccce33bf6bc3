//! Ending a case from the list, or taking a closed one up again.

use super::{super::View, Panel, close::explained, slip::name};
use crate::app::{CodeField, End, EndStep, Ending};
use crate::domain::case::{Act, Refusal};
use crate::domain::{Id, Outcome};

pub(super) fn panel<'a>(view: View<'a>, end: &End) -> Panel<'a> {
    let panel = |what: &str| Panel::new(view, format!("{what}  {}", name(view, end.code)));
    match &end.step {
        EndStep::How(choices) => {
            let mut panel = panel("END");
            panel.say(match choices.as_slice() {
                [Ending::Reopen] => "It is closed. Does it go on?",
                _ => "How did it end? A procedure that has begun is stopped in the case itself.",
            });
            panel.more("esc gives up");
            panel.choices(choices.iter().copied().map(words));
            panel
        }
        EndStep::Why { ending, field, missing } => {
            let mut panel = panel(&words(*ending).0.to_uppercase());
            panel.say("Why? No names, no birth dates.");
            if *missing {
                panel.warn(&Refusal::<Id>::ReasonMissing.to_string());
            }
            panel.more("enter goes on  esc gives up");
            panel.field(field, "");
            panel
        }
        EndStep::Code { act, typed: CodeField { field, wrong } } => {
            let ending = match act.as_ref() {
                Act::Close { outcome, .. } => Ending::Close(*outcome),
                _ => Ending::Reopen,
            };
            let mut panel = panel(&words(ending).0.to_uppercase());
            panel.say("The right case? Type its last two characters from the chart's slip, or scan it.");
            if *wrong {
                panel.warn("That is not this case. v on the list shows a case's whole code.");
            }
            panel.more("enter records it  esc gives up");
            panel.field(field, "");
            panel
        }
    }
}

/// What may be done, and what it means.
fn words(ending: Ending) -> (&'static str, &'static str) {
    let Ending::Close(outcome) = ending else { return ("reopen", "the case was closed and goes on") };
    let word = match outcome {
        Outcome::Completed => "completed",
        Outcome::Stopped => "stopped",
        Outcome::Cancelled => "cancelled",
        Outcome::DidNotAttend => "did not attend",
        Outcome::EnteredInError => "entered in error",
    };
    (word, explained(outcome))
}
