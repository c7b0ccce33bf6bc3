//! Where a trainee stands by the checklist's standard: knowledge of steps, which fades.

use super::{Exercise, Lesson, Memory, Past};
use crate::domain::checklist::{CriticalSteps, ItemIx, Mastery, Passes, UnsafeChoice};
use crate::domain::{Now, StaffCode, Text, counted};
use jiff::civil;

/// Exams alone count: they ask without help what every other exercise asks with some.
#[derive(Debug, Clone)]
pub struct Standing {
    /// How many of the wanted exams were passed, by the newest one passed.
    pub passed: u32,
    pub wanted: u32,
    pub mastery: Option<Mastered>,
}

/// The standard was met.
#[derive(Debug, Clone, Copy)]
pub struct Mastered {
    /// From this day on it is met no more.
    pub until: civil::Date,
    /// The critical step that will be the first to be known less likely than the standard asks; without one the time
    /// has passed.
    pub weakest: Option<ItemIx>,
    pub has_faded: bool,
}

impl Standing {
    /// Nothing where the checklist has no standard.
    pub fn of(past: &[Past], trainee: &StaffCode, lesson: &Lesson, memory: &Memory, now: &Now) -> Option<Self> {
        let standard = lesson.beside.mastery.as_ref()?;
        let exams = past.iter().filter(|past| past.is_by(trainee, lesson) && past.masters(lesson, standard));
        let exams: Vec<_> = exams.map(|past| (now.day(past.began), past)).collect();
        let wanted = standard.passes.unwrap_or(1);
        let Some(&(newest, _)) = exams.last() else { return Some(Self { passed: 0, wanted, mastery: None }) };
        // What would have faded before the newest was passed counts no more.
        let lasting = exams.iter().filter(|(day, _)| day.saturating_add(standard.fades_after) >= newest);
        let passed = count(lasting.copied(), standard);
        let mastery = (passed >= wanted).then(|| {
            let timely = (newest.saturating_add(standard.fades_after), None);
            let forgotten = memory.falls_below(standard, |ix| lesson.is_critical(ix));
            let forgotten = forgotten.map(|(day, ix)| (day, Some(ix)));
            let (until, weakest) = forgotten.filter(|(day, _)| *day < timely.0).unwrap_or(timely);
            Mastered { until, weakest, has_faded: until <= now.civil().date() }
        });
        Some(Self { passed: passed.min(wanted), wanted, mastery })
    }

    pub fn is_mastered(&self) -> bool {
        self.mastery.is_some_and(|mastery| !mastery.has_faded)
    }

    /// In words, such as "1 of 2 exams passed".
    pub fn words(&self, lesson: &Lesson, now: &Now) -> String {
        let Some(Mastered { until, weakest, has_faded }) = self.mastery else {
            return format!("{} of {} exams passed", self.passed, self.wanted);
        };
        let (standing, fades) = if has_faded { ("mastered before", "faded") } else { ("mastered", "fades") };
        let same_year = until.year() == now.civil().year();
        let day = until.strftime(if same_year { "%-d %b" } else { "%-d %b %Y" });
        let by = weakest.map(|ix| format!(" (first: {})", lesson.checklist.item(ix).short));
        format!("{standing}; {fades} on {day}{}", by.unwrap_or_default())
    }
}

impl Lesson {
    /// What passing shows, and what it does not.
    pub fn says(&self) -> Text {
        let says = self.beside.mastery.as_ref().and_then(|standard| standard.says.as_deref());
        Text::sanitise(says.unwrap_or("Knowledge of the steps, not skill."))
    }

    /// The standard, with who set it.
    pub fn standard(&self) -> Option<String> {
        let standard = self.beside.mastery.as_ref()?;
        let critical = if standard.critical == Some(CriticalSteps::All) { " and every critical step" } else { "" };
        let harm = if standard.r#unsafe == Some(UnsafeChoice::Fail) { ", nothing that harms" } else { "" };
        let passes = standard.passes.map(|passes| {
            let on = match standard.on {
                Some(Passes::Different) => " on different seeds",
                Some(Passes::Days) => " on different days",
                None => "",
            };
            format!(", {}{on}", counted(passes as usize, "exam passed", "exams passed"))
        });
        let method = standard.method.as_ref().map(|method| format!(" ({method})"));
        let date = standard.date.map(|date| format!(" on {date}"));
        let set_by = match &standard.set_by {
            Some(who) => format!("set by {who}{}{}", method.unwrap_or_default(), date.unwrap_or_default()),
            None => "nobody here has set it yet".to_owned(),
        };
        let (percent, passes) = (standard.percent, passes.unwrap_or_default());
        Some(Text::sanitise(&format!("{percent} %{critical}{harm}{passes}; {set_by}")).into())
    }
}

/// How many of them differ as the standard wants.
fn count<'a>(passes: impl Iterator<Item = (civil::Date, &'a Past)>, standard: &Mastery) -> u32 {
    let mut different: Vec<_> = passes
        .map(|(day, past)| match standard.on {
            Some(Passes::Different) => (None, Some(past.rehearsal.seed.0)),
            Some(Passes::Days) => (Some(day), None),
            None => (Some(day), Some(past.rehearsal.seed.0)),
        })
        .collect();
    different.sort_unstable();
    different.dedup();
    u32::try_from(different.len()).unwrap_or(u32::MAX)
}

impl Past {
    /// Whether it is of this trainee and of the checklist that is practised.
    pub(super) fn is_by(&self, trainee: &StaffCode, lesson: &Lesson) -> bool {
        self.trainee == *trainee && self.checklist == lesson.checklist.id
    }

    /// Whether it is a passed exam that was not broken off: each of its parts was asked.
    fn masters(&self, lesson: &Lesson, standard: &Mastery) -> bool {
        let parts = [Exercise::Recall, Exercise::Order, Exercise::Omission, Exercise::Scenario];
        let mut parts = parts.iter().filter(|part| **part != Exercise::Scenario || !lesson.beside.scenarios.is_empty());
        self.rehearsal.exercise == Exercise::Exam
            && self.debriefing.is_some()
            && parts.all(|part| self.marks.iter().any(|(_, mark)| mark.exercise == *part))
            && self.score.passes(standard)
    }
}
