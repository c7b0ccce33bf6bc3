//! A case that is played: what is found in it, what comes between, what is decided, and how what the trainee does is
//! judged. The first answer of an item and the first choice of a decision count; what is put right afterwards does not.

use super::found::is_as_found;
use super::{Exercise, Lesson, Mark, Rehearsal, Seed, Verdict};
use crate::domain::case::{Act, Case, Next, taken_over};
use crate::domain::checklist::{Decision, DecisionChoice, Does, Item, ItemIx, Level, Scenario};
use crate::domain::{Answer, Fact, ItemFact, Line, Now, Operator, Role, StaffCode, Text, read_told};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A rehearsal on the run screen: a guided walk, or a scenario.
#[derive(Debug, Clone)]
pub struct Play {
    pub lesson: Arc<Lesson>,
    scenario: Option<usize>,
    is_guided: bool,
    seed: Seed,
    /// So many entries were looked at.
    seen: usize,
    /// The items of which the first answer was judged.
    met: BTreeSet<ItemIx>,
    /// So many decisions are behind.
    decided: usize,
    /// What was chosen now, until it was told what came of it.
    pub chosen: Option<usize>,
    /// The choices of this decision that were not right.
    tried: Vec<usize>,
    /// The findings that came between, and were dealt with.
    dealt: BTreeSet<usize>,
    /// After an interruption: where to go on.
    away: Option<ItemIx>,
    /// What a colleague put right in an exam.
    corrected: BTreeSet<ItemIx>,
    /// A stop stood when the case was last looked at and went on.
    at_stop: bool,
    is_over: bool,
}

/// What comes where the trainee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comes {
    /// One of the findings.
    Interruption(usize),
    Decision,
    /// What was recorded there is not what was found, and the case goes no further with it.
    Correction(ItemIx),
    /// What is next is decided there.
    Goes(ItemIx),
    End,
}

impl Lesson {
    /// Which scenario is played: the one that was asked for, else one that the seed picks.
    pub(super) fn played(&self, rehearsal: &Rehearsal) -> Option<usize> {
        let scenarios = &self.beside.scenarios;
        let played: Vec<usize> = (0..scenarios.len()).filter(|n| scenarios[*n].is_played()).collect();
        let named = played.iter().find(|n| rehearsal.of.iter().any(|id| id.as_str() == scenarios[**n].id));
        match rehearsal.exercise {
            Exercise::Guided => None,
            Exercise::Recall | Exercise::Order | Exercise::Omission | Exercise::Scenario | Exercise::Exam => {
                named.or_else(|| rehearsal.seed.dice().pick(&played)).copied()
            }
        }
    }
}

impl DecisionChoice {
    pub fn verdict(&self) -> Verdict {
        match self {
            Self { right: true, .. } => Verdict::Right,
            Self { r#unsafe: true, .. } => Verdict::Unsafe,
            Self { .. } => Verdict::Wrong,
        }
    }
}

impl Play {
    pub fn new(lesson: Arc<Lesson>, rehearsal: &Rehearsal) -> Self {
        let scenario = lesson.played(rehearsal);
        Self {
            lesson,
            scenario,
            is_guided: rehearsal.exercise == Exercise::Guided,
            seed: rehearsal.seed,
            seen: 0,
            met: BTreeSet::new(),
            decided: 0,
            chosen: None,
            tried: Vec::new(),
            dealt: BTreeSet::new(),
            away: None,
            corrected: BTreeSet::new(),
            at_stop: false,
            is_over: false,
        }
    }

    /// Whether a scenario was wanted, and the checklist has none.
    pub fn is_nothing(&self) -> bool {
        !self.is_guided && self.scenario.is_none()
    }

    pub fn scenario(&self) -> Option<&Scenario> {
        self.lesson.beside.scenarios.get(self.scenario?)
    }

    /// Where the trainee comes in.
    pub fn start(&self) -> Option<ItemIx> {
        self.find(self.scenario()?.start.as_ref()?)
    }

    /// What colleagues recorded before that, and when they were done.
    pub fn before(&self, case: &Case, now: &Now) -> Option<(Vec<Fact>, Now)> {
        let normal = self.lesson.beside.normal.iter().map(|(ix, words)| (*ix, words.as_str()));
        let given = self.scenario().into_iter().flat_map(|scenario| &scenario.given);
        let given = given.filter_map(|(id, words)| Some((self.find(id)?, words.as_str())));
        let words: BTreeMap<_, _> = normal.chain(given).collect();
        Some(taken_over(case, &words, self.start()?, now))
    }

    fn find(&self, id: &str) -> Option<ItemIx> {
        self.lesson.checklist.find(id)
    }

