//! The command line: one file for each subcommand, all over the same store and the same rules.

mod checklists;
mod command;
mod course;
mod demo;
mod error;
mod follow_up;
mod item;
mod list;
mod log;
mod new;
mod recording;
mod repair;
mod session;
mod show;
mod slip;
mod status;
mod verify;

use crate::{
    demo::Demo,
    domain::{Code, Text},
};
use clap::{
    Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use command::{CaseArgs, CaseCommand};
use error::{CRITICAL_OPEN, CliError, DAMAGED, Done, REFUSED, USAGE};
use serde::Serialize;
use session::PlaceArgs;
use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

pub use session::Session;

/// Walks staff through a procedure's checklist and keeps a record that can be trusted. Without a command it
/// starts the screens.
#[derive(Debug, Parser)]
#[command(name = "periop", version, disable_help_subcommand = true, after_help = NOTICE)]
struct Cli {
    #[command(flatten)]
    place: PlaceArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

const NOTICE: &str = "A memory aid for trained staff: it prompts, it does not decide. Local policy governs.\n\
Exit codes: 0 fine, 1 refused or failed, 2 wrong usage, 3 critical items open or a stop stands (status), 4 a record is damaged.";

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Case(CaseCommand),
    /// Open the screens in a case.
    Run(CaseArgs),
    /// Show the screens with made-up cases in every state, in a folder that is thrown away.
    Demo(demo::DemoArgs),
    /// List, show or check checklists.
    #[command(subcommand)]
    Checklists(checklists::ChecklistsCommand),
}

/// What is left to do after the command line was read.
#[derive(Debug)]
pub enum AfterCommand {
    /// The command is done.
    Exit(ExitCode),
    /// Start the screens, perhaps in a case.
    Screens {
        /// Where to work and who does.
        session: Box<Session>,
        /// The case to open.
        case: Option<Code>,
        /// The demonstration that they show, if it is one.
        demo: Option<Demo>,
    },
}

/// Reads the command line and carries it out, unless it asks for the screens.
pub fn run(args: impl IntoIterator<Item = OsString>) -> AfterCommand {
    let args: Vec<OsString> = args.into_iter().collect();
    // To describe every command takes as long as the first frame, which most starts only want.
    let plain = if args.len() < 2 { PlaceArgs::from_variables() } else { None };
    let cli = plain.map_or_else(|| Cli::try_parse_from(args), |place| Ok(Cli { place, command: None }));
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { 0 };
            // The reader of the help may be gone already; that is no failure.
            let _ = say_usage(&error);
            return AfterCommand::Exit(ExitCode::from(code));
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = carry_out(cli, &mut out);
    match done.and_then(|outcome| out.flush().map_err(CliError::from).map(|()| outcome)) {
        Ok(outcome) => outcome,
        Err(CliError::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => AfterCommand::Exit(ExitCode::SUCCESS),
        Err(error) => {
            let damaged = matches!(&error, CliError::Store(store) if store.is_damage());
            let _ = out.flush();
            let _ = writeln!(io::stderr(), "periop: {error}");
            AfterCommand::Exit(ExitCode::from(if damaged { DAMAGED } else { REFUSED }))
        }
    }
}

fn carry_out(cli: Cli, out: &mut impl Write) -> Result<AfterCommand, CliError> {
    // It has no session: nothing of the real one counts there.
    if let Some(Command::Demo(args)) = &cli.command {
        return args.run(cli.place, out);
    }
    let session = cli.place.session()?;
    let case = match cli.command {
        None | Some(Command::Demo(_)) => None,
        Some(Command::Run(args)) => {
            let code = args.code.parse()?;
            session.desk.open(code)?;
            Some(code)
        }
        Some(Command::Case(command)) => return Ok(exit(command.run(&session, out)?)),
        Some(Command::Checklists(command)) => return Ok(exit(command.run(&session, out)?)),
    };
    Ok(AfterCommand::Screens { session: Box::new(session), case, demo: None })
}

fn exit(code: u8) -> AfterCommand {
    AfterCommand::Exit(ExitCode::from(code))
}

/// Takes one of a type's values by the words that the type itself has for them.
fn by_word<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    word: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let parser = PossibleValuesParser::new(all.iter().map(|&one| word(one)));
    parser.try_map(move |said| all.iter().copied().find(|&one| word(one) == said).ok_or("no such value"))
}

/// Help and wrong usage; what was typed is repeated in them, so that it is made harmless line by line.
fn say_usage(error: &clap::Error) -> io::Result<()> {
    let lines: Vec<String> = error.to_string().lines().map(|line| Text::sanitise(line).into()).collect();
    let words = lines.join("\n") + "\n";
    if error.use_stderr() { io::stderr().write_all(words.as_bytes()) } else { io::stdout().write_all(words.as_bytes()) }
}

/// Writes what a program reads.
fn write_json(what: &impl Serialize, out: &mut impl Write) -> Result<(), CliError> {
    let json = serde_json::to_string_pretty(what).map_err(|error| CliError::Words(error.to_string()))?;
    writeln!(out, "{json}")?;
    Ok(())
}
