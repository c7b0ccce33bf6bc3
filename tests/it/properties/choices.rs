//! What a wish means at a case as it stands: numbers pick among what there is.

use super::wishes::{At, Want, Wish};
use crate::bench::prelude::*;
use crate::bench::rules::{Bench, pin, who};
use jiff::ToSpan;

fn why() -> Text {
    Text::from("as the chart says")
}

impl Bench {
    fn picked(&self, at: At) -> ItemIx {
        let items = self.case.checklist().items.len();
        let stopped = || self.case.all_stops().first().map(|stop| stop.item);
        let first_open = || {
            let open = |ix: &ItemIx| matches!(self.case.status(*ix), Status::Open { .. });
            self.case.checklist().item_ixs().find(open)
        };
        match at {
            At::Next => stopped().or_else(first_open).unwrap_or(ItemIx(0)),
            At::Any(n) => ItemIx(n % items),
        }
    }

    fn id(&self, at: At) -> Id {
        self.case.checklist().item(self.picked(at)).id.clone()
    }

    fn nth_section(&self, n: usize) -> Id {
        let sections = &self.case.checklist().sections;
        sections[n % sections.len()].id.clone()
    }

    /// A section with a date, where there is one.
    fn follow_up(&self, n: usize) -> Id {
        let due = |section: &&Section| section.due.is_some();
        let follow_ups: Vec<_> = self.case.checklist().sections.iter().filter(due).collect();
        match follow_ups.len() {
            0 => self.nth_section(n),
            many => follow_ups[n % many].id.clone(),
        }
    }

    /// The intent of a wish. A stale one saw the case before anything was recorded.
    pub(super) fn intent(&mut self, wish: &Wish) -> Intent {
        self.now.at = self.now.at.plus_seconds(wish.seconds);
        let act = match &wish.want {
            // A closed case refuses all else, and so does a planned one: that would soon be all that is tried.
            _ if self.case.closed().is_some() && wish.who > 0 => Act::Reopen { reason: why() },
            _ if self.case.planned().is_some() && wish.who > 2 => self.start(),
            _ if self.case.planned().is_some() && wish.who > 1 => self.pins(),
            want => self.act(want, wish.who),
        };
        let done_at = (wish.done_earlier != 0).then(|| self.now.at.plus_seconds(-wish.done_earlier));
        let station = Text::from(if wish.station { "two" } else { "one" });
        let stated_by = wish.stated.then(|| operator(1).code);
        let early = wish.code.is_some();
        let mut intent = Author { by: operator(wish.who), station, stated_by, done_at, early, long_ago: true }
            .wants(&self.case, act);
        intent.code = wish.code;
        intent.seen = intent.seen.filter(|_| !wish.stale);
        intent
    }

    fn pins(&self) -> Act {
        Act::Pin { checklist: pin(self.case.checklist()), overlays: Vec::new() }
    }

    fn start(&self) -> Act {
        Act::Start { checklist: pin(self.case.checklist()), overlays: Vec::new() }
    }

    fn act(&self, want: &Want, who: usize) -> Act {
        let checklist = self.case.checklist();
        match want {
            Want::Answer { at, pick, reason, again, alone } => self.answers(*at, *pick, (*reason, *again, *alone), who),
            Want::Carry(at, days) => {
                let at_that_time = self.now.at.plus_seconds(-60 - i64::try_from(*days).unwrap_or(0) * 86_400);
                let carried = Carried { code: Code::from_random([9; 7]), by: operator(1), at: at_that_time };
                let of_the_room = checklist.items.iter().find(|item| item.carries_over);
                let item = of_the_room.map_or_else(|| self.id(*at), |item| item.id.clone());
                self.given(item, Answer::Done, Some(carried))
            }
            Want::NotRight(at) => self.given(self.id(*at), Answer::NotRight(why()), None),
            Want::Group(n) => Act::Group { section: self.nth_section(*n) },
            Want::Preset(n) => {
                let presets = &checklist.presets;
                let preset =
                    presets.get(n % presets.len().max(1)).map_or_else(|| self.nth_section(0), |p| p.id.clone());
                Act::Preset { preset }
            }
            Want::NotApplicable(at) => Act::NotApplicable { item: self.id(*at), reason: why() },
            Want::Defer(at, to) => {
                let to = checklist.phases.get(*to).map(|phase| phase.id.clone());
                Act::Defer { item: self.id(*at), reason: why(), to }
            }
            Want::Override(at) => Act::Override { item: self.id(*at), reason: why() },
            Want::Withdraw(at) => Act::Withdraw { item: self.id(*at), reason: why() },
            Want::Note(at) => {
                let item = matches!(at, At::Any(_)).then(|| self.id(*at));
                Act::Note { item, text: Text::from("10\tmg \u{202e}✓") }
            }
            Want::Escalate(at) => Act::Escalate { item: self.id(*at), told: Text::from("DK"), text: None },
            Want::StartTimer(at) => Act::StartTimer { item: self.id(*at) },
            Want::Undo => Act::Undo,
            Want::Redo => Act::Redo,
            Want::Sign(n) => Act::Sign { phase: checklist.phases[n % checklist.phases.len()].id.clone() },
            Want::Hold(at) => Act::Hold { item: Some(self.id(*at)) },
            Want::Resume => Act::Resume,
            Want::ConfirmCode => Act::ConfirmCode,
            Want::Label(n) => {
                let planned = (n % 4 == 3).then(|| Plan { at: self.now.at, room: Some(Text::from("Room 1")) });
                Act::Label { label: Some(Text::from(format!("Bay {n}"))), planned }
            }
            Want::Team(n) => Act::Team { members: (0..=*n).map(operator).collect() },
            Want::Attempt(n, result) => {
                let result = [Attempt::Retry, Attempt::Letter, Attempt::Reached][result % 3];
                Act::Attempt { section: self.follow_up(*n), result, text: None }
            }
            Want::Contact => Act::Contact { text: Text::from("rang") },
            Want::Lose(n) => Act::Lose { section: self.follow_up(*n), reason: why() },
            Want::Crisis(n) => {
                let stamps = [CrisisStamp::Opened, CrisisStamp::Called, CrisisStamp::DrugGiven, CrisisStamp::Arrived];
                let card = checklist.crisis.first().map_or_else(|| self.nth_section(0), |card| card.id.clone());
                Act::Crisis { card, stamp: stamps.get(*n).copied().unwrap_or(CrisisStamp::Ended), text: None }
            }
            Want::Pin => self.pins(),
            Want::NeedleMoved => Act::NeedleMoved { reason: (who == 1).then(why) },
            Want::Start => self.start(),
            Want::Stop => Act::Stop { reason: why() },
            Want::Close(n) => Act::Close { outcome: Outcome::ALL[*n], reason: (*n > 0).then(why) },
            Want::Reopen => Act::Reopen { reason: why() },
        }
    }

