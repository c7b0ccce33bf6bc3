//! The dialogs, over the lower part of the screen; the item in question is always named in them.

mod course;
mod person;
mod reason;
mod stop;

use super::{View, run::field_line, wrap};
use crate::{
    app::{CloseStep, Dialog, NewStep},
    domain::{Outcome, case::Case, checklist::ItemIx},
};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Block, Borders, Clear, Paragraph, Widget},
};

struct Panel {
    title: String,
    style: Style,
    lines: Vec<Line<'static>>,
}

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, dialog: &Dialog, case: Option<&Case>) {
    let width = usize::from(area.width.saturating_sub(4));
    let text = |ix: ItemIx| case.map_or(String::new(), |case| case.checklist().item(ix).text.to_string());
    let panel = match (dialog, case) {
        (Dialog::Person(person), _) => person::person(view, person, &text, width),
        (Dialog::Team(team), _) => person::team(view, team, width),
        (Dialog::Reason(entry), _) => reason::reason(view, entry, case, width),
        (Dialog::Late(late), _) => reason::late(view, late, width),
        (Dialog::Code(entry), Some(case)) => stop::code(view, entry, case, width),
        (Dialog::Stop(ix), Some(case)) => stop::stop(view, case, *ix, width),
        (Dialog::Sign(phase), Some(case)) => course::sign(view, case, *phase, width),
        (Dialog::Held(card), Some(case)) => course::held(view, card, case, width),
        (Dialog::Preset, Some(case)) => course::preset(view, case),
        (Dialog::New(step), _) => new(view, step, width),
        (Dialog::Close(CloseStep::Outcome), _) => close(view),
        (
            Dialog::Stop(_)
            | Dialog::Code(_)
            | Dialog::Sign(_)
            | Dialog::Held(_)
            | Dialog::Preset
            | Dialog::FollowUp(..)
            | Dialog::Why(..)
            | Dialog::Help(_),
            _,
        ) => return,
    };
    let height = u16::try_from(panel.lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(area.height);
    let place = Rect { y: area.bottom().saturating_sub(height).max(area.y), height, ..area }.intersection(area);
    Clear.render(place, frame.buffer_mut());
    // A panel that covers the whole screen says as well what the records are.
    let mark = if place.y == area.y { super::mark(view) } else { Vec::new() };
    let title = Span::styled(format!(" {} ", super::cut(&panel.title, width)), panel.style);
    let title: Line<'_> = mark.into_iter().chain([title]).collect();
    let block = Block::new().borders(Borders::TOP | Borders::BOTTOM).border_style(view.theme.focus).title(title);
    let inner = block.inner(place);
    block.render(place, frame.buffer_mut());
    let lines = panel.lines.into_iter().map(|line| {
        let mut spans = vec![Span::raw("  ")];
        spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
        Line::from(spans)
    });
    Paragraph::new(lines.collect::<Vec<_>>()).render(inner, frame.buffer_mut());
}

fn words(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    wrap(text, width).into_iter().map(|words| Line::styled(words, style)).collect()
}

/// A key and what it chooses; the explanation is left out where the line is short.
fn choice(view: View<'_>, key: &str, what: &str, more: &str) -> Line<'static> {
    let more = if view.width < 70 { "" } else { more };
    Line::from(vec![
        Span::styled(format!("  {key}  "), view.theme.key),
        Span::raw(format!("{what:<20} ")),
        Span::styled(more.to_owned(), view.theme.muted),
    ])
}

fn new(view: View<'_>, step: &NewStep, width: usize) -> Panel {
    let lines = match step {
        NewStep::Checklist => {
            let offers = view.app.offers.iter().zip(1..);
            let mut lines = vec![Line::raw("Which checklist?")];
            lines.extend(offers.map(|(offer, n)| choice(view, &n.to_string(), offer.title.as_str(), "")));
            lines.push(Line::styled("esc gives up", view.theme.muted));
            lines
        }
        NewStep::Label(_, field) => {
            let mut lines = words("Bay or room? Never a name, birth date or record number.", width, Style::new());
            lines.push(field_line(view, "", field.value(), "such as Bay 2; may stay empty", width));
            lines.push(Line::styled("enter opens the case  esc gives up", view.theme.muted));
            lines
        }
    };
    Panel { title: "NEW CASE".to_owned(), style: view.theme.focus, lines }
}

fn close(view: View<'_>) -> Panel {
    let mut lines = vec![Line::raw("How did it end?")];
    for (outcome, n) in Outcome::ALL.into_iter().zip(1..) {
        let more = match outcome {
            Outcome::Completed => "everything that had to be done is done",
            Outcome::Stopped => "the procedure was stopped",
            Outcome::Cancelled => "called off before it began",
            Outcome::DidNotAttend => "the patient did not come",
            Outcome::EnteredInError => "the case should not have been opened",
        };
        lines.push(choice(view, &n.to_string(), outcome.word(), more));
    }
    lines.push(Line::styled("esc gives up", view.theme.muted));
    Panel { title: "CLOSE the case".to_owned(), style: view.theme.focus, lines }
}
