//! What a team learns from its cases, as lines: each part by itself, so that a screen shows them one by one.

use crate::domain::insight::{
    Chart, FEWEST, FEWEST_WEEKS, Figures, FollowUpFigures, InsightPart, ItemFigures, LeftOut, OfChecklist, PartFigures,
    PointFigures, Runs, SeriesFigures, Share, Spread, StopFigures, WORDS_A_MINUTE,
};
use crate::domain::{Decimal, Text, case::Ending, counted};
use std::cmp::Reverse;

mod page;
mod plots;

/// So many lines of a kind are told.
const MOST: usize = 10;

/// A line of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsightLine {
    Heading(String),
    /// What figures are of.
    Title(String),
    Figures(String),
    /// A reason, below what it was given for.
    Reason(String),
    /// How the figures are to be read.
    Note(String),
    Signal(String),
}

use InsightLine::{Figures as Line, Heading, Note, Reason, Signal, Title};

impl InsightLine {
    /// The line as it stands on paper.
    pub fn text(&self) -> String {
        match self {
            Heading(words) => words.to_uppercase(),
            Title(words) => format!("  {words}"),
            Line(words) | Signal(words) => format!("    {words}"),
            Reason(words) => format!("      {words}"),
            Note(words) => words.clone(),
        }
    }
}

/// Which cases were counted, and which records were not.
pub fn insight_head(figures: &Figures) -> Vec<InsightLine> {
    let mut lines: Vec<InsightLine> = figures
        .checklists
        .iter()
        .map(|of| {
            let OfChecklist { title, id, version, cases, first, last, .. } = of;
            let cases = counted(*cases as usize, "case", "cases");
            Title(format!("{title} ({id} {version}): {cases}, begun {first} to {last}"))
        })
        .collect();
    if lines.is_empty() {
        lines.push(Title("no case has begun that could be counted".to_owned()));
    }
    let days = [(figures.since, "later"), (figures.until, "earlier")];
    let days = days.into_iter().filter_map(|(day, side)| Some(format!("on {} or {side}", day?)));
    let days: Vec<String> = days.collect();
    if !days.is_empty() {
        lines.push(Line(format!("counted are cases that began {}", days.join(" and "))));
    }
    let left_out = left_out(figures.left_out);
    if !left_out.is_empty() {
        lines.push(Line(format!("not counted: {}", left_out.join(", "))));
    }
    lines
}

fn left_out(of: LeftOut) -> Vec<String> {
    let LeftOut { damaged, newer, entered_in_error, not_begun, other_days, other_checklist } = of;
    let all = [
        (damaged, "damaged or in doubt"),
        (newer, "of a newer version"),
        (entered_in_error, "entered in error"),
        (not_begun, "not begun"),
        (other_days, "begun on other days"),
        (other_checklist, "of another checklist"),
    ];
    all.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect()
}

/// One part of what was counted of a checklist.
pub fn insight_lines(of: &OfChecklist, part: InsightPart) -> Vec<InsightLine> {
    match part {
        InsightPart::Overview => overview(of),
        InsightPart::Lines => lines(of),
        InsightPart::Stops => stops(of),
        InsightPart::Time => time(of),
        InsightPart::FollowUp => {
            kept(of).into_iter().chain(of.series.iter().flat_map(curve)).chain([not_reached()]).collect()
        }
        InsightPart::Weeks => weeks(of),
    }
}

/// A share in words: of few the numbers alone, since one case would change a percentage too much.
fn share(part: u32, of: u32) -> String {
    match (Share { part, of }).percent() {
        Some(percent) if of >= FEWEST => format!("{part} of {of} ({})", percent_words(percent)),
        Some(_) | None => format!("{part} of {of}"),
    }
}

fn percent_words(percent: f64) -> String {
    let near_an_end = !(10.0..=90.0).contains(&percent) && percent > 0.0 && percent < 100.0;
    if near_an_end { format!("{percent:.1} %") } else { format!("{percent:.0} %") }
}

