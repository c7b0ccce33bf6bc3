//! Undo and redo: the operator's own actions since they came to this case at this station.

use super::{Case, Intent, Refusal};
use crate::domain::{CaseFact, Fact, Id, ItemFact, Line, Operator, Seq, Text};

impl Case {
    pub(super) fn decide_undo(&self, intent: &Intent) -> Result<Vec<Fact>, Refusal> {
        let (done, _) = self.own_actions(&intent.by, &intent.station);
        let action = *done.last().ok_or(Refusal::NothingToUndo)?;
        let entries = self.entries_of(action);
        self.untouched_since(&entries)?;
        Ok(vec![Fact::Case(CaseFact::Undone { entries })])
    }

    pub(super) fn decide_redo(&self, intent: &Intent) -> Result<Vec<Fact>, Refusal> {
        let (_, taken_back) = self.own_actions(&intent.by, &intent.station);
        let action = *taken_back.last().ok_or(Refusal::NothingToRedo)?;
        let entries = self.entries_of(action);
        self.untouched_since(&entries)?;
        if !self.nothing_since_undo(&entries, intent) {
            self.may_put_back(&entries)?;
        }
        Ok(vec![Fact::Case(CaseFact::Redone { entries })])
    }

    /// Put back at once, an entry stands as it stood before it was taken back: nothing else was recorded since.
    pub(super) fn nothing_since_undo(&self, entries: &[Seq], intent: &Intent) -> bool {
        let takes_back = |sealed: &Line| match &sealed.entry.fact {
            Some(Fact::Case(CaseFact::Undone { entries: taken })) => taken == entries,
            Some(_) | None => false,
        };
        let since = self.entries.iter().rposition(takes_back).and_then(|undone| self.entries.get(undone..));
        since.is_some_and(|since| {
            since.iter().all(|sealed| {
                let stamp = &sealed.entry.stamp;
                let own = stamp.by.code == intent.by.code && stamp.station == intent.station;
                own && matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::Undone { .. } | CaseFact::Redone { .. })))
            })
        })
    }

    /// What is put back passes the same gates as what is recorded for the first time.
    fn may_put_back(&self, entries: &[Seq]) -> Result<(), Refusal> {
        let facts = self.entries.iter().filter(|sealed| entries.contains(&sealed.entry.stamp.seq));
        for fact in facts.filter_map(|sealed| sealed.entry.fact.as_ref()) {
            let free = matches!(fact, Fact::Item(_, ItemFact::Noted { .. } | ItemFact::Escalated { .. }));
            let ix = fact.item().and_then(|id| self.checklist.find(id.as_str()));
            if let Some(ix) = ix.filter(|_| !free) {
                self.may_begin(ix)?;
            }
            if let (Some(ix), Fact::Item(_, ItemFact::Withdrawn { .. })) = (ix, fact) {
                self.no_stop_rests_on(ix)?;
            }
        }
        Ok(())
    }

    /// The newest action that undo would take back.
    pub fn newest_own(&self, by: &Operator, station: &Text) -> Option<Seq> {
        self.own_actions(by, station).0.last().copied()
    }

    /// The actions that this person may take back, and those that they may put back, oldest first.
    /// Leaving the case ends both; a new action ends what may be put back.
    fn own_actions(&self, by: &Operator, station: &Text) -> (Vec<Seq>, Vec<Seq>) {
        let (mut done, mut taken_back): (Vec<Seq>, Vec<Seq>) = (Vec::new(), Vec::new());
        let own = |sealed: &&Line| {
            let stamp = &sealed.entry.stamp;
            stamp.by.code == by.code && stamp.station == *station
        };
        for sealed in self.entries.iter().filter(own) {
            let action = sealed.entry.stamp.action();
            match sealed.entry.fact.as_ref() {
                Some(Fact::Case(CaseFact::Undone { .. })) => taken_back.extend(done.pop()),
                Some(Fact::Case(CaseFact::Redone { .. })) => done.extend(taken_back.pop()),
                Some(fact) if fact.can_be_undone() => {
                    if done.last() != Some(&action) {
                        done.push(action);
                    }
                    taken_back.clear();
                }
                Some(Fact::Case(CaseFact::Held { .. } | CaseFact::Closed { .. } | CaseFact::Reopened { .. })) => {
                    done.clear();
                    taken_back.clear();
                }
                // Coming to the case and showing its code is nothing to take back.
                Some(_) | None => {}
            }
        }
        (done, taken_back)
    }

    /// The entries of an action that can be taken back: showing the code belongs to it and stays.
    fn entries_of(&self, action: Seq) -> Vec<Seq> {
        let of_action = self.entries.iter().map(|sealed| &sealed.entry).filter(|e| e.stamp.action() == action);
        let taken = of_action.filter(|entry| entry.fact.as_ref().is_some_and(Fact::can_be_undone));
        taken.map(|entry| entry.stamp.seq).collect()
    }

    /// What somebody recorded later about the same item rests on what would be taken back.
    fn untouched_since(&self, entries: &[Seq]) -> Result<(), Refusal> {
        let last = entries.last().copied().unwrap_or(0);
        let taken = self.entries.iter().filter(|sealed| entries.contains(&sealed.entry.stamp.seq));
        let items: Vec<&Id> =
            taken.filter_map(|sealed| sealed.entry.fact.as_ref()).flat_map(|fact| self.touches(fact)).collect();
        let later = self.entries.iter().rev().find_map(|sealed| {
            let stamp = &sealed.entry.stamp;
            let stands = stamp.seq > last && !self.undone.contains(&stamp.seq);
            let about = sealed.entry.fact.as_ref().filter(|_| stands).map(|fact| self.touches(fact))?;
            Some((stamp, about.into_iter().find(|item| items.contains(item))?))
        });
        match later {
            Some((stamp, item)) => Err(Refusal::TouchedSince { item: item.clone(), by: stamp.by.clone() }),
            None => Ok(()),
        }
    }

    /// The items that a fact changes.
    fn touches<'a>(&'a self, fact: &'a Fact) -> Vec<&'a Id> {
        match fact {
            Fact::Item(item, _) => vec![item],
            Fact::Case(CaseFact::NeedleMoved { section, .. }) => {
                let section = self.checklist.find_section(section.as_str());
                let items = section.into_iter().flat_map(|ix| self.checklist.section(ix).item_ixs());
                items.map(|ix| &self.checklist.item(ix).id).collect()
            }
            Fact::Case(CaseFact::Labelled { planned: Some(_), .. }) => {
                self.prepared_by_date().map(|ix| &self.checklist.item(ix).id).collect()
            }
            Fact::Case(_) => Vec::new(),
        }
    }
}
