//! What a trainee still knows of each step: by FSRS-6 with its published parameters, from the days on which it was
//! asked.

use super::{Exercise, Lesson, Mark, Past, Verdict};
use crate::domain::checklist::{ItemIx, Mastery};
use crate::domain::{Now, StaffCode};
use fsrs::{FSRS, FSRS6_DEFAULT_DECAY, FSRSItem, FSRSReview, MemoryState, current_retrievability};
use jiff::{ToSpan, civil};
use std::collections::{BTreeMap, HashMap};

/// So many steps are asked at once of what was missed: some ten minutes.
const AT_ONCE: usize = 10;
/// A hundred years: longer nothing is planned.
const FARTHEST: f32 = 36_500.0;

/// How likely a step is still known on the day it is asked again, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention(pub u32);

impl Retention {
    /// Sooner it would be asked every day, later it would be learned anew each time.
    pub const RANGE: std::ops::RangeInclusive<u32> = 70..=97;

    /// Below this a critical step is no longer known as a standard asks. Nobody who forgets keeps to a hundred percent.
    fn of_standard(standard: &Mastery) -> Self {
        Self(standard.percent.min(*Self::RANGE.end()))
    }

    fn share(self) -> f32 {
        f32::from(u8::try_from(self.0).unwrap_or(100)) / 100.0
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self(90)
    }
}

/// A step that was asked.
#[derive(Debug, Clone)]
pub struct Known {
    pub item: ItemIx,
    /// How it was judged last.
    pub newest: Verdict,
    /// On how many days it was asked.
    pub days: usize,
    /// How likely it is still known today, 0 to 1.
    pub retention: f32,
    /// The day on which it is asked again.
    pub due: civil::Date,
    asked: civil::Date,
    state: MemoryState,
}

/// What one trainee knows of one checklist today.
#[derive(Debug, Clone)]
pub struct Memory {
    today: civil::Date,
    known: BTreeMap<ItemIx, Known>,
    /// The steps that were never asked, in the checklist's order.
    pub unmet: Vec<ItemIx>,
}

/// The worst verdict of each day on which a step was asked, and the newest one.
struct Asked {
    days: BTreeMap<civil::Date, u32>,
    newest: Verdict,
}

/// How well a step was known. Where the list was in sight a step done right shows nothing of what is remembered.
fn rating(mark: &Mark) -> Option<u32> {
    let in_sight = matches!(mark.exercise, Exercise::Guided | Exercise::Scenario);
    match mark.verdict {
        Verdict::Right | Verdict::Prompted if in_sight => None,
        Verdict::Right => Some(3),
        Verdict::Prompted => Some(2),
        Verdict::OutOfOrder | Verdict::Missed | Verdict::Wrong | Verdict::Unsafe => Some(1),
        Verdict::Extra => None,
    }
}

impl Memory {
    /// From the rehearsals, the oldest first.
    pub fn of(past: &[Past], trainee: &StaffCode, lesson: &Lesson, wanted: Retention, now: &Now) -> Self {
        let ixs: HashMap<&str, ItemIx> =
            lesson.checklist.item_ixs().map(|ix| (lesson.checklist.item(ix).id.as_str(), ix)).collect();
        let mut asked: BTreeMap<ItemIx, Asked> = BTreeMap::new();
        // The clock of a played case skips what is waited for: its marks may lie months ahead.
        let own = past.iter().filter(|past| past.is_by(trainee, lesson));
        for (day, mark) in own.flat_map(|past| past.marks.iter().map(|(_, mark)| (now.day(past.began), mark))) {
            let (Some(&ix), Some(rating)) = (ixs.get(mark.about.as_str()), rating(mark)) else { continue };
            let of = asked.entry(ix).or_insert_with(|| Asked { days: BTreeMap::new(), newest: mark.verdict });
            let day = of.days.entry(day).or_insert(rating);
            *day = rating.min(*day);
            of.newest = mark.verdict;
        }
        let (fsrs, today) = (FSRS::default(), now.civil().date());
        // Whoever does what is due keeps mastery: critical steps come back before the standard is missed.
        let standard = lesson.beside.mastery.as_ref().map(Retention::of_standard);
        let wanted = |ix| standard.filter(|asks| lesson.is_critical(ix) && asks.0 > wanted.0).unwrap_or(wanted);
        let known = asked.into_iter().filter_map(|(ix, asked)| Some((ix, asked.known(ix, &fsrs, wanted(ix), today)?)));
        let known: BTreeMap<_, _> = known.collect();
        let steps = lesson.sections().into_iter().flat_map(|section| lesson.steps(section));
        let unmet = steps.filter(|ix| lesson.may_omit(*ix) && !known.contains_key(ix)).collect();
        Self { today, known, unmet }
    }

