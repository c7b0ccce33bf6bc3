//! The run screen: what is next at the top, phases and sections on the left, the section's items beside.

use super::{View, cut, ends, hints, mark, notice, notice_height, operator, row, rule, wrap};
use crate::{
    app::{Context, Run, Taken, ValueEntry, takes_words, visible},
    domain::{
        Answer,
        case::{Case, Next, Status, What},
        checklist::{AnswerType, ItemIx, PhaseIx, SectionIx, draft::ReviewStatus},
    },
    tui::theme::sign,
};
use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::{Line, Span},
    widgets::Widget,
};
use unicode_width::UnicodeWidthStr;

/// Below this width the sections on the left give way to the items.
const FULL_WIDTH: u16 = 72;
const SIDE_WIDTH: u16 = 25;
/// From this width on there is room for a pane that says why the current item matters.
const DETAIL_FROM: u16 = 120;
const ITEMS_WIDTH: u16 = 62;
/// The next thing to do takes at most so many lines.
const NEXT_LINES: usize = 3;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let full = area.width >= FULL_WIDTH;
    let next = next_lines(view, case, area.width);
    let heights = [1, u16::try_from(next.len()).unwrap_or(1), 1].map(Constraint::Length);
    let said = notice_height(view.app, area.width);
    let [header, top, line, body, said, keys] = Layout::vertical([
        heights[0],
        heights[1],
        heights[2],
        Constraint::Min(0),
        Constraint::Length(said),
        Constraint::Length(1),
    ])
    .areas(area);
    head(view, run, case, full, header.width).render(header, frame.buffer_mut());
    for (y, words) in next.into_iter().enumerate() {
        words.render(row(top, u16::try_from(y).unwrap_or(0)), frame.buffer_mut());
    }
    rule(frame, line, view.theme);
    if full {
        let [side, gap, items] =
            Layout::horizontal([Constraint::Length(SIDE_WIDTH), Constraint::Length(2), Constraint::Min(0)]).areas(body);
        sections(frame, side, view, run, case);
        for y in 0..gap.height {
            Line::styled("│", view.theme.muted).render(row(gap, y), frame.buffer_mut());
        }
        if area.width >= DETAIL_FROM {
            let [items, about] = Layout::horizontal([Constraint::Length(ITEMS_WIDTH), Constraint::Min(0)]).areas(items);
            items_of_section(frame, items, view, run, case);
            detail(frame, about, view, run, case);
        } else {
            items_of_section(frame, items, view, run, case);
        }
    } else {
        items_of_section(frame, body, view, run, case);
    }
    notice(frame, said, view);
    keys_now(frame, keys, view, run, case);
}

fn head(view: View<'_>, run: &Run, case: &Case, full: bool, width: u16) -> Line<'static> {
    let checklist = case.checklist();
    let mut left = mark(view);
    left.push(Span::styled(format!(" {}", case.code()), view.theme.title));
    if let Some(label) = case.label() {
        left.push(Span::raw(format!("  {label}")));
    }
    if full {
        let reviewed = match checklist.review.status {
            ReviewStatus::Approved => "",
            ReviewStatus::Draft => " (not reviewed locally)",
        };
        left.push(Span::styled(format!("  {} {}{reviewed}", checklist.title, checklist.version), view.theme.muted));
    } else {
        let section = checklist.item(run.cursor).section;
        let words = case.section_progress(section).words();
        left.push(Span::raw(format!("  {} {words}", checklist.section(section).title)));
    }
    ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], width)
}

