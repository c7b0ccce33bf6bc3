//! Two years of made-up cases, as many as are wanted: by a seed, so that they can be made again, and with a change of
//! practice at a week, where one is wanted. They go through the rules like all others.

use super::DemoError;
use super::story::{Story, Teller, Told};
use crate::desk::Desk;
use crate::domain::case::Act;
use crate::domain::practice::{Dice, Seed};
use crate::domain::{Attempt, Moment, Now, Outcome, Text};
use crate::store::Found;
use std::thread;

/// So many weeks back the first of them began.
const WEEKS: usize = 104;

/// Which cases are made up.
#[derive(Debug, Clone, Copy)]
pub struct Many {
    pub cases: usize,
    pub seed: Seed,
    /// From this week on, counted from the first, less is passed over.
    pub change: Option<usize>,
}

/// What is answered where something else than the ordinary case comes up.
const USUAL: [(&str, &str); 13] = [
    ("final-vitals", "systolic=124 diastolic=76 heart-rate=72 spo2=98"),
    ("choose-lumbar-level", "l4-l5"),
    ("enter-level", "L5"),
    ("latex-free-room", "latex-free"),
    ("iv-working", "in-and-flushed"),
    ("extra-vascular-check", "dsa-used"),
    ("facet-purpose", "therapeutic"),
    ("glucose-now", "128"),
    ("glucose-plan-given", ""),
    ("baseline-deficit", ""),
    ("cervical-space-checked", ""),
    ("change-noted", "nothing was injected"),
    ("choose-neck-level", "c7-t1"),
];
/// Why something was put off.
const PUT_OFF: [&str; 3] = ["the interpreter is on the way", "the patient is in pain now", "called away"];
/// Why something does not apply.
const SET_ASIDE: [&str; 3] = ["not done here", "asked before on the ward", "no time"];

impl Many {
    /// Makes them on all processors.
    pub fn fill(self, desk: &Desk, found: &Found, now: &Now) -> Result<(), DemoError> {
        let lanes = thread::available_parallelism().map_or(1, usize::from);
        let lane = |lane: usize| -> Result<(), DemoError> {
            let teller = Teller::new(desk, found, now)?.knows(&USUAL);
            (lane..self.cases).step_by(lanes).try_for_each(|nth| Tale::new(self, nth).tell(&teller))
        };
        let lane = &lane;
        thread::scope(|scope| {
            let all: Vec<_> = (0..lanes).map(|nth| scope.spawn(move || lane(nth))).collect();
            // A thread that panicked has told so.
            all.into_iter().try_for_each(|one| one.join().unwrap_or(Ok(())))
        })
    }
}

/// One of many cases: what chance has for it.
struct Tale {
    dice: Dice,
    /// So many days ago it began.
    days: i64,
    /// How often in a hundred something is passed over.
    passed_over: usize,
    otherwise: Vec<(&'static str, String)>,
}

impl Tale {
    fn new(many: Many, nth: usize) -> Self {
        let mixed = many.seed.0.wrapping_mul(0x9e37_79b1) ^ u32::try_from(nth).unwrap_or(u32::MAX);
        let mut dice = Seed(mixed).dice();
        // The first throws of neighbouring seeds are told apart, the weeks are filled in turn.
        let week = nth % WEEKS;
        let days = 7 * (WEEKS - week) - dice.below(5);
        let passed_over = many.change.map_or(10, |change| if week < change { 24 } else { 4 });
        Self { dice, days: i64::try_from(days).unwrap_or(1), passed_over, otherwise: Vec::new() }
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.dice.below(100) < percent
    }

