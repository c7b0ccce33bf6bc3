//! The run screen: walking a case item by item.

use super::{
    App, CloseStep, Dialog, Effect, Moment, Notice, PersonEntry, PersonFor, ReasonEntry, ReasonFor, RunAction, Screen,
    StopAction,
    entry::{ValueEntry, digit_index},
};
use crate::domain::{
    Answer, Code, Fact, Operator, Sealed, Text,
    case::{Act, Case, Next, Status},
    checklist::{AnswerType, ItemIx, Level, OverrideBy, SectionIx},
};

/// Where somebody is in a case.
#[derive(Debug, Clone)]
pub struct Run {
    /// The case.
    pub code: Code,
    /// The current item.
    pub cursor: ItemIx,
    /// What is being entered for it.
    pub entry: Option<ValueEntry>,
    /// The item whose next answer is a new finding.
    pub again: Option<ItemIx>,
    /// The item whose answer is being corrected.
    pub correcting: Option<ItemIx>,
    /// The item at which letters are keys again, after esc left what was typed there.
    pub keys: Option<ItemIx>,
    /// Something was recorded since the case was opened here.
    pub recorded: bool,
}

impl App {
    /// Shows a case that was opened: the cursor stands where it was held, else on what is next.
    pub fn opened(&mut self, case: &Case, at: Moment<'_>) {
        let next = match case.outlook(at.now).next {
            Next::Stop(stop) => stop.item,
            Next::Item(item) => item,
            Next::Wait(due) => ItemIx(case.checklist().section(due.section).items.start),
            Next::Start(_) | Next::Close | Next::Nothing => ItemIx(0),
        };
        let open = |ix: &ItemIx| matches!(case.status(*ix), Status::Open { .. });
        let cursor = case.hold().and_then(|hold| hold.item).filter(open).unwrap_or(next);
        self.notice = case.hold().map(|hold| {
            let minutes = at.now.at.since(hold.stamp.at).as_mins();
            let by = &hold.stamp.by;
            Notice::Info(Text::from(format!("held here by {by} at {}, {minutes} min ago", at.now.say(hold.stamp.at))))
        });
        self.screen = Screen::Run(Run {
            code: case.code(),
            cursor,
            entry: None,
            again: None,
            correcting: None,
            keys: None,
            recorded: false,
        });
        self.dialog = self.dialog.take().filter(|dialog| matches!(dialog, Dialog::Person(_)));
    }

    /// Leaves the case: it is held for the next person when somebody worked on it here.
    pub(super) fn leave(&mut self, at: Moment<'_>) -> Vec<Effect> {
        let Screen::Run(run) = &self.screen else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let unfinished = at.case.is_some_and(|case| {
            case.closed().is_none() && matches!(case.outlook(at.now).next, Next::Item(_) | Next::Stop(_))
        });
        if run.recorded && unfinished {
            let item = at.case.map(|case| case.checklist().item(run.cursor).id.clone());
            effects.extend(self.intent(Act::Hold { item }, at).map(|intent| Effect::Record(Box::new(intent))));
        }
        effects.extend([Effect::Leave, Effect::List]);
        effects
    }

    pub(super) fn act_in_run(&mut self, action: RunAction, at: Moment<'_>) -> Vec<Effect> {
        let (Some(case), Screen::Run(run)) = (at.case, &mut self.screen) else {
            return Vec::new();
        };
        let cursor = run.cursor;
        match action {
            RunAction::Up => run.cursor = visible(case, cursor).rfind(|ix| *ix < cursor).unwrap_or(cursor),
            RunAction::Down => run.cursor = visible(case, cursor).find(|ix| *ix > cursor).unwrap_or(cursor),
            RunAction::First => run.cursor = visible(case, cursor).next().unwrap_or(cursor),
            RunAction::Last => run.cursor = visible(case, cursor).next_back().unwrap_or(cursor),
            RunAction::NextSection => run.cursor = section_beside(case, cursor, 1),
            RunAction::PreviousSection => run.cursor = section_beside(case, cursor, -1),
            RunAction::GoToNext => run.cursor = go_to_next(case, cursor, at),
            RunAction::Tick => return self.tick(case, cursor, at),
            RunAction::Enter => return self.enter(case, cursor, at),
            RunAction::Again => self.again(case, cursor),
            RunAction::NotRight if case.checklist().item(cursor).answer.is_check() => {
                self.ask(ReasonFor::NotRight(cursor));
            }
            RunAction::NotRight => self.say("only a check can be \"not right\": record what was found"),
            RunAction::NotApplicable | RunAction::Defer if is_critical(case, cursor) => {
                self.say("this item is critical: it is answered, or overridden by a clinician");
            }
            RunAction::NotApplicable => self.ask(ReasonFor::NotApplicable(cursor)),
            RunAction::Defer => self.ask(ReasonFor::Defer(cursor)),
            RunAction::Override => self.ask_override(case, cursor, None),
            RunAction::Note => self.ask(ReasonFor::Note(cursor)),
            RunAction::CloseCase => self.dialog = Some(Dialog::Close(CloseStep::Outcome)),
            RunAction::Why => self.dialog = Some(Dialog::Why(cursor, 0)),
            RunAction::Undo => return self.record(Act::Undo, at),
            RunAction::Redo => return self.record(Act::Redo, at),
        }
        Vec::new()
    }

