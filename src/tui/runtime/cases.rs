//! Cases as the worklist needs them: looked at, read, opened, made, started and ended.

use super::{Runtime, Time};
use crate::app::{Dialog, NewCaseForm, Notice, Offer, ReadOnly, Row};
use crate::desk::{Starting, Unfit};
use crate::domain::case::{Act, BoardSpan, Refusal};
use crate::domain::checklist::{Checklist, SectionIx};
use crate::domain::reference::Topic;
use crate::domain::{Code, Confirmed, Now, Outcome, Text, counted};
use crate::report::{Document, Format};
use crate::store::{Folder, Found, Loaded, Looked, StoreError, Stray, why_unfit};
use std::collections::BTreeSet;

/// So many closed cases are shown when they are asked for, the newest ones.
const MOST_CLOSED: usize = 100;
/// So many cases that were closed lately are read for the board at most.
const MOST_LATELY: usize = 300;
/// So many cases of one day are listed as done at most.
const MOST_TODAY: usize = 300;

/// What is known of the records on the list, so that nothing is read twice.
#[derive(Debug, Default)]
pub(super) struct Cases {
    looked: Looked,
    /// What could not be read and was not damaged: it is tried again at the next look.
    again: BTreeSet<Code>,
    /// What was told of.
    copies: Vec<Stray>,
    /// Whether today's closed cases were read, which nobody waits for; what is closed later is seen as it goes.
    pub(super) done_today: bool,
    /// What was said of a checklist that does not count.
    unfit: Option<String>,
    /// What the list showed at the last look.
    shown: Option<u64>,
    /// The minute of the last look: times such as "12 min" change with it.
    minute: i64,
}

impl<T: Time> Runtime<T> {
    pub(super) fn open(&mut self, code: Code) {
        let loaded = self.desk.open(code);
        if let Some(loaded) = self.said(loaded) {
            self.show(loaded);
        }
    }

    /// The same at one of its follow-ups.
    pub(super) fn open_follow_up(&mut self, code: Code, section: SectionIx) {
        self.open(code);
        if let Some(open) = self.open.as_ref().filter(|open| open.case.code() == code) {
            self.app.opened_from_board(section, &open.case);
        }
    }

    /// What the desk gave; says what went wrong where it gave nothing.
    pub(super) fn said<V>(&mut self, given: Result<V, StoreError>) -> Option<V> {
        given.inspect_err(|error| self.app.shell.failed(&error.to_string())).ok()
    }

    fn show(&mut self, loaded: Loaded) {
        let now = self.time.now();
        self.app.shell.scanner.articles = self.desk.articles(&loaded.case);
        self.app.opened_from_list(&loaded.case, &now);
        // What ended while nobody looked is shown, not rung.
        let timers = loaded.case.timers();
        self.rung = timers.into_iter().filter(|(_, timer)| timer.ends() <= now.at).collect();
        let caveats = loaded.caveats();
        let words = caveats.lines().join("; ");
        if let Some(damage) = &loaded.damage {
            self.app.only_reads(ReadOnly::Damaged, &format!("{}: {damage}", ReadOnly::Damaged.word()));
        } else if caveats.newer_format.is_some() {
            self.app.only_reads(ReadOnly::Newer, &words);
        } else if !words.is_empty() {
            self.app.shell.notice = Some(Notice::Info(Text::from(words)));
        } else if let (Some(unset), 1) = (loaded.case.checklist().unset_words(), loaded.case.entries().len()) {
            self.app.shell.failed(&unset);
        }
        self.open = Some(loaded);
    }

    /// Makes a case and shows its code, which goes on the chart now. One that begins at once is opened.
    pub(super) fn create(&mut self, draft: &NewCaseForm) {
        let Some(author) = self.app.shell.at_keyboard() else { return };
        let found = self.desk.find(&draft.checklist);
        let Some(found) = self.said(found) else { return };
        let Some(found) = found else { return self.app.shell.failed("that checklist is no longer there") };
        let new = found.new_case(draft.label(), draft.plan());
        let made = self.desk.create(&new, &author, &self.time.now());
        let Some(loaded) = self.said(made) else { return };
        let (code, planned) = (loaded.case.code(), loaded.case.planned().is_some());
        if planned {
            self.look_at_list();
        } else {
            self.show(loaded);
            if let Some(preset) = draft.preset.clone() {
                self.wants(Act::Preset { preset });
            }
        }
        self.app.show_code(code);
    }

    /// Starts the planned case that is open, with its checklist as it is today.
    pub(super) fn start(&mut self) {
        let Some(open) = &self.open else { return };
        let start = self.desk.start(open);
        if let Some(Starting { act, .. }) = self.said(start) {
            self.wants(act);
        }
    }

