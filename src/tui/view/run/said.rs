//! What stands for an item, in words: what was answered, by whom and when, and what is to be known beside it.

use super::super::{View, left, wrap};
use crate::app::RunAction;
use crate::domain::case::{Case, Content, Recording, Status};
use crate::domain::checklist::ItemIx;
use crate::domain::when::day_or_time;
use crate::domain::{Answer, Operator, Stamp};

/// What stands for an item, and who recorded it when.
pub(super) struct Said<'a> {
    pub(super) words: String,
    by: Option<(&'a Stamp, Option<&'a Operator>)>,
}

impl<'a> Said<'a> {
    fn by(words: String, stamp: &'a Stamp, second: Option<&'a Operator>) -> Self {
        Self { words, by: Some((stamp, second)) }
    }

    /// Who and when; when it happened, where that was earlier.
    pub(super) fn who(&self, view: View<'_>) -> String {
        let Some((stamp, second)) = self.by else { return String::new() };
        let at = view.now.say(stamp.at);
        match stamp.done_at {
            Some(done_at) => format!("done {}, recorded {at} {}", view.now.say(done_at), initials(stamp, second)),
            None => format!("{at} {}", initials(stamp, second)),
        }
    }

    /// The same in a line among others: the moment that counts, of another day the day alone.
    pub(super) fn brief(&self, view: View<'_>) -> String {
        let Some((stamp, second)) = self.by else { return String::new() };
        let at = stamp
            .done_at
            .map_or_else(|| day_or_time(stamp.at, view.now), |at| format!("done {}", day_or_time(at, view.now)));
        format!("{at} {}", initials(stamp, second))
    }

    /// The same with the role of whoever answered what is for another.
    pub(super) fn with_role(&self, view: View<'_>, case: &Case, ix: ItemIx) -> String {
        let other = self.by.filter(|(stamp, _)| case.is_for_another(ix, stamp).is_some());
        let role = other.map(|(stamp, _)| format!(" ({})", stamp.by.role.word())).unwrap_or_default();
        self.who(view) + &role
    }
}

fn initials(stamp: &Stamp, second: Option<&Operator>) -> String {
    let second = second.map(|second| format!("+{}", second.code)).unwrap_or_default();
    match &stamp.stated_by {
        Some(said_by) => format!("{said_by} by {}{second}", stamp.by.code),
        None => format!("{}{second}", stamp.by.code),
    }
}

/// What was answered, the newest finding first: the end of a long row may be cut.
fn found(view: View<'_>, case: &Case, ix: ItemIx, answer: &Answer) -> String {
    let newest = answer.say(case.checklist().item(ix), view.now);
    let readings = case.readings(ix);
    let before = readings.iter().rev().skip(1).map(|held| case.say(ix, held, view.now).to_string());
    match before.collect::<Vec<_>>().as_slice() {
        // Its sign says that it was done.
        [] if *answer == Answer::Done => String::new(),
        [] => newest.to_string(),
        before => format!("again: {newest}; before: {}", before.join("; ")),
    }
}

/// What stands for an item; nothing where something is still asked.
pub(super) fn said<'a>(view: View<'_>, case: &'a Case, ix: ItemIx) -> Option<Said<'a>> {
    let checklist = case.checklist();
    Some(match case.status(ix) {
        // What it confirms stands there to be read aloud again; that it changed is told beside.
        Status::Open { .. } if case.is_broken(ix) => return None,
        Status::Open { running: Some(timer) } => Said { words: left(view, &timer), by: None },
        Status::Open { running: None } | Status::Inactive { .. } => return None,
        Status::Answered(held, answer) => Said::by(found(view, case, ix, answer), &held.stamp, held.second.as_ref()),
        Status::NotApplicable(held, reason) => Said::by(format!("n/a: {reason}"), &held.stamp, held.second.as_ref()),
        Status::Deferred(held, reason, to) => {
            let words = format!("deferred to {}: {reason}", checklist.phase(to).title);
            Said::by(words, &held.stamp, held.second.as_ref())
        }
        Status::Overridden { answer, by, reason } => {
            let kept = answer.and_then(|held| match &held.content {
                Content::Answer(answer) => Some(format!("{}; ", answer.say(checklist.item(ix), view.now))),
                Content::NotApplicable(_) | Content::Deferred(..) => None,
            });
            Said::by(format!("{}overridden: {reason}", kept.unwrap_or_default()), by, None)
        }
        Status::NotDone { by, reason, because } => Said::by(format!("{}: {reason}", because.words()), by, None),
        Status::Pending => {
            let on = case.waits_for(ix);
            let on = on.first().map_or("", |&on| checklist.item(on).short.as_str());
            Said { words: format!("depends on: {on}"), by: None }
        }
    })
}