    /// The ways out of the stop whose panel is open.
    pub(super) fn act_at_stop(&mut self, action: StopAction, at: Moment<'_>) -> Vec<Effect> {
        let dialog = self.dialog.take();
        let (Some(case), Some(Dialog::Stop(ix))) = (at.case, &dialog) else {
            return Vec::new();
        };
        let ix = *ix;
        match action {
            StopAction::Correct => return self.correct(case, ix),
            StopAction::Again => self.again(case, ix),
            StopAction::StopCase => self.ask(ReasonFor::Stop),
            StopAction::Override => self.ask_override(case, ix, dialog),
        }
        Vec::new()
    }

    /// Whoever may not override is told so before they write a reason.
    fn ask_override(&mut self, case: &Case, ix: ItemIx, dialog: Option<Dialog>) {
        let stops = case.stops(ix);
        let role = self.operator.as_ref().map(|operator| operator.role);
        if stops.iter().any(|stop| stop.override_by == OverrideBy::Never) {
            self.dialog = dialog;
            self.say("nobody may override this one: correct the answer, check again, or stop the case");
        } else if stops.iter().any(|stop| !role.is_some_and(|role| stop.override_by.allows(role))) {
            self.dialog = dialog;
            self.say("a clinician may override this; w says who is at the keyboard");
        } else {
            self.ask(ReasonFor::Override(ix));
        }
    }

    fn ask(&mut self, what_for: ReasonFor) {
        self.dialog = Some(Dialog::Reason(ReasonEntry::new(what_for)));
    }

    fn say(&mut self, words: &str) {
        self.notice = Some(Notice::Info(Text::from(words)));
    }

    /// Space: ticks a check, begins a value, starts or ends a timer. Does nothing on a choice or a stop.
    fn tick(&mut self, case: &Case, ix: ItemIx, at: Moment<'_>) -> Vec<Effect> {
        let item = case.checklist().item(ix);
        let settled = matches!(case.status(ix), Status::Answered(_, Answer::Done));
        let again = matches!(&self.screen, Screen::Run(run) if run.again == Some(ix));
        let decided = matches!(case.status(ix), Status::Answered(..) | Status::Overridden { .. });
        match (&item.answer, case.status(ix)) {
            (AnswerType::Check, _) if !settled && decided && !again => {
                self.say("enter decides about the stop; a, then space: checked again and right now");
                Vec::new()
            }
            (AnswerType::Check, _) if settled => {
                self.say("already done; u takes back your own last entry, x says that it is not right");
                Vec::new()
            }
            (AnswerType::Check, _) => self.answer(ix, Answer::Done, None, None, again, at),
            (AnswerType::Choice { .. }, _) => {
                self.say("press the number of the option");
                Vec::new()
            }
            (AnswerType::Timer { .. }, Status::Open { running: None }) => {
                self.record(Act::StartTimer { item: item.id.clone() }, at)
            }
            (AnswerType::Timer { .. }, _) => self.answer(ix, Answer::TimerEnded(at.now.at), None, None, false, at),
            (
                AnswerType::Number { .. }
                | AnswerType::Text { .. }
                | AnswerType::Date { .. }
                | AnswerType::Time { .. }
                | AnswerType::Fields { .. },
                _,
            ) => {
                self.begin(case, ix, None);
                Vec::new()
            }
        }
    }

