//! A case that is played: what comes to the trainee, what they decide, and how it is told what that was worth. All of
//! it follows from the record: what is told as judged was saved before.

use super::visible;
use crate::app::entry::digit_index;
use crate::app::{Action, App, Context, Dialog, Effect, Key, Notice, PageAction, Part, Played, RunAction, Screen, Way};
use crate::domain::case::{Act, Author, Case, Intent, Next};
use crate::domain::checklist::{Does, ItemIx};
use crate::domain::practice::{Comes, Mark, Play, Verdict};
use crate::domain::{CaseFact, Fact, ItemFact, Line, Mode, Moment, Now, Operator, Role, Text, counted};

impl App {
    /// A case is shown that is played, where the trainee comes in.
    pub fn plays(&mut self, mut play: Play, case: &Case, now: &Now) {
        if play.is_nothing() {
            self.shell.failed("This checklist has no scenario that is played.");
            if self.practice.is_exam() {
                self.practice.shows_debrief(play.lesson);
            }
            return;
        }
        self.opened(case, now);
        play.looks(case);
        if let (Some(run), Some(start)) = (self.screen.run(), play.start()) {
            run.cursor = start;
        }
        self.dialog = play.scenario().map(|_| Dialog::Played(Played::Vignette));
        self.practice.play = Some(Box::new(play));
    }

    /// Until when there is nothing to do but to wait.
    pub fn waits(&self, case: &Case, now: &Now) -> Option<Moment> {
        let cursor = self.screen.cursor().filter(|_| self.dialog.is_none())?;
        let day = match case.next(now) {
            Next::Wait(due) => Some(due.due),
            Next::Start(_) | Next::Stop(_) | Next::Item(_) | Next::Close | Next::Nothing => None,
        };
        let until = case.timer(cursor).map(|timer| timer.ends()).or(day)?;
        (until > now.at).then_some(until)
    }

    /// So much was waited for, and skipped.
    pub fn waited(&mut self, since: Moment, case: &Case, now: &Now) {
        let minutes = usize::try_from(now.at.since(since).as_secs() / 60).unwrap_or_default();
        let passed = match minutes / (24 * 60) {
            0 => counted(minutes, "minute", "minutes"),
            days => counted(days, "day", "days"),
        };
        self.shell.tell_too(&format!("practice does not wait: {passed} later"));
        if let (Some(run), Some(next)) = (self.screen.run(), case.next(now).item(case))
            && !case.status(run.cursor).is_open()
        {
            run.cursor = next;
        }
    }

    /// What comes of what was recorded since the last look, then what comes next.
    pub fn plays_on(&mut self, at: Context<'_>) -> Vec<Effect> {
        let (Some(play), Some(case), Screen::Run(_)) = (&mut self.practice.play, at.case, &self.screen) else {
            return Vec::new();
        };
        let new = play.looks(case);
        let trainee = self.shell.operator.as_ref();
        let judged = trainee.map(|trainee| play.judges(case, new, &trainee.code, at.now)).unwrap_or_default();
        if !judged.is_empty() {
            return self.marks(judged, case);
        }
        let told: Vec<&Mark> = new.iter().filter_map(mark_of).collect();
        let effects = if told.is_empty() { Vec::new() } else { self.tells(&told, at) };
        if effects.is_empty() { self.comes(at) } else { effects }
    }

    fn marks(&mut self, marks: Vec<Mark>, case: &Case) -> Vec<Effect> {
        let Some(author) = self.shell.at_keyboard() else { return Vec::new() };
        self.goes_on_with(author.wants(case, Act::Mark(marks)))
    }

    /// Records what the play goes on with, which is kept until it is saved: nothing of it may be lost.
    fn goes_on_with(&mut self, intent: Intent) -> Vec<Effect> {
        let intent = Box::new(intent);
        self.practice.unsaved = Some(intent.clone());
        vec![Effect::Record(intent)]
    }

    /// What the play goes on with is not on the disk: that is said once, and tried again by whoever practises.
    pub fn plays_not_on(&mut self, words: &str) {
        self.shell.failed(words);
        self.brings(Played::Unsaved);
    }

    /// Whether a play waits for the disk.
    pub fn waits_for_disk(&self) -> bool {
        self.practice.unsaved.is_some() || matches!(self.dialog, Some(Dialog::Played(Played::Unsaved | Played::Leave)))
    }

    /// Marks are saved: tells of them, but in an exam, which an unsafe choice ends.
    fn tells(&mut self, marks: &[&Mark], at: Context<'_>) -> Vec<Effect> {
        let is_exam = self.practice.is_exam();
        let chosen = self.practice.play.as_ref().is_some_and(|play| play.chosen.is_some());
        match (chosen, is_exam) {
            (_, true) if marks.iter().any(|mark| mark.verdict == Verdict::Unsafe) => return self.is_over(at),
            (true, true) => return self.goes_on(at),
            (true, false) => self.puts(Dialog::Played(Played::Feedback)),
            (false, true) => {}
            (false, false) => {
                if let Some(wrong) = marks.iter().find(|mark| mark.verdict != Verdict::Right) {
                    let words = self.words_of(wrong);
                    self.shell.tell(Notice::Error(words));
                }
            }
        }
        Vec::new()
    }

