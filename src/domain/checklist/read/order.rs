//! Which item must be known before which: the order of judging, and circles in it.

use super::Reader;
use crate::domain::checklist::{Condition, Item, ItemIx, json::Node};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// Every item after all that its condition looks at and all that it confirms. Items in a circle, and what
    /// hangs on them, come last: only a pin that an older version accepted can hold such.
    pub(super) fn order(&mut self, root: &Node<'_>) -> Vec<ItemIx> {
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
        for &ix in waiting.iter().filter(|ix| reached(&on[ix.0], &on).contains(ix)) {
            self.circle(ix, root);
        }
        order.extend(waiting);
        for item in self.items.iter_mut().flatten().filter(|item| !item.confirms.is_empty()) {
            let needed = reached(&item.confirms, &on);
            item.judged_with = order.iter().copied().filter(|ix| needed.contains(ix)).collect();
        }
        order
    }

    fn circle(&mut self, ix: ItemIx, root: &Node<'_>) {
        let sections = root.parts("phases").iter().flat_map(|phase| phase.parts("sections"));
        let agreed = |section: &Node<'_>| section.flag("two_person").then_some(None);
        let mut items = sections.flat_map(|section| section.parts("items").iter().map(Some).chain(agreed(section)));
        let Some(node) = items.nth(ix.0).flatten() else { return };
        let (Some(id), Some(part)) = (node.get("id").and_then(Node::words), node.get("when").or(node.get("confirms")))
        else {
            return;
        };
        let problem = format!("\"{id}\" depends on itself, directly or through others; break the circle");
        self.tools.defect(part, problem);
    }
}

/// What must be known before an item is: what its condition looks at and what it confirms.
fn rests_on(item: Option<&Item>) -> Vec<ItemIx> {
    let looked_at = item.and_then(|item| item.when.as_ref()).map(Condition::items);
    let confirmed = item.map(|item| item.confirms.clone());
    [looked_at, confirmed].into_iter().flatten().flatten().collect()
}

/// What some items rest on, themselves among them, and whatever that rests on.
fn reached(from: &[ItemIx], on: &[Vec<ItemIx>]) -> BTreeSet<ItemIx> {
    let mut reached = BTreeSet::new();
    let mut next = from.to_vec();
    while let Some(ix) = next.pop() {
        if reached.insert(ix) {
            next.extend(on.get(ix.0).into_iter().flatten());
        }
    }
    reached
}
