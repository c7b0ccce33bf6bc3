//! A case item by item: what is asked, what somebody says to it, and what was recorded.

use super::asking::no_words;
use super::line::{Given, Meaning, Own, meaning};
use super::said::sentence;
use super::talk::{End, Heard};
use super::{Plain, Ran, Visit};
use crate::cli::Session;
use crate::domain::case::{Case, Next, Refusal, Status};
use crate::domain::checklist::{ItemIx, PhaseIx};
use crate::domain::{Code, Id, Line, Now, Stamp, Text};

/// So many of another terminal's entries are told one by one.
const MOST_TOLD: usize = 5;

impl Plain<'_, '_> {
    /// Works in a case until somebody leaves it.
    pub(super) fn visits(&mut self, code: Code) -> Heard<()> {
        if !self.enters(code)? {
            return Ok(());
        }
        loop {
            self.news();
            let in_short = self.telling().map(|telling| telling.in_short(self.visit.at)).unwrap_or_default();
            if std::mem::take(&mut self.visit.is_new) {
                self.asks();
                self.asked = in_short;
            } else {
                self.waits_for(in_short);
            }
            let line = self.hears()?;
            self.looks_at_clock();
            if !self.takes(&line)? {
                break;
            }
        }
        if let Err(error) = self.holds() {
            self.talk.refuse(error)?;
        }
        Ok(())
    }

    fn looks_at_clock(&mut self) {
        if let Some(step) = &mut self.seat.open {
            step.now = Session::now();
        }
    }

    /// Opens a case: says where and what it is; whoever takes it up again shows its code. Whether it is open.
    fn enters(&mut self, code: Code) -> Heard<bool> {
        if let Err(error) = self.seat.at(&code.to_string()) {
            self.talk.refuse(sentence(&error.to_string()))?;
            return Ok(false);
        }
        let Some(step) = &mut self.seat.open else { return Ok(false) };
        // Whoever named it did not read the code from the chart.
        (step.shown, step.now) = (None, Session::now());
        let (case, now) = (step.case(), &step.now);
        let outlook = case.outlook(now);
        let is_open = |ix: &ItemIx| case.status(*ix).is_open();
        let left = outlook.left.clone().filter(|_| case.entries().len() > 1 && case.closed().is_none());
        let next = asked_next(case, &outlook.next);
        let at = left.as_ref().and_then(|hold| hold.item).filter(is_open).filter(|_| next.is_some()).or(next);
        let damage = step.loaded.damage.as_ref().map(|damage| format!("DAMAGED, only read: {damage}."));
        let caveats = step.loaded.caveats().lines();
        let stops = case.all_stops().into_iter().cloned().collect();
        let known = case.entries().len();
        self.visit = Visit { at, is_new: true, known, stops, ..Visit::default() };
        self.tells(|telling| telling.opening());
        self.talk.say_all(caveats.into_iter().map(|line| sentence(&line)));
        self.talk.say_all(damage);
        if left.is_some() && next.is_some() {
            self.takes_up()?;
        }
        self.asks_about_stamps()?;
        Ok(true)
    }

    /// Whoever goes on where the case was left shows its code, where the rules ask for it.
    fn takes_up(&mut self) -> Heard<()> {
        let Some((step, author)) = self.step().zip(self.seat.author().ok()) else { return Ok(()) };
        let stamp = Stamp::first(author.by, author.station, &step.now);
        let Some(why) = step.case().asks_code_of(&stamp) else { return Ok(()) };
        let word = if step.case().hold().is_some() { "resume" } else { "confirm" };
        let Some(shown) = self.asks_code(why)? else {
            self.talk.say("You may look; what you record asks for the code.");
            return Ok(());
        };
        if let Some(step) = &mut self.seat.open {
            step.shown = Some(shown);
        }
        self.command(word, Vec::new())
    }

    /// Tells what came from elsewhere or with time: another terminal's entries, stops that stand, timers that ended.
    fn news(&mut self) {
        self.looks_at_clock();
        let session = self.seat.session;
        let Some(step) = &mut self.seat.open else { return };
        let theirs = session.desk.catch_up(&mut step.loaded);
        match theirs {
            Ok(lines) => {
                // What stands at the item at hand is said anew.
                let at = self.visit.at;
                let find = |line: &Line| self.case()?.checklist().find(line.entry.fact.as_ref()?.item()?.as_str());
                self.visit.is_new |= lines.iter().any(|line| at.is_some() && find(line) == at);
                self.others_recorded(&lines);
            }
            Err(error) => self.talk.say(sentence(&error.to_string())),
        }
        self.stops_stand();
        let Some(step) = self.step() else { return };
        let over = step.case().timers().into_iter().filter(|(_, timer)| timer.ends() <= step.now.at);
        let over: Vec<_> = over.filter(|ended| !self.visit.ended.contains(ended)).collect();
        for (ix, timer) in over {
            self.visit.ended.push((ix, timer));
            self.tells(|telling| {
                let (name, id) = (telling.case.name(ix), &telling.case.checklist().item(ix).id);
                [format!("Timer ended: {name}. go {id}, then end, records it.")]
            });
        }
    }