    /// From now on something may be prepared for the planned case that is open.
    pub(super) fn prepare(&mut self) {
        let (Some(open), Some(author)) = (&mut self.open, self.app.shell.at_keyboard()) else { return };
        let has_any = |checklist: &Checklist| checklist.sections.iter().any(|section| section.ahead);
        let prepared = self.desk.prepare(open, &author, has_any, &|| self.time.now());
        let (Some(()), Some(open)) = (self.said(prepared), &self.open) else { return };
        if open.case.is_pinned() {
            self.app.opened(&open.case, &self.time.now());
        } else {
            self.app
                .shell
                .failed("This checklist has nothing that is prepared ahead: start it when the patient is here.");
            self.app.dialog = Some(Dialog::Start);
        }
    }

    /// Records what whoever is at the keyboard wants of the open case as a whole.
    fn wants(&mut self, act: Act) {
        let (Some(open), Some(author)) = (&self.open, self.app.shell.at_keyboard()) else { return };
        let intent = author.wants(&open.case, act);
        self.record(Box::new(intent));
    }

    /// Ends a case from the list, or takes a closed one up again.
    pub(super) fn end(&mut self, code: Code, act: Act, shown: Confirmed) {
        let words = match &act {
            Act::Close { outcome, .. } => format!("closed: {}", outcome_words(*outcome)),
            _ => "reopened".to_owned(),
        };
        let Some(author) = self.app.shell.at_keyboard() else { return };
        let ended = self.desk.open(code).and_then(|mut loaded| {
            let intent = author.wants(&loaded.case, act).with_code(shown);
            self.desk.record(&mut loaded, &intent, &|| self.time.now())
        });
        self.look_at_list();
        let name = self.app.worklist.row(code).map_or_else(|| code.masked(), Row::name);
        match ended {
            Ok(_) => self.app.shell.notice = Some(Notice::Done(Text::from(format!("{name} {words}")))),
            Err(StoreError::Refused(Refusal::NotComplete { .. })) => {
                self.app.fails(&format!("{name} is not complete any more: open it to see what is left"));
            }
            Err(StoreError::Refused(refusal)) => self.app.fails(&format!("Not recorded: {refusal}")),
            Err(error) => self.app.fails(&error.to_string()),
        }
    }

    /// Puts the codes of the open cases on the list, without reading their records.
    pub fn list_codes(&mut self) {
        let codes = self.desk.store.codes(Folder::Open);
        if let Some(codes) = self.said(codes) {
            self.app.worklist.begin(codes);
        }
    }

    /// Reads what changed on the list since the last look; whether it was anything, or the time has changed
    /// what the list says.
    pub(super) fn look_at_list(&mut self) -> bool {
        let now = self.time.now();
        let minute = now.at.timestamp().as_second() / 60;
        let changes = match self.desk.store.look(&mut self.cases.looked, now.at) {
            Ok(changes) => changes,
            Err(error) => {
                // Where not even the open cases can be listed, nothing more is looked for at once.
                self.cases.done_today = true;
                let before = self.app.shell.notice.clone();
                self.app.shell.failed(&error.to_string());
                return self.app.shell.notice != before;
            }
        };
        self.tell_copies(changes.copies);
        let mut codes = changes.changed;
        codes.extend(self.app.worklist.outdated(&now));
        codes.extend(std::mem::take(&mut self.cases.again));
        let quiet = codes.is_empty() && changes.gone.is_empty() && self.cases.done_today;
        if quiet && minute == self.cases.minute && !self.app.worklist.counts_down(&now) {
            return false;
        }
        self.cases.minute = minute;
        codes.extend(&changes.gone);
        // The open cases come first, at the first look: they are drawn before the closed ones are read.
        if !self.cases.done_today && self.app.worklist.complete {
            codes.extend(self.closed_today(&now));
            self.cases.done_today = true;
        }
        codes.sort_unstable();
        codes.dedup();
        let rows = self.rows(codes, &now);
        let effects = self.app.listed(rows, &changes.gone, &now);
        let imprint = self.app.worklist.imprint(&now);
        let is_new = self.cases.shown.replace(imprint) != Some(imprint) || !effects.is_empty();
        self.carry_out(effects);
        is_new
    }

    /// Tells of what bears the code of a case and is not its record, once. The name would tell the whole code.
    fn tell_copies(&mut self, found: Option<Vec<Stray>>) {
        let Some(found) = found else { return };
        let new = found.iter().find(|copy| !self.cases.copies.contains(copy));
        if let Some(code) = new.and_then(|copy| copy.code) {
            let words = format!("a copy of the record of {} counts for nothing: see periop verify", code.masked());
            self.app.shell.failed(&words);
        }
        self.cases.copies = found;
    }