/// The second line is always the next thing to do, in words, with its weight.
fn next_lines(view: View<'_>, case: &Case, width: u16) -> Vec<Line<'static>> {
    let (word, words, weight, style) = match case.outlook(view.now).next {
        Next::Stop(stop) => ("STOP", stop.say.to_string(), "enter decides", view.theme.stop),
        Next::Item(ix) => {
            let item = case.checklist().item(ix);
            ("NEXT", item.text.to_string(), item.level.word(), view.theme.focus)
        }
        Next::Start(plan) => {
            ("NEXT", format!("Planned for {}.", view.now.say(plan.at)), "enter starts", view.theme.focus)
        }
        Next::Wait(due) => {
            let title = &case.checklist().section(due.section).title;
            ("NEXT", format!("{title} is due {}; nothing before that", view.now.say(due.due)), "", view.theme.focus)
        }
        Next::Close => ("NEXT", "Everything is done. Close the case.".to_owned(), "enter closes", view.theme.focus),
        Next::Nothing => {
            let outcome = case.closed().map_or("", |closed| closed.outcome.word());
            ("DONE", format!("This case is closed: {outcome}."), "", view.theme.done)
        }
    };
    let weight = if width < 60 { "" } else { weight };
    let room = usize::from(width).saturating_sub(9 + weight.width());
    let mut lines = wrap(&words, room);
    if lines.len() > NEXT_LINES {
        lines.truncate(NEXT_LINES);
        if let Some(last) = lines.last_mut() {
            *last = cut(&format!("{last} …"), room);
        }
    }
    let weight = Span::styled(format!("{weight} "), view.theme.muted);
    let first = lines.remove(0);
    let start = vec![Span::styled(format!(" {word}"), style), Span::styled(format!("  {first}"), view.theme.title)];
    let rest = lines.into_iter().map(|words| Line::styled(format!("       {words}"), view.theme.title));
    [ends(start, vec![weight], width)].into_iter().chain(rest).collect()
}

fn sections(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let checklist = case.checklist();
    let current = checklist.item(run.cursor).section;
    let mut lines = Vec::new();
    for (p, phase) in checklist.phases.iter().enumerate() {
        let progress = case.phase_progress(PhaseIx(p));
        let right = Span::raw(format!("{}/{} ", progress.done, progress.of));
        let title = Span::styled(format!(" {}", phase.title.as_str().to_uppercase()), view.theme.title);
        lines.push((false, ends(vec![title], vec![right], area.width)));
        for section in phase.sections.clone().map(SectionIx) {
            lines.push((section == current, section_line(view, case, section, section == current, area.width)));
        }
    }
    let height = usize::from(area.height).max(1);
    let at = lines.iter().position(|(here, _)| *here).unwrap_or(0);
    let first = (at + 1).saturating_sub(height);
    for (y, (_, line)) in lines.into_iter().skip(first).take(height).enumerate() {
        line.render(row(area, u16::try_from(y).unwrap_or(u16::MAX)), frame.buffer_mut());
    }
}

fn section_line(view: View<'_>, case: &Case, section: SectionIx, current: bool, width: u16) -> Line<'static> {
    let progress = case.section_progress(section);
    let theme = view.theme;
    let (sign, style) = match (progress.stops, progress.is_complete(), case.is_open(section)) {
        (1.., _, _) => ("■", theme.stop),
        (0, true, _) if progress.done == progress.of => ("✓", theme.done),
        (0, true, _) => ("~", theme.done),
        (0, false, false) => ("⊘", theme.muted),
        (0, false, true) => (" ", Style::new()),
    };
    let title = &case.checklist().section(section).title;
    let due = case.due(section, view.now).filter(|_| progress.done == 0);
    let right = match due {
        Some(due) => format!("{} ", due.due.in_zone(&view.now.zone).strftime("%-d %b")),
        None if progress.deferred > 0 => {
            format!("{}/{} »{} ", progress.done, progress.of, progress.deferred)
        }
        None => format!("{}/{} ", progress.done, progress.of),
    };
    let marker = if current { Span::styled("▸", theme.focus) } else { Span::raw(" ") };
    let name = Span::styled(format!(" {title}"), if current { theme.focus } else { Style::new() });
    ends(vec![marker, Span::styled(sign, style), name], vec![Span::raw(right)], width)
}

/// Why the current item matters, its sources and its history, beside the items.
fn detail(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    for y in 0..area.height {
        let edge = Rect { width: 1, ..row(area, y) };
        Line::styled("│", view.theme.muted).render(edge, frame.buffer_mut());
    }
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(1).min(ITEMS_WIDTH), ..area };
    let lines = super::pages::about(view, case, run.cursor, usize::from(inner.width.saturating_sub(2)));
    for (line, y) in lines.into_iter().zip(0..inner.height) {
        line.render(row(inner, y), frame.buffer_mut());
    }
}

/// One item's rows, as tall whether it is open or answered, so that an answer moves nothing below it.
struct Block {
    ix: ItemIx,
    lines: Vec<Line<'static>>,
}

fn items_of_section(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let checklist = case.checklist();
    let section = checklist.section(checklist.item(run.cursor).section);
    let width = usize::from(area.width);
    let tall = area.height > 9;
    let mut y = 0;
    if tall {
        let progress = case.section_progress(checklist.item(run.cursor).section);
        let style = format!("  {}; {}", section.moment, section.style.words());
        let title = vec![
            Span::styled(section.title.as_str().to_uppercase(), view.theme.title),
            Span::styled(style, view.theme.muted),
        ];
        ends(title, vec![Span::raw(format!("{} ", progress.words()))], area.width)
            .render(row(area, 0), frame.buffer_mut());
        y = 1;
    }
    let room = area.height.saturating_sub(y);
    let blocks: Vec<Block> =
        visible(case, run.cursor).map(|ix| Block { ix, lines: block(view, run, case, ix, width) }).collect();
    let pages = pages(&blocks, room.into());
    let on = pages.iter().position(|page| blocks[page.clone()].iter().any(|block| block.ix == run.cursor));
    let Some(page) = on.and_then(|n| pages.get(n).cloned()) else {
        return;
    };
    let last = page.end;
    for block in &blocks[page] {
        let height = block.lines.len();
        for (n, line) in block.lines.iter().enumerate() {
            let here = row(area, y);
            let inner = Rect { x: here.x + 1, width: here.width.saturating_sub(1), ..here };
            line.render(inner, frame.buffer_mut());
            if block.ix == run.cursor {
                bracket(frame, here, n, height, view);
            }
            y += 1;
            if y >= area.height {
                return;
            }
        }
    }
    // What room is left shows the beginning of the item that comes next.
    let more = blocks.len().saturating_sub(last);
    let foot = area.height.saturating_sub(1);
    for line in blocks.get(last).into_iter().flat_map(|block| &block.lines) {
        if y >= foot {
            break;
        }
        let here = row(area, y);
        let inner = Rect { x: here.x + 1, width: here.width.saturating_sub(1), ..here };
        line.clone().style(view.theme.muted).render(inner, frame.buffer_mut());
        y += 1;
    }
    if more > 0 && y < area.height {
        let words = format!("  ↓ {more} more");
        Line::styled(words, view.theme.muted).render(row(area, foot), frame.buffer_mut());
    }
}

/// Pages of whole items: the cursor moves within a page without moving anything else.
fn pages(blocks: &[Block], room: usize) -> Vec<std::ops::Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (n, block) in blocks.iter().enumerate() {
        let height = block.lines.len();
        if used + height > room && n > start {
            pages.push(start..n);
            (start, used) = (n, 0);
        }
        used += height;
    }
    pages.push(start..blocks.len());
    pages
}

