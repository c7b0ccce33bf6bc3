//! Steps named in somebody's own words: all of a section, or the one that was left out of it.

use super::{Exercise, Heard, Lesson, Mark, Verdict};
use crate::domain::Text;
use crate::domain::checklist::{ItemIx, SectionIx};
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
pub struct Naming {
    /// Recall or omission.
    pub exercise: Exercise,
    pub section: SectionIx,
    /// The steps in sight, each with how it was judged if it was asked for.
    pub shown: Vec<(ItemIx, Option<Verdict>)>,
    /// The steps still to be named.
    pub left: Vec<ItemIx>,
    /// The step that somebody was prompted for.
    pub prompted: Option<ItemIx>,
    /// What may have been meant: whoever said it tells.
    pub perhaps: Vec<ItemIx>,
    /// What the newest words came to.
    pub told: Option<Told>,
    /// What was said last.
    given: Text,
    /// The try before this one came to nothing.
    tried: bool,
    /// A step was named that is not the one.
    strayed: bool,
    /// Nothing is told, and nobody is prompted.
    is_exam: bool,
}

/// What words came to.
#[derive(Debug, Clone)]
pub enum Told {
    /// Nothing was heard in them.
    NotHeard,
    /// There were none: to be said once more, before it counts.
    Nothing,
    /// This step is in sight already.
    InSight(ItemIx),
    /// This step is not the one that is missing.
    NotThat(ItemIx),
    Judged(Mark),
}

impl Naming {
    pub(super) fn all(lesson: &Lesson, section: SectionIx, is_exam: bool) -> Self {
        Self {
            exercise: Exercise::Recall,
            section,
            shown: Vec::new(),
            left: lesson.steps(section),
            prompted: None,
            perhaps: Vec::new(),
            told: None,
            given: Text::default(),
            tried: false,
            strayed: false,
            is_exam,
        }
    }

    pub(super) fn missing(lesson: &Lesson, missing: ItemIx, is_exam: bool) -> Self {
        let section = lesson.checklist.item(missing).section;
        let all = Self::all(lesson, section, is_exam);
        let shown = all.left.iter().filter(|ix| **ix != missing).map(|ix| (*ix, None)).collect();
        Self { exercise: Exercise::Omission, shown, left: vec![missing], ..all }
    }

    /// Takes words; what they are judged as.
    pub fn says(&mut self, lesson: &Lesson, words: &str) -> Vec<Mark> {
        let said = Text::sanitise(words.trim());
        // Of a step that is missing all tries are told afterwards: the first shows what was believed.
        if self.is_recall() || self.given.is_blank() {
            self.given = said.clone();
        } else if !said.is_blank() {
            self.given = Text::from(format!("{}; {said}", self.given));
        }
        if said.is_blank() {
            return self.fails(lesson, Told::Nothing);
        }
        let in_sight: Vec<ItemIx> = self.shown.iter().map(|(ix, _)| *ix).collect();
        let own = lesson.hear(words, &self.left);
        self.perhaps = match (own, lesson.hear(words, &in_sight)) {
            (Heard::Step(ix), _) => return self.takes(lesson, ix),
            (Heard::Perhaps(_) | Heard::Nothing, Heard::Step(ix)) => {
                self.told = Some(Told::InSight(ix));
                return Vec::new();
            }
            (Heard::Perhaps(some), _) if self.is_recall() => some,
            // To ask about the missing one alone would tell it; to ask about another alone, that it was not heard.
            (own, _) => {
                let own = if let Heard::Perhaps(own) = own { own } else { Vec::new() };
                let others = match lesson.hear(words, &self.out_of_sight(lesson)) {
                    Heard::Step(ix) if !self.is_recall() || lesson.is_about(ix, words) => vec![ix],
                    Heard::Perhaps(some) if !self.is_recall() => some,
                    Heard::Step(_) | Heard::Perhaps(_) | Heard::Nothing => return self.fails(lesson, Told::NotHeard),
                };
                own.into_iter().chain(others).collect::<BTreeSet<_>>().into_iter().collect()
            }
        };
        self.told = None;
        Vec::new()
    }

    /// Somebody tells which of several they meant, or that it was none.
    pub fn means(&mut self, lesson: &Lesson, nth: Option<usize>) -> Vec<Mark> {
        match nth.map(|nth| self.perhaps.get(nth).copied()) {
            Some(Some(ix)) => self.takes(lesson, ix),
            Some(None) => Vec::new(),
            None => self.fails(lesson, Told::NotHeard),
        }
    }

