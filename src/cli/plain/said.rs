//! What is said of an item and of its stop: short sentences that make sense without a screen.

use crate::domain::case::{ActiveStop, Case, Status, Timer};
use crate::domain::checklist::{AnswerType, Choice, Direction, Field, Item, ItemIx, Level, OverrideBy};
use crate::domain::when::seconds_left;
use crate::domain::{Code, Now, Operator, Staff};
use crate::report::ItemReport;

/// A case as somebody stands in it.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) case: &'a Case,
    pub(super) now: &'a Now,
    pub(super) staff: &'a Staff,
}

/// Words that end as a sentence does.
pub(super) fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '?', '!', ':']) { "" } else { "." };
    format!("{words}{end}")
}

/// A code letter by letter, as far as screens show it: a voice makes numbers and words of some.
pub(super) fn spelled(code: Code) -> String {
    let shown = code.masked();
    shown.chars().filter(char::is_ascii_alphanumeric).map(String::from).collect::<Vec<_>>().join(", ")
}

/// How long it takes until a timer ends.
pub(super) fn left(timer: &Timer, now: &Now) -> String {
    let seconds = seconds_left(timer.ends(), now);
    match (seconds / 60, seconds % 60) {
        _ if seconds <= 0 => "ended".to_owned(),
        (0, seconds) => format!("{seconds} s left"),
        (minutes, 0) => format!("{minutes} min left"),
        (minutes, seconds) => format!("{minutes} min {seconds} s left"),
    }
}

