//! What a case says once it tells of nobody any more than it must: who, when and where are replaced, words that
//! somebody wrote are left out, and how the case went stays. Which text, time or name stands where is decided here alone.

mod away;

use super::case::Case;
use super::checklist::{AnswerType, Checklist, LocalKind, Review, Reviewed, Set};
use super::practice::{Debriefing, Mark, Rehearsal, Seed};
use super::{
    Answer, Carried, CaseFact, Code, Entry, Fact, Hash, Id, ItemFact, Line, Moment, Now, Opened, Operator, Pin, Plan,
    StaffCode, Stamp, Text, offset,
};
use away::{Asked, Away};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What stands where somebody wrote something.
pub const LEFT_OUT: &str = "[words left out]";
/// What stands where a bay or a room was named.
const PLACE: &str = "[place left out]";

/// The same entries with each staff code replaced by one letter for as long as the record lasts. Words that somebody
/// wrote stay as they are.
pub fn anonymous(lines: &[Line]) -> Vec<Line> {
    Disguise { people: Vec::new(), away: None }.lines(lines)
}

/// The same case under another code, told from its beginning on: offsets instead of times, letters instead of people,
/// and nothing that somebody typed but what the checklist itself has words for. Its rules see what they saw before.
pub fn deidentified(case: &Case, code: Code) -> Case {
    let away = Away::new(case, code);
    let now = Now { at: away.last, zone: away.zone.clone() };
    let mut disguise = Disguise { people: Vec::new(), away: Some(away) };
    let lines = disguise.lines(case.entries());
    case.retold(told_of(case, &now), disguise.opened(case.opened()), lines)
}

/// Its checklist, without who answers for it here, and with each due day as far away as it fell.
fn told_of(case: &Case, now: &Now) -> Checklist {
    let mut told = Checklist::clone(case.checklist());
    let is_overdue = told.review.today(now) == Reviewed::Overdue;
    told.review = Review {
        status: told.review.status,
        review_by: is_overdue.then(|| offset::left_out(true)),
        owner: None,
        reviewed_by: None,
        reviewers: Vec::new(),
        date: None,
        sha256: None,
        changes: Vec::new(),
        conditions: None,
    };
    for ix in told.section_ixs() {
        if let Some(due) = case.due_as_it_fell(ix, now) {
            told.sections[ix.0].due = Some(due);
        }
    }
    for local in &mut told.locals {
        // A limit is what a stop was judged by; a telephone number is whose ward it is.
        let is_limit = match local.kind {
            LocalKind::Number | LocalKind::Interval => true,
            LocalKind::Text | LocalKind::Articles => false,
        };
        let (by, why) = (Text::from(LEFT_OUT), Text::from(LEFT_OUT));
        let set = local.set.take().filter(|_| is_limit);
        local.set = set.map(|set| Set { value: set.value, by, date: offset::day_of_offset(0), why });
    }
    told
}

/// Which of those that are known something is; it is known from now on.
fn place<T: Clone + PartialEq>(known: &mut Vec<T>, one: &T) -> usize {
    known.iter().position(|other| other == one).unwrap_or_else(|| {
        known.push(one.clone());
        known.len() - 1
    })
}

/// What becomes of whatever an entry says: people have letters, and with `away` nothing tells of a day or a place.
struct Disguise<'a> {
    people: Vec<StaffCode>,
    away: Option<Away<'a>>,
}

