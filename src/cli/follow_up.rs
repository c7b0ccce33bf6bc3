//! The commands about follow-ups: `attempt`, `contact` and `lost`.

use super::{
    CliError, Session,
    recording::{HowArgs, id, record},
};
use crate::domain::{Attempt, Text, case::Act};
use clap::{Args, ValueEnum};
use std::io::Write;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AttemptArg {
    Reached,
    Retry,
    Letter,
}

#[derive(Debug, Args)]
pub(super) struct AttemptArgs {
    /// The case's code.
    code: String,
    /// The follow-up's section.
    section: String,
    /// How it went: reached, to be tried again, or a letter was sent.
    #[arg(value_enum)]
    result: AttemptArg,
    /// What there is to say.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct ContactArgs {
    /// The case's code.
    code: String,
    /// What it was about. No names, no birth dates, no record numbers.
    #[arg(required = true, num_args = 1..)]
    text: Vec<String>,
    #[command(flatten)]
    how: HowArgs,
}

#[derive(Debug, Args)]
pub(super) struct LostArgs {
    /// The case's code.
    code: String,
    /// The follow-up's section.
    section: String,
    /// Why.
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    how: HowArgs,
}

pub(super) fn attempt(session: &Session, args: &AttemptArgs, out: &mut impl Write) -> Result<(), CliError> {
    let (result, word) = match args.result {
        AttemptArg::Reached => (Attempt::Reached, "reached"),
        AttemptArg::Retry => (Attempt::Retry, "to be tried again"),
        AttemptArg::Letter => (Attempt::Letter, "letter sent"),
    };
    let section = id(&args.section)?;
    let act = Act::Attempt { section: section.clone(), result, text: args.text.as_deref().map(Text::sanitise) };
    let (loaded, _) = record(session, &args.code, act, &args.how)?;
    let ix = loaded.case.checklist().find_section(section.as_str());
    let count = ix.map_or(0, |ix| loaded.case.attempts(ix).len());
    writeln!(out, "{section}: {word} (attempt {count})")?;
    Ok(())
}

pub(super) fn contact(session: &Session, args: &ContactArgs, out: &mut impl Write) -> Result<(), CliError> {
    let act = Act::Contact { text: Text::sanitise(&args.text.join(" ")) };
    let (loaded, _) = record(session, &args.code, act, &args.how)?;
    writeln!(out, "{}: contact recorded", loaded.case.code())?;
    Ok(())
}

pub(super) fn lost(session: &Session, args: &LostArgs, out: &mut impl Write) -> Result<(), CliError> {
    let section = id(&args.section)?;
    let act = Act::Lose { section: section.clone(), reason: Text::sanitise(&args.reason) };
    record(session, &args.code, act, &args.how)?;
    writeln!(out, "{section}: lost to follow-up")?;
    Ok(())
}
