//! A debrief as lines of a width, for the screen and for whoever prints it.

use super::DebriefRow;
use crate::report::{Look, SheetLine, Wide, wrap};

/// From this width on labels stand in a column that has room for the longest.
const WIDE_FROM: usize = 60;

/// The rows as lines of a width: words behind their labels, apart where something new begins.
pub fn debrief_lines(rows: &[DebriefRow], width: usize, wide: Wide) -> Vec<SheetLine> {
    let column = if width < WIDE_FROM { 10 } else { 12 };
    let mut lines: Vec<SheetLine> = Vec::new();
    for DebriefRow { look, label, words } in rows {
        let begins = matches!(look, Look::Heading | Look::Warning) && !lines.is_empty();
        lines.extend(begins.then(|| SheetLine { look: Look::Plain, words: String::new() }));
        let hang = if label.is_empty() { 0 } else { column };
        for (n, words) in wrap(words, width.saturating_sub(hang), wide).into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            let gap = " ".repeat(hang.saturating_sub(wide(label)));
            lines.push(SheetLine { look: *look, words: format!("{label}{gap}{words}") });
        }
    }
    lines
}

/// The same as text.
pub fn debrief_text(rows: &[DebriefRow], width: usize, wide: Wide) -> String {
    debrief_lines(rows, width, wide).into_iter().map(|line| line.words + "\n").collect()
}
