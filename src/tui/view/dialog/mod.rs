//! The dialogs, over the lower part of the screen; the item in question is always named in them.

mod course;
mod person;
mod reason;
mod stop;

use super::{View, new_case, put_lines, run::field_line, wrap};
use crate::{
    app::{Action, Dialog, KeyMode, Notice, binding_of},
    domain::{Outcome, case::Case, checklist::ItemIx},
};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, Borders, Clear, Widget},
};

/// What a panel says, what explains it, and what can be done; on a low screen the explanation gives way first,
/// then the end of what is said, never what can be done.
pub(super) struct Panel {
    pub(super) title: String,
    pub(super) style: Style,
    pub(super) say: Vec<Line<'static>>,
    pub(super) more: Vec<Line<'static>>,
    pub(super) ways: Vec<Line<'static>>,
}

impl Panel {
    /// The lines that fit into so many rows.
    fn fitted(mut self, rows: usize) -> Vec<Line<'static>> {
        let room = rows.saturating_sub(self.ways.len());
        self.say.truncate(room.max(1));
        self.more.truncate(room.saturating_sub(self.say.len()));
        self.say.into_iter().chain(self.more).chain(self.ways).collect()
    }

    fn height(&self) -> usize {
        self.say.len() + self.more.len() + self.ways.len()
    }
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, dialog: &Dialog, case: Option<&Case>) {
    let width = usize::from(area.width.saturating_sub(4));
    let Some(mut panel) = panel(view, dialog, case, width) else { return };
    // The panel covers the line of notices: what was refused or swallowed is told in it.
    if let Some(Notice::Info(said) | Notice::Error(said)) = &view.app.shell.notice {
        panel.ways.extend(words(said.as_str(), width, view.theme.caution));
    }
    let height = u16::try_from(panel.height()).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom().saturating_sub(height).max(area.y), height, ..area }.intersection(area);
    Clear.render(place, frame.buffer_mut());
    // A panel that covers the whole screen says as well what the records are.
    let mark = if place.y == area.y { super::mark(view) } else { Vec::new() };
    let title = Span::styled(format!(" {} ", super::cut(&panel.title, width)), panel.style);
    let title: Line<'_> = mark.into_iter().chain([title]).collect();
    let block = Block::new().borders(Borders::TOP | Borders::BOTTOM).border_style(view.theme.focus).title(title);
    let inner = block.inner(place);
    block.render(place, frame.buffer_mut());
    let lines = panel.fitted(inner.height.into()).into_iter().map(|line| {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
        Line::from(spans)
    });
    put_lines(frame, inner, lines);
}

/// What a dialog that is no page says.
fn panel(view: View<'_>, dialog: &Dialog, case: Option<&Case>, width: usize) -> Option<Panel> {
    let text = |ix: ItemIx| case.map_or(String::new(), |case| case.checklist().item(ix).text.to_string());
    Some(match (dialog, case) {
        (Dialog::Person(person), _) => person::person(view, person, &text, width),
        (Dialog::Team(team), _) => person::team(view, team, width),
        (Dialog::Reason(entry), _) => reason::reason(view, entry, case, width),
        (Dialog::Late(late), _) => reason::late(view, late, width),
        (Dialog::Code(entry), Some(case)) => stop::code(view, entry, case, width),
        (Dialog::Stop(ix), Some(case)) => stop::stop(view, case, *ix, width),
        (Dialog::Sign(phase), Some(case)) => course::sign(view, case, *phase, width),
        (Dialog::Held(card), Some(case)) => course::held(view, card, case, width),
        (Dialog::Carried(entry), Some(case)) => course::carried(view, entry, case, width),
        (Dialog::Preset, Some(case)) => course::preset(view, case),
        (Dialog::New(new), _) => new_case::new(view, new, width),
        (Dialog::Slip(slip), _) => new_case::slip(view, slip, width),
        (Dialog::OpenByCode(open), _) => new_case::open_by_code(view, open, width),
        (Dialog::Start, _) => new_case::start(view, width),
        (Dialog::End(end), _) => new_case::end(view, end, width),
        (Dialog::Close, _) => close(view),
        (
            Dialog::Stop(_)
            | Dialog::Code(_)
            | Dialog::Sign(_)
            | Dialog::Held(_)
            | Dialog::Preset
            | Dialog::Carried(_)
            | Dialog::FollowUp(_)
            | Dialog::Why(_)
            | Dialog::Help(_),
            _,
        ) => return None,
    })
}

pub(super) fn words(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    wrap(text, width).into_iter().map(|words| Line::styled(words, style)).collect()
}

/// A key and what it chooses; the explanation is left out where the line is short.
pub(super) fn choice(view: View<'_>, key: &str, what: &str, more: &str) -> Line<'static> {
    let more = if view.width < 70 { "" } else { more };
    Line::from(vec![
        Span::styled(format!("  {key}  "), view.theme.key),
        Span::raw(format!("{what:<20} ")),
        Span::styled(more.to_owned(), view.theme.muted),
    ])
}

/// A key of the table and what it chooses.
pub(super) fn way(view: View<'_>, context: KeyMode, action: Action, more: &str) -> Line<'static> {
    binding_of(context, action).map_or_else(Line::default, |row| choice(view, &super::key_of(row), row.short, more))
}

fn close(view: View<'_>) -> Panel {
    let outcome = |(outcome, n): (Outcome, i32)| {
        let more = match outcome {
            Outcome::Completed => "everything that had to be done is done",
            Outcome::Stopped => "the procedure was stopped",
            Outcome::Cancelled => "called off before it began",
            Outcome::DidNotAttend => "the patient did not come",
            Outcome::EnteredInError => "the case should not have been opened",
        };
        choice(view, &n.to_string(), outcome.word(), more)
    };
    let ways = Outcome::ALL.iter().copied().zip(1..).map(outcome).collect();
    let (say, more) = (vec![Line::raw("How did it end?")], vec![Line::styled("esc gives up", view.theme.muted)]);
    Panel { title: "CLOSE the case".to_owned(), style: view.theme.focus, say, more, ways }
}
