//! The top of the run screen: the case, who works on it, and the next thing to do.

use super::super::{View, cut, ends, mark, operator, wrap};
use crate::{
    app::Run,
    domain::{
        case::{Case, Next},
        checklist::ReviewStatus,
    },
};
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// The next thing to do takes at most so many lines.
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
    ends(left, vec![Span::raw(format!("{} ", who(view)))], width)
}

/// Who is at the keyboard, for whom they type, and when what they record next happened.
fn who(view: View<'_>) -> String {
    let said_by = view.app.shell.said_by.as_ref().map(|said_by| format!(" for {said_by}")).unwrap_or_default();
    let late = view.app.shell.late.map(|at| format!("happened {}  ", view.now.say(at))).unwrap_or_default();
    format!("{late}{}{said_by}", operator(view.app))
}

/// The second line is always the next thing to do, in words, with its weight.
pub(super) fn next_lines(view: View<'_>, run: &Run, case: &Case, next: &Next, width: u16) -> Vec<Line<'static>> {
    let (word, words, weight, style) = match next {
        Next::Stop(stop) => {
            let way = if stop.item == run.cursor { "enter decides" } else { "g goes there" };
            ("STOP", stop.say.to_string(), way, view.theme.stop)
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
        Next::Close => ("NEXT", "Everything is done. Close the case.".to_owned(), "e closes", view.theme.focus),
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
