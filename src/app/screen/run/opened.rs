//! A case comes on the screen: where the cursor stands, and what is shown first.

use super::{ReadOnly, Run, moving::is_follow_up};
use crate::app::{App, Dialog, FollowUp, HeldCard, Screen};
use crate::domain::Now;
use crate::domain::case::{Case, Next};
use crate::domain::checklist::ItemIx;

impl App {
    /// Shows a case that was opened: the cursor stands where it was left, else on what is next. A case that
    /// somebody left shows who, where and how long ago before anything is recorded.
    pub fn opened(&mut self, case: &Case, now: &Now) {
        let outlook = case.outlook(now);
        let next = outlook.next.item(case).unwrap_or(ItemIx(0));
        let open = |ix: &ItemIx| case.status(*ix).is_open();
        let left = outlook.left.as_ref().and_then(|hold| hold.item).filter(open);
        self.screen = Screen::Run(Run::at(case.code(), left.unwrap_or(next), case.entries().len()));
        self.shell.enters(case);
        if matches!(self.dialog, Some(Dialog::Person(_))) || case.closed().is_some() {
            return;
        }
        let new = case.entries().len() == 1;
        self.dialog = match (&outlook.next, outlook.left) {
            (Next::Wait(due), _) => Some(FollowUp::page(due.section)),
            (Next::Item(ix), _) if is_follow_up(case, *ix) => Some(FollowUp::page(case.checklist().item(*ix).section)),
            (Next::Item(_) | Next::Stop(_), Some(hold)) if !new => Some(Dialog::Held(HeldCard::new(&hold, next))),
            (Next::Start(_) | Next::Stop(_) | Next::Item(_) | Next::Close | Next::Nothing, _) => None,
        };
    }

    /// The same from the list: asks whether a planned one begins, and stands at the follow-up that is due.
    pub fn opened_from_list(&mut self, case: &Case, now: &Now) {
        self.opened(case, now);
        self.worklist.stand_on(case.code());
        if case.planned().is_some() && case.closed().is_none() {
            self.dialog = Some(Dialog::Start);
        }
        let section = self.worklist.row(case.code()).and_then(|row| row.summary()?.needs.follow_up);
        let due =
            section.map(|due| due.section).filter(|section| case.due(*section, now).is_some_and(|due| due.is_due(now)));
        if let Some(section) = due {
            self.stands_at_follow_up(section, case);
        }
    }

    /// A planned case has begun: it is shown with the checklist that it follows from now on.
    pub fn started(&mut self, case: &Case, now: &Now) {
        self.opened(case, now);
        let checklist = case.checklist();
        match checklist.unset_words() {
            Some(unset) => self.shell.failed(&unset),
            None => self.shell.done(format!("Started: {} {}", checklist.title, checklist.version)),
        }
    }

    /// The record of the open case is only read: it is shown, says so as long as it is, and asks for nothing.
    pub fn only_reads(&mut self, why: ReadOnly, words: &str) {
        if let Some(run) = self.screen.run() {
            run.read_only = Some(why);
        }
        if !self.is_in_crisis() {
            self.dialog = None;
        }
        self.shell.failed(words);
    }
}
