//! Phases and sections with their progress, on the left.

use super::super::{View, ends, put_lines};
use crate::app::Run;
use crate::domain::case::{Case, Progress};
use crate::domain::checklist::{PhaseIx, SectionIx};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub(super) fn sections(frame: &mut Frame<'_>, area: Rect, view: View<'_>, run: &Run, case: &Case) {
    let checklist = case.checklist();
    let current = checklist.item(run.cursor).section;
    let mut lines = Vec::new();
    for (p, phase) in checklist.phases.iter().enumerate() {
        let sections: Vec<(SectionIx, Progress)> =
            phase.sections.clone().map(SectionIx).map(|section| (section, case.section_progress(section))).collect();
        let progress: Progress = sections.iter().map(|(_, progress)| *progress).sum();
        let right = Span::raw(format!("{}/{} ", progress.decided(), progress.of));
        let (sign, style) = match case.sign_off(PhaseIx(p)) {
            Some(signed) if signed.is_broken() => ("≠", view.theme.caution),
            Some(_) => ("✓", view.theme.done),
            None => (" ", Style::new()),
        };
        let title = Span::styled(phase.title.as_str().to_uppercase(), view.theme.title);
        lines.push((false, ends(vec![Span::styled(sign, style), title], vec![right], area.width)));
        // What asks nothing in this case takes no row.
        for part in sections.into_iter().filter(|(section, progress)| progress.of > 0 || *section == current) {
            let here = part.0 == current;
            lines.push((here, section_line(view, case, part, here, area.width)));
        }
    }
    let height = usize::from(area.height).max(1);
    let at = lines.iter().position(|(here, _)| *here).unwrap_or(0);
    // One row more than the current one, for the sign that some are missing.
    let first = (at + 2).min(lines.len()).saturating_sub(height);
    put_lines(frame, area, lines.into_iter().skip(first).map(|(_, line)| line));
}

fn section_line(
    view: View<'_>,
    case: &Case,
    (section, progress): (SectionIx, Progress),
    current: bool,
    width: u16,
) -> Line<'static> {
    let theme = view.theme;
    let (sign, style) = match (progress.stops, progress.is_complete(), case.is_open(section)) {
        (1.., _, _) => ("■", theme.alarm),
        // What was given up is no tick.
        (0, true, _) if progress.not_done > 0 => ("╳", theme.caution),
        (0, true, _) if progress.done == progress.of => ("✓", theme.done),
        (0, true, _) => ("~", theme.done),
        (0, false, false) => ("⊘", theme.muted),
        (0, false, true) => (" ", Style::new()),
    };
    let title = &case.checklist().section(section).title;
    let due = case.due(section, view.now).filter(|_| progress.done == 0);
    let right = match due {
        Some(due) => format!("{} ", due.due.in_zone(&view.now.zone).strftime("%-d %b")),
        None if progress.deferred > 0 => {
            format!("{}/{} »{} ", progress.decided(), progress.of, progress.deferred)
        }
        None => format!("{}/{} ", progress.decided(), progress.of),
    };
    let marker = if current { Span::styled("▸", theme.focus) } else { Span::raw(" ") };
    let name = Span::styled(format!(" {title}"), if current { theme.focus } else { Style::new() });
    ends(vec![marker, Span::styled(sign, style), name], vec![Span::raw(right)], width)
}
