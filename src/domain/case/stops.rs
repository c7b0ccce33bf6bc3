//! Stops that stand, cautions that show, and whom somebody told.

use super::{Case, Content, Recording, Refusal, Status};
use crate::domain::checklist::{AnswerType, Caution, Condition, Eyes, ItemIx, Level, OverrideBy, Seen, Stop, Truth};
use crate::domain::{Answer, Fact, Id, ItemFact, Stamp, Text};
use std::collections::BTreeSet;

/// A stop that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveStop {
    /// The item it stands on.
    pub item: ItemIx,
    /// What is wrong and what to do.
    pub say: Text,
    /// Who may go on.
    pub override_by: OverrideBy,
    /// Which of the item's stops it is.
    which: usize,
}

/// The stop that "not right" on a critical item makes, numbered after the item's own stops.
const NOT_RIGHT: usize = usize::MAX;
/// An override of an item that was open.
const OPEN: usize = usize::MAX - 1;

/// A case in which an item is answered otherwise.
struct Otherwise<'a> {
    case: &'a Case,
    on: ItemIx,
    answer: &'a Answer,
    at: &'a Stamp,
}

impl Eyes for Otherwise<'_> {
    fn see(&self, ix: ItemIx) -> Seen<'_> {
        if ix == self.on { Seen::Answer(self.answer, self.at) } else { self.case.see(ix) }
    }

    fn ever(&self, ix: ItemIx, holds: &dyn Fn(&Answer) -> bool) -> bool {
        self.case.ever(ix, holds)
    }

    fn was_planned(&self) -> bool {
        self.case.was_planned()
    }
}

impl ActiveStop {
    /// Which of the checklist's stops on the item it is; none where a check was found not right.
    pub(super) fn of_checklist(&self) -> Option<usize> {
        (!self.is_not_right()).then_some(self.which)
    }

    /// Whether it stands because somebody found a check not right.
    pub(super) fn is_not_right(&self) -> bool {
        self.which == NOT_RIGHT
    }
}

impl Case {
    /// When a stop of the checklist stands.
    pub(super) fn condition(&self, stop: &ActiveStop) -> Option<&Condition> {
        self.checklist.item(stop.item).stops.get(stop.which).map(|stop| &stop.when)
    }

    /// The crisis card that a stop names.
    pub(super) fn stop_card(&self, stop: &ActiveStop) -> Option<&Id> {
        self.checklist.item(stop.item).stops.get(stop.which)?.card.as_ref()
    }

    /// Every stop whose condition is true on an item that applies, whether overridden or not.
    pub(super) fn standing_on(&self, ix: ItemIx) -> &[ActiveStop] {
        let work_out = || self.checklist.item_ixs().map(|ix| self.work_out_standing(ix)).collect();
        self.derived.standing.get_or_init(work_out).get(ix.0).map_or(&[], Vec::as_slice)
    }

    fn work_out_standing(&self, ix: ItemIx) -> Vec<ActiveStop> {
        let item = self.checklist.item(ix);
        if self.active(ix) != Truth::True {
            return Vec::new();
        }
        let mut standing = Vec::new();
        for (which, stop) in item.stops.iter().enumerate() {
            if stop.when.truth(self) == Truth::True {
                // What nobody decided for this site somebody decides here.
                let (say, override_by) = match self.no_limit(&stop.when) {
                    Some(names) => {
                        let say = format!("The site has to set it: {names}. Decide by what holds here.");
                        (Text::from(say), OverrideBy::Clinician)
                    }
                    None => (stop.say.clone(), stop.override_by),
                };
                standing.push(ActiveStop { item: ix, say, override_by, which });
            }
        }
        if let (Level::Critical, Some(reason)) = (item.level, self.not_right(ix)) {
            let say = Text::from(format!("Not right: {reason}. Put it right and check again."));
            standing.push(ActiveStop { item: ix, say, override_by: item.override_by, which: NOT_RIGHT });
        }
        standing
    }

