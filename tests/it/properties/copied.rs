//! Whatever was recorded leaves as JSON and comes back as it was.

use super::{EVERY, play, runs, wish};
use crate::bench::prelude::*;
use periop::store::{Copied, Store};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(runs(40)) })]

    #[test]
    fn a_record_comes_back_from_its_export_with_the_same_head(
        planned in any::<bool>(),
        wishes in prop::collection::vec(wish(), 1..60),
    ) {
        let bench = play(&EVERY, planned, &wishes)?;
        let (from, to) = (Ward::in_memory(), Ward::in_memory());
        let code = bench.lay_in(&from.root(), EVERY_TYPE);
        let (copied, there) = from.store().copy(code).expect("a copy");
        let file = from.temporary().join("case.json");
        fs::write(&file, serde_json::to_string(&copied).expect("JSON")).expect("a file");
        let here = to.store().import(&Copied::read(&file).expect("a copy"), &bench.now).expect("an import");
        prop_assert_eq!(here.case.entries(), there.case.entries());
        let verdict = Store::new(to.root()).verify(code, Some(there.case.head())).expect("a verdict");
        prop_assert!(verdict.has_wanted && verdict.damage.is_none() && verdict.head == there.case.head());
        prop_assert_eq!(verdict.entries, bench.lines.len());
    }
}
