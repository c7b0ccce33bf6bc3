//! The screen of the figures, by keys.

use crate::bench::keys::moment;
use crate::bench::prelude::*;
use insta::assert_snapshot;
use periop::app::{Counted, Screen};
use periop::domain::insight::{Chart, Measure, Point, Runs, Share};
use periop::tui::Looks;
use std::sync::Arc;
use std::thread;

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (200, 60)];

/// The figures of the demonstration's cases, once they are counted.
fn figures() -> Desk {
    let (mut desk, _) = Desk::demo(&moment("2026-11-24 08:40"));
    desk.app.shell.operator = Some("JR:nurse".parse().unwrap());
    desk.app.dialog = None;
    desk.press("s");
    while desk.is_counting() {
        desk.look();
        thread::yield_now();
    }
    desk
}

/// A year of weeks in which something changed in the thirtieth.
fn a_change() -> Chart {
    let monday: jiff::civil::Date = "2025-11-24".parse().unwrap();
    let week = |n: i64| {
        let part = if n < 30 { 20 + u32::try_from(n % 7).unwrap() } else { 8 + u32::try_from(n % 5).unwrap() };
        let share = Share { part, of: 200 };
        let week = monday.checked_add(jiff::Span::new().days(7 * n)).unwrap();
        Point { week, share, percent: share.percent().unwrap() }
    };
    let points: Vec<Point> = (0..52).map(week).collect();
    let runs = Runs::of(&points.iter().map(|point| point.percent).collect::<Vec<_>>());
    Chart { measure: Measure::Skipped, points, signal: runs.as_ref().is_some_and(Runs::signals), runs }
}

fn with_a_change() -> Desk {
    let mut desk = figures();
    let Screen::Insight(insight) = &mut desk.app.screen else { panic!("the figures") };
    let mut figures = insight.figures().expect("they are counted").clone();
    figures.checklists[0].charts[1] = a_change();
    insight.counted = Counted::Done(Arc::new(figures));
    desk.press("6j");
    desk
}

#[test]
fn each_part_can_be_read_on_every_screen() {
    let mut desk = figures();
    for part in 1..=6 {
        desk.press(&part.to_string());
        for (columns, rows) in SIZES {
            assert_snapshot!(format!("figures-{part}-{columns}x{rows}"), desk.shown((columns, rows)));
        }
    }
}

#[test]
fn a_change_of_practice_is_seen_in_the_chart_and_in_words() {
    let desk = with_a_change();
    for (columns, rows) in SIZES {
        assert_snapshot!(format!("change-{columns}x{rows}"), desk.shown((columns, rows)));
    }
    let screen = desk.shown((80, 24));
    assert!(screen.contains("SHIFT: 25 weeks running above the median, from 2025-12-01 to 2026-06-15"), "{screen}");
    let looks = Looks { ascii: true, ..Looks::default() };
    let rows = crate::bench::keys::rows(&desk.drawn_as((80, 24), looks)).join("\n");
    assert!(rows.is_ascii() && rows.contains('#') && rows.contains('*'), "{rows}");
}

#[test]
fn the_screen_is_left_while_records_are_still_read() {
    let mut desk = figures();
    desk.app.counted(Counted::Reading { done: 30_000, of: 100_000 });
    assert_snapshot!("reading", desk.shown((80, 24)));
    desk.press("\u{1b}");
    assert!(matches!(desk.app.screen, Screen::Worklist) && !desk.is_counting());
}

#[test]
fn keys_go_from_part_to_part_and_down_a_long_page() {
    let mut desk = figures();
    let part = |desk: &Desk| {
        let Screen::Insight(insight) = &desk.app.screen else { panic!("the figures") };
        insight.part
    };
    desk.press("⇥⇥");
    assert_eq!(part(&desk), 2);
    desk.press("1");
    let first = desk.shown((40, 12));
    desk.press("j");
    assert_ne!(desk.shown((40, 12)), first);
    desk.press("6");
    assert_eq!(part(&desk), 5);
}
