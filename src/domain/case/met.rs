//! The stops that were met in a case: what was found, when, and how each came to its end.

use super::{ActiveStop, Case, Content, Recording, Status};
use crate::domain::checklist::{Condition, ItemIx};
use crate::domain::{CaseFact, Fact, ItemFact, Now, Outcome, Stamp, Text};
use serde::Serialize;
use std::sync::Arc;
use strum::{IntoStaticStr, VariantArray};

/// A stop that stood, or still stands, as a report tells it.
#[derive(Debug, Clone)]
pub struct Met {
    pub item: ItemIx,
    /// Which of the item's stops; none where a check was found not right.
    pub which: Option<usize>,
    /// What was found and what to do, as it was told then.
    pub say: Text,
    /// The entry that made it stand.
    pub raised: Stamp,
    pub end: Ending,
    /// The entry that ended it; `None` while it stands.
    pub ended: Option<Stamp>,
    /// Why it was ended, where that was said.
    pub reason: Option<Text>,
}

/// A stop that was met, as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedStop {
    pub item: ItemIx,
    /// Which of the item's stops; none where a check was found not right.
    pub which: Option<usize>,
    pub end: Ending,
}

/// How a stop came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Ending {
    /// The answer was wrong, and was corrected; or another one that it rested on was given otherwise.
    Corrected,
    /// It was looked at again and found otherwise, or is to be found anew since the needle was moved.
    FoundAnew,
    /// What was recorded was withdrawn.
    Withdrawn,
    /// Whoever recorded it took it back.
    TakenBack,
    /// It no longer applies, by what was recorded elsewhere.
    Lapsed,
    Overridden,
    /// The procedure was stopped.
    Stopped,
    /// The case ended there.
    CaseEnded,
    Standing,
}

impl Ending {
    pub const ALL: &[Self] = Self::VARIANTS;

    pub fn words(self) -> &'static str {
        match self {
            Self::Corrected => "answer corrected",
            Self::FoundAnew => "found anew",
            Self::Withdrawn => "withdrawn",
            Self::TakenBack => "taken back",
            Self::Lapsed => "no longer applies",
            Self::Overridden => "OVERRIDDEN",
            Self::Stopped => "procedure stopped",
            Self::CaseEnded => "case ended there",
            Self::Standing => "stands",
        }
    }

    fn by(fact: Option<&Fact>) -> Self {
        match fact {
            Some(Fact::Item(_, ItemFact::Answered { again: true, .. }) | Fact::Case(CaseFact::NeedleMoved { .. })) => {
                Self::FoundAnew
            }
            Some(Fact::Item(_, ItemFact::Answered { .. })) => Self::Corrected,
            Some(Fact::Item(_, ItemFact::Overridden { .. })) => Self::Overridden,
            Some(Fact::Item(_, ItemFact::Withdrawn { .. })) => Self::Withdrawn,
            Some(Fact::Case(CaseFact::Stopped { .. })) => Self::Stopped,
            Some(Fact::Case(CaseFact::Closed { .. })) => Self::CaseEnded,
            Some(Fact::Case(CaseFact::Undone { .. })) => Self::TakenBack,
            Some(Fact::Item(..) | Fact::Case(_)) | None => Self::Lapsed,
        }
    }
}

/// A stop whose condition is true, and whether somebody went on in spite of it.
struct Stands<'a> {
    stop: &'a ActiveStop,
    overridden: bool,
}

impl Case {
    /// Every stop that was met, oldest first, one after the other also where it came back, and also where it was a
    /// mistake of the hand. Goes through the whole record once more, and looks at each moment of it.
    pub fn stops_met(&self, now: &Now) -> Vec<Met> {
        let mut lines = self.entries.iter().cloned();
        let Some(mut then) = lines.next().and_then(|first| Self::open(Arc::clone(&self.checklist), first)) else {
            return Vec::new();
        };
        let (mut met, mut standing): (Vec<Met>, Vec<(ActiveStop, usize)>) = Default::default();
        for line in lines {
            let (stamp, fact) = (line.entry.stamp.clone(), line.entry.fact.clone());
            then.apply(line);
            let undecided = if then.ended_early() { Vec::new() } else { then.all_stops() };
            standing.retain(|(stop, at)| {
                let stands = undecided.contains(&stop);
                if !stands {
                    met[*at].end = Ending::by(fact.as_ref());
                    met[*at].reason = fact.as_ref().and_then(Fact::reason).cloned();
                    met[*at].ended = Some(Stamp::clone(&stamp));
                }
                stands
            });
            for stop in undecided {
                if standing.iter().all(|(known, _)| known != stop) {
                    let (item, which, say) = (stop.item, stop.of_checklist(), then.say_stop(stop, now));
                    let (raised, end) = (Stamp::clone(&stamp), Ending::Standing);
                    met.push(Met { item, which, say, raised, end, ended: None, reason: None });
                    standing.push((stop.clone(), met.len() - 1));
                }
            }
        }
        met
    }

