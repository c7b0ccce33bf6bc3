//! The sign-off of a phase: completion in honest words, and what it leaves out.

use super::super::{View, operator};
use super::Panel;
use crate::app::{Action, KeyMode};
use crate::domain::case::{Case, Status};
use crate::domain::checklist::{ItemIx, Level, PhaseIx, SectionIx};
use ratatui::text::Line;

/// A sign-off names so many things that it leaves out; the rest is counted.
const MOST: usize = 8;

pub(super) fn panel<'a>(view: View<'a>, case: &Case, phase: PhaseIx) -> Panel<'a> {
    let (checklist, theme) = (case.checklist(), view.theme);
    let title = &checklist.phase(phase).title;
    let progress = case.phase_progress(phase);
    let complete = progress.is_complete();
    let mut panel = Panel::new(view, format!("SIGN OFF  {title}"));
    panel.say_as(&format!("{title}: {}", progress.words()), if complete { theme.title } else { theme.caution });
    if let Some(signed) = case.sign_off(phase) {
        let state = if signed.is_broken() { "changed since" } else { "nothing changed since" };
        let by = &signed.stamp.by;
        panel.say(&format!("signed by {by} {}; {state}", view.now.say(signed.stamp.at)));
    }
    let sections = checklist.phase(phase).sections.clone().map(SectionIx);
    let items = sections.flat_map(|section| checklist.section(section).item_ixs());
    let told: Vec<String> = items.filter_map(|ix| left_out(view, case, ix, complete)).collect();
    told.iter().take(MOST).for_each(|line| panel.say(line));
    if told.len() > MOST {
        panel.say_line(Line::styled(format!("and {} more", told.len() - MOST), theme.muted));
    }
    let (entries, head) = (case.entries().len(), case.head().to_string());
    panel.more_as(&format!("{entries} entries, head {}…", &head[..12]), theme.muted);
    panel.more("esc: back without signing");
    if complete && case.lacks_staff_list(&view.app.shell.staff) {
        panel.misfit("not without a staff list, since this checklist is approved: tell whoever keeps it");
    } else if complete {
        panel.way(&view.key_in(KeyMode::Sign, Action::SignOff), &format!("sign off as {}", operator(view.app)), "");
    } else {
        panel.way_line(Line::styled("not complete: it cannot be signed off yet", theme.caution));
    }
    panel
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
        Status::Open { .. } if !complete && item.level != Level::Routine => {
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
