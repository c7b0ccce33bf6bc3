//! What holds for every sequence of wishes on every checklist: replay, undo and redo, completion, gates, conditions,
//! stops and sign-offs. `PROPTEST_CASES=5000 cargo test properties` runs each of them that often.

mod choices;
mod copied;
mod random;
mod sound;
mod terminals;
mod wishes;

use crate::bench::prelude::*;
use crate::bench::rules::{Bench, moment, read_again};
use crate::bench::sheet;
use crate::bench::sheet::loaded;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use sound::{
    Shadow, alike, allowed, counted_as_told, holds_the_same, redo_is_the_way_back, replayed, same_again_adds_nothing,
    sound, standing, taken_in_at_once,
};
use std::sync::{Arc, LazyLock};
use wishes::{Wish, wish};

static SPINAL: LazyLock<Arc<Checklist>> = LazyLock::new(|| Arc::new(shipped()));
static EVERY: LazyLock<Arc<Checklist>> = LazyLock::new(|| Arc::new(no_defects(EVERY_TYPE)));
static SITE: LazyLock<Arc<Checklist>> = LazyLock::new(|| Arc::new(no_defects(sheet::SITE)));
static DAY: LazyLock<Arc<Checklist>> = LazyLock::new(|| loaded(&sheet::day()));

/// How often a property is tried: as often as `PROPTEST_CASES` says, or as is quick.
pub(crate) fn runs(quick: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|runs| runs.parse().ok()).unwrap_or(quick)
}

/// Lets the wishes come true one after the other, and checks every state on the way.
fn play(checklist: &Arc<Checklist>, is_planned: bool, wishes: &[Wish]) -> Result<Bench, TestCaseError> {
    let in_an_hour = Plan { at: moment("2026-11-23T09:30:00Z"), room: None };
    let mut bench = Bench::opened(checklist, is_planned.then_some(in_an_hour));
    let mut shadow = Shadow::default();
    for wish in wishes {
        let intent = bench.intent(wish);
        let Ok(facts) = bench.case.decide(&intent, &bench.staff, &bench.now) else { continue };
        for fact in &facts {
            allowed(&bench.case, &intent, fact)?;
        }
        let before = bench.case.clone();
        bench.record(&intent, &facts);
        shadow.remember(&before, &bench.case, &facts);
        sound(&bench.case, &bench.now)?;
        shadow.holds(&bench.case)?;
        same_again_adds_nothing(&bench, &intent)?;
        if matches!(intent.act, Act::Undo) {
            redo_is_the_way_back(&before, &bench, &intent)?;
        }
    }
    alike(&bench.case, &replayed(checklist, bench.lines.iter()), "replayed from its lines")?;
    for cut in [bench.lines.len() / 3, bench.lines.len() * 2 / 3, bench.lines.len()] {
        alike(&bench.case, &taken_in_at_once(checklist, &bench.lines, cut.max(1)), "taken in at once")?;
    }
    holds_the_same(&bench.case, &replayed(checklist, standing(&bench.lines).into_iter()))?;
    written_again(&bench.lines)?;
    counted_as_told(&bench.case, &bench.now)?;
    crate::reports::deidentified::stands_alike(&bench.case)?;
    Ok(bench)
}

