//! Logs: the entries of a case or of a day, each on its line.

use crate::domain::{Fact, Line, Now, Stamp, Text, case::Case};
use serde::Serialize;

/// One entry of a log, with the case that it belongs to.
#[derive(Debug, Clone, Serialize)]
pub struct LogEntry {
    /// The case's code.
    pub case: String,
    #[serde(flatten)]
    pub stamp: Stamp,
    /// What; nothing for a kind that this version does not know.
    #[serde(flatten)]
    pub fact: Option<Fact>,
    /// The same in words.
    pub words: Text,
    /// Whether it was taken back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
}

impl LogEntry {
    /// An entry as a log tells it.
    pub fn new(case: &Case, sealed: &Line, now: &Now) -> Self {
        Self {
            case: case.code().to_string(),
            stamp: sealed.entry.stamp.clone(),
            fact: sealed.entry.fact.clone(),
            words: case.say_entry(sealed, now),
            undone: case.is_undone(sealed.entry.stamp.seq),
        }
    }
}

/// An entry on one line. In a log of several cases each line names its case.
pub fn log_line(entry: &LogEntry, with_case: bool, now: &Now) -> String {
    let stamp = &entry.stamp;
    let case = if with_case { format!("{}  ", entry.case) } else { format!("{:>4}  ", stamp.seq) };
    let undone = if entry.undone { "  (taken back)" } else { "" };
    format!("{case}{}  {}  {}{}{undone}", now.say(stamp.at), stamp.by, entry.words, stamp.beside(now))
}
