//! Plain lines, for voices, braille lines and pipes: a case item by item, by the rules, commands and records that
//! everything else goes by. Nothing that was said is ever drawn anew.

mod asking;
mod crisis;
mod line;
mod list;
mod own;
mod people;
mod recorded;
mod said;
mod standing;
mod talk;
mod voice;
mod walk;

use super::recording::{Seat, Step};
use super::{CliError, Command, Session};
use crate::config::is_ascii;
use crate::demo::Demo;
use crate::domain::case::{ActiveStop, Case, Stamped, Timer};
use crate::domain::checklist::{ItemIx, SectionIx};
use crate::domain::{Code, Operator, StaffCode};
use clap::Parser;
use line::{Given, Line, Place};
use said::Telling;
use std::fmt::Display;
use std::io::Write;
use std::sync::Arc;
use talk::{End, Heard, Talk};

/// The terminal that cannot move its cursor.
const DUMB: &str = "dumb";

/// How plain lines are chosen.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
#[command(next_help_heading = "Plain lines")]
pub(super) struct PlainArgs {
    /// Go item by item on plain lines, for screen readers and pipes; chosen by itself where TERM is dumb.
    #[arg(long)]
    pub(super) plain: bool,
    /// On plain lines through a pipe: what is refused does not end it, since somebody answers what is said.
    #[arg(long)]
    pub(super) keep_going: bool,
}

impl PlainArgs {
    /// What stands before a command as well as after it.
    pub(super) fn or(self, other: Self) -> Self {
        Self { plain: self.plain || other.plain, keep_going: self.keep_going || other.keep_going }
    }

    pub(super) fn is_chosen(self) -> bool {
        self.plain || std::env::var_os("TERM").is_some_and(|term| term == DUMB)
    }
}

/// Somebody who hears what is said and answers it.
struct Plain<'s, 'o> {
    seat: Seat<'s>,
    talk: Talk<'o>,
    /// Those who were at this keyboard, or are in the room, newest first.
    people: Vec<Operator>,
    /// What was stamped on a crisis card and is not saved.
    kept: Vec<Stamped>,
    /// When what is recorded next happened, as it was typed.
    late: Option<String>,
    /// Who says what is recorded.
    said_by: Option<StaffCode>,
    /// What waits for an answer, in short.
    asked: String,
    visit: Visit,
}

/// Where somebody is in the case that is open.
#[derive(Default)]
struct Visit {
    at: Option<ItemIx>,
    /// The section that was told of last.
    section: Option<SectionIx>,
    /// What is asked is to be said.
    is_new: bool,
    /// So many entries the case had when it was opened here.
    known: usize,
    has_recorded: bool,
    /// What was told of.
    stops: Vec<ActiveStop>,
    ended: Vec<(ItemIx, Timer)>,
}

/// Works on plain lines until somebody leaves; what could not be done then is an error.
pub(super) fn run(
    session: &Session,
    (case, keeps_going): (Option<Code>, bool),
    people: Vec<Operator>,
    out: &mut impl Write,
) -> Result<u8, CliError> {
    let talk = Talk::new(out, keeps_going, session.setup.ascii || is_ascii(|name| std::env::var(name).ok()));
    let (seat, visit) = (Seat::new(session), Visit::default());
    let mut plain =
        Plain { seat, talk, people, kept: Vec::new(), late: None, said_by: None, asked: String::new(), visit };
    let end = plain.works(case);
    let held = plain.holds();
    let kept = (!plain.kept.is_empty()).then(|| format!("NOT SAVED: {}; write it down", plain.kept_in_words()));
    let missed = plain.talk.missed();
    match (end, kept) {
        (Ok(()) | Err(End::Left), Some(kept)) => Err(CliError::Words(kept)),
        (Ok(()) | Err(End::Left), None) => held.and_then(|()| missed.map_or(Ok(0), |why| Err(CliError::Words(why)))),
        (Err(End::Refused(why)), kept) => {
            let kept = kept.map(|kept| format!(". {kept}")).unwrap_or_default();
            let why = why.trim_end_matches('.');
            Err(CliError::Words(format!("{why}; nothing after this line was taken{kept}")))
        }
        (Err(End::Io(error)), _) => Err(error.into()),
    }
}

