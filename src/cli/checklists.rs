//! `periop checklists`: what there is, what one holds, what is wrong with a file.

use super::defects::{told, write_defects};
use super::{CliError, Done, REFUSED, Session, recording::warn_unfit, write_json};
use crate::domain::case::tried;
use crate::domain::checklist::{Checklist, PhaseIx, ReviewStatus, Section};
use crate::domain::{Id, Text, counted};
use crate::store::{Found, is_local_of, load_file, why_unfit};
use clap::Subcommand;
use serde_json::{Value, json};
use std::{io::Write, path::PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum ChecklistsCommand {
    /// List the checklists, and what is wrong with those that cannot be used.
    List {
        /// As JSON, one object.
        #[arg(long)]
        json: bool,
    },
    /// Show a checklist's phases, sections and items, its presets and crisis cards, with their ids.
    Show {
        /// The checklist's id.
        id: String,
        /// The file itself, byte for byte: the JSON that docs/formats.md describes.
        #[arg(long)]
        json: bool,
    },
    /// Show what a site may set for a checklist: limits, intervals, texts, with the values that hold, and whose they are.
    Local {
        /// The checklist's id.
        id: String,
        /// As JSON, one object.
        #[arg(long)]
        json: bool,
    },
    /// List everything that is wrong in a checklist file, or in one of local values, each with line, column and what to
    /// write.
    Check {
        /// The file.
        file: PathBuf,
        /// As JSON, one object.
        #[arg(long)]
        json: bool,
    },
    /// Print a blank form to fill in with a pen, the print for a review, or the crisis cards.
    Print(super::print::PrintArgs),
    /// Print the JSON Schema of a checklist file, for editors.
    Schema,
}

impl ChecklistsCommand {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        match self {
            Self::List { json } => list(session, *json, out),
            Self::Show { id, json: true } => {
                write!(out, "{}", find(session, id)?.json)?;
                Ok(0)
            }
            Self::Show { id, json: false } => {
                show(&find(session, id)?, out)?;
                Ok(0)
            }
            Self::Local { id, json } => super::local::run(session, id, *json, out),
            Self::Print(args) => args.run(session, out),
            Self::Check { file, json } => check(session, file, *json, out),
            Self::Schema => {
                writeln!(out, "{:#}", Checklist::schema())?;
                Ok(0)
            }
        }
    }
}

/// The checklist with this id. Where a file of the site cannot be used, that is said: another one, shipped, may
/// stand in for it.
pub(super) fn find(session: &Session, id: &str) -> Result<Found, CliError> {
    let (found, unfit) = session.desk.library.catalogue()?;
    warn_unfit(&unfit);
    let is_there = found.iter().any(|found| found.checklist.id == *id);
    let wanted = id.parse::<Id>().ok().filter(|_| !is_there);
    if let Some((origin, defects)) = wanted.and_then(|id| unfit.iter().find(|(origin, _)| is_local_of(origin, &id))) {
        return Err(CliError::Words(format!("{id} takes no new case: {}", why_unfit(origin, defects))));
    }
    let ids: Vec<String> = found.iter().map(|found| found.checklist.id.to_string()).collect();
    found.into_iter().find(|found| found.checklist.id == *id).ok_or_else(|| {
        let id = Text::sanitise(id);
        CliError::Words(format!("there is no checklist \"{id}\"; use {}", ids.join(", ")))
    })
}

fn list(session: &Session, as_json: bool, out: &mut impl Write) -> Done {
    let (found, unfit) = session.desk.library.catalogue()?;
    let (exit, now) = (if unfit.is_empty() { 0 } else { REFUSED }, Session::now());
    if as_json {
        warn_unfit(&unfit);
        let found = found.iter().map(|Found { origin, checklist, .. }| {
            json!({ "id": checklist.id, "version": checklist.version, "title": checklist.title,
                    "items": checklist.items.len(), "origin": origin,
                    "review": checklist.review.today(&now), "reviewed": checklist.review.status == ReviewStatus::Approved })
        });
        let unfit = unfit.iter().map(|(origin, found)| told(origin, found));
        let (found, unfit): (Vec<Value>, Vec<Value>) = (found.collect(), unfit.collect());
        write_json(&json!({ "checklists": found, "unfit": unfit }), out)?;
        return Ok(exit);
    }
    for Found { origin, checklist, .. } in &found {
        let Checklist { id, version, title, items, .. } = checklist;
        let items = counted(items.len(), "item", "items");
        writeln!(out, "{id}  {version}  {title}  {items}  {}  {origin}", checklist.review.today(&now).word())?;
    }
    for (origin, defects) in &unfit {
        write_defects(origin, defects, out)?;
    }
    Ok(exit)
}

