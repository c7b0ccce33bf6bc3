//! The hint bar of the run screen: the keys that do something at the current item, the likeliest first.

use super::super::{Hint, View, hints};
use crate::app::{Action, Binding, Dialog, Key, KeyMode, ReadOnly, Run, RunAction, Taken, Way, takes_words};
use crate::domain::Answer;
use crate::domain::case::{Case, Status};
use crate::domain::checklist::{AnswerType, Direction, Level};
use ratatui::{Frame, layout::Rect};

/// The keys of the moment stand first: what they do here is said in other words than in the table, which leaves
/// them out.
const OF_THE_MOMENT: [RunAction; 3] = [RunAction::Tick, RunAction::Enter, RunAction::NotRight];

/// The keys that do something at the current item.
pub(super) fn keys_now(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    if run.read_only == Some(ReadOnly::Replay) {
        let ways = [("space", "on"), ("←", "back"), ("p", "play, pause"), ("esc", "leave")];
        let ways = ways.map(|(key, what)| Hint::new(key, what)).into();
        return hints(frame, area, view, ways, KeyMode::Typing, &[]);
    }
    if let Some(entry) = &run.entry {
        return hints(frame, area, view, while_typing(&entry.taken), KeyMode::Typing, &[]);
    }
    if matches!(view.app.dialog, Some(Dialog::Stop(_))) {
        return hints(frame, area, view, Vec::new(), KeyMode::Stop, &[]);
    }
    let item = case.checklist().item(run.cursor);
    let mut first = of_the_moment(view, run, case);
    let status = case.status(run.cursor);
    let mut without = OF_THE_MOMENT.to_vec();
    if status.is_open() && takes_words(&item.answer) && run.keys != Some(run.cursor) {
        // Letters are what is typed here, not keys.
        let is_letter = |row: &&Binding| matches!(*row.keys, [Key::Char(c), ..] if c.is_alphabetic());
        let letters = view.app.shell.keys.rows(KeyMode::Run).filter(is_letter).map(|row| row.action);
        let without: Vec<Action> = letters.chain(without.into_iter().map(Action::Run)).collect();
        return hints(frame, area, view, first, KeyMode::Run, &without);
    }
    first.extend(run.theatre.then(|| Hint::of(view, KeyMode::Run, Action::Run(RunAction::Theatre), "all items")));
    if item.level == Level::Critical || !case.stops(run.cursor).is_empty() {
        without.extend([RunAction::NotApplicable, RunAction::Defer]);
    }
    if case.card_at(run.cursor).is_none() {
        without.push(RunAction::Card);
    }
    if !matches!(status, Status::Answered(..)) {
        without.push(RunAction::Again);
    }
    if case.closed().is_some() || run.read_only.is_some() {
        without.extend([RunAction::Again, RunAction::Note, RunAction::Undo]);
    }
    if run.theatre {
        without.push(RunAction::Theatre);
    }
    let without: Vec<Action> = without.into_iter().map(Action::Run).collect();
    hints(frame, area, view, first, KeyMode::Run, &without);
}

fn while_typing(taken: &Taken) -> Vec<Hint> {
    match taken {
        Taken::Several(_) => {
            vec![Hint::new("1-9", "pick"), Hint::key(Key::Enter, "save"), Hint::key(Key::Esc, "give up")]
        }
        Taken::Fields { rows, .. } if rows.last().is_some_and(|row| !row.scanned.is_empty()) => {
            vec![Hint::key(Key::Enter, "take it"), Hint::key(Key::Esc, "take the scan back")]
        }
        Taken::Fields { .. } => vec![Hint::key(Key::Enter, "next field"), Hint::key(Key::Esc, "back")],
        Taken::Words(_) => vec![Hint::key(Key::Enter, "save"), Hint::key(Key::Esc, "give up")],
    }
}

fn moves(view: View<'_>) -> Hint {
    let [up, down] = [Way::Up, Way::Down].map(|way| view.key(RunAction::Go(way)));
    let gap = if up.chars().count() + down.chars().count() > 2 { " " } else { "" };
    Hint::new(format!("{up}{gap}{down}"), "move")
}

/// What answers the current item.
fn of_the_moment(view: View<'_>, run: &Run, case: &Case) -> Vec<Hint> {
    let hint = |action, what| Hint::of(view, KeyMode::Run, Action::Run(action), what);
    let answer = &case.checklist().item(run.cursor).answer;
    let digits = |what| Hint::new(format!("1-{}", answer.options().len().min(9)), what);
    let narrow = view.width < 60;
    let typed = || hint(RunAction::Enter, if narrow { "type it" } else { "or letters type it" });
    let not_right = || hint(RunAction::NotRight, "not right");
    match answer {
        _ if case.closed().is_some() || run.read_only.is_some() => vec![],
        _ if !case.stops(run.cursor).is_empty() => {
            vec![hint(RunAction::Enter, if narrow { "decide" } else { "decide about STOP" })]
        }
        AnswerType::Check if matches!(case.status(run.cursor), Status::Answered(_, Answer::Done)) => vec![not_right()],
        AnswerType::Check => vec![hint(RunAction::Tick, "done"), not_right()],
        AnswerType::Choice { several: false, .. } => vec![digits("choose")],
        AnswerType::Choice { .. } => vec![digits("pick several")],
        AnswerType::Timer { .. } => vec![hint(RunAction::Tick, "start, end")],
        AnswerType::Number { .. } => vec![Hint::new("0-9", "type it")],
        AnswerType::Time { points: Direction::Now } if case.status(run.cursor).is_open() => {
            let when = if view.app.shell.late.is_some() { "the time said" } else { "now" };
            vec![hint(RunAction::Tick, when), typed(), moves(view)]
        }
        spec if takes_words(spec) => vec![typed(), moves(view)],
        AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Fields { .. } => {
            vec![hint(RunAction::Enter, "type it")]
        }
    }
}
