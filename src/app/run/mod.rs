//! The run screen: walking a case item by item.

mod answering;
mod follow_up;
mod saved;

pub(super) use answering::is_typed;
pub use answering::takes_words;

use super::{
    App, CloseStep, Context, Dialog, Effect, HeldCard, Notice, ReasonFor, RunAction, Screen, StopAction,
    dialog::{PersonEntry, PersonFor, next_phase},
    entry::ValueEntry,
};
use crate::domain::{
    Code, Text,
    case::{Act, Case, Next, Refusal},
    checklist::{ItemIx, Level, OverrideBy, SectionIx},
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
    /// The record is damaged: what is before the damage is shown, and nothing is taken any more.
    pub damaged: bool,
}

impl Run {
    fn at(code: Code, cursor: ItemIx) -> Self {
        Self { code, cursor, entry: None, again: None, correcting: None, keys: None, recorded: false, damaged: false }
    }
}

impl App {
    /// Shows a case that was opened: the cursor stands where it was left, else on what is next. A case that
    /// somebody left shows who, where and how long ago before anything is recorded.
    pub fn opened(&mut self, case: &Case, at: Context<'_>) {
        let outlook = case.outlook(at.now);
        let next = outlook.next.item(case).unwrap_or(ItemIx(0));
        let open = |ix: &ItemIx| case.status(*ix).is_open();
        let left = outlook.left.as_ref().and_then(|hold| hold.item).filter(open);
        self.screen = Screen::Run(Run::at(case.code(), left.unwrap_or(next)));
        self.notice = None;
        (self.late, self.said_by) = (None, None);
        if !case.team().is_empty() {
            self.room = case.team().to_vec();
        }
        self.colleagues(case);
        let asks = matches!(self.dialog, Some(Dialog::Person(_)));
        if asks || case.closed().is_some() {
            return;
        }
        let new = case.entries().len() == 1;
        self.dialog = match (&outlook.next, outlook.left) {
            (Next::Wait(due), _) => Some(Dialog::FollowUp(due.section, 0)),
            (Next::Item(ix), _) if is_follow_up(case, *ix) => {
                Some(Dialog::FollowUp(case.checklist().item(*ix).section, 0))
            }
            (Next::Item(_) | Next::Stop(_), Some(hold)) if !new => Some(Dialog::Held(HeldCard::new(&hold, next))),
            (Next::Start(_) | Next::Stop(_) | Next::Item(_) | Next::Close | Next::Nothing, _) => None,
        };
    }

    /// The record of the open case is damaged: it is shown, says so as long as it is, and asks for nothing.
    pub fn damaged(&mut self, words: &str) {
        if let Screen::Run(run) = &mut self.screen {
            run.damaged = true;
        }
        self.dialog = None;
        self.failed(&format!("DAMAGED, read only: {words}"));
    }

    /// Those who recorded in this case at this station were at this keyboard.
    fn colleagues(&mut self, case: &Case) {
        let here = case.entries().iter().filter(|sealed| sealed.entry.stamp.station == self.station);
        let people: Vec<_> = here.map(|sealed| sealed.entry.stamp.by.clone()).collect();
        for person in people {
            if self.recent.iter().all(|known| known.code != person.code) {
                self.recent.push(person);
            }
        }
        self.recent.truncate(9);
    }

    /// Leaves the case: it is held for the next person when somebody worked on it here.
    pub(super) fn leave(&mut self, at: Context<'_>) -> Vec<Effect> {
        let Screen::Run(run) = &self.screen else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let unfinished = at
            .case
            .is_some_and(|case| case.closed().is_none() && matches!(case.next(at.now), Next::Item(_) | Next::Stop(_)));
        if run.recorded && unfinished {
            // Whoever comes next goes on where something is open.
            let left = |case: &Case| {
                let next = || case.next(at.now).item(case);
                let open = Some(run.cursor).filter(|ix| case.status(*ix).is_open());
                case.checklist().item(open.or_else(next).unwrap_or(run.cursor)).id.clone()
            };
            let item = at.case.map(left);
            effects.extend(self.intent(Act::Hold { item }, at).map(|intent| Effect::Record(Box::new(intent))));
        }
        effects.extend([Effect::Leave, Effect::List]);
        effects
    }

