//! The command line: one file for each subcommand, all over the same store and the same rules.

mod beside;
mod checklists;
mod command;
mod config;
mod course;
mod debrief;
mod defects;
mod demo;
mod due;
mod error;
mod export;
mod export_all;
mod follow_up;
mod handout;
mod import;
mod item;
mod list;
mod local;
mod log;
mod manual;
mod minus;
mod new;
mod plain;
mod practice;
mod print;
mod printed;
mod progress;
mod recording;
mod reference;
mod rehearse;
mod repair;
mod replay;
mod session;
mod show;
mod slip;
mod stats;
mod status;
mod verify;

use crate::app::{Practise, Replay};
use crate::config::Setup;
use crate::demo::Demo;
use crate::domain::{Code, Text};
use crate::store::write_private;
use beside::{Noted, beside, damage_or, say_caveats, warn};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, Parser, Subcommand};
use command::{CaseArgs, CaseCommand};
use error::{CRITICAL_OPEN, CliError, DAMAGED, Done, REFUSED, USAGE};
use plain::PlainArgs;
use printed::Printed;
use progress::Progress;
use recording::Seat;
use serde::Serialize;
use serde_json::json;
use session::PlaceArgs;
use std::ffi::OsString;
use std::fmt::Display;
use std::io;
use std::io::Write;
use std::path::Path;

pub use session::Session;

/// Walks staff through a procedure's checklist and keeps a record that can be trusted. Without a command it
/// starts the screens.
#[derive(Debug, Parser)]
#[command(name = "periop", version, disable_help_subcommand = true, after_help = NOTICE)]
struct Cli {
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    plain: PlainArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

const NOTICE: &str = "A memory aid for trained staff: it prompts, it does not decide. Local policy governs.\n\
Exit codes: 0 fine, 1 refused or failed, 2 wrong usage, 3 critical items open or a stop stands (status), 4 a record is damaged or in doubt.";

#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Case(CaseCommand),
    /// Open the screens in a case.
    Run(RunArgs),
    /// Walk through a record again, entry by entry, for teaching.
    #[command(after_help = concat!(
        "Keys: space or right goes on, left goes back, home and end, p plays or pauses, esc leaves.\n",
        "Examples:\n",
        "  periop replay CODE --anonymous\n",
        "  periop replay CODE --speed 20            twenty times faster than it was",
    ))]
    Replay(replay::ReplayArgs),
    /// Show the screens with made-up cases in every state, in a folder that is thrown away.
    Demo(demo::DemoArgs),
    /// Look something up: pages, billing, handouts and crisis cards, with their sources.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop reference                      everything that there is\n",
        "  periop reference blood-thinners       a page\n",
        "  periop reference card/anaphylaxis     a crisis card\n",
        "  periop reference handout/aftercare    a sheet for the patient\n",
        "  periop reference clopidogrel restart  where these words stand",
    ))]
    Reference(reference::ReferenceArgs),
    /// List, show or check checklists.
    #[command(subcommand)]
    Checklists(checklists::ChecklistsCommand),
    /// Practice: open it, or say what was rehearsed and what is due again; a logbook.
    Practice(practice::PracticeArgs),
    /// Show or check what this workstation sets for itself: theme, keys, times.
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Make a record again from what "export --format json" wrote.
    #[command(
        after_help = "The record is the same to the last byte, and verifies to the same head. Refused where there is a record of the case already, where what was written is damaged or does not verify, and where the folder holds another kind of records."
    )]
    Import(import::ImportArgs),
    /// Print what a shell needs to complete commands and options.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop completions bash > ~/.local/share/bash-completion/completions/periop\n",
        "  periop completions fish > ~/.config/fish/completions/periop.fish\n",
        "  periop completions zsh > \"${fpath[1]}/_periop\"",
    ))]
    Completions(manual::CompletionsArgs),
    /// Print the page of the manual about the program or one of its commands.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop man | man -l -\n",
        "  periop man answer > ~/.local/share/man/man1/periop-answer.1",
    ))]
    Man(manual::ManArgs),
}

#[derive(Debug, clap::Args)]
struct RunArgs {
    #[command(flatten)]
    of: CaseArgs,
    #[command(flatten)]
    plain: PlainArgs,
}

