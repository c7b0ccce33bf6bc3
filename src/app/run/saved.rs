//! What was recorded is on the disk: the notice that says so, and where the cursor goes from there.

use super::super::{App, Context, Dialog, Notice, Screen};
use crate::domain::{
    CaseFact, Fact, ItemFact, Line, Seq, Text,
    case::Case,
    checklist::{ItemIx, PhaseIx},
};

impl App {
    /// What was recorded is on the disk: says so, and goes on to the next item.
    pub fn recorded(&mut self, own: &[Line], case: &Case, at: Context<'_>) {
        let Screen::Run(run) = &mut self.screen else {
            return;
        };
        // A key that is held down goes on repeating while its entry is being written.
        self.guard.written(at);
        // One's own entry was seen as it was made.
        self.seen = Some((run.cursor, case.touched(run.cursor)));
        run.again = None;
        run.correcting = None;
        run.keys = None;
        // The code is shown on the way to something else: that is what is told.
        let shows_code = |sealed: &&Line| matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::CodeConfirmed { .. })));
        let told: Vec<&Line> = own.iter().filter(|sealed| !shows_code(sealed)).collect();
        let Some(first) = told.first().copied().or(own.first()) else {
            self.notice = Some(Notice::Info(Text::from("this is already recorded")));
            return;
        };
        run.recorded = true;
        // The time that was said holds for the next entry that takes it; coming and going takes none.
        if own.iter().any(|sealed| sealed.entry.stamp.done_at.is_some()) {
            self.late = None;
        }
        let Some(fact) = &first.entry.fact else { return };
        match fact {
            Fact::Item(
                item,
                ItemFact::Answered { .. }
                | ItemFact::Deferred { .. }
                | ItemFact::NotApplicable { .. }
                | ItemFact::Overridden { .. },
            ) => {
                if let Some(ix) = case.checklist().find(item.as_str()) {
                    self.answered(ix, first, told.len(), case, at);
                }
            }
            Fact::Item(..) => self.done(&format!("Saved: {}", case.say_entry(first, at.now))),
            Fact::Case(fact) => self.case_recorded(fact, first, case, at),
        }
    }

    fn done(&mut self, words: &str) {
        self.notice = Some(Notice::Done(Text::from(words)));
    }

    /// Something about the case as a whole was recorded.
    fn case_recorded(&mut self, fact: &CaseFact, line: &Line, case: &Case, at: Context<'_>) {
        let Screen::Run(run) = &mut self.screen else { return };
        match fact {
            CaseFact::Undone { entries } => {
                run.cursor = item_of(case, entries).unwrap_or(run.cursor);
                self.done(&format!("Taken back: {}  r puts it back", entries_in_words(case, entries, at)));
            }
            CaseFact::Redone { entries } => {
                run.cursor = item_of(case, entries).unwrap_or(run.cursor);
                self.done(&format!("Put back: {}", entries_in_words(case, entries, at)));
            }
            CaseFact::Stopped { .. } => {
                let goes_on = if case.closed().is_some() { "the case is closed" } else { "recovery is open" };
                run.cursor = case.after(run.cursor, at.now).unwrap_or(run.cursor);
                self.done(&format!("Procedure stopped: {goes_on}"));
            }
            CaseFact::Signed { phase, .. } => {
                let title = case.checklist().phases.iter().find(|known| known.id == *phase);
                let title = title.map_or(phase.as_str(), |phase| phase.title.as_str());
                self.done(&format!("{title} signed off by {}  u undoes", line.entry.stamp.by));
            }
            CaseFact::Closed { outcome, .. } => self.done(&format!("Case closed: {}", outcome.word())),
            CaseFact::Opened(_)
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
            | CaseFact::Repaired { .. } => self.done(&format!("Saved: {}", case.say_entry(line, at.now))),
        }
    }

    /// An answer shows its stop at once; a caution is told with whom to tell; else the cursor goes on.
    fn answered(&mut self, ix: ItemIx, first: &Line, count: usize, case: &Case, at: Context<'_>) {
        let Screen::Run(run) = &mut self.screen else { return };
        if !case.stops(ix).is_empty() {
            run.cursor = ix;
            self.seen = Some((ix, case.touched(ix)));
            self.dialog = Some(Dialog::Stop(ix));
            self.guard.are_surprised();
            return;
        }
        let preset = matches!(&first.entry.fact, Some(Fact::Item(_, ItemFact::Answered { preset: Some(_), .. })));
        // What a preset fills in lies behind items that are still open: whoever reads what is next stands there.
        let on = if preset { case.next(at.now).item(case) } else { case.after(ix, at.now) };
        run.cursor = on.unwrap_or(run.cursor);
        let words = case.say_entry(first, at.now);
        // Where letters are typed the key undoes nothing.
        let undoes = if self.takes_letter('u', at) { "" } else { "  u undoes" };
        self.notice = Some(match (case.cautions(ix).first(), case.to_tell(ix).first()) {
            (Some(caution), Some(whom)) => {
                Notice::Error(Text::from(format!("CAUTION  {caution} Tell the {whom}: h records it.")))
            }
            (Some(caution), None) => Notice::Error(Text::from(format!("CAUTION  {caution}"))),
            (None, _) if count > 1 => {
                let how = if preset { "filled in" } else { "ticked together" };
                Notice::Done(Text::from(format!("Saved: {count} answers {how}{undoes}")))
            }
            (None, _) => match completed(case, ix) {
                Some(phase) => Notice::Done(Text::from(format!("Saved: {words}  {phase} is complete: s signs it off"))),
                None => Notice::Done(Text::from(format!("Saved: {words}{undoes}"))),
            },
        });
    }

    /// A timer has just run out.
    pub fn timer_ended(&mut self, case: &Case, ix: ItemIx) {
        let ended = format!("TIMER ENDED  {}: space records it", case.name(ix));
        self.notice = Some(Notice::Error(Text::from(match &self.notice {
            Some(Notice::Error(own)) => format!("{own}   {ended}"),
            Some(Notice::Done(_) | Notice::Info(_)) | None => ended,
        })));
    }

    /// Tells of what came from elsewhere; what went wrong here stays until a key was pressed.
    pub(in crate::app) fn tell_of_elsewhere(&mut self, words: String) {
        self.notice = Some(match &self.notice {
            Some(Notice::Error(own)) => Notice::Error(Text::from(format!("{own}   {words}"))),
            Some(Notice::Done(_) | Notice::Info(_)) | None => Notice::Info(Text::from(words)),
        });
    }

    /// A stop that somebody else decided about is not asked about here any more.
    fn leave_decided_stop(&mut self, case: &Case) {
        if matches!(&self.dialog, Some(Dialog::Stop(ix)) if case.stops(*ix).is_empty()) {
            self.dialog = None;
        }
    }

    /// Another terminal recorded something: says who and what; nothing moves under the cursor.
    pub fn others_recorded(&mut self, others: &[Line], case: &Case, at: Context<'_>) {
        if let Some(theirs) = recorded_by(others, case, at) {
            self.tell_of_elsewhere(theirs);
            self.leave_decided_stop(case);
        }
    }

    /// Another terminal recorded something in the moment of one's own key: both are told.
    pub fn others_recorded_too(&mut self, others: &[Line], case: &Case, at: Context<'_>) {
        let Some(theirs) = recorded_by(others, case, at) else { return };
        self.leave_decided_stop(case);
        self.notice = Some(match self.notice.take() {
            Some(Notice::Done(own)) => Notice::Done(Text::from(format!("{own}   {theirs}"))),
            Some(Notice::Error(own)) => Notice::Error(Text::from(format!("{own}   {theirs}"))),
            Some(Notice::Info(own)) => Notice::Info(Text::from(format!("{own}   {theirs}"))),
            None => Notice::Info(Text::from(theirs)),
        });
    }
}

