//! How it went so far: the scores over time, and what is known of each step.

use crate::domain::checklist::{ItemIx, SectionIx};
use crate::domain::practice::{Learner, Past, Verdict};
use crate::tui::view::{View, padded, put, put_lines, row, stacked};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::symbols::Marker;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Axis, Chart, Dataset, GraphType};

/// So many rehearsals are plotted at most, the newest ones.
const PLOTTED: usize = 30;
/// A lower plot shows nothing.
const LOWEST: u16 = 6;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, view: View<'_>, learner: &Learner<'_>, from: usize) {
    let sections = learner.lesson.sections();
    let heat = u16::try_from(sections.len()).unwrap_or(u16::MAX).saturating_add(2);
    let left = area.height.saturating_sub(heat);
    let least = if area.height >= 16 { LOWEST } else { 0 };
    let plot = left.clamp(least, 12);
    let [plot, legend, heat] = stacked(area, [Some(plot), Some(1), None]);
    if !plot.is_empty() {
        scores(frame, plot, view, learner);
    }
    put(frame, legend, &legend_line(view));
    let farthest = sections.len().saturating_sub(heat.height.into());
    let rows =
        sections.into_iter().skip(from.min(farthest)).map(|section| heat_row(section, view, learner, heat.width));
    put_lines(frame, heat, rows);
}

/// The scores, and the standard's percentage as a line.
fn scores(frame: &mut Frame<'_>, area: Rect, view: View<'_>, learner: &Learner<'_>) {
    let asked: Vec<_> = learner.past.iter().filter(|past| past.score.asked > 0).collect();
    let asked = &asked[asked.len().saturating_sub(PLOTTED)..];
    let (Some(first), Some(last)) = (asked.first(), asked.last()) else {
        return put(frame, row(area, 0), &Line::styled(" no score yet", view.theme.muted));
    };
    let xs = (0_u32..).map(f64::from);
    let points: Vec<_> = xs.zip(asked.iter().map(|past| f64::from(past.score.percent()))).collect();
    let end = points.last().map_or(1.0, |(x, _)| x.max(1.0));
    let standard = learner.lesson.beside.mastery.as_ref().map(|standard| f64::from(standard.percent));
    let wanted: Vec<_> = standard.into_iter().flat_map(|percent| [(0.0, percent), (end, percent)]).collect();
    let marker = if view.theme.ascii { Marker::Block } else { Marker::Dot };
    let scores = Dataset::default().marker(Marker::Block).graph_type(GraphType::Scatter).style(view.theme.focus);
    let scores = scores.data(&points);
    let line = Dataset::default().marker(marker).graph_type(GraphType::Line).style(view.theme.muted).data(&wanted);
    let day = |past: &Past| view.now.day(past.began).strftime("%-d %b").to_string();
    let x = Axis::default().bounds([0.0, end]).labels([day(first), day(last)]).style(view.theme.muted);
    let told = if wanted.is_empty() { "scores" } else { "scores; the line is the standard" };
    let y = Axis::default().title(told).bounds([0.0, 100.0]).labels(["0", "50", "100 %"]).style(view.theme.muted);
    frame.render_widget(Chart::new(vec![line, scores]).x_axis(x).y_axis(y), area);
}

/// How a step stands, worst first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heat {
    Missed,
    Due,
    Unmet,
    Known,
}

impl Heat {
    const ALL: [Self; 4] = [Self::Missed, Self::Due, Self::Unmet, Self::Known];

    fn looks(self, view: View<'_>) -> (&'static str, Style, &'static str) {
        match self {
            Self::Missed => ("✗", view.theme.caution, "not right"),
            Self::Due => ("◷", view.theme.focus, "due"),
            Self::Unmet => ("·", view.theme.muted, "not asked"),
            Self::Known => ("✓", view.theme.done, "known"),
        }
    }
}

fn legend_line<'a>(view: View<'_>) -> Line<'a> {
    let each = Heat::ALL.iter().flat_map(|heat| {
        let (sign, style, word) = heat.looks(view);
        [Span::styled(format!(" {sign}"), style), Span::raw(format!(" {word}"))]
    });
    Line::from(each.collect::<Vec<_>>())
}

/// A section, a sign for each of its steps, and in words what is to be done. Critical steps stand out.
fn heat_row<'a>(section: SectionIx, view: View<'_>, learner: &Learner<'_>, width: u16) -> Line<'a> {
    let (title, wide) = (learner.lesson.checklist.section(section).title.as_str(), usize::from(width) * 2 / 5);
    let steps: Vec<_> = learner.lesson.steps(section).into_iter().map(|ix| (ix, heat(learner, ix))).collect();
    let mut spans = vec![Span::raw(format!(" {} ", padded(title, wide.min(28))))];
    spans.extend(steps.iter().map(|(ix, heat)| {
        let (sign, style, _) = heat.looks(view);
        let weight = if learner.lesson.is_critical(*ix) { Modifier::BOLD } else { Modifier::empty() };
        Span::styled(sign, style.add_modifier(weight))
    }));
    let counts = Heat::ALL.iter().take(3).filter_map(|heat| {
        let count = steps.iter().filter(|(_, other)| other == heat).count();
        (count > 0).then(|| format!("{count} {}", heat.looks(view).2))
    });
    let counts: Vec<String> = counts.collect();
    let words = if counts.is_empty() { "all known".to_owned() } else { counts.join(", ") };
    spans.push(Span::styled(format!("  {words}"), view.theme.muted));
    Line::from(spans)
}

fn heat(learner: &Learner<'_>, ix: ItemIx) -> Heat {
    match learner.memory.known(ix) {
        None => Heat::Unmet,
        Some(known) if known.newest != Verdict::Right => Heat::Missed,
        Some(known) if learner.memory.is_due(known) => Heat::Due,
        Some(_) => Heat::Known,
    }
}
