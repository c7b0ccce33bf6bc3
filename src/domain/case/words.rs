//! Entries in words: what happened, who recorded it and when.

use super::{Case, Refusal};
use crate::domain::checklist::{AnswerType, ItemIx};
use crate::domain::{Answer, CaseFact, Confirmed, Fact, Id, ItemFact, Line, Now, Seq, Stamp, Text};

impl Case {
    /// What an entry says, in the ward's words: for logs, notices and reports alike.
    pub fn say_entry(&self, sealed: &Line, now: &Now) -> Text {
        let words = sealed.entry.fact.as_ref().map_or_else(
            || "an entry of a kind that this version does not know".to_owned(),
            |fact| match fact {
                Fact::Item(id, fact) => about_item(self, id, fact, now),
                Fact::Case(fact) => about_case(self, fact, now),
            },
        );
        Text::sanitise(&words)
    }

    /// The item that the first of some entries is about.
    pub fn item_of(&self, entries: &[Seq]) -> Option<ItemIx> {
        let line = self.entries().iter().find(|line| entries.contains(&line.entry.stamp.seq))?;
        self.checklist().find(line.entry.fact.as_ref()?.item()?.as_str())
    }

    /// An item's name as it is said.
    pub fn name(&self, ix: ItemIx) -> &str {
        self.checklist().item(ix).short.as_str().trim_end_matches('?')
    }

    /// What is done in this case, and where, as far as it was said.
    pub fn headline(&self, now: &Now) -> Vec<Text> {
        let of = self.checklist().headline.iter();
        of.filter_map(|&ix| Some(self.answer(ix)?.1.say(self.checklist().item(ix), now))).collect()
    }

    /// The name of an item, or a section's title.
    pub fn call<'a>(&'a self, id: &'a Id) -> &'a str {
        self.checklist().find(id.as_str()).map_or_else(|| section_title(self, id), |ix| self.name(ix))
    }

    /// A refusal with items and sections by their names: ids are for commands.
    pub fn say_refusal(&self, refusal: &Refusal) -> String {
        refusal.clone().called(|id| format!("\"{}\"", self.call(&id))).to_string()
    }
}

impl Case {
    /// Who answers an item, where somebody else recorded it: advice, no refusal. The role of whoever said it while
    /// another typed is not known.
    pub fn is_for_another(&self, ix: ItemIx, stamp: &Stamp) -> Option<&'static str> {
        let role = self.checklist().item(ix).role;
        let is_own = stamp.stated_by.is_some() || role.includes(stamp.by.role);
        (!is_own).then(|| role.word())
    }
}

/// What is told of somebody's entries: the code is shown on the way to something else.
pub fn told(own: &[Line]) -> Vec<&Line> {
    let shows_code = |line: &&Line| matches!(line.entry.fact, Some(Fact::Case(CaseFact::CodeConfirmed { .. })));
    let told: Vec<&Line> = own.iter().filter(|line| !shows_code(line)).collect();
    if told.is_empty() { own.iter().collect() } else { told }
}

impl Stamp {
    /// When it happened and who said it, where that is not the same as when and by whom it was recorded.
    pub fn beside(&self, now: &Now) -> String {
        let done = self.done_at.map(|at| format!("; done {}, recorded {}", now.say(at), now.say(self.at)));
        let said = self.stated_by.as_ref().map(|by| format!("; stated by {by}, entered by {}", self.by.code));
        format!("{}{}", done.unwrap_or_default(), said.unwrap_or_default())
    }
}

fn about_item(case: &Case, id: &Id, fact: &ItemFact, now: &Now) -> String {
    let ix = case.checklist().find(id.as_str());
    let name = item_name(case, id);
    let because = |reason: &Option<Text>| reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    match fact {
        ItemFact::Answered { answer, second, reason, again, grouped, preset, carried, .. } => {
            let value =
                ix.map_or_else(String::new, |ix| value(&case.checklist().item(ix).answer, case, ix, answer, now));
            let second = second.as_ref().map(|second| format!(", with {second}")).unwrap_or_default();
            let again = if *again { "again: " } else { "" };
            let grouped = if *grouped { ", ticked together" } else { "" };
            let preset = preset.as_ref().map(|preset| format!(", preset {preset}")).unwrap_or_default();
            let carried = carried.as_ref().map(|from| format!(", checked {} by {}", now.say(from.at), from.by.code));
            let carried = carried.unwrap_or_default();
            format!("{again}{name}{value}{second}{grouped}{preset}{carried}{}", because(reason))
        }
        ItemFact::NotApplicable { reason, .. } => format!("{name}: does not apply ({reason})"),
        ItemFact::Deferred { reason, to, .. } => {
            format!("{name}: deferred to {} ({reason})", phase_title(case, to))
        }
        ItemFact::Overridden { reason, .. } => format!("{name}: OVERRIDDEN ({reason})"),
        ItemFact::Withdrawn { reason, .. } => format!("{name}: withdrawn ({reason})"),
        ItemFact::Noted { text } => format!("{name}: note: {text}"),
        ItemFact::TimerStarted { minutes, .. } => format!("{name}: timer of {minutes} min started"),
        ItemFact::Escalated { told, text, .. } => {
            let text = text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
            format!("{name}: told {told}{text}")
        }
    }
}

