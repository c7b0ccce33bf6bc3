//! The dialogs, over the lower part of the screen; the item in question is always named in them.

use super::{View, run::field_line, wrap};
use crate::{
    app::{CloseStep, CodeEntry, Dialog, NewStep, Notice, PersonEntry, PersonFor, ReasonEntry, ReasonFor},
    domain::{
        Outcome, Role,
        case::Case,
        checklist::{ItemIx, OverrideBy},
    },
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
        (Dialog::Person(person), _) => self::person(view, person, &text, width),
        (Dialog::Reason(entry), _) => reason(view, entry, &text, width),
        (Dialog::Stop(ix), Some(case)) => stop(view, case, *ix, width),
        (Dialog::Code(entry), Some(case)) => code(view, entry, case, width),
        (Dialog::New(step), _) => new(view, step, width),
        (Dialog::Close(CloseStep::Outcome), _) => close(view),
        (Dialog::Stop(_) | Dialog::Code(_) | Dialog::Why(..) | Dialog::Help(_), _) => return,
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
        Span::raw(format!("{what:<20}")),
        Span::styled(more.to_owned(), view.theme.muted),
    ])
}

fn person(view: View<'_>, person: &PersonEntry, text: &dyn Fn(ItemIx) -> String, width: usize) -> Panel {
    let (title, ask) = match &person.what_for {
        PersonFor::Operator => ("WHO is at the keyboard?".to_owned(), "Staff code or initials, then enter:"),
        PersonFor::Second { item, .. } => {
            (format!("TWO PEOPLE  {}", text(*item)), "The second person says it too. Their staff code, then enter:")
        }
    };
    let mut lines = Vec::new();
    match &person.code {
        None => {
            lines.extend(words(ask, width, Style::new()));
            for (known, n) in person.known.iter().zip(1..) {
                lines.push(choice(view, &n.to_string(), &known.to_string(), "this number and enter"));
            }
            lines.push(field_line(view, "", person.field.value(), "", width));
        }
        Some(code) => {
            lines.push(Line::raw(format!("{code} is here as:")));
            for (role, n) in Role::ALL.into_iter().zip(1..) {
                lines.push(choice(view, &n.to_string(), role.word(), ""));
            }
        }
    }
    if let Some(misfit) = &person.misfit {
        lines.extend(words(misfit, width, view.theme.caution));
    }
    lines.push(Line::styled("The role is self-declared.  esc gives up", view.theme.muted));
    Panel { title, style: view.theme.focus, lines }
}

fn reason(view: View<'_>, entry: &ReasonEntry, text: &dyn Fn(ItemIx) -> String, width: usize) -> Panel {
    let (title, ask) = match &entry.what_for {
        ReasonFor::NotRight(ix) => (format!("NOT RIGHT  {}", text(*ix)), "What is not right?"),
        ReasonFor::NotApplicable(ix) => {
            (format!("DOES NOT APPLY  {}", text(*ix)), "Why does it not apply to this patient?")
        }
        ReasonFor::Defer(ix) => (format!("DEFER  {}", text(*ix)), "Why is it put off to the next phase?"),
        ReasonFor::Override(ix) => {
            (format!("OVERRIDE  {}", text(*ix)), "Why go on all the same? Your name and this reason are recorded.")
        }
        ReasonFor::Correct(ix, _) => {
            (format!("CORRECT  {}", text(*ix)), "Why is it corrected? The old entry stays in the record.")
        }
        ReasonFor::Note(ix) => (format!("NOTE  {}", text(*ix)), "No names, no birth dates, no record numbers."),
        ReasonFor::Stop => ("STOP the procedure".to_owned(), "Why is it stopped? Recovery and follow-up stay open."),
        ReasonFor::Close(outcome) => (format!("CLOSE the case as {}", outcome.word()), "Why?"),
    };
    let hint = entry.proposed.map(|proposed| format!("enter takes \"{proposed}\"")).unwrap_or_default();
    let mut lines = words(ask, width, Style::new());
    lines.push(field_line(
        view,
        "",
        entry.field.value(),
        if entry.field.value().is_empty() { &hint } else { "" },
        width,
    ));
    lines.push(Line::styled("enter saves  esc gives up", view.theme.muted));
    Panel { title, style: view.theme.focus, lines }
}

/// The code is shown large; its last two characters are what is typed, from the chart and not from here.
fn code(view: View<'_>, entry: &CodeEntry, case: &Case, width: usize) -> Panel {
    let code = case.code().to_string();
    let hidden: Vec<String> = code.chars().take(code.len() - 2).map(String::from).collect();
    let label = case.label().map(|label| format!("    {label}")).unwrap_or_default();
    let mut lines = words(&format!("The code is asked for because {}.", entry.why.words()), width, Style::new());
    lines.push(Line::styled(format!("{} _ _{label}", hidden.join(" ")), view.theme.title));
    lines.extend(words("Type the last two characters from the chart's slip, or scan it.", width, Style::new()));
    lines.push(field_line(view, "", entry.field.value(), "", width));
    if entry.wrong {
        lines.extend(words(
            "That is not this case. Look at the chart: is it the right patient?",
            width,
            view.theme.caution,
        ));
    }
    lines.push(Line::styled("enter confirms  esc gives up, nothing is recorded", view.theme.muted));
    Panel { title: "THE RIGHT CASE?".to_owned(), style: view.theme.focus, lines }
}

/// What to do stands first; then the ways out; the stop stays when the panel is left.
fn stop(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Panel {
    let item = case.checklist().item(ix);
    let stops = case.stops(ix);
    let mut lines = Vec::new();
    for stop in &stops {
        lines.extend(words(stop.say.as_str(), width, view.theme.title));
    }
    let mut source = item.evidence.words().to_owned();
    let titles = item.sources.iter().filter_map(|cited| {
        let id = cited.as_str().split(':').next()?;
        case.checklist().sources.get(id).map(|source| source.title.clone())
    });
    if let Some(title) = titles.take(1).next() {
        source = format!("{title} ({source})");
    }
    lines.push(Line::styled(super::cut(&format!("source: {source}"), width), view.theme.muted));
    lines.push(Line::default());
    lines.push(choice(view, "1", "correct the answer", "it was entered wrongly"));
    lines.push(choice(view, "2", "check again", "a new finding; this one stays in the record"));
    lines.push(choice(view, "3", "stop the case", "with a reason; recovery stays open"));
    let never = stops.iter().any(|stop| stop.override_by == OverrideBy::Never);
    lines.push(if never {
        Line::styled("     nobody may override this one", view.theme.muted)
    } else {
        choice(view, "4", "override", "clinician only; name and reason are recorded")
    });
    lines.push(Line::default());
    if let Some(Notice::Info(said) | Notice::Error(said)) = &view.app.notice {
        lines.extend(words(said.as_str(), width, view.theme.caution));
    }
    lines.extend(words("esc leaves the stop standing; later sections stay closed", width, view.theme.muted));
    Panel { title: format!("■ STOP  {}", item.text), style: view.theme.stop, lines }
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