    /// The stops that were met, in the order in which they ended, found fast enough to be counted over many cases. What
    /// was taken back as a mistake of the hand met none, and one that stood on after an override was met once.
    ///
    /// What is recorded for the first time only adds to what is known, so that a stop which stands goes on standing,
    /// unless it breaks a confirmation. One that is gone went when something was recorded anew: only there the case is
    /// looked at once more.
    pub fn count_stops(&self) -> Vec<CountedStop> {
        let again = |ix: ItemIx| self.earlier(ix).iter().any(counts) || self.is_broken(ix);
        let is_anew = self.facts().any(|(_, fact)| ends_much(fact)) || self.checklist.item_ixs().any(again);
        let mut met = if is_anew { self.count_gone() } else { Vec::new() };
        met.extend(self.standing().into_iter().map(|stands| stands.counted(Ending::Standing)));
        met
    }

    /// Goes through the record once more, and finds what stood before something was recorded anew and not after it.
    fn count_gone(&self) -> Vec<CountedStop> {
        let mut met: Vec<CountedStop> = Vec::new();
        let Some(mut then) =
            self.entries.first().and_then(|first| Self::open(Arc::clone(&self.checklist), first.clone()))
        else {
            return met;
        };
        then.rests.clone_from(&self.rests);
        for (stamp, fact) in self.shared_facts().skip(1) {
            let ended = |stands: Stands<'_>| stands.counted(Ending::by(Some(fact)));
            let before: Vec<CountedStop> =
                if then.is_anew(fact) { then.standing().into_iter().map(ended).collect() } else { Vec::new() };
            then.fold_entry(fact, stamp);
            if before.is_empty() {
                continue;
            }
            let after = then.standing();
            let gone = |stop: &CountedStop| after.iter().all(|left| !left.is(stop));
            met.extend(before.into_iter().filter(gone));
        }
        met
    }

    /// Whether a fact changes something that was known before.
    fn is_anew(&self, fact: &Fact) -> bool {
        match fact {
            Fact::Item(id, fact) => {
                let Some(ix) = self.checklist.find(id.as_str()) else { return false };
                let is_known = self.state.items[ix.0].held.as_ref().is_some_and(counts);
                let is_confirmed = || self.state.items.iter().flat_map(|item| &item.confirmed).any(|(on, _)| *on == ix);
                // What was given up was known not to be done.
                (is_known || is_confirmed() || self.given_up(ix).is_some())
                    && (fact.answers() || matches!(fact, ItemFact::Withdrawn { .. }))
            }
            Fact::Case(CaseFact::NeedleMoved { .. } | CaseFact::Labelled { planned: Some(_), .. }) => true,
            Fact::Case(_) => ends_much(fact),
        }
    }

    /// The stops whose condition is true, overridden or not, but for those that stopping the procedure or ending the
    /// case decided about.
    fn standing(&self) -> Vec<Stands<'_>> {
        if self.ended_early() {
            return Vec::new();
        }
        let goes_on = |ix: &ItemIx| !self.ended_by_stop(self.checklist.item(*ix).section);
        let stops = self.checklist.item_ixs().filter(goes_on).flat_map(|ix| self.standing_on(ix));
        let is_overridden = |stop: &ActiveStop| matches!(self.status(stop.item), Status::Overridden { .. });
        self.once_each(stops).into_iter().map(|stop| Stands { stop, overridden: is_overridden(stop) }).collect()
    }

    /// Whether the case ended before everything was done: that decided about what stood.
    pub(super) fn ended_early(&self) -> bool {
        self.closed().is_some_and(|closed| closed.outcome != Outcome::Completed)
    }

    /// Every stop that stands and is not overridden, in the checklist's order.
    pub fn all_stops(&self) -> Vec<&ActiveStop> {
        self.once_each(self.checklist.item_ixs().flat_map(|ix| self.stops(ix)))
    }

    /// Where two stops say the same of the same answers only the first is told.
    fn once_each<'a>(&self, stops: impl Iterator<Item = &'a ActiveStop>) -> Vec<&'a ActiveStop> {
        let looks = |stop: &ActiveStop| self.condition(stop).map_or(vec![stop.item], Condition::items);
        stops.fold(Vec::new(), |mut all: Vec<&ActiveStop>, stop| {
            if all.iter().all(|other| other.say != stop.say || looks(other) != looks(stop)) {
                all.push(stop);
            }
            all
        })
    }

    /// Who first recorded something for an item that was not put off, and when.
    pub(in crate::domain) fn first_recorded(&self, ix: ItemIx) -> Option<&Stamp> {
        let slot = &self.state.items[ix.0];
        slot.earlier.iter().chain(&slot.held).find(|held| counts(held)).map(|held| &*held.stamp)
    }
}

impl Stands<'_> {
    fn counted(&self, end: Ending) -> CountedStop {
        let end = if self.overridden { Ending::Overridden } else { end };
        CountedStop { item: self.stop.item, which: self.stop.of_checklist(), end }
    }

    fn is(&self, counted: &CountedStop) -> bool {
        (self.stop.item, self.stop.of_checklist()) == (counted.item, counted.which)
    }
}

/// Whether it decides about what stands, wherever that is.
fn ends_much(fact: &Fact) -> bool {
    match fact {
        Fact::Case(CaseFact::Stopped { .. } | CaseFact::LostToFollowUp { .. }) => true,
        Fact::Case(CaseFact::Closed { outcome, .. }) => *outcome != Outcome::Completed,
        Fact::Item(..) | Fact::Case(_) => false,
    }
}

/// What was put off told nothing.
fn counts(held: &Recording) -> bool {
    match held.content {
        Content::Answer(_) | Content::NotApplicable(_) => true,
        Content::Deferred(..) => false,
    }
}
