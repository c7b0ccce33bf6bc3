//! What a team learns from its cases: a part of the figures as a page, or a run chart with what the rules find in it.

use super::{Hint, View, ends, hints, mark, notice, notice_height, operator, put, put_lines, row, stacked, wrap};
use crate::app::{Action, Counted, Insight, InsightAction, KeyMode};
use crate::domain::insight::{Chart as Measured, InsightPart, OfChecklist};
use crate::report::{InsightLine, chart_lines, insight_head, insight_lines};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

/// Lower than this nothing can be seen in a chart.
const LOWEST_CHART: u16 = 6;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, insight: &Insight) {
    let said = view.app.shell.notice.as_ref().map_or(0, |_| notice_height(view.app, area));
    let [head, body, said, keys] = stacked(area, [Some(1), None, Some(said), Some(1)]);
    put(frame, head, &title(view, insight, head.width));
    notice(frame, said, view);
    match &insight.counted {
        Counted::Begun => put(frame, row(body, 1), &Line::styled(" counting …", view.theme.muted)),
        Counted::Reading { done, of } => reading(frame, body, view, *done, *of),
        Counted::Failed(why) => {
            let lines =
                wrap(&format!("The cases could not be counted: {why}"), usize::from(body.width.saturating_sub(2)));
            put_lines(frame, body, lines.into_iter().map(|line| Line::styled(format!(" {line}"), view.theme.caution)));
        }
        Counted::Done(_) => counted(frame, body, view, insight),
    }
    let next = Hint::of(view, KeyMode::Insight, Action::Insight(InsightAction::NextPart), "next part");
    let several = insight.figures().is_some_and(|figures| figures.checklists.len() > 1);
    let other = Hint::of(view, KeyMode::Insight, Action::Insight(InsightAction::NextChecklist), "next checklist");
    let first = [next].into_iter().chain(several.then_some(other)).collect();
    hints(frame, keys, view, first, KeyMode::Insight, &[Action::Insight(InsightAction::NextPart)]);
}

