//! A person's work at a station: cases are opened, made, started and recorded in here, and caught up with. Screens,
//! commands and the demonstration go through it; nothing else asks the store to write into a case.

mod insight;
mod practice;

use crate::domain::case::{Act, Author, Case, Intent, Refusal, RoomCheck, place_fits, still_to_come};
use crate::domain::checklist::{Beside, Card, Checklist, Defect, Handout, ItemIx};
use crate::domain::reference::Sheet;
use crate::domain::{Articles, Carried, Clock, Code, Confirmed, Hash, Id, Line, Now, Pin, Stamp, Text};
use crate::store::{Found, Library, Loaded, NewCase, Save, Store, StoreError, Written, is_local_of, why_unfit};
use std::time::Duration;

/// The records, and the checklists that new cases follow.
#[derive(Debug, Clone)]
pub struct Desk {
    pub store: Store,
    pub library: Library,
}

/// Files that do not count, with what is wrong in them.
pub type Unfit = Vec<(String, Vec<Defect>)>;

/// What starts a planned case, and what its author may be told beside it.
#[derive(Debug)]
pub struct Starting {
    pub act: Act,
    /// Its checklist is no longer there: the case follows the one that it was planned with.
    pub gone: bool,
    /// The files that do not count, with what is wrong in them.
    pub unfit: Unfit,
}

impl Desk {
    pub fn open(&self, code: Code) -> Result<Loaded, StoreError> {
        self.store.load(code)
    }

    /// Opens a case to look at it, unless somebody is writing to it at this moment.
    pub fn glance(&self, code: Code) -> Result<Loaded, StoreError> {
        self.store.clone().with_patience(Duration::ZERO).load(code)
    }

    /// The checklist of this id that a new case would follow.
    pub fn find(&self, id: &Id) -> Result<Option<Found>, StoreError> {
        Ok(self.library.catalogue()?.0.into_iter().find(|found| found.checklist.id == *id))
    }

    /// Makes a case. When this returns its first entry is on the disk.
    pub fn create(&self, new: &NewCase<'_>, author: &Author, now: &Now) -> Result<Loaded, StoreError> {
        if !now.may_be_right() {
            return Err(Refusal::WrongClock { says: now.at }.into());
        }
        place_fits(new.label.as_ref(), new.planned.as_ref())?;
        still_to_come(new.planned.as_ref(), now)?;
        self.store.create(new, || Stamp::first(author.by.clone(), author.station.clone(), now))
    }

    /// What starts a planned case: it follows its checklist as that is today, or the one that it was planned with
    /// where the library no longer has it. One for which something was prepared follows that which it was prepared by.
    pub fn start(&self, loaded: &Loaded) -> Result<Starting, StoreError> {
        if let Some((checklist, overlays)) = loaded.case.prepared_with() {
            let act = Act::Start { checklist: checklist.clone(), overlays: overlays.clone() };
            return Ok(Starting { act, gone: false, unfit: Vec::new() });
        }
        let (today, unfit) = self.today(loaded)?;
        let (checklist, overlays) = self.pin(loaded, today.as_ref())?;
        Ok(Starting { act: Act::Start { checklist, overlays }, gone: today.is_none(), unfit })
    }

    /// The checklist of a planned case as it is today, and the files that do not count.
    fn today(&self, loaded: &Loaded) -> Result<(Option<Found>, Unfit), StoreError> {
        let (found, unfit) = self.library.catalogue()?;
        let id = &loaded.case.pin().id;
        let today = found.into_iter().find(|found| found.checklist.id == *id);
        // One whose values cannot be used is there, and what it was planned with would pass over them.
        match (&today, unfit.iter().find(|(origin, _)| is_local_of(origin, id))) {
            (None, Some((origin, defects))) => {
                let problem = why_unfit(origin, defects);
                Err(StoreError::Unfit { path: origin.into(), problem }.unsaved())
            }
            (Some(_), _) | (None, None) => Ok((today, unfit)),
        }
    }

    /// Keeps what a planned case would follow from now on: its checklist as it is today, or, where that is gone,
    /// what it was planned with.
    fn pin(&self, loaded: &Loaded, today: Option<&Found>) -> Result<(Pin, Vec<Hash>), StoreError> {
        let Some(found) = today else {
            return Ok((loaded.case.pin().clone(), loaded.case.opened().overlays.clone()));
        };
        if found.checklist.record_format() > 1 {
            loaded.case.holds_format_2()?;
        }
        self.store.pin(&found.json, &found.checklist, found.local.as_deref())
    }

    /// Before the first thing that is prepared for a planned case, what it follows is pinned. Whether there is
    /// anything to prepare, `ahead` says of its checklist as that is today.
    pub fn prepare(
        &self,
        loaded: &mut Loaded,
        author: &Author,
        ahead: impl Fn(&Checklist) -> bool,
        clock: &impl Clock,
    ) -> Result<(), StoreError> {
        if loaded.case.planned().is_none() || loaded.case.prepared_with().is_some() {
            return Ok(());
        }
        let today = self.today(loaded)?.0;
        if !ahead(today.as_ref().map_or(loaded.case.checklist(), |found| &found.checklist)) {
            return Ok(());
        }
        let (checklist, overlays) = self.pin(loaded, today.as_ref())?;
        self.store.act(loaded, &author.wants(&loaded.case, Act::Pin { checklist, overlays }), clock)?;
        Ok(())
    }