/// What was answered, after a colon; nothing for a tick.
fn value(spec: &AnswerType, case: &Case, ix: ItemIx, answer: &Answer, now: &Now) -> String {
    match (spec, answer) {
        (AnswerType::Check, Answer::Done) => String::new(),
        (_, answer) => format!(": {}", answer.say(case.checklist().item(ix), now)),
    }
}

fn about_case(case: &Case, fact: &CaseFact, now: &Now) -> String {
    let text = |text: &Option<Text>| text.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
    match fact {
        CaseFact::Opened(opened) => match &opened.planned {
            Some(plan) => format!("planned for {}", now.say(plan.at)),
            None => format!("opened: {} {}", opened.checklist.id, opened.checklist.version),
        },
        CaseFact::Started { checklist, .. } => format!("started: {} {}", checklist.id, checklist.version),
        CaseFact::Pinned { checklist, .. } => format!("prepared ahead: {} {}", checklist.id, checklist.version),
        CaseFact::NeedleMoved { section, .. } => {
            format!("needle moved: {} is checked anew", section_title(case, section))
        }
        CaseFact::Noted { text } => format!("note: {text}"),
        CaseFact::Undone { entries } => format!("took back {}", of_entries(case, entries, now)),
        CaseFact::Redone { entries } => format!("put back {}", of_entries(case, entries, now)),
        CaseFact::Signed { phase, entries, .. } => {
            format!("signed off {} ({entries} entries)", phase_title(case, phase))
        }
        CaseFact::Held { .. } => "left the case: held".to_owned(),
        CaseFact::Resumed => "took the case up again".to_owned(),
        CaseFact::CodeConfirmed { how } => match how {
            Confirmed::Typed => "code confirmed: typed".to_owned(),
            Confirmed::Scanned => "code confirmed: scanned".to_owned(),
        },
        CaseFact::Labelled { label, planned } => {
            let plan = planned.as_ref().map(|plan| format!(" planned for {}", now.say(plan.at)));
            format!("now in {}{}", label.as_ref().map_or("the same place", Text::as_str), plan.unwrap_or_default())
        }
        CaseFact::Team { members } => {
            let names: Vec<String> = members.iter().map(ToString::to_string).collect();
            format!("in the room: {}", names.join(", "))
        }
        CaseFact::Attempted { section, result, text: said } => {
            format!("{}: {}{}", section_title(case, section), result.said(), text(said))
        }
        CaseFact::Contacted { text } => format!("contact that was not planned: {text}"),
        CaseFact::LostToFollowUp { section, reason } => {
            format!("{}: lost to follow-up ({reason})", section_title(case, section))
        }
        CaseFact::Crisis { card, stamp, text: said } => {
            format!("CRISIS {}: {}{}", case.card_title(card), stamp.said(), text(said))
        }
        CaseFact::Stopped { reason } => format!("PROCEDURE STOPPED ({reason})"),
        CaseFact::Closed { outcome, reason } => {
            let why = reason.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
            format!("closed: {}{why}", outcome.word())
        }
        CaseFact::Reopened { reason } => format!("reopened ({reason})"),
        CaseFact::Repaired { kept, lines } => {
            format!("repaired: {lines} damaged lines lost, original kept as {kept}")
        }
        CaseFact::Rehearsed(rehearsal) => format!("practice: {}, seed {}", rehearsal.exercise.word(), rehearsal.seed),
        CaseFact::Marked(mark) => {
            let given = if mark.given.is_blank() { String::new() } else { format!(" ({})", mark.given) };
            format!("{}: {}{given}", item_name(case, &mark.about), mark.verdict.word())
        }
        CaseFact::Debriefed(said) => match said.sure {
            Some(sure) => format!("debrief: {sure} percent sure"),
            None => "debrief".to_owned(),
        },
    }
}

fn item_name(case: &Case, id: &Id) -> String {
    case.checklist().find(id.as_str()).map_or_else(|| id.to_string(), |ix| case.name(ix).to_owned())
}

fn phase_title<'a>(case: &'a Case, id: &'a Id) -> &'a str {
    case.checklist().phases.iter().find(|phase| phase.id == *id).map_or(id.as_str(), |phase| phase.title.as_str())
}

fn section_title<'a>(case: &'a Case, id: &'a Id) -> &'a str {
    let found = case.checklist().find_section(id.as_str());
    found.map_or(id.as_str(), |ix| case.checklist().section(ix).title.as_str())
}

/// The first of the entries that were taken or put back, in words.
fn of_entries(case: &Case, entries: &[u64], now: &Now) -> String {
    let of = case.entries().iter().filter(|sealed| entries.contains(&sealed.entry.stamp.seq));
    let words: Vec<String> = of
        .filter(|sealed| {
            !matches!(sealed.entry.fact, Some(Fact::Case(CaseFact::Undone { .. } | CaseFact::Redone { .. })))
        })
        .map(|sealed| format!("\"{}\"", case.say_entry(sealed, now)))
        .collect();
    match words.as_slice() {
        [] => "an entry".to_owned(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
