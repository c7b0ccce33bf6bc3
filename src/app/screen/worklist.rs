//! The worklist: open cases and what each needs, the most pressing first.

use crate::app::{
    Action, App, Dialog, Effect, End, Group, Key, Kind, ListAction, Match, NewCase, Notice, OpenByCode, PersonEntry,
    Row, Shell, Slip, Turn, entry,
};
use crate::domain::case::Urgency;
use crate::domain::checklist::Reviewed;
use crate::domain::{Code, Moment, Now, Text};
use std::hash::{DefaultHasher, Hash, Hasher};
use tui_input::Input;

#[derive(Debug, Clone, Default)]
pub struct Worklist {
    rows: Vec<Row>,
    /// The case that the cursor is on, wherever it moves.
    on: Option<Code>,
    /// Where it stood when last seen, for when it goes.
    at: usize,
    /// The moment for which the rows are sorted.
    sorted: Option<Moment>,
    /// Whether every record was read.
    pub complete: bool,
    /// What is looked for.
    pub find: Option<Find>,
    /// Closed cases of earlier days are shown, and so many more are not.
    pub closed: Option<usize>,
}

/// A filter over the list.
#[derive(Debug, Clone, Default)]
pub struct Find {
    pub field: Input,
    /// Whether keys are letters of it.
    pub typing: bool,
}

impl Worklist {
    /// Takes the codes of cases whose records were not read yet.
    pub fn begin(&mut self, codes: Vec<Code>) {
        self.rows = codes.into_iter().map(Row::unread).collect();
        self.complete = self.rows.is_empty();
    }

    /// Every case, the most pressing first, whatever the filter hides.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a case.
    pub fn row(&self, code: Code) -> Option<&Row> {
        self.rows.iter().find(|row| row.code == code)
    }

