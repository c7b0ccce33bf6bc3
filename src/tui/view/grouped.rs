//! A list in groups, as the worklist and the board of follow-ups have it: its header, its filter, the page on which the
//! cursor stands, a row with its sign.

use super::{View, cut, ends, mark, operator, padded, put};
use crate::app::Find;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

/// A line of a list.
#[derive(Clone, Copy)]
pub(super) enum Entry<G> {
    Gap,
    /// Over a group, with how many it has.
    Heading(G, usize),
    Row(usize),
    /// So many are not shown.
    More(usize),
}

pub(super) fn header(frame: &mut Frame<'_>, area: Rect, view: View<'_>, name: &str) {
    let mut left = mark(view);
    left.extend([
        Span::styled(format!(" {name}"), view.theme.title),
        Span::raw(format!("  {}", view.app.shell.station)),
    ]);
    let today = view.now.civil().strftime("%a %-d %b");
    let right = vec![Span::raw(format!("{}   {today} ", operator(view.app)))];
    put(frame, area, &ends(left, right, area.width));
}

/// What is looked for, how many of how many have it, and what else is to be said of that.
pub(super) fn find(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    find: &Find,
    (shown, of): (usize, usize),
    right: Vec<Span<'static>>,
) {
    let cursor = if find.typing { "▏" } else { "" };
    let left = vec![
        Span::styled(" /", view.theme.key),
        Span::raw(format!(" {}{cursor}  ", find.field.value())),
        Span::styled(format!("{shown} of {of}"), view.theme.muted),
    ];
    put(frame, area, &ends(left, right, area.width));
}

/// A rule; at its right end which rows are on this page where there are others.
pub(super) fn rule(frame: &mut Frame<'_>, area: Rect, view: View<'_>, page: &str) {
    let wide = usize::from(area.width);
    let page = if page.is_empty() { String::new() } else { format!(" {page} ╌") };
    let line = "╌".repeat(wide.saturating_sub(page.chars().count()));
    put(frame, area, &Line::styled(format!("{line}{page}"), view.theme.muted));
}

/// The lines of the page on which the cursor stands, each page under the heading of its first row; with gaps between
/// the groups where all fits, so many lines at the end included.
pub(super) fn entries<G: Copy + PartialEq>(groups: &[G], height: usize, cursor: usize, end: usize) -> Vec<Entry<G>> {
    let count = |group: G| groups.iter().filter(|other| **other == group).count();
    let headings = 1 + groups.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let gaps = groups.len() + 2 * headings - 1 + end <= height;
    // Where there is hardly room the rows alone are shown.
    let headed = height >= 4;
    let mut page: Vec<Entry<G>> = Vec::new();
    for (n, group) in groups.iter().enumerate() {
        let begins = headed && (n == 0 || groups[n - 1] != *group);
        let needs = 1 + usize::from(begins) + usize::from(begins && gaps && n > 0);
        if page.len() + needs > height {
            if page.iter().any(|entry| matches!(entry, Entry::Row(on) if *on == cursor)) {
                return page;
            }
            page = if headed { vec![Entry::Heading(*group, count(*group))] } else { Vec::new() };
        } else if begins {
            page.extend((gaps && n > 0).then_some(Entry::Gap));
            page.push(Entry::Heading(*group, count(*group)));
        }
        page.push(Entry::Row(n));
    }
    page
}

/// Which rows of how many are on a page, where there are others.
pub(super) fn on_page<G>(entries: &[Entry<G>], of: usize) -> String {
    let row = |entry: &Entry<G>| match entry {
        Entry::Row(n) => Some(n + 1),
        Entry::Gap | Entry::Heading(..) | Entry::More(_) => None,
    };
    let numbers: Vec<usize> = entries.iter().filter_map(row).collect();
    match (numbers.first(), numbers.last()) {
        (Some(from), Some(to)) if numbers.len() < of => format!("{from}-{to} of {of}"),
        (Some(_) | None, _) => String::new(),
    }
}

pub(super) fn heading(words: &str, count: usize, width: u16, view: View<'_>) -> Line<'static> {
    let left = vec![Span::styled(format!(" {words}"), view.theme.title)];
    ends(left, vec![Span::styled(format!("{count} "), view.theme.muted)], width)
}

/// A row with its sign. The current one is reversed as a whole but for its sign, which keeps its look.
pub(super) fn marked(
    mut line: Line<'static>,
    (sign, style): (&'static str, Style),
    current: bool,
    view: View<'_>,
) -> Line<'static> {
    let marker = if current { Span::styled("▐", view.theme.focus) } else { Span::raw(" ") };
    if current {
        for span in &mut line.spans {
            span.style = Style::new().add_modifier(span.style.add_modifier | Modifier::REVERSED);
        }
    }
    line.spans.splice(0..0, [marker, Span::styled(sign, style)]);
    line
}

/// Words in a column of a width, with a space before them.
pub(super) fn column(words: &str, width: usize) -> String {
    padded(&format!(" {}", cut(words, width.saturating_sub(1))), width)
}
