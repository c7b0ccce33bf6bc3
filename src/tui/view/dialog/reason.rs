//! A reason, a note, or whom somebody told.

use super::{super::View, Panel};
use crate::app::{ReasonEntry, ReasonFor};
use crate::domain::case::{Act, Case};
use crate::domain::checklist::ItemIx;
use crate::domain::{Answer, Attempt};

pub(super) fn panel<'a>(view: View<'a>, entry: &ReasonEntry, case: Option<&Case>) -> Panel<'a> {
    let (title, ask) = asks(&entry.what_for, case);
    let mut panel = Panel::new(view, title);
    if let Some(becomes) = case.and_then(|case| becomes(view, case, &entry.what_for)) {
        panel.say_as(&becomes, view.theme.title);
    }
    panel.say(&ask);
    panel.more("enter saves  esc gives up");
    let hint = entry.proposed.as_ref().map(|proposed| format!("enter takes \"{proposed}\"")).unwrap_or_default();
    panel.field(&entry.field, &hint);
    panel
}

/// What a reason is given for, and what is asked.
fn asks(what_for: &ReasonFor, case: Option<&Case>) -> (String, String) {
    let text = |ix: &ItemIx| case.map_or(String::new(), |case| case.checklist().item(*ix).text.to_string());
    match what_for {
        ReasonFor::NotRight(ix) => (format!("NOT RIGHT  {}", text(ix)), "What is not right?".to_owned()),
        ReasonFor::NotApplicable(ix) => {
            (format!("DOES NOT APPLY  {}", text(ix)), "Why does it not apply to this patient?".to_owned())
        }
        ReasonFor::Defer(ix, to) => {
            let to = case.map_or("", |case| case.checklist().phase(*to).title.as_str());
            (format!("DEFER  {}", text(ix)), format!("Put off to {to} (tab: to another phase). Why?"))
        }
        ReasonFor::Override(ix) => (
            format!("OVERRIDE  {}", text(ix)),
            "Why go on all the same? Your name and this reason are recorded.".to_owned(),
        ),
        ReasonFor::Correct(ix, _) => {
            let (title, ask) = asks_for_answer(case.is_some_and(|case| case.comes_late(*ix)));
            (format!("{title}  {}", text(ix)), ask.to_owned())
        }
        ReasonFor::AfterSignOff(_) => (
            "CHANGE what was signed off".to_owned(),
            "Why? The sign-off shows as broken until somebody signs again.".to_owned(),
        ),
        ReasonFor::Note(ix) => {
            (format!("NOTE  {}", text(ix)), "No names, no birth dates, no record numbers.".to_owned())
        }
        ReasonFor::Tell(ix) => (format!("TOLD  {}", text(ix)), "Whom did you tell? A staff code or a role.".to_owned()),
        ReasonFor::Tried(_, result) => {
            let title = if *result == Attempt::Letter { "LETTER sent" } else { "NOT REACHED, to be tried again" };
            (title.to_owned(), "Anything to know about it? No names, no birth dates. Empty: nothing.".to_owned())
        }
        ReasonFor::Contact(_) => (
            "CONTACT that was not planned".to_owned(),
            "What was it about? No names, no birth dates, no record numbers.".to_owned(),
        ),
        ReasonFor::Lose(section) => {
            let title = case.map_or("", |case| case.checklist().section(*section).title.as_str());
            (format!("LOST to follow-up  {title}"), "Why is it given up?".to_owned())
        }
        ReasonFor::Stop => {
            let begun = case.is_some_and(Case::has_begun_procedure);
            let then =
                if begun { "Recovery and follow-up stay open." } else { "It has not begun: the case is closed." };
            ("STOP the procedure".to_owned(), format!("Why is it stopped? {then}"))
        }
        ReasonFor::Close(outcome) => {
            let ends = case.map(ends_undone).unwrap_or_default();
            (format!("CLOSE the case as {}", outcome.word()), format!("Why?{ends}"))
        }
    }
}

/// Why an answer takes the place of another one, or comes after the procedure was stopped.
fn asks_for_answer(is_late: bool) -> (&'static str, &'static str) {
    if is_late {
        ("RECORD after the stop", "It was not done when the procedure was stopped. Why is it recorded now?")
    } else {
        ("CORRECT", "Why is it corrected? The old entry stays in the record.")
    }
}

/// What a case that was begun leaves undone when it is closed: recovery and follow-ups above all.
fn ends_undone(case: &Case) -> String {
    let section = |ix| &case.checklist().section(case.checklist().item(ix).section).title;
    let mut open: Vec<&str> = case.keeps_open().map(|ix| section(ix).as_str()).collect();
    open.dedup();
    if open.is_empty() || !case.has_begun_procedure() {
        return String::new();
    }
    format!(" Not done then: {}.", open.join(", "))
}

/// A correction shows what stood and what will stand: one digit may have changed it.
fn becomes(view: View<'_>, case: &Case, what_for: &ReasonFor) -> Option<String> {
    let (ix, new) = match what_for {
        ReasonFor::Correct(ix, answer) => (*ix, answer),
        ReasonFor::AfterSignOff(act) => match act.as_ref() {
            Act::Answer { item, answer, .. } => (case.checklist().find(item.as_str())?, answer),
            _ => return None,
        },
        _ => return None,
    };
    let item = case.checklist().item(ix);
    let said = |answer: &Answer| answer.say(item, view.now).to_string();
    let was = case.answer(ix).map(|(_, old)| format!("was: {}  ", said(old))).unwrap_or_default();
    Some(format!("{was}becomes: {}", said(new)))
}
