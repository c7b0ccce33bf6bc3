//! Figures of cases: what counts, what is left out, and that parts add up to the whole.

use crate::bench::rules::*;
use periop::domain::checklist::Series;
use periop::domain::insight::{Figures, Insight, InsightPart, ItemFigures, Measure, OfChecklist, Unfit, Wanted};
use periop::report::{insight_head, insight_lines};

fn counted<'a>(cases: impl IntoIterator<Item = &'a Bench>, wanted: &Wanted, series: &[Series]) -> Insight {
    let mut insight = Insight::default();
    cases.into_iter().for_each(|ward| insight.add(&ward.case, wanted, &ward.now, || series.to_vec()));
    insight
}

fn told(insight: Insight, now: &Now) -> Figures {
    insight.figures(Mode::Case, &Wanted::default(), now)
}

/// What was counted of these cases, which follow one checklist.
fn figures(cases: &[Bench]) -> OfChecklist {
    told(counted(cases, &Wanted::default(), &[]), &cases[0].now).checklists.remove(0)
}

fn of<'f>(figures: &'f OfChecklist, item: &str) -> &'f ItemFigures {
    figures.items.iter().find(|figures| figures.id == *item).expect("the item")
}

fn words(figures: &OfChecklist, part: InsightPart) -> String {
    insight_lines(figures, part).iter().map(|line| line.text() + "\n").collect()
}

#[test]
fn what_was_put_off_counts_once_with_its_reason_and_what_was_not_come_to_does_not() {
    let mut ward = Bench::day();
    ward.nurse().because("no interpreter").put_off("diary", Some("post-procedure")).unwrap();
    ward.nurse().because("no interpreter").put_off("diary", Some("procedure")).unwrap();
    ward.walk_to("time-out");
    ward.nurse().because("not used here").set_aside("approach").expect_err("it is answered already");
    let figures = figures(&[ward]);
    let diary = of(&figures, "diary");
    assert_eq!((diary.deferred, diary.applied, diary.answered), (1, 1, 0));
    assert_eq!(diary.reasons["deferred"].iter().map(|given| given.count).collect::<Vec<_>>(), [1]);
    assert_eq!((of(&figures, "kind").answered, of(&figures, "needle-in").applied), (1, 0));
    let text = words(&figures, InsightPart::Lines);
    assert!(text.contains("Only 1 case: too few") && !text.contains("no interpreter") && !text.contains('%'), "{text}");
}

#[test]
fn what_is_no_case_of_a_patient_is_left_out_and_said() {
    let begun = Bench::at("check-in");
    let mut in_error = Bench::day();
    in_error.nurse().because("opened twice").close(Outcome::EnteredInError).unwrap();
    let planned = Bench::planned();
    let all = [&begun, &in_error, &planned];
    let mut insight = counted(all, &Wanted::default(), &[]);
    insight.leave_out(Unfit::Damaged);
    let figures = told(insight, &begun.now);
    assert_eq!(figures.checklists[0].cases, 1);
    let head: String = insight_head(&figures).iter().map(|line| line.text() + "\n").collect();
    assert!(head.contains("not counted: 1 damaged or in doubt, 1 entered in error, 1 not begun"), "{head}");
    let later = Wanted { since: Some("2026-11-24".parse().unwrap()), ..Wanted::default() };
    let figures = told(counted(all, &later, &[]), &begun.now);
    assert_eq!((figures.left_out.other_days, figures.checklists.len()), (1, 0));
    let other = Wanted { checklist: Some(id("another")), ..Wanted::default() };
    assert_eq!(told(counted(all, &other, &[]), &begun.now).left_out.other_checklist, 3);
}

#[test]
fn however_cases_are_parted_their_figures_add_up_to_the_same() {
    let mut cases: Vec<Bench> = ["check-in", "skin", "sign-out", "week"].map(Bench::at).to_vec();
    let mut more = Bench::at("check-in");
    more.says(&[("temp", "38.5")]);
    more.nurse().again().answer("temp", "37").unwrap();
    more.nurse().because("asleep").put_off("diary", None).unwrap_or_default();
    cases.push(more);
    let json = |insight: Insight| serde_json::to_value(told(insight, &cases[0].now)).unwrap();
    let whole = json(counted(&cases, &Wanted::default(), &[]));
    for cut in 0..=cases.len() {
        let (left, right) = cases.split_at(cut);
        let mut merged = counted(right, &Wanted::default(), &[]);
        merged.merge(counted(left, &Wanted::default(), &[]));
        assert_eq!(json(merged), whole, "cut at {cut}");
    }
}