    fn item(&self, ix: ItemIx) -> &Item {
        self.lesson.checklist.item(ix)
    }

    fn decisions(&self) -> &[Decision] {
        self.scenario().map_or(&[], |scenario| &scenario.decisions)
    }

    /// What is decided next.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions().get(self.decided)
    }

    /// Its choices in the order of the seed, without what was tried: each with its digit's place and its own.
    pub fn choices(&self) -> Vec<(usize, usize, &DecisionChoice)> {
        let choices = self.decision().map_or(&[][..], |decision| &decision.choices);
        let mut order: Vec<usize> = (0..choices.len()).collect();
        Seed(self.seed.0.wrapping_add(u32::try_from(self.decided).unwrap_or_default())).dice().shuffle(&mut order);
        let left = order.into_iter().enumerate().filter(|(_, n)| !self.tried.contains(n));
        left.map(|(at, n)| (at, n, &choices[n])).collect()
    }

    /// The choice about which the trainee is told now.
    pub fn choice(&self) -> Option<&DecisionChoice> {
        self.decision()?.choices.get(self.chosen?)
    }

    /// What is there to be found at an item, in words; nothing of what is only done.
    pub fn found(&self, case: &Case, ix: ItemIx, now: &Now) -> Vec<String> {
        let item = self.item(ix);
        let findings = self.scenario().into_iter().flat_map(|scenario| &scenario.findings);
        let shown = findings.filter(|finding| finding.at == item.id.as_str()).filter_map(|found| found.show.as_deref());
        let shown: Vec<String> = shown.map(str::to_owned).collect();
        if !shown.is_empty() {
            return shown;
        }
        match self.expected(ix, now).filter(|_| case.status(ix).is_open()) {
            None | Some((_, Answer::Done | Answer::NotRight(_) | Answer::TimerEnded(_))) => Vec::new(),
            Some(("now", Answer::Time(_))) => Vec::new(),
            Some((_, answer)) => vec![answer.say(item, now).to_string()],
        }
    }

    /// What has to be recorded at an item: as the words that would be typed, and as the answer that they are.
    fn expected(&self, ix: ItemIx, now: &Now) -> Option<(&str, Answer)> {
        let item = self.item(ix);
        let mut decided = self.decisions().iter().filter(|decision| decision.at == item.id.as_str());
        let given = || self.scenario()?.given.get(item.id.as_str()).map(String::as_str);
        let words = decided.find_map(|decision| decision.record.as_deref());
        let words = words.or_else(given).or_else(|| self.lesson.normal(ix))?;
        Some((words, read_told(&item.answer, words, now).ok()?))
    }

