//! `periop due`: the follow-ups of all cases: late, due, to come, and done of late; also as a calendar file.

use super::list::{no_records, rows_of, write_rows};
use super::{CliError, Done, Noted, Session, written};
use crate::domain::case::BoardSpan;
use crate::domain::checklist::span;
use crate::domain::when::by;
use crate::domain::{Mode, Now, counted};
use crate::report::{DueRow, calendar};
use crate::store::{Folder, Loaded};
use clap::Args;
use jiff::Span;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct DueArgs {
    /// How far ahead, and how far back for what was done: P7D, P2W, P1M, PT48H.
    #[arg(long, value_name = "DURATION", default_value = "P7D", value_parser = within)]
    within: Span,
    /// As JSON, one array.
    #[arg(long, conflicts_with = "ics")]
    json: bool,
    /// As a calendar file, which only you may read; one that is there is replaced.
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

fn within(raw: &str) -> Result<Span, String> {
    let problem = "not a duration; give days, weeks, months or hours as P7D, P2W, P1M or PT48H";
    span(raw).ok_or_else(|| problem.to_owned())
}

impl DueArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (now, store) = (Session::now(), &session.desk.store);
        if store.mode() == Mode::Practice {
            let words = "these are rehearsals, after which nobody is called; \"periop practice due\" says what is to be asked again";
            return Err(CliError::Words(words.to_owned()));
        }
        let far = || CliError::Words("--within leads out of the calendar; give a shorter duration".to_owned());
        let span = BoardSpan::new(self.within, &now).ok_or_else(far)?;
        let (rows, noted) = read(session, &span, &now)?;
        match &self.ics {
            _ if self.json => {
                write_rows(&rows, &noted, out)?;
            }
            Some(file) => write_calendar(file, &rows, store.mode(), &now, out)?,
            None => {
                let mark = store.mode().before();
                for row in &rows {
                    writeln!(out, "{mark}{}", row.line(&now))?;
                }
                if rows.is_empty() && noted.is_empty() {
                    let (since, until) = (now.say(span.since), by(span.until, &now));
                    writeln!(out, "{mark}no follow-up is due {until}, and none was done since {since}")?;
                    no_records(store, out)?;
                }
            }
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}

/// The follow-ups of the open cases, and of those that were closed lately, in the order of a board.
fn read(session: &Session, span: &BoardSpan, now: &Now) -> Result<(Vec<DueRow>, Vec<Noted>), CliError> {
    let store = &session.desk.store;
    let of = |loaded: &Loaded| DueRow::all(&loaded.case, &loaded.caveats(), span, now);
    let (rows, mut noted) = rows_of(store, &[Folder::Open], of)?;
    let mut rows: Vec<DueRow> = rows.into_iter().flatten().collect();
    // Whatever was done since then was written since then.
    let (closed, _) = store.newest_closed(usize::MAX, Some(span.since))?;
    for code in closed {
        match session.desk.open(code) {
            Ok(loaded) => {
                rows.extend(of(&loaded));
                noted.extend(Noted::of(code, Ok(&loaded)));
            }
            Err(error) => noted.extend(Noted::of(code, Err(error))),
        }
    }
    // A case that was closed in between was read twice.
    let mut read = BTreeSet::new();
    rows.retain(|row| read.insert(row.uid.clone()));
    rows.sort_by_key(|row| row.order(now));
    Ok((rows, noted))
}

/// A calendar without events is none: some calendars refuse it.
fn write_calendar(file: &Path, rows: &[DueRow], mode: Mode, now: &Now, out: &mut impl Write) -> Result<(), CliError> {
    let mark = mode.before();
    if rows.is_empty() {
        return Ok(writeln!(out, "{mark}no follow-up is due or was done: no file was written")?);
    }
    let count = counted(rows.len(), "follow-up", "follow-ups");
    written(calendar(rows, now), Some(file), format_args!("{mark}{count}"), out)
}
