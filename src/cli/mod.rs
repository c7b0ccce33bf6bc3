//! The command line: one file for each subcommand, all over the same store and the same rules.

mod checklists;
mod course;
mod demo;
mod follow_up;
mod item;
mod list;
mod log;
mod new;
mod recording;
mod repair;
mod show;
mod slip;
mod status;
mod verify;

use crate::{
    clock,
    demo::{Demo, DemoError},
    desk::Desk,
    domain::{
        BadCode, BadOperator, Code, Misfit, Now, Operator, Staff, Text,
        case::{Author, Refusal},
    },
    store::{Library, Store, StoreError, default_staff_file, read_staff},
};
use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use std::{
    ffi::OsString,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};
use thiserror::Error;

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

#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
struct PlaceArgs {
    #[arg(
        help = "Where records are kept (or PERIOP_DATA_DIR)",
        long,
        global = true,
        hide_env = true,
        env = DATA_DIR,
        value_name = "DIR"
    )]
    data_dir: Option<PathBuf>,
    #[arg(
        help = "Where this site's own checklists are (or PERIOP_SITE_DIR)",
        long,
        global = true,
        hide_env = true,
        env = SITE_DIR,
        value_name = "DIR"
    )]
    site: Option<PathBuf>,
    #[arg(
        help = "Who is at the keyboard, such as JR:nurse (or PERIOP_OPERATOR)",
        long = "as",
        global = true,
        hide_env = true,
        env = OPERATOR,
        value_name = "CODE:ROLE"
    )]
    operator: Option<String>,
    #[arg(
        help = "The staff list that grants roles; without one roles are self-declared (or PERIOP_STAFF)",
        long,
        global = true,
        hide_env = true,
        env = STAFF,
        value_name = "FILE"
    )]
    staff: Option<PathBuf>,
    /// The name of this workstation.
    #[arg(long, global = true, hide_env = true, env = STATION, value_name = "NAME", hide = true)]
    station: Option<String>,
}

const DATA_DIR: &str = "PERIOP_DATA_DIR";
const SITE_DIR: &str = "PERIOP_SITE_DIR";
const OPERATOR: &str = "PERIOP_OPERATOR";
const STAFF: &str = "PERIOP_STAFF";
const STATION: &str = "PERIOP_STATION";

