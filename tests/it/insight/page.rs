//! Figures as a page: the same as the lines say, drawn as well.

use super::made_up::{made, now};
use crate::bench::prelude::*;
use insta::assert_snapshot;
use periop::domain::insight::{Chart, Measure, Point, Runs, Share};
use periop::report::Block;

/// A chart of these percentages, week by week.
fn chart(percents: impl IntoIterator<Item = u32>) -> Chart {
    let monday: jiff::civil::Date = "2026-01-05".parse().unwrap();
    let point = |(part, week)| {
        let week = monday.checked_add(jiff::Span::new().weeks(week)).unwrap();
        Point { week, share: Share { part, of: 100 }, percent: f64::from(part) }
    };
    let points: Vec<Point> = percents.into_iter().zip(0_i64..).map(point).collect();
    let runs = Runs::of(&points.iter().map(|point| point.percent).collect::<Vec<_>>());
    Chart { measure: Measure::Skipped, signal: runs.as_ref().is_some_and(Runs::signals), points, runs }
}

fn is_drawing(block: &Block) -> bool {
    matches!(block, Block::Drawing(_))
}

#[test]
fn a_few_cases_as_a_page() {
    let page = made(24, 3).page(&now());
    let text = page.text();
    assert_snapshot!("page", text);
    assert!(text.starts_with("DEMO  What our cases show") && text.contains("Counted on 2026-11-24 at 09:40"), "{text}");
    let html = page.html();
    assert_eq!(html.matches("<figure>").count(), page.blocks.iter().filter(|block| is_drawing(block)).count());
    assert!(html.contains("<th scope=\"col\">Week from</th>") && html.contains("role=\"img\""), "{html}");
    assert!(!["JR", "DK"].iter().any(|code| text.contains(code)), "nobody is named: {text}");
}

#[test]
fn the_run_that_chance_does_not_explain_is_drawn_in_another_shape_and_each_week_stands_in_the_table() {
    let mut figures = made(6, 1);
    let of = &mut figures.checklists[0];
    let low = (0..12).map(|n| 4 + n % 3);
    of.charts = vec![chart(low.chain((0..12).map(|n| 21 + n % 3)))];
    let shift = of.charts[0].runs.as_ref().filter(|runs| runs.is_shift()).expect("a shift").run.len();
    let html = figures.page(&now()).html();
    assert_eq!(html.matches("<rect class=\"alarm\"").count(), shift);
    assert_eq!(html.matches("<circle class=\"dot\"").count(), 24 - shift);
    assert!(html.contains("SHIFT: 12 weeks running") && html.contains("23 of 100"), "{html}");
    let of = &mut figures.checklists[0];
    of.charts = vec![chart([7, 9, 8, 7, 9, 8, 7, 9, 8, 7, 9, 8])];
    assert!(!figures.page(&now()).html().contains("class=\"alarm\""), "chance alone marks nothing");
    let of = &mut figures.checklists[0];
    of.charts = vec![chart([])];
    assert!(figures.page(&now()).html().contains("nothing to measure"));
}

#[test]
fn words_stay_words_on_the_page() {
    let mut figures = made(6, 1);
    figures.checklists[0].title = Text::from("<script>alert(1)</script>");
    figures.checklists[0].series[0].title = Text::from("\"><img src=x>");
    figures.checklists[0].series[0].points[0].label = Text::from("</svg><b>");
    let html = figures.page(&now()).html();
    assert!(!["<script", "<img", "</svg><b>"].iter().any(|sign| html.contains(sign)), "{html}");
}