impl<'a> Telling<'a> {
    fn item(&self, ix: ItemIx) -> &'a Item {
        self.case.checklist().item(ix)
    }

    /// The question first, then what is accepted, or what stands there.
    pub(super) fn at(&self, ix: ItemIx, who: Option<&Operator>) -> Vec<String> {
        let item = self.item(ix);
        let stops = self.case.stops(ix);
        if !stops.is_empty() {
            return self.stop(ix, stops);
        }
        let critical = if item.level == Level::Critical { " Critical." } else { "" };
        let two = if item.two_person { " Two people." } else { "" };
        let other =
            who.filter(|who| !item.role.includes(who.role)).map(|_| format!(" A {} answers.", item.role.word()));
        let said = format!("{}{critical}{two}{}", sentence(item.text.as_str()), other.unwrap_or_default());
        let mut said = vec![said];
        said.extend(self.confirmed(ix));
        if self.case.is_broken(ix) {
            said.push("What it confirms has changed: confirm it again.".to_owned());
        }
        said.extend(self.stands(ix));
        let asks = matches!(self.case.status(ix), Status::Open { .. } | Status::Deferred(..) | Status::NotDone { .. });
        said.extend(asks.then(|| self.asked(ix)).into_iter().flatten());
        said.extend(self.beside(ix));
        said
    }

    /// What is to be known beside what was found.
    pub(super) fn beside(&self, ix: ItemIx) -> Vec<String> {
        let cautions = self.case.cautions(ix).into_iter().map(|caution| format!("Caution: {caution}"));
        let tell =
            self.case.to_tell(ix).into_iter().map(|whom| format!("Tell the {whom}: told, and whom, records it."));
        let changed = self.case.changed_after_sign_off(ix).then(|| "Changed after the sign-off.".to_owned());
        cautions.chain(tell).chain(changed).collect()
    }

    /// The answers that are read aloud before they are confirmed.
    fn confirmed(&self, ix: ItemIx) -> Vec<String> {
        let item = self.item(ix);
        let elsewhere = item.confirms.iter().filter(|&&on| self.item(on).section != item.section);
        let asked = elsewhere.filter(|&&on| !matches!(self.case.status(on), Status::Inactive { .. }));
        asked.map(|&on| format!("{}: {}.", self.case.name(on), self.status(on))).collect()
    }

    /// How an item stands, in a few words.
    pub(super) fn status(&self, ix: ItemIx) -> String {
        let report = ItemReport::new(self.case, ix, self.now);
        let words = report.words.map(|words| words.to_string()).unwrap_or_default();
        let stop = if report.stops.is_empty() { "" } else { "STOP, " };
        let said = match self.case.status(ix) {
            Status::Open { running: Some(timer) } => format!("timer, {}", left(&timer, self.now)),
            Status::Open { running: None } if self.item(ix).level == Level::Critical => "open, critical".to_owned(),
            Status::Open { running: None } => "open".to_owned(),
            Status::Answered(..) | Status::Overridden { .. } | Status::NotDone { .. } => words,
            Status::NotApplicable(..) => format!("does not apply: {words}"),
            Status::Deferred(..) => format!("put off: {words}"),
            Status::Inactive { .. } => "does not apply here".to_owned(),
            Status::Pending => {
                let on: Vec<&str> = self.case.waits_for(ix).iter().map(|&on| self.case.name(on)).collect();
                format!("depends on {}", on.join(", "))
            }
        };
        format!("{stop}{said}")
    }

    /// What stands at an item, with who recorded it when; nothing where it is asked.
    fn stands(&self, ix: ItemIx) -> Option<String> {
        let status = self.case.status(ix);
        if status.is_open() {
            return None;
        }
        let report = ItemReport::new(self.case, ix, self.now);
        let who = report.by.map(|by| format!(", {by}")).unwrap_or_default();
        let at = report.at.map(|at| format!(", {}", self.now.say(at))).unwrap_or_default();
        let how = if matches!(status, Status::Answered(..)) {
            " To change it: answer, and the right one; again, and what is found now."
        } else if matches!(status, Status::Deferred(..)) {
            " Begin with answer; next goes on."
        } else {
            ""
        };
        Some(format!("Now: {}{at}{who}.{how}", self.status(ix)))
    }

    /// What is accepted.
    fn asked(&self, ix: ItemIx) -> Vec<String> {
        let item = self.item(ix);
        match &item.answer {
            AnswerType::Check => vec!["Done, or not-right and why.".to_owned()],
            AnswerType::Choice { several, .. } => {
                let how = several.then(|| "One or several:".to_owned());
                how.into_iter().chain(self.each_option(ix)).collect()
            }
            AnswerType::Timer { .. } => vec![self.timer(ix)],
            AnswerType::Fields { fields, each, .. } => {
                let skip = usize::from(each.is_some());
                let one = |(n, field): (usize, &Field)| match &field.answer {
                    AnswerType::Choice { options, .. } if n == 0 => {
                        let head = format!("{}: one of these, by its number.", field.label);
                        [head].into_iter().chain(numbered(options)).collect()
                    }
                    answer => {
                        let optional = if field.optional { ", may be left out" } else { "" };
                        vec![format!("{}: {}{optional}.", field.label, wanted(answer))]
                    }
                };
                let head = ["In one line, in this order:".to_owned()];
                let each = fields.iter().enumerate().skip(skip).flat_map(one);
                head.into_iter().chain(each).chain(otherwise(&item.answer)).collect()
            }
            spec @ (AnswerType::Number { .. }
            | AnswerType::Text { .. }
            | AnswerType::Date { .. }
            | AnswerType::Time { .. }) => {
                let how = format!("{}.", capital(&wanted(spec)));
                let is_words = matches!(spec, AnswerType::Text { .. });
                let command = is_words.then(|| "A command with words of its own begins with periop here.".to_owned());
                [how].into_iter().chain(otherwise(spec)).chain(command).collect()
            }
        }
    }

    /// The options with their numbers, and which of them is a stop.
    fn each_option(&self, ix: ItemIx) -> impl Iterator<Item = String> {
        let item = self.item(ix);
        let stops = move |option: &Choice| if item.stops_alone(ix, &option.id) { ", stops" } else { "" };
        numbered(item.answer.options()).zip(item.answer.options()).map(move |(said, option)| said + stops(option))
    }

    /// The same in one line.
    pub(super) fn options(&self, ix: ItemIx) -> String {
        self.each_option(ix).collect::<Vec<_>>().join("; ")
    }

    pub(super) fn timer(&self, ix: ItemIx) -> String {
        match (self.case.timer(ix), &self.item(ix).answer) {
            (Some(timer), _) if timer.ends() <= self.now.at => "The timer has ended: say end.".to_owned(),
            (Some(timer), _) => format!(
                "The timer runs until {}, {}. Then say end.",
                self.now.say(timer.ends()),
                left(&timer, self.now)
            ),
            (None, AnswerType::Timer { minutes, .. }) => format!("A timer of {minutes} minutes: say start."),
            (None, _) => String::new(),
        }
    }

    /// A stop: what was found, what to do, and how it ends.
    pub(super) fn stop(&self, ix: ItemIx, stops: &[ActiveStop]) -> Vec<String> {
        let (case, section) = (self.case, self.case.checklist().section(self.item(ix).section));
        let mut said = Vec::new();
        for stop in stops {
            said.push(format!("STOP. {}", sentence(case.found(stop, self.now).as_str())));
            said.extend((!case.is_found_at_its_item(stop)).then(|| format!("At: {}", self.item(ix).text)));
            said.push(stop.say.to_string());
        }
        if matches!(self.item(ix).answer, AnswerType::Choice { .. }) {
            said.push(format!("What may be answered here: {}.", self.options(ix)));
        }
        said.push("It ends by one of these:".to_owned());
        said.push("answer, and the right one: it was entered wrongly.".to_owned());
        said.push("again, and what is found now: this one stays in the record.".to_owned());
        if section.restarts {
            said.push("needle-moved: its place is checked anew.".to_owned());
        }
        let goes_on = if case.has_begun_procedure() { "recovery and follow-up stay open" } else { "closes the case" };
        said.push(format!("stop, and why: the procedure is stopped; {goes_on}."));
        for on in case.resolved_by(ix) {
            said.push(format!("go {}, then answer: now {}.", self.item(on).id, self.status(on)));
        }
        said.push(if stops.iter().any(|stop| stop.override_by == OverrideBy::Never) {
            "Nobody may override this one.".to_owned()
        } else if case.lacks_staff_list(self.staff) {
            "Nobody overrides here: there is no staff list.".to_owned()
        } else {
            "override, and why: a clinician goes on in spite of it.".to_owned()
        });
        let told = case.escalations(ix).map(|(stamp, told, _)| format!("Told {told}, {}.", self.now.say(stamp.at)));
        said.extend(told);
        said.extend(case.card_at(ix).map(|card| format!("crisis {}: the card for it.", card.id)));
        said.push("told, and whom: records whom you told. next leaves it standing.".to_owned());
        said
    }

    /// Why an item matters, where that is from, and what was recorded for it.
    pub(super) fn why(&self, ix: ItemIx) -> Vec<String> {
        let (case, item) = (self.case, self.item(ix));
        let mut said = vec![sentence(item.why.as_str())];
        said.push(format!(
            "{}, {} answers. Evidence: {}.",
            capital(item.level.word()),
            item.role.word(),
            item.evidence.words()
        ));
        said.extend(item.sources.iter().map(|cited| format!("Source: {}.", case.checklist().cited(cited))));
        said.extend(item.pages.iter().map(|page| format!("reference {page} says more.")));
        let before = case.earlier(ix).iter().map(|held| {
            format!("Before: {}, {} {}.", case.say(ix, held, self.now), self.now.say(held.stamp.at), held.stamp.by.code)
        });
        said.extend(before);
        for (stamp, text) in case.notes(Some(ix)) {
            said.push(format!("Note: {text}, {} {}.", self.now.say(stamp.at), stamp.by.code));
        }
        said
    }
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn numbered(options: &[Choice]) -> impl Iterator<Item = String> {
    (1..).zip(options).map(|(n, option)| format!("{n} {}", option.label))
}

