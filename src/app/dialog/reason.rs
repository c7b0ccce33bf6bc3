//! A reason, a note, or whom somebody told: a few words, then enter.

use super::{Dialog, FollowUp};
use crate::app::screen::{AtCase, Given, next_phase};
use crate::app::{Key, Turn, entry};
use crate::domain::case::{Act, Case, Refusal};
use crate::domain::checklist::{ItemIx, PhaseIx, SectionIx};
use crate::domain::{Answer, Attempt, Id, Outcome, Text};
use tui_input::Input;

#[derive(Debug, Clone)]
pub struct ReasonEntry {
    pub what_for: ReasonFor,
    pub field: Input,
    /// What enter takes while nothing is typed.
    pub proposed: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonFor {
    /// The check is not right.
    NotRight(ItemIx),
    NotApplicable(ItemIx),
    /// The item is put off to a phase.
    Defer(ItemIx, PhaseIx),
    /// Somebody goes on in spite of it.
    Override(ItemIx),
    /// What was recorded is corrected.
    Correct(ItemIx, Answer),
    /// What was signed off is changed.
    AfterSignOff(Box<Act>),
    Note(ItemIx),
    /// Whom somebody told about the item.
    Tell(ItemIx),
    /// An attempt to reach the patient; a remark about it, which may stay empty.
    Tried(SectionIx, Attempt),
    /// A contact that was not planned, recorded from the page of a follow-up.
    Contact(SectionIx),
    /// A follow-up is given up.
    Lose(SectionIx),
    Stop,
    /// The case is closed with this outcome.
    Close(Outcome),
}

impl ReasonFor {
    /// What is wanting in the words for it.
    fn lacks(&self, words: &Text) -> Option<String> {
        match self {
            Self::Tried(..) => None,
            Self::Note(_) | Self::Tell(_) | Self::Contact(_) => {
                words.is_blank().then(|| "nothing is written yet: a few words, or esc".to_owned())
            }
            Self::NotRight(_)
            | Self::NotApplicable(_)
            | Self::Defer(..)
            | Self::Override(_)
            | Self::Correct(..)
            | Self::AfterSignOff(_)
            | Self::Lose(_)
            | Self::Stop
            | Self::Close(_) => (!words.says_why()).then(|| format!("{}; esc gives up", Refusal::<Id>::ReasonMissing)),
        }
    }

    /// The page it was asked from, which comes back.
    fn page(&self) -> Option<Dialog> {
        match self {
            Self::Tried(section, _) | Self::Contact(section) | Self::Lose(section) => Some(FollowUp::page(*section)),
            Self::NotRight(_)
            | Self::NotApplicable(_)
            | Self::Defer(..)
            | Self::Override(_)
            | Self::Correct(..)
            | Self::AfterSignOff(_)
            | Self::Note(_)
            | Self::Tell(_)
            | Self::Stop
            | Self::Close(_) => None,
        }
    }
}

impl ReasonEntry {
    fn new(what_for: ReasonFor, proposed: Option<Text>) -> Self {
        Self { what_for, field: Input::default(), proposed }
    }

    pub(in crate::app) fn ask(what_for: ReasonFor) -> Turn {
        let proposed = matches!(what_for, ReasonFor::Correct(..)).then(|| Text::from("entered wrongly"));
        Turn::open(Dialog::Reason(Self::new(what_for, proposed)))
    }

    /// That what a stop rests on was never so, or that something was done before the procedure was stopped, takes
    /// words: enter alone would say it by habit.
    pub(in crate::app) fn ask_in_words(what_for: ReasonFor) -> Turn {
        Turn::open(Dialog::Reason(Self::new(what_for, None)))
    }

    /// Asks whom somebody told. It is about the current item where its cautions name somebody, else about the
    /// newest answer that is still to be told: the cursor has gone on from there.
    pub(in crate::app) fn ask_told(case: &Case, here: ItemIx) -> Turn {
        let waits = |ix: &ItemIx| !case.to_tell(*ix).is_empty();
        let newest = case.checklist().item_ixs().filter(waits).max_by_key(|ix| case.touched(*ix));
        let stop = || case.all_stops().first().map(|stop| stop.item).filter(|_| case.stops(here).is_empty());
        let ix = Some(here).filter(waits).or(newest).or_else(stop).unwrap_or(here);
        let whom = case.to_tell(ix).into_iter().next();
        let proposed = whom.unwrap_or_else(|| Text::from("clinician"));
        Turn::open(Dialog::Reason(Self::new(ReasonFor::Tell(ix), Some(proposed))))
    }

