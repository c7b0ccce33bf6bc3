//! The stops that were met in a case: what was found, when, and how each came to its end.

use super::{ActiveStop, Case};
use crate::domain::checklist::ItemIx;
use crate::domain::{CaseFact, Fact, ItemFact, Now, Stamp, Text};
use std::sync::Arc;

/// A stop that stood, or still stands.
#[derive(Debug, Clone)]
pub struct Met {
    pub item: ItemIx,
    /// What was found and what to do, as it was told then.
    pub say: Text,
    /// The entry that made it stand.
    pub raised: Stamp,
    /// `None` while it stands.
    pub ended: Option<Ended>,
}

/// How a stop came to its end.
#[derive(Debug, Clone)]
pub struct Ended {
    pub how: Ending,
    pub stamp: Stamp,
    /// Why, where that was said.
    pub reason: Option<Text>,
}

/// What ended a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ending {
    /// The answer was wrong, and was corrected; or another one that it rested on was given otherwise.
    Corrected,
    /// It was looked at again and found otherwise.
    FoundAnew,
    Overridden,
    /// The procedure was stopped.
    Stopped,
    /// What was recorded was withdrawn.
    Withdrawn,
    /// Whoever recorded it took it back.
    TakenBack,
    /// It no longer applies, by what was recorded elsewhere.
    Lapsed,
}

impl Ending {
    pub fn words(self) -> &'static str {
        match self {
            Self::Corrected => "answer corrected",
            Self::FoundAnew => "found anew",
            Self::Overridden => "OVERRIDDEN",
            Self::Stopped => "procedure stopped",
            Self::Withdrawn => "withdrawn",
            Self::TakenBack => "taken back",
            Self::Lapsed => "no longer applies",
        }
    }

    fn by(fact: Option<&Fact>) -> Self {
        match fact {
            Some(Fact::Item(_, ItemFact::Answered { again: true, .. })) => Self::FoundAnew,
            Some(Fact::Item(_, ItemFact::Answered { .. })) => Self::Corrected,
            Some(Fact::Item(_, ItemFact::Overridden { .. })) => Self::Overridden,
            Some(Fact::Item(_, ItemFact::Withdrawn { .. })) => Self::Withdrawn,
            Some(Fact::Case(CaseFact::Stopped { .. } | CaseFact::Closed { .. })) => Self::Stopped,
            Some(Fact::Case(CaseFact::Undone { .. })) => Self::TakenBack,
            Some(Fact::Item(..) | Fact::Case(_)) | None => Self::Lapsed,
        }
    }
}

impl Case {
    /// Every stop that was met, oldest first, one after the other also where it came back. Goes through the whole
    /// record once more.
    pub fn stops_met(&self, now: &Now) -> Vec<Met> {
        let mut lines = self.entries.iter().cloned();
        let Some(mut then) = lines.next().and_then(|first| Self::open(Arc::clone(&self.checklist), first)) else {
            return Vec::new();
        };
        let (mut met, mut standing): (Vec<Met>, Vec<(ActiveStop, usize)>) = Default::default();
        for line in lines {
            let (stamp, fact) = (line.entry.stamp.clone(), line.entry.fact.clone());
            then.apply(line);
            let now_stand: Vec<ActiveStop> = then.all_stops().into_iter().cloned().collect();
            standing.retain(|(stop, at)| {
                let stands = now_stand.contains(stop);
                if !stands {
                    let reason = fact.as_ref().and_then(Fact::reason).cloned();
                    met[*at].ended = Some(Ended { how: Ending::by(fact.as_ref()), stamp: stamp.clone(), reason });
                }
                stands
            });
            for stop in now_stand {
                if standing.iter().all(|(known, _)| *known != stop) {
                    let say = then.say_stop(&stop, now);
                    met.push(Met { item: stop.item, say, raised: stamp.clone(), ended: None });
                    standing.push((stop, met.len() - 1));
                }
            }
        }
        met
    }
}
