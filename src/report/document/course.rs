//! What stands beside the items: crises, follow-ups, timers, what was noted.

use super::who;
use crate::domain::case::{Case, FollowUp};
use crate::domain::checklist::{AnswerType, SectionIx, in_words};
use crate::domain::{Answer, CaseFact, Fact, Id, ItemFact, Moment, Now, Text, say_day};
use jiff::civil::Time;

/// A crisis card that was opened, with its stamps.
#[derive(Debug, Clone)]
pub struct CardReport {
    pub title: Text,
    /// When, and what was stamped.
    pub stamps: Vec<(Moment, Text)>,
}

#[derive(Debug, Clone)]
pub struct FollowUpReport {
    pub title: Text,
    /// When it is due and from when on it is late; nothing while its anchor has no time.
    pub due: Option<FollowUp>,
    /// When it is due and until when it is in time, in words.
    pub when: Option<(String, String)>,
    pub completion: Text,
    /// When it was recorded last, where it is complete.
    pub done: Option<Moment>,
    /// The attempts to reach the patient, and why it was given up.
    pub attempts: Vec<Text>,
}

#[derive(Debug, Clone)]
pub struct TimerReport {
    pub name: Text,
    pub minutes: Text,
    pub started: Option<Moment>,
    pub ended: Option<Moment>,
}

/// What somebody noted.
#[derive(Debug, Clone)]
pub struct Comment {
    /// The item that it is about.
    pub about: Option<Text>,
    pub words: Text,
    pub who: Text,
}

pub(super) fn cards(case: &Case) -> Vec<CardReport> {
    let cards = case.crises().into_iter().map(|crisis| CardReport {
        title: Text::sanitise(case.card_title(crisis.card)),
        stamps: crisis.stamps.iter().map(|stamped| (stamped.at, Text::from(stamped.words()))).collect(),
    });
    cards.collect()
}

pub(super) fn follow_ups(case: &Case, day: &Now) -> Vec<FollowUpReport> {
    let sections = case.checklist().section_ixs().filter(|ix| case.checklist().section(*ix).due.is_some());
    let reports = sections.map(|ix| {
        let tried = case.attempts(ix).into_iter().map(|tried| {
            let text = tried.text.map(|text| format!(": {text}")).unwrap_or_default();
            Text::from(format!("{}{text}; {}", tried.result.said(), who(tried.stamp, day)))
        });
        let lost = case.lost(ix).map(|(stamp, why)| Text::from(format!("LOST: {why}; {}", who(stamp, day))));
        FollowUpReport {
            title: case.checklist().section(ix).title.clone(),
            due: case.due(ix, day),
            when: due_words(case, ix, day),
            completion: Text::from(case.section_progress(ix).words()),
            done: recorded_last(case, ix).filter(|_| case.section_progress(ix).is_complete()),
            attempts: tried.chain(lost).collect(),
        }
    });
    reports.collect()
}

fn recorded_last(case: &Case, section: SectionIx) -> Option<Moment> {
    let is_own =
        |id: &Id| case.checklist().find(id.as_str()).is_some_and(|ix| case.checklist().item(ix).section == section);
    let of_section = case.facts().filter_map(|(stamp, fact)| match fact {
        Fact::Item(id, fact) if fact.answers() && is_own(id) => Some(stamp.happened()),
        Fact::Item(..) | Fact::Case(_) => None,
    });
    of_section.max()
}

impl FollowUpReport {
    /// Whether it was complete only after the last moment in time.
    pub fn was_late(&self) -> bool {
        self.due.zip(self.done).is_some_and(|(due, done)| due.late <= done)
    }
}

/// When a section is due and until when it is in time; in a de-identified case how long after its anchor.
pub(in crate::report) fn due_words(case: &Case, ix: SectionIx, day: &Now) -> Option<(String, String)> {
    let due = case.due(ix, day)?;
    let named = case.checklist().section(ix).due.as_ref().and_then(|due| due.named);
    Some(match named {
        Some((after, by)) => (format!("+{}", in_words(&after)), format!("+{}", in_words(&by))),
        None => (day_or_moment(due.due, day), in_time_until(due.late, day)),
    })
}

/// A day, or a moment where it is not a whole day.
fn day_or_moment(at: Moment, day: &Now) -> String {
    let then = at.in_zone(&day.zone);
    if then.time() == Time::midnight() { say_day(then.date()) } else { day.say(at) }
}

/// The last day, or the last moment, in time.
fn in_time_until(late: Moment, day: &Now) -> String {
    let is_midnight = late.in_zone(&day.zone).time() == Time::midnight();
    if is_midnight { say_day(late.plus_seconds(-1).in_zone(&day.zone).date()) } else { day.say(late) }
}

pub(super) fn timers(case: &Case) -> Vec<TimerReport> {
    let checklist = case.checklist();
    let timers = checklist.item_ixs().filter_map(|ix| {
        let item = checklist.item(ix);
        let AnswerType::Timer { minutes, from, .. } = item.answer else { return None };
        let mut by_hand = case.facts().filter_map(|(stamp, fact)| match fact {
            Fact::Item(id, ItemFact::TimerStarted { .. }) if *id == item.id => Some(stamp.happened()),
            Fact::Item(..) | Fact::Case(_) => None,
        });
        let by_time = || match case.answer(from?) {
            Some((_, Answer::Time(at))) => Some(*at),
            _ => None,
        };
        let started = by_hand.next_back().or_else(by_time);
        let ended = case.answer(ix).and_then(|(_, answer)| match answer {
            Answer::TimerEnded(at) => Some(*at),
            _ => None,
        });
        let was = started.is_some() || ended.is_some();
        let minutes = Text::from(format!("{minutes} min"));
        was.then(|| TimerReport { name: item.text.clone(), minutes, started, ended })
    });
    timers.collect()
}

/// What was noted about the case and its items, and contacts that were not planned, oldest first.
pub(super) fn comments(case: &Case, day: &Now) -> Vec<Comment> {
    let comments = case.facts().filter_map(|(stamp, fact)| {
        let (about, words) = match fact {
            Fact::Item(id, ItemFact::Noted { text }) => (Some(Text::sanitise(case.call(id))), text.clone()),
            Fact::Case(CaseFact::Noted { text }) => (None, text.clone()),
            Fact::Case(CaseFact::Contacted { text }) => {
                (Some(Text::from("contact that was not planned")), text.clone())
            }
            Fact::Item(..) | Fact::Case(_) => return None,
        };
        Some(Comment { about, words, who: who(stamp, day) })
    });
    comments.collect()
}
