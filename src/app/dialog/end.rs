//! Ending a case from the list, or taking a closed one up again: how, why, and the code of that very case.

use super::code::{CodeShown, not_shown};
use super::{CodeField, Dialog, chosen};
use crate::app::{Effect, Key, Shell, Summary, Turn, entry};
use crate::domain::case::{Act, Need};
use crate::domain::{Code, Moment, Outcome, Text};
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct End {
    pub code: Code,
    pub step: EndStep,
}

#[derive(Debug, Clone)]
pub enum EndStep {
    How(Vec<Ending>),
    Why {
        ending: Ending,
        field: Input,
        /// Whether the last attempt said no reason.
        missing: bool,
    },
    /// A code typed or scanned at the list must not end the case under the cursor, so ending one always takes that
    /// case's own code.
    Code {
        /// What is recorded once the code was shown.
        act: Box<Act>,
        typed: CodeField,
    },
}

/// What can be done about a case from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Close(Outcome),
    /// Take the closed case up again.
    Reopen,
}

impl Ending {
    /// What fits a case as it stands on the list.
    fn of(summary: &Summary, now: Moment) -> Vec<Self> {
        let in_error = Self::Close(Outcome::EnteredInError);
        match summary.needs.most {
            Need::Closed { .. } => vec![Self::Reopen],
            Need::ToClose => vec![Self::Close(Outcome::Completed), in_error],
            // The patient came and went.
            Need::Timer { .. } | Need::FollowUp { .. } | Need::Waiting { .. } => vec![in_error],
            // Nobody has stayed away before the hour has come.
            Need::Planned { at } | Need::Prepare { at, .. } if at > now => {
                vec![Self::Close(Outcome::Cancelled), in_error]
            }
            Need::Planned { .. } | Need::Prepare { .. } | Need::InProgress | Need::Held { .. } | Need::Stop { .. } => {
                vec![Self::Close(Outcome::DidNotAttend), Self::Close(Outcome::Cancelled), in_error]
            }
        }
    }
}

impl EndStep {
    fn code(act: Act) -> Self {
        Self::Code { act: Box::new(act), typed: CodeField::default() }
    }
}

impl End {
    /// Asks how a case ended, or whether a closed one is taken up again.
    pub(in crate::app) fn new(code: Code, summary: &Summary, now: Moment) -> Self {
        Self { code, step: EndStep::How(Ending::of(summary, now)) }
    }

    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match &mut self.step {
            EndStep::How(_) => None,
            EndStep::Why { field, .. } | EndStep::Code { typed: CodeField { field, .. }, .. } => Some(field),
        }
    }

    pub(super) fn press(mut self, key: Key, shell: &mut Shell) -> Turn {
        let step = match &mut self.step {
            EndStep::Code { act, typed } => match typed.press(key, self.code) {
                CodeShown::GivenUp => return not_shown(shell),
                CodeShown::As(shown) => {
                    return Turn::wants(Effect::End { code: self.code, act: act.clone(), shown });
                }
                CodeShown::Not => None,
            },
            EndStep::How(_) | EndStep::Why { .. } if key == Key::Esc => return Turn::default(),
            EndStep::How(choices) => chosen(key, choices).map(|ending| match ending {
                Ending::Close(Outcome::Completed) => {
                    EndStep::code(Act::Close { outcome: Outcome::Completed, reason: None })
                }
                ending => EndStep::Why { ending: *ending, field: Input::default(), missing: false },
            }),
            EndStep::Why { ending, field, missing } if key == Key::Enter => {
                let reason = Text::sanitise(field.value().trim());
                *missing = !reason.says_why();
                (!*missing).then(|| {
                    EndStep::code(match *ending {
                        Ending::Close(outcome) => Act::Close { outcome, reason: Some(reason) },
                        Ending::Reopen => Act::Reopen { reason },
                    })
                })
            }
            EndStep::Why { field, missing, .. } => {
                entry::edit(field, key);
                *missing = false;
                None
            }
        };
        self.step = step.unwrap_or(self.step);
        Turn::open(Dialog::End(self))
    }
}
