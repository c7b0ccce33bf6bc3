//! Answering the current item: ticking, typing, choosing, correcting, checking again.

use super::super::{
    App, CloseStep, Context, Dialog, Effect, Key, PersonEntry, PersonFor, ReasonFor, Screen,
    entry::{Typed, ValueEntry, digit_index},
};
use crate::domain::{
    Answer, Fact, ItemFact, Operator, Role, Text,
    case::{Act, Case, Next, Status},
    checklist::{AnswerType, Direction, ItemIx},
};

impl App {
    /// Space: ticks a check, begins a value, starts or ends a timer. Does nothing on a choice or a stop.
    pub(super) fn tick(&mut self, case: &Case, ix: ItemIx, at: Context<'_>) -> Vec<Effect> {
        let item = case.checklist().item(ix);
        let settled = matches!(case.status(ix), Status::Answered(_, Answer::Done));
        let again = matches!(&self.screen, Screen::Run(run) if run.again == Some(ix));
        let decided = matches!(case.status(ix), Status::Answered(..) | Status::Overridden { .. });
        match (&item.answer, case.status(ix)) {
            (AnswerType::Check, _) if !settled && decided && !again => {
                self.say("enter decides about the stop; a, then space: checked again and right now");
                Vec::new()
            }
            (AnswerType::Check, _) if settled && !again => {
                self.say("already done; u takes back your own last entry, x says that it is not right");
                Vec::new()
            }
            (AnswerType::Check, status) if item.carries_over && status.is_open() && self.operator.is_some() => {
                vec![Effect::TickRoom(ix)]
            }
            (AnswerType::Check, _) => self.answer(ix, Answer::Done, None, None, again, at),
            (AnswerType::Choice { .. }, _) => {
                self.say("press the number of the option");
                Vec::new()
            }
            (AnswerType::Timer { .. }, Status::Open { running: None }) => {
                self.record(Act::StartTimer { item: item.id.clone() }, at)
            }
            (AnswerType::Timer { .. }, _) => {
                let ended = Answer::TimerEnded(self.late.unwrap_or(at.now.at));
                self.answer(ix, ended, None, None, false, at)
            }
            (
                AnswerType::Number { .. }
                | AnswerType::Text { .. }
                | AnswerType::Date { .. }
                | AnswerType::Time { .. }
                | AnswerType::Fields { .. },
                _,
            ) => {
                self.begin(case, ix, None, at);
                Vec::new()
            }
        }
    }

    /// Enter: decides about a stop, begins a value; says which key answers otherwise.
    pub(super) fn enter(&mut self, case: &Case, ix: ItemIx, at: Context<'_>) -> Vec<Effect> {
        if !case.stops(ix).is_empty() {
            self.dialog = Some(Dialog::Stop(ix));
            return Vec::new();
        }
        let next = case.next(at.now);
        if matches!(next, Next::Close) {
            self.dialog = Some(Dialog::Close(CloseStep::Outcome));
            return Vec::new();
        }
        let other_key = match &case.checklist().item(ix).answer {
            AnswerType::Check => "space ticks it, x says that it is not right",
            AnswerType::Timer { .. } => "space starts and ends the timer",
            AnswerType::Choice { several: false, .. } => "press the number of the option",
            AnswerType::Choice { .. }
            | AnswerType::Number { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }
            | AnswerType::Fields { .. } => {
                self.begin(case, ix, None, at);
                return Vec::new();
            }
        };
        match (next, &mut self.screen) {
            // The top line names the stop that stands and says that enter decides about it.
            (Next::Stop(stop), Screen::Run(run)) => {
                run.cursor = stop.item;
                self.forget_what_was_begun();
                self.dialog = Some(Dialog::Stop(stop.item));
            }
            _ => self.say(other_key),
        }
        Vec::new()
    }

    /// The way out of a stop that corrects an answer: the cursor stands on the item, ready for the right one.
    pub(super) fn correct(&mut self, case: &Case, ix: ItemIx, at: Context<'_>) -> Vec<Effect> {
        if let Screen::Run(run) = &mut self.screen {
            run.again = None;
            run.correcting = Some(ix);
        }
        match &case.checklist().item(ix).answer {
            AnswerType::Check => self.ask(ReasonFor::Correct(ix, Answer::Done)),
            AnswerType::Choice { several: false, .. } => self.say("press the number of the right option"),
            _ => self.begin(case, ix, None, at),
        }
        Vec::new()
    }

    pub(super) fn again(&mut self, case: &Case, ix: ItemIx, at: Context<'_>) {
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        run.again = Some(ix);
        match &case.checklist().item(ix).answer {
            AnswerType::Check => self.say("checked again: space if it is right, x if not"),
            AnswerType::Choice { several: false, .. } => {
                self.say("checked again: press the number of what is found now");
            }
            _ => self.begin(case, ix, None, at),
        }
    }

