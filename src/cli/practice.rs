//! `periop practice`: what was rehearsed, what is due again, and the logbook of a trainee.

use super::{CliError, Done, Noted, Session};
use crate::domain::StaffCode;
use crate::domain::practice::Past;
use crate::report::RehearsalReport;
use crate::store::{Folder, Found};
use clap::{Args, Subcommand};
use std::io::Write;

#[derive(Debug, Subcommand)]
pub(super) enum PracticeCommand {
    /// List the rehearsals, the newest last.
    List(ListArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Only those of this trainee.
    #[arg(long, value_name = "CODE")]
    trainee: Option<StaffCode>,
    /// As JSON, one array.
    #[arg(long)]
    json: bool,
}

impl PracticeCommand {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        match self {
            Self::List(args) => args.run(session, out),
        }
    }
}

impl ListArgs {
    fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (past, noted) = past(session)?;
        let wanted = |past: &&Past| self.trainee.as_ref().is_none_or(|code| past.trainee == *code);
        let rows = reports(session, past.iter().filter(wanted))?;
        if self.json {
            super::write_json(&rows, out)?;
        } else {
            for row in &rows {
                writeln!(out, "{}", row.line(&Session::now()))?;
            }
            if rows.is_empty() {
                writeln!(out, "nothing was rehearsed; \"t\" on the list of cases opens practice")?;
            }
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}

/// The rehearsals, the oldest first, and what must be known of records that are not as they should be.
fn past(session: &Session) -> Result<(Vec<Past>, Vec<Noted>), CliError> {
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    session.desk.practice().store.load_each(
        &[Folder::Open, Folder::Closed],
        |code, loaded| match loaded {
            Ok(loaded) => (Past::of(&loaded.case), Noted::of(code, Ok(&loaded))),
            Err(error) => (None, Noted::of(code, Err(error))),
        },
        |(past, noted)| {
            all.extend(past);
            notes.extend(noted);
            Ok::<_, CliError>(())
        },
    )?;
    all.sort_by_key(|past: &Past| past.began);
    Ok((all, notes))
}

/// Each by the standard of its checklist as that is today.
fn reports<'a>(session: &Session, past: impl Iterator<Item = &'a Past>) -> Result<Vec<RehearsalReport>, CliError> {
    let lessons: Vec<_> = session.desk.library.catalogue()?.0.iter().filter_map(Found::lesson).collect();
    let lesson = |past: &Past| lessons.iter().find(|lesson| lesson.checklist.id == past.checklist);
    Ok(past
        .map(|past| RehearsalReport::new(past, lesson(past).and_then(|lesson| lesson.beside.mastery.as_ref())))
        .collect())
}