/// The box round the current item is open to the right: a slow line carries each move of it.
fn bracket(frame: &mut Frame<'_>, line: Rect, n: usize, height: usize, view: View<'_>) {
    let symbol = match (n, height) {
        (_, 1) => "▐",
        (0, _) => "┏",
        (n, height) if n + 1 == height => "┗",
        _ => "┃",
    };
    if let Some(cell) = frame.buffer_mut().cell_mut((line.x, line.y)) {
        cell.set_symbol(symbol).set_style(view.theme.focus);
    }
}

fn block(view: View<'_>, run: &Run, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    let inner = width.saturating_sub(2);
    let (sign, style) = sign(case, ix, view.theme);
    let said = said(view, case, ix);
    // Wrapped so that who and when fit beside them later.
    let confirmed = confirmed(view, case, ix).map(|words| wrap(&words, inner.saturating_sub(18)));
    let mut texts = wrap(item.text.as_str(), inner.saturating_sub(2));
    let entry = run.entry.as_ref().filter(|entry| entry.item == ix);
    let body = match &item.answer {
        // A check says who and when at the end of its text where there is room.
        AnswerType::Check => {
            let two = if item.two_person { 18 } else { 11 };
            let fits = texts.last().is_some_and(|last| last.width() + 2 + two <= inner);
            confirmed.as_ref().map_or(usize::from(!fits), Vec::len)
        }
        AnswerType::Choice { .. } => options(view, case, ix, None, inner.saturating_sub(4)).len(),
        AnswerType::Fields { .. } => 2,
        _ => 1,
    };
    let mut lines = Vec::new();
    let last = texts.pop().unwrap_or_default();
    for (n, words) in texts.iter().enumerate() {
        let sign = if n == 0 { sign } else { " " };
        let style = if n == 0 { style } else { Style::new() };
        lines.push(Line::from(vec![Span::styled(sign, style), Span::raw(format!(" {words}"))]));
    }
    let first_sign = if lines.is_empty() { sign } else { " " };
    let style = if lines.is_empty() { style } else { Style::new() };
    let text = vec![Span::styled(first_sign, style), Span::raw(format!(" {last}"))];
    let end_wide = u16::try_from(inner).unwrap_or(u16::MAX);
    if body == 0 {
        lines.push(match said {
            Some((words, who)) if words == "done" => ends(text, vec![Span::styled(who, view.theme.muted)], end_wide),
            Some((words, who)) => {
                let room = inner.saturating_sub(last.width() + 4 + who.width());
                let words = format!("{} {who}", cut(&words, room));
                ends(text, vec![Span::styled(words, view.theme.muted)], end_wide)
            }
            None => Line::from(text),
        });
        return lines;
    }
    lines.push(Line::from(text));
    let indent = |line: Line<'static>| {
        let mut spans = vec![Span::raw("    ")];
        spans.extend(line.spans);
        Line::from(spans)
    };
    let room = inner.saturating_sub(4);
    let mut under: Vec<Line<'static>> = match (entry, said) {
        (Some(entry), _) => typing(view, case, entry, room),
        // What may be chosen instead stands there while it is chosen.
        (None, Some(_)) if chooses_anew(run, ix, &item.answer) => options(view, case, ix, None, room),
        (None, Some((words, who))) => {
            let words = cut(&words, body * room.saturating_sub(who.width() + 1));
            let beside = wrap(&words, room.saturating_sub(who.width() + 1));
            let mut words = confirmed.filter(|_| words == "done").unwrap_or(beside).into_iter();
            let first = words.next().unwrap_or_default();
            let answer = Span::raw(cut(&first, room.saturating_sub(who.width() + 1)));
            let who = vec![Span::styled(who, view.theme.muted)];
            let first = ends(vec![answer], who, u16::try_from(room).unwrap_or(0));
            [first].into_iter().chain(words.map(Line::raw)).collect()
        }
        (None, None) => match &item.answer {
            AnswerType::Choice { .. } => options(view, case, ix, None, room),
            AnswerType::Check => confirmed.into_iter().flatten().map(Line::raw).collect(),
            spec => vec![Line::styled(cut(&asks(spec), room), view.theme.muted)],
        },
    };
    under.resize(under.len().max(body), Line::default());
    lines.extend(under.into_iter().map(indent));
    lines
}

