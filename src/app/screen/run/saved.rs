//! What was recorded is on the disk: the notice that says so, and where the cursor goes from there.

use super::AtCase;
use crate::app::{App, Context, Dialog, Notice, RunAction, has_stamps};
use crate::domain::case::{Case, told};
use crate::domain::checklist::{ItemIx, PhaseIx};
use crate::domain::practice::Past;
use crate::domain::{CaseFact, Fact, ItemFact, Line, Mode, Now, Seq, Text};

impl App {
    /// What was recorded is on the disk: says so, and goes on to the next item; an answer shows its stop at once.
    pub fn recorded(&mut self, own: &[Line], at: Context<'_>) {
        if let Some(past) = at.case.filter(|_| self.shell.mode == Mode::Practice).and_then(Past::of) {
            self.practice.remembers(past);
        }
        if let Some(stop) = self.place(at).case().and_then(|mut at| at.recorded(own)) {
            self.puts(Dialog::Stop(stop));
        }
        self.practice.recorded();
        self.names_colleague(own);
    }

    /// A timer has just run out.
    pub fn timer_ended(&mut self, case: &Case, ix: ItemIx) {
        let ended = format!("TIMER ENDED  {}: {} records it", case.name(ix), self.shell.key(RunAction::Tick));
        self.shell.tell(Notice::Error(Text::from(ended)));
    }

    /// Another terminal recorded something: says who and what; nothing moves under the cursor.
    pub fn others_recorded(&mut self, others: &[Line], case: &Case, now: &Now) {
        if let Some(theirs) = recorded_by(others, case, now) {
            let news = if has_stamps(others) { Notice::Error } else { Notice::Info };
            self.shell.tell(news(Text::from(theirs)));
            self.leave_decided_stop(case);
        }
    }

    /// Another terminal recorded something in the moment of one's own key: both are told.
    pub fn others_recorded_too(&mut self, others: &[Line], case: &Case, now: &Now) {
        if let Some(theirs) = recorded_by(others, case, now) {
            self.leave_decided_stop(case);
            self.shell.tell_too(&theirs);
        }
    }

    /// A stop that somebody else decided about is not asked about here any more.
    fn leave_decided_stop(&mut self, case: &Case) {
        if matches!(&self.dialog, Some(Dialog::Stop(ix)) if case.stops(*ix).is_empty()) {
            self.dialog = None;
        }
    }
}

