//! `periop reference`: what there is to look up, and one sheet of it.

use super::{CliError, Done, Session, checklists::find, recording::warn_unfit, write_json};
use crate::domain::Text;
use crate::domain::case::Case;
use crate::domain::reference::{Found, Sheet, search};
use crate::report::{HEARD, Look, sheet_lines, wrap};
use clap::Args;
use serde_json::json;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Where no terminal says how wide it is.
const WIDTH: usize = 80;
/// Longer lines are hard to read.
const WIDEST: usize = 110;

#[derive(Debug, Args)]
pub(super) struct ReferenceArgs {
    /// A page's id, or words to look for; without it everything is listed.
    page: Vec<String>,
    /// Only of the checklist with this id.
    #[arg(long, value_name = "ID")]
    checklist: Option<String>,
    /// As JSON (docs/formats.md describes it).
    #[arg(long)]
    json: bool,
}

impl ReferenceArgs {
    pub(super) fn run(&self, session: &Session, out: &mut impl Write) -> Done {
        let sheets = self.sheets(session)?;
        self.look(&sheets, columns(), out)
    }

    /// The same for somebody who hears it, of the case that is open where one is.
    pub(super) fn tell(&self, session: &Session, case: Option<&Case>, out: &mut impl Write) -> Done {
        let sheets = match case {
            Some(_) => session.desk.sheets(case)?.0,
            None => self.sheets(session)?,
        };
        self.look(&sheets, HEARD, out)
    }

    fn sheets(&self, session: &Session) -> Result<Vec<Sheet>, CliError> {
        Ok(match &self.checklist {
            Some(id) => find(session, id)?.sheets(),
            None => {
                let (sheets, unfit) = session.desk.sheets(None)?;
                warn_unfit(&unfit);
                sheets
            }
        })
    }

    fn look(&self, sheets: &[Sheet], width: usize, out: &mut impl Write) -> Done {
        let typed = self.page.join(" ");
        let same: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.key == typed).collect();
        let same = if same.is_empty() { sheets.iter().filter(|sheet| sheet.id() == typed).collect() } else { same };
        if !same.is_empty() {
            return self.print(&same, width, out);
        }
        let found = search(sheets, &typed);
        if found.is_empty() && !typed.is_empty() {
            return Err(nothing(sheets, &typed));
        }
        self.list((sheets, &found), width, out)
    }

    fn print(&self, sheets: &[&Sheet], width: usize, out: &mut impl Write) -> Done {
        if self.json {
            write_json(&sheets, out)?;
            return Ok(0);
        }
        for (n, sheet) in sheets.iter().enumerate() {
            if n > 0 {
                writeln!(out)?;
            }
            for line in sheet_lines(sheet, width, UnicodeWidthStr::width) {
                let words = if line.look == Look::Title { line.words.to_uppercase() } else { line.words };
                writeln!(out, "{words}")?;
            }
        }
        Ok(0)
    }

    fn list(&self, (sheets, found): (&[Sheet], &[Found]), width: usize, out: &mut impl Write) -> Done {
        let listed = found.iter().filter_map(|found| Some((sheets.get(found.sheet)?, &found.line)));
        if self.json {
            let listed = listed.map(|(sheet, line)| {
                json!({ "key": sheet.key, "checklist": sheet.checklist, "topic": sheet.topic,
                        "title": sheet.title, "line": line })
            });
            write_json(&listed.collect::<Vec<_>>(), out)?;
            return Ok(0);
        }
        let several = sheets.iter().any(|sheet| sheet.checklist != sheets[0].checklist);
        let longest = sheets.iter().map(|sheet| sheet.key.len()).max().unwrap_or(0);
        for (sheet, line) in listed {
            let of = if several { format!("  ({})", sheet.checklist) } else { String::new() };
            writeln!(out, "{:<longest$}  {}{of}", sheet.key, sheet.title)?;
            let line = line.as_ref().map(|line| wrap(line, width.saturating_sub(4), UnicodeWidthStr::width));
            for words in line.into_iter().flatten() {
                writeln!(out, "    {words}")?;
            }
        }
        Ok(0)
    }
}

fn nothing(sheets: &[Sheet], typed: &str) -> CliError {
    let mut near: Vec<(usize, &str)> =
        sheets.iter().map(|sheet| (strsim::osa_distance(sheet.id(), typed), sheet.key.as_str())).collect();
    near.retain(|(far, _)| *far <= 3);
    near.sort_unstable();
    let near: Vec<&str> = near.into_iter().take(3).map(|(_, key)| key).collect();
    let means = if near.is_empty() { String::new() } else { format!("; did you mean {}", near.join(", ")) };
    let typed = Text::sanitise(typed);
    CliError::Words(format!("nothing to look up has \"{typed}\"{means}; \"periop reference\" lists what there is"))
}

/// How wide the terminal is on which this is printed.
pub(super) fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let asked = || rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|size| usize::from(size.ws_col));
    said.or_else(asked).filter(|columns| *columns > 0).unwrap_or(WIDTH).min(WIDEST)
}
