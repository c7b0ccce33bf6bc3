//! A case as plain lines.

use super::{CaseReport, ItemReport, PhaseReport, SectionReport, model::entries_and_head};
use crate::domain::{Now, case::StatusKind, counted};

/// The case on plain lines, for a terminal or a printer. `roles` says how the roles are known.
pub fn case_text(report: &CaseReport, roles: &str, now: &Now) -> String {
    let mut lines = Vec::new();
    let mark = report.mode.before();
    let label = report.label.as_ref().map(|label| format!("  {label}")).unwrap_or_default();
    let review = report.review.mark().map(|mark| format!("  {mark}")).unwrap_or_default();
    let reason = report.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    lines.push(format!(
        "{mark}{}{label}  {} {}{review}  {}{reason}",
        report.code,
        report.checklist.id,
        report.checklist.version,
        report.outcome.unwrap_or(report.state)
    ));
    lines.extend(report.next.as_ref().map(|next| format!("NEXT  {next}")));
    lines.extend(report.stopped.as_ref().map(|reason| format!("PROCEDURE STOPPED  {reason}")));
    lines.extend(report.held.as_ref().map(|held| held.line(now)));
    if !report.team.is_empty() {
        let team: Vec<String> = report.team.iter().map(ToString::to_string).collect();
        lines.push(format!("in the room: {}", team.join(", ")));
    }
    for stamp in &report.crisis {
        lines.push(format!("{}  {} {}", stamp.text, now.say(stamp.at), stamp.by.code));
    }
    lines.extend(report.crisis_gaps.iter().map(|gap| format!("CRISIS {gap}")));
    for note in &report.notes {
        lines.push(format!("note  {}  {} {}", note.text, now.say(note.at), note.by.code));
    }
    report.phases.iter().for_each(|phase| phase_lines(phase, now, &mut lines));
    for contact in &report.contacts {
        lines.push(format!("contact not planned  {}  {} {}", contact.text, now.say(contact.at), contact.by.code));
    }
    lines.push(String::new());
    lines.extend(report.caveats.lines());
    let head = report.head.map(|head| format!(", head {head}")).unwrap_or_default();
    lines.push(format!("{}{head}; {roles}", counted(report.entries, "entry", "entries")));
    lines.join("\n") + "\n"
}

fn phase_lines(phase: &PhaseReport, now: &Now, lines: &mut Vec<String>) {
    lines.push(String::new());
    lines.push(format!("{}  {}", phase.title.as_str().to_uppercase(), phase.completion));
    lines.extend(sign_off_line(phase, now).map(|line| format!("  {line}")));
    for section in phase.sections.iter().filter(|section| asks(section)) {
        section_lines(section, now, lines);
    }
}

/// Whether a section asks anything in its case: that for the days before asks nothing in one that nobody planned.
pub(super) fn asks(section: &SectionReport) -> bool {
    section.items.iter().any(|item| item.status != StatusKind::Inactive)
}

/// Who signed a phase off, and what has changed since.
pub fn sign_off_line(phase: &PhaseReport, now: &Now) -> Option<String> {
    let signed = phase.sign_off.as_ref()?;
    let changed = if signed.changed.is_empty() {
        String::new()
    } else {
        format!("; BROKEN, changed since: {}", signed.changed.join(", "))
    };
    let (at, record) = (now.say(signed.at), entries_and_head(signed.entries, signed.head));
    Some(format!("signed off by {} {at} ({record}){changed}", signed.by))
}

fn section_lines(section: &SectionReport, now: &Now, lines: &mut Vec<String>) {
    let due = section.due.map(|due| format!("  due {}", now.say(due))).unwrap_or_default();
    let lost = section.lost.as_ref().map(|why| format!("  lost to follow-up: {why}")).unwrap_or_default();
    lines.push(format!("  {}  {}{due}{lost}", section.title, section.completion));
    for tried in &section.attempts {
        let text = tried.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        lines.push(format!("    attempt  {}{text}  {} {}", tried.result.said(), now.say(tried.at), tried.by.code));
    }
    let shown = section.items.iter().filter(|item| item.status != StatusKind::Inactive);
    lines.extend(shown.flat_map(|item| item_line(item, now)).map(|line| format!("    {line}")));
}

/// An item on one line, and one more for each stop, caution, note and whom somebody told.
pub fn item_line(item: &ItemReport, now: &Now) -> Vec<String> {
    let (sign, word) = match item.status {
        StatusKind::Open => ("[ ]", ""),
        StatusKind::Answered => ("[x]", ""),
        StatusKind::NotApplicable => ("[-]", "n/a: "),
        StatusKind::Deferred => ("[>]", "deferred: "),
        StatusKind::Overridden => ("[!]", ""),
        StatusKind::NotDone => ("[/]", ""),
        StatusKind::Inactive => ("[.]", ""),
        StatusKind::Pending => ("[?]", ""),
    };
    let sign = match (item.stops.is_empty(), item.changed_after_sign_off) {
        (false, _) => "[#]",
        (true, true) => "[~]",
        (true, false) => sign,
    };
    let mut line = format!("{sign} {} ({})", item.text, item.id);
    if item.readings.is_empty() {
        line.extend(item.words.iter().map(|words| format!("  {word}{words}")));
    } else {
        let readings: Vec<&str> = item.readings.iter().map(crate::domain::Text::as_str).collect();
        line.push_str(&format!("  {word}{}", readings.join(" -> ")));
        // The newest of them stands in the words of an override, with who recorded it.
        line.extend(
            item.words.iter().filter(|_| item.status == StatusKind::Overridden).map(|words| format!("; {words}")),
        );
    }
    line.push_str(format!("  {}", who(item, now)).trim_end());
    let stops = item.stops.iter().map(|stop| format!("    STOP  {stop}"));
    let cautions = item.cautions.iter().map(|caution| format!("    caution  {caution}"));
    let tell = item.tell.iter().map(|whom| format!("    tell  {whom}"));
    let told = item.told.iter().map(|told| {
        let text = told.text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        format!("    told  {}{text}  {} {}", told.told, now.say(told.at), told.by.code)
    });
    let notes = item.notes.iter().map(|note| format!("    note  {}  {} {}", note.text, now.say(note.at), note.by.code));
    [line].into_iter().chain(stops).chain(cautions).chain(tell).chain(told).chain(notes).collect()
}

/// Who recorded it when, who said it, when it happened.
pub(super) fn who(item: &ItemReport, now: &Now) -> String {
    let (Some(by), Some(at)) = (&item.by, item.at) else { return String::new() };
    let second = item.second.as_ref().map(|second| format!(" + {}", second.code)).unwrap_or_default();
    let when = match item.done_at {
        Some(done_at) => format!("done {}, recorded {}", now.say(done_at), now.say(at)),
        None => now.say(at),
    };
    let who = match &item.stated_by {
        Some(said_by) => format!("stated by {said_by}, entered by {}", by.code),
        None => by.code.to_string(),
    };
    let carried = item
        .carried
        .as_ref()
        .map(|from| format!("  (checked {} by {} in case {})", now.say(from.at), from.by.code, from.code));
    let advice = item.is_for.map(|role| format!(" ({}; a {role} answers this)", by.role.word())).unwrap_or_default();
    format!("{when} {who}{second}{advice}{}", carried.unwrap_or_default())
}
