//! `periop log`: the entries of a case, or of a day over all cases.

use super::recording::day;
use super::{CliError, Noted, Session};
use crate::domain::case::Case;
use crate::domain::{Caveats, Code, Line, Now};
use crate::report::{LogEntry, log_line};
use crate::store::{Folder, Loaded, Spool, StoreError};
use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["code", "on"]))]
pub(super) struct LogArgs {
    /// The case's code.
    code: Option<String>,
    /// Every entry of a day, over all cases: 2026-11-23, today or yesterday.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// As JSON, one array; each element is the entry as it stands in the record, with its case.
    #[arg(long)]
    json: bool,
}

/// How entries are told: of which day, and in which form.
struct Form<'a> {
    on: Option<Date>,
    json: bool,
    mark: String,
    now: &'a Now,
}

/// The entries of a record as they are told, each with the number by which it is sorted, and what must be known of it.
type Told = (Result<Vec<(i64, String)>, CliError>, Option<Noted>);

/// What a program reads of a record after its entries, where they are not all that must be known.
#[derive(Serialize)]
struct Beside<'a> {
    case: Code,
    #[serde(flatten)]
    caveats: &'a Caveats,
}

pub(super) fn log(session: &Session, args: &LogArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let (now, store) = (Session::now(), &session.desk.store);
    let on = args.on.as_deref().map(|on| day(on, "--on", &now)).transpose()?;
    let mark = store.mode().before();
    let form = Form { on, json: args.json, mark, now: &now };
    let (mut spool, mut noted) = (Spool::default(), Vec::new());
    let mut keep = |(entries, note): Told| {
        noted.extend(note);
        entries?.iter().try_for_each(|(number, words)| Ok::<(), CliError>(spool.push(*number, words)?))
    };
    match &args.code {
        Some(code) => {
            let code = code.parse()?;
            keep(form.tell(code, Ok(store.load(code)?)))?;
        }
        None => store.load_each(&[Folder::Open, Folder::Closed], |code, loaded| form.tell(code, loaded), keep)?,
    }
    for note in noted.iter().filter(|_| args.json) {
        spool.push(i64::MAX, &indented(&Beside { case: note.code, caveats: &note.caveats })?)?;
    }
    form.write(spool, out)?;
    out.flush()?;
    Ok(Noted::say(&noted))
}

impl Form<'_> {
    fn tell(&self, code: Code, loaded: Result<Loaded, StoreError>) -> Told {
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => return (Ok(Vec::new()), Noted::of(code, Err(error))),
        };
        let here = |line: &&Line| self.on.is_none_or(|on| line.entry.stamp.at.in_zone(&self.now.zone).date() == on);
        let entries = loaded.case.entries().iter().filter(here).map(|line| self.entry(&loaded.case, line));
        (entries.collect(), Noted::of(code, Ok(&loaded)))
    }

    /// The entries of one case keep their order, those of a day are sorted by the clock.
    fn entry(&self, case: &Case, line: &Line) -> Result<(i64, String), CliError> {
        let number = if self.on.is_some() { line.entry.stamp.at.timestamp().as_millisecond() } else { 0 };
        let entry = LogEntry::new(case, line, self.now);
        if !self.json {
            return Ok((number, format!("{}{}\n", self.mark, log_line(&entry, self.on.is_some(), self.now))));
        }
        Ok((number, indented(&entry)?))
    }

    fn write(&self, spool: Spool, out: &mut impl Write) -> Result<(), CliError> {
        if !self.json {
            return spool.drain(|words| Ok(out.write_all(words.as_bytes())?));
        }
        let mut between = "[\n  ";
        spool.drain(|words| {
            write!(out, "{between}{words}")?;
            between = ",\n  ";
            Ok::<(), CliError>(())
        })?;
        writeln!(out, "{}", if between == ",\n  " { "\n]" } else { "[]" })?;
        Ok(())
    }
}

/// An element of an array, as a program reads it.
fn indented(what: &impl Serialize) -> Result<String, CliError> {
    Ok(super::json_text(what)?.replace('\n', "\n  "))
}