/// What is left to do after the command line was read.
#[derive(Debug)]
pub enum AfterCommand {
    /// The command is done; its exit code.
    Exit(u8),
    /// Walk through a record again.
    Replay { replay: Box<Replay>, setup: Box<Setup> },
    /// Start the screens, perhaps in a case.
    Screens {
        /// Where to work and who does.
        session: Box<Session>,
        /// The case to open.
        case: Option<Code>,
        /// The demonstration that they show, if it is one.
        demo: Option<Demo>,
        /// Practice instead of the cases.
        practice: Option<Box<Practise>>,
    },
}

/// Reads the command line and carries it out, unless it asks for the screens.
pub fn run(args: impl IntoIterator<Item = OsString>) -> AfterCommand {
    let args = minus::parted(args.into_iter().collect());
    // To describe every command takes as long as the first frame, which most starts only want.
    let alone =
        (args.len() < 2).then(|| Cli { place: PlaceArgs::default(), plain: PlainArgs::default(), command: None });
    let as_json = options(&args).any(|option| option == "--json");
    let cli = match alone {
        Some(cli) => Ok(cli),
        None => not_twice(&args).and_then(|()| one_letter_each(&args)).and_then(|()| Cli::try_parse_from(args)),
    };
    let mut out = Printed::new(io::stdout().lock());
    let cli = match cli {
        Ok(cli) => cli,
        Err(error) => {
            // The reader of the help may be gone already; that is no failure.
            let _ = say_usage(&error, as_json, &mut out);
            let _ = out.flush();
            return AfterCommand::Exit(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let looks = cli.command.as_ref().is_none_or(Command::looks);
    let done = carry_out(cli, &mut out);
    if let Err(error) = &done
        && as_json
        && !out.began
    {
        let _ = write_error(&error.to_string(), &mut out);
    }
    let _ = out.flush();
    let failed = out.failure();
    match (done, failed) {
        (Err(error), _) => {
            beside(format_args!("periop: {error}"));
            AfterCommand::Exit(error.exit_code())
        }
        // What was recorded is recorded.
        (Ok(AfterCommand::Exit(0)), Some(error)) => {
            let what = if looks { "this" } else { "it was recorded, but what is to be said of it" };
            beside(format_args!("periop: {what} could not be printed: {error}"));
            AfterCommand::Exit(if looks { REFUSED } else { 0 })
        }
        (Ok(after), _) => after,
    }
}

impl Command {
    /// Whether nothing is recorded by it.
    fn looks(&self) -> bool {
        match self {
            Self::Case(command) => command.looks(),
            Self::Run(_)
            | Self::Replay(_)
            | Self::Demo(_)
            | Self::Reference(_)
            | Self::Checklists(_)
            | Self::Practice(_)
            | Self::Config(_)
            | Self::Completions(_)
            | Self::Man(_) => true,
            Self::Import(_) => false,
        }
    }
}

fn carry_out(cli: Cli, out: &mut impl Write) -> Result<AfterCommand, CliError> {
    // They have no session: nothing of the real one counts there.
    match &cli.command {
        Some(Command::Demo(args)) => return args.run(cli.place.or_variables()?, cli.plain, out),
        Some(Command::Completions(args)) => return Ok(AfterCommand::Exit(args.run(out)?)),
        Some(Command::Man(args)) => return Ok(AfterCommand::Exit(args.run(out)?)),
        // What is wrong with a configuration must not keep it from being looked at.
        Some(Command::Config(command)) => return Ok(AfterCommand::Exit(command.run(&cli.place, out)?)),
        Some(
            Command::Case(_)
            | Command::Run(_)
            | Command::Replay(_)
            | Command::Reference(_)
            | Command::Checklists(_)
            | Command::Import(_)
            | Command::Practice(_),
        )
        | None => {}
    }
    let (session, mut plain) = (cli.place.or_variables()?.session()?, cli.plain);
    let case = match cli.command {
        None | Some(Command::Demo(_) | Command::Config(_) | Command::Completions(_) | Command::Man(_)) => None,
        Some(Command::Run(args)) => {
            let code = args.of.code.parse()?;
            session.desk.open(code)?;
            plain = plain.or(args.plain);
            Some(code)
        }
        Some(Command::Case(command)) => return Ok(AfterCommand::Exit(command.run(&mut Seat::new(&session), out)?)),
        Some(Command::Replay(args)) => return args.run(session),
        Some(Command::Reference(args)) => return Ok(AfterCommand::Exit(args.run(&session, out)?)),
        Some(Command::Checklists(command)) => return Ok(AfterCommand::Exit(command.run(&session, out)?)),
        Some(Command::Import(args)) => return Ok(AfterCommand::Exit(args.run(&session, out)?)),
        Some(Command::Practice(args)) => return args.run(session, out),
    };
    if plain.is_chosen() {
        return Ok(AfterCommand::Exit(plain::run(&session, (case, plain.keep_going), Vec::new(), out)?));
    }
    Ok(AfterCommand::Screens { session: Box::new(session), case, demo: None, practice: None })
}

/// What is typed before `--`, without values behind `=`.
fn options(args: &[OsString]) -> impl Iterator<Item = &str> {
    args.iter().take_while(|arg| *arg != "--").filter_map(|arg| arg.to_str()?.split('=').next())
}

/// Refuses an option that is given before the command and after it: the later one would count without a word.
fn not_twice(args: &[OsString]) -> Result<(), clap::Error> {
    let times = |name: &str| options(args).filter(|option| *option == name).count();
    match PlaceArgs::OPTIONS.into_iter().find(|name| times(name) > 1) {
        Some(name) => {
            let words = format!("the argument '{name}' cannot be used multiple times");
            Err(Cli::command().error(clap::error::ErrorKind::ArgumentConflict, words))
        }
        None => Ok(()),
    }
}

/// Refuses words behind one minus, as in `-history`: by its first letter alone it would print the help.
fn one_letter_each(args: &[OsString]) -> Result<(), clap::Error> {
    let mut typed = args.iter().take_while(|arg| *arg != "--");
    match typed.find(|arg| minus::is_option(arg) && arg.len() > 2 && !arg.as_encoded_bytes().starts_with(b"--")) {
        Some(arg) => {
            let words = format!(
                "'{}' is no option; words that begin with a minus are written after \"--\", or behind the \"=\" of an option",
                arg.to_string_lossy()
            );
            Err(Cli::command().error(clap::error::ErrorKind::UnknownArgument, words))
        }
        None => Ok(()),
    }
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
fn say_usage(error: &clap::Error, as_json: bool, out: &mut impl Write) -> io::Result<()> {
    let lines: Vec<String> = error.to_string().lines().map(|line| Text::sanitise(line).into()).collect();
    let words = lines.join("\n") + "\n";
    if !error.use_stderr() {
        return out.write_all(words.as_bytes());
    }
    if as_json {
        let _ = write_error(&usage(error), out);
    }
    io::stderr().write_all(words.as_bytes())
}

/// Why an argument does not fit, on one line.
fn usage(error: &clap::Error) -> String {
    let lines: Vec<String> = error.to_string().lines().map(|line| Text::sanitise(line).into()).collect();
    let why: Vec<&str> = lines.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
    why.join(" ").trim_start_matches("error: ").to_owned()
}

/// Writes in the place of JSON why there is none.
fn write_error(why: &str, out: &mut impl Write) -> Result<(), CliError> {
    write_json(&json!({ "error": Text::sanitise(why) }), out)
}

/// Writes what a program reads.
fn write_json(what: &impl Serialize, out: &mut impl Write) -> Result<(), CliError> {
    writeln!(out, "{}", json_text(what)?)?;
    Ok(())
}

/// Prints something, or writes it to a file that only its owner may read and says so.
fn written(
    words: impl AsRef<[u8]>,
    file: Option<&Path>,
    what: impl Display,
    out: &mut impl Write,
) -> Result<(), CliError> {
    let Some(file) = file else { return Ok(out.write_all(words.as_ref())?) };
    write_private(file, words.as_ref())?;
    Ok(writeln!(out, "{what} written to {}", Text::sanitise(&file.display().to_string()))?)
}

fn json_text(what: &impl Serialize) -> Result<String, CliError> {
    serde_json::to_string_pretty(what).map_err(|error| CliError::Words(error.to_string()))
}
