//! `periop checklists print`: a checklist on paper.

use super::{CliError, Done, Session, checklists::find, written};
use crate::domain::checklist::Checklist;
use crate::report::{Form, Paper};
use clap::Args;
use std::{io::Write, path::PathBuf};

#[expect(clippy::struct_excessive_bools, reason = "each is an option by itself")]
#[derive(Debug, Args)]
pub(super) struct PrintArgs {
    /// The checklist's id.
    id: String,
    /// As a page that stands by itself, made to be printed on A4 or Letter.
    #[arg(long, conflicts_with = "text")]
    html: bool,
    /// As lines of 80 columns, for a printer without a browser; so it is without an option.
    #[arg(long)]
    text: bool,
    /// For whoever approves the content: all that each item rests on, with room to agree or to change it.
    #[arg(long, conflicts_with = "crisis")]
    review: bool,
    /// The crisis cards alone, one a sheet.
    #[arg(long)]
    crisis: bool,
    /// Into a file, which only you may read; one that is there is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl PrintArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let found = find(session, &self.id)?;
        let paper = match (self.review, self.crisis) {
            (true, _) => Paper::Review,
            (false, true) => Paper::Crisis,
            (false, false) => Paper::Blank,
        };
        let checklist = &found.checklist;
        if paper == Paper::Crisis && checklist.crisis.is_empty() {
            return Err(CliError::Words(format!("{} has no crisis cards: use the posted ones", checklist.id)));
        }
        let (sheets, content, now) = (found.sheets(), Checklist::content(&found.json), Session::now());
        let page = Form { checklist, sheets: &sheets, content, now: &now }.page(paper);
        let words = if self.html { page.html() } else { page.text() };
        written(&words, self.output.as_deref(), &page.title, out)?;
        Ok(0)
    }
}
