//! Crises in a case: which cards were opened, what was stamped on them, and for what there is no time.

use super::Case;
use crate::domain::checklist::{CrisisCard, ItemIx};
use crate::domain::{CaseFact, CrisisStamp, Fact, Id, Moment, Now, Seq, Stamp, Text, counted, list};

/// So long after its newest stamp a crisis is told of on every screen of its case.
const YOUNG: i64 = 60 * 60;

/// A stamp on a crisis card, with the time of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    pub card: Id,
    pub stamp: CrisisStamp,
    pub text: Option<Text>,
    pub at: Moment,
}

/// What was stamped on a card until somebody said that it is over.
#[derive(Debug, Clone)]
pub struct Crisis<'a> {
    pub card: &'a Id,
    first: &'a Stamp,
    pub stamps: Vec<Stamped>,
    /// When the newest of them was recorded.
    newest: Moment,
}

/// For what there is no time on a card with these drugs.
pub fn missing<'a>(drugs: impl Iterator<Item = &'a str>, stamps: &[Stamped]) -> Vec<String> {
    let has = |stamp| stamps.iter().any(|stamped| stamped.stamp == stamp);
    let drugs: Vec<&str> = drugs.collect();
    let names = |drug: &str, text: &Text| text.as_str().to_lowercase().contains(&drug.to_lowercase());
    // Where there is only one drug, it is the one that was given.
    let is_given = |drug: &&str| {
        let mut given = stamps.iter().filter(|stamped| stamped.stamp == CrisisStamp::DrugGiven);
        given.any(|stamped| drugs.len() == 1 || stamped.text.as_ref().is_some_and(|text| names(drug, text)))
    };
    let calls = [CrisisStamp::Called, CrisisStamp::Arrived].into_iter().filter(|stamp| !has(*stamp));
    let given = drugs.iter().filter(|drug| !is_given(drug)).map(ToString::to_string);
    calls.map(|stamp| stamp.said().to_owned()).chain(given).collect()
}

impl Stamped {
    /// What happened, without the time.
    pub fn words(&self) -> String {
        match (&self.text, self.stamp) {
            (Some(drug), CrisisStamp::DrugGiven) => format!("{drug} given"),
            (Some(text), stamp) => format!("{} ({text})", stamp.said()),
            (None, stamp) => stamp.said().to_owned(),
        }
    }
}

impl Crisis<'_> {
    fn is_over(&self) -> bool {
        self.stamps.iter().any(|stamped| stamped.stamp == CrisisStamp::Ended)
    }

    /// Whether it goes on, and was stamped not long ago.
    fn is_young(&self, now: &Now) -> bool {
        !self.is_over() && now.at < self.until()
    }

    /// Until when it is told of.
    pub fn until(&self) -> Moment {
        self.newest.plus_seconds(YOUNG)
    }
}

impl Case {
    /// What was stamped and stands, card by card, oldest first.
    pub fn crises(&self) -> Vec<Crisis<'_>> {
        let mut crises: Vec<Crisis<'_>> = Vec::new();
        for (recorded, fact) in self.facts() {
            let Fact::Case(CaseFact::Crisis { card, stamp, text }) = fact else { continue };
            let stamped = Stamped { card: card.clone(), stamp: *stamp, text: text.clone(), at: recorded.happened() };
            match crises.iter_mut().find(|crisis| crisis.card == card && !crisis.is_over()) {
                Some(going_on) => {
                    going_on.stamps.push(stamped);
                    going_on.newest = recorded.at;
                }
                None => crises.push(Crisis { card, first: recorded, stamps: vec![stamped], newest: recorded.at }),
            }
        }
        crises
    }

    /// Whether a card was opened, and is not over or long past.
    pub fn is_young(&self, card: &Id, now: &Now) -> bool {
        self.crises().iter().any(|crisis| crisis.card == card && crisis.is_young(now))
    }

    /// What was stamped on a card last.
    pub fn stamps_of(&self, card: &Id) -> Vec<Stamped> {
        let own = self.crises().into_iter().rev().find(|crisis| crisis.card == card);
        own.map(|crisis| crisis.stamps).unwrap_or_default()
    }

    /// The crisis that was stamped last, while it is young.
    pub fn young_crisis(&self, now: &Now) -> Option<Crisis<'_>> {
        let young = |crisis: &Crisis<'_>| self.closed().is_none() && crisis.is_young(now);
        self.crises().into_iter().filter(young).max_by_key(|crisis| crisis.newest)
    }

    /// A crisis on a line: its newest stamps first, and how many other cards are young.
    pub fn say_crisis(&self, crisis: &Crisis<'_>, now: &Now) -> Text {
        let rest = crisis.stamps.iter().rev().filter(|stamped| stamped.stamp != CrisisStamp::Opened);
        let rest: Vec<String> = rest.map(|stamped| format!("{} {}", stamped.words(), now.say(stamped.at))).collect();
        let rest = if rest.is_empty() { String::new() } else { format!(": {}", rest.join(", ")) };
        let others = self.crises();
        let young = others.iter().filter(|other| other.card != crisis.card && other.is_young(now)).count();
        let others =
            if young > 0 { format!(" (and {})", counted(young, "other card", "other cards")) } else { String::new() };
        let (title, first) = (self.card_title(crisis.card), crisis.first);
        let words = format!("CRISIS {title}{others} opened {} {}{rest}", now.say(first.happened()), first.by.code);
        Text::sanitise(&words)
    }

    /// For what there is no time on the cards that were opened, in words.
    pub fn crisis_gaps(&self) -> Vec<Text> {
        let gap = |crisis: Crisis<'_>| {
            let card = self.checklist.card(crisis.card.as_str())?;
            let missing = missing(card.drugs.iter().map(|drug| drug.name.as_str()), &crisis.stamps);
            let words = || format!("{}: no time for {}", card.title, list(&missing));
            (!missing.is_empty()).then(|| Text::sanitise(&words()))
        };
        self.crises().into_iter().filter_map(gap).collect()
    }

    pub fn card_title<'a>(&'a self, card: &'a Id) -> &'a str {
        self.checklist.card(card.as_str()).map_or(card.as_str(), |card| card.title.as_str())
    }

    /// The card that a stop at an item names, else the item itself.
    pub fn card_at(&self, ix: ItemIx) -> Option<&CrisisCard> {
        let item = self.checklist.item(ix);
        let of_stop = self.stops(ix).iter().find_map(|stop| self.stop_card(stop));
        self.checklist.card(of_stop.or(item.card.as_ref())?.as_str())
    }

    /// The card on which the newest action of somebody stamped something, where it did that alone.
    pub fn newest_own_stamp(&self, by: &crate::domain::Operator, station: &Text) -> Option<&Id> {
        self.stamped_card(self.newest_own(by, station)?)
    }

    pub(super) fn takes_back_stamps(&self, facts: &[Fact]) -> bool {
        let stamps = |entries: &[Seq]| entries.iter().all(|seq| self.stamped_card(*seq).is_some());
        matches!(facts, [Fact::Case(CaseFact::Undone { entries })] if stamps(entries))
    }

    fn stamped_card(&self, seq: Seq) -> Option<&Id> {
        match &self.entries.iter().find(|line| line.entry.stamp.seq == seq)?.entry.fact {
            Some(Fact::Case(CaseFact::Crisis { card, .. })) => Some(card),
            Some(_) | None => None,
        }
    }
}
