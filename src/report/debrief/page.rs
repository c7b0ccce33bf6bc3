//! A debrief as a page, of which HTML and Markdown are made.

use super::{DebriefRow, KNOWLEDGE};
use crate::domain::{Mode, Text};
use crate::report::Look;
use crate::report::page::{Block, Depth, Page, Said, Table};

/// The first row is its title; what the last one says stands on each sheet.
pub fn debrief_page(rows: &[DebriefRow]) -> Page {
    let title = rows.first().map_or("", |row| row.words.as_str());
    let mark = Mode::Practice.mark().map(Text::from);
    let mut page = Page::new(title, mark.into_iter().collect(), vec![Text::from(KNOWLEDGE)]);
    let within = rows.get(1..rows.len().saturating_sub(1)).unwrap_or_default();
    // Words behind labels stand together.
    for rows in within.chunk_by(|one, next| is_labelled(one) && is_labelled(next)) {
        match rows {
            rows if rows.iter().all(is_labelled) => {
                page.table(Table::of_facts(rows.iter().map(|row| (row.label.as_str(), said(row)))));
            }
            rows => rows.iter().for_each(|row| alone(row, &mut page)),
        }
    }
    page
}

fn is_labelled(row: &DebriefRow) -> bool {
    match row.look {
        Look::Plain | Look::Muted => !row.label.is_empty(),
        Look::Title | Look::Heading | Look::Warning => false,
    }
}

fn alone(row: &DebriefRow, page: &mut Page) {
    let (label, words) = (&row.label, &row.words);
    match row.look {
        Look::Title | Look::Heading => page.part(format!("{label} {words}").trim()),
        Look::Warning if label.is_empty() => page.says([said(row)]),
        Look::Warning => page.put(Block::Heading(Depth::Section, Text::from(format!("{label}: {words}")))),
        Look::Plain | Look::Muted => page.says([said(row)]),
    };
}

fn said(row: &DebriefRow) -> Said {
    let words = row.words.as_str();
    match row.look {
        Look::Title | Look::Heading | Look::Plain => Said::plain(words),
        Look::Warning => Said::warning(words),
        Look::Muted => Said::muted(words),
    }
}