fn title(view: View<'_>, insight: &Insight, width: u16) -> Line<'static> {
    let part = insight.part();
    let of = InsightPart::ALL.len();
    let mut left = mark(view);
    left.push(Span::styled(format!(" figures  {}/{of} {}", insight.part + 1, part.title()), view.theme.title));
    let checklist =
        insight.of().filter(|_| width >= 60).map(|of| Span::styled(format!("  {}", of.title), view.theme.muted));
    left.extend(checklist);
    ends(left, vec![Span::raw(format!("{} ", operator(view.app)))], width)
}

/// How far the reading is, as a bar and in numbers.
fn reading(frame: &mut Frame<'_>, area: Rect, view: View<'_>, done: usize, of: usize) {
    let words = format!(" read {done} of {of} records, {} %", done * 100 / of.max(1));
    put(frame, row(area, 1), &Line::raw(words));
    let room = usize::from(area.width.saturating_sub(4));
    let full = done * room / of.max(1);
    let bar = format!(" [{}{}]", "■".repeat(full), " ".repeat(room.saturating_sub(full)));
    put(frame, row(area, 2), &Line::styled(bar, view.theme.focus));
    let leaves = view.key_in(KeyMode::Insight, Action::Back);
    put(frame, row(area, 4), &Line::styled(format!(" {leaves} leaves"), view.theme.muted));
}

fn counted(frame: &mut Frame<'_>, area: Rect, view: View<'_>, insight: &Insight) {
    match insight.of() {
        Some(of) if insight.part() == InsightPart::Weeks && area.height > LOWEST_CHART + 4 => {
            chart(frame, area, view, insight, of);
        }
        of => {
            let width = usize::from(area.width);
            let is_first = insight.part() == InsightPart::Overview || of.is_none();
            let head = insight.figures().filter(|_| is_first).map(insight_head).unwrap_or_default();
            let own = of.map(|of| insight_lines(of, insight.part())).unwrap_or_default();
            let lines = head.into_iter().chain(own).flat_map(|line| styled(&line, view, width)).collect();
            page(frame, area, view, insight, lines);
        }
    }
}

/// A page from a line on; its last row says how much more there is.
fn page(frame: &mut Frame<'_>, area: Rect, view: View<'_>, insight: &Insight, lines: Vec<Line<'static>>) {
    let all = lines.len();
    let is_long = all > usize::from(area.height);
    let room = usize::from(area.height).saturating_sub(usize::from(is_long)).max(1);
    let first = insight.page.first_of(all, room, 0);
    put_lines(frame, area, lines.into_iter().skip(first).take(room));
    let below = all.saturating_sub(first + room);
    if is_long {
        let words = if below > 0 { format!(" ↓ {below} more lines") } else { " the end".to_owned() };
        put(frame, row(area, area.height.saturating_sub(1)), &Line::styled(words, view.theme.focus));
    }
}

fn styled(line: &InsightLine, view: View<'_>, width: usize) -> Vec<Line<'static>> {
    let (indent, style) = match line {
        InsightLine::Heading(_) => (1, view.theme.title),
        InsightLine::Title(_) => (1, Style::new()),
        InsightLine::Figures(_) => (3, Style::new()),
        InsightLine::Signal(_) => (3, view.theme.caution),
        InsightLine::Reason(_) => (5, view.theme.muted),
        InsightLine::Note(_) => (1, view.theme.muted),
    };
    let words = line.text();
    let lines = wrap(words.trim_start(), width.saturating_sub(indent + 1)).into_iter();
    lines.map(|words| Line::styled(format!("{:indent$}{words}", ""), style)).collect()
}

/// A run chart: the weeks, their median, and the run that chance does not explain in another sign.
fn chart(frame: &mut Frame<'_>, area: Rect, view: View<'_>, insight: &Insight, of: &OfChecklist) {
    let Some(measured) = of.charts.get(insight.chart()) else { return };
    let width = usize::from(area.width);
    let words = measured.title();
    let nth = format!("chart {}/{}", insight.chart() + 1, of.charts.len());
    put(
        frame,
        area,
        &ends(
            vec![Span::styled(format!(" {words}"), view.theme.title)],
            vec![Span::raw(format!("{nth} "))],
            area.width,
        ),
    );
    let found: Vec<Line<'static>> = chart_lines(measured).iter().flat_map(|line| styled(line, view, width)).collect();
    let most = area.height.saturating_sub(LOWEST_CHART + 1);
    let told = u16::try_from(found.len()).unwrap_or(u16::MAX).min(most);
    let [_, plot, below] = stacked(area, [Some(1), None, Some(told)]);
    plot_weeks(frame, plot, view, measured);
    put_lines(frame, below, found);
}

fn plot_weeks(frame: &mut Frame<'_>, area: Rect, view: View<'_>, measured: &Measured) {
    let (Some(runs), Some((bottom, top))) = (&measured.runs, measured.range()) else { return };
    let at = |n: usize| u32::try_from(n).map_or(0.0, f64::from);
    let points: Vec<(f64, f64)> = measured.points.iter().enumerate().map(|(n, point)| (at(n), point.percent)).collect();
    let end = at(points.len().saturating_sub(1)).max(1.0);
    let median = [(0.0, runs.median), (end, runs.median)];
    let run: Vec<(f64, f64)> = if runs.is_shift() { points[runs.run.clone()].to_vec() } else { Vec::new() };
    let (line, dashes, sign) = if view.theme.ascii {
        (Marker::Custom('*'), Marker::Custom('-'), Marker::Custom('#'))
    } else {
        (Marker::Braille, Marker::Custom('╌'), Marker::Custom('■'))
    };
    let set =
        |points, marker, graph, style| Dataset::default().data(points).marker(marker).graph_type(graph).style(style);
    let graph = if view.theme.ascii { GraphType::Scatter } else { GraphType::Line };
    let sets = vec![
        set(&median, dashes, GraphType::Line, view.theme.muted),
        set(&points, line, graph, Style::new()),
        set(&run, sign, GraphType::Scatter, view.theme.caution),
    ];
    let week = |n: usize| measured.points.get(n).map(|point| point.week.to_string()).unwrap_or_default();
    let labels = [week(0), week(points.len().saturating_sub(1))];
    let x = Axis::default().bounds([0.0, end]).labels(labels).style(view.theme.muted);
    let values = [bottom, f64::midpoint(bottom, top), top].map(|percent| format!("{percent:.1}"));
    let y = Axis::default().bounds([bottom, top]).labels(values).style(view.theme.muted);
    Chart::new(sets).x_axis(x).y_axis(y).legend_position(None).render(area, frame.buffer_mut());
}