    /// Somebody says that they do not know: where help is given, that is a try.
    pub fn gives_up(&mut self, lesson: &Lesson) -> Vec<Mark> {
        self.tried |= !self.is_exam;
        self.says(lesson, "")
    }

    fn is_recall(&self) -> bool {
        self.exercise == Exercise::Recall
    }

    /// The steps of a whole case that nobody sees here.
    fn out_of_sight(&self, lesson: &Lesson) -> Vec<ItemIx> {
        let in_sight = |ix: &ItemIx| self.shown.iter().any(|(shown, _)| shown == ix);
        let all = lesson.checklist.item_ixs().filter(|ix| lesson.normal(*ix).is_some() || self.left.contains(ix));
        all.filter(|ix| !in_sight(ix)).collect()
    }

    fn takes(&mut self, lesson: &Lesson, ix: ItemIx) -> Vec<Mark> {
        self.perhaps.clear();
        if !self.left.contains(&ix) {
            return self.strays(lesson, ix);
        }
        let left: Vec<ItemIx> = self.left.iter().copied().filter(|other| *other != ix).collect();
        let mut mark = lesson.mark_placed(self.exercise, ix, &left, self.given.clone());
        if mark.verdict == Verdict::Right && (self.prompted == Some(ix) || self.strayed) {
            mark.verdict = Verdict::Prompted;
        }
        vec![self.judged(ix, mark)]
    }

    /// A step was named that is not asked for.
    fn strays(&mut self, lesson: &Lesson, ix: ItemIx) -> Vec<Mark> {
        if self.is_recall() {
            let mut mark = lesson.mark(self.exercise, ix, Verdict::Extra, self.given.clone());
            let section = lesson.checklist.section(lesson.checklist.item(ix).section);
            mark.why = Text::from(format!("It belongs to {}.", section.title));
            self.told = Some(Told::Judged(mark.clone()));
            return vec![mark];
        }
        if self.is_exam || self.tried {
            return self.misses(lesson);
        }
        (self.tried, self.strayed, self.told) = (true, true, Some(Told::NotThat(ix)));
        Vec::new()
    }

    /// Words came to nothing: one more try, then a prompt where there are any, then what is asked for is shown. Of an
    /// exam's section other words may be found until somebody has said twice that there are none.
    fn fails(&mut self, lesson: &Lesson, told: Told) -> Vec<Mark> {
        self.perhaps.clear();
        let (is_recall, said_nothing) = (self.is_recall(), matches!(told, Told::Nothing));
        let is_last = match (is_recall, self.is_exam) {
            (true, true) => said_nothing && matches!(self.told, Some(Told::Nothing)),
            (true, false) => self.prompted.is_some() && (said_nothing || self.tried),
            (false, true) => self.tried,
            // Words that nobody understood are no wrong answer.
            (false, false) => said_nothing && self.tried || matches!(self.told, Some(Told::NotHeard | Told::Nothing)),
        };
        if is_last {
            return self.misses(lesson);
        }
        if self.tried && is_recall && !self.is_exam {
            (self.prompted, self.tried) = (self.left.first().copied(), false);
            self.told = Some(told).filter(|_| !said_nothing);
        } else {
            (self.tried, self.told) = (true, Some(told));
        }
        Vec::new()
    }

    /// What is asked for is shown; in an exam all that is left.
    fn misses(&mut self, lesson: &Lesson) -> Vec<Mark> {
        let missed: Vec<ItemIx> = match (self.prompted, self.is_exam) {
            (Some(prompted), _) => vec![prompted],
            (None, true) => self.left.clone(),
            (None, false) => self.left.iter().copied().take(1).collect(),
        };
        let marks = missed.into_iter().map(|ix| {
            let mark = lesson.mark(self.exercise, ix, Verdict::Missed, self.given.clone());
            self.judged(ix, mark)
        });
        marks.collect()
    }

    /// The step comes in sight: behind those that were named before, or where it stands in its section.
    fn judged(&mut self, ix: ItemIx, mark: Mark) -> Mark {
        let at = if self.is_recall() { self.shown.len() } else { self.shown.partition_point(|(other, _)| *other < ix) };
        self.shown.insert(at, (ix, Some(mark.verdict)));
        self.left.retain(|other| *other != ix);
        self.prompted = self.prompted.filter(|prompted| *prompted != ix);
        (self.tried, self.strayed, self.told) = (false, false, Some(Told::Judged(mark.clone())));
        mark
    }
}
