//! The items of the current section, or of the whole phase where it has room: one line each, the current one open.
//! What stands above the current one stays where it is when somebody goes on.

use super::super::{View, beside, ends, has_words, put, row, stacked, wide};
use super::line::line;
use super::open::open;
use super::options::digit_of;
use crate::app::{Action, Key, KeyMode, PageAction, Run, RunAction, Target, visible};
use crate::domain::case::{Case, Status};
use crate::domain::checklist::{ItemIx, SectionIx};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// So many rows nearly every item keeps to while it is open.
const USUAL_ROWS: usize = 8;
/// From this height on a whole phase is shown where it fits.
const TALL: u16 = 30;

/// A row of the list before it is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Gap,
    Heading(SectionIx),
    Item(ItemIx),
}

/// Draws the items around the current one, whose rows are given.
pub(super) fn items(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    (run, case): (&Run, &Case),
    open: Vec<Line<'static>>,
) {
    let own = case.checklist().item(run.cursor).section;
    let whole = if view.width >= super::DETAIL_FROM && area.height >= TALL { phase(run, case) } else { Vec::new() };
    if !whole.is_empty() && whole.len() + open.len().max(USUAL_ROWS) <= usize::from(area.height) {
        return list(frame, area, view, (run, case), &whole, open, 0);
    }
    let items: Vec<ItemIx> = visible(case, run.cursor).collect();
    let has_heading = area.height > 9 && open.len() + usize::from(items.len() > 1) < usize::from(area.height);
    let [title, body] = stacked(area, [Some(u16::from(has_heading)), None]);
    let first = first_shown(view, run, case, &items, (open.len(), body.height.into()));
    put(frame, title, &heading(view, case, own, first, area.width));
    let mut rows: Vec<Row> = items[first..].iter().copied().map(Row::Item).collect();
    // Where there is room for more what comes after the section follows.
    let later = |row: &&Row| **row != Row::Heading(own) && !matches!(row, Row::Item(ix) if items.contains(ix));
    let after = whole.iter().position(|row| *row == Row::Heading(own)).unwrap_or(whole.len());
    rows.extend(whole[after..].iter().filter(later));
    list(frame, body, view, (run, case), &rows, open, if has_heading { 0 } else { first });
}

/// All that applies in the current phase.
fn phase(run: &Run, case: &Case) -> Vec<Row> {
    let checklist = case.checklist();
    let own = checklist.section(checklist.item(run.cursor).section).phase;
    let mut rows = Vec::new();
    for section in checklist.phase(own).sections.clone().map(SectionIx) {
        let counts = |ix: &ItemIx| *ix == run.cursor || case.status(*ix).counts();
        let mut items = checklist.section(section).item_ixs().filter(counts).peekable();
        if items.peek().is_some() {
            rows.extend((!rows.is_empty()).then_some(Row::Gap));
            rows.push(Row::Heading(section));
            rows.extend(items.map(Row::Item));
        }
    }
    rows
}

/// The first item that is shown of a section: all where they fit, else pages on which any item has room to open, each
/// with the line before it.
fn first_shown(view: View<'_>, run: &Run, case: &Case, items: &[ItemIx], (open, room): (usize, usize)) -> usize {
    let others = items.len() - 1;
    if others + open.max(USUAL_ROWS) <= room {
        return 0;
    }
    let tallest = items.iter().map(|ix| self::open(view, run, case, *ix, width_of(view)).len()).max().unwrap_or(1);
    if others + tallest <= room {
        return 0;
    }
    let on_page = room.saturating_sub(tallest).max(1);
    let step = on_page.saturating_sub(1).max(1);
    let current = items.iter().position(|ix| *ix == run.cursor).unwrap_or(0);
    let page = current / step * step;
    let with_one_before = if on_page > 1 { page.saturating_sub(1) } else { page };
    with_one_before.min((items.len()).saturating_sub(on_page + 1)).min(current)
}

fn width_of(view: View<'_>) -> usize {
    super::items_width(view.width).into()
}

/// Draws rows as far as there is room; how many items stand above and below is always said.
fn list(
    frame: &mut Frame<'_>,
    area: Rect,
    view: View<'_>,
    (run, case): (&Run, &Case),
    rows: &[Row],
    open: Vec<Line<'static>>,
    above: usize,
) {
    let room = usize::from(area.height);
    let at = rows.iter().position(|row| *row == Row::Item(run.cursor)).unwrap_or(0);
    let is_short = rows.len() - 1 + open.len() > room || above > 0;
    // The last row says what there is besides, unless the current item needs it.
    let has_foot = is_short && at + open.len() < room;
    let shown = if has_foot { room - 1 } else { room };
    let open = fitted(open, shown.saturating_sub(at), view, run);
    let style = bar_style(view, run, case);
    let mut free = 0..u16::try_from(shown).unwrap_or(u16::MAX);
    let mut drawn = 0;
    for entry in rows {
        let Some(y) = free.next() else { break };
        let here = row(area, y);
        match entry {
            Row::Gap => {}
            Row::Heading(section) => put(frame, here, &heading(view, case, *section, 0, area.width)),
            Row::Item(ix) if *ix == run.cursor => {
                for ((n, line), y) in open.iter().enumerate().zip([y].into_iter().chain(&mut free)) {
                    let [bar, rest] = beside(row(area, y), 1);
                    put(frame, bar, &Line::styled("▐", style));
                    note_open(view, case, *ix, (n, rest), line);
                    put(frame, rest, line);
                }
            }
            Row::Item(ix) => {
                view.note(here, Target::Item(*ix));
                put(frame, beside(here, 1)[1], &line(view, case, *ix, usize::from(area.width).saturating_sub(2)));
            }
        }
        drawn += 1;
    }
    let below = rows[drawn..].iter().filter(|row| matches!(row, Row::Item(_))).count();
    put_others(frame, row(area, area.height.saturating_sub(1)), (above, below), has_foot, view);
}