    /// Enter: decides about a stop, begins a value; says which key answers otherwise.
    fn enter(&mut self, case: &Case, ix: ItemIx, at: Moment<'_>) -> Vec<Effect> {
        if !case.stops(ix).is_empty() {
            self.dialog = Some(Dialog::Stop(ix));
            return Vec::new();
        }
        if matches!(case.outlook(at.now).next, Next::Close) {
            self.dialog = Some(Dialog::Close(CloseStep::Outcome));
            return Vec::new();
        }
        match &case.checklist().item(ix).answer {
            AnswerType::Check => self.say("space ticks it, x says that it is not right"),
            AnswerType::Timer { .. } => self.say("space starts and ends the timer"),
            AnswerType::Choice { several: false, .. } => self.say("press the number of the option"),
            AnswerType::Choice { .. }
            | AnswerType::Number { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }
            | AnswerType::Fields { .. } => self.begin(case, ix, None),
        }
        Vec::new()
    }

    /// The way out of a stop that corrects an answer: the cursor stands on the item, ready for the right one.
    fn correct(&mut self, case: &Case, ix: ItemIx) -> Vec<Effect> {
        if let Screen::Run(run) = &mut self.screen {
            run.again = None;
            run.correcting = Some(ix);
        }
        match &case.checklist().item(ix).answer {
            AnswerType::Check => self.ask(ReasonFor::Correct(ix, Answer::Done)),
            AnswerType::Choice { several: false, .. } => self.say("press the number of the right option"),
            _ => self.begin(case, ix, None),
        }
        Vec::new()
    }

    fn again(&mut self, case: &Case, ix: ItemIx) {
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        run.again = Some(ix);
        match &case.checklist().item(ix).answer {
            AnswerType::Check => self.say("checked again: space if it is right, x if not"),
            AnswerType::Choice { several: false, .. } => {
                self.say("checked again: press the number of what is found now");
            }
            _ => self.begin(case, ix, None),
        }
    }

    fn begin(&mut self, case: &Case, ix: ItemIx, first: Option<char>) {
        if matches!(case.status(ix), Status::Pending | Status::Inactive { .. }) {
            return self.say("this item waits for another one; g goes to what is next");
        }
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        run.entry = ValueEntry::begin(ix, &case.checklist().item(ix).answer, run.again == Some(ix), first);
    }

    /// Whether letters are what is typed at the current item, not keys: words, dates and times that are still
    /// open take them, so that a first word never becomes a command.
    pub(super) fn takes_letters(&self, at: Moment<'_>) -> bool {
        let (Screen::Run(run), Some(case)) = (&self.screen, at.case) else { return false };
        let open = matches!(case.status(run.cursor), Status::Open { .. }) && case.closed().is_none();
        open && run.keys != Some(run.cursor) && takes_words(&case.checklist().item(run.cursor).answer)
    }

    /// Begins to type with a letter.
    pub(super) fn letter(&mut self, c: char, at: Moment<'_>) {
        if let (Screen::Run(run), Some(case)) = (&self.screen, at.case) {
            self.begin(case, run.cursor, Some(c));
        }
    }

    /// Whether a digit begins to type or to pick at the current item, instead of answering at once.
    pub(super) fn begins_typing(&self, at: Moment<'_>) -> bool {
        match (&self.screen, at.case) {
            (Screen::Run(run), Some(case)) => !matches!(
                case.checklist().item(run.cursor).answer,
                AnswerType::Choice { several: false, .. } | AnswerType::Check | AnswerType::Timer { .. }
            ),
            (Screen::Run(_) | Screen::Worklist, _) => false,
        }
    }

