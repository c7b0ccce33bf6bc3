//! A case told act by act: everything goes through the rules at the moment at which it is said to have happened.

use super::{DemoError, STATION, people};
use crate::desk::Desk;
use crate::domain::case::{Act, Author};
use crate::domain::checklist::{Checklist, Item, ItemIx, Responsible};
use crate::domain::{Answer, Id, Moment, Now, Operator, Pin, Plan, Role, Text, read};
use crate::store::{Found, Loaded};
use jiff::tz::TimeZone;
use std::ops::Range;

/// How many seconds pass with each act.
const PACE: i64 = 20;

/// An item's id and the words that would be typed for it; none for a check, `end` for a timer that is waited for.
type Step<'w> = (&'w str, &'w str);

/// Where stories are told: into which folder, with which checklist, by whom, seen from which present.
pub(super) struct Teller<'a> {
    pub(super) desk: &'a Desk,
    pub(super) found: &'a Found,
    pub(super) now: &'a Now,
    pub(super) nurse: Operator,
    pub(super) clinician: Operator,
    /// How the items of an ordinary case are answered, where a story does not say otherwise.
    normal: Vec<(ItemIx, String)>,
}

/// A case and the moment that its story has come to.
pub(super) struct Story<'a> {
    teller: &'a Teller<'a>,
    pub(super) loaded: Loaded,
    at: Moment,
    /// How many seconds pass with each act, one after the other.
    pub(super) paces: [i64; 16],
}

pub(super) type Told = Result<(), DemoError>;

impl<'a> Teller<'a> {
    pub(super) fn new(desk: &'a Desk, found: &'a Found, now: &'a Now) -> Result<Self, DemoError> {
        let whole = Checklist::load_whole(&found.json);
        let (_, beside) = whole.map_err(|_| DemoError::Unknown(Text::from("uneventful case")))?;
        let who = |role| people().into_iter().find(|person| person.role == role);
        match (who(Role::Nurse), who(Role::Clinician)) {
            (Some(nurse), Some(clinician)) => Ok(Self { desk, found, now, nurse, clinician, normal: beside.normal }),
            _ => Err(DemoError::Unknown(Text::from("nurse and clinician"))),
        }
    }

