//! Answering the current item: ticking, typing, choosing, correcting, checking again.

use super::AtCase;
use crate::app::entry::{Typed, ValueEntry, digit_index};
use crate::app::{Dialog, Effect, Key, PersonEntry, PersonFor, ReasonEntry, ReasonFor, RunAction, Turn, Way};
use crate::domain::case::{Act, Status};
use crate::domain::checklist::{AnswerType, Choice, Direction, Item, ItemIx};
use crate::domain::{Answer, Fact, ItemFact, Mode, Operator, Role, Text};

/// An answer on its way into the record, with what was asked for it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub item: ItemIx,
    pub answer: Answer,
    /// Who confirms it as the second.
    pub second: Option<Operator>,
    /// Why it is corrected.
    pub reason: Option<Text>,
    /// A new finding beside the earlier one.
    pub again: bool,
}

impl Given {
    pub(in crate::app) fn new(item: ItemIx, answer: Answer) -> Self {
        Self { item, answer, second: None, reason: None, again: false }
    }

    fn act(&self, item: &Item) -> Act {
        let Self { answer, second, reason, again, .. } = self.clone();
        Act::Answer { item: item.id.clone(), answer, second, reason, again, carried: None }
    }
}

impl<'a> AtCase<'a> {
    fn spec(&self) -> &'a AnswerType {
        &self.case.checklist().item(self.run.cursor).answer
    }

    fn is_again(&self, ix: ItemIx) -> bool {
        self.run.again == Some(ix)
    }

    /// An answer of the current item; a new finding where that was said.
    fn finds(&mut self, answer: Answer) -> Turn {
        let item = self.run.cursor;
        self.answer(Given { again: self.is_again(item), ..Given::new(item, answer) })
    }

    /// Space: ticks a check, records the present moment, begins another value, starts or ends a timer. Does nothing on
    /// a choice or a stop.
    pub(super) fn tick(&mut self) -> Turn {
        let ix = self.run.cursor;
        let (item, status) = (self.case.checklist().item(ix), self.case.status(ix));
        match (&item.answer, &status) {
            (AnswerType::Check, Status::Answered(_, Answer::Done)) if !self.is_again(ix) => {
                let (undo, not_right) = (self.shell.key(RunAction::Undo), self.shell.key(RunAction::NotRight));
                self.say(&format!(
                    "already done; {undo} takes back your own last entry, {not_right} says that it is not right"
                ))
            }
            (AnswerType::Check, Status::Answered(..) | Status::Overridden { .. }) if !self.is_again(ix) => {
                let [enter, again, tick] =
                    [RunAction::Enter, RunAction::Again, RunAction::Tick].map(|action| self.shell.key(action));
                self.say(&format!("{enter} decides about the stop; {again}, then {tick}: checked again and right now"))
            }
            (AnswerType::Check, status) if item.carries_over && status.is_open() && self.shell.operator.is_some() => {
                Turn::wants(Effect::TickRoom(ix))
            }
            (AnswerType::Check, _) => self.finds(Answer::Done),
            (AnswerType::Choice { .. }, _) => self.say("press the number of the option"),
            (AnswerType::Timer { .. }, Status::Open { running: None }) => {
                self.record(Act::StartTimer { item: item.id.clone() })
            }
            (AnswerType::Timer { .. }, _) => {
                let ended = Answer::TimerEnded(self.shell.late.unwrap_or(self.at.now.at));
                self.answer(Given::new(ix, ended))
            }
            (AnswerType::Time { points: Direction::Now }, Status::Open { .. }) => {
                self.finds(Answer::Time(self.shell.late.unwrap_or(self.at.now.at)))
            }
            (
                AnswerType::Number { .. }
                | AnswerType::Text { .. }
                | AnswerType::Date { .. }
                | AnswerType::Time { .. }
                | AnswerType::Fields { .. },
                _,
            ) => self.begin(ix, None),
        }
    }

    /// Enter: decides about the item's stop, begins its value; says which key answers otherwise.
    pub(super) fn enter(&mut self) -> Turn {
        let ix = self.run.cursor;
        if !self.case.stops(ix).is_empty() {
            return Turn::open(Dialog::Stop(ix));
        }
        match self.spec() {
            AnswerType::Check => self.say(&format!(
                "{} ticks it, {} says that it is not right",
                self.shell.key(RunAction::Tick),
                self.shell.key(RunAction::NotRight)
            )),
            AnswerType::Timer { .. } => {
                self.say(&format!("{} starts and ends the timer", self.shell.key(RunAction::Tick)))
            }
            AnswerType::Choice { several: false, .. } => self.say("press the number of the option"),
            AnswerType::Choice { .. }
            | AnswerType::Number { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }
            | AnswerType::Fields { .. } => self.begin(ix, None),
        }
    }

    /// The way out of a stop that corrects another answer on which it rests, one of those that its panel names.
    pub(in crate::app) fn change(&mut self, stop: ItemIx, which: usize) -> Turn {
        let Some(on) = self.case.resolved_by(stop).get(which).copied() else {
            return self.say("no other answer is named there").or(Some(Dialog::Stop(stop)));
        };
        self.goes_to(Some(on));
        match self.case.answer(on) {
            Some((_, Answer::Done)) => ReasonEntry::ask(ReasonFor::NotRight(on)),
            _ => self.correct(on),
        }
    }

    /// The way out of a stop that corrects an answer: the cursor stands on the item, ready for the right one.
    pub(in crate::app) fn correct(&mut self, ix: ItemIx) -> Turn {
        self.run.again = None;
        self.run.correcting = Some(ix);
        match &self.case.checklist().item(ix).answer {
            AnswerType::Check => ReasonEntry::ask_in_words(ReasonFor::Correct(ix, Answer::Done)),
            AnswerType::Choice { several: false, .. } => self.say("press the number of the right option"),
            _ => self.begin(ix, None),
        }
    }

    pub(in crate::app) fn again(&mut self, ix: ItemIx) -> Turn {
        self.run.again = Some(ix);
        match &self.case.checklist().item(ix).answer {
            AnswerType::Check => {
                let [tick, not_right] = [RunAction::Tick, RunAction::NotRight].map(|action| self.shell.key(action));
                self.say(&format!("checked again: {tick} if it is right, {not_right} if not"))
            }
            AnswerType::Choice { several: false, .. } => {
                self.say("checked again: press the number of what is found now")
            }
            _ => self.begin(ix, None),
        }
    }

    /// Begins to type or to pick; `first` is a character that was typed already.
    fn begin(&mut self, ix: ItemIx, first: Option<char>) -> Turn {
        if matches!(self.case.status(ix), Status::Pending | Status::Inactive { .. }) {
            return Turn::refuse(&format!(
                "This item waits for another one; {} goes to what is next.",
                self.shell.key(RunAction::Go(Way::ToNext))
            ));
        }
        let spec = &self.case.checklist().item(ix).answer;
        let recorded = self.case.answer(ix).map(|(_, answer)| answer);
        self.run.entry = ValueEntry::begin(ix, spec, recorded, self.is_again(ix), first);
        if let (AnswerType::Fields { each: Some(each), .. }, Some(entry)) = (spec, &mut self.run.entry)
            && let Some((_, chosen)) = self.case.answer(*each)
        {
            entry.gives_each(chosen.ids());
        }
        // What happened earlier did not happen now: the time that is proposed is the one that was said.
        if let (Some(late), None, AnswerType::Time { points: Direction::Now }, Some(entry)) =
            (self.shell.late, first, spec, &mut self.run.entry)
        {
            entry.propose(late, self.at.now);
        }
        Turn::default()
    }

    /// Whether a letter is what is typed at the current item, not a key: words, dates and times that are still
    /// open take each, a number those with which a word begins that may stand for it, so that a first word never
    /// becomes a command.
    pub(super) fn takes_letter(&self, c: char) -> bool {
        let writable = self.case.closed().is_none() && self.run.read_only.is_none();
        let open = writable && matches!(self.case.status(self.run.cursor), Status::Open { .. });
        let begins = |word: &Choice| word.id.as_str().starts_with(c.to_ascii_lowercase());
        let takes = || match self.spec() {
            AnswerType::Number { alternatives, .. } => alternatives.iter().any(begins),
            spec => takes_words(spec),
        };
        open && self.run.keys != Some(self.run.cursor) && c.is_alphabetic() && takes()
    }

    /// Begins to type with a letter; whether it is one.
    pub(in crate::app) fn begins_with(&mut self, key: Key) -> bool {
        match key {
            Key::Char(c) if self.takes_letter(c) => {
                self.shell.notice = None;
                self.begin(self.run.cursor, Some(c));
                true
            }
            _ => false,
        }
    }

    /// Whether a digit or a sign answers the current item by itself, or says at once why it cannot.
    pub(in crate::app) fn chooses(&self, c: char) -> bool {
        let picks = || matches!(self.spec(), AnswerType::Choice { several: true, .. }) && self.alone(c).is_none();
        self.spec().signed(c).is_some() || c.is_ascii_digit() && !is_typed(self.spec()) && !picks()
    }

    /// Whether a character begins or chooses an answer of the current item, or says how it is answered.
    pub(in crate::app) fn takes(&self, c: char) -> bool {
        c.is_ascii_digit() || !c.is_alphabetic() && is_typed(self.spec())
    }

    /// A digit answers a choice, begins a number, or picks the first of several options. So does another sign
    /// begin what is typed, and none is lost: without its point ".5" would be ten times as much, "<5" would read "5".
    pub(in crate::app) fn begins_or_chooses(&mut self, c: char) -> Turn {
        self.shell.notice = None;
        match self.read_only() {
            Some(words) if is_typed(self.spec()) => Turn::refuse(&words),
            Some(words) => self.fail(&words),
            None => self.digit(c),
        }
    }

    /// The option that a digit stands for.
    fn option(&self, c: char) -> Option<&'a Choice> {
        self.spec().options().get(digit_index(c)?)
    }

    /// What excludes all others ("none") is whole with its digit.
    fn alone(&self, c: char) -> Option<&'a Choice> {
        self.option(c).filter(|option| option.alone)
    }

    fn digit(&mut self, c: char) -> Turn {
        let ix = self.run.cursor;
        let is_said = self.is_again(ix) || self.run.correcting == Some(ix);
        match self.spec() {
            // Whether it was entered wrongly or is found anew, nobody says by another digit alone.
            AnswerType::Choice { .. } if !is_said && !self.case.stops(ix).is_empty() => Turn::open(Dialog::Stop(ix)),
            AnswerType::Choice { several, .. } => {
                let whole = if *several { self.alone(c) } else { self.option(c) };
                match whole.map(|option| Answer::Choice(vec![option.id.clone()])) {
                    Some(answer) => self.finds(answer),
                    None if *several => self.begin_then(c),
                    None => self.say("there is no such option"),
                }
            }
            AnswerType::Number { .. } if self.spec().signed(c).is_some() => self.begin_then(c),
            AnswerType::Number { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Text { .. } => {
                self.begin(ix, Some(c))
            }
            AnswerType::Fields { .. } => self.begin_then(c),
            AnswerType::Check | AnswerType::Timer { .. } => {
                self.say(&format!("{} ticks this item", self.shell.key(RunAction::Tick)))
            }
        }
    }

    fn begin_then(&mut self, c: char) -> Turn {
        let begun = self.begin(self.run.cursor, None);
        if self.run.entry.is_some() { self.type_value(Key::Char(c)) } else { begun }
    }

    /// Records an answer, after asking for what it still needs: who is there, why it is corrected, a second person.
    pub(in crate::app) fn answer(&mut self, given: Given) -> Turn {
        let Some(operator) = &self.shell.operator else {
            let asks = self.ask_operator();
            self.shell.say("say first who is at the keyboard");
            return asks;
        };
        let item = self.case.checklist().item(given.item);
        let requires = self.case.requires(&given.act(item));
        if requires.reason && given.reason.is_none() {
            let in_words = self.case.comes_late(given.item) || !self.case.stops(given.item).is_empty();
            let ask = if in_words { ReasonEntry::ask_in_words } else { ReasonEntry::ask };
            return ask(ReasonFor::Correct(given.item, given.answer));
        }
        if requires.second && given.second.is_none() {
            if !self.case.is_open(item.section) {
                return Turn::refuse(&format!(
                    "This section is not open yet; {} goes to what is next.",
                    self.shell.key(RunAction::Go(Way::ToNext))
                ));
            }
            if self.shell.mode == Mode::Practice {
                return self.answer(Given { second: Some(Operator::simulated(Role::Nurse)), ..given });
            }
            let known = self.seconds(operator);
            return Turn::open(Dialog::Person(PersonEntry::new(PersonFor::Second(given), known)));
        }
        self.record(given.act(item))
    }

    /// Takes a key for the value that is typed in place.
    pub(in crate::app) fn type_value(&mut self, key: Key) -> Turn {
        let Some(entry) = &mut self.run.entry else { return Turn::default() };
        let (item, again) = (entry.item, entry.again);
        if let Some(page) = key.turns() {
            self.run.rows.go(page);
            return Turn::default();
        }
        match entry.press(key, &self.case.checklist().item(item).answer, self.at.now) {
            Typed::More => {
                // What was said of a scan that was taken back.
                self.shell.notice.take_if(|_| key == Key::Esc);
                Turn::default()
            }
            Typed::Left => {
                self.run.entry = None;
                self.run.keys = Some(item);
                self.run.forgets();
                self.say("nothing was recorded")
            }
            Typed::Whole(answer) => {
                (self.run.entry, self.shell.notice) = (None, None);
                self.answer(Given { again, ..Given::new(item, answer) })
            }
        }
    }

    pub(in crate::app) fn is_drug_line(&self) -> bool {
        self.spec().scan().is_some()
    }

    /// A scanned package fills lot and expiry of the row that is typed, or of one that begins with it. Nothing is
    /// recorded before somebody has read it.
    pub(in crate::app) fn takes_package(&mut self, scanned: &str) -> Turn {
        let (ix, spec) = (self.run.cursor, self.spec());
        let filled = match (spec.scan(), self.read_only()) {
            (None, _) => return Turn::default(),
            (Some(_), Some(words)) => return self.fail(&words),
            (Some(scan), None) => self.shell.scanner.fills(scan, scanned, self.at.now),
        };
        let filled = match filled {
            Ok(_) if self.run.entry.is_none() && self.case.answer(ix).is_some() => {
                return self.fail(&format!(
                    "Nothing was recorded: this line is filled; {} begins a new finding, then scan again",
                    self.shell.key(RunAction::Again)
                ));
            }
            Ok(filled) => filled,
            Err(bad) => return self.fail(&format!("Nothing was recorded: {bad}")),
        };
        if self.run.entry.is_none() {
            let begun = self.begin(ix, None);
            if self.run.entry.is_none() {
                return begun;
            }
        }
        if let Some(entry) = &mut self.run.entry {
            entry.fills(spec, filled);
        }
        self.say("scanned: compare it with the label; enter goes on")
    }

    /// Those who may be the second, the likeliest first: who is in the room, who recorded or confirmed in this
    /// case, who was at this keyboard; never the operator, never a trainee.
    fn seconds(&self, operator: &Operator) -> Vec<Operator> {
        let recorded = self.case.entries().iter().rev().flat_map(|line| {
            let second = match &line.entry.fact {
                Some(Fact::Item(_, ItemFact::Answered { second, .. })) => second.as_ref(),
                _ => None,
            };
            second.into_iter().chain([&line.entry.stamp.by])
        });
        let mut seconds: Vec<Operator> = Vec::new();
        for person in self.shell.room.iter().chain(recorded).chain(&self.shell.recent) {
            let other = person.code != operator.code && seconds.iter().all(|known| known.code != person.code);
            if other && person.role != Role::Trainee {
                seconds.push(person.clone());
            }
        }
        seconds.truncate(MOST_SECONDS);
        seconds
    }
}

/// So many people are proposed as the second.
const MOST_SECONDS: usize = 5;

/// Whether an answer is typed, rather than ticked or chosen.
pub(in crate::app) fn is_typed(spec: &AnswerType) -> bool {
    match spec {
        AnswerType::Check | AnswerType::Choice { .. } | AnswerType::Timer { .. } => false,
        AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. }
        | AnswerType::Fields { .. } => true,
    }
}

/// Whether an item is answered with words, a date or a time, or begins with a field that is.
pub fn takes_words(spec: &AnswerType) -> bool {
    match spec {
        AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } => true,
        AnswerType::Fields { fields, .. } => fields.first().is_some_and(|field| takes_words(&field.answer)),
        AnswerType::Check | AnswerType::Choice { .. } | AnswerType::Number { .. } | AnswerType::Timer { .. } => false,
    }
}
