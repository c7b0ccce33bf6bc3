//! The current item, open: its text, then what is asked, typed or answered, then what is to be known beside.

use super::super::{View, across, ends, wide, wrap};
use super::asks::asked;
use super::line::{is_whole, line};
use super::options::options;
use super::said::{Said, confirmed, confirmed_row_by_row, remarks, said};
use super::typing::typing;
use crate::app::Run;
use crate::domain::case::{Case, Status};
use crate::domain::checklist::{AnswerType, ItemIx};
use crate::report::sourced;
use crate::tui::theme::sign;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Below this width the weight of an item gives way to its words.
const WITH_LEVEL: u16 = 60;

/// The rows of the current item.
pub(super) fn open(view: View<'_>, run: &Run, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
    let inner = width.saturating_sub(2);
    let indent = if view.width < WITH_LEVEL { "  " } else { "    " };
    let room = inner.saturating_sub(indent.len());
    let entry = run.entry.as_ref().filter(|entry| entry.item == ix);
    let said = said(view, case, ix).filter(|_| entry.is_none());
    let may_choose = shows_options(case, ix);
    let is_asked = matches!(case.status(ix), Status::Open { .. } | Status::Pending);
    let level = if is_asked && view.width >= WITH_LEVEL { case.checklist().item(ix).level.word() } else { "" };
    let whole = said.as_ref().is_some_and(|said| !may_choose && !is_asked && is_whole(view, case, ix, said, inner));
    let (mut lines, mut under) = if whole {
        (vec![line(view, case, ix, inner)], Vec::new())
    } else {
        let under = match (entry, said) {
            (Some(entry), _) => typing(view, case, entry, room),
            // What may be chosen instead stands there while it is chosen.
            (None, Some(said)) if may_choose => chosen(view, case, ix, &said, room),
            (None, Some(said)) => answered(view, case, ix, &said, room),
            (None, None) if run.theatre => asked(view, case, ix, confirmed_row_by_row(view, case, ix, room), room),
            (None, None) => asked(view, case, ix, confirmed(view, case, ix, room), room),
        };
        // A text that fills its row leaves the weight to the row under it.
        let beside = if under.first().is_some_and(|line| across(&line.spans) + wide(level) + 6 <= inner) {
            0
        } else {
            wide(level)
        };
        (text(view, case, ix, (inner, beside)), under)
    };
    under.splice(0..0, found(view, case, ix, room));
    let remarks = remarks(view, case, ix);
    let remarks = remarks.iter().flat_map(|words| wrap(words, room));
    under.extend(remarks.map(|words| Line::styled(words, view.theme.caution)));
    under.extend(reasons(view, case, ix, room));
    let text_rows = lines.len();
    lines.extend(under.into_iter().map(|line| {
        let mut spans = vec![Span::raw(indent)];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
        Line::from(spans)
    }));
    let level = [Span::styled(level, view.theme.muted)];
    let room = |line: &&mut Line<'_>| across(&line.spans) + across(&level) + 2 <= inner;
    if let Some(line) = lines.iter_mut().skip(text_rows - 1).find(room) {
        *line = ends(std::mem::take(line).spans, level.to_vec(), u16::try_from(inner).unwrap_or(u16::MAX));
    }
    lines
}

/// What a trainee finds there.
fn found(view: View<'_>, case: &Case, ix: ItemIx, room: usize) -> Vec<Line<'static>> {
    let Some(play) = &view.app.practice.play else { return Vec::new() };
    let found = play.found(case, ix, view.now).into_iter().flat_map(|words| wrap(&format!("FOUND  {words}"), room));
    found.map(|words| Line::styled(words, view.theme.title)).collect()
}

/// Why it matters and where that is from, for whoever is guided.
fn reasons(view: View<'_>, case: &Case, ix: ItemIx, room: usize) -> Vec<Line<'static>> {
    if view.app.practice.play.as_ref().is_none_or(|play| play.scenario().is_some()) {
        return Vec::new();
    }
    let item = case.checklist().item(ix);
    let from = sourced(case.checklist(), &item.sources, item.evidence);
    let lines = wrap(item.why.as_str(), room).into_iter().chain(wrap(&from, room));
    lines.map(|words| Line::styled(words, view.theme.muted)).collect()
}

/// The item's text with its sign; so many columns stay free on its last row.
fn text(view: View<'_>, case: &Case, ix: ItemIx, (inner, beside): (usize, usize)) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    // What is found needs the room as well.
    let is_short = view.width < WITH_LEVEL && view.app.practice.play.is_some();
    let words = if is_short { &item.short } else { &item.text }.as_str();
    let (mark, style) = sign(case, ix, view.theme);
    let style = if style == Style::new() { view.theme.focus } else { style };
    let room = inner.saturating_sub(2);
    let mut texts = wrap(words, room);
    if texts.last().is_some_and(|last| wide(last) + 2 + beside > room) && beside > 0 {
        texts = wrap(words, room.saturating_sub(beside + 2));
    }
    let row = |(n, words)| {
        let mark = Span::styled(if n == 0 { mark } else { " " }, style);
        Line::from(vec![mark, Span::raw(" "), Span::raw(words)])
    };
    texts.into_iter().enumerate().map(row).collect()
}

/// What was answered, in full, with who and when at the end of the first row.
fn answered(view: View<'_>, case: &Case, ix: ItemIx, said: &Said<'_>, room: usize) -> Vec<Line<'static>> {
    let who = said.with_role(view, case, ix);
    let beside = room.saturating_sub(wide(&who) + 1);
    let confirmed = confirmed(view, case, ix, beside).filter(|_| said.words.is_empty());
    let mut told = confirmed.unwrap_or_else(|| wrap(&said.words, beside)).into_iter().map(Line::raw);
    let mut first = told.next().unwrap_or_default();
    if !who.is_empty() {
        first = ends(first.spans, vec![Span::styled(who, view.theme.muted)], u16::try_from(room).unwrap_or(u16::MAX));
    }
    [first].into_iter().chain(told).collect()
}

/// Whether the options of an answered choice stand there: a digit chooses another one at once.
fn shows_options(case: &Case, ix: ItemIx) -> bool {
    let is_choice = matches!(case.checklist().item(ix).answer, AnswerType::Choice { .. });
    is_choice && case.closed().is_none() && matches!(case.status(ix), Status::Answered(..))
}

/// The options with what was chosen of them; who chose it and when, on a row of its own where the last one is full.
fn chosen(view: View<'_>, case: &Case, ix: ItemIx, said: &Said<'_>, room: usize) -> Vec<Line<'static>> {
    let mut lines = options(view, case, ix, None, room);
    let who = said.with_role(view, case, ix);
    let last = lines.pop_if(|last| across(&last.spans) + wide(&who) < room).unwrap_or_default();
    let who = vec![Span::styled(who, view.theme.muted)];
    lines.push(ends(last.spans, who, u16::try_from(room).unwrap_or(u16::MAX)));
    lines
}
