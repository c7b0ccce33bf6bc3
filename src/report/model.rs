//! What a report says about a case, before any form is given to it. `docs/formats.md` documents the JSON.

use crate::domain::{
    Answer, Hash, Mode, Moment, Now, Operator, Pin, StaffCode, Text,
    case::{Case, Held, Next, Status},
    checklist::{ItemIx, Level},
};
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
    /// Which checklist.
    pub checklist: Pin,
    /// Whether the checklist was approved for local use.
    pub reviewed: bool,
    /// How the case stands: planned, in-progress, held, waiting or closed.
    pub state: &'static str,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// How many entries the record has.
    pub entries: usize,
    /// The newest line's hash.
    pub head: Hash,
    /// How many critical items are open.
    pub critical_open: usize,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The phases.
    pub phases: Vec<PhaseReport>,
}

/// A phase.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Completion in words.
    pub completion: String,
    /// Its sections.
    pub sections: Vec<SectionReport>,
}

/// A section.
#[derive(Debug, Clone, Serialize)]
pub struct SectionReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Completion in words.
    pub completion: String,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// Its items.
    pub items: Vec<ItemReport>,
}

/// An item.
#[derive(Debug, Clone, Serialize)]
pub struct ItemReport {
    /// Its id.
    pub id: String,
    /// What to do.
    pub text: Text,
    /// critical, required or routine.
    pub level: Level,
    /// open, answered, not-applicable, deferred, overridden, inactive or pending.
    pub status: &'static str,
    /// What was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The answer, the reason or what it waits for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// Who recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Operator>,
    /// The second person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Operator>,
    /// Who said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<StaffCode>,
    /// When it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When it happened, when that was earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// The stops that stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Text>,
    /// What to be careful about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<Text>,
}

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
    /// How it stands.
    pub state: &'static str,
    /// How it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// How many items are settled.
    pub done: usize,
    /// How many items count.
    pub of: usize,
    /// What to do next.
    pub next: String,
    /// How many stops stand.
    pub stops: usize,
}

impl CaseReport {
    /// Says how a case stands now.
    pub fn new(case: &Case, now: &Now) -> Self {
        let checklist = case.checklist();
        let outlook = case.outlook(now);
        let phases = checklist.phases.iter().enumerate().map(|(p, phase)| PhaseReport {
            id: phase.id.to_string(),
            title: phase.title.clone(),
            completion: case.phase_progress(crate::domain::checklist::PhaseIx(p)).words(),
            sections: phase
                .sections
                .clone()
                .map(crate::domain::checklist::SectionIx)
                .map(|ix| {
                    let section = checklist.section(ix);
                    SectionReport {
                        id: section.id.to_string(),
                        title: section.title.clone(),
                        completion: case.section_progress(ix).words(),
                        due: case.due(ix, now).map(|due| due.due),
                        items: section.item_ixs().map(|item| ItemReport::new(case, item, now)).collect(),
                    }
                })
                .collect(),
        });
        let critical_open = checklist.section_ixs().map(|ix| case.section_progress(ix).critical_open).sum();
        Self {
            code: case.code().to_string(),
            mode: case.mode(),
            label: case.label().cloned(),
            checklist: case.opened().checklist.clone(),
            reviewed: checklist.review.status == crate::domain::checklist::draft::ReviewStatus::Approved,
            state: outlook.state.word(),
            outcome: case.closed().map(|closed| closed.outcome.word()),
            entries: case.entries().len(),
            head: case.head(),
            critical_open,
            next: Some(next_words(case, &outlook.next, now)).filter(|words| !words.is_empty()),
            phases: phases.collect(),
        }
    }
}

impl CaseRow {
    /// Says in one line how a case stands now.
    pub fn new(case: &Case, now: &Now) -> Self {
        let outlook = case.outlook(now);
        Self {
            code: case.code().to_string(),
            mode: case.mode(),
            label: case.label().cloned(),
            checklist: case.checklist().title.clone(),
            state: outlook.state.word(),
            outcome: case.closed().map(|closed| closed.outcome.word()),
            done: outlook.progress.done,
            of: outlook.progress.of,
            next: next_words(case, &outlook.next, now),
            stops: outlook.progress.stops,
        }
    }
}

/// The next thing to do, in words.
fn next_words(case: &Case, next: &Next, now: &Now) -> String {
    match next {
        Next::Stop(stop) => format!("STOP: {}", stop.say),
        Next::Item(ix) => {
            let item = case.checklist().item(*ix);
            format!("{}: {}", case.checklist().section(item.section).title, item.text)
        }
        Next::Start(plan) => format!("planned for {}: start it when the patient is here", now.say(plan.at)),
        Next::Wait(due) => {
            format!("{} due {}", case.checklist().section(due.section).title, now.say(due.due))
        }
        Next::Close => "everything is done: close the case".to_owned(),
        Next::Nothing => String::new(),
    }
}

impl ItemReport {
    /// Says how an item stands now.
    pub fn new(case: &Case, ix: ItemIx, now: &Now) -> Self {
        let item = case.checklist().item(ix);
        let status = case.status(ix);
        let (held, words): (Option<&Held>, Option<Text>) = match &status {
            Status::Open { running: None } if case.is_broken(ix) => {
                (None, Some(Text::from("what it confirmed has changed: confirm again")))
            }
            Status::Open { running } => {
                let words = running.map(|timer| Text::from(format!("timer runs until {}", now.say(timer.ends()))));
                (None, words)
            }
            Status::Answered(held, answer) => (Some(held), Some(answer.say(item, now))),
            Status::NotApplicable(held, reason) => (Some(held), Some((*reason).clone())),
            Status::Deferred(held, reason, to) => {
                let to = &case.checklist().phase(*to).title;
                (Some(held), Some(Text::from(format!("{reason} (to {to})"))))
            }
            Status::Overridden { answer, by, reason } => {
                (*answer, Some(Text::from(format!("overridden by {}: {reason}", by.by))))
            }
            Status::NotDone { reason, because, .. } => {
                (None, Some(Text::from(format!("{}: {reason}", because.words()))))
            }
            Status::Inactive { .. } => (None, None),
            Status::Pending => {
                let on: Vec<&str> =
                    case.waits_for(ix).iter().map(|&on| case.checklist().item(on).id.as_str()).collect();
                (None, Some(Text::from(format!("depends on {}", on.join(", ")))))
            }
        };
        let stamp = match &status {
            Status::Overridden { by, .. } | Status::NotDone { by, .. } => Some(*by),
            _ => held.map(|held| &held.stamp),
        };
        Self {
            id: item.id.to_string(),
            text: item.text.clone(),
            level: item.level,
            status: status.word(),
            answer: held.and_then(|held| match &held.what {
                crate::domain::case::What::Answer(answer) => Some(answer.clone()),
                crate::domain::case::What::NotApplicable(_) | crate::domain::case::What::Deferred(..) => None,
            }),
            words,
            by: stamp.map(|stamp| stamp.by.clone()),
            second: held.and_then(|held| held.second.clone()),
            stated_by: held.and_then(|held| held.stamp.stated_by.clone()),
            at: stamp.map(|stamp| stamp.at),
            done_at: held.and_then(|held| held.stamp.done_at),
            stops: case.stops(ix).into_iter().map(|stop| stop.say).collect(),
            cautions: case.cautions(ix),
        }
    }
}
