//! Cases as rows for spreadsheets and databases: a row an item, or a row a case. No cell does anything where it is opened.

use super::{CaseReport, ItemReport, PhaseReport, SectionReport};
use crate::domain::case::{Case, StatusKind};
use crate::domain::checklist::Reviewed;
use crate::domain::{Answer, Caveats, Fact, ItemFact, Moment, Text};
use strum::{IntoStaticStr, VariantArray};

/// What has a row of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum RowOf {
    Item,
    Case,
}

/// What stands in a cell.
enum Cell {
    Words(String),
    /// Written as it is.
    Number(String),
    Nothing,
}

/// An item of a case, and where it stands in it.
struct OfItem<'a> {
    case: &'a CaseReport,
    phase: &'a PhaseReport,
    section: &'a SectionReport,
    item: &'a ItemReport,
}

/// A case, and what it comes to.
struct OfCase<'a> {
    case: &'a Case,
    report: &'a CaseReport,
}

type CellOfItem = fn(&OfItem<'_>) -> Cell;
type CellOfCase = fn(&OfCase<'_>) -> Cell;

/// The columns of an item: the name of each, and what stands in it.
const ITEM: [(&str, CellOfItem); 27] = [
    ("case", |row| words(&row.case.code)),
    ("mode", |row| words(row.case.mode.word())),
    ("checklist", |row| words(row.case.checklist.id.as_str())),
    ("version", |row| words(row.case.checklist.version.as_str())),
    ("phase", |row| words(&row.phase.id)),
    ("section", |row| words(&row.section.id)),
    ("item", |row| words(&row.item.id)),
    ("text", |row| words(row.item.text.as_str())),
    ("level", |row| words(row.item.level.word())),
    ("status", |row| words(<&str>::from(row.item.status))),
    ("words", |row| said(row.item.words.as_ref())),
    ("value", |row| match &row.item.answer {
        Some(Answer::Number { value, .. }) => Cell::Number(value.to_string()),
        _ => Cell::Nothing,
    }),
    ("unit", |row| match &row.item.answer {
        Some(Answer::Number { unit, .. }) => words(unit.as_str()),
        _ => Cell::Nothing,
    }),
    ("answer", |row| {
        let answer = row.item.answer.as_ref().map(serde_json::to_string);
        words(&answer.and_then(Result::ok).unwrap_or_default())
    }),
    ("by", |row| shown(row.item.by.as_ref().map(|by| &by.code))),
    ("role", |row| words(row.item.by.as_ref().map(|by| by.role.word()).unwrap_or_default())),
    ("second", |row| shown(row.item.second.as_ref())),
    ("stated_by", |row| shown(row.item.stated_by.as_ref())),
    ("at", |row| shown(row.item.at)),
    ("done_at", |row| shown(row.item.done_at)),
    ("carried_from", |row| shown(row.item.carried.as_ref().map(|carried| carried.code))),
    ("readings", |row| several(&row.item.readings)),
    ("stops", |row| several(&row.item.stops)),
    ("cautions", |row| several(&row.item.cautions)),
    ("told", |row| several(row.item.told.iter().map(|told| &told.told))),
    ("notes", |row| several(row.item.notes.iter().map(|note| &note.text))),
    ("changed_after_sign_off", |row| words(if row.item.changed_after_sign_off { "true" } else { "false" })),
];

/// The columns of a case.
const CASE: [(&str, CellOfCase); 32] = [
    ("case", |row| words(&row.report.code)),
    ("mode", |row| words(row.report.mode.word())),
    ("label", |row| said(row.report.label.as_ref())),
    ("checklist", |row| words(row.report.checklist.id.as_str())),
    ("version", |row| words(row.report.checklist.version.as_str())),
    ("checklist_sha256", |row| shown(row.known(row.report.checklist.sha256))),
    ("review", |row| {
        words(match row.report.review {
            Reviewed::Draft => "draft",
            Reviewed::Approved => "approved",
            Reviewed::Overdue => "overdue",
        })
    }),
    ("state", |row| words(row.report.state)),
    ("outcome", |row| words(row.report.outcome.unwrap_or_default())),
    ("reason", |row| said(row.report.reason.as_ref())),
    ("stopped", |row| said(row.report.stopped.as_ref())),
    ("zone", |row| shown(row.case.entries().first().and_then(|line| row.known(&line.entry.stamp.tz)))),
    ("opened_at", |row| shown(row.case.entries().first().map(|line| line.entry.stamp.at))),
    ("procedure_from", |row| shown(super::document::procedure(row.case).map(|span| span.from))),
    ("procedure_to", |row| shown(super::document::procedure(row.case).map(|span| span.to))),
    ("closed_at", |row| shown(row.case.closed().map(|closed| closed.stamp.at))),
    ("last_entry_at", |row| shown(last_entry(row.case))),
    ("items", |row| count(row.items().filter(|item| item.status != StatusKind::Inactive).count())),
    ("answered", |row| row.of(StatusKind::Answered)),
    ("open", |row| row.of(StatusKind::Open)),
    ("pending", |row| row.of(StatusKind::Pending)),
    ("not_applicable", |row| row.of(StatusKind::NotApplicable)),
    ("deferred", |row| row.of(StatusKind::Deferred)),
    ("overridden", |row| row.of(StatusKind::Overridden)),
    ("not_done", |row| row.of(StatusKind::NotDone)),
    ("overrides", |row| {
        let is_one = |(_, fact): &(_, &Fact)| matches!(fact, Fact::Item(_, ItemFact::Overridden { .. }));
        count(row.case.facts().filter(is_one).count())
    }),
    ("stops_met", |row| count(row.case.count_stops().len())),
    ("changed_after_sign_off", |row| count(row.items().filter(|item| item.changed_after_sign_off).count())),
    ("critical_open", |row| count(row.report.critical_open)),
    ("entries", |row| count(row.report.entries)),
    ("head", |row| shown(row.report.head)),
    ("problem", |row| said(row.report.caveats.problem.as_ref())),
];

impl OfCase<'_> {
    fn items(&self) -> impl Iterator<Item = &ItemReport> {
        self.report.phases.iter().flat_map(|phase| &phase.sections).flat_map(|section| &section.items)
    }

    /// Nothing of a de-identified case.
    fn known<T>(&self, what: T) -> Option<T> {
        (!self.case.is_deidentified()).then_some(what)
    }

    fn of(&self, status: StatusKind) -> Cell {
        count(self.items().filter(|item| item.status == status).count())
    }
}

impl RowOf {
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The names of the columns, behind the mark by which spreadsheets know UTF-8.
    pub fn head(self) -> String {
        let names: Vec<&str> = match self {
            Self::Item => ITEM.iter().map(|(name, _)| *name).collect(),
            Self::Case => CASE.iter().map(|(name, _)| *name).collect(),
        };
        format!("\u{feff}{}", line(names.into_iter().map(str::to_owned)))
    }

    /// The rows of a case, as it stood at its last entry.
    pub fn rows(self, case: &Case, caveats: Caveats) -> String {
        let report = &CaseReport::as_recorded(case, caveats);
        if self == Self::Case {
            let row = OfCase { case, report };
            return line(CASE.iter().map(|(_, cell)| cell(&row).inert()));
        }
        let mut rows = String::new();
        for phase in &report.phases {
            for section in &phase.sections {
                for item in &section.items {
                    let row = OfItem { case: report, phase, section, item };
                    rows.push_str(&line(ITEM.iter().map(|(_, cell)| cell(&row).inert())));
                }
            }
        }
        rows
    }
}

fn words(words: &str) -> Cell {
    if words.is_empty() { Cell::Nothing } else { Cell::Words(words.to_owned()) }
}

fn said(text: Option<&Text>) -> Cell {
    words(text.map(Text::as_str).unwrap_or_default())
}

fn shown(what: Option<impl ToString>) -> Cell {
    words(&what.map(|what| what.to_string()).unwrap_or_default())
}

fn several<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Cell {
    let texts: Vec<&str> = texts.into_iter().map(Text::as_str).collect();
    words(&texts.join(" | "))
}

fn count(count: usize) -> Cell {
    Cell::Number(count.to_string())
}

fn last_entry(case: &Case) -> Option<Moment> {
    case.entries().iter().map(|line| line.entry.stamp.at).max()
}

/// What a spreadsheet takes for the beginning of a formula, in the width of East Asian letters too; and what tells that
/// no formula begins.
const BEGINS: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''];
/// Behind what a cell begins: also where a spreadsheet parts them by another sign than the comma.
const PARTS: [char; 5] = [';', '\t', '\n', '\r', ','];

impl Cell {
    /// The words of the cell, of which none is taken for a formula or a number.
    fn inert(self) -> String {
        let words = match self {
            Self::Nothing => return String::new(),
            Self::Number(number) => return number,
            Self::Words(words) => words,
        };
        let mut inert = String::with_capacity(words.len() + 1);
        if words.contains(|c: char| c.is_ascii_digit()) && words.trim().parse::<f64>().is_ok() {
            inert.push('\'');
        }
        let mut begins = inert.is_empty();
        for c in words.chars() {
            if begins && (BEGINS.contains(&c) || c == '\t' || c == '\r') {
                inert.push('\'');
            }
            begins = PARTS.contains(&c);
            inert.push(c);
        }
        inert
    }
}

/// A line of these cells; numbers alone stand without quotation marks.
fn line(cells: impl Iterator<Item = String>) -> String {
    let mut writer = ::csv::WriterBuilder::new().quote_style(::csv::QuoteStyle::NonNumeric).from_writer(Vec::new());
    // What is written to memory is written.
    let _ = writer.write_record(cells.map(String::into_bytes));
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