    /// A digit answers a choice, begins a number, or picks the first of several options.
    pub(super) fn digit(&mut self, c: char, at: Moment<'_>) -> Vec<Effect> {
        let (Screen::Run(run), Some(case)) = (&self.screen, at.case) else {
            return Vec::new();
        };
        let (ix, again) = (run.cursor, run.again == Some(run.cursor));
        let item = case.checklist().item(ix);
        match &item.answer {
            AnswerType::Choice { options, several: false } => match digit_index(c).and_then(|n| options.get(n)) {
                Some(option) => self.answer(ix, Answer::Choice(vec![option.id.clone()]), None, None, again, at),
                None => {
                    self.say("there is no such option");
                    Vec::new()
                }
            },
            AnswerType::Choice { several: true, .. } => {
                self.begin(case, ix, None);
                self.type_key(super::Key::Char(c), at)
            }
            AnswerType::Number { .. } | AnswerType::Date { .. } | AnswerType::Time { .. } | AnswerType::Text { .. } => {
                self.begin(case, ix, Some(c));
                Vec::new()
            }
            AnswerType::Fields { .. } => {
                self.begin(case, ix, None);
                self.type_key(super::Key::Char(c), at)
            }
            AnswerType::Check | AnswerType::Timer { .. } => {
                self.say("space ticks this item");
                Vec::new()
            }
        }
    }

    /// Records an answer, after asking for what it still needs: who is there, why it is corrected, a second person.
    pub(super) fn answer(
        &mut self,
        ix: ItemIx,
        answer: Answer,
        second: Option<Operator>,
        reason: Option<Text>,
        again: bool,
        at: Moment<'_>,
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
            let known = others(case, &operator, &self.recent);
            let what_for = PersonFor::Second { item: ix, answer, reason, again };
            self.dialog = Some(Dialog::Person(PersonEntry::new(what_for, known)));
            return Vec::new();
        }
        self.record(Act::Answer { item: item.id.clone(), answer, second, reason, again, carried: None }, at)
    }

    /// What was recorded is on the disk: says so, and goes on to the next item.
    pub fn recorded(&mut self, own: &[Sealed], case: &Case, at: Moment<'_>) {
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        // One's own entry was seen as it was made.
        self.seen = Some((run.cursor, case.touched(run.cursor)));
        run.again = None;
        run.correcting = None;
        run.keys = None;
        let shows_code = |fact: &&Fact| matches!(fact, Fact::CodeConfirmed { .. });
        let mut facts = own.iter().filter_map(|sealed| sealed.entry.fact.as_ref());
        let first = facts.next();
        let Some(fact) = first.filter(|fact| !shows_code(fact)).or(facts.next()).or(first) else {
            self.notice = Some(Notice::Info(Text::from("this is already recorded")));
            return;
        };
        run.recorded = true;
        let find = |id: &crate::domain::Id| case.checklist().find(id.as_str());
        let about = |seqs: &[u64]| {
            let sealed = case.entries().iter().find(|sealed| seqs.contains(&sealed.entry.stamp.seq));
            sealed.and_then(|sealed| sealed.entry.fact.as_ref()?.item()).and_then(find)
        };
        let name =
            |ix: Option<ItemIx>| ix.map_or("", |ix| case.checklist().item(ix).short.as_str().trim_end_matches('?'));
        let notice = match fact {
            Fact::Answered { item, .. }
            | Fact::Deferred { item, .. }
            | Fact::NotApplicable { item, .. }
            | Fact::Overridden { item, .. } => {
                let ix = find(item);
                let stops = ix.map(|ix| case.stops(ix)).unwrap_or_default();
                let here = ix.filter(|_| !stops.is_empty());
                if let Some(ix) = here {
                    run.cursor = ix;
                    self.dialog = Some(Dialog::Stop(ix));
                    return;
                }
                let cautions = ix.map(|ix| case.cautions(ix)).unwrap_or_default();
                run.cursor = ix.and_then(|ix| case.after(ix, at.now)).unwrap_or(run.cursor);
                match cautions.first() {
                    Some(caution) => Notice::Error(Text::from(format!("CAUTION  {caution}"))),
                    None => Notice::Done(Text::from(format!("Saved: {}{}  u undoes", name(ix), value(fact, case, at)))),
                }
            }
            Fact::Undone { entries } => {
                let ix = about(entries);
                run.cursor = ix.unwrap_or(run.cursor);
                Notice::Done(Text::from(format!("Taken back: {}  r puts it back", name(ix))))
            }
            Fact::Redone { entries } => {
                let ix = about(entries);
                run.cursor = ix.unwrap_or(run.cursor);
                Notice::Done(Text::from(format!("Put back: {}", name(ix))))
            }
            Fact::TimerStarted { minutes, .. } => Notice::Done(Text::from(format!("Timer started: {minutes} min"))),
            Fact::Noted { .. } => Notice::Done(Text::from("Note saved")),
            Fact::CodeConfirmed { .. } => Notice::Done(Text::from("The right case: code confirmed")),
            Fact::Closed { outcome, .. } => Notice::Done(Text::from(format!("Case closed: {}", outcome.word()))),
            _ => return,
        };
        self.notice = Some(notice);
    }

    /// Another terminal recorded something: says who and what; nothing moves under the cursor.
    pub fn others_recorded(&mut self, others: &[Sealed], case: &Case, at: Moment<'_>) {
        let Some(last) = others.last() else { return };
        let by = &last.entry.stamp.by;
        let item = last.entry.fact.as_ref().and_then(|fact| case.checklist().find(fact.item()?.as_str()));
        let what = item.map_or("an entry", |ix| case.checklist().item(ix).short.as_str().trim_end_matches('?'));
        let said = last.entry.fact.as_ref().map(|fact| value(fact, case, at)).unwrap_or_default();
        let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
        self.notice = Some(Notice::Info(Text::from(format!("{by} recorded: {what}{said}{more}"))));
    }
}