#[test]
fn a_follow_up_is_in_time_late_or_missed_by_its_own_day() {
    let gone = |days: i64| {
        let mut ward = Bench::at("week");
        ward.now.at = ward.now.at.plus_seconds(days * 86_400);
        ward
    };
    let kept = |ward: Bench| {
        let figures = figures(&[ward]);
        let week = &figures.follow_ups[0];
        [week.in_time, week.late, week.missed, week.to_come]
    };
    assert_eq!(kept(gone(2)), [0, 0, 0, 1]);
    assert_eq!(kept(gone(30)), [0, 0, 1, 0]);
    for (days, expected) in [(8, [1, 0, 0, 0]), (20, [0, 1, 0, 0])] {
        let mut ward = gone(days);
        ward.says(&[("week-ok", "")]);
        assert_eq!(kept(ward), expected, "after {days} days");
    }
}

#[test]
fn numbers_over_time_are_a_distribution_with_the_change_in_each_case() {
    let series = |points: &[(&str, &str)]| -> Vec<Series> {
        let points = points.iter().map(|(item, label)| json!({ "item": item, "label": label }));
        let points: Vec<Value> = points.collect();
        let with =
            sheet::with(sheet::day(), json!({ "series": [{ "id": "curve", "title": "Curve", "points": points }] }));
        Checklist::load_whole(&with.to_string()).expect("no defect").1.series
    };
    let series = series(&[("amount", "before")]);
    let cases: Vec<Bench> = ["2", "4", "4", "6", "10"]
        .map(|amount| {
            let mut ward = Bench::day();
            ward.says(&[("amount", amount)]);
            ward
        })
        .to_vec();
    let figures = told(counted(&cases, &Wanted::default(), &series), &cases[0].now).checklists.remove(0);
    let spread = figures.series[0].points[0].spread.expect("a spread");
    assert_eq!((spread.count, spread.least.to_string(), spread.median.to_string()), (5, "2".into(), "4".into()));
    let text = words(&figures, InsightPart::FollowUp);
    assert!(text.contains("median 4; half of 5 between 4 and 6; 2 to 10"), "{text}");
}

#[test]
fn a_tick_before_the_line_can_be_read_is_told_of_the_line_and_names_nobody() {
    let line = |id: &str| sheet::item(id, "required", json!({ "text": "Say aloud what is done and where it is done" }));
    let of_two = sheet::one_section(vec![line("first"), line("second")]);
    let ticked = |milliseconds: i64| {
        let mut ward = Bench::of(&of_two);
        ward.says(&[("first", "")]);
        let then = ward.now.at.timestamp().as_millisecond() + milliseconds;
        ward.now.at = Timestamp::from_millisecond(then).unwrap().into();
        ward.says(&[("second", "")]);
        ward
    };
    let cases: Vec<Bench> = [300, 1000, 1999, 2000, 9000].map(ticked).to_vec();
    let figures = figures(&cases);
    // Ten words take two seconds at 300 words a minute.
    assert_eq!((of(&figures, "second").ticks, of(&figures, "second").too_fast), (5, 3));
    assert_eq!(of(&figures, "first").ticks, 0, "nothing was ticked before it");
    let json = serde_json::to_string(&figures).unwrap();
    let nobody = json.contains("\"JR\"") || json.contains("\"DK\"");
    assert!(!nobody && words(&figures, InsightPart::Time).contains("3 of 5 (60 %)"), "{json}");
}

#[test]
fn what_is_asked_on_later_days_changes_no_chart_of_the_day() {
    let charts = |ward: &Bench| {
        let charts = figures(std::slice::from_ref(ward)).charts;
        let of_day = charts.into_iter().filter(|chart| chart.measure != Measure::InTime);
        of_day.map(|chart| (chart.measure, chart.points)).collect::<Vec<_>>()
    };
    let mut ward = Bench::at("week");
    let before = charts(&ward);
    ward.says(&[("week-words", "well")]);
    ward.nurse().not_right("week-ok", "a fever").unwrap();
    ward.clinician().go_on("week-ok").unwrap();
    assert_eq!(charts(&ward), before);
    let figures = figures(&[ward]);
    assert_eq!((of(&figures, "week-ok").overridden, of(&figures, "week-ok").ticks, figures.stops[0].met), (1, 1, 1));
    let mut put_off = Bench::at("week");
    put_off.nurse().because("no answer").put_off("week-words", None).unwrap();
    assert_eq!(charts(&put_off), before);
}