    fn words_of(&self, mark: &Mark) -> Text {
        let undo = self.shell.key(RunAction::Undo);
        let Mark { expected, given, why, .. } = mark;
        let told = match mark.verdict {
            Verdict::OutOfOrder => format!("{expected}. {why}"),
            Verdict::Missed => "something was passed over".to_owned(),
            Verdict::Wrong if !expected.is_blank() => {
                format!("{given}. Expected: {expected}. {undo} takes back what was recorded.")
            }
            Verdict::Right | Verdict::Prompted | Verdict::Extra | Verdict::Wrong | Verdict::Unsafe => given.to_string(),
        };
        Text::from(format!("{}  {told}", mark.verdict.told()))
    }

    fn brings(&mut self, played: Played) {
        self.shell.guard.are_surprised();
        self.puts(Dialog::Played(played));
    }

    /// What comes next, where nothing else stands and nothing is typed.
    fn comes(&mut self, at: Context<'_>) -> Vec<Effect> {
        let is_exam = self.practice.is_exam();
        let is_free = matches!(self.dialog, None | Some(Dialog::Stop(_)));
        let (Some(play), Some(case), Screen::Run(run)) = (&mut self.practice.play, at.case, &mut self.screen) else {
            return Vec::new();
        };
        if !is_free || run.entry.is_some() {
            return Vec::new();
        }
        match play.comes(case, run.cursor, at.now) {
            None => {}
            Some(Comes::Interruption(n)) => self.brings(Played::Interruption(n)),
            Some(Comes::Decision) => self.brings(Played::Decision),
            Some(Comes::Goes(ix)) => {
                run.cursor = ix;
                return self.comes(at);
            }
            Some(Comes::Correction(ix)) if is_exam => return self.is_put_right(ix, case, at.now),
            Some(Comes::Correction(ix)) => {
                run.cursor = ix;
                // The way on is told as long as it is barred.
                let mut newest = case.entries().iter().rev().filter_map(mark_of);
                let wrong = newest.find(|mark| mark.about == case.checklist().item(ix).id).cloned();
                if let Some(wrong) = wrong.filter(|_| self.shell.notice.is_none()) {
                    let words = self.words_of(&wrong);
                    self.shell.tell(Notice::Error(words));
                }
            }
            Some(Comes::End) => {
                let marks = play.breaks_off(case);
                return if marks.is_empty() { self.is_over(at) } else { self.marks(marks, case) };
            }
        }
        Vec::new()
    }

    /// In an exam nobody says that something is wrong: a colleague records what was found, once.
    fn is_put_right(&mut self, ix: ItemIx, case: &Case, now: &Now) -> Vec<Effect> {
        let colleague = Author::new(Operator::simulated(Role::Clinician), self.shell.station.clone());
        let act = self.practice.play.as_mut().and_then(|play| play.corrects(ix, now));
        act.map(|act| self.goes_on_with(colleague.wants(case, act))).unwrap_or_default()
    }

    /// Takes a key in one of the panels of a play.
    pub(in crate::app) fn played(&mut self, played: Played, key: Key, at: Context<'_>) -> Vec<Effect> {
        let reads = match key {
            Key::Up => Some(PageAction::Up),
            Key::Down => Some(PageAction::Down),
            key => key.turns(),
        };
        if let Some(reads) = reads {
            self.practice.page.go(reads);
            return Vec::new();
        }
        match (played, key) {
            (Played::Leave, Key::Esc) if self.practice.unsaved.is_some() => self.brings(Played::Unsaved),
            (Played::Vignette, Key::Enter) | (Played::Leave, Key::Esc) => {
                (self.dialog, self.shell.notice) = (None, None);
            }
            (Played::Unsaved, Key::Enter) => {
                (self.dialog, self.shell.notice) = (None, None);
                return self.practice.unsaved.clone().map(Effect::Record).into_iter().collect();
            }
            (Played::Interruption(n), Key::Enter) => self.deals(n, at),
            (Played::Decision, Key::Char(c)) if digit_index(c).is_some() => return self.chooses(c, at),
            (Played::Feedback, Key::Enter | Key::Esc) => return self.goes_on(at),
            (Played::Leave, Key::Enter) => return self.breaks_off(at),
            (Played::Vignette | Played::Interruption(_) | Played::Decision | Played::Unsaved, Key::Esc) => {
                self.dialog = Some(Dialog::Played(Played::Leave));
            }
            (_, key) => self.shell.say(&format!("{key} was not taken")),
        }
        Vec::new()
    }

    /// Whoever was called away stands elsewhere, and has to find the next step.
    fn deals(&mut self, n: usize, at: Context<'_>) {
        self.dialog = None;
        if let (Some(play), Some(case), Screen::Run(run)) = (&mut self.practice.play, at.case, &mut self.screen)
            && play.deals(n, run.cursor)
        {
            let here = run.cursor;
            run.cursor = visible(case, here).find(|ix| *ix != here).unwrap_or(here);
            self.shell.say("You were called away. Find where to go on.");
        }
    }

