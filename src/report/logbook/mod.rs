//! A trainee's logbook, for a supervisor to sign: where they stand, what they rehearsed, what they know of each step.

mod page;
mod text;

use super::RehearsalReport;
use crate::domain::checklist::{ItemIx, Reviewed};
use crate::domain::practice::{Known, Learner, Lesson, Memory, Past, Retention, Verdict};
use crate::domain::{Id, Mode, Moment, Now, StaffCode, Text, counted};
use jiff::civil;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Logbook {
    pub mode: Mode,
    pub says: Text,
    pub trainee: StaffCode,
    /// When it was made.
    pub at: Moment,
    pub checklist: Id,
    pub version: Text,
    pub title: Text,
    pub review: Reviewed,
    /// The standard in words, with who set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<StandingReport>,
    pub due: usize,
    /// How many of what is due is critical.
    pub due_critical: usize,
    /// How many steps were never asked.
    pub unmet: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Calibration>,
    pub rehearsals: Vec<RehearsalReport>,
    pub sections: Vec<SectionKnown>,
}

#[derive(Debug, Clone, Serialize)]
pub struct StandingReport {
    pub mastered: bool,
    pub passed: u32,
    pub wanted: u32,
    /// The day on which it fades, or did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fades: Option<civil::Date>,
    pub words: String,
}

/// What trainees thought of themselves beside what was right, on average over their rehearsals, in percent.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Calibration {
    pub rehearsals: u32,
    pub sure: u32,
    pub right: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct SectionKnown {
    pub id: Id,
    pub title: Text,
    pub steps: Vec<StepKnown>,
}

/// A step and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct StepKnown {
    pub mode: Mode,
    pub id: Id,
    pub text: Text,
    pub critical: bool,
    /// On how many days it was asked.
    pub days: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// How likely it is still known today, in percent, where it was right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<u32>,
    /// The day on which it is asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<civil::Date>,
    pub is_due: bool,
}

impl StepKnown {
    pub fn new(lesson: &Lesson, ix: ItemIx, memory: &Memory) -> Self {
        let (item, known) = (lesson.checklist.item(ix), memory.known(ix));
        Self {
            mode: Mode::Practice,
            id: item.id.clone(),
            text: item.short.clone(),
            critical: lesson.is_critical(ix),
            days: known.map_or(0, |known| known.days),
            verdict: known.map(|known| known.newest),
            known: known.filter(|known| known.newest == Verdict::Right).map(Known::percent),
            due: known.map(|known| known.due),
            is_due: known.is_some_and(|known| memory.is_due(known)),
        }
    }

    pub fn line(&self) -> String {
        let [verdict, known, _] = self.words();
        let level = if self.critical { "critical" } else { "" };
        format!("{verdict:<12} {known:>5}  {level:<8}  {}  {}", self.id, self.text)
    }

    /// How it was judged last, how well it is known, and when it is asked again, in words.
    fn words(&self) -> [String; 3] {
        let verdict = self.verdict.map_or("not asked".to_owned(), |verdict| verdict.told().to_lowercase());
        let known = self.known.map(|known| format!("{known} %")).unwrap_or_default();
        let due = match (self.due, self.is_due) {
            (_, true) => "due".to_owned(),
            (Some(day), false) => day.to_string(),
            (None, false) => String::new(),
        };
        [verdict, known, due]
    }
}

impl Logbook {
    /// Of every rehearsal of every trainee, the oldest first, those of this one.
    pub fn new(past: &[Past], trainee: &StaffCode, lesson: &Lesson, wanted: Retention, now: &Now) -> Self {
        let learner = Learner::new(past, trainee, lesson, wanted, now);
        let (standard, checklist) = (lesson.beside.mastery.as_ref(), &lesson.checklist);
        let rehearsals: Vec<_> = learner.past.iter().map(|past| RehearsalReport::new(past, standard)).collect();
        let (due_critical, Learner { memory, standing, .. }) = (learner.due_critical(), learner);
        let sections = lesson.sections().into_iter().map(|section| SectionKnown {
            id: checklist.section(section).id.clone(),
            title: checklist.section(section).title.clone(),
            steps: lesson.steps(section).into_iter().map(|ix| StepKnown::new(lesson, ix, &memory)).collect(),
        });
        Self {
            mode: Mode::Practice,
            says: lesson.says(),
            trainee: trainee.clone(),
            at: now.at,
            checklist: checklist.id.clone(),
            version: checklist.version.clone(),
            title: checklist.title.clone(),
            review: checklist.review.today(now),
            standard: lesson.standard(),
            standing: standing.map(|standing| StandingReport {
                mastered: standing.is_mastered(),
                passed: standing.passed,
                wanted: standing.wanted,
                fades: standing.mastery.map(|mastery| mastery.until),
                words: standing.words(lesson, now),
            }),
            due: memory.due().len(),
            due_critical,
            unmet: memory.unmet.len(),
            calibration: Calibration::of(&rehearsals),
            sections: sections.collect(),
            rehearsals,
        }
    }

    /// What it says before its tables, each with its name.
    fn head(&self, now: &Now) -> Vec<(&'static str, String)> {
        let review = match self.review.mark() {
            Some(mark) => format!(", {}", mark.to_lowercase()),
            None => ", approved".to_owned(),
        };
        let calibration = self.calibration.map(|of| {
            let count = counted(of.rehearsals as usize, "rehearsal", "rehearsals");
            format!("said {} % sure, was {} % right, on average over {count}", of.sure, of.right)
        });
        let due = format!("{} due, {} critical; {} never asked", self.due, self.due_critical, self.unmet);
        let rows = [
            ("Trainee", Some(self.trainee.to_string())),
            ("Checklist", Some(format!("{}, {} {}{review}", self.title, self.checklist, self.version))),
            ("Standing", self.standing.as_ref().map(|standing| standing.words.clone())),
            ("Standard", self.standard.clone()),
            ("Memory", Some(due)),
            ("Calibration", calibration),
            ("Made", Some(self.at.in_zone(&now.zone).strftime("%-d %b %Y %H:%M").to_string())),
        ];
        rows.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
    }
}

impl Calibration {
    fn of(rehearsals: &[RehearsalReport]) -> Option<Self> {
        let said = rehearsals.iter().filter(|one| one.score.asked > 0);
        let said: Vec<_> = said.filter_map(|one| Some((u32::from(one.sure?), one.percent))).collect();
        let rehearsals = u32::try_from(said.len()).ok()?;
        let (sure, right) = said.iter().fold((0, 0), |(sure, right), said| (sure + said.0, right + said.1));
        Some(Self { rehearsals, sure: sure.checked_div(rehearsals)?, right: right / rehearsals })
    }
}
