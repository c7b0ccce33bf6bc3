//! A stop with its ways out.

use super::super::{View, across, cut, mark, wide};
use super::Panel;
use crate::app::{Action, KeyMode, StopAction};
use crate::domain::case::{ActiveStop, Case};
use crate::domain::checklist::{ItemIx, OverrideBy};
use ratatui::text::Line;

/// What to do stands first; then the ways out; the stop stays when the panel is left.
pub(super) fn panel<'a>(view: View<'a>, case: &Case, ix: ItemIx) -> Panel<'a> {
    let theme = view.theme;
    let label = case.label().map(|label| format!("{label}  ")).unwrap_or_default();
    let stops = case.stops(ix);
    let mut title = format!("■ STOP  {label}{}", case.code().masked());
    // One finding that has room there is the title.
    let finding = stops.first().filter(|stop| stops.len() == 1 && case.is_found_at_its_item(stop));
    let titled = finding.map(|stop| format!("■ STOP  {label} {}", case.found(stop, view.now)));
    let marked = across(&mark(view));
    let is_titled = titled.as_ref().is_some_and(|titled| wide(titled) + 4 + marked <= view.width.into());
    title = titled.filter(|_| is_titled).unwrap_or(title);
    let keys = &view.app.shell.keys;
    let help = keys.key(KeyMode::Stop, Action::Help);
    let foot = format!("{help} help   esc leaves it standing; later sections stay closed");
    let mut panel = Panel::framed(view, title, theme.stop, foot);
    for stop in stops {
        told(&mut panel, case, stop, is_titled);
    }
    for (stamp, told, _) in case.escalations(ix) {
        let words = format!("told {told}  {} {}", view.now.say(stamp.at), stamp.by.code);
        panel.more_line(Line::styled(cut(&words, panel.width()), theme.done));
    }
    panel.more_line(Line::default());
    let begun = case.has_begun_procedure();
    let mut way = |action, more| panel.way_of(KeyMode::Stop, Action::Stop(action), more);
    way(StopAction::Correct, "it was entered wrongly");
    way(StopAction::Again, "a new finding; this one stays in the record");
    if case.checklist().section(case.checklist().item(ix).section).restarts {
        way(StopAction::NeedleMoved, "its place is checked anew; what was found stays");
    }
    way(StopAction::StopCase, if begun { "recovery and follow-up stay open" } else { "closes it, with a reason" });
    if stops.iter().any(|stop| stop.override_by == OverrideBy::Never) {
        panel.no_way("nobody may override this one");
    } else if case.lacks_staff_list(&view.app.shell.staff) {
        panel.no_way("nobody overrides: no staff list");
    } else {
        way(StopAction::Override, "clinician only; name and reason are recorded");
    }
    let keys = keys.row_of(KeyMode::Stop, Action::Stop(StopAction::Change(0))).map_or(&[][..], |row| &row.keys);
    for (on, key) in case.resolved_by(ix).into_iter().zip(keys) {
        let now =
            case.answer(on).map(|(_, answer)| answer.say(case.checklist().item(on), view.now)).unwrap_or_default();
        panel.way(&key.to_string(), &format!("change {}", case.name(on)), &format!("now {now}"));
    }
    card_and_told(&mut panel, case, ix);
    panel
}

/// The crisis card that is named, and whom somebody told.
fn card_and_told(panel: &mut Panel<'_>, case: &Case, ix: ItemIx) {
    let row = |action| panel.view.app.shell.keys.row_of(KeyMode::Stop, Action::Stop(action));
    let (told, card) = (row(StopAction::Tell), row(StopAction::Card).zip(case.card_at(ix)));
    match (told, card) {
        // No row is to spare for it.
        (Some(told), Some((row, _))) if panel.view.width < NARROW => {
            panel.way(&told.key(), &format!("{}              {}  {}", told.short, row.key(), row.short), "");
        }
        (_, card) => {
            if let Some((row, card)) = card {
                panel.way(&row.key(), &format!("{} {}", row.short, card.title), "");
            }
            panel.way_of(KeyMode::Stop, Action::Stop(StopAction::Tell), "record whom you told about it");
        }
    }
}

/// Below this width there are few rows as well.
const NARROW: u16 = 60;

/// What was found and what to do; where it stands, if it looks at other items alone.
fn told(panel: &mut Panel<'_>, case: &Case, stop: &ActiveStop, is_titled: bool) {
    let view = panel.view;
    if !is_titled {
        panel.found(case.found(stop, view.now).as_str());
    }
    if !case.is_found_at_its_item(stop) {
        panel.found(&format!("at: {}", case.checklist().item(stop.item).text));
    }
    panel.say_as(stop.say.as_str(), view.theme.title);
}
