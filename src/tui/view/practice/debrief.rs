//! A debrief: what is asked first, then the result as a page, or what was given in its order.

use crate::app::{Action, Debrief, DebriefAction, DebriefStep, KeyMode};
use crate::domain::case::Case;
use crate::domain::practice::{Course, Feedback};
use crate::report::{DebriefRow, Look, SheetLine, debrief_lines, result_rows, went_rows};
use crate::tui::view::run::field_line;
use crate::tui::view::words::wide;
use crate::tui::view::{
    Hint, View, ends, hints, mark, notice, notice_height, operator, put, put_lines, row, stacked, wrap,
};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, debrief: &Debrief, case: Option<&Case>) {
    let Some((case, feedback)) = case.and_then(|case| Some((case, Feedback::of(case, &debrief.lesson)?))) else {
        return;
    };
    let said = view.app.shell.notice.as_ref().map_or(0, |_| notice_height(view.app, area));
    let [head, body, said, keys] = stacked(area, [Some(1), None, Some(said), Some(1)]);
    let title = Span::styled(format!(" debrief  {}", feedback.past.rehearsal.exercise.word()), view.theme.title);
    let left = mark(view).into_iter().chain([title]).collect();
    put(frame, head, &ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], head.width));
    notice(frame, said, view);
    let width = usize::from(body.width.saturating_sub(2));
    if let Some(question) = debrief.question() {
        asks(frame, body, view, (question, debrief));
        let esc = if debrief.step == DebriefStep::Next { "back" } else { "leave it out" };
        return hints(
            frame,
            keys,
            view,
            vec![Hint::new("enter", "go on"), Hint::new("esc", esc)],
            KeyMode::Typing,
            &[],
        );
    }
    let rows = match debrief.step {
        _ if feedback.past.debriefing.is_none() => vec![DebriefRow::unsaved()],
        DebriefStep::Replay => went_rows(case, &feedback, view.now),
        DebriefStep::Went | DebriefStep::Sure | DebriefStep::Result | DebriefStep::Next => {
            result_rows(case, &feedback, &Course::of(&feedback.past, &view.app.practice.past))
        }
    };
    page(frame, body, view, debrief, debrief_lines(&rows, width, wide));
    let drills = [Action::Debrief(DebriefAction::DrillAll)];
    let without = if feedback.drill().is_empty() { &drills[..] } else { &[] };
    hints(frame, keys, view, vec![], KeyMode::Debrief, without);
}

/// A question with the field for its answer.
fn asks(frame: &mut Frame<'_>, area: Rect, view: View<'_>, (question, debrief): (&str, &Debrief)) {
    let width = usize::from(area.width.saturating_sub(2));
    let hint = match debrief.step {
        DebriefStep::Sure => "a number; or nothing",
        DebriefStep::Went | DebriefStep::Result | DebriefStep::Replay | DebriefStep::Next => "a few words; or nothing",
    };
    let hint = if debrief.field.value().is_empty() { hint } else { "" };
    let lines = wrap(question, width).into_iter().map(|words| Line::styled(format!(" {words}"), view.theme.title));
    let mut field = field_line(view, "", debrief.field.value(), hint, width);
    field.spans.insert(0, Span::raw(" "));
    let why = match debrief.step {
        DebriefStep::Next => "",
        DebriefStep::Went | DebriefStep::Sure | DebriefStep::Result | DebriefStep::Replay => {
            "What you say before you see the result tells you later how well you know what you know."
        }
    };
    let why = wrap(why, width).into_iter().map(|words| Line::styled(format!(" {words}"), view.theme.muted));
    let gap = || [Line::default()];
    put_lines(frame, area, gap().into_iter().chain(lines).chain(gap()).chain([field]).chain(gap()).chain(why));
}

fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, debrief: &Debrief, lines: Vec<SheetLine>) {
    let style = |look| match look {
        Look::Title | Look::Heading => view.theme.title,
        Look::Warning => view.theme.caution,
        Look::Plain => Style::new(),
        Look::Muted => view.theme.muted,
    };
    let room = usize::from(area.height);
    let first = debrief.page.first_of(lines.len(), room, 0);
    let below = lines.len().saturating_sub(first + room);
    let shown = lines.into_iter().skip(first).take(room);
    put_lines(frame, area, shown.map(|SheetLine { look, words }| Line::styled(format!(" {words}"), style(look))));
    if below > 0 {
        let last = row(area, area.height.saturating_sub(1));
        Clear.render(last, frame.buffer_mut());
        put(frame, last, &Line::styled(format!(" ↓ {} more lines", below + 1), view.theme.focus));
    }
}
