//! `periop stats`: what a team learns from its cases.

use super::recording::day;
use super::reference::columns;
use super::{CliError, Done, Noted, Progress, Session, beside, written};
use crate::domain::insight::{Figures, InsightPart, Wanted};
use crate::domain::{Id, Mode, Now};
use crate::report::{InsightLine, insight_head, insight_lines, wrap};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    /// Only cases that began on this day or later: 2026-11-23.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only cases that began on this day or earlier.
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Only cases that follow this checklist.
    #[arg(long, value_name = "ID")]
    checklist: Option<String>,
    /// As JSON: every figure, also of what is told in words only where it is frequent.
    #[arg(long)]
    json: bool,
    /// As a page for a browser or a printer, with run charts drawn.
    #[arg(long, conflicts_with = "json")]
    html: bool,
    /// Into a file, which only you may read; one that is there is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl StatsArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (now, store) = (Session::now(), &session.desk.store);
        if store.mode() == Mode::Practice {
            let words = "these are rehearsals, of which nothing is a patient's; \"periop practice list\" tells of them";
            return Err(CliError::Words(words.to_owned()));
        }
        let given = |option, said: &Option<String>| said.as_deref().map(|said| day(said, option, &now)).transpose();
        let (since, until) = (given("--since", &self.since)?, given("--until", &self.until)?);
        let checklist = self.checklist.as_deref().map(str::parse::<Id>).transpose().map_err(CliError::Words)?;
        let wanted = Wanted { since, until, checklist };
        let mut progress = Progress::new();
        let counted = session.desk.insight(&wanted, &now, Noted::of, |done, of| {
            progress.tell(done, of);
            Ok::<(), CliError>(())
        });
        progress.ends();
        let (figures, mut noted) = counted?;
        noted.sort_by_key(|note| note.code);
        let mut words = Vec::new();
        self.tell(&figures, &now, &mut words)?;
        written(&words, self.output.as_deref(), "figures", out)?;
        out.flush()?;
        if !noted.is_empty() {
            beside("what is damaged, in doubt or not understood is not counted:");
        }
        Ok(Noted::say(&noted))
    }

    fn tell(&self, figures: &Figures, now: &Now, out: &mut impl Write) -> Result<(), CliError> {
        if self.json {
            super::write_json(figures, out)
        } else if self.html {
            Ok(out.write_all(figures.page(now).html().as_bytes())?)
        } else {
            let mark = figures.mode.before();
            let mut tell = |line: &InsightLine| {
                let words = line.text();
                let indent = words.len() - words.trim_start().len();
                let width = columns().saturating_sub(mark.len() + indent);
                wrap(words.trim_start(), width, UnicodeWidthStr::width)
                    .into_iter()
                    .try_for_each(|words| writeln!(out, "{mark}{:indent$}{words}", ""))
            };
            insight_head(figures).iter().try_for_each(&mut tell)?;
            for of in &figures.checklists {
                let lines = InsightPart::ALL.iter().flat_map(|part| insight_lines(of, *part));
                lines.into_iter().try_for_each(|line| tell(&line))?;
            }
            Ok(())
        }
    }
}
