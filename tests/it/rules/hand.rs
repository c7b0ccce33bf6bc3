//! Somebody with a wish at the bench: who, where, what they saw, and what they want.

use super::bench::{Bench, hash, id, moment, who};
use periop::domain::{
    Answer, Carried, Confirmed, Entry, Fact, Line, Operator, Outcome, Seq, StaffCode, Text,
    case::{Act, Intent, Refusal},
    read,
};

/// Somebody with a wish, and how they come to it.
#[must_use]
pub(super) struct Hand<'b> {
    bench: &'b mut Bench,
    intent: Intent,
    looks: bool,
    second: Option<Operator>,
    reason: Option<Text>,
    again: bool,
    carried: Option<Carried>,
}

type Said = Result<Vec<Fact>, Refusal>;

impl<'b> Hand<'b> {
    /// Somebody at station one who looks at the newest state and has shown the code.
    pub(super) fn new(bench: &'b mut Bench, operator: &str) -> Self {
        let intent = Intent {
            seen: None,
            by: who(operator),
            station: Text::from("one"),
            stated_by: None,
            done_at: None,
            code: Some(Confirmed::Typed),
            act: Act::Undo,
        };
        Self { bench, intent, looks: true, second: None, reason: None, again: false, carried: None }
    }

    pub(super) fn at(mut self, station: &str) -> Self {
        self.intent.station = Text::from(station);
        self
    }

    /// Looked at the item when this was its newest entry.
    pub(super) fn saw(mut self, seen: Option<Seq>) -> Self {
        (self.looks, self.intent.seen) = (false, seen);
        self
    }

    pub(super) fn without_code(mut self) -> Self {
        self.intent.code = None;
        self
    }

    pub(super) fn done(mut self, at: &str) -> Self {
        self.intent.done_at = Some(moment(at));
        self
    }

    pub(super) fn stated(mut self, by: &str) -> Self {
        self.intent.stated_by = Some(by.parse::<StaffCode>().expect("a staff code"));
        self
    }

    pub(super) fn with(mut self, second: &str) -> Self {
        self.second = Some(who(second));
        self
    }

    pub(super) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(Text::from(reason));
        self
    }

    pub(super) fn again(mut self) -> Self {
        self.again = true;
        self
    }

    pub(super) fn carried(mut self, from: Carried) -> Self {
        self.carried = Some(from);
        self
    }

    pub(super) fn act(mut self, act: Act) -> Said {
        let bench = self.bench;
        if self.looks {
            let about = act.item().and_then(|id| bench.case.checklist().find(id.as_str()));
            self.intent.seen = about.and_then(|ix| bench.case.touched(ix));
        }
        self.intent.act = act;
        let facts = bench.case.decide(&self.intent, &bench.staff, &bench.now)?;
        let first = bench.case.entries().len() as Seq + 1;
        for (fact, seq) in facts.iter().zip(first..) {
            let stamp = self.intent.stamp(seq, (facts.len() > 1).then_some(first), &bench.now);
            let written = Entry::to_json(&stamp, fact).expect("an entry");
            let entry = Entry::from_json(&written).expect("the entry again");
            assert_eq!(entry.fact.as_ref(), Some(fact), "{written}");
            bench.case.apply(Line { hash: hash(seq), entry });
        }
        Ok(facts)
    }

    /// Answers with words as they would be typed.
    pub(super) fn answer(self, item: &str, words: &str) -> Said {
        let spec = self.bench.case.checklist().item(self.bench.ix(item)).answer.clone();
        match read(&spec, &[words], &self.bench.now) {
            Ok(answer) => self.give(item, answer),
            Err(misfit) => Err(Refusal::Misfit { item: id(item), misfit }),
        }
    }

    pub(super) fn give(self, item: &str, answer: Answer) -> Said {
        let (second, reason, again) = (self.second.clone(), self.reason.clone(), self.again);
        let carried = self.carried.clone();
        self.act(Act::Answer { item: id(item), answer, second, reason, again, carried })
    }

    pub(super) fn tick(self, item: &str) -> Said {
        self.give(item, Answer::Done)
    }

    pub(super) fn not_right(self, item: &str, reason: &str) -> Said {
        self.give(item, Answer::NotRight(Text::from(reason)))
    }

    pub(super) fn timer(self, item: &str) -> Said {
        self.act(Act::StartTimer { item: id(item) })
    }

    fn why(&self) -> Text {
        self.reason.clone().unwrap_or_else(|| Text::from("as the chart says"))
    }

    pub(super) fn set_aside(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::NotApplicable { item: id(item), reason })
    }

    pub(super) fn put_off(self, item: &str, to: Option<&str>) -> Said {
        let reason = self.why();
        self.act(Act::Defer { item: id(item), reason, to: to.map(id) })
    }

    pub(super) fn go_on(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::Override { item: id(item), reason })
    }

    pub(super) fn withdraw(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::Withdraw { item: id(item), reason })
    }

    pub(super) fn note(self, item: Option<&str>, text: &str) -> Said {
        self.act(Act::Note { item: item.map(id), text: Text::from(text) })
    }

    pub(super) fn tell(self, item: &str, told: &str) -> Said {
        self.act(Act::Escalate { item: id(item), told: Text::from(told), text: None })
    }

    pub(super) fn group(self, section: &str) -> Said {
        self.act(Act::Group { section: id(section) })
    }

    pub(super) fn preset(self, preset: &str) -> Said {
        self.act(Act::Preset { preset: id(preset) })
    }

    pub(super) fn undo(self) -> Said {
        self.act(Act::Undo)
    }

    pub(super) fn redo(self) -> Said {
        self.act(Act::Redo)
    }

    pub(super) fn hold(self) -> Said {
        self.act(Act::Hold { item: None })
    }

    pub(super) fn sign(self, phase: &str) -> Said {
        self.act(Act::Sign { phase: id(phase) })
    }

    pub(super) fn stop(self) -> Said {
        let reason = self.why();
        self.act(Act::Stop { reason })
    }

    pub(super) fn reopen(self) -> Said {
        let reason = self.why();
        self.act(Act::Reopen { reason })
    }

    pub(super) fn close(self, outcome: Outcome) -> Said {
        let reason = self.reason.clone();
        self.act(Act::Close { outcome, reason })
    }
}
