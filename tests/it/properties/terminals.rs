//! Two terminals on one case, each with a picture of it that may be old: nothing is lost, and nothing unseen is
//! overwritten.

use super::choices::{operator, some_answer};
use super::random;
use crate::bench::{prelude::*, rules::Bench, sheet::loaded};
use proptest::prelude::*;

/// What somebody at a terminal does: looks at the newest state, or wants something for an item.
#[derive(Debug, Clone)]
enum Move {
    Look,
    Answer { item: usize, pick: usize, again: bool },
    SetAside(usize),
    PutOff(usize),
    Withdraw(usize),
    Undo,
}

fn moves() -> impl Strategy<Value = (bool, Move)> {
    let answer = (0_usize..6, 0_usize..12, any::<bool>());
    let what = prop_oneof![
        4 => Just(Move::Look),
        10 => answer.prop_map(|(item, pick, again)| Move::Answer { item, pick, again }),
        1 => (0_usize..6).prop_map(Move::SetAside),
        1 => (0_usize..6).prop_map(Move::PutOff),
        1 => (0_usize..6).prop_map(Move::Withdraw),
        2 => Just(Move::Undo),
    ];
    (any::<bool>(), what)
}

/// Everything that was ever answered for an item, as the entries that say so.
fn answers(case: &Case, ix: ItemIx) -> BTreeSet<Seq> {
    case.earlier(ix).iter().chain(case.readings(ix)).map(|held| held.stamp.seq).collect()
}

fn act(bench: &Bench, wanted: &Move, who: usize) -> (Option<ItemIx>, Act) {
    let why = || Text::from("seen");
    let checklist = bench.case.checklist();
    let item = |n: &usize| (ItemIx(n % checklist.items.len()), &checklist.items[n % checklist.items.len()]);
    match wanted {
        Move::Look | Move::Undo => (None, Act::Undo),
        Move::Answer { item: n, pick, again } => {
            let (ix, item) = item(n);
            let answer = some_answer(&item.answer, *pick, &bench.now);
            let second = item.two_person.then(|| operator(1 - who));
            let (reason, again) = (Some(why()), *again);
            (Some(ix), Act::Answer { item: item.id.clone(), answer, second, reason, again, carried: None })
        }
        Move::SetAside(n) => (Some(item(n).0), Act::NotApplicable { item: item(n).1.id.clone(), reason: why() }),
        Move::PutOff(n) => (Some(item(n).0), Act::Defer { item: item(n).1.id.clone(), reason: why(), to: None }),
        Move::Withdraw(n) => (Some(item(n).0), Act::Withdraw { item: item(n).1.id.clone(), reason: why() }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(super::runs(120)) })]

    #[test]
    fn two_operators_never_lose_an_answer_without_its_being_shown(
        file in random::file(),
        moves in prop::collection::vec(moves(), 1..60),
    ) {
        let checklist = loaded(&file.0);
        let mut bench = Bench::opened(&checklist, None);
        let mut pictures = [bench.case.clone(), bench.case.clone()];
        let mut acknowledged: Vec<(ItemIx, Seq)> = Vec::new();
        for (second, wanted) in &moves {
            let who = usize::from(*second);
            if matches!(wanted, Move::Look) {
                pictures[who] = bench.case.clone();
                continue;
            }
            bench.now.at = bench.now.at.plus_seconds(7);
            let (ix, act) = act(&bench, wanted, who);
            let author = Author::new(operator(who), Text::from(["one", "two"][who]));
            let intent = author.wants(&pictures[who], act).with_code(Confirmed::Typed);
            let said = bench.case.decide(&intent, &bench.staff, &bench.now);
            let changed = ix.is_some_and(|ix| pictures[who].touched(ix) != bench.case.touched(ix));
            match said {
                Ok(facts) => {
                    let about = facts.iter().any(|fact| fact.item().is_some());
                    prop_assert!(!(changed && about), "{:?} passed over what was not seen", wanted);
                    let first = bench.case.entries().len() as Seq + 1;
                    bench.record(&intent, &facts);
                    let answered = facts.iter().zip(first..).filter(|(fact, _)| matches!(fact, Fact::Item(_, ItemFact::Answered { .. })));
                    acknowledged.extend(answered.filter_map(|(_, seq)| Some((ix?, seq))));
                    // Each sees what it has just recorded; of the rest it knows what it knew.
                    pictures[who] = bench.case.clone();
                }
                Err(Refusal::ChangedSince { .. }) => prop_assert!(changed, "refused though nothing changed"),
                Err(_) => {}
            }
        }
        for (ix, seq) in acknowledged {
            let there = bench.case.is_undone(seq) || answers(&bench.case, ix).contains(&seq);
            prop_assert!(there, "entry {} is gone", seq);
        }
    }
}