    fn others_recorded(&mut self, lines: &[Line]) {
        self.tells(|telling| {
            let told = lines.iter().take(MOST_TOLD);
            let told = told.map(|line| {
                let words = telling.case.say_entry(line, telling.now);
                format!("{} recorded: {}", line.entry.stamp.by, sentence(words.as_str()))
            });
            let more = lines.len().saturating_sub(MOST_TOLD);
            told.chain((more > 0).then(|| format!("And {more} more."))).collect::<Vec<_>>()
        });
    }

    /// A stop that has begun to stand is what is told next.
    pub(super) fn stops_stand(&mut self) {
        let Some(case) = self.case() else { return };
        let stops: Vec<_> = case.all_stops().into_iter().cloned().collect();
        let new = stops.iter().find(|stop| !self.visit.stops.contains(stop)).map(|stop| stop.item);
        self.visit.stops = stops;
        if let Some(ix) = new {
            (self.visit.at, self.visit.is_new) = (Some(ix), true);
        }
    }

    /// Says what is asked, and remembers what of it was seen.
    fn asks(&mut self) {
        let Some(case) = self.case() else { return };
        let Some(ix) = self.visit.at else {
            return self.tells(|telling| [telling.nothing_asked(&telling.case.next(telling.now))]);
        };
        let section = case.checklist().item(ix).section;
        let seen = Some((ix, case.touched(ix)));
        let elsewhere = case.all_stops().into_iter().find(|_| case.stops(ix).is_empty()).map(|stop| stop.item);
        // What somebody else says, they answer themselves.
        let by = self.seat.by.clone().filter(|_| self.said_by.is_none());
        if self.visit.section.replace(section) != Some(section) {
            self.tells(|telling| telling.section(section));
        }
        self.tells(|telling| {
            let stop = elsewhere.map(|on| format!("STOP stands at {}: go stop.", telling.case.name(on)));
            stop.into_iter().chain(telling.at(ix, by.as_ref())).collect::<Vec<_>>()
        });
        if let Some(step) = &mut self.seat.open {
            step.seen = seen;
        }
    }

    /// Takes what was said; whether somebody stays in the case.
    fn takes(&mut self, line: &str) -> Heard<bool> {
        match meaning(line, self.place()) {
            Meaning::Nothing => self.visit.is_new = true,
            Meaning::Own(Own::Leave, _) => return Ok(false),
            Meaning::Own(Own::Quit, _) => return Err(End::Left),
            Meaning::Own(own, words) => self.own(own, &words)?,
            Meaning::Command(word, words) => {
                self.command(&word, words)?;
                return Ok(word != "hold");
            }
            Meaning::NotRight(why) => self.answers(Vec::new(), Some(why))?,
            Meaning::Answer(values) => self.answers(values, None)?,
            Meaning::NoWords => self.talk.refuse(no_words(line))?,
        }
        Ok(true)
    }

    /// An answer to what is asked. What stands at a stop is only changed by saying how: what was said before it stood
    /// was meant for something else.
    fn answers(&mut self, values: Vec<String>, not_right: Option<String>) -> Heard<()> {
        let Some((place, ix)) = self.place().and_then(|place| Some((place, place.at?))) else {
            return self.talk.refuse("Nothing is asked now. go goes to what is next; help says the words.");
        };
        if !place.case.stops(ix).is_empty() {
            return self.talk.refuse("A STOP stands here. Begin with answer, again, stop or override; next leaves it.");
        }
        let status = place.case.status(ix);
        if matches!(status, Status::Answered(..)) {
            let how = "Begin with answer to correct it, with again for a new finding";
            return self.talk.refuse(format_args!("This is answered. {how}; next goes on."));
        }
        if matches!(status, Status::Deferred(..)) {
            return self.talk.refuse("This was put off. Begin with answer; next goes on.");
        }
        let item = place.case.checklist().item(ix);
        let ticks_room = item.carries_over && values.is_empty() && not_right.is_none();
        let given = Given::answer(place, ix, values);
        let given = match not_right {
            Some(why) if why.is_empty() => {
                let Some(why) = self.asks_words("What is not right?")? else {
                    self.gives_up();
                    return Ok(());
                };
                given.with("not-right", Some(&why))
            }
            Some(why) => given.with("not-right", Some(&why)),
            None => given,
        };
        let given = if ticks_room { self.asks_room(ix, given)? } else { Some(given) };
        match given {
            Some(given) => self.records(given),
            None => {
                self.gives_up();
                Ok(())
            }
        }
    }

