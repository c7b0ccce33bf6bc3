//! What was recorded is said when it is on the disk, with where somebody stands after it.

use super::Plain;
use super::walk::next_item;
use crate::domain::case::told;
use crate::domain::checklist::ItemIx;
use crate::domain::{CaseFact, Fact, Id, ItemFact, Line};

impl Plain<'_, '_> {
    /// What was recorded is on the disk: says so, then what is to be known of it, and goes on.
    pub(super) fn recorded(&mut self, own: &[Line]) {
        let told = told(own);
        let Some(first) = told.first().copied() else {
            return self.talk.say("This is already recorded; nothing was added.");
        };
        self.visit.has_recorded = true;
        if own.iter().any(|line| line.entry.stamp.done_at.is_some()) {
            self.late = None;
        }
        self.tells(|telling| told.iter().flat_map(|line| telling.recorded(line)).collect::<Vec<_>>());
        self.goes_on(first);
        self.visit.is_new = true;
        self.stops_stand();
    }

    /// Where somebody stands after this was recorded.
    fn goes_on(&mut self, line: &Line) {
        let Some(step) = self.step() else { return };
        let (case, now) = (step.case(), &step.now);
        let find = |id: &Id| case.checklist().find(id.as_str());
        let at = match &line.entry.fact {
            Some(Fact::Item(_, ItemFact::Answered { preset: Some(_), .. })) => next_item(case, now),
            // What was put off is not asked at once, also where its phase has begun.
            Some(Fact::Item(id, ItemFact::Deferred { .. })) => find(id).and_then(|ix| {
                let is_asked = |on: &ItemIx| {
                    let has_date = case.due(case.checklist().item(*on).section, now).is_some();
                    case.status(*on).is_open() && !has_date
                };
                let next = next_item(case, now).filter(|next| *next != ix);
                case.open_behind(ix).or(next).or_else(|| case.checklist().item_ixs().skip(ix.0).find(is_asked))
            }),
            Some(Fact::Item(
                id,
                ItemFact::Answered { .. } | ItemFact::NotApplicable { .. } | ItemFact::Overridden { .. },
            )) => find(id).and_then(|ix| {
                if case.stops(ix).is_empty() { case.open_behind(ix).or_else(|| next_item(case, now)) } else { Some(ix) }
            }),
            Some(Fact::Item(id, ItemFact::Withdrawn { .. } | ItemFact::TimerStarted { .. })) => find(id),
            Some(Fact::Item(..)) => self.visit.at,
            Some(Fact::Case(CaseFact::Undone { entries } | CaseFact::Redone { entries })) => {
                case.item_of(entries).or(self.visit.at)
            }
            Some(Fact::Case(CaseFact::NeedleMoved { section, .. })) => {
                let section = case.checklist().find_section(section.as_str());
                section.and_then(|section| {
                    case.checklist().section(section).item_ixs().find(|ix| case.status(*ix).is_open())
                })
            }
            Some(Fact::Case(
                CaseFact::Stopped { .. }
                | CaseFact::Closed { .. }
                | CaseFact::Reopened { .. }
                | CaseFact::Started { .. }
                | CaseFact::LostToFollowUp { .. },
            )) => next_item(case, now),
            Some(Fact::Case(_)) | None => self.visit.at.or_else(|| next_item(case, now)),
        };
        self.visit.at = at;
    }
}
