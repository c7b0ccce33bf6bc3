//! What a report says about a case, before any form is given to it. `docs/formats.md` documents the JSON.

use super::document::as_of_last;
use super::item::{ItemReport, NoteReport};
use crate::domain::case::{Case, CaseState, EVERYTHING_IS_DONE, Next, Tried};
use crate::domain::checklist::{PhaseIx, ReviewStatus, Reviewed, SectionIx};
use crate::domain::{Attempt, CaseFact, Caveats, Fact, Hash, Line, Mode, Moment, Now, Operator, Pin, Plan, Text};
use serde::Serialize;

/// A whole case, as `show --json` prints it.
#[derive(Debug, Clone, Serialize)]
pub struct CaseReport {
    /// The case's code.
    pub code: String,
    /// Whether it is a case, practice or a demonstration.
    pub mode: Mode,
    /// The bay or room.
    pub label: Option<Text>,
    /// When and where it is planned, until it is started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Plan>,
    pub checklist: Pin,
    pub review: Reviewed,
    /// Whether the checklist was approved for local use, be its next review due or not.
    pub reviewed: bool,
    /// How the case stands: planned, in-progress, held, waiting or closed.
    pub state: &'static str,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Why it was closed so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// Why the procedure was stopped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Text>,
    /// Who left it, while it is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub held: Option<HeldReport>,
    /// Who is in the room.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<Operator>,
    /// How many entries the record has.
    pub entries: usize,
    /// The newest line's hash; none of a de-identified case.
    pub head: Option<Hash>,
    #[serde(flatten)]
    pub caveats: Caveats,
    /// How many critical items are open.
    pub critical_open: usize,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What was noted about the case as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteReport>,
    /// What was stamped on crisis cards, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crisis: Vec<NoteReport>,
    /// For what there is no time on the cards that were opened, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crisis_gaps: Vec<Text>,
    /// Contacts that were not planned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<NoteReport>,
    pub phases: Vec<PhaseReport>,
}

/// Who left a case, when, and where they stood.
#[derive(Debug, Clone, Serialize)]
pub struct HeldReport {
    /// Who, also where they only stopped recording.
    pub by: Operator,
    pub at: Moment,
    /// The item at which they left it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PhaseReport {
    pub id: String,
    pub title: Text,
    pub completion: String,
    /// Who declared it complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOffReport>,
    pub sections: Vec<SectionReport>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SignOffReport {
    pub by: Operator,
    pub at: Moment,
    /// How many entries the record had then.
    pub entries: u64,
    /// Its last hash then; none of a de-identified case.
    pub head: Option<Hash>,
    /// The items that have changed since: the sign-off is broken where there are any.
    pub changed: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SectionReport {
    pub id: String,
    pub title: Text,
    pub completion: String,
    /// From when on it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// From when on it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Moment>,
    /// The attempts to reach the patient.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<AttemptReport>,
    /// Why it was given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Text>,
    pub items: Vec<ItemReport>,
}

/// An attempt to reach the patient.
#[derive(Debug, Clone, Serialize)]
pub struct AttemptReport {
    pub by: Operator,
    pub at: Moment,
    pub result: Attempt,
    /// What there was to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

impl AttemptReport {
    /// Those of a follow-up, oldest first.
    pub(super) fn all(case: &Case, section: SectionIx) -> Vec<Self> {
        let of = |tried: Tried<'_>| Self {
            by: tried.stamp.by.clone(),
            at: tried.stamp.happened(),
            result: tried.result,
            text: tried.text.cloned(),
        };
        case.attempts(section).into_iter().map(of).collect()
    }
}

impl CaseReport {
    /// Says how a case stood at its last entry, so that the same record always says the same.
    pub fn as_recorded(case: &Case, caveats: Caveats) -> Self {
        Self::new(case, caveats, &as_of_last(case))
    }

    /// Says how a case stands now.
    pub fn new(case: &Case, caveats: Caveats, now: &Now) -> Self {
        let checklist = case.checklist();
        let (outlook, is_deidentified) = (case.outlook(now), case.is_deidentified());
        // In a closed case nothing is open any more.
        let sections = checklist.section_ixs().filter(|_| case.closed().is_none());
        let critical_open = sections.map(|ix| case.section_progress(ix).critical_open).sum();
        Self {
            code: case.code().to_string(),
            mode: case.mode(),
            label: case.label().cloned(),
            planned: case.planned().cloned(),
            checklist: case.pin().clone(),
            review: checklist.review.today(now),
            reviewed: checklist.review.status == ReviewStatus::Approved,
            state: outlook.state.word(),
            outcome: case.closed().map(|closed| closed.outcome.word()),
            reason: case.closed().and_then(|closed| closed.reason.clone()),
            stopped: case.stopped().map(|stopped| stopped.reason.clone()),
            held: outlook.left.as_ref().filter(|_| outlook.state == CaseState::Held).map(|left| HeldReport {
                by: left.stamp.by.clone(),
                at: left.stamp.at,
                item: left.item.map(|ix| checklist.item(ix).id.to_string()),
            }),
            team: case.team().to_vec(),
            entries: case.entries().len(),
            head: (!is_deidentified).then(|| case.head()),
            caveats: told(case, caveats),
            critical_open,
            next: Some(next_words(case, &outlook.next, now)).filter(|words| !words.is_empty() && !is_deidentified),
            notes: case.notes(None).map(NoteReport::new).collect(),
            crisis: crisis(case, now),
            crisis_gaps: case.crisis_gaps(),
            contacts: case.contacts().map(NoteReport::new).collect(),
            phases: (0..checklist.phases.len()).map(|p| PhaseReport::new(case, PhaseIx(p), now)).collect(),
        }
    }
}

/// What was stamped on crisis cards and stands, oldest first.
fn crisis(case: &Case, now: &Now) -> Vec<NoteReport> {
    let stands = |sealed: &&Line| {
        matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::Crisis { .. })))
            && !case.is_undone(sealed.entry.stamp.seq)
    };
    let stamped = case.entries().iter().filter(stands);
    stamped.map(|sealed| NoteReport::new((&sealed.entry.stamp, &case.say_entry(sealed, now)))).collect()
}

