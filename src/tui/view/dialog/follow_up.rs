//! The page of a follow-up: the case in short, what was found then, attempts, contacts.

use super::super::{Hint, View, hints, mark, notice, notice_height, put_lines, stacked, wrap};
use crate::app::{Action, FollowUp, FollowUpAction, KeyMode};
use crate::domain::case::{Case, Status};
use crate::domain::checklist::{AnswerType, ItemIx, SectionIx};
use crate::domain::when::late_by;
use crate::domain::{Answer, Attempt, CaseFact, Fact, ItemFact};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

const PAPERS: [Action; 2] = [Action::FollowUp(FollowUpAction::Report), Action::FollowUp(FollowUpAction::Handouts)];
/// The id of the option that says that there is nothing.
const NONE: &str = "none";

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: &Case, page: &FollowUp) {
    let width = usize::from(area.width.saturating_sub(3));
    let stops = case.all_stops().into_iter().map(|stop| format!("STOP  {}", case.say_stop(stop, view.now)));
    let stops =
        stops.flat_map(|words| wrap(&words, width)).map(|words| Line::styled(format!(" {words}"), view.theme.stop));
    let mut own = lines(view, case, page.section, width).into_iter();
    // What marks a demonstration begins the page, as it begins every screen.
    let mut title = own.next().unwrap_or_default();
    title.spans.splice(0..0, mark(view));
    let lines: Vec<Line<'static>> = stops.chain(own).collect();
    let [body, said, bar] = stacked(area, [None, Some(notice_height(view.app, area)), Some(1)]);
    let room = usize::from(body.height).saturating_sub(1);
    let first = page.page.first_of(lines.len(), room, 0);
    let below = lines.len().saturating_sub(first + room);
    // The title, with the case and its mark, stays while the rest is scrolled.
    let mut shown: Vec<Line<'static>> = [title].into_iter().chain(lines.into_iter().skip(first).take(room)).collect();
    if below > 0
        && let Some(last) = shown.last_mut()
    {
        *last = Line::styled(format!(" ↓ {} more lines", below + 1), view.theme.focus);
    }
    Clear.render(area, frame.buffer_mut());
    put_lines(frame, body, shown);
    notice(frame, said, view);
    // Before anybody is to be rung the page is opened for its papers.
    let papers: &[Action] = match case.due(page.section, view.now) {
        Some(due) if due.is_due(view.now) => &[],
        Some(_) | None => &PAPERS,
    };
    let first = papers
        .iter()
        .zip(["report", "handouts"])
        .map(|(action, what)| Hint::of(view, KeyMode::FollowUp, *action, what));
    hints(frame, bar, view, first.collect(), KeyMode::FollowUp, papers);
}

