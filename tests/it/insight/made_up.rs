//! Many made-up cases: by the rules, and the same for a seed.

use crate::bench::prelude::*;
use periop::demo::Many;
use periop::desk::Desk;
use periop::domain::insight::{Figures, Wanted};
use periop::domain::practice::Seed;
use periop::store::{Found, Library, Scratch, StoreError};

pub(super) fn now() -> Now {
    let at = "2026-11-24T08:40:00Z".parse::<Timestamp>().unwrap();
    Now { at: at.into(), zone: TimeZone::get("Europe/Zurich").unwrap() }
}

/// What is counted of so many cases; every record is whole.
pub(super) fn made(cases: usize, seed: u32) -> Figures {
    let folder = Scratch::temporary().unwrap();
    let found =
        Found { origin: "shipped".to_owned(), json: SHIPPED[0].json.to_owned(), checklist: shipped(), local: None };
    let desk = |store| Desk { store, library: Library::new(None) };
    let many = Many { cases, seed: Seed(seed), change: None };
    many.fill(&desk(folder.filling()), &found, &now()).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    let desk = desk(folder.store());
    let whole = desk.store.verify_all(|(code, verdict)| {
        let verdict = verdict?;
        assert!(verdict.damage.is_none() && verdict.clock_back.is_empty(), "{code}: {verdict:?}");
        Ok::<(), StoreError>(())
    });
    whole.unwrap();
    let mut told = Vec::new();
    let counted = desk.insight(
        &Wanted::default(),
        &now(),
        |_, _| None::<()>,
        |done, of| {
            told.push((done, of));
            Ok::<(), StoreError>(())
        },
    );
    assert_eq!(told.last(), Some(&(cases, cases)));
    counted.unwrap().0
}

#[test]
fn a_seed_makes_the_same_cases_which_the_rules_took() {
    let figures = made(24, 3);
    assert_eq!(figures.mode, Mode::Demo);
    let of = &figures.checklists[0];
    assert_eq!(of.cases + figures.left_out.entered_in_error, 24);
    assert!(of.stops.len() > 1 && of.follow_ups.iter().all(|week| week.in_time > 0), "{of:?}");
    assert!(of.items.iter().any(|item| item.deferred > 0) && of.items.iter().any(|item| item.not_applicable > 0));
    assert_eq!(serde_json::to_value(made(24, 3)).unwrap(), serde_json::to_value(figures).unwrap());
}

#[test]
fn counting_ends_when_nobody_wants_it_any_more() {
    #[derive(Debug)]
    struct Left;
    impl From<StoreError> for Left {
        fn from(error: StoreError) -> Self {
            panic!("{error}")
        }
    }
    let folder = Scratch::temporary().unwrap();
    let found =
        Found { origin: "shipped".to_owned(), json: SHIPPED[0].json.to_owned(), checklist: shipped(), local: None };
    let desk = Desk { store: folder.filling(), library: Library::new(None) };
    let author = Author::new("JR:nurse".parse().unwrap(), Text::from("one"));
    for _ in 0..40 {
        desk.create(&found.new_case(None, None), &author, &now()).unwrap();
    }
    let mut heard = 0;
    let counted = desk.insight(
        &Wanted::default(),
        &now(),
        |_, _| None::<()>,
        |done, _| {
            heard = done;
            if done == 3 { Err(Left) } else { Ok(()) }
        },
    );
    assert!(counted.is_err() && heard == 3);
}