fn few(of: &OfChecklist) -> Option<InsightLine> {
    let cases = counted(of.cases as usize, "case", "cases");
    (of.cases < FEWEST).then(|| Note(format!("Only {cases}: too few for shares, which are told from {FEWEST} on.")))
}

fn overview(of: &OfChecklist) -> Vec<InsightLine> {
    let outcomes = of.outcomes.iter().map(|(outcome, count)| format!("{count} {}", outcome.replace('-', " ")));
    let mut lines = vec![Heading("Cases".to_owned()), Line(outcomes.collect::<Vec<_>>().join(", "))];
    lines.extend(few(of));
    lines.push(Heading("Phases".to_owned()));
    lines.extend(of.phases.iter().flat_map(reached));
    lines.push(Heading("Sections".to_owned()));
    lines.extend(of.sections.iter().flat_map(reached));
    lines.push(Note(
        "Complete is told of the cases that came to a part and went past it. Blank: they went past and nothing was \
         recorded. Never happened: the case ended before it, there was nothing to record."
            .to_owned(),
    ));
    lines
}

fn reached(part: &PartFigures) -> [InsightLine; 2] {
    let PartFigures { title, complete, partly, blank, never_happened, under_way, not_asked, .. } = part;
    let came = complete + partly + blank;
    let mut words = vec![format!("complete {}", share(*complete, came))];
    let others = [
        (partly, "in part"),
        (blank, "blank"),
        (never_happened, "never happened"),
        (under_way, "not come past yet"),
        (not_asked, "did not apply"),
    ];
    if came == 0 {
        words.clear();
    }
    words.extend(others.into_iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!("{what} {count}")));
    [Title(title.to_string()), Line(words.join("; "))]
}

