//! A rehearsal that is over, row by row: the screen gives each row its look, the forms for paper their own marks.

mod page;
mod text;

pub use page::debrief_page;
pub use text::{debrief_lines, debrief_text};

use super::Look;
use crate::domain::case::Case;
use crate::domain::checklist::{Checklist, Evidence};
use crate::domain::practice::{Course, Exercise, Fault, Feedback, Mark};
use crate::domain::when::clock;
use crate::domain::{Mode, Moment, Now, Text, counted};

/// What stands under everything that tells a score.
const KNOWLEDGE: &str = "Knowledge of steps, not skill.";

/// Words, perhaps behind a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefRow {
    pub look: Look,
    pub label: String,
    pub words: String,
}

impl DebriefRow {
    /// What stands where nothing may be shown yet.
    pub fn unsaved() -> Self {
        row(Look::Warning, "", "What you said is not recorded yet: enter tries again.")
    }
}

fn row(look: Look, label: impl Into<String>, words: impl Into<String>) -> DebriefRow {
    DebriefRow { look, label: label.into(), words: words.into() }
}

/// A whole debrief, as it is printed: who, what and when, the result, the way it went.
pub fn debrief_rows(case: &Case, feedback: &Feedback<'_>, course: &Course, now: &Now) -> Vec<DebriefRow> {
    let (past, checklist) = (&feedback.past, &feedback.lesson.checklist);
    let mark = Mode::Practice.mark().unwrap_or_default();
    let mut rows = vec![
        row(Look::Title, "", format!("{mark}: debrief of a rehearsal")),
        row(Look::Warning, "", format!("{KNOWLEDGE} Nothing of this is of a patient.")),
        row(Look::Plain, "trainee", past.trainee.to_string()),
        row(Look::Plain, "began", past.began.in_zone(&now.zone).strftime("%Y-%m-%d %H:%M").to_string()),
        row(Look::Plain, "checklist", {
            let review = checklist.review.today(now).word();
            format!("{} {} ({review})", checklist.title, checklist.version)
        }),
        row(Look::Plain, "exercise", exercise(feedback)),
    ];
    rows.extend(result_rows(case, feedback, course));
    rows.push(row(Look::Heading, "", "As it went"));
    rows.extend(went_rows(case, feedback, now));
    rows.push(row(Look::Muted, "", format!("{mark}. {KNOWLEDGE}")));
    rows
}

fn exercise(feedback: &Feedback<'_>) -> String {
    let word = feedback.past.rehearsal.exercise.word();
    feedback.scenario().map_or_else(|| word.to_owned(), |scenario| format!("{word} \"{}\"", scenario.title))
}

/// What came of it, what was not right, and what to drill.
pub fn result_rows(case: &Case, feedback: &Feedback<'_>, course: &Course) -> Vec<DebriefRow> {
    let (past, score) = (&feedback.past, &feedback.past.score);
    let lacks = feedback.lacks();
    // Only an exam is passed.
    let is_exam = past.rehearsal.exercise == Exercise::Exam;
    let standing = match lacks.as_ref().map(Vec::is_empty) {
        None => "there is no standard",
        Some(true) if is_exam => "passed",
        Some(false) if is_exam => "NOT passed",
        Some(true) => "as the standard asks",
        Some(false) => "below the standard",
    };
    let result = if score.asked == 0 {
        "Nothing was judged".to_owned()
    } else {
        format!("Knowledge of steps {} %: {standing}", score.percent())
    };
    let mut rows = vec![row(Look::Heading, "", result)];
    rows.extend(past.debriefing.is_none().then(|| row(Look::Plain, "", "It was broken off.")));
    let unasked = feedback.lesson.unasked(past);
    rows.extend((unasked > 0).then(|| {
        row(Look::Plain, "", format!("It was ended early: {} not asked.", counted(unasked, "step was", "steps were")))
    }));
    rows.extend(lacks.into_iter().flatten().map(|lacks| row(Look::Plain, "", lacks)));
    let said = past.debriefing.as_ref();
    rows.extend(said.and_then(|said| said.sure).map(|sure| row(Look::Plain, "you said", format!("{sure} % sure"))));
    rows.extend(said.filter(|said| !said.went.is_blank()).map(|said| row(Look::Plain, "it went", said.went.as_str())));
    rows.extend(drill_rows(feedback));
    rows.push(row(Look::Heading, "RIGHT", format!("{} of {}", score.right, score.asked)));
    rows.extend(feedback.faults.iter().flat_map(|fault| fault_rows(feedback, fault)));
    rows.extend(scenario_rows(case, feedback));
    rows.extend(course_rows(course));
    rows.extend(case.notes(None).map(|(_, note)| row(Look::Plain, "next time", note.as_str())));
    rows.push(row(Look::Muted, "seed", past.rehearsal.seed.to_string()));
    rows.extend(feedback.lesson.standard().map(|standard| row(Look::Muted, "standard", standard)));
    rows
}