fn chooses_anew(run: &Run, ix: ItemIx, spec: &AnswerType) -> bool {
    let is_choice = matches!(spec, AnswerType::Choice { several: false, .. });
    is_choice && (run.again == Some(ix) || run.correcting == Some(ix))
}

/// What stands for an item, in words, and who recorded it when.
fn said(view: View<'_>, case: &Case, ix: ItemIx) -> Option<(String, String)> {
    let item = case.checklist().item(ix);
    let who = |stamp: &crate::domain::Stamp, second: Option<&crate::domain::Operator>| {
        let second = second.map(|second| format!("+{}", second.code)).unwrap_or_default();
        format!("{} {}{second}", view.now.say(stamp.at), stamp.by.code)
    };
    match case.status(ix) {
        Status::Open { .. } if case.is_broken(ix) => {
            Some(("what it confirmed has changed: confirm again".to_owned(), String::new()))
        }
        Status::Open { running: Some(timer) } => {
            Some((format!("running until {}", view.now.say(timer.ends())), String::new()))
        }
        Status::Open { running: None } | Status::Inactive { .. } => None,
        Status::Answered(held, answer) => {
            let words = answer.say(item, view.now).to_string();
            Some((words, who(&held.stamp, held.second.as_ref())))
        }
        Status::NotApplicable(held, reason) => Some((format!("n/a: {reason}"), who(&held.stamp, None))),
        Status::Deferred(held, reason, to) => {
            let to = &case.checklist().phase(to).title;
            Some((format!("deferred to {to}: {reason}"), who(&held.stamp, None)))
        }
        Status::Overridden { answer, by, reason } => {
            let kept = answer.and_then(|held| match &held.what {
                What::Answer(answer) => Some(format!("{}; ", answer.say(item, view.now))),
                What::NotApplicable(_) | What::Deferred(..) => None,
            });
            Some((format!("{}overridden: {reason}", kept.unwrap_or_default()), who(by, None)))
        }
        Status::NotDone { by, reason, because } => Some((format!("{}: {reason}", because.words()), who(by, None))),
        Status::Pending => {
            let on = case.waits_for(ix);
            let on = on.first().map_or("", |&on| case.checklist().item(on).short.as_str());
            Some((format!("depends on: {on}"), String::new()))
        }
    }
}

