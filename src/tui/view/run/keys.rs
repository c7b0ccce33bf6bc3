//! The hint bar of the run screen: the keys that do something at the current item, the likeliest first.

use super::super::{View, hints};
use crate::{
    app::{KeyMode, Run, Taken, takes_words},
    domain::{
        Answer,
        case::{Case, Status},
        checklist::{AnswerType, Level},
    },
};
use ratatui::{Frame, layout::Rect};

/// The keys that do something at the current item.
pub(super) fn keys_now(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    const VALUES: [&str; 3] = ["done", "type", "not right"];
    if let Some(entry) = &run.entry {
        let first: &[(&str, &str)] = match (&entry.taken, &case.checklist().item(entry.item).answer) {
            (Taken::Several(_), _) => &[("1-9", "pick"), ("enter", "save"), ("esc", "give up")],
            (Taken::Fields { .. }, _) => &[("enter", "next field"), ("esc", "back")],
            (Taken::Words(_), _) => &[("enter", "save"), ("esc", "give up")],
        };
        return hints(frame, area, view, first, KeyMode::Typing, &[]);
    }
    let item = case.checklist().item(run.cursor);
    let count = item.answer.options().len();
    let digits = format!("1-{}", count.min(9));
    let stops = !case.stops(run.cursor).is_empty();
    let answered = matches!(case.status(run.cursor), Status::Answered(_, Answer::Done));
    let first: Vec<(&str, &str)> = match &item.answer {
        _ if case.closed().is_some() => vec![],
        _ if stops => vec![("enter", "decide about STOP")],
        AnswerType::Check if answered => vec![("x", "not right")],
        AnswerType::Check => vec![("space", "done"), ("x", "not right")],
        AnswerType::Choice { several: false, .. } => vec![(&digits, "choose")],
        AnswerType::Choice { .. } => vec![(&digits, "pick several")],
        AnswerType::Timer { .. } => vec![("space", "start, end")],
        AnswerType::Number { .. } => vec![("0-9", "type it")],
        spec if takes_words(spec) => vec![("enter", "or letters type it"), ("↑↓", "move")],
        AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Fields { .. } => {
            vec![("enter", "type it")]
        }
    };
    let open = matches!(case.status(run.cursor), Status::Open { .. });
    if open && takes_words(&item.answer) && run.keys != Some(run.cursor) {
        // Letters are what is typed here, not keys.
        return hints(frame, area, view, &first, KeyMode::Typing, &[]);
    }
    let critical = item.level == Level::Critical;
    let mut without = VALUES.to_vec();
    if critical || stops {
        without.extend(["n/a", "defer"]);
    }
    if !matches!(case.status(run.cursor), Status::Answered(..)) {
        without.push("again");
    }
    hints(frame, area, view, &first, KeyMode::Run, &without);
}