/// How a kind of passing over is called, its count, and the name under which its reasons stand.
type Passing = (&'static str, fn(&ItemFigures) -> u32, &'static [&'static str]);

fn lines(of: &OfChecklist) -> Vec<InsightLine> {
    let kinds: [Passing; 4] = [
        ("Most often not applicable or not done", |i| i.not_applicable + i.not_done, &["not-applicable", "not-done"]),
        ("Most often put off", |item| item.deferred, &["deferred"]),
        ("Most often overridden", |item| item.overridden, &["overridden"]),
        ("Most often left open", |item| item.open, &[]),
    ];
    let mut lines: Vec<InsightLine> = few(of).into_iter().collect();
    for (title, count, reasons) in kinds {
        lines.push(Heading(title.to_owned()));
        let mut items: Vec<&ItemFigures> = of.items.iter().filter(|item| count(item) > 0).collect();
        items.sort_by_key(|item| Reverse(count(item)));
        if items.is_empty() {
            lines.push(Line("none".to_owned()));
        }
        for item in items.into_iter().take(MOST) {
            lines.push(Title(item.text.to_string()));
            let level = item.level.word();
            lines.push(Line(format!("{}, {level}  {}", share(count(item), item.applied.max(count(item))), item.id)));
            // What was said in one case alone may tell of it.
            let given = reasons.iter().filter_map(|kind| item.reasons.get(kind)).flatten();
            let given = given.filter(|given| given.count > 1).take(3);
            lines.extend(given.map(|given| Reason(format!("{} × {}", given.count, given.reason))));
        }
    }
    lines.push(Note("Reasons that were given in one case alone are not told in words.".to_owned()));
    lines
}

fn stops(of: &OfChecklist) -> Vec<InsightLine> {
    let mut lines: Vec<InsightLine> =
        few(of).into_iter().chain([Heading("Stops met, and how each ended".to_owned())]).collect();
    if of.stops.is_empty() {
        lines.push(Line("none was met".to_owned()));
    }
    for StopFigures { item, text, say, met, ended } in &of.stops {
        lines.push(Title(text.to_string()));
        let words = |end: &Ending| {
            let name: &'static str = (*end).into();
            ended.get(name).map(|count| format!("{} {count}", end.words()))
        };
        let ends: Vec<String> = Ending::ALL.iter().filter_map(words).collect();
        lines.push(Line(format!("met {met} ×: {}  {item}", ends.join(", "))));
        lines.push(Reason(say.as_ref().map_or_else(|| "found not right".to_owned(), Text::to_string)));
    }
    lines.push(Note("What somebody took back at once as a mistake of the hand met no stop.".to_owned()));
    lines
}

fn time(of: &OfChecklist) -> Vec<InsightLine> {
    let mut lines = vec![Heading("From the first to the last line of a section".to_owned())];
    for section in &of.sections {
        let Some(Spread { count, least, lower_quartile, median, upper_quartile, most }) = section.seconds else {
            continue;
        };
        lines.push(Title(section.title.to_string()));
        lines.push(Line(if count < FEWEST {
            format!("{}: too few", counted(count as usize, "case", "cases"))
        } else {
            let [least, lower, median, upper, most] = [least, lower_quartile, median, upper_quartile, most].map(lasted);
            format!("median {median}; half of {count} between {lower} and {upper}; {least} to {most}")
        }));
    }
    lines.push(Heading("Ticks faster than the line can be read".to_owned()));
    let mut fast: Vec<&ItemFigures> =
        of.items.iter().filter(|item| item.too_fast > 0 && item.ticks >= FEWEST).collect();
    fast.sort_by_key(|item| Reverse(u64::from(item.too_fast) * 1_000_000 / u64::from(item.ticks)));
    if fast.is_empty() {
        lines.push(Line("none".to_owned()));
    }
    for item in fast.into_iter().take(MOST) {
        lines.push(Title(item.text.to_string()));
        lines.push(Line(format!("{}  {}", share(item.too_fast, item.ticks), item.id)));
    }
    lines.push(Note(format!(
        "Faster than {WORDS_A_MINUTE} words a minute after the tick before it; most adults read 175 to 300 in silence \
         (Brysbaert 2019, doi 10.1016/j.jml.2019.104047). Somebody may have read ahead, or heard it read: ask what the \
         line is for, not who ticked it."
    )));
    lines
}

/// A length of time in its two largest units.
fn lasted(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", (seconds + 30) / 60),
        3600..172_800 => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
        _ => format!("{} d", seconds / 86_400),
    }
}

fn kept(of: &OfChecklist) -> Vec<InsightLine> {
    let mut lines: Vec<InsightLine> = few(of).into_iter().chain([Heading("Follow-ups".to_owned())]).collect();
    for FollowUpFigures { title, in_time, late, lost, missed, to_come, .. } in &of.follow_ups {
        lines.push(Title(title.to_string()));
        let due = in_time + late + lost + missed;
        let others = [(late, "late"), (lost, "given up"), (missed, "missed"), (to_come, "still to come")];
        let others =
            others.into_iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!("; {count} {what}"));
        lines.push(Line(format!("in time {}{}", share(*in_time, due), others.collect::<String>())));
    }
    lines
}

fn curve(series: &SeriesFigures) -> Vec<InsightLine> {
    let points =
        series.points.iter().flat_map(|point| [Title(point.label.to_string())].into_iter().chain(point_lines(point)));
    [Heading(series.title.to_string())].into_iter().chain(points).collect()
}

fn not_reached() -> InsightLine {
    Note("Numbers of the cases in which they were recorded: who was not reached is not among them.".to_owned())
}

