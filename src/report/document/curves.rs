//! The curves that a checklist names: each point with what was measured, or that nothing was.

use super::who;
use crate::domain::case::Case;
use crate::domain::checklist::{AnswerType, Beside, Point, Series};
use crate::domain::{Answer, Decimal, Now, Text};
use crate::report::page::svg::{self, Scale, WIDTH, at, count};
use crate::report::page::{Cell, Drawing, Said, Table};
use maud::{Markup, html};

/// Numbers of one unit, one after the other.
#[derive(Debug, Clone)]
pub struct Curve {
    pub title: Text,
    /// The least and the most that is accepted.
    pub range: Option<(Decimal, Decimal)>,
    pub points: Vec<CurvePoint>,
}

#[derive(Debug, Clone)]
pub struct CurvePoint {
    /// When in the course of things.
    pub label: Text,
    pub value: Option<Decimal>,
    /// What was recorded, in words.
    pub words: Text,
    pub who: Text,
}

const HEIGHT: f64 = 260.0;

/// Those of which something was measured.
pub(super) fn all(case: &Case, beside: &Beside, day: &Now) -> Vec<Curve> {
    let curves = beside.series.iter().map(|series| Curve::new(case, series, day));
    curves.filter(|curve| curve.points.iter().any(|point| point.value.is_some())).collect()
}

impl Curve {
    fn new(case: &Case, series: &Series, day: &Now) -> Self {
        let first = series.points.first().and_then(|point| range(case, point));
        let points = series.points.iter().map(|point| CurvePoint::new(case, point, day)).collect();
        Self { title: Text::sanitise(&series.title), range: first, points }
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.points.iter().map(|point| {
            let who = Cell::from(Said::muted(point.who.clone()));
            vec![Cell::from(point.label.clone()), Cell::from(point.words.clone()), who]
        });
        Table::new(&["When", self.title.as_str(), "Recorded"]).wide(&[25, 25, 50]).with(rows)
    }

    pub(super) fn drawing(&self) -> Option<Drawing> {
        let (least, most) = self.range?;
        let (least, most) = (number(least)?, number(most)?);
        let across = Scale { from: 0.0, to: count(self.points.len().max(2) - 1), begins: 70.0, ends: WIDTH - 50.0 };
        let up = Scale { from: least, to: most, begins: HEIGHT - 40.0, ends: 30.0 };
        let measured: Vec<(usize, f64, &CurvePoint)> =
            self.points.iter().enumerate().filter_map(|(n, point)| Some((n, number(point.value?)?, point))).collect();
        let inside = html! {
            @for step in 0..=4_u8 { (grid(up, least + (most - least) * f64::from(step) / 4.0)) }
            @for (n, point) in self.points.iter().enumerate() {
                text x=(at(across.place(count(n)))) y=(at(HEIGHT - 16.0)) text-anchor="middle" class="soft" { (point.label.as_str()) }
            }
            @for pair in measured.windows(2) {
                // Where a point between was not measured nobody knows the way.
                @let class = if pair[1].0 == pair[0].0 + 1 { "line" } else { "gap" };
                line class=(class) x1=(at(across.place(count(pair[0].0)))) y1=(at(up.place(pair[0].1))) x2=(at(across.place(count(pair[1].0)))) y2=(at(up.place(pair[1].1))) {}
            }
            @for (n, value, point) in &measured { (dot(across.place(count(*n)), up.place(*value), point)) }
        };
        let words: Vec<String> = self.points.iter().map(|point| format!("{} {}", point.label, point.words)).collect();
        Some(svg::drawing(self.title.clone(), &words.join(", "), HEIGHT, &inside))
    }
}

fn grid(up: Scale, value: f64) -> Markup {
    let y = at(up.place(value));
    html! {
        line class="grid" x1="46" y1=(y) x2=(at(WIDTH - 20.0)) y2=(y) {}
        text x="38" y=(y) dy="4" text-anchor="end" class="soft" { (at(value)) }
    }
}

fn dot(x: f64, y: f64, point: &CurvePoint) -> Markup {
    let words = point.value.map(|value| value.to_string()).unwrap_or_default();
    html! {
        circle class="dot" cx=(at(x)) cy=(at(y)) r="5" {}
        text x=(at(x)) y=(at(y - 11.0)) text-anchor="middle" { (words) }
    }
}

fn number(decimal: Decimal) -> Option<f64> {
    decimal.to_string().parse().ok()
}

/// What answers a point: the item, or a field of it.
fn spec<'a>(case: &'a Case, point: &Point) -> Option<&'a AnswerType> {
    let item = case.checklist().item(case.checklist().find(&point.item)?);
    match (&item.answer, &point.field) {
        (answer, None) => Some(answer),
        (AnswerType::Fields { fields, .. }, Some(name)) => {
            fields.iter().find(|field| field.id == **name).map(|field| &field.answer)
        }
        (_, Some(_)) => None,
    }
}

fn range(case: &Case, point: &Point) -> Option<(Decimal, Decimal)> {
    match spec(case, point)? {
        AnswerType::Number { min, max, .. } => Some((*min, *max)),
        _ => None,
    }
}

impl CurvePoint {
    fn new(case: &Case, point: &Point, day: &Now) -> Self {
        let label = Text::sanitise(&point.label);
        let found = case.checklist().find(&point.item).and_then(|ix| Some((ix, case.answer(ix)?)));
        let Some((ix, (held, answer))) = found else {
            return Self { label, value: None, words: Text::from("not measured"), who: Text::default() };
        };
        let of_field = match (&point.field, answer) {
            (None, answer) => Some(answer),
            (Some(name), Answer::Fields(rows)) => {
                rows.iter().flatten().find(|(id, _)| **id == **name).map(|(_, answer)| answer)
            }
            (Some(_), _) => None,
        };
        let value = of_field.and_then(|answer| match answer {
            Answer::Number { value, .. } => Some(*value),
            _ => None,
        });
        let words = match of_field {
            Some(Answer::Number { value, unit }) => Text::from(format!("{value} {unit}").replace(" /", "/")),
            Some(_) | None => answer.say(case.checklist().item(ix), day),
        };
        Self { label, value, words, who: who(&held.stamp, day) }
    }
}
