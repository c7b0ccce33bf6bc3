//! `periop export`: a case as a report or as data, printed or written to a file.

use super::{CliError, Done, Session, by_word, damage_or, export_all, json_text, say_caveats, warn};
use crate::desk::Desk;
use crate::domain::checklist::Beside;
use crate::domain::{Code, Text};
use crate::report::{CaseReport, Document, Format, RowOf, fhir_bundle};
use crate::store::{Copied, Loaded, StoreError, write_private};
use clap::Args;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["code", "all"]))]
pub(super) struct ExportArgs {
    /// The code of a case, or of a rehearsal.
    code: Option<String>,
    /// As what.
    #[arg(long, default_value = "text", value_parser = by_word(Format::ALL, Format::word))]
    pub(super) format: Format,
    /// Into a file, which only you may read; one that is there is replaced. With --all: into a folder.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Of what a line of CSV is.
    #[arg(long, default_value = "item", value_parser = by_word(RowOf::ALL, RowOf::word), conflicts_with = "all")]
    row: RowOf,
    /// Every case, into the folder that -o names.
    #[arg(long, requires = "output")]
    all: bool,
    /// Only cases in which something was recorded on this day or later: 2026-11-23, today or yesterday.
    #[arg(long, value_name = "DATE", requires = "all")]
    pub(super) since: Option<String>,
}

/// All of a record, and what it adds up to for those who do not read records.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    copied: &'a Copied,
    case: CaseReport,
}

impl ExportArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let Some(code) = &self.code else { return export_all::run(self, session, out) };
        let (desk, loaded) = load(session, code.parse()?)?;
        let (code, caveats) = (loaded.case.code(), loaded.caveats());
        let words = words(self.format, self.row, &desk, &loaded)?;
        written(&words, self.output.as_deref(), (code, self.format.word()), out)?;
        say_caveats(code, &caveats);
        damage_or(0, loaded)
    }
}

/// Prints a paper of a case, or writes it to a file that only its owner may read.
pub(super) fn written(
    words: &str,
    file: Option<&Path>,
    (code, form): (Code, &str),
    out: &mut impl Write,
) -> Result<(), CliError> {
    let Some(file) = file else { return Ok(out.write_all(words.as_bytes())?) };
    write_private(file, words.as_bytes())?;
    let file = Text::sanitise(&file.display().to_string());
    Ok(writeln!(out, "{code}  {form} written to {file}")?)
}

/// A case as one file of this form; of CSV with such rows.
pub(super) fn words(format: Format, row: RowOf, desk: &Desk, loaded: &Loaded) -> Result<String, CliError> {
    let page = || document(desk, loaded).page();
    Ok(match format {
        Format::Text => page().text(),
        Format::Markdown => page().markdown(),
        Format::Html => page().html(),
        Format::Csv => row.head() + &row.rows(&loaded.case, loaded.caveats()),
        Format::Fhir => json_text(&fhir_bundle(&loaded.case, loaded.caveats()))? + "\n",
        Format::Json => {
            let (copied, loaded) = desk.store.copy(loaded.case.code())?;
            let case = CaseReport::as_recorded(&loaded.case, loaded.caveats());
            json_text(&Whole { copied: &copied, case })? + "\n"
        }
    })
}

/// A patient's case, else a rehearsal, with the desk at which it lies.
pub(super) fn load(session: &Session, code: Code) -> Result<(Desk, Loaded), CliError> {
    let practice = session.desk.practice();
    match session.desk.open(code) {
        Err(StoreError::NoCase { .. }) => {
            let loaded = practice.open(code)?;
            Ok((practice, loaded))
        }
        found => Ok((session.desk.clone(), found?)),
    }
}

/// What a report says. Where what stands beside the items of its checklist cannot be read it goes without, and says so.
fn document(desk: &Desk, loaded: &Loaded) -> Document {
    let beside = desk.beside(&loaded.case).unwrap_or_else(|error| {
        warn(format_args!("billing and curves are left out: {error}"));
        Beside::default()
    });
    Document::new(&loaded.case, &beside, loaded.caveats())
}