    /// The same who knows what to answer at items that the ordinary case does not come to.
    #[must_use]
    pub(super) fn knows(mut self, usual: &[Step<'_>]) -> Self {
        let checklist = &self.found.checklist;
        let more = usual.iter().filter_map(|(id, words)| Some((checklist.find(id)?, (*words).to_owned())));
        let more: Vec<_> = more.filter(|(ix, _)| self.normal.iter().all(|(known, _)| known != ix)).collect();
        self.normal.extend(more);
        self.normal.sort_by_key(|(ix, _)| *ix);
        self
    }

    fn zone(&self) -> &TimeZone {
        &self.now.zone
    }

    /// So many minutes before the present.
    pub(super) fn ago(&self, minutes: i64) -> Moment {
        self.now.at.plus_seconds(-60 * minutes)
    }

    /// A time of the wall clock, so many days before the present one; a skipped hour is the next that there was.
    pub(super) fn days_ago(&self, days: i64, hour: i8, minute: i8) -> Moment {
        let date = self.now.civil().date();
        let date = date.checked_sub(jiff::Span::new().days(days)).unwrap_or(date);
        self.on_the_clock(date.at(hour, minute, 0, 0))
    }

    pub(super) fn on_the_clock(&self, at: jiff::civil::DateTime) -> Moment {
        self.zone().to_timestamp(at).map_or(self.now.at, Moment::from)
    }

    /// Opens a case at a moment, in a bay.
    pub(super) fn opens(&'a self, at: Moment, label: &str) -> Result<Story<'a>, DemoError> {
        self.begins(at, Some(Text::from(label)), None)
    }

    pub(super) fn plans(&'a self, at: Moment, room: &str, planned: Moment) -> Result<Story<'a>, DemoError> {
        let room = Some(Text::from(room));
        self.begins(at, room.clone(), Some(Plan { at: planned, room }))
    }

    fn begins(&'a self, at: Moment, label: Option<Text>, planned: Option<Plan>) -> Result<Story<'a>, DemoError> {
        let then = Now { at, zone: self.zone().clone() };
        let author = Author::new(self.nurse.clone(), Text::from(STATION));
        let loaded = self.desk.create(&self.found.new_case(label, planned), &author, &then)?;
        Ok(Story { teller: self, loaded, at, paces: [PACE; 16] })
    }
}

impl Story<'_> {
    /// Goes on at a later moment; a story never goes back.
    pub(super) fn at(&mut self, moment: Moment) -> &mut Self {
        self.at = self.at.max(moment);
        self
    }

    /// The moment that it has come to.
    pub(super) fn moment(&self) -> Moment {
        self.at
    }

    fn then(&self) -> Now {
        Now { at: self.at.min(self.teller.now.at), zone: self.teller.zone().clone() }
    }

    /// Somebody does something; a little time passes.
    pub(super) fn act(&mut self, by: &Operator, act: Act) -> Told {
        let author = Author::new(by.clone(), Text::from(STATION));
        let then = self.then();
        self.teller.desk.act(&mut self.loaded, &author, act, &then)?;
        self.at = self.at.plus_seconds(self.paces[self.loaded.case.entries().len() % self.paces.len()]);
        Ok(())
    }

    pub(super) fn nurse(&mut self, act: Act) -> Told {
        self.act(&self.teller.nurse, act)
    }

    pub(super) fn clinician(&mut self, act: Act) -> Told {
        self.act(&self.teller.clinician, act)
    }

    /// Starts a planned case with the checklist that it was planned with.
    pub(super) fn starts(&mut self) -> Told {
        let checklist: Pin = self.loaded.case.pin().clone();
        self.nurse(Act::Start { checklist, overlays: Vec::new() })
    }

    pub(super) fn find(&self, id: &str) -> Result<ItemIx, DemoError> {
        self.loaded.case.checklist().find(id).ok_or_else(|| DemoError::Unknown(Text::sanitise(id)))
    }

    /// An item is answered by whom it belongs to.
    pub(super) fn answers(&mut self, step: Step<'_>) -> Told {
        self.answers_because(step, None)
    }

    /// An answer is corrected, with a reason.
    pub(super) fn answers_because(&mut self, step: Step<'_>, reason: Option<&str>) -> Told {
        self.answers_anew(step, reason, false)
    }

    /// Something is looked at once more and found otherwise.
    pub(super) fn finds_again(&mut self, step: Step<'_>) -> Told {
        self.answers_anew(step, None, true)
    }

    fn answers_anew(&mut self, (id, words): Step<'_>, reason: Option<&str>, again: bool) -> Told {
        let ix = self.find(id)?;
        if words == "end" {
            if self.loaded.case.timer(ix).is_none() {
                self.starts_timer(id)?;
            }
            let ends = self.loaded.case.timer(ix).map(|timer| timer.ends());
            self.at(ends.unwrap_or(self.at));
        }
        let then = self.then();
        let case = &self.loaded.case;
        let item = case.checklist().item(ix);
        let answer = read(&item.answer, &[words], &then);
        let answer = answer.map_err(|misfit| DemoError::Misfit(item.id.clone(), misfit))?;
        let (by, other) = self.people_for(item);
        let second = (item.two_person && answer == Answer::Done).then_some(other);
        let (item, reason) = (item.id.clone(), reason.map(Text::from));
        self.act(&by, Act::Answer { item, answer, second, reason, again, carried: None })
    }

    /// Who answers an item, and who would be the second.
    fn people_for(&self, item: &Item) -> (Operator, Operator) {
        let Teller { nurse, clinician, .. } = self.teller;
        match item.role {
            Responsible::Clinician => (clinician.clone(), nurse.clone()),
            Responsible::Nurse | Responsible::Either | Responsible::Both => (nurse.clone(), clinician.clone()),
        }
    }

    pub(super) fn starts_timer(&mut self, id: &str) -> Told {
        let item = self.id(id)?;
        self.nurse(Act::StartTimer { item })
    }

    /// The id of an item, so that a misspelt one is told.
    pub(super) fn id(&self, id: &str) -> Result<Id, DemoError> {
        let ix = self.find(id)?;
        Ok(self.loaded.case.checklist().item(ix).id.clone())
    }

    /// From when on the section of an item is due, and from when on it is late.
    pub(super) fn due(&self, item: &str) -> Result<Option<(Moment, Moment)>, DemoError> {
        let section = self.loaded.case.checklist().item(self.find(item)?).section;
        Ok(self.loaded.case.due(section, &self.then()).map(|due| (due.due, due.late)))
    }

    /// The id of the section in which an item stands.
    pub(super) fn section_of(&self, item: &str) -> Result<Id, DemoError> {
        let checklist = self.loaded.case.checklist();
        Ok(checklist.section(checklist.item(self.find(item)?).section).id.clone())
    }

    /// Answers what is open before an item as usual, or as `otherwise` says. What does not apply is left out.
    pub(super) fn goes_to(&mut self, item: &str, otherwise: &[Step<'_>]) -> Told {
        let end = self.find(item)?;
        self.goes_through(ItemIx(0)..end, otherwise)
    }

    /// The same from an item on, up to another one or to the end.
    pub(super) fn goes_between(&mut self, first: &str, end: Option<&str>, otherwise: &[Step<'_>]) -> Told {
        let last = ItemIx(self.loaded.case.checklist().items.len());
        let end = end.map_or(Ok(last), |end| self.find(end))?;
        self.goes_through(self.find(first)?..end, otherwise)
    }

    /// The same with everything that is open.
    pub(super) fn finishes(&mut self, otherwise: &[Step<'_>]) -> Told {
        let end = ItemIx(self.loaded.case.checklist().items.len());
        self.goes_through(ItemIx(0)..end, otherwise)
    }

    fn goes_through(&mut self, items: Range<ItemIx>, otherwise: &[Step<'_>]) -> Told {
        for (ix, usual) in self.teller.normal.iter().filter(|(ix, _)| items.contains(ix)) {
            let case = &self.loaded.case;
            // A timer that the story started is left alone, one that runs by itself is not.
            if case.status(*ix).is_open() && (case.timer(*ix).is_none() || case.touched(*ix).is_none()) {
                let id = case.checklist().item(*ix).id.clone();
                let words =
                    otherwise.iter().find(|(other, _)| id == **other).map_or(usual.as_str(), |(_, words)| words);
                self.answers((id.as_str(), words))?;
            }
        }
        Ok(())
    }

    /// The same up to the time at which the patient leaves, and that time.
    pub(super) fn leaves(&mut self, at: Moment, otherwise: &[Step<'_>]) -> Told {
        self.goes_to("left-at", otherwise)?;
        self.at(at).answers(("left-at", "now"))
    }
}
