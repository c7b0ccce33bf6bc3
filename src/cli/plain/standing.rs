//! What is said of a case as a whole: how it is opened, where it stands, what was recorded in it, what signing covers.

use super::said::{Telling, capital, left, sentence, spelled};
use crate::domain::case::{CaseState, EVERYTHING_IS_DONE, Next, Outlook, Status};
use crate::domain::checklist::{ItemIx, PhaseIx, SectionIx};
use crate::domain::when::{by, clock, day};
use crate::domain::{CaseFact, Fact, Line, counted};
use crate::report::plan_words;

impl Telling<'_> {
    /// Which case it is, where, what is done, and how it was left.
    pub(super) fn opening(&self) -> Vec<String> {
        let (case, checklist) = (self.case, self.case.checklist());
        let mark = case.mode().mark().map(|mark| format!("{mark}. ")).unwrap_or_default();
        let label = case.label().map(|label| format!(", {label}")).unwrap_or_default();
        let review = checklist.review.today(self.now).mark().map(|mark| format!(" {mark}.")).unwrap_or_default();
        let mut said = vec![format!("{mark}Case {}{label}. {}.{review}", spelled(case.code()), checklist.title)];
        let headline: Vec<String> = case.headline(self.now).iter().map(ToString::to_string).collect();
        said.extend((!headline.is_empty()).then(|| format!("{}.", capital(&headline.join(", ")))));
        let outlook = case.outlook(self.now);
        if let Some(left) = outlook.left.filter(|_| case.closed().is_none() && case.entries().len() > 1) {
            let at = left.item.map(|ix| format!(", at {}", case.name(ix))).unwrap_or_default();
            said.push(format!("{} left it {}{at}.", left.stamp.by, self.now.say(left.stamp.at)));
        }
        if case.entries().len() == 1 && case.planned().is_none() {
            said.extend(self.beginning());
        }
        said
    }

    /// What everybody is told of a checklist when a case begins.
    fn beginning(&self) -> Vec<String> {
        let checklist = self.case.checklist();
        let count = counted(checklist.notices.len(), "notice", "notices");
        let notices =
            (!checklist.notices.is_empty()).then(|| format!("{count} for every reader: reference notices tells them."));
        let unset = checklist.unset_words().map(|words| capital(&sentence(&words)));
        let preset = (!checklist.presets.is_empty()).then(|| "preset fills in what seldom varies.".to_owned());
        notices.into_iter().chain(unset).chain(preset).collect()
    }

    /// What an entry says, what is to be known of the item, and what is complete with it.
    pub(super) fn recorded(&self, line: &Line) -> Vec<String> {
        let case = self.case;
        let words = case.say_entry(line, self.now);
        let ix = line.entry.fact.as_ref().and_then(Fact::item).and_then(|id| case.checklist().find(id.as_str()));
        let stamp = &line.entry.stamp;
        let mut said = vec![format!("Recorded: {}", sentence(&format!("{words}{}", stamp.beside(self.now))))];
        let answers =
            line.entry.fact.as_ref().is_some_and(|fact| matches!(fact, Fact::Item(_, fact) if fact.answers()));
        if let Some(ix) = ix.filter(|_| answers) {
            said.extend(case.is_for_another(ix, stamp).map(|role| format!("A {role} answers this.")));
            said.extend(self.beside(ix));
            let phase = case.checklist().section(case.checklist().item(ix).section).phase;
            let title = &case.checklist().phase(phase).title;
            said.extend(case.waits_for_sign_off(phase).then(|| format!("{title} is complete: sign signs it off.")));
        }
        if matches!(line.entry.fact, Some(Fact::Case(CaseFact::Started { .. }))) {
            said.extend(self.beginning());
        }
        said
    }

    /// What signing a phase off covers, and what it leaves out.
    pub(super) fn signing(&self, phase: PhaseIx) -> Vec<String> {
        let (case, checklist) = (self.case, self.case.checklist());
        let sections = checklist.phase(phase).sections.clone().map(SectionIx);
        let items = sections.flat_map(|section| checklist.section(section).item_ixs());
        let is_told = |ix: &ItemIx| {
            let left_out =
                matches!(case.status(*ix), Status::Deferred(..) | Status::Overridden { .. } | Status::NotDone { .. });
            left_out || case.changed_after_sign_off(*ix)
        };
        let told = items.filter(is_told).map(|ix| format!("{}: {}.", case.name(ix), self.status(ix)));
        let title = &checklist.phase(phase).title;
        [format!("{title}: {}.", case.phase_progress(phase).words())].into_iter().chain(told).collect()
    }

    /// The section that begins: its name, when it is read, how many items it has.
    pub(super) fn section(&self, ix: SectionIx) -> Vec<String> {
        let section = self.case.checklist().section(ix);
        let progress = self.case.section_progress(ix);
        let moment = if section.moment.is_blank() { String::new() } else { format!(" {}.", section.moment) };
        let mut said = vec![format!("Section {}, {}.{moment}", section.title, counted(progress.of, "item", "items"))];
        if let Some(due) = self.case.due(ix, self.now) {
            let tried = self.case.attempts(ix);
            let last =
                tried.last().map(|last| format!(", last {} {}", last.result.said(), self.now.say(last.stamp.at)));
            let tried = counted(tried.len(), "attempt", "attempts");
            said.push(format!("A follow-up, {}. {tried}{}.", by(due.late, self.now), last.unwrap_or_default()));
            said.push("attempt reached, attempt retry or attempt letter records one; then its items.".to_owned());
        }
        if !self.case.can_be_grouped(ix).is_empty() {
            said.push("tick, after it was said: ticks together what may be.".to_owned());
        }
        said
    }

    /// What waits for an answer, in a sentence.
    pub(super) fn in_short(&self, at: Option<ItemIx>) -> String {
        let (case, Some(ix)) = (self.case, at) else { return self.nothing_asked(&self.case.next(self.now)) };
        let status = case.status(ix);
        if !case.stops(ix).is_empty() {
            format!("A STOP stands here, at {}. A blank line says it again.", case.name(ix))
        } else if status.is_open() {
            format!("Asked: {}", sentence(case.checklist().item(ix).text.as_str()))
        } else {
            format!("Here: {}: {}", case.name(ix), sentence(&self.status(ix)))
        }
    }

    /// What is to do where no item is asked.
    pub(super) fn nothing_asked(&self, next: &Next) -> String {
        match next {
            Next::Start(plan) => {
                let plan = plan_words(plan, self.now);
                format!("{}. start begins it; go and an item prepares it.", capital(&plan))
            }
            Next::Wait(due) => {
                let title = &self.case.checklist().section(due.section).title;
                let id = &self.case.checklist().section(due.section).id;
                let due =
                    if clock(due.due, self.now) == "00:00" { day(due.due, self.now) } else { self.now.say(due.due) };
                format!("Nothing before {title}, due {due}. go {id} goes there all the same.")
            }
            Next::Close => format!("{}.", capital(EVERYTHING_IS_DONE)),
            Next::Nothing => {
                let outcome = self.case.closed().map_or("", |closed| closed.outcome.word());
                format!("The case is closed: {outcome}. reopen, and why, opens it again.")
            }
            Next::Item(ix) => format!("Next: {} go goes there.", sentence(&self.case.say_step(*ix))),
            Next::Stop(_) => "go goes to what is next.".to_owned(),
        }
    }

    /// Where the case stands: its phases, stops, timers, follow-ups and what is next.
    pub(super) fn whole(&self, outlook: &Outlook) -> Vec<String> {
        let case = self.case;
        // Whoever asks is here.
        let state = if outlook.state == CaseState::Held { CaseState::InProgress } else { outlook.state };
        let mut said = vec![format!("Case {}, {}.", spelled(case.code()), state.word().replace('-', " "))];
        said.extend(case.young_crisis(self.now).map(|crisis| sentence(case.say_crisis(&crisis, self.now).as_str())));
        said.extend(case.stopped().map(|stopped| format!("The procedure was stopped: {}.", stopped.reason)));
        for stop in case.all_stops() {
            let id = &case.checklist().item(stop.item).id;
            said.push(format!("STOP. {} go {id}.", sentence(case.say_stop(stop, self.now).as_str())));
        }
        for (ix, timer) in &outlook.timers {
            said.push(format!("Timer {}: {}.", case.name(*ix), left(timer, self.now)));
        }
        for (n, phase) in case.checklist().phases.iter().enumerate() {
            let ix = PhaseIx(n);
            let signed = case.sign_off(ix).map(|signed| {
                let broken = if signed.is_broken() { ", broken by what changed since" } else { "" };
                format!(", signed off by {}{broken}", signed.stamp.by)
            });
            said.push(format!("{}: {}{}.", phase.title, case.phase_progress(ix).words(), signed.unwrap_or_default()));
        }
        said.extend(match &outlook.next {
            Next::Item(ix) => Some(format!("Next: {}", sentence(&case.say_step(*ix)))),
            Next::Stop(_) => None,
            other => Some(self.nothing_asked(other)),
        });
        said
    }

    /// The items of a section that apply, each with its number and how it stands.
    pub(super) fn items(&self, section: SectionIx) -> Vec<String> {
        let one = |(n, ix)| format!("{n} {}: {}.", self.case.name(ix), self.status(ix));
        (1..).zip(self.counted(section)).map(one).collect()
    }

    /// The items of a section that apply or may still apply.
    pub(super) fn counted(&self, section: SectionIx) -> Vec<ItemIx> {
        let items = self.case.checklist().section(section).item_ixs();
        items.filter(|ix| self.case.status(*ix).counts()).collect()
    }
}
