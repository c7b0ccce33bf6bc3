//! The run screen: walking a case item by item.

mod answering;
mod moving;
mod opened;
mod played;
mod saved;

pub use answering::takes_words;
pub(in crate::app) use answering::{Given, is_typed};
pub(in crate::app) use moving::next_phase;
pub use moving::visible;

use crate::app::dialog::phase_to_sign;
use crate::app::{
    Action, Context, Dialog, Effect, FollowUp, Key, KeyMode, LateEntry, PersonEntry, PersonFor, ReasonEntry, ReasonFor,
    RunAction, Scroll, ScrollOf, Shell, TeamEntry, Turn, ValueEntry, Why,
};
use crate::domain::case::{Act, Author, Case, Intent, Next, Refusal};
use crate::domain::checklist::{ItemIx, Level, OverrideBy};
use crate::domain::{Code, Id, Mode, Now, Seq};
use moving::follow_up_of;

/// Why a record is only read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadOnly {
    Damaged,
    /// A newer version made it.
    Newer,
    /// It is walked through again.
    Replay,
}

impl ReadOnly {
    pub fn word(self) -> &'static str {
        match self {
            Self::Damaged => "DAMAGED, read only",
            Self::Newer => "NEWER, read only",
            Self::Replay => "REPLAY",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Damaged => "is damaged and only read; \"periop verify CODE\" says what to do",
            Self::Newer => "was made by a newer version of periop and is only read here",
            Self::Replay => "is only walked through again",
        }
    }
}

/// From where a case was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum BackTo {
    List,
    /// The board of follow-ups.
    Board,
}

/// Where somebody is in a case.
#[derive(Debug, Clone)]
pub struct Run {
    pub code: Code,
    /// The current item.
    pub cursor: ItemIx,
    /// It is shown alone, in large letters.
    pub theatre: bool,
    /// From which of its rows on it is shown, where it has more than there is room for.
    pub rows: ScrollOf<ItemIx>,
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
    /// Why the record is only read: what could be read is shown, and nothing is taken any more.
    pub read_only: Option<ReadOnly>,
    /// Where the way back leads.
    pub(in crate::app) back: BackTo,
    /// No key was pressed among its items yet: a page that stands over them came up first.
    pub(in crate::app) untouched: bool,
    /// So many entries the record had when the case was opened here.
    known: usize,
    /// What had been seen of the current item when a dialog or an entry for it began.
    seen: Option<(ItemIx, Option<Seq>)>,
}

impl Run {
    fn at(code: Code, cursor: ItemIx, known: usize) -> Self {
        Self {
            code,
            cursor,
            theatre: false,
            rows: ScrollOf::default(),
            entry: None,
            again: None,
            correcting: None,
            keys: None,
            recorded: false,
            read_only: None,
            back: BackTo::List,
            untouched: true,
            known,
            seen: None,
        }
    }

    /// The current item is seen as it stands.
    pub(in crate::app) fn sees(&mut self, case: Option<&Case>) {
        self.seen = case.map(|case| (self.cursor, case.touched(self.cursor)));
    }

    /// Whoever goes elsewhere, or gives up what they type, begins anew: "again" holds for the very next answer.
    pub(in crate::app) fn forgets(&mut self) {
        (self.again, self.correcting) = (None, None);
    }

    /// Gives up what was begun; whether anything was.
    pub(in crate::app) fn gives_up(&mut self) -> bool {
        self.again.take().is_some() | self.correcting.take().is_some()
    }

    /// Whether a key would confirm what is typed at an item, so that a bounce of it must not.
    pub(in crate::app) fn would_confirm(&self, key: Key, case: &Case, now: &Now) -> bool {
        let confirms = |entry: &ValueEntry| entry.would_confirm(key, &case.checklist().item(entry.item).answer, now);
        self.entry.as_ref().is_some_and(confirms)
    }
}

/// Somebody at a case: who they are, where in it, how it stands, and when.
pub(in crate::app) struct AtCase<'a> {
    pub(in crate::app) shell: &'a mut Shell,
    pub(in crate::app) run: &'a mut Run,
    pub(in crate::app) case: &'a Case,
    pub(in crate::app) at: Context<'a>,
}