impl PlaceArgs {
    /// What the variables say by themselves; none where one of them is empty or no text, which the command line
    /// explains.
    fn from_variables() -> Option<Self> {
        let variable = |name| std::env::var_os(name);
        let plain = |name| variable(name).is_none_or(|value| value.to_str().is_some_and(|value| !value.is_empty()));
        let words = |name| std::env::var(name).ok();
        [DATA_DIR, SITE_DIR, OPERATOR, STAFF, STATION].into_iter().all(plain).then(|| Self {
            data_dir: variable(DATA_DIR).map(PathBuf::from),
            site: variable(SITE_DIR).map(PathBuf::from),
            operator: words(OPERATOR),
            staff: variable(STAFF).map(PathBuf::from),
            station: words(STATION),
        })
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open or plan a case; its code is the last word printed.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop new spinal-injection --label \"Bay 2\"\n",
        "  periop new spinal-injection --preset interlaminar\n",
        "  periop new spinal-injection --planned \"tomorrow 08:30\" --room 3",
    ))]
    New(new::NewArgs),
    /// Start a planned case: from now on it follows the checklist as it is today.
    #[command(
        after_help = "Until then nothing can be recorded for an item. If the checklist was changed since the case was planned, the case follows the changed one."
    )]
    Start(course::CourseArgs),
    /// Print a slip for the chart, by which the case is found again.
    #[command(after_help = "The square holds the code and nothing about the patient. Print it dark on white.")]
    Slip(CaseArgs),
    /// List the open cases.
    #[command(
        after_help = "The most pressing first: stops, timers that ended, follow-ups that are late or due, cases that should have begun, what goes on, what is held, planned, to be closed, waiting. Exits with 4 where a record is damaged; the others are listed all the same."
    )]
    List(list::ListArgs),
    /// Show a case.
    Show(show::ShowArgs),
    /// Show the entries of a case, or of a day.
    #[command(
        after_help = "With --on: one entry a line, each with its case. Exits with 4 where a record is damaged; what is whole is shown."
    )]
    Log(log::LogArgs),
    /// Answer an item.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop answer CODE two-identifiers                     a check is ticked\n",
        "  periop answer CODE site-marked --not-right \"no mark\"   it is not in order\n",
        "  periop answer CODE vitals-temp 36.8                    a number in its unit\n",
        "  periop answer CODE vitals systolic=128 diastolic=76    several named values\n",
        "  periop answer CODE antiseptic-dry start                a timer begins\n",
        "  periop answer CODE choose-side left --reason misheard  it is corrected\n",
        "A stop that begins to stand is printed as STOP; the exit code is 0 all the same.",
    ))]
    Answer(item::AnswerArgs),
    /// Record a new finding for an item; the earlier one stays true.
    #[command(after_help = concat!(
        "Example: blood came back, the needle was repositioned, now it is clear:\n",
        "  periop again CODE aspiration-clear clear",
    ))]
    Again(item::AgainArgs),
    /// Tick what is left of a do-confirm section after it was said aloud.
    Tick(item::TickArgs),
    /// Fill in what seldom varies.
    #[command(after_help = "\"periop checklists show ID\" lists the presets. What is answered already stays as it is.")]
    Preset(item::PresetArgs),
    /// Record that an item does not apply to this patient.
    Skip(item::ReasonArgs),
    /// Put an item off to a later phase.
    Defer(item::DeferArgs),
    /// Go on in spite of a stop or an open critical item.
    #[command(after_help = "Only a clinician overrides, and some stops nobody can. It lapses when the answer changes.")]
    Override(item::ReasonArgs),
    /// Take back what was recorded for an item.
    #[command(
        after_help = "The item is open again; what was recorded stays in the record. Your own last entry is taken back with \"periop undo\"."
    )]
    Withdraw(item::ReasonArgs),
    /// Note something about a case or an item. No names, no birth dates, no record numbers.
    Note(item::NoteArgs),
    /// Record whom you told about a finding.
    Told(item::ToldArgs),
    /// Take back your own last entry.
    #[command(
        after_help = "Only what you recorded since you came to this case at this station. What somebody else recorded is corrected: \"periop answer … --reason\"."
    )]
    Undo(CaseArgs),
    /// Put back what you took back.
    Redo(CaseArgs),
    /// Say who is in the room.
    Team(course::TeamArgs),
    /// Say where the case is now; plan it anew.
    #[command(after_help = "With --planned the case is planned anew; what is not named stays.")]
    Label(course::LabelArgs),
    /// Leave a case unfinished for the next person, who resumes it.
    Hold(course::HoldArgs),
    /// Take up a held case again.
    Resume(course::CourseArgs),
    /// Record that you look at the right case.
    Confirm(course::CourseArgs),
    /// Sign off a phase as complete.
    #[command(
        after_help = "It prints how many entries the record has and its head: \"periop verify CODE --head HASH\" tells later whether they are still in it."
    )]
    Sign(course::SignArgs),
    /// Record an attempt to reach the patient for a follow-up.
    Attempt(follow_up::AttemptArgs),
    /// Record a contact that was not planned.
    Contact(follow_up::ContactArgs),
    /// Give a follow-up up, after as many attempts as the checklist asks for.
    Lost(follow_up::LostArgs),
    /// Stamp what happens in an emergency.
    #[command(after_help = concat!(
        "\"periop checklists show ID\" lists the cards. Example:\n",
        "  periop crisis CODE anaphylaxis drug-given --text \"first dose\"",
    ))]
    Crisis(course::CrisisArgs),
    /// Stop the procedure: what was not done is marked, recovery and follow-up are open.
    Stop(course::BecauseArgs),
    /// Close a case; prints its entry count and head, for "periop verify --head".
    Close(course::CloseArgs),
    /// Reopen a closed case, or go on with a stopped one.
    Reopen(course::BecauseArgs),
    /// Say how a case stands; exits with 3 while critical items are open or a stop stands.
    Status(status::StatusArgs),
    /// Check that records are whole; exits with 4 where one is damaged.
    #[command(
        after_help = "A record that was written anew, or whose last lines were cut off, still fits itself: only --head with a printed head shows that."
    )]
    Verify(verify::VerifyArgs),
    /// Let a damaged record go on after what is whole; the damaged original is kept.
    #[command(
        after_help = "Refused for a record that is whole or that a crash merely cut off. What stood in the damaged lines has to be recorded again."
    )]
    Repair(CaseArgs),
    /// Open the screens in a case.
    Run(CaseArgs),
    /// Show the screens with made-up cases in every state, in a folder that is thrown away.
    Demo(demo::DemoArgs),
    /// List, show or check checklists.
    #[command(subcommand)]
    Checklists(checklists::ChecklistsCommand),
}