/// What was answered, after a colon; nothing for a tick.
fn value(fact: &Fact, case: &Case, at: Moment<'_>) -> String {
    let ix = fact.item().and_then(|id| case.checklist().find(id.as_str()));
    match (fact, ix) {
        (Fact::Answered { answer: Answer::Done, .. }, _) => String::new(),
        (Fact::Answered { answer, .. }, Some(ix)) => format!(": {}", answer.say(case.checklist().item(ix), at.now)),
        (Fact::Overridden { .. }, _) => ": overridden".to_owned(),
        (Fact::NotApplicable { .. }, _) => ": does not apply".to_owned(),
        (Fact::Deferred { .. }, _) => ": deferred".to_owned(),
        _ => String::new(),
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

fn is_critical(case: &Case, ix: ItemIx) -> bool {
    case.checklist().item(ix).level == Level::Critical
}

/// The items of the cursor's section that are shown: all that apply or may still apply.
pub fn visible(case: &Case, cursor: ItemIx) -> impl DoubleEndedIterator<Item = ItemIx> + use<'_> {
    let section = case.checklist().section(case.checklist().item(cursor).section);
    section.item_ixs().filter(move |&ix| ix == cursor || case.status(ix).counts())
}

fn section_beside(case: &Case, cursor: ItemIx, step: isize) -> ItemIx {
    let checklist = case.checklist();
    let here = checklist.item(cursor).section.0;
    let beside = here.saturating_add_signed(step).min(checklist.sections.len().saturating_sub(1));
    let items = checklist.section(SectionIx(beside)).item_ixs().filter(|&ix| case.status(ix).counts());
    let items: Vec<ItemIx> = items.collect();
    let open = items.iter().find(|&&ix| matches!(case.status(ix), Status::Open { .. }));
    open.or(items.first()).copied().unwrap_or(cursor)
}

fn go_to_next(case: &Case, cursor: ItemIx, at: Moment<'_>) -> ItemIx {
    match case.outlook(at.now).next {
        Next::Stop(stop) => stop.item,
        Next::Item(item) => item,
        Next::Wait(due) => ItemIx(case.checklist().section(due.section).items.start),
        Next::Start(_) | Next::Close | Next::Nothing => cursor,
    }
}

/// Those who may be the second: everybody who recorded or confirmed in this case or was at this keyboard,
/// but the operator, newest first.
fn others(case: &Case, operator: &Operator, recent: &[Operator]) -> Vec<Operator> {
    let mut others: Vec<Operator> = Vec::new();
    let recorded = case.entries().iter().rev().flat_map(|sealed| {
        let second = match &sealed.entry.fact {
            Some(Fact::Answered { second, .. }) => second.clone(),
            _ => None,
        };
        second.into_iter().chain([sealed.entry.stamp.by.clone()])
    });
    for person in recorded.chain(recent.iter().cloned()) {
        if person.code != operator.code && others.iter().all(|other| other.code != person.code) {
            others.push(person);
        }
    }
    others.truncate(5);
    others
}
