//! Drawings in lines and dots, in the colours of the page, each with what whoever does not see it is told.

use super::Drawing;
use crate::domain::Text;
use maud::{Markup, html};

/// A drawing's frame, in its own units.
pub const WIDTH: f64 = 720.0;

/// A place on a drawing, rounded so that the same data is the same drawing everywhere.
pub fn at(place: f64) -> String {
    let tenths = (place * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

/// How many there are, to be drawn.
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Values from one end of an axis to the other, over a length of the drawing.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub from: f64,
    pub to: f64,
    /// Where its beginning and its end lie.
    pub begins: f64,
    pub ends: f64,
}

impl Scale {
    pub fn place(self, value: f64) -> f64 {
        let span = self.to - self.from;
        let share = if span == 0.0 { 0.0 } else { (value - self.from) / span };
        self.begins + share * (self.ends - self.begins)
    }
}

/// A drawing of this height. Its words are read in place of it.
pub fn drawing(title: impl Into<Text>, words: &str, height: f64, inside: &Markup) -> Drawing {
    let title = title.into();
    let frame = format!("0 0 {} {}", at(WIDTH), at(height));
    let svg = html! {
        svg viewBox=(frame) role="img" aria-label=(format!("{title}: {words}")) {
            title { (title.as_str()) }
            desc { (words) }
            (inside)
        }
    };
    Drawing { title, svg }
}