/// The answers that an item confirms stand beside it while it is read aloud. A section agreed as a whole
/// has them just above.
fn confirmed(view: View<'_>, case: &Case, ix: ItemIx) -> Option<String> {
    let item = case.checklist().item(ix);
    let elsewhere = item.confirms.iter().filter(|&&on| case.checklist().item(on).section != item.section);
    let words: Vec<String> = elsewhere
        .filter_map(|&on| match case.status(on) {
            Status::Answered(_, answer) => Some(answer.say(case.checklist().item(on), view.now).to_string()),
            Status::Open { .. } | Status::Pending => Some("not answered".to_owned()),
            Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { .. }
            | Status::NotDone { .. }
            | Status::Inactive { .. } => None,
        })
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What an open item asks for.
fn asks(spec: &AnswerType) -> String {
    match spec {
        AnswerType::Number { unit, min, max, alternatives, .. } => {
            let or: Vec<String> = alternatives.iter().map(|option| format!(" or {}", option.id)).collect();
            format!("{min} to {max} {unit}{}", or.concat())
        }
        AnswerType::Text { .. } => "words; no names, birth dates, record numbers".to_owned(),
        AnswerType::Date { .. } => "a date".to_owned(),
        AnswerType::Time { .. } => "a time".to_owned(),
        AnswerType::Timer { minutes } => format!("{minutes} min"),
        AnswerType::Fields { fields, .. } => {
            let labels: Vec<&str> = fields.iter().map(|field| field.label.as_str()).collect();
            labels.join(", ")
        }
        AnswerType::Check | AnswerType::Choice { .. } => String::new(),
    }
}

/// The options with their digits, wrapped between options; a stop is marked before it is chosen.
fn options(view: View<'_>, case: &Case, ix: ItemIx, entry: Option<&ValueEntry>, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    let picked = entry.and_then(|entry| match &entry.taken {
        Taken::Several(picked) => Some(picked),
        Taken::Words(_) | Taken::Fields { .. } => None,
    });
    let mut lines: Vec<Line<'static>> = vec![Line::default()];
    let mut used = 0;
    for (n, option) in item.answer.options().iter().enumerate() {
        let stops = if item.stops_alone(ix, &option.id) { " ■" } else { "" };
        let is_picked = picked.is_some_and(|picked| picked.contains(&n));
        let tick = if is_picked { "✓" } else { "" };
        let label = cut(&format!("{}{tick} {}{stops}", (n + 1) % 10, option.label), width.max(1));
        let gap = if used == 0 { 0 } else { 3 };
        if used + gap + label.width() > width && used > 0 {
            lines.push(Line::default());
            used = 0;
        }
        let gap = if used == 0 { 0 } else { 3 };
        used += gap + label.width();
        let style = if is_picked { view.theme.focus } else { Style::new() };
        if let Some(line) = lines.last_mut() {
            line.push_span(Span::raw(" ".repeat(gap)));
            line.push_span(Span::styled(label, style));
        }
    }
    lines
}

