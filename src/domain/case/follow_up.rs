//! Follow-ups: when each is due, the attempts to reach the patient, and giving one up.

use super::{Case, Intent, Refusal, decide};
use crate::domain::checklist::{Due, Eyes, ItemIx, SectionIx, Seen};
use crate::domain::{Answer, Attempt, CaseFact, Fact, Id, Moment, Now, Stamp, Text};
use jiff::civil::Date;
use jiff::{Span, Zoned};

/// A section that is due at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUp {
    pub section: SectionIx,
    /// From when on it is due.
    pub due: Moment,
    /// From when on it is late.
    pub late: Moment,
    /// The day on which it is due, where that is a day and no moment: by the calendar of those who recorded its anchor.
    pub day: Option<Date>,
}

impl FollowUp {
    /// Whether it can be done now.
    pub fn is_due(&self, now: &Now) -> bool {
        self.due <= now.at
    }

    /// Whether it should have been done before now.
    pub fn is_late(&self, now: &Now) -> bool {
        self.late <= now.at
    }
}

/// An attempt to reach the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tried<'a> {
    /// Who tried, and when.
    pub stamp: &'a Stamp,
    pub result: Attempt,
    /// What there was to say.
    pub text: Option<&'a Text>,
}

impl Case {
    /// When a section is due and when it is late, counted from the time answered for its anchor, in the zone
    /// in which that was recorded: a nurse who travels does not move a visit. Days, weeks and months are
    /// counted by the calendar: due from the beginning of that day, late when it is over.
    pub fn due(&self, section: SectionIx, now: &Now) -> Option<FollowUp> {
        let (anchor, due) = self.counted_from(section, now)?;
        let (starts, late) = (starts(&anchor, due.after)?, ends(&anchor, due.by)?);
        let day = Due::by_the_day(&due.after).then(|| starts.date());
        Some(FollowUp { section, due: starts.timestamp().into(), late, day })
    }

    /// The same distances as they fell in this case, to the second: wherever its times are moved to, what was late stays
    /// late. Those of the calendar keep how the checklist has them.
    pub(in crate::domain) fn due_as_it_fell(&self, section: SectionIx, now: &Now) -> Option<Due> {
        let (anchor, due) = self.counted_from(section, now)?;
        let anchor = Moment::from(anchor.timestamp());
        let fell = self.due(section, now)?;
        let span = |to: Moment| Span::try_from(to.since(anchor)).ok();
        let by_the_day = Due::by_the_day(&due.after) || Due::by_the_day(&due.by);
        let named = by_the_day.then_some((due.after, due.by));
        Some(Due { after: span(fell.due)?, by: span(fell.late)?, named, ..due.clone() })
    }

    /// From when on a section's days are counted.
    fn counted_from(&self, section: SectionIx, now: &Now) -> Option<(Zoned, &Due)> {
        let due = self.checklist.section(section).due.as_ref()?;
        let anchor = |from: ItemIx| match self.see(from) {
            Seen::Answer(Answer::Time(anchor), stamp) => Some((anchor, stamp)),
            Seen::Answer(..) | Seen::Nothing | Seen::NotYet => None,
        };
        let (anchor, stamp) = anchor(due.from).or_else(|| anchor(due.else_from?))?;
        Some((anchor.in_zone(&stamp.zone().unwrap_or_else(|| now.zone.clone())), due))
    }

    /// Every section that has a date, asks for something and is not complete, in the checklist's order.
    pub fn follow_ups(&self, now: &Now) -> Vec<FollowUp> {
        let open = |due: &FollowUp| self.is_asked(due.section) && !self.section_progress(due.section).is_complete();
        self.checklist.section_ixs().filter_map(|section| self.due(section, now)).filter(open).collect()
    }

    /// Whether anything of a section applies, or may still apply.
    pub(super) fn is_asked(&self, section: SectionIx) -> bool {
        self.section_progress(section).of > 0
    }

    /// Whether a follow-up was begun in time; nothing where it was not begun.
    pub(in crate::domain) fn was_in_time(&self, due: &FollowUp) -> Option<bool> {
        let items = self.checklist.section(due.section).item_ixs();
        let begun = items.filter_map(|ix| self.first_recorded(ix)).map(Stamp::happened).min()?;
        Some(begun < due.late)
    }

