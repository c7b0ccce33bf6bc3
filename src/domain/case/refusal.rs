//! Why something was not recorded, in the reader's words, with what would be accepted.

use super::CodeAsked;
use crate::domain::{Id, Misfit, Moment, Operator, Outcome, Role, StaffCode, Text, list};
use std::fmt::Display;
use thiserror::Error;

/// Why an intent was refused, with items and sections by their ids, or as they are called. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal<N = Id> {
    #[error("the case is closed ({}); reopen it to record anything", outcome.word())]
    Closed { outcome: Outcome },
    #[error("the case is neither closed nor stopped; there is nothing to reopen")]
    NotClosed,
    #[error("the case is planned and has not begun; start it first")]
    NotStarted,
    #[error(
        "the case was planned by an older version of periop, whose records cannot hold what its checklist needs now; cancel it and plan it anew"
    )]
    OlderRecord,
    #[error("{}", if *any { "nothing was checked yet that the needle's place could change" } else { "this checklist has nothing that is checked anew when the needle moves" })]
    NothingRestarts { any: bool },
    #[error("{item} has a row for each {of}: {} missing", list(missing))]
    RowMissing { item: N, of: N, missing: Vec<Text> },
    #[error("{item} has a row for {extra}, which {of} does not say; correct one of both")]
    RowTooMany { item: N, of: N, extra: Text },
    #[error("the case has begun already; only a planned case is started, or planned anew")]
    AlreadyStarted,
    #[error("this is no record of practice; nothing is rehearsed in it")]
    NoPractice,
    #[error("the code of the case is asked for because {}; type its last two characters, or scan its slip", why.words())]
    CodeAsked { why: CodeAsked },
    #[error("there is no item \"{given}\"{}", near(similar))]
    UnknownItem { given: Text, similar: Vec<N> },
    #[error("there is no phase \"{given}\"; use {}", phases.join(", "))]
    UnknownPhase { given: Text, phases: Vec<String> },
    #[error("there is no section \"{given}\"; use {}", sections.join(", "))]
    UnknownSection { given: Text, sections: Vec<String> },
    #[error("there is no preset \"{given}\"; {}", one_of(presets))]
    UnknownPreset { given: Text, presets: Vec<String> },
    #[error("there is no crisis card \"{given}\"; {}", one_of(cards))]
    UnknownCard { given: Text, cards: Vec<String> },
    #[error("\"{given}\" is not a follow-up; {}", one_of(sections))]
    NoFollowUp { given: Text, sections: Vec<String> },
    #[error(
        "{item} does not apply to this case: its condition is false; correct what it depends on ({}) if that is wrong",
        list(on)
    )]
    Inactive { item: N, on: Vec<N> },
    #[error("{item} depends on what is not answered yet; answer {} first", list(on))]
    Pending { item: N, on: Vec<N> },
    #[error("{item}: {misfit}")]
    Misfit { item: N, misfit: Misfit },
    #[error("{item} needs two different people; name the second one (--second CODE:ROLE)")]
    SecondNeeded { item: N },
    #[error("{item} needs two different people; {code} cannot confirm twice: name somebody else as the second")]
    SamePerson { item: N, code: Text },
    #[error("{item} is answered by one person; leave the second out")]
    NoSecond { item: N },
    #[error("{item} is confirmed by a nurse or a clinician as the second; a trainee cannot stand for it")]
    TraineeSecond { item: N },
    #[error(
        "the staff list does not give {by} that role; sign in with a role that it gives, or ask who keeps the list"
    )]
    NotGranted { by: Operator },
    #[error(
        "this checklist is approved, so that overriding and signing off need a staff list, and none is named here; tell \
         whoever keeps it (docs/site.md: staff.json, --staff or PERIOP_STAFF)"
    )]
    NoStaffList,
    #[error("{by} cannot sign a phase off; a nurse or a clinician does")]
    TraineeSigns { by: Operator },
    #[error("{phase} cannot be signed off, it is not complete; first answer {}", list(open))]
    PhaseIncomplete { phase: Text, open: Vec<N> },
    #[error(
        "{phase} was signed off by {by}, and this would change it; give a reason, the sign-off then shows as broken"
    )]
    SignedOff { phase: Text, by: Operator },
    #[error("{item} is a check that cannot be carried over from that case today; make it here")]
    NotCarried { item: N },
    #[error(
        "nothing in {section} can be ticked together: critical items, questions to the patient and choices are answered one by one"
    )]
    NothingToGroup { section: Text },
    #[error("there is nothing left that \"{preset}\" would fill in")]
    NothingPreset { preset: Text },
    #[error("nobody is named; say {ask}")]
    NobodyNamed { ask: &'static str },
    #[error("{code} is named twice, as {one} and as {other}; name each person once")]
    NamedTwice { code: StaffCode, one: Role, other: Role },
    #[error("{section} cannot be given up: it is complete, or was given up already")]
    NothingLost { section: N },
    #[error("{section} is due {due}, not yet; to record it now all the same say so (--early)")]
    TooEarly { section: Text, due: Text },
    #[error("{section} is not given up yet: {}", try_words(*missed, *needed, *reached))]
    TryAgain { section: N, missed: usize, needed: usize, reached: bool },
    #[error("the procedure was stopped; close the case as stopped, or reopen it")]
    WasStopped,
    #[error("the case is planned for {at}: nobody has stayed away yet; cancel it, if it is called off")]
    NotYetPlanned { at: Text },
    #[error("{} does not fit: something was done already; close it as stopped, or as entered-in-error", outcome.word())]
    OutcomeUnfit { outcome: Outcome },
    #[error("the procedure has begun; stop it first, so that recovery and follow-up are shown, then close the case")]
    StopFirst,
    #[error("{item} confirms others that are still open; first answer {}", list(open))]
    ConfirmsOpen { item: N, open: Vec<N> },
    #[error("{section} is not open yet: critical items come first; answer {}", list(open))]
    Gate { section: Text, open: Vec<N> },
    #[error("STOP stands at {item}: {say} Correct it, check again, stop the case, or have it overridden{}", if *never { " (this one cannot be overridden)" } else { " by a clinician" })]
    StopStands { item: N, say: Text, never: bool },
    #[error(
        "{item} was recorded by {by} in the meantime: {answer}; look at it and answer again if you still want to change it"
    )]
    ChangedSince { item: N, by: Operator, answer: Text },
    #[error(
        "{item} is already recorded: {answer} (by {by}); to correct it give a reason, to add a new finding record it again"
    )]
    NeedsReason { item: N, by: Operator, answer: Text },
    #[error("{item} was not done when the procedure was stopped; say why it is recorded now (--reason)")]
    NotDoneNeedsReason { item: N },
    #[error("there is nothing recorded for {item} that could be {what}")]
    NothingThere { item: N, what: &'static str },
    #[error("{item} is critical: it is answered or overridden, nothing else")]
    CriticalStays { item: N },
    #[error("{item} decides about a stop, so that it cannot be set aside; answer it, or put it off")]
    StopLooks { item: N },
    #[error("a reason is needed; say why in a few words, such as \"not indicated\" or \"MRI\"")]
    ReasonMissing,
    #[error("{what} needs words; write what there is to say")]
    WordsMissing { what: &'static str },
    #[error("there is nothing to override at {item}: it is not an open critical item and no stop stands on it")]
    NothingToOverride { item: N },
    #[error("{item} cannot be overridden by anybody: {say}")]
    NeverOverridden { item: N, say: Text },
    #[error("other items depend on {item}; it must be answered, going on without it would hide them")]
    DrivesOthers { item: N },
    #[error("{item} can be overridden by a clinician only; {by} cannot")]
    WrongRole { item: N, by: Operator },
    #[error("{item} has no timer")]
    NoTimer { item: N },
    #[error("the timer of {item} is already running")]
    TimerRuns { item: N },
    #[error(
        "there is nothing of yours to undo since you came to this case at this station; who is in the room, a start and a close stay: say them anew"
    )]
    NothingToUndo,
    #[error("there is nothing to redo")]
    NothingToRedo,
    #[error("{item} was changed by {by} since; correct it instead, with a reason")]
    TouchedSince { item: N, by: Operator },
    #[error(
        "the case cannot be closed as completed, this is open: {}; answer it, or close with another outcome",
        list(open)
    )]
    NotComplete { open: Vec<N> },
    #[error("the time given ({given}) lies in the future; what is recorded has happened")]
    DoneInFuture { given: Text },
    #[error("{given} lies more than a year back; if that is meant, say so with --long-ago")]
    LongAgo { given: Text },
    #[error("{at} lies more than a year back; plan the case for a time to come")]
    PlannedLongAgo { at: Text },
    #[error("the clock of this computer says {says}: nothing is recorded by it; set it right first")]
    WrongClock { says: Moment },
    #[error("{what} has {length} characters, and at most {max} are kept; shorten it")]
    TooLong { what: &'static str, length: usize, max: usize },
    #[error("{what} is blank; write the bay or room, such as \"Bay 2\"")]
    NoPlace { what: &'static str },
    #[error("{item} is {answer}, which \"{preset}\" does not fit; pick another preset, or correct {item} first")]
    PresetUnfit { preset: Text, item: N, answer: Text },
}

impl Refusal {
    /// How many names are listed before "and so many more".
    pub const MOST_LISTED: usize = crate::domain::text::MOST_LISTED;
}

impl<N> Refusal<N> {
    /// The same with each item and section called otherwise: ids are for commands, names for screens.
    pub fn called<M>(self, mut name: impl FnMut(N) -> M) -> Refusal<M> {
        match self {
            Self::Closed { outcome } => Refusal::Closed { outcome },
            Self::NotClosed => Refusal::NotClosed,
            Self::NotStarted => Refusal::NotStarted,
            Self::AlreadyStarted => Refusal::AlreadyStarted,
            Self::NoPractice => Refusal::NoPractice,
            Self::OlderRecord => Refusal::OlderRecord,
            Self::NothingRestarts { any } => Refusal::NothingRestarts { any },
            Self::RowMissing { item, of, missing } => Refusal::RowMissing { item: name(item), of: name(of), missing },
            Self::RowTooMany { item, of, extra } => Refusal::RowTooMany { item: name(item), of: name(of), extra },
            Self::CodeAsked { why } => Refusal::CodeAsked { why },
            Self::UnknownItem { given, similar } => Refusal::UnknownItem { given, similar: each(similar, &mut name) },
            Self::UnknownPhase { given, phases } => Refusal::UnknownPhase { given, phases },
            Self::UnknownSection { given, sections } => Refusal::UnknownSection { given, sections },
            Self::UnknownPreset { given, presets } => Refusal::UnknownPreset { given, presets },
            Self::UnknownCard { given, cards } => Refusal::UnknownCard { given, cards },
            Self::NoFollowUp { given, sections } => Refusal::NoFollowUp { given, sections },
            Self::Inactive { item, on } => Refusal::Inactive { item: name(item), on: each(on, &mut name) },
            Self::Pending { item, on } => Refusal::Pending { item: name(item), on: each(on, &mut name) },
            Self::Misfit { item, misfit } => Refusal::Misfit { item: name(item), misfit },
            Self::SecondNeeded { item } => Refusal::SecondNeeded { item: name(item) },
            Self::SamePerson { item, code } => Refusal::SamePerson { item: name(item), code },
            Self::NoSecond { item } => Refusal::NoSecond { item: name(item) },
            Self::TraineeSecond { item } => Refusal::TraineeSecond { item: name(item) },
            Self::NotGranted { by } => Refusal::NotGranted { by },
            Self::NoStaffList => Refusal::NoStaffList,
            Self::TraineeSigns { by } => Refusal::TraineeSigns { by },
            Self::PhaseIncomplete { phase, open } => Refusal::PhaseIncomplete { phase, open: each(open, &mut name) },
            Self::SignedOff { phase, by } => Refusal::SignedOff { phase, by },
            Self::NotCarried { item } => Refusal::NotCarried { item: name(item) },
            Self::NothingToGroup { section } => Refusal::NothingToGroup { section },
            Self::NothingPreset { preset } => Refusal::NothingPreset { preset },
            Self::NobodyNamed { ask } => Refusal::NobodyNamed { ask },
            Self::NamedTwice { code, one, other } => Refusal::NamedTwice { code, one, other },
            Self::NothingLost { section } => Refusal::NothingLost { section: name(section) },
            Self::TryAgain { section, missed, needed, reached } => {
                Refusal::TryAgain { section: name(section), missed, needed, reached }
            }
            Self::TooEarly { section, due } => Refusal::TooEarly { section, due },
            Self::WasStopped => Refusal::WasStopped,
            Self::NotYetPlanned { at } => Refusal::NotYetPlanned { at },
            Self::OutcomeUnfit { outcome } => Refusal::OutcomeUnfit { outcome },
            Self::StopFirst => Refusal::StopFirst,
            Self::ConfirmsOpen { item, open } => {
                Refusal::ConfirmsOpen { item: name(item), open: each(open, &mut name) }
            }
            Self::Gate { section, open } => Refusal::Gate { section, open: each(open, &mut name) },
            Self::StopStands { item, say, never } => Refusal::StopStands { item: name(item), say, never },
            Self::ChangedSince { item, by, answer } => Refusal::ChangedSince { item: name(item), by, answer },
            Self::NotDoneNeedsReason { item } => Refusal::NotDoneNeedsReason { item: name(item) },
            Self::NeedsReason { item, by, answer } => Refusal::NeedsReason { item: name(item), by, answer },
            Self::NothingThere { item, what } => Refusal::NothingThere { item: name(item), what },
            Self::CriticalStays { item } => Refusal::CriticalStays { item: name(item) },
            Self::StopLooks { item } => Refusal::StopLooks { item: name(item) },
            Self::ReasonMissing => Refusal::ReasonMissing,
            Self::WordsMissing { what } => Refusal::WordsMissing { what },
            Self::NothingToOverride { item } => Refusal::NothingToOverride { item: name(item) },
            Self::NeverOverridden { item, say } => Refusal::NeverOverridden { item: name(item), say },
            Self::DrivesOthers { item } => Refusal::DrivesOthers { item: name(item) },
            Self::WrongRole { item, by } => Refusal::WrongRole { item: name(item), by },
            Self::NoTimer { item } => Refusal::NoTimer { item: name(item) },
            Self::TimerRuns { item } => Refusal::TimerRuns { item: name(item) },
            Self::NothingToUndo => Refusal::NothingToUndo,
            Self::NothingToRedo => Refusal::NothingToRedo,
            Self::TouchedSince { item, by } => Refusal::TouchedSince { item: name(item), by },
            Self::NotComplete { open } => Refusal::NotComplete { open: each(open, &mut name) },
            Self::DoneInFuture { given } => Refusal::DoneInFuture { given },
            Self::LongAgo { given } => Refusal::LongAgo { given },
            Self::PlannedLongAgo { at } => Refusal::PlannedLongAgo { at },
            Self::WrongClock { says } => Refusal::WrongClock { says },
            Self::TooLong { what, length, max } => Refusal::TooLong { what, length, max },
            Self::NoPlace { what } => Refusal::NoPlace { what },
            Self::PresetUnfit { preset, item, answer } => Refusal::PresetUnfit { preset, item: name(item), answer },
        }
    }
}

fn each<N, M>(ids: Vec<N>, name: &mut impl FnMut(N) -> M) -> Vec<M> {
    ids.into_iter().map(name).collect()
}

fn try_words(missed: usize, needed: usize, reached: bool) -> String {
    if reached {
        "the patient was reached; answer its items".to_owned()
    } else {
        format!("{missed} of {needed} attempts are recorded; try again, and record each attempt")
    }
}

fn one_of(known: &[String]) -> String {
    if known.is_empty() { "this checklist has none".to_owned() } else { format!("use {}", known.join(", ")) }
}

fn near(similar: &[impl Display]) -> String {
    if similar.is_empty() {
        "; show the case to see its items".to_owned()
    } else {
        format!("; did you mean {}?", list(similar))
    }
}
