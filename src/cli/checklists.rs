//! `periop checklists`: what there is, what one holds, what is wrong with a file.

use super::{CliError, REFUSED, Session};
use crate::{
    domain::checklist::{Checklist, Draft, draft::ReviewStatus},
    store::{Found, load_file},
};
use clap::Subcommand;
use std::{io::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum ChecklistsCommand {
    /// List the checklists.
    List,
    /// Show a checklist's phases, sections and items.
    Show {
        /// The checklist's id.
        id: String,
    },
    /// List everything that is wrong in a checklist file.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Print the JSON Schema of a checklist file, for editors.
    Schema,
}

pub(super) fn checklists(session: &Session, command: &ChecklistsCommand, out: &mut impl Write) -> Result<u8, CliError> {
    match command {
        ChecklistsCommand::List => list(session, out),
        ChecklistsCommand::Show { id } => {
            show(&find(session, id)?, out)?;
            Ok(0)
        }
        ChecklistsCommand::Check { file } => check(file, out),
        ChecklistsCommand::Schema => {
            writeln!(out, "{:#}", Draft::schema().as_value())?;
            Ok(0)
        }
    }
}

/// The checklist with this id.
pub(super) fn find(session: &Session, id: &str) -> Result<Found, CliError> {
    let (found, unfit) = session.library.catalogue()?;
    let ids: Vec<String> = found.iter().map(|found| found.checklist.id.to_string()).collect();
    found.into_iter().find(|found| found.checklist.id == *id).ok_or_else(|| {
        let files: Vec<&str> = unfit.iter().map(|(origin, _)| origin.as_str()).collect();
        let hint = if files.is_empty() {
            String::new()
        } else {
            format!(" (not usable: {}; \"periop checklists check FILE\" says why)", files.join(", "))
        };
        let id = crate::domain::Text::sanitise(id);
        CliError::Words(format!("there is no checklist \"{id}\"; use {}{hint}", ids.join(", ")))
    })
}

fn reviewed(checklist: &Checklist) -> &'static str {
    match checklist.review.status {
        ReviewStatus::Approved => "approved",
        ReviewStatus::Draft => "not reviewed locally",
    }
}

fn list(session: &Session, out: &mut impl Write) -> Result<u8, CliError> {
    let (found, unfit) = session.library.catalogue()?;
    for Found { origin, checklist, .. } in &found {
        let Checklist { id, version, title, items, .. } = checklist;
        writeln!(out, "{id}  {version}  {title}  {} items  {}  {origin}", items.len(), reviewed(checklist))?;
    }
    for (origin, defects) in &unfit {
        for defect in defects {
            writeln!(out, "{origin}:{defect}")?;
        }
    }
    Ok(if unfit.is_empty() { 0 } else { REFUSED })
}

fn show(found: &Found, out: &mut impl Write) -> Result<(), CliError> {
    let checklist = &found.checklist;
    writeln!(out, "{} {} ({})", checklist.title, checklist.version, reviewed(checklist))?;
    writeln!(out, "{}", checklist.objective)?;
    for notice in &checklist.notices {
        writeln!(out, "NOTICE  {}", notice.text)?;
    }
    for phase in &checklist.phases {
        writeln!(out, "\n{}", phase.title.as_str().to_uppercase())?;
        for section in &checklist.sections[phase.sections.clone()] {
            let style = section.style.words();
            writeln!(out, "  {}  ({}; {} leads; {style})", section.title, section.moment, section.led_by.word())?;
            for ix in section.item_ixs() {
                let item = checklist.item(ix);
                let two = if item.two_person { ", two people" } else { "" };
                let carried = if item.carries_over { ", once a day for the room" } else { "" };
                let some = if item.when.is_some() { ", where it applies" } else { "" };
                writeln!(
                    out,
                    "    {:<24} {}  ({}{two}{carried}{some})",
                    item.id.as_str(),
                    item.text,
                    item.level.word()
                )?;
            }
        }
    }
    if !checklist.locals.is_empty() {
        writeln!(out, "\nLocal numbers")?;
    }
    for local in &checklist.locals {
        let items: Vec<&str> = local.items.iter().map(|&ix| checklist.item(ix).id.as_str()).collect();
        // A handout or the billing prompt may use one where no item does.
        let used = if items.is_empty() { "beside the items".to_owned() } else { items.join(", ") };
        writeln!(out, "  {:<24} {}  ({used})", local.name.as_str(), local.value)?;
    }
    writeln!(out, "\nSources")?;
    for (id, source) in &checklist.sources {
        let year = source.year.map(|year| format!(" ({year})")).unwrap_or_default();
        writeln!(out, "  {id}  {}{year}", source.title)?;
    }
    Ok(())
}

fn check(file: &std::path::Path, out: &mut impl Write) -> Result<u8, CliError> {
    let shown = crate::domain::Text::sanitise(&file.display().to_string());
    match load_file(file)? {
        Ok((_, checklist)) => {
            writeln!(out, "{shown}: {} {} is fine: {} items", checklist.id, checklist.version, checklist.items.len())?;
            Ok(0)
        }
        Err(defects) => {
            for defect in &defects {
                writeln!(out, "{shown}:{defect}")?;
            }
            Ok(REFUSED)
        }
    }
}