/// Every entry is written as it was read.
fn written_again(lines: &[String]) -> Result<(), TestCaseError> {
    for line in lines {
        let Entry { stamp, fact } = read_again(line).entry;
        let again = Entry::to_json(&stamp, &fact.expect("a known kind")).expect("an entry");
        prop_assert_eq!(line, &again);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(60)) })]

    #[test]
    fn a_record_read_at_once_is_as_if_read_entry_by_entry_whatever_was_taken_back(
        wishes in prop::collection::vec(wish(), 20..90),
        taken in prop::collection::vec((1_usize..90, any::<bool>(), prop::collection::vec(1_u64..505, 1..4)), 1..9),
        cut in 1_usize..90,
    ) {
        let mut bench = Bench::opened(&DAY, None);
        for wish in &wishes {
            let intent = bench.intent(wish);
            if let Ok(facts) = bench.case.decide(&intent, &bench.staff, &bench.now) {
                bench.record(&intent, &facts);
            }
        }
        let lines = sound::taken_back(&bench.lines, &taken);
        let one_by_one = replayed(&DAY, lines.iter());
        alike(&one_by_one, &taken_in_at_once(&DAY, &lines, cut.min(lines.len())), "taken in at once")?;
        alike(&one_by_one, &taken_in_at_once(&DAY, &lines, lines.len()), "all taken in at once")?;
    }

    #[test]
    fn the_shipped_checklist_stays_sound_whatever_is_wanted(wishes in prop::collection::vec(wish(), 1..90)) {
        play(&SPINAL, false, &wishes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(100)) })]

    #[test]
    fn every_type_of_answer_condition_and_stop_stays_sound_whatever_is_wanted(
        planned in prop::bool::weighted(0.2),
        wishes in prop::collection::vec(wish(), 1..90),
    ) {
        play(&EVERY, planned, &wishes)?;
    }

    #[test]
    fn what_a_site_sets_and_prepares_stays_sound_whatever_is_wanted(
        planned in prop::bool::weighted(0.3),
        wishes in prop::collection::vec(wish(), 1..120),
    ) {
        play(&SITE, planned, &wishes)?;
    }

    #[test]
    fn a_ward_s_day_stays_sound_whatever_is_wanted(
        planned in prop::bool::weighted(0.2),
        wishes in prop::collection::vec(wish(), 1..120),
    ) {
        play(&DAY, planned, &wishes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(200)) })]

    #[test]
    fn a_checklist_that_nobody_wrote_stays_sound_whatever_is_wanted(
        file in random::file(),
        planned in prop::bool::weighted(0.1),
        wishes in prop::collection::vec(wish(), 1..60),
    ) {
        play(&loaded(&file.0), planned, &wishes)?;
    }
}

/// The wishes of the tests above reach what the tests are about: every kind of entry, every status.
#[test]
fn the_wishes_reach_every_kind_of_entry_and_every_status() {
    let mut runner = TestRunner::deterministic();
    let wishes = prop::collection::vec(wish(), 110);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for run in 0..90 {
        let wishes = wishes.new_tree(&mut runner).unwrap().current();
        let checklist = [&DAY, &EVERY, &SITE][run % 3];
        let bench = play(checklist, run % 5 == 0, &wishes).unwrap();
        for line in &bench.lines {
            let fact = read_again(line).entry.fact.unwrap();
            seen.extend(told(&fact));
        }
        let case = &bench.case;
        seen.extend(case.checklist().item_ixs().map(|ix| format!("status {}", case.status(ix).word())));
    }
    // A record is repaired by the store alone, and a patient's case takes nothing of practice.
    let elsewhere = ["repaired", "rehearsed", "marked", "debriefed"];
    let kinds = Fact::kinds().into_iter().filter(|kind| !elsewhere.contains(kind)).map(ToOwned::to_owned);
    let others = ["grouped", "preset", "carried", "again", "corrected", "second", "not-right"];
    let statuses = ["open", "answered", "not-applicable", "deferred", "overridden", "not-done", "inactive", "pending"];
    let statuses = statuses.map(|word| format!("status {word}"));
    for wanted in kinds.chain(others.map(ToOwned::to_owned)).chain(statuses) {
        assert!(seen.contains(&wanted), "no {wanted} in {seen:?}");
    }
}

/// The kind of a fact, and what is special about an answer.
fn told(fact: &Fact) -> Vec<String> {
    let json: BTreeMap<String, Value> = serde_json::from_value(serde_json::to_value(fact).unwrap()).unwrap();
    let mut told = vec![json["kind"].as_str().unwrap().to_owned()];
    if matches!(fact, Fact::Item(_, ItemFact::Answered { .. })) {
        let special = ["grouped", "preset", "carried", "again", "second"];
        told.extend(special.into_iter().filter(|name| json.contains_key(*name)).map(ToOwned::to_owned));
        told.extend(json.contains_key("reason").then(|| "corrected".to_owned()));
        told.extend(json["answer"].get("not-right").map(|_| "not-right".to_owned()));
    }
    told
}
