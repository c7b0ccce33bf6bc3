//! `periop practice`: what was rehearsed, what is due again, and the logbook of a trainee.

use super::debrief::DebriefArgs;
use super::rehearse::RunArgs;
use super::{AfterCommand, CliError, Done, Noted, Session, checklists::find};
use crate::domain::StaffCode;
use crate::domain::practice::{Lesson, Memory, Past};
use crate::report::{Logbook, RehearsalReport, StepKnown};
use crate::store::Found;
use clap::{Args, Subcommand};
use std::io::Write;

/// What each line begins with.
const MARK: &str = "PRACTICE";

#[derive(Debug, Args)]
pub(super) struct PracticeArgs {
    #[command(subcommand)]
    command: Option<PracticeCommand>,
}

#[derive(Debug, Subcommand)]
enum PracticeCommand {
    /// Open the screens of practice, perhaps in an exercise at once.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop practice run --as TR:trainee\n",
        "  periop practice run recall --of time-out --seed 4711 --as TR:trainee",
    ))]
    Run(RunArgs),
    /// Print what came of a rehearsal: what was expected, given and why.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop practice debrief CODE\n",
        "  periop practice debrief CODE --format html > debrief.html",
    ))]
    Debrief(DebriefArgs),
    /// List the rehearsals, the newest last.
    List(ListArgs),
    /// List the steps that are due again, the most pressing first.
    #[command(
        after_help = "What was not right when it was asked last comes first, then the soonest forgotten; how many steps were never asked is said below. \"t\" on the list of cases, then \"m\", practises them."
    )]
    Due(DueArgs),
    /// Print a trainee's logbook, for a supervisor to sign.
    #[command(after_help = concat!(
        "Examples:\n",
        "  periop practice report --trainee TR\n",
        "  periop practice report --trainee TR --html > logbook.html",
    ))]
    Report(ReportArgs),
}

/// Whose practice, and of which checklist.
#[derive(Debug, Args)]
struct OfTrainee {
    /// The trainee's code.
    #[arg(long, value_name = "CODE")]
    trainee: StaffCode,
    /// The checklist that is practised, where there are several.
    #[arg(long, value_name = "ID")]
    checklist: Option<String>,
    /// As JSON (docs/formats.md describes it).
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct DueArgs {
    #[command(flatten)]
    of: OfTrainee,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    of: OfTrainee,
    /// As a page that stands by itself, to be printed.
    #[arg(long, conflicts_with = "json")]
    html: bool,
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

impl PracticeArgs {
    /// Without a command the screens open.
    pub(super) fn run(self, session: Session, out: &mut impl Write) -> Result<AfterCommand, CliError> {
        let exit = match self.command {
            None => return RunArgs::default().run(session),
            Some(PracticeCommand::Run(args)) => return args.run(session),
            Some(PracticeCommand::Debrief(args)) => args.run(&session, out)?,
            Some(PracticeCommand::List(args)) => args.run(&session, out)?,
            Some(PracticeCommand::Due(args)) => args.of.due(&session, out)?,
            Some(PracticeCommand::Report(args)) => args.run(&session, out)?,
        };
        Ok(AfterCommand::Exit(exit))
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

impl OfTrainee {
    fn lesson(&self, session: &Session) -> Result<Lesson, CliError> {
        let lesson = lesson(session, self.checklist.as_deref())?;
        lesson.ok_or_else(|| CliError::Words("there is no checklist to practise".to_owned()))
    }

    fn due(&self, session: &Session, out: &mut impl Write) -> Done {
        let (lesson, (past, noted)) = (self.lesson(session)?, past(session)?);
        let memory = Memory::of(&past, &self.trainee, &lesson, session.setup.retention, &Session::now());
        let due: Vec<_> = memory.due().iter().map(|known| StepKnown::new(&lesson, known.item, &memory)).collect();
        if self.json {
            super::write_json(&due, out)?;
        } else {
            for step in &due {
                writeln!(out, "{MARK}  {}", step.line())?;
            }
            let critical = due.iter().filter(|step| step.critical).count();
            let (due, unmet) = (due.len(), memory.unmet.len());
            writeln!(out, "{MARK}  {}: {due} due, {critical} critical; {unmet} never asked", self.trainee)?;
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}

impl ReportArgs {
    fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (OfTrainee { trainee, json, .. }, now) = (&self.of, Session::now());
        let (lesson, (past, noted)) = (self.of.lesson(session)?, past(session)?);
        let book = Logbook::new(&past, trainee, &lesson, session.setup.retention, &now);
        match (json, self.html) {
            (true, _) => super::write_json(&book, out)?,
            (false, true) => out.write_all(book.page(&now).html().as_bytes())?,
            (false, false) => out.write_all(book.text(&now).as_bytes())?,
        }
        out.flush()?;
        Ok(Noted::say(&noted))
    }
}

/// The rehearsals, the oldest first, and what must be known of records that are not as they should be.
pub(super) fn past(session: &Session) -> Result<(Vec<Past>, Vec<Noted>), CliError> {
    Ok(session.desk.practice().past(Noted::of)?)
}

/// The lesson of the checklist that was named, or of the first there is.
pub(super) fn lesson(session: &Session, named: Option<&str>) -> Result<Option<Lesson>, CliError> {
    let found = match named {
        Some(id) => Some(find(session, id)?),
        None => session.desk.practised(None)?,
    };
    Ok(found.and_then(|found| found.lesson()))
}

/// Each by the standard of its checklist as that is today.
fn reports<'a>(session: &Session, past: impl Iterator<Item = &'a Past>) -> Result<Vec<RehearsalReport>, CliError> {
    let lessons: Vec<_> = session.desk.library.catalogue()?.0.iter().filter_map(Found::lesson).collect();
    let lesson = |past: &Past| lessons.iter().find(|lesson| lesson.checklist.id == past.checklist);
    Ok(past
        .map(|past| RehearsalReport::new(past, lesson(past).and_then(|lesson| lesson.beside.mastery.as_ref())))
        .collect())
}
