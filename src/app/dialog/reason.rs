//! A reason, a note, or whom somebody told: a few words, then enter.

use super::{App, Context, Dialog, Effect, Key};
use crate::{
    app::{Notice, entry},
    domain::{
        Answer, Attempt, Id, Outcome, Text,
        case::Act,
        checklist::{ItemIx, PhaseIx, SectionIx},
    },
};
use tui_input::Input;

/// Giving a reason or a note.
#[derive(Debug, Clone)]
pub struct ReasonEntry {
    /// What for.
    pub what_for: ReasonFor,
    /// What is typed.
    pub field: Input,
    /// What enter takes while nothing is typed.
    pub proposed: Option<Text>,
}

/// What a reason is given for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReasonFor {
    /// The check is not right.
    NotRight(ItemIx),
    /// The item does not apply.
    NotApplicable(ItemIx),
    /// The item is put off to a phase.
    Defer(ItemIx, PhaseIx),
    /// Somebody goes on in spite of it.
    Override(ItemIx),
    /// What was recorded is corrected.
    Correct(ItemIx, Answer),
    /// What was signed off is changed.
    AfterSignOff(Box<Act>),
    /// A note.
    Note(ItemIx),
    /// Whom somebody told about the item.
    Tell(ItemIx),
    /// An attempt to reach the patient; a remark about it, which may stay empty.
    Tried(SectionIx, Attempt),
    /// A contact that was not planned, recorded from the page of a follow-up.
    Contact(SectionIx),
    /// A follow-up is given up.
    Lose(SectionIx),
    /// The procedure is stopped.
    Stop,
    /// The case is closed with this outcome.
    Close(Outcome),
}

impl ReasonFor {
    /// The page it was asked from, which comes back.
    fn page(&self) -> Option<Dialog> {
        match self {
            Self::Tried(section, _) | Self::Contact(section) | Self::Lose(section) => {
                Some(Dialog::FollowUp(*section, 0))
            }
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
    /// Asks for a reason.
    pub fn new(what_for: ReasonFor, proposed: Option<Text>) -> Self {
        Self { what_for, field: Input::default(), proposed }
    }
}

impl App {
    /// Asks for a reason.
    pub(in crate::app) fn ask(&mut self, what_for: ReasonFor) {
        let proposed = matches!(what_for, ReasonFor::Correct(..)).then(|| Text::from("entered wrongly"));
        self.dialog = Some(Dialog::Reason(ReasonEntry::new(what_for, proposed)));
    }

    /// Asks whom somebody told. It is about the current item where its cautions name somebody, else about the
    /// newest answer that is still to be told: the cursor has gone on from there.
    pub(in crate::app) fn ask_told(&mut self, here: ItemIx, at: Context<'_>) {
        let Some(case) = at.case else { return };
        let waits = |ix: &ItemIx| !case.to_tell(*ix).is_empty();
        let newest = case.checklist().item_ixs().filter(waits).max_by_key(|ix| case.touched(*ix));
        let stop = || case.all_stops().first().map(|stop| stop.item).filter(|_| case.stops(here).is_empty());
        let ix = Some(here).filter(waits).or(newest).or_else(stop).unwrap_or(here);
        let whom = case.to_tell(ix).into_iter().next();
        let proposed = whom.unwrap_or_else(|| Text::from("clinician"));
        self.dialog = Some(Dialog::Reason(ReasonEntry::new(ReasonFor::Tell(ix), Some(proposed))));
    }

    pub(super) fn type_reason(&mut self, mut entry: ReasonEntry, key: Key, at: Context<'_>) -> Vec<Effect> {
        match (key, &mut entry.what_for) {
            (Key::Esc, _) => {
                self.dialog = entry.what_for.page();
                return Vec::new();
            }
            (Key::Enter, _) => return self.reason_given(entry, at),
            (Key::Tab, ReasonFor::Defer(ix, to)) => {
                if let Some(case) = at.case {
                    *to = later_phase(case, *ix, *to);
                }
            }
            (key, _) => entry::edit(&mut entry.field, key),
        }
        self.dialog = Some(Dialog::Reason(entry));
        Vec::new()
    }

    fn reason_given(&mut self, entry: ReasonEntry, at: Context<'_>) -> Vec<Effect> {
        let typed = entry.field.value().trim();
        let typed = if typed.is_empty() { entry.proposed.as_ref().map_or("", Text::as_str) } else { typed };
        if typed.is_empty() && !matches!(entry.what_for, ReasonFor::Tried(..)) {
            self.notice = Some(Notice::Error(Text::from("a reason is needed; say why in a few words, or esc")));
            self.dialog = Some(Dialog::Reason(entry));
            return Vec::new();
        }
        let reason = Text::sanitise(typed);
        let Some(case) = at.case else { return Vec::new() };
        // What an earlier attempt was refused for is answered now.
        self.notice = None;
        self.dialog = entry.what_for.page();
        let checklist = case.checklist();
        let id = |ix: ItemIx| -> Id { checklist.item(ix).id.clone() };
        let act = match entry.what_for {
            ReasonFor::NotRight(ix) => {
                let again = case.status(ix).is_settled();
                return self.answer(ix, Answer::NotRight(reason), None, None, again, at);
            }
            ReasonFor::Correct(ix, answer) => return self.answer(ix, answer, None, Some(reason), false, at),
            ReasonFor::AfterSignOff(act) => with_reason(*act, reason),
            ReasonFor::NotApplicable(ix) => Act::NotApplicable { item: id(ix), reason },
            ReasonFor::Defer(ix, to) => Act::Defer { item: id(ix), reason, to: Some(checklist.phase(to).id.clone()) },
            ReasonFor::Override(ix) => Act::Override { item: id(ix), reason },
            ReasonFor::Note(ix) => Act::Note { item: Some(id(ix)), text: reason },
            ReasonFor::Tell(ix) => Act::Escalate { item: id(ix), told: reason, text: None },
            ReasonFor::Tried(section, result) => {
                let text = Some(reason).filter(|remark| !remark.is_blank());
                Act::Attempt { section: checklist.section(section).id.clone(), result, text }
            }
            ReasonFor::Contact(_) => Act::Contact { text: reason },
            ReasonFor::Lose(section) => Act::Lose { section: checklist.section(section).id.clone(), reason },
            ReasonFor::Stop => Act::Stop { reason },
            ReasonFor::Close(outcome) => Act::Close { outcome, reason: Some(reason) },
        };
        self.record(act, at)
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
fn later_phase(case: &crate::domain::case::Case, ix: ItemIx, to: PhaseIx) -> PhaseIx {
    let first = next_phase(case, ix);
    let last = case.checklist().phases.len().saturating_sub(1);
    if to.0 >= last { first } else { PhaseIx(to.0 + 1) }
}

/// The phase to which an item is put off unless another is named.
pub(in crate::app) fn next_phase(case: &crate::domain::case::Case, ix: ItemIx) -> PhaseIx {
    let own = case.checklist().section(case.checklist().item(ix).section).phase;
    PhaseIx((own.0 + 1).min(case.checklist().phases.len().saturating_sub(1)))
}
