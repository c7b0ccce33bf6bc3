//! Why something was not recorded, in the reader's words, with what would be accepted.

use super::CodeAsked;
use crate::domain::{Id, Misfit, Operator, Outcome, Text};
use thiserror::Error;

/// How many ids are listed before "and so many more".
const MOST_LISTED: usize = 6;

/// Why an intent was refused. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("the case is closed ({}); reopen it to record anything", outcome.word())]
    Closed { outcome: Outcome },
    #[error("the case is neither closed nor stopped; there is nothing to reopen")]
    NotClosed,
    #[error("the case is planned and has not begun; start it first")]
    NotStarted,
    #[error("the case has begun already; only a planned case is started, or planned anew")]
    AlreadyStarted,
    #[error("the code of the case is asked for because {}; type its last two characters, or scan its slip", why.words())]
    CodeAsked { why: CodeAsked },
    #[error("there is no item \"{given}\"{}", near(similar))]
    UnknownItem { given: Text, similar: Vec<Id> },
    #[error("there is no phase \"{given}\"; use {}", phases.join(", "))]
    UnknownPhase { given: Text, phases: Vec<String> },
    #[error("there is no section \"{given}\"; use {}", sections.join(", "))]
    UnknownSection { given: Text, sections: Vec<String> },
    #[error("there is no preset \"{given}\"; use {}", presets.join(", "))]
    UnknownPreset { given: Text, presets: Vec<String> },
    #[error("there is no crisis card \"{given}\"; use {}", cards.join(", "))]
    UnknownCard { given: Text, cards: Vec<String> },
    #[error("\"{given}\" is not a follow-up; use {}", sections.join(", "))]
    NoFollowUp { given: Text, sections: Vec<String> },
    #[error(
        "{item} does not apply to this case: its condition is false; correct what it depends on ({}) if that is wrong",
        list(on)
    )]
    Inactive { item: Id, on: Vec<Id> },
    #[error("{item} depends on what is not answered yet; answer {} first", list(on))]
    Pending { item: Id, on: Vec<Id> },
    #[error("{item}: {misfit}")]
    Misfit { item: Id, misfit: Misfit },
    #[error("{item} needs two different people; name the second one (--second CODE:ROLE)")]
    SecondNeeded { item: Id },
    #[error("{item} needs two different people; {code} cannot confirm twice: name somebody else as the second")]
    SamePerson { item: Id, code: Text },
    #[error("{item} is answered by one person; leave the second out")]
    NoSecond { item: Id },
    #[error("{item} is confirmed by a nurse or a clinician as the second; a trainee cannot stand for it")]
    TraineeSecond { item: Id },
    #[error(
        "the staff list does not give {by} that role; sign in with a role that it gives, or ask who keeps the list"
    )]
    NotGranted { by: Operator },
    #[error("{by} cannot sign a phase off; a nurse or a clinician does")]
    TraineeSigns { by: Operator },
    #[error("{phase} cannot be signed off, it is not complete; first answer {}", list(open))]
    PhaseIncomplete { phase: Text, open: Vec<Id> },
    #[error(
        "{phase} was signed off by {by}, and this would change it; give a reason, the sign-off then shows as broken"
    )]
    SignedOff { phase: Text, by: Operator },
    #[error("{item} is a check that cannot be carried over from that case today; make it here")]
    NotCarried { item: Id },
    #[error(
        "nothing in {section} can be ticked together: critical items, questions to the patient and choices are answered one by one"
    )]
    NothingToGroup { section: Text },
    #[error("there is nothing left that \"{preset}\" would fill in")]
    NothingPreset { preset: Text },
    #[error("nobody is named; say who is in the room, such as JR:nurse")]
    NobodyNamed,
    #[error("{section} cannot be given up: it is complete, or was given up already")]
    NothingLost { section: Id },
    #[error("{section} is not given up yet: {}", try_words(*missed, *needed, *reached))]
    TryAgain { section: Id, missed: usize, needed: usize, reached: bool },
    #[error("the procedure was stopped; close the case as stopped, or reopen it")]
    WasStopped,
    #[error("the case is planned for {at}: nobody has stayed away yet; cancel it, if it is called off")]
    NotYetPlanned { at: Text },
    #[error("{} does not fit: something was done already; close it as stopped, or as entered-in-error", outcome.word())]
    OutcomeUnfit { outcome: Outcome },
    #[error("the procedure has begun; stop it first, so that recovery and follow-up are shown, then close the case")]
    StopFirst,
    #[error("{item} confirms others that are still open; first answer {}", list(open))]
    ConfirmsOpen { item: Id, open: Vec<Id> },
    #[error("{section} is not open yet: critical items come first; answer {}", list(open))]
    Gate { section: Text, open: Vec<Id> },
    #[error("STOP stands at {item}: {say} Correct it, check again, stop the case, or have it overridden{}", if *never { " (this one cannot be overridden)" } else { " by a clinician" })]
    StopStands { item: Id, say: Text, never: bool },
    #[error(
        "{item} was recorded by {by} in the meantime: {answer}; look at it and answer again if you still want to change it"
    )]
    ChangedSince { item: Id, by: Operator, answer: Text },
    #[error(
        "{item} is already recorded: {answer} (by {by}); to correct it give a reason, to add a new finding record it again"
    )]
    NeedsReason { item: Id, by: Operator, answer: Text },
    #[error("there is nothing recorded for {item} that could be {what}")]
    NothingThere { item: Id, what: &'static str },
    #[error("{item} is critical: it is answered or overridden, nothing else")]
    CriticalStays { item: Id },
    #[error("{item} decides about a stop, so that it cannot be set aside; answer it, or put it off")]
    StopLooks { item: Id },
    #[error("a reason is needed; say why in a few words")]
    ReasonMissing,
    #[error("there is nothing to override at {item}: it is not an open critical item and no stop stands on it")]
    NothingToOverride { item: Id },
    #[error("{item} cannot be overridden by anybody: {say}")]
    NeverOverridden { item: Id, say: Text },
    #[error("other items depend on {item}; it must be answered, going on without it would hide them")]
    DrivesOthers { item: Id },
    #[error("{item} can be overridden by a clinician only; {by} cannot")]
    WrongRole { item: Id, by: Operator },
    #[error("{item} has no timer")]
    NoTimer { item: Id },
    #[error("the timer of {item} is already running")]
    TimerRuns { item: Id },
    #[error(
        "there is nothing of yours to undo: you have recorded nothing here since you came to this case at this station"
    )]
    NothingToUndo,
    #[error("there is nothing to redo")]
    NothingToRedo,
    #[error("{item} was changed by {by} since; correct it instead, with a reason")]
    TouchedSince { item: Id, by: Operator },
    #[error("the case cannot be closed as completed: {}; or close it with another outcome", list(open))]
    NotComplete { open: Vec<Id> },
    #[error("the time given ({given}) lies in the future; what is recorded has happened")]
    DoneInFuture { given: Text },
    #[error("the text has {length} characters; at most {max} are kept")]
    TooLong { length: usize, max: usize },
}