    /// The attempts to reach the patient for a section, oldest first.
    pub fn attempts(&self, section: SectionIx) -> Vec<Tried<'_>> {
        let id = &self.checklist.section(section).id;
        let tried = self.facts().filter_map(|(stamp, fact)| match fact {
            Fact::Case(CaseFact::Attempted { section, result, text }) if section == id => {
                Some(Tried { stamp, result: *result, text: text.as_ref() })
            }
            _ => None,
        });
        tried.collect()
    }

    /// Contacts that were not planned, oldest first.
    pub fn contacts(&self) -> impl Iterator<Item = (&Stamp, &Text)> {
        self.facts().filter_map(|(stamp, fact)| match fact {
            Fact::Case(CaseFact::Contacted { text }) => Some((stamp, text)),
            _ => None,
        })
    }

    /// Whether a section was given up, by whom and why.
    pub fn lost(&self, section: SectionIx) -> Option<(&Stamp, &Text)> {
        self.state.lost.get(&section).map(|(stamp, reason)| (stamp, reason))
    }

    /// What is first recorded in a follow-up before its day is recorded knowingly: the bar stands there as soon as
    /// the patient has left.
    pub(super) fn is_in_time(&self, facts: &[Fact], intent: &Intent, now: &Now) -> Result<(), Refusal> {
        let happened = intent.done_at.unwrap_or(now.at);
        let mut sections = facts.iter().filter_map(|fact| match fact {
            Fact::Item(item, fact) if fact.answers() => {
                Some(self.checklist.item(self.checklist.find(item.as_str())?).section)
            }
            Fact::Case(CaseFact::Attempted { section, .. }) => self.checklist.find_section(section.as_str()),
            Fact::Item(..) | Fact::Case(_) => None,
        });
        let early = sections.find(|section| {
            let begun = self.any_recorded(*section) || !self.attempts(*section).is_empty();
            !begun && self.due(*section, now).is_some_and(|due| due.due > happened)
        });
        let due = early.filter(|_| !intent.early).and_then(|section| self.due(section, now));
        due.map_or(Ok(()), |due| {
            let section = self.checklist.section(due.section).title.clone();
            Err(Refusal::TooEarly { section, due: Text::from(now.say(due.due)) })
        })
    }

    fn follow_up(&self, id: &Id) -> Result<SectionIx, Refusal> {
        let follow_ups = || self.checklist.section_ixs().filter(|ix| self.checklist.section(*ix).due.is_some());
        let found = self.checklist.find_section(id.as_str()).filter(|ix| self.checklist.section(*ix).due.is_some());
        found.ok_or_else(|| Refusal::NoFollowUp {
            given: Text::sanitise(id.as_str()),
            sections: follow_ups().map(|ix| self.checklist.section(ix).id.to_string()).collect(),
        })
    }

    pub(super) fn decide_attempt(&self, id: &Id, result: Attempt, text: Option<&Text>) -> Result<Vec<Fact>, Refusal> {
        self.follow_up(id)?;
        let text = text.map(|text| decide::said("a remark", text)).transpose()?;
        Ok(vec![Fact::Case(CaseFact::Attempted { section: id.clone(), result, text })])
    }

    pub(super) fn decide_lose(&self, id: &Id, reason: &Text) -> Result<Vec<Fact>, Refusal> {
        if !self.state.started {
            return Err(Refusal::NotStarted);
        }
        let section = self.follow_up(id)?;
        let reason = decide::reason(reason)?;
        if self.state.lost.contains_key(&section) || self.section_progress(section).is_complete() {
            return Err(Refusal::NothingLost { section: id.clone() });
        }
        let tried = self.attempts(section);
        let reached = tried.last().is_some_and(|tried| tried.result == Attempt::Reached);
        let missed = tried.iter().filter(|tried| tried.result != Attempt::Reached).count();
        let needed = self.checklist.section(section).attempts.and_then(|n| usize::try_from(n).ok()).unwrap_or(1);
        if reached || missed < needed {
            return Err(Refusal::TryAgain { section: id.clone(), missed, needed, reached });
        }
        Ok(vec![Fact::Case(CaseFact::LostToFollowUp { section: id.clone(), reason })])
    }
}

fn starts(anchor: &Zoned, span: Span) -> Option<Zoned> {
    let then = anchor.checked_add(span).ok()?;
    if Due::by_the_day(&span) { then.start_of_day().ok() } else { Some(then) }
}

pub(super) fn ends(anchor: &Zoned, span: Span) -> Option<Moment> {
    let then = anchor.checked_add(span).ok()?;
    let then = if Due::by_the_day(&span) { then.tomorrow().ok()?.start_of_day().ok()? } else { then };
    Some(then.timestamp().into())
}
