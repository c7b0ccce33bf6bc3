//! A case's course: the card of a case that was left, the sign-off of a phase, presets.

use super::{Panel, View, choice, words};
use crate::{
    app::{CarriedEntry, HeldCard},
    domain::{
        case::{Case, Status},
        checklist::{ItemIx, PhaseIx, SectionIx},
        when::ago,
    },
};
use ratatui::{style::Style, text::Line};

/// Who left the case, at which item, how long ago.
pub(super) fn held(view: View<'_>, card: &HeldCard, case: &Case, width: usize) -> Panel {
    let checklist = case.checklist();
    let item = checklist.item(card.item);
    let section = checklist.section(item.section);
    let by = &card.stamp.by;
    let ago = match ago(card.stamp.at, view.now).as_str() {
        "now" => "just now".to_owned(),
        ago => format!("{ago} ago"),
    };
    let progress = case.section_progress(item.section).words();
    let place = case.label().map(|label| format!("{label}  ")).unwrap_or_default();
    let mut say = words(item.text.as_str(), width, view.theme.title);
    let who = format!("{place}by {by} at {}, {ago}. {}: {progress}.", view.now.say(card.stamp.at), section.title);
    say.extend(words(&who, width, Style::new()));
    for stop in case.all_stops().iter().take(2) {
        say.extend(words(&format!("STOP  {}", stop.say), width, view.theme.stop));
    }
    let more = vec![Line::styled("esc: look only", view.theme.muted), Line::default()];
    let ways = vec![
        choice(view, "enter", "continue here", ""),
        choice(view, "r", "re-read this section", "from its first item"),
    ];
    Panel { title: "‖ HELD AT".to_owned(), style: view.theme.caution, say, more, ways }
}

/// A sign-off names so many things that it leaves out; the rest is counted.
const MOST: usize = 8;

/// What somebody signs: completion in honest words, and what it leaves out.
pub(super) fn sign(view: View<'_>, case: &Case, phase: PhaseIx, width: usize) -> Panel {
    let checklist = case.checklist();
    let title = &checklist.phase(phase).title;
    let progress = case.phase_progress(phase);
    let complete = progress.is_complete();
    let style = if complete { view.theme.title } else { view.theme.caution };
    let mut say = words(&format!("{title}: {}", progress.words()), width, style);
    if let Some(signed) = case.sign_off(phase) {
        let state = if signed.is_broken() { "changed since" } else { "nothing changed since" };
        let by = &signed.stamp.by;
        say.extend(words(&format!("signed by {by} {}; {state}", view.now.say(signed.stamp.at)), width, Style::new()));
    }
    let sections = checklist.phase(phase).sections.clone().map(SectionIx);
    let items: Vec<ItemIx> = sections.flat_map(|section| checklist.section(section).item_ixs()).collect();
    let told: Vec<String> = items.iter().filter_map(|&ix| left_out(view, case, ix, complete)).collect();
    for line in told.iter().take(MOST) {
        say.extend(words(line, width, Style::new()));
    }
    if told.len() > MOST {
        say.push(Line::styled(format!("and {} more", told.len() - MOST), view.theme.muted));
    }
    let (entries, head) = (case.entries().len(), case.head().to_string());
    let mut more = words(&format!("{entries} entries, head {}…", &head[..12]), width, view.theme.muted);
    more.push(Line::styled("esc: back without signing", view.theme.muted));
    let by = super::super::operator(view.app);
    let ways = vec![if complete {
        choice(view, "enter", &format!("sign off as {by}"), "")
    } else {
        Line::styled("not complete: it cannot be signed off yet", view.theme.caution)
    }];
    Panel { title: format!("SIGN OFF  {title}"), style: view.theme.focus, say, more, ways }
}

/// What a sign-off must name: what was deferred, overridden, not done or changed; what is open where it is
/// not complete.
fn left_out(view: View<'_>, case: &Case, ix: ItemIx, complete: bool) -> Option<String> {
    let item = case.checklist().item(ix);
    let changed = case.changed_after_sign_off(ix);
    Some(match case.status(ix) {
        Status::Deferred(held, reason, _) => format!("» deferred: {}  ({reason}; {})", item.text, held.stamp.by.code),
        Status::Overridden { by, reason, .. } => {
            format!("! overridden: {}  ({reason}; {} {})", item.text, by.by, view.now.say(by.at))
        }
        Status::NotDone { reason, because, .. } => format!("╳ {}: {}  ({reason})", because.words(), item.text),
        Status::Open { .. } if !complete && item.level != crate::domain::checklist::Level::Routine => {
            format!("○ open: {}", item.text)
        }
        Status::Pending if !complete => format!("? pending: {}", item.text),
        _ if !case.stops(ix).is_empty() => format!("■ STOP stands: {}", item.text),
        _ if changed => format!("≠ changed after sign-off: {}", item.text),
        Status::Open { .. }
        | Status::Answered(..)
        | Status::NotApplicable(..)
        | Status::Inactive { .. }
        | Status::Pending => return None,
    })
}

/// A check of the room that was made today for another case.
pub(super) fn carried(view: View<'_>, entry: &CarriedEntry, case: &Case, width: usize) -> Panel {
    let item = case.checklist().item(entry.item);
    let (at, by) = (view.now.say(entry.carried.at), &entry.carried.by);
    let made = format!("Checked {at} by {by} for case {}, at this station.", entry.carried.code.masked());
    let ways = vec![
        choice(view, "1", "it holds still", "carried over with who and when"),
        choice(view, "2", "checked anew", "you have looked again now"),
    ];
    let more = vec![Line::styled("esc gives up", view.theme.muted)];
    let (title, say) = (format!("THE ROOM  {}", item.text), words(&made, width, Style::new()));
    Panel { title, style: view.theme.focus, say, more, ways }
}

/// The presets of the checklist.
pub(super) fn preset(view: View<'_>, case: &Case) -> Panel {
    let presets = case.checklist().extras.presets.iter().zip(1..);
    let ways = presets.map(|(preset, n)| choice(view, &n.to_string(), preset.title.as_str(), "")).collect();
    let say = vec![Line::raw("Fills in what seldom varies; what is answered stays.")];
    let more = vec![Line::styled("esc gives up", view.theme.muted)];
    Panel { title: "PRESET".to_owned(), style: view.theme.focus, say, more, ways }
}
