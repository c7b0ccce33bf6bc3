//! An item on one line: its question, what was answered, and who recorded it when.

use super::super::{View, cut, wide};
use super::said::{Said, confirmed, remarks, said};
use crate::domain::case::{Case, Status};
use crate::domain::checklist::ItemIx;
use crate::tui::theme::sign;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// A question is not cut shorter than this for its answer.
const SHORTEST_QUESTION: usize = 14;

/// The line of an item that is not the current one.
pub(super) fn line(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Line<'static> {
    let theme = view.theme;
    let room = width.saturating_sub(2);
    let (mark, style) = sign(case, ix, theme);
    let mut spans = vec![Span::styled(mark, style), Span::raw(" ")];
    match said(view, case, ix) {
        None => spans.extend(asked(view, case, ix, room)),
        Some(said) => {
            let words = answer(view, case, ix, &said);
            let looks = if is_marked(case, ix) { style } else { Style::new() };
            // Whose role it is not is told where that cuts no words.
            let (brief, role) = (said.brief(view), said.with_role(view, case, ix));
            let fits = wide(case.name(ix)) + wide(&words) + wide(&role) + 4 <= room;
            let who = if fits && role.starts_with(&brief) { role } else { brief };
            let [question, gap, answer, rest, who] = columns(case.name(ix), &words, &who, room);
            spans.extend([
                Span::styled(question, theme.muted),
                Span::raw(gap),
                Span::styled(answer, looks),
                Span::raw(rest),
                Span::styled(who, theme.muted),
            ]);
        }
    }
    Line::from(spans)
}

/// An open item: what it asks, and what is to be known before it is answered as far as there is room.
fn asked(view: View<'_>, case: &Case, ix: ItemIx, room: usize) -> [Span<'static>; 2] {
    let remark = remarks(view, case, ix).into_iter().next().map(|remark| format!("  {remark}")).unwrap_or_default();
    let words = question(case, ix, room.saturating_sub(wide(&remark)));
    let remark = cut(&remark, room.saturating_sub(wide(&words)));
    [Span::styled(words, asks_again(view, case, ix)), Span::styled(remark, view.theme.caution)]
}

/// The text of an open item, or its short form where the text has no room.
fn question(case: &Case, ix: ItemIx, room: usize) -> String {
    let item = case.checklist().item(ix);
    let fits = [&item.text, &item.short].into_iter().find(|words| wide(words.as_str()) <= room);
    fits.unwrap_or(&item.short).to_string()
}

fn asks_again(view: View<'_>, case: &Case, ix: ItemIx) -> Style {
    if case.is_broken(ix) { view.theme.caution } else { Style::new() }
}

/// What was answered; of a check what it confirmed. What an answer adds up to stands with it.
fn answer(view: View<'_>, case: &Case, ix: ItemIx, said: &Said<'_>) -> String {
    if said.words.is_empty() {
        return confirmed(view, case, ix, usize::MAX).unwrap_or_default().join(", ");
    }
    let totals = if matches!(case.status(ix), Status::Answered(..)) { case.totals(ix) } else { Vec::new() };
    totals.into_iter().fold(said.words.clone(), |words, total| format!("{words} = {total}"))
}

/// Whether what stands there is more than an answer: its words then look as its sign does.
fn is_marked(case: &Case, ix: ItemIx) -> bool {
    !matches!(case.status(ix), Status::Answered(..)) || !case.cautions(ix).is_empty() || !case.stops(ix).is_empty()
}

/// A line in its columns: the question at the left, the answer with who and when at the right. Where not all fits the
/// question gives way first, then the answer.
fn columns(question: &str, answer: &str, who: &str, room: usize) -> [String; 5] {
    let blanks = |words: &str| if words.is_empty() { 0 } else { 2 };
    let said = room.saturating_sub(wide(who) + blanks(who));
    let gap = blanks(answer);
    let question = cut(question, said.saturating_sub(wide(answer) + gap).max(SHORTEST_QUESTION).min(said));
    let answer = cut(answer, said.saturating_sub(wide(&question) + gap));
    let between = said.saturating_sub(wide(&question) + wide(&answer));
    [question, " ".repeat(between), answer, " ".repeat(blanks(who)), who.to_owned()]
}

/// Whether an item's line says all that there is of it.
pub(super) fn is_whole(view: View<'_>, case: &Case, ix: ItemIx, said: &Said<'_>, width: usize) -> bool {
    let words = answer(view, case, ix, said);
    let gap = if words.is_empty() { 0 } else { 2 };
    let who = said.with_role(view, case, ix);
    wide(case.name(ix)) + gap + wide(&words) + wide(&who) + 4 <= width
}