#[derive(Debug, Args)]
struct CaseArgs {
    /// The case's code.
    code: String,
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

/// Where a command works, and who gave it.
#[derive(Debug, Clone)]
pub struct Session {
    pub desk: Desk,
    /// Who is at the keyboard, if that was said.
    pub operator: Option<Operator>,
    /// The workstation's name.
    pub station: Text,
}

/// Why a command failed.
#[derive(Debug, Error)]
enum CliError {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("{0}")]
    Code(#[from] BadCode),
    #[error("{0}")]
    Operator(#[from] BadOperator),
    #[error("{refusal}{words}")]
    Refused { refusal: Refusal, words: String },
    #[error("{item}: {misfit}")]
    Misfit { item: Text, misfit: Misfit },
    #[error("say who is at the keyboard: --as CODE:ROLE or PERIOP_OPERATOR, such as --as JR:nurse")]
    NoOperator,
    #[error("there is no home directory to keep records in; name one: --data-dir DIR or PERIOP_DATA_DIR")]
    NoDataDir,
    #[error("{0}")]
    Demo(#[from] DemoError),
    #[error("{0}")]
    Words(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl From<Refusal> for CliError {
    fn from(refusal: Refusal) -> Self {
        Self::Store(refusal.into())
    }
}

const REFUSED: u8 = 1;
const USAGE: u8 = 2;
const CRITICAL_OPEN: u8 = 3;
const DAMAGED: u8 = 4;

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
    let done = match &cli.command {
        Some(Command::Demo(args)) => demo::demo(cli.place, args, &mut out),
        Some(_) | None => session(cli.place).and_then(|session| dispatch(session, cli.command, &mut out)),
    };
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

/// Help and wrong usage; what was typed is repeated in them, so that it is made harmless line by line.
fn say_usage(error: &clap::Error) -> io::Result<()> {
    let lines: Vec<String> = error.to_string().lines().map(|line| Text::sanitise(line).into()).collect();
    let words = lines.join("\n") + "\n";
    if error.use_stderr() { io::stderr().write_all(words.as_bytes()) } else { io::stdout().write_all(words.as_bytes()) }
}

fn session(place: PlaceArgs) -> Result<Session, CliError> {
    let root = place.data_dir.or_else(Store::default_root).ok_or(CliError::NoDataDir)?;
    let staff = place.staff.or_else(default_staff_file).map_or_else(Staff::default, |file| {
        // Taken for none it would grant every role; refusing to start would keep what needs no role unrecorded.
        read_staff(&file).unwrap_or_else(|error| Staff::unreadable(&error.to_string()))
    });
    if let Some(trouble) = staff.trouble() {
        let grants = "until it can be read nobody overrides, signs off or stands as second";
        writeln!(io::stderr(), "periop: the staff list cannot be used: {trouble}; {grants}")?;
    }
    let operator = place.operator.map(|raw| raw.parse()).transpose()?;
    let station = place.station.unwrap_or_else(|| rustix::system::uname().nodename().to_string_lossy().into_owned());
    let (store, site) = (Store::new(root).with_staff(staff), place.site.or_else(Library::default_site));
    Ok(Session { desk: Desk { store, library: Library::new(site) }, operator, station: Text::sanitise(&station) })
}

fn dispatch(session: Session, command: Option<Command>, out: &mut impl Write) -> Result<AfterCommand, CliError> {
    let fine = |()| AfterCommand::Exit(ExitCode::SUCCESS);
    let exit = |code: u8| AfterCommand::Exit(ExitCode::from(code));
    match command {
        None => Ok(AfterCommand::Screens { session: Box::new(session), case: None, demo: None }),
        Some(Command::Run(args)) => {
            let code = args.code.parse()?;
            session.desk.store.load(code)?;
            Ok(AfterCommand::Screens { session: Box::new(session), case: Some(code), demo: None })
        }
        // It has no session: nothing of the real one counts there.
        Some(Command::Demo(_)) => Ok(exit(0)),
        Some(Command::Answer(args)) => item::answer(&session, &args, out).map(fine),
        Some(Command::Again(args)) => item::again(&session, args, out).map(fine),
        Some(Command::Tick(args)) => item::tick(&session, &args, out).map(fine),
        Some(Command::Preset(args)) => item::preset(&session, &args, out).map(fine),
        Some(Command::Skip(args)) => item::skip(&session, &args, out).map(fine),
        Some(Command::Defer(args)) => item::defer(&session, &args, out).map(fine),
        Some(Command::Override(args)) => item::override_item(&session, &args, out).map(fine),
        Some(Command::Withdraw(args)) => item::withdraw(&session, &args, out).map(fine),
        Some(Command::Note(args)) => item::note(&session, &args, out).map(fine),
        Some(Command::Told(args)) => item::told(&session, &args, out).map(fine),
        Some(Command::Undo(args)) => item::undo(&session, &args.code, out).map(fine),
        Some(Command::Redo(args)) => item::redo(&session, &args.code, out).map(fine),
        Some(Command::New(args)) => new::new(&session, &args, out).map(fine),
        Some(Command::Start(args)) => course::start(&session, &args, out).map(fine),
        Some(Command::Team(args)) => course::team(&session, &args, out).map(fine),
        Some(Command::Label(args)) => course::label(&session, &args, out).map(fine),
        Some(Command::Hold(args)) => course::hold(&session, &args, out).map(fine),
        Some(Command::Resume(args)) => course::resume(&session, &args, out).map(fine),
        Some(Command::Confirm(args)) => course::confirm(&session, &args, out).map(fine),
        Some(Command::Sign(args)) => course::sign(&session, &args, out).map(fine),
        Some(Command::Attempt(args)) => follow_up::attempt(&session, &args, out).map(fine),
        Some(Command::Contact(args)) => follow_up::contact(&session, &args, out).map(fine),
        Some(Command::Lost(args)) => follow_up::lost(&session, &args, out).map(fine),
        Some(Command::Crisis(args)) => course::crisis(&session, &args, out).map(fine),
        Some(Command::Stop(args)) => course::stop(&session, &args, out).map(fine),
        Some(Command::Close(args)) => course::close(&session, &args, out).map(fine),
        Some(Command::Reopen(args)) => course::reopen(&session, &args, out).map(fine),
        Some(Command::List(args)) => list::list(&session, &args, out).map(exit),
        Some(Command::Show(args)) => show::show(&session, &args, out).map(fine),
        Some(Command::Log(args)) => log::log(&session, &args, out).map(exit),
        Some(Command::Slip(args)) => slip::slip(&session, &args.code, out).map(fine),
        Some(Command::Status(args)) => status::status(&session, &args, out).map(exit),
        Some(Command::Verify(args)) => verify::verify(&session, &args, out).map(exit),
        Some(Command::Repair(args)) => repair::repair(&session, &args.code, out).map(fine),
        Some(Command::Checklists(command)) => checklists::checklists(&session, &command, out).map(exit),
    }
}

/// Writes what a program reads.
fn write_json(what: &impl Serialize, out: &mut impl Write) -> Result<(), CliError> {
    let json = serde_json::to_string_pretty(what).map_err(|error| CliError::Words(error.to_string()))?;
    writeln!(out, "{json}")?;
    Ok(())
}

impl Session {
    fn author(&self) -> Result<Author, CliError> {
        let by = self.operator.clone().ok_or(CliError::NoOperator)?;
        Ok(Author::new(by, self.station.clone()))
    }

    /// How roles are known here.
    fn roles(&self) -> &'static str {
        if self.desk.store.staff().is_listed() { "roles by the staff list" } else { "roles self-declared" }
    }

    fn now() -> Now {
        clock::now()
    }
}
