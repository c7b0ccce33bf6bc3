//! What a report says about one item.

use crate::domain::case::{Case, Content, Recording, Status, StatusKind};
use crate::domain::checklist::{ItemIx, Level};
use crate::domain::{Answer, Carried, Moment, Now, Operator, StaffCode, Stamp, Text};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct ItemReport {
    pub id: String,
    pub text: Text,
    /// critical, required or routine.
    pub level: Level,
    pub status: StatusKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// The answer, the reason or what it waits for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Operator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<Operator>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_by: Option<StaffCode>,
    /// When it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// When it happened, when that was earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Moment>,
    /// The case from which a check of the room was carried over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Carried>,
    /// The readings that are all true, oldest first, where there is more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Text>,
    /// The stops that stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Text>,
    /// What to be careful about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<Text>,
    /// Whom to tell, as long as nobody recorded that they were told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tell: Vec<Text>,
    /// Who was told about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ToldReport>,
    /// What was noted about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteReport>,
    /// Who answers it, where somebody else recorded it.
    #[serde(skip)]
    pub(super) is_for: Option<&'static str>,
    /// Whether it changed after its phase was signed off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub changed_after_sign_off: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ToldReport {
    pub told: Text,
    pub by: Operator,
    pub at: Moment,
    /// What was said or agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NoteReport {
    pub by: Operator,
    pub at: Moment,
    pub text: Text,
}

impl NoteReport {
    /// A note with its stamp.
    pub(super) fn new((stamp, text): (&Stamp, &Text)) -> Self {
        Self { by: stamp.by.clone(), at: stamp.happened(), text: text.clone() }
    }
}

impl ItemReport {
    /// Says how an item stands now.
    pub fn new(case: &Case, ix: ItemIx, now: &Now) -> Self {
        let item = case.checklist().item(ix);
        let status = case.status(ix);
        let (held, words) = held_and_words(case, ix, &status, now);
        let stamp = match &status {
            Status::Overridden { by, .. } | Status::NotDone { by, .. } => Some(*by),
            Status::Open { .. }
            | Status::Answered(..)
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Inactive { .. }
            | Status::Pending => held.map(|held| &*held.stamp),
        };
        let own = held.filter(|_| !matches!(status, Status::Overridden { .. }));
        let said = stamp.filter(|_| !matches!(status, Status::NotDone { .. }));
        let readings = case.readings(ix);
        // One that stands is the answer itself.
        let more = readings.len() > 1 || readings.iter().any(|held| held.is_past);
        let readings = readings.iter().filter(|_| more).map(|held| case.say(ix, held, now)).collect();
        let told = case.escalations(ix).map(|(stamp, told, text)| ToldReport {
            told: told.clone(),
            by: stamp.by.clone(),
            at: stamp.happened(),
            text: text.cloned(),
        });
        Self {
            id: item.id.to_string(),
            text: item.text.clone(),
            level: item.level,
            status: status.kind(),
            answer: held.and_then(|held| match &held.content {
                Content::Answer(answer) => Some(answer.clone()),
                Content::NotApplicable(_) | Content::Deferred(..) => None,
            }),
            words,
            by: stamp.map(|stamp| stamp.by.clone()),
            // Whoever stands beside an answer does not stand beside its override.
            second: own.and_then(|held| held.second.clone()),
            stated_by: said.and_then(|stamp| stamp.stated_by.clone()),
            at: stamp.map(|stamp| stamp.at),
            done_at: said.and_then(|stamp| stamp.done_at),
            carried: own.and_then(|held| held.carried.clone()),
            readings,
            stops: case.stops(ix).iter().map(|stop| case.say_stop(stop, now)).collect(),
            cautions: case.cautions(ix),
            tell: case.to_tell(ix),
            told: told.collect(),
            notes: case.notes(Some(ix)).map(NoteReport::new).collect(),
            is_for: held.and_then(|held| case.is_for_another(ix, &held.stamp)),
            changed_after_sign_off: case.changed_after_sign_off(ix),
        }
    }
}

/// What was recorded for an item, and how it stands in words.
fn held_and_words<'a>(
    case: &'a Case,
    ix: ItemIx,
    status: &Status<'a>,
    now: &Now,
) -> (Option<&'a Recording>, Option<Text>) {
    let item = case.checklist().item(ix);
    match status {
        Status::Open { running: None } if case.is_broken(ix) => {
            (None, Some(Text::from("what it confirmed has changed: confirm again")))
        }
        Status::Open { running } => {
            (None, running.map(|timer| Text::from(format!("timer runs until {}", now.say(timer.ends())))))
        }
        Status::Answered(held, answer) => (Some(held), Some(answer.say(item, now))),
        Status::NotApplicable(held, reason) => (Some(held), Some((*reason).clone())),
        Status::Deferred(held, reason, to) => {
            let to = &case.checklist().phase(*to).title;
            (Some(held), Some(Text::from(format!("{reason} (to {to})"))))
        }
        Status::Overridden { answer, by, reason } => {
            let before = answer.map(|held| format!("{}; ", answer_and_who(case, ix, held, now))).unwrap_or_default();
            (*answer, Some(Text::from(format!("{before}overridden by {}: {reason}", by.by))))
        }
        Status::NotDone { reason, because, .. } => (None, Some(Text::from(format!("{}: {reason}", because.words())))),
        Status::Inactive { .. } => (None, None),
        Status::Pending => {
            let on: Vec<&str> = case.waits_for(ix).iter().map(|&on| case.checklist().item(on).id.as_str()).collect();
            (None, Some(Text::from(format!("depends on {}", on.join(", ")))))
        }
    }
}

/// What an override was made in spite of, and who had recorded it.
fn answer_and_who(case: &Case, ix: ItemIx, held: &Recording, now: &Now) -> String {
    let Stamp { by, at, .. } = &*held.stamp;
    let second = held.second.as_ref().map(|second| format!(" + {}", second.code)).unwrap_or_default();
    format!("{} ({} {}{second}{})", case.say(ix, held, now), now.say(*at), by.code, held.stamp.beside(now))
}