fn lines(view: View<'_>, case: &Case, section: SectionIx, width: usize) -> Vec<Line<'static>> {
    let checklist = case.checklist();
    let theme = view.theme;
    let mut lines = Vec::new();
    let mut say = |words: &str, style: Style| {
        lines.extend(wrap(words, width).into_iter().map(|words| Line::styled(format!(" {words}"), style)));
    };
    let is_follow_up = checklist.section(section).due.is_some();
    let title = if is_follow_up { checklist.section(section).title.as_str() } else { "the case in short" };
    let label = case.label().map(|label| format!("  {label}")).unwrap_or_default();
    let due = case.due(section, view.now);
    let when = due.map_or_else(String::new, |due| match (due.is_late(view.now), due.is_due(view.now)) {
        (true, _) => format!("OVERDUE, {}", late_by(due.late, view.now)),
        (false, true) => "due now".to_owned(),
        (false, false) => format!("due {}", view.now.say(due.due)),
    });
    let late = due.is_some_and(|due| due.is_late(view.now));
    say(&format!("{}  {}{label}", title.to_uppercase(), case.code().masked()), theme.title);
    if !when.is_empty() {
        say(&when, if late { theme.stop } else { theme.focus });
    }
    if let Some((stamp, reason)) = case.lost(section) {
        say(&format!("lost to follow-up: {reason}  {} {}", view.now.say(stamp.at), stamp.by.code), theme.caution);
    }
    say("", Style::new());
    if is_follow_up {
        say("THE CASE IN SHORT", theme.title);
    }
    for line in in_short(view, case) {
        say(&line, Style::new());
    }
    for (name, curve) in curves(view, case) {
        say(&format!("{name}: {curve}"), theme.title);
    }
    lines.extend(contacts(view, case, section, width));
    lines
}

/// The attempts to reach the patient, and contacts that were not planned.
fn contacts(view: View<'_>, case: &Case, section: SectionIx, width: usize) -> Vec<Line<'static>> {
    let of = case.checklist().section(section);
    let mut lines = Vec::new();
    let mut say = |words: &str, style: Style| {
        lines.extend(wrap(words, width).into_iter().map(|words| Line::styled(format!(" {words}"), style)));
    };
    say("", Style::new());
    let tried = case.attempts(section);
    if of.due.is_some() {
        say("ATTEMPTS", view.theme.title);
    }
    for tried in &tried {
        let text = tried.text.map(|text| format!(": {text}")).unwrap_or_default();
        let (at, by) = (view.now.say(tried.stamp.happened()), &tried.stamp.by.code);
        say(&format!("{at}  {by}  {}{text}", tried.result.said()), Style::new());
    }
    if tried.is_empty() && of.due.is_some() {
        say("none yet", view.theme.muted);
    }
    let reached = tried.iter().any(|tried| tried.result == Attempt::Reached);
    if let Some(needed) = of.attempts.filter(|_| !reached && case.lost(section).is_none()) {
        say(&format!("after {needed} attempts without an answer it can be given up"), view.theme.muted);
    }
    for (stamp, text) in case.contacts() {
        let (at, by) = (view.now.say(stamp.happened()), &stamp.by.code);
        say(&format!("contact not planned: {at}  {by}  {text}"), Style::new());
    }
    lines
}

/// The choices speak for themselves, but for the option that says that there is nothing.
fn is_none(answer: &Answer) -> bool {
    matches!(answer, Answer::Choice(chosen) if matches!(chosen.as_slice(), [only] if *only == *NONE))
}

/// What whoever rings must know: the choices of set-up, stops that were overridden, events, notes, deficits.
fn in_short(view: View<'_>, case: &Case) -> Vec<String> {
    let checklist = case.checklist();
    let mut lines = Vec::new();
    let form = checklist.section_ixs().find(|ix| checklist.section(*ix).style == crate::domain::checklist::Style::Form);
    let chosen: Vec<String> = form
        .into_iter()
        .flat_map(|section| checklist.section(section).item_ixs())
        .filter_map(|ix| {
            let (_, answer) = case.answer(ix)?;
            let said = answer.say(checklist.item(ix), view.now).to_string();
            Some(if is_none(answer) { format!("{}: {said}", case.name(ix)) } else { said })
        })
        .collect();
    if !chosen.is_empty() {
        lines.push(chosen.join(", "));
    }
    for ix in checklist.item_ixs() {
        let item = checklist.item(ix);
        match case.status(ix) {
            Status::Overridden { by, reason, .. } => {
                lines.push(format!("! overridden: {}  ({reason}; {})", item.text, by.by));
            }
            Status::Deferred(_, reason, _) => lines.push(format!("» deferred: {}  ({reason})", item.text)),
            Status::Answered(..) if !case.cautions(ix).is_empty() => {
                let said = case.answer(ix).map(|(_, answer)| answer.say(item, view.now).to_string());
                lines.push(format!("▲ {}: {}", case.name(ix), said.unwrap_or_default()));
            }
            Status::Open { .. }
            | Status::Answered(..)
            | Status::NotApplicable(..)
            | Status::NotDone { .. }
            | Status::Inactive { .. }
            | Status::Pending => {}
        }
    }
    if let Some(stopped) = case.stopped() {
        lines.push(format!("procedure stopped {}: {}", view.now.say(stopped.stamp.at), stopped.reason));
    }
    let notes = case.facts().filter_map(|(stamp, fact)| match fact {
        Fact::Item(_, ItemFact::Noted { text }) | Fact::Case(CaseFact::Noted { text }) => {
            Some(format!("note {} {}: {text}", view.now.say(stamp.at), stamp.by.code))
        }
        _ => None,
    });
    lines.extend(notes);
    lines
}

/// The same quantity over time: each number that was recorded in several sections in one unit.
fn curves(view: View<'_>, case: &Case) -> Vec<(String, String)> {
    let checklist = case.checklist();
    let mut curves: Vec<(&str, String, Vec<String>)> = Vec::new();
    for ix in checklist.item_ixs() {
        let AnswerType::Number { unit, .. } = &checklist.item(ix).answer else { continue };
        let Some((_, answer)) = case.answer(ix) else { continue };
        let point = point(view, case, ix, answer);
        match curves.iter_mut().find(|(known, ..)| known == unit) {
            Some((.., points)) => points.push(point),
            None => curves.push((unit, case.name(ix).to_string(), vec![point])),
        }
    }
    let several = curves.into_iter().filter(|(.., points)| points.len() > 1);
    several.map(|(_, name, points)| (name, points.join("   "))).collect()
}

fn point(view: View<'_>, case: &Case, ix: ItemIx, answer: &Answer) -> String {
    let item = case.checklist().item(ix);
    format!("{} {}", case.checklist().section(item.section).title, answer.say(item, view.now))
}

/// What the same quantity was in earlier sections, for an item of a follow-up.
pub(in crate::tui::view) fn before(view: View<'_>, case: &Case, ix: ItemIx) -> Option<String> {
    let checklist = case.checklist();
    let item = checklist.item(ix);
    let AnswerType::Number { unit, .. } = &item.answer else { return None };
    checklist.section(item.section).due.as_ref()?;
    let earlier = checklist
        .item_ixs()
        .take_while(|on| *on < ix)
        .filter(|on| matches!(&checklist.item(*on).answer, AnswerType::Number { unit: same, .. } if same == unit));
    let points: Vec<String> = earlier.filter_map(|on| Some(point(view, case, on, case.answer(on)?.1))).collect();
    (!points.is_empty()).then(|| format!("before: {}", points.join(", ")))
}