    pub(super) fn act_in_run(&mut self, action: RunAction, at: Context<'_>) -> Vec<Effect> {
        let (Some(case), Screen::Run(run)) = (at.case, &mut self.screen) else {
            return Vec::new();
        };
        let cursor = run.cursor;
        if !action.only_reads() && self.is_read_only(at) {
            return Vec::new();
        }
        let Screen::Run(run) = &mut self.screen else { return Vec::new() };
        match action {
            RunAction::Up => run.cursor = visible(case, cursor).rfind(|ix| *ix < cursor).unwrap_or(cursor),
            RunAction::Down => run.cursor = visible(case, cursor).find(|ix| *ix > cursor).unwrap_or(cursor),
            RunAction::First => run.cursor = visible(case, cursor).next().unwrap_or(cursor),
            RunAction::Last => run.cursor = visible(case, cursor).next_back().unwrap_or(cursor),
            RunAction::NextSection => run.cursor = section_beside(case, cursor, Beside::After),
            RunAction::PreviousSection => run.cursor = section_beside(case, cursor, Beside::Before),
            RunAction::GoToNext => run.cursor = case.next(at.now).item(case).unwrap_or(cursor),
            RunAction::Tick => return self.tick(case, cursor, at),
            RunAction::Enter => return self.enter(case, cursor, at),
            RunAction::Again => self.again(case, cursor, at),
            RunAction::NotRight if case.checklist().item(cursor).answer.is_check() => {
                self.ask(ReasonFor::NotRight(cursor));
            }
            RunAction::NotRight => self.say("only a check can be \"not right\": record what was found"),
            RunAction::NotApplicable | RunAction::Defer if is_critical(case, cursor) => {
                self.say("this item is critical: it is answered, or overridden by a clinician");
            }
            RunAction::NotApplicable => self.ask(ReasonFor::NotApplicable(cursor)),
            RunAction::Defer => self.ask(ReasonFor::Defer(cursor, next_phase(case, cursor))),
            RunAction::Override => self.ask_override(case, cursor, None),
            RunAction::Note => self.ask(ReasonFor::Note(cursor)),
            RunAction::Tell => self.ask_told(cursor, at),
            RunAction::Finish => return self.finish_section(case, cursor, at),
            RunAction::Sign => self.ask_sign(at),
            RunAction::Late => self.ask_late(),
            RunAction::SaidBy => self.ask_said_by(),
            RunAction::Team => self.ask_room(),
            RunAction::Preset => self.ask_preset(case),
            RunAction::FollowUp => self.dialog = Some(Dialog::FollowUp(follow_up_of(case, cursor, at), 0)),
            RunAction::CloseCase => self.dialog = Some(Dialog::Close(CloseStep::Outcome)),
            RunAction::Why => self.dialog = Some(Dialog::Why(cursor, 0)),
            RunAction::Undo => return self.record(Act::Undo, at),
            RunAction::Redo => return self.record(Act::Redo, at),
        }
        if matches!(&self.screen, Screen::Run(run) if run.cursor != cursor) {
            self.forget_what_was_begun();
        }
        Vec::new()
    }

    /// Says so where nothing is taken any more, before somebody types for nothing.
    pub(super) fn is_read_only(&mut self, at: Context<'_>) -> bool {
        let (Some(case), Screen::Run(run)) = (at.case, &self.screen) else { return false };
        match (run.damaged, case.closed()) {
            (true, _) => self.failed("Not recorded: the record is damaged and only read; see periop verify"),
            (false, Some(closed)) => self.refused(&Refusal::Closed { outcome: closed.outcome }, case),
            (false, None) => return false,
        }
        true
    }

    /// Whoever goes elsewhere, or gives up what they type, begins anew: "again" holds for the very next answer.
    pub(super) fn forget_what_was_begun(&mut self) {
        if let Screen::Run(run) = &mut self.screen {
            (run.again, run.correcting) = (None, None);
        }
    }

    /// The ways out of the stop whose panel is open.
    pub(super) fn act_at_stop(&mut self, action: StopAction, at: Context<'_>) -> Vec<Effect> {
        let dialog = self.dialog.take();
        let (Some(case), Some(Dialog::Stop(ix))) = (at.case, &dialog) else {
            return Vec::new();
        };
        let ix = *ix;
        match action {
            StopAction::Correct => return self.correct(case, ix, at),
            StopAction::Again => self.again(case, ix, at),
            StopAction::StopCase => self.ask(ReasonFor::Stop),
            StopAction::Override => self.ask_override(case, ix, dialog),
            StopAction::Tell => self.ask_told(ix, at),
        }
        Vec::new()
    }

