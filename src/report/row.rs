//! A case in a list: what it needs, in a word, and how pressing that is.

use super::model::next_words;
use super::wrap::padded;
use crate::domain::case::{Case, CaseState, FollowUp, Need, Needs, Next, Urgency};
use crate::domain::checklist::Reviewed;
use crate::domain::{Caveats, Mode, Moment, Now, Plan, StaffCode, Text};
use serde::Serialize;

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseRow {
    /// The case's code.
    pub code: String,
    /// Whether it is a case, practice or a demonstration.
    pub mode: Mode,
    /// The bay or room.
    pub label: Option<Text>,
    /// The checklist's name.
    pub checklist: Text,
    pub review: Reviewed,
    pub state: &'static str,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// What it needs, told by how pressing that is.
    pub need: Urgency,
    /// The moment that counts for that: a timer's end, a date, since when it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Plan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held_by: Option<StaffCode>,
    /// Why the procedure was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Text>,
    /// How many items were done or decided about; what will not be done any more is not among them.
    pub done: usize,
    /// How many items count.
    pub of: usize,
    /// What to do next.
    pub next: String,
    /// How many stops stand.
    pub stops: usize,
    #[serde(flatten)]
    pub caveats: Caveats,
    /// What it needs, in words.
    #[serde(skip)]
    words: String,
    #[serde(skip)]
    order: (Urgency, i64),
}

impl CaseRow {
    /// Says in one line how a case stands now.
    pub fn new(case: &Case, caveats: Caveats, now: &Now) -> Self {
        let outlook = case.outlook(now);
        let needs = Needs::of(case, &outlook, now);
        let left = outlook.left.as_ref().filter(|_| outlook.state == CaseState::Held);
        Self {
            code: case.code().to_string(),
            mode: case.mode(),
            label: case.label().cloned(),
            checklist: case.checklist().title.clone(),
            review: case.checklist().review.today(now),
            state: outlook.state.word(),
            outcome: case.closed().map(|closed| closed.outcome.word()),
            need: needs.most.urgency(now),
            at: needs.most.moment(),
            planned: case.planned().cloned(),
            held_by: left.map(|left| left.stamp.by.code.clone()),
            stopped: case.stopped().map(|stopped| stopped.reason.clone()),
            done: outlook.progress.decided(),
            of: outlook.progress.of,
            next: next(case, &needs, &outlook.next, now),
            words: needs.most.printed(now),
            order: needs.most.order(now),
            stops: outlook.progress.stops,
            caveats,
        }
    }

    /// What sorts a list: what presses most first.
    pub fn order(&self) -> impl Ord + use<> {
        (self.order, self.code.clone())
    }

    /// The case in sentences.
    pub fn sentences(&self) -> String {
        let Self { done, of, next, words, .. } = self;
        let room = self.planned.as_ref().and_then(|plan| plan.room.as_ref());
        let label = self.label.as_ref().or(room).map(|label| format!("{label}: ")).unwrap_or_default();
        let stopped = if self.stopped.is_some() && self.outcome.is_none() { " Procedure stopped." } else { "" };
        format!("{label}{words}.{stopped} {done} of {of}. Next: {next}.")
    }

    /// What it follows, with its mark.
    pub fn follows(&self) -> String {
        let review = self.review.mark().map(|mark| format!(", {mark}")).unwrap_or_default();
        format!("{}{review}", self.checklist)
    }

    /// The case on one line.
    pub fn line(&self) -> String {
        let Self { code, checklist, done, of, next, words, .. } = self;
        let label = self.label.as_ref().map(ToString::to_string).unwrap_or_default();
        let stopped = if self.stopped.is_some() && self.outcome.is_none() { "procedure stopped; " } else { "" };
        let label = padded(&label, 12);
        let review = self.review.mark().map(|mark| format!(" {mark}")).unwrap_or_default();
        let line = format!("{code}  {words:<17}  {label}  {checklist}{review}  {done}/{of}  {stopped}{next}");
        line.trim_end().to_owned()
    }
}

/// What is next: a follow-up that waits, where the case itself would go on with something else; what is to be prepared,
/// with the time by which.
fn next(case: &Case, needs: &Needs, next: &Next, now: &Now) -> String {
    let elsewhere =
        |due: &FollowUp| !matches!(next, Next::Item(ix) if case.checklist().item(*ix).section == due.section);
    match (&needs.most, needs.follow_up.filter(elsewhere)) {
        (Need::FollowUp { .. }, Some(_)) => needs.next.to_string(),
        (Need::Planned { .. } | Need::Prepare { .. }, _) if matches!(next, Next::Item(_)) => needs.next.to_string(),
        _ => next_words(case, next, now),
    }
}
