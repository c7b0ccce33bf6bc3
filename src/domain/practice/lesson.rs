//! What there is to practise of a checklist: the steps of its uneventful case, and which of them comes first.

use crate::domain::checklist::{Beside, Checklist, ItemIx, Level, Order, SectionIx};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A checklist as it is practised.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub checklist: Arc<Checklist>,
    pub beside: Arc<Beside>,
    /// Of two items the one that comes first, then the other, and by which pair of the file the second one waits.
    first: BTreeMap<(ItemIx, ItemIx), usize>,
}

/// Two steps the wrong way round.
#[derive(Debug, Clone, Copy)]
pub struct OutOfOrder<'a> {
    /// What had to come first.
    pub first: ItemIx,
    pub then: ItemIx,
    pub order: &'a Order,
}

impl Lesson {
    pub fn new(checklist: Arc<Checklist>, beside: Arc<Beside>) -> Self {
        let mut lesson = Self { checklist, beside, first: BTreeMap::new() };
        lesson.follow_order();
        lesson
    }

    /// What follows from the stated pairs: each pair stands in the file in the checklist's order, so that whatever
    /// comes before an item is known when its turn comes.
    fn follow_order(&mut self) {
        let beside = Arc::clone(&self.beside);
        let pairs: Vec<_> =
            beside.order.iter().enumerate().filter_map(|(n, pair)| Some((n, self.pair(pair)?))).collect();
        for then in self.checklist.item_ixs() {
            for (n, (firsts, _)) in pairs.iter().filter(|(_, (_, thens))| thens.contains(&then.0)) {
                for first in firsts.clone().map(ItemIx) {
                    let earlier: Vec<_> = self.before(first).collect();
                    for before in earlier.into_iter().chain([first]) {
                        self.first.entry((before, then)).or_insert(*n);
                    }
                }
            }
        }
    }

    fn pair(&self, pair: &Order) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
        Some((self.checklist.place(&pair.first)?, self.checklist.place(&pair.then)?))
    }

    /// What has to come before an item.
    fn before(&self, then: ItemIx) -> impl Iterator<Item = ItemIx> {
        self.first.keys().filter(move |(_, after)| *after == then).map(|(first, _)| *first)
    }

    /// Which of these had to come before an item, the first of them; nothing else is judged.
    pub fn out_of_order(&self, then: ItemIx, left: &[ItemIx]) -> Option<OutOfOrder<'_>> {
        left.iter().find_map(|&first| {
            let order = self.beside.order.get(*self.first.get(&(first, then))?)?;
            Some(OutOfOrder { first, then, order })
        })
    }

    /// The words that would be typed for an item in the uneventful case, if it then applies.
    pub fn normal(&self, ix: ItemIx) -> Option<&str> {
        self.beside.normal.iter().find(|(known, _)| *known == ix).map(|(_, words)| words.as_str())
    }

    /// When a step applies that the uneventful case does not have, in words.
    pub fn applies(&self, ix: ItemIx) -> Option<String> {
        let when = self.checklist.item(ix).when.as_ref().filter(|_| self.normal(ix).is_none())?;
        Some(self.checklist.condition(when))
    }

    /// The steps of a section in the uneventful case.
    pub fn steps(&self, section: SectionIx) -> Vec<ItemIx> {
        self.checklist.section(section).item_ixs().filter(|ix| self.normal(*ix).is_some()).collect()
    }

    /// The sections of which there is something to practise.
    pub fn sections(&self) -> Vec<SectionIx> {
        self.checklist.section_ixs().filter(|section| self.steps(*section).len() > 1).collect()
    }

    pub fn is_critical(&self, ix: ItemIx) -> bool {
        self.checklist.item(ix).level == Level::Critical
    }

    /// Whether a step may be left out to be missed: as the checklist says, else what is critical or required.
    pub fn may_omit(&self, ix: ItemIx) -> bool {
        let said = self.beside.recalled.get(&ix).and_then(|recalled| recalled.may_omit);
        said.unwrap_or(self.checklist.item(ix).level != Level::Routine)
    }
}
