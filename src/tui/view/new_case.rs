//! The panels of the worklist: a new case, a case's code, opening by code, starting, ending.

use super::{
    View,
    dialog::{Panel, choice, words},
    run::field_line,
};
use crate::{
    app::{Draft, Ending, ListPanel, NewStep},
    domain::{Code, Outcome, Text},
};
use ratatui::{style::Style, text::Line};
use tui_input::Input;

pub(super) fn new(view: View<'_>, step: &NewStep, width: usize) -> Panel {
    let (title, lines) = match step {
        NewStep::Checklist { planned } => {
            let offers = view.app.offers.iter().zip(1..);
            let mut lines = vec![Line::raw("Which checklist?")];
            lines.extend(offers.map(|(offer, n)| choice(view, &n.to_string(), offer.title.as_str(), "")));
            lines.push(Line::styled("esc gives up", view.theme.muted));
            (if *planned { "PLAN A CASE" } else { "NEW CASE" }, lines)
        }
        NewStep::When { field, misfit, .. } => {
            let mut lines = words("When does it begin?", width, Style::new());
            lines.push(typed(view, field, "such as 11:00 or tomorrow 08:30", width));
            lines.extend(misfit.iter().flat_map(|misfit| words(misfit.as_str(), width, view.theme.caution)));
            lines.push(Line::styled("enter goes on  esc gives up", view.theme.muted));
            ("PLAN A CASE", lines)
        }
        NewStep::Place { draft, field, doubted } => place(view, draft, field, *doubted, width),
        NewStep::Preset { draft } => {
            let mut lines = words("Fill in what seldom varies? Each answer can be corrected.", width, Style::new());
            for ((_, title), n) in view.app.presets(&draft.checklist).iter().zip(1..) {
                lines.push(choice(view, &n.to_string(), title.as_str(), ""));
            }
            lines.push(choice(view, "enter", "none of these", ""));
            lines.push(Line::styled("esc gives up", view.theme.muted));
            ("NEW CASE", lines)
        }
    };
    Panel { title: title.to_owned(), style: view.theme.focus, lines }
}

fn typed(view: View<'_>, field: &Input, hint: &str, width: usize) -> Line<'static> {
    field_line(view, "", field.value(), if field.value().is_empty() { hint } else { "" }, width)
}

fn place(
    view: View<'_>,
    draft: &Draft,
    field: &Input,
    doubted: bool,
    width: usize,
) -> (&'static str, Vec<Line<'static>>) {
    let (title, ask, done) = match draft.at {
        Some(at) => {
            let ask = format!("{}. In which room? Never a name or birth date.", view.now.say(at));
            ("PLAN A CASE", ask, "plans the case")
        }
        None => {
            let ask = "Bay or room? Never a name, birth date or record number.".to_owned();
            let more = !view.app.presets(&draft.checklist).is_empty();
            ("NEW CASE", ask, if more { "goes on" } else { "opens the case" })
        }
    };
    let mut lines = words(&ask, width, Style::new());
    lines.push(typed(view, field, "such as Bay 2; may stay empty", width));
    if doubted {
        let ask = "Bays and rooms only: is this a patient's name or birth date? Enter again takes it.";
        lines.extend(words(ask, width, view.theme.caution));
    }
    lines.push(Line::styled(format!("enter {done}  esc gives up"), view.theme.muted));
    (title, lines)
}

pub(super) fn list_panel(view: View<'_>, panel: &ListPanel, width: usize) -> Panel {
    let (title, lines) = match panel {
        ListPanel::Slip { code, made } => slip(view, *code, *made, width),
        ListPanel::Code { field, misfit } => {
            let mut lines = words("Type the case's code, or scan its slip.", width, Style::new());
            lines.push(typed(view, field, "8 characters", width));
            lines.extend(misfit.iter().flat_map(|misfit| words(misfit.as_str(), width, view.theme.caution)));
            lines.push(Line::styled("enter opens it  esc gives up", view.theme.muted));
            ("OPEN BY CODE".to_owned(), lines)
        }
        ListPanel::Start => {
            let ask = "This case is planned and has not begun. Is the patient here?";
            let mut lines = words(ask, width, Style::new());
            lines.push(choice(view, "enter", "start it", "with the checklist as it is today; asks for the code"));
            lines.push(choice(view, "esc", "not yet", "back to the list"));
            ("START?".to_owned(), lines)
        }
        ListPanel::End { code, choices } => {
            let mut lines = Vec::new();
            for (ending, n) in choices.iter().zip(1..) {
                let (what, more) = ending_words(*ending);
                lines.push(choice(view, &n.to_string(), what, more));
            }
            if !choices.contains(&Ending::Reopen) {
                let more = "A procedure that has begun is stopped in the case itself.";
                lines.extend(words(more, width, view.theme.muted));
            }
            lines.push(Line::styled("esc gives up", view.theme.muted));
            (format!("END  {}", name(view, *code)), lines)
        }
        ListPanel::EndReason { code, ending, field, missing } => {
            let mut lines = words("Why? No names, no birth dates.", width, Style::new());
            lines.push(typed(view, field, "", width));
            if *missing {
                lines.extend(words("A reason is needed; say why in a few words.", width, view.theme.caution));
            }
            lines.push(Line::styled("enter records it  esc gives up", view.theme.muted));
            (format!("{}  {}", ending_words(*ending).0.to_uppercase(), name(view, *code)), lines)
        }
    };
    Panel { title, style: view.theme.focus, lines }
}

/// The case as it stands on the list: its place and its code without the last two characters.
fn name(view: View<'_>, code: Code) -> String {
    let summary = view.app.worklist.row(code).and_then(|row| row.summary());
    let label = summary.and_then(|summary| summary.label.as_ref()).map(Text::as_str).unwrap_or_default();
    format!("{label}  {}", code.masked()).trim_start().to_owned()
}

/// The whole code, each character by itself, in two halves.
fn slip(view: View<'_>, code: Code, made: bool, width: usize) -> (String, Vec<Line<'static>>) {
    let spaced: Vec<String> = code.spoken().chars().map(String::from).collect();
    let mut lines = Vec::new();
    if made {
        lines.extend(words("Write it on the chart, or print the slip:", width, Style::new()));
    }
    lines.extend([
        Line::default(),
        Line::styled(format!("    {}", spaced.join(" ")), view.theme.title),
        Line::default(),
    ]);
    lines.extend(words(&format!("periop slip {code} prints it with a square to scan."), width, view.theme.muted));
    lines.push(Line::styled("enter goes on", view.theme.muted));
    let title = if made { "THE CODE OF THIS CASE".to_owned() } else { format!("CODE  {}", name(view, code)) };
    (title, lines)
}

fn ending_words(ending: Ending) -> (&'static str, &'static str) {
    match ending {
        Ending::Close(Outcome::Completed) => ("completed", "everything that had to be done is done"),
        Ending::Close(Outcome::Stopped) => ("stopped", "the procedure was stopped"),
        Ending::Close(Outcome::Cancelled) => ("cancelled", "called off before it began"),
        Ending::Close(Outcome::DidNotAttend) => ("did not attend", "the patient did not come"),
        Ending::Close(Outcome::EnteredInError) => ("entered in error", "the case should not have been opened"),
        Ending::Reopen => ("reopen", "the case was closed and goes on"),
    }
}
