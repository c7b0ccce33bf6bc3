//! A debrief as Markdown.

use super::DebriefRow;
use crate::report::Look;

/// Signs that mean something in Markdown. What they stand in is words.
const MEANS: &str = r"\`*_[]<>#|~&$";

pub fn debrief_markdown(rows: &[DebriefRow]) -> String {
    rows.iter().map(row).collect::<String>().trim_start().to_owned()
}

fn row(DebriefRow { look, label, words }: &DebriefRow) -> String {
    let (label, words) = (plain(label), plain(words));
    match (look, label.as_str()) {
        (Look::Title, _) => format!("\n# {words}\n"),
        (Look::Heading, "") => format!("\n## {words}\n\n"),
        (Look::Heading, label) => format!("\n## {label} {words}\n\n"),
        (Look::Warning, "") => format!("\n**{words}**\n\n"),
        (Look::Warning, label) => format!("\n### {label}: {words}\n\n"),
        (Look::Plain | Look::Muted, "") => format!("{words}\n\n"),
        (Look::Plain | Look::Muted, label) => format!("- **{label}:** {words}\n"),
    }
}

fn plain(words: &str) -> String {
    words.chars().flat_map(|c| MEANS.contains(c).then_some('\\').into_iter().chain([c])).collect()
}
