//! `periop log`: the entries of a case, or of a day over all cases.

use super::{CliError, Session};
use crate::{
    domain::{Line, Now, case::Case},
    report::{LogEntry, log_line},
    store::{Folder, Loaded, Spool},
};
use clap::Args;
use jiff::civil::Date;
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

/// The entries of a record as they are told, each with the number by which it is sorted, and what is damaged in it.
type Told = (Result<Vec<(i64, String)>, CliError>, Option<String>);

pub(super) fn log(session: &Session, args: &LogArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let (now, store) = (Session::now(), &session.desk.store);
    let on = args.on.as_deref().map(|on| date(on, &now)).transpose()?;
    let mark = store.mode().mark().map(|mark| format!("{mark}  ")).unwrap_or_default();
    let form = Form { on, json: args.json, mark, now: &now };
    let (mut spool, mut damaged) = (Spool::default(), Vec::new());
    let mut keep = |(entries, damage): Told| {
        damaged.extend(damage);
        entries?.iter().try_for_each(|(number, words)| Ok::<(), CliError>(spool.push(*number, words)?))
    };
    match &args.code {
        Some(code) => keep(form.tell(&store.load(code.parse()?)?))?,
        None => store.load_each(
            &[Folder::Open, Folder::Closed],
            |_, loaded| {
                loaded.map_or_else(|error| (Ok(Vec::new()), Some(error.to_string())), |loaded| form.tell(&loaded))
            },
            keep,
        )?,
    }
    form.write(spool, out)?;
    out.flush()?;
    for damage in &damaged {
        writeln!(std::io::stderr(), "DAMAGED  {damage}")?;
    }
    Ok(if damaged.is_empty() { 0 } else { super::DAMAGED })
}

impl Form<'_> {
    fn tell(&self, Loaded { case, damage, .. }: &Loaded) -> Told {
        let here = |line: &&Line| self.on.is_none_or(|on| line.entry.stamp.at.in_zone(&self.now.zone).date() == on);
        let entries = case.entries().iter().filter(here).map(|line| self.entry(case, line));
        (entries.collect(), damage.as_ref().map(ToString::to_string))
    }

    /// The entries of one case keep their order, those of a day are sorted by the clock.
    fn entry(&self, case: &Case, line: &Line) -> Result<(i64, String), CliError> {
        let number = if self.on.is_some() { line.entry.stamp.at.timestamp().as_millisecond() } else { 0 };
        let entry = LogEntry::new(case, line, self.now);
        if !self.json {
            return Ok((number, format!("{}{}\n", self.mark, log_line(&entry, self.on.is_some(), self.now))));
        }
        let json = serde_json::to_string_pretty(&entry).map_err(|error| CliError::Words(error.to_string()))?;
        Ok((number, json.replace('\n', "\n  ")))
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

fn date(raw: &str, now: &Now) -> Result<Date, CliError> {
    let today = now.civil().date();
    match raw {
        "today" => Ok(today),
        "yesterday" => Ok(today.yesterday().unwrap_or(today)),
        raw => raw.parse().map_err(|_| CliError::Words("--on takes a date such as 2026-11-23, or today".to_owned())),
    }
}