impl Refusal {
    /// The items that it names, by which a front end can say their words beside it; as many as it lists.
    pub fn items(&self) -> Vec<&Id> {
        match self {
            Self::UnknownItem { similar: ids, .. }
            | Self::PhaseIncomplete { open: ids, .. }
            | Self::Gate { open: ids, .. }
            | Self::NotComplete { open: ids } => ids.iter().take(MOST_LISTED).collect(),
            Self::Inactive { item, on: ids }
            | Self::Pending { item, on: ids }
            | Self::ConfirmsOpen { item, open: ids } => {
                std::iter::once(item).chain(ids.iter().take(MOST_LISTED)).collect()
            }
            Self::Misfit { item, .. }
            | Self::SecondNeeded { item }
            | Self::SamePerson { item, .. }
            | Self::NoSecond { item }
            | Self::TraineeSecond { item }
            | Self::NotCarried { item }
            | Self::StopStands { item, .. }
            | Self::ChangedSince { item, .. }
            | Self::NeedsReason { item, .. }
            | Self::NothingThere { item, .. }
            | Self::CriticalStays { item }
            | Self::StopLooks { item }
            | Self::NothingToOverride { item }
            | Self::NeverOverridden { item, .. }
            | Self::DrivesOthers { item }
            | Self::WrongRole { item, .. }
            | Self::NoTimer { item }
            | Self::TimerRuns { item }
            | Self::TouchedSince { item, .. } => vec![item],
            Self::Closed { .. }
            | Self::NotClosed
            | Self::NotYetPlanned { .. }
            | Self::NotStarted
            | Self::AlreadyStarted
            | Self::CodeAsked { .. }
            | Self::UnknownPhase { .. }
            | Self::UnknownSection { .. }
            | Self::UnknownPreset { .. }
            | Self::UnknownCard { .. }
            | Self::NoFollowUp { .. }
            | Self::NotGranted { .. }
            | Self::TraineeSigns { .. }
            | Self::SignedOff { .. }
            | Self::NothingToGroup { .. }
            | Self::NothingPreset { .. }
            | Self::NobodyNamed
            | Self::NothingLost { .. }
            | Self::TryAgain { .. }
            | Self::WasStopped
            | Self::StopFirst
            | Self::OutcomeUnfit { .. }
            | Self::ReasonMissing
            | Self::NothingToUndo
            | Self::NothingToRedo
            | Self::DoneInFuture { .. }
            | Self::TooLong { .. } => Vec::new(),
        }
    }
}

fn try_words(missed: usize, needed: usize, reached: bool) -> String {
    if reached {
        "the patient was reached; answer its items".to_owned()
    } else {
        format!("{missed} of {needed} attempts are recorded; try again, and record each attempt")
    }
}

fn near(similar: &[Id]) -> String {
    if similar.is_empty() {
        "; show the case to see its items".to_owned()
    } else {
        format!("; did you mean {}?", list(similar))
    }
}

fn list(ids: &[Id]) -> String {
    let names: Vec<&str> = ids.iter().take(MOST_LISTED).map(Id::as_str).collect();
    let more = ids.len().saturating_sub(MOST_LISTED);
    if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
}