fn fault_rows(feedback: &Feedback<'_>, fault: &Fault) -> Vec<DebriefRow> {
    let (checklist, mark) = (&feedback.lesson.checklist, &fault.mark);
    let item = fault.item.map(|ix| checklist.item(ix));
    let name = item.map_or(mark.about.as_str(), |item| item.text.as_str());
    let critical = if fault.is_critical { " (critical)" } else { "" };
    let or_own = |own: &Text, item: Option<&Text>| if own.is_blank() { item.cloned() } else { Some(own.clone()) };
    let given = if mark.given.is_blank() { "nothing" } else { mark.given.as_str() };
    let mut rows =
        vec![row(Look::Warning, mark.verdict.told(), format!("{name}{critical}")), row(Look::Plain, "you", given)];
    let more = [("expected", or_own(&mark.expected, None)), ("why", or_own(&mark.why, item.map(|item| &item.why)))];
    rows.extend(more.into_iter().filter_map(|(label, words)| Some(row(Look::Plain, label, words?.as_str()))));
    rows.extend(item.map(|item| from(checklist, &item.sources, item.evidence)));
    rows
}

fn from(checklist: &Checklist, sources: &[Text], evidence: Evidence) -> DebriefRow {
    row(Look::Muted, "from", sourced(checklist, sources, evidence))
}

/// How well something is supported, by which source, and how many more there are. Lines are cited of the document of
/// which the checklist was made: another one tells more.
pub fn sourced(checklist: &Checklist, sources: &[Text], evidence: Evidence) -> String {
    let first = sources.iter().find(|cited| !cited.as_str().contains(':')).or(sources.first());
    let first = first.map(|cited| format!(": {}", checklist.cited(cited))).unwrap_or_default();
    let more = if sources.len() > 1 { format!(", and {} more", sources.len() - 1) } else { String::new() };
    Text::sanitise(&format!("{}{first}{more}", evidence.words())).to_string()
}

/// What a scenario itself says when it is over, with where that is from.
fn scenario_rows(case: &Case, feedback: &Feedback<'_>) -> Vec<DebriefRow> {
    let Some(scenario) = feedback.scenario() else { return Vec::new() };
    let sources: Vec<Text> = scenario.sources.iter().map(|cited| Text::sanitise(cited)).collect();
    let words = |words: &str| Text::sanitise(words);
    let is_told = |at: &str| feedback.past.marks.iter().any(|(_, mark)| mark.about.as_str() == at);
    let left = scenario.decisions.iter().find(|decision| !is_told(&decision.at)).and_then(|decision| {
        let name = case.name(case.checklist().find(&decision.at)?);
        let how = if case.stopped().is_some() { "You stopped before it came to" } else { "It was ended before" };
        Some(row(Look::Plain, "", format!("{how}: {name}")))
    });
    let rows = [
        row(Look::Plain, "the trap", words(&scenario.trap)),
        row(Look::Plain, "so", words(&scenario.feedback)),
        from(&feedback.lesson.checklist, &sources, scenario.evidence),
    ];
    left.into_iter().chain(rows).collect()
}

fn drill_rows(feedback: &Feedback<'_>) -> Vec<DebriefRow> {
    let drill = feedback.drill();
    let heading = (!drill.is_empty()).then(|| row(Look::Heading, "", "DRILL NEXT"));
    let item = |(ix, n)| row(Look::Plain, format!("{n}"), feedback.lesson.checklist.item(ix).short.as_str());
    heading.into_iter().chain(drill.into_iter().zip(1..).map(item)).collect()
}

/// How the trainee's rehearsals of this kind went, and how sure they were of them.
fn course_rows(course: &Course) -> Vec<DebriefRow> {
    let numbers = |numbers: &mut dyn Iterator<Item = u32>| {
        numbers.map(|number| format!("{number:>3}")).collect::<Vec<_>>().join(" ")
    };
    let mut rows = Vec::new();
    if course.right.len() > 1 {
        let trend = numbers(&mut course.right.iter().copied());
        let bars: String = course.right.iter().map(|percent| bar(*percent)).collect();
        rows.push(row(Look::Plain, "trend", format!("{trend}   {bars}").trim_start()));
    }
    if let Some(too_sure) = course.too_sure() {
        let sure = numbers(&mut course.sure.iter().map(|(sure, _)| (*sure).into()));
        let right = numbers(&mut course.sure.iter().map(|(_, right)| *right));
        let words = match too_sure {
            ..-5 => "more was right than you thought",
            -5..=5 => "you know what you know",
            6.. => "you were surer than you were right",
        };
        rows.push(row(Look::Plain, "sure", sure));
        rows.push(row(Look::Plain, "right", format!("{right}   {words}")));
    }
    rows
}

fn bar(percent: u32) -> char {
    ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'].into_iter().nth(percent.min(99) as usize * 8 / 100).unwrap_or(' ')
}

/// Everything that was judged, in its order, with its time, under the day: the clock of a played case skips months.
pub fn went_rows(case: &Case, feedback: &Feedback<'_>, now: &Now) -> Vec<DebriefRow> {
    let mut shown = String::new();
    let went = move |(at, mark): &(Moment, Mark)| {
        let day = at.in_zone(&now.zone).strftime("%A %-d %B %Y (%Z)").to_string();
        let is_new = std::mem::replace(&mut shown, day.clone()) != day;
        let name = feedback.lesson.checklist.find(mark.about.as_str()).map_or(mark.about.as_str(), |ix| case.name(ix));
        let given = if mark.given.is_blank() { String::new() } else { format!(" ({})", mark.given) };
        let went = row(Look::Plain, clock(*at, now), format!("{}: {name}{given}", mark.verdict.told()));
        is_new.then(|| row(Look::Muted, "", day)).into_iter().chain([went]).collect::<Vec<_>>()
    };
    feedback.past.marks.iter().flat_map(went).collect()
}