/// A click on its sign ticks it, one on an option chooses that.
pub(super) fn note_open(view: View<'_>, case: &Case, ix: ItemIx, (n, area): (usize, Rect), line: &Line<'_>) {
    if view.app.shell.mouse.is_none() {
        return;
    }
    let tick = view.app.shell.keys.row_of(KeyMode::Run, Action::Run(RunAction::Tick));
    if let Some(tick) = tick.and_then(|row| row.keys.first()).filter(|_| n == 0) {
        view.note(beside(area, 2)[0], Target::Key(*tick));
    }
    let mut x = area.x;
    for span in &line.spans {
        let width = u16::try_from(wide(&span.content)).unwrap_or(u16::MAX);
        if let Some(digit) = digit_of(case, ix, &span.content) {
            view.note(Rect { x, width, ..area }.intersection(area), Target::Key(Key::Char(digit)));
        }
        x = x.saturating_add(width);
    }
}

/// How many items are above and below; where no row is left for it, the end of the bar says that there are some.
fn put_others(frame: &mut Frame<'_>, area: Rect, (above, below): (usize, usize), has_foot: bool, view: View<'_>) {
    let told = |sign, n| if n > 0 { format!(" {sign} {n} more ") } else { String::new() };
    let sign = match (above, below) {
        (0, 0) => return,
        (0, _) => "↓",
        (_, 0) => "↑",
        (_, _) => "↕",
    };
    let [bar, rest] = beside(area, 1);
    if has_foot {
        put(frame, rest, &Line::styled(format!("{}{}", told('↑', above), told('↓', below)), view.theme.muted));
    } else {
        put(frame, bar, &Line::styled(sign, view.theme.focus));
    }
}

/// Rows of the current item in so much room; where some have none, how many, and the key that shows them.
fn fitted(mut lines: Vec<Line<'static>>, room: usize, view: View<'_>, run: &Run) -> Vec<Line<'static>> {
    let used = lines.iter().rposition(has_words).map_or(0, |last| last + 1);
    lines.truncate(used.max(1));
    if used <= room.max(1) {
        return lines;
    }
    let shown = room.saturating_sub(1);
    let first = run.rows.of(run.cursor).first_of(used, shown, 0);
    let (rest, where_, turns) = match used - first - shown {
        0 => (first, "above", PageAction::PageUp),
        below => (below, "more", PageAction::PageDown),
    };
    let words = format!("  … {rest} rows {where_}: {}", view.key_in(KeyMode::Run, Action::Page(turns)));
    lines.drain(..first);
    lines.truncate(shown);
    lines.push(Line::styled(words, view.theme.focus));
    lines
}

/// A section, and how it is worked through; how many of its items stand above.
fn heading(view: View<'_>, case: &Case, ix: SectionIx, above: usize, width: u16) -> Line<'static> {
    let (section, progress) = (case.checklist().section(ix), case.section_progress(ix));
    let title = section.title.as_str().to_uppercase();
    // The count stands among the sections; here stands what is more than a count.
    let told = if progress.is_more_than_a_count() { progress.words() } else { String::new() };
    let above = if above > 0 { format!("↑ {above} more  ") } else { String::new() };
    let right = format!("{above}{told} ");
    let room = usize::from(width).saturating_sub(wide(&title) + wide(&right) + 1);
    // How it is read is known to whoever reads it often: it goes before the moment is cut.
    let whole = format!("  {}; {}", section.moment, section.style.words());
    let moment = if wide(&whole) <= room { whole } else { format!("  {}", section.moment) };
    let left = vec![Span::styled(title, view.theme.title), Span::styled(moment, view.theme.muted)];
    ends(left, vec![Span::raw(right)], width)
}

/// The bar is red where a stop stands, amber where something was overridden or is to be heeded.
pub(super) fn bar_style(view: View<'_>, run: &Run, case: &Case) -> Style {
    let ix = run.cursor;
    if !case.stops(ix).is_empty() {
        return view.theme.alarm;
    }
    let heeded = matches!(case.status(ix), Status::Overridden { .. }) || !case.cautions(ix).is_empty();
    if heeded { view.theme.caution } else { view.theme.focus }
}
