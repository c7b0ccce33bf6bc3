//! The top of the run screen: the case, who works on it, and what the bar does not say.

use super::super::{View, across, ends, operator, review, wide, wrap, wrap_to};
use crate::app::{ReadOnly, Run, RunAction, Way};
use crate::domain::Text;
use crate::domain::case::{Case, EVERYTHING_IS_DONE, Next, Status};
use crate::domain::checklist::ItemIx;
use crate::domain::when::{countdown, seconds_left};
use ratatui::text::{Line, Span};

/// What is next takes at most so many lines; a stop one more.
const NEXT_LINES: usize = 3;

/// Where, which case, and what is done there; the timer that ends first, and who is at the keyboard. Marks stand before
/// it.
pub(super) fn head(view: View<'_>, run: &Run, case: &Case, marks: Vec<Span<'static>>, width: u16) -> Line<'static> {
    let full = width >= super::FULL_WIDTH;
    let mut left = marks;
    // A replay is framed in its word, where there is room.
    if let Some(why) = run.read_only.filter(|why| !(view.is_framed && *why == ReadOnly::Replay)) {
        left.push(Span::styled(format!(" {} ", why.word()), view.theme.stop));
    }
    if let Some(label) = case.label() {
        left.push(Span::styled(format!(" {label} "), view.theme.title));
    }
    left.push(Span::raw(format!(" {} ", case.code().masked())));
    if case.stopped().is_some() {
        left.push(Span::raw(" "));
        left.push(Span::styled(if full { " PROCEDURE STOPPED " } else { " STOPPED " }, view.theme.stop));
    }
    let timer = timer(view, case);
    let used = across(left.iter().chain(&timer));
    let mut who = who(view, &operator(view.app));
    // Before the case's place is cut, whoever is at the keyboard is named by the code alone.
    if used + wide(&who) + 2 > width.into() {
        who = self::who(view, operator(view.app).split(' ').next().unwrap_or_default());
    }
    if used + wide(&who) + 2 > width.into() {
        who = who.replacen("happened ", "at ", 1);
    }
    let checklist = case.checklist();
    let headline = case.headline(view.now);
    if !full {
        let section = checklist.item(run.cursor).section;
        let words = case.section_progress(section).words();
        left.push(Span::raw(format!(" {words} {}", checklist.section(section).title)));
    } else if headline.is_empty() {
        left.push(Span::styled(format!(" {} {}", checklist.title, checklist.version), view.theme.muted));
    } else {
        left.push(Span::styled(
            format!(" {}", headline.iter().map(Text::as_str).collect::<Vec<_>>().join("  ")),
            view.theme.title,
        ));
    }
    ends(left, timer.into_iter().chain([Span::raw(format!("{who} "))]).collect(), width)
}

/// A crisis, while it is young: whoever looks on another terminal sees it at once.
pub(super) fn crisis_lines(view: View<'_>, case: &Case, width: u16) -> Vec<Line<'static>> {
    let words = case.young_crisis(view.now).map(|crisis| case.say_crisis(&crisis, view.now));
    let rows = if width < 60 { 1 } else { 2 };
    let lines = words.map(|words| wrap_to(words.as_str(), usize::from(width.saturating_sub(2)), rows));
    lines.into_iter().flatten().map(|words| Line::styled(format!(" {words} "), view.theme.stop)).collect()
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

/// The lines under the header: what is next where the bar does not stand on it, else what is to be kept in mind,
/// if anything is.
pub(super) fn status(view: View<'_>, run: &Run, case: &Case, next: &Next, width: u16) -> Vec<Line<'static>> {
    let full = width >= super::FULL_WIDTH;
    let right: Vec<Span<'static>> = if full { review(view) } else { Vec::new() };
    if *next == Next::Item(run.cursor) {
        let heeded = heeded(view, case);
        return if heeded.is_empty() { Vec::new() } else { vec![ends(heeded, right, width)] };
    }
    let (word, words, way, style) = what_is_next(view, run, case, next);
    let way = if width < 60 || run.read_only == Some(ReadOnly::Replay) { String::new() } else { format!("{way} ") };
    let room = usize::from(width).saturating_sub(9 + wide(&way) + across(&right));
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
    let first = lines.remove(0);
    let start = vec![Span::styled(format!(" {word}"), style), Span::styled(format!("  {first}"), view.theme.title)];
    let right = [Span::styled(way, view.theme.muted)].into_iter().chain(right).collect();
    let rest = lines.into_iter().map(|words| Line::styled(format!("       {words}"), view.theme.title));
    [ends(start, right, width)].into_iter().chain(rest).collect()
}

/// A word for what is next, what it is, and the key that leads there.
fn what_is_next(
    view: View<'_>,
    run: &Run,
    case: &Case,
    next: &Next,
) -> (&'static str, String, String, ratatui::style::Style) {
    let go = || format!("{} goes there", view.key(RunAction::Go(Way::ToNext)));
    let focus = view.theme.focus;
    match next {
        Next::Stop(stop) => {
            let decides = || format!("{} decides", view.key(RunAction::Enter));
            let way = if stop.item == run.cursor { decides() } else { go() };
            ("STOP", case.say_stop(stop, view.now).to_string(), way, view.theme.stop)
        }
        // Whoever was called away is to find it.
        Next::Item(_) if view.app.practice.play.as_ref().is_some_and(|play| play.is_away()) => {
            ("NEXT", "You were called away: find where to go on.".to_owned(), String::new(), focus)
        }
        Next::Item(ix) => ("NEXT", case.checklist().item(*ix).text.to_string(), go(), focus),
        Next::Start(plan) => {
            ("NEXT", format!("Planned for {}.", view.now.say(plan.at)), "enter starts".to_owned(), focus)
        }
        Next::Wait(due) => {
            let title = &case.checklist().section(due.section).title;
            ("NEXT", format!("{title} is due {}; nothing before that", view.now.say(due.due)), String::new(), focus)
        }
        Next::Close => {
            ("NEXT", EVERYTHING_IS_DONE.to_owned(), format!("{} closes", view.key(RunAction::CloseCase)), focus)
        }
        Next::Nothing => {
            let outcome = case.closed().map_or("", |closed| closed.outcome.word());
            ("DONE", format!("This case is closed: {outcome}."), String::new(), view.theme.done)
        }
    }
}

/// What was found that is to be kept in mind, and what was overridden.
fn heeded(view: View<'_>, case: &Case) -> Vec<Span<'static>> {
    let words = |ix: ItemIx| {
        let (sign, answer) = match case.status(ix) {
            Status::Overridden { answer, .. } => ("!", answer.map(|held| case.say(ix, held, view.now).to_string())),
            Status::Answered(held, _) if !case.cautions(ix).is_empty() => {
                let to_tell = case.to_tell(ix);
                let whom: Vec<&str> = to_tell.iter().map(Text::as_str).collect();
                let tell = if whom.is_empty() { String::new() } else { format!("tell {}: ", whom.join(", ")) };
                ("▲", Some(format!("{tell}{}", case.say(ix, held, view.now))))
            }
            Status::Answered(..)
            | Status::Open { .. }
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::NotDone { .. }
            | Status::Inactive { .. }
            | Status::Pending => return None,
        };
        let answer = answer.unwrap_or_else(|| case.name(ix).to_owned());
        Some(format!(" {sign} {answer} "))
    };
    let heeded = case.checklist().item_ixs().filter_map(words);
    heeded.map(|words| Span::styled(words, view.theme.caution)).collect()
}