/// The same with the made-up cases; a signal removes their folder.
pub(super) fn run_demo(session: &Session, demo: Demo, keeps_going: bool, out: &mut impl Write) -> Result<u8, CliError> {
    let Demo { folder, mut signals, people } = demo;
    let folder = Arc::new(folder);
    let removed = Arc::downgrade(&folder);
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            if let Some(folder) = removed.upgrade() {
                folder.remove();
            }
            std::process::exit(128 + signal);
        }
    });
    run(session, (None, keeps_going), people, out)
}

/// What a command that was carried out printed, and whether nothing is recorded by it.
struct Ran {
    looks: bool,
    printed: String,
}

impl<'s> Plain<'s, '_> {
    fn works(&mut self, mut case: Option<Code>) -> Heard<()> {
        let mark = self.mark();
        self.talk.say(format_args!("{mark}Plain lines. help says the words."));
        if self.seat.by.is_none() {
            self.signs_in()?;
        }
        loop {
            if let Some(code) = case.take() {
                self.visits(code)?;
            }
            case = Some(self.list()?);
        }
    }

    /// What is no patient's is marked.
    fn mark(&self) -> String {
        let mark = self.seat.session.desk.store.mode().mark();
        mark.map(|mark| format!("{mark}. ")).unwrap_or_default()
    }

    /// A line, after crisis cards, which are read at any time.
    fn hears(&mut self) -> Heard<String> {
        loop {
            let said = self.talk.hear()?;
            if !["crisis", "!"].contains(&said.as_str()) {
                return Ok(said);
            }
            self.crisis()?;
            self.talk.say(format_args!("Back. {}", self.asked));
        }
    }

    /// Asks, and remembers what.
    fn puts(&mut self, question: impl Display) {
        self.asked = question.to_string();
        self.talk.say(&self.asked);
    }

    /// Something goes on waiting: says what, unless a refusal just did.
    fn waits_for(&mut self, words: String) {
        if !self.talk.has_refused() {
            self.talk.say(&words);
        }
        self.asked = words;
    }

    fn step(&self) -> Option<&Step<'s>> {
        self.seat.open.as_ref()
    }

    fn case(&self) -> Option<&Case> {
        self.step().map(Step::case)
    }

    fn code(&self) -> Option<Code> {
        self.case().map(Case::code)
    }

    fn place(&self) -> Option<Place<'_>> {
        Some(Place { case: self.case()?, at: self.visit.at })
    }

    fn telling(&self) -> Option<Telling<'_>> {
        let step = self.step()?;
        Some(Telling { case: step.case(), now: &step.now, staff: self.seat.session.desk.store.staff() })
    }

    /// Says what somebody standing in the case tells.
    fn tells<W: IntoIterator<Item = String>>(&mut self, what: impl FnOnce(Telling<'_>) -> W) {
        let lines: Vec<String> = self.telling().map(what).into_iter().flatten().collect();
        self.talk.say_all(lines);
    }

    /// Carries out a command as it was given, and gives what it printed.
    fn runs(&mut self, given: &Given) -> Result<Ran, CliError> {
        let line = Line::try_parse_from(given.args()).map_err(|error| CliError::Words(super::usage(&error)))?;
        let (looks, mut printed) = (line.command.looks(), Vec::new());
        let session = self.seat.session;
        match line.command {
            Command::Case(command) => command.run(&mut self.seat, &mut printed)?,
            Command::Reference(args) => args.tell(session, self.seat.open.as_ref().map(Step::case), &mut printed)?,
            Command::Checklists(command) => command.run(session, &mut printed)?,
            Command::Run(_)
            | Command::Replay(_)
            | Command::Demo(_)
            | Command::Practice(_)
            | Command::Config(_)
            | Command::Import(_)
            | Command::Completions(_)
            | Command::Man(_) => {
                return Err(CliError::Words(format!("\"{}\" is given where the program is started", given.word)));
            }
        };
        Ok(Ran { looks, printed: String::from_utf8_lossy(&printed).into_owned() })
    }

    /// Whoever leaves a case on which they worked holds it for the next person, where something is open.
    fn holds(&mut self) -> Result<(), CliError> {
        let at = self.visit.at;
        let held = self.held_at(at).map(|item| {
            let place = self.place();
            Given::new("hold", vec![item], place).map_err(CliError::Words)
        });
        self.visit = Visit::default();
        let held = held.transpose()?.map(|given| self.runs(&given));
        self.seat.open = None;
        match held {
            Some(Err(error)) => Err(CliError::Words(format!("{error}; it is not recorded that you left the case"))),
            Some(Ok(_)) => {
                self.talk.say("The case is held for the next person.");
                Ok(())
            }
            None => Ok(()),
        }
    }
}