/// What is being typed or picked.
fn typing(view: View<'_>, case: &Case, entry: &ValueEntry, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(entry.item);
    let mut lines = match &entry.taken {
        Taken::Several(_) => options(view, case, entry.item, Some(entry), width),
        Taken::Words(field) => vec![field_line(view, "", field.value(), &asks(&item.answer), width)],
        Taken::Fields { rows, at, field } => {
            let AnswerType::Fields { fields, .. } = &item.answer else {
                return Vec::new();
            };
            let Some(now) = fields.get(*at) else {
                return Vec::new();
            };
            let new_row = *at == 0 && rows.len() > 1;
            let hint = match &now.answer {
                _ if new_row => "another one? enter alone saves".to_owned(),
                AnswerType::Choice { .. } => "press its number".to_owned(),
                spec if now.optional => format!("{} (may stay empty)", asks(spec)),
                spec => asks(spec),
            };
            let place = format!("{} ({}/{})", now.label, at + 1, fields.len());
            let mut lines = vec![field_line(view, &place, field.value(), &hint, width)];
            for (option, n) in now.answer.options().iter().zip(1..) {
                lines.push(Line::raw(cut(&format!("{n} {}", option.label), width)));
            }
            lines
        }
    };
    if let Some(misfit) = &entry.misfit {
        lines.extend(wrap(misfit, width).into_iter().map(|words| Line::styled(words, view.theme.caution)));
    }
    lines
}

/// A field with its cursor; what it asks for stands beside it.
pub(super) fn field_line(view: View<'_>, label: &str, typed: &str, hint: &str, width: usize) -> Line<'static> {
    let typed = crate::domain::Text::sanitise(typed).to_string();
    let start = if label.is_empty() { "› ".to_owned() } else { format!("{label} › ") };
    let room = width.saturating_sub(start.width() + 2);
    // The end of what is typed matters most.
    let shown: String = if typed.width() > room {
        let skip = typed.chars().count().saturating_sub(room.saturating_sub(1));
        typed.chars().skip(skip).collect()
    } else {
        typed
    };
    let hint = cut(hint, room.saturating_sub(shown.width() + 1));
    Line::from(vec![
        Span::styled(start, view.theme.focus),
        Span::styled(shown, view.theme.title),
        Span::styled("▏", view.theme.focus),
        Span::styled(format!(" {hint}"), view.theme.muted),
    ])
}

/// The keys that do something at the current item.
fn keys_now(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    const VALUES: [&str; 3] = ["done", "type", "not right"];
    if let Some(entry) = &run.entry {
        let first: &[(&str, &str)] = match (&entry.taken, &case.checklist().item(entry.item).answer) {
            (Taken::Several(_), _) => &[("1-9", "pick"), ("enter", "save"), ("esc", "give up")],
            (Taken::Fields { .. }, _) => &[("enter", "next field"), ("esc", "back")],
            (Taken::Words(_), _) => &[("enter", "save"), ("esc", "give up")],
        };
        return hints(frame, area, view, first, Context::Typing, &[]);
    }
    let item = case.checklist().item(run.cursor);
    let count = item.answer.options().len();
    let digits = format!("1-{}", count.min(9));
    let stops = !case.stops(run.cursor).is_empty();
    let answered = matches!(case.status(run.cursor), Status::Answered(_, Answer::Done));
    let first: Vec<(&str, &str)> = match &item.answer {
        _ if case.closed().is_some() => vec![],
        _ if stops => vec![("enter", "decide about STOP")],
        AnswerType::Check if answered => vec![("x", "not right")],
        AnswerType::Check => vec![("space", "done"), ("x", "not right")],
        AnswerType::Choice { several: false, .. } => vec![(&digits, "choose")],
        AnswerType::Choice { .. } => vec![(&digits, "pick several")],
        AnswerType::Timer { .. } => vec![("space", "start, end")],
        AnswerType::Number { .. } => vec![("0-9", "type it")],
        spec if takes_words(spec) => vec![("enter", "or letters type it"), ("↑↓", "move")],
        AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Fields { .. } => {
            vec![("enter", "type it")]
        }
    };
    let open = matches!(case.status(run.cursor), Status::Open { .. });
    if open && takes_words(&item.answer) && run.keys != Some(run.cursor) {
        // Letters are what is typed here, not keys.
        return hints(frame, area, view, &first, Context::Typing, &[]);
    }
    let critical = item.level == crate::domain::checklist::Level::Critical;
    let mut without = VALUES.to_vec();
    if critical || stops {
        without.extend(["n/a", "defer"]);
    }
    if !matches!(case.status(run.cursor), Status::Answered(..)) {
        without.push("again");
    }
    hints(frame, area, view, &first, Context::Run, &without);
}