impl Disguise<'_> {
    /// Twice: somebody may be named before they recorded anything themselves.
    fn lines(&mut self, lines: &[Line]) -> Vec<Line> {
        for line in lines {
            self.line(line);
        }
        lines.iter().map(|line| self.line(line)).collect()
    }

    fn line(&mut self, line: &Line) -> Line {
        let stamp = Arc::new(self.stamp(&line.entry.stamp));
        let fact = line.entry.fact.as_ref().map(|fact| match fact {
            Fact::Item(item, fact) => Fact::Item(item.clone(), self.of_item(item, fact, &line.entry.stamp)),
            Fact::Case(fact) => Fact::Case(self.of_case(fact)),
        });
        Line { hash: self.hash(line.hash), entry: Entry { stamp, fact } }
    }

    fn stamp(&mut self, stamp: &Stamp) -> Stamp {
        let Stamp { seq, at, tz, by, station, stated_by, done_at, with } = stamp;
        Stamp {
            seq: *seq,
            at: self.moment(*at),
            tz: self.away.as_ref().map_or_else(|| tz.clone(), |away| away.tz(stamp)),
            by: self.operator(by),
            station: if self.away.is_some() { Text::default() } else { station.clone() },
            stated_by: stated_by.as_ref().map(|code| self.staff(code)),
            done_at: done_at.map(|at| self.moment(at)),
            with: *with,
        }
    }

    fn of_item(&mut self, item: &Id, fact: &ItemFact, stamp: &Stamp) -> ItemFact {
        match fact {
            ItemFact::Answered { answer, second, reason, again, grouped, preset, carried } => ItemFact::Answered {
                answer: self.answered(item, answer, stamp),
                second: second.as_ref().map(|second| self.operator(second)),
                reason: reason.as_ref().map(|why| self.words(why)),
                again: *again,
                grouped: *grouped,
                preset: preset.clone(),
                carried: carried.as_ref().map(|from| self.carried(from)),
            },
            ItemFact::NotApplicable { reason } => ItemFact::NotApplicable { reason: self.words(reason) },
            ItemFact::Deferred { reason, to } => ItemFact::Deferred { reason: self.words(reason), to: to.clone() },
            ItemFact::Overridden { reason } => ItemFact::Overridden { reason: self.words(reason) },
            ItemFact::Withdrawn { reason } => ItemFact::Withdrawn { reason: self.words(reason) },
            ItemFact::Noted { text } => ItemFact::Noted { text: self.words(text) },
            ItemFact::TimerStarted { minutes } => ItemFact::TimerStarted { minutes: *minutes },
            ItemFact::Escalated { told, text } => {
                let is_known = self.away.as_ref().is_none_or(|away| away.is_known_word(item, told));
                let whom = self.somebody(told).or_else(|| is_known.then(|| told.clone()));
                let told = whom.unwrap_or_else(|| self.words(told));
                ItemFact::Escalated { told, text: text.as_ref().map(|text| self.words(text)) }
            }
        }
    }

    fn of_case(&mut self, fact: &CaseFact) -> CaseFact {
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.words(text));
        match fact {
            CaseFact::Opened(opened) => CaseFact::Opened(self.opened(opened)),
            CaseFact::Started { checklist, overlays } => {
                CaseFact::Started { checklist: self.pin(checklist), overlays: self.hashes(overlays) }
            }
            CaseFact::Pinned { checklist, overlays } => {
                CaseFact::Pinned { checklist: self.pin(checklist), overlays: self.hashes(overlays) }
            }
            CaseFact::NeedleMoved { section, reason } => {
                CaseFact::NeedleMoved { section: section.clone(), reason: words(reason) }
            }
            CaseFact::Noted { text } => CaseFact::Noted { text: self.words(text) },
            CaseFact::Signed { phase, entries, head } => {
                CaseFact::Signed { phase: phase.clone(), entries: *entries, head: self.hash(*head) }
            }
            CaseFact::Labelled { label, planned } => CaseFact::Labelled {
                label: label.as_ref().map(|label| self.place(label)),
                planned: planned.as_ref().map(|plan| self.plan(plan)),
            },
            CaseFact::Team { members } => {
                CaseFact::Team { members: members.iter().map(|one| self.operator(one)).collect() }
            }
            CaseFact::Attempted { section, result, text } => {
                CaseFact::Attempted { section: section.clone(), result: *result, text: words(text) }
            }
            CaseFact::Contacted { text } => CaseFact::Contacted { text: self.words(text) },
            CaseFact::LostToFollowUp { section, reason } => {
                CaseFact::LostToFollowUp { section: section.clone(), reason: self.words(reason) }
            }
            CaseFact::Crisis { card, stamp, text } => {
                let said =
                    |text: &Text| self.away.as_ref().map_or_else(|| text.clone(), |away| away.crisis(card, text));
                CaseFact::Crisis { card: card.clone(), stamp: *stamp, text: text.as_ref().map(said) }
            }
            CaseFact::Stopped { reason } => CaseFact::Stopped { reason: self.words(reason) },
            CaseFact::Closed { outcome, reason } => CaseFact::Closed { outcome: *outcome, reason: words(reason) },
            CaseFact::Reopened { reason } => CaseFact::Reopened { reason: self.words(reason) },
            // Its name has the code.
            CaseFact::Repaired { kept, lines } => CaseFact::Repaired { kept: self.words(kept), lines: *lines },
            CaseFact::Rehearsed(rehearsal) => CaseFact::Rehearsed(self.rehearsal(rehearsal)),
            CaseFact::Marked(mark) => CaseFact::Marked(Mark { given: self.words(&mark.given), ..mark.clone() }),
            CaseFact::Debriefed(said) => {
                CaseFact::Debriefed(Debriefing { sure: said.sure, went: self.words(&said.went) })
            }
            CaseFact::Undone { .. }
            | CaseFact::Redone { .. }
            | CaseFact::Held { .. }
            | CaseFact::Resumed
            | CaseFact::CodeConfirmed { .. } => fact.clone(),
        }
    }

    fn opened(&self, opened: &Opened) -> Opened {
        let Some(away) = &self.away else { return opened.clone() };
        let Opened { format, mode, uuid: _, code: _, checklist, overlays, label, planned } = opened;
        Opened {
            format: *format,
            mode: *mode,
            // What ids are made of: the same for the same code, and of nothing that was there before.
            uuid: Text::from(away.code.to_string()),
            code: away.code,
            checklist: self.pin(checklist),
            overlays: self.hashes(overlays),
            label: label.as_ref().map(|label| self.place(label)),
            planned: planned.as_ref().map(|plan| self.plan(plan)),
        }
    }

    fn pin(&self, pin: &Pin) -> Pin {
        Pin { id: pin.id.clone(), version: pin.version.clone(), sha256: self.hash(pin.sha256) }
    }

    fn hash(&self, hash: Hash) -> Hash {
        if self.away.is_some() { Hash::START } else { hash }
    }

    fn hashes(&self, hashes: &[Hash]) -> Vec<Hash> {
        if self.away.is_some() { Vec::new() } else { hashes.to_vec() }
    }

    fn plan(&self, plan: &Plan) -> Plan {
        Plan { at: self.moment(plan.at), room: plan.room.as_ref().map(|room| self.place(room)) }
    }

    /// A seed can be read out, and would name the rehearsal.
    fn rehearsal(&self, rehearsal: &Rehearsal) -> Rehearsal {
        let seed = if self.away.is_some() { Seed(0) } else { rehearsal.seed };
        Rehearsal { exercise: rehearsal.exercise, seed, of: rehearsal.of.clone() }
    }

    fn moment(&self, at: Moment) -> Moment {
        self.away.as_ref().map_or(at, |away| away.moment(at))
    }

    fn words(&self, text: &Text) -> Text {
        self.instead(text, LEFT_OUT)
    }

    fn place(&self, text: &Text) -> Text {
        self.instead(text, PLACE)
    }

    fn instead(&self, text: &Text, words: &str) -> Text {
        if self.away.is_none() || text.is_blank() { text.clone() } else { Text::from(words) }
    }

    fn operator(&mut self, operator: &Operator) -> Operator {
        Operator { code: self.staff(&operator.code), role: operator.role }
    }

    fn staff(&mut self, code: &StaffCode) -> StaffCode {
        StaffCode::letter(place(&mut self.people, code))
    }

    /// Whoever is named in words by the code of somebody who took part.
    fn somebody(&self, words: &Text) -> Option<Text> {
        let code: StaffCode = words.as_str().trim().parse().ok()?;
        let nth = self.people.iter().position(|known| *known == code)?;
        Some(Text::from(StaffCode::letter(nth).to_string()))
    }

    fn carried(&mut self, from: &Carried) -> Carried {
        let (by, at) = (self.operator(&from.by), self.moment(from.at));
        Carried { code: self.away.as_mut().map_or(from.code, |away| away.other(from.code)), by, at }
    }

    fn answered(&mut self, item: &Id, answer: &Answer, stamp: &Stamp) -> Answer {
        let asked = self.away.as_ref().map(|away| away.asked(item, stamp));
        asked.map_or_else(|| answer.clone(), |asked| self.answer(answer, asked))
    }

    /// What was chosen or measured stays; a text, a lot or an article goes, and a day becomes a distance. An expiry
    /// falls on a month's end and would tell the day: of it is kept whether it had passed.
    fn answer(&mut self, answer: &Answer, asked: Asked<'_>) -> Answer {
        match answer {
            Answer::Done | Answer::Choice(_) | Answer::Alternative(_) => answer.clone(),
            Answer::NotRight(why) => Answer::NotRight(self.words(why)),
            Answer::Number { value, unit } => {
                let is_own = matches!(asked.spec, Some(AnswerType::Number { unit: own, .. }) if own == unit.as_str());
                Answer::Number { value: *value, unit: if is_own { unit.clone() } else { self.words(unit) } }
            }
            Answer::Text(text) => Answer::Text(self.text(text, asked.is_compared)),
            Answer::Date(day) => Answer::Date(match (asked.spec, &self.away) {
                (Some(AnswerType::Date { month: false, .. }), Some(away)) => away.date(*day),
                _ => offset::left_out(*day < asked.day),
            }),
            Answer::Time(at) => Answer::Time(self.moment(*at)),
            Answer::TimerEnded(at) => Answer::TimerEnded(self.moment(*at)),
            Answer::Fields(rows) => Answer::Fields(rows.iter().map(|row| self.row(row, asked)).collect()),
        }
    }

    fn row(&mut self, row: &BTreeMap<Id, Answer>, asked: Asked<'_>) -> BTreeMap<Id, Answer> {
        let field = |id: &Id| match asked.spec {
            Some(AnswerType::Fields { fields, scan, .. }) if scan.as_ref().is_none_or(|scan| scan.expiry != *id) => {
                fields.iter().find(|field| field.id == *id).map(|field| &field.answer)
            }
            _ => None,
        };
        let told = row.iter().map(|(id, value)| (id.clone(), self.answer(value, Asked { spec: field(id), ..asked })));
        told.collect()
    }

    fn text(&mut self, text: &Text, is_compared: bool) -> Text {
        if let Some(somebody) = self.somebody(text) {
            return somebody;
        }
        let compared = self.away.as_mut().filter(|_| is_compared).map(|away| away.compared(text));
        compared.unwrap_or_else(|| self.words(text))
    }
}
