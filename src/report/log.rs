//! Logs: the entries of a case or of a day, each on its line.

use crate::domain::{CaseFact, Fact, Line, Now, Stamp, Text, case::Case, checklist::Reviewed};
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
    /// Where the checklist is pinned that the case follows, how its review stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
    /// The same in words.
    pub words: Text,
    /// Whether it was taken back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
}

impl LogEntry {
    /// An entry as a log tells it.
    pub fn new(case: &Case, sealed: &Line, now: &Now) -> Self {
        let pin = match &sealed.entry.fact {
            Some(Fact::Case(CaseFact::Opened(opened))) => Some(&opened.checklist),
            Some(Fact::Case(CaseFact::Started { checklist, .. })) => Some(checklist),
            Some(Fact::Item(..) | Fact::Case(_)) | None => None,
        };
        Self {
            review: pin.filter(|pin| *pin == case.pin()).map(|_| case.checklist().review.today(now)),
            case: case.code().to_string(),
            stamp: Stamp::clone(&sealed.entry.stamp),
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
    let review = entry.review.and_then(Reviewed::mark).map(|mark| format!("  {mark}")).unwrap_or_default();
    let undone = if entry.undone { "  (taken back)" } else { "" };
    format!("{case}{}  {}  {}{review}{}{undone}", now.say(stamp.at), stamp.by, entry.words, stamp.beside(now))
}