impl HeldReport {
    /// In words, on one line.
    pub fn line(&self, now: &Now) -> String {
        let item = self.item.as_ref().map(|item| format!(" at {item}")).unwrap_or_default();
        format!("HELD  since {} by {}{item}", now.say(self.at), self.by)
    }
}

impl PhaseReport {
    pub(super) fn new(case: &Case, ix: PhaseIx, now: &Now) -> Self {
        let phase = case.checklist().phase(ix);
        let id = |ix| case.checklist().item(ix).id.to_string();
        let sign_off = case.sign_off(ix).map(|signed| SignOffReport {
            by: signed.stamp.by.clone(),
            at: signed.stamp.at,
            entries: signed.entries,
            head: (!case.is_deidentified()).then_some(signed.head),
            changed: signed.changed.iter().copied().map(id).collect(),
        });
        Self {
            id: phase.id.to_string(),
            title: phase.title.clone(),
            completion: case.phase_progress(ix).words(),
            sign_off,
            sections: phase.sections.clone().map(|s| SectionReport::new(case, SectionIx(s), now)).collect(),
        }
    }
}

impl SectionReport {
    fn new(case: &Case, ix: SectionIx, now: &Now) -> Self {
        let section = case.checklist().section(ix);
        // What falls on a midnight would tell the hour of the beginning.
        let due = case.due(ix, now).filter(|_| !case.is_deidentified());
        Self {
            id: section.id.to_string(),
            title: section.title.clone(),
            completion: case.section_progress(ix).words(),
            due: due.map(|due| due.due),
            late: due.map(|due| due.late),
            attempts: AttemptReport::all(case, ix),
            lost: case.lost(ix).map(|(_, reason)| reason.clone()),
            items: section.item_ixs().map(|item| ItemReport::new(case, item, now)).collect(),
        }
    }
}

/// What must be known of the record of a case, as far as its report may tell it.
pub(super) fn told(case: &Case, caveats: Caveats) -> Caveats {
    if case.is_deidentified() { caveats.without_place() } else { caveats }
}

/// How many entries, and the hash by which they can be verified.
pub(super) fn entries_and_head(entries: impl std::fmt::Display, head: Option<Hash>) -> String {
    let head = head.map(|head| format!(", head {head}")).unwrap_or_default();
    format!("{entries} entries{head}")
}

/// When and where a case is planned, in words.
pub fn plan_words(plan: &Plan, now: &Now) -> String {
    let room = plan.room.as_ref().map(|room| format!(" in room {room}")).unwrap_or_default();
    format!("planned for {}{room}", now.say(plan.at))
}

/// The next thing to do, in words.
pub(super) fn next_words(case: &Case, next: &Next, now: &Now) -> String {
    match next {
        Next::Start(plan) => format!("{}: start it when the patient is here", plan_words(plan, now)),
        Next::Stop(stop) => format!("STOP: {}", case.say_stop(stop, now)),
        Next::Item(ix) => case.say_step(*ix),
        Next::Wait(due) => {
            format!("{} due {}", case.checklist().section(due.section).title, now.say(due.due))
        }
        Next::Close => EVERYTHING_IS_DONE.to_owned(),
        Next::Nothing => String::new(),
    }
}
