//! Follow-ups over all cases: how each stands at a moment, on the screen, and in a calendar.

mod calendar;
mod screen;
mod states;

use crate::bench::prelude::*;
use crate::bench::rules::*;
use crate::bench::sheet::*;

/// A patient who leaves: a call between 24 and 48 hours later, a visit between the seventh and the tenth day, a review
/// after a month, and a letter that only some get.
fn sheet_of_follow_ups(title: &str) -> Value {
    let time = |id: &str| item(id, "critical", json!({ "answer": { "type": "time", "points": "now" } }));
    let due = |after: &str, by: &str| json!({ "always_open": true, "attempts": 2, "due": { "after": after, "from": "left-at", "by": by } });
    let letter = item("letter-sent", "critical", json!({ "when": is("kind", &["long"]) }));
    let sections = vec![
        plain("leaving", vec![choice("kind", "critical", &["short", "long"]), time("left-at")]),
        section(
            "call",
            "read-do",
            due("PT24H", "PT48H"),
            vec![check("called", "critical"), check("asked", "required")],
        ),
        section("week", "do-confirm", due("P7D", "P10D"), vec![check("seen", "critical")]),
        section("month", "do-confirm", due("P1M", "P1M"), vec![check("reviewed", "critical")]),
        section("letter", "read-do", due("P2D", "P2D"), vec![letter]),
    ];
    with(sheet(vec![phase("post-procedure", sections)]), json!({ "title": title }))
}

/// The same, where the patient of the short kind left at a moment (UTC), recorded in Zurich.
fn left(at: &str) -> Bench {
    left_of(&loaded(&sheet_of_follow_ups("Day surgery")), Mode::Case, at)
}

fn left_of(checklist: &std::sync::Arc<Checklist>, mode: Mode, at: &str) -> Bench {
    let mut ward = Bench::opened_as(mode, checklist, None);
    ward.clock(at);
    ward.says(&[("kind", "short"), ("left-at", "now")]);
    ward
}