fn point_lines(point: &PointFigures) -> Vec<InsightLine> {
    let half = |spread: &Spread<Decimal>| {
        let Spread { count, least, lower_quartile, median, upper_quartile, most } = spread;
        format!("median {median}; half of {count} between {lower_quartile} and {upper_quartile}; {least} to {most}")
    };
    let words = match &point.spread {
        None => "nothing was recorded".to_owned(),
        Some(spread) if spread.count < FEWEST => {
            let values = point.values.iter().map(|(value, count)| format!("{value} ({count} ×)"));
            format!("too few: {}", values.collect::<Vec<_>>().join(", "))
        }
        Some(spread) => half(spread),
    };
    let change = point.change.as_ref().filter(|change| change.count >= FEWEST);
    let change = change.map(|change| Line(format!("against the same case's first: {}", half(change))));
    [Line(words)].into_iter().chain(change).collect()
}

fn weeks(of: &OfChecklist) -> Vec<InsightLine> {
    let mut lines = vec![Heading("Run charts by week".to_owned())];
    for chart in &of.charts {
        lines.push(Title(chart.title()));
        lines.extend(chart_lines(chart));
    }
    lines.extend(weeks_notes());
    lines
}

fn weeks_notes() -> Vec<InsightLine> {
    [BY_WEEK, RULES].map(|words| Note(words.to_owned())).into()
}

/// To which week something belongs.
const BY_WEEK: &str = "Cases belong to the week in which they began, with the lines of that day alone; follow-ups to the \
    week in which they were due.";

/// Which rules charts are judged by.
pub const RULES: &str = "Shift and crossings as in Anhøj and Olesen 2014 (doi 10.1371/journal.pone.0113825): a run on one \
    side of the median longer than log2(n) + 3, or fewer crossings than chance has in 95 of 100 series. By mere chance \
    about 5 of 100 charts signal. Charted are the newest 52 weeks. A trend is told by the classic rule (Perla 2011, doi 10.1136/bmjqs.2009.037895) and \
    signals nothing: the former found that rule virtually useless.";

/// What the rules find in a chart.
pub fn chart_lines(chart: &Chart) -> Vec<InsightLine> {
    let Some(runs) = &chart.runs else { return vec![Line("nothing to measure".to_owned())] };
    let Runs { median, useful, longest, longest_limit, run, crossings, crossings_limit, trend, .. } = runs;
    let weeks = counted(chart.points.len(), "week", "weeks");
    let mut lines = vec![Line(format!("median {} over {weeks}", percent_words(*median)))];
    if runs.useful >= FEWEST_WEEKS && runs.is_lopsided() {
        lines.push(Line("too many weeks lie on the median itself for the rules to say anything".to_owned()));
        return lines;
    }
    if !runs.is_judged() {
        lines.push(Line(format!("{useful} off the median: too few to judge, which needs {FEWEST_WEEKS}")));
        return lines;
    }
    let week = |at: usize| chart.points.get(at).map(|point| point.week.to_string()).unwrap_or_default();
    if runs.is_shift() {
        let above = chart.points.get(run.start).is_some_and(|point| point.percent > *median);
        let side = if above { "above" } else { "below" };
        let (from, to) = (week(run.start), week(run.end.saturating_sub(1)));
        lines.push(Signal(format!(
            "SHIFT: {longest} weeks running {side} the median, from {from} to {to}; chance explains {longest_limit}"
        )));
    }
    if runs.has_few_crossings() {
        lines.push(Signal(format!(
            "FEW CROSSINGS: the median is crossed {crossings} ×; chance crosses it {crossings_limit} × or more"
        )));
    }
    if !runs.signals() {
        lines.push(Line(format!(
            "no signal: longest run {longest} of at most {longest_limit}, crossings {crossings} of at least {crossings_limit}"
        )));
    }
    lines.extend(trend.as_ref().map(|trend| {
        let rises = chart.points.get(trend.start).map(|point| point.percent)
            < chart.points.get(trend.end.saturating_sub(1)).map(|point| point.percent);
        let way = if rises { "upwards" } else { "downwards" };
        Line(format!("trend, no signal: {} weeks {way} from {}", trend.len(), week(trend.start)))
    }));
    lines
}