fn show(found: &Found, out: &mut impl Write) -> Result<(), CliError> {
    let checklist = &found.checklist;
    writeln!(out, "{}", checklist.named(&Session::now()))?;
    writeln!(out, "{}", checklist.objective)?;
    checklist.review.lines().iter().try_for_each(|line| writeln!(out, "{line}"))?;
    for notice in &checklist.notices {
        writeln!(out, "NOTICE  {}", notice.text)?;
    }
    for phase in (0..checklist.phases.len()).map(PhaseIx) {
        let phase = checklist.phase(phase);
        writeln!(out, "\n{}  {}", phase.title.as_str().to_uppercase(), phase.id)?;
        for section in &checklist.sections[phase.sections.clone()] {
            show_section(checklist, section, out)?;
        }
    }
    show_beside(checklist, out)?;
    if !checklist.locals.is_empty() {
        writeln!(out, "\nLocal names: \"periop checklists local {}\" shows their values", checklist.id)?;
    }
    for local in &checklist.locals {
        writeln!(out, "  {}", local.name)?;
    }
    writeln!(out, "\nSources")?;
    for (id, source) in &checklist.sources {
        let year = source.year.map(|year| format!(" ({year})")).unwrap_or_default();
        writeln!(out, "  {id}  {}{year}", source.title)?;
    }
    Ok(())
}

fn show_section(checklist: &Checklist, section: &Section, out: &mut impl Write) -> Result<(), CliError> {
    let Section { id, title, moment, .. } = section;
    writeln!(out, "  {id}  {title}  ({moment}; {} leads; {})", section.led_by.word(), section.style.words())?;
    for ix in section.item_ixs() {
        let item = checklist.item(ix);
        let two = if item.two_person { ", two people" } else { "" };
        let carried = if item.carries_over { ", once a day for the room" } else { "" };
        let some = if item.when.is_some() { ", where it applies" } else { "" };
        let level = item.level.word();
        writeln!(out, "    {:<24} {}  ({level}{two}{carried}{some})", item.id.as_str(), item.text)?;
    }
    Ok(())
}

/// What is named on the command line beside items: presets and crisis cards.
fn show_beside(checklist: &Checklist, out: &mut impl Write) -> Result<(), CliError> {
    let presets = checklist.presets.iter().map(|preset| (&preset.id, Text::sanitise(preset.title.as_str())));
    let cards = checklist.crisis.iter().map(|card| (&card.id, Text::sanitise(&card.title)));
    for (heading, named) in [("Presets", presets.collect::<Vec<_>>()), ("Crisis cards", cards.collect())] {
        if !named.is_empty() {
            writeln!(out, "\n{heading}")?;
        }
        for (id, title) in named {
            writeln!(out, "  {:<24} {title}", id.as_str())?;
        }
    }
    Ok(())
}

fn check(session: &Session, file: &std::path::Path, as_json: bool, out: &mut impl Write) -> Done {
    let shown = Text::sanitise(&file.display().to_string());
    let locals = session.desk.library.check_local(file)?;
    if let Some(Ok((id, count))) = &locals {
        if as_json {
            write_json(&json!({ "file": shown, "id": id, "local": count, "defects": [], "more": [] }), out)?;
        } else {
            writeln!(out, "{shown}: {} for {id}: fine", counted(*count, "local value", "local values"))?;
        }
        return Ok(0);
    }
    let loaded = locals.map_or_else(|| load_file(file), |checked| Ok(Err(checked.err().unwrap_or_default())))?;
    let tried = loaded.and_then(|(json, checklist)| {
        let told = tried(&json);
        if told.is_empty() { Ok((json, checklist)) } else { Err(told) }
    });
    match tried {
        Ok((json, Checklist { id, version, items, review, .. })) if as_json => {
            let report = json!({ "file": shown, "id": id, "version": version, "items": items.len(),
                                 "review": review.today(&Session::now()), "sha256": Checklist::content(&json),
                                 "defects": [], "more": [] });
            write_json(&report, out)?;
            Ok(0)
        }
        Err(found) if as_json => {
            write_json(&told(shown, &found), out)?;
            Ok(REFUSED)
        }
        Ok((json, Checklist { id, version, items, review, .. })) => {
            writeln!(out, "{shown}: {id} {version} is fine: {}", counted(items.len(), "item", "items"))?;
            if let Some(content) = Checklist::content(&json) {
                writeln!(out, "content {content}; {}", review.of_content(&Session::now()))?;
            }
            Ok(0)
        }
        Err(defects) => {
            write_defects(shown, &defects, out)?;
            Ok(REFUSED)
        }
    }
}
