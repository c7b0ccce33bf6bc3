//! `periop handout`: a sheet for the patient with the times of one case, printed or written to a file.

use super::export::load;
use super::{CliError, Done, Session, by_word, damage_or, say_caveats, written};
use crate::domain::case::Case;
use crate::domain::reference::{Handed, Missing};
use crate::domain::{Id, list};
use crate::report::handout_page;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct HandoutArgs {
    /// The case's code.
    code: String,
    /// Which: preparation, aftercare, red-flags, or another one of the case's checklist.
    handout: String,
    /// As what: a page to be printed from a browser, or plain text.
    #[arg(long, default_value = "text", value_parser = by_word(&Form::ALL, Form::word))]
    format: Form,
    /// Into a file, which only you may read; one that is there is replaced.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Html,
}

impl Form {
    const ALL: [Self; 2] = [Self::Text, Self::Html];

    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
        }
    }
}

impl HandoutArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (desk, loaded) = load(session, self.code.parse()?)?;
        let (checklist, handouts) = desk.handouts(&loaded.case)?;
        let handout = handouts.iter().find(|handout| handout.id == self.handout);
        let handout = handout.ok_or_else(|| {
            let ids: Vec<&str> = handouts.iter().map(|handout| handout.id.as_str()).collect();
            CliError::Words(no_such(&self.handout, &loaded.case, &ids))
        })?;
        let handed = Handed::new(handout, &loaded.case, &checklist, &Session::now()).map_err(|missing| {
            say_caveats(loaded.case.code(), &loaded.caveats());
            let of_site = missing.iter().any(|missing| matches!(missing, Missing::Local(_)));
            let missing = missing.iter().map(|missing| format!("\n  {}", missing.say(&loaded.case, &checklist)));
            let missing: String = missing.collect();
            let site = if of_site { site_file(session, &checklist.id) } else { String::new() };
            CliError::Words(format!("the handout {} is not printed; this is missing:{missing}{site}", handout.id))
        })?;
        let (code, caveats) = (loaded.case.code(), loaded.caveats());
        let page = handout_page(&handed, &loaded.case, &caveats);
        let words = match self.format {
            Form::Text => page.text(),
            Form::Html => page.html(),
        };
        written(&words, self.output.as_deref(), format_args!("{code}  {}", self.format.word()), out)?;
        say_caveats(code, &caveats);
        damage_or(0, loaded)
    }
}

/// Where the site sets its values at this workstation, and why that file does not count.
fn site_file(session: &Session, id: &Id) -> String {
    let library = &session.desk.library;
    let Some(file) = library.local_file(id) else { return String::new() };
    let stands = match library.local_defect(id) {
        Some(defect) => return format!("\n{defect}"),
        None if file.exists() => format!("it is there; \"periop checklists local {id}\" shows what it sets"),
        None => format!("it is not there yet; \"periop checklists local {id}\" names what it may set"),
    };
    format!("\nthe site's file is {}: {stands}", crate::domain::Text::sanitise(&file.display().to_string()))
}

fn no_such(given: &str, case: &Case, ids: &[&str]) -> String {
    let given = crate::domain::Text::sanitise(given);
    let title = &case.checklist().title;
    match ids {
        [] => format!("{title} has no handouts"),
        ids => format!("{title} has no handout \"{given}\"; it has {}", list(ids)),
    }
}
