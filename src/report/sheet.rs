//! A sheet of the reference as lines: the screens give each its look, the command prints them.

use super::wrap;
use crate::domain::Text;
use crate::domain::reference::{Body, Part, Sheet};

/// What a line is, so that a screen may tell it apart by more than its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Title,
    Warning,
    Heading,
    Plain,
    Muted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    pub look: Look,
    pub words: String,
}

/// How words are measured.
pub type Wide = fn(&str) -> usize;

/// A width for whoever hears a sheet: no line ends before its sentence does, and a table has no columns.
pub const HEARD: usize = usize::MAX;

/// No column of a table is made narrower than this, or than its longest word.
const NARROWEST: usize = 12;
/// Between two columns.
const GAP: usize = 2;

struct Lines {
    width: usize,
    wide: Wide,
    said: Vec<SheetLine>,
}

/// The whole sheet in lines of a width.
pub fn sheet_lines(sheet: &Sheet, width: usize, wide: Wide) -> Vec<SheetLine> {
    let mut lines = Lines { width, wide, said: Vec::new() };
    lines.say(Look::Title, "", sheet.title.as_str());
    lines.say(Look::Muted, "", &format!("{}  {}", sheet.checklist, sheet.key));
    for part in &sheet.parts {
        lines.gap();
        lines.part(part);
    }
    lines.gap();
    if let Some(evidence) = sheet.evidence {
        lines.say(Look::Plain, "", &format!("evidence: {}", evidence.words()));
    }
    if !sheet.sources.is_empty() {
        lines.say(Look::Heading, "", "Sources");
    } else if sheet.evidence.is_none() {
        lines.say(Look::Plain, "", "no source is named");
    }
    for (source, n) in sheet.sources.iter().zip(1..) {
        lines.say(Look::Muted, &format!("[{n}] "), source.as_str());
    }
    lines.said
}

impl Lines {
    /// Words over as many lines as they need, behind a sign that stands before the first.
    fn say(&mut self, look: Look, sign: &str, words: &str) {
        let hang = (self.wide)(sign);
        for (n, words) in wrap(words, self.width.saturating_sub(hang), self.wide).into_iter().enumerate() {
            let before = if n == 0 { sign.to_owned() } else { " ".repeat(hang) };
            self.said.push(SheetLine { look, words: before + &words });
        }
    }

    fn gap(&mut self) {
        self.said.push(SheetLine { look: Look::Plain, words: String::new() });
    }

    fn part(&mut self, part: &Part) {
        let numbers: Vec<String> = part.from.iter().map(ToString::to_string).collect();
        let from = if numbers.is_empty() { String::new() } else { format!("[{}]", numbers.join(", ")) };
        let marked = |words: &Text| format!("{words} {from}").trim_end().to_owned();
        if let Some(when) = &part.when {
            self.say(Look::Muted, "", &format!("only where {when}:"));
        }
        match &part.body {
            Body::Warning(words) => return self.say(Look::Warning, "▲ ", &marked(words)),
            Body::Heading(words) => return self.say(Look::Heading, "", &marked(words)),
            Body::Text(words) => return self.say(Look::Plain, "", &marked(words)),
            Body::List(lines) => lines.iter().for_each(|words| self.say(Look::Plain, "· ", words.as_str())),
            Body::Steps(lines) => {
                for (words, n) in lines.iter().zip(1..) {
                    self.say(Look::Plain, &format!("{n}. "), words.as_str());
                }
            }
            Body::Table { head, rows } => self.table(head, rows),
        }
        if !from.is_empty() {
            self.say(Look::Muted, "", &format!("from {from}"));
        }
    }

    fn table(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        let Some(widths) = self.widths(head, rows) else { return self.blocks(head, rows) };
        self.row(Look::Heading, head, &widths);
        let rule = widths.iter().map(|width| "╌".repeat(*width)).collect::<Vec<_>>().join("  ");
        self.said.push(SheetLine { look: Look::Muted, words: rule });
        // Cells of several lines are told apart by a line between them.
        let fits = |row: &Vec<Text>| row.iter().zip(&widths).all(|(cell, width)| (self.wide)(cell.as_str()) <= *width);
        let apart = !rows.iter().all(fits);
        for (n, row) in rows.iter().enumerate() {
            if apart && n > 0 {
                self.gap();
            }
            self.row(Look::Plain, row, &widths);
        }
    }

    /// How wide each column is: as its words need, or so that the longest cells lose least. None where there is no
    /// room for columns.
    fn widths(&self, head: &[Text], rows: &[Vec<Text>]) -> Option<Vec<usize>> {
        if self.width == HEARD {
            return None;
        }
        let below = |column: usize| rows.iter().filter_map(move |row| row.get(column));
        let cells = |column: usize| head.get(column).into_iter().chain(below(column));
        let needs = |column: usize| cells(column).map(|cell| (self.wide)(cell.as_str())).max().unwrap_or(0);
        let word = |cell: &Text| cell.as_str().split(' ').map(|word| (self.wide)(word)).max().unwrap_or(0);
        let needed: Vec<usize> = (0..head.len()).map(needs).collect();
        let least = |column: usize| cells(column).map(word).max().unwrap_or(0).max(NARROWEST).min(needed[column]);
        let mut widths: Vec<usize> = (0..head.len()).map(least).collect();
        let mut room = self.width.checked_sub(widths.iter().sum::<usize>() + GAP * (head.len().saturating_sub(1)))?;
        while room > 0 {
            let cut = (0..widths.len()).filter(|&column| widths[column] < needed[column]);
            let Some(most) = cut.max_by_key(|&column| 1000 * needed[column] / widths[column].max(1)) else { break };
            widths[most] += 1;
            room -= 1;
        }
        Some(widths)
    }

    fn row(&mut self, look: Look, cells: &[Text], widths: &[usize]) {
        let cells: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, width)| wrap(cell.as_str(), *width, self.wide)).collect();
        for n in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let words = cells.iter().zip(widths).map(|(cell, width)| {
                let words = cell.get(n).map(String::as_str).unwrap_or_default();
                format!("{words}{}", " ".repeat((width + GAP).saturating_sub((self.wide)(words))))
            });
            self.said.push(SheetLine { look, words: words.collect::<String>().trim_end().to_owned() });
        }
    }

    /// Each row as a block of its own: what its first cell says, and under it the others behind their heads.
    fn blocks(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        for (n, row) in rows.iter().enumerate() {
            if n > 0 {
                self.gap();
            }
            for (n, (cell, head)) in row.iter().zip(head).enumerate().filter(|(_, (cell, _))| !cell.is_blank()) {
                let look = if n == 0 { Look::Heading } else { Look::Plain };
                let sign = if n == 0 { "" } else { "  " };
                self.say(look, sign, &format!("{head}: {cell}"));
            }
        }
    }
}
