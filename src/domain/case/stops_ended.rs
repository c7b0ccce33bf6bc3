//! The stops that were met in a case, and how each ended.

use super::{Case, Content, Recording, Status};
use crate::domain::checklist::ItemIx;
use crate::domain::{CaseFact, Fact, ItemFact, Outcome, Stamp, Text};
use serde::Serialize;
use std::sync::Arc;
use strum::{IntoStaticStr, VariantArray};

/// How a stop that was met ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum StopEnd {
    /// The answer had been entered wrongly.
    Corrected,
    /// It was looked at again, or the needle was moved.
    Again,
    /// What raised it was withdrawn or set aside.
    TakenBack,
    Overridden,
    /// The procedure was stopped, or the case ended there.
    Stopped,
    Standing,
}

impl StopEnd {
    pub const ALL: &[Self] = Self::VARIANTS;

    pub fn words(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Again => "found otherwise when checked again",
            Self::TakenBack => "taken back",
            Self::Overridden => "overridden",
            Self::Stopped => "case stopped or ended",
            Self::Standing => "still stands",
        }
    }
}

/// A stop that was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedStop {
    pub item: ItemIx,
    /// Which of the item's stops; none where a check was found not right.
    pub which: Option<usize>,
    pub end: StopEnd,
}

/// A stop whose condition is true, and whether somebody went on in spite of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stands {
    item: ItemIx,
    which: Option<usize>,
    overridden: bool,
}

impl Case {
    /// The stops that were met, in the order in which they ended. What was taken back as a mistake met none.
    ///
    /// What is recorded for the first time only adds to what is known, so that a stop which stands goes on standing.
    /// One that is gone went when something was recorded anew: only there the case is looked at once more.
    pub fn stops_ended(&self) -> Vec<EndedStop> {
        let is_anew = self.stopped().is_some() || self.state.items.iter().any(|item| item.earlier.iter().any(counts));
        let mut met = if is_anew { self.ended_stops() } else { Vec::new() };
        let is_over = self.closed().is_some_and(|closed| closed.outcome != Outcome::Completed);
        met.extend(self.standing().into_iter().map(|Stands { item, which, overridden }| {
            let end = match overridden {
                true => StopEnd::Overridden,
                false if is_over => StopEnd::Stopped,
                false => StopEnd::Standing,
            };
            EndedStop { item, which, end }
        }));
        met
    }

    /// Goes through the record once more, and finds what stood before something was recorded anew and not after it.
    fn ended_stops(&self) -> Vec<EndedStop> {
        let mut met = Vec::new();
        let Some(mut then) =
            self.entries.first().and_then(|first| Self::open(Arc::clone(&self.checklist), first.clone()))
        else {
            return met;
        };
        then.rests.clone_from(&self.rests);
        for (stamp, fact) in self.facts().skip(1) {
            let before = if then.is_anew(fact) { then.standing() } else { Vec::new() };
            then.fold_entry(fact, stamp);
            if before.is_empty() {
                continue;
            }
            let after = then.standing();
            let gone = |stop: &Stands| after.iter().all(|left| (left.item, left.which) != (stop.item, stop.which));
            met.extend(before.into_iter().filter(gone).map(|Stands { item, which, overridden }| {
                let end = if overridden { StopEnd::Overridden } else { ended_by(fact) };
                EndedStop { item, which, end }
            }));
        }
        met
    }

    /// Whether a fact changes something that was known before.
    fn is_anew(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Item(id, fact) => {
                let slot = self.checklist.find(id.as_str()).map(|ix| &self.state.items[ix.0]);
                let is_known = slot.is_some_and(|slot| slot.held.as_ref().is_some_and(counts));
                is_known && (fact.answers() || matches!(fact, ItemFact::Withdrawn { .. }))
            }
            Fact::Case(
                CaseFact::NeedleMoved { .. } | CaseFact::Labelled { planned: Some(_), .. } | CaseFact::Stopped { .. },
            ) => true,
            Fact::Case(_) => false,
        }
    }

    /// The stops whose condition is true, overridden or not, but for those that stopping the procedure decided about; of
    /// two that say the same the first.
    fn standing(&self) -> Vec<Stands> {
        let mut said: Vec<(&Text, Stands)> = Vec::new();
        let goes_on = |ix: &ItemIx| !self.ended_by_stop(self.checklist.item(*ix).section);
        for stop in self.checklist.item_ixs().filter(goes_on).flat_map(|ix| self.standing_on(ix)) {
            if said.iter().all(|(say, _)| *say != &stop.say) {
                let overridden = matches!(self.status(stop.item), Status::Overridden { .. });
                said.push((&stop.say, Stands { item: stop.item, which: stop.of_checklist(), overridden }));
            }
        }
        said.into_iter().map(|(_, stands)| stands).collect()
    }

    /// Who first recorded something for an item that was not put off, and when.
    pub(in crate::domain) fn first_recorded(&self, ix: ItemIx) -> Option<&Stamp> {
        let slot = &self.state.items[ix.0];
        slot.earlier.iter().chain(&slot.held).find(|held| counts(held)).map(|held| &held.stamp)
    }
}

/// What was put off told nothing.
fn counts(held: &Recording) -> bool {
    match held.content {
        Content::Answer(_) | Content::NotApplicable(_) => true,
        Content::Deferred(..) => false,
    }
}

fn ended_by(fact: &Fact) -> StopEnd {
    match fact {
        Fact::Item(_, ItemFact::Answered { again: true, .. }) | Fact::Case(CaseFact::NeedleMoved { .. }) => {
            StopEnd::Again
        }
        Fact::Item(_, ItemFact::Answered { .. }) => StopEnd::Corrected,
        Fact::Case(CaseFact::Stopped { .. }) => StopEnd::Stopped,
        Fact::Item(..) | Fact::Case(_) => StopEnd::TakenBack,
    }
}
