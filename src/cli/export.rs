//! `periop export`: a case as a report or as data, printed or written to a file.

use super::{CliError, Done, Session, beside, by_word, damage_or, export_all, json_text, say_caveats, warn, written};
use crate::desk::Desk;
use crate::domain::case::Case;
use crate::domain::checklist::Beside;
use crate::domain::{Code, deidentified};
use crate::report::{CaseReport, DEIDENTIFIED, Document, Format, Resource, RowOf, fhir_bundle};
use crate::store::{Copied, Loaded, Store, StoreError};
use clap::Args;
use serde::Serialize;
use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

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
    /// Without what points at somebody: offsets for times, a new code, letters for staff, no words, no places.
    #[arg(long)]
    pub(super) deidentify: bool,
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
        if self.deidentify {
            self.may_be_without()?;
        }
        let done = self.export(session, out)?;
        if self.deidentify {
            DEIDENTIFIED.iter().for_each(beside);
        }
        Ok(done)
    }

    fn export(&self, session: &Session, out: &mut impl Write) -> Done {
        let Some(code) = &self.code else { return export_all::run(self, session, out) };
        let (desk, loaded) = load(session, code.parse()?)?;
        let (told, caveats) = (self.told(&loaded), loaded.caveats());
        let words = self.words(self.row, &desk, &loaded, &told)?;
        written(&words, self.output.as_deref(), format_args!("{}  {}", told.code(), self.format.word()), out)?;
        say_caveats(loaded.case.code(), &caveats);
        damage_or(0, loaded)
    }

    /// The case as it is told: as it was recorded, or de-identified.
    pub(super) fn told<'a>(&self, loaded: &'a Loaded) -> Cow<'a, Case> {
        if self.deidentify {
            Cow::Owned(deidentified(&loaded.case, Store::fresh_code()))
        } else {
            Cow::Borrowed(&loaded.case)
        }
    }

    /// The types of resources that there are: where no record can be verified none says how.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        let is_left_out = |kind: &&str| self.deidentify && *kind == Resource::PROVENANCE;
        Resource::KINDS.into_iter().filter(move |kind| !is_left_out(kind))
    }

    /// A record that anything was left out of is none.
    fn may_be_without(&self) -> Result<(), CliError> {
        let forms: Vec<&str> =
            Format::ALL.iter().filter(|form| **form != Format::Json).map(|form| form.word()).collect();
        let words = || {
            format!(
                "--deidentify does not go with --format json: that is the whole record, of which \"periop import\" makes it \
                 again; use one of {}",
                forms.join(", ")
            )
        };
        if self.deidentify && self.format == Format::Json { Err(CliError::Words(words())) } else { Ok(()) }
    }

    /// A case as one file of the form that was asked for; of CSV with such rows.
    pub(super) fn words(&self, row: RowOf, desk: &Desk, loaded: &Loaded, told: &Case) -> Result<String, CliError> {
        let page = || document(desk, loaded, told).page();
        Ok(match self.format {
            Format::Text => page().text(),
            Format::Markdown => page().markdown(),
            Format::Html => page().html(),
            Format::Csv => row.head() + &row.rows(told, loaded.caveats()),
            Format::Fhir => json_text(&fhir_bundle(told, loaded.caveats()))? + "\n",
            Format::Json => {
                self.may_be_without()?;
                let (copied, loaded) = desk.store.copy(loaded.case.code())?;
                let case = CaseReport::as_recorded(&loaded.case, loaded.caveats());
                json_text(&Whole { copied: &copied, case })? + "\n"
            }
        })
    }
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
fn document(desk: &Desk, loaded: &Loaded, told: &Case) -> Document {
    let beside = desk.beside(&loaded.case).unwrap_or_else(|error| {
        warn(format_args!("billing and curves are left out: {error}"));
        Beside::default()
    });
    Document::new(told, &beside, loaded.caveats())
}
