//! A rehearsal in a list: when, by whom, of what, and what it came to.

use crate::domain::checklist::Mastery;
use crate::domain::practice::{Exercise, Past, Score, Seed};
use crate::domain::{Id, Mode, Moment, Now, StaffCode};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct RehearsalReport {
    pub code: String,
    pub mode: Mode,
    pub checklist: Id,
    pub trainee: StaffCode,
    pub at: Moment,
    pub exercise: Exercise,
    pub seed: Seed,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Id>,
    pub score: Score,
    pub percent: u32,
    /// Whether an exam meets the standard, where the checklist has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
    /// How sure the trainee was before the result was shown, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sure: Option<u8>,
    /// Whether it came to its debrief.
    pub finished: bool,
}

impl RehearsalReport {
    pub fn new(past: &Past, standard: Option<&Mastery>) -> Self {
        Self {
            code: past.code.to_string(),
            mode: Mode::Practice,
            checklist: past.checklist.clone(),
            trainee: past.trainee.clone(),
            at: past.began,
            exercise: past.rehearsal.exercise,
            seed: past.rehearsal.seed,
            of: past.rehearsal.of.clone(),
            score: past.score,
            percent: past.score.percent(),
            passed: standard
                .filter(|_| past.score.asked > 0 && past.rehearsal.exercise == Exercise::Exam)
                .map(|standard| past.score.passes(standard)),
            sure: past.debriefing.as_ref().and_then(|said| said.sure),
            finished: past.debriefing.is_some(),
        }
    }

    /// Its score in words.
    pub fn result(&self) -> String {
        let passed = match (self.passed, self.finished) {
            (_, false) => ", broken off",
            (Some(true), true) => ", passed",
            (Some(false), true) => ", not passed",
            (None, true) => "",
        };
        match self.score.asked {
            0 => format!("nothing asked{passed}"),
            _ => format!("{} %{passed}", self.percent),
        }
    }

    /// It on one line, which begins with its mark.
    pub fn line(&self, now: &Now) -> String {
        let mark = self.mode.mark().unwrap_or_default();
        let (when, who) = (now.say(self.at), &self.trainee);
        let of = self.of.iter().map(|id| format!(" {id}")).take(3).collect::<String>();
        let exercise = format!("{}{of}", self.exercise.word());
        let Self { code, seed, .. } = self;
        format!("{mark}  {code}  {when}  {who}  {exercise}  seed {seed}  {}", self.result())
    }
}