    fn one_of(&mut self, of: &[&'static str]) -> &'static str {
        self.dice.pick(of).copied().unwrap_or_default()
    }

    fn says(&mut self, item: &'static str, words: impl Into<String>) {
        self.otherwise.push((item, words.into()));
    }

    fn tell(mut self, t: &Teller<'_>) -> Told {
        let (hour, minute) = (8 + self.dice.below(7), 5 * self.dice.below(12));
        let small = |number: usize| i8::try_from(number).unwrap_or_default();
        let began = t.days_ago(self.days, small(hour), small(minute));
        let mut story = t.opens(began, self.one_of(&["Bay 1", "Bay 2", "Bay 3", "Room 1"]))?;
        let slow = i64::try_from(4 + self.dice.below(24)).unwrap_or(20);
        for pace in &mut story.paces {
            *pace = if self.dice.below(9) == 0 {
                1
            } else {
                1 + slow * i64::try_from(1 + self.dice.below(20)).unwrap_or(1) / 10
            };
        }
        self.vary();
        match self.dice.below(100) {
            0 => ends(&mut story, Outcome::EnteredInError, "opened a second time"),
            1..4 => ends(&mut story, Outcome::DidNotAttend, "did not come"),
            4..6 => {
                self.goes_to(&mut story, "infection-screen")?;
                ends(&mut story, Outcome::Cancelled, "the patient asked for another date")
            }
            6..8 => {
                self.goes_to(&mut story, "vitals-temp")?;
                story.answers(("vitals-temp", "38.6"))?;
                story.clinician(Act::Stop { reason: Text::from("fever; a new date when well") })
            }
            8..10 => self.is_stopped(t, &mut story),
            _ => self.goes_home(t, &mut story),
        }
    }

    /// The patient, the variant, the numbers.
    fn vary(&mut self) {
        let side = self.one_of(&["left", "left", "right", "right", "midline"]);
        for item in ["choose-side", "consent-complete", "consent-matches"] {
            self.says(item, side);
        }
        let variant =
            self.one_of(&["interlaminar", "interlaminar", "transforaminal", "transforaminal", "facet-joint", "caudal"]);
        self.says("choose-variant", variant);
        self.says("choose-region", if variant == "caudal" { "sacral" } else { "lumbar" });
        let level = self.one_of(&["l3-l4", "l4-l5", "l4-l5", "l5-s1"]);
        self.says("choose-lumbar-level", level);
        if self.chance(8) {
            self.says("medicines-reviewed", "diabetes");
        }
        if self.chance(3) {
            self.says("allergies-asked", "latex");
        }
        let before = 4 + self.dice.below(6);
        self.says("baseline-pain", before.to_string());
        for (item, relief) in [
            ("post-pain", None),
            ("week-1-pain", Some("week-1-relief")),
            ("month-1-pain", Some("month-1-relief")),
            ("month-3-pain", Some("month-3-relief")),
        ] {
            let left = self.dice.below(before + 1);
            self.says(item, left.to_string());
            if let Some(relief) = relief {
                self.says(relief, (10 * ((before - left) * 10 / before)).to_string());
            }
        }
    }

    /// Goes on to an item, with what comes between: put off, set aside, a stop that was met.
    fn goes_to(&mut self, story: &mut Story<'_>, item: &str) -> Told {
        let steps: Vec<(&str, &str)> = self.otherwise.iter().map(|(item, words)| (*item, words.as_str())).collect();
        story.goes_to(item, &steps)
    }

    fn reason(&mut self, of: &[&'static str]) -> Text {
        Text::from(self.one_of(of))
    }

    /// What is not needed at once is sometimes put off or set aside.
    fn passes_over(&mut self, story: &mut Story<'_>, item: &str, defers: bool) -> Result<bool, DemoError> {
        if !self.chance(self.passed_over) {
            return Ok(false);
        }
        self.goes_to(story, item)?;
        let item = story.id(item)?;
        let act = if defers {
            Act::Defer { item, reason: self.reason(&PUT_OFF), to: None }
        } else {
            Act::NotApplicable { item, reason: self.reason(&SET_ASIDE) }
        };
        story.nurse(act)?;
        Ok(defers)
    }

    /// Up to the needle.
    fn prepares(&mut self, story: &mut Story<'_>) -> Result<bool, DemoError> {
        if self.chance(5) {
            self.goes_to(story, "escort-confirmed")?;
            story.answers(("escort-confirmed", "none"))?;
            if self.chance(60) {
                let item = story.id("escort-confirmed")?;
                let reason = self.reason(&["a ward bed is kept for the night", "the daughter comes at noon"]);
                story.clinician(Act::Override { item, reason })?;
            } else {
                story.answers_because(("escort-confirmed", "present"), Some("the son was outside"))?;
            }
        }
        if self.chance(3) {
            self.goes_to(story, "vitals-temp")?;
            story.answers(("vitals-temp", "38.2"))?;
            story.finds_again(("vitals-temp", "37.1"))?;
        }
        let put_off = self.passes_over(story, "baseline-pain", true)?;
        self.passes_over(story, "positioned", false)?;
        self.passes_over(story, "everyone-stops", false)?;
        Ok(put_off)
    }

    fn is_stopped(&mut self, t: &Teller<'_>, story: &mut Story<'_>) -> Told {
        self.goes_to(story, "contrast-live")?;
        story.answers(("contrast-live", "vascular"))?;
        story.clinician(Act::Stop { reason: Text::from("contrast in a vessel again after the needle was moved") })?;
        self.says("injectate-record", "done=nothing contrast=2");
        self.says("event-in-room", "vascular-spread");
        self.leaves(t, story, false)
    }

    fn goes_home(&mut self, t: &Teller<'_>, story: &mut Story<'_>) -> Told {
        let put_off = self.prepares(story)?;
        if self.chance(5) {
            self.says("event-in-room", "vascular-spread");
            self.goes_to(story, "aspiration-clear")?;
            story.answers(("aspiration-clear", "blood"))?;
            story.finds_again(("aspiration-clear", "clear"))?;
        }
        self.leaves(t, story, put_off)
    }

    /// Recovery, going home, and what is asked afterwards; then the case is closed, if everything was done.
    fn leaves(&mut self, t: &Teller<'_>, story: &mut Story<'_>, put_off: bool) -> Told {
        self.passes_over(story, "post-pain", false)?;
        self.goes_to(story, "left-at")?;
        if put_off {
            let before =
                self.otherwise.iter().find(|(item, _)| *item == "baseline-pain").map(|(_, words)| words.clone());
            story.answers(("baseline-pain", &before.unwrap_or_default()))?;
        }
        story.answers(("left-at", "now"))?;
        let left = story.moment();
        let mut is_whole = true;
        let hours = |hours: usize| i64::try_from(hours * 3600).unwrap_or_default();
        for (first, end) in [
            ("call-red-flags", Some("week-1-pain")),
            ("week-1-pain", Some("month-1-pain")),
            ("month-1-pain", Some("month-3-pain")),
            ("month-3-pain", None),
        ] {
            let Some((due, late)) = story.due(first)? else { break };
            let hour = hours(9 + self.dice.below(7));
            let then = match self.dice.below(100) {
                0..84 => due.plus_seconds(hour),
                84..92 => late.plus_seconds(hour + hours(24 * self.dice.below(4))),
                _ if first == "week-1-pain" && Self::is_lost(t, story, left)? => continue,
                _ => {
                    is_whole = false;
                    continue;
                }
            };
            if then > t.now.at {
                is_whole = false;
                break;
            }
            story.at(then);
            self.fills(story, first, end)?;
        }
        if !is_whole {
            return Ok(());
        }
        match story.loaded.case.stopped() {
            Some(_) => ends(story, Outcome::Stopped, "stopped, followed up"),
            None => story.clinician(Act::Close { outcome: Outcome::Completed, reason: None }),
        }
    }

    fn fills(&mut self, story: &mut Story<'_>, first: &str, end: Option<&str>) -> Told {
        let steps: Vec<(&str, &str)> = self.otherwise.iter().map(|(item, words)| (*item, words.as_str())).collect();
        story.goes_between(first, end, &steps)
    }

    /// Somebody is not reached three times, and the review is given up.
    fn is_lost(t: &Teller<'_>, story: &mut Story<'_>, left: Moment) -> Result<bool, DemoError> {
        let section = story.section_of("week-1-pain")?;
        if left.plus_seconds(14 * 86_400) > t.now.at {
            return Ok(false);
        }
        for (day, result) in [(8, Attempt::Retry), (9, Attempt::Retry), (10, Attempt::Letter)] {
            story.at(left.plus_seconds(day * 86_400 + 3600));
            story.nurse(Act::Attempt { section: section.clone(), result, text: Some(Text::from("no reply")) })?;
        }
        story.nurse(Act::Lose { section, reason: Text::from("three attempts, no answer") })?;
        Ok(true)
    }
}

fn ends(story: &mut Story<'_>, outcome: Outcome, reason: &str) -> Told {
    story.nurse(Act::Close { outcome, reason: Some(Text::from(reason)) })
}
