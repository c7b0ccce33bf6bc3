//! A page as lines of a width, for a terminal or a printer without a browser.

use super::{Block, Cell, Depth, Entry, Page, Said, Space, Table, Tone};
use crate::domain::Text;
use crate::report::wrap::{padded, wrap};
use unicode_width::UnicodeWidthStr;

/// Where no width is given.
const WIDTH: usize = 80;
/// Before what is asked: its box and its number.
const INDENT: usize = 8;
/// Between two columns.
const GAP: usize = 2;
/// How far the columns of a table without a head are apart at most.
const WIDEST_NAME: usize = 20;

impl Page {
    /// The page as text. Its marks stand on its first line, at each part and on the last.
    pub fn text(&self) -> String {
        let band = self.band();
        let marked = |words: &str| if band.is_empty() { words.to_owned() } else { format!("{band}  {words}") };
        let mut lines = wrap(&marked(self.title.as_str()), WIDTH, UnicodeWidthStr::width);
        let each = flowing(&self.each_sheet, WIDTH);
        lines.extend(each.iter().cloned());
        lines.push("=".repeat(WIDTH));
        for (n, block) in self.blocks.iter().enumerate() {
            let is_behind_words = n > 0 && !matches!(self.blocks[n - 1], Block::Heading(..));
            match block {
                Block::Heading(Depth::Part, words) => {
                    lines.extend([String::new(), marked(&words.as_str().to_uppercase())]);
                    lines.extend(each.iter().cloned().chain(["-".repeat(WIDTH)]));
                }
                Block::Heading(Depth::Section | Depth::Group, words) => {
                    lines.push(String::new());
                    lines.extend(wrap(words.as_str(), WIDTH, UnicodeWidthStr::width));
                }
                Block::Said(all) => all.iter().for_each(|said| lines.extend(hung("", said, WIDTH))),
                Block::List(all) => all.iter().for_each(|said| lines.extend(hung("- ", said, WIDTH))),
                Block::Runs(all) => lines.extend(hung("", &run_on(all), WIDTH)),
                Block::Lines(all) => all.iter().for_each(|line| lines.extend(hung("- ", &run_on(line), WIDTH))),
                Block::Table(table) => {
                    lines.extend(is_behind_words.then(String::new));
                    lines.extend(rows(table));
                }
                Block::Typed(words) => lines.extend([String::new(), format!("  {words}"), String::new()]),
                Block::Drawing(_) => {}
                Block::Sign(names) => {
                    let blank = "_".repeat(16);
                    let signed: Vec<String> = names.iter().map(|name| format!("{name} {blank}")).collect();
                    lines.extend([String::new(), signed.join("  ")]);
                }
                Block::Entry(entry) => lines.extend([String::new()].into_iter().chain(asked(entry))),
                Block::Spaces(rows) => rows.iter().for_each(|row| lines.extend(flowing(row, WIDTH))),
                Block::NextSheet => lines.extend([String::new(), "=".repeat(WIDTH)]),
            }
        }
        lines.extend((!band.is_empty()).then(|| format!("\n{band}")));
        lines.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
    }
}

/// What is asked, behind its box and number.
fn asked(entry: &Entry) -> Vec<String> {
    let width = WIDTH - INDENT;
    let sign = format!("{} {}", if entry.tick { "[ ]" } else { "   " }, entry.number);
    let beside = if entry.beside.is_blank() { String::new() } else { format!(" ({})", entry.beside) };
    let mut lines = hung("", &Said::plain(format!("{}{beside}", entry.words)), width);
    entry.before.iter().for_each(|said| lines.extend(hung("", said, width)));
    entry.spaces.iter().for_each(|row| lines.extend(flowing(row, width)));
    entry.after.iter().for_each(|said| lines.extend(hung("", said, width)));
    lines.extend(flowing(&entry.margin, width));
    let indented = lines.into_iter().enumerate().map(|(n, line)| {
        let before = if n == 0 { sign.as_str() } else { "" };
        format!("{before:<INDENT$}{line}")
    });
    indented.collect()
}