    fn given(&self, item: Id, answer: Answer, carried: Option<Carried>) -> Act {
        let ix = self.case.checklist().find(item.as_str());
        let settled = ix.is_some_and(|ix| self.case.status(ix).is_settled());
        Act::Answer { item, answer, second: None, reason: settled.then(why), again: false, carried }
    }

    fn answers(&self, at: At, pick: usize, (reason, again, alone): (bool, bool, bool), who: usize) -> Act {
        let ix = self.picked(at);
        let item = self.case.checklist().item(ix);
        let reason = reason || !self.case.stops(ix).is_empty();
        Act::Answer {
            item: item.id.clone(),
            answer: some_answer(&item.answer, pick, &self.now),
            second: (item.two_person && !alone).then(|| operator(who + 1)),
            reason: reason.then(why),
            again,
            carried: None,
        }
    }
}

pub(super) fn operator(n: usize) -> Operator {
    let all = ["JR:nurse", "DK:clinician", "TR:trainee", "jr:clinician"];
    who(all[n % all.len()])
}

/// An answer of the right kind, seldom one that does not fit.
pub(super) fn some_answer(spec: &AnswerType, pick: usize, now: &Now) -> Answer {
    match spec {
        AnswerType::Check => Answer::Done,
        AnswerType::Choice { options, several } => {
            let one = options[pick % options.len()].id.clone();
            let other = options[(pick / 2) % options.len()].id.clone();
            let both = *several && pick.is_multiple_of(5) && one != other;
            Answer::Choice(if both { vec![one, other] } else { vec![one] })
        }
        AnswerType::Number { alternatives, .. } if pick % 6 == 5 && !alternatives.is_empty() => {
            Answer::Alternative(alternatives[0].id.clone())
        }
        AnswerType::Number { unit, min, max, .. } => {
            let middle = ["1", "1.1", "1.5", "12", "36.8", "38.4", "98", "128"][pick % 8].parse().expect("a number");
            let value: Decimal = if (*min..=*max).contains(&middle) || pick % 7 == 6 { middle } else { *max };
            Answer::Number { value, unit: Text::sanitise(unit) }
        }
        AnswerType::Text { .. } => Answer::Text(Text::from(["L4-L5", "10\tmg", "\u{202e}", "\"\\", "é ✓"][pick % 5])),
        AnswerType::Date { points, .. } => {
            let days = if *points == Direction::Future || pick.is_multiple_of(2) { 20 } else { -20 };
            Answer::Date(now.civil().date().saturating_add(days.days()))
        }
        AnswerType::Time { points } => {
            let hours =
                if *points == Direction::Future { 3_600 } else { -3_600 } * i64::try_from(pick % 9).unwrap_or(0);
            Answer::Time(now.at.plus_seconds(hours))
        }
        AnswerType::Timer { .. } => Answer::TimerEnded(now.at),
        AnswerType::Fields { fields, rows, .. } => {
            let row = |n: usize| {
                let given = fields.iter().filter(|field| !field.optional || pick.is_multiple_of(2));
                given.map(|field| (field.id.clone(), some_answer(&field.answer, pick + n, now))).collect()
            };
            Answer::Fields((0..=pick % rows).map(row).collect())
        }
    }
}
