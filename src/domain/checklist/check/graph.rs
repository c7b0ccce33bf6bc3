//! Which item must be known before which: the order of judging, and circles in it.

use super::Checker;
use crate::domain::checklist::{Item, ItemIx};
use std::collections::BTreeSet;

impl Checker<'_> {
    /// Every item after all that its condition looks at and all that it confirms. Items in a circle, and what
    /// hangs on them, come last: only a pin that an older version accepted can hold such.
    pub(super) fn order(&mut self) -> Vec<ItemIx> {
        let on: Vec<Vec<ItemIx>> = self.items.iter().map(|item| rests_on(item.as_ref())).collect();
        let mut order = Vec::with_capacity(on.len());
        let mut settled = vec![false; on.len()];
        let mut waiting: Vec<ItemIx> = (0..on.len()).map(ItemIx).collect();
        loop {
            let before = waiting.len();
            waiting.retain(|&ix| {
                let ready = on[ix.0].iter().all(|&other| settled.get(other.0).is_none_or(|settled| *settled));
                if ready {
                    settled[ix.0] = true;
                    order.push(ix);
                }
                !ready
            });
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for &ix in waiting.iter().filter(|&&ix| reaches_itself(ix, &on)) {
            self.circle(ix);
        }
        order.extend(waiting);
        order
    }

    fn circle(&mut self, ix: ItemIx) {
        let Some((path, draft)) = self.drafted(ix) else {
            return;
        };
        let part = if draft.when.is_some() { "when" } else { "confirms" };
        self.defect(
            format!("{path}.{part}"),
            format!("\"{}\" depends on itself, directly or through others; break the circle", draft.id),
        );
    }
}

/// What must be known before an item is: what its condition looks at and what it confirms.
fn rests_on(item: Option<&Item>) -> Vec<ItemIx> {
    let looked_at = item.and_then(|item| item.when.as_ref()).map(super::super::Condition::items);
    let confirmed = item.map(|item| item.confirms.clone());
    [looked_at, confirmed].into_iter().flatten().flatten().collect()
}

fn reaches_itself(ix: ItemIx, on: &[Vec<ItemIx>]) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = on[ix.0].clone();
    while let Some(other) = next.pop() {
        if other == ix {
            return true;
        }
        if seen.insert(other) {
            next.extend(on.get(other.0).into_iter().flatten());
        }
    }
    false
}