impl AtCase<'_> {
    /// Does what a key of the run screen does.
    pub(in crate::app) fn act(&mut self, action: RunAction) -> Turn {
        if let Some(words) = self.read_only().filter(|_| !action.only_reads()) {
            return if action.asks() { Turn::refuse(&words) } else { self.fail(&words) };
        }
        let (case, cursor) = (self.case, self.run.cursor);
        match action {
            RunAction::Go(way) => self.go(way),
            RunAction::Tick => self.tick(),
            RunAction::Enter => self.enter(),
            RunAction::Again => self.again(cursor),
            RunAction::NotRight if case.checklist().item(cursor).answer.is_check() => {
                ReasonEntry::ask(ReasonFor::NotRight(cursor))
            }
            RunAction::NotRight => Turn::refuse("Only a check can be \"not right\": record what was found."),
            RunAction::NotApplicable | RunAction::Defer if is_critical(case, cursor) => {
                Turn::refuse("This item is critical: it is answered, or overridden by a clinician.")
            }
            RunAction::NotApplicable => ReasonEntry::ask(ReasonFor::NotApplicable(cursor)),
            RunAction::Defer => ReasonEntry::ask(ReasonFor::Defer(cursor, next_phase(case, cursor))),
            RunAction::Override => self.ask_override(cursor),
            RunAction::Note => ReasonEntry::ask(ReasonFor::Note(cursor)),
            RunAction::Tell => ReasonEntry::ask_told(case, cursor),
            RunAction::Finish => self.finish_section(),
            RunAction::Sign => Turn::open(Dialog::Sign(phase_to_sign(case, cursor))),
            RunAction::NeedleMoved => self.needle_moved(cursor),
            RunAction::Late => Turn::open(Dialog::Late(LateEntry::default())),
            RunAction::SaidBy => {
                let people = if self.shell.said_by.is_some() { Vec::new() } else { self.shell.people() };
                Turn::open(Dialog::Person(PersonEntry::new(PersonFor::SaidBy, people)))
            }
            RunAction::Team => Turn::open(Dialog::Team(TeamEntry::new(self.shell))),
            RunAction::Preset if case.checklist().presets.is_empty() => Turn::refuse("This checklist has no presets."),
            RunAction::Preset => Turn::open(Dialog::Preset),
            RunAction::FollowUp => Turn::open(FollowUp::page(follow_up_of(case, cursor, self.at.now))),
            RunAction::CloseCase => Turn::open(Dialog::Close),
            RunAction::Theatre => {
                self.run.theatre = !self.run.theatre;
                Turn::default()
            }
            RunAction::Why => Turn::open(Dialog::Why(Why { item: cursor, page: Scroll::default() })),
            RunAction::Card => Turn { effects: self.named_card(cursor), ..Turn::default() },
            RunAction::Undo => self.take_back(),
            RunAction::Redo => self.record(Act::Redo),
        }
    }

    /// Takes back what somebody recorded since the case was opened here: what they recorded on an earlier visit nobody
    /// has in mind, and it may be what a stop stands on.
    pub(in crate::app) fn take_back(&mut self) -> Turn {
        let operator = self.shell.operator.as_ref();
        let newest = operator.and_then(|by| self.case.newest_own(by, &self.shell.station));
        match newest {
            Some(action) if action <= self.run.known as u64 => self.fail(&Refusal::NothingToUndo::<Id>.to_string()),
            Some(_) | None => self.record(Act::Undo),
        }
    }

    /// Opens the crisis card that is named at an item or by its stop.
    pub(in crate::app) fn named_card(&mut self, ix: ItemIx) -> Vec<Effect> {
        if let Some(card) = self.case.card_at(ix) {
            return vec![Effect::Cards(Some(card.id.clone()))];
        }
        self.shell.say("no crisis card is named here: ! shows them all");
        Vec::new()
    }

    /// Says something instead of doing anything.
    fn say(&mut self, words: &str) -> Turn {
        self.shell.say(words);
        Turn::default()
    }

    pub(super) fn fail(&mut self, words: &str) -> Turn {
        self.shell.failed(words);
        Turn::default()
    }

    /// What whoever is at the keyboard wants of this case, about what they have seen of it.
    fn intent(&self, act: Act) -> Option<Intent> {
        let author = self.shell.author(&act)?;
        let by = self.shell.stands_in(&act).unwrap_or_else(|| author.by.clone());
        let intent = Author { by, ..author }.wants(self.case, act);
        let about = intent.act.item().and_then(|id| self.case.checklist().find(id.as_str()));
        let seen = self.run.seen.filter(|(ix, _)| Some(*ix) == about);
        Some(Intent { seen: seen.map_or(intent.seen, |(_, seen)| seen), ..intent })
    }

    /// Records something; asks first who is at the keyboard where nobody said so.
    pub(in crate::app) fn record(&mut self, act: Act) -> Turn {
        match self.intent(act) {
            Some(intent) => Turn::record(intent),
            None => self.ask_operator(),
        }
    }

    fn ask_operator(&self) -> Turn {
        Turn::open(Dialog::Person(PersonEntry::operator(self.shell, None)))
    }

    /// Whoever leaves a case on which they worked holds it for the next person, who goes on where something is open.
    pub(in crate::app) fn hold(&self) -> Option<Effect> {
        let next = self.case.next(self.at.now);
        let unfinished = self.case.closed().is_none() && matches!(next, Next::Item(_) | Next::Stop(_));
        if !self.run.recorded || !unfinished {
            return None;
        }
        let open = Some(self.run.cursor).filter(|ix| self.case.status(*ix).is_open());
        let at = open.or_else(|| next.item(self.case)).unwrap_or(self.run.cursor);
        let item = Some(self.case.checklist().item(at).id.clone());
        self.intent(Act::Hold { item }).map(|intent| Effect::Record(Box::new(intent)))
    }

    /// Why nothing is taken any more, before somebody types for nothing.
    fn read_only(&self) -> Option<String> {
        let closed = || Some(Refusal::<Id>::Closed { outcome: self.case.closed()?.outcome }.to_string());
        let words = self.run.read_only.as_ref().map(|why| format!("the record {}", why.words()));
        Some(format!("Not recorded: {}", words.or_else(closed)?))
    }

    /// Whoever may not override is told so before they write a reason.
    pub(in crate::app) fn ask_override(&self, ix: ItemIx) -> Turn {
        let allowed = |by: OverrideBy| {
            let is_simulated = self.shell.mode == Mode::Practice;
            is_simulated || self.shell.operator.as_ref().is_some_and(|operator| by.allows(operator.role))
        };
        match self.case.overridden_by(ix) {
            None => Turn::refuse(
                "There is nothing to override here: no stop stands, and the item is not an open critical one.",
            ),
            Some(OverrideBy::Never) => {
                Turn::refuse("Nobody may override this one: correct the answer, check again, or stop the case.")
            }
            Some(_) if self.case.lacks_staff_list(&self.shell.staff) => {
                Turn::refuse(&Shell::words_of(&Refusal::NoStaffList, self.case))
            }
            Some(by) if !allowed(by) => {
                let who = self.shell.keys.key(KeyMode::Run, Action::Who);
                Turn::refuse(&format!("A clinician may override this: go on, then {who} says who is at the keyboard."))
            }
            Some(_) => ReasonEntry::ask(ReasonFor::Override(ix)),
        }
    }

    /// Where the needle's place is checked, all of that is open again. Elsewhere the key was pressed for something else.
    pub(in crate::app) fn needle_moved(&mut self, at: ItemIx) -> Turn {
        let checklist = self.case.checklist();
        if checklist.section(checklist.item(at).section).restarts {
            return self.record(Act::NeedleMoved { reason: None });
        }
        match checklist.sections.iter().find(|section| section.restarts) {
            Some(section) => self.fail(&format!("\"needle moved\" is said in {}: go there first", section.title)),
            None => self.say("this checklist has nothing that is checked anew when the needle moves"),
        }
    }

    /// Ticks together what is left of the section after it was said.
    fn finish_section(&mut self) -> Turn {
        let section = self.case.checklist().item(self.run.cursor).section;
        if self.case.can_be_grouped(section).is_empty() {
            return self.say("nothing here is ticked together: critical items, questions and choices go one by one");
        }
        self.record(Act::Group { section: self.case.checklist().section(section).id.clone() })
    }
}

fn is_critical(case: &Case, ix: ItemIx) -> bool {
    case.checklist().item(ix).level == Level::Critical
}