/// The answers that an item confirms stand beside it while it is read aloud, what has several values in rows of its
/// own. A section agreed as a whole has them just above.
pub(super) fn confirmed(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Option<Vec<String>> {
    values(view, case, ix, (width, false))
}

/// The same, each value in a row of its own with its name.
pub(super) fn confirmed_row_by_row(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Option<Vec<String>> {
    values(view, case, ix, (width, true))
}

fn values(view: View<'_>, case: &Case, ix: ItemIx, (width, apart): (usize, bool)) -> Option<Vec<String>> {
    let item = case.checklist().item(ix);
    let elsewhere = item.confirms.iter().filter(|&&on| case.checklist().item(on).section != item.section);
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    for &on in elsewhere {
        let said = match case.status(on) {
            Status::Answered(_, Answer::Fields(of)) => {
                // What is read out is the dose, before that of which it is made.
                let totals: Vec<String> = case.totals(on).iter().map(ToString::to_string).collect();
                let subject = if totals.is_empty() { subject(case, on).to_owned() } else { totals.join(", ") };
                let each = of.iter().map(|row| Answer::Fields(vec![row.clone()]));
                rows.extend(each.map(|row| format!("{subject}: {}", said_of(view, case, on, &row))));
                continue;
            }
            Status::Answered(_, answer) => said_of(view, case, on, answer),
            Status::Open { .. } | Status::Pending => "not answered".to_owned(),
            Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { .. }
            | Status::NotDone { .. }
            | Status::Inactive { .. } => continue,
        };
        if apart {
            rows.push(format!("{}: {said}", case.name(on)));
        } else {
            words.push(said);
        }
    }
    let mut lines = if words.is_empty() { Vec::new() } else { wrap(&words.join(", "), width) };
    for row in rows {
        // What goes on under its first row is no row of its own.
        let broken = wrap(&row, width.saturating_sub(2)).into_iter().enumerate();
        lines.extend(broken.map(|(n, words)| if n == 0 { words } else { format!("  {words}") }));
    }
    (!lines.is_empty()).then_some(lines)
}

fn said_of(view: View<'_>, case: &Case, ix: ItemIx, answer: &Answer) -> String {
    answer.say(case.checklist().item(ix), view.now).to_string()
}

/// What an item with several values is about: "Lidocaine: dose, lot, expiry?" is about lidocaine.
fn subject(case: &Case, ix: ItemIx) -> &str {
    let name = case.name(ix);
    name.split_once(':').map_or(name, |(subject, _)| subject)
}

/// What is to be known beside an answer: that what it rests on changed, its cautions, whom to tell.
pub(super) fn remarks(view: View<'_>, case: &Case, ix: ItemIx) -> Vec<String> {
    let mut remarks = Vec::new();
    if case.is_broken(ix) {
        remarks.push("≠ what it confirmed has changed: confirm again".to_owned());
    }
    if case.status(ix).is_open() {
        // That a check was done before says nothing of what was found.
        let found = |held: &&Recording| held.is_past && held.content != Content::Answer(Answer::Done);
        let past = case.readings(ix).into_iter().filter(found);
        let before: Vec<String> = past.map(|held| case.say(ix, held, view.now).to_string()).collect();
        // What a patient was asked days before stands beside the same question of the day.
        let item = case.checklist().item(ix);
        let asked = item.confirms.iter().filter(|&&on| item.screening && case.checklist().item(on).screening);
        let told = asked.filter_map(|&on| case.answer(on).map(|(_, answer)| said_of(view, case, on, answer)));
        let before: Vec<String> = told.chain(before).collect();
        remarks.extend((!before.is_empty()).then(|| format!("before: {}", before.join("; "))));
    }
    if matches!(case.status(ix), Status::Answered(..)) {
        remarks.extend(case.totals(ix).into_iter().map(|total| format!("= {total}")));
    }
    if case.changed_after_sign_off(ix) {
        remarks.push("≠ changed after sign-off".to_owned());
    }
    remarks.extend(case.cautions(ix).iter().map(|caution| format!("▲ {caution}")));
    let to_tell = case.to_tell(ix);
    if !to_tell.is_empty() {
        let whom: Vec<&str> = to_tell.iter().map(crate::domain::Text::as_str).collect();
        remarks.push(format!("▲ tell: {} ({} records it)", whom.join(", "), view.key(RunAction::Tell)));
    }
    if let Some((held, _)) = case.answer(ix)
        && let Some(from) = &held.carried
    {
        remarks.push(format!("room checked {} by {} for another case", view.now.say(from.at), from.by.code));
    }
    if let Some((stamp, told, _)) = case.escalations(ix).last() {
        remarks.push(format!("told {told}  {} {}", view.now.say(stamp.at), stamp.by.code));
    }
    remarks
}
