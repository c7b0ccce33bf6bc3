//! Figures drawn: run charts, and how numbers spread at the points of a curve.

use super::{chart_lines, point_lines};
use crate::domain::insight::{Chart, FEWEST, PointFigures, SeriesFigures, Spread};
use crate::domain::{Decimal, Text};
use crate::report::InsightLine;
use crate::report::page::Drawing;
use crate::report::page::svg::{Scale, WIDTH, at, count, drawing};
use maud::{Markup, html};

const HEIGHT: f64 = 220.0;
/// Where a drawing's own room begins and ends, beside what names its axes.
const LEFT: f64 = 60.0;
const RIGHT: f64 = WIDTH - 20.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = HEIGHT - 34.0;

/// The weeks, their median as a dashed line, and the run that chance does not explain in another sign.
pub(super) fn run_chart(chart: &Chart) -> Option<Drawing> {
    let runs = chart.runs.as_ref()?;
    let (low, high) = chart.range()?;
    let up = Scale { from: low, to: high, begins: BOTTOM, ends: TOP };
    let across = Scale { from: 0.0, to: count(chart.points.len().max(2) - 1), begins: LEFT + 10.0, ends: RIGHT - 10.0 };
    let place = |n: usize, percent: f64| (across.place(count(n)), up.place(percent));
    let line: Vec<String> = chart
        .points
        .iter()
        .enumerate()
        .map(|(n, point)| place(n, point.percent))
        .map(|(x, y)| format!("{},{}", at(x), at(y)))
        .collect();
    let is_odd = |n: usize| runs.is_shift() && runs.run.contains(&n);
    let last = chart.points.len().saturating_sub(1);
    let mut named = vec![0, last / 2, last];
    named.dedup();
    let inside = html! {
        @for value in [low, f64::midpoint(low, high), high] { (level(up, value, &format!("{} %", at(value)))) }
        polyline class="line" points=(line.join(" ")) {}
        line class="gap" x1=(at(LEFT)) y1=(at(up.place(runs.median))) x2=(at(RIGHT)) y2=(at(up.place(runs.median))) {}
        @for (n, point) in chart.points.iter().enumerate() {
            @let (x, y) = place(n, point.percent);
            // Told apart by its shape as well: paper may have no colour.
            @if is_odd(n) {
                rect class="alarm" x=(at(x - 4.0)) y=(at(y - 4.0)) width="8" height="8" {}
            } @else {
                circle class="dot" cx=(at(x)) cy=(at(y)) r="2.5" {}
            }
        }
        @for n in named {
            @let (x, _) = place(n, low);
            @let anchor = if n == 0 { "start" } else if n == last { "end" } else { "middle" };
            text x=(at(x)) y=(at(HEIGHT - 12.0)) text-anchor=(anchor) class="soft" { (chart.points[n].week.to_string()) }
        }
    };
    Some(drawing(Text::from(chart.title()), &words(&chart_lines(chart)), HEIGHT, &inside))
}

/// At each point of a curve half of the cases as a box with their median, and a line from the least to the most.
pub(super) fn points(series: &SeriesFigures) -> Option<Drawing> {
    let boxes: Vec<Option<[f64; 5]>> = series.points.iter().map(spread).collect();
    let all = || boxes.iter().flatten().flatten().copied();
    let (low, high) = (all().reduce(f64::min)?.min(0.0), all().reduce(f64::max)?);
    let up = Scale { from: low, to: high.max(low + 1.0), begins: BOTTOM, ends: TOP };
    let across = Scale { from: 0.0, to: count(boxes.len()), begins: LEFT, ends: RIGHT };
    let inside = html! {
        @for value in [up.from, f64::midpoint(up.from, up.to), up.to] { (level(up, value, &at(value))) }
        @for (n, point) in series.points.iter().enumerate() {
            @let x = across.place(count(n) + 0.5);
            text x=(at(x)) y=(at(HEIGHT - 12.0)) text-anchor="middle" class="soft" { (point.label.as_str()) }
            @match boxes[n] {
                Some(numbers) => { (spread_box(x, numbers.map(|number| up.place(number)), numbers[2])) }
                None => { text x=(at(x)) y=(at(BOTTOM - 8.0)) text-anchor="middle" class="soft" { "too few" } }
            }
        }
    };
    let told = series.points.iter().map(|point| format!("{}: {}", point.label, words(&point_lines(point))));
    Some(drawing(series.title.clone(), &told.collect::<Vec<_>>().join("; "), HEIGHT, &inside))
}

/// Least, lower quartile, median, upper quartile and most; none of few.
fn spread(point: &PointFigures) -> Option<[f64; 5]> {
    let Spread { count, least, lower_quartile, median, upper_quartile, most } = point.spread.as_ref()?;
    let number = |decimal: &Decimal| decimal.to_string().parse().ok();
    let numbers = [least, lower_quartile, median, upper_quartile, most].map(number);
    let [Some(least), Some(lower), Some(median), Some(upper), Some(most)] = numbers else { return None };
    (*count >= FEWEST).then_some([least, lower, median, upper, most])
}

fn spread_box(x: f64, [least, lower, median, upper, most]: [f64; 5], value: f64) -> Markup {
    html! {
        line class="whisker" x1=(at(x)) y1=(at(least)) x2=(at(x)) y2=(at(most)) {}
        rect class="mark" x=(at(x - 22.0)) y=(at(upper)) width="44" height=(at((lower - upper).max(1.0))) {}
        line class="line" x1=(at(x - 22.0)) y1=(at(median)) x2=(at(x + 22.0)) y2=(at(median)) {}
        text x=(at(x + 28.0)) y=(at(median)) dy="4" { (at(value)) }
    }
}

fn level(up: Scale, value: f64, words: &str) -> Markup {
    let y = at(up.place(value));
    html! {
        line class="grid" x1=(at(LEFT)) y1=(y) x2=(at(RIGHT)) y2=(y) {}
        text x=(at(LEFT - 8.0)) y=(y) dy="4" text-anchor="end" class="soft" { (words) }
    }
}

fn words(lines: &[InsightLine]) -> String {
    lines.iter().map(|line| line.text().trim().to_owned()).collect::<Vec<_>>().join("; ")
}
