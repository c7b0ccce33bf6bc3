//! Somebody with a wish at the bench of rules: who, where, what they saw, and what they want.

use super::prelude::*;
use super::rules::{Bench, id, moment, who};

/// Somebody with a wish, and how they come to it.
#[must_use]
pub(crate) struct Hand<'b> {
    bench: &'b mut Bench,
    author: Author,
    looks: bool,
    saw: Option<Seq>,
    code: Option<Confirmed>,
    second: Option<Operator>,
    reason: Option<Text>,
    again: bool,
    carried: Option<Carried>,
}

type Said = Result<Vec<Fact>, Refusal>;

impl<'b> Hand<'b> {
    /// Somebody at station one who looks at the newest state and has shown the code.
    pub(crate) fn new(bench: &'b mut Bench, operator: &str) -> Self {
        Self {
            author: Author { early: true, ..Author::new(who(operator), Text::from("one")) },
            bench,
            looks: true,
            saw: None,
            code: Some(Confirmed::Typed),
            second: None,
            reason: None,
            again: false,
            carried: None,
        }
    }

    pub(crate) fn at(mut self, station: &str) -> Self {
        self.author.station = Text::from(station);
        self
    }

    /// Looked at the item when this was its newest entry.
    pub(crate) fn saw(mut self, seen: Option<Seq>) -> Self {
        (self.looks, self.saw) = (false, seen);
        self
    }

    pub(crate) fn without_code(mut self) -> Self {
        self.code = None;
        self
    }

    /// Does not know that a follow-up is not due yet.
    pub(crate) fn unaware(mut self) -> Self {
        self.author.early = false;
        self
    }

    pub(crate) fn done(mut self, at: &str) -> Self {
        self.author.done_at = Some(moment(at));
        self
    }

    pub(crate) fn long_ago(mut self) -> Self {
        self.author.long_ago = true;
        self
    }

    pub(crate) fn stated(mut self, by: &str) -> Self {
        self.author.stated_by = Some(by.parse::<StaffCode>().expect("a staff code"));
        self
    }

    pub(crate) fn with(mut self, second: &str) -> Self {
        self.second = Some(who(second));
        self
    }

    pub(crate) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(Text::from(reason));
        self
    }

    pub(crate) fn again(mut self) -> Self {
        self.again = true;
        self
    }

    pub(crate) fn carried(mut self, from: Carried) -> Self {
        self.carried = Some(from);
        self
    }

    pub(crate) fn act(self, act: Act) -> Said {
        let bench = self.bench;
        let wish = self.author.wants(&bench.case, act);
        let intent = Intent { seen: if self.looks { wish.seen } else { self.saw }, code: self.code, ..wish };
        let facts = bench.case.decide(&intent, &bench.staff, &bench.now)?;
        bench.record(&intent, &facts);
        Ok(facts)
    }

    /// Answers with words as they would be typed.
    pub(crate) fn answer(self, item: &str, words: &str) -> Said {
        let spec = self.bench.case.checklist().item(self.bench.ix(item)).answer.clone();
        match read(&spec, &[words], &self.bench.now) {
            Ok(answer) => self.give(item, answer),
            Err(misfit) => Err(Refusal::Misfit { item: id(item), misfit }),
        }
    }

    pub(crate) fn give(self, item: &str, answer: Answer) -> Said {
        let (second, reason, again) = (self.second.clone(), self.reason.clone(), self.again);
        let carried = self.carried.clone();
        self.act(Act::Answer { item: id(item), answer, second, reason, again, carried })
    }

    pub(crate) fn tick(self, item: &str) -> Said {
        self.give(item, Answer::Done)
    }

    pub(crate) fn not_right(self, item: &str, reason: &str) -> Said {
        self.give(item, Answer::NotRight(Text::from(reason)))
    }

    pub(crate) fn timer(self, item: &str) -> Said {
        self.act(Act::StartTimer { item: id(item) })
    }

    fn why(&self) -> Text {
        self.reason.clone().unwrap_or_else(|| Text::from("as the chart says"))
    }

    pub(crate) fn set_aside(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::NotApplicable { item: id(item), reason })
    }

    pub(crate) fn put_off(self, item: &str, to: Option<&str>) -> Said {
        let reason = self.why();
        self.act(Act::Defer { item: id(item), reason, to: to.map(id) })
    }

    pub(crate) fn go_on(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::Override { item: id(item), reason })
    }

    pub(crate) fn withdraw(self, item: &str) -> Said {
        let reason = self.why();
        self.act(Act::Withdraw { item: id(item), reason })
    }

    pub(crate) fn note(self, item: Option<&str>, text: &str) -> Said {
        self.act(Act::Note { item: item.map(id), text: Text::from(text) })
    }

    pub(crate) fn tell(self, item: &str, told: &str) -> Said {
        self.act(Act::Escalate { item: id(item), told: Text::from(told), text: None })
    }

    pub(crate) fn crisis(self, stamp: CrisisStamp) -> Said {
        self.act(Act::Crisis { card: id("anaphylaxis"), stamp, text: None })
    }

    pub(crate) fn group(self, section: &str) -> Said {
        self.act(Act::Group { section: id(section) })
    }

    pub(crate) fn preset(self, preset: &str) -> Said {
        self.act(Act::Preset { preset: id(preset) })
    }

    pub(crate) fn undo(self) -> Said {
        self.act(Act::Undo)
    }

    pub(crate) fn redo(self) -> Said {
        self.act(Act::Redo)
    }

    pub(crate) fn hold(self) -> Said {
        self.act(Act::Hold { item: None })
    }

    pub(crate) fn sign(self, phase: &str) -> Said {
        self.act(Act::Sign { phase: id(phase) })
    }

    pub(crate) fn stop(self) -> Said {
        let reason = self.why();
        self.act(Act::Stop { reason })
    }

    pub(crate) fn reopen(self) -> Said {
        let reason = self.why();
        self.act(Act::Reopen { reason })
    }

    pub(crate) fn close(self, outcome: Outcome) -> Said {
        let reason = self.reason.clone();
        self.act(Act::Close { outcome, reason })
    }
}
