//! An item's rows, each as tall whether it is open or answered.

use super::super::{View, cut, ends, shorten, wide, wrap};
use super::options::options;
use super::typing::typing;
use crate::app::Run;
use crate::domain::case::{Case, Content, Recording, Status};
use crate::domain::checklist::{AnswerType, Choice, ItemIx};
use crate::domain::{Answer, Operator, Stamp};
use crate::tui::theme::sign;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// An item's rows: its text, then what is asked or what was answered, then what is to be known beside.
pub(super) fn block(view: View<'_>, run: &Run, case: &Case, ix: ItemIx, width: usize) -> Vec<Line<'static>> {
    let item = case.checklist().item(ix);
    let inner = width.saturating_sub(2);
    let confirmed = confirmed(view, case, ix, inner.saturating_sub(if inner < 45 { 4 } else { 18 }));
    let mut texts = wrap(item.text.as_str(), inner.saturating_sub(2));
    let last = texts.pop().unwrap_or_default();
    let body = rows_under(view, case, ix, confirmed.as_deref(), wide(&last), inner);
    // A check's stands at the end of its text.
    let columns = inner.saturating_sub(if body == 0 { wide(&last) + 3 } else { 4 });
    let said = said(view, case, ix, (columns, body.max(1)));
    let mut lines = text_lines(view, case, ix, &texts);
    let (sign, style) = if lines.is_empty() { sign(case, ix, view.theme) } else { (" ", Style::new()) };
    let text = vec![Span::styled(sign, style), Span::raw(format!(" {last}"))];
    let room = inner.saturating_sub(4);
    let under = if body == 0 {
        lines.push(beside_text(view, text, said, wide(&last), inner));
        Vec::new()
    } else {
        lines.push(Line::from(text));
        let entry = run.entry.as_ref().filter(|entry| entry.item == ix);
        let mut under = match (entry, said) {
            (Some(entry), _) => typing(view, case, entry, room),
            // What may be chosen instead stands there while it is chosen.
            (None, Some((_, who))) if shows_options(run, case, ix) => chosen(view, case, ix, &who, room),
            (None, Some(said)) => answered(view, case, ix, said, (room, body)),
            (None, None) => asked(view, case, ix, confirmed, room),
        };
        // What is to be known beside an answer takes rows that are empty before it takes more.
        let used = under.len();
        under.extend(remarks(view, case, ix, room));
        under.resize(under.len().max(body).max(used), Line::default());
        under
    };
    let beside = if body == 0 { remarks(view, case, ix, room) } else { Vec::new() };
    lines.extend(under.into_iter().chain(beside).map(|line| {
        let mut spans = vec![Span::raw("    ")];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
        Line::from(spans)
    }));
    lines
}

/// How many rows an item needs under its text, open or answered.
fn rows_under(
    view: View<'_>,
    case: &Case,
    ix: ItemIx,
    confirmed: Option<&[String]>,
    last: usize,
    inner: usize,
) -> usize {
    let item = case.checklist().item(ix);
    if matches!(case.status(ix), Status::Pending) {
        return 1;
    }
    match &item.answer {
        // A check says who and when at the end of its text where there is room.
        AnswerType::Check => {
            let two = if item.two_person { 18 } else { 11 };
            let fits = last + 2 + two <= inner;
            confirmed.map_or(usize::from(!fits), <[String]>::len)
        }
        AnswerType::Choice { .. } => options(view, case, ix, None, inner.saturating_sub(4)).len(),
        AnswerType::Fields { .. } => 2,
        AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. }
        | AnswerType::Timer { .. } => 1,
    }
}

/// The rows of the text but its last one.
fn text_lines(view: View<'_>, case: &Case, ix: ItemIx, texts: &[String]) -> Vec<Line<'static>> {
    let (sign, style) = sign(case, ix, view.theme);
    let line = |(n, words): (usize, &String)| {
        let (sign, style) = if n == 0 { (sign, style) } else { (" ", Style::new()) };
        Line::from(vec![Span::styled(sign, style), Span::raw(format!(" {words}"))])
    };
    texts.iter().enumerate().map(line).collect()
}

/// A check's row: who and when stand at its end.
fn beside_text(
    view: View<'_>,
    text: Vec<Span<'static>>,
    said: Option<(String, String)>,
    taken: usize,
    inner: usize,
) -> Line<'static> {
    let end = u16::try_from(inner).unwrap_or(u16::MAX);
    match said {
        Some((words, who)) if words.is_empty() => ends(text, vec![Span::styled(who, view.theme.muted)], end),
        Some((words, who)) => {
            let room = inner.saturating_sub(taken + 4 + wide(&who));
            let words = format!("{} {who}", cut(&words, room));
            ends(text, vec![Span::styled(words, view.theme.muted)], end)
        }
        None => Line::from(text),
    }
}