    /// The limits that nobody set, where a condition is true only because of that.
    fn no_limit(&self, when: &Condition) -> Option<String> {
        let unset = when.unset();
        if unset.is_empty() || when.without_unset().truth(self) == Truth::True {
            return None;
        }
        let names: Vec<String> = unset.into_iter().map(|name| self.checklist.called(name)).collect();
        Some(names.join(", "))
    }

    /// Which of the item's stops stand now, by their numbers; the one of an open item where none does.
    pub(super) fn which_stand(&self, ix: ItemIx) -> BTreeSet<usize> {
        let standing: BTreeSet<usize> = self.standing_on(ix).iter().map(|stop| stop.which).collect();
        if standing.is_empty() { BTreeSet::from([OPEN]) } else { standing }
    }

    fn not_right(&self, ix: ItemIx) -> Option<&Text> {
        match self.state.items[ix.0].held.as_ref()? {
            Recording { content: Content::Answer(Answer::NotRight(reason)), .. } => Some(reason),
            _ => None,
        }
    }

    /// The stops that stand on an item and are not overridden. What was met before the procedure was stopped
    /// stands no longer: stopping was the decision about it.
    pub fn stops(&self, ix: ItemIx) -> &[ActiveStop] {
        let standing = self.standing_on(ix);
        let decided = self.ended_by_stop(self.checklist.item(ix).section);
        if standing.is_empty() || decided || matches!(self.status(ix), Status::Overridden { .. }) {
            return &[];
        }
        standing
    }

    /// The other answers which, given otherwise, would end a stop of an item, in the checklist's order.
    pub fn resolved_by(&self, ix: ItemIx) -> Vec<ItemIx> {
        let mut on: Vec<ItemIx> = self.stops(ix).iter().flat_map(|stop| self.could_end(stop)).collect();
        on.sort_unstable();
        on.dedup();
        on
    }

    fn could_end(&self, stop: &ActiveStop) -> Vec<ItemIx> {
        let item = self.checklist.item(stop.item);
        let conditions = || item.stops.get(stop.which).map(|stop| &stop.when).into_iter().chain(&item.when);
        let ends = |on: ItemIx| {
            let Seen::Answer(_, at) = self.see(on) else { return false };
            let is_false = |answer: &Answer| {
                let otherwise = Otherwise { case: self, on, answer, at };
                conditions().any(|when| when.truth(&otherwise) == Truth::False)
            };
            // What a patient was asked is no way out of what was found.
            on != stop.item
                && !self.checklist.item(on).screening
                && self.otherwise(on).is_none_or(|answers| answers.iter().any(is_false))
        };
        conditions().flat_map(Condition::items).filter(|on| ends(*on)).collect()
    }

    /// What an item could be answered with one by one; none where that cannot be counted.
    fn otherwise(&self, ix: ItemIx) -> Option<Vec<Answer>> {
        match &self.checklist.item(ix).answer {
            AnswerType::Check => Some(vec![Answer::Done, Answer::NotRight(Text::default())]),
            AnswerType::Choice { options, .. } => {
                Some(options.iter().map(|option| Answer::Choice(vec![option.id.clone()])).collect())
            }
            AnswerType::Number { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }
            | AnswerType::Timer { .. }
            | AnswerType::Fields { .. } => None,
        }
    }

    /// The refusal of what a stop bars.
    pub(super) fn refused_by(&self, stop: &ActiveStop) -> Refusal {
        let never = stop.override_by == OverrideBy::Never;
        Refusal::StopStands { item: self.checklist.item(stop.item).id.clone(), say: stop.say.clone(), never }
    }

    /// A stop that stands, is not overridden, and looks at an item or stands on it.
    pub(super) fn stop_that_rests_on(&self, ix: ItemIx) -> Option<&ActiveStop> {
        let looks = |stop: &ActiveStop| self.condition(stop).is_some_and(|when| when.items().contains(&ix));
        let rests = |on: &ItemIx| self.standing_on(*on).iter().any(looks);
        let others = || self.checklist.item_ixs().filter(rests);
        self.stops(ix).first().or_else(|| others().find_map(|on| self.stops(on).first()))
    }