/// Spaces beside each other as far as there is room.
fn flowing(row: &[Space], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for space in row {
        let drawn = match space {
            Space::Lines(count) => vec!["_".repeat(width); *count],
            Space::Tick(_) | Space::Blank(..) | Space::Words(_) => wrap(&space.drawn(), width, UnicodeWidthStr::width),
        };
        match (lines.last_mut(), drawn.as_slice()) {
            (Some(last), [one]) if last.width() + GAP + one.width() <= width => {
                last.push_str(&format!("{}{one}", " ".repeat(GAP)));
            }
            _ => lines.extend(drawn),
        }
    }
    lines
}

impl Space {
    /// In signs that every printer has.
    pub(super) fn drawn(&self) -> String {
        match self {
            Self::Tick(words) => format!("[ ] {words}"),
            Self::Blank(name, room, unit) => format!("{name} {} {unit}", room.drawn()).trim().to_owned(),
            Self::Lines(count) => "_".repeat(30 * count),
            Self::Words(words) => words.to_string(),
        }
    }
}

/// Words as they sound without a look of their own.
fn spoken(said: &Said) -> String {
    let words = said.words.as_str();
    match said.tone {
        Tone::Plain | Tone::Strong | Tone::Muted => words.to_owned(),
        Tone::Warning => format!("! {words}"),
        Tone::Struck => format!("[struck through: {words}]"),
    }
}

/// Parts of a sentence as one.
fn run_on(all: &[Said]) -> Said {
    Said::plain(all.iter().map(spoken).collect::<String>())
}

/// Words over lines behind a sign.
fn hung(sign: &str, said: &Said, width: usize) -> Vec<String> {
    let hang = sign.width();
    let lines = wrap(&spoken(said), width.saturating_sub(hang), UnicodeWidthStr::width).into_iter().enumerate();
    lines.map(|(n, line)| if n == 0 { format!("{sign}{line}") } else { " ".repeat(hang) + &line }).collect()
}

/// A table in columns; of two lines of a cell each stands on its own.
fn rows(table: &Table) -> Vec<String> {
    let head: Vec<Cell> = table.head.iter().map(|name| Cell::from(name.clone())).collect();
    let all = || (!head.is_empty()).then_some(&head).into_iter().chain(&table.rows);
    let widths = widths(all(), table.head.is_empty());
    let mut lines: Vec<String> = table.caption.iter().map(Text::to_string).collect();
    for row in all() {
        lines.extend(row_lines(row, &widths));
        if std::ptr::eq(row, &raw const head) {
            lines.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("  "));
        }
    }
    lines
}

fn row_lines(row: &[Cell], widths: &[usize]) -> Vec<String> {
    let cells = row.iter().zip(widths).map(|(cell, width)| {
        cell.0.iter().flat_map(|said| wrap(&spoken(said), *width, UnicodeWidthStr::width)).collect::<Vec<_>>()
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n: usize| {
        let cells = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| padded(cell.get(n).map(String::as_str).unwrap_or_default(), width + GAP));
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// How wide each column is: what its longest line needs, and where there is no room for all, a share of it.
fn widths<'a>(rows: impl Iterator<Item = &'a Vec<Cell>>, is_facts: bool) -> Vec<usize> {
    let mut needs: Vec<usize> = Vec::new();
    for row in rows {
        needs.resize(needs.len().max(row.len()), 0);
        for (need, cell) in needs.iter_mut().zip(row) {
            *need = cell.0.iter().map(|said| spoken(said).width()).max().unwrap_or(0).max(*need);
        }
    }
    if let (true, Some(first)) = (is_facts, needs.first_mut()) {
        *first = (*first).min(WIDEST_NAME);
    }
    let room = WIDTH.saturating_sub(GAP * needs.len().saturating_sub(1));
    // What is narrow keeps its width; the others share what is left by what they need.
    while needs.iter().sum::<usize>() > room {
        let Some(widest) = needs.iter_mut().max_by_key(|need| **need) else { break };
        *widest -= 1;
    }
    needs
}
