//! The commands about a case's course: `start`, `label`, `team`, `hold`, `resume`, `confirm`, `sign`, `stop`, `close`,
//! `reopen` and `crisis`.

use super::{
    CliError, Session,
    recording::{HowArgs, act_on, find, id, record, say_added, time, warn, warn_unfit},
};
use crate::domain::{
    CrisisStamp, Outcome, Plan, Text,
    case::Act,
    checklist::{Checklist, PhaseIx},
};
use crate::report::plan_words;
use clap::{Args, ValueEnum};
use std::io::Write;

#[derive(Debug, Args)]
pub(super) struct CourseArgs {
    /// The case's code.
    pub(super) code: String,
    #[command(flatten)]
    pub(super) how: HowArgs,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["label", "planned", "room"]))]
#[command(override_usage = "periop label [OPTIONS] <CODE> [LABEL]")]
pub(super) struct LabelArgs {
    /// The case's code.
    code: String,
    /// The bay or room. Never a patient's name, birth date or record number.
    label: Option<String>,
    /// A new time, for a planned case.
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// A new room, for a planned case.
    #[arg(long, value_name = "ROOM")]
    room: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct TeamArgs {
    /// The case's code.
    code: String,
    /// Who is in the room.
    #[arg(required = true, value_name = "CODE:ROLE")]
    members: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct HoldArgs {
    /// The case's code.
    code: String,
    /// The item at which it is left.
    item: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SignArgs {
    /// The case's code.
    code: String,
    /// The phase that is complete.
    phase: String,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct BecauseArgs {
    /// The case's code.
    code: String,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutcomeArg {
    Completed,
    Stopped,
    Cancelled,
    DidNotAttend,
    EnteredInError,
}

#[derive(Debug, Args)]
pub(super) struct CloseArgs {
    /// The case's code.
    code: String,
    /// How it ended.
    #[arg(long, value_enum)]
    outcome: OutcomeArg,
    /// Why; needed for every outcome but completed.
    #[arg(long)]
    reason: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StampArg {
    Opened,
    Called,
    DrugGiven,
    Arrived,
    Ended,
}

#[derive(Debug, Args)]
pub(super) struct CrisisArgs {
    /// The case's code.
    code: String,
    /// The crisis card.
    card: String,
    /// What happened.
    #[arg(value_enum)]
    stamp: StampArg,
    /// What there is to say.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

/// Starts a planned case with the checklist as it is today.
pub(super) fn start(session: &Session, args: &CourseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.desk.store.load(args.code.parse()?)?;
    let (found, unfit) = session.desk.library.catalogue()?;
    warn_unfit(&unfit);
    let id = loaded.case.checklist().id.clone();
    let today = found.into_iter().find(|found| found.checklist.id == id);
    let checklist = match today {
        Some(found) => session.desk.store.pin(&found.json, &found.checklist)?,
        None => {
            warn(&format!("there is no checklist {id} any more; the case follows the one it was planned with"));
            loaded.case.pin().clone()
        }
    };
    act_on(session, &mut loaded, Act::Start { checklist, overlays: Vec::new() }, &args.how, &now)?;
    let Checklist { title, version, .. } = &**loaded.case.checklist();
    writeln!(out, "{} started: {title} {version}", loaded.case.code())?;
    Ok(())
}

pub(super) fn label(session: &Session, args: &LabelArgs, out: &mut impl Write) -> Result<(), CliError> {
    let now = Session::now();
    let mut loaded = session.desk.store.load(args.code.parse()?)?;
    let at = args.planned.as_deref().map(|at| time(at, "--planned", &now)).transpose()?;
    let room = args.room.as_deref().map(Text::sanitise);
    let planned = match (loaded.case.planned(), at, room) {
        (_, None, None) => None,
        // What is not named stays.
        (Some(plan), at, room) => Some(Plan { at: at.unwrap_or(plan.at), room: room.or_else(|| plan.room.clone()) }),
        // Refused below: the case has begun.
        (None, at, room) => Some(Plan { at: at.unwrap_or(now.at), room }),
    };
    let act = Act::Label { label: args.label.as_deref().map(Text::sanitise), planned };
    let recorded = act_on(session, &mut loaded, act, &HowArgs::default(), &now)?;
    say_added(&recorded, out)?;
    let label = loaded.case.label().map(Text::as_str).unwrap_or_default();
    let plan = loaded.case.planned().map(|plan| format!("  {}", plan_words(plan, &now))).unwrap_or_default();
    writeln!(out, "{}", format!("{}  {label}{plan}", loaded.case.code()).trim_end())?;
    Ok(())
}

pub(super) fn team(session: &Session, args: &TeamArgs, out: &mut impl Write) -> Result<(), CliError> {
    let members = args.members.iter().map(|raw| raw.parse()).collect::<Result<Vec<_>, _>>()?;
    let (loaded, recorded) = record(session, &args.code, Act::Team { members }, &HowArgs::default())?;
    say_added(&recorded, out)?;
    let names: Vec<String> = loaded.case.team().iter().map(ToString::to_string).collect();
    writeln!(out, "in the room: {}", names.join(", "))?;
    Ok(())
}

pub(super) fn hold(session: &Session, args: &HoldArgs, out: &mut impl Write) -> Result<(), CliError> {
    let loaded = session.desk.store.load(args.code.parse()?)?;
    let item = args.item.as_deref().map(|item| find(&loaded, item)).transpose()?;
    let item = item.map(|ix| loaded.case.checklist().item(ix).id.clone());
    let (loaded, recorded) = record(session, &args.code, Act::Hold { item }, &HowArgs::default())?;
    say_added(&recorded, out)?;
    writeln!(out, "{} held", loaded.case.code())?;
    Ok(())
}

pub(super) fn resume(session: &Session, args: &CourseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (loaded, recorded) = record(session, &args.code, Act::Resume, &args.how)?;
    say_added(&recorded, out)?;
    writeln!(out, "{} taken up again", loaded.case.code())?;
    Ok(())
}

pub(super) fn confirm(session: &Session, args: &CourseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (loaded, recorded) = record(session, &args.code, Act::ConfirmCode, &args.how)?;
    say_added(&recorded, out)?;
    writeln!(out, "{} is the case at hand", loaded.case.code())?;
    Ok(())
}

pub(super) fn sign(session: &Session, args: &SignArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (loaded, recorded) = record(session, &args.code, Act::Sign { phase: id(&args.phase)? }, &args.how)?;
    say_added(&recorded, out)?;
    let checklist = loaded.case.checklist();
    let phase = checklist.phases.iter().position(|phase| phase.id == *args.phase.as_str()).map(PhaseIx);
    if let Some((phase, signed)) = phase.and_then(|phase| Some((phase, loaded.case.sign_off(phase)?))) {
        let progress = loaded.case.phase_progress(phase);
        let title = &checklist.phase(phase).title;
        let by = &signed.stamp.by;
        writeln!(out, "{title} signed off by {by}: {}", progress.words())?;
        writeln!(out, "{} entries, head {}", signed.entries, signed.head)?;
    }
    Ok(())
}

pub(super) fn stop(session: &Session, args: &BecauseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let act = Act::Stop { reason: Text::sanitise(&args.reason) };
    let (loaded, recorded) = record(session, &args.code, act, &args.how)?;
    say_added(&recorded, out)?;
    let goes_on = if loaded.case.closed().is_some() { "closed" } else { "recovery and follow-up are open" };
    writeln!(out, "{} stopped: {goes_on}", loaded.case.code())?;
    Ok(())
}

pub(super) fn close(session: &Session, args: &CloseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let outcome = match args.outcome {
        OutcomeArg::Completed => Outcome::Completed,
        OutcomeArg::Stopped => Outcome::Stopped,
        OutcomeArg::Cancelled => Outcome::Cancelled,
        OutcomeArg::DidNotAttend => Outcome::DidNotAttend,
        OutcomeArg::EnteredInError => Outcome::EnteredInError,
    };
    let act = Act::Close { outcome, reason: args.reason.as_deref().map(Text::sanitise) };
    let (loaded, _) = record(session, &args.code, act, &args.how)?;
    let (entries, head) = (loaded.case.entries().len(), loaded.case.head());
    writeln!(out, "{} closed: {}  {entries} entries  head {head}", loaded.case.code(), outcome.word())?;
    Ok(())
}

pub(super) fn reopen(session: &Session, args: &BecauseArgs, out: &mut impl Write) -> Result<(), CliError> {
    let act = Act::Reopen { reason: Text::sanitise(&args.reason) };
    let (loaded, _) = record(session, &args.code, act, &args.how)?;
    writeln!(out, "{} reopened", loaded.case.code())?;
    Ok(())
}

pub(super) fn crisis(session: &Session, args: &CrisisArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (stamp, word) = match args.stamp {
        StampArg::Opened => (CrisisStamp::Opened, "opened"),
        StampArg::Called => (CrisisStamp::Called, "called"),
        StampArg::DrugGiven => (CrisisStamp::DrugGiven, "drug given"),
        StampArg::Arrived => (CrisisStamp::Arrived, "arrived"),
        StampArg::Ended => (CrisisStamp::Ended, "ended"),
    };
    let act = Act::Crisis { card: id(&args.card)?, stamp, text: args.text.as_deref().map(Text::sanitise) };
    let (loaded, _) = record(session, &args.code, act, &args.how)?;
    writeln!(out, "{}  {}  {word}", loaded.case.code(), id(&args.card)?)?;
    Ok(())
}
