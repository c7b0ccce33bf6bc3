//! The top of the run screen: the case, who works on it, and the next thing to do.

use super::super::{View, ends, mark, operator, wide, wrap, wrap_to};
use crate::app::Run;
use crate::domain::case::{Case, EVERYTHING_IS_DONE, Next};
use crate::domain::when::{countdown, seconds_left};
use ratatui::text::{Line, Span};

/// The next thing to do takes at most so many lines; a stop one more.
const NEXT_LINES: usize = 3;

pub(super) fn head(view: View<'_>, run: &Run, case: &Case, full: bool, width: u16) -> Line<'static> {
    let checklist = case.checklist();
    let mut left = mark(view);
    if let Some(why) = run.read_only {
        left.push(Span::styled(format!(" {} ", why.word()), view.theme.stop));
    }
    left.push(Span::styled(format!(" {}", case.code().masked()), view.theme.title));
    if let Some(label) = case.label() {
        left.push(Span::raw(format!("  {label}")));
    }
    if case.stopped().is_some() {
        left.push(Span::raw("  "));
        left.push(Span::styled(if full { " PROCEDURE STOPPED " } else { " STOPPED " }, view.theme.stop));
    }
    let timer = timer(view, case);
    let used: usize = left.iter().chain(&timer).map(|span| wide(&span.content)).sum();
    let mut who = who(view, &operator(view.app));
    // Before the case's place is cut, whoever is at the keyboard is named by the code alone.
    if used + wide(&who) + 2 > width.into() {
        who = self::who(view, operator(view.app).split(' ').next().unwrap_or_default());
    }
    if full {
        left.push(Span::styled(format!("  {} {}", checklist.title, checklist.version), view.theme.muted));
    } else {
        let section = checklist.item(run.cursor).section;
        let words = case.section_progress(section).words();
        left.push(Span::raw(format!("  {} {words}", checklist.section(section).title)));
    }
    ends(left, timer.into_iter().chain([Span::raw(format!("{who} "))]).collect(), width)
}

/// The timer that ends first stays in sight wherever its item is.
fn timer(view: View<'_>, case: &Case) -> Option<Span<'static>> {
    let (_, timer) = case.timers().into_iter().min_by_key(|(_, timer)| timer.ends())?;
    Some(match seconds_left(timer.ends(), view.now) {
        ..=0 => Span::styled("◆ ENDED  ", view.theme.caution),
        left => Span::styled(format!("◷ {}  ", countdown(left)), view.theme.focus),
    })
}

/// Who is at the keyboard, for whom they type, and when what they record next happened.
fn who(view: View<'_>, operator: &str) -> String {
    let said_by = view.app.shell.said_by.as_ref().map(|said_by| format!(" for {said_by}")).unwrap_or_default();
    let late = view.app.shell.late.map(|at| format!("happened {}  ", view.now.say(at))).unwrap_or_default();
    format!("{late}{operator}{said_by}")
}

/// The second line is always the next thing to do, in words, with its weight.
pub(super) fn next_lines(view: View<'_>, run: &Run, case: &Case, next: &Next, width: u16) -> Vec<Line<'static>> {
    let (word, words, weight, style) = match next {
        Next::Stop(stop) => {
            let way = if stop.item == run.cursor { "enter decides" } else { "g goes there" };
            ("STOP", case.say_stop(stop, view.now).to_string(), way, view.theme.stop)
        }
        Next::Item(ix) => {
            let item = case.checklist().item(*ix);
            ("NEXT", item.text.to_string(), item.level.word(), view.theme.focus)
        }
        Next::Start(plan) => {
            ("NEXT", format!("Planned for {}.", view.now.say(plan.at)), "enter starts", view.theme.focus)
        }
        Next::Wait(due) => {
            let title = &case.checklist().section(due.section).title;
            ("NEXT", format!("{title} is due {}; nothing before that", view.now.say(due.due)), "", view.theme.focus)
        }
        Next::Close => ("NEXT", EVERYTHING_IS_DONE.to_owned(), "e closes", view.theme.focus),
        Next::Nothing => {
            let outcome = case.closed().map_or("", |closed| closed.outcome.word());
            ("DONE", format!("This case is closed: {outcome}."), "", view.theme.done)
        }
    };
    let weight = if width < 60 { "" } else { weight };
    let room = usize::from(width).saturating_sub(9 + wide(weight));
    let mut lines = match next {
        Next::Stop(_) if wrap(&words, room).len() <= NEXT_LINES + 1 => wrap(&words, room),
        // What to do stands whole; of what was found as much as there is room for.
        Next::Stop(stop) => {
            let todo = wrap(stop.say.as_str(), room);
            let rows = NEXT_LINES.saturating_sub(todo.len()).max(1);
            wrap_to(case.found(stop, view.now).as_str(), room, rows).into_iter().chain(todo).collect()
        }
        Next::Start(_) | Next::Item(_) | Next::Wait(_) | Next::Close | Next::Nothing => {
            wrap_to(&words, room, NEXT_LINES)
        }
    };
    let weight = Span::styled(format!("{weight} "), view.theme.muted);
    let first = lines.remove(0);
    let start = vec![Span::styled(format!(" {word}"), style), Span::styled(format!("  {first}"), view.theme.title)];
    let rest = lines.into_iter().map(|words| Line::styled(format!("       {words}"), view.theme.title));
    [ends(start, vec![weight], width)].into_iter().chain(rest).collect()
}