/// Who else recorded, and what; the last of several, and how many more.
fn recorded_by(others: &[Line], case: &Case, at: Context<'_>) -> Option<String> {
    let last = others.last()?;
    let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
    Some(format!("{} recorded: {}{more}", last.entry.stamp.by, case.say_entry(last, at.now)))
}

/// The item that the first of some entries is about.
fn item_of(case: &Case, entries: &[Seq]) -> Option<ItemIx> {
    let sealed = case.entries().iter().find(|sealed| entries.contains(&sealed.entry.stamp.seq))?;
    case.checklist().find(sealed.entry.fact.as_ref()?.item()?.as_str())
}

/// What the first of some entries says, and how many more there are.
fn entries_in_words(case: &Case, entries: &[Seq], at: Context<'_>) -> Text {
    let sealed = case.entries().iter().find(|sealed| entries.contains(&sealed.entry.stamp.seq));
    let words = sealed.map(|sealed| case.say_entry(sealed, at.now)).unwrap_or_default();
    if entries.len() > 1 { Text::from(format!("{words} and {} more", entries.len() - 1)) } else { words }
}

/// The phase that an answer completed, if it waits for its sign-off.
fn completed(case: &Case, ix: ItemIx) -> Option<Text> {
    let phase: PhaseIx = case.checklist().section(case.checklist().item(ix).section).phase;
    let signed = case.sign_off(phase).is_some_and(|signed| !signed.is_broken());
    (case.phase_progress(phase).is_complete() && !signed).then(|| case.checklist().phase(phase).title.clone())
}
