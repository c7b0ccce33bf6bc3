//! Figures as a page: what the lines say in tables, with a drawing of what varies.

use super::{InsightLine, chart_lines, curve, insight_head, insight_lines, kept, not_reached, percent_words, plots};
use crate::domain::insight::{Chart, FEWEST, Figures, InsightPart, Measure, OfChecklist, Share};
use crate::domain::{Now, Text};
use crate::report::page::{Block, Cell, Depth, Page, Said, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Figures {
    pub fn page(&self, now: &Now) -> Page {
        let mark = self.mode.mark().map(Text::from);
        let mut page = Page::new("What our cases show", mark.into_iter().collect(), Vec::new());
        page.says([Said::muted(format!("Counted on {}", self.at.in_zone(&now.zone).strftime("%Y-%m-%d at %H:%M")))]);
        let head = insight_head(self).into_iter().map(|line| match line {
            InsightLine::Title(words) => Said::strong(words),
            other => Said::plain(other.text().trim()),
        });
        page.says(head);
        for of in &self.checklists {
            page.part(of.title.clone());
            for part in InsightPart::ALL {
                put(&mut page, of, *part);
            }
        }
        page
    }
}

fn put(page: &mut Page, of: &OfChecklist, part: InsightPart) {
    page.put(Block::Heading(Depth::Section, Text::from(part.heading())));
    match part {
        InsightPart::Overview | InsightPart::Lines | InsightPart::Stops | InsightPart::Time => {
            tell(page, insight_lines(of, part));
        }
        InsightPart::FollowUp => {
            tell(page, kept(of));
            for series in &of.series {
                page.put(Block::Heading(Depth::Group, series.title.clone()));
                if let Some(drawing) = plots::points(series) {
                    page.put(Block::Drawing(drawing));
                }
                tell(page, curve(series).into_iter().skip(1).collect());
            }
            tell(page, vec![not_reached()]);
        }
        InsightPart::Weeks => weeks(page, of),
    }
}

/// Lines as they follow each other: what is told of one thing stands in a row beside its name.
fn tell(page: &mut Page, lines: Vec<InsightLine>) {
    let mut rows: Vec<(Text, Cell)> = Vec::new();
    for line in lines {
        let said = match line {
            InsightLine::Title(name) => {
                rows.push((Text::from(name), Cell::default()));
                continue;
            }
            InsightLine::Heading(words) => {
                page.table(facts(&mut rows)).put(Block::Heading(Depth::Group, Text::from(words)));
                continue;
            }
            InsightLine::Note(words) => {
                page.table(facts(&mut rows)).says([Said::muted(words)]);
                continue;
            }
            InsightLine::Figures(words) => Said::plain(words),
            InsightLine::Reason(words) => Said::muted(words),
            InsightLine::Signal(words) => Said::warning(words),
        };
        match rows.last_mut() {
            Some((_, cell)) => cell.0.push(said),
            None => {
                page.says([said]);
            }
        }
    }
    page.table(facts(&mut rows));
}

fn facts(rows: &mut Vec<(Text, Cell)>) -> Table {
    Table::of_facts(rows.drain(..)).wide(&[45, 55])
}

/// Each run chart with what the rules find in it, and one table of all their weeks.
fn weeks(page: &mut Page, of: &OfChecklist) {
    for chart in &of.charts {
        page.put(Block::Heading(Depth::Group, Text::from(chart.title())));
        if let Some(drawing) = plots::run_chart(chart) {
            page.put(Block::Drawing(drawing));
        }
        tell(page, chart_lines(chart));
    }
    tell(page, super::weeks_notes());
    page.table(by_week(&of.charts));
}

/// Every week's shares beside each other, which the charts draw.
fn by_week(charts: &[Chart]) -> Table {
    let mut weeks: BTreeMap<Date, BTreeMap<Measure, Share>> = BTreeMap::new();
    for (chart, point) in charts.iter().flat_map(|chart| chart.points.iter().map(move |point| (chart, point))) {
        weeks.entry(point.week).or_default().insert(chart.measure, point.share);
    }
    let head: Vec<&str> = ["Week from"].into_iter().chain(Measure::ALL.iter().map(|measure| measure.title())).collect();
    let rows = weeks.into_iter().map(|(week, shares)| {
        let share = |measure: &Measure| shares.get(measure).copied().map(cell).unwrap_or_default();
        [Cell::from(week.to_string())].into_iter().chain(Measure::ALL.iter().map(share)).collect()
    });
    Table::new(&head).called("Every week").wide(&[13, 12, 12, 12, 15, 12, 12, 12]).with(rows)
}

fn cell(share: Share) -> Cell {
    let counted = Said::muted(format!("{} of {}", share.part, share.of));
    let percent = share.percent().filter(|_| share.of >= FEWEST).map(|percent| Said::plain(percent_words(percent)));
    Cell(percent.into_iter().chain([counted]).collect())
}
