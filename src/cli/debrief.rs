//! `periop practice debrief`: one rehearsal, as text, as Markdown or as a page to be printed.

use super::practice::past;
use super::{CliError, Done, Session, by_word, damage_or, reference::columns};
use crate::domain::practice::{Course, Feedback};
use crate::report::{debrief_page, debrief_rows, debrief_text};
use clap::Args;
use std::io::Write;
use strum::{IntoStaticStr, VariantArray};
use unicode_width::UnicodeWidthStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
enum Format {
    Text,
    Markdown,
    Html,
}

#[derive(Debug, Args)]
pub(super) struct DebriefArgs {
    /// The record's code, as "periop practice list" says it.
    code: String,
    /// As text, as Markdown, or as a page that stands by itself.
    #[arg(long, default_value = "text", value_parser = by_word(Format::VARIANTS, |format| format.into()))]
    format: Format,
}

impl DebriefArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let (desk, now) = (session.desk.practice(), Session::now());
        let loaded = desk.open(self.code.parse()?)?;
        let lesson = desk.lesson(&loaded.case)?;
        let feedback = Feedback::of(&loaded.case, &lesson)
            .ok_or_else(|| CliError::Words("nothing is rehearsed in this record".to_owned()))?;
        let course = Course::of(&feedback.past, &past(session)?.0);
        let rows = debrief_rows(&loaded.case, &feedback, &course, &now);
        let words = match self.format {
            Format::Text => debrief_text(&rows, columns(), UnicodeWidthStr::width),
            Format::Markdown => debrief_page(&rows).markdown(),
            Format::Html => debrief_page(&rows).html(),
        };
        out.write_all(words.as_bytes())?;
        damage_or(0, loaded)
    }
}