    /// The cases on the list: closed ones of earlier days only where they are asked for.
    pub fn listed(&self, now: &Now) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| self.closed.is_some() || row.group(now) != Group::Closed)
    }

    /// How the checklists of the cases are reviewed, in words, where one is not.
    pub fn review(&self, now: &Now) -> Option<String> {
        Reviewed::mark_of(self.listed(now).filter_map(|row| Some(row.summary()?.checklist.review.today(now))))
    }

    /// The cases that the filter lets through. Plain words are looked for, each anywhere: what is typed on a
    /// ward is a bay, a state or half a code, and a match that nobody can explain would be worse than none. Where a
    /// bay is named by its number, bay 1 is not bay 10.
    pub fn shown(&self, now: &Now) -> Vec<&Row> {
        let typed = self.find.as_ref().map_or("", |find| find.field.value());
        if typed.is_empty() {
            return self.listed(now).collect();
        }
        narrowed(self.listed(now), |row| row.matches(typed, now))
    }

    /// How many standing stops the filter hides.
    pub fn hidden_stops(&self, now: &Now) -> usize {
        let stop = |row: &&Row| row.kind(now) == Kind::Case(Urgency::Stop);
        self.rows.iter().filter(stop).count() - self.shown(now).into_iter().filter(stop).count()
    }

    /// Where the cursor stands among the cases shown.
    pub fn cursor(&self, shown: &[&Row]) -> usize {
        let there = self.on.and_then(|code| shown.iter().position(|row| row.code == code));
        there.unwrap_or(self.at).min(shown.len().saturating_sub(1))
    }

    /// The case that the cursor is on.
    pub fn under(&self, now: &Now) -> Option<&Row> {
        let shown = self.shown(now);
        shown.get(self.cursor(&shown)).copied()
    }

    /// Puts the cursor on a case.
    pub fn stand_on(&mut self, code: Code) {
        self.on = Some(code);
    }

    /// Puts the cursor on the case that stands at a place among those shown.
    fn go(&mut self, now: &Now, to: impl Fn(usize) -> usize) {
        let shown = self.shown(now);
        let at = to(self.cursor(&shown)).min(shown.len().saturating_sub(1));
        let on = shown.get(at).map(|row| row.code);
        (self.at, self.on) = (at, on.or(self.on));
    }

    /// Takes rows that were read anew and lets go of cases that are not there any more, and of those that went
    /// before they were ever read. The cursor stays on its case; at first it stands on the most pressing one.
    pub fn take(&mut self, rows: Vec<Row>, gone: &[Code], now: &Now) {
        let stays =
            |row: &Row| row.about.is_some() && !gone.contains(&row.code) && rows.iter().all(|new| new.code != row.code);
        self.rows.retain(stays);
        self.rows.extend(rows);
        self.complete = true;
        self.sort(now);
        if self.on.is_none() {
            self.go(now, |_| 0);
        }
    }

    fn sort(&mut self, now: &Now) {
        let shown = self.shown(now);
        self.at = self.cursor(&shown);
        self.rows.sort_by_cached_key(|row| row.order(now));
    }

    /// Lets time pass: sorts anew, and gives the cases whose timers have ended since the last time.
    fn pass(&mut self, but: Option<Code>, now: &Now) -> Vec<(String, Text)> {
        self.sort(now);
        let before = self.sorted.replace(now.at);
        let ended = |row: &Row| {
            let (ends, what) = row.summary()?.timer.clone()?;
            let just = before.is_some_and(|before| before < ends) && ends <= now.at;
            (just && but != Some(row.code)).then(|| (row.name(), what))
        };
        self.rows.iter().filter_map(ended).collect()
    }

    /// The cases that must be read anew because of the time.
    pub fn outdated(&self, now: &Now) -> Vec<Code> {
        let outdated = |row: &&Row| row.until().is_some_and(|until| until <= now.at);
        self.rows.iter().filter(outdated).map(|row| row.code).collect()
    }

    /// Whether a timer runs, or has ended since time last passed here: the list changes every second.
    pub fn counts_down(&self, now: &Now) -> bool {
        let before = self.sorted.map_or(now.at, |sorted| sorted.min(now.at));
        let runs = |row: &Row| row.summary().and_then(|s| s.timer.as_ref()).is_some_and(|timer| timer.0 > before);
        self.rows.iter().any(runs)
    }

    /// A number that changes when what the list shows does: a countdown, an order, a "12 min".
    pub fn imprint(&self, now: &Now) -> u64 {
        let mut imprint = DefaultHasher::new();
        for row in &self.rows {
            (row.code, row.word(now), row.right(now), row.place()).hash(&mut imprint);
            row.next(now).hash(&mut imprint);
            for line in row.summary().into_iter().flat_map(|summary| &summary.board) {
                (line.state(now), line.tried).hash(&mut imprint);
            }
        }
        imprint.finish()
    }

    /// The field in which the filter is typed, while it is.
    pub(in crate::app) fn field(&mut self) -> Option<&mut Input> {
        self.find.as_mut().filter(|find| find.typing).map(|find| &mut find.field)
    }

    /// Whether keys are letters of the filter.
    pub fn is_typing(&self) -> bool {
        self.find.as_ref().is_some_and(|find| find.typing)
    }

    /// Does what a key of the list does. Whoever makes or ends a case says first who they are.
    pub(in crate::app) fn act(&mut self, action: ListAction, shell: &mut Shell, now: &Now) -> Turn {
        match action {
            ListAction::New | ListAction::Plan | ListAction::End if shell.operator.is_none() => {
                return asks_who(shell, action);
            }
            ListAction::New | ListAction::Plan => {
                let new = NewCase::new(action == ListAction::Plan);
                return Turn::wants(Effect::Offer).or(Some(Dialog::New(new)));
            }
            ListAction::Open => return self.opens(shell, now),
            ListAction::End => return self.ends(shell, now),
            ListAction::Code => return Turn::open(Dialog::OpenByCode(OpenByCode::default())),
            ListAction::Slip => {
                let slip = self.under(now).map(|row| Dialog::Slip(Slip { code: row.code, made: false }));
                return Turn::default().or(slip);
            }
            ListAction::Closed if self.closed.is_none() => return Turn::wants(Effect::ListClosed),
            ListAction::Closed => {
                self.closed = None;
                self.rows.retain(|row| row.group(now) != Group::Closed);
            }
            ListAction::GoToNext => {
                self.find = None;
                self.go(now, |_| 0);
                return Turn::wants(Effect::List);
            }
            ListAction::Up => self.go(now, |at| at.saturating_sub(1)),
            ListAction::Down => self.go(now, |at| at + 1),
            ListAction::First => self.go(now, |_| 0),
            ListAction::Last => self.go(now, |_| usize::MAX),
            ListAction::Find => self.find = Some(Find::typed_on(self.find.take())),
            ListAction::ShowAll => self.find = None,
            // These are other screens: the program opens them.
            ListAction::Insight | ListAction::Board => {}
            ListAction::Practise => return Turn::wants(Effect::Practise),
        }
        Turn::default()
    }

    /// Opens the case that the cursor is on. Whoever would start a planned one says first who they are.
    fn opens(&mut self, shell: &Shell, now: &Now) -> Turn {
        let Some(row) = self.under(now) else { return Turn::default() };
        let (code, kind) = (row.code, row.kind(now));
        self.stand_on(code);
        let planned = matches!(kind, Kind::Case(Urgency::Planned | Urgency::PlannedLater | Urgency::NotStarted));
        if shell.operator.is_none() && planned {
            return asks_who(shell, ListAction::Open);
        }
        Turn::wants(Effect::Open(code))
    }

    /// Asks how the case under the cursor ended, or whether a closed one is taken up again.
    fn ends(&self, shell: &mut Shell, now: &Now) -> Turn {
        let Some(row) = self.under(now) else { return Turn::default() };
        match row.summary() {
            Some(summary) => Turn::open(Dialog::End(End::new(row.code, summary, now.at))),
            None => {
                shell.failed("its record cannot be read: see periop verify");
                Turn::default()
            }
        }
    }

    /// Takes a key while the filter is typed: the list narrows with each.
    pub(in crate::app) fn type_find(&mut self, key: Key, now: &Now) {
        match key {
            Key::Up => self.go(now, |at| at.saturating_sub(1)),
            Key::Down => self.go(now, |at| at + 1),
            key => {
                Find::takes(&mut self.find, key);
                if key == Key::Enter {
                    self.go(now, |at| at);
                }
            }
        }
    }
}

