//! The logbook as lines, for paper without a browser.

use super::Logbook;
use crate::domain::Now;

impl Logbook {
    pub fn text(&self, now: &Now) -> String {
        let mark = self.mode.mark().unwrap_or_default();
        let mut lines = vec![format!("{mark}  LOGBOOK  {}", self.says), String::new()];
        lines.extend(self.head(now).into_iter().map(|(name, words)| format!("{name:<12} {words}")));
        lines.extend([String::new(), format!("{mark}  Rehearsals")]);
        lines.extend(self.rehearsals.iter().map(|one| {
            let (when, exercise) = (one.at.in_zone(&now.zone).strftime("%Y-%m-%d %H:%M"), one.exercise.word());
            let sure = one.sure.map(|sure| format!("  said {sure} % sure")).unwrap_or_default();
            format!("  {when}  {exercise:<9} seed {:<6} {}  {}{sure}", one.seed, one.code, one.result())
        }));
        for section in &self.sections {
            lines.extend([String::new(), format!("{mark}  {}", section.title)]);
            lines.extend(section.steps.iter().map(|step| {
                let level = if step.critical { "critical" } else { "" };
                let [verdict, known, due] = step.words();
                format!("  {verdict:<12} {known:>5}  {due:<10}  {level:<8}  {}", step.text).trim_end().to_owned()
            }));
        }
        let line = "_".repeat(24);
        lines.extend([String::new(), format!("Supervisor {line}  Signature {line}  Date {}", &line[..12])]);
        lines.push(format!("{mark}  {}", self.says));
        lines.join("\n") + "\n"
    }
}
