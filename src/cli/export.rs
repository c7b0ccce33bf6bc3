//! `periop export`: a case as a report, printed or written to a file.

use super::{CliError, Done, Session, by_word, damage_or, say_caveats, warn};
use crate::domain::checklist::Beside;
use crate::domain::{Code, Text};
use crate::report::{Document, Format};
use crate::store::{Loaded, StoreError, write_private};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The code of a case, or of a rehearsal.
    code: String,
    /// As what.
    #[arg(long, default_value = "text", value_parser = by_word(Format::ALL, Format::word))]
    format: Format,
    /// Into a file, which only you may read; one that is there is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl ExportArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (loaded, beside) = self.load(session)?;
        let document = Document::new(&loaded.case, &beside, loaded.caveats());
        let page = document.page();
        let words = match self.format {
            Format::Text => page.text(),
            Format::Markdown => page.markdown(),
            Format::Html => page.html(),
        };
        match &self.output {
            None => out.write_all(words.as_bytes())?,
            Some(file) => {
                write_private(file, words.as_bytes())?;
                let file = Text::sanitise(&file.display().to_string());
                writeln!(out, "{}  {} written to {file}", document.code, self.format.word())?;
            }
        }
        say_caveats(document.code, &document.caveats);
        damage_or(0, loaded)
    }

    /// A patient's case, else a rehearsal, with what stands beside the items of its checklist. Where that cannot be read
    /// the report goes without it, and says so.
    fn load(&self, session: &Session) -> Result<(Loaded, Beside), CliError> {
        let code: Code = self.code.parse()?;
        let practice = session.desk.practice();
        let (desk, loaded) = match session.desk.open(code) {
            Err(StoreError::NoCase { .. }) => (&practice, practice.open(code)?),
            found => (&session.desk, found?),
        };
        let beside = desk.beside(&loaded.case).unwrap_or_else(|error| {
            warn(format_args!("billing and curves are left out: {error}"));
            Beside::default()
        });
        Ok((loaded, beside))
    }
}
