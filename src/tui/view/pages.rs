//! Pages to read: all keys, and why an item matters with its history.

use super::{View, mark, put, put_lines, wrap};
use crate::{
    app::{BINDINGS, Binding, KeyMode, Screen, Why},
    domain::{
        case::{Case, Content},
        checklist::ItemIx,
    },
};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

pub(super) fn help(frame: &mut Frame<'_>, area: Rect, view: View<'_>, first: usize) {
    let context = match view.app.screen {
        Screen::Worklist => KeyMode::Worklist,
        Screen::Run(_) => KeyMode::Run,
    };
    let mut lines = Vec::new();
    let width = usize::from(area.width.saturating_sub(13));
    let digits = "choose the option with that number; on a number, begin to type it";
    let digits = (context == KeyMode::Run).then(|| ("1-9 0".to_owned(), digits));
    let table = BINDINGS.iter().filter(|row| row.context == context).map(|row| (label(row), row.long));
    for (label, long) in digits.into_iter().chain(table) {
        for (n, words) in wrap(long, width).into_iter().enumerate() {
            let label = if n == 0 { label.as_str() } else { "" };
            lines.push(Line::from(vec![Span::styled(format!(" {label:<10} "), view.theme.key), Span::raw(words)]));
        }
    }
    page(frame, area, view, lines, first);
}

/// The keys of a row as they are told.
fn label(row: &Binding) -> String {
    let keys: Vec<String> = row.keys.iter().map(ToString::to_string).collect();
    keys.join(" ")
}

pub(super) fn why(frame: &mut Frame<'_>, area: Rect, view: View<'_>, case: &Case, page: Why) {
    let ix = page.item;
    let width = usize::from(area.width.saturating_sub(3));
    // A stop that stands elsewhere is told on this page as well.
    let elsewhere = case.all_stops().into_iter().filter(|stop| stop.item != ix);
    let stops = elsewhere.flat_map(|stop| wrap(&format!("STOP  {}", stop.say), width));
    let stops = stops.map(|words| Line::styled(format!(" {words}"), view.theme.stop));
    let lines = stops.chain(about(view, case, ix, width)).collect();
    self::page(frame, area, view, lines, page.line);
}

/// Why an item matters, where that is from, and what was recorded for it before.
pub(super) fn about(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
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
        say(format!("STOP  {}", stop.say), view.theme.stop);
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
            crate::domain::case::Status::Answered(_, answer) => answer.say(confirmed, view.now).to_string(),
            other => other.word().to_owned(),
        };
        say(format!("confirms: {}: {words}", confirmed.short), Style::new());
    }
    lines
}

/// A page from a line on, as far as there is more; its last line says how to go on.
fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, lines: Vec<Line<'static>>, first: usize) {
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let first = first.min(lines.len().saturating_sub(room));
    let below = lines.len().saturating_sub(first + room);
    let shown: Vec<Line<'static>> = lines.into_iter().skip(first).take(room).collect();
    Clear.render(area, frame.buffer_mut());
    put_lines(frame, area, shown);
    let more = if below > 0 { format!(" ↓ {below} more lines   esc goes back") } else { " esc goes back".to_owned() };
    let foot = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    let words: Line<'_> = mark(view).into_iter().chain([Span::styled(more, view.theme.focus)]).collect();
    put(frame, foot, &words);
}