    /// Reads records for their rows; none where one is not there any more, or is known and just being written to.
    fn rows(&mut self, codes: Vec<Code>, now: &Now) -> Vec<Row> {
        codes.into_iter().filter_map(|code| self.row(code, now)).collect()
    }

    fn row(&mut self, code: Code, now: &Now) -> Option<Row> {
        let error = match self.desk.glance(code) {
            Ok(Loaded { damage: Some(damage), .. }) => damage.into(),
            Ok(loaded) => return Some(Row::of(&loaded.case, &loaded.caveats(), now)),
            Err(StoreError::NoCase { .. }) => return None,
            Err(error) => error,
        };
        if !error.is_damage() {
            self.cases.again.insert(code);
        }
        let is_known = self.app.worklist.row(code).is_some_and(|row| row.summary().is_some());
        (!is_known || !error.is_busy()).then(|| Row::unreadable(code, error.word(), &error.to_string()))
    }

    fn closed_today(&mut self, now: &Now) -> Vec<Code> {
        let today = now.at.in_zone(&now.zone).start_of_day().map(|day| day.timestamp().into());
        let closed = self.desk.store.newest_closed(MOST_TODAY, today.ok());
        self.said(closed).map(|(codes, _)| codes).unwrap_or_default()
    }

    /// Reads the newest closed cases for the list.
    pub(super) fn list_closed(&mut self) {
        let now = self.time.now();
        let closed = self.desk.store.newest_closed(MOST_CLOSED, None);
        let Some((codes, more)) = self.said(closed) else { return };
        let rows = self.rows(codes, &now);
        self.app.listed_closed(rows, more, &now);
    }

    /// Reads the cases that were closed lately and are on the list no more: what was done in them stands on the board.
    pub(super) fn read_closed_lately(&mut self) {
        if !self.app.worklist.complete {
            self.look_at_list();
        }
        let now = self.time.now();
        let closed = self.desk.store.newest_closed(MOST_LATELY, Some(BoardSpan::week(&now).since));
        let Some((mut codes, more)) = self.said(closed) else { return };
        codes.retain(|code| self.app.worklist.row(*code).is_none());
        let rows = self.rows(codes, &now);
        let effects = self.app.listed(rows, &[], &now);
        self.carry_out(effects);
        if more > 0 {
            let cases = counted(more, "more case was", "more cases were");
            let words = format!("{cases} closed this week; periop due tells of them");
            self.app.shell.notice = Some(Notice::Info(Text::from(words)));
        }
    }

    /// What there is to look up is read when it is asked for.
    pub(super) fn look_up(&mut self, topic: Option<Topic>) {
        let case = self.open.as_ref().map(|open| &open.case);
        match self.desk.sheets(case) {
            Ok((sheets, unfit)) => {
                self.app.looked_up(sheets, case, topic);
                self.tell_unfit(&unfit);
            }
            Err(error) => self.app.refuses(&error.to_string()),
        }
    }

    /// Writes the report of the open case. Its name has the whole code, so that only the folder is told here.
    pub(super) fn write_report(&mut self) {
        let Some(open) = &self.open else { return };
        let written = self.desk.beside(&open.case).and_then(|beside| {
            let report = Document::new(&open.case, &beside, open.caveats()).page().html();
            self.desk.store.keep_report(open.case.code(), &format!(".{}", Format::Html.ending()), report.as_bytes())
        });
        match written {
            Ok(folder) => self.app.shell.done(format!("Report written, named by its code, in {}", folder.display())),
            Err(error) => self.app.refuses(&error.to_string()),
        }
    }

    /// The checklists are read when a new case is wanted, not before.
    pub(super) fn offer(&mut self) {
        let catalogue = self.desk.library.catalogue();
        let Some((found, unfit)) = self.said(catalogue) else { return };
        let now = self.time.now();
        self.app.offered(found.into_iter().map(|found| offered(found, &now)).collect());
        self.tell_unfit(&unfit);
    }

    /// Said once, or whoever opens many cases learns to look past it.
    fn tell_unfit(&mut self, unfit: &Unfit) {
        let words = unfit.first().map(|(origin, defects)| why_unfit(origin, defects));
        if let Some(words) = words.filter(|words| self.cases.unfit.as_ref() != Some(words)) {
            self.app.shell.failed(&words);
            self.cases.unfit = Some(words);
        }
    }
}

fn offered(found: Found, now: &Now) -> Offer {
    let checklist = found.checklist;
    let review = checklist.review.today(now);
    let presets = checklist.presets.iter().map(|preset| (preset.id.clone(), preset.title.clone())).collect();
    Offer { id: checklist.id, title: checklist.title, review, presets }
}

fn outcome_words(outcome: Outcome) -> String {
    outcome.word().replace('-', " ")
}