    /// Whether a stop was met at an item before the procedure was stopped: that decided about it, but what was
    /// found is still no tick.
    pub fn was_stopped_at(&self, ix: ItemIx) -> bool {
        self.ended_by_stop(self.checklist.item(ix).section) && !self.standing_on(ix).is_empty()
    }

    /// The open items that decide whether a stop stands on something that was answered: as long as they are
    /// open, put off or passed over nobody knows, and unknown is never taken for "no stop". Who overrode an item
    /// without an answer, or another stop, did not decide about a stop that nobody could see.
    pub(super) fn stops_wait_for(&self, ix: ItemIx) -> &[ItemIx] {
        let work_out = || self.checklist.item_ixs().map(|ix| self.work_out_awaited(ix)).collect();
        self.derived.awaited.get_or_init(work_out).get(ix.0).map_or(&[], Vec::as_slice)
    }

    fn work_out_awaited(&self, ix: ItemIx) -> Vec<ItemIx> {
        let answered = matches!(self.status(ix), Status::Answered(..) | Status::Overridden { answer: Some(_), .. });
        if !answered || self.ended_by_stop(self.checklist.item(ix).section) {
            return Vec::new();
        }
        let unknown = |stop: &&Stop| stop.when.truth(self) == Truth::Unknown;
        let on = self.checklist.item(ix).stops.iter().filter(unknown).flat_map(|stop| stop.when.items());
        let undecided = |on: &ItemIx| {
            matches!(self.status(*on), Status::Open { .. } | Status::Deferred(..) | Status::Overridden { .. })
        };
        // Only what comes before: a stop that a later answer raises is met when that answer is given.
        let section = |ix: ItemIx| self.checklist.item(ix).section;
        let comes_before = |on: &ItemIx| *on != ix && section(*on) <= section(ix);
        on.filter(|on| comes_before(on) && undecided(on) && matches!(self.see(*on), Seen::NotYet)).collect()
    }

    /// What to be careful about at an item.
    pub fn cautions(&self, ix: ItemIx) -> Vec<Text> {
        let say = |caution: &Caution| match self.no_limit(&caution.when) {
            Some(names) => Text::from(format!("No local limit set: {names}.")),
            None => caution.say.clone(),
        };
        let mut said: Vec<Text> = self.shown_cautions(ix).map(say).collect();
        let warns = self.checklist.item(ix).level != Level::Critical && self.active(ix) == Truth::True;
        if let Some(reason) = self.not_right(ix).filter(|_| warns) {
            said.push(Text::from(format!("Not right: {reason}")));
        }
        said
    }

    fn shown_cautions(&self, ix: ItemIx) -> impl Iterator<Item = &Caution> {
        let applies = self.active(ix) == Truth::True;
        let shows = move |caution: &&Caution| applies && caution.when.truth(self) == Truth::True;
        self.checklist.item(ix).cautions.iter().filter(shows)
    }

    /// Whom to tell of what was found at an item: those that its cautions name, until somebody recorded that
    /// they were told since the finding.
    pub fn to_tell(&self, ix: ItemIx) -> Vec<Text> {
        let mut whom: Vec<Text> = Vec::new();
        for tell in self.shown_cautions(ix).filter_map(|caution| caution.tell.as_ref()) {
            if !whom.contains(tell) {
                whom.push(tell.clone());
            }
        }
        let found = self.state.items[ix.0].held.as_ref().map(|held| held.stamp.seq);
        if !whom.is_empty() && self.escalations(ix).any(|(stamp, _, _)| Some(stamp.seq) > found) {
            whom.clear();
        }
        whom
    }

    /// Who was told about an item, when and what, oldest first.
    pub fn escalations(&self, ix: ItemIx) -> impl Iterator<Item = (&Stamp, &Text, Option<&Text>)> {
        let id = &self.checklist.item(ix).id;
        // The whole record is looked through only where somebody was told.
        let told = self.state.items[ix.0].told.then(|| self.facts());
        told.into_iter().flatten().filter_map(move |(stamp, fact)| match fact {
            Fact::Item(item, ItemFact::Escalated { told, text }) if item == id => Some((stamp, told, text.as_ref())),
            _ => None,
        })
    }
}