    pub fn known(&self, ix: ItemIx) -> Option<&Known> {
        self.known.get(&ix)
    }

    /// What was not right when it was asked last, then what has to be asked again by today, each the soonest forgotten
    /// first.
    pub fn due(&self) -> Vec<&Known> {
        let mut due: Vec<_> = self.known.values().filter(|known| self.is_due(known)).collect();
        due.sort_by(|one, other| one.is_right().cmp(&other.is_right()).then(one.retention.total_cmp(&other.retention)));
        due
    }

    pub fn is_due(&self, known: &Known) -> bool {
        !known.is_right() || known.due <= self.today
    }

    /// What "practise what I miss" asks: what is due, then steps that were never asked.
    pub fn next(&self) -> Vec<ItemIx> {
        let due = self.due().into_iter().map(|known| known.item);
        due.chain(self.unmet.iter().copied()).take(AT_ONCE).collect()
    }

    /// The first day on which one of these steps will be known less likely than this: the one after the day on which it
    /// would have to be asked for that.
    pub(super) fn falls_below(&self, standard: &Mastery, of: impl Fn(ItemIx) -> bool) -> Option<(civil::Date, ItemIx)> {
        let (fsrs, wanted) = (FSRS::default(), Retention::of_standard(standard));
        let known = self.known.values().filter(|known| of(known.item));
        // What was missed is not known from then on.
        let until = |known: &Known| {
            if known.is_right() { known.lasts(wanted, &fsrs).saturating_add(1.days()) } else { known.asked }
        };
        known.map(|known| (until(known), known.item)).min_by_key(|(day, _)| *day)
    }
}

impl Asked {
    fn known(self, item: ItemIx, fsrs: &FSRS, wanted: Retention, today: civil::Date) -> Option<Known> {
        let mut before = None;
        let reviews = self.days.iter().map(|(day, rating)| {
            let delta_t = before.replace(*day).map_or(0, |before| between(before, *day).into());
            FSRSReview { rating: *rating, delta_t }
        });
        let state = fsrs.memory_state(FSRSItem { reviews: reviews.collect() }, None).ok()?;
        let (asked, days) = (before?, self.days.len());
        let retention = current_retrievability(state, between(asked, today).into(), FSRS6_DEFAULT_DECAY);
        let mut known = Known { item, newest: self.newest, days, retention, due: asked, asked, state };
        known.due = known.lasts(wanted, fsrs);
        Some(known)
    }
}

impl Known {
    /// The last day on which it will be known as likely as this; never the day on which it was asked.
    fn lasts(&self, wanted: Retention, fsrs: &FSRS) -> civil::Date {
        let days = fsrs.next_interval(Some(self.state.stability), wanted.share(), 3).round().clamp(1.0, FARTHEST);
        #[expect(clippy::cast_possible_truncation, reason = "it is rounded and within a hundred years")]
        let days = (days as i32).days();
        self.asked.saturating_add(days)
    }

    /// How likely it is still known today, in percent, never rounded up.
    pub fn percent(&self) -> u32 {
        (0..=100).rev().find(|percent| Retention(*percent).share() <= self.retention).unwrap_or_default()
    }

    fn is_right(&self) -> bool {
        self.newest == Verdict::Right
    }
}

/// Days by the calendar, none where the clock went back.
fn between(before: civil::Date, day: civil::Date) -> u16 {
    before.until(day).ok().and_then(|span| u16::try_from(span.get_days()).ok()).unwrap_or_default()
}
