//! The panels of the worklist: a new case, a case's code, opening by code, starting, ending.

use super::{
    View,
    dialog::{Panel, choice, words},
    run::field_line,
};
use crate::{
    app::{CodeField, End, EndStep, Ending, NewCase, NewCaseForm, NewStep, OpenByCode, Slip},
    domain::{Code, Outcome, Text, case::Act},
};
use ratatui::{style::Style, text::Line};
use tui_input::Input;

const GIVES_UP: &str = "esc gives up";

pub(super) fn new(view: View<'_>, new: &NewCase, width: usize) -> Panel {
    let plain = Style::new();
    match &new.step {
        NewStep::Checklist { planned } => {
            let offers = new.offers.iter().zip(1..);
            let ways = offers.map(|(offer, n)| choice(view, &n.to_string(), offer.title.as_str(), "")).collect();
            let title = if *planned { "PLAN A CASE" } else { "NEW CASE" };
            panel(view, title, vec![Line::raw("Which checklist?")], GIVES_UP, ways)
        }
        NewStep::When { field, misfit, .. } => {
            let mut say = words("When does it begin?", width, plain);
            say.extend(misfit.iter().flat_map(|misfit| words(misfit.as_str(), width, view.theme.caution)));
            let ways = vec![typed(view, field, "such as 11:00 or tomorrow 08:30", width)];
            panel(view, "PLAN A CASE", say, "enter goes on  esc gives up", ways)
        }
        NewStep::Place { draft, field, doubted } => place(view, new, draft, field, *doubted, width),
        NewStep::Preset { draft } => {
            let say = words("Fill in what seldom varies? Each answer can be corrected.", width, plain);
            let presets = new.presets(&draft.checklist).iter().zip(1..);
            let mut ways: Vec<_> = presets.map(|((_, t), n)| choice(view, &n.to_string(), t.as_str(), "")).collect();
            ways.push(choice(view, "enter", "none of these", ""));
            panel(view, "NEW CASE", say, GIVES_UP, ways)
        }
    }
}

fn panel(view: View<'_>, title: &str, say: Vec<Line<'static>>, more: &'static str, ways: Vec<Line<'static>>) -> Panel {
    let more = vec![Line::styled(more, view.theme.muted)];
    Panel { title: title.to_owned(), style: view.theme.focus, say, more, ways }
}

fn typed(view: View<'_>, field: &Input, hint: &str, width: usize) -> Line<'static> {
    field_line(view, "", field.value(), if field.value().is_empty() { hint } else { "" }, width)
}

fn place(view: View<'_>, new: &NewCase, draft: &NewCaseForm, field: &Input, doubted: bool, width: usize) -> Panel {
    let never = "Never a name, birth date or record number.";
    let presets = !new.presets(&draft.checklist).is_empty();
    let (title, ask, more) = match (draft.at, presets) {
        (Some(at), _) => {
            let ask = format!("{}. In which room? {never}", view.now.say(at));
            ("PLAN A CASE", ask, "enter plans the case  esc gives up")
        }
        (None, true) => ("NEW CASE", format!("Bay or room? {never}"), "enter goes on  esc gives up"),
        (None, false) => ("NEW CASE", format!("Bay or room? {never}"), "enter opens the case  esc gives up"),
    };
    let mut say = words(&ask, width, Style::new());
    if doubted {
        let ask = "Bays and rooms only: is this a patient's name or birth date? Enter again takes it.";
        say.extend(words(ask, width, view.theme.caution));
    }
    panel(view, title, say, more, vec![typed(view, field, "such as Bay 2; may stay empty", width)])
}

pub(super) fn open_by_code(view: View<'_>, open: &OpenByCode, width: usize) -> Panel {
    let mut say = words("Type the case's code, or scan its slip.", width, Style::new());
    say.extend(open.misfit.iter().flat_map(|misfit| words(misfit.as_str(), width, view.theme.caution)));
    let ways = vec![typed(view, &open.field, "8 characters", width)];
    panel(view, "OPEN BY CODE", say, "enter opens it  esc gives up", ways)
}

pub(super) fn start(view: View<'_>, width: usize) -> Panel {
    let say = words("This case is planned and has not begun. Is the patient here?", width, Style::new());
    let ways = vec![choice(view, "enter", "start it", ""), choice(view, "esc", "not yet", "back to the list")];
    panel(view, "START?", say, "It follows the checklist as it is today; the code is asked for.", ways)
}

pub(super) fn end(view: View<'_>, end: &End, width: usize) -> Panel {
    let plain = Style::new();
    let title = |what: &str| format!("{what}  {}", name(view, end.code));
    match &end.step {
        EndStep::How(choices) => {
            let ways = choices.iter().zip(1..).map(|(ending, n)| {
                let (what, more) = ending_words(*ending);
                choice(view, &n.to_string(), what, more)
            });
            let say = match choices.as_slice() {
                [Ending::Reopen] => "It is closed. Does it go on?",
                _ => "How did it end? A procedure that has begun is stopped in the case itself.",
            };
            panel(view, &title("END"), words(say, width, plain), GIVES_UP, ways.collect())
        }
        EndStep::Why { ending, field, missing } => {
            let mut say = words("Why? No names, no birth dates.", width, plain);
            if *missing {
                say.extend(words("A reason is needed; say why in a few words.", width, view.theme.caution));
            }
            let title = title(&ending_words(*ending).0.to_uppercase());
            panel(view, &title, say, "enter goes on  esc gives up", vec![typed(view, field, "", width)])
        }
        EndStep::Code { act, typed: CodeField { field, wrong } } => {
            let ask = "The right case? Type its last two characters from the chart's slip, or scan it.";
            let mut say = words(ask, width, plain);
            if *wrong {
                let wrong = "That is not this case. v on the list shows a case's whole code.";
                say.extend(words(wrong, width, view.theme.caution));
            }
            let ends = match act.as_ref() {
                Act::Close { outcome, .. } => ending_words(Ending::Close(*outcome)).0,
                _ => ending_words(Ending::Reopen).0,
            };
            let title = title(&ends.to_uppercase());
            panel(view, &title, say, "enter records it  esc gives up", vec![typed(view, field, "", width)])
        }
    }
}

/// The case as it stands on the list: its place and its code without the last two characters.
fn name(view: View<'_>, code: Code) -> String {
    let summary = view.app.worklist.row(code).and_then(|row| row.summary());
    let label = summary.and_then(|summary| summary.label.as_ref()).map(Text::as_str).unwrap_or_default();
    format!("{label}  {}", code.masked()).trim_start().to_owned()
}

/// The whole code, each character by itself, in two halves.
pub(super) fn slip(view: View<'_>, slip: &Slip, width: usize) -> Panel {
    let Slip { code, made } = *slip;
    let spaced: Vec<String> = code.spoken().chars().map(String::from).collect();
    let say = if made { words("Write it on the chart, or print the slip:", width, Style::new()) } else { Vec::new() };
    let mut more = words(&format!("periop slip {code} prints it with a square to scan."), width, view.theme.muted);
    more.push(Line::styled("enter goes on", view.theme.muted));
    let code_line = Line::styled(format!("    {}", spaced.join(" ")), view.theme.title);
    let title = if made { "THE CODE OF THIS CASE".to_owned() } else { format!("CODE  {}", name(view, code)) };
    let ways = vec![Line::default(), code_line, Line::default()];
    Panel { title, style: view.theme.focus, say, more, ways }
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