    pub(super) fn gives_up(&mut self) {
        self.talk.say("Nothing was recorded.");
    }

    /// A command with the words behind it.
    fn command(&mut self, word: &str, words: Vec<String>) -> Heard<()> {
        if ["new", "run"].contains(&word) {
            return self.talk.refuse("Leave this case first: leave goes back to the list.");
        }
        if word == "undo" && !self.may_undo() {
            let nothing = Refusal::<Id>::NothingToUndo.to_string();
            return self.talk.refuse(format_args!("Not recorded: {}", sentence(&nothing)));
        }
        let mut given = match Given::new(word, words, self.place()) {
            Ok(given) => given,
            Err(why) => return self.talk.refuse(sentence(Text::sanitise(&why).as_str())),
        };
        if word == "sign" && !given.lacks.is_empty() && !self.asks_to_sign(&mut given)? {
            return Ok(());
        }
        if word == "close" {
            self.tells(|telling| telling.case.crisis_gaps().into_iter().map(|gap| format!("Crisis: {gap}.")));
        }
        self.records(given)
    }

    /// What was recorded on an earlier visit nobody has in mind.
    fn may_undo(&self) -> bool {
        let Some((case, by)) = self.case().zip(self.seat.by.as_ref()) else { return false };
        let newest = case.newest_own(by, &self.seat.session.station);
        newest.is_some_and(|action| action > self.visit.known as u64)
    }

    /// Carries a command out, and says what was recorded.
    fn records(&mut self, mut given: Given) -> Heard<()> {
        self.adds_how(&mut given);
        let before = self.entries();
        if let Some(step) = &mut self.seat.open {
            step.own.clear();
        }
        let ran = self.carries_out(given.clone())?;
        if let Some(step) = &mut self.seat.open {
            step.shown = None;
        }
        let Some(Ran { looks, printed }) = ran else {
            // What somebody else recorded meanwhile was told of now.
            self.visit.is_new |= self.entries() != before;
            return Ok(());
        };
        let own = self.step().map(|step| step.own.clone()).unwrap_or_default();
        if looks {
            self.says_printed(&given, &printed);
        } else {
            self.recorded(&own);
        }
        Ok(())
    }

    fn entries(&self) -> usize {
        self.case().map_or(0, |case| case.entries().len())
    }

    /// When it happened and who said it, where that was said before. Coming, going and signing happen now.
    fn adds_how(&mut self, given: &mut Given) {
        let takes = |name: &str| super::line::has_option(&given.word, name);
        if ["sign", "resume", "confirm", "start"].contains(&given.word.as_str()) || !takes("stated-by") {
            return;
        }
        if let Some(at) = &self.late {
            given.options.entry("at".to_owned()).or_insert_with(|| Some(at.clone()));
        }
        if let Some(by) = &self.said_by {
            given.options.entry("stated-by".to_owned()).or_insert_with(|| Some(by.to_string()));
        }
    }

    /// Whether leaving is recorded, and at which item: somebody recorded, and something is open.
    pub(super) fn held_at(&self, at: Option<ItemIx>) -> Option<String> {
        let step = self.step().filter(|_| self.visit.has_recorded)?;
        let case = step.case();
        let next = next_item(case, &step.now).filter(|_| case.closed().is_none())?;
        let item = at.filter(|ix| case.status(*ix).is_open()).unwrap_or(next);
        Some(case.checklist().item(item).id.to_string())
    }

    /// The phase that is complete and waits for its sign-off, or else this one, and what signing it covers.
    pub(super) fn phase_to_sign(&self) -> Option<(String, Vec<String>)> {
        let (case, telling) = (self.case()?, self.telling()?);
        let phases = || (0..case.checklist().phases.len()).map(PhaseIx);
        let waits = phases().find(|phase| case.waits_for_sign_off(*phase));
        let here = || phases().find(|phase| !case.is_signed_off(*phase));
        let phase = waits.or_else(here)?;
        Some((case.checklist().phase(phase).id.to_string(), telling.signing(phase)))
    }
}

/// What is next, where it is an item.
fn asked_next(case: &Case, next: &Next) -> Option<ItemIx> {
    match next {
        Next::Item(_) | Next::Stop(_) => next.item(case),
        Next::Start(_) | Next::Wait(_) | Next::Close | Next::Nothing => None,
    }
}

pub(super) fn next_item(case: &Case, now: &Now) -> Option<ItemIx> {
    asked_next(case, &case.next(now))
}