    /// Whoever may not override is told so before they write a reason.
    fn ask_override(&mut self, case: &Case, ix: ItemIx, dialog: Option<Dialog>) {
        let stops = case.stops(ix);
        let open = is_critical(case, ix) && case.status(ix).is_open();
        let by_whom = open.then_some(case.checklist().item(ix).override_by);
        let by_whom: Vec<OverrideBy> = stops.iter().map(|stop| stop.override_by).chain(by_whom).collect();
        let role = self.operator.as_ref().map(|operator| operator.role);
        let refused = if by_whom.is_empty() {
            "there is nothing to override here: no stop stands, and the item is not an open critical one"
        } else if by_whom.contains(&OverrideBy::Never) {
            "nobody may override this one: correct the answer, check again, or stop the case"
        } else if by_whom.iter().any(|by_whom| !role.is_some_and(|role| by_whom.allows(role))) {
            "a clinician may override this; w says who is at the keyboard"
        } else {
            return self.ask(ReasonFor::Override(ix));
        };
        self.dialog = dialog;
        self.say(refused);
    }

    /// Ticks together what is left of the section after it was said.
    fn finish_section(&mut self, case: &Case, ix: ItemIx, at: Context<'_>) -> Vec<Effect> {
        let section = case.checklist().item(ix).section;
        if case.can_be_grouped(section).is_empty() {
            self.say("nothing here is ticked together: critical items, questions and choices go one by one");
            return Vec::new();
        }
        self.record(Act::Group { section: case.checklist().section(section).id.clone() }, at)
    }

    fn ask_preset(&mut self, case: &Case) {
        if case.checklist().extras.presets.is_empty() {
            self.say("this checklist has no presets");
        } else {
            self.dialog = Some(Dialog::Preset);
        }
    }

    fn ask_said_by(&mut self) {
        let people = if self.said_by.is_some() { Vec::new() } else { self.people(self.operator.as_ref()) };
        self.dialog = Some(Dialog::Person(PersonEntry::new(PersonFor::SaidBy, people)));
    }

    pub(super) fn say(&mut self, words: &str) {
        self.notice = Some(Notice::Info(Text::from(words)));
    }
}

/// Whether an item belongs to a section with a date.
fn is_follow_up(case: &Case, ix: ItemIx) -> bool {
    let checklist = case.checklist();
    checklist.section(checklist.item(ix).section).due.is_some()
}

/// The follow-up that somebody at an item means: that of the item, else the next one.
fn follow_up_of(case: &Case, ix: ItemIx, at: Context<'_>) -> SectionIx {
    let here = case.checklist().item(ix).section;
    let next = case.follow_ups(at.now).first().map(|due| due.section);
    if is_follow_up(case, ix) { here } else { next.unwrap_or(here) }
}

/// Which section is gone to.
#[derive(Clone, Copy)]
enum Beside {
    Before,
    After,
}

fn is_critical(case: &Case, ix: ItemIx) -> bool {
    case.checklist().item(ix).level == Level::Critical
}

/// The items of the cursor's section that are shown: all that apply or may still apply.
pub fn visible(case: &Case, cursor: ItemIx) -> impl DoubleEndedIterator<Item = ItemIx> + use<'_> {
    let section = case.checklist().section(case.checklist().item(cursor).section);
    section.item_ixs().filter(move |&ix| ix == cursor || case.status(ix).counts())
}

/// The item at which somebody arrives in the section before or after that of the cursor.
fn section_beside(case: &Case, cursor: ItemIx, step: Beside) -> ItemIx {
    let checklist = case.checklist();
    let here = checklist.item(cursor).section;
    let items_of = |section: SectionIx| -> Vec<ItemIx> {
        checklist.section(section).item_ixs().filter(|&ix| case.status(ix).counts()).collect()
    };
    // A section in which nothing applies is passed over.
    let shown = |section: &SectionIx| !items_of(*section).is_empty();
    let beside = match step {
        Beside::After => checklist.section_ixs().filter(|section| *section > here).find(shown),
        Beside::Before => checklist.section_ixs().rev().filter(|section| *section < here).find(shown),
    };
    let items = items_of(beside.unwrap_or(here));
    let open = items.iter().find(|&&ix| case.status(ix).is_open());
    open.or(items.first()).copied().unwrap_or(cursor)
}
