//! Crisis cards: read at any time, before anybody said who they are; stamps keep the time of their line.

use super::Plain;
use super::said::sentence;
use super::talk::Heard;
use crate::cli::Session;
use crate::domain::case::{Act, Stamped, missing};
use crate::domain::checklist::Card;
use crate::domain::{CrisisStamp, Text, list};

impl Plain<'_, '_> {
    /// Asks which card, and reads it.
    pub(super) fn crisis(&mut self) -> Heard<()> {
        let now = Session::now();
        let cards = self.seat.session.desk.cards(self.case(), &now);
        let named: Vec<_> = cards.iter().map(|card| (card.id.to_string(), card.title.to_string())).collect();
        if named.is_empty() {
            return self.talk.refuse("No checklist here has crisis cards: use the posted ones.");
        }
        self.talk.say("Crisis cards:");
        self.talk.say_all((1..).zip(&named).map(|(n, (_, title))| format!("{n} {title}")));
        loop {
            let said = self.talk.hear()?;
            let nth = said.parse().ok().and_then(|n: usize| cards.get(n.checked_sub(1)?));
            match nth.or_else(|| cards.iter().find(|card| card.id == *said)) {
                _ if said.is_empty() => return Ok(()),
                Some(card) => return self.reads(card),
                None => self.talk.refuse("Say the number of a card, or nothing to go back.")?,
            }
        }
    }

    /// Reads a card and takes its stamps, until somebody goes back.
    fn reads(&mut self, card: &Card) -> Heard<()> {
        self.talk.say_all(spoken(card));
        self.stamps(card, CrisisStamp::Opened, None);
        loop {
            let said = self.talk.hear()?;
            let drug = said.parse().ok().and_then(|n: usize| card.drugs.get(n.checked_sub(1)?));
            match (said.as_str(), drug) {
                ("", _) => break,
                ("called", _) => self.stamps(card, CrisisStamp::Called, None),
                ("arrived", _) => self.stamps(card, CrisisStamp::Arrived, None),
                ("over", _) => self.stamps(card, CrisisStamp::Ended, None),
                ("given", _) if card.drugs.is_empty() => self.stamps(card, CrisisStamp::DrugGiven, None),
                (_, Some(drug)) => self.stamps(card, CrisisStamp::DrugGiven, Some(drug.name.clone())),
                _ => self.talk.refuse(HOW)?,
            }
        }
        let stamps = self.case().map(|case| case.stamps_of(&card.id)).unwrap_or_default();
        let stamps: Vec<Stamped> =
            stamps.into_iter().chain(self.kept.iter().filter(|of| of.card == card.id).cloned()).collect();
        let missing = missing(card.drugs.iter().map(|drug| drug.name.as_str()), &stamps);
        if stamps.len() > 1 && !missing.is_empty() {
            self.talk.say(format_args!("No time for {}.", list(&missing)));
        }
        Ok(())
    }

    /// Stamps at the time of the line. What cannot be saved now is kept until somebody is there, in a case.
    fn stamps(&mut self, card: &Card, stamp: CrisisStamp, text: Option<Text>) {
        let stamped = Stamped { card: card.id.clone(), stamp, text, at: Session::now().at };
        let words = stamped.words();
        let is_opening = stamp == CrisisStamp::Opened;
        if is_opening && self.kept_or_saved(card) {
            return;
        }
        self.kept.push(stamped);
        let saved = self.saves_stamps();
        if !is_opening || saved.is_err() {
            match saved {
                Ok(()) => self.talk.say(format_args!("Recorded: {words}.")),
                Err(why) => self.talk.say(format_args!("NOT SAVED: {words}. {why}")),
            }
        }
    }

    /// Whether the card counts as opened already.
    fn kept_or_saved(&self, card: &Card) -> bool {
        let saved = self.case().is_some_and(|case| !case.stamps_of(&card.id).is_empty());
        saved || self.kept.iter().any(|kept| kept.card == card.id)
    }

    /// Whether what was kept belongs to the case that was opened.
    pub(super) fn asks_about_stamps(&mut self) -> Heard<()> {
        if self.kept.is_empty() {
            return Ok(());
        }
        let question = format!("NOT SAVED: {}. Do they belong to this case? yes, or nothing.", self.kept_in_words());
        if self.agrees(&question)? {
            let words = self.kept_in_words();
            match self.saves_stamps() {
                Ok(()) => self.talk.say(format_args!("Recorded: {words}.")),
                Err(why) => self.talk.say(format_args!("NOT SAVED: {why}")),
            }
        }
        Ok(())
    }

    pub(super) fn kept_in_words(&self) -> String {
        let now = Session::now();
        let each = self.kept.iter().map(|kept| format!("{} {} {}", kept.card, kept.words(), now.say(kept.at)));
        each.collect::<Vec<_>>().join(", ")
    }

    /// Saves what was kept in the case that is open.
    fn saves_stamps(&mut self) -> Result<(), String> {
        if self.kept.is_empty() {
            return Ok(());
        }
        if self.seat.by.is_none() {
            return Err("Nobody has said who they are; it is kept until then.".to_owned());
        }
        let Some(code) = self.code() else { return Err("No case is open; it is kept until one is.".to_owned()) };
        let step = self.seat.at(&code.to_string()).map_err(|error| sentence(&error.to_string()))?;
        let stamps = self.kept.clone();
        step.then(Act::Stamps { stamps }).map_err(|error| sentence(&error.to_string()))?;
        self.kept.clear();
        self.visit.has_recorded = true;
        Ok(())
    }
}

const HOW: &str =
    "Say called, arrived, given or the number of the drug that was given, or over. A blank line leaves the card.";

/// A card line by line: the steps by number, whom to call, the drugs with their doses.
fn spoken(card: &Card) -> Vec<String> {
    let mut said = vec![sentence(card.title.as_str())];
    said.extend(card.steps.iter().zip(1..).map(|(step, n)| format!("Step {n}: {}", sentence(step.as_str()))));
    let telephone = card.telephone.as_ref().map(|set| match &set.value {
        Some((number, by)) => format!(", {number} ({by})"),
        None => ", no number is set here".to_owned(),
    });
    said.push(format!("Call {}{}.", card.call, telephone.unwrap_or_default()));
    for (drug, n) in card.drugs.iter().zip(1..) {
        let dose = match &drug.value {
            Some((dose, by)) => format!("{dose} ({by})"),
            None => "no dose is set here: use the posted one".to_owned(),
        };
        said.push(format!("Drug {n}, {}: {dose}.", drug.name));
    }
    said.extend(card.reviewed.mark().map(|mark| format!("{mark}.")));
    said.push(HOW.to_owned());
    said
}
