//! Why an item matters, with its history: a page to read.

use super::super::{View, wrap};
use crate::app::Why;
use crate::domain::case::{Case, Content, Status};
use crate::domain::checklist::ItemIx;
use ratatui::{Frame, layout::Rect, style::Style, text::Line};

pub(super) fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: &Case, page: &Why) {
    let ix = page.item;
    let width = usize::from(area.width.saturating_sub(3));
    // A stop that stands elsewhere is told on this page as well.
    let elsewhere = case.all_stops().into_iter().filter(|stop| stop.item != ix);
    let stops = elsewhere.flat_map(|stop| wrap(&format!("STOP  {}", case.say_stop(stop, view.now)), width));
    let stops = stops.map(|words| Line::styled(format!(" {words}"), view.theme.stop));
    let lines = stops.chain(about(view, case, ix, width)).collect();
    super::super::page(frame, area, view, lines, &page.page);
}

/// Why an item matters, where that is from, and what was recorded for it before.
pub(in crate::tui::view) fn about(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    let mut lines = Vec::new();
    let mut say = |words: String, style: Style| {
        lines.extend(wrap(&words, width).into_iter().map(|words| Line::styled(format!(" {words}"), style)));
    };
    say(item.text.to_string(), view.theme.title);
    let two = if item.two_person { "; two people" } else { "" };
    say(format!("{}; {} answers{two}", item.level.word(), item.role.word()), view.theme.muted);
    say(item.why.to_string(), Style::new());
    for stop in case.stops(ix) {
        say(format!("STOP  {}", case.say_stop(stop, view.now)), view.theme.stop);
    }
    for caution in case.cautions(ix) {
        say(format!("caution  {caution}"), view.theme.caution);
    }
    say(format!("evidence: {}", item.evidence.words()), view.theme.muted);
    for cited in &item.sources {
        let (id, line) = cited.as_str().split_once(':').map_or((cited.as_str(), ""), |(id, line)| (id, line));
        let title = case.checklist().sources.get(id).map_or(id, |source| source.title.as_str());
        let line = if line.is_empty() { String::new() } else { format!(", line {line}") };
        say(format!("source: {title}{line}"), view.theme.muted);
    }
    for held in case.earlier(ix) {
        let words = match &held.content {
            Content::Answer(answer) => answer.say(item, view.now).to_string(),
            Content::NotApplicable(reason) => format!("n/a: {reason}"),
            Content::Deferred(reason, _) => format!("deferred: {reason}"),
        };
        say(format!("before: {words}  {} {}", view.now.say(held.stamp.at), held.stamp.by.code), Style::new());
    }
    for (stamp, text) in case.notes(Some(ix)) {
        say(format!("note: {text}  {} {}", view.now.say(stamp.at), stamp.by.code), Style::new());
    }
    for &on in &item.confirms {
        let confirmed = case.checklist().item(on);
        let words = match case.status(on) {
            Status::Answered(_, answer) => answer.say(confirmed, view.now).to_string(),
            other => other.word().to_owned(),
        };
        say(format!("confirms: {}: {words}", confirmed.short), Style::new());
    }
    lines
}
