//! `periop export --all`: every case into a folder, as rows, as resources, or as a file each.

use super::export::ExportArgs;
use super::recording::day;
use super::{CliError, Done, Noted, Progress, Session};
use crate::desk::Desk;
use crate::domain::{Code, Text, counted};
use crate::report::{Format, Resource, RowOf, fhir_resources};
use crate::store::{Folder, Loaded, Outside, StoreError};
use jiff::civil::Date;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a case adds to a file.
struct Part {
    file: String,
    words: String,
    /// What several cases may add, and only one does.
    once: Option<String>,
}

/// What a record gives, and what must be known of it; nothing of one in which nothing was recorded since.
type Made = (Result<Option<Vec<Part>>, CliError>, Option<Noted>);

/// The files that are being written, by their names.
struct Files<'a> {
    folder: &'a Path,
    open: BTreeMap<String, Outside>,
    known: BTreeSet<String>,
    cases: usize,
}

pub(super) fn run(args: &ExportArgs, session: &Session, out: &mut impl Write) -> Done {
    let now = Session::now();
    let since = args.since.as_deref().map(|since| day(since, "--since", &now)).transpose()?;
    let folder = args.output.as_deref().ok_or_else(|| CliError::Words("name a folder: -o DIR".to_owned()))?;
    Outside::folder(folder)?;
    let mut files = Files { folder, open: BTreeMap::new(), known: BTreeSet::new(), cases: 0 };
    for (name, head) in shared(args) {
        files.add(&Part { file: name, words: head, once: None })?;
    }
    let mut noted = Vec::new();
    let desk = &session.desk;
    let make = |code, loaded| made(args, desk, since, code, loaded);
    // Of de-identified cases not even the place among the codes is told.
    let store = if args.deidentify { desk.store.clone().shuffled() } else { desk.store.clone() };
    let of = store.codes(Folder::Open)?.len() + store.codes(Folder::Closed)?.len();
    let is_alone = shared(args).is_empty();
    let (mut progress, mut read, left) = (Progress::new(), 0, left()?);
    let all = store.load_each(&[Folder::Open, Folder::Closed], make, |(parts, note): Made| {
        if left.load(Ordering::Relaxed) {
            let stay = if is_alone { files.cases } else { 0 };
            let stay = counted(stay, "finished file stays", "finished files stay");
            return Err(CliError::Words(format!("left after {read} of {of} records: {stay}, nothing unfinished does")));
        }
        read += 1;
        progress.tell(read, of);
        noted.extend(note);
        let Some(parts) = parts? else { return Ok(()) };
        files.cases += 1;
        parts.iter().try_for_each(|part| {
            files.add(part)?;
            if is_alone { files.finish(&part.file) } else { Ok(()) }
        })
    });
    progress.ends();
    all?;
    let cases = files.cases;
    let names: Vec<String> = files.open.keys().cloned().collect();
    names.iter().try_for_each(|name| files.finish(name))?;
    let mark = desk.store.mode().before();
    let folder = Text::sanitise(&folder.display().to_string());
    let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    writeln!(out, "{mark}{} written to {folder}{names}", counted(cases, "case", "cases"))?;
    out.flush()?;
    noted.sort_by_key(|note| note.code);
    Ok(Noted::say(&noted))
}

/// Whether ctrl-c was pressed, or the program was told to end: then what is half written is taken away.
fn left() -> std::io::Result<Arc<AtomicBool>> {
    let left = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&left))?;
    }
    Ok(left)
}

/// The files that all cases share, each with what it begins with.
fn shared(args: &ExportArgs) -> Vec<(String, String)> {
    match args.format {
        Format::Csv => RowOf::ALL.iter().map(|row| (rows_file(*row), row.head())).collect(),
        Format::Fhir => args.kinds().map(|kind| (format!("{kind}.ndjson"), String::new())).collect(),
        Format::Text | Format::Markdown | Format::Html | Format::Json => Vec::new(),
    }
}

fn rows_file(row: RowOf) -> String {
    match row {
        RowOf::Item => "items.csv".to_owned(),
        RowOf::Case => "cases.csv".to_owned(),
    }
}

fn made(args: &ExportArgs, desk: &Desk, since: Option<Date>, code: Code, loaded: Result<Loaded, StoreError>) -> Made {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(error) => return (Ok(None), Noted::of(code, Err(error))),
    };
    let note = Noted::of(code, Ok(&loaded));
    let recorded = |day: Date| {
        loaded.case.entries().iter().any(|line| {
            let stamp = &line.entry.stamp;
            stamp.at.in_zone(&stamp.zone().unwrap_or(jiff::tz::TimeZone::UTC)).date() >= day
        })
    };
    if since.is_some_and(|day| !recorded(day)) {
        return (Ok(None), note);
    }
    (parts(args, desk, &loaded).map(Some), note)
}

fn parts(args: &ExportArgs, desk: &Desk, loaded: &Loaded) -> Result<Vec<Part>, CliError> {
    let case = &*args.told(loaded);
    Ok(match args.format {
        Format::Csv => {
            let of = |row: &RowOf| Part { file: rows_file(*row), words: row.rows(case, loaded.caveats()), once: None };
            RowOf::ALL.iter().map(of).collect()
        }
        Format::Fhir => {
            let of = |resource: Resource| Part {
                file: format!("{}.ndjson", resource.kind),
                words: resource.line(),
                // Cases that follow the same checklist share its Questionnaire.
                once: Some(resource.id),
            };
            fhir_resources(case, loaded.caveats()).into_iter().map(of).collect()
        }
        Format::Text | Format::Markdown | Format::Html | Format::Json => {
            let file = format!("{}.{}", case.code().file_stem(), args.format.ending());
            vec![Part { file, words: args.words(RowOf::Item, desk, loaded, case)?, once: None }]
        }
    })
}

impl Files<'_> {
    fn add(&mut self, part: &Part) -> Result<(), CliError> {
        if part.once.as_ref().is_some_and(|once| !self.known.insert(once.clone())) {
            return Ok(());
        }
        if !self.open.contains_key(&part.file) {
            let file = Outside::create(&self.folder.join(&part.file))?;
            self.open.insert(part.file.clone(), file);
        }
        let file = self.open.get_mut(&part.file).map(|file| file.add(part.words.as_bytes()));
        Ok(file.transpose().map(|_| ())?)
    }

    fn finish(&mut self, name: &str) -> Result<(), CliError> {
        Ok(self.open.remove(name).map(Outside::finish).transpose().map(|_| ())?)
    }
}
