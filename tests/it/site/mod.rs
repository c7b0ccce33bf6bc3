//! A checklist that belongs to its site: local values, needle moved, rows for each option, prepared ahead.

mod ahead;
mod keys;
mod local;
mod needle;
mod rows;

use crate::bench::prelude::*;

/// A ward with the checklist of these tests.
fn ward() -> Ward {
    let ward = Ward::new();
    fs::write(ward.site().join("site.json"), crate::bench::sheet::SITE).expect("a copy of site.json");
    ward
}

/// The same where the site has set these values, each by the head nurse.
fn ward_with(values: &Value) -> Ward {
    let ward = ward();
    set(&ward, values);
    ward
}

fn set(ward: &Ward, values: &Value) {
    ward.sets("site", values);
}

/// Gives answers in turn: each an item and its words.
fn answer(ward: &Ward, code: &str, steps: &[&str]) {
    for step in steps {
        let mut words: Vec<&str> = vec!["answer", code];
        words.extend(step.split(' '));
        ward.fine_as(CLINICIAN, &words);
    }
}

/// What is needed before the procedure begins.
const CHECKED_IN: [&str; 3] = ["thinner-told", "temperature 36.8", "thinners none"];
