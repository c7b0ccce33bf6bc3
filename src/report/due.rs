//! A follow-up of one case among many: as a line, as JSON, and what a calendar may tell of it.

use super::fhir::made_id;
use super::model::AttemptReport;
use super::wrap::padded;
use crate::domain::case::{BoardEnd, BoardLine, BoardOutcome, BoardSpan, BoardState, Case};
use crate::domain::checklist::Reviewed;
use crate::domain::{Caveats, Code, Id, Mode, Moment, Now, Operator, Seq, Text};
use serde::Serialize;

/// A follow-up in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DueRow {
    /// The case's code.
    pub code: Code,
    /// Whether it is a case or a demonstration.
    pub mode: Mode,
    /// The bay or room.
    pub label: Option<Text>,
    /// The checklist's name.
    pub checklist: Text,
    pub review: Reviewed,
    /// The follow-up's section.
    pub section: Id,
    pub title: Text,
    pub state: BoardState,
    /// From when on it is due.
    pub due: Moment,
    /// From when on it is late.
    pub late: Moment,
    /// When it was done or given up, and by whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<DueEnd>,
    /// The attempts to reach the patient.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<AttemptReport>,
    #[serde(flatten)]
    pub caveats: Caveats,
    #[serde(skip)]
    line: BoardLine,
    /// The same each time, and tells nothing.
    #[serde(skip)]
    pub uid: String,
    /// It grows with whatever is recorded in the case.
    #[serde(skip)]
    pub(super) revision: Seq,
}

/// When a follow-up ended, and by whom.
#[derive(Debug, Clone, Serialize)]
pub struct DueEnd {
    pub at: Moment,
    pub by: Operator,
}

impl DueRow {
    /// The follow-ups of a case that a time has.
    pub fn all(case: &Case, caveats: &Caveats, span: &BoardSpan, now: &Now) -> Vec<Self> {
        let lines = case.board(now).into_iter().filter(|line| span.holds(line));
        lines.map(|line| Self::new(case, caveats.clone(), line, now)).collect()
    }

    fn new(case: &Case, caveats: Caveats, line: BoardLine, now: &Now) -> Self {
        let ended = |end: &BoardEnd| DueEnd { at: end.stamp.happened(), by: end.stamp.by.clone() };
        Self {
            code: case.code(),
            mode: case.mode(),
            label: case.label().cloned(),
            checklist: case.checklist().title.clone(),
            review: case.checklist().review.today(now),
            section: line.id.clone(),
            title: line.title.clone(),
            state: line.state(now),
            due: line.follow_up.due,
            late: line.follow_up.late,
            ended: line.ended.as_ref().map(ended),
            attempts: AttemptReport::all(case, line.follow_up.section),
            uid: made_id(&[case.opened().uuid.as_str(), "follow-up", line.id.as_str()]),
            revision: case.entries().last().map_or(0, |last| last.entry.stamp.seq),
            line,
            caveats,
        }
    }

    /// What sorts a list: what is late longest first, what was done last.
    pub fn order(&self, now: &Now) -> impl Ord + Copy + use<> {
        (self.line.order(now), self.code, self.line.follow_up.section)
    }

    /// The follow-up on one line.
    pub fn line(&self, now: &Now) -> String {
        let Self { code, title, checklist, line, .. } = self;
        let review = self.review.mark().map(|mark| format!(" {mark}")).unwrap_or_default();
        let label = self.label.as_ref().map_or("", Text::as_str);
        let tries = line.tries(now).unwrap_or_default();
        let (word, when) = (padded(&line.word(now), 13), padded(&line.when(now), 19));
        let (title, label) = (padded(title.as_str(), 18), padded(label, 12));
        format!("{word}  {when}  {code}  {title}  {label}  {checklist}{review}  {tries}").trim_end().to_owned()
    }

    /// The day on which it is due, where that is a day and no moment.
    pub(super) fn day(&self) -> Option<jiff::civil::Date> {
        self.line.follow_up.day
    }

    /// Whether nobody has to do it any more.
    pub(super) fn is_over(&self) -> bool {
        match self.line.ended.as_ref().map(|end| end.how) {
            Some(BoardOutcome::Done | BoardOutcome::DoneLate | BoardOutcome::GivenUp) => true,
            None => false,
        }
    }
}