    /// Records for somebody who named the case by its whole code, which its check character proves.
    pub fn act(
        &self,
        loaded: &mut Loaded,
        author: &Author,
        act: Act,
        clock: &impl Clock,
    ) -> Result<Vec<Line>, StoreError> {
        let intent = author.wants(&loaded.case, act).with_code(Confirmed::Typed);
        self.carry_out(loaded, author, &intent, clock)
    }

    /// Records what somebody wants; of a planned case what it follows is pinned before.
    pub fn carry_out(
        &self,
        loaded: &mut Loaded,
        author: &Author,
        intent: &Intent,
        clock: &impl Clock,
    ) -> Result<Vec<Line>, StoreError> {
        let act = &intent.act;
        let ahead = |checklist: &Checklist| {
            let of_item = act.item().and_then(|id| checklist.find(id.as_str())).map(|ix| checklist.item(ix).section);
            let section = match act {
                Act::Group { section } => checklist.find_section(section.as_str()),
                Act::Preset { preset } => {
                    let filled = checklist.presets.iter().find(|known| known.id == *preset);
                    filled.and_then(|preset| Some(checklist.item(preset.answers.first()?.0).section))
                }
                _ => of_item,
            };
            section.is_some_and(|section| checklist.section(section).ahead)
        };
        self.prepare(loaded, author, ahead, clock)?;
        self.store.act(loaded, intent, clock)
    }

    /// Records what somebody wants in the case that they look at.
    pub fn record(&self, loaded: &mut Loaded, intent: &Intent, clock: &impl Clock) -> Result<Vec<Line>, StoreError> {
        self.store.act(loaded, intent, clock)
    }

    /// Begins to record it: what is to be written, if anything is.
    pub fn begin(
        &self,
        loaded: &mut Loaded,
        intent: &Intent,
        clock: &impl Clock,
        patience: Duration,
    ) -> Result<Option<Save>, StoreError> {
        self.store.begin(loaded, intent, clock, patience)
    }

    /// Ends it, once it was written.
    pub fn finish(&self, loaded: &mut Loaded, written: Written) -> Result<Vec<Line>, StoreError> {
        self.store.finish(loaded, written)
    }

    /// The check of the room that was made for another case today at this station and holds for this one too. Reads
    /// the cases of today: asked for only when somebody stands at such an item.
    pub fn room_check(
        &self,
        case: &Case,
        ix: ItemIx,
        station: &Text,
        now: &Now,
    ) -> Result<Option<Carried>, StoreError> {
        let checklist = case.checklist();
        if !checklist.item(ix).carries_over {
            return Ok(None);
        }
        let others = self.store.codes_of_today(now)?.into_iter().filter(|code| *code != case.code());
        // A record that cannot be read to its end carries nothing over; verify tells of it.
        let whole = others.filter_map(|code| self.glance(code).ok()).filter(|other| other.damage.is_none());
        let checks = whole.filter_map(|other| RoomCheck::made_in(&other.case, checklist, ix, station));
        Ok(RoomCheck::newest(checks, now))
    }

    /// What stands beside the items of a case's checklist, as it was pinned.
    pub fn beside(&self, case: &Case) -> Result<Beside, StoreError> {
        Ok(self.store.pinned_whole(case)?.1)
    }

    /// The article numbers of drugs that the site knows for a case.
    pub fn articles(&self, case: &Case) -> Articles {
        Articles::of(case.checklist(), &self.library.locals_now(case.checklist()))
    }

    /// What there is to look up: of a case as it was pinned, else of every checklist that a new case may follow, with
    /// the files that do not count. What nobody answers by, such as doses, is as the site has set it by now.
    pub fn sheets(&self, of: Option<&Case>) -> Result<(Vec<Sheet>, Unfit), StoreError> {
        let Some(case) = of else {
            let (found, unfit) = self.library.catalogue()?;
            return Ok((found.iter().flat_map(Found::sheets).collect(), unfit));
        };
        let (checklist, beside) = self.store.pinned_whole(case)?;
        let locals = self.library.locals_now(&checklist);
        Ok((Sheet::all(&checklist.with(&locals), &beside), Vec::new()))
    }

    /// The handouts of a case's checklist, with what the site has set by now: nobody answers by a telephone number.
    pub fn handouts(&self, case: &Case) -> Result<(Checklist, Vec<Handout>), StoreError> {
        let (checklist, beside) = self.store.pinned_whole(case)?;
        let locals = self.library.locals_now(&checklist);
        Ok((checklist.with(&locals), beside.handouts))
    }

    /// The crisis cards of a case, or of every checklist where none is open, each once, with what the site has set by
    /// now. A file that does not count takes no card away.
    pub fn cards(&self, case: Option<&Case>, now: &Now) -> Vec<Card> {
        if let Some(case) = case {
            return case.checklist().cards(&self.library.locals_now(case.checklist()), now);
        }
        let mut cards: Vec<Card> = Vec::new();
        for checklist in self.library.checklists() {
            let own = checklist.cards(&self.library.locals_now(&checklist), now).into_iter();
            cards.extend(own.filter(|card| !cards.contains(card)).collect::<Vec<_>>());
        }
        cards
    }

    /// Takes in what other terminals recorded.
    pub fn catch_up(&self, loaded: &mut Loaded) -> Result<Vec<Line>, StoreError> {
        self.store.catch_up(loaded)
    }
}