/// What was answered, with who and when at the end of the first row.
fn answered(
    view: View<'_>,
    case: &Case,
    ix: ItemIx,
    (words, who): (String, String),
    (room, body): (usize, usize),
) -> Vec<Line<'static>> {
    let beside = room.saturating_sub(wide(&who) + 1);
    let confirmed = confirmed(view, case, ix, beside).filter(|_| words.is_empty());
    let told = confirmed.unwrap_or_else(|| wrap(&words, beside));
    let mut lines: Vec<Line<'static>> = told.into_iter().map(Line::raw).collect();
    shorten(&mut lines, body);
    let first = lines.first_mut().map(std::mem::take).unwrap_or_default();
    let first = ends(first.spans, vec![Span::styled(who, view.theme.muted)], u16::try_from(room).unwrap_or(0));
    [first].into_iter().chain(lines.into_iter().skip(1)).collect()
}

/// What an open item asks for: its options, what it confirms, its range and what was found before.
fn asked(view: View<'_>, case: &Case, ix: ItemIx, confirmed: Option<Vec<String>>, room: usize) -> Vec<Line<'static>> {
    match &case.checklist().item(ix).answer {
        AnswerType::Choice { .. } => options(view, case, ix, None, room),
        AnswerType::Check => confirmed.into_iter().flatten().map(Line::raw).collect(),
        spec @ (AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. }
        | AnswerType::Timer { .. }
        | AnswerType::Fields { .. }) => {
            let before = super::super::dialog::before(view, case, ix).map(|before| format!("   {before}"));
            let (asked, before) = (asks(spec), before.unwrap_or_default());
            // Fields have a second row.
            let lines = if matches!(spec, AnswerType::Fields { .. }) {
                [asked + &before, or(spec, room)]
            } else {
                [with_or(&asked, spec, room) + &before, String::new()]
            };
            lines
                .iter()
                .filter(|line| !line.is_empty())
                .map(|line| Line::styled(cut(line, room), view.theme.muted))
                .collect()
        }
    }
}

/// What is to be known beside an answer: that what it rests on changed, its cautions, whom to tell.
fn remarks(view: View<'_>, case: &Case, ix: ItemIx, room: usize) -> Vec<Line<'static>> {
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
        remarks.push(format!("▲ tell: {} (h records it)", whom.join(", ")));
    }
    if let Some((held, _)) = case.answer(ix)
        && let Some(from) = &held.carried
    {
        remarks.push(format!("room checked {} by {} for another case", view.now.say(from.at), from.by.code));
    }
    if let Some((stamp, told, _)) = case.escalations(ix).last() {
        remarks.push(format!("told {told}  {} {}", view.now.say(stamp.at), stamp.by.code));
    }
    let lines = remarks.iter().flat_map(|words| wrap(words, room));
    lines.map(|words| Line::styled(words, view.theme.caution)).collect()
}

/// Whether the options of an answered choice stand there: a digit chooses another one at once.
fn shows_options(run: &Run, case: &Case, ix: ItemIx) -> bool {
    let is_choice = matches!(case.checklist().item(ix).answer, AnswerType::Choice { .. });
    is_choice && run.cursor == ix && case.closed().is_none() && matches!(case.status(ix), Status::Answered(..))
}