    fn begin(&mut self, case: &Case, ix: ItemIx, first: Option<char>, at: Context<'_>) {
        if matches!(case.status(ix), Status::Pending | Status::Inactive { .. }) {
            return self.say("this item waits for another one; g goes to what is next");
        }
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        let spec = &case.checklist().item(ix).answer;
        let recorded = case.answer(ix).map(|(_, answer)| answer);
        run.entry = ValueEntry::begin(ix, spec, recorded, run.again == Some(ix), first);
        // What happened earlier did not happen now: the time that is proposed is the one that was said.
        if let (Some(late), None, AnswerType::Time { points: Direction::Now }, Some(entry)) =
            (self.late, first, spec, &mut run.entry)
        {
            entry.propose(late, at.now);
        }
    }

    /// Whether a letter is what is typed at the current item, not a key: words, dates and times that are still
    /// open take each, a number those with which a word begins that may stand for it, so that a first word never
    /// becomes a command.
    pub(in crate::app) fn takes_letter(&self, c: char, at: Context<'_>) -> bool {
        let (Screen::Run(run), Some(case)) = (&self.screen, at.case) else { return false };
        let taken = case.closed().is_none() && !run.damaged;
        let open = taken && matches!(case.status(run.cursor), Status::Open { .. });
        let spec = &case.checklist().item(run.cursor).answer;
        let begins = || match spec {
            AnswerType::Number { alternatives, .. } => {
                alternatives.iter().any(|word| word.id.as_str().starts_with(c.to_ascii_lowercase()))
            }
            AnswerType::Check
            | AnswerType::Choice { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }
            | AnswerType::Timer { .. }
            | AnswerType::Fields { .. } => false,
        };
        open && run.keys != Some(run.cursor) && c.is_alphabetic() && (takes_words(spec) || begins())
    }

    /// Begins to type with a letter.
    pub(in crate::app) fn letter(&mut self, c: char, at: Context<'_>) {
        if let (Screen::Run(run), Some(case)) = (&self.screen, at.case) {
            self.begin(case, run.cursor, Some(c), at);
        }
    }

    /// Whether a digit begins to type or to pick at the current item, instead of answering at once.
    pub(in crate::app) fn begins_typing(&self, c: char, at: Context<'_>) -> bool {
        match (&self.screen, at.case) {
            (Screen::Run(run), Some(case)) => match &case.checklist().item(run.cursor).answer {
                AnswerType::Choice { options, several: true } => {
                    !digit_index(c).and_then(|n| options.get(n)).is_some_and(|option| option.alone)
                }
                AnswerType::Choice { several: false, .. }
                | AnswerType::Check
                | AnswerType::Timer { .. }
                | AnswerType::Number { .. }
                | AnswerType::Text { .. }
                | AnswerType::Date { .. }
                | AnswerType::Time { .. }
                | AnswerType::Fields { .. } => is_typed(run.cursor, at),
            },
            (Screen::Run(_) | Screen::Worklist, _) => false,
        }
    }

