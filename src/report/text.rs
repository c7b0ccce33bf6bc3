//! A case as plain lines.

use super::{CaseReport, ItemReport};
use crate::domain::Now;

/// The case on plain lines, for a terminal or a printer.
pub fn case_text(report: &CaseReport, now: &Now) -> String {
    let mut lines = Vec::new();
    let mark = report.mode.mark().map(|mark| format!("{mark}  ")).unwrap_or_default();
    let label = report.label.as_ref().map(|label| format!("  {label}")).unwrap_or_default();
    let reviewed = if report.reviewed { "" } else { " (not reviewed locally)" };
    lines.push(format!(
        "{mark}{}{label}  {} {}{reviewed}  {}",
        report.code,
        report.checklist.id,
        report.checklist.version,
        report.outcome.unwrap_or(report.state)
    ));
    if let Some(next) = &report.next {
        lines.push(format!("NEXT  {next}"));
    }
    for phase in &report.phases {
        lines.push(String::new());
        lines.push(format!("{}  {}", phase.title.as_str().to_uppercase(), phase.completion));
        for section in &phase.sections {
            let due = section.due.map(|due| format!("  due {}", now.say(due))).unwrap_or_default();
            lines.push(format!("  {}  {}{due}", section.title, section.completion));
            let shown = section.items.iter().filter(|item| item.status != "inactive");
            lines.extend(shown.flat_map(|item| item_line(item, now)).map(|line| format!("    {line}")));
        }
    }
    lines.push(String::new());
    lines.push(format!("{} entries, head {}", report.entries, report.head));
    lines.join("\n") + "\n"
}

/// An item on one line, and one more for each stop and caution.
pub fn item_line(item: &ItemReport, now: &Now) -> Vec<String> {
    let sign = match (item.status, item.stops.is_empty()) {
        (_, false) => "[#]",
        ("answered", true) => "[x]",
        ("not-applicable", true) => "[-]",
        ("deferred", true) => "[>]",
        ("overridden", true) => "[!]",
        ("inactive", true) => "[.]",
        ("pending", true) => "[?]",
        _ => "[ ]",
    };
    let mut line = format!("{sign} {} ({})", item.text, item.id);
    let word = match item.status {
        "not-applicable" => "n/a: ",
        "deferred" => "deferred: ",
        _ => "",
    };
    if let Some(words) = &item.words {
        line.push_str(&format!("  {word}{words}"));
    }
    if let (Some(by), Some(at)) = (&item.by, item.at) {
        let second = item.second.as_ref().map(|second| format!(" + {}", second.code)).unwrap_or_default();
        line.push_str(&format!("  {} {}{second}", now.say(at), by.code));
    }
    let stops = item.stops.iter().map(|stop| format!("    STOP  {stop}"));
    let cautions = item.cautions.iter().map(|caution| format!("    caution  {caution}"));
    [line].into_iter().chain(stops).chain(cautions).collect()
}