/// The options with what was chosen of them; who chose it and when, where the last row has room.
fn chosen(view: View<'_>, case: &Case, ix: ItemIx, who: &str, room: usize) -> Vec<Line<'static>> {
    let mut lines = options(view, case, ix, None, room);
    if let Some(last) = lines.pop_if(|last| last.width() + wide(who) < room) {
        let who = vec![Span::styled(who.to_owned(), view.theme.muted)];
        lines.push(ends(last.spans, who, u16::try_from(room).unwrap_or(0)));
    }
    lines
}

/// Who recorded something, and when; when it happened, where that was earlier.
fn who(view: View<'_>, stamp: &Stamp, second: Option<&Operator>) -> String {
    let second = second.map(|second| format!("+{}", second.code)).unwrap_or_default();
    let by = match &stamp.stated_by {
        Some(said_by) => format!("{said_by} by {}", stamp.by.code),
        None => stamp.by.code.to_string(),
    };
    let at = view.now.say(stamp.at);
    match stamp.done_at {
        Some(done_at) => format!("done {}, recorded {at} {by}{second}", view.now.say(done_at)),
        None => format!("{at} {by}{second}"),
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

/// What stands for an item, in words, and who recorded it when.
fn said(view: View<'_>, case: &Case, ix: ItemIx, (room, rows): (usize, usize)) -> Option<(String, String)> {
    let checklist = case.checklist();
    // The role of whoever answered what is for another, where the answer leaves room for it.
    let by = |held: &Recording, words: String| {
        let plain = who(view, &held.stamp, held.second.as_ref());
        let with_role = format!("{plain} ({})", held.stamp.by.role.word());
        let fits = wide(&with_role) < room && wrap(&words, room - wide(&with_role) - 1).len() <= rows;
        let is_told = fits && case.is_for_another(ix, &held.stamp).is_some();
        (words, if is_told { with_role } else { plain })
    };
    Some(match case.status(ix) {
        // What it confirms stands there to be read aloud again; that it changed is told beside.
        Status::Open { .. } if case.is_broken(ix) => return None,
        Status::Open { running: Some(timer) } => (super::super::left(view.now, &timer), String::new()),
        Status::Open { running: None } | Status::Inactive { .. } => return None,
        Status::Answered(held, answer) => by(held, found(view, case, ix, answer)),
        Status::NotApplicable(held, reason) => by(held, format!("n/a: {reason}")),
        Status::Deferred(held, reason, to) => by(held, format!("deferred to {}: {reason}", checklist.phase(to).title)),
        Status::Overridden { answer, by, reason } => {
            let kept = answer.and_then(|held| match &held.content {
                Content::Answer(answer) => Some(format!("{}; ", answer.say(checklist.item(ix), view.now))),
                Content::NotApplicable(_) | Content::Deferred(..) => None,
            });
            (format!("{}overridden: {reason}", kept.unwrap_or_default()), who(view, by, None))
        }
        Status::NotDone { by, reason, because } => (format!("{}: {reason}", because.words()), who(view, by, None)),
        Status::Pending => {
            let on = case.waits_for(ix);
            let on = on.first().map_or("", |&on| checklist.item(on).short.as_str());
            (format!("depends on: {on}"), String::new())
        }
    })
}

/// The answers that an item confirms stand beside it while it is read aloud, what has several values in rows of its
/// own. A section agreed as a whole has them just above.
fn confirmed(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Option<Vec<String>> {
    let item = case.checklist().item(ix);
    let elsewhere = item.confirms.iter().filter(|&&on| case.checklist().item(on).section != item.section);
    let (mut words, mut rows) = (Vec::new(), Vec::new());
    for &on in elsewhere {
        match case.status(on) {
            Status::Answered(_, Answer::Fields(of)) => {
                // What is read out is the dose, before that of which it is made.
                let totals: Vec<String> = case.totals(on).iter().map(ToString::to_string).collect();
                let subject = if totals.is_empty() { subject(case, on).to_owned() } else { totals.join(", ") };
                let each = of.iter().map(|row| Answer::Fields(vec![row.clone()]));
                rows.extend(each.map(|row| format!("{subject}: {}", said_of(view, case, on, &row))));
            }
            Status::Answered(_, answer) => words.push(said_of(view, case, on, answer)),
            Status::Open { .. } | Status::Pending => words.push("not answered".to_owned()),
            Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { .. }
            | Status::NotDone { .. }
            | Status::Inactive { .. } => {}
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

/// The named alternatives with the signs that pick them, in words as room allows; the others as they are typed.
pub(super) fn or(spec: &AnswerType, room: usize) -> String {
    let words = |labels: usize| {
        let named = |n: usize, option: &Choice| if n < labels { option.label.clone() } else { option.id.to_string() };
        let signed = spec.signs().enumerate().map(|(n, (sign, option))| format!("{sign} {}", named(n, option)));
        let typed = spec.options().iter().skip(spec.signs().count()).map(|option| format!("or {}", option.id));
        signed.chain(typed).collect::<Vec<_>>().join("  ")
    };
    (0..=spec.signs().count()).rev().map(words).find(|words| wide(words) <= room).unwrap_or_else(|| words(0))
}

/// The same behind what is asked for.
pub(super) fn with_or(asked: &str, spec: &AnswerType, room: usize) -> String {
    let or = or(spec, room.saturating_sub(wide(asked) + 2));
    if or.is_empty() { asked.to_owned() } else { format!("{asked}  {or}") }
}

/// What an open item asks for.
pub(super) fn asks(spec: &AnswerType) -> String {
    match spec {
        AnswerType::Number { unit, min, max, .. } => format!("{min} to {max} {unit}"),
        AnswerType::Text { .. } => "words; no names, birth dates, record numbers".to_owned(),
        AnswerType::Date { month: true, .. } => "a month such as 03/27, or a date".to_owned(),
        AnswerType::Date { month: false, .. } => "a date".to_owned(),
        AnswerType::Time { .. } => "a time".to_owned(),
        AnswerType::Timer { minutes, .. } => format!("{minutes} min"),
        AnswerType::Fields { fields, each, .. } => {
            let labels: Vec<&str> =
                fields.iter().skip(usize::from(each.is_some())).map(|field| field.label.as_str()).collect();
            let of_each = if each.is_some() { " of each" } else { "" };
            format!("{}{of_each}", labels.join(", "))
        }
        AnswerType::Check | AnswerType::Choice { .. } => String::new(),
    }
}