    /// What was recorded since the last look.
    pub fn looks<'a>(&mut self, case: &'a Case) -> &'a [Line] {
        let entries = case.entries();
        let new = entries.get(self.seen..).unwrap_or_default();
        self.seen = entries.len();
        if case.stopped().is_none() {
            self.at_stop = !case.all_stops().is_empty();
        }
        new
    }

    /// How it is judged what the trainee recorded.
    pub fn judges(&mut self, case: &Case, new: &[Line], trainee: &StaffCode, now: &Now) -> Vec<Mark> {
        // Who went on in spite of a stop was the trainee, by the name of somebody who may.
        let overrides = |line: &Line| matches!(&line.entry.fact, Some(Fact::Item(_, ItemFact::Overridden { .. })));
        let own = new.iter().filter(|line| line.entry.stamp.by.code == *trainee || overrides(line));
        let facts = own.filter_map(|line| match &line.entry.fact {
            Some(Fact::Item(id, fact)) => Some((self.lesson.checklist.find(id.as_str())?, fact)),
            Some(Fact::Case(_)) | None => None,
        });
        let facts: Vec<(ItemIx, &ItemFact)> = facts.collect();
        facts.into_iter().flat_map(|(ix, fact)| self.judged(case, ix, fact, now)).collect()
    }

    fn judged(&mut self, case: &Case, ix: ItemIx, fact: &ItemFact, now: &Now) -> Vec<Mark> {
        let (answer, given) = match fact {
            ItemFact::Answered { answer, .. } => (Some(answer), answer.say(self.item(ix), now)),
            ItemFact::NotApplicable { reason } => (None, Text::from(format!("not applicable: {reason}"))),
            ItemFact::Deferred { reason, .. } => (None, Text::from(format!("put off: {reason}"))),
            ItemFact::Overridden { reason } => {
                let given = Text::from(format!("went on in spite of it: {reason}"));
                return vec![Mark { critical: true, ..self.mark(ix, Verdict::Wrong, given) }];
            }
            ItemFact::Withdrawn { .. }
            | ItemFact::Noted { .. }
            | ItemFact::TimerStarted { .. }
            | ItemFact::Escalated { .. } => return Vec::new(),
        };
        let resumed = self.away.take().map(|from| self.resumed(from, ix));
        if !self.met.insert(ix) {
            return resumed.into_iter().collect();
        }
        let left: Vec<ItemIx> = self.lesson.checklist.item_ixs().filter(|on| case.status(*on).is_open()).collect();
        let mark = if let Some(wrong) = self.lesson.out_of_order(ix, &left) {
            let (why, critical) = (Text::sanitise(&wrong.order.why), wrong.order.critical);
            let expected = Text::from(format!("first: {}", self.item(wrong.first).short));
            Mark { expected, why, critical, ..self.mark(ix, Verdict::OutOfOrder, given) }
        } else {
            match self.expected(ix, now) {
                Some((_, found)) if answer.is_none_or(|answer| !is_as_found(&found, answer, now)) => {
                    Mark { expected: found.say(self.item(ix), now), ..self.mark(ix, Verdict::Wrong, given) }
                }
                Some(_) | None => self.mark(ix, Verdict::Right, given),
            }
        };
        resumed.into_iter().chain([mark]).collect()
    }

    fn mark(&self, ix: ItemIx, verdict: Verdict, given: Text) -> Mark {
        let exercise = if self.scenario.is_some() { Exercise::Scenario } else { Exercise::Guided };
        self.lesson.mark(exercise, ix, verdict, given)
    }

    /// Whoever was called away has found the next step again, or not.
    fn resumed(&self, from: ItemIx, at: ItemIx) -> Mark {
        let said = |ix: ItemIx| Text::from(format!("went on at: {}", self.item(ix).short));
        let verdict = if from == at { Verdict::Right } else { Verdict::Wrong };
        let expected = if from == at { Text::default() } else { said(from) };
        Mark { expected, ..self.mark(from, verdict, said(at)) }
    }

    /// Critical and required items on the way that were passed over.
    fn missed(&self, case: &Case) -> impl Iterator<Item = Mark> {
        let decided: Vec<ItemIx> = self.decisions().iter().filter_map(|decision| self.find(&decision.at)).collect();
        let (first, last) = match self.start() {
            Some(start) => (start, decided.iter().copied().max().unwrap_or(start)),
            None => (ItemIx(0), ItemIx(self.lesson.checklist.items.len())),
        };
        let is_missed = |ix: &ItemIx| {
            let on_way = *ix >= first && *ix < last && !decided.contains(ix);
            on_way && case.status(*ix).is_open() && self.item(*ix).level != Level::Routine
        };
        let missed: Vec<ItemIx> = self.lesson.checklist.item_ixs().filter(is_missed).collect();
        missed.into_iter().map(|ix| self.mark(ix, Verdict::Missed, Text::default()))
    }

    /// What is decided by the digit of this place; how that is judged, once for each decision.
    pub fn chooses(&mut self, place: usize, case: &Case) -> Option<Vec<Mark>> {
        let at = self.find(&self.decision()?.at)?;
        let choices = self.choices();
        let &(_, n, choice) = choices.iter().find(|(digit, ..)| *digit == place)?;
        let right = choices.iter().find(|(.., choice)| choice.right).map(|(.., choice)| Text::sanitise(&choice.text));
        let mark = Mark {
            expected: right.filter(|_| !choice.right).unwrap_or_default(),
            why: choice.why.as_deref().map(Text::sanitise).unwrap_or_default(),
            ..self.mark(at, choice.verdict(), Text::sanitise(&choice.text))
        };
        let ends = choice.right && self.decided + 1 == self.decisions().len();
        let mut marks: Vec<Mark> = self.tried.is_empty().then_some(mark).into_iter().collect();
        marks.extend(ends.then(|| self.missed(case)).into_iter().flatten());
        self.chosen = Some(n);
        Some(marks)
    }

    /// What came of a choice was told: one that was not right is not offered again, the right one is carried out. In an
    /// exam the case goes on with that whatever was chosen.
    pub fn goes_on(&mut self, is_exam: bool) -> Option<(ItemIx, DecisionChoice)> {
        let chosen = self.chosen.take()?;
        let decision = self.decision()?.clone();
        let is_right = decision.choices.get(chosen)?.right;
        if !is_right && !is_exam {
            self.tried.push(chosen);
            return None;
        }
        let at = self.find(&decision.at)?;
        self.decided += 1;
        self.tried.clear();
        // What the program does the trainee is not judged for.
        self.met.insert(at);
        Some((at, decision.choices.into_iter().find(|choice| choice.right)?))
    }

    /// What a choice does in the case; nothing of a card, which is opened.
    pub fn act(&self, ix: ItemIx, choice: &DecisionChoice, now: &Now) -> Option<Act> {
        let item = self.item(ix);
        let (because, id) = (Text::sanitise(&choice.text), item.id.clone());
        let answers = |words: &str, again: bool| {
            let answer = read_told(&item.answer, words, now).ok()?;
            let second = item.two_person.then(|| Operator::simulated(Role::Nurse));
            let second = second.filter(|_| !matches!(answer, Answer::NotRight(_)));
            let reason = (!again).then(|| because.clone());
            Some(Act::Answer { item: id.clone(), answer, second, reason, again, carried: None })
        };
        match choice.does.as_ref()? {
            Does::Stop => Some(Act::Stop { reason: because }),
            Does::Again => answers(self.lesson.normal(ix)?, true),
            Does::Answer(words) => answers(words, false),
            Does::Card(_) => None,
            Does::Told(told) => Some(Act::Escalate { item: id, told: told.clone(), text: None }),
            Does::Note => Some(Act::Note { item: Some(id), text: because }),
        }
    }

    /// What has to be recorded at an item, by a colleague who puts it right.
    pub fn corrects(&mut self, ix: ItemIx, now: &Now) -> Option<Act> {
        if !self.corrected.insert(ix) {
            return None;
        }
        let (_, answer) = self.expected(ix, now)?;
        let reason = Some(Text::from("as it was found"));
        Some(Act::Answer { item: self.item(ix).id.clone(), answer, second: None, reason, again: false, carried: None })
    }

    /// Whether somebody else recorded what stands there now.
    pub fn was_corrected(&self, ix: ItemIx) -> bool {
        self.corrected.contains(&ix)
    }

    /// What comes next, where the trainee stands there.
    pub fn comes(&self, case: &Case, here: ItemIx, now: &Now) -> Option<Comes> {
        let Some(scenario) = self.scenario() else {
            return matches!(case.next(now), Next::Close | Next::Nothing).then_some(Comes::End);
        };
        if case.stopped().is_some() || case.closed().is_some() {
            return Some(Comes::End);
        }
        let comes_between = scenario.findings.iter().enumerate().find(|(n, finding)| {
            let here = finding.at == self.item(here).id.as_str() && case.status(here).is_open();
            here && finding.interrupt.is_some() && !self.dealt.contains(n)
        });
        if let Some((n, _)) = comes_between {
            return Some(Comes::Interruption(n));
        }
        let Some(decision) = self.decision() else { return Some(Comes::End) };
        let at = self.find(&decision.at)?;
        let stands = case.answer(at).map(|(_, answer)| answer);
        if decision.record.is_some() {
            let (_, found) = self.expected(at, now)?;
            if !is_as_found(&found, stands?, now) {
                return Some(Comes::Correction(at));
            }
        }
        let is_open = case.status(at).is_open() && case.is_open(self.item(at).section);
        match (here == at, stands) {
            (true, Some(_)) => Some(Comes::Decision),
            (true, None) => is_open.then_some(Comes::Decision),
            (false, Some(_)) => Some(Comes::Goes(at)),
            (false, None) => None,
        }
    }

    /// An interruption was dealt with; whether the next step has to be found again.
    pub fn deals(&mut self, n: usize, here: ItemIx) -> bool {
        self.dealt.insert(n);
        let resumes = self.scenario().and_then(|scenario| scenario.findings.get(n)).is_some_and(|found| found.resume);
        self.away = resumes.then_some(here);
        resumes
    }

    /// Whether the next step has to be found by whoever was called away.
    pub fn is_away(&self) -> bool {
        self.away.is_some()
    }

    /// It ended before all was decided: what was passed over for that. Whoever stops a case at a stop, where it has to
    /// end so, has passed over nothing.
    pub fn breaks_off(&mut self, case: &Case) -> Vec<Mark> {
        let is_end = self.scenario().and_then(|scenario| scenario.end.as_ref()).is_some_and(|end| end.stopped);
        let in_time = is_end && self.at_stop && case.stopped().is_some();
        if std::mem::replace(&mut self.is_over, true) || in_time {
            return Vec::new();
        }
        let left: BTreeSet<ItemIx> =
            self.decisions()[self.decided..].iter().filter_map(|left| self.find(&left.at)).collect();
        let left = left.iter().filter(|ix| !self.met.contains(ix));
        let mut marks: Vec<Mark> = left.map(|ix| self.mark(*ix, Verdict::Missed, Text::default())).collect();
        marks.extend(self.scenario.is_none().then(|| self.missed(case)).into_iter().flatten());
        self.decided = self.decisions().len();
        marks
    }
}
