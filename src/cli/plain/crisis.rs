//! Crisis cards: read at any time, before anybody said who they are; stamps keep the time of their line.

use super::Plain;
use super::said::sentence;
use super::talk::Heard;
use crate::cli::Session;
use crate::domain::case::{Act, Stamped, missing};
use crate::domain::checklist::Card;
use crate::domain::{CrisisStamp, Text, list};

impl Plain<'_, '_> {
    /// Asks which card, and reads it. In an emergency a wrong word ends nothing, also in a pipe.
    pub(super) fn crisis(&mut self) -> Heard<()> {
        while self.picks_card()? {}
        Ok(())
    }

    /// Whether the list of the cards is asked for again.
    fn picks_card(&mut self) -> Heard<bool> {
        let now = Session::now();
        let cards = self.seat.session.desk.cards(self.case(), &now);
        let named: Vec<_> = cards.iter().map(|card| (card.id.to_string(), card.title.to_string())).collect();
        if named.is_empty() {
            self.talk.say("No checklist here has crisis cards: use the posted ones.");
            return Ok(false);
        }
        self.talk.say("Crisis cards:");
        self.talk.say_all((1..).zip(&named).map(|(n, (_, title))| format!("{n} {title}")));
        loop {
            let said = self.talk.hear()?;
            let nth = said.parse().ok().and_then(|n: usize| cards.get(n.checked_sub(1)?));
            match nth.or_else(|| cards.iter().find(|card| card.id == *said)) {
                _ if said.is_empty() => return Ok(false),
                Some(card) => return self.reads(card),
                None => self.talk.misses("Say the number of a card, or nothing to go back."),
            }
        }
    }

    /// Reads a card and takes its stamps, until somebody goes back; whether to the list of the cards.
    fn reads(&mut self, card: &Card) -> Heard<bool> {
        self.talk.say_all(spoken(card));
        self.stamps(card, CrisisStamp::Opened, None);
        let to_list = loop {
            let said = self.talk.hear()?;
            let drug = said.parse().ok().and_then(|n: usize| card.drugs.get(n.checked_sub(1)?));
            match (said.as_str(), drug) {
                ("", _) => break false,
                ("crisis" | "!", _) => break true,
                ("undo", _) => self.takes_back(card),
                ("called", _) => self.stamps(card, CrisisStamp::Called, None),
                ("arrived", _) => self.stamps(card, CrisisStamp::Arrived, None),
                ("over", _) => self.stamps(card, CrisisStamp::Ended, None),
                ("given", _) if card.drugs.is_empty() => self.stamps(card, CrisisStamp::DrugGiven, None),
                (_, Some(drug)) => self.stamps(card, CrisisStamp::DrugGiven, Some(drug.name.clone())),
                _ => self.talk.misses(HOW),
            }
        };
        let stamps = self.case().map(|case| case.stamps_of(&card.id)).unwrap_or_default();
        let stamps: Vec<Stamped> =
            stamps.into_iter().chain(self.kept.iter().filter(|of| of.card == card.id).cloned()).collect();
        let missing = missing(card.drugs.iter().map(|drug| drug.name.as_str()), &stamps);
        if stamps.len() > 1 && !missing.is_empty() {
            self.talk.say(format_args!("No time for {}.", list(&missing)));
        }
        Ok(to_list)
    }

    /// Takes back the newest stamp on this card of whoever is at the keyboard.
    fn takes_back(&mut self, card: &Card) {
        if let Some(newest) = self.kept.iter().rposition(|kept| kept.card == card.id) {
            let words = self.kept.remove(newest).words();
            return self.talk.say(format_args!("Taken back: {words}, which was not saved."));
        }
        let own = self.step().zip(self.seat.by.as_ref());
        let newest = own.and_then(|(step, by)| step.case().newest_own_stamp(by, &self.seat.session.station));
        let code = self.code().filter(|_| newest == Some(&card.id));
        let Some(code) = code else {
            return self.talk.say("Nothing on this card is your newest entry: nothing was taken back.");
        };
        let undone = self.seat.at(&code.to_string()).and_then(|step| Ok(step.then(Act::Undo)?.own.clone()));
        match undone {
            Ok(own) => self.tells(|telling| own.iter().flat_map(|line| telling.recorded(line)).collect::<Vec<_>>()),
            Err(error) => self.talk.misses(sentence(&error.to_string())),
        }
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
    "Say called, arrived, given or the number of the drug that was given, over, or undo. A blank line leaves the card.";

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