impl AtCase<'_> {
    /// Says what was recorded and goes on; the item whose stop it made, if it did.
    fn recorded(&mut self, own: &[Line]) -> Option<ItemIx> {
        // A key that is held down goes on repeating while its entry is being written.
        self.shell.guard.written(self.at);
        // One's own entry was seen as it was made.
        self.run.sees(Some(self.case));
        self.run.forgets();
        self.run.keys = None;
        let told = told(own);
        let Some(first) = told.first().copied() else {
            self.shell.say("this is already recorded");
            return None;
        };
        self.run.recorded = true;
        // The time that was said holds for the next entry that takes it; coming and going takes none.
        if own.iter().any(|line| line.entry.stamp.done_at.is_some()) {
            self.shell.late = None;
        }
        match first.entry.fact.as_ref()? {
            Fact::Item(
                item,
                ItemFact::Answered { .. }
                | ItemFact::Deferred { .. }
                | ItemFact::NotApplicable { .. }
                | ItemFact::Overridden { .. },
            ) => {
                self.shell.guard.finished(self.at);
                self.answered(self.case.checklist().find(item.as_str())?, &told)
            }
            Fact::Item(..) => {
                self.shell.done(format!("Saved: {}", self.case.say_entry(first, self.at.now)));
                None
            }
            Fact::Case(fact) => {
                self.case_recorded(fact, first);
                None
            }
        }
    }

    /// Something about the case as a whole was recorded.
    fn case_recorded(&mut self, fact: &CaseFact, line: &Line) {
        let (case, now, undo) = (self.case, self.at.now, self.shell.key(RunAction::Undo));
        let words = match fact {
            CaseFact::Undone { entries } => {
                self.run.cursor = case.item_of(entries).unwrap_or(self.run.cursor);
                format!(
                    "Taken back: {}  {} puts it back",
                    entries_in_words(case, entries, now),
                    self.shell.key(RunAction::Redo)
                )
            }
            CaseFact::Redone { entries } => {
                self.run.cursor = case.item_of(entries).unwrap_or(self.run.cursor);
                format!("Put back: {}", entries_in_words(case, entries, now))
            }
            CaseFact::Stopped { .. } => {
                let goes_on = if case.closed().is_some() { "the case is closed" } else { "recovery is open" };
                self.run.cursor = case.after(self.run.cursor, now).unwrap_or(self.run.cursor);
                format!("Procedure stopped: {goes_on}")
            }
            CaseFact::Signed { phase, .. } => {
                let title = case.checklist().phases.iter().find(|known| known.id == *phase);
                let title = title.map_or(phase.as_str(), |phase| phase.title.as_str());
                format!("{title} signed off by {}  {undo} undoes", line.entry.stamp.by)
            }
            CaseFact::Closed { outcome, .. } => format!("Case closed: {}", outcome.word()),
            CaseFact::NeedleMoved { section, .. } => {
                let section = case.checklist().find_section(section.as_str());
                self.goes_to_section(section.unwrap_or(case.checklist().item(self.run.cursor).section));
                format!("Saved: {}  {undo} undoes", case.say_entry(line, now))
            }
            // How it is judged stands beside what was saved.
            CaseFact::Marked(_) => return,
            CaseFact::Opened(_)
            | CaseFact::Pinned { .. }
            | CaseFact::Started { .. }
            | CaseFact::Noted { .. }
            | CaseFact::Held { .. }
            | CaseFact::Resumed
            | CaseFact::CodeConfirmed { .. }
            | CaseFact::Labelled { .. }
            | CaseFact::Team { .. }
            | CaseFact::Attempted { .. }
            | CaseFact::Contacted { .. }
            | CaseFact::LostToFollowUp { .. }
            | CaseFact::Crisis { .. }
            | CaseFact::Reopened { .. }
            | CaseFact::Repaired { .. }
            | CaseFact::Rehearsed(_)
            | CaseFact::Debriefed(_) => format!("Saved: {}", case.say_entry(line, now)),
        };
        self.shell.done(words);
    }

    /// A caution is told with whom to tell; unless a stop stands the cursor goes on.
    fn answered(&mut self, ix: ItemIx, told: &[&Line]) -> Option<ItemIx> {
        let first = told.first()?;
        let case = self.case;
        if !case.stops(ix).is_empty() {
            self.run.cursor = ix;
            self.run.sees(Some(case));
            self.shell.guard.are_surprised();
            return Some(ix);
        }
        let preset = matches!(&first.entry.fact, Some(Fact::Item(_, ItemFact::Answered { preset: Some(_), .. })));
        // What a preset fills in lies behind items that are still open: whoever reads what is next stands there.
        let on = if preset { case.next(self.at.now).item(case) } else { case.after(ix, self.at.now) };
        self.run.cursor = on.unwrap_or(self.run.cursor);
        let advice = case.is_for_another(ix, &first.entry.stamp).filter(|_| self.shell.mode != Mode::Practice);
        let advice = advice.map(|role| format!("  a {role} answers this"));
        let words = format!("{}{}", case.say_entry(first, self.at.now), advice.unwrap_or_default());
        // Where letters are typed the key undoes nothing.
        let undo = self.shell.key(RunAction::Undo);
        let is_typed = undo.parse().is_ok_and(|letter| self.takes_letter(letter));
        let undoes = if is_typed { String::new() } else { format!("  {undo} undoes") };
        match (case.cautions(ix).first(), case.to_tell(ix).first()) {
            (Some(caution), Some(whom)) => {
                self.shell.failed(&format!(
                    "CAUTION  {caution} Tell the {whom}: {} records it.",
                    self.shell.key(RunAction::Tell)
                ));
            }
            (Some(caution), None) => self.shell.failed(&format!("CAUTION  {caution}")),
            (None, _) if preset => {
                self.shell.done(format!("Filled in: {}{undoes}", filled_in(case, told, self.at.now)));
            }
            (None, _) if told.len() > 1 => {
                self.shell.done(format!("Saved: {} answers ticked together{undoes}", told.len()));
            }
            (None, _) => match completed(case, ix) {
                Some(phase) => self.shell.done(format!(
                    "Saved: {words}  {phase} is complete: {} signs it off",
                    self.shell.key(RunAction::Sign)
                )),
                None => self.shell.done(format!("Saved: {words}{undoes}")),
            },
        }
        None
    }
}

/// What a preset answered, item by item.
fn filled_in(case: &Case, told: &[&Line], now: &Now) -> String {
    let items = told.iter().filter_map(|line| case.checklist().find(line.entry.fact.as_ref()?.item()?.as_str()));
    let each = items.filter_map(|ix| {
        let (_, answer) = case.answer(ix)?;
        Some(format!("{}: {}", case.name(ix), answer.say(case.checklist().item(ix), now)))
    });
    each.collect::<Vec<_>>().join(", ")
}

/// Who else recorded, and what; the last of several, and how many more.
fn recorded_by(others: &[Line], case: &Case, now: &Now) -> Option<String> {
    let last = others.last()?;
    let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
    Some(format!("{} recorded: {}{more}", last.entry.stamp.by, case.say_entry(last, now)))
}

/// What the first of some entries says, and how many more there are.
fn entries_in_words(case: &Case, entries: &[Seq], now: &Now) -> Text {
    let line = case.entries().iter().find(|line| entries.contains(&line.entry.stamp.seq));
    let words = line.map(|line| case.say_entry(line, now)).unwrap_or_default();
    if entries.len() > 1 { Text::from(format!("{words} and {} more", entries.len() - 1)) } else { words }
}

/// The phase that an answer completed, if it waits for its sign-off.
fn completed(case: &Case, ix: ItemIx) -> Option<Text> {
    let phase: PhaseIx = case.checklist().section(case.checklist().item(ix).section).phase;
    case.waits_for_sign_off(phase).then(|| case.checklist().phase(phase).title.clone())
}
