//! `periop log`: the entries of a case, or of a day over all cases.

use super::{CliError, Session};
use crate::{
    domain::{Code, Line, Now, case::Case},
    report::{LogEntry, log_line},
    store::Folder,
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

pub(super) fn log(session: &Session, args: &LogArgs, out: &mut impl Write) -> Result<u8, CliError> {
    let now = Session::now();
    let (codes, date) = match (&args.code, &args.on) {
        (Some(code), _) => (vec![code.parse()?], None),
        (None, Some(on)) => {
            let mut codes: Vec<Code> = session.desk.store.codes(Folder::Open)?;
            codes.extend(session.desk.store.codes(Folder::Closed)?);
            (codes, Some(date(on, &now)?))
        }
        (None, None) => return Err(CliError::Words("name a case, or a day with --on DATE".to_owned())),
    };
    let mut entries = Vec::new();
    let mut damaged = Vec::new();
    for code in codes {
        match session.desk.store.load(code) {
            Ok(loaded) => {
                entries.extend(entries_of(&loaded.case, date, &now));
                damaged.extend(loaded.damage.map(|damage| damage.to_string()));
            }
            Err(error) if date.is_some() => damaged.push(error.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    if date.is_some() {
        entries.sort_by_key(|entry| entry.stamp.at);
    }
    if args.json {
        super::write_json(&entries, out)?;
    } else {
        let mark = session.desk.store.mode().mark().map(|mark| format!("{mark}  ")).unwrap_or_default();
        for entry in &entries {
            writeln!(out, "{mark}{}", log_line(entry, date.is_some(), &now))?;
        }
    }
    out.flush()?;
    for damage in &damaged {
        writeln!(std::io::stderr(), "DAMAGED  {damage}")?;
    }
    Ok(if damaged.is_empty() { 0 } else { super::DAMAGED })
}

fn entries_of(case: &Case, date: Option<Date>, now: &Now) -> Vec<LogEntry> {
    let on = |sealed: &&Line| date.is_none_or(|date| sealed.entry.stamp.at.in_zone(&now.zone).date() == date);
    case.entries().iter().filter(on).map(|sealed| LogEntry::new(case, sealed, now)).collect()
}

fn date(raw: &str, now: &Now) -> Result<Date, CliError> {
    let today = now.civil().date();
    match raw {
        "today" => Ok(today),
        "yesterday" => Ok(today.yesterday().unwrap_or(today)),
        raw => raw.parse().map_err(|_| CliError::Words("--on takes a date such as 2026-11-23, or today".to_owned())),
    }
}