    fn chooses(&mut self, digit: char, at: Context<'_>) -> Vec<Effect> {
        let (Some(play), Some(case)) = (&mut self.practice.play, at.case) else { return Vec::new() };
        match digit_index(digit).and_then(|place| play.chooses(place, case)) {
            None => {
                self.shell.say("there is no such choice");
                Vec::new()
            }
            // It was judged by the first choice.
            Some(marks) if marks.is_empty() => {
                self.dialog = Some(Dialog::Played(Played::Feedback));
                Vec::new()
            }
            Some(marks) => {
                (self.dialog, self.shell.notice) = (None, None);
                self.marks(marks, case)
            }
        }
    }

    /// What came of a choice was told: the right one is carried out.
    fn goes_on(&mut self, at: Context<'_>) -> Vec<Effect> {
        self.dialog = None;
        let is_exam = self.practice.is_exam();
        let Some(play) = &mut self.practice.play else { return Vec::new() };
        let Some((ix, choice)) = play.goes_on(is_exam) else { return Vec::new() };
        if let Some(Does::Card(card)) = choice.does {
            return vec![Effect::Cards(Some(card))];
        }
        let Some(act) = play.act(ix, &choice, at.now) else { return Vec::new() };
        let turn = self.place(at).in_case(|at| at.record(act));
        self.practice.unsaved = turn.effects.iter().find_map(|effect| match effect {
            Effect::Record(intent) => Some(intent.clone()),
            _ => None,
        });
        self.follow(turn, at)
    }

    /// What is left of an exam counts as missed, or nobody would fail who leaves in time.
    fn breaks_off(&mut self, at: Context<'_>) -> Vec<Effect> {
        // What could not be saved is not there to be talked about.
        if self.practice.unsaved.take().is_some() {
            self.practice.play = None;
        }
        let is_exam = self.practice.is_exam();
        let marks = match (&mut self.practice.play, at.case) {
            (Some(play), Some(case)) if is_exam => play.breaks_off(case),
            (Some(_) | None, _) => Vec::new(),
        };
        match at.case.filter(|_| !marks.is_empty()) {
            Some(case) => {
                self.dialog = None;
                self.marks(marks, case)
            }
            None => self.is_over(at),
        }
    }

    /// What was played is talked about; where nothing was given there is nothing to say.
    fn is_over(&mut self, at: Context<'_>) -> Vec<Effect> {
        (self.dialog, self.shell.notice, self.screen) = (None, None, Screen::Practice);
        let was_judged = at.case.is_some_and(|case| case.entries().iter().any(|line| mark_of(line).is_some()));
        match self.practice.play.take() {
            Some(play) if was_judged => self.practice.shows_debrief(play.lesson),
            Some(_) | None => {
                self.practice.part = Part::default();
                return vec![Effect::Leave];
            }
        }
        Vec::new()
    }

    /// Whether an action is refused to whoever practises now, so that no hint offers it.
    pub fn is_refused(&self, action: Action) -> bool {
        self.refused_in_practice(action).is_some()
    }

    /// Why an action is refused to somebody who practises: what would help in an exam, and the way back for whoever has
    /// to find it.
    pub(in crate::app) fn refused_in_practice(&self, action: Action) -> Option<&'static str> {
        let is_away = self.practice.play.as_ref().is_some_and(|play| play.is_away());
        match action {
            Action::Run(RunAction::Go(Way::ToNext)) if is_away => {
                Some("Find the place yourself: you were called away.")
            }
            action if action.helps() && self.practice.is_exam() => {
                Some("In an exam there is no help, and nothing is taken back.")
            }
            _ => None,
        }
    }

    /// Says which simulated colleague stands in for whoever a trainee needs.
    pub(super) fn names_colleague(&mut self, own: &[Line]) {
        let simulated = |line: &Line| {
            let (by, does) = match &line.entry.fact {
                Some(Fact::Item(_, ItemFact::Answered { second: Some(second), .. })) => (second, "confirms"),
                Some(Fact::Item(_, ItemFact::Overridden { .. })) => (&line.entry.stamp.by, "overrides"),
                Some(Fact::Case(CaseFact::Signed { .. })) => (&line.entry.stamp.by, "signs"),
                Some(Fact::Item(..) | Fact::Case(_)) | None => return None,
            };
            by.is_simulated().then(|| format!("{by} (simulated) {does}"))
        };
        if let Some(words) = own.iter().find_map(simulated).filter(|_| self.shell.mode == Mode::Practice) {
            self.shell.tell_too(&words);
        }
    }
}

fn mark_of(line: &Line) -> Option<&Mark> {
    match &line.entry.fact {
        Some(Fact::Case(CaseFact::Marked(mark))) => Some(mark),
        Some(Fact::Case(_) | Fact::Item(..)) | None => None,
    }
}