/// What a value may be.
fn wanted(spec: &AnswerType) -> String {
    match spec {
        AnswerType::Number { unit, min, max, .. } => format!("a number from {min} to {max}{}", unit_words(unit)),
        AnswerType::Text { .. } => "words; no names, birth dates or record numbers".to_owned(),
        AnswerType::Date { month: true, .. } => "a month such as 03/27, or a date".to_owned(),
        AnswerType::Date { .. } => "a date such as 2026-11-30".to_owned(),
        AnswerType::Time { points: Direction::Now | Direction::Past } => {
            "a time such as 09:41, yesterday 22:00, or now".to_owned()
        }
        AnswerType::Time { .. } => "a time such as 2026-11-30 09:41".to_owned(),
        AnswerType::Choice { options, .. } => {
            options.iter().map(|option| option.id.as_str()).collect::<Vec<_>>().join(" or ")
        }
        AnswerType::Check | AnswerType::Timer { .. } | AnswerType::Fields { .. } => spec.prompt().to_string(),
    }
}

/// A unit behind a range: what counts out of something or for something is said so.
fn unit_words(unit: &str) -> String {
    match unit.strip_prefix('/') {
        Some(of) if of.starts_with(|c: char| c.is_ascii_digit()) => String::new(),
        Some(of) => format!(" per {of}"),
        None => format!(" {unit}"),
    }
}

/// What may stand instead of a value.
fn otherwise(spec: &AnswerType) -> impl Iterator<Item = String> {
    spec.options().iter().map(|option| format!("Or {}: {}.", option.id, option.label))
}