impl Find {
    /// A filter in which letters are typed, with what it looks for already.
    pub(super) fn typed_on(find: Option<Self>) -> Self {
        Self { typing: true, ..find.unwrap_or_default() }
    }

    /// Takes a key while it is typed: esc gives it up, enter keeps it where it looks for anything.
    pub(super) fn takes(find: &mut Option<Self>, key: Key) {
        match (key, &mut *find) {
            (Key::Esc, _) => *find = None,
            (Key::Enter, _) => {
                let kept = find.take().filter(|find| !find.field.value().trim().is_empty());
                *find = kept.map(|find| Self { typing: false, ..find });
            }
            (key, Some(find)) if find.typing => entry::edit(&mut find.field, key),
            (_, _) => {}
        }
    }
}

/// Of what is looked through, what has the words, and has them best.
pub(super) fn narrowed<T>(all: impl IntoIterator<Item = T>, how: impl Fn(&T) -> Option<Match>) -> Vec<T> {
    let matched: Vec<_> = all.into_iter().filter_map(|one| Some((how(&one)?, one))).collect();
    let best = matched.iter().map(|(how, _)| *how).max();
    matched.into_iter().filter(|(how, _)| Some(*how) == best).map(|(_, one)| one).collect()
}

fn asks_who(shell: &Shell, then: ListAction) -> Turn {
    Turn::open(Dialog::Person(PersonEntry::operator(shell, Some(Action::List(then)))))
}

impl App {
    /// Takes what was read anew for the list, and says which timers have ended.
    pub fn listed(&mut self, rows: Vec<Row>, gone: &[Code], now: &Now) -> Vec<Effect> {
        self.worklist.take(rows, gone, now);
        self.time_passes(None, now)
    }

    /// Takes closed cases, and how many more there are.
    pub fn listed_closed(&mut self, rows: Vec<Row>, more: usize, now: &Now) {
        self.worklist.take(rows, &[], now);
        self.worklist.closed = Some(more);
    }

    /// Says which timers of the cases on the list have ended, but that of the case which is open: it speaks for
    /// itself. Somebody in one case hears of another one's as well.
    pub fn time_passes(&mut self, open: Option<Code>, now: &Now) -> Vec<Effect> {
        let ended = self.worklist.pass(open, now);
        let Some((name, what)) = ended.first() else { return Vec::new() };
        let more = if ended.len() > 1 { format!(", and {} more", ended.len() - 1) } else { String::new() };
        self.shell.tell(Notice::Info(Text::from(format!("◆ TIMER ENDED  {name}: {what}{more}"))));
        vec![Effect::Bell]
    }
}