    /// A digit answers a choice, begins a number, or picks the first of several options.
    pub(in crate::app) fn digit(&mut self, c: char, at: Context<'_>) -> Vec<Effect> {
        let (Screen::Run(run), Some(case)) = (&self.screen, at.case) else {
            return Vec::new();
        };
        let (ix, again) = (run.cursor, run.again == Some(run.cursor));
        if self.is_read_only(at) {
            return Vec::new();
        }
        let item = case.checklist().item(ix);
        match &item.answer {
            AnswerType::Choice { options, several: false } => match digit_index(c).and_then(|n| options.get(n)) {
                Some(option) => self.answer(ix, Answer::Choice(vec![option.id.clone()]), None, None, again, at),
                None => {
                    self.say("there is no such option");
                    Vec::new()
                }
            },
            AnswerType::Choice { options, several: true } => {
                // What excludes all others ("none") is whole with its digit.
                if let Some(alone) = digit_index(c).and_then(|n| options.get(n)).filter(|option| option.alone) {
                    return self.answer(ix, Answer::Choice(vec![alone.id.clone()]), None, None, again, at);
                }
                self.begin(case, ix, None, at);
                self.type_key(Key::Char(c), at)
            }
            AnswerType::Number { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Text { .. } => {
                self.begin(case, ix, Some(c), at);
                Vec::new()
            }
            AnswerType::Fields { .. } => {
                self.begin(case, ix, None, at);
                self.type_key(Key::Char(c), at)
            }
            AnswerType::Check | AnswerType::Timer { .. } => {
                self.say("space ticks this item");
                Vec::new()
            }
        }
    }

    /// Records an answer, after asking for what it still needs: who is there, why it is corrected, a second person.
    pub(in crate::app) fn answer(
        &mut self,
        ix: ItemIx,
        answer: Answer,
        second: Option<Operator>,
        reason: Option<Text>,
        again: bool,
        at: Context<'_>,
    ) -> Vec<Effect> {
        let Some(case) = at.case else {
            return Vec::new();
        };
        let Some(operator) = self.operator.clone() else {
            self.ask_operator(None);
            self.say("say first who is at the keyboard");
            return Vec::new();
        };
        let item = case.checklist().item(ix);
        let corrects = match case.status(ix) {
            Status::Answered(_, recorded) => *recorded != answer,
            Status::Overridden { answer: Some(_), .. } => true,
            Status::Open { .. }
            | Status::NotApplicable(..)
            | Status::Deferred(..)
            | Status::Overridden { answer: None, .. }
            | Status::NotDone { .. }
            | Status::Inactive { .. }
            | Status::Pending => false,
        };
        if corrects && !again && reason.is_none() {
            self.ask(ReasonFor::Correct(ix, answer));
            return Vec::new();
        }
        let not_right = matches!(answer, Answer::NotRight(_));
        if item.two_person && !not_right && second.is_none() && !case.is_open(item.section) {
            self.say("this section is not open yet; g goes to what is next");
            return Vec::new();
        }
        if item.two_person && !not_right && second.is_none() {
            let known = self.seconds(case, &operator);
            let what_for = PersonFor::Second { item: ix, answer, reason, again };
            self.dialog = Some(Dialog::Person(PersonEntry::new(what_for, known)));
            return Vec::new();
        }
        self.record(Act::Answer { item: item.id.clone(), answer, second, reason, again, carried: None }, at)
    }

    /// Takes a key for the value that is typed in place.
    pub(in crate::app) fn type_value(&mut self, key: Key, at: Context<'_>) -> Vec<Effect> {
        let Screen::Run(run) = &mut self.screen else {
            return Vec::new();
        };
        let (Some(entry), Some(case)) = (&mut run.entry, at.case) else {
            return Vec::new();
        };
        let (item, again) = (entry.item, entry.again);
        let spec: &AnswerType = &case.checklist().item(item).answer;
        match entry.press(key, spec, at.now) {
            Typed::More => Vec::new(),
            Typed::Left => {
                run.entry = None;
                run.keys = Some(item);
                self.forget_what_was_begun();
                self.say("nothing was recorded");
                Vec::new()
            }
            Typed::Whole(answer) => {
                run.entry = None;
                self.guard.recorded(key, at);
                self.answer(item, answer, None, None, again, at)
            }
        }
    }

    /// Those who may be the second, the likeliest first: who is in the room, who recorded or confirmed in this
    /// case, who was at this keyboard; never the operator, never a trainee.
    fn seconds(&self, case: &Case, operator: &Operator) -> Vec<Operator> {
        let recorded = case.entries().iter().rev().flat_map(|sealed| {
            let second = match &sealed.entry.fact {
                Some(Fact::Item(_, ItemFact::Answered { second, .. })) => second.clone(),
                _ => None,
            };
            second.into_iter().chain([sealed.entry.stamp.by.clone()])
        });
        let mut seconds: Vec<Operator> = Vec::new();
        for person in self.room.iter().cloned().chain(recorded).chain(self.recent.iter().cloned()) {
            let other = person.code != operator.code && seconds.iter().all(|known| known.code != person.code);
            if other && person.role != Role::Trainee {
                seconds.push(person);
            }
        }
        seconds.truncate(5);
        seconds
    }
}

/// Whether an item's answer is typed, rather than ticked or chosen.
pub(in crate::app) fn is_typed(ix: ItemIx, at: Context<'_>) -> bool {
    at.case.is_some_and(|case| match &case.checklist().item(ix).answer {
        AnswerType::Check | AnswerType::Choice { .. } | AnswerType::Timer { .. } => false,
        AnswerType::Number { .. }
        | AnswerType::Text { .. }
        | AnswerType::Date { .. }
        | AnswerType::Time { .. }
        | AnswerType::Fields { .. } => true,
    })
}

/// Whether an item is answered with words, a date or a time, or begins with a field that is.
pub fn takes_words(spec: &AnswerType) -> bool {
    match spec {
        AnswerType::Text { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } => true,
        AnswerType::Fields { fields, .. } => fields.first().is_some_and(|field| takes_words(&field.answer)),
        AnswerType::Check | AnswerType::Choice { .. } | AnswerType::Number { .. } | AnswerType::Timer { .. } => false,
    }
}
