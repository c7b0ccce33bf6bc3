//! A page as Markdown, in which words stay words.

use super::{Block, Cell, Depth, Entry, Page, Said, Space, Table, Tone};

/// Signs that mean something in Markdown wherever they stand. What they stand in is words.
const MEANS: &str = r"\`*_[]<>#|~&$^";
/// Signs that mean something at the beginning of a line.
const BEGINS: &str = "-+=.)";

impl Page {
    pub fn markdown(&self) -> String {
        let band = self.band();
        let mark = if band.is_empty() { String::new() } else { format!("**{}**\n\n", plain(&band)) };
        let blocks: String = self.blocks.iter().map(|block| said_in(block, &mark)).collect();
        format!("# {}\n\n{mark}{blocks}{mark}", plain(self.title.as_str())).trim_end().to_owned() + "\n"
    }
}

fn said_in(block: &Block, mark: &str) -> String {
    match block {
        Block::Heading(Depth::Part, words) => format!("## {}\n\n{mark}", plain(words.as_str())),
        Block::Heading(Depth::Section, words) => format!("### {}\n\n", plain(words.as_str())),
        Block::Heading(Depth::Group, words) => format!("#### {}\n\n", plain(words.as_str())),
        Block::Said(all) => all.iter().map(|said| toned(said) + "\n\n").collect(),
        Block::Runs(all) => in_a_row(all) + "\n\n",
        Block::Lines(all) => all.iter().map(|line| "- ".to_owned() + &in_a_row(line) + "\n").collect::<String>() + "\n",
        Block::List(all) => all.iter().map(|said| "- ".to_owned() + &toned(said) + "\n").collect::<String>() + "\n",
        Block::Table(table) => rows(table),
        Block::Typed(words) => fenced(words.as_str()),
        Block::Drawing(_) => String::new(),
        Block::Sign(names) => names.iter().map(|name| plain(name) + ": " + &"\\_".repeat(16) + "\n\n").collect(),
        Block::Entry(entry) => asked(entry),
        Block::Spaces(rows) => rows.iter().map(|row| spaces(row) + "\n\n").collect(),
        Block::NextSheet => "* * *\n\n".to_owned(),
    }
}

fn asked(entry: &Entry) -> String {
    let box_before = if entry.tick { "\\[ \\] " } else { "" };
    let named = plain(&format!("{} {}", entry.number, entry.words));
    let head = format!("{box_before}**{named}** {}", plain(entry.beside.as_str()));
    let said = |all: &[Said]| all.iter().map(toned).collect::<Vec<_>>();
    let rows = entry.spaces.iter().chain([&entry.margin]).map(|row| spaces(row));
    let (before, after) = (said(&entry.before), said(&entry.after));
    let lines = [head].into_iter().chain(before).chain(after).chain(rows).filter(|line| !line.is_empty());
    lines.map(|line| line.trim().to_owned() + "\n\n").collect()
}

fn spaces(row: &[Space]) -> String {
    row.iter().map(|space| plain(&space.drawn())).collect::<Vec<_>>().join(" · ")
}

/// Between signs that do not stand in the words.
fn fenced(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("{fence}\n{words}\n{fence}\n\n")
}

fn rows(table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let head: Vec<String> = table.head.iter().map(|name| plain(name.as_str())).collect();
    let head = if head.is_empty() { vec![String::new(); columns] } else { head };
    let caption = table.caption.as_ref().map(|words| format!("{}\n\n", plain(words.as_str()))).unwrap_or_default();
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rows = table.rows.iter().map(|row| line(&row.iter().map(cell).collect::<Vec<_>>()));
    format!("{caption}{}{}{}\n", line(&head), line(&vec!["---".to_owned(); head.len()]), rows.collect::<String>())
}

fn cell(cell: &Cell) -> String {
    cell.0.iter().map(toned).collect::<Vec<_>>().join("<br>")
}

fn toned(said: &Said) -> String {
    let words = plain(said.words.as_str());
    match said.tone {
        // A pair of signs without words between them would be those signs.
        _ if said.words.is_blank() => String::new(),
        Tone::Plain | Tone::Muted => words,
        Tone::Strong | Tone::Warning => format!("**{words}**"),
        Tone::Struck => format!("~~{words}~~"),
    }
}

/// Parts of a sentence: the blanks between them stay, and are within no sign.
fn in_a_row(all: &[Said]) -> String {
    let part = |said: &Said| {
        let words = said.words.as_str();
        let before = &words[..words.len() - words.trim_start().len()];
        let after = &words[words.trim_end().len().max(before.len())..];
        format!("{before}{}{after}", toned(said))
    };
    all.iter().map(part).collect::<String>().trim().to_owned()
}

/// Words in which no sign means anything and no address becomes a link. What would begin a list, a rule or a heading is no longer at the beginning,
/// and blanks at either end, which would be code or a new line, are none.
pub(super) fn plain(words: &str) -> String {
    let words = words.trim();
    let mut said = String::with_capacity(words.len() + 8);
    let mut is_begin = true;
    for (at, c) in words.char_indices() {
        let is_address = words[at..].starts_with("://") || c == '.' && words[..at].to_lowercase().ends_with("www");
        if MEANS.contains(c) || is_begin && BEGINS.contains(c) || is_address {
            said.push('\\');
        }
        is_begin = is_begin && c.is_ascii_digit();
        said.push(c);
    }
    said
}
