//! A stop with its ways out, and the code that shows the right case.

use super::{Panel, View, field_line, way, words};
use crate::{
    app::{Action, CodeEntry, KeyMode, StopAction},
    domain::{
        case::Case,
        checklist::{ItemIx, OverrideBy},
    },
};
use ratatui::{style::Style, text::Line};

/// The first six characters stand on the screens; the last two are typed from the chart.
pub(super) fn code(view: View<'_>, entry: &CodeEntry, case: &Case, width: usize) -> Panel {
    let shown = case.code().masked();
    let label = case.label().map(|label| format!("    {label}")).unwrap_or_default();
    let mut say = vec![Line::styled(format!("{shown}{label}"), view.theme.title)];
    say.extend(words("Type the last two characters from the chart's slip, or scan it.", width, Style::new()));
    let mut ways = vec![field_line(view, "", entry.typed.field.value(), "", width)];
    if entry.typed.wrong {
        let wrong = "Not this case: is it the right chart? v on the list shows the code.";
        ways.extend(words(wrong, width, view.theme.caution));
    }
    let mut more = words(&format!("It is asked for because {}.", entry.why.words()), width, Style::new());
    more.push(Line::styled("enter confirms  esc gives up, nothing is recorded", view.theme.muted));
    Panel { title: "THE RIGHT CASE?".to_owned(), style: view.theme.focus, say, more, ways }
}

/// What to do stands first; then the ways out; the stop stays when the panel is left.
pub(super) fn stop(view: View<'_>, case: &Case, ix: ItemIx, width: usize) -> Panel {
    let item = case.checklist().item(ix);
    let stops = case.stops(ix);
    let say = stops.iter().flat_map(|stop| words(stop.say.as_str(), width, view.theme.title)).collect();
    let mut more = vec![Line::styled(super::super::cut(&source(case, ix), width), view.theme.muted)];
    for (stamp, told, _) in case.escalations(ix) {
        let words = format!("told {told}  {} {}", view.now.say(stamp.at), stamp.by.code);
        more.push(Line::styled(super::super::cut(&words, width), view.theme.done));
    }
    more.extend(words("esc leaves the stop standing; later sections stay closed", width, view.theme.muted));
    more.push(Line::default());
    let stops_it =
        if case.has_begun_procedure() { "recovery and follow-up stay open" } else { "closes it, with a reason" };
    let never = stops.iter().any(|stop| stop.override_by == OverrideBy::Never);
    let way = |action, more| way(view, KeyMode::Stop, Action::Stop(action), more);
    let ways = vec![
        way(StopAction::Correct, "it was entered wrongly"),
        way(StopAction::Again, "a new finding; this one stays in the record"),
        way(StopAction::StopCase, stops_it),
        if never {
            Line::styled("     nobody may override this one", view.theme.muted)
        } else {
            way(StopAction::Override, "clinician only; name and reason are recorded")
        },
        way(StopAction::Tell, "record whom you told about it"),
    ];
    Panel { title: format!("■ STOP  {}", item.text), style: view.theme.stop, say, more, ways }
}

/// Where a stop's item is from, and how well that is supported.
fn source(case: &Case, ix: ItemIx) -> String {
    let item = case.checklist().item(ix);
    let evidence = item.evidence.words();
    let mut titles = item.sources.iter().filter_map(|cited| {
        let id = cited.as_str().split(':').next()?;
        case.checklist().sources.get(id).map(|source| source.title.as_str())
    });
    titles.next().map_or(format!("source: {evidence}"), |title| format!("source: {title} ({evidence})"))
}