    /// An answer would change what was signed off: asks why.
    pub(in crate::app) fn after_sign_off(act: &Act) -> Option<Self> {
        let answers = matches!(act, Act::Answer { .. });
        answers.then(|| Self::new(ReasonFor::AfterSignOff(Box::new(act.clone())), None))
    }

    pub(super) fn press(mut self, key: Key, at: &mut AtCase<'_>) -> Turn {
        match (key, &mut self.what_for) {
            (Key::Esc, what_for) => {
                if !self.field.value().is_empty() {
                    at.shell.say("given up: nothing was recorded");
                }
                return Turn::default().or(what_for.page());
            }
            (Key::Enter, _) => return self.given(at),
            (Key::Tab, ReasonFor::Defer(ix, to)) => *to = later_phase(at.case, *ix, *to),
            (key, _) => entry::edit(&mut self.field, key),
        }
        Turn::open(Dialog::Reason(self))
    }

    fn given(self, at: &mut AtCase<'_>) -> Turn {
        let typed = self.field.value().trim();
        let typed = if typed.is_empty() { self.proposed.as_ref().map_or("", Text::as_str) } else { typed };
        let reason = Text::sanitise(typed);
        if let Some(lacks) = self.what_for.lacks(&reason) {
            at.shell.failed(&lacks);
            return Turn::open(Dialog::Reason(self));
        }
        // What an earlier attempt was refused for is answered now.
        at.shell.notice = None;
        let page = self.what_for.page();
        self.what_for.given(reason, at).or(page)
    }
}

impl ReasonFor {
    /// The reason is there: records what it was asked for.
    fn given(self, reason: Text, at: &mut AtCase<'_>) -> Turn {
        let checklist = at.case.checklist();
        let id = |ix: ItemIx| -> Id { checklist.item(ix).id.clone() };
        let act = match self {
            Self::NotRight(item) => {
                let again = at.case.status(item).is_settled();
                return at.answer(Given { again, ..Given::new(item, Answer::NotRight(reason)) });
            }
            Self::Correct(item, answer) => {
                return at.answer(Given { reason: Some(reason), ..Given::new(item, answer) });
            }
            Self::AfterSignOff(act) => with_reason(*act, reason),
            Self::NotApplicable(ix) => Act::NotApplicable { item: id(ix), reason },
            Self::Defer(ix, to) => Act::Defer { item: id(ix), reason, to: Some(checklist.phase(to).id.clone()) },
            Self::Override(ix) => Act::Override { item: id(ix), reason },
            Self::Note(ix) => Act::Note { item: Some(id(ix)), text: reason },
            Self::Tell(ix) => Act::Escalate { item: id(ix), told: reason, text: None },
            Self::Tried(section, result) => {
                let text = Some(reason).filter(|remark| !remark.is_blank());
                Act::Attempt { section: checklist.section(section).id.clone(), result, text }
            }
            Self::Contact(_) => Act::Contact { text: reason },
            Self::Lose(section) => Act::Lose { section: checklist.section(section).id.clone(), reason },
            Self::Stop => Act::Stop { reason },
            Self::Close(outcome) => Act::Close { outcome, reason: Some(reason) },
        };
        at.record(act)
    }
}

/// An answer that changes what was signed off says why; nothing else needs a reason beside its own.
fn with_reason(act: Act, reason: Text) -> Act {
    match act {
        Act::Answer { item, answer, second, again, carried, reason: _ } => {
            Act::Answer { item, answer, second, reason: Some(reason), again, carried }
        }
        other => other,
    }
}

/// The phase after `to` to which an item may be put off; after the last one the first possible again.
fn later_phase(case: &Case, ix: ItemIx, to: PhaseIx) -> PhaseIx {
    let first = next_phase(case, ix);
    let last = case.checklist().phases.len().saturating_sub(1);
    if to.0 >= last { first } else { PhaseIx(to.0 + 1) }
}
