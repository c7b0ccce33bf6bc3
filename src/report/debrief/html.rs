//! A debrief as a page of HTML.

use super::DebriefRow;
use crate::report::Look;
use crate::report::html::{Escaped, page};

/// The first row is its title, the last one the band on each of its pages.
pub fn debrief_html(rows: &[DebriefRow]) -> String {
    let words = |row: Option<&DebriefRow>| row.map_or("", |row| row.words.as_str()).to_owned();
    page(&words(rows.first()), &words(rows.last()), &rows.iter().map(row).collect::<String>())
}

fn row(DebriefRow { look, label, words }: &DebriefRow) -> String {
    let (label, words) = (Escaped(label), Escaped(words));
    match (look, label.0) {
        (Look::Title, _) => format!("<h1>{words}</h1>\n"),
        (Look::Heading, _) => format!("<h2>{label} {words}</h2>\n"),
        (Look::Warning, "") => format!("<p class=\"bad\">{words}</p>\n"),
        (Look::Warning, _) => format!("<h3>{label}: {words}</h3>\n"),
        (Look::Plain, "") => format!("<p>{words}</p>\n"),
        (Look::Plain, _) => format!("<p><b>{label}</b> {words}</p>\n"),
        (Look::Muted, _) => format!("<p class=\"muted\"><b>{label}</b> {words}</p>\n"),
    }
}
