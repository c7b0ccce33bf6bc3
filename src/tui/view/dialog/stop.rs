//! A stop with its ways out, and the code that shows the right case.

use super::{Panel, View, choice, field_line, words};
use crate::{
    app::{CodeEntry, Notice},
    domain::{
        case::Case,
        checklist::{ItemIx, OverrideBy},
    },
};
use ratatui::{style::Style, text::Line};

/// The first six characters stand on the screens; the last two are typed from the chart.
pub(super) fn code(view: View<'_>, entry: &CodeEntry, case: &Case, width: usize) -> Panel {
    let shown = super::super::short_code(case.code());
    let label = case.label().map(|label| format!("    {label}")).unwrap_or_default();
    let mut lines = words(&format!("The code is asked for because {}.", entry.why.words()), width, Style::new());
    lines.push(Line::styled(format!("{shown}{label}"), view.theme.title));
    lines.extend(words("Type the last two characters from the chart's slip, or scan it.", width, Style::new()));
    lines.push(field_line(view, "", entry.field.value(), "", width));
    if entry.wrong {
        let wrong = "That is not this case. Look at the chart: is it the right patient?";
        lines.extend(words(wrong, width, view.theme.caution));
    }
    lines.push(Line::styled("enter confirms  esc gives up, nothing is recorded", view.theme.muted));
    Panel { title: "THE RIGHT CASE?".to_owned(), style: view.theme.focus, lines }
}

/// What to do stands first; then the ways out; the stop stays when the panel is left.
pub(super) fn stop(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Panel {
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
    lines.push(Line::styled(super::super::cut(&format!("source: {source}"), width), view.theme.muted));
    for (stamp, told, _) in case.told(ix) {
        let words = format!("told {told}  {} {}", view.now.say(stamp.at), stamp.by.code);
        lines.push(Line::styled(super::super::cut(&words, width), view.theme.done));
    }
    lines.push(Line::default());
    lines.push(choice(view, "1", "correct the answer", "it was entered wrongly"));
    lines.push(choice(view, "2", "check again", "a new finding; this one stays in the record"));
    let stops_it =
        if case.has_begun_procedure() { "recovery and follow-up stay open" } else { "closes it, with a reason" };
    lines.push(choice(view, "3", "stop the case", stops_it));
    let never = stops.iter().any(|stop| stop.override_by == OverrideBy::Never);
    lines.push(if never {
        Line::styled("     nobody may override this one", view.theme.muted)
    } else {
        choice(view, "4", "override", "clinician only; name and reason are recorded")
    });
    lines.push(choice(view, "h", "told", "record whom you told about it"));
    lines.push(Line::default());
    if let Some(Notice::Info(said) | Notice::Error(said)) = &view.app.notice {
        lines.extend(words(said.as_str(), width, view.theme.caution));
    }
    lines.extend(words("esc leaves the stop standing; later sections stay closed", width, view.theme.muted));
    Panel { title: format!("■ STOP  {}", item.text), style: view.theme.stop, lines }
}
