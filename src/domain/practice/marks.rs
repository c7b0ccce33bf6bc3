//! What was given in a rehearsal and how it is judged: the facts of its record, and what they add up to.

use super::Seed;
use crate::domain::case::Case;
use crate::domain::checklist::{Checklist, CriticalSteps, Level, Mastery, UnsafeChoice};
use crate::domain::{CaseFact, Code, Fact, Id, Moment, StaffCode, Text};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How something is practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Exercise {
    /// A whole case, with reasons and sources at each step.
    Guided,
    /// The next step is named with no list in sight.
    Recall,
    /// Shuffled steps are put in sequence.
    Order,
    /// One step was left out: which.
    Omission,
    /// A case with a trap.
    Scenario,
    /// All of them, with no help and no undo.
    Exam,
}

impl Exercise {
    /// All of them, in the order in which they are offered.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The word, as on the command line.
    pub fn word(self) -> &'static str {
        self.into()
    }
}

/// What is rehearsed in a record of practice: its second line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub exercise: Exercise,
    pub seed: Seed,
    /// The sections, the items or the scenario that were asked for; whatever the seed gives, without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Id>,
}

/// How something that was given is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Verdict {
    Right,
    /// Right after a prompt.
    Prompted,
    /// Done before what has to come first.
    OutOfOrder,
    /// Left out.
    Missed,
    /// A step that does not belong there.
    Extra,
    Wrong,
    /// It would have harmed.
    Unsafe,
}

impl Verdict {
    /// The word as it stands in a record.
    pub fn word(self) -> &'static str {
        self.into()
    }

    /// The word as it is told, on screens and on paper.
    pub fn told(self) -> &'static str {
        match self {
            Self::Right => "RIGHT",
            Self::Prompted => "AFTER HELP",
            Self::OutOfOrder => "TOO EARLY",
            Self::Missed => "MISSED",
            Self::Extra => "NOT HERE",
            Self::Wrong => "WRONG",
            Self::Unsafe => "UNSAFE",
        }
    }
}

/// One thing that was asked and how it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How it was asked: in an exam, by which of its parts.
    pub exercise: Exercise,
    /// The item.
    pub about: Id,
    pub verdict: Verdict,
    /// What the trainee gave, in words.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub given: Text,
    /// What was expected, in words, where that is more than the item's own.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub expected: Text,
    /// Why, where that is more than the item's own.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub why: Text,
    /// It fails whoever gave it, though the item is not critical.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub critical: bool,
}

impl Mark {
    /// Whether it fails whoever gave it, where it is not right.
    pub fn is_critical(&self, checklist: &Checklist) -> bool {
        let item = checklist.find(self.about.as_str()).map(|ix| checklist.item(ix));
        self.critical || item.is_some_and(|item| item.level == Level::Critical)
    }
}

/// What a trainee said before the result was shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Debriefing {
    /// How sure they were, 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// How they think it went.
    #[serde(default, skip_serializing_if = "Text::is_blank")]
    pub went: Text,
}

/// A rehearsal as its record tells it.
#[derive(Debug, Clone)]
pub struct Past {
    pub code: Code,
    /// The checklist that was practised.
    pub checklist: Id,
    pub trainee: StaffCode,
    pub began: Moment,
    pub rehearsal: Rehearsal,
    /// Each with when it was given.
    pub marks: Vec<(Moment, Mark)>,
    /// What was said at its end: without, it was broken off.
    pub debriefing: Option<Debriefing>,
    pub score: Score,
}

impl Past {
    /// Nothing of a record in which nothing is rehearsed.
    pub fn of(case: &Case) -> Option<Self> {
        let first = case.entries().first()?;
        let mut past: Option<Self> = None;
        for (stamp, fact) in case.facts() {
            match (fact, &mut past) {
                (Fact::Case(CaseFact::Rehearsed(rehearsal)), None) => {
                    past = Some(Self {
                        code: case.code(),
                        checklist: case.checklist().id.clone(),
                        trainee: stamp.by.code.clone(),
                        began: first.entry.stamp.at,
                        rehearsal: rehearsal.clone(),
                        marks: Vec::new(),
                        debriefing: None,
                        score: Score::default(),
                    });
                }
                (Fact::Case(CaseFact::Marked(mark)), Some(past)) => past.marks.push((stamp.at, mark.clone())),
                (Fact::Case(CaseFact::Debriefed(debriefing)), Some(past)) => past.debriefing = Some(debriefing.clone()),
                (Fact::Item(..) | Fact::Case(_), _) => {}
            }
        }
        past.map(|past| Self { score: Score::of(past.marks.iter().map(|(_, mark)| mark), case.checklist()), ..past })
    }

    /// Whether anything was given in it: without, somebody only looked, and it counts for nothing.
    pub fn has_begun(&self) -> bool {
        !self.marks.is_empty()
    }
}

/// What a rehearsal may lack of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// Something would have harmed.
    Harmless,
    /// Something critical was not right.
    Critical,
    /// Too little was right.
    Percent,
}

/// What the marks of a rehearsal add up to: knowledge of steps, never skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Score {
    /// The steps that were asked for.
    pub asked: u32,
    pub right: u32,
    pub prompted: u32,
    pub out_of_order: u32,
    pub missed: u32,
    pub wrong: u32,
    /// Steps that did not belong there. They were not asked for, and count for nothing else.
    pub extra: u32,
    pub r#unsafe: u32,
    /// How many of what was not right is critical.
    pub critical: u32,
}

impl Score {
    pub fn of<'a>(marks: impl Iterator<Item = &'a Mark>, checklist: &Checklist) -> Self {
        let mut score = Self::default();
        for mark in marks {
            let kind = match mark.verdict {
                Verdict::Right => &mut score.right,
                Verdict::Prompted => &mut score.prompted,
                Verdict::OutOfOrder => &mut score.out_of_order,
                Verdict::Missed => &mut score.missed,
                Verdict::Extra => &mut score.extra,
                Verdict::Wrong => &mut score.wrong,
                Verdict::Unsafe => &mut score.r#unsafe,
            };
            *kind += 1;
            match mark.verdict {
                Verdict::Extra => continue,
                Verdict::Right => {}
                Verdict::Prompted | Verdict::OutOfOrder | Verdict::Missed | Verdict::Wrong | Verdict::Unsafe => {
                    score.critical += u32::from(mark.is_critical(checklist));
                }
            }
            score.asked += 1;
        }
        score
    }

    /// The share of the steps that were right without a prompt, in percent, never rounded up.
    pub fn percent(&self) -> u32 {
        (self.right * 100).checked_div(self.asked).unwrap_or(0)
    }

    /// What it lacks of the standard.
    pub fn lacks(&self, standard: &Mastery) -> Vec<Lack> {
        let all = [
            (standard.r#unsafe == Some(UnsafeChoice::Fail) && self.r#unsafe > 0).then_some(Lack::Harmless),
            (standard.critical == Some(CriticalSteps::All) && self.critical > 0).then_some(Lack::Critical),
            (self.asked > 0 && self.percent() < standard.percent).then_some(Lack::Percent),
        ];
        all.into_iter().flatten().collect()
    }

    /// Whether it meets the standard.
    pub fn passes(&self, standard: &Mastery) -> bool {
        self.asked > 0 && self.lacks(standard).is_empty()
    }
}
